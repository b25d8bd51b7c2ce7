"""What the rows of a workbook are checked against."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date, datetime
from itertools import chain, islice
from typing import Any, TypeVar

from django.db.models import Q
from django.utils import timezone, translation

from dongbo.engines.organisation_sheets.officers_known import KnownOfficer, KnownPost, OfficersKnown, Stretch
from dongbo.engines.organisation_sheets.units import KnownUnit, UnitsKnown
from dongbo.engines.vietnamese import toneless
from dongbo.organisation.models import Grant, Officer, Post, Role, Unit, UnitName, UnitPlace
from dongbo.organisation.queries.officers import officers_within
from dongbo.organisation.rules import Acting, authority_of
from dongbo.organisation.states import Access, Level, Permission, PostKind

AT_ONCE = 5_000
"""How many keys one query asks for: SQLite bounds them."""

Key = TypeVar("Key", int, str)


def _some(keys: Iterable[Key]) -> Iterator[list[Key]]:
    waiting = iter(keys)
    while some := list(islice(waiting, AT_ONCE)):
        yield some


def officers_known(usernames: Iterable[str], codes: Iterable[str], *, by: Acting, at: datetime) -> OfficersKnown:
    """Return what rows about officers with `usernames` at units with `codes` are checked against at `at`."""
    wanted = sorted(set(usernames))
    stretches = _stretches()
    units = {stretch.unit for code in set(codes) for stretch in stretches.get(code, ())}
    officers = _officers(wanted, by=by, at=at)
    numbers = dict(Unit.objects.values_list("pk", "first"))
    return OfficersKnown(
        today=timezone.localdate(at),
        codes=stretches,
        days=_days(),
        officers=officers,
        posts=list(_posts([officer.key for officer in officers.values()], units)),
        roles=_roles(at),
        held=_held([officer.key for officer in officers.values()], at),
        senders=frozenset(officer.username for officer in (by.officer, by.principal) if officer is not None),
        may_enrol=_may(by, Permission.OFFICER_ENROL, numbers, at),
        may_give=_may_give(by, at),
    )


def _may(by: Acting, permission: Permission, numbers: dict[int, int], at: datetime) -> Callable[[int], bool]:
    """The decision of `may`, asked of many units at once."""
    scope = authority_of(by, at=at).scope(permission.bit)
    return lambda unit: scope.covers(numbers[unit], Access.UNIT)


def _may_give(by: Acting, at: datetime) -> Callable[[int, bool], bool]:
    """The decision of `require_giver` on grants of the lowest clearance, asked of many units at once."""
    stretches = [one for one in authority_of(by, at=at).stretches if one.mask & Permission.GRANT_GIVE.bit]
    whole = set(
        Grant.objects.filter(pk__in=[one.grant for one in stretches], effective_branch=True).values_list(
            "pk", flat=True
        )
    )
    numbers = {key: (first, last) for key, first, last in Unit.objects.values_list("pk", "first", "last")}

    def may_give(unit: int, branch: bool) -> bool:
        first, last = numbers[unit]
        return any(
            one.first <= first <= one.last and (not branch or (one.grant in whole and last <= one.last))
            for one in stretches
            if one.clearance >= Access.UNIT
        )

    return may_give


def _stretches() -> dict[str, list[Stretch]]:
    found: dict[str, list[Stretch]] = {}
    names = UnitName.objects.order_by("valid_from").values_list("code", "unit_id", "valid_from", "valid_to")
    ends = {unit: days[1] for unit, days in _days().items()}
    for code, unit, begins, until in names:
        last = min((day for day in (until, ends.get(unit)) if day is not None), default=None)
        if last is None or begins < last:
            found.setdefault(code, []).append(Stretch(unit, begins, last))
    return found


def _days() -> dict[int, tuple[date, date | None]]:
    found: dict[int, tuple[date, date | None]] = {}
    rows = UnitPlace.objects.order_by("unit_id", "valid_from").values_list("unit_id", "valid_from", "valid_to")
    for unit, begins, ends in rows:
        found[unit] = (found[unit][0] if unit in found else begins, ends)
    return found


def _officers(usernames: list[str], *, by: Acting, at: datetime) -> dict[str, KnownOfficer]:
    managed = officers_within(by, Permission.OFFICER_ENROL, at=at)
    found: dict[str, KnownOfficer] = {}
    for some in _some(usernames):
        there = Officer.objects.filter(username__in=some)
        allowed = set(there.filter(managed).values_list("pk", flat=True))
        for officer in there.only("username", "full_name", "rank", "email", "is_active"):
            found[officer.username] = KnownOfficer(
                key=officer.pk,
                full_name=officer.full_name,
                rank=officer.rank,
                email=officer.email,
                in_service=officer.is_active,
                managed=officer.pk in allowed,
            )
    return found


def _posts(officers: Iterable[int], units: Iterable[int]) -> Iterator[KnownPost]:
    """The posts of the officers, and the heads of the units."""
    fields = ("pk", "officer__username", "unit_id", "title", "kind", "is_main", "valid_from", "valid_to")
    found: dict[int, tuple[Any, ...]] = {}
    asked = chain(
        (Q(officer__in=some) for some in _some(sorted(officers))),
        (Q(unit__in=some, kind=PostKind.HEAD) for some in _some(sorted(units))),
    )
    for some in asked:
        for row in Post.objects.filter(some).values_list(*fields, "decision_number", "decision_on"):
            found[row[0]] = row
    return (KnownPost(*row) for row in found.values())


def _roles(at: datetime) -> dict[str, str]:
    found = {}
    for code, name in Role.objects.filter(Q(ended_at__isnull=True) | Q(ended_at__gt=at)).values_list("code", "name"):
        found[code] = found[toneless(name)] = code
    return found


def _held(officers: Iterable[int], at: datetime) -> frozenset[tuple[str, int, str]]:
    live = Grant.objects.filter(
        Q(valid_to__isnull=True) | Q(valid_to__gt=at), revoked_at__isnull=True, parent__isnull=True
    )
    return frozenset(
        row
        for some in _some(sorted(officers))
        for row in live.filter(officer__in=some).values_list("officer__username", "unit_id", "role__code")
    )


def units_known(*, day: date, by: Acting, at: datetime) -> UnitsKnown:
    """Return the tree of `day` that rows of units are checked against."""
    names = {row[0]: row[1:] for row in _of_day(UnitName, day, "code", "name", "short_name", "level")}
    places = {row[0]: row[1:] for row in _of_day(UnitPlace, day, "parent_id")}
    found = {}
    known = Unit.objects.values_list("pk", "founded_on", "postal_address", "email", "telephone", "website")
    for key, founded_on, postal_address, email, telephone, website in known:
        if key not in places or key not in names:
            continue
        code, name, short_name, level, name_ends = names[key]
        parent, place_ends = places[key]
        found[code] = KnownUnit(
            key=key,
            code=code,
            name=name,
            short_name=short_name,
            level=level,
            parent=parent,
            founded_on=founded_on,
            postal_address=postal_address,
            email=email,
            telephone=telephone,
            website=website,
            name_is_last=name_ends is None,
            place_is_last=place_ends is None,
        )
    ended = UnitName.objects.filter(valid_to__lte=day).order_by("valid_to").values_list("code", "valid_to")
    freed = {code: until for code, until in ended if until is not None}
    numbers = dict(Unit.objects.values_list("pk", "first"))
    return UnitsKnown(
        day=day,
        units=found,
        taken=frozenset(UnitName.objects.filter(valid_from__gt=day).values_list("code", flat=True)),
        freed=freed,
        levels=_levels(),
        may_reorganise=_may(by, Permission.UNIT_REORGANISE, numbers, at),
    )


def _of_day(model: type[UnitName] | type[UnitPlace], day: date, *fields: str) -> Any:
    held = model._default_manager.filter(Q(valid_to__isnull=True) | Q(valid_to__gt=day), valid_from__lte=day)
    return held.values_list("unit_id", *fields, "valid_to")


def _levels() -> dict[str, str]:
    """The level by its code, and by its name in either language."""
    found = {level.value: level.value for level in Level}
    for language in ("en", "vi"):
        with translation.override(language):
            found |= {toneless(str(level.label)): level.value for level in Level}
    return found
