"""Nobody with the whole database, the ledger and the log can tell which paper of a secret ballot is whose."""

from __future__ import annotations

import logging
import re
from copy import deepcopy
from dataclasses import dataclass
from datetime import UTC, datetime
from random import Random
from typing import TYPE_CHECKING
from uuid import UUID

import pytest
from django.conf import settings as site_settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from granian.log import DEFAULT_ACCESSLOG_FMT

from dongbo.planning.models import Ballot, BallotPaper
from dongbo.planning.operations.ballots import casting, close_ballot, open_ballot, prepare_ballot
from dongbo.site.logs import PAPERS
from tests.meetings import in_session, seated
from tests.web.councils.linking import Attacker, tables_now

if TYPE_CHECKING:
    from collections.abc import Callable

    from dongbo.planning.models import Meeting
    from tests.builders import Site
    from tests.councils import Seated
    from tests.keeping import Keep

VOTES, ENOUGH = 8, 6
"""How many votes are looked at, and how many do to find out a box that gives itself away."""
FOUND = 6.0
"""Standard deviations beyond chance from which a link is found; of thousands of tries none gets there by chance."""

LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


@dataclass
class Voting:
    """A council that votes again and again by real requests, each member from an address of his own."""

    people: Seated
    meeting: Meeting
    chance: Random
    browsers: dict[str, Client]
    access: list[dict[str, object]]

    def vote(self) -> tuple[Ballot, dict[str, str], list[str]]:
        """Hold one vote with choices by chance; return the ballot, who chose what, and every receipt."""
        chair, at = self.people.chair, timezone.now()
        ballot = prepare_ballot(meeting=self.meeting, subject="Thông qua dự thảo kế hoạch", by=chair, at=at)
        open_ballot(ballot=ballot, by=chair, at=at)
        order = list(self.browsers)
        self.chance.shuffle(order)
        truth, receipts = {}, []
        for name in order:
            place = self.chance.randrange(3)
            truth[name] = ("passed", "conditional", "not_passed")[place]
            receipts.append("".join(self.chance.choices(LETTERS, k=20)))
            self.send(name, ballot, {"choice": str(place + 1), "receipt": receipts[-1], "step": "cast"})
        close_ballot(ballot=ballot, by=chair, at=timezone.now())
        return ballot, truth, receipts

    def send(self, name: str, ballot: Ballot, form: dict[str, str]) -> None:
        path, began = reverse("ballot-cast", args=[ballot.pk]), timezone.now()
        answer = self.browsers[name].post(path, form)
        assert answer.status_code == 302
        took = (timezone.now() - began).total_seconds() * 1000
        asked = answer.wsgi_request
        self.access.append(
            {
                "addr": asked.META["REMOTE_ADDR"],
                "time": datetime.now(UTC).isoformat(),
                "method": asked.method,
                "path": asked.get_full_path(),
                "protocol": "HTTP/1.1",
                "status": answer.status_code,
                "dt_ms": took,
                "bytes": len(answer.content) + len(answer.serialize_headers()),
                "request_bytes": int(asked.META["CONTENT_LENGTH"]),
                "place": len(self.access),
            }
        )

    @property
    def marks(self) -> dict[str, frozenset[str]]:
        """What identifies each voter in tables and logs."""
        return {
            one.officer.username: frozenset(
                {
                    str(one.officer.pk),
                    f"seat {self.people.seat_of(one).pk}",
                    one.officer.username.replace("-", ""),
                    _address(number),
                }
            )
            for number, one in enumerate(self.people.voting)
        }

    def marks_by_seat(self) -> dict[str, frozenset[str]]:
        """The same by the keys of seats, which look like those of officers."""
        return {one.officer.username: frozenset({str(self.people.seat_of(one).pk)}) for one in self.people.voting}


def _address(number: int) -> str:
    return f"10.9.0.{number + 1}"


@pytest.fixture(scope="module")
def kept_voting(keep: Keep, kept_site: Site, at: datetime) -> Voting:
    def build() -> Voting:
        people = seated(kept_site, at=at)
        browsers = {}
        for number, one in enumerate(people.voting):
            client = Client(REMOTE_ADDR=_address(number))
            client.force_login(one.officer)
            browsers[one.officer.username] = client
        return Voting(people, in_session(people, at=at), Random(20261122), browsers, [])

    return keep(build)


@pytest.fixture
def voting(kept_voting: Voting, db: None) -> Voting:
    """A council of six who vote in secret, in session."""
    return deepcopy(kept_voting)


def attack(voting: Voting, *, votes: int = VOTES) -> Attacker:
    attacker = Attacker()
    for _number in range(votes):
        voting.access.clear()
        ballot, truth, _receipts = voting.vote()
        tables = {**tables_now(), "access log": list(voting.access)}
        for marks in (voting.marks, voting.marks_by_seat()):
            attacker.look_at(tables, ballot=ballot.pk.hex, voters=marks, truth=truth)
    return attacker


def test_no_join_order_or_time_links_a_voter_to_a_paper(voting: Voting) -> None:
    attacker = attack(voting)
    hypothesis, beyond = attacker.best()
    tried = {name[1].split(".")[0] for name in attacker.tallies}
    assert {"ledger_event", "planning_ballotvoter", "access log", "organisation_officer"} <= tried
    assert len(attacker.tallies) > 500
    assert beyond < FOUND, hypothesis


def in_the_order_they_came(ballot: Ballot, paper: casting.Paper, _shuffle: object) -> None:
    BallotPaper.objects.create(ballot=ballot, choice=paper[0], receipt=paper[1])


def under_ids_of_the_moment(
    ballot: Ballot, paper: casting.Paper, shuffle: Callable[[list[tuple[UUID, str, str]]], None]
) -> None:
    moment = UUID(int=int(timezone.now().timestamp() * 1e6) << 64)
    box = [*ballot.papers.values_list("pk", "choice", "receipt"), (moment, *paper)]
    shuffle(box)
    ballot.papers.all().delete()
    BallotPaper.objects.bulk_create(BallotPaper(pk=key, ballot=ballot, choice=a, receipt=b) for key, a, b in box)


@pytest.mark.parametrize("leak", [in_the_order_they_came, under_ids_of_the_moment])
def test_a_box_that_keeps_an_order_is_found_out(
    voting: Voting, monkeypatch: pytest.MonkeyPatch, leak: Callable[..., None]
) -> None:
    """The attack can succeed: this is how a box would give itself away."""
    monkeypatch.setattr(casting, "_lay_anew", leak)
    assert attack(voting, votes=ENOUGH).best()[1] > FOUND


def test_a_receipt_in_the_ledger_is_found_out(voting: Voting, monkeypatch: pytest.MonkeyPatch) -> None:
    """Likewise, where the event said which."""
    lay, append = casting._lay_anew, casting.append_event
    held: list[str] = []

    def laying(ballot: Ballot, paper: casting.Paper, shuffle: Callable[[list[casting.Paper]], None]) -> None:
        held.append(paper[1])
        lay(ballot, paper, shuffle)

    def telling(**event: object) -> object:
        return append(**{**event, "payload": {"receipt": held.pop()}})

    monkeypatch.setattr(casting, "_lay_anew", laying)
    monkeypatch.setattr(casting, "append_event", telling)
    hypothesis, beyond = attack(voting, votes=ENOUGH).best()
    assert beyond > FOUND
    assert (hypothesis[0], hypothesis[2]) == ("join", "receipt")


def test_neither_tables_nor_logs_hold_a_receipt_or_tell_choices_apart(
    voting: Voting, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Everything is logged, statements too: the lines of each voter are the same, whatever he chose."""
    for logger in ("", "django", "django.db.backends"):
        caplog.set_level(logging.DEBUG, logger=logger)
    spoken: dict[str, list[str]] = {}
    send = voting.send

    def listening(name: str, ballot: Ballot, form: dict[str, str]) -> None:
        before = len(caplog.records)
        send(name, ballot, form)
        spoken[name] = [_without_values(record.getMessage()) for record in caplog.records[before:]]

    monkeypatch.setattr(voting, "send", listening)
    with CaptureQueriesContext(connection):
        _ballot, truth, receipts = voting.vote()
    lines = [DEFAULT_ACCESSLOG_FMT % one for one in voting.access] + [record.getMessage() for record in caplog.records]
    assert len(set(truth.values())) > 1
    assert len(lines) > 100
    assert [line for line in lines if any(code in line for code in receipts) or PAPERS in line] == []
    assert len({tuple(one) for one in spoken.values()}) == 1
    elsewhere = {table: rows for table, rows in tables_now().items() if table != PAPERS}
    assert [table for table, rows in elsewhere.items() if any(code in str(rows) for code in receipts)] == []


def _without_values(line: str) -> str:
    """Return a logged line without what is quoted or counted in it."""
    return re.sub(r"[0-9a-f]{32,64}|\d+", "#", re.sub(r"'[^']*'", "?", line))


def test_statements_upon_papers_are_in_no_log_however_much_is_logged() -> None:
    assert BallotPaper._meta.db_table == PAPERS
    assert site_settings.LOGGING["loggers"]["django.db.backends"]["filters"] == ["without_papers"]
    quiet = logging.getLogger("django.db.backends")
    said = {}
    for statement in (f'INSERT INTO "{PAPERS}" VALUES (1)', 'UPDATE "planning_ballotvoter" SET x = 1'):
        record = logging.LogRecord("django.db.backends", logging.DEBUG, "", 1, "(%.3f) %s", (0.1, statement), None)
        record.sql = statement
        said[statement] = bool(quiet.filter(record))
    assert list(said.values()) == [False, True]
