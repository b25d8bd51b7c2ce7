"""Numbers of documents, taken apart."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dongbo.engines.numbers import Grammar, find_numbers, parse_number


@pytest.mark.parametrize(
    ("written", "grammar", "types", "body"),
    [
        ("05/KH-BCA", Grammar.STATE, ["Kế hoạch"], "BCA"),
        ("34/KH-BCA-C06", Grammar.STATE, ["Kế hoạch"], "BCA-C06"),
        ("12/TTr-BKHCN-BTTTT", Grammar.STATE, ["Tờ trình"], "BKHCN-BTTTT"),
        ("08/QyĐ-BCA", Grammar.STATE, ["Quy định"], "BCA"),
        ("942/QĐ-TTg", Grammar.STATE, ["Quyết định"], "TTg"),
        ("30/2020/NĐ-CP", Grammar.STATE, ["Nghị định"], "CP"),
        ("66.7/2025/NQ-CP", Grammar.STATE, ["Nghị quyết"], "CP"),
        ("11/QĐ-BCĐCP", Grammar.STATE, ["Quyết định"], "BCĐCP"),
        ("15/2021/TTLT-BCA-BQP-BTP-TC", Grammar.STATE, ["Thông tư liên tịch"], "BCA-BQP-BTP-TC"),
        ("9/TTLT-A-B-C-D-E-G", Grammar.STATE, ["Thông tư liên tịch"], "A-B-C-D-E-G"),
        ("123/BCA-H04", Grammar.LETTER, [], "BCA-H04"),
        ("7816/VPCP-TTĐT", Grammar.LETTER, [], "VPCP-TTĐT"),
        ("1129/TTg-KGVX", Grammar.LETTER, [], "TTg-KGVX"),
        ("57-NQ/TW", Grammar.PARTY, ["Nghị quyết"], "TW"),
        ("127-QĐ/TU", Grammar.PARTY, ["Quyết định", "Quy định"], "TU"),
        ("02-KH/BCĐTW", Grammar.PARTY, ["Kế hoạch"], "BCĐTW"),
        ("19130-CV/VPTW", Grammar.PARTY, ["Công văn"], "VPTW"),
        ("60/2024/QH15", Grammar.LAW, [], "QH15"),
        ("115/2025/UBTVQH15", Grammar.LAW, [], "UBTVQH15"),
        ("24/2004/PL-UBTVQH11", Grammar.STATE, ["Pháp lệnh"], "UBTVQH11"),
        ("217-HĐBT", Grammar.LEGACY, [], "HĐBT"),
    ],
)  # fmt: skip
def test_each_numbering_is_told_apart(written: str, grammar: Grammar, types: list[str], body: str) -> None:
    number = parse_number(written)
    assert number is not None
    assert (number.grammar, [kind.name for kind in number.types], number.body, number.text) == (
        grammar, types, body, written,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("written", "tidy", "warnings"),
    [
        ("Số: 8376 /VBHN-BTP", "8376/VBHN-BTP", ()),
        ("Số : 65/ 2025/TT-NHNN", "65/2025/TT-NHNN", ()),
        ("Luật số: 121/2025/QH15", "121/2025/QH15", ()),
        ("Số: 152/2025/TT-BTС", "152/2025/TT-BTC", ()),
        ("Số: 12/2025/NÐ-CP", "12/2025/NĐ-CP", ()),
        ("Số: 102/2025/NQLT - UBTVQH15 – CP", "102/2025/NQLT-UBTVQH15-CP", ()),
        ("Số: /2025/TT-BNNMT", "/2025/TT-BNNMT", ("ordinal_blank",)),
        ("Số: …../2025/TT-BNNMT", "/2025/TT-BNNMT", ("ordinal_blank",)),
        ("10/VBHN-", "10/VBHN-", ("body_blank",)),
        ("26/NQ-ĐUCA", "26/NQ-ĐUCA", ("party_body_in_state_form",)),
    ],
)
def test_a_number_is_tidied_and_its_faults_said(written: str, tidy: str, warnings: tuple[str, ...]) -> None:
    number = parse_number(written)
    assert number is not None
    assert (number.text, number.warnings) == (tidy, warnings)


@pytest.mark.parametrize("text", ["", "Số:", "Hà Nội", "2025", "và/hoặc", "3/4", "km/h", "Số: 12"])
def test_what_is_no_number_is_none(text: str) -> None:
    assert parse_number(text) is None


def test_numbers_are_found_in_running_text_with_their_places() -> None:
    text = "Căn cứ Nghị định số 01/2099/NĐ-CP, Kết luận số 12-KL/TW và công văn 123/BXX-KH - bản sửa; tỷ lệ 3/4."
    found = [(text[each.start : each.end], each.number.text) for each in find_numbers(text)]
    assert found == [("01/2099/NĐ-CP",) * 2, ("12-KL/TW",) * 2, ("123/BXX-KH",) * 2]


@given(
    st.integers(1, 99999),
    st.integers(1990, 2060),
    st.sampled_from(["NĐ", "TT", "QĐ", "NQ"]),
    st.sampled_from(["CP", "BCA", "TTg"]),
)
def test_blanks_and_dashes_never_change_the_reading(ordinal: int, year: int, kind: str, body: str) -> None:
    plain = parse_number(f"{ordinal}/{year}/{kind}-{body}")
    spaced = parse_number(f"Số:  {ordinal} / {year} / {kind} – {body} ")
    assert plain is not None
    assert (plain.ordinal, plain.year, plain.abbreviation, plain.body) == (str(ordinal), year, kind, body)
    assert spaced == plain
