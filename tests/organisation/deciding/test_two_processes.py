"""A change of rights is felt by the very next question in every process; nothing a process keeps outlives it."""

import json
import select
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest

from tests.processes import Environment, own_database

AT = datetime(2026, 11, 21, 8, 0, tzinfo=UTC)
LATER = AT + timedelta(hours=2)
ENDS = AT + timedelta(hours=9)
BRANCH = ["G99.01", "G99.01.01"]


class Process:
    """A process that does as it is told; see process.py."""

    def __init__(self, environment: Environment, *, bug: tuple[str, str] | None = None) -> None:
        planting = f"from tests.organisation.deciding.planted import plant; plant(*{bug!r});" if bug else ""
        working = "from tests.organisation.deciding.process import main; main()"
        self._running = subprocess.Popen(
            [sys.executable, "-c", f"import django; django.setup(); {planting} {working}"],
            env=environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def begin(self, *command: object) -> None:
        """Tell it what to do, and do not wait."""
        assert self._running.stdin is not None
        self._running.stdin.write(json.dumps(command) + "\n")
        self._running.stdin.flush()

    def answer(self) -> object:
        """Wait for what it says next."""
        assert self._running.stdout is not None
        return json.loads(self._running.stdout.readline())

    def ask(self, *command: object) -> object:
        """Tell it what to do, and wait for what it says."""
        self.begin(*command)
        return self.answer()

    def is_silent(self, seconds: float) -> bool:
        """Return whether it says nothing for so long."""
        assert self._running.stdout is not None
        return not select.select([self._running.stdout], [], [], seconds)[0]

    def end(self) -> None:
        self._running.communicate(timeout=60)


Processes = tuple[Process, Process]


@pytest.fixture(scope="module")
def environment(tmp_path_factory: pytest.TempPathFactory, django_db_setup: None) -> Iterator[Environment]:
    """The environment of processes on a database of their own."""
    with own_database(tmp_path_factory.mktemp("two")) as own:
        yield own


@pytest.fixture(scope="module")
def processes(environment: Environment) -> Iterator[Processes]:
    """One process that reads and one that changes rights, in a ministry."""
    reading, changing = Process(environment), Process(environment)
    assert changing.ask("found") == "founded"
    yield reading, changing
    reading.end()
    changing.end()


def _seen(process: Process, username: str, at: datetime = LATER, principal: str = "") -> list[str]:
    """Return what the officer may read, which every way of asking has to say alike."""
    answer = process.ask("look", username, at.isoformat(), principal)
    assert isinstance(answer, dict)
    assert answer["checked"] == answer["listed"] == answer["paged"]
    return list(answer["checked"])


@pytest.mark.parametrize(
    ("username", "principal", "act", "left"),
    [
        ("bi-thu-hoi", "", "revoke", []),
        ("duoc-uy-quyen", "thu-truong", "revoke upstream", []),
        ("doi-vai", "", "change role", []),
        ("bi-dinh-chi", "", "suspend", []),
        ("don-vi-chuyen", "", "move", ["G99.01"]),
    ],
)
def test_the_very_next_check_and_list_feel(
    processes: Processes, username: str, principal: str, act: str, left: list[str]
) -> None:
    reading, changing = processes
    before = [_seen(reading, username, principal=principal) for _ in range(2)]
    assert before == [BRANCH, BRANCH]
    assert changing.ask("do", act) == "done"
    assert _seen(reading, username, principal=principal) == left


def test_what_a_process_keeps_is_used(processes: Processes) -> None:
    reading, _changing = processes
    _seen(reading, "lam-luc-thu-hoi")
    answer = reading.ask("look", "lam-luc-thu-hoi", LATER.isoformat(), "")
    assert isinstance(answer, dict)
    units = 4
    assert answer["queries"] == units


def test_a_grant_ends_on_the_microsecond_though_it_is_kept(processes: Processes) -> None:
    reading, _changing = processes
    before, after = ENDS - timedelta(microseconds=1), ENDS
    branch = [code for code in _seen(reading, "het-han", before) if code != "G99"]
    assert branch[0] == "G99.01"
    assert _seen(reading, "het-han", after) == ["G99"]
    assert _seen(reading, "het-han", before) == ["G99", *branch]


def test_what_is_kept_answers_for_no_earlier_moment(processes: Processes) -> None:
    reading, _changing = processes
    assert _seen(reading, "lam-luc-thu-hoi", AT)[0] == "G99.01"
    assert _seen(reading, "lam-luc-thu-hoi", AT - timedelta(microseconds=1)) == []


def test_an_act_that_was_decided_first_is_done_before_the_revocation(processes: Processes) -> None:
    acting, revoking = processes
    assert acting.ask("act slowly", "lam-luc-thu-hoi") == "decided"
    revoking.begin("revoke slowly", "lam-luc-thu-hoi")
    assert revoking.is_silent(1.0)
    assert acting.ask() == "acted"
    assert revoking.answer() == "revoked"
    assert revoking.ask() == "committed"
    assert acting.ask("act slowly", "lam-luc-thu-hoi") == "refused"


def test_an_act_that_comes_while_rights_are_revoked_is_refused(processes: Processes) -> None:
    acting, revoking = processes
    assert _seen(acting, "bi-thu-hoi-luc-lam")[0] == "G99.01"
    assert revoking.ask("revoke slowly", "bi-thu-hoi-luc-lam") == "revoked"
    acting.begin("act slowly", "bi-thu-hoi-luc-lam")
    assert acting.is_silent(1.0)
    assert revoking.ask() == "committed"
    assert acting.answer() == "refused"


def test_bugs_planted_where_authority_is_kept_are_found(environment: Environment, processes: Processes) -> None:
    _reading, changing = processes
    forgetful = Process(environment, bug=("known[0] == epoch and ", ""))
    timeless = Process(environment, bug=("known[1].is_good_at(at)", "True"))
    assert _seen(forgetful, "con-nho") == _seen(timeless, "con-nho") != []
    assert _seen(timeless, "con-nho", AT - timedelta(microseconds=1)) != []
    assert changing.ask("do", "revoke what is remembered") == "done"
    assert _seen(forgetful, "con-nho") != []
    assert _seen(timeless, "con-nho") == []
    forgetful.end()
    timeless.end()
