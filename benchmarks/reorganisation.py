"""Reorganisation: two provinces merge among 11,000 units; ours against copied interval keys and row-by-row numbers.

Run `.venv/bin/python benchmarks/reorganisation.py`: on a temporary SQLite, then on a temporary PostgreSQL. On one data
set, in one process, in turn, each round rolled back:

(a) the whole act, with posts, grants, ledger and numbers;
(b) only the numbering, every one of the 11,000 rows changing;
(c) what keys copied onto grants and records would have to rewrite after (b);
(d) numbers written row by row, as libraries of nested sets move a branch.

No statement of (a) may write a table of records, and their rows are compared before and after.
"""

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT)]

from benchmarks import nation  # noqa: E402
from tests.postgresql import cluster  # noqa: E402

ROUNDS = 5
RECORDS = 200_000
BOUND = 2.0
"""Seconds in which 11,000 units are numbered anew."""


def main() -> int:
    """Measure on both databases; return 1 where numbering misses the bound or a record is touched."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--measure", action="store_true", help="measure on the database of DATABASE_URL")
    parser.add_argument("--records", type=int, default=RECORDS)
    wanted = parser.parse_args()
    if wanted.measure:
        with tempfile.TemporaryDirectory(prefix="dongbo-reorganisation-") as folder:
            nation.prepared(Path(folder))
            nation.fill(records=wanted.records)
            return measure()
    with tempfile.TemporaryDirectory(prefix="dongbo-reorganisation-") as folder:
        missed = _measured_on(f"sqlite:///{folder}/nation.sqlite3", wanted.records)
    with cluster() as url:
        missed += _measured_on(url, wanted.records)
    return int(missed > 0)


def _measured_on(url: str, records: int) -> int:
    command = [sys.executable, str(Path(__file__)), "--measure", "--records", str(records)]
    return subprocess.run(command, env=os.environ | {"DATABASE_URL": url}).returncode


def measure() -> int:
    """Print the figures of this database; return 1 where a bound is missed."""
    from django.db import connection

    times: dict[str, list[float]] = {}
    statements: list[str] = []
    rows_before = _records_seen()
    _copy_keys()
    for _ in range(ROUNDS):
        with rolled_back(), told(statements):
            times.setdefault("merge", []).append(_timed(_merge))
        with rolled_back():
            _shift_all()
            times.setdefault("number", []).append(_timed(_number))
            times.setdefault("copied grants", []).append(_timed(lambda: _rewrite("copied_grant")))
            times.setdefault("copied records", []).append(_timed(lambda: _rewrite("copied_record")))
        with rolled_back():
            times.setdefault("row by row", []).append(_timed(_row_by_row))
    touched = sorted({line[:80] for line in statements if _writes_records(line)})
    same = rows_before == _records_seen()
    print(
        f"\n{connection.vendor}: medians of {ROUNDS} rounds in seconds (least to most), load {os.getloadavg()[0]:.1f}"
    )
    ours = statistics.median(times["number"])
    for name, measured in times.items():
        middle = statistics.median(measured)
        span = f"({min(measured):.2f} to {max(measured):.2f})"
        print(f"  {name:<16}{middle:8.3f} {span:<18} {middle / ours:6.1f} × numbering")
    print(f"  statements of the act that write a record's table: {len(touched)}; record rows the same: {same}")
    return int(ours > BOUND or bool(touched) or not same)


# --- ours -------------------------------------------------------------------------------------------------------


def _merge() -> None:
    from dongbo.organisation.models import Officer, Unit
    from dongbo.organisation.operations.units import merge_units
    from dongbo.organisation.rules import Acting
    from dongbo.organisation.states import Decision

    one, two = _provinces()
    administrator = Officer.objects.get(pk=Unit.objects.count() + 1)
    merge_units(
        predecessors=[two],
        successor=one,
        effective_on=nation.AT.date(),
        by=Acting(administrator),
        at=nation.AT,
        decision=Decision(number="1/NQ"),
        move_posts=True,
    )


def _provinces() -> list[Any]:
    """Return the first province and the one with most units: what moves lies far from where it goes."""
    from dongbo.organisation.models import Unit

    provinces = sorted(Unit.objects.filter(level="province"), key=lambda unit: unit.last - unit.first)
    return [provinces[0], provinces[-1]]


def _number() -> None:
    from dongbo.organisation.operations.numbering import renumber

    assert renumber(on=nation.AT.date()) == sum(nation.UNITS_A_LEVEL)


def _shift_all() -> None:
    """Make every unit's numbers wrong, so that each row is written."""
    from django.db.models import F

    from dongbo.organisation.models import Unit

    Unit.objects.update(first=F("first") + 100_000, last=F("last") + 100_000)


# --- peers ------------------------------------------------------------------------------------------------------


def _copy_keys() -> None:
    """Make the tables of a system that keeps a unit's interval on every grant and record, with the index it needs."""
    for name, source, columns in (
        ("copied_grant", "organisation_grant", "g.id, g.unit_id, u.first AS first, u.last AS last"),
        ("copied_record", "documents_document", "g.id, g.unit_id, u.first AS first"),
    ):
        _execute(
            f"CREATE TABLE {name} AS SELECT {columns} FROM {source} g JOIN organisation_unit u ON u.id = g.unit_id"
        )
        _execute(f"CREATE INDEX {name}_first ON {name} (first)")
        _execute(f"CREATE INDEX {name}_unit ON {name} (unit_id)")


def _rewrite(table: str) -> None:
    """Copy the units' new intervals onto every row whose unit has others than before."""
    last = ", last = u.last" if table == "copied_grant" else ""
    _execute(
        f"UPDATE {table} SET first = u.first + 1000000{last} FROM organisation_unit u WHERE u.id = {table}.unit_id"
    )


def _row_by_row() -> None:
    from django.db import connection

    from dongbo.organisation.models import Unit

    rows = Unit.objects.values_list("first", "last", "pk")
    with connection.cursor() as cursor:
        for first, last, key in rows:
            cursor.execute(
                "UPDATE organisation_unit SET first = %s, last = %s WHERE id = %s", [first + 1, last + 1, key]
            )


# --- instruments ------------------------------------------------------------------------------------------------


def _timed(act: Callable[[], object]) -> float:
    begun = time.perf_counter()
    act()
    return time.perf_counter() - begun


@contextmanager
def rolled_back() -> Iterator[None]:
    """Do what follows in a transaction that leaves nothing."""
    from django.db import transaction

    with transaction.atomic():
        yield
        transaction.set_rollback(True)


@contextmanager
def told(statements: list[str]) -> Iterator[None]:
    """Add every statement that is executed to `statements`."""
    from django.db import connection

    def tell(execute: Any, sql: str, parameters: Any, many: bool, context: Any) -> Any:
        statements.append(sql)
        return execute(sql, parameters, many, context)

    with connection.execute_wrapper(tell):
        yield


def _writes_records(statement: str) -> bool:
    begun = statement.lstrip().upper()
    return not begun.startswith("SELECT") and any(f"{room}_" in statement for room in ("documents", "planning"))


def _records_seen() -> tuple[Any, ...]:
    """Return what would differ were any record row written: its units, and on PostgreSQL where the rows lie."""
    from django.db import connection

    own = "max(xmin::text::bigint)" if connection.vendor == "postgresql" else "max(rowid)"
    return tuple(_execute(f"SELECT count(*), sum(unit_id), count(DISTINCT unit_id), {own} FROM documents_document"))


def _execute(sql: str) -> list[Any]:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(sql)
        return list(cursor.fetchall()) if cursor.description else []


if __name__ == "__main__":
    sys.exit(main())
