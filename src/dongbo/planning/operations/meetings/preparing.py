"""Meetings planned, changed, called and put off."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from dongbo.documents.operations.refusing import refuse_secret_words
from dongbo.engines.councils.rules import CouncilRules
from dongbo.organisation.rules import Acting
from dongbo.organisation.rules.wording import Refusals, moment_text, refuse
from dongbo.organisation.rules.words import require_words
from dongbo.planning.models import AgendaItem, AppraisalDossier, Council, CouncilSeat, Meeting
from dongbo.planning.operations.councils.holding import held as held_council
from dongbo.planning.operations.councils.holding import require_working
from dongbo.planning.operations.meetings.holding import BEFORE, held, move, record, require_state
from dongbo.planning.queries.terms import deadline_of
from dongbo.planning.rules.councils import require_secretariat
from dongbo.planning.states import AppraisalDossierState, DayUnit, MeetingState, SeatRole

LONGEST_PLACE = 300
LONGEST_WAY = 500
LONGEST_TITLE = 300
LONGEST_MINUTES = 600
MOST_ITEMS = 50


@dataclass(frozen=True, slots=True)
class NewItem:
    """An item of an agenda: what it is about, who presents it, and how many minutes it is given."""

    title: str
    presenter: str = ""
    minutes: int | None = None


@dataclass(frozen=True, slots=True)
class Plan:
    """When, where and how a meeting is held, who presides (by what authority, where a vice-chair does), who records."""

    starts_at: datetime
    place: str
    chair: CouncilSeat
    secretary: CouncilSeat
    agenda: Sequence[NewItem]
    online_way: str = ""
    chair_basis: str = ""

    @property
    def typed(self) -> dict[str, str]:
        """What an officer typed, by field."""
        items = "\n".join(f"{item.title}\n{item.presenter}" for item in self.agenda)
        return {
            "place": self.place,
            "online_way": self.online_way,
            "chair_basis": self.chair_basis,
            "agenda": items,
        }


def plan_meeting(*, council: Council, dossier: AppraisalDossier, plan: Plan, by: Acting, at: datetime) -> Meeting:
    """This will plan a meeting of a council on one of its dossiers.

    Raises NotAllowed; ValidationError by field (a day that is over, a place not said, who may not preside or record, an
    empty agenda), with code `closed`, `secret` or, by `dossier`, for one that is not frozen or of another council.
    """
    authorship = require_secretariat(by, council, at=at)
    refuse_secret_words(plan.typed, by=authorship, at=at)
    with transaction.atomic():
        found = held_council(council)
        require_working(found)
        refuse([*_about_dossier(found, dossier), *_about(found, plan, at=at)])
        last = found.meetings.aggregate(last=Max("ordinal"))["last"] or 0
        meeting = Meeting(council=found, dossier=dossier, ordinal=last + 1, planned_at=at, planned_by=by.officer)
        _write(meeting, plan)
        record("meeting_planned", meeting, _told(meeting), by=authorship, at=at)
    return meeting


def change_meeting(*, meeting: Meeting, plan: Plan, by: Acting, at: datetime) -> Meeting:
    """This will change a meeting that is still to come; one that was called is planned anew and called again.

    Raises as plan_meeting does; ValidationError with code `transition` once it has begun.
    """
    authorship = require_secretariat(by, meeting.council, at=at)
    refuse_secret_words(plan.typed, by=authorship, at=at)
    with transaction.atomic():
        changed = held(meeting)
        require_state(changed, *BEFORE)
        refuse(_about(changed.council, plan, at=at))
        changed.state, changed.called_at, changed.called_by = MeetingState.PLANNED, None, None
        changed.agenda.all().delete()
        _write(changed, plan)
        record("meeting_changed", changed, _told(changed), by=authorship, at=at)
    return changed


def call_meeting(*, meeting: Meeting, by: Acting, at: datetime, short_notice: str = "") -> Meeting:
    """This will call the members to a meeting: its dossier is with them as long before as the decision asks.

    `short_notice` is why it is called at shorter notice, which the ledger keeps. Raises NotAllowed; ValidationError
    with code `not_sent` while the dossier is not with the members, `too_soon` with the moment from which it may be,
    `over` where its hour has passed, `transition` or `secret`.
    """
    authorship = require_secretariat(by, meeting.council, at=at)
    refuse_secret_words({"short_notice": short_notice}, by=authorship, at=at)
    with transaction.atomic():
        called = held(meeting)
        move(called, MeetingState.CALLED)
        _require_papers_in_time(called, short_notice, at=at)
        called.called_at, called.called_by = at, by.officer
        called.save(update_fields=["state", "called_at", "called_by"])
        payload = _told(called) | {"short_notice": short_notice.strip()}
        record("meeting_called", called, payload, by=authorship, at=at)
    return called


def cancel_meeting(*, meeting: Meeting, reason: str, by: Acting, at: datetime) -> Meeting:
    """This will put off a meeting that has not begun. Raises NotAllowed, ValidationError (no reason, `transition`)."""
    authorship = require_secretariat(by, meeting.council, at=at)
    require_words(reason, field="reason", what=_("lý do hoãn, hủy phiên họp"))
    refuse_secret_words({"reason": reason}, by=authorship, at=at)
    with transaction.atomic():
        cancelled = held(meeting)
        move(cancelled, MeetingState.CANCELLED)
        cancelled.cancel_reason = reason.strip()[:500]
        cancelled.save(update_fields=["state", "cancel_reason"])
        record("meeting_cancelled", cancelled, {"reason": cancelled.cancel_reason}, by=authorship, at=at)
    return cancelled


def papers_until(council: Council, *, since: datetime) -> datetime:
    """Return the first moment a meeting may be held on papers sent at `since`, as the council's rules say."""
    rules = CouncilRules.from_json(council.rules)
    if not rules.papers_days:
        return since
    unit = DayUnit.WORKING if rules.papers_days_working else DayUnit.CALENDAR
    return deadline_of(rules.papers_days, unit, since=since)


def _require_papers_in_time(meeting: Meeting, short_notice: str, *, at: datetime) -> None:
    if meeting.starts_at <= at:
        raise ValidationError(_("Giờ họp đã qua; hãy sửa giờ họp rồi mời lại."), code="over")
    sent_at = meeting.dossier.sent_at
    if sent_at is None:
        raise ValidationError(
            _("Hồ sơ thẩm định chưa gửi thành viên; hãy gửi hồ sơ trước khi mời họp."), code="not_sent"
        )
    earliest = papers_until(meeting.council, since=sent_at)
    if meeting.starts_at < earliest and not short_notice.strip():
        told = _(
            "Theo quy chế, hồ sơ phải đến thành viên trước phiên họp %(days)d ngày: sớm nhất là %(moment)s. Hãy lùi "
            "giờ họp, hoặc ghi lý do mời gấp."
        )
        params = {"days": meeting.council.rules["papers_days"], "moment": moment_text(earliest)}
        raise ValidationError({"short_notice": ValidationError(told, code="too_soon", params=params)})


def _write(meeting: Meeting, plan: Plan) -> None:
    meeting.starts_at, meeting.place, meeting.online_way = plan.starts_at, plan.place.strip(), plan.online_way.strip()
    meeting.chair, meeting.chair_basis, meeting.secretary = plan.chair, plan.chair_basis.strip(), plan.secretary
    meeting.save()
    AgendaItem.objects.bulk_create(
        AgendaItem(
            meeting=meeting, rank=rank, title=item.title.strip(), presenter=item.presenter.strip(), minutes=item.minutes
        )
        for rank, item in enumerate(plan.agenda, start=1)
    )


def _told(meeting: Meeting) -> dict[str, object]:
    return {
        "dossier": str(meeting.dossier_id),
        "ordinal": meeting.ordinal,
        "starts_at": meeting.starts_at.isoformat(),
        "chair": meeting.chair_id,
        "secretary": meeting.secretary_id,
    }


def _about_dossier(council: Council, dossier: AppraisalDossier) -> Refusals:
    frozen = (AppraisalDossierState.FROZEN, AppraisalDossierState.SENT)
    if dossier.council_id == council.pk and dossier.state in frozen:
        return []
    return [("dossier", _("Hãy chọn một hồ sơ thẩm định đã đóng băng của hội đồng này."))]


def _about(council: Council, plan: Plan, *, at: datetime) -> Refusals:
    found: Refusals = []
    if plan.starts_at <= at:
        found.append(("starts_at", _("Giờ họp phải ở sau lúc này.")))
    if not plan.place.strip() or len(plan.place.strip()) > LONGEST_PLACE:
        found.append(("place", _("Hãy ghi địa điểm họp, dài nhất %(most)d ký tự.") % {"most": LONGEST_PLACE}))
    if len(plan.online_way.strip()) > LONGEST_WAY:
        told = _("Cách dự trực tuyến dài nhất %(most)d ký tự; hãy viết gọn lại.")
        found.append(("online_way", told % {"most": LONGEST_WAY}))
    return [*found, *_about_chair(council, plan), *_about_secretary(council, plan), *_about_agenda(plan.agenda)]


def _about_chair(council: Council, plan: Plan) -> Refusals:
    chair = plan.chair
    if chair.council_id != council.pk or chair.ended_at is not None:
        return [("chair", _("Chủ tọa phải là Chủ tịch hoặc Phó Chủ tịch đang tham gia hội đồng."))]
    if chair.role == SeatRole.CHAIR:
        return []
    if chair.role != SeatRole.VICE_CHAIR:
        return [("chair", _("Chủ tọa phải là Chủ tịch, hoặc Phó Chủ tịch được ủy quyền."))]
    if not plan.chair_basis.strip() or len(plan.chair_basis.strip()) > LONGEST_PLACE:
        return [("chair_basis", _("Phó Chủ tịch chủ tọa thì phải ghi văn bản ủy quyền của Chủ tịch."))]
    return []


def _about_secretary(council: Council, plan: Plan) -> Refusals:
    secretary = plan.secretary
    if secretary.council_id != council.pk or secretary.ended_at is not None:
        return [("secretary", _("Thư ký phiên họp phải là thành viên đang tham gia hội đồng."))]
    if secretary.pk == plan.chair.pk:
        return [("secretary", _("Chủ tọa và thư ký phải là hai người khác nhau."))]
    return []


def _about_agenda(agenda: Sequence[NewItem]) -> Refusals:
    if not agenda:
        return [("agenda", _("Hãy ghi ít nhất một nội dung chương trình họp."))]
    if len(agenda) > MOST_ITEMS:
        return [("agenda", _("Chương trình họp có nhiều nhất %(most)d nội dung.") % {"most": MOST_ITEMS})]
    for place, item in enumerate(agenda, start=1):
        if not item.title.strip() or len(item.title.strip()) > LONGEST_TITLE:
            told = _("Nội dung thứ %(place)d: hãy ghi tên nội dung, dài nhất %(most)d ký tự.")
            return [("agenda", told % {"place": place, "most": LONGEST_TITLE})]
        if item.minutes is not None and not 1 <= item.minutes <= LONGEST_MINUTES:
            told = _("Nội dung thứ %(place)d: số phút từ 1 đến %(most)d.")
            return [("agenda", told % {"place": place, "most": LONGEST_MINUTES})]
        if len(item.presenter.strip()) > LONGEST_TITLE - 100:
            return [("agenda", _("Nội dung thứ %(place)d: tên người trình bày quá dài.") % {"place": place})]
    return []
