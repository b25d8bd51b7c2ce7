"""Targets of whole papers: sections, horizons and lists. The papers are written for these tests."""

from dongbo.engines.papers import Paper, Table, paper_from_lines
from dongbo.engines.targets import Target, find_targets

PLAN = """\
KẾ HOẠCH
Chuyển đổi số ngành kiểm định giai đoạn 2026 - 2030
I. THỰC TRẠNG
1. Tỷ lệ hồ sơ số hóa đạt 45%, trong đó 30% đạt chuẩn.
II. MỤC TIÊU
1. Đến năm 2030
a) Tỷ lệ hồ sơ số hóa đạt trên 90%.
b) 100% trạm kiểm định kết nối trung tâm điều hành.
2. Tầm nhìn đến năm 2045
a) Thuộc nhóm 20 nước dẫn đầu thế giới về đo lường số.
III. NHIỆM VỤ, GIẢI PHÁP
1. Bố trí ít nhất 15% ngân sách khoa học cho đo lường số.
2. Tổ chức tập huấn theo Quyết định số 12/QĐ-TTg."""


def statements(targets: list[Target]) -> list[tuple[str, str, float | None, str | None]]:
    return [(one.place, one.operator, one.value, one.deadline) for one in targets]


def test_a_horizon_reaches_over_its_own_section_only() -> None:
    assert statements(find_targets(paper_from_lines(PLAN.split("\n")))) == [
        ("II/1/a", ">", 90, "2030"),
        ("II/1/b", "=", 100, "2030"),
        ("II/2/a", "<=", 20, "2045"),
        ("III/1", ">=", 15, None),
    ]


def test_places_and_lines_lead_to_the_sentence() -> None:
    first = find_targets(paper_from_lines(PLAN.split("\n")))[0]
    assert (first.line, first.text) == (7, "a) Tỷ lệ hồ sơ số hóa đạt trên 90%.")


def test_a_list_takes_the_moment_of_the_line_that_opens_it() -> None:
    lines = [
        "I. MỤC TIÊU",
        "1. Mục tiêu cụ thể",
        "a) Đến năm 2027:",
        "- Tỷ lệ số hóa đạt 60%.",
        "- Có ít nhất 3 trung tâm vùng.",
        "b) Đến năm 2030:",
        "- Tỷ lệ số hóa đạt 95%.",
        "II. TỔ CHỨC THỰC HIỆN",
        "1. Báo cáo trước ngày 15 tháng 12 hằng năm.",
    ]
    found = find_targets(paper_from_lines(lines))
    assert [(one.value, one.deadline) for one in found] == [(60, "2027"), (3, "2027"), (95, "2030")]


def test_a_moment_that_opens_a_paragraph_holds_for_its_sentences() -> None:
    lines = ["I. MỤC TIÊU", "1. Đến năm 2028, tỷ lệ A đạt 50%. Tỷ lệ B đạt 60%.", "2. Tỷ lệ C đạt 70%."]
    found = find_targets(paper_from_lines(lines))
    assert [(one.value, one.deadline) for one in found] == [(50, "2028"), (60, "2028"), (70, None)]


def test_a_sentence_broken_by_the_width_of_the_page_is_one() -> None:
    lines = [
        "I. MỤC TIÊU",
        "1. Đến năm 2030, tỷ lệ thủ tục hành chính được giải quyết trên môi trường điện",
        "tử đạt tối thiểu 95%.",
    ]
    (target,) = find_targets(paper_from_lines(lines))
    assert (target.operator, target.value, target.deadline, target.line) == (">=", 95, "2030", 2)


def test_a_law_that_scores_criteria_sets_no_targets() -> None:
    lines = [
        "Điều 1. Chỉ tiêu chấm điểm",
        "1. Đơn vị có ít nhất 1 chỉ tiêu bị trừ được tối đa 4 điểm.",
        "2. Tỷ lệ lấy mẫu phải đạt tối thiểu 80% theo quy định.",
    ]
    assert find_targets(paper_from_lines(lines)) == []


def test_rows_of_an_annex_are_targets() -> None:
    rows = (
        ("TT", "Chỉ tiêu", "Đơn vị", "Kết quả", "Cơ quan theo dõi"),
        ("I", "Đến năm 2030", "", "", ""),
        ("1", "Xếp hạng đo lường số", "Thứ bậc", "≤ 3 Đông Nam Á; ≤ 50 Thế giới", "Cục A"),
        ("2", "Nhân lực đo lường", "Người/vạn dân", "12", "Cục A"),
        ("3", "Chi ngân sách cho đo lường", "% tổng chi NSNN", "≥ 3% và tăng dần", "Cục B"),
        ("4", "Trạm kiểm định đạt chuẩn", "Trạm", "40 - 50", "Cục B"),
        ("5", "Hạ tầng đo lường", "", "Hiện đại, đồng bộ", "Cục B"),
        ("II", "Đến năm 2045", "", "", ""),
        ("6", "Quy mô kinh tế đo lường", "% GDP", "≥ 5", "Cục A"),
    )
    paper = Paper("", "docx", (*paper_from_lines(["PHỤ LỤC I", "CÁC CHỈ TIÊU"]).blocks, Table(rows, 3)))
    found = find_targets(paper)
    assert [(one.line, one.operator, one.value, one.value_to, one.unit, one.deadline) for one in found] == [
        (5, "<=", 3, None, "hạng", "2030"),
        (5, "<=", 50, None, "hạng", "2030"),
        (6, "=", 12, None, "người/vạn dân", "2030"),
        (7, ">=", 3, None, "% tổng chi ngân sách", "2030"),
        (8, "range", 40, 50, "trạm", "2030"),
        (9, "=", None, None, "", "2030"),
        (11, ">=", 5, None, "% GDP", "2045"),
    ]
    assert [one.qualifier for one in found[:2]] == ["Đông Nam Á", "Thế giới"]


def test_an_empty_paper_has_no_targets() -> None:
    assert find_targets(paper_from_lines([])) == []


def test_a_programme_written_in_articles_is_no_law() -> None:
    duties = [
        "Điều 1. Nguồn lực",
        "1. Mỗi trạm bố trí tối thiểu 15 cán bộ trực chuyên trách.",
        "2. Mỗi năm cử ít nhất 50 lượt cán bộ đi đào tạo.",
    ]
    programme = find_targets(paper_from_lines(["QUYẾT ĐỊNH", "Ban hành Chương trình phát triển đo lường", *duties]))
    law = find_targets(paper_from_lines(["NGHỊ ĐỊNH", "Quy định chi tiết Luật Đo lường", *duties]))
    assert [(one.place, one.value) for one in programme] == [("dieu:1/khoan:1", 15), ("dieu:1/khoan:2", 50)]
    assert law == []


def test_figures_in_another_language_are_not_read() -> None:
    english = (
        "The share of enterprises that use the national platform shall reach at least 70 % of them by the year 2030."
    )
    assert find_targets(paper_from_lines(["I. MỤC TIÊU", f"1. {english}"])) == []


def test_the_annex_of_a_law_is_read_as_strictly_as_its_articles() -> None:
    lines = ["THÔNG TƯ", "Quy định kỹ thuật đo lường", "Điều 1. Phạm vi", "PHỤ LỤC I", "1. Trên 50% ảnh đạt yêu cầu."]
    assert find_targets(paper_from_lines(lines)) == []
