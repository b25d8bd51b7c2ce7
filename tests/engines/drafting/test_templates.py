"""Templates as data: read into outlines, refused with the place of the fault, and the four that come along."""

import json
from typing import Any

import pytest
from hypothesis import given, settings

from dongbo.engines.decree30.passages import RowPassage, passages
from dongbo.engines.drafting import TEMPLATES, BadTemplate, as_entries, from_template, hints_of
from dongbo.engines.provisions import Kind, Outline
from tests.engines.drafting.papers import outlines, paths


def test_entries_become_a_numbered_outline_with_hints_beside_it() -> None:
    entries: list[dict[str, Any]] = [
        {
            "kind": "roman",
            "heading": "Mục tiêu",
            "hint": "Nêu đích.",
            "children": [{"kind": "arabic", "text": "Chung"}],
        },
        {"kind": "phu_luc", "heading": "Bảng", "children": [{"kind": "dong", "cells": {"task": "Việc", "unit": ""}}]},
    ]
    outline = from_template(entries)
    assert (outline.style, paths(outline)) == ("muc", ["I", "I/1", "phu_luc:1", "phu_luc:1/dong:1"])
    assert hints_of(entries) == {"I": "Nêu đích."}
    assert from_template([{"kind": "dieu"}]).style == "dieu"


@pytest.mark.parametrize(
    ("entries", "reason"),
    [
        ([], "chưa có mục nào"),
        ("dieu", "phải là một danh sách"),
        (["dieu"], "Mục 1 phải là một đối tượng"),
        ([{"kind": "chuong"}, {"kind": "xyz"}], "Mục 2: loại “xyz”"),
        ([{"heading": "A"}], "Mục 1: loại “None”"),
        ([{"kind": "khoan", "children": [{"kind": "dieu"}]}], "Mục 1.1: Điều không đặt được dưới Khoản"),
        ([{"kind": "dong"}], "Mục 1: Dòng của bảng không đặt được dưới cấp cao nhất"),
        ([{"kind": "dieu", "title": "A"}], "trường “title”"),
        ([{"kind": "dieu", "heading": 5}], "“heading” phải là chữ"),
        ([{"kind": "dieu", "children": {"kind": "khoan"}}], "Mục 1: “children” phải là một danh sách"),
        ([{"kind": "dieu", "cells": {"task": "A"}}], "chỉ dòng của bảng"),
        ([{"kind": "phu_luc", "children": [{"kind": "dong", "cells": {"task": 1}}]}], "“cells” phải ghi"),
        ([{"kind": "phu_luc"}, {"kind": "dieu"}], "Phụ lục phải đứng sau"),
    ],
)
def test_faulty_entries_are_refused_with_their_place(entries: Any, reason: str) -> None:
    with pytest.raises(BadTemplate, match=reason):
        from_template(entries)


def test_an_unknown_style_is_refused() -> None:
    with pytest.raises(BadTemplate, match="Kiểu đánh số"):
        from_template([{"kind": "dieu"}], style="khác")


@given(outlines())
@settings(max_examples=60, deadline=None)
def test_an_outline_comes_back_from_its_entries(outline: Outline) -> None:
    entries = json.loads(json.dumps(as_entries(outline, hints={outline.nodes[0].path: "Gợi ý"})))
    again = from_template(entries, style=outline.style)
    assert [(node.path, node.words, node.cells) for node in again.walk()] == [
        (node.path, node.words, node.cells) for node in outline.walk()
    ]
    assert hints_of(entries) == {outline.nodes[0].path: "Gợi ý"}


def test_four_templates_come_along() -> None:
    assert [(template["code"], template["style"]) for template in TEMPLATES] == [
        ("ke_hoach_tong_the", "muc"), ("ke_hoach_5_nam", "muc"), ("ke_hoach_nam", "muc"),
        ("chuong_trinh_hanh_dong", "muc"),
    ]  # fmt: skip


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda template: template["code"])
def test_each_template_is_whole(template: dict[str, Any]) -> None:
    assert set(template) == {"code", "name", "style", "legal_basis", "certainty", "entries"}
    outline = from_template(template["entries"], style=template["style"])
    hints = hints_of(template["entries"])
    rows = [node for node in outline.walk() if node.kind is Kind.ROW]
    missing = [node.path for node in outline.nodes if node.path not in hints]
    assert (missing, all(node.heading for node in outline.walk() if node.kind is not Kind.ROW)) == ([], True)
    tables = {tuple(node.cells) for node in rows}
    assert ("indicator", "unit", "result", "agency") in tables
    tasks = next(table for table in tables if table[0] == "task")
    assert {"task", "lead_unit", "support_units", "deliverable", "deadline"} <= set(tasks)
    json.dumps(template["entries"])


def test_the_five_parts_of_the_master_plan_stand_in_order() -> None:
    outline = from_template(TEMPLATES[0]["entries"])
    parts = [(node.number, node.heading.split()[0]) for node in outline.nodes if node.kind is Kind.PART]
    assert parts == [("I", "Sự"), ("II", "Đánh"), ("III", "Dự"), ("IV", "Quy"), ("V", "Tổ")]
    assert [node.number for node in outline.nodes if node.kind is Kind.ANNEX] == ["I", "II"]


def test_the_plan_of_five_years_has_what_the_decree_asks_for_and_seven_fields_a_task() -> None:
    outline = from_template(TEMPLATES[1]["entries"])
    assert [node.heading for node in outline.nodes if node.kind is Kind.ROMAN] == [
        "Mục tiêu", "Chỉ tiêu", "Nhiệm vụ", "Giải pháp", "Nguồn lực", "Thời hạn và lộ trình", "Tổ chức thực hiện",
    ]  # fmt: skip
    printed = [each.cells for each in passages([outline.nodes[-1]]) if isinstance(each, RowPassage)]
    assert printed[0] == (
        "TT", "Nhiệm vụ", "Cơ quan chủ trì", "Cơ quan phối hợp", "Phạm vi", "Sản phẩm", "Cấp trình",
        "Thời hạn hoàn thành",
    )  # fmt: skip
