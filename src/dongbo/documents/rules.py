"""Who may register, mend and freeze; which steps a version may take; and when two numbers are one."""

from dongbo.documents.models import Version
from dongbo.documents.states import VERSION_TRANSITIONS, VersionState
from dongbo.engines.numbers import parse_number
from dongbo.engines.vietnamese import fold
from dongbo.organisation.models import Officer


def may_register(officer: Officer) -> bool:
    """Return whether `officer` may bring papers into the register."""
    return officer.is_planning_officer


def may_mend(officer: Officer, version: Version) -> bool:
    """Return whether `officer` may change the tree of `version`: only while it is in review."""
    return officer.is_planning_officer and version.state == VersionState.IN_REVIEW


def may_freeze(officer: Officer, version: Version) -> bool:
    """Return whether `officer` may freeze `version` now."""
    return officer.is_planning_officer and VersionState.FROZEN in VERSION_TRANSITIONS[VersionState(version.state)]


def may_read(officer: Officer) -> bool:
    """Return whether `officer` may read the register: every officer in service may; nothing secret is in it."""
    return officer.is_active


def number_key(number: str) -> str:
    """Return the form in which two writings of one number are equal, "" where there is none."""
    parsed = parse_number(number)
    return fold(parsed.key if parsed else number).replace(" ", "")
