"""The country that benchmarks share, written straight into the real tables."""

import random
import uuid
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import timedelta
from itertools import islice
from typing import Any

from benchmarks.nation_drawn import AT, FOUNDED, MOST_AT_ONCE, RECORDS, SEED, Given, Standing


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
