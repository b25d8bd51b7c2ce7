"""An act recorded ahead and withdrawn has left nothing behind; one that others build on, or whose day came, stays."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dongbo.ledger.models import Event
from dongbo.organisation.models import AuthorityEpoch, Grant, Post, Role, Succession, Unit, UnitAct, UnitName, UnitPlace
from dongbo.organisation.operations import enrol_officer, give_grant
from dongbo.organisation.operations.posts import appoint
from dongbo.organisation.operations.units import (
    NewUnit,
    bring_tree_to_date,
    dissolve_unit,
    found_unit,
    merge_units,
    move_unit,
    rename_unit,
    split_unit,
    withdraw_act,
)
from dongbo.organisation.queries import acting_as, post_on
from dongbo.organisation.rules import NotAllowed
from dongbo.organisation.states import Access, Level, PostKind
from tests.builders import enrolled
from tests.organisation.units.histories import History, history_since

AT = datetime(2026, 11, 21, 8, 0, tzinfo=UTC)
TODAY = date(2026, 11, 21)
SINCE = date(2026, 1, 1)
AHEAD = TODAY + timedelta(days=30)
DAYS = [TODAY + timedelta(days=shift) for shift in (1, 5, 30, 60)]
REASON = "Quyết định bị hủy trước ngày có hiệu lực"


def everything() -> dict[str, Any]:
    """Every row that an act upon units may write, as it stands."""
    return {
        "units": list(Unit.objects.order_by("pk").values()),
        "names": list(UnitName.objects.order_by("pk").values()),
        "places": list(UnitPlace.objects.order_by("pk").values()),
        "successions": list(Succession.objects.order_by("pk").values()),
        "posts": list(Post.objects.order_by("pk").values()),
        "grants": list(Grant.objects.order_by("pk").values()),
        "next": AuthorityEpoch.objects.values_list("tree_on", "tree_changes_on").get(pk=1),
    }


def unit(code: str) -> Unit:
    return Unit.objects.get(code=code)


@pytest.fixture
def history(db: None) -> History:
    """Two provinces, three communes, and people in three of these units."""
    return peopled(AT)


def peopled(at: datetime) -> History:
    history = history_since(SINCE, at=at)
    north = history.found("G99.01", "Tỉnh Bắc", on=SINCE)
    south = history.found("G99.02", "Tỉnh Nam", on=SINCE)
    for number in (1, 2):
        history.found(f"G99.01.0{number}", f"Xã {number}", under=north, on=SINCE, level=Level.COMMUNE)
    history.found("G99.02.01", "Xã Nam", under=south, on=SINCE, level=Level.COMMUNE)
    by = history.site.administrator
    people = []
    for number, code in enumerate(("G99.01", "G99.02", "G99.01.01", "G99.01")):
        officer = enrol_officer(
            username=f"nguoi.{number}",
            full_name=f"Người {number}",
            unit=unit(code),
            title="Giám đốc",
            kind=PostKind.HEAD if number < 3 else PostKind.MEMBER,
            valid_from=SINCE,
            by=by,
            at=at,
        )
        people.append(officer)
        give_grant(
            officer=officer,
            role=Role.objects.get(code="reader"),
            unit=unit(code),
            covers_branch=True,
            clearance=Access.UNIT,
            post=post_on(officer, TODAY),
            by=by,
            at=at,
        )
    appoint(officer=people[0], unit=unit("G99.02"), title="Kiêm nhiệm", valid_from=SINCE, by=by, at=at)
    return history


class Draw:
    """One act, from what hypothesis drew."""

    def __init__(self, history: History) -> None:
        self.by = history.site.administrator
        self.root = history.root

    def do(self, kind: str, day: date, first: int, second: int, code: int, at: datetime = AT) -> UnitAct:
        units = list(Unit.objects.order_by("pk"))
        one, other = units[first % len(units)], units[second % len(units)]
        how: dict[str, Any] = {"effective_on": day, "by": self.by, "at": at}
        name = f"G99.{code:02}"
        act: UnitAct = getattr(self, f"_{kind}")(one, other, name, how)
        return act

    def _found(self, one: Unit, other: Unit, code: str, how: dict[str, Any]) -> UnitAct:
        new = found_unit(
            code=code, name=f"Đội {code}", level=Level.TEAM, parent=one, founded_on=how["effective_on"],
            by=how["by"], at=how["at"],
        )  # fmt: skip
        act = new.names.get().act
        assert act is not None
        return act

    def _rename(self, one: Unit, other: Unit, code: str, how: dict[str, Any]) -> UnitAct:
        return rename_unit(unit=one, name=f"Tên {code}", code=f"000.00.{code[-2:]}.G99", **how)

    def _move(self, one: Unit, other: Unit, code: str, how: dict[str, Any]) -> UnitAct:
        return move_unit(unit=one, parent=other, **how)

    def _dissolve(self, one: Unit, other: Unit, code: str, how: dict[str, Any]) -> UnitAct:
        return dissolve_unit(unit=one, heir=other, move_posts=True, **how)

    def _merge(self, one: Unit, other: Unit, code: str, how: dict[str, Any]) -> UnitAct:
        into = NewUnit(code, f"Tỉnh {code}", Level.PROVINCE, parent=self.root)
        return merge_units(predecessors=[one, other], successor=into, move_posts=True, **how)

    def _split(self, one: Unit, other: Unit, code: str, how: dict[str, Any]) -> UnitAct:
        parts = [NewUnit(f"{code}.{part}", f"Phần {part}", Level.TEAM, parent=self.root) for part in "12"]
        return split_unit(unit=one, parts=parts, move_posts=True, keep=bool(int(code[-1]) % 2), **how)


KINDS = ["found", "rename", "move", "dissolve", "merge", "split"]
one_act = st.tuples(
    st.sampled_from(KINDS), st.sampled_from(DAYS), st.integers(0, 12), st.integers(0, 12), st.integers(3, 9)
)


@pytest.mark.django_db
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(acts=st.lists(one_act, min_size=1, max_size=8))
def test_acts_ahead_withdrawn_from_the_last_leave_everything_as_it_was(
    acts: list[tuple[str, date, int, int, int]],
) -> None:
    with transaction.atomic():
        draw = Draw(peopled(AT))
        recorded: list[tuple[UnitAct, dict[str, Any]]] = []
        for act in acts:
            before = everything()
            try:
                with transaction.atomic():
                    recorded.append((draw.do(*act), before))
            except ValidationError:
                assert everything() == before
        for done, before in reversed(recorded):
            withdraw_act(act=done, reason=REASON, by=draw.by, at=AT)
            assert everything() == before
        transaction.set_rollback(True)


def test_a_unit_to_come_that_a_split_ahead_placed_goes_back_beneath_the_unit_that_goes_on(history: History) -> None:
    draw, by = Draw(history), history.site.administrator
    draw.do("found", DAYS[0], 4, 0, 5)
    before = everything()
    split = draw.do("split", DAYS[0], 4, 0, 4)
    assert unit("G99.05").parent != unit("G99.01.02")
    withdraw_act(act=split, reason=REASON, by=by, at=AT)
    assert everything() == before


@pytest.mark.django_db
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(acts=st.lists(one_act, min_size=2, max_size=6), place=st.integers(0, 5))
def test_one_withdrawn_from_among_others_is_refused_whole_or_leaves_a_sound_tree(
    acts: list[tuple[str, date, int, int, int]], place: int
) -> None:
    """What the others build on stays exactly; otherwise every day ahead can come, and nothing of the act is left."""
    with transaction.atomic():
        draw = Draw(peopled(AT))
        recorded = []
        for act in acts:
            try:
                with transaction.atomic():
                    recorded.append(draw.do(*act))
            except ValidationError:
                continue
        if recorded:
            before, chosen = everything(), recorded[place % len(recorded)]
            try:
                with transaction.atomic():
                    withdraw_act(act=chosen, reason=REASON, by=draw.by, at=AT)
            except ValidationError:
                assert everything() == before
            else:
                assert not UnitName.objects.filter(act=chosen).exists()
                assert not UnitPlace.objects.filter(act=chosen).exists()
                assert not Succession.objects.filter(act=chosen).exists()
            for day in DAYS:
                bring_tree_to_date(at=AT + (day - TODAY))
            living = {one.pk: one for one in Unit.objects.filter(is_living=True)}
            assert len({one.code for one in living.values()}) == len(living)
            for one in living.values():
                assert one.parent_id in living or one.parent_id is None
        transaction.set_rollback(True)


def test_a_withdrawn_act_says_who_why_and_when_and_the_ledger_too(history: History) -> None:
    act = Draw(history).do("merge", AHEAD, 1, 2, 7)
    withdrawn = withdraw_act(act=act, reason=f"  {REASON} ", by=history.site.administrator, at=AT)
    assert (withdrawn.withdrawn_at, withdrawn.withdrawn_by, withdrawn.withdrawal_reason, withdrawn.way_back) == (
        AT, history.site.administrator.officer, REASON, None,
    )  # fmt: skip
    event = Event.objects.order_by("-sequence").first()
    assert event is not None
    assert (event.kind, event.payload["act"], event.payload["reason"]) == (
        "organisation.unit_act_withdrawn", act.pk, REASON,
    )  # fmt: skip
    bring_tree_to_date(at=AT + timedelta(days=31))
    assert unit("G99.01").is_living
    with pytest.raises(ValidationError, match="đã được rút"):
        withdraw_act(act=act, reason=REASON, by=history.site.administrator, at=AT)


def test_an_act_whose_day_has_come_is_not_withdrawn(history: History) -> None:
    by = history.site.administrator
    today = Draw(history).do("rename", TODAY, 4, 0, 7)
    ahead = Draw(history).do("rename", AHEAD, 3, 0, 8)
    for act, at in ((today, AT), (ahead, AT + timedelta(days=30))):
        with pytest.raises(ValidationError, match="nên không rút được"):
            withdraw_act(act=act, reason=REASON, by=by, at=at)


def test_what_builds_on_it_is_named(history: History) -> None:
    draw, by = Draw(history), history.site.administrator
    first = draw.do("found", AHEAD, 1, 0, 7)
    new = UnitName.objects.get(act=first).unit
    second = found_unit(
        code="G99.07.01", name="Đội con", level=Level.TEAM, parent=new, founded_on=AHEAD, by=by, at=AT
    )  # fmt: skip
    with pytest.raises(ValidationError, match="Quyết định ghi sau dựa trên"):
        withdraw_act(act=first, reason=REASON, by=by, at=AT)
    later = second.names.get().act
    assert later is not None
    withdraw_act(act=later, reason=REASON, by=by, at=AT)
    officer = acting_as(Post.objects.get(officer__username="nguoi.0", is_main=True).officer, at=AT).officer
    appoint(officer=officer, unit=new, title="Đội trưởng", valid_from=AHEAD, by=by, at=AT)
    with pytest.raises(ValidationError, match="Đã có vị trí công tác"):
        withdraw_act(act=first, reason=REASON, by=by, at=AT)


def test_a_code_that_was_freed_and_taken_is_not_taken_back(history: History) -> None:
    draw, by = Draw(history), history.site.administrator
    renamed = rename_unit(unit=unit("G99.02.01"), code="G99.02.09", effective_on=AHEAD, by=by, at=AT)
    found_unit(
        code="G99.02.01", name="Xã khác", level=Level.COMMUNE, parent=unit("G99.02"), founded_on=AHEAD,
        by=draw.by, at=AT,
    )  # fmt: skip
    with pytest.raises(ValidationError, match=r"Mã G99\.02\.01 đang là của «Xã khác»"):
        withdraw_act(act=renamed, reason=REASON, by=by, at=AT)


def test_a_reason_and_the_authority_of_the_act_are_needed(history: History) -> None:
    by = history.site.administrator
    act = Draw(history).do("rename", AHEAD, 1, 0, 7)
    provincial = enrolled("to-chuc-bac", "organisation-officer", unit=unit("G99.01"), by=by, at=AT)
    before = everything()
    for reason in ("", "   ", "x" * 501):
        with pytest.raises(ValidationError):
            withdraw_act(act=act, reason=reason, by=by, at=AT)
    for other in (history.site.reader, provincial):
        with pytest.raises(NotAllowed):
            withdraw_act(act=act, reason=REASON, by=other, at=AT)
    assert everything() == before
