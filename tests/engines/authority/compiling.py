"""The same worlds through the engine: numbered, their chains settled, compiled, and asked in process and by SQL."""

import sqlite3
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import product
from types import ModuleType

from dongbo.engines import unit_tree
from dongbo.engines.authority import chains, scopes
from tests.engines.authority.oracle import CAPACITIES, Answer, allowed
from tests.engines.authority.worlds import BITS, World

FOREVER = datetime(9999, 12, 31, tzinfo=UTC)
ACCESSES = (0, 1, 2)


@dataclass(frozen=True)
class Engine:
    """The modules that decide; a seeded bug takes the place of one of them."""

    tree: ModuleType = unit_tree
    chains: ModuleType = chains
    scopes: ModuleType = scopes


PRODUCT = Engine()


def answers(world: World, engine: Engine, database: sqlite3.Connection) -> tuple[set[Answer], set[Answer]]:
    """Return what the compiled scopes allow in `world`, asked in process and by SQL."""
    in_process: set[Answer] = set()
    by_sql: set[Answer] = set()
    places = _places(world, engine)
    worth = _worth(world, engine, places)
    numbers = [places[unit].first for unit in range(len(world.units))]
    _write_records(database, numbers)
    for (officer, principal), moment in product(CAPACITIES, world.moments):
        authority = _authority(world, engine, places, worth, officer, principal, moment)
        if authority is None:
            continue
        for bit in BITS:
            scope = authority.scope(bit)
            asked = (officer, principal, bit, moment)
            for unit, access in product(range(len(numbers)), ACCESSES):
                if scope.covers(numbers[unit], access):
                    in_process.add((*asked, unit, access))
            by_sql |= {(*asked, unit, access) for unit, access in database.execute(_selection(scope.levels))}
    return in_process, by_sql


def bases_hold(world: World) -> bool:
    """Return whether every answer names a grant that gives it by itself, and every refusal names none."""
    places = _places(world, PRODUCT)
    worth = _worth(world, PRODUCT, places)
    expected = allowed(world)
    for (officer, principal), moment in product(CAPACITIES, world.moments):
        authority = _authority(world, PRODUCT, places, worth, officer, principal, moment)
        for bit, unit, access in product(BITS, range(len(world.units)), ACCESSES):
            grant = authority.basis(bit, places[unit].first, access) if authority is not None else None
            if (grant is not None) != ((officer, principal, bit, moment, unit, access) in expected):
                return False
            if grant is not None and world.grants[grant].officer != officer:
                return False
    return True


def differences(world: World, engine: Engine, database: sqlite3.Connection) -> str:
    """Return how the engine differs from the oracle in `world`, "" where it does not."""
    expected = allowed(world)
    in_process, by_sql = answers(world, engine, database)
    if expected == in_process == by_sql:
        return ""
    return (
        f"{world}\nleaks {sorted(map(str, in_process - expected))}\nrefuses {sorted(map(str, expected - in_process))}"
        f"\nin process and by SQL differ: {sorted(map(str, in_process ^ by_sql))}"
    )


def memory() -> sqlite3.Connection:
    """Return a database for the records of worlds, a record for every unit and access."""
    database = sqlite3.connect(":memory:")
    database.execute("CREATE TABLE unit (id INTEGER PRIMARY KEY, first INTEGER NOT NULL)")
    database.execute("CREATE TABLE record (unit_id INTEGER NOT NULL, access INTEGER NOT NULL)")
    return database


def _write_records(database: sqlite3.Connection, numbers: list[int]) -> None:
    database.execute("DELETE FROM unit")
    database.execute("DELETE FROM record")
    database.executemany("INSERT INTO unit VALUES (?, ?)", enumerate(numbers))
    database.executemany("INSERT INTO record VALUES (?, ?)", product(range(len(numbers)), ACCESSES))


def _selection(levels: tuple[tuple[tuple[int, int], ...], ...]) -> str:
    inside = " OR ".join(
        f"r.access = {access} AND u.first BETWEEN {first} AND {last}"
        for access, intervals in enumerate(levels)
        for first, last in intervals
    )
    return f"SELECT r.unit_id, r.access FROM record r JOIN unit u ON u.id = r.unit_id WHERE {inside or 'FALSE'}"


def _places(world: World, engine: Engine) -> dict[int, unit_tree.Place]:
    parents = {key: unit.parent if unit.heir is None else unit.heir for key, unit in enumerate(world.units)}
    order = sorted(parents, key=lambda key: (world.units[key].order, key))
    inherited = {key for key, unit in enumerate(world.units) if unit.heir is not None}
    places: dict[int, unit_tree.Place] = engine.tree.number_tree(parents, order=order, inherited=inherited)
    return places


def _worth(world: World, engine: Engine, places: dict[int, unit_tree.Place]) -> list[chains.Effective]:
    worth: list[chains.Effective] = []
    for grant in world.grants:
        decided = engine.chains.Decided(
            unit=grant.unit,
            branch=grant.branch,
            begins=grant.begins,
            ends=min(end or FOREVER for end in (grant.ends, grant.revoked, grant.post_ends)),
            clearance=grant.clearance,
            mask=grant.role if grant.narrowed is None else grant.role & grant.narrowed,
        )
        parent = None if grant.parent is None else worth[grant.parent]
        worth.append(engine.chains.effective(decided, parent, places))
    return worth


def _authority(
    world: World,
    engine: Engine,
    places: dict[int, unit_tree.Place],
    worth: list[chains.Effective],
    officer: int,
    principal: int | None,
    moment: datetime,
) -> scopes.Authority | None:
    stretches = []
    for key, (grant, one) in enumerate(zip(world.grants, worth, strict=True)):
        giver = None if grant.parent is None else world.grants[grant.parent].officer
        if grant.officer == officer and giver == principal and one.holds(moment) and one.unit is not None:
            place = places[one.unit]
            last = place.last if one.branch else place.first
            stretches.append(engine.scopes.Stretch(key, place.first, last, place.reach, one.mask, one.clearance))
    if not stretches:
        return None
    compiled: scopes.Authority = engine.scopes.Authority(tuple(stretches), since=moment, until=FOREVER)
    return compiled
