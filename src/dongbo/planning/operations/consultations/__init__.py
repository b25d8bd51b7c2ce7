"""Writes of the side that asks: preparing a round, naming its recipients, sending, extending, closing, reminding."""

from dongbo.planning.operations.consultations.preparing import correct_consultation, prepare_consultation
from dongbo.planning.operations.consultations.recipients import Added, Branch, Token, add_recipients, remove_recipients
from dongbo.planning.operations.consultations.sending import send_consultation

__all__ = [
    "Added",
    "Branch",
    "Token",
    "add_recipients",
    "correct_consultation",
    "prepare_consultation",
    "remove_recipients",
    "send_consultation",
]
