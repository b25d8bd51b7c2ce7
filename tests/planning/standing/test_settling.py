"""A notice is settled once, in words, by who decides on the plan's links."""

from __future__ import annotations

from copy import deepcopy
from typing import TYPE_CHECKING

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from dongbo.ledger.models import Event
from dongbo.planning.models import DirectiveNotice
from dongbo.planning.operations.standing import check_standing, settle_notice
from dongbo.planning.queries.notices import Concerned, notices_of, notices_to_settle
from tests.builders import enrolled, unit_beneath
from tests.planning.standing.papers import DIRECTIVE, World

if TYPE_CHECKING:
    from datetime import datetime

    from tests.keeping import Keep


@pytest.fixture(scope="module")
def kept_notice(keep: Keep, kept_answered: World, at: datetime) -> DirectiveNotice:
    def build() -> DirectiveNotice:
        text = DIRECTIVE.replace("trên 80%", "trên 90%").replace("hằng năm.", "hằng quý.")
        return check_standing(version=kept_answered.becomes(text, at=at), at=at).notices[0]

    return keep(build)


@pytest.fixture
def notice(kept_notice: DirectiveNotice, db: None) -> DirectiveNotice:
    """The plan in force is told that a target and what stands above it read otherwise."""
    return deepcopy(kept_notice)


def test_it_is_settled_once_with_who_when_and_what_came_of_it(
    notice: DirectiveNotice, answered: World, at: datetime
) -> None:
    events = Event.objects.count()
    assert list(notices_to_settle(answered.site.planner, at=at)) == [notice]
    settled = settle_notice(notice=notice, note="  Phải nâng\nchỉ tiêu. ", by=answered.site.planner, at=at)
    assert (settled.settled_at, settled.settled_by) == (at, answered.site.planner.officer)
    assert (settled.note, Event.objects.count()) == ("Phải nâng\nchỉ tiêu.", events + 1)
    assert list(notices_to_settle(answered.site.planner, at=at)) == []
    with pytest.raises(ValidationError, match="đã được Cán bộ ke-hoach rà soát xong"):
        settle_notice(notice=notice, note="Lần nữa", by=answered.site.planner, at=at)


@pytest.mark.parametrize(("note", "told"), [(" \n ", "Hãy ghi kết quả"), ("a" * 1001, "dài 1001 ký tự")])
def test_it_needs_words_that_are_not_too_many(
    note: str, told: str, notice: DirectiveNotice, answered: World, at: datetime
) -> None:
    with pytest.raises(ValidationError, match=told) as refusal:
        settle_notice(notice=notice, note=note, by=answered.site.planner, at=at)
    assert list(refusal.value.message_dict) == ["note"]


def test_a_secret_is_refused_and_only_that_is_recorded(notice: DirectiveNotice, answered: World, at: datetime) -> None:
    with pytest.raises(ValidationError, match="dấu chỉ độ mật"):
        settle_notice(notice=notice, note="TUYỆT MẬT\nPhải sửa.", by=answered.site.planner, at=at)
    notice.refresh_from_db()
    last = Event.objects.order_by("-sequence").first()
    assert last is not None
    assert (notice.note, last.kind) == ("", "documents.secret_refused")


def test_who_decides_on_no_links_there_neither_sees_nor_settles(
    notice: DirectiveNotice, answered: World, at: datetime
) -> None:
    site = answered.site
    south = unit_beneath(site.unit, "G99.02", "Cục Nam", by=site.administrator, at=at)
    elsewhere = enrolled("nam-ke-hoach", "planning-officer", unit=south, by=site.administrator, at=at)
    for by in (site.reader, elsewhere):
        assert list(notices_of(by, at=at)) == []
        with pytest.raises(PermissionDenied):
            settle_notice(notice=notice, note="Không liên quan.", by=by, at=at)
    assert list(notices_of(site.planner, at=at)) == [notice]


def test_what_it_concerns_is_told_with_targets_and_tasks(
    notice: DirectiveNotice, answered: World, at: datetime
) -> None:
    concerned = Concerned(notice, by=answered.site.planner, at=at)
    shown = [
        (one.row.path if one.row else "", [target.value for target in one.spoken.targets], one.spoken.is_task)
        for one in concerned.concerns()
    ]
    assert shown == [("I", [], False), ("I/1", [80.0], False), ("II/2", [], True)]
    changes = concerned.changes()
    assert [one.row.path for one in changes] == ["dieu:1", "dieu:1/khoan:1", "dieu:2/khoan:2"]
    assert [[step for step in one.steps if step[0] != "equal"] for one in changes] == [
        [],
        [("delete", "80"), ("insert", "90")],
        [("delete", "năm"), ("insert", "quý")],
    ]
