"""Reorganisation: two provinces merge among 11,000 units; ours against copied interval keys and row-by-row numbers.

Run `.venv/bin/python benchmarks/reorganisation.py [FOLDER]`: on SQLite, then on a throw-away PostgreSQL. With FOLDER
the SQLite file is kept there, or found there as `benchmarks/authority.py` leaves it; without, it is temporary and holds
fewer records. On one data set, in one process, in turn, each round rolled back, so that nothing is left in the file:

(a) the whole act, with posts, grants, ledger and numbers;
(b) only the numbering, every one of the 11,000 rows changing;
(c) what keys copied onto grants and records would have to rewrite after (b);
(d) numbers written row by row, as libraries of nested sets move a branch.

No statement of (a) may write a table of records, and their rows are compared before and after it, within the round.
Ratios are of the same round; beside the time of the clock stands that of our processor, which other work on the machine
lengthens less.
"""

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT)]

from benchmarks import nation  # noqa: E402
from tests.postgresql import cluster  # noqa: E402

ROUNDS = 5
RECORDS = 200_000
"""How many records a temporary database gets."""

BOUND = 2.0
"""Seconds in which 11,000 units are numbered anew, and in which the whole act is done."""

Times = dict[str, list[tuple[float, float]]]
"""By what was measured: the time of the clock and of our processor, round by round."""


def main() -> int:
    """Measure on both databases; return 1 where a bound is missed or a record is touched."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", nargs="?", type=Path, help="where nation.sqlite3 is kept")
    parser.add_argument("--records", type=int, default=RECORDS, help="how many records an empty database gets")
    parser.add_argument("--measure", action="store_true", help="measure on the database of DATABASE_URL alone")
    wanted = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="dongbo-reorganisation-") as temporary:
        if wanted.measure:
            return _measured(Path(temporary), wanted.records)
        folder = wanted.folder or Path(temporary)
        folder.mkdir(parents=True, exist_ok=True)
        missed = _measured_on(f"sqlite:///{folder.resolve()}/nation.sqlite3", wanted.records)
    with cluster() as url:
        missed += _measured_on(url, wanted.records)
    return int(missed > 0)


def _measured_on(url: str, records: int) -> int:
    command = [sys.executable, str(Path(__file__)), "--measure", "--records", str(records)]
    return subprocess.run(command, env=os.environ | {"DATABASE_URL": url}).returncode


def _measured(folder: Path, records: int) -> int:
    nation.prepared(folder)
    from dongbo.organisation.models import Unit

    if not Unit.objects.exists():
        nation.fill(records=records)
    with rolled_back():
        return measure()


def measure() -> int:
    """Print the figures of this database; return 1 where a bound is missed."""
    _copy_keys()
    times: Times = {}
    statements: list[str] = []
    same = True
    for _ in range(ROUNDS):
        with rolled_back():
            before = _records_seen()
            with told(statements):
                _time(times, "the whole act", _merge)
            same = same and before == _records_seen()
        with rolled_back():
            _shift_all()
            _time(times, "numbering", _number)
            _time(times, "copied grants", lambda: _rewrite("copied_grant"))
            _time(times, "copied records", lambda: _rewrite("copied_record"))
        with rolled_back():
            _time(times, "row by row", _row_by_row)
    touched = sorted({line[:80] for line in statements if _writes_records(line)})
    _tell(times, touched, same=same)
    slowest = max(_median(times[name], 0) for name in ("the whole act", "numbering"))
    return int(slowest > BOUND or bool(touched) or not same)


def _tell(times: Times, touched: Sequence[str], *, same: bool) -> None:
    from django.db import connection

    from dongbo.documents.models import Document
    from dongbo.organisation.models import Grant, Unit

    counts = " + ".join(f"{model.objects.count():,} {model._meta.model_name}s" for model in (Unit, Grant, Document))
    print(f"\n{connection.vendor}: {counts}; medians of {ROUNDS} rounds, load {os.getloadavg()[0]:.1f}\n")
    print("| | seconds (least to most) | of our processor | × numbering (least to most) |")
    print("|---|---|---|---|")
    for name, rounds in times.items():
        ratios = [one[0] / ours[0] for one, ours in zip(rounds, times["numbering"], strict=True)]
        clock = [one[0] for one in rounds]
        print(
            f"| {name} | {_median(rounds, 0):.3f} ({min(clock):.3f} to {max(clock):.3f}) | {_median(rounds, 1):.3f} "
            f"| {statistics.median(ratios):.1f} ({min(ratios):.1f} to {max(ratios):.1f}) |"
        )
    print(f"\nstatements of the act that write a record's table: {len(touched)}; record rows the same: {same}")


def _median(rounds: Sequence[tuple[float, float]], place: int) -> float:
    return statistics.median(one[place] for one in rounds)


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
    """Number as libraries of nested sets rebuild a tree: ask for the children of each unit, and write it by itself."""
    from django.db import connection

    children = "SELECT id FROM organisation_unit WHERE parent_id = %s ORDER BY level, code"
    written = "UPDATE organisation_unit SET first = %s, last = %s WHERE id = %s"
    with connection.cursor() as cursor:

        def number(unit: int, first: int) -> int:
            cursor.execute(children, [unit])
            last = first
            for (child,) in cursor.fetchall():
                last = number(child, last + 1)
            cursor.execute(written, [first, last, unit])
            return last

        cursor.execute("SELECT id FROM organisation_unit WHERE parent_id IS NULL")
        assert number(cursor.fetchone()[0], 0) == sum(nation.UNITS_A_LEVEL) - 1


# --- instruments ------------------------------------------------------------------------------------------------


def _time(times: Times, name: str, act: Callable[[], object]) -> None:
    clock, processor = time.perf_counter(), time.process_time()
    act()
    times.setdefault(name, []).append((time.perf_counter() - clock, time.process_time() - processor))


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
