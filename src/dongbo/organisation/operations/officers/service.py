"""Leaving service and coming back into it."""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from dongbo.ledger.operations import append_event
from dongbo.organisation.models import Grant, Officer, Post
from dongbo.organisation.operations.chains import alarm_changes, recompute_chains, require_someone_gives
from dongbo.organisation.operations.numbering import advance_epoch
from dongbo.organisation.operations.officers.emergencies import close_emergencies
from dongbo.organisation.operations.posts import close_posts
from dongbo.organisation.operations.signing_in.sessions import end_sessions
from dongbo.organisation.queries.officers import unit_of_officer
from dongbo.organisation.rules import Acting, require
from dongbo.organisation.states import AlarmCause, Permission, SessionEnd


@transaction.atomic
def suspend_officer(*, officer: Officer, reason: str, by: Acting, at: datetime) -> Officer:
    """This will take `officer` out of service at once: every post ends, every grant he holds is revoked with what he
    passed on from it, emergency access he asked for or holds is closed, his password no longer serves, and he is signed
    out everywhere, as his history says.

    Raises NotAllowed; ValidationError without a reason, for oneself, or where he is out of service already.
    """
    advance_epoch()
    officer = Officer.objects.select_for_update(no_key=True).get(pk=officer.pk)
    today = timezone.localdate(at)
    authorship = require(by, Permission.OFFICER_ENROL, unit=unit_of_officer(officer, today), at=at)
    _require_leaving(officer, reason=reason, by=by)
    officer.is_active = False
    officer.set_unusable_password()
    officer.save(update_fields=["is_active", "password"])
    posts = list(Post.objects.select_for_update(no_key=True).held_from(today).filter(officer=officer))
    close_posts(posts, on=today)
    revoked = _revoke_grants(officer, reason=reason, by=by, at=at)
    close_emergencies(officer=officer, reason=reason, by=authorship, at=at)
    end_sessions(officer=officer, ending=SessionEnd.LEFT_SERVICE, by=authorship, at=at)
    append_event(
        kind="organisation.officer_suspended",
        subject_kind="officer",
        subject_id=officer.pk,
        payload={
            "username": officer.username,
            "reason": reason,
            "posts": [post.pk for post in posts],
            "grants": revoked,
        },
        by=authorship,
        at=at,
    )
    return officer


def _revoke_grants(officer: Officer, *, reason: str, by: Acting, at: datetime) -> list[int]:
    """Revoke outright what he holds, so that coming back revives nothing; what hangs from it ends by the chains."""
    held = Grant.objects.filter(Q(valid_to__isnull=True) | Q(valid_to__gt=at), officer=officer, revoked_at__isnull=True)
    keys = list(held.values_list("pk", flat=True))
    Grant.objects.filter(pk__in=keys).update(revoked_at=at, revoked_by=by.officer, revoke_reason=reason[:500])
    changes = recompute_chains(keys, at=at)
    alarm_changes(changes, cause=AlarmCause.REVOKED, made_by=by.officer, made_for=by.principal, at=at)
    require_someone_gives(at=at)
    return [change.grant.pk for change in changes]


def _require_leaving(officer: Officer, *, reason: str, by: Acting) -> None:
    if officer.pk in by.persons:
        raise ValidationError(_("Không ai tự cho mình thôi công tác: hãy nhờ cán bộ tổ chức khác ghi quyết định."))
    if not officer.is_active:
        raise ValidationError(_("%(officer)s đã thôi công tác rồi.") % {"officer": officer.full_name})
    if not reason.strip():
        raise ValidationError({"reason": _("Thiếu lý do thôi công tác: hãy ghi, ví dụ số quyết định nghỉ hưu.")})


@transaction.atomic
def reinstate_officer(*, officer: Officer, reason: str, by: Acting, at: datetime) -> Officer:
    """This will take `officer` back into service, without a post, a grant or a password: each is given anew.

    Whoever may manage the unit of his last post may do so. Raises NotAllowed; ValidationError without a reason or
    where he is in service.
    """
    advance_epoch()
    officer = Officer.objects.select_for_update(no_key=True).get(pk=officer.pk)
    unit = unit_of_officer(officer, timezone.localdate(at))
    authorship = require(by, Permission.OFFICER_ENROL, unit=unit, at=at)
    if officer.is_active:
        raise ValidationError(_("%(officer)s đang công tác.") % {"officer": officer.full_name})
    if not reason.strip():
        raise ValidationError({"reason": _("Thiếu lý do nhận lại: hãy ghi, ví dụ số quyết định tiếp nhận.")})
    officer.is_active = True
    officer.save(update_fields=["is_active"])
    append_event(
        kind="organisation.officer_reinstated",
        subject_kind="officer",
        subject_id=officer.pk,
        payload={"username": officer.username, "reason": reason},
        by=authorship,
        at=at,
    )
    return officer
