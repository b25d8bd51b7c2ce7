"""Two officers act on one paper at the same moment: one act is done, the other is refused with its reason."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.processes import Environment, at_once, own_database, run

SETUP = """
import os, sys
import django; django.setup()
from datetime import UTC, datetime
from django.core.exceptions import ValidationError
from dongbo.documents.models import Document, Version
from dongbo.documents.operations import demote_provision, freeze_version
from dongbo.ledger.queries import verify_ledger
from dongbo.planning.models import TraceLink
from dongbo.planning.operations.links import add_link, confirm_link
from tests.builders import DIRECTIVE, PLAN, PLAN_SECOND, found_site, frozen, next_version, register, site_again
at = datetime(2026, 11, 21, 8, tzinfo=UTC)
"""
FOUND = f"""{SETUP}
frozen(PLAN, site=found_site(at=at), at=at)
"""
ACT = f"""{SETUP}
site = site_again(at=at)
planner = site.planner
me = str(os.getpid())
def attempt(act):
    print("ready", flush=True)
    sys.stdin.readline()
    try:
        act()
        print("done", flush=True)
    except ValidationError as refusal:
        print(refusal.code, flush=True)

attempt(lambda: register(DIRECTIVE.replace("hằng năm", me), site=site, at=at))
attempt(lambda: register(DIRECTIVE.replace("15/NQ-CP", "16/NQ-CP"), site=site, at=at))
plan = Document.objects.get(number="21/KH-BTN")
attempt(lambda: next_version(plan, PLAN_SECOND.replace("Diễn tập", "Diễn tập " + me), site=site, at=at))
version = plan.versions.get(ordinal=2)
row = version.provisions.get(path="II/2")
attempt(lambda: demote_provision(row=row, by=planner, at=at))
attempt(lambda: freeze_version(version=version, by=planner, at=at))
ends = [document.versions.order_by("-ordinal")[0].provisions.get(path="I/1").provision
        for document in Document.objects.filter(number__in=["15/NQ-CP", "21/KH-BTN"]).order_by("number")]
attempt(lambda: add_link(directive_provision=ends[0], plan_provision=ends[1], reason="", by=planner, at=at))
link = TraceLink.objects.get()
attempt(lambda: confirm_link(link=link, by=planner, at=at))
"""
STATE = f"""{SETUP}
print(Document.objects.count(), Version.objects.count(), TraceLink.objects.count(), verify_ledger())
"""


@pytest.fixture
def environment(tmp_path: Path) -> Iterator[Environment]:
    """A database of its own that several processes may open."""
    with own_database(tmp_path) as own:
        yield own


def test_one_act_of_two_is_done_and_the_other_says_why(environment: Environment) -> None:
    run(FOUND, environment)
    assert at_once(ACT, environment, rounds=7) == [
        ["done", "duplicate"],  # the same number
        ["done", "duplicate"],  # the same file
        ["done", "in_review"],  # the next version
        ["done", "stale"],  # the same place of a tree
        ["done", "frozen"],
        ["done", "duplicate"],  # the same link
        ["decided", "decided"],  # and confirmed once more
    ]
    assert run(STATE, environment) == "3 4 1 None"
