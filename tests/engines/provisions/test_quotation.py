"""What a line's quotation marks leave open or close."""

import pytest

from dongbo.engines.provisions.quotation import is_all_quoted, open_and_closed


@pytest.mark.parametrize(
    ("text", "balance"),
    [
        ("không có dấu", (0, 0)),
        ("cụm từ “một cửa” được thay", (0, 0)),
        ('cụm từ "một cửa" được thay bằng "liên thông"', (0, 0)),
        ("“Điều 5. Phạm vi", (1, 0)),
        ('"1. Phạm vi', (1, 0)),
        ("”Điều 5. Phạm vi", (1, 0)),
        ("như sau: “Điều 5. Phạm vi", (1, 0)),
        ("của cơ quan.”.", (0, 1)),
        ('của cơ quan.".', (0, 1)),
        ("của cơ quan.“;", (0, 1)),
        ("của cơ quan.’’.", (0, 1)),
        ("thuộc “một cửa”.”", (0, 1)),
        ("hết phần trên.” và “phần dưới", (1, 1)),
    ],
)
def test_the_direction_is_read_from_the_neighbours(text: str, balance: tuple[int, int]) -> None:
    assert open_and_closed(text) == balance


def test_a_line_quoted_from_end_to_end() -> None:
    assert is_all_quoted("“3. Hồ sơ nộp qua mạng.”;")
    assert not is_all_quoted("“Một cửa” là cơ chế tiếp nhận hồ sơ")
