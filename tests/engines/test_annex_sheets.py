"""Annex tables as workbooks: any official heading, bad rows given back with the reason, and the round trip."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from dongbo.engines.annex_sheets import (
    NUMBER,
    REASON,
    SheetRefused,
    read_sheet,
    refused_sheet,
    sheet_of,
)
from dongbo.engines.provisions.tables import heading_of, in_order
from dongbo.engines.provisions.tables.columns import TableKind
from dongbo.engines.workbooks import Fault, Formula, Row, Sheet, read_workbook, write_workbook

TASKS = ("TT", "Nội dung nhiệm vụ", "Đơn vị chủ trì", "Phối hợp", "Kết quả", "Thời gian hoàn thành")


def sheet(*rows: tuple[Any, ...]) -> list[Sheet]:
    return [Sheet("Phụ lục", tuple(Row(place, values) for place, values in enumerate(rows, start=1)))]


def test_tasks_are_read_under_the_headings_an_office_uses() -> None:
    read = read_sheet(
        sheet(
            ("PHỤ LỤC NHIỆM VỤ",),
            TASKS,
            ("I", "Hạ tầng"),
            (1, "Xây nền tảng", "Cục A", "Cục B; Cục C", "Nền tảng", date(2027, 6, 30)),
            (2.5, "Tỷ lệ 80", "Cục B", None, None, 2028),
        )
    )
    assert (read.kind, read.refused) == (TableKind.TASKS, ())
    assert [(row.place, row.number) for row in read.rows] == [(3, "I"), (4, "1"), (5, "2,5")]
    assert read.rows[1].cells == {
        "task": "Xây nền tảng", "lead_unit": "Cục A", "support_units": "Cục B; Cục C", "deliverable": "Nền tảng",
        "deadline": "30/06/2027",
    }  # fmt: skip


def test_a_bad_row_is_given_back_with_its_reason_and_spoils_no_other() -> None:
    read = read_sheet(
        sheet(
            TASKS,
            (1, "Xây nền tảng", "Cục A"),
            (2, Formula("=A1"), "Cục B"),
            (3, "Việc", Fault("#REF!")),
            (4, None, "Cục C", "Cục D"),
            (5,),
            (6, None, "Cục E"),
            (1, "xây nền tảng", "Cục A"),
            ("x" * 30, "Việc khác", "Cục A"),
        )
    )
    assert [row.place for row in read.rows] == [2]
    assert [(row.place, row.reason.split(":")[0]) for row in read.refused] == [
        (3, "Cột «Nội dung nhiệm vụ» là công thức"),
        (4, "Cột «Đơn vị chủ trì» báo lỗi #REF!"),
        (5, "Thiếu tên chỉ tiêu hoặc nhiệm vụ ở dòng này"),
        (6, "Dòng này chỉ có số thứ tự"),
        (7, "Thiếu tên chỉ tiêu hoặc nhiệm vụ ở dòng này"),
        (8, "Trùng hoàn toàn với dòng 2"),
        (9, f"Số thứ tự «{'x' * 30}…» quá dài"),
    ]
    back = read_workbook(write_workbook([refused_sheet(read)]), name="tra-lai.xlsx")[0]
    assert back.rows[0].values == (*TASKS, REASON)
    assert len(back.rows) == 8


@pytest.mark.parametrize(
    ("written", "number", "name"),
    [("II. Hạ tầng số", "II", "Hạ tầng số"), ("Nhóm hạ tầng số", "", "Nhóm hạ tầng số"), ("1.2) Mạng", "1.2", "Mạng")],
)
def test_a_title_written_across_the_row_names_a_group(written: str, number: str, name: str) -> None:
    (row,) = read_sheet(sheet(TASKS, (written,))).rows
    assert (row.number, row.cells["task"]) == (number, name)


def test_a_workbook_without_a_table_is_refused() -> None:
    with pytest.raises(SheetRefused):
        read_sheet(sheet(("Họ tên", "Ngày sinh"), ("An", "1990")))


@pytest.mark.parametrize(
    ("kind", "cells"),
    [
        (TableKind.TASKS, {"task": "Xây", "lead_unit": "Cục A", "support_units": "Cục B", "deliverable": "Báo cáo",
                           "deadline": "2027", "note": "gấp"}),
        (TableKind.TARGETS, {"indicator": "Hồ sơ điện tử", "unit": "%", "baseline": "60", "result": "80",
                             "agency": "Cục A", "note": ""}),
        (TableKind.TARGETS, {"indicator": "Hồ sơ", "unit": "%", "result:2025": "60", "result:2030": "80"}),
    ],
)  # fmt: skip
def test_what_is_written_is_read_back(kind: TableKind, cells: dict[str, str]) -> None:
    last = list(cells)[-1]
    written = write_workbook([sheet_of(kind, [("1", cells), ("1.1", {**cells, last: "khác"})])])
    read = read_sheet(read_workbook(written, name="bang.xlsx"))
    assert (read.kind, read.refused) == (kind, ())
    assert [(row.number, row.cells) for row in read.rows] == [("1", cells), ("1.1", {**cells, last: "khác"})]


@pytest.mark.parametrize("kind", [TableKind.TASKS, TableKind.TARGETS])
def test_the_empty_table_to_fill_in_is_recognised(kind: TableKind) -> None:
    made = sheet_of(kind, [])
    assert made.headings[0] == NUMBER
    read = read_sheet(sheet(tuple(made.headings), (1, "Một việc", *["x"] * (len(made.headings) - 2))))
    assert read.kind is kind


def test_columns_stand_in_the_official_order() -> None:
    assert in_order(["note", "result:2030", "deadline", "cột lạ", "result:2025", "indicator"]) == [
        "indicator", "result:2025", "result:2030", "deadline", "note", "cột lạ",
    ]  # fmt: skip
    assert (heading_of("result:2030"), heading_of("cột lạ")) == ("Kết quả 2030", "cột lạ")
