"""Contradictions between the fields of a paper; each paper differs from a sound one in one place."""

import pytest

from dongbo.engines.metadata import read_metadata
from dongbo.engines.papers import paper_from_lines

SOUND = [
    "BỘ TÀI CHÍNH",
    "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
    "Độc lập - Tự do - Hạnh phúc",
    "Số: 15/2031/TT-BTC",
    "Hà Nội, ngày 05 tháng 3 năm 2031",
    "THÔNG TƯ",
    "Quy định về quản lý sổ tay điện tử",
    "Căn cứ Luật Sổ tay số 01/2030/QH16;",
    "Điều 1. Thông tư này có hiệu lực từ ngày 20 tháng 4 năm 2031.",
    "KT. BỘ TRƯỞNG",
    "THỨ TRƯỞNG",
    "Nguyễn Văn Mẫu",
    "PHỤ LỤC",
    "(Kèm theo Thông tư số 15/2031/TT-BTC ngày 05 tháng 3 năm 2031 của Bộ Tài chính)",
]
TITLE = "Thông tư số 15/2031/TT-BTC Quy định về quản lý sổ tay điện tử"


def codes(lines: list[str], title: str = TITLE) -> list[str]:
    return [finding.code for finding in read_metadata(paper_from_lines(lines), portal_title=title).findings]


def test_a_sound_paper_has_no_finding() -> None:
    assert codes(SOUND) == []


@pytest.mark.parametrize(
    ("at", "text", "code"),
    [
        (0, "BỘ Y TẾ", "issuer_differs_from_number"),
        (3, "Số: 15/2030/TT-BTC", "year_differs"),
        (4, "Hà Nội, ngày 31 tháng 02 năm 2031", "date_impossible"),
        (5, "NGHỊ QUYẾT", "type_differs_from_number"),
        (8, "Điều 1. Thông tư này có hiệu lực từ ngày 20 tháng 4 năm 2030.", "effective_before_issue"),
        (9, "BỘ TRƯỞNG", "power_missing"),
        (10, "BỘ TRƯỞNG", "deputy_expected"),
        (13, "(Kèm theo Thông tư số 16/2031/TT-BTC ngày 05 tháng 3 năm 2031)", "annex_number_differs"),
        (13, "(Kèm theo Thông tư số 15/2031/TT-BTC ngày 06 tháng 3 năm 2031)", "annex_date_differs"),
    ],
)
def test_one_contradiction_is_one_finding_among_those_that_follow_from_it(at: int, text: str, code: str) -> None:
    changed = [*SOUND[:at], text, *SOUND[at + 1 :]]
    assert code in codes(changed)
    assert code not in codes(SOUND)


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Thông tư số 51/2031/TT-BTC Quy định về quản lý sổ tay điện tử", ["portal_number_differs"]),
        ("Nghị định số 15/2031/TT-BTC Quy định về quản lý sổ tay điện tử", ["portal_type_differs"]),
        ("Thông tư số 15/2031/TT-BTC Hướng dẫn nuôi cá cảnh trong bể kính hộ gia đình", ["portal_subject_differs"]),
        ("Thông tư số 15/2031/TT-BTC quy định quản lý sổ tay", []),
    ],
)
def test_a_portal_title_is_held_against_the_text(title: str, expected: list[str]) -> None:
    assert codes(SOUND, title) == expected


def test_a_blank_number_of_another_year_is_not_the_titled_one() -> None:
    blank = [*SOUND[:3], "Số:      /2031/TT-BTC", *SOUND[4:12]]
    assert codes(blank) == ["number_blank"]
    assert codes(blank, TITLE.replace("2031", "2032")) == ["number_blank", "portal_number_differs"]


def test_two_numbers_in_one_header_are_both_named() -> None:
    lines = [*SOUND[:4], "Số: 16/2031/TT-BTC", *SOUND[4:]]
    metadata = read_metadata(paper_from_lines(lines))
    assert [(each.code, each.message, each.lines) for each in metadata.findings] == [
        ("two_numbers", "Phần đầu văn bản có hai số khác nhau: 15/2031/TT-BTC, 16/2031/TT-BTC.", (4, 5))
    ]


def test_a_state_number_with_a_party_body_is_warned_of() -> None:
    lines = ["ĐẢNG ỦY CÔNG AN TRUNG ƯƠNG", *SOUND[1:3], "Số: 26/NQ-ĐUCA", SOUND[4], "NGHỊ QUYẾT", *SOUND[6:12]]
    assert codes(lines, "") == ["party_body_in_state_form"]
