"""The sentences of an explanation."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from django.utils.translation import gettext as _

from dongbo.engines.authority.explaining import Failure
from dongbo.organisation.models import Grant, Officer, Unit
from dongbo.organisation.rules.wording import day_text, moment_text, scope_text
from dongbo.organisation.rules.worth import End, ends_of
from dongbo.organisation.states import Access, Capacity, GrantSource, Permission


def conclusion_text(
    officer: Officer,
    principal: Officer | None,
    permission: Permission,
    unit: Unit,
    access: Access,
    at: datetime,
    *,
    allowed: bool,
) -> str:
    """Return yes or no in one sentence: who, for whom, what, where, how open the record is, and when."""
    who = officer.full_name
    if principal is not None:
        who = _("%(officer)s, làm thay %(principal)s,") % {
            "officer": officer.full_name,
            "principal": principal.full_name,
        }
    said = (
        _("Được: %(who)s có quyền «%(permission)s» đối với hồ sơ mức «%(access)s» của %(unit)s lúc %(moment)s.")
        if allowed
        else _(
            "Không được: %(who)s không có quyền «%(permission)s» đối với hồ sơ mức «%(access)s» của %(unit)s "
            "lúc %(moment)s."
        )
    )
    return said % {
        "who": who,
        "permission": permission.label,
        "access": Access(access).label,
        "unit": unit.name,
        "moment": moment_text(at),
    }


def hindrance_text(officer: Officer, principal: Officer | None, *, has_grants: bool) -> str:
    """Return what hinders whatever is granted: someone out of service, or that nothing was ever granted."""
    for person in (officer, principal):
        if person is not None and not person.is_active:
            return _("%(officer)s đã thôi công tác nên không quyền nào còn dùng được.") % {"officer": person.full_name}
    if has_grants:
        return ""
    return _("%(officer)s chưa từng được cấp quyền nào.") % {"officer": officer.full_name}


def link_text(grant: Grant, path: Sequence[str]) -> str:
    """Return who gave or passed on what to whom, where, from when until when, and on which paper."""
    words = {
        "officer": grant.officer.full_name,
        "giver": grant.given_by.full_name if grant.given_by else _("hệ thống"),
        "capacity": Capacity(grant.capacity).label,
        "role": grant.role.name,
        "scope": _scope(grant, path),
        "begins": moment_text(grant.valid_from),
        "ends": moment_text(grant.valid_to) if grant.valid_to else _("không thời hạn"),
        "basis": _basis(grant),
    }
    said = {
        GrantSource.SETUP: _("Khi lập hệ thống, %(officer)s được giao vai trò «%(role)s» tại %(scope)s"),
        GrantSource.APPOINTMENT: _("%(giver)s cấp cho %(officer)s vai trò «%(role)s» tại %(scope)s"),
        GrantSource.EMERGENCY: _("%(officer)s được quyền khẩn cấp với vai trò «%(role)s» tại %(scope)s"),
        GrantSource.DELEGATION: _(
            "%(giver)s ủy quyền cho %(officer)s, tư cách «%(capacity)s», với vai trò «%(role)s» tại %(scope)s"
        ),
    }[GrantSource(grant.source)]
    period = _("từ %(begins)s, %(ends)s") if grant.valid_to is None else _("từ %(begins)s đến trước %(ends)s")
    return f"{said % words}, {period % words}{words['basis']}."


def _scope(grant: Grant, path: Sequence[str]) -> str:
    place = " › ".join(path)
    return _("%(place)s và các đơn vị cấp dưới") % {"place": place} if grant.covers_branch else place


def _basis(grant: Grant) -> str:
    if grant.decision_number and grant.decision_on:
        words = {"number": grant.decision_number, "day": day_text(grant.decision_on)}
        return _(", theo văn bản số %(number)s ngày %(day)s") % words
    if grant.decision_number:
        return _(", theo văn bản số %(number)s") % {"number": grant.decision_number}
    return ""


def reason_text(
    failure: Failure,
    grant: Grant,
    links: Mapping[int, Grant],
    *,
    permission: Permission,
    unit: Unit,
    access: Access,
    at: datetime,
) -> str:
    """Return what `grant` falls short of, and whose doing that is up its chain; `links` holds the chain by key."""
    if failure in (Failure.AFTER, Failure.NEVER):
        return end_text(grant, links, at=at)
    if failure is Failure.BEFORE:
        return _("Quyền này chưa có hiệu lực: bắt đầu từ %(moment)s.") % {"moment": moment_text(grant.effective_from)}
    if failure is Failure.LACKS:
        return _lacks(grant, links, permission)
    scope = scope_text(grant.effective_unit, branch=grant.effective_branch)
    said = {
        Failure.LOW: _("Mức được xem là «%(clearance)s», thấp hơn mức «%(access)s» của hồ sơ."),
        Failure.ONLY_CIRCULATED: _(
            "Quyền này có ở cấp dưới của %(unit)s nên chỉ tới hồ sơ phổ biến xuống; hồ sơ này ở mức «%(access)s»."
        ),
        Failure.NOWHERE: _("Phạm vi ủy quyền và phạm vi của quyền gốc không còn phần chung nào."),
        Failure.OUTSIDE: _("Quyền này chỉ có tại %(scope)s; %(unit)s nằm ngoài."),
    }[failure]
    clearance = Access(grant.effective_clearance).label
    return said % {"clearance": clearance, "access": Access(access).label, "unit": unit.name, "scope": scope}


def end_text(grant: Grant, links: Mapping[int, Grant], *, at: datetime) -> str:
    """Return what ended `grant`: its own end, or, up the chain, the end of what it hangs from."""
    own = ends_of(grant, at=at)
    end = min(own, key=lambda each: own[each], default=None)
    above = links[grant.parent_id] if grant.parent_id is not None else None
    if above is not None and (end is None or above.effective_to < own[end]):
        said = _("Quyền này dựa trên quyền của %(officer)s, và quyền đó đã mất hiệu lực: %(why)s")
        return said % {"officer": above.officer.full_name, "why": end_text(above, links, at=at)}
    if end is None:
        return _("Quyền này không có khoảng thời gian nào có hiệu lực.")
    return _own_end(grant, end, own[end])


def _own_end(grant: Grant, end: End, moment: datetime) -> str:
    words = {
        "moment": moment_text(moment),
        "who": grant.revoked_by.full_name if grant.revoked_by else _("hệ thống"),
        "why": grant.revoke_reason or _("không ghi"),
        "post": grant.post.title if grant.post else "",
        "role": grant.role.name,
        "officer": grant.officer.full_name,
    }
    said = {
        End.REVOKED: _("Bị %(who)s thu hồi lúc %(moment)s; lý do: %(why)s."),
        End.PERIOD: _("Hết thời hạn lúc %(moment)s."),
        End.POST: _("Vị trí công tác «%(post)s» kết thúc lúc %(moment)s, quyền gắn với vị trí đó cũng hết."),
        End.ROLE: _("Vai trò «%(role)s» thôi dùng từ %(moment)s."),
        End.SERVICE: _("%(officer)s đã thôi công tác."),
    }[end]
    return said % words


def _lacks(grant: Grant, links: Mapping[int, Grant], permission: Permission) -> str:
    words = {"role": grant.role.name, "permission": permission.label}
    if not grant.role.mask & permission.bit:
        return _("Vai trò «%(role)s» không có quyền «%(permission)s».") % words
    if grant.narrowed_to is not None and not grant.narrowed_to & permission.bit:
        return _("Ủy quyền chỉ chuyển một phần vai trò «%(role)s», không gồm quyền «%(permission)s».") % words
    above = links[grant.parent_id] if grant.parent_id is not None else grant
    said = _("Người ủy quyền %(officer)s không giữ quyền «%(permission)s».")
    return said % {"officer": above.officer.full_name, "permission": permission.label}
