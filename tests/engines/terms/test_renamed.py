"""Names out of date, judged by the day of the paper."""

from datetime import date

import pytest

from dongbo.engines.papers import paper_from_lines
from dongbo.engines.terms import Severity, TermFinding, review_terms
from dongbo.engines.terms.rules import renamings
from dongbo.engines.vietnamese import fold

MINISTRY = "Bộ Thông tin và Truyền thông chủ trì."
DISTRICT = "Công an huyện báo cáo."


def renamed(*lines: str, on: date | None = None) -> list[TermFinding]:
    review = review_terms([paper_from_lines(lines, name="kế hoạch")], on=on)
    return [finding for finding in review.findings if finding.code.startswith("renamed")]


@pytest.mark.parametrize(
    ("lines", "on", "expected"),
    [
        ((DISTRICT,), date(2025, 2, 28), []),
        ((DISTRICT,), date(2025, 3, 1), [Severity.ERROR]),
        ((DISTRICT,), None, [Severity.WARNING]),
        (("Hà Nội, ngày 09 tháng 01 năm 2025", DISTRICT), None, []),
        (("Hà Nội, ngày 09 tháng 01 năm 2026", DISTRICT), None, [Severity.ERROR]),
        (("Số: 12/2019/NĐ-CP", DISTRICT), None, []),
        (("Số: 12/2025/NĐ-CP", DISTRICT), None, [Severity.WARNING]),
        (("(Kèm theo Nghị quyết ngày 01 tháng 5 năm 2026 của Chính phủ)", DISTRICT), None, [Severity.ERROR]),
        ((MINISTRY,), date(2025, 3, 1), [Severity.WARNING]),
    ],
)
def test_the_day_of_the_paper_decides(lines: tuple[str, ...], on: date | None, expected: list[Severity]) -> None:
    assert [finding.severity for finding in renamed(*lines, on=on)] == expected


def test_an_agency_named_after_a_citation_is_judged() -> None:
    line = "Thực hiện Quyết định số 06/QĐ-TTg ngày 06 tháng 01 năm 2022, Bộ Thông tin và Truyền thông chủ trì."
    assert [finding.code for finding in renamed(line, on=date(2026, 11, 21))] == ["renamed-agency"]


def test_successor_basis_and_certainty_are_told() -> None:
    [finding] = renamed("Bộ Kế hoạch và Đầu tư, Bộ KH&ĐT trình.", on=date(2026, 11, 21))
    assert (finding.code, finding.suggestion) == ("renamed-agency", "Bộ Tài chính")
    assert [variant.form for variant in finding.variants] == ["Bộ Kế hoạch và Đầu tư", "Bộ KH&ĐT"]
    assert "01/03/2025" in finding.reason
    assert finding.reason.endswith("(cần đối chiếu)")
    assert finding.message.endswith("Căn cứ này cần đối chiếu lại với văn bản gốc.")


@pytest.mark.parametrize(
    "line",
    [
        "Thông tư số 01/2020/TT-BTTTT của Bộ trưởng Bộ Thông tin và Truyền thông.",
        "Bộ Thông tin và Truyền thông (nay là Bộ Khoa học và Công nghệ) đã ban hành.",
        "Bộ Khoa học và Công nghệ (trước đây là Bộ Thông tin và Truyền thông) hướng dẫn.",
        "Thay thế cụm từ “Bộ Thông tin và Truyền thông” tại khoản 2.",
        "Thông tư liên tịch số 01/2010/TTLT ngày 03 tháng 3 năm 2010 của Bộ Công an, Bộ Giao thông vận tải.",
        "Quyết định số 12/2020/QĐ-TTg công bố vùng nước cảng biển thuộc địa phận tỉnh Bình Định.",
        'Thông tin chứa cụm từ "CMND", "CCCD" hoặc "Chứng minh nhân dân".',
        "Theo quy định tại Thông tư số 26/2018/TT- BGTVT.",
        "Ban Tuyên giáo và Dân vận Trung ương hướng dẫn.",
        "Tỉnh Bắc Ninh và thành phố Hồ Chí Minh.",
    ],
)
def test_told_history_and_present_names_are_left_alone(line: str) -> None:
    assert renamed(line, on=date(2026, 11, 21)) == []


@pytest.mark.parametrize(
    ("line", "code", "suggestion"),
    [
        ("Công an tỉnh Bình Dương và tỉnh Bình Dương.", "renamed-province", "Thành phố Hồ Chí Minh"),
        ("Trên phạm vi 63 tỉnh, thành phố.", "renamed-province", "34 tỉnh, thành phố"),
        ("Ủy ban nhân dân cấp huyện báo cáo.", "renamed-level", "cấp tỉnh hoặc cấp xã"),
        ("Cấp thẻ căn cước công dân.", "renamed-term", "căn cước"),
    ],
)
def test_provinces_levels_and_terms(line: str, code: str, suggestion: str) -> None:
    [finding] = renamed(line, on=date(2026, 11, 21))
    assert (finding.code, finding.suggestion) == (code, suggestion)


def test_the_rules_are_whole() -> None:
    names = [fold(name) for renaming in renamings() for name in renaming.names]
    assert len(names) == len(set(names))
    for renaming in renamings():
        assert renaming.certainty in {"A", "B", "C", "D"}
        assert renaming.basis
        assert fold(renaming.successor) not in map(fold, renaming.names)


def test_twenty_nine_provinces_merged_into_others() -> None:
    provinces = [renaming for renaming in renamings() if renaming.kind == "province"]
    merged = [name for renaming in provinces for name in renaming.names if name.startswith("tỉnh ")]
    assert len(set(merged) - {"tỉnh Đồng Nai"}) == 63 - 34


def test_only_what_a_press_or_portal_source_tells_is_an_error() -> None:
    sure = {renaming.names[0] for renaming in renamings() if renaming.certainty in {"A", "B"}}
    assert sure == {"Công an cấp huyện", "63 tỉnh, thành phố"}
