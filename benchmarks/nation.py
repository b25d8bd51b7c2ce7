"""A country in rows: the units, officers, grants and records that benchmarks share, made from one seed.

Run `.venv/bin/python benchmarks/nation.py FOLDER` for `FOLDER/nation.sqlite3`, or with `DATABASE_URL` naming an empty
database to fill that one. Rows are written straight into the real tables: this is a measure, not the product, and the
ledger stays empty. `--units-only` stops after the tree.

11,000 units five levels deep, 100,000 officers with a post each, 200,000 grants of which 40,000 are delegated in
chains of up to three, and 1,000,000 documents. What a grant is worth is computed by the engine the product uses.
"""

import argparse
import os
import random
import sys
import uuid
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from itertools import islice
from pathlib import Path
from typing import Any

SOURCE = Path(__file__).resolve().parents[1] / "src"

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


# --- rows -------------------------------------------------------------------------------------------------------


def write_units(units: Sequence[Standing]) -> None:
    """This will write the tree, numbered, with the names and places of its founding."""
    from dongbo.engines.intervals import text_of
    from dongbo.engines.unit_tree import number_tree
    from dongbo.organisation.models import AuthorityEpoch, Unit, UnitAct, UnitName, UnitPlace

    order = [unit.key for unit in sorted(units, key=lambda unit: unit.code)]
    places = number_tree({unit.key: unit.parent for unit in units}, order=order)
    act = UnitAct.objects.create(kind="found", effective_on=FOUNDED, recorded_at=AT)
    write(
        Unit,
        ("id", "code", "name", "search_key", "level", "parent_id", "founded_on", "first", "last", "lineage", "reach"),
        (
            (
                *(unit.key, unit.code, unit.name, unit.name.lower(), unit.level, unit.parent, FOUNDED),
                *(places[unit.key].first, places[unit.key].last, ",".join(map(str, places[unit.key].lineage))),
                text_of(places[unit.key].reach),
            )
            for unit in units
        ),
    )
    names = ((unit.key, unit.key, unit.code, unit.name, unit.level, FOUNDED, act.pk) for unit in units)
    write(UnitName, ("id", "unit_id", "code", "name", "level", "valid_from", "act_id"), names)
    stood = ((unit.key, unit.key, unit.parent, FOUNDED, act.pk) for unit in units)
    write(UnitPlace, ("id", "unit_id", "parent_id", "valid_from", "act_id"), stood)
    AuthorityEpoch.objects.filter(pk=1).update(tree_on=AT.date())


def write_officers(units: Sequence[Standing], posts: Sequence[int]) -> None:
    """This will write the officers, who have no password, and the post each holds."""
    from dongbo.organisation.models import Officer, Post

    names = ("id", "username", "full_name", "search_key", "name_key", "password", "enrolled_at")
    write(
        Officer,
        names,
        (
            (key, f"cb{key:06d}", f"Cán bộ {key:06d}", f"can bo {key:06d}", f"cán bộ {key:06d}", f"!{key}", AT)
            for key in range(1, len(posts) + 1)
        ),
    )
    held = (
        (key, key, unit, "Thủ trưởng" if key <= len(units) else "Cán bộ", "head" if key <= len(units) else "member")
        for key, unit in enumerate(posts, start=1)
    )
    write(Post, ("id", "officer_id", "unit_id", "title", "kind", "valid_from"), ((*row, FOUNDED) for row in held))


def write_grants(units: Sequence[Standing], grants: Sequence[Given]) -> int:
    """This will write the grants with what each is worth; return how many are dead at AT only through their chain."""
    from dongbo.engines.authority import Decided, Effective, effective
    from dongbo.engines.unit_tree import number_tree
    from dongbo.organisation.models import Grant, Role
    from dongbo.organisation.models.authority import FOREVER

    roles = {role.code: role for role in Role.objects.all()}
    order = [unit.key for unit in sorted(units, key=lambda unit: unit.code)]
    places = number_tree({unit.key: unit.parent for unit in units}, order=order)
    worth: list[Effective] = []
    dead_through_chain = 0
    for given in grants:
        mask = roles[given.role].mask if given.narrowed is None else roles[given.role].mask & given.narrowed
        ends = min(given.ends or FOREVER, given.revoked or FOREVER)
        decided = Decided(given.unit, given.branch, given.begins, ends, given.clearance, mask)
        worth.append(effective(decided, worth[given.parent - 1] if given.parent else None, places))
        alive_alone = given.begins <= AT < ends and mask != 0
        ended_above = not worth[-1].begins <= AT < worth[-1].ends
        dead_through_chain += alive_alone and ended_above

    def rows() -> Iterator[tuple[Any, ...]]:
        for key, (given, one) in enumerate(zip(grants, worth, strict=True), start=1):
            giver = grants[given.parent - 1].officer if given.parent else (1 if given.officer != 1 else 2)
            yield (
                *(key, given.officer, roles[given.role].pk, given.narrowed, given.unit, given.branch, given.clearance),
                *(given.begins, given.ends, "delegation" if given.parent else "appointment", given.capacity),
                *(given.parent, given.begins, giver, given.revoked, giver if given.revoked else None),
                *(one.unit, one.branch, one.begins, one.ends, one.clearance, one.mask),
            )

    write(
        Grant,
        (
            *("id", "officer_id", "role_id", "narrowed_to", "unit_id", "covers_branch", "clearance"),
            *("valid_from", "valid_to", "source", "capacity"),
            *("parent_id", "given_at", "given_by_id", "revoked_at", "revoked_by_id"),
            *("effective_unit_id", "effective_branch", "effective_from", "effective_to"),
            *("effective_clearance", "effective_mask"),
        ),
        rows(),
    )
    return dead_through_chain


def write_records(units: Sequence[Standing], count: int = RECORDS) -> None:
    """This will write `count` documents, each registered at a unit over the last six years, open to some degree."""
    from dongbo.documents.models import Document

    chance = random.Random(SEED + 3)
    weights = [(8_000, 900, 180, 80, 35)[unit.depth] * chance.paretovariate(2.0) for unit in units]
    keys = [unit.key for unit in units]
    years = 6 * 365 * 86_400

    def rows() -> Iterator[tuple[Any, ...]]:
        for ordinal in range(1, count + 1):
            if ordinal % MOST_AT_ONCE == 1:
                standing = iter(chance.choices(keys, weights, k=MOST_AT_ONCE))
                access = iter(chance.choices((0, 1, 2), (15, 75, 10), k=MOST_AT_ONCE))
            registered = AT - timedelta(microseconds=chance.randrange(years * 1_000_000))
            number = f"{ordinal}/BC-CA"
            subject = f"Báo cáo kết quả thực hiện nhiệm vụ chuyển đổi số của đơn vị, kỳ {ordinal}"
            yield (
                *(uuid.UUID(int=chance.getrandbits(128), version=4), number, number.lower(), subject, subject.lower()),
                *(registered.date(), next(standing), next(access), registered, 1),
            )

    write(
        Document,
        (
            *("id", "number", "number_key", "subject", "subject_key"),
            *("issued_date", "unit_id", "access", "registered_at", "registered_by_id"),
        ),
        rows(),
    )


def write(model: Any, columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """This will write `rows` into the table of `model`; columns not named take their default."""
    from django.db import connection

    fields = {field.attname: field for field in model._meta.concrete_fields}
    named = [fields[column] for column in columns]
    others = [field for field in fields.values() if field.attname not in columns and not field.primary_key]
    fixed = tuple(field.get_db_prep_save(field.get_default(), connection) for field in others)
    prepare: list[Callable[..., Any]] = [field.get_db_prep_save for field in named]
    made = ((*(each(value, connection) for each, value in zip(prepare, row, strict=True)), *fixed) for row in rows)
    quoted = ", ".join(connection.ops.quote_name(field.column) for field in (*named, *others))
    table = connection.ops.quote_name(model._meta.db_table)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            with cursor.cursor.copy(f"COPY {table} ({quoted}) FROM STDIN") as copy:
                for row in made:
                    copy.write_row(row)
            for statement in connection.ops.sequence_reset_sql(_no_style(), [model]):
                cursor.execute(statement)
        else:
            places = ", ".join(["%s"] * len((*named, *others)))
            while batch := list(islice(made, MOST_AT_ONCE)):
                cursor.executemany(f"INSERT INTO {table} ({quoted}) VALUES ({places})", batch)


def _no_style() -> Any:
    from django.core.management.color import no_style

    return no_style()


# --- the whole --------------------------------------------------------------------------------------------------


def fill(*, units_only: bool = False, records: int = RECORDS) -> None:
    """This will fill the empty, migrated database that Django is set up for. It prints what it wrote."""
    from django.db import connection, transaction

    from dongbo.organisation.models import Role

    units = the_units()
    with transaction.atomic():
        write_units(units)
        if not units_only:
            posts = the_posts(units)
            write_officers(units, posts)
            grants = the_grants(units, posts, dict(Role.objects.values_list("code", "mask")))
            dead = write_grants(units, grants)
            print(f"{len(units):,} units, {len(posts):,} officers, {len(grants):,} grants;", file=sys.stderr)
            print(f"{dead:,} delegations are dead only through their chain", file=sys.stderr)
    if not units_only:
        with transaction.atomic():
            write_records(units, records)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def prepared(folder: Path) -> None:
    """This will set Django up on `DATABASE_URL`, or on `folder`/nation.sqlite3, and fill it where it is empty."""
    import django
    from django.core.management import call_command

    sys.path[:0] = [str(SOURCE)]
    os.environ.setdefault("DATABASE_URL", f"sqlite:///{folder / 'nation.sqlite3'}")
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "dongbo.site.settings")
    os.environ.setdefault("DONGBO_VAR", str(folder))
    django.setup()
    call_command("migrate", verbosity=0)


def main() -> None:
    """Fill a database; see the module."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, help="where nation.sqlite3 and the settings' files are kept")
    parser.add_argument("--units-only", action="store_true", help="write the tree and nothing else")
    wanted = parser.parse_args()
    wanted.folder.mkdir(parents=True, exist_ok=True)
    prepared(wanted.folder)
    from dongbo.organisation.models import Unit

    if not Unit.objects.exists():
        fill(units_only=wanted.units_only)


if __name__ == "__main__":
    main()
