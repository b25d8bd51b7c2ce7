"""Who is at a meeting, marked by whoever records it or by the member himself."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from dongbo.documents.operations.refusing import refuse_secret_words
from dongbo.engines.councils.rules import CouncilRules
from dongbo.organisation.rules import Acting
from dongbo.organisation.rules.wording import Refusals, moment_text, refuse
from dongbo.planning.models import Attendance, CouncilSeat, Meeting
from dongbo.planning.operations.ballots import admit_voters
from dongbo.planning.operations.meetings.holding import held, open_ballot_of, record, require_state
from dongbo.planning.rules.councils import require_own_seat
from dongbo.planning.rules.meetings import admits_from, require_recording
from dongbo.planning.states import AttendanceMode, MeetingState

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

    @property
    def kept(self) -> tuple[str, str, str]:
        """What is kept of it: the mode, the stand-in's name where he sent one, the note."""
        named = " ".join(self.stand_in.split()) if self.mode == AttendanceMode.STAND_IN else ""
        return str(self.mode), named, self.note.strip()


def mark_attendance(*, meeting: Meeting, marks: Sequence[Mark], by: Acting, at: datetime) -> list[Attendance]:
    """This will mark how members are at a meeting; while a ballot is open, whoever may vote now is given his paper.

    What was marked so before stays as it was, with its moment. Return the rows of those for whom something changed,
    a mark or a paper. Raises NotAllowed; ValidationError by `seat-<key>` (a
    seat that has ended, a stand-in not named or not admitted by the rules), with code `transition` before the meeting
    is called and once it is over, or `secret`.
    """
    authorship = require_recording(by, meeting, at=at)
    typed = {f"seat-{one.seat.pk}": f"{one.stand_in}\n{one.note}" for one in marks}
    refuse_secret_words(typed, by=authorship, at=at)
    with transaction.atomic():
        found = held(meeting)
        require_state(found, *MARKED_IN)
        rules = CouncilRules.from_json(found.council.rules)
        sitting = set(found.council.seats.filter(ended_at__isnull=True).values_list("pk", flat=True))
        times = Counter(one.seat.pk for one in marks)
        refuse([fault for one in marks for fault in _about(one, rules, sitting, times)])
        changed = _changed(found, marks)
        kept = _keep(found, changed, by=by, at=at) if changed else []
        admitted = _admitted(found)
        if changed or admitted:
            payload = {"marks": {str(one.seat.pk): one.mode.value for one in changed}, "admitted": admitted}
            record("attendance_marked", found, payload, by=authorship, at=at)
    given = Attendance.objects.filter(meeting=found, seat__in=admitted).exclude(seat__in=[one.seat for one in changed])
    return [*kept, *given]


@transaction.atomic
def join_online(*, meeting: Meeting, by: Acting, at: datetime) -> Attendance:
    """This will mark a member as taking part online, by his own act.

    Who is marked in the room stays so: the secretary saw him there; he is given his paper all the same where he had
    none. Raises NotAllowed; ValidationError with code
    `transition`, or `too_early` with the moment from which he may.
    """
    found = held(meeting)
    seat, authorship = require_own_seat(by, found.council, at=at)
    require_state(found, *MARKED_IN)
    if found.state == MeetingState.CALLED and at < admits_from(found):
        raise ValidationError(
            _("Phiên họp chưa đến giờ; vào dự trực tuyến được từ %(moment)s."),
            code="too_early",
            params={"moment": moment_text(admits_from(found))},
        )
    there = (AttendanceMode.ROOM, AttendanceMode.ONLINE)
    known = Attendance.objects.filter(meeting=found, seat=seat, mode__in=there).first()
    kept = known or _keep(found, [Mark(seat, AttendanceMode.ONLINE)], by=by, at=at)[0]
    marks = {} if known else {str(seat.pk): AttendanceMode.ONLINE.value}
    admitted = _admitted(found)
    if marks or admitted:
        record("attendance_marked", found, {"marks": marks, "admitted": admitted}, by=authorship, at=at)
    return kept


def _changed(meeting: Meeting, marks: Sequence[Mark]) -> list[Mark]:
    rows = Attendance.objects.filter(meeting=meeting).values_list("seat", "mode", "stand_in", "note")
    known = {seat: kept for seat, *kept in rows}
    return [one for one in marks if known.get(one.seat.pk) != list(one.kept)]


def _keep(meeting: Meeting, marks: Sequence[Mark], *, by: Acting, at: datetime) -> list[Attendance]:
    rows = []
    for one in marks:
        mode, stand_in, note = one.kept
        rows.append(
            Attendance(
                meeting=meeting,
                seat=one.seat,
                mode=mode,
                stand_in=stand_in,
                note=note,
                marked_at=at,
                marked_by=by.officer,
            )
        )
    return Attendance.objects.bulk_create(
        rows,
        update_conflicts=True,
        unique_fields=["meeting", "seat"],
        update_fields=["mode", "stand_in", "note", "marked_at", "marked_by"],
    )


def _admitted(meeting: Meeting) -> list[int]:
    running = open_ballot_of(meeting)
    return admit_voters(running) if running is not None else []


def _about(mark: Mark, rules: CouncilRules, sitting: set[int], times: Counter[int]) -> Refusals:
    field = f"seat-{mark.seat.pk}"
    if mark.seat.pk not in sitting:
        return [(field, _("Người này không còn tham gia hội đồng; hãy tải lại trang."))]
    if times[mark.seat.pk] > 1:
        return [(field, _("Người này được điểm danh hai lần trong cùng một danh sách; hãy giữ một dòng."))]
    if len(mark.note.strip()) > LONGEST_NOTE:
        return [(field, _("Ghi chú dài nhất %(most)d ký tự.") % {"most": LONGEST_NOTE})]
    if mark.mode != AttendanceMode.STAND_IN:
        return []
    if not rules.stand_ins_speak:
        return [(field, _("Quy chế của hội đồng không cho cử người dự thay; hãy ghi vắng."))]
    if not mark.stand_in.strip() or len(mark.stand_in.strip()) > LONGEST_STAND_IN:
        return [(field, _("Hãy ghi họ tên, chức vụ người dự thay."))]
    return []
