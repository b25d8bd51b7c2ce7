"""Habits of ministries, provinces and committees that the rules of drafting do not foresee."""

from collections.abc import Iterator

import pytest

from dongbo.engines.papers import paper_from_lines
from dongbo.engines.provisions import Node, Outline, read_outline

PLAN = (
    (0, "MỤC ĐÍCH, YÊU CẦU"),
    (1, "Mục đích"),
    (2, "Cụ thể hóa các nhiệm vụ của Nghị quyết."),
    (2, "Nâng cao trách nhiệm của người đứng đầu:"),
    (3, "Quán triệt đến từng chi bộ;"),
    (3, "Đưa vào chương trình công tác năm, gồm:"),
    (4, "Chương trình của tỉnh;"),
    (4, "Chương trình của xã."),
    (3, "Báo cáo hằng quý."),
    (1, "Yêu cầu"),
    (2, "Phân công rõ người, rõ việc."),
    (0, "NHIỆM VỤ VÀ GIẢI PHÁP"),
    (1, "Hoàn thiện thể chế"),
    (2, "Rà soát các văn bản đã ban hành."),
    (2, "Ban hành quy chế dữ liệu mở."),
    (1, "Phát triển hạ tầng số"),
)
SIGNED = ["Nơi nhận:", "- Như trên;", "- Lưu: VT.", "TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"]
ROMANS, LETTERS, CAPITALS = ("I", "II"), "abc", "AB"


def read(*lines: str) -> Outline:
    return read_outline(paper_from_lines(lines))


def paths(outline: Outline) -> list[str]:
    return [node.path for node in outline.walk()]


def words(nodes: list[Node], depth: int = 0) -> Iterator[tuple[int, str]]:
    for node in nodes:
        yield depth, node.words
        yield from words(node.children, depth + 1)


def numbered(marks: tuple[str, str, str], bullets: tuple[str, str]) -> Iterator[str]:
    """Write the plan with the given marks: {I}, {A}, {n} and {a} stand for the number of a level."""
    counts = [0, 0, 0]
    for level, text in PLAN:
        if level > 2:
            yield f"{bullets[level - 3]} {text}"
            continue
        counts[level] += 1
        counts[level + 1 :] = [0] * (2 - level)
        one, two, three = counts
        names = {"I": ROMANS[one - 1], "A": CAPITALS[one - 1], "n1": one, "n2": two, "n3": three}
        names |= {"i": ROMANS[two - 1] if two else "", "a": LETTERS[three - 1] if three else ""}
        yield marks[level].format(**names) + text


@pytest.mark.parametrize(
    "marks",
    [
        ("{I}. ", "{n2}. ", "{a}) "),
        ("{I}- ", "{n2}- ", "{a}- "),
        ("{I}/ ", "{n2}/ ", "{a}/ "),
        ("{I}) ", "{n2}) ", "{a}) "),
        ("{I} – ", "{n2} – ", "{a}. "),
        ("{I}: ", "{n2}. ", "{a}) "),
        ("{I}.", "{n2}.", "{a})"),
        ("{I} ", "{n2}. ", "{a}) "),
        ("{I}. ", "({n2}) ", "({a}) "),
        ("{I}. ", "{n2}. ", "({n3}) "),
        ("{I}. ", "{n2}. ", "{n3}) "),
        ("{I}. ", "{n2}. ", "{n2}.{n3}. "),
        ("{I}. ", "{I}.{n2}. ", "{a}) "),
        ("{I}. ", "{I}.{n2}. ", "{I}.{n2}.{n3}. "),
        ("{n1}. ", "{n1}.{n2}. ", "{n1}.{n2}.{n3}. "),
        ("{A}. ", "{i}. ", "{n3}. "),
        ("PHẦN {I}: ", "{n2}. ", "{a}) "),
        ("Phần {n1}. ", "{n2}. ", "{a}) "),
        ("MỤC {n1}. ", "{n2}. ", "{a}) "),
    ],
)
def test_marks_of_every_hand(marks: tuple[str, str, str]) -> None:
    assert list(words(read(*numbered(marks, ("-", "+")), *SIGNED).nodes)) == list(PLAN)


@pytest.mark.parametrize(
    "bullets", [("-", "•"), ("•", "o"), ("–", "*"), ("➢", "-"), ("\uf0b7", "\uf0a7"), ("✓", "+"), ("●", "○")]
)
def test_bullets_of_every_hand(bullets: tuple[str, str]) -> None:
    lines = numbered(("{I}. ", "{n2}. ", "{a}) "), bullets)
    assert list(words(read(*lines, *SIGNED).nodes)) == list(PLAN)


def test_hyphens_of_two_lengths_are_one_list() -> None:
    assert paths(read("I. MỤC TIÊU", "- Một;", "– Hai;", "- Ba.")) == ["I", "I/-1", "I/-2", "I/-3"]


def test_a_code_in_brackets_is_no_number() -> None:
    outline = read("Điều 1. Mã", "1. Cấu trúc gồm:", "(01) i 893 MMMM", "2. Cấp mã.")
    assert paths(outline) == ["dieu:1", "dieu:1/khoan:1", "dieu:1/khoan:2"]


@pytest.mark.parametrize("title", ["KẾ HOẠCH", "ĐỀ ÁN", "DỰ THẢO BÁO CÁO Kết quả năm 2025"])
def test_a_paper_attached_without_a_note(title: str) -> None:
    outline = read("Điều 1. Ban hành Kế hoạch.", "Điều 2. Thi hành.", *SIGNED, title, "I. MỤC ĐÍCH", "1. Quán triệt.")
    assert paths(outline)[:2] == ["dieu:1", "dieu:2"]
    assert [path.split("/")[1:] for path in paths(outline)[2:]] == [[], ["I"], ["I", "1"]]


def test_a_regulation_attached_without_note_or_signature() -> None:
    outline = read("Điều 1. Ban hành.", "Điều 2. Thi hành.", "QUY CHẾ", "VỀ LÀM VIỆC", "Chương I", "CHUNG", "Điều 1. A")
    assert [node.kind.value for node in outline.nodes] == ["dieu", "dieu", "phu_luc"]


def test_a_specimen_form_after_the_signature_is_no_attached_paper() -> None:
    outline = read("Điều 1. Ban hành.", *SIGNED, "Mẫu số 01", "BÁO CÁO", "1. Kết quả", "2. Kiến nghị")
    assert paths(outline) == ["dieu:1"]


def test_numbers_that_begin_again_under_a_title() -> None:
    outline = read("DANH MỤC CÔNG NGHỆ", "1. Một:", "- A", "2. Hai", "- B", "DANH MỤC SẢN PHẨM", "1. Ba", "2. Bốn")
    assert paths(outline) == ["1", "1/-1", "2", "2/-1", "1~2", "2~2"]


def test_a_list_above_the_first_provision_is_no_provision() -> None:
    outline = read("KẾ HOẠCH", "Kính gửi:", "- Sở A;", "- Sở B.", "I. MỤC TIÊU", "- Một.")
    assert paths(outline) == ["I", "I/-1"]
    assert outline.preamble == (1, 4)


def test_the_laws_that_amended_a_consolidated_one_are_no_provisions() -> None:
    outline = read("LUẬT", "X", "được sửa đổi bởi:", "1. Luật số 1;", "2. Luật số 2.", "Điều 1. A", "Điều 2. B")
    assert paths(outline) == ["dieu:1", "dieu:2"]


def test_recipients_without_their_heading() -> None:
    outline = read("Điều 1. A.", "Điều 2. B.", "- Như Điều 2;", "- Lưu: VT.")
    assert paths(outline) == ["dieu:1", "dieu:2"]
    assert outline.closing == (3, 4)


def test_a_quotation_never_closed_within_a_sentence_swallows_nothing() -> None:
    items = [f"({number}) Nội dung thứ {number} của phong trào." for number in range(2, 12)]
    outline = read("I. KẾT QUẢ", "1. Kết quả", "(1) Phát động phong trào “Cả nước thi đua.", *items, "2. Hạn chế")
    assert paths(outline) == ["I", "I/1", *(f"I/1/{number}" for number in range(1, 12)), "I/2"]
