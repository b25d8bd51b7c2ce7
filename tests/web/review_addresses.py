"""Who may open what of members' work."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from dongbo.organisation.states import Permission
from dongbo.planning.models import AppraisalDossier, Remark, Review
from dongbo.planning.rules.councils import FOLLOWING
from dongbo.planning.states import AppraisalDossierState, MeetingState, ReviewState, SeatRole
from tests.web.addresses import Address, Arguments, World
from tests.web.dossier_addresses import every, keeps, reads, reads_frozen, seats
from tests.web.northern_reviews import DRAFT_TEXT, NOTE_TEXT, SENT_TEXT

if TYPE_CHECKING:
    from collections.abc import Callable

    from dongbo.planning.models import Council, CouncilSeat
    from tests.web.oracle import Who

P = Permission
SEES = (*FOLLOWING, P.COUNCIL_SIT)
SIT = (P.COUNCIL_SIT,)


def own_seats(world: World, who: Who, dossier: AppraisalDossier) -> list[CouncilSeat]:
    """The seats on which he sits himself and to which the dossier was sent."""
    if who.principal is not None or dossier.state != AppraisalDossierState.SENT:
        return []
    sent = set(dossier.receipts.values_list("seat", flat=True))
    return [seat for seat in seats(world, who, dossier) if seat.officer == who.officer and seat.pk in sent]


def notes(world: World, who: Who, dossier: AppraisalDossier) -> bool:
    """Who was sent it himself."""
    return bool(own_seats(world, who, dossier))


def judges(world: World, who: Who, dossier: AppraisalDossier) -> bool:
    """Who was sent it himself, and is no support."""
    return any(seat.role != SeatRole.SUPPORT for seat in own_seats(world, who, dossier))


def has_written(world: World, who: Who, dossier: AppraisalDossier) -> bool:
    """Who has begun his form."""
    return Review.objects.filter(dossier=dossier, seat__in=own_seats(world, who, dossier)).exists()


def is_announced(dossier: AppraisalDossier) -> bool:
    return dossier.meetings.filter(state=MeetingState.CONCLUDED).exists()


def hears(world: World, who: Who, dossier: AppraisalDossier) -> bool:
    """Who keeps the record; once the conclusions are announced, whoever reads the dossier."""
    if dossier.frozen_at is None:
        return False
    return keeps(world, who, dossier) or (is_announced(dossier) and reads(world, who, dossier))


def reads_review(world: World, who: Who, review: Review) -> bool:
    """Whose it is; of what was sent, who acts for him besides, and who hears it."""
    dossier = review.dossier
    if review.seat in own_seats(world, who, dossier):
        return True
    acted_for = review.seat in seats(world, who, dossier)
    return review.state == ReviewState.SENT and (acted_for or hears(world, who, dossier))


def wrote(world: World, who: Who, remark: Remark) -> bool:
    """Whose remark it is."""
    return remark.review.seat in own_seats(world, who, remark.review.dossier)


def reads_plan_of_council(world: World, who: Who, council: Council) -> bool:
    """Who reads a dossier reads the plan in it, which says what its directive is about."""
    return any(reads_frozen(world, who, dossier) for dossier in council.dossiers.all())


def hidden_of_reviews(world: World, who: Who, council: Council) -> dict[str, str]:
    """Return the words of members that he may read nowhere."""
    dossier = council.dossiers.earliest("ordinal")
    found = {}
    if not wrote(world, who, Remark.objects.get(text=DRAFT_TEXT)):
        found |= {DRAFT_TEXT: "form being written", NOTE_TEXT: "private note"}
    sent = Review.objects.get(dossier=dossier, text=SENT_TEXT)
    if not reads_review(world, who, sent):
        found[SENT_TEXT] = "form that was sent"
    return found


def ending(*more: object) -> Callable[[World], list[tuple[Arguments, Any]]]:
    """Return every dossier, with what its address ends in."""
    return lambda world: [([*arguments, *more], row) for arguments, row in every(world)]


def reviews(*more: object) -> Callable[[World], list[tuple[Arguments, Any]]]:
    return lambda _world: [([row.pk, *more], row) for row in Review.objects.order_by("pk")]


def remarks(_world: World) -> list[tuple[Arguments, Any]]:
    return [([row.pk], row) for row in Remark.objects.order_by("pk")]


ADDRESSES: dict[str, Address] = {
    "appraisal-dossier-read": Address(SEES, reads_frozen, every),
    "private-note": Address(SIT, notes, every),
    "council-remark-new": Address(SIT, notes, every),
    "review-write": Address(SIT, judges, ending("form")),
    "review-send": Address(SIT, judges, ending("form")),
    "review-take-back": Address(SIT, has_written, ending("form"), "post"),
    "review-blank": Address(SEES, reads_frozen, ending("docx")),
    "dossier-reviews": Address(SEES, hears, every),
    "dossier-remarks": Address(SEES, hears, every),
    "council-review": Address(SEES, reads_review, reviews()),
    "council-review-file": Address(SEES, reads_review, reviews("docx")),
    "council-remark-edit": Address(SIT, wrote, remarks),
    "council-remark-drop": Address(SIT, wrote, remarks, "post"),
}
WORKBOOKS = {"dossier-reviews", "dossier-remarks"}
"""What also leaves as a workbook."""
