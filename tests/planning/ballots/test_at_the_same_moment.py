"""Papers that arrive at the same moment, in processes of their own: of a member exactly one is counted."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.processes import Environment, at_once, own_database, run

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

PREPARE = """
import django; django.setup()
from datetime import UTC, datetime
from dongbo.planning.operations.ballots import open_ballot, prepare_ballot
from tests.builders import found_site
from tests.meetings import in_session, seated
at = datetime(2026, 11, 21, 8, 0, tzinfo=UTC)
people = seated(found_site(at=at), at=at)
ballot = prepare_ballot(meeting=in_session(people, at=at), subject="Thông qua dự thảo kế hoạch", by=people.chair, at=at)
open_ballot(ballot=ballot, by=people.chair, at=at)
"""
CAST = """
import os, sys
import django; django.setup()
from datetime import UTC, datetime
from random import SystemRandom
from django.core.exceptions import ValidationError
from dongbo.organisation.models import Officer
from dongbo.organisation.queries import acting_as
from dongbo.planning.models import Ballot
from dongbo.planning.operations.ballots import cast_secret, close_ballot
at = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)
people = {name: acting_as(Officer.objects.get(username=f"hd-{name}"), at=at)
          for name in ("chair", "vice-chair", "uy-vien-1", "uy-vien-2", "reviewer", "secretary")}
ballot = Ballot.objects.get()
try:
    os.mkdir(os.environ["CLAIMED"])
    mine = 0
except FileExistsError:
    mine = 1
def cast(name, choice, receipt):
    try:
        return cast_secret(ballot=ballot, choice=choice, receipt=receipt, shuffle=SystemRandom().shuffle,
                           by=people[name], at=at).value
    except ValidationError as refusal:
        return getattr(refusal, "code", None) or "refused"
def close():
    return close_ballot(ballot=ballot, by=people["chair"], at=at).state
ROUNDS = (
    (lambda: cast("chair", "passed", "CUNGMOTMA1"),) * 2,
    (lambda: cast("vice-chair", "passed", "TABTHUNHAT"), lambda: cast("vice-chair", "not_passed", "TABTHUHAI")),
    (lambda: cast("uy-vien-1", "passed", ""), lambda: cast("uy-vien-2", "conditional", "")),
    (lambda: cast("reviewer", "passed", "KIPHAYKHONG"), close),
)
for acts in ROUNDS:
    print("ready", flush=True)
    sys.stdin.readline()
    print(acts[mine](), flush=True)
"""
AFTER = """
import django; django.setup()
from dongbo.ledger.models import Event
from dongbo.ledger.queries import verify_ledger
from dongbo.planning.models import Ballot, BallotPaper, BallotVoter
ballot = Ballot.objects.get()
counted = ballot.passed + ballot.conditional + ballot.not_passed + ballot.abstained
cast = BallotVoter.objects.filter(has_cast=True).count()
told = Event.objects.filter(kind="planning.ballot_cast").count()
print(counted == cast == told == BallotPaper.objects.count(), cast, verify_ledger())
"""


ROUNDS_OF_ROLES = 5
OPEN_OR_CHANGE = f"""
import os, sys
import django; django.setup()
from datetime import UTC, datetime
from django.core.exceptions import ValidationError
from dongbo.organisation.models import Officer
from dongbo.organisation.queries import acting_as
from dongbo.planning.models import Ballot, CouncilSeat, Meeting
from dongbo.planning.operations.ballots import annul_ballot, open_ballot, prepare_ballot
from dongbo.planning.operations.councils import change_role
at = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)
people = {{name: acting_as(Officer.objects.get(username=f"hd-{{name}}"), at=at) for name in ("chair", "thuong-truc")}}
support = CouncilSeat.objects.get(officer__username="hd-support")
def prepare():
    for ballot in Ballot.objects.filter(state="open"):
        annul_ballot(ballot=ballot, reason="Làm lại lượt này", by=people["chair"], at=at)
    prepare_ballot(meeting=Meeting.objects.get(), subject="Thông qua dự thảo", by=people["chair"], at=at)
    return "prepared"
def open_it():
    ballot = Ballot.objects.get(state="prepared")
    return f"opened for {{open_ballot(ballot=ballot, by=people['chair'], at=at).all_voters}}"
def change(role):
    try:
        change_role(seat=support, role=role, position="", basis="Quyết định 9", by=people["thuong-truc"], at=at)
        return "changed"
    except ValidationError as refusal:
        return getattr(refusal, "code", None) or "is it"
def put_back():
    while change("support") == "ballot_open":
        pass
    return "put back"
try:
    os.mkdir(os.environ["CLAIMED"])
    mine = prepare, open_it
except FileExistsError:
    mine = put_back, lambda: change("member")
for act in mine * {ROUNDS_OF_ROLES}:
    print("ready", flush=True)
    sys.stdin.readline()
    print(act(), flush=True)
"""


@pytest.fixture
def environment(tmp_path: Path) -> Iterator[Environment]:
    """A database of its own, migrated, that several processes may open."""
    with own_database(tmp_path) as own:
        yield own | {"CLAIMED": str(tmp_path / "claimed")}


def test_of_a_member_exactly_one_paper_is_counted(environment: Environment) -> None:
    """The same paper twice, two papers of one member, two members, a paper and the closing."""
    run(PREPARE, environment)
    same, two, others, late = at_once(CAST, environment, rounds=4)
    assert same == ["before", "taken"]
    assert two == ["cast_before", "taken"]
    assert others == ["taken", "taken"]
    assert late in (["closed", "closed"], ["closed", "taken"])
    in_time = late == ["closed", "taken"]
    assert run(AFTER, environment) == f"True {5 if in_time else 4} None"


def test_a_role_changed_as_a_ballot_opens_counts_in_it_or_is_refused(environment: Environment) -> None:
    """Who supports the council is made a member: a voter of the ballot as it is opened, or not before it is over."""
    run(PREPARE, environment)
    both = at_once(OPEN_OR_CHANGE, environment, rounds=2 * ROUNDS_OF_ROLES)
    begun, rounds = both[::2], both[1::2]
    assert begun == [["prepared", "put back"]] * ROUNDS_OF_ROLES
    assert [one for one in rounds if one not in (["changed", "opened for 7"], ["ballot_open", "opened for 6"])] == []
