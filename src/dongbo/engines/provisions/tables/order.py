"""The columns of annex tables in the order and under the headings of official tables, however they are kept.

A database may give the cells of a row back in any order: nothing may be told by the order of a mapping.
"""

from collections.abc import Iterable, Mapping

_HEADINGS = {
    "indicator": "Chỉ tiêu", "task": "Nhiệm vụ", "unit": "Đơn vị tính", "baseline": "Hiện trạng", "value": "Giá trị",
    "result": "Kết quả", "agency": "Cơ quan chủ trì theo dõi, đánh giá", "lead_unit": "Cơ quan chủ trì",
    "support_units": "Cơ quan phối hợp", "scope": "Phạm vi", "deliverable": "Sản phẩm", "authority": "Cấp trình",
    "deadline": "Thời hạn hoàn thành", "budget": "Kinh phí", "note": "Ghi chú",
}  # fmt: skip
_ORDER = {key: place for place, key in enumerate(_HEADINGS)}


def in_order(columns: Iterable[str]) -> list[str]:
    """Return the columns in the order of official tables, whatever order they were kept in."""
    return sorted(columns, key=lambda key: (_ORDER.get(key.partition(":")[0], len(_ORDER)), key))


def ordered(cells: Mapping[str, str]) -> dict[str, str]:
    """Return the cells of a row in the order of its columns."""
    return {key: cells[key] for key in in_order(cells)}


def heading_of(column: str) -> str:
    """Return the official heading of a column."""
    key, _, horizon = column.partition(":")
    return f"{_HEADINGS.get(key, key)} {horizon}".strip()


def joined(cells: Mapping[str, str]) -> str:
    """Return the words of a row in one text, in the order of its columns."""
    return " ".join(cells[key] for key in in_order(cells) if cells[key])
