"""Citations resolved to a register, and references of a paper to itself."""

import pytest

from dongbo.engines.citations import RegisterEntry, check_internal, find_citations, resolve
from dongbo.engines.papers import paper_from_lines
from dongbo.engines.provisions import Kind, Node, Outline

REGISTER = [
    RegisterEntry("a", "07/2031/NĐ-CP", "Nghị định", "Chính phủ", "2031-02-05", "Về sổ tay"),
    RegisterEntry("b", "12-NQ/TW", "Nghị quyết", "Bộ Chính trị", "2030-01-02", "Về mẫu"),
    RegisterEntry("c", "12-NQ/TW", "Nghị quyết", "Bộ Chính trị", "2031-03-04", "Về mẫu khác"),
    RegisterEntry("d", "46/2031/QH16", "Luật", "Quốc hội", "2031-11-21", "Luật Thư viện"),
]


@pytest.mark.parametrize(
    ("text", "key", "state", "reason"),
    [
        ("Nghị định số 7/2031/NĐ-CP ngày 05 tháng 02 năm 2031 của Chính phủ", "a", "resolved", ""),
        (
            "Nghị định số 07/2031/NĐ-CP ngày 06 tháng 02 năm 2031",
            "a", "contradicts",
            "Số 07/2031/NĐ-CP có trong sổ đăng ký nhưng viện dẫn ghi ngày 06/02/2031, sổ ghi ngày 05/02/2031.",
        ),
        (
            "Nghị định số 07/2031/NĐ-CP của Bộ Tài chính",
            "a", "contradicts",
            "Số 07/2031/NĐ-CP có trong sổ đăng ký nhưng viện dẫn ghi của Bộ Tài chính, sổ ghi của Chính phủ.",
        ),
        (
            "Quyết định số 07/2031/NĐ-CP",
            "a", "contradicts",
            "Số 07/2031/NĐ-CP có trong sổ đăng ký nhưng viện dẫn ghi là Quyết định, sổ ghi là Nghị định.",
        ),
        ("Nghị quyết số 12-NQ/TW ngày 04/3/2031", "c", "resolved", ""),
        ("Nghị định số 08/2031/NĐ-CP", None, "unresolved", "Chưa có văn bản số 08/2031/NĐ-CP trong sổ đăng ký."),
        ("Luật Thư viện ngày 21 tháng 11 năm 2031", "d", "resolved", ""),
        ("Luật Thư viện năm 2031", "d", "resolved", ""),
        ("Luật Thư viện năm 2019", None, "unresolved", "Chưa có văn bản tên “Thư viện năm 2019” trong sổ đăng ký."),
        (
            "Luật Thư viện ngày 22 tháng 11 năm 2031",
            "d", "contradicts",
            "“Thư viện” có trong sổ đăng ký nhưng viện dẫn ghi ngày 22/11/2031, sổ ghi ngày 21/11/2031.",
        ),
    ],
)  # fmt: skip
def test_a_citation_is_resolved_contradicts_or_stays_open(text: str, key: str | None, state: str, reason: str) -> None:
    found = resolve(find_citations(paper_from_lines([text])), REGISTER)
    assert [(each.key, each.state, each.reason) for each in found] == [(key, state, reason)]


UNLISTED = [
    RegisterEntry("đ", "21-NQ/ĐUST", "Nghị quyết", "Đảng ủy Bộ Sổ tay quốc gia", "2031-01-12", "Về sổ tay"),
    RegisterEntry("e", "45/QĐ-UBST", "Quyết định", "Ủy ban Quốc gia về Sổ tay", "2031-02-27", "Về sổ tay"),
    RegisterEntry("g", "09/QĐ-UBND", "Quyết định", "Ủy ban nhân dân tỉnh A", "2031-03-27", "Về sổ tay"),
    RegisterEntry(
        "h", "03/2031/TTLT-BYT-BTC", "Thông tư liên tịch", "Bộ Y tế; Bộ Tài chính", "2031-04-27", "Về sổ tay"
    ),
]


@pytest.mark.parametrize(
    ("text", "key", "state"),
    [
        ("Nghị quyết số 21-NQ/ĐUST ngày 12/01/2031 của Đảng ủy Bộ Sổ tay quốc gia về sổ tay", "đ", "resolved"),
        ("Nghị quyết số 21-NQ/ĐUST của Đảng ủy Bộ Sổ tay", "đ", "resolved"),
        ("Nghị quyết số 21-NQ/ĐUST của Đảng ủy Bộ STQG.", "đ", "resolved"),
        ("Nghị quyết số 21-NQ/ĐUST của Ban Thường vụ Đảng ủy Bộ Sổ tay quốc gia.", "đ", "resolved"),
        ("Nghị quyết số 21-NQ/ĐUST của Đảng ủy Bộ Giao thông.", "đ", "contradicts"),
        ("Quyết định số 45/QĐ-UBST của Chủ tịch Ủy ban Quốc gia về Sổ tay", "e", "resolved"),
        ("Quyết định số 45/QĐ-UBST của Bộ Sổ tay quốc gia ban hành chương trình", "e", "contradicts"),
        ("Quyết định số 09/QĐ-UBND của Chủ tịch UBND tỉnh A về sổ tay", "g", "resolved"),
        ("Quyết định số 09/QĐ-UBND của Ủy ban nhân dân tỉnh B về sổ tay", "g", "contradicts"),
        ("Thông tư số 03/2031/TTLT-BYT-BTC của Bộ Y tế", "h", "resolved"),
        ("Các số 03/2031/TTLT-BYT-BTC còn lại", "h", "resolved"),
    ],
)  # fmt: skip
def test_only_an_agency_that_is_surely_another_contradicts(text: str, key: str, state: str) -> None:
    found = resolve(find_citations(paper_from_lines([text])), UNLISTED)
    assert [(each.key, each.state) for each in found] == [(key, state)]


def outline() -> Outline:
    clause = Node(Kind.CLAUSE, "1", line=2, end=3, children=[Node(Kind.POINT, "a", line=3, end=3)])
    return Outline(
        [Node(Kind.ARTICLE, "1", line=1, end=4, children=[clause]), Node(Kind.ARTICLE, "2", line=5, end=6)], "dieu"
    )


@pytest.mark.parametrize(
    ("text", "missing"),
    [
        ("theo điểm a khoản 1 Điều này", []),
        ("theo điểm a khoản này", []),
        ("theo Điều 2 Nghị định này", []),
        ("theo Điều 9 Nghị định này", ["“Điều 9 Nghị định này” dẫn chiếu Điều 9"]),
        ("theo khoản 4 Điều này", ["“khoản 4 Điều này” dẫn chiếu khoản 4 Điều 1"]),
        ("theo điểm c khoản 1 Điều này", ["“điểm c khoản 1 Điều này” dẫn chiếu điểm c khoản 1 Điều 1"]),
        ("theo điểm c khoản 1 Điều 1", []),
        ("theo Điều 9 Nghị định số 1/2031/NĐ-CP", []),
    ],
)
def test_a_reference_to_a_provision_that_is_not_there_is_a_finding(text: str, missing: list[str]) -> None:
    citations = find_citations(paper_from_lines(["Điều 1. Một", "1. Hai", f"a) {text}."]))
    findings = check_internal(citations, outline())
    assert [(each.message.split(" nhưng")[0], each.line) for each in findings] == [(each, 3) for each in missing]
