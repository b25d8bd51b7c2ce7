"""The seal over an issued paper: one hash over the facts of its issuance and every provision in reading order.

What is hashed is the canonical form of RFC 8785, so that anybody with the same words comes to the same seal.
"""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import rfc8785


@dataclass(frozen=True, slots=True)
class SealedProvision:
    """One provision as it is sealed: its identity, where it stands, and all its words."""

    identity: str
    path: str
    kind: str
    number: str
    heading: str
    text: str
    cells: Mapping[str, str]

    def as_json(self) -> dict[str, Any]:
        """Return what is hashed of it."""
        return {
            "id": self.identity,
            "path": self.path,
            "kind": self.kind,
            "number": self.number,
            "heading": self.heading,
            "text": self.text,
            "cells": dict(self.cells),
        }


@dataclass(frozen=True, slots=True)
class Leaf:
    """What is kept of a sealed provision, so that one which differs can be named."""

    identity: str
    path: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Difference:
    """The first provision that is not as it was sealed: `path` where it stands, or stood where it is gone."""

    path: str
    is_gone: bool = False
    is_new: bool = False


def seal_of(facts: Mapping[str, str], provisions: Sequence[SealedProvision]) -> str:
    """Return the seal over the facts and the provisions. Raises ValueError for a sign that cannot be written."""
    return _digest({"facts": dict(facts), "provisions": [one.as_json() for one in provisions]})


def leaves_of(provisions: Sequence[SealedProvision]) -> list[Leaf]:
    """Return what is kept of each provision beside the seal."""
    return [Leaf(one.identity, one.path, _digest(one.as_json())) for one in provisions]


def first_difference(kept: Sequence[Leaf], now: Sequence[Leaf]) -> Difference | None:
    """Return the first provision, in reading order, that is not as it was sealed; None where every one is."""
    for was, stands in zip(kept, now, strict=False):
        if was == stands:
            continue
        if was.identity == stands.identity:
            return Difference(stands.path)
        if was.identity not in {one.identity for one in now}:
            return Difference(was.path, is_gone=True)
        return Difference(stands.path, is_new=stands.identity not in {one.identity for one in kept})
    if len(kept) > len(now):
        return Difference(kept[len(now)].path, is_gone=True)
    if len(now) > len(kept):
        return Difference(now[len(kept)].path, is_new=True)
    return None


def _digest(value: Any) -> str:
    try:
        written = rfc8785.dumps(value)
    except (rfc8785.CanonicalizationError, UnicodeEncodeError) as error:
        raise ValueError(str(error)) from error
    return hashlib.sha256(written).hexdigest()
