"""Meetings of a council: planned and called, opened with their quorum, recorded, closed."""

from dongbo.planning.operations.meetings.attending import Mark, join_online, mark_attendance
from dongbo.planning.operations.meetings.planning import NewItem, Plan
from dongbo.planning.operations.meetings.preparing import call_meeting, cancel_meeting, change_meeting, plan_meeting
from dongbo.planning.operations.meetings.presiding import close_meeting, hand_over_chair, open_meeting
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
    "hand_over_chair",
    "join_online",
    "mark_attendance",
    "note_discussion",
    "open_meeting",
    "plan_meeting",
    "withdraw_note",
]
