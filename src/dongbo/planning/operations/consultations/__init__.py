"""Writes of the side that asks: preparing a round, naming its recipients, sending, extending, closing, reminding."""

from dongbo.planning.operations.consultations.closing import close_due, close_early
from dongbo.planning.operations.consultations.extending import extend
from dongbo.planning.operations.consultations.preparing import correct_consultation, prepare_consultation
from dongbo.planning.operations.consultations.recipient_lists import end_recipient_list, save_recipient_list
from dongbo.planning.operations.consultations.recipients import Added, Branch, Token, add_recipients, remove_recipients
from dongbo.planning.operations.consultations.reminding import remind, remind_due
from dongbo.planning.operations.consultations.sending import send_consultation
from dongbo.planning.operations.consultations.terms import (
    NewDay,
    end_reply_term,
    remove_special_day,
    set_reply_term,
    set_special_day,
    set_special_days,
)

__all__ = [
    "Added",
    "Branch",
    "NewDay",
    "Token",
    "add_recipients",
    "close_due",
    "close_early",
    "correct_consultation",
    "end_recipient_list",
    "end_reply_term",
    "extend",
    "prepare_consultation",
    "remind",
    "remind_due",
    "remove_recipients",
    "remove_special_day",
    "save_recipient_list",
    "send_consultation",
    "set_reply_term",
    "set_special_day",
    "set_special_days",
]
