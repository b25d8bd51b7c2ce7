"""One database of national size asked everything that benchmarks/authority.py tells of, and how long it took."""

import os
import random
import statistics
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Any

from benchmarks import nation
from benchmarks.authority_peers import Cedar, Reading, casbin_engine, numbers_of
from benchmarks.authority_spicedb import SpiceDB, is_installed

ROUNDS = 3
SAMPLE = 40
NAIVE_SAMPLE, PEER_SAMPLE = 6, 3
LONGEST = 5.0
"""Seconds after which a peer that filters records one by one is stopped and its time extrapolated."""

PAIRS = 2_000
PAGE = 50
KINDS = ("no grant", "commune officer", "head of a division", "province chief", "ministry's administrator")

NAIVE = """
SELECT d.id FROM documents_document d JOIN organisation_unit u ON u.id = d.unit_id
WHERE EXISTS (
  SELECT 1 FROM organisation_grant g JOIN organisation_unit s ON s.id = g.effective_unit_id
  WHERE g.officer_id = %s AND g.parent_id IS NULL AND g.effective_from <= %s AND g.effective_to > %s
    AND g.effective_mask & 1 <> 0
    AND (d.access <= g.effective_clearance
         AND u.first BETWEEN s.first AND CASE WHEN g.effective_branch THEN s.last ELSE s.first END
         OR d.access = 0 AND ',' || s.lineage || ',' LIKE '%%,' || u.first || ',%%'))
ORDER BY d.registered_at DESC, d.id DESC LIMIT 50
"""


@dataclass
class Asked:
    """What one database was asked, and how it answered."""

    database: str
    load: list[float] = field(default_factory=list)
    visible: dict[str, int] = field(default_factory=dict)
    lists: dict[str, dict[str, Any]] = field(default_factory=dict)
    checks: dict[str, dict[str, Any]] = field(default_factory=dict)
    wrong: int = 0
    compared: int = 0


def ask(folder: Path) -> Asked:
    """Fill the database where it is empty, ask everything, and return the answers' times."""
    nation.prepared(folder)
    from django.db import connection

    from dongbo.organisation.models import Unit

    if not Unit.objects.exists():
        nation.fill()
    asked = Asked(database=connection.vendor, load=[round(os.getloadavg()[0], 1)])
    readings = _readings()
    kinds = _kinds(readings)
    _ask_lists(asked, kinds)
    _ask_naive(asked, kinds)
    _ask_peers(asked, kinds, readings)
    _ask_checks(asked, readings)
    asked.load.append(round(os.getloadavg()[0], 1))
    return asked


def _readings() -> dict[int, list[Reading]]:
    from dongbo.engines.intervals import intervals_of
    from dongbo.organisation.models import Grant

    found: dict[int, list[Reading]] = {}
    alive = Grant.objects.filter(parent=None, effective_from__lte=nation.AT, effective_to__gt=nation.AT)
    columns = ("officer_id", "effective_unit_id", "effective_branch", "effective_unit__first", "effective_unit__last")
    for *row, reach, clearance, mask in alive.values_list(
        *columns, "effective_unit__reach", "effective_clearance", "effective_mask"
    ):
        if mask & 1:
            officer, unit, branch, first, last = row
            one = Reading(officer, unit, branch, first, last, intervals_of(reach), clearance)
            found.setdefault(one.officer, []).append(one)
    return found


def _kinds(readings: dict[int, list[Reading]]) -> dict[str, list[int]]:
    from dongbo.organisation.models import Grant, Officer, Post

    def heads(level: str) -> list[int]:
        found = Post.objects.filter(kind="head", unit__level=level, unit__code__lt="G01.35").order_by("pk")
        return [officer for officer in found.values_list("officer_id", flat=True) if officer in readings]

    members = Post.objects.filter(kind="member", unit__level="commune").order_by("pk")
    administrators = Grant.objects.filter(role__code="administrator", parent=None, effective_to__gt=nation.AT)
    everyone = {
        "no grant": [key for key in Officer.objects.order_by("pk").values_list("pk", flat=True) if key not in readings],
        "commune officer": [key for key in members.values_list("officer_id", flat=True) if key in readings],
        "head of a division": heads("division"),
        "province chief": heads("province"),
        "ministry's administrator": [
            key
            for key in administrators.order_by("pk").values_list("officer_id", flat=True)
            if any(one.unit == 1 and one.branch for one in readings.get(key, ()))
        ],
    }
    chance = random.Random(nation.SEED)
    return {kind: chance.sample(everyone[kind], min(SAMPLE, len(everyone[kind]))) for kind in KINDS}


def _listing(officer: int) -> Any:
    from dongbo.documents.models import Document
    from dongbo.organisation.queries.listing import listing
    from dongbo.organisation.states import Permission

    return listing(
        Document.objects.all(),
        _acting(officer),
        Permission.DOCUMENT_READ,
        at=nation.AT,
        access="access",
        order=("-registered_at", "-pk"),
    )


def _first_page(officer: int) -> Any:
    return _listing(officer)[0:PAGE]


def _acting(officer: int) -> Any:
    from dongbo.organisation.models import Officer
    from dongbo.organisation.rules import Acting

    if officer not in _OFFICERS:
        _OFFICERS[officer] = Acting(Officer.objects.get(pk=officer))
    return _OFFICERS[officer]


_OFFICERS: dict[int, Any] = {}


def _ask_lists(asked: Asked, kinds: dict[str, list[int]]) -> None:
    for kind, officers in kinds.items():
        counts, pages, processor = [], [], []
        for officer in officers:
            _listing(officer)[0:PAGE]
        asked.visible[kind] = int(statistics.median(_visible(officer) for officer in officers))
        for _ in range(ROUNDS):
            taken = [_took_both(partial(_first_page, officer)) for officer in officers]
            pages.append([clock for clock, _ in taken])
            processor.append([spent for _, spent in taken])
            counts.append([_took(_listing(officer).count) for officer in officers])
        asked.lists[kind] = {
            "ours": _rounds(pages),
            "processor": _rounds(processor),
            "count": _rounds(counts),
        }


def _visible(officer: int) -> int:
    from dongbo.documents.models import Document
    from dongbo.organisation.rules import within
    from dongbo.organisation.states import Permission

    visible = within(_acting(officer), Permission.DOCUMENT_READ, at=nation.AT, access="access")
    return Document.objects.filter(visible).count()


def _ask_naive(asked: Asked, kinds: dict[str, list[int]]) -> None:
    from django.db import connection

    at = connection.ops.adapt_datetimefield_value(nation.AT)
    for kind, officers in kinds.items():
        times = []
        for officer in officers[:NAIVE_SAMPLE]:
            expected = [document.pk.hex for document in _listing(officer)[0:PAGE]]
            began = time.perf_counter()
            with connection.cursor() as cursor:
                cursor.execute(NAIVE, [officer, at, at])
                found = [str(row[0]).replace("-", "") for row in cursor.fetchall()]
            times.append((time.perf_counter() - began) * 1e3)
            asked.compared += 1
            asked.wrong += found != expected
        asked.lists[kind]["naive"] = statistics.median(times)


# --- the peers --------------------------------------------------------------------------------------------------


def _ask_peers(asked: Asked, kinds: dict[str, list[int]], readings: dict[int, list[Reading]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        enforce = casbin_engine(readings, Path(folder))
        cedar = Cedar(readings)
        pairs = _pairs(readings, 1)

        def by_casbin(officer: int, places: Sequence[tuple[int, int]]) -> list[bool]:
            return [enforce(officer, unit, access) for unit, access in places]

        _ask_peer(asked, kinds, "casbin", by_casbin)
        _ask_peer(asked, kinds, "cedar", cedar.filtered)
        for officer, *_ in pairs:
            cedar.filtered(officer, [(0, 0)])
        _check_peer(asked, readings, pairs, "pycasbin FastEnforcer, every policy in memory", enforce)
        _check_peer(asked, readings, pairs, "cedarpy, the officer's policies parsed before", cedar.allows)
        if is_installed():
            officers = {*(one for each in kinds.values() for one in each), *(officer for officer, *_ in pairs)}
            spicedb = SpiceDB(readings, officers)
            _ask_peer(asked, kinds, "spicedb", spicedb.filtered)
            told = f"SpiceDB in our process, in memory, with the grants of {len(officers):,} officers"
            _check_peer(asked, readings, pairs, told, spicedb.allows)
            spicedb.close()


def _ask_peer(asked: Asked, kinds: dict[str, list[int]], name: str, engine: Callable[..., list[bool]]) -> None:
    for kind, officers in kinds.items():
        times, stopped = [], False
        for officer in officers[:PEER_SAMPLE]:
            spent, keys, cut = _filtered(engine, officer)
            stopped |= cut
            times.append(spent)
            if not cut:
                asked.compared += 1
                asked.wrong += keys != [document.pk for document in _listing(officer)[0:PAGE]]
        asked.lists[kind][name] = [statistics.median(times), stopped]


def _filtered(engine: Callable[..., list[bool]], officer: int) -> tuple[float, list[Any], bool]:
    """Return the milliseconds to fill a page newest first, its keys, and whether the time is extrapolated."""
    from dongbo.documents.models import Document

    newest = Document.objects.order_by("-registered_at", "-pk").values_list("pk", "unit__first", "access")
    began, seen, keys = time.perf_counter(), 0, []
    rows = newest.iterator(chunk_size=500)
    while chunk := list(islice(rows, 500)):
        for (key, _unit, _access), allowed in zip(chunk, engine(officer, [row[1:] for row in chunk]), strict=True):
            keys += [key] if allowed else []
        seen += len(chunk)
        spent = time.perf_counter() - began
        if len(keys) >= PAGE:
            return spent * 1e3, keys[:PAGE], False
        if spent > LONGEST:
            return spent * 1e3 * (nation.RECORDS / seen), keys, True
    return (time.perf_counter() - began) * 1e3, keys, False


# --- single checks ----------------------------------------------------------------------------------------------


def _pairs(readings: dict[int, list[Reading]], seed: int) -> list[tuple[int, int, int, int]]:
    """Return officers, each once, and where a record stands that is likely to be near what he reads."""
    from dongbo.organisation.models import Unit

    chance = random.Random(nation.SEED + seed)
    keys = dict(Unit.objects.values_list("first", "pk"))
    found = []
    for officer in chance.sample(sorted(readings), PAIRS):
        one = chance.choice(readings[officer])
        near = chance.random() < 0.5
        number = chance.randint(one.first, one.last) if near else chance.randrange(len(keys))
        found.append((officer, keys[number], number, chance.randrange(3)))
    return found


def _check_peer(
    asked: Asked,
    readings: dict[int, list[Reading]],
    pairs: Sequence[tuple[int, int, int, int]],
    name: str,
    allows: Callable[[int, int, int], bool],
) -> None:
    found = [_timed(partial(allows, officer, number, access)) for officer, _key, number, access in pairs]
    expected = [_covered(readings[officer], number, access) for officer, _key, number, access in pairs]
    asked.compared += len(found)
    asked.wrong += [answer for _spent, answer in found] != expected
    asked.checks[name] = _spread([spent for spent, _ in found])


def _covered(readings: list[Reading], number: int, access: int) -> bool:
    """Decide by walking the grants: what every engine has to say."""
    for one in readings:
        last = one.last if one.branch else one.first
        if access <= one.clearance and one.first <= number <= last:
            return True
        if access == 0 and number in numbers_of(one):
            return True
    return False


def _ask_checks(asked: Asked, readings: dict[int, list[Reading]]) -> None:
    from dongbo.organisation.models import Unit
    from dongbo.organisation.rules import authority_of, may
    from dongbo.organisation.states import Access, Permission

    read = Permission.DOCUMENT_READ
    pairs = _pairs(readings, 2)
    units = Unit.objects.in_bulk([key for _officer, key, _number, _access in pairs])
    asking = [(_acting(officer), units[key], number, Access(access)) for officer, key, number, access in pairs]
    expected = [_covered(readings[officer], number, access) for officer, _key, number, access in pairs]

    def by_may() -> list[tuple[float, bool]]:
        return [_timed(partial(may, one[0], read, unit=one[1], access=one[3], at=nation.AT)) for one in asking]

    cold, kept = by_may(), by_may()
    scopes = [authority_of(by, at=nation.AT).scope(read.bit) for by, *_ in asking]
    compiled = [_timed(partial(scope.covers, one[2], one[3])) for scope, one in zip(scopes, asking, strict=True)]
    for answers in (cold, kept, compiled):
        asked.compared += len(answers)
        asked.wrong += [answer for _spent, answer in answers] != expected
    ours = {
        "ours, the compiled scope": compiled,
        "ours, kept: with the look whether rights changed": kept,
        "ours, cold: everything read from the database": cold,
    }
    asked.checks = {name: _spread([spent for spent, _ in answers]) for name, answers in ours.items()} | asked.checks


def _timed(question: Callable[[], Any]) -> tuple[float, Any]:
    began = time.perf_counter()
    answer = question()
    return (time.perf_counter() - began) * 1e3, answer


def _took(question: Callable[[], Any]) -> float:
    return _timed(question)[0]


def _took_both(question: Callable[[], Any]) -> tuple[float, float]:
    """Return the milliseconds of the clock and of the processor, the server's among them where it can be read."""
    server = _server_clock()
    began, spent_before, server_before = time.perf_counter(), time.process_time(), server()
    question()
    spent = time.process_time() - spent_before + server() - server_before
    return (time.perf_counter() - began) * 1e3, spent * 1e3


def _server_clock() -> Callable[[], float]:
    """Return how to read the seconds that the processor gave to the server's process for this connection."""
    from django.db import connection

    if connection.vendor != "postgresql":
        return lambda: 0.0
    connection.ensure_connection()
    path = Path(f"/proc/{connection.connection.info.backend_pid}/schedstat")
    return lambda: int(path.read_text().split()[0]) / 1e9


def _spread(times: Sequence[float]) -> dict[str, float]:
    ordered = sorted(times)
    return {
        "p50": statistics.median(ordered),
        "p95": ordered[min(len(ordered) - 1, int(len(ordered) * 0.95))],
        "max": ordered[-1],
    }


def _rounds(rounds: Sequence[Sequence[float]]) -> dict[str, list[float]]:
    """Return the least, middle and greatest of every figure over the rounds."""
    spreads = [_spread(times) for times in rounds]
    return {name: sorted(spread[name] for spread in spreads) for name in ("p50", "p95", "max")}
