"""What hangs on a unit that ends: posts go on under the heir, grants end with the act, everyone concerned is told."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError

from dongbo.organisation.models import AuthorityEpoch, Grant, Post, RightsAlarm, Role, Unit
from dongbo.organisation.operations import give_grant
from dongbo.organisation.operations.units import (
    NewUnit,
    PostAfter,
    bring_tree_to_date,
    dissolve_unit,
    merge_units,
    move_unit,
)
from dongbo.organisation.queries.units import preview_merger, tree_is_due
from dongbo.organisation.rules import Acting, may
from dongbo.organisation.states import AlarmCause, Decision, Level, Permission, PostKind
from tests.builders import enrolled
from tests.organisation.units.histories import History, current

TODAY = date(2026, 11, 21)
PAPER = Decision("88/QĐ-BTN", date(2026, 11, 1), "Bộ Thử nghiệm")


def how(history: History, on: date = TODAY, **more: Any) -> dict[str, Any]:
    return {"effective_on": on, "by": history.site.administrator, "at": history.at, "decision": PAPER} | more


def officer(
    history: History, name: str, unit: Unit, kind: PostKind = PostKind.MEMBER, title: str = "Chuyên viên"
) -> Acting:
    """Enrol a reader of `unit` whose post began a month ago."""
    acting = enrolled(name, "reader", unit=current(unit), by=history.site.administrator, at=history.at)
    Post.objects.filter(officer=acting.officer).update(kind=kind, title=title, valid_from=TODAY - timedelta(days=30))
    return acting


def posts_in(unit: Unit) -> list[tuple[str, str, str, bool, date]]:
    open_posts = Post.objects.filter(unit=unit, valid_to__isnull=True).order_by("officer__username")
    return [
        (post.officer.username, post.kind, post.title, post.is_main, post.valid_from)
        for post in open_posts.select_related("officer")
    ]


def test_a_unit_with_people_does_not_end_unless_their_posts_move(history: History) -> None:
    one, two = history.found("G99.01", "Tỉnh Một"), history.found("G99.02", "Tỉnh Hai")
    officer(history, "mot", one)
    officer(history, "hai", one)
    with pytest.raises(ValidationError, match=r"2 cán bộ còn giữ vị trí công tác .*Tỉnh Một"):
        merge_units(predecessors=[one], successor=two, **how(history))
    assert current(one).is_living
    merge_units(predecessors=[one], successor=two, **how(history, move_posts=True))
    assert posts_in(two) == [
        ("hai", "member", "Chuyên viên", True, TODAY),
        ("mot", "member", "Chuyên viên", True, TODAY),
    ]
    assert set(Post.objects.filter(unit=one).values_list("valid_to", flat=True)) == {TODAY}
    assert set(Post.objects.filter(unit=two).values_list("decision_number", flat=True)) == {"88/QĐ-BTN"}


def test_the_successors_own_head_stays_the_others_become_deputies(history: History) -> None:
    one, two = history.found("G99.01", "Tỉnh Một"), history.found("G99.02", "Tỉnh Hai")
    officer(history, "dau-mot", one, PostKind.HEAD, "Giám đốc")
    officer(history, "dau-hai", two, PostKind.HEAD, "Giám đốc")
    assert [post.officer.username for post in preview_merger([one], two, effective_on=TODAY).heads] == [
        "dau-mot",
        "dau-hai",
    ]
    merge_units(predecessors=[one], successor=two, **how(history, move_posts=True))
    assert [row[:3] for row in posts_in(two)] == [
        ("dau-hai", "head", "Giám đốc"),
        ("dau-mot", "deputy", "Phó Giám đốc"),
    ]


def test_of_several_heads_who_come_the_caller_says_who_stays(history: History) -> None:
    one, two = history.found("G99.01", "Tỉnh Một"), history.found("G99.02", "Tỉnh Hai")
    officer(history, "dau-mot", one, PostKind.HEAD, "Giám đốc")
    officer(history, "dau-hai", two, PostKind.HEAD, "Giám đốc")
    chosen = Post.objects.get(officer__username="dau-hai").pk
    merge_units(
        predecessors=[one, two],
        successor=NewUnit("G99.03", "Tỉnh Chung", Level.PROVINCE),
        **how(history, move_posts=True, posts={chosen: PostAfter(kind=PostKind.HEAD)}),
    )
    assert [row[:3] for row in posts_in(Unit.objects.get(code="G99.03"))] == [
        ("dau-hai", "head", "Giám đốc"),
        ("dau-mot", "deputy", "Phó Giám đốc"),
    ]


def test_of_several_heads_nobody_is_preferred_where_the_caller_says_nothing(history: History) -> None:
    one, two = history.found("G99.01", "Tỉnh Một"), history.found("G99.02", "Tỉnh Hai")
    for name, unit in (("dau-mot", one), ("dau-hai", two)):
        officer(history, name, unit, PostKind.HEAD, "Giám đốc")
    merge_units(
        predecessors=[one, two],
        successor=NewUnit("G99.03", "Tỉnh Chung", Level.PROVINCE),
        **how(history, move_posts=True),
    )
    assert {row[1] for row in posts_in(Unit.objects.get(code="G99.03"))} == {"deputy"}


def test_the_successors_head_gives_way_where_the_caller_says_so(history: History) -> None:
    one, two = history.found("G99.01", "Tỉnh Một"), history.found("G99.02", "Tỉnh Hai")
    officer(history, "dau-mot", one, PostKind.HEAD, "Giám đốc")
    officer(history, "dau-hai", two, PostKind.HEAD, "Giám đốc")
    coming = Post.objects.get(officer__username="dau-mot").pk
    there = Post.objects.get(officer__username="dau-hai").pk
    with pytest.raises(ValidationError, match="hai người đứng đầu"):
        merge_units(
            predecessors=[one],
            successor=two,
            **how(history, move_posts=True, posts={coming: PostAfter(kind=PostKind.HEAD)}),
        )
    posts = {coming: PostAfter(kind=PostKind.HEAD), there: PostAfter(kind=PostKind.DEPUTY, title="Phó Trưởng")}
    merge_units(predecessors=[one], successor=two, **how(history, move_posts=True, posts=posts))
    assert [row[:3] for row in posts_in(two)] == [
        ("dau-hai", "deputy", "Phó Trưởng"),
        ("dau-mot", "head", "Giám đốc"),
    ]


def test_who_held_posts_in_both_has_one_the_higher_and_the_main(history: History) -> None:
    one, two = history.found("G99.01", "Tỉnh Một"), history.found("G99.02", "Tỉnh Hai")
    both = officer(history, "ca-hai", one)
    Post.objects.create(
        officer=both.officer,
        unit=two,
        title="Phó Trưởng",
        kind=PostKind.DEPUTY,
        is_main=False,
        valid_from=date(2025, 1, 1),
    )
    merge_units(predecessors=[one], successor=two, **how(history, move_posts=True))
    assert posts_in(two) == [("ca-hai", "deputy", "Phó Trưởng", True, TODAY)]


def test_a_post_that_ends_later_goes_on_until_then_and_one_to_come_begins_there(history: History) -> None:
    one, two = history.found("G99.01", "Tỉnh Một"), history.found("G99.02", "Tỉnh Hai")
    officer(history, "co-han", one)
    officer(history, "sap-den", one)
    later, last = TODAY + timedelta(days=5), TODAY + timedelta(days=9)
    Post.objects.filter(officer__username="co-han").update(valid_to=last)
    Post.objects.filter(officer__username="sap-den").update(valid_from=later)
    merge_units(predecessors=[one], successor=two, **how(history, move_posts=True))
    found = Post.objects.filter(unit=two).order_by("officer__username")
    assert [(post.valid_from, post.valid_to) for post in found] == [(TODAY, last), (later, None)]
    assert not Post.objects.held_from(TODAY).filter(unit=one).exists()


def test_grants_at_a_unit_end_with_it_and_everyone_concerned_is_told(history: History) -> None:
    one, two = history.found("G99.01", "Tỉnh Một"), history.found("G99.02", "Tỉnh Hai")
    reader, other = officer(history, "mot", one), officer(history, "hai", two)
    before = RightsAlarm.objects.count()
    assert may(reader, Permission.DOCUMENT_READ, unit=current(one), at=history.at)
    seen = preview_merger([current(one)], current(two), effective_on=TODAY)
    assert (seen.officers, seen.grants, seen.delegations, seen.can_be_done) == (1, 1, 0, True)
    merge_units(predecessors=[one], successor=two, **how(history, move_posts=True))
    assert not may(reader, Permission.DOCUMENT_READ, unit=current(one), at=history.at)
    assert may(other, Permission.DOCUMENT_READ, unit=current(one), at=history.at)
    grant = Grant.objects.get(officer=reader.officer)
    assert (grant.revoked_at, grant.effective_to, grant.revoked_by) == (
        history.at,
        history.at,
        history.site.administrator.officer,
    )
    assert "88/QĐ-BTN" in grant.revoke_reason
    alarms = RightsAlarm.objects.order_by("pk")[before:]
    assert [(alarm.officer, alarm.cause) for alarm in alarms] == [(reader.officer, AlarmCause.REVOKED)]


def test_a_merger_ahead_takes_effect_on_its_day_for_tree_posts_and_grants(history: History) -> None:
    one, two = history.found("G99.01", "Tỉnh Một"), history.found("G99.02", "Tỉnh Hai")
    reader, other = officer(history, "mot", one), officer(history, "hai", two)
    day = TODAY + timedelta(days=10)
    midnight = datetime(2026, 11, 30, 17, 0, tzinfo=UTC)
    merge_units(
        predecessors=[one, two],
        successor=NewUnit("G99.01", "Tỉnh Chung", Level.PROVINCE),
        **how(history, day, move_posts=True),
    )
    new = Unit.objects.get(name="Tỉnh Chung")
    assert [unit.is_living for unit in (current(one), current(two), new)] == [True, True, False]
    assert new.first > 0
    assert may(reader, Permission.DOCUMENT_READ, unit=current(one), at=history.at)
    late = give_grant(
        officer=history.site.reader.officer,
        role=Role.objects.get(code="reader"),
        unit=current(one),
        by=history.site.administrator,
        at=history.at + timedelta(days=1),
    )
    assert not tree_is_due(at=midnight - timedelta(seconds=1))
    assert tree_is_due(at=midnight)
    opened = midnight + timedelta(hours=8)
    settled = bring_tree_to_date(at=opened)
    assert set(settled.ended) == {one.pk, two.pk}
    epoch = AuthorityEpoch.objects.get(pk=1).epoch
    assert bring_tree_to_date(at=opened).ended == ()
    assert AuthorityEpoch.objects.get(pk=1).epoch == epoch
    assert [(unit.is_living, unit.heir) for unit in (current(one), current(two))] == [(False, new)] * 2
    assert (current(new).is_living, current(new).code) == (True, "G99.01")
    assert {row[0] for row in posts_in(new)} == {"mot", "hai"}
    given = Grant.objects.filter(unit__in=[one, two])
    assert set(given.values_list("officer", flat=True)) == {reader.officer.pk, other.officer.pk, late.officer_id}
    assert set(given.values_list("revoked_at", "effective_to")) == {(midnight, midnight)}
    for acting in (reader, other):
        assert not may(acting, Permission.DOCUMENT_READ, unit=current(new), at=opened)


def test_a_grant_for_a_post_ends_where_the_post_moves(history: History) -> None:
    one, two = history.found("G99.01", "Tỉnh Một"), history.found("G99.02", "Tỉnh Hai")
    holder = officer(history, "mot", one)
    grant = give_grant(
        officer=holder.officer,
        role=Role.objects.get(code="reader"),
        unit=history.root,
        by=history.site.administrator,
        at=history.at,
    )
    Grant.objects.filter(pk=grant.pk).update(post=Post.objects.get(officer=holder.officer))
    dissolve_unit(unit=one, heir=two, **how(history, move_posts=True))
    grant.refresh_from_db()
    assert grant.effective_to <= history.at
    assert RightsAlarm.objects.filter(grant=grant, cause=AlarmCause.LAPSED).exists()


def test_a_delegation_dies_when_its_unit_moves_out_of_the_branch_it_came_from(history: History) -> None:
    one, two = history.found("G99.01", "Tỉnh Một"), history.found("G99.02", "Tỉnh Hai")
    child = history.found("G99.01.01", "Phòng", under=one, level=Level.DIVISION)
    holder = officer(history, "mot", one)
    delegate = officer(history, "hai", two)
    root = Grant.objects.get(officer=holder.officer)
    worth = {
        "effective_unit": child,
        "effective_branch": True,
        "effective_from": root.effective_from,
        "effective_to": root.effective_to,
        "effective_clearance": root.effective_clearance,
        "effective_mask": root.effective_mask,
    }
    passed = Grant.objects.create(
        officer=delegate.officer,
        role=root.role,
        unit=child,
        valid_from=history.at,
        source="delegation",
        capacity="TUQ",
        parent=root,
        given_at=history.at,
        given_by=holder.officer,
        **worth,
    )
    acting = Acting(delegate.officer, principal=holder.officer)
    assert may(acting, Permission.DOCUMENT_READ, unit=current(child), at=history.at)
    move_unit(unit=child, parent=two, **how(history))
    passed.refresh_from_db()
    assert passed.effective_unit is None
    assert not may(acting, Permission.DOCUMENT_READ, unit=current(child), at=history.at)
    assert RightsAlarm.objects.filter(grant=passed, cause=AlarmCause.REVOKED).exists()
