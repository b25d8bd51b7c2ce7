"""Who may read, register, mend and freeze what; which steps a version may take; and when two numbers are one.

A document is read by whoever holds the permission where it is kept, and, once circulated, in every unit beneath. It is
worked on only where it is kept: that it was circulated opens no act to those it was circulated to.
"""

from datetime import datetime

from django.db.models import Q

from dongbo.documents.models import Document, Version
from dongbo.documents.states import VERSION_TRANSITIONS, VersionState
from dongbo.engines.numbers import parse_number
from dongbo.engines.vietnamese import fold
from dongbo.ledger.states import Authorship
from dongbo.organisation.rules import Acting, holds, may, require, within
from dongbo.organisation.states import Access, Permission


def readable(by: Acting, *, at: datetime, document: str = "") -> Q:
    """Return the predicate for documents `by` may read at `at`; `document` is the way to them, ending in "__"."""
    return within(by, Permission.DOCUMENT_READ, at=at, unit=f"{document}unit", access=f"{document}access")


def workable(by: Acting, permission: Permission, *, at: datetime, document: str = "") -> Q:
    """Return the predicate for documents on which `by` may do the act `permission` at `at`."""
    kept = within(by, permission, at=at, unit=f"{document}unit")
    return kept & within(by, permission, at=at, unit=f"{document}unit", access=f"{document}access")


def may_read(by: Acting, document: Document, *, at: datetime) -> bool:
    """Return whether `by` may read `document`."""
    return may(by, Permission.DOCUMENT_READ, unit=document.unit, access=Access(document.access), at=at)


def may_register(by: Acting, *, at: datetime) -> bool:
    """Return whether `by` may bring papers into the register of any unit."""
    return holds(by, Permission.DOCUMENT_REGISTER, at=at)


def may_correct(by: Acting, document: Document, *, at: datetime) -> bool:
    """Return whether `by` may correct, place and continue `document`."""
    return work_is_allowed(by, Permission.DOCUMENT_REGISTER, document, at=at)


def may_mend(by: Acting, version: Version, *, at: datetime) -> bool:
    """Return whether `by` may change the tree of `version`: only while it is in review."""
    allowed = work_is_allowed(by, Permission.DOCUMENT_MEND, version.document, at=at)
    return allowed and version.state == VersionState.IN_REVIEW


def may_freeze(by: Acting, version: Version, *, at: datetime) -> bool:
    """Return whether `by` may freeze `version` now."""
    steps = VERSION_TRANSITIONS[VersionState(version.state)]
    return VersionState.FROZEN in steps and work_is_allowed(by, Permission.DOCUMENT_FREEZE, version.document, at=at)


def may_discard(by: Acting, version: Version, *, at: datetime) -> bool:
    """Return whether `by` may set `version` aside: only while it is in review."""
    return version.state == VersionState.IN_REVIEW and may_correct(by, version.document, at=at)


def require_read(by: Acting, document: Document, *, at: datetime) -> Authorship:
    """Return what the ledger shall say of `by` reading `document`. Raises NotAllowed."""
    return require(by, Permission.DOCUMENT_READ, unit=document.unit, access=Access(document.access), at=at)


def require_work(by: Acting, permission: Permission, document: Document, *, at: datetime) -> Authorship:
    """Return what the ledger shall say of an act of `by` on `document`. Raises NotAllowed."""
    return require(by, permission, unit=document.unit, access=kept_as(document.access), at=at)


def kept_as(access: int) -> Access:
    """Return how far a document is open to those who work on it: never further than its unit."""
    return max(Access.UNIT, Access(access))


def work_is_allowed(by: Acting, permission: Permission, document: Document, *, at: datetime) -> bool:
    """Return whether `by` may do the act `permission` on `document`."""
    return may(by, permission, unit=document.unit, access=kept_as(document.access), at=at)


def number_key(number: str) -> str:
    """Return the form in which two writings of one number are equal, "" where there is none."""
    parsed = parse_number(number)
    return fold(parsed.key if parsed else number).replace(" ", "")
