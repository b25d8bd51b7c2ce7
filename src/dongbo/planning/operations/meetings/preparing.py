"""Meetings planned, changed, called and put off."""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from dongbo.documents.operations.refusing import refuse_secret_words
from dongbo.engines.councils.rules import CouncilRules
from dongbo.organisation.rules import Acting
from dongbo.organisation.rules.wording import moment_text, refuse
from dongbo.organisation.rules.words import require_words
from dongbo.planning.models import AgendaItem, AppraisalDossier, Council, Meeting
from dongbo.planning.operations.councils.holding import held as held_council
from dongbo.planning.operations.councils.holding import require_working
from dongbo.planning.operations.meetings.holding import BEFORE, held, move, record, require_state
from dongbo.planning.operations.meetings.planning import Plan, about_dossier, about_plan, require_chair
from dongbo.planning.queries.councils import rules_of
from dongbo.planning.queries.meetings import papers_sent_at, papers_until, plan_fingerprint, without_papers
from dongbo.planning.rules.councils import require_secretariat
from dongbo.planning.states import MeetingState

LONGEST_REASON = 500


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
        refuse([*about_dossier(found, dossier), *about_plan(found, plan, at=at)])
        last = found.meetings.aggregate(last=Max("ordinal"))["last"] or 0
        meeting = Meeting(council=found, dossier=dossier, ordinal=last + 1, planned_at=at, planned_by=by.officer)
        _write(meeting, plan)
        record("meeting_planned", meeting, _told(meeting), by=authorship, at=at)
    return meeting


def change_meeting(*, meeting: Meeting, plan: Plan, by: Acting, at: datetime, seen: str = "") -> Meeting:
    """This will change a meeting that is still to come; one that was called is planned anew and called again.

    `seen` is the fingerprint of the plan on the page it was changed from. Raises as plan_meeting does; ValidationError
    with code `transition` once it has begun, `stale` where somebody else changed the plan meanwhile.
    """
    authorship = require_secretariat(by, meeting.council, at=at)
    refuse_secret_words(plan.typed, by=authorship, at=at)
    with transaction.atomic():
        changed = held(meeting)
        require_state(changed, *BEFORE)
        refuse(about_plan(changed.council, plan, at=at))
        if seen and seen != plan_fingerprint(changed):
            told = _(
                "Phiên họp này vừa được người khác sửa từ khi bạn mở trang. Nội dung bạn ghi vẫn còn ở đây: hãy so với "
                "phiên họp đang lưu; ghi lần nữa thì thay bản ấy."
            )
            raise ValidationError(told, code="stale")
        changed.state, changed.called_at, changed.called_by = MeetingState.PLANNED, None, None
        changed.agenda.all().delete()
        _write(changed, plan)
        record("meeting_changed", changed, _told(changed), by=authorship, at=at)
    return changed


def call_meeting(*, meeting: Meeting, by: Acting, at: datetime, short_notice: str = "") -> Meeting:
    """This will call the members to a meeting: its dossier is with them as long before as the decision asks.

    `short_notice` is why it is called at shorter notice, which the ledger keeps. Raises NotAllowed; ValidationError
    with code `not_sent` while the dossier is not with every member, `too_soon` with the moment from which it may be,
    `over` where its hour has passed, `gone` where whoever presides or records has left, `chair` where who presides is
    chair or vice-chair no more, `transition` or `secret`.
    """
    authorship = require_secretariat(by, meeting.council, at=at)
    refuse_secret_words({"short_notice": short_notice}, by=authorship, at=at)
    with transaction.atomic():
        called = held(meeting)
        move(called, MeetingState.CALLED)
        _require_short(short_notice, field="short_notice")
        _require_who_holds_it(called)
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
    _require_short(reason, field="reason")
    refuse_secret_words({"reason": reason}, by=authorship, at=at)
    with transaction.atomic():
        cancelled = held(meeting)
        move(cancelled, MeetingState.CANCELLED)
        cancelled.cancel_reason = reason.strip()
        cancelled.save(update_fields=["state", "cancel_reason"])
        record("meeting_cancelled", cancelled, {"reason": cancelled.cancel_reason}, by=authorship, at=at)
    return cancelled


def _require_who_holds_it(meeting: Meeting) -> None:
    gone = [seat.officer.full_name for seat in (meeting.chair, meeting.secretary) if seat.ended_at is not None]
    if gone:
        raise ValidationError(
            _("%(names)s không còn tham gia hội đồng; hãy sửa phiên họp, chọn người khác rồi mời."),
            code="gone",
            params={"names": ", ".join(gone)},
        )
    require_chair(meeting)


def _require_papers_in_time(meeting: Meeting, short_notice: str, *, at: datetime) -> None:
    if meeting.starts_at <= at:
        raise ValidationError(_("Giờ họp đã qua; hãy sửa giờ họp rồi mời lại."), code="over")
    lacking = without_papers(meeting.dossier)
    if lacking:
        raise ValidationError(
            _("Hồ sơ thẩm định chưa gửi đến: %(names)s. Hãy gửi hồ sơ trước khi mời họp."),
            code="not_sent",
            params={"names": ", ".join(lacking)},
        )
    sent_at = papers_sent_at(meeting.dossier) or at
    earliest = papers_until(meeting.council, since=sent_at)
    if meeting.starts_at < earliest and not short_notice.strip():
        told = _(
            "Theo quy chế, hồ sơ phải đến thành viên trước phiên họp %(days)s: sớm nhất là %(moment)s. Hãy lùi "
            "giờ họp, hoặc ghi lý do mời gấp."
        )
        params = {"days": _papers_days(rules_of(meeting.council)), "moment": moment_text(earliest)}
        raise ValidationError({"short_notice": ValidationError(told, code="too_soon", params=params)})


def _require_short(text: str, *, field: str) -> None:
    if len(text.strip()) > LONGEST_REASON:
        told = _("Lý do dài %(length)d ký tự; nhiều nhất là %(most)d. Hãy viết gọn lại.")
        params = {"length": len(text.strip()), "most": LONGEST_REASON}
        raise ValidationError({field: ValidationError(told, code="too_long", params=params)})


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


def _papers_days(rules: CouncilRules) -> str:
    days = rules.papers_days
    if rules.papers_days_working:
        told = ngettext("%(days)d ngày làm việc", "%(days)d ngày làm việc", days)
    else:
        told = ngettext("%(days)d ngày", "%(days)d ngày", days)
    return told % {"days": days}
