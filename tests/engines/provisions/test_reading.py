"""One small paper for every rule of the reader."""

from collections.abc import Iterator
from itertools import count

import pytest

from dongbo.engines.papers import Line, Paper, Table, paper_from_lines
from dongbo.engines.provisions import Kind, Node, Outline, read_outline

SIGNED = ["Nơi nhận:", "- Như trên;", "- Lưu: VT.", "KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC"]


def read(text: str) -> Outline:
    """Read the lines of `text`, indentation dropped."""
    return read_outline(paper_from_lines(line.strip() for line in text.strip().splitlines()))


def shape(nodes: list[Node], depth: int = 0) -> Iterator[str]:
    """Yield "kind number" of every node, indented by its depth."""
    for node in nodes:
        yield f"{'  ' * depth}{node.kind.value} {node.number}".rstrip()
        yield from shape(node.children, depth + 1)


def paths(outline: Outline) -> list[str]:
    return [node.path for node in outline.walk()]


def test_articles_with_every_level_above_and_below() -> None:
    outline = read(
        """
        Phần thứ nhất
        NHỮNG QUY ĐỊNH CHUNG
        Chương I
        PHẠM VI
        VÀ ĐỐI TƯỢNG
        Mục 1
        PHẠM VI
        Tiểu mục 1. Phạm vi trong nước
        Điều 1. Phạm vi điều chỉnh
        Quy định này áp dụng cho các đơn vị.
        1. Đơn vị gồm:
        a) Phòng;
        b) Đội, gồm:
        - Đội một;
        - Đội hai.
        2. Cá nhân.
        Chương II
        THI HÀNH
        Điều 2. Hiệu lực
        """
    )
    assert list(shape(outline.nodes)) == [
        "phan nhất",
        "  chuong I",
        "    muc 1",
        "      tieu_muc 1",
        "        dieu 1",
        "          khoan 1",
        "            diem a",
        "            diem b",
        "              dash -",
        "              dash -",
        "          khoan 2",
        "  chuong II",
        "    dieu 2",
    ]
    assert outline.style == "dieu"
    chapter = outline.find("phan:nhất/chuong:I")
    assert chapter is not None
    assert chapter.heading == "PHẠM VI VÀ ĐỐI TƯỢNG"
    article = outline.find("dieu:1")
    assert article is not None
    assert (article.heading, article.text) == ("Phạm vi điều chỉnh", "Quy định này áp dụng cho các đơn vị.")
    assert (article.line, article.end) == (9, 16)


def test_the_style_of_plans() -> None:
    outline = read(
        """
        A- TÌNH HÌNH
        1- Kết quả đạt được.
        2- Hạn chế gồm:
        a) Một số đơn vị còn chậm;
        b) Hạ tầng còn yếu.
        B- MỤC TIÊU, NHIỆM VỤ
        I- MỤC TIÊU
        1- Mục tiêu chung
        Đến năm 2030 hoàn thành.
        1.1- Về hạ tầng
        Xây dựng trung tâm dữ liệu.
        1.2- Về nhân lực
        Đào tạo cán bộ.
        II- NHIỆM VỤ
        1- Về thể chế
        - Rà soát quy định, gồm:
        + Quy định chung;
        + Quy định riêng.
        - Ban hành quy định mới.
        C- TỔ CHỨC THỰC HIỆN
        1- Các đơn vị thực hiện.
        """
    )
    assert list(shape(outline.nodes)) == [
        "phan A",
        "  arabic 1",
        "  arabic 2",
        "    letter a",
        "    letter b",
        "phan B",
        "  roman I",
        "    arabic 1",
        "      arabic 1.1",
        "      arabic 1.2",
        "  roman II",
        "    arabic 1",
        "      dash -",
        "        plus +",
        "        plus +",
        "      dash -",
        "phan C",
        "  arabic 1",
    ]
    assert outline.style == "muc"
    assert paths(outline)[6:9] == ["phan:B/I", "phan:B/I/1", "phan:B/I/1/1.1"]


def test_the_letter_i_after_h_and_roman_one_under_a_letter() -> None:
    items = "\n".join(f"{letter}) Việc {letter};" for letter in "abcdđeghik")
    outline = read(f"Điều 1. Việc\n1. Gồm:\n{items}\nl) Việc l, gồm:\ni) Một;\nii) Hai;\niii) Ba.\nm) Việc m.")
    clause = outline.find("dieu:1/khoan:1")
    assert clause is not None
    assert "".join(point.number for point in clause.children) == "abcdđeghiklm"
    assert [child.number for child in clause.children[-2].children] == ["i", "ii", "iii"]


def test_capitals_c_and_d_after_b_are_no_roman_hundreds() -> None:
    outline = read("\n".join(f"{letter}. VIỆC {letter}" for letter in "ABCD"))
    assert list(shape(outline.nodes)) == ["phan A", "phan B", "phan C", "phan D"]


def test_roman_one_first_is_roman() -> None:
    outline = read("I. MỘT\nII. HAI\nIII. BA\nIV. BỐN\nV. NĂM")
    assert list(shape(outline.nodes)) == ["roman I", "roman II", "roman III", "roman IV", "roman V"]


def test_a_number_left_out_does_not_break_what_follows() -> None:
    outline = read("Điều 1. Một\n1. Một.\n2. Hai.\n4. Bốn.\n5. Năm.\nĐiều 2. Hai\nĐiều 4. Bốn")
    assert paths(outline) == [
        "dieu:1",
        "dieu:1/khoan:1",
        "dieu:1/khoan:2",
        "dieu:1/khoan:4",
        "dieu:1/khoan:5",
        "dieu:2",
        "dieu:4",
    ]


def test_points_directly_beneath_an_article() -> None:
    outline = read("Điều 1. Gồm:\na) Một;\nb) Hai.\nĐiều 2. Hết")
    assert paths(outline) == ["dieu:1", "dieu:1/diem:a", "dieu:1/diem:b", "dieu:2"]


def test_a_decision_that_approves_a_plan_holds_romans_in_an_article() -> None:
    outline = read(
        """
        Điều 1. Phê duyệt kế hoạch với các nội dung sau:
        I. MỤC TIÊU
        1. Mục tiêu chung
        Hoàn thành trong năm.
        2. Mục tiêu cụ thể
        a) Một;
        b) Hai.
        II. NHIỆM VỤ
        1. Một.
        Điều 2. Quyết định này có hiệu lực kể từ ngày ký.
        """
    )
    assert paths(outline) == [
        "dieu:1",
        "dieu:1/I",
        "dieu:1/I/1",
        "dieu:1/I/2",
        "dieu:1/I/2/a",
        "dieu:1/I/2/b",
        "dieu:1/II",
        "dieu:1/II/1",
        "dieu:2",
    ]


def test_a_sublist_b1_b2_stands_beneath_b_and_an_inserted_a1_beside_a() -> None:
    outline = read("Điều 1. Việc\n1. Gồm:\na) Một;\na1) Thêm;\nb) Hai, gồm:\nb1) Nhỏ;\nb2) Nhỏ nữa;\nc) Ba.")
    assert list(shape(outline.nodes))[2:] == [
        "    diem a",
        "    diem a1",
        "    diem b",
        "      letter b1",
        "      letter b2",
        "    diem c",
    ]


def test_a_title_on_the_line_after_its_number() -> None:
    outline = read("Chương\nI\nCHUNG\nĐiều 1\nPhạm vi\n1. Một.\nĐiều 2.\nĐối tượng\n1. Hai.")
    assert [(node.path, node.heading) for node in outline.walk() if node.heading] == [
        ("chuong:I", "CHUNG"),
        ("dieu:1", "Phạm vi"),
        ("dieu:2", "Đối tượng"),
    ]


@pytest.mark.parametrize("close", ["”.", '".', "“.", "’’."])
def test_quoted_articles_are_text_of_the_amending_clause(close: str) -> None:
    outline = read(
        f"""
        Điều 1. Sửa đổi, bổ sung một số điều của Quy định cũ
        1. Sửa đổi Điều 2 như sau:
        “Điều 2. Phạm vi
        1. Một.
        2. Hai gồm:
        a) Nhỏ.{close}
        2. Bãi bỏ Điều 3.
        Điều 2. Hiệu lực
        """
    )
    assert paths(outline) == ["dieu:1", "dieu:1/khoan:1", "dieu:1/khoan:2", "dieu:2"]
    clause = outline.find("dieu:1/khoan:1")
    assert clause is not None
    assert clause.words.splitlines()[1:] == ["“Điều 2. Phạm vi", "1. Một.", "2. Hai gồm:", f"a) Nhỏ.{close}"]


def test_a_quotation_never_closed_does_not_swallow_the_tail() -> None:
    outline = read(
        """
        Điều 1. Sửa đổi, bổ sung một số điều của Quy định cũ
        1. Sửa đổi Điều 7 như sau:
        “Điều 7. Phạm vi
        1. Một.
        2. Hai.
        2. Sửa đổi Điều 8 như sau:
        “Điều 8. Đối tượng
        1. Một.”.
        Điều 2. Hiệu lực
        1. Quy định này có hiệu lực từ ngày ký.
        Điều 3. Thi hành
        """
    )
    assert paths(outline) == [
        "dieu:1",
        "dieu:1/khoan:1",
        "dieu:1/khoan:2",
        "dieu:2",
        "dieu:2/khoan:1",
        "dieu:3",
    ]
    assert "unclosed-quotation" in {finding.code for finding in outline.findings}


def test_a_quotation_within_a_quotation() -> None:
    outline = read(
        """
        Điều 1. Bổ sung Điều 5a sau Điều 5
        “Điều 5a. Sửa đổi, bổ sung quy định trước đó
        1. Sửa đổi khoản 1 như sau:
        “1. Phạm vi
        Áp dụng cho mọi đơn vị.”
        2. Sửa đổi khoản 2 như sau:
        “2. Đối tượng là cá nhân.”
        3. Bãi bỏ khoản 4.”
        Điều 2. Hiệu lực
        """
    )
    assert paths(outline) == ["dieu:1", "dieu:2"]


def test_the_signature_ends_the_body_and_an_annex_goes_on() -> None:
    outline = read(
        "\n".join(
            ["Điều 1. Một", "Điều 2. Hai", *SIGNED, "PHỤ LỤC I", "DANH MỤC", "(Kèm theo Quyết định số 1)", "1. Một."]
        )
    )
    assert paths(outline) == ["dieu:1", "dieu:2", "phu_luc:I", "phu_luc:I/1"]
    assert outline.closing == (3, 7)
    annex = outline.find("phu_luc:I")
    assert annex is not None
    assert (annex.heading, annex.text) == ("DANH MỤC", "(Kèm theo Quyết định số 1)")


def test_an_attached_programme_begins_its_own_numbering() -> None:
    outline = read(
        "\n".join(
            [
                "Điều 1. Ban hành Quy chế.",
                "Điều 2. Thi hành.",
                *SIGNED,
                "QUY CHẾ",
                "LÀM VIỆC CỦA ĐƠN VỊ",
                "(Ban hành kèm theo Quyết định số 1)",
                "Điều 1. Phạm vi",
                "1. Một.",
                "Điều 2. Nguyên tắc",
            ]
        )
    )
    assert paths(outline) == [
        "dieu:1",
        "dieu:2",
        "phu_luc:1",
        "phu_luc:1/dieu:1",
        "phu_luc:1/dieu:1/khoan:1",
        "phu_luc:1/dieu:2",
    ]
    assert outline.nodes[2].heading == "QUY CHẾ LÀM VIỆC CỦA ĐƠN VỊ"


def test_a_specimen_form_after_the_signature_is_no_provision() -> None:
    outline = read(
        "\n".join(
            ["Điều 1. Một", "Điều 2. Hai", *SIGNED, "Mẫu số 01", "QUYẾT ĐỊNH:", "Điều 1. Cho phép ông", "Điều 2. Hết"]
        )
    )
    assert paths(outline) == ["dieu:1", "dieu:2"]


def test_a_title_that_looks_like_a_signature_does_not_end_the_body() -> None:
    outline = read("Chương I\nCHỦ TỊCH NƯỚC\nĐiều 1. Một\nChương II\nTHỦ TƯỚNG\nĐiều 2. Hai\nĐiều 3. Ba")
    assert paths(outline) == ["chuong:I", "dieu:1", "chuong:II", "dieu:2", "dieu:3"]


def test_the_agency_in_the_header_is_no_signature() -> None:
    outline = read("THỦ TƯỚNG CHÍNH PHỦ\nSố: 1/QĐ\nQUYẾT ĐỊNH\nVề một việc\nCăn cứ luật;\nĐiều 1. Một\nĐiều 2. Hai")
    assert paths(outline) == ["dieu:1", "dieu:2"]
    assert outline.preamble == (1, 5)
    assert outline.title == "QUYẾT ĐỊNH Về một việc"


def test_words_after_a_finished_list_belong_to_what_is_above_the_list() -> None:
    outline = read("Điều 1. Việc\n1. Gồm:\na) Một;\nb) Hai.\nĐơn vị báo cáo hằng năm.\n2. Hết.")
    assert paths(outline) == [
        "dieu:1",
        "dieu:1/khoan:1",
        "dieu:1/khoan:1/diem:a",
        "dieu:1/khoan:1/diem:b",
        "dieu:1/khoan:1/doan:1",
        "dieu:1/khoan:2",
    ]


def test_words_after_an_item_that_goes_on_belong_to_the_item() -> None:
    outline = read(
        "Điều 1. Việc\n1. Gồm:\na) Một.\nĐơn vị báo cáo hằng năm.\nb) Hai.\nĐơn vị khác cũng vậy, gồm:\n- Đội."
    )
    texts = {node.path: node.text for node in outline.walk()}
    assert texts["dieu:1/khoan:1/diem:a"] == "Một.\nĐơn vị báo cáo hằng năm."
    assert texts["dieu:1/khoan:1/diem:b"] == "Hai.\nĐơn vị khác cũng vậy, gồm:"


def test_lines_cut_by_the_page_are_no_new_provisions() -> None:
    outline = read(
        """
        Điều 1. Trách nhiệm của các đơn vị trong việc thực hiện quy định tại
        khoản 2 Điều này
        1. Các đơn vị thực hiện nhiệm vụ theo quy định tại khoản 1 và khoản
        2. Đơn vị chủ trì báo cáo kết quả về cơ quan quản lý trước ngày cuối
        cùng của tháng và chịu trách nhiệm về số liệu đã báo cáo với cơ quan
        cấp trên theo quy định.
        2. Các đơn vị phối hợp thực hiện theo phân công của cơ quan chủ trì và
        chịu sự kiểm tra theo quy định.
        Điều 2. Hiệu lực
        """
    )
    assert paths(outline) == ["dieu:1", "dieu:1/khoan:1", "dieu:1/khoan:2", "dieu:2"]


def test_table_rows_stand_beneath_their_annex() -> None:
    heading = ("TT", "Chỉ tiêu", "Đơn vị", "Kết quả", "Cơ quan chủ trì")
    table = Table((heading, ("1", "Tỷ lệ hồ sơ trực tuyến", "%", "≥ 80", "Văn phòng")), number=3)
    blocks = (Line("PHỤ LỤC I", 1), Line("DANH MỤC CHỈ TIÊU", 2), table)
    outline = read_outline(Paper("annex", "docx", blocks))
    assert [(node.kind, node.number) for node in outline.walk()] == [(Kind.ANNEX, "I"), (Kind.ROW, "1")]
    assert outline.nodes[0].children[0].cells["unit"] == "%"


def test_a_mistyped_letter_l_keeps_its_place_in_the_list() -> None:
    letters = [*"abcdđeghik", "1", "m"]
    outline = read("Điều 1. Việc\n1. Gồm:\n" + "\n".join(f"{letter}) Việc;" for letter in letters) + "\n2. Hết.")
    clause = outline.find("dieu:1/khoan:1")
    assert clause is not None
    assert [point.number for point in clause.children] == letters


def test_a_table_flattened_into_lines_is_no_list() -> None:
    outline = read("Điều 1. Phân công\nTT\nTên việc\n1.\nViệc một\n2.\nViệc hai\nĐiều 2. Hiệu lực")
    assert paths(outline) == ["dieu:1", "dieu:2"]


def test_a_paper_without_numbering() -> None:
    outline = read("Kính gửi: Các đơn vị\nĐề nghị các đơn vị báo cáo.\n" + "\n".join(SIGNED))
    assert outline.nodes == []
    assert [finding.code for finding in outline.findings] == ["no-provisions"]


def test_an_empty_paper() -> None:
    assert read_outline(Paper("empty", "txt", ())).nodes == []


def test_a_very_long_law_is_read_in_time_that_grows_with_its_length() -> None:
    numbers = count(1)
    article = ["1. Gồm:", "a) Một;", "b) Hai.", "2. Hết."]
    lines = [line for _ in range(2_000) for line in (f"Điều {next(numbers)}. Tên", *article)]
    outline = read_outline(paper_from_lines(lines))
    assert sum(1 for _ in outline.walk()) == len(lines)
    assert outline.nodes[-1].number == "2000"
