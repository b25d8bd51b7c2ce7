"""Figures read from workbooks row by row: the good are kept, the others come back with their reason."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dongbo.engines.figure_sheets import (
    HEADINGS,
    REASON,
    FiguresRefused,
    RefusedFigure,
    figures_sheet,
    read_figures,
    refused_sheet,
)
from dongbo.engines.workbooks import Fault, Formula, Row, Sheet, Value, read_workbook, write_workbook

DAY = date(2025, 12, 31)


def sheet(*rows: tuple[Value, ...], headings: tuple[Value, ...] = HEADINGS) -> list[Sheet]:
    every = [("Bộ Thử nghiệm",), headings, *rows]
    return [Sheet("Trang", tuple(Row(at, row) for at, row in enumerate(every, start=1)))]


def reason_of(*row: Value) -> str:
    read = read_figures(sheet(row))
    assert read.rows == ()
    return read.refused[0].reason


def test_headings_are_found_in_any_order_and_under_their_other_names() -> None:
    headings = ("STT", "nguồn số liệu", "THỜI ĐIỂM", "ĐVT", "Số liệu", "Tên chỉ tiêu")
    read = read_figures(sheet((1, "Báo cáo năm", "31/12/2025", "%", 62.5, "Hồ sơ điện tử"), headings=headings))
    row = read.rows[0]
    assert (row.place, row.name, row.value, row.measure, row.as_of, row.source) == (
        3, "Hồ sơ điện tử", "62,5", "%", DAY, "Báo cáo năm",
    )  # fmt: skip


@pytest.mark.parametrize(
    "day", [DAY, datetime(2025, 12, 31, 8, tzinfo=UTC), "31/12/2025", "31-12-2025", "31.12.2025", "2025-12-31"]
)
def test_days_are_read_as_people_write_them(day: Value) -> None:
    assert read_figures(sheet(("A", 1200, "", day, "B"))).rows[0].as_of == DAY


def test_a_bad_row_comes_back_with_its_reason_and_spoils_no_other() -> None:
    read = read_figures(sheet(("A", 1, "", DAY, "B"), ("C", None, "", DAY, "B"), ("D", 2, "", DAY, "B")))
    assert [row.name for row in read.rows] == ["A", "D"]
    assert read.refused == (RefusedFigure(4, ("C", "", "", "31/12/2025", "B"), "Thiếu «Giá trị»."),)


def test_each_fault_is_named() -> None:
    assert (
        reason_of("A", Formula("=B1"), "", DAY, "B") == "Ô «Giá trị» là công thức; hãy dán giá trị thay cho công thức."
    )
    assert reason_of("A", Fault("#REF!"), "", DAY, "B") == "Ô «Giá trị» bị lỗi #REF!; hãy ghi lại giá trị."
    assert "Không đọc được ngày «năm 2025»" in reason_of("A", 1, "", "năm 2025", "B")
    assert "Không đọc được ngày «31/02/2025»" in reason_of("A", 1, "", "31/02/2025", "B")
    assert reason_of("A", 1, "", DAY, "") == "Thiếu «Nguồn»."
    assert reason_of("A" * 301, 1, "", DAY, "B") == "Ô «Chỉ tiêu» dài quá 300 ký tự."
    twice = read_figures(sheet(("A", 1, "", DAY, "B"), ("a ", 2, "", DAY, "B")))
    assert [one.reason for one in twice.refused] == ["Trùng chỉ tiêu và ngày với dòng 3."]


def test_a_workbook_without_such_a_table_is_refused() -> None:
    with pytest.raises(FiguresRefused, match="Không thấy bảng số liệu"):
        read_figures(sheet(headings=("Họ tên", "Chức vụ")))


words = st.text(st.characters(whitelist_categories=("L", "N"), max_codepoint=0x1EFF), min_size=1, max_size=20)
figures = st.tuples(words, words, st.one_of(st.just(""), words), st.dates(date(1950, 1, 1), date(2100, 1, 1)), words)


@given(st.lists(figures, min_size=1, max_size=8, unique_by=lambda one: (one[0].casefold(), one[3])))
def test_what_is_written_is_read_back(rows: list[tuple[str, str, str, date, str]]) -> None:
    read = read_figures(read_workbook(write_workbook([figures_sheet(rows)]), name="a.xlsx"))
    kept = [(row.name, row.value, row.measure, row.as_of, row.source) for row in read.rows]
    again = [one.values for one in read.refused if not one.reason.startswith("Trùng")]
    assert again == []
    assert kept == [row for row in rows if row in kept]
    assert len(kept) + len(read.refused) == len(rows)


def test_refused_rows_leave_with_their_reason() -> None:
    book = read_workbook(write_workbook([refused_sheet([RefusedFigure(3, ("A", "", "", "", ""), "Thiếu")])]), name="b")
    assert [row.values for row in book[0].rows] == [(*HEADINGS, REASON), ("A", None, None, None, None, "Thiếu")]
