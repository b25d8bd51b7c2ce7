"""Writes: what a member notes for himself, his form, his remarks, and sending them to the secretariat."""

from dongbo.planning.operations.reviews.notes import drop_note, keep_note
from dongbo.planning.operations.reviews.remarks import add_remark, change_remark, drop_remark
from dongbo.planning.operations.reviews.sending import send_review, take_back_review
from dongbo.planning.operations.reviews.writing import save_review

__all__ = [
    "add_remark",
    "change_remark",
    "drop_note",
    "drop_remark",
    "keep_note",
    "save_review",
    "send_review",
    "take_back_review",
]
