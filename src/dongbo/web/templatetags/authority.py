"""How the state of a grant looks and reads, and the pages of the room of rights."""

from dataclasses import dataclass
from typing import Any

from django import template
from django.urls import reverse
from django.utils.translation import gettext as _

from dongbo.organisation.queries.grants import GrantState
from dongbo.organisation.rules import holds
from dongbo.organisation.states import Permission
from dongbo.web.acting import acting_of, now

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


@dataclass(frozen=True, slots=True)
class RightsPage:
    """A page of the room of rights, and whether it is open."""

    name: str
    address: str
    current: bool


@register.simple_tag(takes_context=True)
def rights_pages(context: dict[str, Any]) -> list[RightsPage]:
    """Return the pages of the room of rights that the officer may open."""
    request = context["request"]
    names = {"grants": _("Quyền đã cấp"), "delegations": _("Ủy quyền của tôi"), "explain": _("Vì sao?")}
    if holds(acting_of(request), Permission.GRANT_READ, at=now()):
        names["who-can"] = _("Ai làm được?")
    names |= {"roles": _("Vai trò"), "legal-rules": _("Quy tắc")}
    return [RightsPage(words, reverse(name), request.path == reverse(name)) for name, words in names.items()]
