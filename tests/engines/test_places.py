"""A path said as a person says it."""

import pytest

from dongbo.engines.places import place_name


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("dieu:5/khoan:2/diem:a", "điểm a khoản 2 Điều 5"),
        ("dieu:12", "Điều 12"),
        ("chuong:II/muc:1", "Chương II, Mục 1"),
        ("III/2/c", "III.2.c"),
        ("II/1/-2", "II.1, gạch đầu dòng thứ 2"),
        ("phu_luc:1/phan:III/II/1", "Phụ lục 1, Phần III, II.1"),
        ("phu_luc:I/dong:11.1", "Phụ lục I, dòng 11.1"),
        ("", ""),
    ],
)
def test_a_path_is_said_as_papers_cite(path: str, name: str) -> None:
    assert place_name(path) == name
