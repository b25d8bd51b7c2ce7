"""The word-level steps: lossless, and never inside a word."""

from hypothesis import given
from hypothesis import strategies as st

from dongbo.engines.redline import word_changes
from dongbo.engines.redline.words import same_substance

WORDS = st.lists(st.sampled_from(["bảo", "đảm", "dữ", "liệu", "1.500,5", ";", "\n", "(a)", "Nhà", "nước"]), max_size=30)


@given(WORDS, WORDS)
def test_the_steps_hold_both_texts_whole(old: list[str], new: list[str]) -> None:
    before, after = " ".join(old), " ".join(new)
    steps = word_changes(before, after)
    assert "".join(text for step, text in steps if step != "insert") == before
    assert "".join(text for step, text in steps if step != "delete") == after


def test_a_number_with_separators_changes_whole() -> None:
    assert word_changes("đạt 1.500 điểm", "đạt 1.600 điểm") == (
        ("equal", "đạt "), ("delete", "1.500"), ("insert", "1.600"), ("equal", " điểm"),
    )  # fmt: skip


def test_a_word_is_never_cut() -> None:
    assert word_changes("an ninh", "an ninh mạng") == (("equal", "an ninh"), ("insert", " mạng"))
    assert ("delete", "toàn") in word_changes("an toàn", "an tâm")


def test_decomposed_letters_stay_with_their_marks() -> None:
    assert word_changes("hoa\u0300", "hoa\u0301") == (("delete", "hoa\u0300"), ("insert", "hoa\u0301"))


def test_same_substance_sees_through_spelling_but_not_through_capitals() -> None:
    assert same_substance("hoà bình", "hòa\nbình")
    assert not same_substance("nhà nước", "Nhà nước")
    assert not same_substance("tám", "tạm")
