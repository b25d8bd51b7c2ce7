"""Who is at a meeting, marked by its secretary or by the member himself; and a meeting opened and closed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from dongbo.documents.operations.refusing import refuse_secret_words
from dongbo.engines.councils.rules import CouncilRules
from dongbo.organisation.rules import Acting
from dongbo.organisation.rules.wording import Refusals, refuse
from dongbo.planning.models import Attendance, Ballot, CouncilSeat, Meeting
from dongbo.planning.operations.ballots import admit_voters
from dongbo.planning.operations.meetings.holding import held, move, record, require_state
from dongbo.planning.queries.attending import quorum_of
from dongbo.planning.rules.councils import require_own_seat, require_presiding, require_secretariat
from dongbo.planning.states import AttendanceMode, BallotState, MeetingState

LONGEST_STAND_IN = 200
LONGEST_NOTE = 300
MARKED_IN = (MeetingState.CALLED, MeetingState.OPEN)


@dataclass(frozen=True, slots=True)
class Mark:
    """How one member is at a meeting; who stands in for him is named."""

    seat: CouncilSeat
    mode: AttendanceMode
    stand_in: str = ""
    note: str = ""


def mark_attendance(*, meeting: Meeting, marks: Sequence[Mark], by: Acting, at: datetime) -> list[Attendance]:
    """This will mark how members are at a meeting; while a ballot is open, who comes is given his paper.

    Raises NotAllowed; ValidationError by `seat-<key>` (a seat that has ended, a stand-in not named or not admitted by
    the rules), with code `transition` before the meeting is called and once it is over, or `secret`.
    """
    authorship = require_secretariat(by, meeting.council, at=at)
    typed = {f"seat-{one.seat.pk}": f"{one.stand_in}\n{one.note}" for one in marks}
    refuse_secret_words(typed, by=authorship, at=at)
    with transaction.atomic():
        found = held(meeting)
        require_state(found, *MARKED_IN)
        rules = CouncilRules.from_json(found.council.rules)
        refuse([fault for one in marks for fault in _about(found, one, rules)])
        kept = [_keep(found, one, by=by, at=at) for one in marks]
        payload = {
            "marks": {str(one.seat.pk): one.mode.value for one in marks},
            "admitted": _admitted(found),
        }
        record("attendance_marked", found, payload, by=authorship, at=at)
    return kept


@transaction.atomic
def join_online(*, meeting: Meeting, by: Acting, at: datetime) -> Attendance:
    """This will mark a member as taking part online, by his own act. Raises NotAllowed, ValidationError (`transition`).

    Who is marked in the room stays so: the secretary saw him there.
    """
    found = held(meeting)
    seat, authorship = require_own_seat(by, found.council, at=at)
    require_state(found, *MARKED_IN)
    known = Attendance.objects.filter(meeting=found, seat=seat, mode=AttendanceMode.ROOM).first()
    if known is not None:
        return known
    kept = _keep(found, Mark(seat, AttendanceMode.ONLINE), by=by, at=at)
    payload = {"marks": {str(seat.pk): AttendanceMode.ONLINE.value}, "admitted": _admitted(found)}
    record("attendance_marked", found, payload, by=authorship, at=at)
    return kept


@transaction.atomic
def open_meeting(*, meeting: Meeting, by: Acting, at: datetime) -> Meeting:
    """This will open a meeting that has its quorum.

    Raises NotAllowed for anyone but who presides; ValidationError with code `quorum` and what lacks, `another_open`, or
    `transition`.
    """
    opened = held(meeting)
    authorship = require_presiding(by, opened, at=at)
    move(opened, MeetingState.OPEN)
    other = opened.council.meetings.filter(state=MeetingState.OPEN).first()
    if other is not None:
        raise ValidationError(
            _("Phiên họp %(number)d của hội đồng còn chưa bế mạc; hãy bế mạc phiên đó trước."),
            code="another_open",
            params={"number": other.ordinal},
        )
    standing = quorum_of(opened, CouncilRules.from_json(opened.council.rules))
    if not standing.reached:
        raise ValidationError(
            _("%(lacking)s Hãy điểm danh lại, hoặc hoãn phiên họp."),
            code="quorum",
            params={"lacking": standing.sentence},
        )
    opened.opened_at, opened.opened_by = at, by.officer
    opened.save(update_fields=["state", "opened_at", "opened_by"])
    record("meeting_opened", opened, {"present": standing.present, "of": standing.of}, by=authorship, at=at)
    return opened


@transaction.atomic
def close_meeting(*, meeting: Meeting, by: Acting, at: datetime) -> Meeting:
    """This will close a meeting in which no ballot is open.

    Raises NotAllowed for anyone but who presides; ValidationError with code `ballot_open` or `transition`.
    """
    closed = held(meeting)
    authorship = require_presiding(by, closed, at=at)
    move(closed, MeetingState.CLOSED)
    running = _open_ballot(closed)
    if running is not None:
        raise ValidationError(
            _("Lượt bỏ phiếu «%(subject)s» còn đang mở; hãy đóng hoặc hủy lượt đó rồi bế mạc."),
            code="ballot_open",
            params={"subject": running.subject},
        )
    closed.closed_at, closed.closed_by = at, by.officer
    closed.save(update_fields=["state", "closed_at", "closed_by"])
    record("meeting_closed", closed, {}, by=authorship, at=at)
    return closed


def _keep(meeting: Meeting, mark: Mark, *, by: Acting, at: datetime) -> Attendance:
    kept, _created = Attendance.objects.update_or_create(
        meeting=meeting,
        seat=mark.seat,
        defaults={
            "mode": mark.mode,
            "stand_in": " ".join(mark.stand_in.split()) if mark.mode == AttendanceMode.STAND_IN else "",
            "note": mark.note.strip(),
            "marked_at": at,
            "marked_by": by.officer,
        },
    )
    return kept


def _admitted(meeting: Meeting) -> list[int]:
    running = _open_ballot(meeting)
    return admit_voters(running) if running is not None else []


def _open_ballot(meeting: Meeting) -> Ballot | None:
    return Ballot.objects.filter(meeting=meeting, state=BallotState.OPEN).first()


def _about(meeting: Meeting, mark: Mark, rules: CouncilRules) -> Refusals:
    field = f"seat-{mark.seat.pk}"
    if mark.seat.council_id != meeting.council_id or mark.seat.ended_at is not None:
        return [(field, _("Người này không còn tham gia hội đồng; hãy tải lại trang."))]
    if len(mark.note.strip()) > LONGEST_NOTE:
        return [(field, _("Ghi chú dài nhất %(most)d ký tự.") % {"most": LONGEST_NOTE})]
    if mark.mode != AttendanceMode.STAND_IN:
        return []
    if not rules.stand_ins_speak:
        return [(field, _("Quy chế của hội đồng không cho cử người dự thay; hãy ghi vắng."))]
    if not mark.stand_in.strip() or len(mark.stand_in.strip()) > LONGEST_STAND_IN:
        return [(field, _("Hãy ghi họ tên, chức vụ người dự thay."))]
    return []
