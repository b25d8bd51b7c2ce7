"""Giving and revoking grants."""

from collections.abc import Sequence
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from dongbo.ledger.operations import append_event
from dongbo.ledger.states import Authorship
from dongbo.organisation.models import Grant, Officer, Post, Role, Unit
from dongbo.organisation.operations.alarms import raise_alarm, raise_alarms
from dongbo.organisation.operations.chains import Change, recompute_chains, require_someone_gives
from dongbo.organisation.operations.numbering import advance_epoch
from dongbo.organisation.queries.chains import chains_above
from dongbo.organisation.rules import Acting, NotAllowed, require
from dongbo.organisation.rules.giving import NO_DECISION, Giving, giving_refusals, require_giver
from dongbo.organisation.rules.separation import require_separate
from dongbo.organisation.rules.wording import moment_text, refuse
from dongbo.organisation.rules.worth import midnight
from dongbo.organisation.states import Access, AlarmCause, Decision, GrantSource, Permission


@transaction.atomic
def give_grant(
    *,
    officer: Officer,
    role: Role,
    unit: Unit,
    by: Acting,
    at: datetime,
    covers_branch: bool = True,
    clearance: Access = Access.UNIT,
    valid_from: datetime | None = None,
    valid_to: datetime | None = None,
    post: Post | None = None,
    decision: Decision = NO_DECISION,
    reason: str = "",
) -> Grant:
    """This will give `officer` the role at `unit` from `valid_from`, or now, to before `valid_to`.

    Tied to a `post`, the grant ends with it. Where `valid_from` lies behind, it holds from `at` all the same. Raises
    NotAllowed where `by` does not give rights there, for the branch, or as far as `clearance`; ValidationError, by
    argument, for oneself or whom one acts for, an officer out of service, a role no longer in use, a unit that has
    ended, a period reversed or over, a post of another or not held then, a decision dated ahead, a grant he has.
    """
    advance_epoch()
    unit = Unit.objects.select_related("heir").get(pk=unit.pk)
    begins = valid_from or (max(at, midnight(post.valid_from)) if post else at)
    new = Giving(officer, role, unit, covers_branch, clearance, begins, valid_to, post, decision)
    authorship = require_giver(new, by=by, at=at)
    refuse(giving_refusals(new, by=by, at=at))
    grant = write_grant(
        officer=officer,
        role=role,
        unit=unit,
        covers_branch=covers_branch,
        clearance=clearance,
        valid_from=begins,
        valid_to=valid_to,
        post=post,
        source=GrantSource.APPOINTMENT,
        given_at=at,
        given_by=by.officer,
        decision_number=decision.number.strip(),
        decision_on=decision.on,
        reason=reason.strip(),
    )
    raise_alarm(grant=grant, cause=AlarmCause.GIVEN, made_by=by.officer, made_for=by.principal, at=at)
    append_event(
        kind="organisation.grant_given",
        subject_kind="grant",
        subject_id=grant.pk,
        payload=described(grant),
        by=authorship,
        at=at,
    )
    return grant


@transaction.atomic
def revoke_grant(*, grant: Grant, reason: str, by: Acting, at: datetime) -> Grant:
    """This will revoke `grant` at once, and with it everything that was passed on from it.

    Whoever gives rights at its unit may do so, and whom it was passed on from, up the whole chain, for what is his.
    Raises NotAllowed; ValidationError without a reason, for a grant that is revoked or over, and where nobody would
    be left to give rights.
    """
    advance_epoch()
    grant = Grant.objects.select_related("unit", "role", "officer", "revoked_by").get(pk=grant.pk)
    authorship = _require_revoker(grant, by=by, at=at)
    _require_revocable(grant, reason=reason, at=at)
    grant.revoked_at, grant.revoked_by, grant.revoke_reason = at, by.officer, reason.strip()
    grant.save(update_fields=["revoked_at", "revoked_by", "revoke_reason"])
    changes = recompute_chains([grant.pk], at=at)
    require_someone_gives(at=at)
    _alarm_revoked(grant, changes, by=by, at=at)
    grant.refresh_from_db()
    append_event(
        kind="organisation.grant_revoked",
        subject_kind="grant",
        subject_id=grant.pk,
        payload=described(grant)
        | {"reason": grant.revoke_reason, "ended_with_it": [c.grant.pk for c in changes if c.grant.pk != grant.pk]},
        by=authorship,
        at=at,
    )
    return grant


def write_grant(**decided: object) -> Grant:
    """This will write a grant and what its chain leaves of it."""
    grant = Grant(**decided)
    grant.effective_from = grant.effective_to = grant.valid_from
    grant.effective_clearance, grant.effective_mask = grant.clearance, 0
    grant.save()
    for change in recompute_chains([grant.pk], at=grant.given_at):
        grant = change.grant
    return grant


def described(grant: Grant) -> dict[str, object]:
    """Return what the ledger says of a grant: who holds what, where, as far as what, and on which paper."""
    return {
        "officer": grant.officer.username,
        "role": grant.role.code,
        "unit": grant.unit.code,
        "covers_branch": grant.covers_branch,
        "clearance": grant.clearance,
        "valid_from": grant.valid_from.isoformat(),
        "valid_to": grant.valid_to.isoformat() if grant.valid_to else "",
        "decision": grant.decision_number,
    }


def _require_revoker(grant: Grant, *, by: Acting, at: datetime) -> Authorship:
    above = chains_above([grant.pk]).exclude(pk=grant.pk)
    links = above.filter(officer=by.officer).select_related("parent__officer")
    own = next((link for link in links if _acts_as_held(link, by)), None)
    if own is not None and by.officer.is_active:
        return by.authorship(grant=own.pk)
    try:
        authorship = require(by, Permission.GRANT_GIVE, unit=grant.unit, at=at)
    except NotAllowed as refusal:
        raise NotAllowed(
            _("Chỉ người đã ủy quyền hoặc người được giao cấp quyền tại %(unit)s mới thu hồi được quyền này.")
            % {"unit": grant.unit.name}
        ) from refusal
    require_separate(by, Permission.GRANT_GIVE, subject_kind="grant", subject_id=grant.pk, at=at)
    return authorship


def _acts_as_held(link: Grant, by: Acting) -> bool:
    principal = link.parent.officer if link.parent else None
    return principal == by.principal


def _require_revocable(grant: Grant, *, reason: str, at: datetime) -> None:
    if grant.revoked_at is not None:
        said = _("Quyền này đã bị %(officer)s thu hồi lúc %(moment)s rồi.")
        who = grant.revoked_by.full_name if grant.revoked_by else _("hệ thống")
        raise ValidationError(said % {"officer": who, "moment": moment_text(grant.revoked_at)})
    if grant.effective_to <= at:
        said = _("Quyền này đã hết hiệu lực lúc %(moment)s; không còn gì để thu hồi.")
        raise ValidationError(said % {"moment": moment_text(grant.effective_to)})
    if not reason.strip():
        raise ValidationError({"reason": _("Thiếu lý do thu hồi: hãy ghi để người bị thu hồi hiểu vì sao.")})


def _alarm_revoked(grant: Grant, changes: Sequence[Change], *, by: Acting, at: datetime) -> None:
    """What was revoked is alarmed as revoked; what hung from it has lapsed."""
    felt = [change.grant for change in changes if change.is_felt(at)]
    beneath = [row for row in felt if row.pk != grant.pk]
    raise_alarm(grant=grant, cause=AlarmCause.REVOKED, made_by=by.officer, made_for=by.principal, at=at)
    raise_alarms(grants=beneath, cause=AlarmCause.LAPSED, made_by=by.officer, made_for=by.principal, at=at)
