"""Defining, changing and ending roles: what a role carries changes for everyone who holds it."""

import re
from collections.abc import Iterable
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from dongbo.engines.vietnamese import clean
from dongbo.ledger.operations import append_event
from dongbo.ledger.states import Authorship
from dongbo.organisation.models import Grant, Role
from dongbo.organisation.operations.chains import alarm_changes, recompute_chains, require_someone_gives
from dongbo.organisation.operations.numbering import advance_epoch
from dongbo.organisation.rules import Acting
from dongbo.organisation.rules.legal_rules import require_definer
from dongbo.organisation.rules.wording import Refusals, refuse
from dongbo.organisation.states import AlarmCause, Permission, mask_of, permissions_in

_CODE = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
LONGEST_CODE, LONGEST_NAME = 60, 120


@transaction.atomic
def define_role(
    *, code: str, name: str, permissions: Iterable[Permission], by: Acting, at: datetime, description: str = ""
) -> Role:
    """This will define a role that bundles `permissions`. Raises NotAllowed, ValidationError by argument."""
    authorship = require_definer(by, at=at)
    role = Role(code=code.strip(), name=clean(name), description=description.strip(), mask=mask_of(*permissions))
    refuse([*_about_code(role), *_about_content(role)])
    role.save()
    _tell("organisation.role_defined", role, authorship, at, {})
    return role


@transaction.atomic
def change_role(
    *,
    role: Role,
    by: Acting,
    at: datetime,
    name: str | None = None,
    description: str | None = None,
    permissions: Iterable[Permission] | None = None,
) -> Role:
    """This will change what `role` is called or carries: at once for everyone who holds it, and for whom they passed
    it on to. What is None stays.

    Raises NotAllowed; ValidationError for a role no longer in use, where nothing changes, or where nobody would be
    left to give rights.
    """
    advance_epoch()
    authorship = require_definer(by, at=at)
    role = _in_use(role)
    before = (role.name, role.description, role.mask)
    role.name = role.name if name is None else clean(name)
    role.description = role.description if description is None else description.strip()
    role.mask = role.mask if permissions is None else mask_of(*permissions)
    if before == (role.name, role.description, role.mask):
        raise ValidationError(_("Vai trò «%(role)s» vẫn như cũ: chưa có gì thay đổi.") % {"role": role.name})
    refuse(_about_content(role))
    role.save()
    changed = 0 if role.mask == before[2] else _carry_through(role, by=by, at=at)
    added, taken = role.mask & ~before[2], before[2] & ~role.mask
    _tell(
        "organisation.role_changed",
        role,
        authorship,
        at,
        {"before": before[0], "added": _codes(added), "taken": _codes(taken), "grants": changed},
    )
    return role


@transaction.atomic
def end_role(*, role: Role, by: Acting, at: datetime) -> Role:
    """This will take `role` out of use: it is given no more, and every grant of it ends at `at`, with what was passed
    on from there.

    Raises NotAllowed; ValidationError for a role no longer in use, or where nobody would be left to give rights.
    """
    advance_epoch()
    authorship = require_definer(by, at=at)
    role = _in_use(role)
    role.ended_at, role.ended_by = at, by.officer
    role.save(update_fields=["ended_at", "ended_by"])
    changed = _carry_through(role, by=by, at=at)
    _tell("organisation.role_ended", role, authorship, at, {"grants": changed})
    return role


def _in_use(role: Role) -> Role:
    role = Role.objects.select_for_update().get(pk=role.pk)
    if role.ended_at is not None:
        raise ValidationError(_("Vai trò «%(role)s» đã thôi dùng.") % {"role": role.name})
    return role


def _carry_through(role: Role, *, by: Acting, at: datetime) -> int:
    grants = Grant.objects.filter(role=role).values_list("pk", flat=True)
    changes = recompute_chains(grants, at=at)
    require_someone_gives(at=at)
    alarm_changes(changes, cause=AlarmCause.ROLE_CHANGED, made_by=by.officer, made_for=by.principal, at=at)
    return len(changes)


def _about_code(role: Role) -> Refusals:
    if not _CODE.fullmatch(role.code) or len(role.code) > LONGEST_CODE:
        said = _("Mã «%(code)s» không dùng được: chỉ gồm chữ thường không dấu, chữ số, nối bằng gạch ngang.")
        return [("code", said % {"code": role.code})]
    if Role.objects.filter(code=role.code).exists():
        return [("code", _("Mã «%(code)s» đã có; hãy chọn mã khác.") % {"code": role.code})]
    return []


def _about_content(role: Role) -> Refusals:
    found: Refusals = []
    if not role.name:
        found.append(("name", _("Thiếu tên vai trò.")))
    elif len(role.name) > LONGEST_NAME:
        found.append(("name", _("Tên vai trò dài quá %(most)d chữ.") % {"most": LONGEST_NAME}))
    elif Role.objects.filter(name__iexact=role.name).exclude(pk=role.pk).exists():
        found.append(("name", _("Đã có vai trò tên «%(name)s»; hãy chọn tên khác.") % {"name": role.name}))
    if not role.mask:
        found.append(("permissions", _("Vai trò phải có ít nhất một quyền.")))
    return found


def _codes(mask: int) -> list[str]:
    return [permission.code for permission in permissions_in(mask)]


def _tell(kind: str, role: Role, authorship: Authorship, at: datetime, more: dict[str, object]) -> None:
    append_event(
        kind=kind,
        subject_kind="role",
        subject_id=role.pk,
        payload={"code": role.code, "name": role.name, "permissions": _codes(role.mask)} | more,
        by=authorship,
        at=at,
    )
