"""Citations in sentences made for the purpose."""

import pytest

from dongbo.engines.citations import Citation, citations_as_json, find_citations
from dongbo.engines.papers import paper_from_lines


def find(*lines: str) -> list[Citation]:
    return find_citations(paper_from_lines(lines))


def test_a_full_citation_gives_every_field_and_its_span() -> None:
    text = "Căn cứ Nghị định số 07/2031/NĐ-CP ngày 05 tháng 02 năm 2031 của Chính phủ quy định về sổ tay;"
    assert citations_as_json(find(text)) == {
        "citations": [
            {
                "number": "07/2031/NĐ-CP",
                "type": "Nghị định",
                "issuer": "Chính phủ",
                "date": "2031-02-05",
                "title": None,
                "provisions": [],
                "relation": "basis",
                "internal": False,
                "line": 1,
                "start": 7,
                "end": 73,
                "text": "Nghị định số 07/2031/NĐ-CP ngày 05 tháng 02 năm 2031 của Chính phủ",
            }
        ]
    }


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "theo Kết luận số 12-KL/TW ngày 03/4/2031 của Bộ Chính trị",
            ("Kết luận", "12-KL/TW", "2031-04-03", "Bộ Chính trị"),
        ),
        ("theo Luật Thư viện số 46/2031/QH16", ("Luật", "46/2031/QH16", None, "Quốc hội")),
        ("theo Công văn số 123/BXX-KH ngày 01/02/2031", ("Công văn", "123/BXX-KH", "2031-02-01", None)),
        ("theo Thông tư 08/2031/TT-BTC (ngày 09/9/2031)", ("Thông tư", "08/2031/TT-BTC", "2031-09-09", "Bộ Tài chính")),
        ("theo Nghị quyết số 12 của Bộ Chính trị", ("Nghị quyết", "12-NQ/TW", None, "Bộ Chính trị")),
        (
            "theo Nghị quyết 29 ngày 04/11/2031 của Ban Chấp hành Trung ương",
            ("Nghị quyết", "29-NQ/TW", "2031-11-04", "Ban Chấp hành Trung ương"),
        ),
        ("theo Nghị quyết 01 của Chính phủ", ("Nghị quyết", "01/NQ-CP", None, "Chính phủ")),
        (
            "theo Quyết định số 942 ngày 15/6/2031 của Thủ tướng Chính phủ",
            ("Quyết định", "942/QĐ-TTg", "2031-06-15", "Thủ tướng Chính phủ"),
        ),
        ("theo Nghị định 15 ngày 01/02/2031 của Chính phủ", ("Nghị định", "15/2031/NĐ-CP", "2031-02-01", "Chính phủ")),
    ],
)  # fmt: skip
def test_both_grammars_and_short_names_give_the_full_number(text: str, expected: tuple[str | None, ...]) -> None:
    assert [(each.type, each.number, each.date, each.issuer) for each in find(text)] == [expected]


def test_a_joint_circular_is_of_all_who_issued_it() -> None:
    found = find("Thông tư liên tịch số 1/2031/TTLT-BCA-BTP ngày 03/3/2031 của Bộ Công an, Bộ Tư pháp quy định mẫu")
    assert [(each.type, each.issuer) for each in found] == [("Thông tư liên tịch", "Bộ Công an; Bộ Tư pháp")]


@pytest.mark.parametrize(
    ("text", "title", "date"),
    [
        ("Căn cứ Luật Đầu tư công ngày 29 tháng 11 năm 2031;", "Đầu tư công", "2031-11-29"),
        ("theo Luật Đất đai năm 2031 và pháp luật về nhà ở", "Đất đai năm 2031", None),
        ("quy định của Luật Phòng, chống rửa tiền và Nghị định này", "Phòng, chống rửa tiền", None),
        ("theo Bộ luật Lao động.", "Lao động", None),
        ("hoàn thiện Luật Công nghiệp công nghệ số trình Quốc hội", "Công nghiệp công nghệ số", None),
        ("Luật Khoa học, Công nghệ và Đổi mới sáng tạo có", "Khoa học, Công nghệ và Đổi mới sáng tạo", None),
        ("Hiến pháp nước Cộng hòa xã hội chủ nghĩa Việt Nam năm 2013", "Hiến pháp năm 2013", None),
    ],
)
def test_laws_are_cited_by_name_and_date(text: str, title: str, date: str | None) -> None:
    assert [(each.number, each.title, each.date) for each in find(text)] == [(None, title, date)]


def test_a_name_known_from_the_preamble_does_not_cut_a_longer_one() -> None:
    found = find("Căn cứ Luật Giáo dục số 43/2031/QH16;", "theo Luật Giáo dục đại học và Luật Giáo dục.")
    assert [each.title for each in found] == ["Giáo dục", "Giáo dục đại học", "Giáo dục"]


def test_an_amending_law_is_one_citation_whatever_laws_its_name_holds() -> None:
    found = find("Luật sửa đổi, bổ sung một số điều của Luật Sách và Luật Báo số 52/2031/QH16;")
    assert [(each.number, each.title) for each in found] == [
        ("52/2031/QH16", "sửa đổi, bổ sung một số điều của Luật Sách và Luật Báo")
    ]


def test_numbers_of_a_list_take_the_type_named_at_its_head() -> None:
    found = find("thực hiện các Nghị quyết số 12-NQ/TW, số 13-NQ/TW và 14/NQ-CP ngày 01/01/2031 của Chính phủ")
    assert [(each.number, each.type, each.date) for each in found] == [
        ("12-NQ/TW", "Nghị quyết", None), ("13-NQ/TW", "Nghị quyết", None), ("14/NQ-CP", "Nghị quyết", "2031-01-01"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "text", ["Mẫu số 01/BC-KT kèm theo", "đạt tỷ lệ 3/4", "QCVN 01:2031/BXX", "Hợp đồng số 12/HĐ-X", "Điều 5. Phạm vi"]
)
def test_forms_fractions_standards_and_headings_are_no_citations(text: str) -> None:
    assert find(text) == []


@pytest.mark.parametrize(
    ("text", "paths"),
    [
        ("điểm a khoản 2 Điều 5 Nghị định số 1/2031/NĐ-CP", ["dieu:5/khoan:2/diem:a"]),
        ("các điểm a, b và c khoản 1 Điều 7 của Luật Sách", [f"dieu:7/khoan:1/diem:{letter}" for letter in "abc"]),
        ("điểm a khoản 1 và khoản 2 Điều 7 của Luật Sách", ["dieu:7/khoan:1/diem:a", "dieu:7/khoan:2"]),
        ("các điều 9, 12 và 14 Luật Sách", ["dieu:9", "dieu:12", "dieu:14"]),
        ("Điều 1; Điều 2; khoản 4 Điều 15 Nghị định số 1/2031/NĐ-CP", ["dieu:1", "dieu:2", "dieu:15/khoan:4"]),
        ("khoản 1, khoản 2 Điều 3 của Thông tư số 1/2031/TT-BYT", ["dieu:3/khoan:1", "dieu:3/khoan:2"]),
        ("điểm b khoản 2, điểm c khoản 3 Điều 23 Luật Sách", ["dieu:23/khoan:2/diem:b", "dieu:23/khoan:3/diem:c"]),
    ],
)
def test_provisions_before_a_document_are_the_document_s(text: str, paths: list[str]) -> None:
    found = find(text)
    assert [[each.path for each in citation.provisions] for citation in found] == [paths]
    assert not found[0].internal


def test_an_enumeration_after_a_law_is_of_the_law() -> None:
    found = find("quy định chi tiết một số điều của Luật Sách, bao gồm: khoản 1 Điều 2, khoản 3 Điều 4.")
    assert [(each.title, [one.path for one in each.provisions], each.internal) for each in found] == [
        ("Sách", [], False), ("Sách", ["dieu:2/khoan:1"], False), ("Sách", ["dieu:4/khoan:3"], False),
    ]  # fmt: skip


def test_references_to_the_paper_itself_are_internal() -> None:
    found = find("theo khoản 2 Điều 5 Nghị định này, khoản 3 Điều này và điểm a khoản này.")
    assert [(each.internal, each.type, [(one.path, one.own_clause) for one in each.provisions]) for each in found] == [
        (True, "Nghị định", [("dieu:5/khoan:2", False)]),
        (True, None, [("khoan:3", False)]),
        (True, None, [("diem:a", True)]),
    ]


def test_quoted_text_and_amending_lines_do_not_speak_of_the_paper_itself() -> None:
    assert find("1. Sửa đổi khoản 2 Điều 5 như sau:", "“2. Theo quy định tại khoản 1 Điều này.”") == []


def test_the_paper_s_own_number_is_no_citation_of_another() -> None:
    found = find("Số: 07/2031/TT-BCA", "(Kèm theo Thông tư số 07/2031/TT-BCA ngày 05 tháng 02 năm 2031)")
    assert [(each.number, each.internal) for each in found] == [("07/2031/TT-BCA", True)]


@pytest.mark.parametrize(
    ("text", "relation"),
    [
        ("Căn cứ Nghị định số 1/2031/NĐ-CP;", "basis"),
        ("Sửa đổi, bổ sung một số điều của Nghị định số 1/2031/NĐ-CP như sau:", "amends"),
        ("Nghị định này thay thế Nghị định số 1/2031/NĐ-CP.", "replaces"),
        ("Bãi bỏ Nghị định số 1/2031/NĐ-CP.", "repeals"),
        ("Bãi bỏ khoản 2 Điều 5 Nghị định số 1/2031/NĐ-CP.", "amends"),
        ("Bãi bỏ các phụ lục I, II của Nghị định số 1/2031/NĐ-CP.", "amends"),
        ("Sửa đổi, bãi bỏ một số điều của Nghị định số 1/2031/NĐ-CP.", "amends"),
        ("Nghị định số 1/2031/NĐ-CP hết hiệu lực kể từ ngày Nghị định này có hiệu lực.", "repeals"),
        ("Kế hoạch triển khai thực hiện Nghị định số 1/2031/NĐ-CP.", "implements"),
        ("thực hiện theo quy định tại Nghị định số 1/2031/NĐ-CP.", "refers"),
        ("Luật Sách đã được sửa đổi, bổ sung theo Nghị định số 1/2031/NĐ-CP.", "refers"),
    ],
)
def test_the_words_around_a_citation_tell_the_relation(text: str, relation: str) -> None:
    assert [each.relation.value for each in find(text) if each.number] == [relation]


def test_a_citation_broken_by_the_page_s_width_is_whole_and_found_once() -> None:
    found = find(
        "Căn cứ Nghị định số 43/2031/NĐ-CP ngày 28 tháng 02 năm 2031 của", "Chính phủ và Thông tư số", "5/2031/TT-BYT;"
    )
    assert [(each.number, each.issuer, each.line) for each in found] == [
        ("43/2031/NĐ-CP", "Chính phủ", 1), ("5/2031/TT-BYT", "Bộ Y tế", 2),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("after", "issuer"),
    [
        ("của Đảng ủy Bộ Sổ tay quốc gia về đột phá", "Đảng ủy Bộ Sổ tay quốc gia"),
        ("của Ủy ban Quốc gia về Sổ tay và Bản đồ ban hành chương trình", "Ủy ban Quốc gia về Sổ tay và Bản đồ"),
        ("của Bộ trưởng Bộ Sổ tay, bản đồ", "Bộ trưởng Bộ Sổ tay"),
        ("của Bộ Sổ tay và Bộ Bản đồ", "Bộ Sổ tay"),
        ("của Cục Sổ tay số quốc gia năm 2031", "Cục Sổ tay số quốc gia"),
        ("của Bộ Sổ tay và Quyết định sau đó", "Bộ Sổ tay"),
        ("của UBND tỉnh A phê duyệt đề án", "UBND tỉnh A"),
        ("của bộ máy", None),
        ("của Ban a b c d e g h i k l m n o p q", None),
    ],
)
def test_an_agency_outside_the_list_is_taken_whole_or_not_at_all(after: str, issuer: str | None) -> None:
    assert [each.issuer for each in find(f"Thực hiện Quyết định số 5/QĐ-ABC {after}.")] == [issuer]


def test_nothing_among_recipients_and_signatures_is_a_reference() -> None:
    found = find(
        "Điều 3. Việc theo khoản 1 Điều 2 do Vụ A làm.",
        "**Nơi nhận:**",
        "- Như Điều 3;",
        "- Lưu: VT.",
        "CHỦ TỊCH",
        "PHỤ LỤC",
        "Theo khoản 2 Điều 2.",
    )
    assert [each.text for each in found] == ["khoản 1 Điều 2", "khoản 2 Điều 2"]


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Luật Thương mại và các dự án luật trình Quốc hội", "Thương mại"),
        ("Luật Đất đai và dự án Luật Nhà ở được trình", "Đất đai"),
        ("Luật Dữ liệu và các đề án liên quan", "Dữ liệu"),
        ("Luật Quản lý thuế | Bộ Tài chính | 2031", "Quản lý thuế"),
    ],
)
def test_a_laws_name_ends_before_a_project_or_the_next_cell(text: str, title: str) -> None:
    assert find_citations(paper_from_lines([text]))[0].title == title
