"""Meetings of a council: planned and called, opened with their quorum, recorded, closed."""

from dongbo.planning.operations.meetings.attending import (
    Mark,
    close_meeting,
    join_online,
    mark_attendance,
    open_meeting,
)
from dongbo.planning.operations.meetings.preparing import (
    NewItem,
    Plan,
    call_meeting,
    cancel_meeting,
    change_meeting,
    papers_until,
    plan_meeting,
)
from dongbo.planning.operations.meetings.recording import (
    change_conclusion,
    draw_conclusion,
    note_discussion,
    withdraw_note,
)

__all__ = [
    "Mark",
    "NewItem",
    "Plan",
    "call_meeting",
    "cancel_meeting",
    "change_conclusion",
    "change_meeting",
    "close_meeting",
    "draw_conclusion",
    "join_online",
    "mark_attendance",
    "note_discussion",
    "open_meeting",
    "papers_until",
    "plan_meeting",
    "withdraw_note",
]
