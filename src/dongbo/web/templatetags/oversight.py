"""What every page says of acting for another and of the alarms that wait."""

from dataclasses import dataclass
from typing import Any

from django import template

from dongbo.organisation.queries.alarms import count_to_confirm
from dongbo.organisation.queries.principals import Principal
from dongbo.organisation.rules import holds
from dongbo.organisation.states import Permission
from dongbo.web.acting import acting_of, now, principal_of, principals_for
from dongbo.web.oversight.presentation import capacity_words, mandate_words

register = template.Library()


@dataclass(frozen=True, slots=True)
class ActingChoice:
    """For whom the officer may act, and for whom he does."""

    principals: list[tuple[Principal, str]]
    chosen: Principal | None
    words: str


@register.simple_tag(takes_context=True)
def acting_choice(context: dict[str, Any]) -> ActingChoice | None:
    """Return the choice of whom to act for, or None where nobody is signed in."""
    request = context.get("request")
    if request is None or not request.user.is_authenticated:
        return None
    chosen = principal_of(request)
    principals = [(found, capacity_words(found)) for found in principals_for(request)]
    return ActingChoice(principals, chosen, mandate_words(chosen) if chosen else "")


@register.simple_tag(takes_context=True)
def alarms_waiting(context: dict[str, Any]) -> int:
    """Return how many changes of rights wait for the officer's confirmation; 0 for who confirms none."""
    request = context.get("request")
    if request is None or not request.user.is_authenticated:
        return 0
    by, at = acting_of(request), now()
    return count_to_confirm(by, at=at) if holds(by, Permission.ALARM_CONFIRM, at=at) else 0
