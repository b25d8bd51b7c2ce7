"""The structure keys: what moves, what follows, what is refused, and that no word is ever lost."""

import contextlib
import re
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dongbo.engines.drafting import (
    CannotDraft,
    Lineage,
    demote,
    fits,
    merge,
    move,
    move_down,
    move_up,
    new_child,
    new_sibling,
    promote,
    remove,
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
    outlines,
    paths,
    point,
    roman,
    row,
)


def plan() -> Outline:
    return muc(
        roman("Mục tiêu", arabic("Một."), arabic("Hai.", letter("A"), letter("B"))),
        roman("Nhiệm vụ", arabic("Ba.")),
        annex("Bảng", row("I", task="Nhóm"), row("1", task="x", lead_unit="y"), row("1.1", task="z", lead_unit="t")),
    )


def rules() -> Outline:
    return dieu(
        chapter("Chung", article("Phạm vi", clause("Một", point("A"), point("B")), clause("Hai"))),
        chapter("Riêng", article("Nhiệm vụ", clause("Ba")), article("Quyền")),
    )


def texts(outline: Outline) -> list[str]:
    return [node.heading or node.text for node in outline.walk()]


def test_a_new_sibling_follows_with_its_kind_and_the_next_number() -> None:
    outline = rules()
    made = new_sibling(outline, "dieu:1/khoan:1")
    assert (made.kind, made.path) == (Kind.CLAUSE, "dieu:1/khoan:2")
    assert outline.find("dieu:1/khoan:3").text == "Hai"


def test_a_new_child_takes_the_kind_of_its_siblings_or_the_next_level() -> None:
    outline = plan()
    assert new_child(outline, "I").path == "I/3"
    assert new_child(outline, "I/1").path == "I/1/a"
    assert new_child(outline, "I/1/a").path == "I/1/a/-1"


def test_a_first_provision_goes_into_an_empty_paper_before_its_annexes() -> None:
    outline = muc()
    assert new_child(outline, "", kind=Kind.ANNEX).path == "phu_luc:1"
    assert new_child(outline, "").path == "I"
    assert [node.kind for node in outline.nodes] == [Kind.ROMAN, Kind.ANNEX]


def test_a_new_row_keeps_the_columns_and_the_level() -> None:
    outline = plan()
    made = new_sibling(outline, "phu_luc:1/dong:1")
    assert (made.number, made.cells) == ("2", {"task": "", "lead_unit": ""})
    assert [node.number for node in outline.nodes[2].children] == ["I", "1", "1.1", "2"]
    assert new_child(outline, "phu_luc:1/dong:2").number == "2.1"
    assert new_child(outline, "phu_luc:1").number == "3"


def test_promoting_takes_the_later_siblings_along_and_lifts_what_stands_beneath() -> None:
    outline = rules()
    assert promote(outline, "dieu:1/khoan:1").path == "dieu:2"
    assert [(node.path, node.text) for node in outline.find("dieu:2").children] == [
        ("dieu:2/khoan:1", "A"),
        ("dieu:2/khoan:2", "B"),
        ("dieu:2/khoan:3", "Hai"),
    ]


def test_demoting_lowers_what_stands_beneath_too() -> None:
    outline = plan()
    assert demote(outline, "I/2").path == "I/1/a"
    assert [node.path for node in outline.find("I/1/a").children] == ["I/1/a/-1", "I/1/a/-2"]


def test_a_chapter_lowered_under_a_chapter_becomes_a_section_and_keeps_its_articles() -> None:
    outline = rules()
    lowered = demote(outline, "chuong:II")
    assert (lowered.kind, [node.path for node in lowered.children]) == (Kind.SECTION, ["dieu:2", "dieu:3"])


def test_rows_change_their_level_by_their_number() -> None:
    outline = plan()
    promote(outline, "phu_luc:1/dong:1.1")
    assert [node.number for node in outline.nodes[2].children] == ["I", "1", "2"]
    promote(outline, "phu_luc:1/dong:2")
    assert [node.number for node in outline.nodes[2].children] == ["I", "1", "II"]
    demote(outline, "phu_luc:1/dong:II")
    assert [node.number for node in outline.nodes[2].children] == ["I", "1", "2"]


def test_a_group_of_rows_moves_as_a_block_and_a_row_into_the_next_group() -> None:
    rows = [row("I", task="A"), row("1", task="B"), row("1.1", task="C"), row("II", task="D"), row("2", task="E")]
    outline = muc(annex("Bảng", *rows))
    move_down(outline, "phu_luc:1/dong:I")
    assert [(node.number, node.cells["task"]) for node in outline.nodes[0].children] == [
        ("I", "D"), ("1", "E"), ("II", "A"), ("2", "B"), ("2.1", "C"),
    ]  # fmt: skip
    move_up(outline, "phu_luc:1/dong:2")
    assert [node.cells["task"] for node in outline.nodes[0].children] == ["D", "E", "B", "C", "A"]
    with pytest.raises(CannotDraft, match="đứng đầu"):
        move_up(outline, "phu_luc:1/dong:I")


def test_moving_up_and_down_swaps_with_the_neighbour() -> None:
    outline = rules()
    assert move_down(outline, "dieu:2").path == "dieu:3"
    assert move_up(outline, "dieu:3").heading == "Nhiệm vụ"
    assert texts(outline) == texts(rules())


def test_moving_elsewhere_takes_the_kind_of_those_it_joins() -> None:
    outline = rules()
    moved = move(outline, "dieu:2", under="dieu:1", before="dieu:1/khoan:2")
    assert (moved.path, moved.heading, moved.children[0].path) == (
        "dieu:1/khoan:2",
        "Nhiệm vụ",
        "dieu:1/khoan:2/diem:a",
    )
    assert outline.find("dieu:2").heading == "Quyền"


def test_splitting_gives_the_children_to_the_second_part_and_names_where_it_came_from() -> None:
    outline, lineage = dieu(article("Tên", clause("Đầu. Cuối", point("A")), clause("Khác"))), Lineage()
    first = outline.find("dieu:1/khoan:1")
    made = split(outline, "dieu:1/khoan:1", at=5, lineage=lineage)
    assert (first.text, made.text, made.path, made.children[0].path) == (
        "Đầu.", "Cuối", "dieu:1/khoan:2", "dieu:1/khoan:2/diem:a",
    )  # fmt: skip
    assert [(begun.node, begun.origin) for begun in lineage.begun] == [(made, first)]


def test_merging_writes_no_number_and_leaves_points_on_their_level() -> None:
    outline, lineage = rules(), Lineage()
    second = outline.find("dieu:1/khoan:2")
    second.children = [point("C")]
    receiver = merge(outline, "dieu:1/khoan:2", lineage=lineage)
    assert (receiver.path, receiver.text) == ("dieu:1/khoan:1/diem:b", "B Hai")
    assert [node.path for node in outline.find("dieu:1/khoan:1").children] == [
        "dieu:1/khoan:1/diem:a", "dieu:1/khoan:1/diem:b", "dieu:1/khoan:1/diem:c",
    ]  # fmt: skip
    assert lineage.successor_of(second) is receiver


def test_merging_the_first_child_leaves_its_children_in_its_place() -> None:
    outline = rules()
    assert merge(outline, "dieu:1/khoan:1").text == "Một"
    assert [(node.path, node.text) for node in outline.find("dieu:1").children] == [
        ("dieu:1/khoan:1", "A"), ("dieu:1/khoan:2", "B"), ("dieu:1/khoan:3", "Hai"),
    ]  # fmt: skip


def test_a_chapter_merged_into_the_one_before_gives_it_its_articles() -> None:
    outline = rules()
    merge(outline, "chuong:II")
    assert [node.heading for node in outline.nodes[0].children] == ["Phạm vi", "Nhiệm vụ", "Quyền"]
    assert outline.find("dieu:1/khoan:2").text == "Hai\nRiêng"


def test_removing_takes_what_stands_beneath_and_says_who_follows() -> None:
    outline, lineage = rules(), Lineage()
    gone, heir = outline.find("dieu:1/khoan:1"), outline.find("dieu:2")
    beneath = list(gone.walk())
    assert remove(outline, "dieu:1/khoan:1", successor="dieu:2", lineage=lineage) is gone
    assert [lineage.successor_of(node) for node in beneath] == [heir] * 3
    assert "Một" not in texts(outline)
    assert remove(outline, "dieu:2", lineage=lineage) is heir
    assert lineage.successor_of(gone) is None


def test_a_row_removed_from_a_table_leaves_those_it_grouped() -> None:
    outline = plan()
    remove(outline, "phu_luc:1/dong:1")
    assert [node.number for node in outline.nodes[2].children] == ["I", "1"]


Act = Callable[[Outline], object]


@pytest.mark.parametrize(
    ("act", "reason"),
    [
        (lambda outline: move(outline, "I", under="I/2/a", before=None), "bên trong chính nó"),
        (lambda outline: demote(outline, "I"), "cùng cấp đứng trước"),
        (lambda outline: promote(outline, "II"), "cấp cao nhất"),
        (lambda outline: promote(outline, "phu_luc:1/dong:I"), "cấp cao nhất"),
        (lambda outline: move_up(outline, "I/1"), "đứng đầu"),
        (lambda outline: move_down(outline, "I/2"), "đứng cuối"),
        (lambda outline: move_down(outline, "II"), "trước phụ lục"),
        (lambda outline: move_up(outline, "phu_luc:1"), "trước phụ lục"),
        (lambda outline: demote(outline, "phu_luc:1"), "cấp cao nhất"),
        (lambda outline: move(outline, "phu_luc:1", under="I", before=None), "cấp cao nhất"),
        (lambda outline: move(outline, "phu_luc:1/dong:1", under="I", before=None), "chọn một phụ lục"),
        (lambda outline: new_child(outline, "I", kind=Kind.ROW), "chỉ nằm trong phụ lục"),
        (lambda outline: new_child(outline, "I", kind=Kind.ANNEX), "cấp cao nhất"),
        (lambda outline: new_child(outline, "I/1", kind=Kind.ROMAN), "không đặt được dưới"),
        (lambda outline: move(outline, "I", under=None, before="I/1"), "tải lại trang"),
        (lambda outline: split(outline, "I/1", at=0), "Chỗ tách"),
        (lambda outline: split(outline, "I/1", at=99), "Chỗ tách"),
        (lambda outline: split(outline, "phu_luc:1/dong:1", at=1), "Dòng của bảng"),
        (lambda outline: merge(outline, "I"), "đầu tiên"),
        (lambda outline: merge(outline, "phu_luc:1/dong:1"), "Dòng của bảng"),
        (lambda outline: merge(outline, "phu_luc:1"), "Phụ lục"),
        (lambda outline: remove(outline, "I", successor="I/1"), "kế thừa"),
        (lambda outline: promote(outline, "IX"), "tải lại trang"),
    ],
)
def test_what_does_not_fit_is_refused_and_nothing_changes(act: Act, reason: str) -> None:
    outline = plan()
    before = outline.as_json()
    with pytest.raises(CannotDraft, match=reason):
        act(outline)
    assert outline.as_json() == before


def test_nothing_is_lowered_below_the_last_level() -> None:
    outline = muc(roman("A", arabic("B", letter("C", dash("D"), dash("E", Node(Kind.PLUS, text="F"))))))
    before = outline.as_json()
    with pytest.raises(CannotDraft, match="cấp cuối"):
        demote(outline, "I/1/a/-2")
    assert outline.as_json() == before


def test_an_empty_paper_says_what_to_do_first() -> None:
    with pytest.raises(CannotDraft, match="thêm điều khoản đầu tiên"):
        promote(muc(), "I")


def signs(outline: Outline) -> list[str]:
    """Every sign but the blanks, in reading order: a split may fall inside a word."""
    return [sign for node in outline.walk() for sign in re.findall(r"\S", node.words)]


def acts(data: st.DataObject, outline: Outline, lineage: Lineage) -> None:
    """One act at a place of the outline, whatever it is; refusals are part of it."""
    places = paths(outline)
    path, other = (data.draw(st.sampled_from(places)) for _ in range(2))
    node = outline.find(path)
    choices: list[Callable[[], object]] = [
        lambda: promote(outline, path),
        lambda: demote(outline, path),
        lambda: split(outline, path, at=data.draw(st.integers(0, len(node.text)))),
        lambda: merge(outline, path, lineage=lineage),
        lambda: move_up(outline, path),
        lambda: move_down(outline, path),
        lambda: move(outline, path, under=data.draw(st.sampled_from([None, other])), before=None),
        lambda: new_sibling(outline, path),
        lambda: new_child(outline, path),
    ]
    data.draw(st.sampled_from(choices))()


@given(outlines(), st.data())
@settings(max_examples=150, deadline=None)
def test_no_act_loses_a_word_or_breaks_the_ladder(outline: Outline, data: st.DataObject) -> None:
    before, lineage = sorted(signs(outline)), Lineage()
    for _ in range(6):
        held, as_it_was = list(outline.walk()), outline.as_json()
        try:
            acts(data, outline, lineage)
        except CannotDraft:
            assert outline.as_json() == as_it_was
        assert sorted(signs(outline)) == before
        assert all(fits(node.kind, None) for node in outline.nodes)
        assert all(fits(child.kind, node.kind) for node in outline.walk() for child in node.children)
        annexes = [node.kind is Kind.ANNEX for node in outline.nodes]
        assert annexes == sorted(annexes)
        assert len(set(paths(outline))) == len(paths(outline))
        living = {id(node) for node in outline.walk()}
        gone = [node for node in held if id(node) not in living]
        assert all(id(lineage.successor_of(node)) in living for node in gone)


@given(outlines(), st.data())
@settings(max_examples=100, deadline=None)
def test_levels_and_borders_keep_the_reading_order(outline: Outline, data: st.DataObject) -> None:
    before = signs(outline)
    path = data.draw(st.sampled_from(paths(outline)))
    node = outline.find(path)
    choices: list[Callable[[], object]] = [
        lambda: promote(outline, path),
        lambda: demote(outline, path),
        lambda: merge(outline, path),
        lambda: split(outline, path, at=node.text.find(" ") if " " in node.text else 0),
    ]
    with contextlib.suppress(CannotDraft):
        data.draw(st.sampled_from(choices))()
    assert signs(outline) == before
