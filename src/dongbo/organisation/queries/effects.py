"""What a change of rights would do before it is made: what is lost with a grant, what is gained by one."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from dongbo.engines.authority import Authority, Decided, Scope, Stretch, effective
from dongbo.engines.intervals import intervals_of
from dongbo.engines.unit_tree import Place
from dongbo.ledger.states import Authorship
from dongbo.organisation.models import Grant, Officer, Unit
from dongbo.organisation.models.authority import FOREVER
from dongbo.organisation.queries.chains import chains_beneath
from dongbo.organisation.queries.explaining.reverse import living_grants, who_can
from dongbo.organisation.rules import Acting, NotAllowed, authority_of
from dongbo.organisation.rules.authority import numbered
from dongbo.organisation.rules.delegation import Delegating, delegation_refusals, require_holder
from dongbo.organisation.rules.giving import Giving, giving_refusals, require_giver
from dongbo.organisation.rules.separation import separations_on
from dongbo.organisation.rules.worth import worth_of
from dongbo.organisation.states import Access, Permission, permissions_in

PROPOSED = -1
"""The key of a grant that is not written yet."""


@dataclass(frozen=True, slots=True)
class Records:
    """The records a permission is about, the way from one to its unit, and its field that says how open it is."""

    rows: QuerySet[Any]
    unit: str = "unit"
    access: str = "access"


@dataclass(frozen=True, slots=True)
class Difference:
    """One permission before and after: at how many living units, of these cleared for what is restricted at how many,
    and over how many records where those were asked for."""

    permission: Permission
    before: Scope
    after: Scope
    units_before: int
    units_after: int
    restricted_before: int
    restricted_after: int
    records_before: int | None = None
    records_after: int | None = None


@dataclass(frozen=True, slots=True)
class Loss:
    """What an officer would lose in one capacity: his own where `principal` is None, else acting for him."""

    officer: Officer
    principal: Officer | None
    grants: tuple[Grant, ...]
    differences: tuple[Difference, ...]


@dataclass(frozen=True, slots=True)
class Effect:
    """What a grant or a delegation would do if it were made now.

    `breaks` are the rules it breaks, in sentences: with any it will be refused. `cautions` are allowed, but must be
    known. `confirmers` are the officers who may confirm the alarm it raises.
    """

    gains: tuple[Difference, ...]
    breaks: tuple[str, ...]
    cautions: tuple[str, ...]
    confirmers: QuerySet[Officer]


def losses(grant: Grant, *, at: datetime, records: Mapping[Permission, Records] | None = None) -> tuple[Loss, ...]:
    """Return what everyone would lose if `grant` were revoked at `at`: its officer, and all who hold by it.

    Where another grant gives him the same, nothing is lost: there are no differences then.
    """
    ending = living_grants(at).filter(pk__in=chains_beneath([grant.pk]).values("pk"))
    held: dict[tuple[int, int], list[Grant]] = {}
    for one in ending.select_related("officer", "parent__officer", "role", "unit").order_by("pk"):
        held.setdefault((one.officer_id, one.parent.officer_id if one.parent else 0), []).append(one)
    living = _living_numbers() if held else []
    found = []
    for grants in held.values():
        principal = grants[0].parent.officer if grants[0].parent else None
        before = authority_of(Acting(grants[0].officer, principal), at=at)
        keys = {one.pk for one in grants}
        after = _with_stretches(before, [stretch for stretch in before.stretches if stretch.grant not in keys])
        mask = _carried(before)
        differences = _differences(mask, before, after, living, records or {})
        found.append(Loss(grants[0].officer, principal, tuple(grants), differences))
    return tuple(found)


def what_if(
    new: Giving | Delegating, *, by: Acting, at: datetime, records: Mapping[Permission, Records] | None = None
) -> Effect:
    """Return what `new` would do if `by` gave or passed it on at `at`: gains, broken rules, cautions, alarm."""
    officer, principal = (new.to, new.grant.officer) if isinstance(new, Delegating) else (new.officer, None)
    begins = max(new.valid_from, at)
    before = authority_of(Acting(officer, principal), at=begins)
    stretch = _stretch(new, at=begins)
    after = _with_stretches(before, [*before.stretches, *([stretch] if stretch is not None else [])])
    mask = stretch.mask if stretch is not None else 0
    confirmers = Officer.objects.filter(
        pk__in=who_can(Permission.ALARM_CONFIRM, unit=new.unit, at=at).order_by().values("officer")
    ).exclude(pk__in=[officer.pk, *by.persons])
    return Effect(
        gains=_differences(mask, before, after, _living_numbers(), records or {}),
        breaks=tuple(_broken(new, by=by, at=at)),
        cautions=tuple(_cautions(officer, mask, confirmers, at=at)),
        confirmers=confirmers,
    )


def _stretch(new: Giving | Delegating, *, at: datetime) -> Stretch | None:
    """Return the stretch the new grant would compile to at `at`, or None where it would give nothing then."""
    grant, mask = (new.grant, new.mask) if isinstance(new, Delegating) else (None, new.role.mask)
    asked = Decided(new.unit.pk, new.covers_branch, at, new.valid_to or FOREVER, new.clearance, mask)
    units = {unit.pk: unit for unit in (new.unit, grant.effective_unit if grant else None) if unit is not None}
    places = {key: Place(unit.first, unit.last, ()) for key, unit in units.items()}
    worth = effective(asked, worth_of(grant) if grant else None, places)
    if worth.unit is None or not worth.holds(at):
        return None
    unit = units[worth.unit]
    last = unit.last if worth.branch else unit.first
    return Stretch(PROPOSED, unit.first, last, intervals_of(unit.reach), worth.mask, worth.clearance)


def _broken(new: Giving | Delegating, *, by: Acting, at: datetime) -> Iterable[str]:
    try:
        _authorship(new, by=by, at=at)
    except NotAllowed as refusal:
        yield str(refusal)
    refusals = delegation_refusals(new, at=at) if isinstance(new, Delegating) else giving_refusals(new, by=by, at=at)
    yield from (sentence for _field, sentence in refusals)


def _authorship(new: Giving | Delegating, *, by: Acting, at: datetime) -> Authorship:
    if isinstance(new, Delegating):
        return require_holder(new.grant, by=by, at=at)
    return require_giver(new, by=by, at=at)


def _cautions(officer: Officer, mask: int, confirmers: QuerySet[Officer], *, at: datetime) -> Iterable[str]:
    """Duties kept apart that one person would hold together, and an alarm that nobody could confirm."""
    held = mask | _carried(authority_of(Acting(officer), at=at))
    for rule in separations_on(at):
        first, second = Permission(rule.first), Permission(rule.second)
        if held & first.bit and held & second.bit and mask & (first.bit | second.bit):
            said = _(
                "%(officer)s sẽ cùng giữ «%(first)s» và «%(second)s»: trên một hồ sơ chỉ được làm một trong hai "
                "(%(basis)s)."
            )
            words = {"first": first.label, "second": second.label, "basis": rule.legal_basis}
            yield said % (words | {"officer": officer.full_name})
    if not confirmers.exists():
        yield _("Chưa có người khác xác nhận được cảnh báo thay đổi quyền này; hãy giao việc đó trước.")


def _differences(
    mask: int, before: Authority, after: Authority, living: Sequence[int], records: Mapping[Permission, Records]
) -> tuple[Difference, ...]:
    found = []
    for permission in permissions_in(mask):
        old, new = before.scope(permission.bit), after.scope(permission.bit)
        if old.levels == new.levels:
            continue
        about = records.get(permission)
        found.append(
            Difference(
                permission=permission,
                before=old,
                after=new,
                units_before=_counted(old, Access.UNIT, living),
                units_after=_counted(new, Access.UNIT, living),
                restricted_before=_counted(old, Access.RESTRICTED, living),
                restricted_after=_counted(new, Access.RESTRICTED, living),
                records_before=None if about is None else about.rows.filter(_inside(old, about)).count(),
                records_after=None if about is None else about.rows.filter(_inside(new, about)).count(),
            )
        )
    return tuple(found)


def _inside(scope: Scope, about: Records) -> Q:
    number = f"{about.unit}__first"
    if not about.access:
        return numbered(scope.levels[Access.UNIT], number)
    found = Q(pk__in=[])
    for access in Access:
        found |= Q(**{about.access: access}) & numbered(scope.levels[access], number)
    return found


def _counted(scope: Scope, access: Access, living: Sequence[int]) -> int:
    return sum(bisect_right(living, last) - bisect_left(living, first) for first, last in scope.levels[access])


def _living_numbers() -> list[int]:
    return list(Unit.objects.filter(is_living=True).order_by("first").values_list("first", flat=True))


def _with_stretches(authority: Authority, stretches: Sequence[Stretch]) -> Authority:
    return Authority(tuple(stretches), since=authority.since, until=authority.until, highest=authority.highest)


def _carried(authority: Authority) -> int:
    mask = 0
    for stretch in authority.stretches:
        mask |= stretch.mask
    return mask
