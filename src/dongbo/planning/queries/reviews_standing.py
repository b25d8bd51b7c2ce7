"""Reads: how far members' writing on the dossiers of a council is, and the reader's own."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import BooleanField, ExpressionWrapper

from dongbo.organisation.rules import Acting
from dongbo.planning.models import AppraisalDossier, Council, CouncilSeat, DossierReceipt, Review
from dongbo.planning.queries.appraisal_dossiers import dossiers_of
from dongbo.planning.rules.reviews import WRITTEN_BY, announced, kinds_written, own_seats
from dongbo.planning.states import AppraisalDossierState, ReviewKind, ReviewState


@dataclass(frozen=True, slots=True)
class KindStanding:
    """How many have sent what they write of one kind, of how many who are to."""

    kind: ReviewKind
    sent: int
    of: int


@dataclass(frozen=True, slots=True)
class ReviewsStanding:
    """How the writing on a dossier stands; `own` is what the reader himself writes, with what there is of it."""

    dossier: AppraisalDossier
    is_announced: bool
    kinds: tuple[KindStanding, ...]
    own: tuple[tuple[ReviewKind, Review | None], ...]


def reviews_standing(council: Council, by: Acting, *, at: datetime) -> list[ReviewsStanding]:
    """Return how the writing stands on the dossiers that went out and that `by` may open, newest first. Four queries.

    Nothing tells who has sent, nor what: that is the secretariat's to hear until the conclusions are announced.
    """
    told = ExpressionWrapper(announced("pk"), output_field=BooleanField())
    sent_out = dossiers_of(council, by, at=at).filter(state=AppraisalDossierState.SENT).annotate(is_announced=told)
    dossiers = list(sent_out.defer("manifest", "appraisal__result"))
    given: dict[UUID, list[CouncilSeat]] = defaultdict(list)
    for receipt in DossierReceipt.objects.filter(dossier__in=dossiers).select_related("seat").order_by("seat__rank"):
        given[receipt.dossier_id].append(receipt.seat)
    written: dict[UUID, dict[tuple[int, str], Review]] = defaultdict(dict)
    for review in Review.objects.filter(dossier__in=dossiers).defer("text", "conclusion"):
        written[review.dossier_id][review.seat_id, review.kind] = review
    mine = CouncilSeat.objects.filter(own_seats(by, at=at), council=council).first()
    return [
        ReviewsStanding(
            dossier=one,
            is_announced=one.is_announced,
            kinds=tuple(_standings(given[one.pk], written[one.pk])),
            own=_own(mine, given[one.pk], written[one.pk]),
        )
        for one in dossiers
    ]


def _own(
    mine: CouncilSeat | None, seats: list[CouncilSeat], written: dict[tuple[int, str], Review]
) -> tuple[tuple[ReviewKind, Review | None], ...]:
    if mine is None or mine not in seats:
        return ()
    return tuple((kind, written.get((mine.pk, kind))) for kind in kinds_written(mine))


def _standings(seats: list[CouncilSeat], written: dict[tuple[int, str], Review]) -> list[KindStanding]:
    """Return each kind that anybody is to write or has sent, counted as the summary of a dossier counts it."""
    sent = {key for key, review in written.items() if review.state == ReviewState.SENT}
    heard = {seat for seat, _kind in sent}
    found = []
    for kind in ReviewKind:
        done = {seat.pk for seat in seats if (seat.pk, kind) in sent}
        due = {seat.pk for seat in seats if seat.role in WRITTEN_BY[kind] and (not seat.ended_at or seat.pk in heard)}
        if due | done:
            found.append(KindStanding(kind, len(done), len(due | done)))
    return found
