"""Who may open what of councils: the lines of the walk for everything that hangs on one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dongbo.organisation.states import Access, Permission
from dongbo.planning.rules.councils import FOLLOWING
from tests.web.addresses import Address, Rule, World, sees

if TYPE_CHECKING:
    from dongbo.planning.models import Council
    from tests.web.oracle import Who

P = Permission
SEES = (*FOLLOWING, P.COUNCIL_SIT)
"""Whoever holds one of these somewhere may ask for the pages of councils."""


def keeps(*permissions: Permission) -> Rule:
    """Who holds one of the permissions where the plan of a council is kept."""

    def rule(world: World, who: Who, council: Council) -> bool:
        document = council.document
        kept = Access(max(document.access, Access.UNIT))
        return any(sees(world, who, permission, document.unit, kept) for permission in permissions)

    return rule


def sits(world: World, who: Who, council: Council) -> bool:
    """Who has an open seat, or acts for whom has one, and may sit at its unit on papers so far open."""
    persons = {who.officer.pk, who.principal.pk if who.principal else who.officer.pk}
    kept = Access(max(council.document.access, Access.UNIT))
    seats = council.seats.filter(ended_at__isnull=True, officer__in=persons).select_related("unit")
    return any(sees(world, who, P.COUNCIL_SIT, seat.unit, kept) for seat in seats)


def opens(world: World, who: Who, council: Council) -> bool:
    """Who follows the council where the plan is kept, or sits in it."""
    return keeps(*FOLLOWING)(world, who, council) or sits(world, who, council)


ADDRESSES: dict[str, Address] = {}
WORKBOOKS: set[str] = set()
"""What also leaves as a workbook."""
