"""A plan issued after its directive changed: its owner is told what he would have been told, once."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from dongbo.jobs import standing_check
from dongbo.jobs.clock import tick
from dongbo.ledger.models import Event
from dongbo.planning.models import DirectiveNotice, Issuance, StandingCheck
from dongbo.planning.operations.links import confirm_link
from dongbo.planning.operations.standing import await_check, check_issued, check_standing
from dongbo.planning.queries.notices import Concerned, notices_to_settle
from dongbo.planning.states import NoticeCause
from tests.issuance import under_way
from tests.issued import issued
from tests.planning.standing.papers import DIRECTIVE, World
from tests.planning.standing.test_checking import A_CLAUSE_GOES, ONE_POINT, REPLACES, amending

if TYPE_CHECKING:
    from uuid import UUID

    from tests.builders import Site

TOUCHED = ("dieu:1", "dieu:1/khoan:2", "dieu:1/khoan:2/diem:a")


def told(issuance: Issuance) -> dict[str, set[UUID]]:
    """The links of each notice about the plan, by its cause."""
    notices = DirectiveNotice.objects.filter(plan=issuance.document)
    return {one.cause: set(one.links.values_list("pk", flat=True)) for one in notices}


def keys(world: World, *ends: str) -> set[UUID]:
    return {world.of_draft[end].pk for end in ends}


def test_what_changed_between_tracing_and_issuance_is_told(answered: World, at: datetime) -> None:
    amended = answered.registers(amending(ONE_POINT), at=at)
    check_standing(version=amended, at=at)
    check_standing(version=answered.becomes(DIRECTIVE.replace("hằng năm.", "hằng quý."), at=at), at=at)
    issuance = issued(answered.draft, by=answered.site.planner, at=at)
    assert told(issuance) == {}
    notices = check_issued(issuance=issuance, at=at)
    expected = {
        NoticeCause.AMENDED: keys(answered, *TOUCHED),
        NoticeCause.CHANGED: keys(answered, "dieu:2/khoan:2"),
    }
    assert told(issuance) == expected
    assert {one.pk for one in notices} == set(
        DirectiveNotice.objects.filter(plan=issuance.document).values_list("pk", flat=True)
    )
    assert {one.pk for one in notices} <= {one.pk for one in notices_to_settle(answered.site.planner, at=at)}
    concerned = Concerned(DirectiveNotice.objects.get(pk=notices[0].pk), by=answered.site.planner, at=at)
    assert concerned.issued == answered.draft
    event = Event.objects.get(kind="planning.issued_plan_checked")
    assert [one["notice"] for one in event.payload["notices"]] == [str(one.pk) for one in notices]


def test_nobody_is_told_twice(answered: World, at: datetime) -> None:
    version = answered.registers(amending(ONE_POINT), at=at)
    check_standing(version=version, at=at)
    issuance = issued(answered.draft, by=answered.site.planner, at=at)
    check_issued(issuance=issuance, at=at)
    check_issued(issuance=issuance, at=at + timedelta(hours=1))
    check_standing(version=version, at=at + timedelta(hours=2))
    assert told(issuance) == {NoticeCause.AMENDED: keys(answered, *TOUCHED)}
    assert DirectiveNotice.objects.filter(plan=issuance.document).count() == 1
    check_issued(issuance=answered.issuance, at=at)
    assert DirectiveNotice.objects.filter(plan=answered.plan.document).count() == 1


@pytest.mark.parametrize(("body", "subject"), [(A_CLAUSE_GOES, "Bãi bỏ một số quy định"), (REPLACES, "Về dữ liệu số")])
def test_the_cause_is_the_one_the_check_of_the_directive_gives(
    body: str, subject: str, answered: World, at: datetime
) -> None:
    check_standing(version=answered.registers(amending(body, subject=subject), at=at), at=at)
    issuance = issued(answered.draft, by=answered.site.planner, at=at)
    check_issued(issuance=issuance, at=at)
    assert told(issuance).keys() == told(answered.issuance).keys()


def test_what_was_looked_at_since_is_not_told(answered: World, at: datetime) -> None:
    check_standing(version=answered.registers(amending(ONE_POINT), at=at), at=at)
    for end in TOUCHED:
        confirm_link(link=answered.of_draft[end], by=answered.site.planner, at=at)
    issuance = issued(answered.draft, by=answered.site.planner, at=at)
    assert check_issued(issuance=issuance, at=at) == []


def test_a_plan_that_ended_is_not_told(answered: World, at: datetime) -> None:
    check_standing(version=answered.registers(amending(ONE_POINT), at=at), at=at)
    today = timezone.localdate(at)
    issuance = issued(answered.draft, by=answered.site.planner, at=at, effective_on=today, ended_on=today)
    assert check_issued(issuance=issuance, at=at) == []


def test_a_plan_that_takes_effect_later_is_looked_at_again_on_its_day(answered: World, at: datetime) -> None:
    later = timezone.localdate(at) + timedelta(days=3)
    issuance = issued(answered.draft, by=answered.site.planner, at=at, effective_on=later)
    check = await_check(subject=issuance, at=at)
    check_issued(issuance=issuance, at=at)
    check.refresh_from_db()
    assert (check.done_at, timezone.localdate(check.again_at)) == (None, later)
    check_standing(version=answered.registers(amending(ONE_POINT), at=at), at=at)
    assert told(issuance) == {}
    tick(at=check.again_at)
    rows = DBTaskResult.objects.filter(task_path="dongbo.jobs.standing_check.check_issued_plan")
    assert [one.args_kwargs["args"] for one in rows] == [[str(issuance.pk)]]
    check_issued(issuance=issuance, at=check.again_at)
    check.refresh_from_db()
    assert told(issuance).keys() == {NoticeCause.AMENDED}
    assert (check.done_at is None, check.again_at) == (False, None)


def test_a_failure_is_kept_and_tried_again(answered: World, at: datetime, monkeypatch: pytest.MonkeyPatch) -> None:
    issuance = issued(answered.draft, by=answered.site.planner, at=at)
    await_check(subject=issuance, at=at)

    def lost(**_asked: object) -> None:
        raise ConnectionError

    with monkeypatch.context() as broken:
        broken.setattr(standing_check, "check_issued", lost)
        with pytest.raises(ConnectionError):
            standing_check.check_issued_plan.func(str(issuance.pk))
    check = StandingCheck.objects.get(issuance=issuance)
    assert (check.failures, check.document) == (1, issuance.document)
    assert Event.objects.filter(kind="planning.issued_plan_check_failed").count() == 1
    standing_check.check_issued_plan.func(str(issuance.pk))
    check.refresh_from_db()
    assert (check.failures, check.done_at is None) == (0, False)


def test_issuing_has_it_checked(site: Site, at: datetime) -> None:
    way = under_way(site, at=at)
    issuance = way.issues(way.approved())
    rows = DBTaskResult.objects.filter(task_path="dongbo.jobs.standing_check.check_issued_plan")
    assert [one.args_kwargs["args"] for one in rows] == [[str(issuance.pk)]]
    assert StandingCheck.objects.get(issuance=issuance).done_at is None
