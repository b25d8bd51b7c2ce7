"""Grants and their chains, compiled to stretches of the numbered unit tree."""

from dongbo.engines.authority.chains import Decided, Effective, effective, settle
from dongbo.engines.authority.scopes import Authority, Scope, Stretch
from dongbo.engines.intervals import Interval, merged

__all__ = [
    "Authority",
    "Decided",
    "Effective",
    "Interval",
    "Scope",
    "Stretch",
    "effective",
    "merged",
    "settle",
]
