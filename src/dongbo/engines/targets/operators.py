"""The words that bound a number, before it and behind it, as the operators of a target."""

import re

from dongbo.engines.targets.vocabulary import OPERATORS_AFTER, OPERATORS_BEFORE
from dongbo.engines.targets.wording import FLAGS, any_of

BEFORE = any_of(OPERATORS_BEFORE)
AFTER = re.compile(rf"\s*(?P<operator>{any_of(OPERATORS_AFTER)})(?!\w)", FLAGS)


def operator_before(written: str | None) -> str:
    """Return the operator that `written` before a number means, "=" where nothing stands there."""
    return OPERATORS_BEFORE.get(_plain(written or ""), "=")


def operator_after(written: str) -> str:
    """Return the operator that `written` behind a number means."""
    return OPERATORS_AFTER[_plain(written)]


def _plain(written: str) -> str:
    return " ".join(written.lower().split())
