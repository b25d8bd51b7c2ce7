"""Writes: what a directive does to the plans that rest on it, and what their owners say to it."""

from dongbo.planning.operations.standing.awaiting import await_check, take_up
from dongbo.planning.operations.standing.checking import Checked, check_standing, fail_check
from dongbo.planning.operations.standing.issued import check_issued, fail_issued_check
from dongbo.planning.operations.standing.settling import settle_notice

__all__ = [
    "Checked",
    "await_check",
    "check_issued",
    "check_standing",
    "fail_check",
    "fail_issued_check",
    "settle_notice",
    "take_up",
]
