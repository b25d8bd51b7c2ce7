"""Verdicts at their edges, what is said of them, and what is never borne out."""

import random
from collections.abc import Mapping, Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dongbo.engines.anchors import quote_of
from dongbo.engines.closure import Entry, History, Provision
from dongbo.engines.revisions import (
    Anchor,
    Change,
    Claim,
    Ground,
    Kind,
    Line,
    LineKind,
    Missed,
    Replied,
    Reply,
    Required,
    Standing,
    Verdict,
    examine,
    verify,
)
from dongbo.engines.revisions.wording import SENTENCES
from tests.engines.revisions.plans import Plan, history_of, provisions_of

PLACED = (Kind.CLARIFY, Kind.SUPPLEMENT, Kind.CUT)


def history(before: Mapping[str, str], after: Mapping[str, str], entries: Sequence[Entry] = ()) -> History:
    """Return a history of provisions by path; the part of a path before the last slash is the one above."""
    sides = [
        [Provision(path, path, f"mục {path}", words, path.rpartition("/")[0] or None) for path, words in side.items()]
        for side in (before, after)
    ]
    return History(*sides, entries)


def judged(told: History, kind: Kind, *anchors: Anchor, unit: str = "") -> Verdict:
    return verify(Required("r", kind, anchors, unit=unit), Reply(), Ground(told))


def quoting(path: str, words: str, exact: str) -> Anchor:
    quote = quote_of(words, exact)
    assert quote is not None
    return Anchor(path, quote)


def test_a_place_that_neither_version_has_is_told() -> None:
    verdict = judged(history({}, {}), Kind.CUT, Anchor("x", label="điểm a khoản 2"))

    assert verdict == Verdict(
        Standing.NOT_DONE,
        "unknown_provision",
        "Điểm a khoản 2 không có trong bản được thẩm định, cũng không có trong bản sau.",
        missed=(Missed("x", "unknown_provision"),),
    )


def test_the_changes_that_did_it_are_told_by_their_top() -> None:
    before = {"1": "Sở Y tế mua thuốc."}
    after = before | {"1/1": "Sở Y tế tiêm chủng cho trẻ em.", "1/1/a": "Trạm xá lập danh sách trẻ em.", "2": "Khác."}

    verdict = judged(history(before, after), Kind.SUPPLEMENT, Anchor("1"))

    assert (verdict.standing, verdict.changes) == (Standing.DONE, (Change("1/1", "inserted", "Mục 1/1"),))
    assert verdict.sentence == "Bản sau đã thực hiện yêu cầu này."


def test_a_cut_is_told_by_the_provision_that_went() -> None:
    before = {"1": "Sở Y tế mua thuốc.", "1/1": "Mở ba quầy thuốc đêm.", "2": "Sở Nội vụ tuyển người."}

    verdict = judged(history(before, {"2": before["2"]}), Kind.CUT, Anchor("1"))

    assert (verdict.standing, verdict.changes) == (Standing.DONE, (Change("1", "deleted", "Mục 1"),))


def test_a_provision_without_a_word_is_cut_when_it_goes() -> None:
    assert judged(history({"1": ""}, {}), Kind.CUT, Anchor("1")).standing is Standing.DONE
    assert judged(history({"1": ""}, {"1": ""}), Kind.CUT, Anchor("1")).detail == "unchanged"


def test_a_quote_that_was_never_there_stands_for_the_whole_provision() -> None:
    before, after = {"1": "Mua thuốc. Mở quầy."}, {"1": "Mua thuốc. Mở ba quầy thuốc đêm."}
    anchor = quoting("1", "Lời của văn bản khác.", "văn bản khác")

    assert judged(history(before, after), Kind.CLARIFY, anchor).standing is Standing.DONE


def test_of_two_like_sentences_the_one_quoted_counts() -> None:
    same = "Báo cáo kết quả trước ngày 15 tháng 12."
    before = {"1": same, "2": same}
    after = {"1": same, "2": "Báo cáo kết quả trước ngày 15 tháng 12, kèm bảng kê chứng từ gốc."}
    told = history(before, after)

    assert judged(told, Kind.CLARIFY, quoting("1", same, "Báo cáo kết quả")).detail == "unchanged"
    assert judged(told, Kind.CLARIFY, quoting("2", same, "Báo cáo kết quả")).standing is Standing.DONE


def test_another_order_of_the_same_sentences_is_no_change() -> None:
    told = history({"1": "Mua thuốc men. Mở quầy đêm."}, {"1": "Mở quầy đêm. Mua thuốc men."})

    assert judged(told, Kind.CLARIFY, Anchor("1")).detail == "moved"


def test_who_does_what_may_turn_round_within_a_sentence() -> None:
    before = {"1": "Sở Y tế chủ trì, Sở Nội vụ phối hợp."}

    assert judged(
        history(before, {"1": "Sở Nội vụ chủ trì, Sở Y tế phối hợp."}), Kind.CLARIFY, Anchor("1")
    ).standing is (Standing.DONE)


def test_the_number_of_a_row_is_no_word_of_it() -> None:
    before = [Provision("r", "phu_luc:I/dong:3", "dòng 3", "3 Xây trạm bơm Sở Xây dựng")]
    after = [Provision("r", "phu_luc:I/dong:4", "dòng 4", "4 Xây trạm bơm Sở Xây dựng")]
    told = History(before, after, [Entry("renumbered", ("r",), ("r",))])

    assert judged(told, Kind.CLARIFY, Anchor("r")).standing is Standing.NOT_DONE


def test_a_unit_may_be_named_by_the_abbreviation_the_plan_gives_it() -> None:
    before = {"1": "Ban Quản lý khu kinh tế (BQLKKT) rà soát quỹ đất.", "2": "BQLKKT thu hút vốn."}
    after = before | {"2": "BQLKKT thu hút vốn của mười doanh nghiệp."}
    told = history(before, after)

    assert judged(told, Kind.CLARIFY, Anchor("2"), unit="Ban Quản lý khu kinh tế").standing is Standing.DONE
    assert judged(told, Kind.CLARIFY, Anchor("2"), unit="Sở Công Thương").detail == "another_unit"


def test_the_task_of_a_unit_may_be_made_clear_anywhere() -> None:
    before = {"1": "Sở Y tế mua thuốc.", "2": "Ban hành bảng giá thuốc."}
    told = history(before, before | {"1": "Sở Y tế mua thuốc tim mạch cho tuyến xã."})

    assert judged(told, Kind.CLARIFY, unit="Sở Y tế").standing is Standing.DONE
    assert judged(told, Kind.CLARIFY, unit="Sở Nội vụ").detail == "unit_unchanged"


@pytest.mark.parametrize("opening", ["Ban hành quy chế", "Phòng chống ngập", "Bộ phận một cửa"])
def test_a_sentence_that_only_sounds_like_a_unit_goes_on_about_the_one_above(opening: str) -> None:
    before = {"1": "Sở Y tế có trách nhiệm:", "1/1": f"{opening} mười ngày."}
    told = history(before, before | {"1/1": f"{opening} hai mươi ngày, niêm yết công khai."})

    assert judged(told, Kind.CLARIFY, Anchor("1"), unit="Sở Y tế").standing is Standing.DONE


def test_a_quote_cut_in_part_is_cut_in_part() -> None:
    words = "Sở Y tế mua máy thở, mở phòng khám lưu động ban đêm ở mọi thôn bản."
    after = words.replace(" ban đêm", "")
    anchor = quoting("1", words, "mở phòng khám lưu động ban đêm ở mọi thôn bản")

    verdict = judged(history({"1": words}, {"1": after}), Kind.CUT, anchor)

    assert (verdict.standing, verdict.detail) == (Standing.PARTLY, "little_cut")
    assert verdict.sentence == "Mới thực hiện được một phần. Mục 1 chỉ được lược bỏ một phần nhỏ."


def test_a_provision_that_loses_a_word_or_two_is_cut_in_part() -> None:
    words = "Sở Y tế mua máy thở cho trạm xá, mở phòng khám lưu động, lập tổ cấp cứu ở mọi thôn bản, mua ba xuồng máy"

    for kept in (f"{words}.", f"Năm nay {words}."):
        verdict = judged(history({"1": f"{words} cũ."}, {"1": kept}), Kind.CUT, Anchor("1"))
        expected = (Standing.PARTLY, "little_cut") if kept.startswith("Sở") else (Standing.NOT_DONE, "reworded")
        assert (verdict.standing, verdict.detail) == expected


def test_a_provision_cut_up_with_one_part_left_out_is_cut() -> None:
    words = "Sở Y tế mua máy thở cho trạm xá; Mở phòng khám lưu động; Lập tổ cấp cứu ở mọi thôn bản."
    after = {"1": "Sở Y tế mua máy thở cho trạm xá.", "2": "Lập tổ cấp cứu ở mọi thôn bản."}
    told = history({"1": words}, after, [Entry("split", ("1",), ("1", "2"))])

    assert judged(told, Kind.CUT, Anchor("1")).standing is Standing.DONE


def test_a_quote_over_two_sentences_is_cut_with_both() -> None:
    words = "Mua máy thở loại lớn. Mở phòng khám lưu động. Trồng cây."
    anchor = quoting("1", words, "máy thở loại lớn. Mở phòng khám")

    assert judged(history({"1": words}, {"1": "Mua. Lưu động. Trồng cây."}), Kind.CUT, anchor).standing is Standing.DONE


def test_a_quote_put_into_another_sentence_was_not_cut() -> None:
    words = {"1": "Mua máy thở và mở phòng khám lưu động ban đêm.", "2": "Sở Nội vụ tuyển hộ lý."}
    after = {"1": "Mua máy thở.", "2": "Sở Nội vụ tuyển hộ lý và mở phòng khám lưu động ban đêm."}
    anchor = quoting("1", words["1"], "mở phòng khám lưu động ban đêm")

    assert judged(history(words, after), Kind.CUT, anchor).detail == "moved"


def test_lines_stand_in_the_order_of_the_orders_and_name_place_and_fault() -> None:
    told = history({"1": "Mua thuốc men."}, {"1": "Mua thuốc men."})
    replied = [
        Replied(Required("a", Kind.CLARIFY, (Anchor("1"),)), Reply(Claim.DONE, changed=("1", "1", "9"))),
        Replied(Required("b", Kind.CUT, (Anchor("1"),)), Reply(Claim.PARTLY)),
        Replied(Required("c", Kind.CUT, (Anchor("1"),)), Reply(Claim.REFUSED, reason="...")),
        Replied(Required("d", Kind.CUT, (Anchor("1"),)), Reply(Claim.REFUSED, reason="Đã có luật khác quy định.")),
        Replied(Required("e", Kind.CUT, (Anchor("1"),))),
    ]

    assert examine(replied, told) == [
        Line(
            LineKind.CLAIMED_NOT_DONE,
            "a",
            "unchanged",
            "Ban soạn thảo báo đã thực hiện, nhưng bản sau không thể hiện. Mục 1 không thay đổi.",
        ),
        Line(
            LineKind.NAMED_UNCHANGED,
            "a",
            "unchanged",
            "Nơi ban soạn thảo nêu là đã sửa không thay đổi về nội dung. Mục 1 không thay đổi.",
            "1",
        ),
        Line(
            LineKind.NAMED_UNCHANGED,
            "a",
            "unknown_provision",
            "Nơi ban soạn thảo nêu là đã sửa không thay đổi về nội dung. "
            "Điều khoản này không có trong bản được thẩm định, cũng không có trong bản sau.",
            "9",
        ),
        Line(
            LineKind.PARTLY_NOT_DONE,
            "b",
            "unchanged",
            "Ban soạn thảo báo đã thực hiện một phần, nhưng bản sau không thể hiện. Mục 1 không thay đổi.",
        ),
        Line(
            LineKind.REFUSED_WITHOUT_REASON,
            "c",
            "no_reason",
            "Không thực hiện mà chưa nêu lý do; hãy viết lý do.",
        ),
        Line(LineKind.UNANSWERED, "e", "open", "Chưa trả lời yêu cầu này của hội đồng."),
    ]


@given(seed=st.integers(0, 2**32), kind=st.sampled_from(PLACED), quoted=st.booleans())
@settings(max_examples=40, deadline=None)
def test_spelling_numbers_places_and_empty_words_never_carry_out_anything(seed: int, kind: Kind, quoted: bool) -> None:
    plan = Plan(seed)
    section, other = plan.section(), plan.section()
    anchors = [plan.anchor(draft, 0 if quoted else None) for draft in section.walk()]
    before = provisions_of(plan)
    rng = random.Random(seed)
    for draft in list(section.walk()):
        rng.choice((plan.misspell, lambda one: plan.puff_up(one, 0), lambda one: None))(draft)
    rng.shuffle(section.children)
    plan.move(section, section.children[0], other)
    ground = Ground(history_of(before, plan))

    verdicts = [verify(Required("r", kind, (anchor,)), Reply(Claim.DONE), ground) for anchor in anchors]

    assert {verdict.standing for verdict in verdicts} == {Standing.NOT_DONE}
    assert all(verdict.detail in SENTENCES and verdict.changes == () for verdict in verdicts)


@given(seed=st.integers(0, 2**32), quoted=st.booleans())
@settings(max_examples=40, deadline=None)
def test_what_says_something_else_is_clarified_and_nothing_beside_it(seed: int, quoted: bool) -> None:
    plan = Plan(seed)
    section = plan.section()
    drafts = [draft for draft in section.walk() if not draft.children]
    anchors = {draft.key: plan.anchor(draft, 1 if quoted else None) for draft in drafts}
    before = provisions_of(plan)
    touched = plan.random.choice(drafts)
    plan.reword(touched, 1)
    ground = Ground(history_of(before, plan))

    done = [
        key
        for key, anchor in anchors.items()
        if verify(Required("r", Kind.CLARIFY, (anchor,)), Reply(), ground).standing is Standing.DONE
    ]

    assert done == [touched.key]
