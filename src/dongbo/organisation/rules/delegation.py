"""Whether an officer may pass on what he asks to: never more than he holds, and as the law of the day lets him."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from dongbo.engines.authority import Decided, effective
from dongbo.engines.unit_tree import Place
from dongbo.ledger.states import Authorship
from dongbo.organisation.models import DelegationRule, Grant, Officer, Post, Role, Unit
from dongbo.organisation.models.authority import CLEARANCES, FOREVER
from dongbo.organisation.rules.acting import Acting
from dongbo.organisation.rules.authority import NotAllowed
from dongbo.organisation.rules.giving import NO_DECISION, decision_refusals, period_refusals, unit_refusals
from dongbo.organisation.rules.wording import Refusals, day_text, moment_text, permissions_text, scope_text
from dongbo.organisation.rules.worth import worth_of
from dongbo.organisation.states import (
    Access,
    Capacity,
    Decision,
    DelegatePlace,
    GrantSource,
    Permission,
    PostKind,
    mask_of,
)


@dataclass(frozen=True, slots=True)
class Delegating:
    """A delegation as it is asked for: what of `grant` shall pass to `to`."""

    grant: Grant
    to: Officer
    role: Role
    narrowed_to: int | None
    unit: Unit
    covers_branch: bool
    clearance: Access
    valid_from: datetime
    valid_to: datetime | None
    capacity: Capacity
    decision: Decision = NO_DECISION
    reason: str = ""

    @property
    def mask(self) -> int:
        """The permissions that shall pass on."""
        return self.role.mask if self.narrowed_to is None else self.role.mask & self.narrowed_to


def delegation_asked(
    *,
    grant: Grant,
    to: Officer,
    capacity: Capacity,
    at: datetime,
    role: Role | None = None,
    permissions: Iterable[Permission] | None = None,
    unit: Unit | None = None,
    covers_branch: bool | None = None,
    clearance: Access | None = None,
    valid_from: datetime | None = None,
    valid_to: datetime | None = None,
    decision: Decision = NO_DECISION,
    reason: str = "",
) -> Delegating:
    """Return the delegation that is asked for: what is not said is passed on as `grant` holds it, from `at`."""
    role = role or grant.role
    narrowed_to = None if permissions is None else mask_of(*permissions)
    if permissions is None and role == grant.role and grant.effective_mask != role.mask:
        narrowed_to = grant.effective_mask
    return Delegating(
        grant=grant,
        to=to,
        role=role,
        narrowed_to=narrowed_to,
        unit=unit or grant.effective_unit or grant.unit,
        covers_branch=grant.effective_branch if covers_branch is None else covers_branch,
        clearance=Access(grant.effective_clearance if clearance is None else clearance),
        valid_from=valid_from or at,
        valid_to=valid_to,
        capacity=Capacity(capacity),
        decision=decision,
        reason=reason,
    )


def require_holder(grant: Grant, *, by: Acting, at: datetime) -> Authorship:
    """Return what the ledger shall say of passing on `grant`: the grant itself is the basis, no permission is needed.

    It is passed on by who holds it, acting as he holds it: by his own authority what he was given, for his principal
    what that one delegated to him. Raises NotAllowed.
    """
    principal = None if grant.parent is None else grant.parent.officer
    if grant.officer_id != by.officer.pk:
        raise NotAllowed(_("Quyền này không phải của bạn: chỉ người giữ quyền mới ủy quyền được."))
    if by.principal != principal:
        raise NotAllowed(_as_whom(principal))
    if not by.officer.is_active or not worth_of(grant).holds(at):
        raise NotAllowed(
            _("Quyền «%(role)s» tại %(unit)s không có hiệu lực lúc này nên không ủy quyền được.")
            % {"role": grant.role.name, "unit": grant.unit.name}
        )
    if grant.source == GrantSource.EMERGENCY:
        raise NotAllowed(_("Quyền khẩn cấp chỉ dành cho người xin, không ủy quyền được."))
    return by.authorship(grant=grant.pk)


def _as_whom(principal: Officer | None) -> str:
    if principal is None:
        return _("Đây là quyền của chính bạn: hãy chuyển về làm việc với quyền của mình rồi ủy quyền.")
    said = _("Quyền này bạn giữ thay %(principal)s: hãy chuyển sang làm việc thay người đó rồi ủy quyền.")
    return said % {"principal": principal.full_name}


def rules_on(day: date) -> QuerySet[DelegationRule]:
    """Return the rules of delegating that hold on `day`, one for each capacity at most."""
    return DelegationRule.objects.filter(Q(valid_to__isnull=True) | Q(valid_to__gt=day), valid_from__lte=day)


def rule_on(capacity: str, day: date) -> DelegationRule | None:
    """Return the rule of delegating in `capacity` that holds on `day`, or None where law knows no such."""
    return rules_on(day).filter(capacity=capacity).first()


def delegation_refusals(new: Delegating, *, at: datetime) -> Refusals:
    """Return everything that keeps `new` from being passed on at `at`, by whoever holds the grant."""
    rule = rule_on(new.capacity, timezone.localdate(at))
    return [
        *_about_persons(new),
        *_by_law(new, rule, at=at),
        *_beyond_role(new),
        *_beyond_scope(new, at=at),
        *_beyond_period(new, at=at),
        *decision_refusals(new.decision, at=at),
        *_already_passed_on(new, at=at),
    ]


def post_for_delegation(new: Delegating, *, at: datetime) -> Post | None:
    """Return the delegate's post that lets him have the delegation by the rule of the day; it ends with that post.

    None where the rule asks for no post, and where he has none such.
    """
    day = timezone.localdate(at)
    rule = rule_on(new.capacity, day)
    return None if rule is None else _eligible_post(new, rule, day)


def _eligible_post(new: Delegating, rule: DelegationRule, day: date) -> Post | None:
    held = _posts(new.to, rule.to_kind, day)
    if not rule.to_place:
        return held[0] if held and rule.to_kind else None
    above = _posts(new.grant.officer, rule.from_kind, day)
    return next((post for post in held if any(_stands(post, one, rule.to_place) for one in above)), None)


def _posts(officer: Officer, kind: str, day: date) -> list[Post]:
    held = Post.objects.filter(Q(valid_to__isnull=True) | Q(valid_to__gt=day), officer=officer, valid_from__lte=day)
    return list((held.filter(kind=kind) if kind else held).select_related("unit").order_by("-is_main", "pk"))


def _stands(post: Post, above: Post, place: str) -> bool:
    if place == DelegatePlace.SAME_UNIT:
        return post.unit_id == above.unit_id
    return above.unit.first <= post.unit.first <= above.unit.last


def _about_persons(new: Delegating) -> Refusals:
    if not new.to.is_active:
        said = _("%(officer)s đã thôi công tác; hãy chọn người đang công tác.")
        return [("to", said % {"officer": new.to.full_name})]
    if new.to.pk == new.grant.officer_id:
        return [("to", _("Không ai ủy quyền cho chính mình."))]
    link = new.grant.parent
    while link is not None:
        if link.officer_id == new.to.pk:
            said = _("Quyền này đến từ %(officer)s: không ủy quyền ngược lại cho người đã ủy quyền.")
            return [("to", said % {"officer": new.to.full_name})]
        link = link.parent
    return []


def _by_law(new: Delegating, rule: DelegationRule | None, *, at: datetime) -> Refusals:
    day = timezone.localdate(at)
    label = Capacity(new.capacity).label
    if new.capacity == Capacity.OWN or rule is None:
        said = _("Không có quy tắc nào của ngày %(day)s cho ủy quyền với tư cách «%(capacity)s».")
        return [("capacity", said % {"day": day_text(day), "capacity": label})]
    return [*_passed_on(new, day), *_in_writing(new, rule), *_by_post(new, rule, day)]


def _passed_on(new: Delegating, day: date) -> Refusals:
    """What was delegated goes further only as the rule of its own capacity lets it."""
    if new.grant.parent_id is None:
        return []
    held = Capacity(new.grant.capacity)
    rule = rule_on(held, day)
    if rule is None or not rule.passed_on_as:
        said = _("Quyền giữ với tư cách «%(held)s» không được ủy quyền lại (%(basis)s).")
        return [("grant", said % {"held": held.label, "basis": rule.legal_basis if rule else ""})]
    if rule.passed_on_as != new.capacity:
        said = _("Quyền giữ với tư cách «%(held)s» chỉ được giao lại với tư cách «%(allowed)s» (%(basis)s).")
        words = {"held": held.label, "allowed": Capacity(rule.passed_on_as).label, "basis": rule.legal_basis}
        return [("capacity", said % words)]
    return []


def _in_writing(new: Delegating, rule: DelegationRule) -> Refusals:
    found: Refusals = []
    words = {"capacity": Capacity(new.capacity).label, "basis": rule.legal_basis}
    if rule.needs_decision and not (new.decision.number.strip() and new.decision.on):
        said = _("«%(capacity)s» phải bằng văn bản: hãy ghi số và ngày văn bản (%(basis)s).")
        found.append(("decision_number", said % words))
    elif not new.decision.number.strip() and not new.reason.strip():
        found.append(("reason", _("Thiếu căn cứ: hãy ghi số văn bản giao quyền hoặc lý do.")))
    if rule.needs_end and new.valid_to is None:
        said = _("«%(capacity)s» phải có thời hạn: hãy ghi ngày kết thúc (%(basis)s).")
        found.append(("valid_to", said % words))
    return found


def _by_post(new: Delegating, rule: DelegationRule, day: date) -> Refusals:
    words = {"capacity": Capacity(new.capacity).label, "basis": rule.legal_basis, "officer": new.to.full_name}
    if rule.from_kind and not _posts(new.grant.officer, rule.from_kind, day):
        said = _("Chỉ «%(kind)s» mới giao được với tư cách «%(capacity)s» (%(basis)s).")
        return [("capacity", said % (words | {"kind": PostKind(rule.from_kind).label}))]
    if not (rule.to_kind or rule.to_place) or _eligible_post(new, rule, day) is not None:
        return []
    asked = [
        *([PostKind(rule.to_kind).label] if rule.to_kind else []),
        *([DelegatePlace(rule.to_place).label] if rule.to_place else []),
    ]
    said = _("%(officer)s không nhận được với tư cách «%(capacity)s»: người nhận phải là: %(asked)s (%(basis)s).")
    return [("to", said % (words | {"asked": "; ".join(str(label).lower() for label in asked)}))]


def _beyond_role(new: Delegating) -> Refusals:
    found: Refusals = []
    if new.role.ended_at is not None:
        said = _("Vai trò «%(role)s» đã thôi dùng; hãy chọn vai trò khác.")
        found.append(("role", said % {"role": new.role.name}))
    if new.narrowed_to is not None and new.narrowed_to & ~new.role.mask:
        said = _("Vai trò «%(role)s» không có quyền %(permissions)s; hãy bỏ chọn.")
        words = {"role": new.role.name, "permissions": permissions_text(new.narrowed_to & ~new.role.mask)}
        found.append(("permissions", said % words))
    if not new.mask:
        found.append(("permissions", _("Chưa chọn quyền nào để ủy quyền.")))
    excess = new.mask & ~new.grant.effective_mask
    if excess:
        said = _("Bạn không giữ quyền %(permissions)s nên không ủy quyền được; hãy bỏ chọn.")
        found.append(("permissions", said % {"permissions": permissions_text(excess)}))
    return found


def _beyond_scope(new: Delegating, *, at: datetime) -> Refusals:
    found = unit_refusals(new.unit, at=at)
    held = worth_of(new.grant)
    above = new.grant.effective_unit
    places = {unit.pk: Place(unit.first, unit.last, ()) for unit in (new.unit, above) if unit is not None}
    asked = Decided(new.unit.pk, new.covers_branch, at, FOREVER, new.clearance, new.mask)
    common = effective(asked, held, places)
    words = {"unit": new.unit.name, "held": scope_text(above, branch=held.branch)}
    if common.unit != new.unit.pk:
        said = _("%(unit)s nằm ngoài phạm vi bạn giữ: %(held)s.")
        found.append(("unit", said % words))
    elif common.branch != new.covers_branch:
        said = _("Bạn chỉ giữ quyền tại %(held)s, không ở các đơn vị cấp dưới; hãy bỏ chọn cả nhánh.")
        found.append(("covers_branch", said % words))
    if new.clearance not in CLEARANCES or new.clearance > held.clearance:
        said = _("Bạn chỉ được xem đến mức «%(clearance)s»; không ủy quyền mức cao hơn.")
        found.append(("clearance", said % {"clearance": Access(held.clearance).label}))
    return found


def _beyond_period(new: Delegating, *, at: datetime) -> Refusals:
    found = period_refusals(new.valid_from, new.valid_to, at=at)
    held = worth_of(new.grant)
    if max(new.valid_from, at) >= held.ends:
        said = _("Quyền của bạn hết hiệu lực lúc %(ends)s, trước khi ủy quyền bắt đầu.")
        found.append(("valid_from", said % {"ends": moment_text(held.ends)}))
    elif new.valid_to is not None and new.valid_to > held.ends:
        said = _("Quyền của bạn hết hiệu lực lúc %(ends)s; thời hạn ủy quyền không được dài hơn.")
        found.append(("valid_to", said % {"ends": moment_text(held.ends)}))
    return found


def _already_passed_on(new: Delegating, *, at: datetime) -> Refusals:
    known = Grant.objects.filter(
        parent=new.grant,
        officer=new.to,
        role=new.role,
        narrowed_to=new.narrowed_to,
        unit=new.unit,
        covers_branch=new.covers_branch,
        clearance=new.clearance,
        capacity=new.capacity,
        effective_from__lte=max(new.valid_from, at),
        effective_to__gt=at,
        effective_to__gte=min(new.valid_to or FOREVER, new.grant.effective_to),
    ).first()
    if known is None:
        return []
    said = _("%(officer)s đã được ủy quyền đúng như vậy đến %(ends)s; không cần ủy quyền lần nữa.")
    return [("to", said % {"officer": new.to.full_name, "ends": moment_text(known.effective_to)})]
