"""The country that benchmarks share, drawn from one seed: its units, posts and grants, as they are written later."""

import random
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

SEED = 20_261_121
AT = datetime(2026, 11, 21, 8, 0, tzinfo=UTC)
"""The moment every question is asked at."""

FOUNDED = date(2020, 1, 1)
UNITS_A_LEVEL = (1, 90, 1_080, 3_829, 6_000)
PROVINCES = 34
LARGEST_FAN_OUT = 251
OFFICERS, GRANTS, RECORDS = 100_000, 200_000, 1_000_000
DELEGATED = (25_000, 10_000, 5_000)
"""How many delegations are passed on from a grant, from a delegation, and from a delegation of a delegation."""

WITHOUT_GRANTS = 0.05
MOST_AT_ONCE = 10_000


@dataclass(frozen=True, slots=True)
class Standing:
    """A unit with its place in the tree: keys are from 1, parents before their children."""

    key: int
    parent: int | None
    depth: int
    code: str
    name: str
    level: str


@dataclass(slots=True)
class Given:
    """A grant as decided, in the columns of its table."""

    officer: int
    role: str
    unit: int
    branch: bool
    clearance: int
    begins: datetime
    ends: datetime | None
    revoked: datetime | None = None
    parent: int | None = None
    narrowed: int | None = None
    capacity: str = "own"


# --- the tree ---------------------------------------------------------------------------------------------------


def the_units() -> list[Standing]:
    """Return the tree: a ministry, its departments and provinces, and three levels beneath them."""
    chance = random.Random(SEED)
    found = [Standing(1, None, 0, "G01", "Bộ", "ministry")]
    above = found
    for depth, count in enumerate(UNITS_A_LEVEL[1:], start=1):
        here: list[Standing] = []
        for parent, children in zip(above, _fan_out(len(above), count, depth, chance), strict=True):
            for ordinal in range(1, children + 1):
                key = len(found) + len(here) + 1
                here.append(_standing(key, parent, ordinal, depth))
        found, above = [*found, *here], here
    return found


def _fan_out(parents: int, children: int, depth: int, chance: random.Random) -> list[int]:
    """Return how many children each parent has: few have many, the one in front the most."""
    if parents == 1:
        return [children]
    largest = LARGEST_FAN_OUT if depth == 3 else LARGEST_FAN_OUT // 3
    counts = [1] * parents if depth == 2 else [0] * parents
    counts[0] = largest if depth == 3 else counts[0]
    weights = [chance.paretovariate(1.2) for _ in range(parents)]
    while sum(counts) < children:
        place = chance.choices(range(parents), weights)[0]
        if counts[place] < largest - 1:
            counts[place] += 1
    return counts


def _standing(key: int, parent: Standing, ordinal: int, depth: int) -> Standing:
    code = f"{parent.code}.{ordinal:02d}" if depth == 1 else f"{parent.code}.{ordinal:03d}"
    in_province = code[4:6] <= f"{PROVINCES:02d}"
    level, name = {
        1: ("province", "Công an tỉnh") if in_province else ("department", "Cục"),
        2: ("division", "Cụm") if in_province else ("division", "Phòng"),
        3: ("commune", "Công an xã") if in_province else ("team", "Đội"),
        4: ("team", "Tổ"),
    }[depth]
    return Standing(key, parent.key, depth, code, f"{name} {code[4:]}", level)


# --- officers and grants ----------------------------------------------------------------------------------------


def the_posts(units: Sequence[Standing]) -> list[int]:
    """Return the unit of every officer, in the sequence of their keys from 1; every unit's head comes first."""
    chance = random.Random(SEED + 1)
    weights = [(60, 40, 12, 9, 6)[unit.depth] for unit in units]
    return [unit.key for unit in units] + chance.choices([unit.key for unit in units], weights, k=OFFICERS - len(units))


def the_grants(units: Sequence[Standing], posts: Sequence[int], masks: dict[str, int]) -> list[Given]:
    """Return every grant in the sequence of their keys from 1, parents before what was passed on from them."""
    chance = random.Random(SEED + 2)
    found = [_of_a_branch(unit.key, "unit-head", unit.key, chance) for unit in units]
    for officer in range(len(units) + 1, len(units) + 41):
        found += [_of_a_branch(officer, role, 1, chance) for role in ("administrator", "reader")]
    holders = [officer for officer in range(1, OFFICERS + 1) if chance.random() >= WITHOUT_GRANTS]
    while len(found) < GRANTS - sum(DELEGATED):
        found.append(_outright(chance.choice(holders), units, posts, chance))
    _pass_on(found, units, holders, masks, chance)
    return found


def _of_a_branch(officer: int, role: str, unit: int, chance: random.Random) -> Given:
    return Given(officer, role, unit, branch=True, clearance=2, begins=_past(chance), ends=None)


def _past(chance: random.Random) -> datetime:
    return AT - timedelta(seconds=chance.randrange(3600, 3 * 365 * 86_400))


def _outright(officer: int, units: Sequence[Standing], posts: Sequence[int], chance: random.Random) -> Given:
    role = chance.choices(("reader", "planning-officer", "organisation-officer", "security-officer"), (70, 20, 6, 4))[0]
    unit = units[posts[officer - 1] - 1]
    elsewhere = chance.random()
    if elsewhere < 0.06 and unit.depth > 1:
        unit = units[(unit.parent or 1) - 1]
    elif elsewhere < 0.14:
        unit = units[chance.randrange(91, len(units))]
    given = Given(officer, role, unit.key, chance.random() < 0.6, chance.choices((1, 2), (85, 15))[0], AT, None)
    _date(given, chance)
    return given


def _date(given: Given, chance: random.Random) -> None:
    """Give the grant its moments: most have begun, some have ended, some were revoked before their end."""
    given.begins = AT + timedelta(days=chance.randrange(1, 90)) if chance.random() < 0.03 else _past(chance)
    fate = chance.random()
    if fate < 0.20:
        given.ends = max(AT, given.begins) + timedelta(seconds=chance.randrange(60, 2 * 365 * 86_400))
    elif fate < 0.30 and given.begins < AT:
        given.ends = given.begins + (AT - given.begins) * chance.random() + timedelta(microseconds=1)
    if given.begins < AT and chance.random() < 0.03:
        given.revoked = given.begins + (AT - given.begins) * chance.random()


def _pass_on(
    found: list[Given], units: Sequence[Standing], holders: Sequence[int], masks: dict[str, int], chance: random.Random
) -> None:
    """Add the delegations: one link after another, each from what was given or passed on before."""
    parents: Sequence[int] = range(len(units) + 1, len(found) + 1)
    children: dict[int, list[int]] = {}
    for unit in units:
        children.setdefault(unit.parent or 0, []).append(unit.key)
    for count in DELEGATED:
        begun = len(found)
        for _ in range(count):
            key = chance.choice(parents)
            found.append(_delegated(key, found[key - 1], units, children, holders, masks, chance))
        parents = range(begun + 1, len(found) + 1)


def _delegated(
    key: int,
    parent: Given,
    units: Sequence[Standing],
    children: dict[int, list[int]],
    holders: Sequence[int],
    masks: dict[str, int],
    chance: random.Random,
) -> Given:
    officer = chance.choice(holders)
    while officer == parent.officer:
        officer = chance.choice(holders)
    unit = parent.unit
    where = chance.random()
    if where < 0.25 and children.get(unit):
        unit = chance.choice(children[unit])
    elif where < 0.32:
        unit = units[unit - 1].parent or unit
    given = Given(
        officer,
        parent.role if chance.random() < 0.8 else "reader",
        unit,
        chance.random() < 0.7,
        chance.choices((1, 2), (80, 20))[0],
        AT,
        None,
        parent=key,
        capacity=chance.choice(("TL", "TUQ", "KT")),
    )
    if chance.random() < 0.15:
        given.narrowed = masks["reader"]
    _date(given, chance)
    return given
