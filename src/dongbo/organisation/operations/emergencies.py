"""Emergency access: asked for by one, agreed to by a second, reviewed by a third."""

from datetime import datetime, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from dongbo.ledger.models import Event
from dongbo.ledger.operations import append_event
from dongbo.organisation.models import EmergencyAccess, Grant, Role, Unit
from dongbo.organisation.operations.alarms import raise_alarm
from dongbo.organisation.operations.ending import end_grants
from dongbo.organisation.operations.grants import write_grant
from dongbo.organisation.operations.numbering import advance_epoch
from dongbo.organisation.queries.emergencies import EMERGENCY, ended_by_now
from dongbo.organisation.rules import Acting, NotAllowed, authority_of, may, require, require_separate
from dongbo.organisation.rules.emergencies import ANSWERED_WITHIN, LONGEST_HOURS
from dongbo.organisation.rules.words import require_words
from dongbo.organisation.states import (
    EMERGENCY_TRANSITIONS,
    Access,
    AlarmCause,
    EmergencyState,
    GrantSource,
    Permission,
)

AGREED = "organisation.emergency_opened"
"""The event of the second person's agreement, which also says for whom that one acted."""


@transaction.atomic
def request_emergency(
    *, role: Role, unit: Unit, hours: int, reason: str, by: Acting, at: datetime, covers_branch: bool = False
) -> EmergencyAccess:
    """This will ask for `role` at `unit` for `hours` hours; it gives nothing until a second person agrees.

    Every officer in service may ask, for himself. Raises ValidationError.
    """
    _require_own_request(by)
    require_words(reason, field="reason", what=_("lý do khẩn cấp"))
    if not 1 <= hours <= LONGEST_HOURS:
        raise ValidationError({"hours": _("Số giờ phải từ 1 đến %(most)d.") % {"most": LONGEST_HOURS}})
    _require_in_use(role, unit)
    waiting = EmergencyAccess.objects.filter(
        officer=by.officer, role=role, unit=unit, state__in=[EmergencyState.REQUESTED, EmergencyState.OPEN]
    )
    if waiting.exists():
        raise ValidationError(_("Bạn đã có một yêu cầu như vậy đang chờ hoặc đang mở; hãy dùng yêu cầu đó."))
    emergency = EmergencyAccess.objects.create(
        officer=by.officer,
        role=role,
        unit=unit,
        covers_branch=covers_branch,
        hours=hours,
        reason=reason.strip(),
        state=EmergencyState.REQUESTED,
        requested_at=at,
    )
    append_event(
        kind="organisation.emergency_requested",
        subject_kind=EMERGENCY,
        subject_id=emergency.pk,
        payload={"role": role.code, "unit": unit.code, "covers_branch": covers_branch, "hours": hours}
        | {"reason": emergency.reason},
        by=by.authorship(),
        at=at,
    )
    return emergency


def _require_own_request(by: Acting) -> None:
    if by.principal is not None:
        raise ValidationError(_("Quyền khẩn cấp chỉ xin cho chính mình; hãy thôi thực hiện thay rồi xin lại."))
    if not by.officer.is_active:
        raise NotAllowed(_("Tài khoản đã ngừng hoạt động nên không xin được quyền khẩn cấp."))


def _require_in_use(role: Role, unit: Unit) -> None:
    if role.ended_at is not None:
        raise ValidationError({"role": _("Vai trò này đã thôi dùng; hãy chọn vai trò khác.")})
    if unit.ended_on is not None:
        raise ValidationError({"unit": _("Đơn vị này đã kết thúc; hãy chọn đơn vị kế thừa.")})


@transaction.atomic
def agree_to_emergency(*, emergency: EmergencyAccess, by: Acting, at: datetime) -> EmergencyAccess:
    """This will open the access at once, for its hours, as the second person; its alarm stands until confirmed.

    Raises NotAllowed where `by` does not agree to emergencies over the whole of what is asked for; ValidationError
    where he, or whom he acts for, is who asked, or where the request does not wait any more.
    """
    advance_epoch()
    held = _locked(emergency)
    authorship = require(by, Permission.EMERGENCY_SECOND, unit=held.unit, at=at)
    _require_another(held.officer_id, by=by)
    _require_whole_branch(held, by, at=at)
    _require_waiting(held, at=at)
    _require_in_use(held.role, held.unit)
    _require_in_service(held)
    grant = _open_grant(held, by, at=at)
    held.grant, held.seconded_by, held.seconded_at = grant, by.officer, at
    _move(held, EmergencyState.OPEN)
    raise_alarm(grant=grant, cause=AlarmCause.EMERGENCY, made_by=by.officer, made_for=by.principal, at=at)
    append_event(
        kind=AGREED,
        subject_kind=EMERGENCY,
        subject_id=held.pk,
        payload={"grant": grant.pk, "officer": held.officer.username, "until": grant.effective_to.isoformat()},
        by=authorship,
        at=at,
    )
    return held


def _open_grant(emergency: EmergencyAccess, by: Acting, *, at: datetime) -> Grant:
    return write_grant(
        officer=emergency.officer,
        role=emergency.role,
        unit=emergency.unit,
        covers_branch=emergency.covers_branch,
        clearance=Access.UNIT,
        valid_from=at,
        valid_to=at + timedelta(hours=emergency.hours),
        source=GrantSource.EMERGENCY,
        given_at=at,
        given_by=by.officer,
        reason=emergency.reason,
    )


@transaction.atomic
def refuse_emergency(*, emergency: EmergencyAccess, reason: str, by: Acting, at: datetime) -> EmergencyAccess:
    """This will refuse the request as the second person, with a reason. Raises NotAllowed, ValidationError."""
    require_words(reason, field="reason", what=_("lý do từ chối"))
    held = _locked(emergency)
    authorship = require(by, Permission.EMERGENCY_SECOND, unit=held.unit, at=at)
    _require_another(held.officer_id, by=by)
    _require_waiting(held, at=at)
    held.seconded_by, held.seconded_at = by.officer, at
    _move(held, EmergencyState.REFUSED)
    append_event(
        kind="organisation.emergency_refused",
        subject_kind=EMERGENCY,
        subject_id=held.pk,
        payload={"reason": reason.strip()},
        by=authorship,
        at=at,
    )
    return held


@transaction.atomic
def end_emergency(*, emergency: EmergencyAccess, reason: str, by: Acting, at: datetime) -> EmergencyAccess:
    """This will end an open access before its hours are over: by who holds it, or by who agrees or reviews there.

    Raises NotAllowed, ValidationError.
    """
    advance_epoch()
    require_words(reason, field="reason", what=_("lý do kết thúc sớm"))
    held = _locked(emergency)
    if held.officer_id == by.officer.pk:
        authorship = by.authorship()
    elif may(by, Permission.EMERGENCY_REVIEW, unit=held.unit, at=at):
        authorship = require(by, Permission.EMERGENCY_REVIEW, unit=held.unit, at=at)
    else:
        authorship = require(by, Permission.EMERGENCY_SECOND, unit=held.unit, at=at)
    if held.state != EmergencyState.OPEN or held.grant is None or held.grant.effective_to <= at:
        raise ValidationError(_("Quyền khẩn cấp này không còn mở."))
    end_grants(grants=[held.grant], cause=AlarmCause.REVOKED, reason=reason.strip(), by=by, at=at)
    _move(held, EmergencyState.ENDED)
    append_event(
        kind="organisation.emergency_ended",
        subject_kind=EMERGENCY,
        subject_id=held.pk,
        payload={"grant": held.grant_id, "reason": reason.strip()},
        by=authorship,
        at=at,
    )
    return held


@transaction.atomic
def review_emergency(*, emergency: EmergencyAccess, findings: str, by: Acting, at: datetime) -> EmergencyAccess:
    """This will write what a third person found about an ended access. Raises NotAllowed, ValidationError.

    The third is neither who asked nor who agreed, nor whom one of them acted for, nor acts for one of them.
    """
    require_words(findings, field="findings", what=_("kết luận hậu kiểm"))
    held = _locked(emergency)
    authorship = require(by, Permission.EMERGENCY_REVIEW, unit=held.unit, at=at)
    _require_another(held.officer_id, held.seconded_by_id, _agreed_for(held), by=by)
    require_separate(by, Permission.EMERGENCY_REVIEW, subject_kind=EMERGENCY, subject_id=held.pk, at=at)
    if held.state != EmergencyState.ENDED:
        raise ValidationError(_("Chỉ hậu kiểm khi quyền khẩn cấp đã kết thúc và chưa có kết luận."))
    held.reviewed_by, held.reviewed_at, held.findings = by.officer, at, findings.strip()
    _move(held, EmergencyState.REVIEWED)
    append_event(
        kind="organisation.emergency_reviewed",
        subject_kind=EMERGENCY,
        subject_id=held.pk,
        payload={"findings": held.findings},
        by=authorship,
        at=at,
    )
    return held


def end_emergencies(*, at: datetime) -> int:
    """This will bring every emergency access to date at `at`: what is over ends, what nobody answered is refused.

    Each in its own transaction; return how many changed.
    """
    over = list(ended_by_now(at).order_by("pk"))
    stale = EmergencyAccess.objects.filter(
        state=EmergencyState.REQUESTED, requested_at__lte=at - ANSWERED_WITHIN
    ).order_by("pk")
    ended = sum(_let_pass(emergency, EmergencyState.ENDED, "organisation.emergency_over", at=at) for emergency in over)
    return ended + sum(
        _let_pass(emergency, EmergencyState.REFUSED, "organisation.emergency_unanswered", at=at) for emergency in stale
    )


@transaction.atomic
def _let_pass(emergency: EmergencyAccess, state: EmergencyState, kind: str, *, at: datetime) -> bool:
    held = _locked(emergency)
    if held.state != emergency.state:
        return False
    _move(held, state)
    append_event(kind=kind, subject_kind=EMERGENCY, subject_id=held.pk, payload={"grant": held.grant_id}, at=at)
    return True


def _locked(emergency: EmergencyAccess) -> EmergencyAccess:
    rows = EmergencyAccess.objects.select_related("officer", "role", "unit", "grant")
    return rows.select_for_update(of=("self",)).get(pk=emergency.pk)


def _move(emergency: EmergencyAccess, state: EmergencyState) -> None:
    if state not in EMERGENCY_TRANSITIONS[EmergencyState(emergency.state)]:
        raise ValidationError(_("Quyền khẩn cấp này đã được người khác xử lý; hãy tải lại trang."))
    emergency.state = state
    emergency.save()


def _require_waiting(emergency: EmergencyAccess, *, at: datetime) -> None:
    if emergency.state != EmergencyState.REQUESTED:
        raise ValidationError(_("Yêu cầu này đã được người khác trả lời; hãy tải lại trang."))
    if emergency.requested_at <= at - ANSWERED_WITHIN:
        raise ValidationError(
            _("Yêu cầu này quá 24 giờ không ai trả lời nên không còn hiệu lực; hãy để người xin lập lại.")
        )


def _require_in_service(emergency: EmergencyAccess) -> None:
    if not emergency.officer.is_active:
        raise ValidationError(_("Người xin đã ngừng công tác nên không mở được quyền; hãy từ chối yêu cầu này."))


def _require_another(*officers: int | None, by: Acting) -> None:
    if by.is_among(*officers):
        raise ValidationError(
            _("Việc này cần một người khác: bạn (hoặc người bạn thực hiện thay) đã xin hoặc đã đồng ý quyền này.")
        )


def _require_whole_branch(emergency: EmergencyAccess, by: Acting, *, at: datetime) -> None:
    """Raise NotAllowed where the branch asked for reaches beyond where `by` agrees."""
    if not emergency.covers_branch:
        return
    unit = emergency.unit
    reached = authority_of(by, at=at).scope(Permission.EMERGENCY_SECOND.bit).levels[Access.UNIT]
    if not any(first <= unit.first and unit.last <= last for first, last in reached):
        raise NotAllowed(
            _("Quyền được xin gồm cả các đơn vị cấp dưới của %(unit)s, rộng hơn nơi bạn được đồng ý quyền khẩn cấp.")
            % {"unit": unit.name}
        )


def _agreed_for(emergency: EmergencyAccess) -> int | None:
    """Return for whom the second person acted when agreeing, as the ledger has it."""
    said = Event.objects.filter(kind=AGREED, subject_kind=EMERGENCY, subject_id=str(emergency.pk)).first()
    return int(said.on_behalf_of) if said is not None and said.on_behalf_of else None
