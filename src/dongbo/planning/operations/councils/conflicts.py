"""Conflicts of interest that are declared, came since a member was seated, or are over: recorded, never hidden."""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from dongbo.documents.operations.refusing import refuse_secret_words
from dongbo.ledger.states import Authorship
from dongbo.organisation.rules import Acting
from dongbo.planning.models import ConflictOfInterest, Council, CouncilSeat
from dongbo.planning.operations.councils.holding import (
    held,
    record,
    require_no_open_ballot,
    require_working,
)
from dongbo.planning.queries.council_conflicts import conflicts_found
from dongbo.planning.rules.councils import require_council_lead, require_own_seat, seat_of
from dongbo.planning.states import ConflictKind

LONGEST_NOTE = 500


def declare_conflict(*, seat: CouncilSeat, note: str, by: Acting, at: datetime) -> ConflictOfInterest:
    """This will record why a member is no stranger to the plan: by himself of himself, or by the standing body.

    Raises NotAllowed; ValidationError by `note` where it is blank or too long, with code `ended`, `ballot_open` or
    `closed`.
    """
    authorship = _require_declarer(seat, seat.council, by=by, at=at)
    refuse_secret_words({"note": note}, by=authorship, at=at)
    with transaction.atomic():
        council = held(seat.council)
        authorship = _require_declarer(seat, council, by=by, at=at)
        require_working(council)
        require_no_open_ballot(council)
        if not note.strip() or len(note.strip()) > LONGEST_NOTE:
            told = _("Hãy nêu rõ xung đột lợi ích, dài nhất %(most)d ký tự; ví dụ đã tham gia viết phần giải pháp.")
            raise ValidationError({"note": told % {"most": LONGEST_NOTE}})
        sitting = CouncilSeat.objects.select_for_update(of=("self",)).select_related("officer").get(pk=seat.pk)
        if sitting.ended_at is not None:
            told = _("%(officer)s đã thôi tham gia hội đồng.")
            raise ValidationError(told, code="ended", params={"officer": sitting.officer.full_name})
        conflict = ConflictOfInterest.objects.create(
            seat=sitting,
            kind=ConflictKind.DECLARED,
            note=note.strip(),
            recorded_at=at,
            recorded_by=by.officer,
        )
        record("conflict_declared", council, _told(conflict), by=authorship, at=at)
    return conflict


@transaction.atomic
def end_conflict(*, conflict: ConflictOfInterest, by: Acting, at: datetime) -> ConflictOfInterest:
    """This will record, by the standing body, that a conflict of interest is over; it stays to be read.

    Raises NotAllowed; ValidationError with code `ended`, `ballot_open` or `closed`.
    """
    council = held(conflict.seat.council)
    authorship = require_council_lead(by, council, at=at)
    require_working(council)
    require_no_open_ballot(council)
    ended = ConflictOfInterest.objects.select_for_update(of=("self",)).select_related("seat").get(pk=conflict.pk)
    if ended.ended_at is not None:
        raise ValidationError(_("Xung đột lợi ích này đã được ghi là hết."), code="ended")
    ended.ended_at, ended.ended_by = at, by.officer
    ended.save(update_fields=["ended_at", "ended_by"])
    record("conflict_ended", council, _told(ended), by=authorship, at=at)
    return ended


def note_conflicts_come(council: Council, *, by: Acting, at: datetime) -> dict[str, list[str]]:
    """This will record what has made members no strangers to the plan since they were seated; return it by seat.

    Part of the operation that calls it, which holds the council and leaves the event. What the standing body recorded
    as over is not found again.
    """
    seats = list(council.seats.filter(ended_at__isnull=True).select_related("officer").order_by("rank", "pk"))
    known = set(ConflictOfInterest.objects.filter(seat__in=seats).values_list("seat", "kind"))
    found = conflicts_found(council.document, [seat.officer for seat in seats], at=at)
    come = {
        (seat.pk, str(one.kind)): one
        for seat in seats
        for one in found.get(seat.officer_id, ())
        if (seat.pk, one.kind) not in known
    }
    ConflictOfInterest.objects.bulk_create(
        ConflictOfInterest(
            seat_id=seat, kind=kind, note=one.note[:LONGEST_NOTE], recorded_at=at, recorded_by=by.officer
        )
        for (seat, kind), one in come.items()
    )
    told: dict[str, list[str]] = {}
    for seat_key, kind in come:
        told.setdefault(str(seat_key), []).append(kind)
    return told


def _require_declarer(seat: CouncilSeat, council: Council, *, by: Acting, at: datetime) -> Authorship:
    """Return what the ledger shall say of the member himself, or of the standing body. Raises NotAllowed."""
    own = seat_of(by, council, at=at)
    if own is not None and own.pk == seat.pk and by.principal is None:
        return require_own_seat(by, council, at=at)[1]
    return require_council_lead(by, council, at=at)


def _told(conflict: ConflictOfInterest) -> dict[str, object]:
    return {
        "conflict": conflict.pk,
        "seat": conflict.seat_id,
        "officer": conflict.seat.officer_id,
        "kind": conflict.kind,
        "note": conflict.note,
    }
