"""Abbreviations: defined, used, and what is wrong between the two."""

import pytest

from dongbo.engines.papers import Line, Paper, Table, paper_from_lines
from dongbo.engines.terms import Severity, TermFinding, review_terms


def abbreviation_findings(*lines: str) -> list[TermFinding]:
    review = review_terms([paper_from_lines(lines, name="kế hoạch")])
    return [finding for finding in review.findings if finding.code.startswith("abbreviation")]


def codes(*lines: str) -> list[tuple[str, str]]:
    return [(finding.code, finding.term) for finding in abbreviation_findings(*lines)]


def test_an_abbreviation_nobody_explains_is_reported_with_its_full_form() -> None:
    [finding] = abbreviation_findings("Giao VTV, các bộ, ngành tuyên truyền; VTV báo cáo kết quả.")
    assert (finding.code, finding.term, finding.severity) == ("abbreviation-undefined", "VTV", Severity.WARNING)
    assert finding.suggestion == "Đài Truyền hình Việt Nam (VTV)"
    assert [(variant.form, variant.count) for variant in finding.variants] == [("VTV", 2)]
    assert [place.line for place in finding.variants[0].places] == [1, 1]


@pytest.mark.parametrize(
    "definition",
    [
        "Đẩy mạnh chuyển đổi số (CĐS) trong toàn ngành.",
        "Đẩy mạnh chuyển đổi số (sau đây gọi tắt là CĐS) trong toàn ngành.",
        "Đẩy mạnh chuyển đổi số (sau đây viết tắt là “CĐS”) trong toàn ngành.",
        "Đẩy mạnh chuyển đổi số (viết tắt: CĐS) trong toàn ngành.",
        "CĐS (chuyển đổi số) là nhiệm vụ của toàn ngành.",
        "CĐS: Chuyển đổi số",
        "Dự án xây dựng, chuyển giao (dự án CĐS) của Bộ.",
        "CĐS là tên viết tắt của một tổ chức quốc tế.",
        "CĐS: là hệ số của công thức trên.",
        "Chương trình chuyển đổi số (sau đây gọi là Chương trình CĐS).",
    ],
)
def test_every_way_of_defining_counts(definition: str) -> None:
    assert codes(definition, "Kết quả CĐS được đánh giá hằng năm.") == []


def test_a_cell_of_abbreviations_only_is_read() -> None:
    assert codes("VTV, VTC") == [("abbreviation-undefined", "VTV"), ("abbreviation-undefined", "VTC")]


def test_a_table_of_abbreviations_defines() -> None:
    table = Table((("STT", "Chữ viết tắt", "Nghĩa đầy đủ"), ("1", "ĐVTT", "Đơn vị trực thuộc")), number=1)
    paper = Paper("kế hoạch", "docx", (table, Line("Các ĐVTT báo cáo trước ngày 15.", 3)))
    assert review_terms([paper]).findings == ()


@pytest.mark.parametrize(
    "line",
    [
        "Thực hiện Nghị quyết số 57-NQ/TW, Quyết định 749/QĐ-TTg và văn bản số 1552/BTTTT-TTH.",
        "Quán triệt Nghị quyết Đại hội XIII, phần II, mục IV.",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM Độc lập - Tự do - Hạnh phúc",
        "UBND các tỉnh báo cáo HĐND tốc độ tăng GDP; ứng dụng AI.",
        "Cấp thị thực ký hiệu NG1, DH, TT cho chuyên gia.",
        "Tên loại hình viết là “DNTN” theo quy định.",
        "Truy cập https://DVC.GOV.VN/TRANG hoặc gửi thư tới HOTRO@DVC.VN.",
        "Sửa đổi Thông tư số 09/2025/TT- BXD ngày 13 tháng 6 năm 2025.",
        "Thay thế cụm từ “MINISTRY OF NATURAL RESOURCES” bằng tên mới.",
        "LAW",
        "This Law was passed by the XIVth National Assembly of the SRV. " * 10,
        "HN: 10°22’32,0”N; 108°30’01,0”E.",
        "Mẫu “THẺ THẨM TRA VIÊN” in hoa.",
        "Đặt phao tại vị trí STĐ, TL - ĐĐ của luồng.",
        "Điều 3. ĐIỀU KHOẢN THI HÀNH của quy chế này.",
    ],
)
def test_what_is_no_abbreviation_is_left_alone(line: str) -> None:
    assert codes(line) == []


def test_recipients_and_signatures_follow_forms() -> None:
    assert codes("Nơi nhận:", "- Như trên;", "- VPCP: BTCN, các PCN;", "- Lưu: VT, KGVX.", "TM. CHÍNH PHỦ") == []


def test_two_full_forms_of_one_abbreviation() -> None:
    [finding] = abbreviation_findings("Trung tâm dữ liệu (TTDL) của Bộ.", "Thông tin dữ liệu (TTDL) được công bố.")
    assert (finding.code, finding.severity) == ("abbreviation-inconsistent", Severity.ERROR)
    assert [variant.form for variant in finding.variants] == ["Trung tâm dữ liệu", "Thông tin dữ liệu"]


def test_the_same_definition_twice_is_a_hint() -> None:
    [finding] = abbreviation_findings("Xây dựng cơ sở dữ liệu (CSDL).", "Kết nối cơ sở dữ liệu (CSDL).")
    assert (finding.code, finding.severity, finding.suggestion) == (
        "abbreviation-redefined", Severity.HINT, "cơ sở dữ liệu (CSDL)",
    )  # fmt: skip


def test_two_abbreviations_of_one_full_form() -> None:
    found = codes("Bộ Khoa học và Công nghệ (BKHCN) chủ trì.", "Bộ Khoa học và Công nghệ (BKH&CN) phối hợp.")
    assert found == [("abbreviation-doubled", "bộ khoa học công nghệ")]


def test_a_well_known_abbreviation_is_not_taken_for_the_words_before_it() -> None:
    assert codes("Các thành phố trực thuộc trung ương (sau đây gọi chung là UBND cấp tỉnh).") == []


def test_a_misspelt_abbreviation_is_known_by_the_words_before_it() -> None:
    [finding] = abbreviation_findings("Đóng góp của năng suất nhân tố tổng hợp (TEP) vào tăng trưởng.")
    assert (finding.code, finding.suggestion) == ("abbreviation-doubled", "TFP")


def test_a_defined_term_also_written_out_is_a_hint() -> None:
    [finding] = abbreviation_findings(
        "Xây dựng cơ sở dữ liệu (CSDL) quốc gia.", "Kết nối CSDL với các bộ.", "Cơ sở dữ liệu phải sạch."
    )
    assert (finding.code, finding.severity, finding.suggestion) == ("abbreviation-mixed", Severity.HINT, "CSDL")
    assert [(variant.form, variant.count) for variant in finding.variants] == [("CSDL", 1), ("cơ sở dữ liệu", 1)]


def test_a_definition_in_the_body_holds_for_the_annex() -> None:
    body = paper_from_lines(["Đẩy mạnh chuyển đổi số (CĐS)."], name="thân")
    annex = paper_from_lines(["Nhiệm vụ CĐS của các đơn vị."], name="phụ lục")
    assert review_terms([body, annex]).findings == ()


@pytest.mark.parametrize(
    ("first", "second", "found"),
    [
        (
            "Lập Ban Chỉ đạo chuyển đổi số ngành Sổ tay (BCĐ).",
            "Đo bằng bộ chỉ số điều hành (BCĐ).",
            [("abbreviation-inconsistent", "BCĐ")],
        ),
        (
            "Lập ban chỉ đạo (BCĐ).",
            "Đo bằng bộ chỉ số điều hành (BCĐ).",
            [("abbreviation-inconsistent", "BCĐ")],
        ),
        (
            "Lập Ban Chỉ đạo chuyển đổi số ngành Sổ tay (BCĐ).",
            "Ban Chỉ đạo của Bộ (BCĐ) họp hằng quý.",
            [("abbreviation-redefined", "BCĐ")],
        ),
    ],
)
def test_meanings_are_compared_also_where_other_words_stand_among_the_letters(
    first: str, second: str, found: list[tuple[str, str]]
) -> None:
    assert codes(first, second) == found


def test_names_and_the_definition_itself_are_not_written_out_beside_the_abbreviation() -> None:
    [finding] = abbreviation_findings(
        "Phát triển công nghệ thông tin (CNTT) và công nghệ thông tin hiện đại (CNTT).",
        "Cục Công nghệ thông tin trình Luật Công nghệ thông tin.",
        "Đầu tư cho CNTT.",
    )
    assert finding.code == "abbreviation-redefined"
    [mixed] = [
        one
        for one in abbreviation_findings("Phát triển chuyển đổi số (CĐS).", "1. Chuyển đổi số và CĐS.")
        if one.code == "abbreviation-mixed"
    ]
    assert [(variant.form, variant.count) for variant in mixed.variants] == [("CĐS", 1), ("chuyển đổi số", 1)]


def test_one_bracket_explains_every_abbreviation_in_it() -> None:
    definition = "Phát triển khoa học, công nghệ, đổi mới sáng tạo (KH,CN, ĐMST) trong ngành."
    assert codes(definition, "Nguồn lực cho KH và ĐMST; thúc đẩy ĐMST, KH trong ngành.") == []
