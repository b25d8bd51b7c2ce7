"""Workbooks made up for tests: rows of officers and units by the words of their columns."""

from collections.abc import Iterable, Sequence
from typing import Any

from dongbo.engines.workbooks import NewSheet, write_workbook

OFFICER_HEADINGS = ("Tên đăng nhập", "Họ và tên", "Mã đơn vị", "Chức vụ", "Từ ngày")
UNIT_HEADINGS = ("Mã định danh", "Tên đơn vị", "Cấp", "Mã đơn vị cấp trên")

FAMILIES = ("Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Phan", "Vũ", "Đặng", "Bùi", "Đỗ")
MIDDLES = ("Văn", "Thị", "Minh", "Quang", "Thu", "Đức")
GIVEN = ("An", "Bình", "Châu", "Dũng", "Đạt", "Giang", "Hà", "Khánh", "Linh", "Mai", "Nga", "Oanh", "Phúc", "Quý")


def sheet(headings: Sequence[str], rows: Iterable[Sequence[Any]]) -> bytes:
    """A workbook of one sheet."""
    return write_workbook([NewSheet("Trang 1", headings, rows)])


def name_of(number: int) -> str:
    """A made-up name; neighbours differ."""
    return " ".join(
        (
            FAMILIES[number % len(FAMILIES)],
            MIDDLES[number // 3 % len(MIDDLES)],
            GIVEN[number // 7 % len(GIVEN)],
        )
    )


def officer_row(number: int, unit: str, **other: Any) -> tuple[Any, ...]:
    """A good row under OFFICER_HEADINGS."""
    values = {
        "username": f"cb.{number:05}",
        "full_name": name_of(number),
        "unit": unit,
        "title": "Cán bộ",
        "valid_from": "01/09/2026",
    } | other
    return tuple(values.values())
