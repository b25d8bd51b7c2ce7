"""The last try is one try, however many processes take it at the same moment."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.processes import at_once, own_database, run

if TYPE_CHECKING:
    from pathlib import Path

FOUND = """
import django; django.setup()
from datetime import UTC, datetime
from tests.builders import found_site
found_site(at=datetime(2026, 11, 21, 8, tzinfo=UTC))
"""
GUESS = """
import sys
import django; django.setup()
from datetime import UTC, datetime
from dongbo.organisation.operations.signing_in import AccountLocked, Browser, begin_try, note_wrong_try
from dongbo.organisation.states import SignInMethod
at = datetime(2026, 11, 21, 8, tzinfo=UTC)
for _ in range(5):
    print("ready", flush=True)
    sys.stdin.readline()
    try:
        taken = begin_try(username="nguoi-doc", address="10.0.0.1", at=at)
        note_wrong_try(taken=taken, method=SignInMethod.PASSWORD, browser=Browser("10.0.0.1"), at=at)
        print("tried", flush=True)
    except AccountLocked:
        print("locked", flush=True)
"""
KEPT = """
import django; django.setup()
from dongbo.ledger.models import Event
from dongbo.organisation.models import SignInRecord
print(SignInRecord.objects.filter(act="wrong").count(), SignInRecord.objects.filter(act="locked").count(),
      Event.objects.filter(kind="organisation.sign_in_locked").count())
"""
USE = """
import sys
import django; django.setup()
from dongbo.organisation.models import Officer
from dongbo.organisation.operations.signing_in import use_code
officer = Officer.objects.get(username="nguoi-doc")
for step in range(5):
    print("ready", flush=True)
    sys.stdin.readline()
    print(use_code(officer=officer, step=1_000 + step), flush=True)
"""
KEEP = """
import django; django.setup()
from datetime import UTC, datetime
from dongbo.organisation.models import Officer
from dongbo.organisation.operations.signing_in import Sent, keep_request
at = datetime(2026, 11, 21, 8, tzinfo=UTC)
officer = Officer.objects.get(username="nguoi-doc")
for number in range(3):
    keep_request(key=f"k{number}", officer=officer, sent=Sent("/", ""), continues_itself=True, at=at)
"""
GO_ON = """
import sys
import django; django.setup()
from datetime import UTC, datetime
from dongbo.organisation.models import KeptRequest
from dongbo.organisation.operations.signing_in import let_go_on
at = datetime(2026, 11, 21, 8, tzinfo=UTC)
for number in range(3):
    print("ready", flush=True)
    sys.stdin.readline()
    print(let_go_on(kept=KeptRequest.objects.get(key=f"k{number}"), at=at), flush=True)
"""


def test_two_processes_have_five_tries_together_and_lock_once(db: None, tmp_path: Path) -> None:
    with own_database(tmp_path) as own:
        run(FOUND, own)
        rounds = at_once(GUESS, own, rounds=5)
        assert rounds == [["tried", "tried"], ["tried", "tried"], ["locked", "tried"], *[["locked", "locked"]] * 2]
        assert run(KEPT, own) == "4 1 1"


def test_of_two_processes_one_lets_a_kept_form_go_on(db: None, tmp_path: Path) -> None:
    with own_database(tmp_path) as own:
        run(FOUND, own)
        run(KEEP, own)
        assert at_once(GO_ON, own, rounds=3) == [["False", "True"]] * 3


def test_of_two_processes_one_accepts_a_code(db: None, tmp_path: Path) -> None:
    with own_database(tmp_path) as own:
        run(FOUND, own)
        assert at_once(USE, own, rounds=5) == [["False", "True"]] * 5
