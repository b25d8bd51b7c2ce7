"""Two wordings part where words differ, and everything else stands in both."""

from hypothesis import given, settings
from hypothesis import strategies as st

from dongbo.engines.revisions.slots import parting

texts = st.lists(st.sampled_from(("trợ", "lý", "ảo", "số", "và", ",", "2026")), max_size=9).map(" ".join)


@settings(max_examples=100, deadline=None)
@given(old=texts, new=texts)
def test_the_old_wording_with_its_slots_filled_anew_is_the_new_one(old: str, new: str) -> None:
    parted = parting(old, new)
    told = list(parted.old.folded)
    for slot in reversed(parted.slots):
        assert parted.went(slot) != parted.came(slot)
        told[slot.old_start : slot.old_end] = parted.new.folded[slot.new_start : slot.new_end]

    assert tuple(told) == parted.new.folded


@settings(max_examples=100, deadline=None)
@given(before=texts, behind=texts, was=st.sampled_from(("trợ lý", "ảo")), now=st.sampled_from(("máy", "tổng đài")))
def test_what_stands_in_place_of_some_words_is_found(before: str, behind: str, was: str, now: str) -> None:
    old, new = (f"{before} {words} {behind}".strip() for words in (was, now))
    start = len(f"{before} ".lstrip())
    parted = parting(old, new)
    slot = parted.over(start, start + len(was))

    assert now in " ".join(parted.new.raw[slot.new_start : slot.new_end])
    unchanged = parting(old, old).over(start, start + len(was))
    assert (unchanged.old_start, unchanged.old_end) == (unchanged.new_start, unchanged.new_end)


def test_what_came_beside_words_that_stand_is_not_of_them() -> None:
    parted = parting("dùng trợ lý số", "dùng các trợ lý số chung")

    slot = parted.over(5, 14)
    assert parted.new.raw[slot.new_start : slot.new_end] == ("trợ", "lý", "số")
