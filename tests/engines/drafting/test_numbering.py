"""Numbers by kind and place, in both styles, in annexes and in their tables."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dongbo.engines.drafting import renumber
from dongbo.engines.drafting.signs import letter_of, roman_of
from dongbo.engines.papers import paper_from_lines
from dongbo.engines.provisions import Kind, Node, Outline, assign_paths, read_outline
from dongbo.engines.provisions.marks import roman_value
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
    outlines,
    paths,
    point,
    roman,
    row,
)


def test_articles_and_chapters_go_on_through_the_paper_and_start_again_in_an_annex() -> None:
    def part(*children: Node) -> Node:
        return Node(Kind.PART, children=list(children))

    outline = dieu(
        part(chapter("", article(), article("", clause(), clause()))),
        part(chapter("", article("", clause("", point(), point())))),
        annex("", article(), article()),
        annex("", article()),
    )
    assert paths(outline) == [
        "phan:I", "phan:I/chuong:I", "dieu:1", "dieu:2", "dieu:2/khoan:1", "dieu:2/khoan:2",
        "phan:II", "phan:II/chuong:II", "dieu:3", "dieu:3/khoan:1", "dieu:3/khoan:1/diem:a", "dieu:3/khoan:1/diem:b",
        "phu_luc:I", "phu_luc:I/dieu:1", "phu_luc:I/dieu:2", "phu_luc:II", "phu_luc:II/dieu:1",
    ]  # fmt: skip


def test_the_second_style_starts_again_in_each_parent() -> None:
    outline = muc(roman("", arabic("", letter(), letter("", dash(), dash())), arabic()), roman("", arabic()))
    assert paths(outline) == ["I", "I/1", "I/1/a", "I/1/b", "I/1/b/-1", "I/1/b/-2", "I/2", "II", "II/1"]


def test_sections_start_again_in_each_chapter() -> None:
    def section(*children: Node) -> Node:
        return Node(Kind.SECTION, children=list(children))

    outline = dieu(chapter("", section(article()), section(article())), chapter("", section(article())))
    assert [(node.kind, node.number) for node in outline.walk() if node.kind is not Kind.CHAPTER] == [
        (Kind.SECTION, "1"), (Kind.ARTICLE, "1"), (Kind.SECTION, "2"), (Kind.ARTICLE, "2"),
        (Kind.SECTION, "1"), (Kind.ARTICLE, "3"),
    ]  # fmt: skip


def test_points_follow_the_vietnamese_alphabet_and_are_doubled_beyond_it() -> None:
    outline = dieu(article("", clause("", *(point() for _ in range(48)))))
    numbers = [node.number for node in outline.find("dieu:1/khoan:1").children]
    assert numbers[:23] == list("abcdđeghiklmnopqrstuvxy")
    assert numbers[23:] == [*(letter * 2 for letter in "abcdđeghiklmnopqrstuvxy"), "aaa", "bbb"]


def test_the_reader_reads_what_is_numbered() -> None:
    lines = ["Điều 1. Phạm vi", "1. Gồm các điểm sau:", *(f"{letter_of(at)}) Việc thứ {at};" for at in range(1, 31))]
    outline = read_outline(paper_from_lines(lines))
    as_read = outline.as_json()["nodes"]
    assert renumber(outline).as_json()["nodes"] == as_read


def test_the_paper_a_decision_issues_stays_unnumbered_before_its_annexes() -> None:
    plan = annex("", roman(), roman())
    outline = dieu(article(), plan, annex("I"), annex("II"))
    renumber(outline)
    assert [node.number for node in outline.nodes] == ["1", "", "I", "II"]


def test_a_single_annex_has_no_number_and_two_are_roman() -> None:
    outline = muc(roman(), annex("A"))
    assert outline.nodes[1].number == ""
    outline.nodes.append(annex("B"))
    renumber(outline)
    assert [node.number for node in outline.nodes] == ["I", "I", "II"]


def test_lettered_parts_stay_lettered_and_a_number_within_its_own_kind_is_dotted() -> None:
    inner = arabic("", Node(Kind.ARABIC, "7.3"), Node(Kind.ARABIC, "7.9"))
    outline = muc(Node(Kind.PART, "A", children=[roman("", arabic(), inner)]), Node(Kind.PART, "Đ"), Node(Kind.PART))
    assert paths(outline) == ["phan:A", "phan:A/I", "phan:A/I/1", "phan:A/I/2", "phan:A/I/2/2.1", "phan:A/I/2/2.2",
                              "phan:B", "phan:C"]  # fmt: skip


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        (["5", "", "9"], ["1", "2", "3"]),
        (["I", "4", "7.1", "7.5", "8", "II", "9"], ["I", "1", "1.1", "1.2", "2", "II", "3"]),
        (["I", "1", "2", "II", "1", "2"], ["I", "1", "2", "II", "1", "2"]),
        (["III", "1", "1", "V", "2"], ["I", "1", "2", "II", "1"]),
        (["A", "I", "1", "B", "I", "2", "C", "II", "3"], ["A", "I", "1", "B", "I", "2", "C", "I", "3"]),
        (["1", "a", "b", "2", "c"], ["1", "a", "b", "2", "a"]),
        (["3.1", "3.2"], ["1", "2"]),
        (["1", "1.1", "1.1.1", "1.1.2", "1.2"], ["1", "1.1", "1.1.1", "1.1.2", "1.2"]),
    ],
)
def test_rows_are_numbered_by_the_form_of_their_numbers(written: list[str], expected: list[str]) -> None:
    rows = [row(number, task="Việc", lead_unit="Nơi") for number in written]
    renumber(muc(annex("Bảng", *rows)))
    assert [each.number for each in rows] == expected


def test_the_title_of_a_group_stays_without_a_number() -> None:
    rows = [row("", task="Đến năm 2030", unit=""), row("1", task="A", unit="%"), row("", task="B", unit="%")]
    renumber(muc(annex("Bảng", *rows)))
    assert [each.number for each in rows] == ["", "1", "2"]


@given(st.integers(1, 399))
def test_roman_numbers_are_read_back(value: int) -> None:
    assert roman_value(roman_of(value)) == value


@given(outlines(), st.data())
@settings(max_examples=60, deadline=None)
def test_numbering_is_idempotent_and_does_not_depend_on_what_was_written(outline: Outline, data: st.DataObject) -> None:
    as_it_is = outline.as_json()
    assert renumber(outline).as_json() == as_it_is
    for node in outline.walk():
        if node.kind not in (Kind.ROW, Kind.ANNEX):
            node.number = data.draw(st.sampled_from(["1", "IX", "zz", ""]))
    assign_paths(outline.nodes)
    assert renumber(outline).as_json() == as_it_is


@given(
    st.lists(st.sampled_from(["", "1", "2", "7", "I", "IV", "A", "B", "C", "1.1", "3.2", "a", "1.1.1"]), max_size=14)
)
def test_numbering_a_table_twice_changes_nothing(numbers: list[str]) -> None:
    rows = [row(number, task="Việc", unit="") for number in numbers]
    outline = muc(annex("Bảng", *rows))
    once = [each.number for each in rows]
    renumber(outline)
    assert [each.number for each in rows] == once
