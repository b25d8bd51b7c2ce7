"""A path said as a person says it."""

import pytest

from dongbo.engines.places import attached_parts, place_name
from dongbo.engines.provisions import Kind, Node, Outline, assign_paths


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
        ("II/3/a/+1", "II.3.a, dấu cộng thứ 1"),
        ("dieu:5~2/khoan:1", "khoản 1 Điều 5 (lần 2)"),
        ("phu_luc:II/doan:3", "Phụ lục II, đoạn 3"),
        ("", ""),
    ],
)
def test_a_path_is_said_as_papers_cite(path: str, name: str) -> None:
    assert place_name(path) == name


def test_an_annex_without_a_number_is_called_attached() -> None:
    annexes = [Node(Kind.ANNEX), Node(Kind.ANNEX, "I")]
    assign_paths(annexes)
    attached = attached_parts(Outline(annexes, "dieu"))

    assert attached == {"phu_luc:1"}
    assert place_name("phu_luc:1/dieu:2/khoan:3", attached=attached) == "phần kèm theo, khoản 3 Điều 2"
    assert place_name("phu_luc:I/dong:2", attached=attached) == "Phụ lục I, dòng 2"
