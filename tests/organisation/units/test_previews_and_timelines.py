"""A preview says what the act then does, and writes nothing; a timeline tells a unit's life."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext

from dongbo.documents.models import Document
from dongbo.ledger.models import Event
from dongbo.organisation.models import AuthorityEpoch, Grant, Unit, UnitAct, UnitName, UnitPlace
from dongbo.organisation.operations.units import NewUnit, end_level, merge_units, move_unit, rename_unit, split_unit
from dongbo.organisation.queries.units import (
    preview_dissolution,
    preview_founding,
    preview_merger,
    preview_move,
    preview_renaming,
    preview_split,
    timeline_of,
    tree_on,
)
from dongbo.organisation.states import Decision, Level, PostKind
from tests.builders import PLAN, enrolled, register
from tests.organisation.units.histories import SINCE, History, current

TODAY = date(2026, 11, 21)
TABLES = (Unit, UnitAct, UnitName, UnitPlace, Event, Grant)


def how(history: History, on: date = TODAY, **more: Any) -> dict[str, Any]:
    return {"effective_on": on, "by": history.site.administrator, "at": history.at} | more


def everything() -> list[list[dict[str, Any]]]:
    return [list(model.objects.order_by("pk").values()) for model in (*TABLES, AuthorityEpoch)]  # type: ignore[attr-defined]


def numbers_of_units() -> dict[int, tuple[object, ...]]:
    return {key: tuple(own) for key, *own in Unit.objects.values_list("pk", "first", "last", "lineage", "reach")}


def test_a_preview_of_a_merger_says_what_it_then_does_and_writes_nothing(history: History) -> None:
    one, two = history.found("G99.01", "Tỉnh Một"), history.found("G99.02", "Tỉnh Hai")
    child = history.found("G99.01.01", "Phòng", under=one, level=Level.DIVISION)
    history.found("G99.01.02", "Đội đi theo", under=one, level=Level.TEAM)
    for name, kind in (("dau", PostKind.HEAD), ("vien", PostKind.MEMBER)):
        enrolled(name, "reader", unit=current(one), by=history.site.administrator, at=history.at, kind=kind)
    enrolled("hai", "reader", unit=current(two), by=history.site.administrator, at=history.at)
    document = register(PLAN, site=history.site, at=history.at).document
    Document.objects.filter(pk=document.pk).update(unit=one)
    tag_along = Unit.objects.get(code="G99.01.02")
    before, numbers = everything(), numbers_of_units()
    seen = preview_merger([one], two, effective_on=TODAY, ending_too=[tag_along])
    assert everything() == before
    assert [(line.unit, line.heir) for line in seen.ended] == [(one, two), (tag_along, two)]
    assert [(line.unit, line.former_parent, line.parent) for line in seen.moved] == [(child, one, two)]
    assert (seen.officers, len(seen.posts), seen.grants, seen.delegations) == (2, 2, 2, 0)
    assert [post.officer.username for post in seen.heads] == ["dau"]
    assert [(line.kind, line.count) for line in seen.inherited] == [("văn bản", 1)]
    assert (seen.hindrances, seen.can_be_done) == ((), True)
    merge_units(predecessors=[one], successor=two, ending_too=[tag_along], **how(history, move_posts=True))
    assert seen.renumbered == len(dict(numbers_of_units().items() - numbers.items()))
    assert Grant.objects.filter(unit__in=[one, tag_along], revoked_at__isnull=False).count() == seen.grants
    assert Document.objects.get(pk=document.pk).unit_id == one.pk


def test_every_preview_hinders_what_its_act_refuses_in_the_same_words(history: History) -> None:
    one, two = history.found("G99.01", "Tỉnh Một"), history.found("G99.02", "Tỉnh Hai", on=TODAY)
    early = TODAY - timedelta(days=1)
    part = NewUnit("G99.01", "Phần", Level.PROVINCE)
    pairs = [
        (
            preview_merger([two], one, effective_on=early),
            lambda: merge_units(predecessors=[two], successor=one, **how(history, early)),
        ),
        (
            preview_move(one, one, effective_on=early),
            lambda: move_unit(unit=one, parent=one, **how(history, early)),
        ),
        (
            preview_renaming(one, code="G99.02", name=" ", effective_on=TODAY),
            lambda: rename_unit(unit=one, code="G99.02", name=" ", **how(history)),
        ),
        (
            preview_split(one, [part], keep=True, effective_on=TODAY, children={"G98": [two]}),
            lambda: split_unit(unit=one, parts=[part], keep=True, children={"G98": [two]}, **how(history)),
        ),
    ]
    for seen, act in pairs:
        assert not seen.can_be_done
        with pytest.raises(ValidationError) as refused:
            act()
        assert tuple(refused.value.messages) == seen.hindrances


def test_what_is_only_unusual_warns_and_hinders_nothing(history: History) -> None:
    seen = preview_founding(NewUnit("H56.01", "Tỉnh lạ", Level.PROVINCE, parent=history.root), effective_on=TODAY)
    assert seen.can_be_done
    assert [warning for warning in seen.warnings if "cơ quan cấp 1 khác" in warning] == list(seen.warnings)
    assert len(seen.warnings) == 1
    root = preview_dissolution(history.root, effective_on=TODAY)
    assert [sentence for sentence in root.hindrances if "đơn vị cao nhất" in sentence] == list(root.hindrances)


def test_a_timeline_tells_founding_names_places_and_successions_in_order(history: History) -> None:
    province = history.found("G99.01", "Tỉnh Một")
    other = history.found("G99.02", "Tỉnh Hai")
    district = history.found("G99.01.01", "Huyện", under=province, level=Level.DISTRICT)
    commune = history.found("G99.01.01.1", "Xã", under=district, level=Level.COMMUNE)
    rename_unit(unit=commune, name="Phường", **how(history, date(2020, 1, 1), decision=Decision("1/QĐ")))
    end_level(level=Level.DISTRICT, within=history.root, **how(history, date(2025, 3, 1)))
    merge_units(predecessors=[current(province)], successor=other, **how(history, date(2025, 7, 1)))
    told = [
        (
            chapter.day,
            chapter.name.name if chapter.name else None,
            chapter.parent.name if chapter.parent else None,
            chapter.former_parent.name if chapter.former_parent else None,
        )
        for chapter in timeline_of(current(commune))
    ]
    assert told == [
        (SINCE, "Xã", "Huyện", None),
        (date(2020, 1, 1), "Phường", None, None),
        (date(2025, 3, 1), None, "Tỉnh Một", "Huyện"),
        (date(2025, 7, 1), None, "Tỉnh Hai", "Tỉnh Một"),
    ]
    life = timeline_of(current(province))
    assert [(chapter.day, chapter.is_founding, chapter.is_end, chapter.received) for chapter in life] == [
        (SINCE, True, False, 0),
        (SINCE, False, False, 1),
        (date(2025, 3, 1), False, False, 1),
        (date(2025, 7, 1), False, True, 0),
    ]
    assert (life[-1].heir, life[-1].successors, life[2].predecessors) == (other, [other], [current(district)])


@pytest.mark.parametrize("units", [1, 3])
def test_questions_of_a_day_cost_the_same_whatever_the_tree(history: History, units: int) -> None:
    made = [history.found(f"G99.0{number}", f"Tỉnh {number}") for number in range(1, units + 1)]
    with CaptureQueriesContext(
        connection,
    ) as asked:
        assert len(tree_on(TODAY)) == units + 1
    assert len(asked) == 2
    with CaptureQueriesContext(connection) as asked:
        timeline_of(made[0])
    assert len(asked) == 6
