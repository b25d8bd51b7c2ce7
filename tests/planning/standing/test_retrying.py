"""A standing check that fails, or dies half-way, is tried again until it is done, and whoever it concerns sees it."""

from __future__ import annotations

from datetime import timedelta
from io import StringIO
from typing import TYPE_CHECKING

import pytest
from django.core.management import call_command
from django_tasks_db.models import DBTaskResult

from dongbo.jobs import standing_check
from dongbo.jobs.clock import tick
from dongbo.ledger.models import Event
from dongbo.planning.models import DirectiveNotice, StandingCheck
from dongbo.planning.operations.standing import take_up
from dongbo.planning.operations.standing.awaiting import PATIENCE, WAITS
from dongbo.planning.queries.standing_checks import failed_checks
from dongbo.web.desk.waiting import waiting_for
from tests.planning.standing.papers import DIRECTIVE, World

if TYPE_CHECKING:
    from datetime import datetime

    from dongbo.documents.models import Version

FAILED = "planning.standing_check_failed"


class Lost(Exception):
    """The database went away."""


@pytest.fixture
def changed(answered: World, at: datetime) -> Version:
    """The directive has got another version, which is to be checked."""
    return answered.becomes(DIRECTIVE.replace("trên 80%", "trên 90%"), at=at)


def check_of(version: Version) -> StandingCheck:
    return StandingCheck.objects.get(version=version)


def queued(version: Version) -> int:
    """How often the check of a version was put into the queue."""
    rows = DBTaskResult.objects.filter(task_path="dongbo.jobs.standing_check.check_version")
    wanted = [str(version.document_id), version.ordinal]
    return sum(one.args_kwargs["args"] == wanted for one in rows)


def run(version: Version) -> None:
    standing_check.check_version.func(str(version.document_id), version.ordinal)


def fail(version: Version, monkeypatch: pytest.MonkeyPatch, at: datetime) -> None:
    """Have the check of a version fail at a moment."""

    def lost(**_asked: object) -> None:
        raise Lost

    with monkeypatch.context() as broken:
        broken.setattr(standing_check, "check_standing", lost)
        broken.setattr("dongbo.jobs.standing_check.timezone.now", lambda: at)
        with pytest.raises(Lost):
            run(version)


def test_a_frozen_directive_is_awaited_until_it_was_checked(changed: Version) -> None:
    assert (check_of(changed).done_at, queued(changed)) == (None, 1)
    run(changed)
    done = check_of(changed)
    assert (done.done_at is None, done.again_at, DirectiveNotice.objects.count()) == (False, None, 1)
    events = Event.objects.count()
    run(changed)
    assert Event.objects.count() == events, "what is done is not done twice"


def test_a_failure_is_told_and_tried_again_later_and_later(
    changed: Version, answered: World, at: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    moment = at
    for count, wait in enumerate(WAITS, start=1):
        fail(changed, monkeypatch, moment)
        check = check_of(changed)
        assert (check.failures, check.failed_at, check.again_at) == (count, moment, moment + wait)
        assert "Lost" in check.failure
        tick(at=moment + wait - timedelta(seconds=1))
        assert queued(changed) == count
        moment += wait
        tick(at=moment)
        tick(at=moment)
        assert queued(changed) == count + 1
    fail(changed, monkeypatch, moment)
    tick(at=moment + timedelta(days=30))
    assert (check_of(changed).again_at, queued(changed)) == (None, len(WAITS) + 1)
    assert Event.objects.filter(kind=FAILED).count() == len(WAITS) + 1
    said = StringIO()
    call_command("resume_standing_checks", stdout=said)
    assert "được thử lại: 1" in said.getvalue()
    run(changed)
    assert (check_of(changed).failure, DirectiveNotice.objects.count()) == ("", 1)
    assert list(failed_checks(answered.site.planner, at=at)) == []


def test_a_check_whose_process_died_is_taken_up_once(changed: Version, at: datetime) -> None:
    tick(at=at + PATIENCE - timedelta(seconds=1))
    assert queued(changed) == 1
    assert take_up(check=check_of(changed), at=at + PATIENCE)
    assert not take_up(check=check_of(changed), at=at + PATIENCE)
    tick(at=at + 2 * PATIENCE)
    assert queued(changed) == 2


def test_another_correction_has_it_awaited_afresh(
    changed: Version, answered: World, at: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    fail(changed, monkeypatch, at)
    later = answered.becomes(DIRECTIVE.replace("trên 80%", "trên 95%"), at=at)
    assert (check_of(changed).failures, check_of(later).failures) == (1, 0)


def test_who_decides_on_its_links_sees_the_failure_on_his_desk(
    changed: Version, answered: World, at: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    fail(changed, monkeypatch, at)
    kinds = {kind.code: kind for kind in waiting_for(answered.site.planner, at=at)}
    (told,) = kinds["standing_checks"].things
    assert changed.document.name == told.what
    assert "sẽ tự thử lại" in told.where
    assert "standing_checks" not in {kind.code for kind in waiting_for(answered.site.reader, at=at)}
