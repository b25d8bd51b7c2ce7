"""Workbooks of units and officers: read and looked at first, then applied or set aside; large ones by a job."""

from dongbo.organisation.operations.intake.applying import apply_intake, apply_requested
from dongbo.organisation.operations.intake.reading import discard_intake, examine, may_be_decided, read_intake
from dongbo.organisation.operations.intake.requesting import (
    begin_intake,
    fail_intake,
    finish_reading,
    is_quickly_applied,
    is_quickly_read,
    note_intake_progress,
    request_intake,
    resume_intake,
    send_intake,
)

__all__ = [
    "apply_intake",
    "apply_requested",
    "begin_intake",
    "discard_intake",
    "examine",
    "fail_intake",
    "finish_reading",
    "is_quickly_applied",
    "is_quickly_read",
    "may_be_decided",
    "note_intake_progress",
    "read_intake",
    "request_intake",
    "resume_intake",
    "send_intake",
]
