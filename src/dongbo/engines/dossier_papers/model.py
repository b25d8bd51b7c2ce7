"""What a part of a dossier is written from: its head, and blocks one after another that need never be held at once."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

Block = dict[str, Any]
"""A heading, a paragraph, a row of a table of the head, or a line or row whose words are marked as they changed:

`{"heading": …}`, `{"text": …}`, `{"table": 0, "cells": […], "short": true}`,
`{"style": …, "pieces": [[mark, text, bold], …], "note": …}`, `{"row": [[[mark, text, bold], …], …]}`.
"""


@dataclass(frozen=True, slots=True)
class PartData:
    """The data of one part: JSON that says every word of it, so that no later change elsewhere is seen in it.

    `head` is the official paper around the blocks (`paper`) and the tables that the blocks fill (`tables`).
    """

    head: dict[str, Any]
    blocks: Iterable[Block] = ()


def canonical(data: object) -> bytes:
    """Return the one form in which equal JSON is equal bytes, whatever store it was read from."""
    return json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False).encode()
