"""Grants and their chains, compiled to stretches of the numbered unit tree."""

from dongbo.engines.authority.chains import Decided, Effective, effective, settle
from dongbo.engines.authority.scopes import Authority, Scope, Stretch

__all__ = ["Authority", "Decided", "Effective", "Scope", "Stretch", "effective", "settle"]
