"""A paper with a mark of secrecy is stopped; a paper that only speaks of secrets is not."""

import gzip
import json

import pytest

from dongbo.engines.papers import Paper, Table, paper_from_lines, read_bytes, read_file
from dongbo.engines.secrecy import Secrecy, SecrecyMark, find_secrecy
from tests.engines.papers.word_files import cell, paragraph, part, table, word_file
from tests.shared import shared_data

HEAD = ["BỘ CÔNG AN", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"]


def found(*lines: str) -> SecrecyMark | None:
    return find_secrecy(paper_from_lines([*HEAD, *lines]))


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("TUYỆT MẬT", Secrecy.TUYET_MAT),
        ("TỐI MẬT", Secrecy.TOI_MAT),
        ("MẬT", Secrecy.MAT),
        ("M Ậ T", Secrecy.MAT),
        ("T Ố I   M Ậ T", Secrecy.TOI_MAT),
        ("T U Y Ệ T M Ậ T", Secrecy.TUYET_MAT),
        ("[ TỐI  MẬT ]", Secrecy.TOI_MAT),
        ("| MẬT |", Secrecy.MAT),
        ("TÀI LIỆU MẬT", Secrecy.MAT),
        ("Độ mật: Mật", Secrecy.MAT),
        ("Mức độ mật: TỐI MẬT.", Secrecy.TOI_MAT),
        ("Dấu chỉ độ mật: tuyệt mật", Secrecy.TUYET_MAT),
        ("Số: 12/BCA-V01(M)", Secrecy.MAT),
        ("Số: 05/2026/KH-BCA (TM)", Secrecy.TOI_MAT),
        ("Số:      /BC-A05(TuM)", Secrecy.TUYET_MAT),
        ("Số: 12/KH-BCA (Mật)", Secrecy.MAT),
        ("Số: 12/M-BCA", Secrecy.MAT),
        ("Số: 12/KH-BCA MẬT", Secrecy.MAT),
        ("MẬT Hà Nội, ngày 05 tháng 02 năm 2026", Secrecy.MAT),
        ("MÂ\u0323T", Secrecy.MAT),
        ("M\u200bẬT", Secrecy.MAT),
    ],
)
def test_marks_in_the_head(text: str, level: Secrecy) -> None:
    assert found(text, "KẾ HOẠCH", "1. Nội dung") == SecrecyMark(level, 3)


@pytest.mark.parametrize(
    "text",
    [
        "LƯU HÀNH NỘI BỘ",
        "LUẬT BẢO VỆ BÍ MẬT NHÀ NƯỚC",
        "Về bảo vệ bí mật nhà nước",
        "BÍ MẬT",
        "MẬT ĐỘ XÂY DỰNG",
        "Mật độ",
        "BẢO MẬT",
        "Mật ong",
        "Độ mật: ………",
        "Độ mật: Không",
        "Số: 29/2018/QH14",
        "Số: 12/TM-XNK",
        "Số: 12/TT-BTTTT",
        "THÔNG TIN MẬT MÃ",
    ],
)
def test_what_is_no_mark(text: str) -> None:
    assert found(text, "1. Nội dung") is None


def test_levels_named_in_the_body_are_no_marks() -> None:
    assert found("Điều 1. Độ mật", "TUYỆT MẬT", "TỐI MẬT", "Độ mật: Mật", "Số: 12/BCA-V01(M)") is None
    assert found(*["Nội dung"] * 40, "MẬT") is None


def test_a_stamp_in_a_box_a_margin_or_a_table_is_found() -> None:
    box = f"<w:p><w:r><w:pict><w:txbxContent>{paragraph('TỐI MẬT')}</w:txbxContent></w:pict></w:r></w:p>"
    head = table(cell("BỘ CÔNG AN", "Số: 01/KH-BCA", "MẬT") + cell("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"))
    header = part("hdr", paragraph("TUYỆT MẬT"))
    marks = [
        find_secrecy(read_bytes(word_file(body, **parts), name="a.docx"))
        for body, parts in ((box + paragraph("a"), {}), (head, {}), (paragraph("a"), {"header1": header}))
    ]
    assert marks == [SecrecyMark(Secrecy.TOI_MAT, 1), SecrecyMark(Secrecy.MAT, 3), SecrecyMark(Secrecy.TUYET_MAT, 0)]


def test_a_field_beside_its_name_in_a_table_is_found() -> None:
    form = Table((("Số văn bản", "12"), ("Độ mật", "Mật")), 1)
    assert find_secrecy(Paper("a", "docx", (form,))) == SecrecyMark(Secrecy.MAT, 2)
    assert find_secrecy(Paper("a", "docx", (Table((("Độ mật", "Thường"),), 1),))) is None


def test_the_message_says_where_and_what_to_do_and_nothing_of_the_paper() -> None:
    secret = paper_from_lines(["MẬT", "Phương án bảo vệ mục tiêu X"], name="phuong-an-X.docx")
    mark = find_secrecy(secret)
    assert mark is not None
    assert mark.message == (
        "Tài liệu mật – quản lý ngoài hệ thống. Văn bản có dấu chỉ độ mật “MẬT” ở dòng 1 nên bị từ chối toàn bộ, "
        "không phần nào được lưu. Xin đưa tệp ra khỏi máy đang nối mạng, báo cán bộ phụ trách bảo vệ bí mật nhà nước "
        "của đơn vị và xử lý theo quy định về văn bản mật."
    )


@pytest.mark.shared
def test_no_false_alarm_on_the_legal_papers_of_the_portal() -> None:
    with gzip.open(shared_data("vbpl", "documents.jsonl.gz"), "rt", encoding="utf-8") as lines:
        papers = [paper_from_lines(json.loads(line)["lines"]) for line in lines]
    assert len(papers) == 409
    assert [mark for paper in papers if (mark := find_secrecy(paper))] == []


@pytest.mark.shared
def test_no_false_alarm_on_laws_decree_and_policies() -> None:
    folders = {"laws": "*.docx", "decree30": "*.docx", "policies": "*.md"}
    files = [path for folder, pattern in folders.items() for path in sorted(shared_data(folder).glob(pattern))]
    assert [(path.name, mark) for path in files if (mark := find_secrecy(read_file(path)))] == []
