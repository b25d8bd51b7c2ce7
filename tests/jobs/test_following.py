"""Freezing a version, and asking for another look, set the work going that follows from it."""

from __future__ import annotations

from copy import deepcopy
from typing import TYPE_CHECKING

import pytest
from django_tasks_db.models import DBTaskResult

from dongbo.jobs.following import examine_again, follow_into
from dongbo.ledger.models import Event
from dongbo.planning.models import ClosureLine, OpinionAnchor
from dongbo.planning.operations.closure import finalise_round, request_examination, sign_lines
from tests.builders import frozen
from tests.planning.closing.histories import ARTICLES, Story, paper, told

if TYPE_CHECKING:
    from datetime import datetime

    from tests.builders import Site
    from tests.keeping import Keep


@pytest.fixture(scope="module")
def kept_story(keep: Keep, kept_site: Site, at: datetime) -> Story:
    def build() -> Story:
        story = told(kept_site, at=at)
        story.answers(story.sends(story.asking.asked[0], ("dieu:1/khoan:3", "hằng năm", ""))[0])
        story.closes()
        return story

    return keep(build)


@pytest.fixture
def story(kept_story: Story, db: None) -> Story:
    """A round that has ended: one opinion accepted, one unit silent."""
    return deepcopy(kept_story)


def kinds(since: int) -> list[str]:
    """Return what happened after an event, oldest first."""
    return list(Event.objects.filter(sequence__gt=since).order_by("sequence").values_list("kind", flat=True))


def last() -> int:
    return Event.objects.latest("sequence").sequence


def asked_for() -> list[tuple[str, list[object]]]:
    """Return the tasks that were asked for, by name and arguments."""
    rows = DBTaskResult.objects.filter(task_path__startswith="dongbo.jobs.following.").order_by("enqueued_at")
    return [(path.rpartition(".")[2], said["args"]) for path, said in rows.values_list("task_path", "args_kwargs")]


def test_a_frozen_version_is_followed_and_examined(story: Story) -> None:
    version = story.imports(ARTICLES.replace("nền tảng chia sẻ", "nền tảng kết nối, chia sẻ"))
    since = last()
    follow_into.func(str(story.document.pk), version.ordinal)
    assert kinds(since) == ["planning.opinions_followed", "planning.round_examined"]
    assert OpinionAnchor.objects.filter(version=version).count() == 1
    assert set(ClosureLine.objects.values_list("kind", "state")) == {
        ("accepted_unchanged", "open"), ("changed_without_basis", "open"), ("never_replied", "open"),
    }  # fmt: skip
    rows = list(ClosureLine.objects.order_by("pk").values_list())
    follow_into.func(str(story.document.pk), version.ordinal)
    assert list(ClosureLine.objects.order_by("pk").values_list()) == rows


def test_a_final_round_is_followed_but_examined_no_more(story: Story) -> None:
    version = story.imports(f"{ARTICLES}\n")
    follow_into.func(str(story.document.pk), version.ordinal)
    sign_lines(lines=ClosureLine.objects.all(), note="Giữ nguyên theo quy định", by=story.asking.decider, at=story.at)
    finalise_round(consultation=story.asking.consultation, version=version, by=story.asking.decider, at=story.at)
    later = story.imports(ARTICLES.replace("hằng năm.", "mỗi năm."))
    since = last()
    follow_into.func(str(story.document.pk), later.ordinal)
    examine_again.func(str(story.asking.consultation.pk), later.ordinal)
    assert kinds(since) == ["planning.opinions_followed"]
    assert OpinionAnchor.objects.filter(version=later).count() == 1
    assert not ClosureLine.objects.filter(version=later).exists()


def test_another_look_is_done_by_the_site(story: Story) -> None:
    version = story.imports(f"{ARTICLES}\n")
    request_examination(consultation=story.asking.consultation, version=version, by=story.asking.drafter, at=story.at)
    since = last()
    examine_again.func(str(story.asking.consultation.pk), version.ordinal)
    assert kinds(since) == ["planning.round_examined"]
    assert Event.objects.latest("sequence").actor == ""


def test_freezing_asks_for_the_work_only_where_somebody_was_consulted_before(story: Story, site: Site) -> None:
    version = story.imports(f"{ARTICLES}\n")
    frozen(paper(ARTICLES.replace("đồng bộ", "toàn diện")).replace("21/KH", "22/KH"), site=site, at=story.at)
    request_examination(consultation=story.asking.consultation, version=version, by=story.asking.drafter, at=story.at)
    assert asked_for() == [
        ("follow_into", [str(story.document.pk), 2]),
        ("examine_again", [str(story.asking.consultation.pk), 2]),
    ]
