"""Writing the good rows of a workbook of units, set by set: the history first, then today's tree follows it."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from dongbo.engines.organisation_sheets.units import CONTACT, NAMING, UnitRow, UnitsKnown, UnitsPlan, moved_to
from dongbo.organisation.models import Unit, UnitAct, UnitName, UnitPlace
from dongbo.organisation.operations.intake.officers import BATCH, runs
from dongbo.organisation.operations.intake.planning import Progress
from dongbo.organisation.operations.units.following import settle_tree
from dongbo.organisation.operations.units.placing import search_key
from dongbo.organisation.rules import Acting
from dongbo.organisation.states import Decision, UnitActKind


class _Acts:
    """The acts of one decision: one for every kind and day, written when first needed."""

    def __init__(self, decision: Decision, *, by: Acting, at: datetime) -> None:
        self._decision, self._by, self._at = decision, by, at
        self._known: dict[tuple[UnitActKind, date], UnitAct] = {}

    def act(self, kind: UnitActKind, day: date) -> UnitAct:
        """Return the act of `kind` that takes effect on `day`."""
        if (kind, day) not in self._known:
            self._known[kind, day] = UnitAct.objects.create(
                kind=kind,
                effective_on=day,
                decision_number=self._decision.number.strip(),
                decision_on=self._decision.on,
                decision_issuer=self._decision.issuer.strip(),
                recorded_at=self._at,
                recorded_by=self._by.officer,
            )
        return self._known[kind, day]

    @property
    def keys(self) -> list[int]:
        """The keys of the acts written."""
        return [act.pk for act in self._known.values()]


def apply_units(
    plan: UnitsPlan, known: UnitsKnown, *, decision: Decision, by: Acting, at: datetime, progress: Progress
) -> dict[str, list[list[int]]]:
    """This will found, rename and move units by one decision on the day of the tree they were checked against, and
    write what the address book says of them; return the keys written, as runs."""
    total = len(plan.rows)
    acts = _Acts(decision, by=by, at=at)
    bearing = known.bearing(plan.rows)
    founded = _found(plan.founded, known, bearing, acts)
    progress(total // 3, total)
    keys = bearing | {code: unit.pk for code, unit in founded.items()}
    renamed = [row for row in plan.rows if row.unit is not None and _is_renamed(row)]
    _rename(renamed, known.day, acts)
    moved = [row for row in plan.rows if moved_to(row, bearing)]
    _move(moved, keys, known.day, acts)
    corrected = _correct_contacts(plan.rows)
    progress(2 * total // 3, total)
    settle_tree(made_by=by, at=at)
    progress(total, total)
    return {
        "founded": runs(unit.pk for unit in founded.values()),
        "renamed": runs(row.unit.key for row in renamed if row.unit is not None),
        "moved": runs(row.unit.key for row in moved if row.unit is not None),
        "corrected": runs(corrected),
        "acts": runs(acts.keys),
    }


def _is_renamed(row: UnitRow) -> bool:
    return any(getattr(row.unit, key) != value for key, value in row.naming().items())


def _found(rows: Sequence[UnitRow], known: UnitsKnown, bearing: Mapping[str, int], acts: _Acts) -> dict[str, Unit]:
    """Write the new units, level by level from above, with their first names and places.

    None counts as living yet: today's tree says so when it follows, after codes that change hands have done so.
    """
    written: dict[str, Unit] = {}
    waiting = list(rows)
    while waiting:
        layer = [row for row in waiting if row.parent in written or row.parent in bearing]
        units = [_new_unit(row, written, bearing, known.day) for row in layer]
        Unit.objects.bulk_create(units, batch_size=BATCH)
        written |= {unit.code: unit for unit in units}
        waiting = [row for row in waiting if row.code.code not in written]
    _write_history(rows, written, known.day, acts)
    return written


def _new_unit(row: UnitRow, written: Mapping[str, Unit], bearing: Mapping[str, int], day: date) -> Unit:
    naming = row.naming()
    return Unit(
        **naming,
        **row.contact(),
        legacy_code=row.code.legacy,
        parent_id=written[row.parent].pk if row.parent in written else bearing[row.parent],
        founded_on=row.founded_on(day),
        is_living=False,
        search_key=search_key(name=naming["name"], short_name=naming["short_name"], code=naming["code"]),
    )


def _write_history(rows: Sequence[UnitRow], written: Mapping[str, Unit], day: date, acts: _Acts) -> None:
    names, places = [], []
    for row in rows:
        unit = written[row.code.code]
        begins = row.founded_on(day)
        act = acts.act(UnitActKind.FOUND, begins)
        names.append(UnitName(unit=unit, valid_from=begins, act=act, **row.naming()))
        places.append(UnitPlace(unit=unit, parent_id=unit.parent_id, valid_from=begins, act=act))
    UnitName.objects.bulk_create(names, batch_size=BATCH)
    UnitPlace.objects.bulk_create(places, batch_size=BATCH)


def _rename(rows: Sequence[UnitRow], day: date, acts: _Acts) -> None:
    """End the name a unit bears on `day` and begin the new one; a name that began that very day is written over."""
    if not rows:
        return
    act = acts.act(UnitActKind.RENAME, day)
    by_unit = {row.unit.key: row for row in rows if row.unit is not None}
    borne = UnitName.objects.filter(unit__in=by_unit, valid_to__isnull=True)
    same_day = list(borne.filter(valid_from=day))
    for name in same_day:
        for key, value in by_unit[name.unit_id].naming().items():
            setattr(name, key, value)
        name.act = act
    UnitName.objects.bulk_update(same_day, [*NAMING, "act"], batch_size=BATCH)
    over = {name.unit_id for name in same_day}
    borne.filter(valid_from__lt=day).update(valid_to=day)
    UnitName.objects.bulk_create(
        [
            UnitName(unit_id=key, valid_from=day, act=act, **row.naming())
            for key, row in by_unit.items()
            if key not in over
        ],
        batch_size=BATCH,
    )
    turned = [Unit(pk=key, legacy_code=row.code.legacy) for key, row in by_unit.items() if row.code.legacy]
    Unit.objects.bulk_update(turned, ["legacy_code"], batch_size=BATCH)


def _move(rows: Sequence[UnitRow], keys: Mapping[str, int], day: date, acts: _Acts) -> None:
    """End the place a unit has on `day` and begin the new one; a place that began that very day is written over."""
    if not rows:
        return
    act = acts.act(UnitActKind.MOVE, day)
    above = {row.unit.key: keys[row.parent] for row in rows if row.unit is not None}
    held = UnitPlace.objects.filter(unit__in=above, valid_to__isnull=True)
    same_day = list(held.filter(valid_from=day))
    for place in same_day:
        place.parent_id, place.act = above[place.unit_id], act
    UnitPlace.objects.bulk_update(same_day, ["parent", "act"], batch_size=BATCH)
    over = {place.unit_id for place in same_day}
    held.filter(valid_from__lt=day).update(valid_to=day)
    UnitPlace.objects.bulk_create(
        [
            UnitPlace(unit_id=key, parent_id=parent, valid_from=day, act=act)
            for key, parent in above.items()
            if key not in over
        ],
        batch_size=BATCH,
    )


def _correct_contacts(rows: Sequence[UnitRow]) -> list[int]:
    """Write what the address book says of units there were; return their keys."""
    units = []
    for row in rows:
        if row.unit is None:
            continue
        wanted = {key: getattr(row.unit, key) for key in CONTACT} | row.contact()
        if any(getattr(row.unit, key) != value for key, value in wanted.items()):
            units.append(Unit(pk=row.unit.key, **wanted))
    Unit.objects.bulk_update(units, CONTACT, batch_size=BATCH)
    return [unit.pk for unit in units]
