"""How the state of a grant looks and reads."""

from django import template

from dongbo.organisation.queries.grants import GrantState

register = template.Library()

LOOKS = {GrantState.EFFECTIVE: "well", GrantState.FUTURE: "", GrantState.ENDED: "bare", GrantState.DEAD: "late"}


@register.filter
def grant_look(state: str) -> str:
    """Return the class of the mark a grant's state is shown with."""
    return LOOKS[GrantState(state)]


@register.filter
def grant_state(state: str) -> str:
    """Return a grant's state in words."""
    return str(GrantState(state).label)
