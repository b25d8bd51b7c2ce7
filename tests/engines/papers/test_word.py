"""Word papers are read as Word shows them."""

import pytest

from dongbo.engines.papers import Footnote, Line, Paper, Table, read_bytes, read_file
from tests.engines.papers.word_files import cell, paragraph, part, table, word_file
from tests.shared import shared_data


def read(body: str, **parts: str) -> Paper:
    return read_bytes(word_file(body, **parts), name="giay.docx")


def texts(paper: Paper) -> list[str]:
    return [line.text for line in paper.lines]


def codes(paper: Paper) -> list[str]:
    return [notice.code for notice in paper.notices]


def test_hard_breaks_split_and_blank_lines_and_rules_are_no_lines() -> None:
    paper = read(
        "<w:p><w:r><w:t>Điều 1.</w:t><w:br/><w:t>1. Một</w:t><w:tab/><w:t>hai</w:t></w:r></w:p><w:p/>"
        + paragraph("______")
        + paragraph("2. Ba")
    )
    assert paper.blocks == (Line("Điều 1.", 1), Line("1. Một hai", 2), Line("2. Ba", 3))


def test_text_is_kept_as_written_even_decomposed() -> None:
    assert texts(read(paragraph("Đie\u0302\u0300u\u00a01\u200b. Hoà"))) == ["Đie\u0302\u0300u\u00a01\u200b. Hoà"]


def test_weight_slant_and_alignment_come_from_the_run_its_styles_and_the_defaults() -> None:
    styles = part(
        "styles",
        "<w:docDefaults><w:rPrDefault><w:rPr><w:i/></w:rPr></w:rPrDefault></w:docDefaults>"
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"/>'
        '<w:style w:type="paragraph" w:styleId="Base">'
        '<w:pPr><w:jc w:val="center"/></w:pPr><w:rPr><w:b/></w:rPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="Title">'
        '<w:basedOn w:val="Base"/><w:rPr><w:i w:val="0"/></w:rPr></w:style>'
        '<w:style w:type="character" w:styleId="Strong"><w:rPr><w:b/></w:rPr></w:style>',
    )
    paper = read(
        paragraph("NGHỊ QUYẾT", '<w:pStyle w:val="Title"/>')
        + paragraph("thường", '<w:pStyle w:val="Title"/><w:jc w:val="both"/>', '<w:b w:val="false"/>')
        + paragraph("mạnh", run='<w:rStyle w:val="Strong"/>')
        + "<w:p><w:r><w:rPr><w:b/></w:rPr><w:t>Điều 1.</w:t></w:r><w:r><w:t> Một</w:t></w:r></w:p>"
        + paragraph("chữ hoa", run="<w:caps/>"),
        styles=styles,
    )
    assert [(line.text, line.bold, line.italic, line.centred) for line in paper.lines] == [
        ("NGHỊ QUYẾT", True, False, True),
        ("thường", False, False, False),
        ("mạnh", True, True, False),
        ("Điều 1. Một", False, True, False),
        ("CHỮ HOA", False, True, False),
    ]


NUMBERING = part(
    "numbering",
    '<w:abstractNum w:abstractNumId="7">'
    '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="upperRoman"/><w:lvlText w:val="%1."/></w:lvl>'
    '<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1.%2."/></w:lvl>'
    '<w:lvl w:ilvl="2"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="%3)"/></w:lvl>'
    '<w:lvl w:ilvl="3"><w:start w:val="1"/><w:numFmt w:val="bullet"/><w:lvlText w:val="\uf0b7"/></w:lvl>'
    "</w:abstractNum>"
    '<w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num>'
    '<w:num w:numId="2"><w:abstractNumId w:val="7"/>'
    '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>',
)


def numbered(text: str, level: int, identity: int = 1) -> str:
    return paragraph(text, f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{identity}"/></w:numPr>')


def test_automatic_numbers_become_text_counted_as_word_counts() -> None:
    body = "".join(
        (numbered("Một", 0), numbered("A", 1), numbered("B", 1), numbered("x", 2), numbered("y", 2),
         numbered("chấm", 3), numbered("Hai", 0), numbered("C", 1), numbered("z", 2), numbered("Lại", 0, 2))
    )  # fmt: skip
    assert texts(read(body, numbering=NUMBERING)) == [
        "I. Một", "I.1. A", "I.2. B", "a) x", "b) y", "- chấm", "II. Hai", "II.1. C", "a) z", "I. Lại",
    ]  # fmt: skip


def test_numbering_of_a_style_applies_and_zero_takes_it_away() -> None:
    styles = part(
        "styles",
        '<w:style w:type="paragraph" w:styleId="Item"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>',
    )
    body = paragraph("Một", '<w:pStyle w:val="Item"/>') + paragraph(
        "Không", '<w:pStyle w:val="Item"/><w:numPr><w:numId w:val="0"/></w:numPr>'
    )
    assert texts(read(body, styles=styles, numbering=NUMBERING)) == ["I. Một", "Không"]


def test_a_ruled_table_is_data_with_spans_and_merged_cells() -> None:
    paper = read(
        paragraph("Trước")
        + table(
            cell("TT") + cell("Nhiệm vụ", properties='<w:gridSpan w:val="2"/>'),
            cell("1", properties='<w:vMerge w:val="restart"/>') + cell("a") + cell("b", "c"),
            cell("", properties="<w:vMerge/>") + cell("d") + cell("e"),
        )
        + paragraph("Sau")
    )
    assert paper.blocks == (
        Line("Trước", 1),
        Table((("TT", "Nhiệm vụ", ""), ("1", "a", "b\nc"), ("", "d", "e")), 2),
        Line("Sau", 5),
    )


def test_numbers_of_rows_without_text_are_kept() -> None:
    number = '<w:p><w:pPr><w:numPr><w:ilvl w:val="1"/><w:numId w:val="1"/></w:numPr></w:pPr></w:p>'
    paper = read(table(cell(number) + cell("a"), cell(number) + cell("b")), numbering=NUMBERING)
    assert paper.tables[0].rows == (("I.1.", "a"), ("I.2.", "b"))


@pytest.mark.parametrize("ruled", [True, False])
def test_the_head_of_a_paper_is_two_columns_of_lines(ruled: bool) -> None:
    head = table(
        cell("BỘ CÔNG AN") + cell("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc"),
        cell("Số: 01/KH-BCA") + cell("Hà Nội, ngày 05 tháng 02 năm 2026"),
        ruled=ruled,
    )
    assert [(line.column, line.text) for line in read(head).lines] == [
        (1, "BỘ CÔNG AN"),
        (2, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
        (2, "Độc lập - Tự do - Hạnh phúc"),
        (1, "Số: 01/KH-BCA"),
        (2, "Hà Nội, ngày 05 tháng 02 năm 2026"),
    ]


def test_tracked_changes_keep_insertions_and_leave_deletions_out_with_notices() -> None:
    paper = read(
        "<w:p><w:r><w:t>Đạt </w:t></w:r><w:del><w:r><w:delText>70%</w:delText></w:r></w:del>"
        "<w:ins><w:r><w:t>80%</w:t></w:r></w:ins><w:moveFrom><w:r><w:t> cũ</w:t></w:r></w:moveFrom></w:p>"
        "<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:r><w:t>nối </w:t></w:r></w:p>" + paragraph("liền")
    )
    assert texts(paper) == ["Đạt 80%", "nối liền"]
    assert codes(paper) == ["deleted-text", "inserted-text"]


def test_footnotes_are_kept_beside_the_text_with_their_line() -> None:
    notes = part(
        "footnotes", '<w:footnote w:id="2"><w:p><w:r><w:t>Sửa đổi bởi Luật mới.</w:t></w:r></w:p></w:footnote>'
    )
    paper = read(
        paragraph("Điều 1.") + '<w:p><w:r><w:t>1. Một</w:t></w:r><w:r><w:footnoteReference w:id="2"/></w:r></w:p>',
        footnotes=notes,
    )
    assert texts(paper) == ["Điều 1.", "1. Một"]
    assert paper.footnotes == (Footnote("1", "Sửa đổi bởi Luật mới.", 2),)
    assert codes(paper) == ["footnotes"]


def test_text_boxes_are_read_once_and_margins_are_kept_apart() -> None:
    box = f"<w:txbxContent>{paragraph('KHẨN')}</w:txbxContent>"
    drawing = (
        "<w:p><w:r><mc:AlternateContent>"
        f"<mc:Choice><w:drawing><wps:txbx>{box}</wps:txbx></w:drawing></mc:Choice>"
        f"<mc:Fallback><w:pict><v:textbox>{box}</v:textbox></w:pict></mc:Fallback>"
        "</mc:AlternateContent><w:t>Kính gửi: Bộ</w:t></w:r></w:p>"
    )
    paper = read(drawing, header1=part("hdr", paragraph("DỰ THẢO 2")))
    assert (texts(paper), paper.margins) == (["Kính gửi: Bộ", "KHẨN"], ("DỰ THẢO 2",))


def test_legacy_fonts_become_unicode_and_are_named() -> None:
    paper = read(
        paragraph("Céng hoµ x· héi chñ nghÜa", run='<w:rFonts w:ascii=".VnTime"/>')
        + paragraph("§éc lËp", run='<w:rFonts w:ascii=".VnTimeH"/>')
        + '<w:p><w:r><w:rPr><w:rFonts w:ascii=".VnTime"/></w:rPr>'
        "<w:t>nhµ n</w:t><w:softHyphen/><w:t>íc</w:t></w:r></w:p>"
        + paragraph("Coäng hoaø", run='<w:rFonts w:ascii="VNI-Times"/>')
        + paragraph("Đã là Unicode", run='<w:rFonts w:ascii=".VnTime"/>')
    )
    assert texts(paper) == ["Cộng hoà xã hội chủ nghĩa", "ĐỘC LẬP", "nhà nước", "Cộng hoà", "Đã là Unicode"]
    assert [
        (notice.code, font in notice.message)
        for notice, font in zip(paper.notices, [".VnTime", ".VnTimeH", "VNI-Times"], strict=True)
    ] == [("legacy-font", True)] * 3


def test_symbols_hidden_text_fields_and_hyperlinks() -> None:
    paper = read(
        '<w:p><w:r><w:sym w:font="Symbol" w:char="F0B3"/><w:t> 80%</w:t></w:r>'
        "<w:r><w:rPr><w:vanish/></w:rPr><w:t>ẩn</w:t></w:r>"
        "<w:hyperlink><w:r><w:t> tại Cổng</w:t></w:r></w:hyperlink>"
        "<w:r><w:instrText>PAGE</w:instrText></w:r></w:p>"
    )
    assert texts(paper) == ["≥ 80% tại Cổng"]
    assert codes(paper) == ["hidden-text"]


@pytest.mark.shared
def test_the_decree_on_records_keeps_its_two_columns_at_both_ends() -> None:
    paper = read_file(shared_data("decree30", "30_2020_ND_CP.docx"))
    sides = [(line.column, line.text) for line in paper.lines if line.column]
    assert sides[:5] == [
        (1, "CHÍNH PHỦ"),
        (1, "Số: 30/2020/NĐ-CP"),
        (2, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
        (2, "Độc lập - Tự do - Hạnh phúc"),
        (2, "Hà Nội, ngày 05 tháng 3 năm 2020"),
    ]
    assert [text for column, text in sides if column == 2][3:5] == ["TM. CHÍNH PHỦ", "THỦ TƯỚNG"]
    assert next(text for column, text in sides[5:] if column == 1) == "Nơi nhận:"


@pytest.mark.shared
def test_the_old_and_the_new_word_format_give_the_same_paper() -> None:
    folder = shared_data("decree30")
    old, new = read_file(folder / "Phuluc6.doc"), read_file(folder / "Phuluc6.docx")
    assert (old.kind, new.kind) == ("doc", "docx")
    assert old.blocks == new.blocks
