"""References found in the words, and what becomes of them when the provisions they name go elsewhere."""

import pytest

from dongbo.engines.drafting import (
    Rewriting,
    dangling,
    demote,
    merge,
    move,
    move_down,
    move_up,
    new_child,
    new_sibling,
    promote,
    references,
    remove,
    rewrite,
    split,
)
from dongbo.engines.provisions import Kind, Node, Outline
from tests.engines.drafting.papers import (
    annex,
    arabic,
    article,
    chapter,
    clause,
    dash,
    dieu,
    letter,
    muc,
    point,
    roman,
    row,
)


def law(words: str) -> Outline:
    """Two chapters; article 1 to 5, the words in clause 1 of article 4."""
    second = clause("1b", point("1b-a"), point("1b-b", dash("x"), dash("y")))
    third = article("C", clause("3a"), clause("3b"), clause("3c"), clause("3d"))
    return dieu(
        chapter("Một", article("A", clause("1a"), second), article("B")),
        chapter("Hai", third, article("D", clause(words)), article("E")),
        annex("Bảng một", row("1", task="Việc")),
        annex("Bảng hai", roman("Trong phụ lục", arabic("Ý"))),
    )


def plan(words: str) -> Outline:
    return muc(
        roman("A", arabic("A1"), arabic("A2", letter("A2a"), letter("A2b"))),
        roman("B", arabic("B1"), arabic("B2"), arabic("B3", letter("B3a"))),
        roman("C", arabic(words)),
        annex("Bảng", row("1", task="Việc")),
    )


def found(outline: Outline) -> list[tuple[str, str]]:
    return [(reference.text, reference.target.path) for reference in references(outline)]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("theo Điều 5.", [("Điều 5", "dieu:5")]),
        ("tại khoản 2 Điều 1 thì", [("khoản 2 Điều 1", "dieu:1/khoan:2")]),
        ("điểm a khoản 2 Điều 1", [("điểm a khoản 2 Điều 1", "dieu:1/khoan:2/diem:a")]),
        ("khoản 1 Điều này", [("khoản 1 Điều này", "dieu:4/khoan:1")]),
        (
            "khoản 1, 2 và 4 Điều 3",
            [("khoản 1, 2 và 4 Điều 3", f"dieu:3/khoan:{number}") for number in (1, 2, 4)],
        ),
        ("từ Điều 1 đến Điều 3", [("Điều 1 đến Điều 3", "dieu:1"), ("Điều 1 đến Điều 3", "dieu:3")]),
        (
            "điểm b khoản 2 Điều 1, khoản 3 Điều 3 và Điều 5",
            [
                ("điểm b khoản 2 Điều 1, khoản 3 Điều 3 và Điều 5", path)
                for path in ("dieu:1/khoan:2/diem:b", "dieu:3/khoan:3", "dieu:5")
            ],
        ),
        (
            "Chương II và Phụ lục II",
            [("Chương II và Phụ lục II", "chuong:II"), ("Chương II và Phụ lục II", "phu_luc:II")],
        ),
        ("Phụ lục số 1", [("Phụ lục số 1", "phu_luc:I")]),
        ("mục I Phụ lục II", [("mục I Phụ lục II", "phu_luc:II/I")]),
        ("Điều 2 Quyết định này", [("Điều 2", "dieu:2")]),
        (
            "gạch đầu dòng thứ 2 điểm b khoản 2 Điều 1",
            [("gạch đầu dòng thứ 2 điểm b khoản 2 Điều 1", "dieu:1/khoan:2/diem:b/-2")],
        ),
        ("KHOẢN 2 ĐIỀU 1", [("KHOẢN 2 ĐIỀU 1", "dieu:1/khoan:2")]),
        ("khoản 1 Điều 3, Điều 5 của Nghị định số 13/2023/NĐ-CP", []),
        ("Điều 5 Luật Công nghệ thông tin; Điều 2 Nghị quyết số 57-NQ/TW", []),
        ("Nghị định số 13/2023/NĐ-CP (Điều 2)", []),
        ("ĐIỀU 2 LUẬT ĐẤT ĐAI", []),
        ("điều 2 nghị định 13", []),
        ("khoản 1 Điều này, Quyết định phải nêu rõ", [("khoản 1 Điều này", "dieu:4/khoan:1")]),
        ("Luật Đất đai, trừ quy định tại Điều 2 của Quyết định này", [("Điều 2", "dieu:2")]),
        ("Điều 2 theo quy định của pháp luật", [("Điều 2", "dieu:2")]),
        ("khoản 2 Điều 5, Luật Đất đai", []),
        ("Phụ lục I ban hành kèm theo Nghị định số 30/2020/NĐ-CP", []),
        ("sửa thành “khoản 2 Điều 1”", []),
        ("khoản 2 và điểm a", []),
        ("tại Điều này, Chương này", []),
        ("Điều 9 và khoản 7 Điều 1", []),
        ("đạt mục tiêu 5%, tăng Điều 5%", []),
    ],
)  # fmt: skip
def test_articles_clauses_and_points_are_found(words: str, expected: list[tuple[str, str]]) -> None:
    assert found(law(words)) == expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("tại Mục II.3 của Kế hoạch này", [("Mục II.3", "II/3")]),
        ("Mục II.3.a", [("Mục II.3.a", "II/3/a")]),
        ("điểm a khoản 2 mục I", [("điểm a khoản 2 mục I", "I/2/a")]),
        ("mục 2 Phần II", [("mục 2 Phần II", "II/2")]),
        ("điểm 3 mục II", [("điểm 3 mục II", "II/3")]),
        ("Phần thứ hai", [("Phần thứ hai", "II")]),
        ("Phụ lục kèm theo Kế hoạch này", [("Phụ lục", "phu_luc:1")]),
        ("mục II Nghị quyết số 57-NQ/TW", []),
        ("các Phụ lục", []),
    ],
)
def test_the_second_style_is_found(words: str, expected: list[tuple[str, str]]) -> None:
    assert found(plan(words)) == expected


def test_headings_and_cells_speak_of_provisions_too() -> None:
    outline = dieu(
        article("Thực hiện Điều 2"), article("B"), annex("Bảng", row("1", task="Theo Điều 1", lead_unit="x"))
    )
    assert [(each.node.path, each.part) for each in references(outline)] == [
        ("dieu:1", "heading"), ("phu_luc:1/dong:1", "cells:task"),
    ]  # fmt: skip
    rewriting = Rewriting.of(outline)
    new_child(outline, "")
    move_up(outline, "dieu:3")
    move_up(outline, "dieu:2")
    rewriting.rewrite()
    assert outline.find("dieu:2").heading == "Thực hiện Điều 3"
    table_row = outline.find("phu_luc:1/dong:1")
    assert (table_row.cells["task"], table_row.text) == ("Theo Điều 2", "Theo Điều 2 x")


@pytest.mark.parametrize(
    ("words", "path", "expected"),
    [
        ("theo Điều 5 và điểm a khoản 2 Điều 1", "dieu:1", "theo Điều 6 và điểm a khoản 2 Điều 1"),
        ("KHOẢN 2 ĐIỀU 3", "dieu:1", "KHOẢN 2 ĐIỀU 4"),
        ("khoản 1, 2 và 4 Điều 3", "dieu:3/khoan:1", "khoản 1, 3 và 5 Điều 3"),
        ("từ Điều 1 đến Điều 3", "dieu:2", "từ Điều 1 đến Điều 4"),
        ("khoản 1 Điều này và Điều 5", "dieu:4", "khoản 1 Điều này và Điều 6"),
        ("Phụ lục II, Phụ lục số 2", "phu_luc:I", "Phụ lục III, Phụ lục số 3"),
        ("gạch đầu dòng thứ 2 điểm b khoản 2 Điều 1", "dieu:1/khoan:2/diem:b/-1",
         "gạch đầu dòng thứ 3 điểm b khoản 2 Điều 1"),
        ("Điều 5 Luật Đất đai", "dieu:1", "Điều 5 Luật Đất đai"),
    ],
)  # fmt: skip
def test_a_new_provision_pushes_the_numbers_on(words: str, path: str, expected: str) -> None:
    outline = law(words)
    holder = outline.find("dieu:4/khoan:1")
    rewriting = Rewriting.of(outline)
    new_sibling(outline, path)
    rewriting.rewrite()
    assert holder.text == expected
    assert rewriting.dangling() == []


def test_a_list_whose_provisions_parted_is_written_out_in_reading_order() -> None:
    outline = law("Khoản 1, 2 và 4 Điều 3 phải xong.")
    rewriting = Rewriting.of(outline)
    move(outline, "dieu:3/khoan:2", under="dieu:1", before="dieu:1/khoan:1")
    changed = rewriting.rewrite()
    assert outline.find("dieu:4/khoan:1").text == "Khoản 1 Điều 1, khoản 1 Điều 3 và khoản 3 Điều 3 phải xong."
    assert [(each.node.path, each.old, each.new) for each in changed] == [
        ("dieu:4/khoan:1", "Khoản 1, 2 và 4 Điều 3", "Khoản 1 Điều 1, khoản 1 Điều 3 và khoản 3 Điều 3")
    ]


def test_this_article_becomes_a_number_where_the_words_leave_it() -> None:
    outline = law("khoản 1 Điều này")
    outline.find("dieu:4").children.append(clause("theo khoản 1 Điều này"))
    move(outline, "dieu:5", under="chuong:II", before=None)
    rewriting = Rewriting.of(outline)
    moved = move(outline, "dieu:4/khoan:2", under="dieu:1", before=None)
    rewriting.rewrite()
    assert moved.text == "theo khoản 1 Điều 4"


def test_a_clause_raised_to_an_article_is_called_so() -> None:
    outline = law("theo điểm a khoản 2 Điều 1")
    rewriting = Rewriting.of(outline)
    promote(outline, "dieu:1/khoan:2")
    rewriting.rewrite()
    assert outline.find("dieu:5/khoan:1").text == "theo khoản 1 Điều 2"


def test_a_provision_lowered_to_a_dash_is_counted() -> None:
    outline = plan("theo Mục I.2.b")
    rewriting = Rewriting.of(outline)
    demote(outline, "I/2/b")
    rewriting.rewrite()
    assert outline.find("III/1").text == "theo gạch đầu dòng thứ 1 điểm a khoản 2 Mục I"


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("theo Điều 3 Chương II", "theo Điều 3"),
        ("theo Chương II", "theo Mục 1 Chương I"),
        ("theo khoản 2 Điều 3 Chương II và Điều 1", "theo Điều 1 và khoản 2 Điều 3"),
    ],
)
def test_a_chapter_lowered_to_a_section_is_a_chapter_in_no_words(words: str, expected: str) -> None:
    outline = law(words)
    rewriting = Rewriting.of(outline)
    demote(outline, "chuong:II")
    rewriting.rewrite()
    assert [node.text for node in outline.walk() if "theo" in node.text] == [expected]
    assert rewriting.dangling() == []


def test_a_point_raised_to_a_clause_is_a_point_in_no_words() -> None:
    """Named without its clause, it is not "điểm 3 Điều 1", which would be read as clause 3."""
    outline = law("theo điểm a Điều 1")
    rewriting = Rewriting.of(outline)
    promote(outline, "dieu:1/khoan:2/diem:a")
    rewriting.rewrite()
    assert outline.find("dieu:4/khoan:1").text == "theo khoản 3 Điều 1"


def test_a_section_of_an_annex_lowered_beneath_another_is_a_section_in_no_words() -> None:
    """Not "Mục 2 Phụ lục", which would be read as what it is now."""
    said = article("A", clause("theo Mục II Phụ lục"))
    outline = dieu(said, annex("Bảng", roman("X", arabic("x")), roman("Y", arabic("y"))))
    rewriting = Rewriting.of(outline)
    demote(outline, "phu_luc:1/II")
    rewriting.rewrite()
    assert outline.find("dieu:1/khoan:1").text == "theo khoản 2 Mục I Phụ lục"


def test_references_to_a_merged_provision_follow_it() -> None:
    outline = law("khoản 1, 2 Điều 3 và khoản 4 Điều 3")
    rewriting = Rewriting.of(outline)
    merge(outline, "dieu:3/khoan:2", lineage=rewriting.lineage)
    rewriting.rewrite()
    assert outline.find("dieu:4/khoan:1").text == "khoản 1 Điều 3 và khoản 3 Điều 3"
    assert rewriting.dangling() == []


def test_words_carried_by_a_merge_or_a_split_are_still_rewritten() -> None:
    outline = dieu(article("A", clause("Một; theo Điều 2. Xem Điều 2"), clause("Theo Điều 2")), article("B"))
    rewriting = Rewriting.of(outline)
    merge(outline, "dieu:1/khoan:2", lineage=rewriting.lineage)
    split(outline, "dieu:1/khoan:1", at=18, lineage=rewriting.lineage)
    move_up(outline, "dieu:2")
    assert len(rewriting.rewrite()) == 3
    assert [node.text for node in outline.find("dieu:2").children] == ["Một; theo Điều 1.", "Xem Điều 1 Theo Điều 1"]


def test_what_points_at_a_removed_provision_stays_and_is_reported() -> None:
    outline = law("theo khoản 2 Điều 1 và Điều 5")
    rewriting = Rewriting.of(outline)
    remove(outline, "dieu:1", lineage=rewriting.lineage)
    rewriting.rewrite()
    assert outline.find("dieu:3/khoan:1").text == "theo khoản 2 Điều 1 và Điều 4"
    (finding,) = rewriting.dangling()
    assert (finding.code, finding.path) == ("reference_to_nothing", "dieu:3/khoan:1")
    assert finding.message == (
        "“khoản 2 Điều 1 và Điều 5” dẫn chiếu một điều khoản (“1b”) vừa bị xóa; hãy sửa lời dẫn chiếu hoặc bỏ nó đi."
    )


def test_a_removed_provision_with_a_successor_hands_its_references_on() -> None:
    outline = law("theo Điều 2")
    taken, rewriting = references(outline), Rewriting.of(outline)
    remove(outline, "dieu:2", successor="dieu:5", lineage=rewriting.lineage)
    assert [each.new for each in rewrite(outline, taken, lineage=rewriting.lineage)] == ["Điều 4"]
    assert dangling(outline, taken, lineage=rewriting.lineage) == []


def test_a_second_annex_gives_the_first_its_number_and_takes_it_back() -> None:
    outline = plan("Theo Phụ lục kèm theo.")
    rewriting = Rewriting.of(outline)
    new_child(outline, "", kind=Kind.ANNEX)
    rewriting.rewrite()
    assert outline.find("III/1").text == "Theo Phụ lục I kèm theo."
    rewriting = Rewriting.of(outline)
    remove(outline, "phu_luc:II", lineage=rewriting.lineage)
    rewriting.rewrite()
    assert outline.find("III/1").text == "Theo Phụ lục kèm theo."


def test_a_provision_that_can_be_called_nothing_of_its_own_is_reported() -> None:
    outline = muc(roman("A", arabic("Xem mục II")), roman("B"), annex("Bảng", roman("Một"), roman("Hai")))
    rewriting = Rewriting.of(outline)
    move(outline, "I/1", under="phu_luc:1", before=None)
    rewriting.rewrite()
    assert outline.nodes[-1].children[-1].text == "Xem mục II"
    assert [finding.code for finding in rewriting.dangling()] == ["reference_unwritten"]


def issued(words: str, *, annexes: int = 1) -> Outline:
    """Four articles in two chapters and some annexes, the words in article 2."""
    return dieu(
        chapter("Một", article("A", clause("1a"), clause("1b")), article("B", text=words)),
        chapter("Hai", article("C"), article("D")),
        *(annex(f"Bảng {place}", row("1", task="Việc")) for place in range(annexes)),
    )


@pytest.mark.parametrize(
    ("annexes", "words", "expected"),
    [
        (1, "Điều 1 và Điều 3", "Điều 1 Phụ lục và Điều 1"),
        (2, "Điều 1 và Điều 3", "Điều 1 Phụ lục I và Điều 1"),
        (1, "khoản 2 Điều 1 và Điều 3", "Điều 1 Phụ lục và khoản 2 Điều 1"),
        (2, "các Điều 1, 3 và 4", "các Điều 1 Phụ lục I, Điều 1 và Điều 3"),
        (1, "Điều 3", "Điều 1 Phụ lục"),
        (2, "Phụ lục II và Điều 3", "Điều 1 Phụ lục I và Phụ lục II"),
    ],
)
def test_a_list_one_of_whose_articles_went_into_an_annex_names_that_one_first(
    annexes: int, words: str, expected: str
) -> None:
    outline = issued(words, annexes=annexes)
    holder = outline.find("dieu:2")
    rewriting = Rewriting.of(outline)
    meant = {id(reference.target) for reference in rewriting.references}
    move(outline, "dieu:3", under="phu_luc:1" if annexes == 1 else "phu_luc:I", before=None)
    rewriting.rewrite()
    assert holder.text == expected
    assert {id(reference.target) for reference in references(outline)} == meant
    assert rewriting.dangling() == []


def test_words_that_went_into_an_annex_name_the_articles_of_the_body_by_their_chapters() -> None:
    outline = issued("theo Điều 1 và Điều 3")
    rewriting = Rewriting.of(outline)
    moved = move(outline, "dieu:2", under="phu_luc:1", before=None)
    rewriting.rewrite()
    assert moved.text == "theo Điều 1 Chương I và Điều 2 Chương II"
    assert [reference.target.heading for reference in references(outline)] == ["A", "C"]
    assert rewriting.dangling() == []


@pytest.mark.parametrize("words", ["Từ Điều 1 đến Điều 3", "Các Điều 1 đến 3", "Điều 1, Điều 2 tới Điều 3"])
def test_a_span_whose_end_went_into_an_annex_is_reported_and_never_becomes_a_list(words: str) -> None:
    outline = issued(f"{words}; xem Điều 1, 2 và 3")
    holder = outline.find("dieu:2")
    rewriting = Rewriting.of(outline)
    move(outline, "dieu:3", under="phu_luc:1", before=None)
    rewriting.rewrite()
    assert holder.text == f"{words}; xem Điều 1 Phụ lục, Điều 1 và Điều 2"
    (lost,) = rewriting.lost()
    assert (lost.code, lost.node, lost.words in words) == ("reference_unwritten", holder, True)


def test_what_hands_its_references_to_a_paragraph_is_reported() -> None:
    outline = dieu(Node(Kind.PARAGRAPH, text="Lời"), article("A"), article("B", text="theo Điều 1 và Điều 2"))
    rewriting = Rewriting.of(outline)
    remove(outline, "dieu:1", successor=outline.nodes[0].path, lineage=rewriting.lineage)
    rewriting.rewrite()
    assert [finding.code for finding in rewriting.dangling()] == ["reference_unwritten"]


def test_nothing_is_written_where_nothing_changed() -> None:
    outline = law("Phần thứ hai, khoản 1, 2 và 4 Điều 3; Phụ lục số 2; Điều 1")
    before = outline.as_json()
    rewriting = Rewriting.of(outline)
    assert (rewriting.rewrite(), rewriting.dangling(), outline.as_json()) == ([], [], before)
    move_down(outline, "dieu:1")
    move_up(outline, "dieu:2")
    assert rewriting.rewrite() == []
