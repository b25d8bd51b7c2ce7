"""A directive's targets beside a plan's."""

from typing import Any

import pytest

from dongbo.engines.papers import read_file
from dongbo.engines.targets import Relation, Target, TargetComparison, compare_targets, find_targets
from tests.engines.targets.scoring import read_labels
from tests.shared import shared_data


def target(name: str, operator: str, value: float, unit: str = "%", **more: Any) -> Target:
    return Target(name, operator, value, unit, deadline=more.pop("deadline", "2030"), **more)


def relations(compared: list[TargetComparison]) -> list[tuple[str, str, str]]:
    return [
        (one.directive.indicator if one.directive else "", one.plan.indicator if one.plan else "", one.relation.value)
        for one in compared
    ]


def test_each_target_meets_the_one_that_answers_it() -> None:
    directive = [
        target("Tỷ lệ hồ sơ số hóa", ">", 80),
        target("Quy mô kinh tế đo lường", ">=", 30, "% GDP"),
        target("Quy mô kinh tế đo lường", ">=", 50, "% GDP", deadline="2045"),
        target("Trạm kiểm định tự động", ">=", 5, "trạm"),
    ]
    plan = [
        target("Quy mô kinh tế đo lường", ">=", 50, "% GDP", deadline="2045"),
        target("Tỉ lệ hồ sơ được số hoá", ">=", 80),
        target("quy mô kinh tế đo lường", ">=", 25, "% GDP"),
        target("Phòng thử nghiệm lượng tử", "=", 1, "phòng"),
    ]
    assert relations(compare_targets(directive, plan)) == [
        ("Tỷ lệ hồ sơ số hóa", "Tỉ lệ hồ sơ được số hoá", "weaker"),
        ("Quy mô kinh tế đo lường", "quy mô kinh tế đo lường", "weaker"),
        ("Quy mô kinh tế đo lường", "Quy mô kinh tế đo lường", "equal"),
        ("Trạm kiểm định tự động", "", "missing"),
        ("", "Phòng thử nghiệm lượng tử", "extra"),
    ]


def test_one_indicator_due_at_another_time_differs_in_horizon() -> None:
    (compared,) = compare_targets(
        [target("Tỷ lệ hồ sơ số hóa", "=", 80)], [target("Tỷ lệ hồ sơ số hóa", "=", 80, deadline="2035")]
    )
    assert compared.relation is Relation.HORIZON_DIFFERS
    assert "2030" in compared.message
    assert "2035" in compared.message


def test_ranks_of_different_regions_are_not_set_against_each_other() -> None:
    directive = [
        target("đo lường số", "<=", 3, "hạng", qualifier="Đông Nam Á"),
        target("đo lường số", "<=", 50, "hạng", qualifier="thế giới"),
    ]
    plan = [
        target("Xếp hạng đo lường số", "<=", 60, "hạng", qualifier="Thế giới"),
        target("Xếp hạng đo lường số", "<=", 3, "hạng", qualifier="Đông Nam Á"),
    ]
    assert [one.relation.value for one in compare_targets(directive, plan)] == ["equal", "weaker"]


def test_one_plan_target_answers_every_directive_that_asks_for_it() -> None:
    asked = target("Tỷ lệ hồ sơ số hóa", ">=", 80)
    compared = compare_targets([asked, asked], [target("Tỷ lệ hồ sơ số hóa", ">=", 85)])
    assert [one.relation.value for one in compared] == ["stricter", "stricter"]


def test_a_target_naming_two_things_meets_both() -> None:
    directive = [target("dữ liệu mở và chỉ số hạ tầng viễn thông", "<=", 50, "hạng")]
    plan = [target("Xếp hạng dữ liệu mở", "<=", 50, "hạng"), target("Chỉ số hạ tầng viễn thông", "<=", 60, "hạng")]
    assert [(one.plan and one.plan.value, one.relation.value) for one in compare_targets(directive, plan)] == [
        (50, "equal"),
        (60, "weaker"),
    ]


def test_a_weaker_target_is_explained_in_words() -> None:
    (compared,) = compare_targets([target("Tỷ lệ hồ sơ số hóa", ">", 80)], [target("Tỷ lệ hồ sơ số hóa", ">=", 80)])
    assert compared.message == (
        "Kế hoạch đặt chỉ tiêu “Tỷ lệ hồ sơ số hóa” chưa bằng mức văn bản chỉ đạo yêu cầu: "
        "ít nhất 80% so với trên 80%; đề nghị sửa cho ít nhất bằng mức đó."
    )


def test_nothing_to_compare_gives_nothing() -> None:
    assert compare_targets([], []) == []


def test_json_has_both_sides() -> None:
    (compared,) = compare_targets([target("Tỷ lệ hồ sơ số hóa", "=", 80)], [])
    written = compared.as_json()
    assert (written["relation"], written["plan"], written["directive"]["value"]) == ("missing", None, 80)


@pytest.mark.shared
def test_the_action_programme_is_set_beside_the_resolution_it_carries_out() -> None:
    directive = find_targets(read_file(shared_data("policies", "NQ57-NQ-TW_2024_toan-van.md")))
    plan = find_targets(read_file(shared_data("policies", "NQ03-NQ-CP_PL1_chi-tieu.md")))
    compared = [one for one in compare_targets(directive, plan) if one.directive]
    found = [
        {"directive": directive.index(one.directive), "row": row_of(one.plan), "relation": one.relation.value}
        for one in compared
        if one.directive
    ]
    assert found == read_labels("comparison")


def row_of(plan: Target | None) -> str:
    return plan.place.rpartition(":")[2] if plan else ""


def test_a_dated_row_speaks_for_a_sentence_of_the_plan_that_names_no_moment() -> None:
    directive = [target("Áp dụng xác thực hai lớp cho tài khoản quản trị", "=", 100, deadline="2026")]
    plan = [
        target("Áp dụng xác thực hai lớp cho tài khoản quản trị", "=", 100, deadline=None),
        target("Tỷ lệ tài khoản quản trị áp dụng xác thực hai lớp", "=", 100, deadline="2027"),
        target("Tỷ lệ tài khoản quản trị áp dụng xác thực hai lớp", "=", 100, deadline="2030"),
    ]
    compared = compare_targets(directive, plan)
    assert [(one.relation.value, one.plan and one.plan.deadline) for one in compared] == [
        ("horizon_differs", "2027"),
        ("extra", "2030"),
    ]


def test_a_row_that_names_less_is_not_set_beside_a_directive_answered_in_full() -> None:
    directive = [target("Giám sát hệ thống thông tin cấp độ 3", "=", 100, deadline="2027")]
    plan = [
        target("Giám sát hệ thống thông tin cấp độ 3", "=", 100, deadline="2028"),
        target("Hệ thống thông tin cấp độ 3", ">=", 70, deadline="2027"),
    ]
    compared = compare_targets(directive, plan)
    assert [one.relation.value for one in compared] == ["horizon_differs", "extra"]
