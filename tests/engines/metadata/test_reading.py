"""Metadata read from headers and signature blocks of many layouts; every paper here is invented."""

from typing import Any

import pytest

from dongbo.engines.metadata import read_metadata
from dongbo.engines.papers import Line, Paper, Table, paper_from_lines

NATIONAL = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
MOTTO = "Độc lập - Tự do - Hạnh phúc"


def read(text: str, *, portal_title: str | None = None) -> dict[str, Any]:
    paper = paper_from_lines(line.strip() for line in text.strip().split("\n"))
    return read_metadata(paper, portal_title=portal_title).as_json()


def some(found: dict[str, Any], *names: str) -> tuple[Any, ...]:
    return tuple(found[name] for name in names)


def codes(found: dict[str, Any]) -> list[str]:
    return [finding["code"] for finding in found["findings"]]


CIRCULAR = f"""
BỘ CÔNG AN
-------
{NATIONAL}
{MOTTO}
---------------
Số: 07/2031/TT-BCA
Hà Nội, ngày 05 tháng 02 năm 2031
THÔNG TƯ
Quy định về quản lý sổ tay điện tử của
đơn vị cơ sở
Căn cứ Luật Sổ tay số 01/2030/QH16;
Căn cứ Nghị định số 02/2030/NĐ-CP của Chính phủ;
Theo đề nghị của Cục trưởng Cục Sổ tay;
Bộ trưởng Bộ Công an ban hành Thông tư quy định về quản lý sổ tay.
Điều 1. Phạm vi điều chỉnh
Thông tư này quy định về sổ tay.
Điều 2. Hiệu lực
Thông tư này có hiệu lực thi hành kể từ ngày 20 tháng 3 năm 2031./.
Nơi nhận:
- Văn phòng Chính phủ;
- Lưu: VT, H99 (3b).
KT. BỘ TRƯỞNG
THỨ TRƯỞNG
(Đã ký)
Thượng tướng Lê Văn Mẫu
PHỤ LỤC
(Kèm theo Thông tư số 07/2031/TT-BCA ngày 05 tháng 02 năm 2031 của Bộ Công an)
CHỦ TỊCH
(Ký, ghi rõ họ tên)
"""


def test_every_field_of_a_circular_has_its_value_and_its_line() -> None:
    found = read(CIRCULAR)
    assert {
        name: found[name] for name in ("type", "number", "date", "issuer", "parent_agency", "place", "subject")
    } == {
        "type": "Thông tư",
        "number": "07/2031/TT-BCA",
        "date": "2031-02-05",
        "issuer": "Bộ Công an",
        "parent_agency": None,
        "place": "Hà Nội",
        "subject": "Quy định về quản lý sổ tay điện tử của đơn vị cơ sở",
    }
    assert some(found, "signer", "signer_position", "signing_power", "signed_for") == (
        "Lê Văn Mẫu", "Thứ trưởng", "KT.", "BỘ TRƯỞNG",
    )  # fmt: skip
    assert some(found, "effective_date", "recipients", "urgency") == (
        "2031-03-20", ["Văn phòng Chính phủ", "Lưu: VT, H99 (3b)"], None,
    )  # fmt: skip
    assert found["legal_bases"] == [
        "Căn cứ Luật Sổ tay số 01/2030/QH16", "Căn cứ Nghị định số 02/2030/NĐ-CP của Chính phủ",
    ]  # fmt: skip
    assert {name: found["evidence"][name]["line"] for name in ("number", "date", "type", "subject", "signer")} == {
        "number": 6, "date": 7, "type": 8, "subject": 9, "signer": 25,
    }  # fmt: skip
    assert found["findings"] == []


def test_columns_side_by_side_read_like_columns_in_sequence() -> None:
    joined = CIRCULAR.replace(f"BỘ CÔNG AN\n-------\n{NATIONAL}\n", f"BỘ CÔNG AN {NATIONAL}\n").replace(
        "TT-BCA\nHà Nội", "TT-BCA Hà Nội", 1
    )
    names = ("type", "number", "date", "issuer", "place", "subject", "signer")
    assert some(read(joined), *names) == some(read(CIRCULAR), *names)


def test_a_header_laid_out_in_a_table_reads_the_same() -> None:
    rows = (
        ("BỘ CÔNG AN\n-------", f"{NATIONAL}\n{MOTTO}"),
        ("Số: 07/2031/TT-BCA", "Hà Nội, ngày 05 tháng 02 năm 2031"),
    )
    rest = [line.strip() for line in CIRCULAR.strip().split("\n")][7:]
    blocks: tuple[Line | Table, ...] = (
        Table(rows, 1),
        *(Line(text, number) for number, text in enumerate(rest, start=3)),
    )
    names = ("type", "number", "date", "issuer", "place", "subject", "signer")
    assert some(read_metadata(Paper("", "docx", blocks)).as_json(), *names) == some(read(CIRCULAR), *names)


def test_markdown_marks_are_no_part_of_a_field() -> None:
    found = read(
        f"""
        # CHÍNH PHỦ {NATIONAL}
        {MOTTO}
        Số: 04/NQ-CP
        *Hà Nội, ngày 09 tháng 01 năm 2031*
        # **NGHỊ QUYẾT**
        ## Ban hành Chương trình mẫu
        Căn cứ Luật Tổ chức Chính phủ ngày 19 tháng 6 năm 2030;
        **TM. CHÍNH PHỦ**
        **KT. THỦ TƯỚNG**
        **PHÓ THỦ TƯỚNG**
        **Nguyễn Thị Mẫu**
        """
    )
    assert some(found, "type", "number", "date", "issuer", "subject", "signer", "signer_position", "signing_power") == (
        "Nghị quyết", "04/NQ-CP", "2031-01-09", "Chính phủ", "Ban hành Chương trình mẫu", "Nguyễn Thị Mẫu",
        "Phó Thủ tướng", "KT.",
    )  # fmt: skip


def test_a_party_paper_keeps_its_own_number_and_powers() -> None:
    found = read(
        """
        ĐẢNG ỦY CÔNG AN TRUNG ƯƠNG
        *
        Số 26-NQ/ĐUCA
        ĐẢNG CỘNG SẢN VIỆT NAM
        Hà Nội, ngày 12 tháng 4 năm 2031
        NGHỊ QUYẾT
        về đổi mới công tác mẫu
        -----
        I- TÌNH HÌNH
        1- Công tác mẫu đã đạt kết quả.
        T/M ĐẢNG ỦY
        BÍ THƯ
        Trần Văn Thử
        """
    )
    assert some(found, "type", "number", "date", "issuer", "subject", "signer", "signing_power", "signer_position") == (
        "Nghị quyết", "26-NQ/ĐUCA", "2031-04-12", "Đảng ủy Công an Trung ương", "về đổi mới công tác mẫu",
        "Trần Văn Thử", "TM.", "Bí thư",
    )  # fmt: skip
    assert codes(found) == []


def test_a_law_is_dated_by_its_closing_sentence() -> None:
    found = read(
        f"""
        QUỐC HỘI
        {NATIONAL}
        {MOTTO}
        Luật số: 12/2031/QH16
        LUẬT
        SỔ TAY
        Căn cứ Hiến pháp nước Cộng hòa xã hội chủ nghĩa Việt Nam;
        Điều 1. Phạm vi
        Luật này được Quốc hội khóa XVI, kỳ họp thứ 2 thông qua ngày 10 tháng 12 năm 2031.
        CHỦ TỊCH QUỐC HỘI(Đã ký)
        Phạm Thị Mẫu
        """
    )
    assert some(found, "type", "number", "date", "issuer", "subject", "signer", "signer_position") == (
        "Luật", "12/2031/QH16", "2031-12-10", "Quốc hội", "SỔ TAY", "Phạm Thị Mẫu", "Chủ tịch Quốc hội",
    )  # fmt: skip


def test_an_official_letter_has_its_subject_under_the_number() -> None:
    found = read(
        f"""
        UBND TỈNH A
        SỞ NỘI VỤ
        Số: 123/SNV-TC
        V/v góp ý dự thảo kế hoạch
        năm 2032
        {NATIONAL}
        {MOTTO}
        HỎA TỐC
        B, ngày 03 tháng 5 năm 2031
        Kính gửi:
        - Sở Tài chính;
        - Sở Y tế.
        Sở Nội vụ nhận được Công văn số 45/BNV-PC của Bộ Nội vụ về việc lấy ý kiến đối với dự thảo kế hoạch năm sau.
        KT. GIÁM ĐỐC
        PHÓ GIÁM ĐỐC
        Hoàng Văn Thử
        """
    )
    assert some(found, "type", "number", "issuer", "parent_agency", "subject", "urgency", "addressees", "signer") == (
        "Công văn", "123/SNV-TC", "Sở Nội vụ", "UBND tỉnh A", "góp ý dự thảo kế hoạch năm 2032", "HỎA TỐC",
        ["Sở Tài chính", "Sở Y tế"], "Hoàng Văn Thử",
    )  # fmt: skip


def test_a_joint_circular_names_every_issuer_and_signer() -> None:
    found = read(
        f"""
        BỘ CÔNG AN - BỘ TƯ PHÁP
        {NATIONAL}
        {MOTTO}
        Số: 03/2031/TTLT-BCA-BTP
        Hà Nội, ngày 02 tháng 6 năm 2031
        THÔNG TƯ LIÊN TỊCH
        Hướng dẫn phối hợp mẫu
        Căn cứ Luật Sổ tay ngày 01 tháng 01 năm 2030;
        Điều 1. Nội dung
        KT. BỘ TRƯỞNG BỘ TƯ PHÁP
        THỨ TRƯỞNG
        Nguyễn Văn Một
        KT. BỘ TRƯỞNG BỘ CÔNG AN
        THỨ TRƯỞNG
        Nguyễn Văn Hai
        """
    )
    assert some(found, "type", "issuer", "signer", "signer_position") == (
        "Thông tư liên tịch", "Bộ Công an; Bộ Tư pháp", "Nguyễn Văn Một; Nguyễn Văn Hai", "Thứ trưởng; Thứ trưởng",
    )  # fmt: skip


def test_a_consolidated_text_is_dated_and_signed_by_who_certifies_it() -> None:
    found = read(
        f"""
        BỘ TƯ PHÁP
        {NATIONAL}
        {MOTTO}
        Số: 8376 /VBHN-BTP
        THÔNG TƯ
        Quy định chế độ báo cáo mẫu
        Thông tư số 10/2029/TT-BTP ngày 01 tháng 02 năm 2029 của Bộ trưởng Bộ Tư pháp, có hiệu lực kể từ ngày 15
        tháng 3 năm 2029, được sửa đổi, bổ sung bởi:
        Căn cứ Luật Sổ tay ngày 01 tháng 01 năm 2028;
        Điều 1. Phạm vi
        BỘ TRƯỞNG
        Nguyễn Văn Cũ
        XÁC THỰC VĂN BẢN HỢP NHẤT
        Hà Nội, ngày 18 tháng 12 năm 2031
        KT. BỘ TRƯỞNG
        THỨ TRƯỞNG
        Nguyễn Văn Mới
        """
    )
    assert some(found, "type", "number", "date", "issuer", "subject", "signer", "signer_position") == (
        "Văn bản hợp nhất", "8376/VBHN-BTP", "2031-12-18", "Bộ Tư pháp", "Quy định chế độ báo cáo mẫu",
        "Nguyễn Văn Mới", "Thứ trưởng",
    )  # fmt: skip


def test_a_consolidated_text_may_bear_its_number_only_where_it_is_certified() -> None:
    found = read(
        f"""
        BỘ CÔNG THƯƠNG
        {NATIONAL}
        {MOTTO}
        VĂN BẢN HỢP NHẤT
        THÔNG TƯ
        Quy định về mẫu[1]
        Thông tư số 10/2029/TT-BCT ngày 01 tháng 02 năm 2029 của Bộ trưởng Bộ Công Thương có hiệu lực kể từ ngày ký.
        Căn cứ Luật Sổ tay ngày 01 tháng 01 năm 2028;
        Điều 1. Phạm vi
        BỘ CÔNG THƯƠNG
        Số: 13/VBHN-BCT
        XÁC THỰC VĂN BẢN HỢP NHẤT
        Hà Nội, ngày 13 tháng 3 năm 2031
        BỘ TRƯỞNG
        Đỗ Văn Mẫu
        [1] Chú thích.
        """
    )
    assert some(found, "type", "number", "date", "issuer", "subject", "signer", "signer_position") == (
        "Văn bản hợp nhất", "13/VBHN-BCT", "2031-03-13", "Bộ Công Thương", "Quy định về mẫu", "Đỗ Văn Mẫu", "Bộ trưởng",
    )  # fmt: skip


def test_an_old_decision_is_read_through_its_older_layout() -> None:
    found = read(
        """
        Bộ Tư pháp
        Cộng hoà xã hội chủ nghĩa Việt Nam
        Độc lập - Tự do - Hạnh phúc
        Số: 867 QĐ/QLTA
        Hà Nội ngày 07 tháng 10 năm 1994
        QUYẾT ĐỊNH
        CỦA BỘ TRƯỞNG BỘ TƯ PHÁP
        Về việc ban hành mẫu sổ
        Điều 1: Ban hành kèm theo Quyết định này mẫu sổ.
        K.T BỘ TRƯỞNG BỘ TƯ PHÁP
        Thứ trưởng
        NGUYỄN VĂN MẪU
        """
    )
    names = ("type", "number", "date", "place", "issuer", "subject", "signer", "signer_position", "signing_power")
    assert some(found, *names) == (
        "Quyết định", "867/QĐ/QLTA", "1994-10-07", "Hà Nội", "Bộ Tư pháp", "Về việc ban hành mẫu sổ", "NGUYỄN VĂN MẪU",
        "Thứ trưởng", "KT.",
    )  # fmt: skip


def test_a_number_under_the_type_is_still_the_paper_s() -> None:
    found = read(
        f"""
        HỘI ĐỒNG NHÂN DÂN
        TỈNH A
        {NATIONAL}
        {MOTTO}
        NGHỊ QUYẾT
        Số: 12/NQ-HĐND
        Về kế hoạch mẫu
        Căn cứ Luật Sổ tay ngày 01 tháng 01 năm 2028;
        TM. HỘI ĐỒNG NHÂN DÂN
        CHỦ TỊCH
        Lý Thị Mẫu
        """
    )
    assert some(found, "type", "number", "issuer", "subject", "signer") == (
        "Nghị quyết", "12/NQ-HĐND", "Hội đồng nhân dân tỉnh A", "Về kế hoạch mẫu", "Lý Thị Mẫu",
    )  # fmt: skip


def test_a_draft_with_blanks_is_said_and_nothing_is_invented() -> None:
    found = read(
        f"""
        BỘ CÔNG AN
        {NATIONAL}
        {MOTTO}
        Số: …../KH-BCA
        Hà Nội, ngày …. tháng …. năm 2031
        DỰ THẢO
        KẾ HOẠCH
        Thực hiện Nghị quyết mẫu
        Thực hiện Nghị quyết số 12-NQ/TW ngày 02 tháng 01 năm 2031 của Bộ Chính trị, Bộ Công an ban hành Kế hoạch.
        I. MỤC TIÊU
        """
    )
    assert some(found, "type", "number", "date", "issuer", "subject", "signer") == (
        "Kế hoạch", None, None, "Bộ Công an", "Thực hiện Nghị quyết mẫu", None,
    )  # fmt: skip
    assert codes(found) == ["number_blank", "signer_missing", "draft", "date_blank"]


@pytest.mark.parametrize(
    "offices", ["KT. BỘ TRƯỞNG\nTHỨ TRƯỞNG", "KT. BỘ TRƯỞNG THỨ TRƯỞNG", "KT. BỘ TRƯỞNG THỨTRƯỞNG"]
)
def test_offices_run_together_are_told_apart(offices: str) -> None:
    found = read(f"{NATIONAL}\n{MOTTO}\nTHÔNG TƯ\nVề mẫu\nĐiều 1. Mẫu\n{offices}\nNguyễn Văn Mẫu")
    assert some(found, "signing_power", "signed_for", "signer_position", "signer") == (
        "KT.", "BỘ TRƯỞNG", "Thứ trưởng", "Nguyễn Văn Mẫu",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("lines", "joined"),
    [
        (["ỦY BAN THƯỜNG VỤ", "QUỐC HỘI"], "Ủy ban Thường vụ Quốc hội"),
        (["NGÂN HÀNG NHÀ NƯỚC", "VIỆT NAM"], "Ngân hàng Nhà nước Việt Nam"),
        (["BỘ VĂN HÓA, THỂ THAO", "VÀ DU LỊCH"], "Bộ Văn hóa, Thể thao và Du lịch"),
        (["BỘ NÔNG NGHIỆP VÀ", "MÔI TRƯỜNG"], "Bộ Nông nghiệp và Môi trường"),
        (["ỦY BAN NHÂN DÂN", "TỈNH A"], "Ủy ban nhân dân tỉnh A"),
        (["BỘ CÔNG AN", "CÔNG AN TỈNH A"], "Công an tỉnh A"),
    ],
)
def test_an_agency_broken_over_lines_is_one_and_a_governing_agency_is_apart(lines: list[str], joined: str) -> None:
    found = read("\n".join([*lines, NATIONAL, MOTTO, "QUYẾT ĐỊNH", "Về mẫu", "Điều 1. Mẫu"]))
    assert found["issuer"] == joined


@pytest.mark.parametrize(
    ("below", "subject"),
    [
        ("Về phát triển dữ liệu số\nI. MỤC TIÊU\n1. Đến năm 2031", "Về phát triển dữ liệu số"),
        ("Về phát triển dữ liệu số\n1. Mục tiêu\nĐến năm 2031", "Về phát triển dữ liệu số"),
        ("Về phát triển dữ liệu số\nĐiều 1. Ban hành sổ tay", "Về phát triển dữ liệu số"),
        ("Về phát triển dữ liệu số\nPHẦN I\nQUAN ĐIỂM", "Về phát triển dữ liệu số"),
        ("Về phát triển dữ liệu số\nMỤC TIÊU\nA", "Về phát triển dữ liệu số"),
        ("Về phát triển dữ liệu số\nChính phủ yêu cầu:\n1. A", "Về phát triển dữ liệu số"),
        ("Về phát triển dữ liệu số\nViệc này còn chậm. Nay yêu cầu:\n1. A", "Về phát triển dữ liệu số"),
        ("Về dữ liệu\n(Ban hành kèm theo Quyết định số 1/QĐ-BST)\nI. MỤC TIÊU", "Về dữ liệu"),
        (
            "Về phát triển dữ liệu\nQua kiểm tra, nhiều đơn vị vẫn phải gọi điện, nhắn tin để xin số liệu của nhau.",
            "Về phát triển dữ liệu",
        ),
        (
            "Về phát triển dữ liệu của\nHệ thống sổ tay quốc gia\n"
            "Qua kiểm tra công tác sổ tay đầu năm 2031, nhiều đơn vị vẫn phải gọi điện,\n"
            "nhắn tin để xin số liệu về sổ tay mà đơn vị bạn đã có. Việc trả lời phản ánh\ncòn chậm.",
            "Về phát triển dữ liệu của Hệ thống sổ tay quốc gia",
        ),
        (
            "Về việc triển khai\nNghị quyết số 15/NQ-CP ngày 05 tháng 3 năm 2031\nCăn cứ Luật Sổ tay;",
            "Về việc triển khai Nghị quyết số 15/NQ-CP ngày 05 tháng 3 năm 2031",
        ),
        (
            "Về bảo đảm an toàn tại\nThành phố Hồ Chí Minh và\nTP. Huế\nCăn cứ Luật Sổ tay;",
            "Về bảo đảm an toàn tại Thành phố Hồ Chí Minh và TP. Huế",
        ),
    ],
)
def test_a_subject_ends_where_the_body_begins(below: str, subject: str) -> None:
    head = f"CHÍNH PHỦ\n{NATIONAL}\n{MOTTO}\nSố: 16/NQ-CP\nHà Nội, ngày 06 tháng 3 năm 2031\nNGHỊ QUYẾT\n"
    assert read(head + below)["subject"] == subject


def test_an_agency_s_capitals_are_those_of_the_paper_s_own_text() -> None:
    found = read(f"""
        ĐẢNG ỦY BỘ SỔ TAY ĐÔNG Á
        {NATIONAL}
        Số: 07/QĐ-BST
        QUYẾT ĐỊNH
        Về sổ tay
        Điều 1. Bộ Sổ tay Đông Á chịu trách nhiệm thi hành.
    """)
    assert some(found, "issuer") == ("Đảng ủy Bộ Sổ tay Đông Á",)
    assert found["evidence"]["issuer"]["text"] == "ĐẢNG ỦY BỘ SỔ TAY ĐÔNG Á"


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("TM. CHÍNH PHỦ THỦ TƯỚNG Nguyễn Văn Mẫu", ("Nguyễn Văn Mẫu", "Thủ tướng", "TM.")),
        ("TM. CHÍNH PHỦ KT. THỦ TƯỚNG PHÓ THỦ TƯỚNG Lê Thị Mẫu", ("Lê Thị Mẫu", "Phó Thủ tướng", "KT.")),
        ("KT. BỘ TRƯỞNG THỨ TRƯỞNG (Đã ký) Thượng tướng Lê Văn Mẫu", ("Lê Văn Mẫu", "Thứ trưởng", "KT.")),
        ("TL. BỘ TRƯỞNG CHÁNH VĂN PHÒNG Trần Mẫu", ("Trần Mẫu", "Chánh văn phòng", "TL.")),
        ("THỦ TƯỚNG Nguyễn Văn Mẫu", ("Nguyễn Văn Mẫu", "Thủ tướng", None)),
        ("| Nơi nhận: - Như Điều 3; - Lưu: VT. | CHỦ TỊCH Phạm Mẫu |", ("Phạm Mẫu", "Chủ tịch", None)),
        ("| Nơi nhận: - Như Điều 3 | XÁC THỰC VĂN BẢN HỢP NHẤT KT. BỘ TRƯỞNG THỨ TRƯỞNG Vũ Mẫu |",
         ("Vũ Mẫu", "Thứ trưởng", "KT.")),
    ],
)  # fmt: skip
def test_a_signature_on_one_line_is_parted(line: str, expected: tuple[str, str, str | None]) -> None:
    metadata = read_metadata(paper_from_lines(["QUYẾT ĐỊNH", "VỀ VIỆC THỬ", "Điều 1. Giao việc.", line]))
    assert (metadata.signer, metadata.signer_position, metadata.signing_power) == expected


def test_recipients_in_one_cell_are_parted() -> None:
    line = "| Nơi nhận: - Như Điều 3; - Sở Nội vụ; - Lưu: VT. | CHỦ TỊCH Phạm Mẫu |"
    metadata = read_metadata(paper_from_lines(["QUYẾT ĐỊNH", "VỀ VIỆC THỬ", "Điều 1. Giao việc.", line]))
    assert metadata.recipients == ("Như Điều 3", "Sở Nội vụ", "Lưu: VT")


@pytest.mark.parametrize(
    ("head", "number", "issuer"),
    [
        (["BAN CHẤP HÀNH TRUNG ƯƠNG", "ĐẢNG ĐOÀN QUỐC HỘI"], "Số: 12-BC/ĐĐQH15", "Đảng đoàn Quốc hội"),
        (["ĐẢNG ỦY CHÍNH PHỦ", "VĂN PHÒNG"], "Số: 12-CV/VPĐU", "Văn phòng Đảng ủy Chính phủ"),
        (["ỦY BAN THƯỜNG VỤ"], "Số: 12/NQ-UBTVQH15", "Ủy ban Thường vụ Quốc hội"),
    ],
)
def test_an_issuer_over_two_lines_or_cut_short_has_its_whole_name(head: list[str], number: str, issuer: str) -> None:
    lines = [*head, number, "Hà Nội, ngày 05 tháng 02 năm 2031", "NGHỊ QUYẾT", "về việc mẫu", "Điều 1. Giao việc."]
    assert read_metadata(paper_from_lines(lines)).issuer == issuer


def test_a_title_of_a_party_body_names_the_issuer() -> None:
    lines = ["BAN CHẤP HÀNH TRUNG ƯƠNG", "Số: 12-NQ/TW", "ĐẢNG CỘNG SẢN VIỆT NAM", "NGHỊ QUYẾT", "CỦA BỘ CHÍNH TRỊ",
             "về việc mẫu", "I. QUAN ĐIỂM"]  # fmt: skip
    metadata = read_metadata(paper_from_lines(lines))
    assert (metadata.issuer, metadata.subject) == ("Bộ Chính trị", "về việc mẫu")
    assert [each.code for each in metadata.findings if each.code == "issuer_differs_from_number"] == []
