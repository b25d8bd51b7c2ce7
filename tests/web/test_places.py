"""Paths in words."""

import pytest

from dongbo.web.places import place_name
from dongbo.web.templatetags.dongbo import place


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("", ""),
        ("I", "I"),
        ("II/1/a", "II.1.a"),
        ("II/1/-2", "II.1, gạch 2"),
        ("II/1/a/-2/+1", "II.1.a, gạch 2, gạch 1"),
        ("dieu:5", "Điều 5"),
        ("dieu:5/khoan:2/diem:a", "điểm a khoản 2 Điều 5"),
        ("phu_luc:I/dong:11.1", "Phụ lục I › dòng 11.1"),
        ("phu_luc:1/phan:III/II/1", "Phụ lục 1 › Phần III › II.1"),
        ("phu_luc:1/dieu:3/khoan:2", "Phụ lục 1 › khoản 2 Điều 3"),
        ("khac:7", "khac 7"),
    ],
)
def test_a_path_is_said_as_a_lawyer_says_it(path: str, said: str) -> None:
    assert place_name(path) == said


def test_several_paths_are_said_one_after_the_other() -> None:
    assert place(("II/1", "dieu:5")) == "II.1; Điều 5"
    assert place(None) == ""
