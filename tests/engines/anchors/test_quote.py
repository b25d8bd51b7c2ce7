"""Quotes: made at a place, found as typed, stored and read back."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dongbo.engines.anchors import Quote, places_of, quote_at, quote_of

WORDS = (
    "Trách nhiệm thi hành\n"
    "Các bộ, cơ quan ngang bộ hoà giải tranh chấp theo “Quy chế phối hợp”; các bộ báo cáo trước ngày 30/6 – kỹ lưỡng."
)


def test_a_quote_keeps_what_stands_around_it_and_cuts_no_word() -> None:
    start = WORDS.index("tranh chấp")
    quote = quote_at(WORDS, start, start + len("tranh chấp"))
    assert quote == Quote(
        "tranh chấp", " bộ, cơ quan ngang bộ hoà giải ", " theo “Quy chế phối hợp”; các bộ", start, start + 10
    )
    assert max(len(quote.prefix), len(quote.suffix)) <= 32


def test_blanks_at_its_ends_are_no_part_of_it() -> None:
    start = WORDS.index(" theo ")
    assert quote_at(WORDS, start, start + 6) == quote_at(WORDS, start + 1, start + 5)


def test_the_whole_text_has_nothing_around_it() -> None:
    quote = quote_at(WORDS, 0, len(WORDS))
    assert (quote.exact, quote.prefix, quote.suffix) == (WORDS, "", "")


@pytest.mark.parametrize(("start", "end"), [(5, 5), (6, 5), (-1, 5), (0, 1_000), (5, 6)])
def test_no_words_at_a_place_are_refused(start: int, end: int) -> None:
    with pytest.raises(ValueError, match=r"no words|blanks"):
        quote_at(WORDS, start, end)


@pytest.mark.parametrize(
    ("typed", "stands"),
    [
        ("cơ quan ngang bộ", "cơ quan ngang bộ"),
        ("  cơ quan\u00a0ngang\n bộ ", "cơ quan ngang bộ"),
        (unicodedata.normalize("NFD", "hoà giải tranh chấp"), "hoà giải tranh chấp"),
        ("hòa giải", "hoà giải"),
        ("kĩ lưỡng", "kỹ lưỡng"),
        ("Cơ quan ngang bộ", "cơ quan ngang bộ"),
        ("“cơ quan ngang bộ”", "cơ quan ngang bộ"),
        ('theo "Quy chế phối hợp"', "theo “Quy chế phối hợp"),
        ("theo “Quy chế phối hợp”", "theo “Quy chế phối hợp”"),
        ("thi hành Các bộ", "thi hành\nCác bộ"),
        ("ngày 30/6 - kỹ lưỡng", "ngày 30/6 – kỹ lưỡng"),
        ("…cơ quan ngang bộ...", "cơ quan ngang bộ"),
        ("co\u200bơ quan", None),
        ("c\u200bơ quan", "cơ quan"),
        ("quan ngang b", None),
        ("bộ ngang", None),
        ("30/7", None),
        ("  ", None),
        ("“”", None),
    ],
)
def test_a_quote_is_found_as_it_was_typed(typed: str, stands: str | None) -> None:
    quote = quote_of(WORDS, typed)
    assert (quote and quote.exact) == stands
    if quote:
        assert WORDS[quote.start : quote.end] == quote.exact


def test_of_several_the_one_written_just_so_then_the_nearest_then_the_first() -> None:
    first, second = WORDS.index("Các bộ"), WORDS.index("các bộ")
    assert places_of(WORDS, "các bộ") == [(first, first + 6), (second, second + 6)]
    for near in (None, 0, second):
        found = quote_of(WORDS, "các bộ", near)
        assert found is not None
        assert found.start == second
    repeated = "các bộ và các bộ"
    assert [quote_of(repeated, "các bộ", near) for near in (None, 4, 6)] == [
        quote_at(repeated, 0, 6), quote_at(repeated, 0, 6), quote_at(repeated, 10, 16),
    ]  # fmt: skip


@given(st.text(alphabet="aăâ ộệ.,;“”\n–1", min_size=1, max_size=80), st.data())
def test_every_quote_survives_storing_and_its_context_stands_beside_it(words: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(words) - 1))
    end = data.draw(st.integers(start + 1, len(words)))
    if not words[start:end].strip():
        return
    quote = quote_at(words, start, end)
    assert Quote.from_json(quote.as_json()) == quote
    assert words[quote.start : quote.end] == quote.exact == words[start:end].strip()
    assert words[: quote.start].endswith(quote.prefix)
    assert words[quote.end :].startswith(quote.suffix)


@given(st.lists(st.sampled_from(["các", "bộ", "hoà", "30/6", "kỹ"]), min_size=1, max_size=12), st.data())
def test_whole_words_are_found_where_they_were_marked(words: list[str], data: st.DataObject) -> None:
    text = " ".join(words)
    first = data.draw(st.integers(0, len(words) - 1))
    last = data.draw(st.integers(first + 1, len(words)))
    exact = " ".join(words[first:last])
    start = len(" ".join(words[:first])) + (first > 0)
    assert quote_of(text, exact, near=start) == quote_at(text, start, start + len(exact))


@pytest.mark.parametrize(
    "stored",
    [
        {},
        {"exact": "a", "prefix": "", "suffix": "", "start": 0},
        {"exact": "a", "prefix": "", "suffix": "", "start": 0, "end": 2},
        {"exact": "a", "prefix": "", "suffix": "", "start": -1, "end": 0},
        {"exact": "", "prefix": "", "suffix": "", "start": 0, "end": 0},
        {"exact": "a", "prefix": None, "suffix": "", "start": 0, "end": 1},
        {"exact": "a", "prefix": "", "suffix": "", "start": False, "end": 1},
        {"exact": "a", "prefix": "", "suffix": "", "start": 0, "end": 1, "more": 1},
    ],
)
def test_what_is_no_quote_is_not_read_as_one(stored: dict[str, object]) -> None:
    with pytest.raises(ValueError, match="quote"):
        Quote.from_json(stored)
