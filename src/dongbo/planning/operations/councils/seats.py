"""Members come, change and go: the composition of a council through time."""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from dongbo.documents.operations.refusing import refuse_secret_words
from dongbo.organisation.models import Officer, Unit
from dongbo.organisation.rules import Acting
from dongbo.organisation.rules.wording import Refusals, refuse
from dongbo.planning.models import Council, CouncilSeat, Meeting
from dongbo.planning.operations.councils.holding import hold, record, require_no_open_ballot
from dongbo.planning.operations.councils.seating import (
    LONGEST_BASIS,
    MOST_SEATS,
    NewSeat,
    about_seat,
    give_seat,
    seat_told,
)
from dongbo.planning.queries.council_conflicts import conflicts_found
from dongbo.planning.rules.councils import require_council_lead
from dongbo.planning.states import MeetingState, SeatRole


def seat_officer(
    *,
    council: Council,
    officer: Officer,
    unit: Unit,
    role: SeatRole,
    position: str,
    basis: str,
    by: Acting,
    at: datetime,
) -> CouncilSeat:
    """This will give an officer a seat in a council, after all others, by the paper `basis` names.

    Conflicts of interest are found and recorded. Raises NotAllowed; ValidationError by argument for who has a seat
    there, is out of service, a second chair, a unit that has ended or a missing basis; with code `closed`.
    """
    authorship = require_council_lead(by, council, at=at)
    refuse_secret_words({"position": position, "basis": basis}, by=authorship, at=at)
    with transaction.atomic():
        found, authorship = hold(council, by=by, at=at)
        sitting = found.seats.filter(ended_at__isnull=True)
        last = found.seats.aggregate(last=Max("rank"))["last"] or 0
        new = NewSeat(officer=officer, unit=unit, role=role, position=position, rank=last + 1)
        wrong = [*about_seat(new, at=at), *_about_basis(basis), *_about_chair(found, role, besides=None)]
        if sitting.filter(officer=officer).exists():
            told = _("%(officer)s đã có tên trong hội đồng; hãy đổi vai trò của người ấy nếu cần.")
            wrong.append(("officer", told % {"officer": officer.full_name}))
        if sitting.count() >= MOST_SEATS:
            told = _("Hội đồng có nhiều nhất %(most)d thành viên; hãy bớt người.")
            wrong.append(("officer", told % {"most": MOST_SEATS}))
        refuse(wrong)
        conflicts = conflicts_found(found.document, [officer], at=at).get(officer.pk, [])
        seat = give_seat(found, new, conflicts, basis=basis, by=by, at=at)
        payload = {**seat_told(seat, conflicts), "basis": seat.basis}
        record("council_seat_given", found, payload, by=authorship, at=at)
    return seat


def change_role(
    *, seat: CouncilSeat, role: SeatRole, position: str, basis: str, by: Acting, at: datetime
) -> CouncilSeat:
    """This will change what an officer is in a council, by the paper `basis` names; the seat stays the same.

    Raises NotAllowed; ValidationError by argument for the role he has, a second chair or a missing basis; with code
    `ended`, `ballot_open`, `closed`, or `presiding` for another role of whoever presides over the meeting that is open.
    """
    authorship = require_council_lead(by, seat.council, at=at)
    refuse_secret_words({"position": position, "basis": basis}, by=authorship, at=at)
    with transaction.atomic():
        found, authorship = hold(seat.council, by=by, at=at)
        changed = _held(seat)
        require_no_open_ballot(found)
        if role != changed.role:
            _require_not_in_the_chair(changed)
        new = NewSeat(changed.officer, changed.unit, role, position)
        wrong = [one for one in about_seat(new, at=at) if one[0] in ("role", "position")]
        wrong += [*_about_basis(basis), *_about_chair(found, role, besides=changed)]
        if role == changed.role and " ".join(position.split()) == changed.position:
            wrong.append(("role", _("Vai trò và chức vụ này không khác hiện nay; hãy chọn vai trò mới.")))
        refuse(wrong)
        was, changed.role = changed.role, role
        changed.position, changed.basis = " ".join(position.split()), " ".join(basis.split())
        changed.save(update_fields=["role", "position", "basis"])
        payload = {
            "seat": changed.pk,
            "officer": changed.officer_id,
            "was": was,
            "role": str(role),
            "basis": changed.basis,
        }
        record("council_role_changed", found, payload, by=authorship, at=at)
    return changed


def end_seat(*, seat: CouncilSeat, reason: str, by: Acting, at: datetime) -> CouncilSeat:
    """This will let an officer leave a council; what he did there stays, a paper he has cast is counted.

    Raises NotAllowed; ValidationError by `reason` where it is blank, with code `ended`, `closed`, or `presiding` for
    whoever presides over the meeting that is open or keeps its minutes.
    """
    authorship = require_council_lead(by, seat.council, at=at)
    refuse_secret_words({"reason": reason}, by=authorship, at=at)
    with transaction.atomic():
        found, authorship = hold(seat.council, by=by, at=at)
        ended = _held(seat)
        refuse(_about_reason(reason))
        _require_not_presiding(ended)
        ended.ended_at, ended.ended_by, ended.end_reason = at, by.officer, " ".join(reason.split())
        ended.save(update_fields=["ended_at", "ended_by", "end_reason"])
        payload = {"seat": ended.pk, "officer": ended.officer_id, "role": ended.role, "reason": ended.end_reason}
        record("council_seat_ended", found, payload, by=authorship, at=at)
    return ended


def _held(seat: CouncilSeat) -> CouncilSeat:
    """Return the seat as it stands now, held. Raises ValidationError with code `ended`."""
    rows = CouncilSeat.objects.select_for_update(of=("self",)).select_related("officer", "unit")
    held = rows.get(pk=seat.pk)
    if held.ended_at is not None:
        told = _("%(officer)s đã thôi tham gia hội đồng.")
        raise ValidationError(told, code="ended", params={"officer": held.officer.full_name})
    return held


def _require_not_presiding(seat: CouncilSeat) -> None:
    meetings = Meeting.objects.filter(council=seat.council_id, state=MeetingState.OPEN)
    open_now = meetings.filter(chair=seat) | meetings.filter(secretary=seat)
    if open_now.exists():
        told = _(
            "%(officer)s đang chủ tọa hoặc làm thư ký phiên họp chưa bế mạc; hãy đổi chủ tọa, hoặc bế mạc phiên họp, "
            "rồi cho thôi."
        )
        raise ValidationError(told, code="presiding", params={"officer": seat.officer.full_name})


def _require_not_in_the_chair(seat: CouncilSeat) -> None:
    if Meeting.objects.filter(chair=seat, state=MeetingState.OPEN).exists():
        told = _(
            "%(officer)s đang chủ tọa phiên họp chưa bế mạc; hãy đổi chủ tọa, hoặc bế mạc phiên họp, rồi đổi vai trò."
        )
        raise ValidationError(told, code="presiding", params={"officer": seat.officer.full_name})


def _about_basis(basis: str) -> Refusals:
    if basis.strip() and len(basis.strip()) <= LONGEST_BASIS:
        return []
    told = _("Hãy ghi căn cứ thay đổi, dài nhất %(most)d ký tự; ví dụ Quyết định 15/QĐ-BTN ngày 03/12/2026.")
    return [("basis", told % {"most": LONGEST_BASIS})]


def _about_reason(reason: str) -> Refusals:
    if reason.strip() and len(reason.strip()) <= LONGEST_BASIS:
        return []
    told = _("Hãy ghi lý do thôi tham gia, dài nhất %(most)d ký tự; ví dụ chuyển công tác theo Quyết định 20/QĐ-BTN.")
    return [("reason", told % {"most": LONGEST_BASIS})]


def _about_chair(council: Council, role: SeatRole, *, besides: CouncilSeat | None) -> Refusals:
    """A council has one chair: whoever is it stays until somebody ends or changes his seat."""
    if role != SeatRole.CHAIR:
        return []
    chairs = council.seats.filter(ended_at__isnull=True, role=SeatRole.CHAIR).select_related("officer")
    chair = chairs.exclude(pk=besides.pk).first() if besides is not None else chairs.first()
    if chair is None:
        return []
    told = _("Hội đồng đã có Chủ tịch là %(officer)s; hãy đổi vai trò hoặc cho người ấy thôi trước.")
    return [("role", told % {"officer": chair.officer.full_name})]
