"""Closure on small histories made by hand."""

from collections.abc import Sequence
from dataclasses import replace

import pytest

from dongbo.engines.anchors import Quote, quote_of
from dongbo.engines.closure import (
    Answer,
    Basis,
    Consultee,
    Entry,
    History,
    Line,
    LineKind,
    Outcome,
    Pointer,
    Provision,
    examine,
)
from dongbo.engines.provisions import Kind, Node, Outline, assign_paths
from dongbo.engines.redline import compare

HEADING = "Nguồn lực thực hiện"
BUDGET = "Kinh phí do ngân sách trung ương bảo đảm. Các bộ lập dự toán hằng năm trước ngày 30 tháng 6."
REPORT = "Các bộ, địa phương báo cáo kết quả thực hiện; Bộ Khoa học và Công nghệ tổng hợp."
EFFECT = "Quyết định này có hiệu lực kể từ ngày ký"


def text(**words: str) -> list[Provision]:
    """Return an article (`top`) with a clause for every other word given."""
    clauses = [Provision(key, f"dieu:1/{key}", f"khoản {key}", said, "top") for key, said in words.items()]
    return [Provision("top", "dieu:1", "Điều 1", HEADING), *clauses]


BEFORE = text(budget=BUDGET, report=REPORT, effect=EFFECT)


def pointer(key: str, exact: str = "", proposed: str = "", before: Sequence[Provision] = BEFORE) -> Pointer:
    """Return a pointer at `exact` in a provision, or at the whole of it."""
    if not exact:
        return Pointer(key, None, proposed)
    quote = quote_of(next(one.words for one in before if one.key == key), exact)
    assert quote is not None
    return Pointer(key, quote, proposed)


def accepted(*points_at: Pointer, changed: tuple[str, ...] = ()) -> Answer:
    return Answer("yk", Outcome.ACCEPTED, points_at=points_at, changed=changed)


def modified(key: str, *, spelling_only: bool = False) -> Entry:
    return Entry("modified", (key,), (key,), spelling_only)


def told(history: History) -> list[tuple[LineKind, str, str | None]]:
    return [(line.kind, line.detail, line.provision) for line in examine(history)]


def test_nothing_said_and_nothing_changed_leaves_no_line() -> None:
    assert examine(History(BEFORE, BEFORE, ())) == []


@pytest.mark.parametrize("outcome", [Outcome.ACCEPTED, Outcome.PARTLY])
def test_an_accepted_quote_whose_sentence_stands_as_it_was(outcome: Outcome) -> None:
    answer = replace(accepted(pointer("budget", "trước ngày 30 tháng 6")), outcome=outcome)
    assert examine(History(BEFORE, BEFORE, (), [answer])) == [
        Line(LineKind.ACCEPTED_UNCHANGED, "sentence_unchanged", answer="yk", provision="budget")
    ]


def test_the_sentence_beside_the_quoted_one_bears_nothing_out() -> None:
    after = text(budget=BUDGET.replace("trung ương", "nhà nước"), report=REPORT, effect=EFFECT)
    history = History(BEFORE, after, [modified("budget")], [accepted(pointer("budget", "trước ngày 30 tháng 6"))])
    assert told(history) == [(LineKind.ACCEPTED_UNCHANGED, "sentence_unchanged", "budget")]


def test_of_two_equal_sentences_the_quoted_one_must_change() -> None:
    before = text(budget="Các bộ báo cáo. Bộ Tài chính tổng hợp. Các bộ báo cáo.")
    second = quote_of(before[1].words, "Các bộ báo cáo", near=39)
    assert second is not None
    after = text(budget="Các tỉnh báo cáo. Bộ Tài chính tổng hợp. Các bộ báo cáo.")
    history = History(before, after, [modified("budget")], [accepted(Pointer("budget", second))])
    assert told(history) == [(LineKind.ACCEPTED_UNCHANGED, "sentence_unchanged", "budget")]
    other = text(budget="Các bộ báo cáo. Bộ Tài chính tổng hợp. Các tỉnh báo cáo.")
    assert examine(replace(history, after=other)) == []


def test_of_a_quote_over_two_sentences_one_must_change() -> None:
    asked = accepted(pointer("budget", "trung ương bảo đảm. Các bộ lập dự toán"))
    after = text(budget=BUDGET.replace("hằng năm", "ba năm"), report=REPORT, effect=EFFECT)
    assert examine(History(BEFORE, after, [modified("budget")], [asked])) == []
    assert told(History(BEFORE, BEFORE, (), [asked])) == [(LineKind.ACCEPTED_UNCHANGED, "sentence_unchanged", "budget")]


def test_a_quote_with_a_stale_place_is_found_and_one_that_is_not_there_stands_for_the_provision() -> None:
    exact = "trước ngày 30 tháng 6"
    stale = accepted(Pointer("budget", Quote(exact, "", "", 0, len(exact))))
    foreign = accepted(Pointer("budget", Quote("Bộ Y tế", "", "", 0, 7)))
    after = text(budget=BUDGET.replace("trung ương", "nhà nước"), report=REPORT, effect=EFFECT)
    history = History(BEFORE, after, [modified("budget")], [stale])
    assert told(history) == [(LineKind.ACCEPTED_UNCHANGED, "sentence_unchanged", "budget")]
    assert examine(replace(history, answers=[foreign])) == []
    assert told(History(BEFORE, BEFORE, (), [foreign])) == [
        (LineKind.ACCEPTED_UNCHANGED, "sentence_unchanged", "budget")
    ]


def test_words_added_at_the_end_of_a_sentence_without_a_full_stop_are_a_change() -> None:
    after = text(budget=BUDGET, report=REPORT, effect=f"{EFFECT} và thay thế Quyết định số 5")
    history = History(BEFORE, after, [modified("effect")], [accepted(pointer("effect", "có hiệu lực"))])
    assert examine(history) == []


def test_a_new_sibling_answers_an_opinion_only_where_the_answer_names_it() -> None:
    after = [*BEFORE, Provision("new", "dieu:1/khoan:4", "khoản 4", "Bộ Tài chính hướng dẫn nguồn vốn.", "top")]
    history = History(BEFORE, after, [Entry("inserted", (), ("new",))], [accepted(pointer("budget", "Kinh phí"))])
    assert told(history) == [
        (LineKind.ACCEPTED_UNCHANGED, "sentence_unchanged", "budget"),
        (LineKind.CHANGED_WITHOUT_BASIS, "inserted", "new"),
    ]
    named = accepted(pointer("budget", "Kinh phí"), changed=("new",))
    assert examine(replace(history, answers=[named])) == []


def test_proposed_words_that_came_as_a_new_point_beneath() -> None:
    proposed = "“Bố trí tối thiểu 3% chi ngân sách cho khoa học.”"
    new = Provision("new", "dieu:1/khoan:1/diem:a", "điểm a", proposed.strip("“”"), "budget")
    history = History(
        BEFORE,
        [*BEFORE[:2], new, *BEFORE[2:]],
        [Entry("inserted", (), ("new",))],
        [accepted(pointer("budget", "Kinh phí", proposed))],
    )
    assert examine(history) == []


def test_proposed_words_that_stood_there_already_have_not_come() -> None:
    asked = pointer("report", "tổng hợp", "báo cáo kết quả thực hiện")
    assert told(History(BEFORE, BEFORE, (), [accepted(asked)])) == [
        (LineKind.ACCEPTED_UNCHANGED, "sentence_unchanged", "report")
    ]


def test_a_moved_provision_bears_out_an_opinion_on_the_whole_of_it_but_not_on_its_words() -> None:
    after = [BEFORE[0], BEFORE[2], BEFORE[3], BEFORE[1]]
    history = History(BEFORE, after, [Entry("moved", ("budget",), ("budget",))], [accepted(pointer("budget"))])
    assert examine(history) == []
    quoted = replace(history, answers=[accepted(pointer("budget", "Kinh phí"))])
    assert told(quoted) == [(LineKind.ACCEPTED_UNCHANGED, "sentence_unchanged", "budget")]
    assert told(replace(history, answers=[])) == [(LineKind.CHANGED_WITHOUT_BASIS, "moved", "budget")]


def test_a_split_provision_is_searched_in_all_its_parts() -> None:
    first, second = BUDGET.split(" Các bộ")
    parts = [
        Provision("budget", "dieu:1/khoan:1", "khoản 1", first, "top"),
        Provision("part", "dieu:1/khoan:2", "khoản 2", f"Các bộ{second}", "top"),
    ]
    split = [Entry("split", ("budget",), ("budget", "part"))]
    history = History(BEFORE, [BEFORE[0], *parts, *BEFORE[2:]], split, [accepted(pointer("budget", "dự toán"))])
    assert told(history) == [(LineKind.ACCEPTED_UNCHANGED, "sentence_unchanged", "budget")]
    assert examine(replace(history, answers=[accepted(pointer("budget"))])) == []
    parts[1] = replace(parts[1], words=parts[1].words.replace("30 tháng 6", "15 tháng 7"))
    assert examine(replace(history, after=[BEFORE[0], *parts, *BEFORE[2:]])) == []


def test_spelling_needs_no_basis_and_bears_out_only_who_asked_for_no_other_words() -> None:
    before = text(budget="Bảo đảm hài hoà lợi ích.")
    after = text(budget="Bảo đảm hài hòa lợi ích.")
    history = History(before, after, [modified("budget", spelling_only=True)])
    assert examine(history) == []
    spelling = accepted(pointer("budget", "hài hoà", "hài hòa", before))
    assert examine(replace(history, answers=[spelling])) == []
    other = accepted(pointer("budget", "hài hoà", "cân bằng", before))
    assert told(replace(history, answers=[other])) == [
        (LineKind.ACCEPTED_UNCHANGED, "sentence_unchanged", "budget"),
    ]


def test_numbers_alone_are_neither_a_change_nor_an_answer() -> None:
    history = History(BEFORE, BEFORE, [Entry("renumbered", ("budget",), ("budget",))], [accepted(pointer("budget"))])
    assert told(history) == [(LineKind.ACCEPTED_UNCHANGED, "provision_unchanged", "budget")]


def test_an_opinion_on_the_whole_document_needs_a_named_place_that_changed() -> None:
    after = text(budget=BUDGET, report=REPORT.replace("tổng hợp", "theo dõi"), effect=EFFECT)
    history = History(BEFORE, after, [modified("report")])
    assert told(replace(history, answers=[accepted(changed=("report",))])) == []
    assert told(replace(history, answers=[accepted()])) == [
        (LineKind.ACCEPTED_UNCHANGED, "nothing_named", None),
        (LineKind.CHANGED_WITHOUT_BASIS, "modified", "report"),
    ]
    assert told(replace(history, answers=[accepted(changed=("report", "budget"))])) == [
        (LineKind.ACCEPTED_UNCHANGED, "named_unchanged", "budget")
    ]


def test_a_provision_that_neither_version_has_is_told() -> None:
    history = History(BEFORE, BEFORE, (), [accepted(pointer("gone")), accepted(changed=("never",))])
    assert told(history) == [
        (LineKind.ACCEPTED_UNCHANGED, "unknown_provision", "gone"),
        (LineKind.ACCEPTED_UNCHANGED, "unknown_provision", "never"),
    ]


def test_a_named_basis_covers_what_stands_beneath_it() -> None:
    after = text(budget=BUDGET.replace("trung ương", "nhà nước"), report=REPORT, effect=EFFECT)
    history = History(BEFORE, after, [modified("budget")])
    assert told(history) == [(LineKind.CHANGED_WITHOUT_BASIS, "modified", "budget")]
    assert examine(replace(history, bases=[Basis("Kết luận số 12", frozenset({"top"}))])) == []
    assert told(replace(history, bases=[Basis("Kết luận số 12", frozenset({"report"}))])) == told(history)


def test_answers_and_units_that_are_wanting() -> None:
    said = [
        Answer("mute", Outcome.EXPLAINED, reason=" – "),
        Answer("open", Outcome.OPEN),
        Answer("leader", Outcome.TO_LEADER),
        Answer("fine", Outcome.EXPLAINED, reason="Vượt thẩm quyền."),
    ]
    units = [Consultee("a", replied=False), Consultee("b", replied=False, silence_agrees=True), Consultee("c", True)]
    units.append(Consultee("d", replied=False, ended=True))
    assert examine(History(BEFORE, BEFORE, (), said, consultees=units)) == [
        Line(LineKind.EXPLAINED_WITHOUT_REASON, "no_reason", answer="mute"),
        Line(LineKind.UNANSWERED, "open", answer="open"),
        Line(LineKind.UNANSWERED, "waiting_for_leader", answer="leader"),
        Line(LineKind.NEVER_REPLIED, "silent", consultee="a"),
        Line(LineKind.NEVER_REPLIED, "unit_ended", consultee="d"),
    ]


def test_with_the_entries_of_a_redline() -> None:
    """The article's own words stay; a clause is reworded, one comes with its points, the rest is renumbered."""

    def law(*clauses: Node) -> Outline:
        outline = Outline([Node(Kind.ARTICLE, "1", heading=HEADING, children=list(clauses))], "dieu")
        assign_paths(outline.nodes)
        return outline

    def clause(number: str, words: str, *points: str) -> Node:
        below = [Node(Kind.POINT, letter, text=point) for letter, point in zip("abc", points, strict=False)]
        return Node(Kind.CLAUSE, number, text=words, children=below)

    old = law(clause("1", BUDGET), clause("2", REPORT), clause("3", EFFECT))
    fresh = clause("1", "Huy động vốn xã hội cho hạ tầng số:", "Doanh nghiệp góp vốn;", "Người dân góp công.")
    new = law(fresh, clause("2", BUDGET.replace("30 tháng 6", "15 tháng 7")), clause("3", REPORT), clause("4", EFFECT))
    redline = compare(old, new)
    back = {after: before for before, after in redline.pairs.items()}

    def keyed(side: str | tuple[str, ...] | None, *, after: bool) -> tuple[str, ...]:
        paths = (side,) if isinstance(side, str) else side or ()
        return tuple(back.get(path, f"new {path}") if after else path for path in paths)

    def provisions(outline: Outline, *, after: bool) -> list[Provision]:
        return [
            Provision(*keyed(node.path, after=after), node.path, node.label, node.words, above)
            for top in outline.nodes
            for node, above in _with_parents(top, None, after=after)
        ]

    def _with_parents(node: Node, above: str | None, *, after: bool) -> list[tuple[Node, str | None]]:
        (key,) = keyed(node.path, after=after)
        return [(node, above), *(pair for child in node.children for pair in _with_parents(child, key, after=after))]

    entries = [
        Entry(one.op, keyed(one.old, after=False), keyed(one.new, after=True), one.spelling_only)
        for one in redline.entries
    ]
    before = provisions(old, after=False)
    asked = pointer("dieu:1/khoan:1", "trước ngày 30 tháng 6", before=before)
    history = History(before, provisions(new, after=True), entries, [accepted(asked)])
    assert told(history) == [(LineKind.CHANGED_WITHOUT_BASIS, "inserted", "new dieu:1/khoan:1")]
    assert told(replace(history, answers=[])) == [
        (LineKind.CHANGED_WITHOUT_BASIS, "inserted", "new dieu:1/khoan:1"),
        (LineKind.CHANGED_WITHOUT_BASIS, "modified", "dieu:1/khoan:1"),
    ]
