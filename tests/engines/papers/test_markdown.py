"""Markdown papers: the marks go, the words, headings and tables stay."""

import pytest

from dongbo.engines.papers import Paper, Table, read_bytes, read_file
from dongbo.engines.papers.markdown import unmarked
from tests.shared import shared_data


def read(text: str) -> Paper:
    return read_bytes(text.encode(), name="van-ban.md")


def texts(paper: Paper) -> list[str]:
    return [line.text for line in paper.lines]


@pytest.mark.parametrize(
    ("written", "plain", "bold", "italic"),
    [
        ("**Điều 1.** Ban hành", "Điều 1. Ban hành", False, False),
        ("**II- MỤC TIÊU**", "II- MỤC TIÊU", True, False),
        ("*Nơi nhận:*", "Nơi nhận:", False, True),
        ("***1. Đến năm 2030***", "1. Đến năm 2030", True, True),
        ("**1-** *Một*", "1- Một", False, False),
        ("*2-\xa0*Những hạn chế", "2-\xa0Những hạn chế", False, False),
        ("1\\. Kinh tế \\- xã hội \\*", "1. Kinh tế - xã hội *", False, False),
        ("3 * 4 * 5 và a_b_c", "3 * 4 * 5 và a_b_c", False, False),
        ("R\\&D, R&amp;D &lt; 2%", "R&D, R&D < 2%", False, False),
        ("[Cổng](https://example.vn/a) và <u>gạch</u> < 5%", "Cổng và gạch < 5%", False, False),
    ],
)
def test_marks_of_emphasis_and_escapes_go(written: str, plain: str, bold: bool, italic: bool) -> None:
    assert unmarked(written) == (plain, bold, italic)


def test_headings_keep_their_level() -> None:
    paper = read("# NGHỊ QUYẾT\n## **I. MỤC TIÊU** ##\nThường\n#KHÔNG")
    assert [(line.heading, line.text) for line in paper.lines] == [
        (1, "NGHỊ QUYẾT"), (2, "I. MỤC TIÊU"), (0, "Thường"), (0, "#KHÔNG"),
    ]  # fmt: skip


def test_hard_breaks_split_and_soft_ones_join() -> None:
    text = (
        "TM. CHÍNH PHỦ  \nTHỦ TƯỚNG\\\nÔng A\n\n- VPCP: BTCN,\n  các Vụ, Cục;\n"
        "* Sao\nmột câu dài\nviết tiếp\n\nĐiều 1<br>Điều 2"
    )
    assert texts(read(text)) == [
        "TM. CHÍNH PHỦ", "THỦ TƯỚNG", "Ông A", "- VPCP: BTCN, các Vụ, Cục;",
        "- Sao một câu dài viết tiếp", "Điều 1", "Điều 2",
    ]  # fmt: skip


def test_pipe_tables_become_tables_with_plain_cells() -> None:
    paper = read("Trước\n\n| TT | **Chỉ tiêu** |\n|:--|---|\n| 1 | a<br>b \\| c |\n| 2 |\n\nSau")
    assert paper.blocks[1] == Table((("TT", "Chỉ tiêu"), ("1", "a\nb | c"), ("2", "")), 2)
    assert texts(paper) == ["Trước", "Sau"]


def test_the_head_kept_as_a_table_becomes_two_columns() -> None:
    head = "| BAN CHẤP HÀNH TRUNG ƯƠNG\n\\-------- | ĐẢNG CỘNG SẢN VIỆT NAM\n\\----- |\n"
    paper = read(f"{head}| :-- | :-- |\n| Số: 20-NQ/TW | *Hà Nội* |")
    assert [(line.column, line.text) for line in paper.lines] == [
        (1, "BAN CHẤP HÀNH TRUNG ƯƠNG"), (2, "ĐẢNG CỘNG SẢN VIỆT NAM"), (1, "Số: 20-NQ/TW"), (2, "Hà Nội"),
    ]  # fmt: skip


@pytest.mark.shared
@pytest.mark.parametrize(
    ("name", "rows", "width"), [("NQ03-NQ-CP_PL1_chi-tieu.md", 60, 5), ("NQ03-NQ-CP_PL2_nhiem-vu.md", 148, 6)]
)
def test_the_annexes_are_one_table_each(name: str, rows: int, width: int) -> None:
    (table,) = read_file(shared_data("policies", name)).tables
    assert (len(table.rows), {len(row) for row in table.rows}) == (rows, {width})


@pytest.mark.shared
@pytest.mark.parametrize(
    "name", ["NQ03-NQ-CP_2025_than.md", "NQ20-NQ-TW_2012_toan-van.md", "NQ57-NQ-TW_2024_toan-van.md"]
)
def test_no_mark_is_left_in_the_policies(name: str) -> None:
    paper = read_file(shared_data("policies", name))
    assert [text for _, text in paper.every_text() if set(text) & set("*\\|`#")] == []


def test_front_matter_is_no_text_and_is_said() -> None:
    paper = read('---\ntitle: "Nghị định"\ntags:\n  - nghị định\n---\n\nĐiều 1. Phạm vi\n')
    assert texts(paper) == ["Điều 1. Phạm vi"]
    assert [notice.code for notice in paper.notices] == ["front-matter"]
    assert texts(read("---\n\nĐiều 1. Phạm vi\n\n---\n")) == ["Điều 1. Phạm vi"]


def test_a_nested_bullet_takes_the_sign_of_the_level_below() -> None:
    assert texts(read("1. Việc:\n\n*   Một:\n    *   Hai.\n    *   Ba.\n*   Bốn.\n\n  - Năm.")) == [
        "1. Việc:", "- Một:", "+ Hai.", "+ Ba.", "- Bốn.", "+ Năm.",
    ]  # fmt: skip


def test_a_bullet_around_a_numbered_line_is_only_markup() -> None:
    assert texts(read("*   **a) Tại Trung ương:**\n*   (1) Một.\n- 2. Hai")) == [
        "a) Tại Trung ương:", "(1) Một.", "2. Hai",
    ]  # fmt: skip


def test_a_signature_in_a_table_is_lines() -> None:
    paper = read("Điều 1. A\n\n|  | TM. ỦY BAN NHÂN DÂN<br>CHỦ TỊCH |\n|---|---|\n")
    assert texts(paper) == ["Điều 1. A", "TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"]


def test_marks_never_closed_take_no_time() -> None:
    assert len(read("*a " * 100_000).lines) == 1
