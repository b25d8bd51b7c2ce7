"""Who may open what of appraisal dossiers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from dongbo.organisation.states import Access, Permission
from dongbo.planning.models import AppraisalDossier
from dongbo.planning.rules.councils import FOLLOWING
from dongbo.planning.states import SeatRole
from tests.web.addresses import Address, Arguments, World, sees

if TYPE_CHECKING:
    from dongbo.planning.models import CouncilSeat
    from tests.web.oracle import Who

P = Permission
SEES = (*FOLLOWING, P.COUNCIL_SIT)
KEEPS = (P.COUNCIL_LEAD, P.COUNCIL_SIT)


def follows(world: World, who: Who, dossier: AppraisalDossier, *permissions: Permission) -> bool:
    """Who holds one of the permissions where the plan is kept."""
    document = dossier.council.document
    kept = Access(max(document.access, Access.UNIT))
    return any(sees(world, who, one, document.unit, kept) for one in permissions or FOLLOWING)


def seats(world: World, who: Who, dossier: AppraisalDossier) -> list[CouncilSeat]:
    """The open seats on which he sits, or on which sits whom he acts for."""
    persons = {who.officer.pk, who.principal.pk if who.principal else who.officer.pk}
    kept = Access(max(dossier.council.document.access, Access.UNIT))
    found = dossier.council.seats.filter(ended_at__isnull=True, officer__in=persons).select_related("unit")
    return [seat for seat in found if sees(world, who, P.COUNCIL_SIT, seat.unit, kept)]


def is_secretary(world: World, who: Who, dossier: AppraisalDossier) -> bool:
    """Who is the council's secretary himself."""
    own = [seat for seat in seats(world, who, dossier) if seat.role == SeatRole.SECRETARY]
    return who.principal is None and bool(own)


def was_sent(world: World, who: Who, dossier: AppraisalDossier) -> bool:
    """Whose seat it was sent to."""
    receipts = set(dossier.receipts.values_list("seat", flat=True))
    return bool(receipts & {seat.pk for seat in seats(world, who, dossier)})


def reads(world: World, who: Who, dossier: AppraisalDossier) -> bool:
    """Who follows the council, is its secretary, or was sent the dossier."""
    ways = (follows, is_secretary, was_sent)
    return any(way(world, who, dossier) for way in ways)


def reads_frozen(world: World, who: Who, dossier: AppraisalDossier) -> bool:
    """Who reads it, once there is something to take away."""
    return dossier.frozen_at is not None and reads(world, who, dossier)


def keeps(world: World, who: Who, dossier: AppraisalDossier) -> bool:
    """Who leads the council, or is its secretary."""
    return follows(world, who, dossier, P.COUNCIL_LEAD) or is_secretary(world, who, dossier)


def leads(world: World, who: Who, dossier: AppraisalDossier) -> bool:
    """Who leads the council."""
    return follows(world, who, dossier, P.COUNCIL_LEAD)


def every(_world: World) -> list[tuple[Arguments, Any]]:
    rows = AppraisalDossier.objects.select_related("council__document__unit").order_by("ordinal")
    return [([row.pk], row) for row in rows]


def parts(_world: World) -> list[tuple[Arguments, Any]]:
    return [([row.pk, part.pk], row) for [_pk], row in every(_world) for part in row.parts.order_by("rank")]


ADDRESSES: dict[str, Address] = {
    "appraisal-dossier": Address(SEES, reads, every),
    "appraisal-dossier-book": Address(SEES, reads_frozen, every),
    "appraisal-dossier-bundle": Address(SEES, reads_frozen, every),
    "appraisal-dossier-part": Address(SEES, reads_frozen, parts),
    "appraisal-dossier-verify": Address(SEES, reads_frozen, every),
    "appraisal-dossier-restart": Address((P.COUNCIL_LEAD,), leads, every, "post"),
    "appraisal-dossier-send": Address(KEEPS, keeps, every, "post"),
    "appraisal-dossier-send-on": Address(KEEPS, keeps, every, "post"),
    "appraisal-dossier-acknowledge": Address((P.COUNCIL_SIT,), was_sent, every, "post"),
    "appraisal-dossier-check": Address(KEEPS, keeps, every, "post"),
}
