"""Two people's changes of one provision, put together by words or shown against each other."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dongbo.engines.drafting import Merge, Part, three_way

BASE = "Đến năm 2030, 80% hồ sơ được xử lý trực tuyến, đúng hạn."
WORDS = ("một", "hai", "ba", "bốn", "năm", "sáu", ",", ".", "\n", "80%", "5/2025")
TEXTS = st.lists(st.sampled_from(WORDS), max_size=14).map(" ".join)


def test_changes_in_different_places_go_together() -> None:
    mine = BASE.replace("80%", "90%")
    theirs = BASE.replace("đúng hạn", "đúng hạn, không dùng giấy")
    assert (
        three_way(BASE, mine, theirs).clean
        == "Đến năm 2030, 90% hồ sơ được xử lý trực tuyến, đúng hạn, không dùng giấy."
    )


def test_the_same_change_of_both_is_no_conflict() -> None:
    both = BASE.replace("80%", "90%")
    merged = three_way(BASE, both, both)
    assert (merged.clean, [part.kind for part in merged.parts]) == (both, ["same", "both_same", "same"])


def test_two_changes_of_the_same_words_are_shown_with_all_three_texts() -> None:
    merged = three_way(BASE, BASE.replace("80%", "90%"), BASE.replace("80%", "100%"))
    assert merged == Merge(
        (
            Part("same", "Đến năm 2030, ", "Đến năm 2030, ", "Đến năm 2030, "),
            Part("conflict", "80", "90", "100"),
            Part("same", *["% hồ sơ được xử lý trực tuyến, đúng hạn."] * 3),
        ),
        None,
    )


@pytest.mark.parametrize(
    ("base", "mine", "theirs"),
    [("", "của tôi", "của bạn"), ("a b", "a x b", "a y b"), ("a b c", "", "a b c d"), ("một", "một hai", "một ba")],
)
def test_insertions_at_one_place_stand_against_each_other(base: str, mine: str, theirs: str) -> None:
    merged = three_way(base, mine, theirs)
    assert (merged.clean, "conflict" in [part.kind for part in merged.parts]) == (None, True)


def test_nothing_with_nothing_is_nothing() -> None:
    assert three_way("", "", "") == Merge((), "")


@given(TEXTS, TEXTS)
def test_one_sided_changes_are_taken_whole(base: str, changed: str) -> None:
    assert three_way(base, changed, base).clean == changed
    assert three_way(base, base, changed).clean == changed
    assert three_way(base, changed, changed).clean == changed


@given(TEXTS, TEXTS, TEXTS)
def test_the_parts_hold_every_text_whole(base: str, mine: str, theirs: str) -> None:
    merged, mirrored = three_way(base, mine, theirs), three_way(base, theirs, mine)
    assert "".join(part.base for part in merged.parts) == base
    assert "".join(part.mine for part in merged.parts) == mine
    assert "".join(part.theirs for part in merged.parts) == theirs
    assert (merged.clean is None) == any(part.kind == "conflict" for part in merged.parts)
    assert mirrored.clean == merged.clean
    kinds = {"mine": lambda part: part.theirs == part.base != part.mine, "theirs": lambda part: part.mine == part.base,
             "same": lambda part: part.base == part.mine == part.theirs,
             "both_same": lambda part: part.mine == part.theirs != part.base,
             "conflict": lambda part: len({part.base, part.mine, part.theirs}) == 3}  # fmt: skip
    assert all(kinds[part.kind](part) for part in merged.parts)
