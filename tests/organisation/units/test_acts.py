"""Each act by hand: what it writes, and what it refuses in words that help."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from dongbo.ledger.models import Event
from dongbo.organisation.models import Unit
from dongbo.organisation.operations.units import (
    NewUnit,
    correct_contact,
    correct_founding_day,
    dissolve_unit,
    end_level,
    found_unit,
    merge_units,
    move_unit,
    rename_unit,
    split_unit,
)
from dongbo.organisation.queries.units import branch_of, end_of, timeline_of, today_of, unit_on
from dongbo.organisation.rules import NotAllowed
from dongbo.organisation.states import Decision, Level, UnitActKind
from tests.builders import enrolled
from tests.organisation.units.histories import SINCE, History, current, drawn

DAY = date(2024, 6, 1)
BEFORE = DAY - timedelta(days=1)


def how(history: History, on: date = DAY) -> dict[str, Any]:
    return {"effective_on": on, "by": history.site.administrator, "at": history.at}


def test_a_unit_is_founded_renamed_and_moved_each_from_its_day(history: History) -> None:
    north = history.found("G99.01", "Cục Bắc", level=Level.DEPARTMENT)
    south = history.found("G99.02", "Cục Nam", level=Level.DEPARTMENT)
    division = history.found("000.01.01.G99", "Phòng Một", under=north, level=Level.DIVISION)
    assert (division.code, division.legacy_code) == ("G99.01.01", "000.01.01.G99")
    rename_unit(unit=division, name="Phòng  Đầu ", short_name="PĐ", code="G99.02.01", **how(history))
    move_unit(unit=division, parent=south, decision=Decision("12/QĐ", date(2024, 5, 2), "Bộ"), **how(history))
    assert drawn(BEFORE) == ["G99", "  G99.01", "    G99.01.01", "  G99.02"]
    assert drawn(DAY) == ["G99", "  G99.01", "  G99.02", "    G99.02.01"]
    now = current(division)
    assert (now.name, now.short_name, now.code, now.parent) == ("Phòng Đầu", "PĐ", "G99.02.01", south)
    assert "phong dau pd g99.02.01" in now.search_key
    before = unit_on("G99.01.01", BEFORE)
    assert before is not None
    assert (before.key, before.name) == (division.pk, "Phòng Một")
    event = Event.objects.latest("sequence")
    assert (event.kind, event.subject_id, event.permission) == (
        "organisation.unit_moved",
        str(division.pk),
        "unit.reorganise",
    )
    assert event.payload["decision"] == "12/QĐ"


def test_a_merger_into_a_new_unit_takes_children_code_and_records(history: History) -> None:
    one, two = history.found("G99.01", "Tỉnh Một"), history.found("G99.02", "Tỉnh Hai")
    child = history.found("G99.02.01", "Phòng", under=two, level=Level.DIVISION)
    team = history.found("G99.02.01.1", "Đội", under=child, level=Level.TEAM)
    desk = history.found("G99.02.02", "Văn phòng", under=two, level=Level.DIVISION)
    act = merge_units(
        predecessors=[one, two],
        successor=NewUnit("G99.02", "Tỉnh Chung", Level.PROVINCE),
        ending_too=[child],
        **how(history),
    )
    new = Unit.objects.get(names__act=act)
    assert drawn(DAY) == ["G99", "  G99.02", "    G99.02.02", "    G99.02.01.1"]
    assert [today_of(current(unit)) for unit in (one, two, child, team)] == [new, new, new, current(team)]
    assert set(branch_of(current(new))) == {new, one, two, child, team, desk}
    found = end_of(two)
    assert found is not None
    assert (found.successor, found.act, current(two).ended_on) == (new, act, DAY)


def test_a_split_gives_children_to_its_parts_and_records_to_one_heir(history: History) -> None:
    old = history.found("G99.01", "Cục Cũ", level=Level.DEPARTMENT)
    children = [history.found(f"G99.01.0{n}", f"Phòng {n}", under=old, level=Level.DIVISION) for n in (1, 2, 3)]
    parts = [NewUnit("G99.05", "Cục A", Level.DEPARTMENT), NewUnit("G99.06", "Cục B", Level.DEPARTMENT)]
    split_unit(unit=old, parts=parts, heir_code="G99.06", children={"G99.05": children[:2]}, **how(history))
    assert drawn(DAY) == ["G99", "  G99.05", "    G99.01.01", "    G99.01.02", "  G99.06", "    G99.01.03"]
    assert today_of(current(old)).code == "G99.06"
    chapter = timeline_of(current(old))[-1]
    assert ([unit.code for unit in chapter.successors], chapter.is_end) == (["G99.05", "G99.06"], True)


def test_a_part_is_split_off_while_the_unit_lives_on(history: History) -> None:
    old = history.found("G99.01", "Cục Cũ", level=Level.DEPARTMENT)
    child = history.found("G99.01.01", "Phòng", under=old, level=Level.DIVISION)
    part = NewUnit("G99.05", "Cục A", Level.DEPARTMENT)
    split_unit(unit=old, parts=[part], keep=True, children={"G99.05": [child]}, **how(history))
    assert drawn(DAY) == ["G99", "  G99.01", "  G99.05", "    G99.01.01"]
    assert (current(old).ended_on, current(old).is_living, end_of(old)) == (None, True, None)
    assert [unit.code for unit in timeline_of(Unit.objects.get(code="G99.05"))[0].predecessors] == ["G99.01"]


def test_a_unit_without_a_successor_leaves_its_records_to_the_one_above(history: History) -> None:
    above = history.found("G99.01", "Cục", level=Level.DEPARTMENT)
    gone = history.found("G99.01.01", "Phòng", under=above, level=Level.DIVISION)
    team = history.found("G99.01.01.1", "Đội", under=gone, level=Level.TEAM)
    dissolve_unit(unit=gone, **how(history))
    assert today_of(current(gone)) == above
    assert current(team).parent == above


def test_a_whole_level_ends_by_one_decision(history: History) -> None:
    province = history.found("G99.01", "Tỉnh")
    for number in (1, 2):
        district = history.found(f"G99.01.0{number}", f"Huyện {number}", under=province, level=Level.DISTRICT)
        history.found(f"{district.code}.1", f"Xã {number}", under=district, level=Level.COMMUNE)
    act = end_level(level=Level.DISTRICT, within=history.root, **how(history))
    assert drawn(DAY) == ["G99", "  G99.01", "    G99.01.01.1", "    G99.01.02.1"]
    assert act.kind == UnitActKind.DISSOLVE
    assert act.successions.count() == 2


def test_an_heir_beneath_what_ends_stays_in_the_tree(history: History) -> None:
    old = history.found("G99.01", "Cục", level=Level.DEPARTMENT)
    child = history.found("G99.01.01", "Phòng", under=old, level=Level.DIVISION)
    other = history.found("G99.01.02", "Phòng khác", under=old, level=Level.DIVISION)
    merge_units(predecessors=[old], successor=child, **how(history))
    assert current(child).parent == history.root
    assert current(other).parent == child


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("G99.01", "đang là của «Tỉnh Một»"),
        ("", "Chưa có mã"),
        ("01.G99", "viết cấp 1 đứng trước, như G99.01"),
        ("G99", "trùng với mã của đơn vị cấp trên"),
    ],
)
def test_a_code_that_cannot_be_is_refused(history: History, code: str, said: str) -> None:
    history.found("G99.01", "Tỉnh Một")
    with pytest.raises(ValidationError) as refused:
        history.found(code, "Tỉnh Hai")
    assert said in "; ".join(refused.value.messages)


def test_a_code_is_free_again_from_the_day_its_bearer_ends(history: History) -> None:
    one, two = history.found("G99.01", "Tỉnh Một"), history.found("G99.02", "Tỉnh Hai")
    merge_units(predecessors=[one], successor=two, **how(history))
    with pytest.raises(ValidationError, match="đang là của «Tỉnh Một»"):
        history.found("G99.01", "Tỉnh Ba", on=BEFORE)
    assert history.found("G99.01", "Tỉnh Ba", on=DAY).is_living


def test_a_code_promised_for_a_later_day_is_refused_with_its_act(history: History) -> None:
    one = history.found("G99.01", "Tỉnh Một")
    rename_unit(unit=one, code="G99.07", decision=Decision("7/QĐ"), **how(history))
    with pytest.raises(ValidationError, match=r"G99.07 là của «Tỉnh Một» từ ngày 01/06/2024 .*7/QĐ"):
        history.found("G99.07", "Tỉnh Ba", on=BEFORE)


def test_no_unit_comes_to_stand_beneath_itself(history: History) -> None:
    one = history.found("G99.01", "Tỉnh")
    two = history.found("G99.01.01", "Phòng", under=one, level=Level.DIVISION)
    for parent in (one, two):
        with pytest.raises(ValidationError, match="nằm dưới chính nó"):
            move_unit(unit=one, parent=parent, **how(history))
    with pytest.raises(ValidationError, match="đơn vị cao nhất"):
        move_unit(unit=history.root, parent=one, **how(history))


def test_a_cycle_on_a_later_day_is_refused_too(history: History) -> None:
    """Beneath B today, and B beneath A from tomorrow: A beneath B on the day before would close a circle tomorrow."""
    one, two = history.found("G99.01", "A"), history.found("G99.02", "B")
    move_unit(unit=two, parent=one, **how(history))
    with pytest.raises(ValidationError, match="nằm dưới chính nó"):
        move_unit(unit=one, parent=two, **how(history, BEFORE))


def test_units_that_are_not_there_that_day_are_refused(history: History) -> None:
    one, two = history.found("G99.01", "Tỉnh Một"), history.found("G99.02", "Tỉnh Hai", on=DAY)
    with pytest.raises(ValidationError, match="thành lập ngày 01/06/2024"):
        merge_units(predecessors=[two], successor=one, **how(history, BEFORE))
    with pytest.raises(ValidationError, match="thành lập đúng ngày"):
        merge_units(predecessors=[two], successor=one, **how(history))
    merge_units(predecessors=[one], successor=two, **how(history, DAY + timedelta(days=9)))
    with pytest.raises(ValidationError, match=r"đã kết thúc ngày 10/06/2024.*«Tỉnh Hai»"):
        rename_unit(unit=one, name="Tên mới", **how(history, DAY + timedelta(days=9)))
    with pytest.raises(ValidationError, match="chưa có vào ngày 31/12/1999"):
        history.found("G99.03", "Tỉnh Ba", on=SINCE - timedelta(days=1))


def test_a_past_act_that_later_history_contradicts_is_refused_with_that_act(history: History) -> None:
    one, two = history.found("G99.01", "Tỉnh Một"), history.found("G99.02", "Tỉnh Hai")
    child = history.found("G99.01.01", "Phòng", under=one, level=Level.DIVISION)
    merge_units(predecessors=[one], successor=two, decision=Decision("9/QĐ"), **how(history))
    for act in (
        lambda: history.found("G99.01.02", "Phòng", under=one, on=BEFORE),
        lambda: move_unit(unit=child, parent=two, **how(history, BEFORE)),
        lambda: merge_units(predecessors=[two], successor=history.root, **how(history, BEFORE)),
        lambda: dissolve_unit(unit=one, **how(history, BEFORE)),
    ):
        with pytest.raises(ValidationError, match="9/QĐ"):
            act()


def test_a_past_name_is_put_before_a_later_one_unless_that_kept_what_it_changes(history: History) -> None:
    one = history.found("G99.01", "Tên Đầu")
    rename_unit(unit=one, name="Tên Cuối", **how(history))
    rename_unit(unit=one, name="Tên Giữa", **how(history, date(2020, 1, 1)))
    names = list(one.names.order_by("valid_from").values_list("name", "valid_from", "valid_to"))
    assert names == [
        ("Tên Đầu", SINCE, date(2020, 1, 1)),
        ("Tên Giữa", date(2020, 1, 1), DAY),
        ("Tên Cuối", DAY, None),
    ]
    assert current(one).name == "Tên Cuối"
    with pytest.raises(ValidationError, match="giữ nguyên điều đang đổi"):
        rename_unit(unit=one, code="G99.08", **how(history, date(2021, 1, 1)))


@pytest.mark.parametrize("units", ["same", "none", "twice", "alone"])
def test_a_merger_of_itself_of_nothing_and_of_one_is_refused(history: History, units: str) -> None:
    one, two = history.found("G99.01", "Tỉnh Một"), history.found("G99.02", "Tỉnh Hai")
    predecessors = {"same": [one, two], "none": [], "twice": [one, one], "alone": [one]}[units]
    successor = NewUnit("G99.03", "Mới", Level.PROVINCE) if units == "alone" else two
    said = {"same": "vừa kết thúc", "none": "ít nhất một", "twice": "chọn hai lần", "alone": "hai đơn vị"}[units]
    with pytest.raises(ValidationError, match=said):
        merge_units(predecessors=predecessors, successor=successor, **how(history))
    assert current(one).is_living


@pytest.mark.parametrize("signed", [DAY + timedelta(days=1), date(2027, 1, 1)])
def test_a_paper_signed_after_its_effect_or_in_time_to_come_is_refused(history: History, signed: date) -> None:
    one = history.found("G99.01", "Tỉnh")
    with pytest.raises(ValidationError, match="hãy kiểm tra lại"):
        rename_unit(unit=one, name="Tên mới", decision=Decision("1/QĐ", signed), **how(history))


def test_reorganising_needs_authority_above_the_unit(history: History) -> None:
    one, two = history.found("G99.01", "Tỉnh Một"), history.found("G99.02", "Tỉnh Hai")
    child = history.found("G99.01.01", "Phòng", under=one, level=Level.DIVISION)
    officer = enrolled(
        "to-chuc-mot", "organisation-officer", unit=current(one), by=history.site.administrator, at=history.at
    )
    with_him: dict[str, Any] = {"effective_on": timezone.localdate(history.at), "by": officer, "at": history.at}
    rename_unit(unit=current(child), name="Phòng Mới", **with_him)
    for refused in (
        lambda: rename_unit(unit=current(one), name="Tỉnh Mới", **with_him),
        lambda: move_unit(unit=current(child), parent=current(two), **with_him),
        lambda: merge_units(predecessors=[current(one)], successor=current(two), **with_him),
        lambda: found_unit(
            code="G99.02.09",
            name="Phòng",
            level=Level.DIVISION,
            parent=current(two),
            founded_on=with_him["effective_on"],
            by=officer,
            at=history.at,
        ),
    ):
        with pytest.raises(NotAllowed, match="Tổ chức lại đơn vị"):
            refused()


def test_the_address_book_is_corrected_and_wrong_addresses_refused(history: History) -> None:
    one = history.found("G99.01", "Tỉnh")
    known = {"by": history.site.administrator, "at": history.at}
    correct_contact(
        unit=one, postal_address="1 Đường A", email="a@b.vn", telephone="024 1", website="https://b.vn", **known
    )
    now = current(one)
    assert (now.postal_address, now.email, now.telephone, now.website) == (
        "1 Đường A",
        "a@b.vn",
        "024 1",
        "https://b.vn",
    )
    with pytest.raises(ValidationError) as refused:
        correct_contact(unit=one, email="không phải thư", website="b", **known)
    assert set(refused.value.message_dict) == {"email", "website"}


def test_a_founding_day_is_corrected_within_what_is_known(history: History) -> None:
    one = history.found("G99.01", "Tỉnh", on=DAY)
    known = {"by": history.site.administrator, "at": history.at}
    assert correct_founding_day(unit=one, founded_on=date(2010, 5, 1), **known).founded_on == date(2010, 5, 1)
    assert drawn(date(2010, 5, 1)) == ["G99", "  G99.01"]
    assert drawn(date(2010, 4, 30)) == ["G99"]
    with pytest.raises(ValidationError, match="chưa có vào ngày 31/12/1999"):
        correct_founding_day(unit=one, founded_on=SINCE - timedelta(days=1), **known)
    with pytest.raises(ValidationError, match="đơn vị trực thuộc từ ngày 01/05/2010"):
        correct_founding_day(unit=history.root, founded_on=date(2011, 1, 1), **known)


def test_a_past_move_is_refused_where_a_later_end_left_things_to_the_unit_above(history: History) -> None:
    above, other = history.found("G99.01", "Cục"), history.found("G99.02", "Cục khác")
    gone = history.found("G99.01.01", "Phòng", under=above, level=Level.DIVISION)
    dissolve_unit(unit=gone, decision=Decision("5/QĐ"), **how(history))
    with pytest.raises(ValidationError, match="5/QĐ"):
        move_unit(unit=gone, parent=other, **how(history, BEFORE))


def test_a_past_move_is_refused_where_it_would_change_who_was_inside_whom_later(history: History) -> None:
    top = history.found("G99.01", "Cục")
    middle = history.found("G99.01.01", "Phòng", under=top, level=Level.DIVISION)
    heir = history.found("G99.01.01.1", "Đội", under=middle, level=Level.TEAM)
    dissolve_unit(unit=top, heir=heir, decision=Decision("6/QĐ"), **how(history))
    assert current(middle).parent == history.root
    with pytest.raises(ValidationError, match="6/QĐ"):
        move_unit(unit=heir, parent=history.root, **how(history, BEFORE))


def test_correcting_the_founding_of_one_leaves_others_of_the_same_decision_and_mergers_alone(history: History) -> None:
    one, two = history.found("G99.01", "Tỉnh Một", on=DAY), history.found("G99.02", "Tỉnh Hai", on=DAY)
    act = one.names.get().act
    two.names.update(act=act)
    two.places.update(act=act)
    known = {"by": history.site.administrator, "at": history.at}
    correct_founding_day(unit=one, founded_on=date(2010, 5, 1), **known)
    days = {
        unit.code: [chapter.act.effective_on for chapter in timeline_of(unit) if chapter.act] for unit in (one, two)
    }
    assert days == {"G99.01": [date(2010, 5, 1)], "G99.02": [DAY]}
    merged = NewUnit("G99.03", "Tỉnh Chung", Level.PROVINCE)
    merge_units(predecessors=[one, two], successor=merged, **how(history, DAY + timedelta(days=9)))
    with pytest.raises(ValidationError, match="quyết định về nhiều đơn vị"):
        correct_founding_day(unit=Unit.objects.get(code="G99.03"), founded_on=DAY, **known)
