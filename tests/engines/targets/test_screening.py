"""Texts set aside unread: those without a number, and those whose numbers only name papers and dates."""

import pytest

from dongbo.engines.targets.reading import holds_only_names
from dongbo.engines.targets.screening import may_state_target


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1. Hoàn thiện thể chế.", False),
        ("a) Chính phủ phân công từng phần việc.", False),
        ("1. Đạt 80%.", True),
        ("Tăng gấp đôi số doanh nghiệp.", True),
        ("Vào nhóm ba nước dẫn đầu.", True),
        ("Hơn một nửa số xã.", True),
        ("Có ít nhất một trung tâm.", True),
        ("Phủ sóng toàn quốc.", True),
    ],
)
def test_a_text_is_read_when_it_measures(text: str, expected: bool) -> None:
    assert may_state_target(text) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2. Theo Điều 5 Nghị quyết số 57-NQ/TW ngày 22 tháng 12 năm 2024.", True),
        ("Theo Điều 5, đạt 80% vào năm 2030.", False),
    ],
)
def test_numbers_that_only_name_are_told_from_measures(text: str, expected: bool) -> None:
    assert holds_only_names(text) is expected
