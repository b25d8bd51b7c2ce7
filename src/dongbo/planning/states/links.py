"""The states of a trace link."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class LinkState(TextChoices):
    """A trace link is proposed by the machine, then decided by an officer."""

    PROPOSED = "proposed", _("Máy đề xuất")
    CONFIRMED = "confirmed", _("Đã xác nhận")
    REJECTED = "rejected", _("Đã bác bỏ")


LINK_TRANSITIONS: dict[LinkState, frozenset[LinkState]] = {
    LinkState.PROPOSED: frozenset({LinkState.CONFIRMED, LinkState.REJECTED}),
    LinkState.CONFIRMED: frozenset({LinkState.CONFIRMED, LinkState.REJECTED}),
    LinkState.REJECTED: frozenset({LinkState.CONFIRMED}),
}
"""Confirming again is how an officer clears a suspect link after looking at both ends."""
