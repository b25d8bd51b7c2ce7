"""A program that tries to tell who cast which paper, from everything a server holds and writes.

It knows the whole database with the places and transactions of rows, and the log. For every column that can be tied to
voters and every column of the papers it joins what is equal or contained, and lays one order beside the other, upwards
and downwards. A hypothesis is as good as its guesses beat those of chance over many votes.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from itertools import product
from math import sqrt
from operator import eq
from typing import TYPE_CHECKING, Any

from django.db import connection

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

PAPERS = "planning_ballotpaper"
SHORTEST_MARK = 8
"""How long a value must be to be looked for inside another."""

Row = dict[str, Any]
Keys = dict[str, Any]
"""What one column says of each voter, by his name."""


@dataclass
class Tally:
    """How a hypothesis fared: guesses that were right, and how many chance would have had, with their variance."""

    hits: float = 0
    expected: float = 0
    variance: float = 0

    @property
    def beyond_chance(self) -> float:
        """Return how many standard deviations the hits are above chance."""
        return (self.hits - self.expected) / sqrt(self.variance) if self.variance else 0.0


@dataclass
class Attacker:
    """Every hypothesis so far, over all votes it was shown."""

    tallies: dict[tuple[str, ...], Tally] = field(default_factory=lambda: defaultdict(Tally))

    def look_at(
        self,
        tables: Mapping[str, Sequence[Row]],
        *,
        ballot: str,
        voters: Mapping[str, frozenset[str]],
        truth: Mapping[str, str],
    ) -> None:
        """This will try every hypothesis on one vote: `voters` are names with what identifies each, `truth` is what is
        to be found out."""
        papers = [row for row in tables[PAPERS] if _plain(row["ballot_id"]) == ballot]
        laid = {column: sorted(papers, key=lambda row: _sortable(row[column])) for column in papers[0]}
        chance = _of_chance(list(truth.values()), [row["choice"] for row in papers])
        for where, keys in _of_voters(tables, ballot, voters):
            said = [truth[name] for name in sorted(keys, key=lambda name: _sortable(keys[name]))]
            for column, rows in laid.items():
                self._order((where, column), said, [row["choice"] for row in rows], chance)
                self._join((where, column), keys, papers, truth)

    def best(self) -> tuple[tuple[str, ...], float]:
        """Return the hypothesis that does best, and how far it is beyond chance."""
        found = {name: tally.beyond_chance for name, tally in self.tallies.items()}
        return max(found.items(), key=lambda pair: pair[1])

    def _order(self, name: tuple[str, str], said: list[str], laid: list[str], chance: tuple[float, float]) -> None:
        for way, choices in (("up", laid), ("down", laid[::-1])):
            tally = self.tallies[("order", *name, way)]
            tally.hits += sum(map(eq, said, choices))
            tally.expected += chance[0]
            tally.variance += chance[1]

    def _join(self, name: tuple[str, str], keys: Keys, papers: list[Row], truth: Mapping[str, str]) -> None:
        tally = self.tallies[("join", *name)]
        theirs = [(_plain(row[name[1]]), row["choice"]) for row in papers]
        for voter, value in keys.items():
            mine = _plain(value)
            found = [choice for other, choice in theirs if _touch(mine, other)]
            if len(found) != 1:
                continue
            chance = sum(row["choice"] == truth[voter] for row in papers) / len(papers)
            tally.hits += found[0] == truth[voter]
            tally.expected += chance
            tally.variance += chance * (1 - chance)


def tables_now() -> dict[str, list[Row]]:
    """Return every row of every table with the place where it stands and, where there is one, its transaction."""
    hidden = "ctid::text AS ctid, xmin::text::bigint AS xmin" if connection.vendor == "postgresql" else "rowid AS place"
    found = {}
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT {hidden}, * FROM {connection.ops.quote_name(table)}")
            names = [column[0] for column in cursor.description]
            found[table] = [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
    return found


def _of_voters(
    tables: Mapping[str, Sequence[Row]], ballot: str, voters: Mapping[str, frozenset[str]]
) -> Iterable[tuple[str, Keys]]:
    """Yield each column of a table of which some column names every voter; of the ballot's rows where there are any."""
    for table, every in tables.items():
        if table == PAPERS or not every:
            continue
        rows = [row for row in every if ballot in {_plain(value) for value in row.values()}] or every
        for naming in rows[0]:
            by_value: dict[str, list[Row]] = defaultdict(list)
            for row in rows:
                by_value[_plain(row[naming])].append(row)
            mine = {name: [row for mark in marks for row in by_value.get(mark, ())] for name, marks in voters.items()}
            if not all(mine.values()):
                continue
            for column, (end, place) in product(rows[0], (("first", 0), ("last", -1))):
                yield f"{table}.{naming}→{column} ({end})", {name: own[place][column] for name, own in mine.items()}


def _of_chance(mine: Sequence[str], theirs: Sequence[str]) -> tuple[float, float]:
    """Return how many pairs agree where one side is laid by chance beside the other, and the variance of that."""
    size = len(mine)
    agree = [[float(one == other) for other in theirs] for one in mine]
    rows = [sum(row) / size for row in agree]
    columns = [sum(column) / size for column in zip(*agree, strict=True)]
    mean = sum(rows) / size
    centred = (agree[i][j] - rows[i] - columns[j] + mean for i in range(size) for j in range(size))
    return sum(rows), sum(value * value for value in centred) / (size - 1)


def _touch(one: str, other: str) -> bool:
    """Return whether one value is the other, or holds it."""
    if not one or not other:
        return False
    short, long = sorted((one, other), key=len)
    return one == other or (len(short) >= SHORTEST_MARK and short in long)


def _plain(value: Any) -> str:
    return "" if value is None else str(value).replace("-", "")


def _sortable(value: Any) -> tuple[int, float, str]:
    if isinstance(value, bool | int | float):
        return 0, float(value), ""
    text = str(value)
    if text.startswith("(") and text.endswith(")") and text[1:-1].replace(",", "").isdecimal():
        page, item = text[1:-1].split(",")
        return 0, int(page) * 1e6 + int(item), ""
    return 1, 0.0, text
