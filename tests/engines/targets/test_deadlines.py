"""Moments named in a sentence."""

import pytest

from dongbo.engines.targets.deadlines import find_deadlines


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("Đến năm 2030, đạt", "2030"), ("trước ngày 30/6/2025", "2025-06-30"), ("trong quý IV/2025", "2025-12"),
        ("hoàn thành trong tháng 12 năm 2025", "2025-12"),
        ("giai đoạn 2026 - 2030", "2030"), ("đến hết năm 2027", "2027"),
        ("từ nay đến năm 2030", "2030"), ("vào cuối năm 2028", "2028"),
        ("thời kỳ 2021-2030", "2030"), ("trước 2026", "2026"),
        ("chậm nhất ngày 15 tháng 6 năm 2026", "2026-06-15"),
    ],
)  # fmt: skip
def test_a_moment_is_read_as_precisely_as_it_is_written(text: str, iso: str) -> None:
    assert [one.iso for one in find_deadlines(text) if one.due] == [iso]


@pytest.mark.parametrize(
    "text",
    ["so với năm 2020", "từ năm 2026", "ban hành ngày 22 tháng 12 năm 2024", "tính đến năm 2023", "sau năm 2030"],
)
def test_a_base_a_start_and_the_date_of_a_paper_are_not_due(text: str) -> None:
    assert [one for one in find_deadlines(text) if one.due] == []
