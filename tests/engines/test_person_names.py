"""Names stand by given name, letters before tones, under any order of plain text."""

from hypothesis import given
from hypothesis import strategies as st

from dongbo.engines.person_names import LONGEST_KEY, sorting_key
from dongbo.engines.vietnamese import collation_key

SYLLABLES = st.sampled_from("an ân án ăn anh ánh bao bảo bạo châu chu dung dũng đức hòa hoà thị văn y".title().split())
NAMES = st.lists(SYLLABLES, min_size=1, max_size=5).map(" ".join)


def test_given_name_first_then_the_names_before_it() -> None:
    names = [
        "Phạm Đức",
        "Nguyễn Văn An",
        "Lê Ánh",
        "Trần Anh",
        "Bùi Ân",
        "Phan Dũng",
        "Nguyễn An",
        "Cán bộ 12",
        "Cán bộ 9",
    ]
    assert sorted(names, key=sorting_key) == [
        "Cán bộ 9",
        "Cán bộ 12",
        "Nguyễn An",
        "Nguyễn Văn An",
        "Trần Anh",
        "Lê Ánh",
        "Bùi Ân",
        "Phan Dũng",
        "Phạm Đức",
    ]


@given(NAMES, NAMES)
def test_the_key_orders_as_the_dictionary_orders_given_names(one: str, other: str) -> None:
    def slow(name: str) -> tuple[object, ...]:
        *before, given_name = name.split()
        letters, tones = collation_key(given_name)[:2]
        # A syllable has one tone, wherever it is written: Hòa and Hoà are one name.
        return (letters, max(tones), *collation_key(" ".join(before))[:1])

    if slow(one) != slow(other):
        assert (slow(one) < slow(other)) == (sorting_key(one) < sorting_key(other))


@given(st.text(max_size=120))
def test_any_text_has_a_key_of_plain_signs(text: str) -> None:
    key = sorting_key(text)
    assert len(key) <= LONGEST_KEY
    assert key == "" or (key.isascii() and key.isalnum() and key == key.lower())
