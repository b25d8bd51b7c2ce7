"""Authority at national size, beside what else could decide: lists and single checks, on both databases.

Run `.venv/bin/python benchmarks/authority.py [FOLDER]`. It fills `FOLDER/nation.sqlite3` (or finds it filled) and a
throw-away PostgreSQL, asks both in processes of their own, and prints Markdown. With `DATABASE_URL` naming a database
only that one is asked. Every engine answers the same questions in the same run, and the answers are compared.

A list is everything a page does: read whether rights changed, choose the walk, find the keys, load 50 records. Its
time of the processor, ours and the database server's for us, is given beside: that of the clock counts other work too.
"""

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "src")]

from benchmarks.authority_asked import ROUNDS, Asked, ask  # noqa: E402
from benchmarks.authority_spicedb import is_installed  # noqa: E402


def main() -> None:
    """Ask the databases and print the tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, nargs="?", help="where nation.sqlite3 is kept; a temporary folder if none")
    parser.add_argument("--ask", action="store_true", help=argparse.SUPPRESS)
    wanted = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        folder = wanted.folder or Path(temporary)
        folder.mkdir(parents=True, exist_ok=True)
        if wanted.ask:
            sys.stdout.write(json.dumps(ask(folder).__dict__))
            return
        for each in _each_database(folder):
            sys.stdout.write(_written(each))
            sys.stdout.flush()


def _each_database(folder: Path) -> Iterator[Asked]:
    if "DATABASE_URL" in os.environ:
        yield _asked_in_a_process(folder, dict(os.environ))
        return
    yield _asked_in_a_process(folder, dict(os.environ))
    from tests.postgresql import cluster

    with cluster() as url:
        yield _asked_in_a_process(folder, os.environ | {"DATABASE_URL": url})


def _asked_in_a_process(folder: Path, environment: dict[str, str]) -> Asked:
    command = [sys.executable, __file__, str(folder), "--ask"]
    done = subprocess.run(command, env=environment, check=True, stdout=subprocess.PIPE, text=True)
    return Asked(**json.loads(done.stdout))


def _written(asked: Asked) -> str:
    name = {"sqlite": "SQLite", "postgresql": "PostgreSQL"}[asked.database]
    lines = [
        f"\n### {name}\n",
        f"Load average {asked.load[0]} before, {asked.load[1]} after. {asked.compared:,} answers compared, "
        f"{asked.wrong} wrong. Milliseconds; of {ROUNDS} rounds the middle, in brackets the least and the greatest.\n",
        "| First 50, newest first | may read (median) | ours p50 | ours p95 | ours max | processor p50 | processor p95 "
        "| count ≤ 10,000, p95 | EXISTS over grants | pycasbin | cedarpy | SpiceDB |",
        "|---|---|---|---|---|---|---|---|---|---|---|---|",
    ]
    for kind, row in asked.lists.items():
        ours = [_bracketed(row["ours"][figure]) for figure in ("p50", "p95", "max")]
        spent = [_bracketed(row["processor"][figure]) for figure in ("p50", "p95")]
        peers = [_peer(row[peer]) if peer in row else "—" for peer in ("casbin", "cedar", "spicedb")]
        cells = [kind, f"{asked.visible[kind]:,}", *ours, *spent, _bracketed(row["count"]["p95"])]
        cells += [_short(row["naive"]), *peers]
        lines.append(f"| {' | '.join(cells)} |")
    lines += [
        "\n≥: stopped after 5 s and extrapolated from the records seen to the million. "
        + ("" if is_installed() else "SpiceDB was not run: see benchmarks/authority_spicedb.py for what it needs.")
        + "\n",
        "| Single check | p50 | p95 | max |",
        "|---|---|---|---|",
    ]
    for check, spread in asked.checks.items():
        lines.append(f"| {check} | {spread['p50']:.4f} | {spread['p95']:.4f} | {spread['max']:.2f} |")
    return "\n".join(lines) + "\n"


def _bracketed(figures: Sequence[float]) -> str:
    return f"{statistics.median(figures):.1f} ({figures[0]:.1f}–{figures[-1]:.1f})"


def _peer(figure: Sequence[Any]) -> str:
    milliseconds, is_extrapolated = figure
    return f"{'≥ ' if is_extrapolated else ''}{_short(milliseconds)}"


def _short(milliseconds: float) -> str:
    return f"{milliseconds:,.0f}" if milliseconds >= 10 else f"{milliseconds:.1f}"


if __name__ == "__main__":
    main()
