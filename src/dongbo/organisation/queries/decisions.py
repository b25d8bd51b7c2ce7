"""How lists are narrowed by the number of the decision each row rests on."""

from django.db.models import F, Q, Value
from django.db.models.expressions import Combinable
from django.db.models.functions import Replace
from django.db.models.lookups import IContains

from dongbo.engines.vietnamese import toneless

BARRED = {"Đ": "D", "đ": "d", "Ư": "U", "ư": "u"}
"""The letters with a mark that stand in numbers of decisions, and what is typed for them in a hurry."""


def decided_by(word: str) -> Q:
    """Return the predicate for rows whose decision number holds `word`, however typed: "12/qd" finds 12/QĐ-BTN."""
    number: Combinable = F("decision_number")
    for sign, plain in BARRED.items():
        number = Replace(number, Value(sign), Value(plain))
    return Q(IContains(number, toneless(word)))
