"""Highlighting: spans on the text as stored, whatever its form."""

import unicodedata
from typing import Literal

from hypothesis import given
from hypothesis import strategies as st

from dongbo.engines import vietnamese
from dongbo.engines.retrieval import highlight, snippet


def marked(text: str, query: str) -> list[str]:
    return [text[start:end] for start, end in highlight(text, query)]


def test_words_are_marked_as_written() -> None:
    assert marked("Hạ tầng số, dữ liệu số", "ha tang so") == ["Hạ tầng số"]
    assert marked("Tỷ lệ hoà giải", "tỉ lệ hòa giải") == ["Tỷ lệ hoà giải"]


def test_decomposed_and_invisible_signs_stay_inside_the_span() -> None:
    text = unicodedata.normalize("NFD", "về hạ tầng") + " s\u200bố mới"

    assert marked(text, "hạ tầng số") == [unicodedata.normalize("NFD", "hạ tầng") + " s\u200bố"]


def test_single_words_are_marked_only_without_pairs() -> None:
    assert marked("dữ liệu lớn, liệu có", "dữ liệu") == ["dữ liệu"]
    assert marked("liệu có dữ kiện", "dữ liệu") == ["liệu", "dữ"]


def test_a_phrase_is_marked_whole_and_alone() -> None:
    assert marked("an toàn; an toàn thông tin", '"an toàn thông tin" an toàn') == ["an toàn thông tin"]


def test_marks_in_the_query_are_demanded() -> None:
    assert marked("sở và số", "số") == ["số"]
    assert marked("sở và số", "so") == ["sở", "số"]


def test_a_number_is_one_word() -> None:
    assert marked("đạt 1.234,5 tỷ đồng", "1.234,5") == ["1.234,5"]
    assert marked("ngày 21/11/2026.", "21/11/2026") == ["21/11/2026"]


def test_a_snippet_is_cut_from_the_text_unchanged_around_the_words_found() -> None:
    text = " ".join(["mở đầu dài dòng"] * 40) + " trung tâm dữ liệu quốc gia " + " ".join(["kết thúc"] * 60)

    piece = snippet(text, "trung tâm dữ liệu", width=120)

    assert text[piece.start :].startswith(piece.text)
    assert [piece.text[start:end] for start, end in piece.spans] == ["trung tâm dữ liệu"]
    assert len(piece.text) <= 130


def test_a_short_text_is_its_own_snippet() -> None:
    assert snippet("Điều 1", "không có").text == "Điều 1"


WRITTEN = st.text(st.sampled_from("hạ tầng số 5.1,/-()aàâđĐ\n\u200b"), max_size=40)


@given(WRITTEN, st.sampled_from(["NFC", "NFD"]), st.data())
def test_every_word_of_a_text_finds_itself(text: str, form: Literal["NFC", "NFD"], data: st.DataObject) -> None:
    text = unicodedata.normalize(form, text)
    words = [word for line in vietnamese.clean(text).split("\n") for word in vietnamese.syllables(line)]
    if not words:
        return
    word = data.draw(st.sampled_from(words))

    spans = highlight(text, word)

    assert spans
    assert all(0 <= start < end <= len(text) for start, end in spans)
