"""What waits for an officer, gathered from every room and put in order of deadline."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from dongbo.documents.models import Version
from dongbo.documents.queries import versions_in_review
from dongbo.organisation.models import EmergencyAccess, Grant, Intake, RightsAlarm
from dongbo.organisation.queries.alarms import alarms_to_confirm
from dongbo.organisation.queries.emergencies import emergencies_to_review, emergencies_to_second, review_due_at
from dongbo.organisation.queries.grants import delegations_of
from dongbo.organisation.queries.intake.lists import intake_list
from dongbo.organisation.queries.reviews import effective_grants, reviews_to_confirm
from dongbo.organisation.queries.signing_in import is_administrator
from dongbo.organisation.rules import Acting, holds
from dongbo.organisation.rules.emergencies import ANSWERED_WITHIN
from dongbo.organisation.states import EmergencyState, GrantSource, IntakeState, Permission
from dongbo.planning.models import Appraisal, Ballot, DirectiveNotice, Milestone, OpinionLetter, StandingCheck
from dongbo.planning.queries.answering import groups_given, groups_to_decide, rounds_with
from dongbo.planning.queries.appraisals import readable_appraisals
from dongbo.planning.queries.ballots import ballots_awaiting
from dongbo.planning.queries.closure_lines import rounds_to_close
from dongbo.planning.queries.consultations import rounds_to_see_to
from dongbo.planning.queries.dossiers import DUE_SOON, milestones_to_see_to, parts_given
from dongbo.planning.queries.links import suspect_links
from dongbo.planning.queries.notices import notices_to_settle
from dongbo.planning.queries.replies import answers_awaited, letters_to_split
from dongbo.planning.queries.revisions_waiting import councils_to_answer, councils_to_sign
from dongbo.planning.queries.standing_checks import failed_checks
from dongbo.planning.states import AppraisalState, ConsultationState, ConsulteeState, Outcome
from dongbo.web.desk.kinds import PRESSING, Kind, Waiting
from dongbo.web.desk.kinds import kind_of as _kind
from dongbo.web.desk.waiting_councils import dossiers_waiting, meetings_waiting, reviews_waiting
from dongbo.web.desk.waiting_issuance import approvals_waiting, issuances_waiting, papers_waiting
from dongbo.web.oversight.presentation import alarm_words, grant_words
from dongbo.web.sign_in.duties import has_second_factor

if TYPE_CHECKING:
    from dongbo.organisation.queries.reviews import WaitingReview
    from dongbo.planning.queries.answering import CountedRound
    from dongbo.planning.queries.closure_lines import ClosingRound
    from dongbo.planning.queries.consultations import RunningRound
    from dongbo.planning.queries.dossiers import GivenParts
    from dongbo.planning.queries.links import MarkedLink
    from dongbo.planning.queries.replies import AskedUnit
    from dongbo.planning.queries.revisions_waiting import WaitingCouncil

NEVER = datetime.max.replace(tzinfo=UTC)
"""Stands where there is no deadline, after every other."""

SOON = timedelta(days=14)
"""How long before its end a grant or a delegation is worth a thought."""


def waiting_for(by: Acting, *, at: datetime) -> list[Kind]:
    """Return what waits for `by` at `at`, kind by kind, without the kinds of which nothing waits.

    Acting for another he sees what waits for that one; what concerns himself alone, only as himself.
    """
    gatherers = GATHERERS if by.principal is not None else GATHERERS + PERSONAL
    return [kind for gather in gatherers if (kind := gather(by, at)).count]


def in_order(kinds: Iterable[Kind]) -> list[tuple[Kind, Waiting]]:
    """Return everything that waits in order of deadline: what is late first, what has none last."""
    found = [(kind, thing) for kind in kinds for thing in kind.things]
    return sorted(found, key=lambda pair: pair[1].deadline or NEVER)


def _versions(by: Acting, at: datetime) -> Kind:
    def thing(version: Version) -> Waiting:
        return Waiting(str(version), version.document.unit.name, reverse("version-review", args=[version.pk]))

    rows = versions_in_review(by, at=at)
    return _kind("versions", _("Bản chờ rà soát"), reverse("documents"), rows, thing)


def _links(by: Acting, at: datetime) -> Kind:
    def thing(link: "MarkedLink") -> Waiting:
        two = (link.directive_provision.document.name, link.plan_provision.document.name)
        return Waiting(" ↔ ".join(two), link.plan_provision.document.unit.name, reverse("link", args=[link.pk]))

    rows = suspect_links(by, at=at).order_by("decided_at", "pk")
    return _kind("links", _("Liên kết cần xem lại"), f"{reverse('links')}?state=suspect", rows, thing)


def _notices(by: Acting, at: datetime) -> Kind:
    def thing(notice: DirectiveNotice) -> Waiting:
        told = f"{notice.get_cause_display()}: {notice.version.document.name}"
        return Waiting(notice.plan.name, told, reverse("directive-notice", args=[notice.pk]))

    rows = notices_to_settle(by, at=at)
    return _kind("notices", _("Thông báo rà soát"), f"{reverse('directive-notices')}?state=open", rows, thing)


def _standing_checks(by: Acting, at: datetime) -> Kind:
    def thing(check: StandingCheck) -> Waiting:
        again = _("sẽ tự thử lại") if check.again_at else _("không tự thử lại nữa, hãy báo người quản trị vận hành")
        address = reverse("document", args=[check.document.pk])
        return Waiting(check.document.name, f"{check.failure} ({again})", address)

    return _kind(
        "standing_checks", _("Chưa rà soát được kế hoạch"), reverse("documents"), failed_checks(by, at=at), thing
    )


def _appraisals(by: Acting, at: datetime) -> Kind:
    def thing(appraisal: Appraisal) -> Waiting:
        return Waiting(appraisal.plan.document.name, appraisal.failure, reverse("appraisal", args=[appraisal.pk]))

    failed = readable_appraisals(by, at=at).filter(state=AppraisalState.FAILED, requested_by=by.officer)
    rows = failed.defer("result").select_related("plan__document").order_by("requested_at", "pk")
    return _kind("appraisals", _("Lượt đối chiếu không thành"), reverse("appraisals"), rows, thing)


def _rounds(by: Acting, at: datetime) -> Kind:
    def thing(consultation: "RunningRound") -> Waiting:
        if consultation.state == ConsultationState.PREPARED:
            where, deadline = _("chưa gửi"), None
        elif consultation.has_waiting:
            where, deadline = _("còn đơn vị chưa trả lời"), consultation.deadline
        else:
            where, deadline = _("mọi đơn vị đã trả lời, có thể kết thúc"), consultation.deadline
        return Waiting(consultation.title, where, reverse("consultation", args=[consultation.pk]), deadline)

    rows = rounds_to_see_to(by, at=at, soon=at + PRESSING)
    return _kind("rounds", _("Vòng lấy ý kiến"), reverse("consultations"), rows, thing)


def _opinion_decisions(by: Acting, at: datetime) -> Kind:
    def thing(consultation: "CountedRound") -> Waiting:
        return _opinion_groups_of(consultation, f"outcome={Outcome.TO_LEADER}")

    rows = rounds_with(groups_to_decide(by, at=at))
    address = reverse("opinion-groups-to-decide")
    return _kind("opinion_decisions", _("Ý kiến xin lãnh đạo quyết định"), address, rows, thing)


def _opinion_groups(by: Acting, at: datetime) -> Kind:
    def thing(consultation: "CountedRound") -> Waiting:
        return _opinion_groups_of(consultation, f"member=me&outcome={Outcome.OPEN}")

    rows = rounds_with(groups_given(by, at=at))
    return _kind("opinion_groups", _("Nhóm ý kiến giao cho bạn"), reverse("opinion-groups-mine"), rows, thing)


def _opinion_groups_of(consultation: "CountedRound", asked: str) -> Waiting:
    told = ngettext("%(count)d nhóm ý kiến", "%(count)d nhóm ý kiến", consultation.waiting)
    address = f"{reverse('board', args=[consultation.pk])}?{asked}"
    return Waiting(told % {"count": consultation.waiting}, consultation.title, address)


def _closing(by: Acting, at: datetime) -> Kind:
    def thing(ended: "ClosingRound") -> Waiting:
        told = ngettext("còn %(count)s việc", "còn %(count)s việc", ended.left) % {"count": ended.left}
        where = told if ended.left else _("có thể khép vòng")
        return Waiting(ended.title, where, reverse("closure", args=[ended.pk]))

    return _kind("closing", _("Vòng chờ khép"), reverse("consultations"), rounds_to_close(by, at=at), thing)


def _reviews(by: Acting, at: datetime) -> Kind:
    def thing(review: "WaitingReview") -> Waiting:
        told = ngettext("%(count)d quyền chờ xác nhận", "%(count)d quyền chờ xác nhận", review.left)
        address = f"{reverse('access-review', args=[review.pk])}?decision=open"
        return Waiting(told % {"count": review.left}, review.unit.name, address, review.due_at)

    rows = reviews_to_confirm(by, at=at).order_by("due_at", "unit__first")
    return _kind("reviews", _("Rà soát quyền hằng năm"), reverse("access-reviews"), rows, thing)


def _milestones(by: Acting, at: datetime) -> Kind:
    def thing(step: Milestone) -> Waiting:
        where = step.dossier.document.name
        return Waiting(step.name, where, reverse("dossier-road-map", args=[step.dossier_id]), _end_of(step.due_on))

    rows = milestones_to_see_to(by, at=at, until=timezone.localdate(at) + DUE_SOON)
    return _kind("milestones", _("Mốc lộ trình soạn thảo"), reverse("dossiers"), rows, thing)


def _parts(by: Acting, at: datetime) -> Kind:
    def thing(member: "GivenParts") -> Waiting:
        told = ngettext("%(count)d phần được giao", "%(count)d phần được giao", member.part_count)
        deadline = _end_of(member.next_due) if member.next_due else None
        address = reverse("writing", args=[member.dossier_id])
        return Waiting(told % {"count": member.part_count}, member.dossier.document.name, address, deadline)

    return _kind("parts", _("Phần dự thảo bạn viết"), reverse("dossiers"), parts_given(by, at=at), thing)


def _end_of(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day + timedelta(days=1), time.min))


def _replies(by: Acting, at: datetime) -> Kind:
    def thing(consultee: "AskedUnit") -> Waiting:
        where = consultee.unit.name
        return Waiting(consultee.consultation.title, where, reverse("reply", args=[consultee.pk]), consultee.due)

    rows = answers_awaited(by, at=at)
    return _kind("replies", _("Góp ý của đơn vị"), f"{reverse('replies')}?state={ConsulteeState.WAITING}", rows, thing)


def _letters(by: Acting, at: datetime) -> Kind:
    def thing(letter: OpinionLetter) -> Waiting:
        told = f"{letter.consultee.unit.name}: {letter.consultee.consultation.title}"
        return Waiting(letter.number or letter.file_name, told, reverse("letter", args=[letter.pk]))

    rows = letters_to_split(by, at=at)
    return _kind("letters", _("Công văn chờ tách ý kiến"), reverse("consultations"), rows, thing)


def _revisions(by: Acting, at: datetime) -> Kind:
    rows = councils_to_answer(by, at=at)
    return _kind(
        "revisions", _("Yêu cầu chỉnh sửa"), reverse("councils"), rows, lambda one: _of_council(one, "claim=open")
    )


def _revisions_to_sign(by: Acting, at: datetime) -> Kind:
    rows = councils_to_sign(by, at=at)
    return _kind(
        "revisions_to_sign",
        _("Yêu cầu chờ ký nhận"),
        reverse("councils"),
        rows,
        lambda one: _of_council(one, "state=open"),
    )


def _of_council(council: "WaitingCouncil", asked: str) -> Waiting:
    told = ngettext("%(count)d yêu cầu", "%(count)d yêu cầu", council.waiting) % {"count": council.waiting}
    address = f"{reverse('council-revisions', args=[council.pk])}?{asked}"
    return Waiting(told, council.document.name, address, _end_of(council.next_due) if council.next_due else None)


def _alarms(by: Acting, at: datetime) -> Kind:
    address = f"{reverse('alarms')}?state=mine"

    def thing(alarm: RightsAlarm) -> Waiting:
        return Waiting(f"{alarm.officer}: {alarm.get_cause_display()}", alarm_words(alarm), address)

    shown = ("officer", "unit", "grant__role", "grant__unit")
    rows = alarms_to_confirm(by, at=at).select_related(*shown).order_by("raised_at", "pk")
    return _kind("alarms", _("Thay đổi quyền chờ xác nhận"), address, rows, thing)


def _requests(by: Acting, at: datetime) -> Kind:
    def thing(asked: EmergencyAccess) -> Waiting:
        return _emergency(asked, asked.requested_at + ANSWERED_WITHIN)

    rows = emergencies_to_second(by, at=at)
    address = f"{reverse('emergencies')}?state={EmergencyState.REQUESTED}"
    return _kind("requests", _("Quyền khẩn cấp chờ bạn đồng ý"), address, rows, thing)


def _findings(by: Acting, at: datetime) -> Kind:
    def thing(ended: EmergencyAccess) -> Waiting:
        return _emergency(ended, review_due_at(ended))

    rows = emergencies_to_review(by, at=at)
    address = f"{reverse('emergencies')}?state={EmergencyState.ENDED}"
    return _kind("findings", _("Quyền khẩn cấp chờ hậu kiểm"), address, rows, thing)


def _own_emergencies(by: Acting, at: datetime) -> Kind:
    def thing(mine: EmergencyAccess) -> Waiting:
        return _emergency(mine, mine.grant.effective_to if mine.grant else None)

    open_now = EmergencyAccess.objects.filter(officer=by.officer, state=EmergencyState.OPEN)
    rows = open_now.select_related("officer", "role", "unit", "grant").order_by("grant__effective_to")
    return _kind("own_emergencies", _("Quyền khẩn cấp bạn đang mở"), reverse("emergencies"), rows, thing)


def _emergency(emergency: EmergencyAccess, deadline: datetime | None) -> Waiting:
    what = f"{emergency.officer}: {emergency.role}"
    return Waiting(what, emergency.unit.name, reverse("emergency", args=[emergency.pk]), deadline)


def _intakes(by: Acting, at: datetime) -> Kind:
    def thing(intake: Intake) -> Waiting:
        return Waiting(intake.file_name, intake.get_kind_display(), reverse("intake", args=[intake.pk]))

    may = holds(by, Permission.UNIT_REORGANISE, at=at) or holds(by, Permission.OFFICER_ENROL, at=at)
    sent = intake_list(by).filter(state=IntakeState.PREVIEWED).order_by("read_at", "pk")
    return _kind("intakes", _("Tệp chờ bạn quyết định nhập"), reverse("intakes"), sent if may else sent.none(), thing)


def _delegations(by: Acting, at: datetime) -> Kind:
    def thing(grant: Grant) -> Waiting:
        return _ending(f"{grant.officer}: {grant_words(grant)}", grant)

    rows = delegations_of(by.officer, at=at).filter(effective_to__lte=at + SOON)
    return _kind("delegations", _("Ủy quyền của bạn sắp hết hạn"), reverse("delegations"), rows, thing)


def _grants(by: Acting, at: datetime) -> Kind:
    def thing(grant: Grant) -> Waiting:
        return _ending(grant_words(grant), grant)

    held = effective_grants(at).filter(officer=by.officer, effective_to__lte=at + SOON)
    others = held.exclude(source=GrantSource.EMERGENCY)
    rows = others.select_related("role", "unit", "parent__officer").order_by("effective_to", "pk")
    return _kind("grants", _("Quyền bạn giữ sắp hết hạn"), reverse("grants"), rows, thing)


def _ending(what: str, grant: Grant) -> Waiting:
    return Waiting(what, grant.get_source_display(), reverse("grant", args=[grant.pk]), grant.effective_to)


def _ballots(by: Acting, at: datetime) -> Kind:
    def thing(ballot: Ballot) -> Waiting:
        return Waiting(ballot.subject, ballot.meeting.council.name, reverse("ballot", args=[ballot.pk]))

    return _kind("ballots", _("Phiếu biểu quyết chờ bạn bỏ"), reverse("councils"), ballots_awaiting(by, at=at), thing)


def _second_factor(by: Acting, at: datetime) -> Kind:
    owed = is_administrator(by.officer, at=at) and not has_second_factor(by.officer)
    address = reverse("account")
    what = _("Thiết lập yếu tố thứ hai khi đăng nhập")
    things = [Waiting(what, _("Người quản trị nên có khóa truy cập hoặc ứng dụng tạo mã."), address)] if owed else []
    return Kind("second_factor", _("Tài khoản của bạn"), address, len(things), things)


GATHERERS = (
    _versions,
    _links,
    _notices,
    _standing_checks,
    _rounds,
    _closing,
    _opinion_decisions,
    _replies,
    _letters,
    dossiers_waiting,
    meetings_waiting,
    _revisions,
    _revisions_to_sign,
    approvals_waiting,
    issuances_waiting,
    _alarms,
    _reviews,
    _requests,
    _findings,
)
"""What waits for who acts, as himself or for another."""

PERSONAL = (
    _ballots,
    reviews_waiting,
    papers_waiting,
    _milestones,
    _parts,
    _opinion_groups,
    _appraisals,
    _own_emergencies,
    _intakes,
    _delegations,
    _grants,
    _second_factor,
)
"""What concerns the officer himself."""
