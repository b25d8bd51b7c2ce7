"""Words in two spellings, terms in several forms, names with other capitals."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dongbo.engines.papers import Paper, paper_from_lines
from dongbo.engines.terms import Severity, TermFinding, review_terms

WORDS = ["hoá", "hóa", "uỷ", "ủy", "tỉ lệ", "tỷ lệ", "bảo đảm", "đảm bảo", "CNTT", "Bộ Công an", "Bộ Công An", "và"]


def paper(*lines: str, name: str = "kế hoạch") -> Paper:
    return paper_from_lines(lines, name=name)


def findings(*lines: str, directive: tuple[str, ...] = ()) -> list[TermFinding]:
    directives = [paper(*directive, name="chỉ đạo")] if directive else []
    return list(review_terms([paper(*lines)], directives=directives).findings)


def forms(finding: TermFinding) -> dict[str, int]:
    return {variant.form: variant.count for variant in finding.variants}


def test_tone_placement_is_counted_by_form() -> None:
    [finding] = findings("Số hóa hồ sơ, tự động hóa.", "Hiện đại hoá công nghệ.")
    assert (finding.code, finding.severity, forms(finding)) == (
        "tone-placement", Severity.WARNING, {"hóa": 2, "hoá": 1},
    )  # fmt: skip
    assert finding.suggestion == "hóa"


def test_the_directive_s_spelling_comes_first() -> None:
    [finding] = findings("Số hóa hồ sơ, tự động hóa.", "Hiện đại hoá.", directive=("Công nghiệp hoá.",))
    assert finding.suggestion == "hoá"
    assert finding.reason.startswith("theo văn bản chỉ đạo")


def test_a_unified_paper_unlike_the_directive_gets_a_hint() -> None:
    [finding] = findings("Số hóa hồ sơ.", directive=("Công nghiệp hoá.",))
    assert (finding.severity, forms(finding)) == (Severity.HINT, {"hóa": 1, "hoá": 0})


def test_one_style_of_tone_placement_for_all_words() -> None:
    found = findings("Số hóa, tự động hóa, văn hóa và ủy quyền.", "Xoá bỏ rào cản, bảo vệ sức khoẻ.")
    [finding] = found
    assert (finding.severity, forms(finding)) == (Severity.HINT, {"xoá": 1, "khoẻ": 1})
    assert finding.suggestion == "xóa, khỏe"


def test_without_a_majority_the_standard_decides() -> None:
    [finding] = findings("Số hóa hồ sơ.", "Hiện đại hoá.")
    assert finding.suggestion == "hóa"
    assert "Nghị định 30/2020/NĐ-CP" in finding.reason


def test_names_of_persons_and_places_keep_their_spelling() -> None:
    assert findings("Ông Nguyễn Hoà Bình thăm tỉnh Khánh Hòa.", "Hội nghị hòa giải.") == []


def test_i_or_y_is_compared_by_pairs_of_syllables() -> None:
    [finding] = findings("Tỉ lệ hồ sơ tăng; tỉ lệ giảm.", "Tăng tỷ lệ đó.", "Chi 5 tỷ đồng.")
    assert (finding.code, forms(finding), finding.suggestion) == ("i-or-y", {"tỉ lệ": 2, "tỷ lệ": 1}, "tỉ lệ")


def test_tone_placement_alone_is_not_i_or_y() -> None:
    assert [finding.code for finding in findings("Ký thỏa thuận, ký thỏa ước.", "Ký thoả thuận.")] == ["tone-placement"]


@pytest.mark.parametrize(
    ("lines", "code", "expected"),
    [
        (("Bảo đảm an ninh. Phải bảo đảm.", "Đảm bảo tiến độ."), "synonyms", {"bảo đảm": 2, "đảm bảo": 1}),
        (
            ("Kết nối Cơ sở dữ liệu quốc gia về dân cư.", "Khai thác cơ sở dữ liệu quốc gia dân cư."),
            "synonyms",
            {"cơ sở dữ liệu quốc gia về dân cư": 1, "cơ sở dữ liệu quốc gia dân cư": 1},
        ),
        (("Giao các bộ, ngành.", "Các bộ và các Bộ, ngành."), "synonyms", {"các bộ, ngành": 1, "các Bộ, ngành": 1}),
        (
            ("Phát triển kinh tế - xã hội, kế hoạch kinh tế - xã hội.", "Mục tiêu kinh tế xã hội."),
            "hyphens",
            {"kinh tế - xã hội": 2, "kinh tế xã hội": 1},
        ),
        (
            ("Bộ Khoa học và Công nghệ chủ trì.", "Bộ Khoa học và công nghệ phối hợp."),
            "capitals",
            {"Bộ Khoa học và Công nghệ": 1, "Bộ Khoa học và công nghệ": 1},
        ),
    ],
)
def test_terms_in_two_forms(lines: tuple[str, ...], code: str, expected: dict[str, int]) -> None:
    [finding] = findings(*lines)
    assert (finding.code, forms(finding)) == (code, expected)


@pytest.mark.parametrize(
    "line",
    [
        "Luật Tổ chức Chính phủ; Luật Tổ chức chính quyền địa phương.",
        "Đề án Phát triển hạ tầng; Đề án phát triển, trọng dụng nhân tài.",
        "Tổ chức chính trị - xã hội, tổ chức chính trị xã hội - nghề nghiệp.",
        "Giám sát bức xạ - chấm dứt hoạt động; nhân viên bức xạ chấm dứt công việc.",
        "Gắn nghiên cứu - ứng dụng - đào tạo với nghiên cứu ứng dụng.",
    ],
)
def test_two_terms_are_not_two_forms_of_one(line: str) -> None:
    assert findings(line) == []


@given(st.lists(st.sampled_from(WORDS), max_size=40))
def test_every_place_holds_the_form_it_is_given_for(words: list[str]) -> None:
    text = ", ".join(words)
    for finding in findings(text, "Hết."):
        for variant in finding.variants:
            for place in variant.places:
                assert variant.form.lower() in place.text.lower()
            assert variant.count <= text.lower().count(variant.form.lower())


def test_decomposed_text_is_the_same_text() -> None:
    lines = ("Số hóa hồ sơ, tự động hóa.", "Hiện đại hoá công nghệ.")
    decomposed = [unicodedata.normalize("NFD", line) for line in lines]
    assert review_terms([paper(*decomposed)]) == review_terms([paper(*lines)])
