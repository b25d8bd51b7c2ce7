"""Once a ballot is over, the raw database holds no former state of its box."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import pytest
from django.db import connection

from tests.migrated import environment, migrate
from tests.postgresql import cluster
from tests.processes import Environment, own_database, run

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

VOTE = """
import json
import django; django.setup()
from datetime import UTC, datetime
from django.db import connection
from random import Random
from dongbo.planning.models import Ballot
from dongbo.planning.operations.ballots import annul_ballot, cast_secret, close_ballot, open_ballot, prepare_ballot
from tests.builders import found_site
from tests.meetings import in_session, seated
at = datetime(2026, 11, 21, 8, 0, tzinfo=UTC)
people = seated(found_site(at=at), at=at)
ballot = prepare_ballot(meeting=in_session(people, at=at), subject="Thông qua dự thảo kế hoạch", by=people.chair, at=at)
open_ballot(ballot=ballot, by=people.chair, at=at)
%(first)s
known = set()
for number, one in enumerate(people.voting):
    cast_secret(
        ballot=ballot, choice="passed", receipt=f"MABIENNHAN{number}", shuffle=Random(number).shuffle, by=one, at=at
    )
    known |= {key.hex for key in ballot.papers.values_list("pk", flat=True)}
last = {key.hex for key in ballot.papers.values_list("pk", flat=True)}
%(end)s
print(json.dumps({"former": sorted(known - last), "last": sorted(last)}))
"""
WIPE = """
import django; django.setup()
from dongbo.planning.operations.ballots import wipe_traces
from django.db import connection
%(first)s
print(wipe_traces())
"""
COUNTED = {"first": "", "end": "close_ballot(ballot=ballot, by=people.chair, at=at)"}
ANNULLED = {
    "first": "",
    "end": "annul_ballot(ballot=ballot, reason='Mở nhầm nội dung bỏ phiếu', by=people.chair, at=at)",
}
AS_IT_IS = {"first": ""}
RECEIPTS = [f"MABIENNHAN{number}" for number in range(6)]

on_sqlite = pytest.mark.skipif(connection.vendor == "postgresql", reason="reads the file of SQLite")
on_postgresql = pytest.mark.skipif(connection.vendor != "postgresql", reason="reads the pages of PostgreSQL")


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a migrated database on a PostgreSQL of its own.

    What is written elsewhere on a server keeps it from forgetting, and the tests beside these write without end.
    """
    with cluster() as address:
        migrate(environment(tmp_path_factory.mktemp("migrated"), address))
        yield address


@pytest.fixture
def own(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Environment]:
    """A database of its own: in files, or on a server where nobody else is."""
    if connection.vendor == "sqlite":
        with own_database(tmp_path / "site") as there:
            yield there
        return
    import psycopg

    address, name = str(request.getfixturevalue("server")), f"own_{tmp_path.name}"
    with psycopg.connect(address.removesuffix("postgres") + "template1", autocommit=True) as maintenance:
        maintenance.execute(f'CREATE DATABASE "{name}" TEMPLATE postgres'.encode())
    yield environment(tmp_path / "site", address.removesuffix("postgres") + name)


def raw_bytes(folder: Path) -> bytes:
    return b"".join(path.read_bytes() for path in sorted((folder / "site").glob("dongbo.sqlite3*")))


def found(raw: bytes, keys: list[str]) -> list[str]:
    return [key for key in keys if key.encode() in raw]


@on_sqlite
def test_the_file_and_its_log_hold_no_former_paper(tmp_path: Path, own: Environment) -> None:
    """Every receipt stands twice: on its paper, and in the index of receipts."""
    keys = json.loads(run(VOTE % COUNTED, own))
    assert (len(keys["former"]), len(keys["last"])) == (15, 6)
    assert run(WIPE % AS_IT_IS, own) == "True"
    raw = raw_bytes(tmp_path)
    assert found(raw, keys["last"]) == keys["last"]
    assert found(raw, keys["former"]) == []
    assert [raw.count(code.encode()) for code in RECEIPTS] == [2] * 6


@on_sqlite
def test_without_overwriting_the_papers_of_an_annulled_ballot_would_be_found(tmp_path: Path, own: Environment) -> None:
    """The tests here can fail: this is how."""
    keys = json.loads(run(VOTE % {**ANNULLED, "first": "connection.cursor().execute('PRAGMA secure_delete=OFF')"}, own))
    assert run(WIPE % AS_IT_IS, own) == "True"
    assert found(raw_bytes(tmp_path), keys["last"]) != []


@on_sqlite
def test_a_reader_in_the_way_is_told_and_nothing_of_an_annulled_ballot_stays(tmp_path: Path, own: Environment) -> None:
    with closing(sqlite3.connect(tmp_path / "site" / "dongbo.sqlite3", isolation_level=None)) as reader:
        reader.execute("BEGIN")
        reader.execute("SELECT count(*) FROM planning_ballotpaper").fetchall()
        keys = json.loads(run(VOTE % ANNULLED, own))
        assert run(WIPE % {"first": "connection.cursor().execute('PRAGMA busy_timeout=50')"}, own) == "False"
        assert found(raw_bytes(tmp_path), keys["former"]) != []
        reader.execute("COMMIT")
        assert run(WIPE % AS_IT_IS, own) == "True"
    raw = raw_bytes(tmp_path)
    assert found(raw, keys["former"] + keys["last"] + RECEIPTS) == []


ITEMS = """
SELECT count(*), count(*) FILTER (WHERE t_xmax <> 0), count(DISTINCT t_xmin::text)
FROM generate_series(0, pg_relation_size('planning_ballotpaper') / 8192 - 1) AS page,
     heap_page_items(get_raw_page('planning_ballotpaper', page::int)) WHERE lp_len > 0
"""


@on_postgresql
def test_the_pages_hold_no_former_paper(own: Environment) -> None:
    """All rows of the box are of one transaction, and nothing else stands on the pages; before, much else did."""
    import psycopg

    run(VOTE % COUNTED, own)
    with psycopg.connect(own["DATABASE_URL"], autocommit=True) as spy:
        if not spy.execute("SELECT 1 FROM pg_available_extensions WHERE name = 'pageinspect'").fetchone():
            pytest.skip("the extension pageinspect is not installed")
        spy.execute("CREATE EXTENSION pageinspect")
        kept, removed, transactions = spy.execute(ITEMS).fetchone() or (0, 0, 0)
        assert (kept > 6, removed > 0, transactions > 1) == (True, True, True)
        assert run(WIPE % AS_IT_IS, own) == "True"
        assert spy.execute(ITEMS).fetchone() == (6, 0, 1)
        spy.execute("ANALYZE planning_ballotpaper")
        sampled = "SELECT attname FROM pg_stats WHERE tablename = 'planning_ballotpaper'"
        assert {name for (name,) in spy.execute(sampled)} == {"ballot_id"}


@on_postgresql
def test_a_transaction_that_still_reads_is_told(own: Environment) -> None:
    import psycopg

    with psycopg.connect(own["DATABASE_URL"], autocommit=True) as reader:
        reader.execute("BEGIN ISOLATION LEVEL REPEATABLE READ")
        reader.execute("SELECT count(*) FROM planning_council")
        run(VOTE % COUNTED, own)
        assert run(WIPE % AS_IT_IS, own) == "False"
        reader.execute("SELECT count(*) FROM planning_ballotpaper")
        assert run(WIPE % AS_IT_IS, own) == "False"
        reader.execute("COMMIT")
        assert run(WIPE % AS_IT_IS, own) == "True"
