"""Working out what founding, renaming, moving, merging, splitting and dissolving would change."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from django.utils.translation import gettext as _

from dongbo.organisation.models import Unit, UnitName
from dongbo.organisation.queries.units.hindrances import Hindrances, described, written
from dongbo.organisation.queries.units.outlook import Outlook
from dongbo.organisation.queries.units.plans import Destination, Inheritance, Move, Naming, NewUnit, Plan
from dongbo.organisation.states import Level, UnitActKind


def plan_founding(new: NewUnit, *, day: date) -> Plan:
    """Return what founding `new` beneath its parent on `day` would change."""
    found = Hindrances(Outlook(day))
    new = _read(new, found, freed=())
    return Plan(UnitActKind.FOUND, found.outlook, founded=(new,), hindrances=found.said, warnings=found.warnings)


def plan_renaming(
    unit: Unit,
    *,
    day: date,
    name: str | None = None,
    short_name: str | None = None,
    code: str | None = None,
    level: Level | None = None,
) -> Plan:
    """Return what naming `unit` anew from `day` would change; what is None stays as it is on that day."""
    found = Hindrances(Outlook(day))
    stay = found.about_presence(unit)
    names = list(unit.names.order_by("valid_from").select_related("act"))
    held = [one for one in names if one.valid_from <= day and (one.valid_to is None or day < one.valid_to)]
    if stay is None or not held:
        return Plan(UnitActKind.RENAME, found.outlook, hindrances=found.said)
    before = held[0]
    after = Naming(
        name=before.name if name is None else " ".join(name.split()),
        short_name=before.short_name if short_name is None else " ".join(short_name.split()),
        code=before.code,
        level=Level(before.level) if level is None else level,
    )
    found.about_name(after.name, after.short_name)
    read = found.about_code(code, of=after.name) if code is not None else None
    if read is not None:
        after = replace(after, code=read.code, legacy_code=read.legacy)
    if after.code != before.code and read is not None:
        found.about_free_code(after.code, until=before.valid_to, besides=(unit.pk,))
        if stay.parent is not None:
            found.about_place_of_code(read, stay.parent)
    _about_later_name(before, after, [one for one in names if one.valid_from > day], found)
    return Plan(
        UnitActKind.RENAME,
        found.outlook,
        renamed=((unit, after),),
        hindrances=found.said,
        warnings=found.warnings,
    )


def plan_move(unit: Unit, parent: Unit, *, day: date) -> Plan:
    """Return what moving `unit` under `parent` on `day` would change."""
    found = Hindrances(Outlook(day))
    stay = found.about_presence(unit)
    if stay is None:
        return Plan(UnitActKind.MOVE, found.outlook, hindrances=found.said)
    if stay.parent is None:
        found.about_root(unit)
    elif stay.parent == parent.pk:
        found.add(_("«%(unit)s» đã ở dưới «%(parent)s».") % {"unit": unit.name, "parent": parent.name})
    else:
        found.about_parent(parent, until=stay.ends)
        found.about_later_moves([stay])
        found.about_cycle({unit.pk: parent.pk}, ())
    moves = (Move(stay, parent),)
    return Plan(UnitActKind.MOVE, found.outlook, moves=moves, hindrances=found.said, warnings=found.warnings)


def plan_merger(
    predecessors: Sequence[Unit], successor: Destination, *, day: date, ending_too: Sequence[Unit] = ()
) -> Plan:
    """Return what merging `predecessors` into `successor` on `day` would change.

    What stands beneath a predecessor comes to stand under the successor, except `ending_too`: these units of their
    branches end with them, into the same successor.
    """
    found = Hindrances(Outlook(day))
    if not predecessors:
        found.add(_("Hãy chọn ít nhất một đơn vị kết thúc khi hợp nhất, sáp nhập."))
    if isinstance(successor, NewUnit) and len(predecessors) == 1:
        found.add(_("Hợp nhất thành đơn vị mới cần ít nhất hai đơn vị; nếu chỉ đổi tên hoặc mã, hãy dùng «Đổi tên»."))
    branches = {key for predecessor in predecessors for key in found.outlook.branch(predecessor.pk)}
    for unit in ending_too:
        if unit.pk not in branches:
            found.add(
                _("«%(unit)s» không thuộc các đơn vị được hợp nhất vào ngày %(day)s nên không kết thúc theo được.")
                % {"unit": unit.name, "day": written(day)}
            )
    ended = (*predecessors, *ending_too)
    if isinstance(successor, NewUnit):
        successor = _read(_placed(successor, predecessors, found.outlook), found, freed={unit.pk for unit in ended})
    inheritances = tuple(Inheritance(unit, successor, is_heir=True) for unit in ended)
    return _taken_over(UnitActKind.MERGE, inheritances, {}, found)


def plan_dissolution(units: Sequence[Unit], *, day: date, heir: Unit | None = None) -> Plan:
    """Return what dissolving `units` on `day` would change: what stands beneath them, and their records, go to `heir`.

    Without one they go to the unit above on that day, or to the nearest above that does not end as well.
    """
    found = Hindrances(Outlook(day))
    if not units:
        found.add(_("Hãy chọn ít nhất một đơn vị để giải thể."))
    going = {unit.pk for unit in units}
    above = {unit.pk: _above(unit.pk, going, found.outlook) for unit in units}
    known = Unit.objects.in_bulk({key for key in above.values() if key is not None})
    inheritances = []
    for unit in units:
        key = above[unit.pk]
        taker = heir if heir is not None else known[key] if key is not None else None
        if taker is not None:
            inheritances.append(Inheritance(unit, taker, is_heir=True))
        elif found.about_presence(unit) is not None:
            found.about_root(unit)
    return _taken_over(UnitActKind.DISSOLVE, tuple(inheritances), {}, found)


def plan_split(
    unit: Unit,
    parts: Sequence[Destination],
    *,
    day: date,
    heir_code: str = "",
    keep: bool = False,
    children: Mapping[str, Sequence[Unit]] | None = None,
) -> Plan:
    """Return what splitting `unit` into `parts` on `day` would change.

    Without `keep` the unit ends, and its records go to the part with `heir_code`, the first part where none is named.
    `children` says by a part's code which of the units beneath come to stand under it; the others stay with the unit
    that lives on, or go to the heir.
    """
    found = Hindrances(Outlook(day))
    found.about_presence(unit)
    freed = () if keep else (unit.pk,)
    takers = [
        _read(_placed(part, [unit], found.outlook), found, freed=freed) if isinstance(part, NewUnit) else part
        for part in parts
    ]
    named = {given.code: taker for given, taker in zip(parts, takers, strict=True)} | {one.code: one for one in takers}
    if len(takers) < (1 if keep else 2):
        found.add(_("Chia đơn vị cần ít nhất hai phần, tách cần ít nhất một phần; hãy thêm phần còn thiếu."))
    heir = named.get(heir_code) if heir_code else next(iter(takers), None)
    if heir is None and not keep:
        found.add(_("Không phần nào có mã %(code)s để kế thừa hồ sơ.") % {"code": heir_code})
    inheritances = tuple(Inheritance(unit, one, is_heir=not keep and one is heir) for one in takers)
    placed: dict[int, Destination] = {}
    for code, those in (children or {}).items():
        for child in those:
            _give_child(child, code, unit, named, placed, found)
    return _taken_over(UnitActKind.SPLIT, inheritances, placed, found)


def _give_child(
    child: Unit,
    code: str,
    unit: Unit,
    named: Mapping[str, Destination],
    placed: dict[int, Destination],
    found: Hindrances,
) -> None:
    stay = found.outlook.stay(child.pk)
    if code not in named:
        found.add(_("Không phần nào có mã %(code)s để nhận «%(unit)s».") % {"code": code, "unit": child.name})
    elif stay is None or stay.parent != unit.pk:
        found.add(
            _("«%(child)s» không trực thuộc «%(unit)s» vào ngày %(day)s.")
            % {"child": child.name, "unit": unit.name, "day": written(found.day)}
        )
    elif child.pk in placed:
        found.add(_("«%(unit)s» được giao cho hai phần.") % {"unit": child.name})
    else:
        placed[child.pk] = named[code]


def _taken_over(
    kind: UnitActKind, inheritances: tuple[Inheritance, ...], placed: Mapping[int, Destination], found: Hindrances
) -> Plan:
    """Return the plan of an act by which units take over from others, and what stands beneath these moves."""
    outlook = found.outlook
    heirs = {one.predecessor.pk: one.successor for one in inheritances if one.is_heir}
    found.about_ending([one.predecessor for one in inheritances if one.is_heir])
    moves = _moves(heirs, placed, outlook)
    takers = {id(one.successor): one.successor for one in inheritances} | {id(move.to): move.to for move in moves}
    founded = tuple(one for one in takers.values() if isinstance(one, NewUnit))
    for taker in takers.values():
        if isinstance(taker, Unit):
            found.about_successor(taker, heirs, takes_units=any(move.to is taker for move in moves))
    found.about_repeated([new.code for new in founded])
    found.about_later_moves([move.stay for move in moves])
    found.about_cycle({move.stay.unit: _anchor(move.to) for move in moves}, heirs)
    return Plan(kind, outlook, founded, (), inheritances, moves, found.said, found.warnings)


def _moves(heirs: Mapping[int, Destination], placed: Mapping[int, Destination], outlook: Outlook) -> tuple[Move, ...]:
    """Return where everything beneath the ending units goes, and what was `placed` by name."""
    found = []
    for unit, heir in heirs.items():
        for stay in outlook.children(unit):
            if stay.unit in heirs or stay.unit in placed:
                continue
            to = heir
            if isinstance(heir, Unit) and stay.unit in outlook.path(heir.pk):
                key = _above(unit, heirs, outlook)
                to = Unit.objects.get(pk=key) if key is not None else heir
            found.append(Move(stay, to))
    for child, to in placed.items():
        stay_of_child = outlook.stay(child)
        if stay_of_child is not None:
            found.append(Move(stay_of_child, to))
    return tuple(found)


def _above(unit: int, ended: Mapping[int, Destination] | set[int], outlook: Outlook) -> int | None:
    """Return the nearest unit above `unit` on the day that does not end as well."""
    return next((key for key in outlook.path(unit)[1:] if key not in ended), None)


def _anchor(to: Destination) -> int | None:
    """Return the unit there is already that `to` is, or will stand under."""
    if isinstance(to, Unit):
        return to.pk
    return to.parent.pk if to.parent is not None else None


def _placed(new: NewUnit, predecessors: Sequence[Unit], outlook: Outlook) -> NewUnit:
    """Return `new` with the unit it shall stand under: the one given, or the one above its first predecessor."""
    if new.parent is not None or not predecessors:
        return new
    key = _above(predecessors[0].pk, {unit.pk for unit in predecessors}, outlook)
    return replace(new, parent=Unit.objects.get(pk=key) if key is not None else None)


def _read(new: NewUnit, found: Hindrances, *, freed: set[int] | tuple[int, ...]) -> NewUnit:
    """Return `new` with its code in the present form; say what hinders founding it, `freed` units having ended."""
    new = replace(new, name=" ".join(new.name.split()), short_name=" ".join(new.short_name.split()))
    found.about_name(new.name, new.short_name)
    code = found.about_code(new.code, of=new.name)
    if code is not None:
        new = replace(new, code=code.code, legacy_code=code.legacy)
        found.about_free_code(code.code, until=None, besides=freed)
    if new.parent is None or new.parent.pk in freed:
        found.add(_("Hãy chọn đơn vị cấp trên còn tồn tại cho «%(unit)s».") % {"unit": new.name})
    else:
        found.about_parent(new.parent, until=None)
        if code is not None:
            found.about_place_of_code(code, new.parent.pk)
    return new


def _about_later_name(before: UnitName, after: Naming, later: Sequence[UnitName], found: Hindrances) -> None:
    """Say so where a later act left standing what this one would change: it took the old for granted."""
    changed = [one for one in ("name", "short_name", "code", "level") if getattr(after, one) != getattr(before, one)]
    if not changed:
        found.add(_("Tên, mã và cấp của «%(unit)s» không có gì đổi.") % {"unit": before.name})
    if later and any(getattr(later[0], one) == getattr(before, one) for one in changed):
        found.add(
            _(
                "Về «%(unit)s» đã ghi quyết định có hiệu lực sau đó: %(act)s, giữ nguyên điều đang đổi; hãy chọn ngày "
                "từ đó trở đi."
            )
            % {"unit": before.name, "act": described(later[0].act)}
        )
