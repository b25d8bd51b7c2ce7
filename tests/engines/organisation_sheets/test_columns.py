"""Columns are found under the headings people write, and cells are read as they write them."""

from datetime import date, datetime
from typing import Any

import pytest

from dongbo.engines.organisation_sheets import (
    OFFICER_COLUMNS,
    UNIT_COLUMNS,
    SheetRefused,
    find_columns,
    read_records,
    record_from_json,
)
from dongbo.engines.workbooks import Fault, Formula, Row, Sheet


def sheet(*rows: tuple[Any, ...]) -> Sheet:
    return Sheet("Trang", tuple(Row(number, row) for number, row in enumerate(rows, start=1) if row))


def test_headings_in_either_language_any_order_below_a_title() -> None:
    layout = find_columns(
        [
            sheet(("Ghi chú chung",)),
            sheet(
                ("DANH SÁCH CÁN BỘ",),
                (),
                ("STT", "HỌ TÊN (*)", "From", "mã đơn vị", "Chức vụ", "USERNAME", "Sở thích"),
                (1, "Nguyễn Văn A", "01/07/2026", "G99", "Cán bộ", "a", "cờ"),
            ),
        ],
        OFFICER_COLUMNS,
        name="a.xlsx",
    )
    assert dict(layout.places) == {"full_name": 1, "valid_from": 2, "unit": 3, "title": 4, "username": 5}
    assert (layout.ignored, [row.number for row in layout.rows]) == (("Sở thích",), [4])


def test_headings_merged_over_two_rows() -> None:
    layout = find_columns(
        [
            sheet(
                ("Tên đăng nhập", "Họ và tên", "Mã đơn vị", "Chức vụ", "Từ ngày", "Quyết định", None),
                (None, None, None, None, None, "số", "ngày"),
                ("a", "Nguyễn Văn A", "G99", "Cán bộ", "01/07/2026", "12/QĐ", "30/06/2026"),
            )
        ],
        OFFICER_COLUMNS,
        name="a.xlsx",
    )
    assert (layout.places["decision_number"], layout.places["decision_on"], layout.places["username"]) == (5, 6, 0)
    records, findings = read_records(layout, OFFICER_COLUMNS)
    assert findings == []
    assert records[0].day("decision_on") == date(2026, 6, 30)


@pytest.mark.parametrize(
    ("headings", "code"),
    [
        (("Cột lạ", "Cột khác"), "no-headings"),
        (("Tên đăng nhập", "Họ và tên"), "column-missing"),
        (("Tên đăng nhập", "Username", "Họ và tên", "Mã đơn vị", "Chức vụ", "Từ ngày"), "column-twice"),
        (("Tên đăng nhập", "Họ và tên", "Mã đơn vị", "Chức vụ", "Từ ngày", "Số CCCD/CMND"), "identity-numbers"),
    ],
)
def test_sheets_that_cannot_be_read(headings: tuple[str, ...], code: str) -> None:
    with pytest.raises(SheetRefused) as error:
        find_columns([sheet(headings)], OFFICER_COLUMNS, name="a.xlsx")
    assert error.value.code == code


def read_day(value: object) -> Any:
    layout = find_columns(
        [sheet(("Mã", "Tên", "Cấp", "Ngày thành lập"), ("G99", "A", "Bộ", value))], UNIT_COLUMNS, name="a"
    )
    (record,), findings = read_records(layout, UNIT_COLUMNS)
    return findings[0].code if findings else record.day("founded_on")


@pytest.mark.parametrize(
    "value", ["01/07/2025", "1/7/2025", "1-7-2025", "1.7.2025", "2025-07-01", date(2025, 7, 1), 45839, " 01/07/2025 "]
)
def test_days_as_vietnamese_and_spreadsheets_write_them(value: object) -> None:
    assert read_day(value) == date(2025, 7, 1)


def test_a_moment_is_its_day_and_the_last_day_is_included() -> None:
    assert read_day(datetime.fromisoformat("2025-07-01T08:00:00")) == date(2025, 7, 1)
    rows = (
        ("Username", "Name", "Unit", "Title", "From", "Đến hết ngày"),
        ("a", "A", "G99", "x", "01/07/2025", "31/12/2025"),
    )
    (record,), _ = read_records(find_columns([sheet(*rows)], OFFICER_COLUMNS, name="a"), OFFICER_COLUMNS)
    assert record.day("last_day") == date(2026, 1, 1)


@pytest.mark.parametrize("value", ["31/02/2025", "07/31/2025", "1/7/25", "hôm qua", -5, 10**9, True])
def test_what_is_no_day(value: object) -> None:
    assert read_day(value) == "no-day"


@pytest.mark.parametrize(
    ("value", "code"),
    [
        (Formula("=A1"), "formula"),
        (Fault("#REF!"), "fault"),
        ("x" * 301, "too-long"),
        ("a\x07b", "strange-signs"),
        (date(2025, 7, 1), "text-is-a-day"),
        ("", "missing"),
    ],
)
def test_cells_that_cannot_be_read(value: object, code: str) -> None:
    layout = find_columns([sheet(("Mã", "Tên", "Cấp"), ("G99", value, "Bộ"))], UNIT_COLUMNS, name="a")
    _records, findings = read_records(layout, UNIT_COLUMNS)
    assert [(finding.row, finding.column, finding.code) for finding in findings] == [(2, "Tên", code)]


def test_numbers_as_codes_are_remembered_and_records_are_stored_and_read_back() -> None:
    layout = find_columns(
        [sheet(("Mã", "Tên", "Cấp", "Ngày thành lập"), (1.0, "A", "Bộ", "01/07/2025"))], UNIT_COLUMNS, name="a"
    )
    (record,), _ = read_records(layout, UNIT_COLUMNS)
    assert (record.text("code"), record.numeric) == ("1", {"code"})
    again = record_from_json(record.number, record.as_json(), UNIT_COLUMNS)
    assert dict(again.values) == dict(record.values)
