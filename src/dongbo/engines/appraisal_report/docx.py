"""The appraisal as a Word file: landscape tables that an officer can edit and attach to a submission."""

import re
from collections.abc import Iterator, Sequence
from io import BytesIO
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from dongbo.engines.alignment import Answered, Axis, DirectiveProvision, Provision
from dongbo.engines.appraisal import Appraisal
from dongbo.engines.appraisal_report.wording import (
    CITATION_STATES,
    OPERATIONS,
    RELATIONS,
    SEVERITIES,
    VERDICTS,
    change_words,
    cut,
    day,
    number,
    places_words,
    ranked_targets,
    share,
    target_words,
)

if TYPE_CHECKING:
    from docx.document import Document as WordDocument

_FONT = "Times New Roman"
_RED = "9B1C1C"
_PAGE_TWIPS = 14_570
"""Width between the margins of a landscape A4 page, in twentieths of a point."""
_CELL_MARGINS = "<w:tblCellMar>" + (
    '<w:top w:w="40" w:type="dxa"/><w:left w:w="90" w:type="dxa"/>'
    '<w:bottom w:w="60" w:type="dxa"/><w:right w:w="90" w:type="dxa"/></w:tblCellMar>'
)

_PLACE = "\ue000{}\ue001"
_HELD_PLACE = re.compile(r"<w:p>(?:(?!<w:p>).)*?\ue000(\d+)\ue001.*?</w:p>", re.DOTALL)
_CONTROLS = {code: None for code in range(32) if code != 9}

Row = Sequence[str]


def write_docx(appraisal: Appraisal) -> bytes:
    """This will write `appraisal` as a Word file on landscape A4 pages, one table to a section."""
    word = _blank()
    word.add_heading("BÁO CÁO ĐỐI CHIẾU DỰ THẢO VỚI VĂN BẢN CHỈ ĐẠO", level=0)
    for line in _papers(appraisal):
        word.add_paragraph(line)
    listed = list(_tables(appraisal))
    for at, (heading, _, _, _) in enumerate(listed):
        _link(word, f"{at + 1}. {heading}", at)
    tables: list[str] = []
    for at, (heading, heads, widths, rows) in enumerate(listed):
        _mark(word, f"{at + 1}. {heading}", at)
        if rows:
            word.add_paragraph(_PLACE.format(len(tables)))
            tables.append(_table(heads, widths, rows))
        else:
            word.add_paragraph("Không có.")
    held = BytesIO()
    word.save(held)
    return _with_tables(held.getvalue(), tables)


def _link(word: "WordDocument", words: str, at: int) -> None:
    """Add a line of contents that leads to the section of that number."""
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls

    line = word.add_paragraph()
    line.paragraph_format.space_after = 0
    line._p.append(
        parse_xml(
            f'<w:hyperlink {nsdecls("w")} w:anchor="muc-{at}" w:history="1"><w:r><w:rPr><w:color w:val="{_RED}"/>'
            f'<w:u w:val="single"/></w:rPr><w:t xml:space="preserve">{escape(words)}</w:t></w:r></w:hyperlink>'
        )
    )


def _mark(word: "WordDocument", words: str, at: int) -> None:
    """Add the heading of a section with the bookmark its line of contents leads to."""
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls

    heading = word.add_heading(words, level=1)._p
    heading.insert_element_before(parse_xml(f'<w:bookmarkStart {nsdecls("w")} w:id="{at}" w:name="muc-{at}"/>'), "w:r")
    heading.append(parse_xml(f'<w:bookmarkEnd {nsdecls("w")} w:id="{at}"/>'))


def _with_tables(word: bytes, tables: Sequence[str]) -> bytes:
    """Return the Word file with its tables put where their places are held.

    Through the library a table of 20,000 rows takes minutes cell by cell, and seconds as one tree.
    """
    held = BytesIO()
    with ZipFile(BytesIO(word)) as source, ZipFile(held, "w", ZIP_DEFLATED) as target:
        for name in source.namelist():
            part = source.read(name)
            if name == "word/document.xml":
                part = _HELD_PLACE.sub(lambda place: tables[int(place[1])], part.decode()).encode()
            target.writestr(ZipInfo(name), part, ZIP_DEFLATED)
    return held.getvalue()


def _blank() -> "WordDocument":
    """Return an empty landscape document; the library is only loaded here, it takes as long as an appraisal."""
    from docx import Document
    from docx.enum.section import WD_ORIENT
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls, qn
    from docx.shared import Mm, Pt, RGBColor

    word = Document()
    page = word.sections[0]
    page.orientation = WD_ORIENT.LANDSCAPE
    page.page_width, page.page_height = Mm(297), Mm(210)
    page.left_margin = page.right_margin = Mm(20)
    page.top_margin = page.bottom_margin = Mm(18)
    for name, size in (("Normal", 12), ("Title", 16), ("Heading 1", 13)):
        style = word.styles[name]
        style.font.name, style.font.size = _FONT, Pt(size)
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for kind in ("w:ascii", "w:hAnsi", "w:cs", "w:eastAsia"):
            fonts.set(qn(kind), _FONT)
        for theme in ("w:asciiTheme", "w:hAnsiTheme", "w:cstheme", "w:eastAsiaTheme"):
            fonts.attrib.pop(qn(theme), None)
    for name in ("Title", "Heading 1"):
        word.styles[name].font.color.rgb = RGBColor.from_string(_RED)
        word.styles[name].font.bold = True
    word.styles["Normal"].paragraph_format.space_after = Pt(4)
    for border in word.styles["Title"].element.pPr.findall(qn("w:pBdr")):
        word.styles["Title"].element.pPr.remove(border)
    page.footer.paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.CENTER
    page.footer.paragraphs[0]._p.append(parse_xml(f'<w:fldSimple {nsdecls("w")} w:instr="PAGE"/>'))
    word.styles["Normal"].element.get_or_add_rPr().append(parse_xml(f'<w:lang {nsdecls("w")} w:val="vi-VN"/>'))
    word.core_properties.title = "Báo cáo đối chiếu dự thảo với văn bản chỉ đạo"
    word.core_properties.language = "vi-VN"
    return word


def _papers(appraisal: Appraisal) -> Iterator[str]:
    yield f"Dự thảo: {appraisal.plan.title}"
    for paper in appraisal.directives:
        yield f"Văn bản chỉ đạo: {paper.title}"
    if appraisal.previous is not None:
        yield f"Bản trước: {appraisal.previous.paper.name or appraisal.previous.title}"
    if appraisal.as_of is not None:
        yield f"Ngày đối chiếu: {day(appraisal.as_of.isoformat())}"


def _tables(appraisal: Appraisal) -> Iterator[tuple[str, Row, Sequence[int], list[Row]]]:
    """Yield heading, column headings, column widths in hundredths and rows of every table."""
    yield "Tóm tắt", ("Nội dung", "Số lượng"), (80, 20), list(_summary(appraisal))
    axes = tuple(axis.label for axis in Axis)
    widths = (16, *(12,) * len(axes))
    yield "Độ phủ theo bảy trục", ("Văn bản chỉ đạo", *axes), widths, list(_matrix(appraisal))
    yield (
        "Nội dung chỉ đạo chưa được trả lời",
        ("Vị trí", "Trục", "Nội dung chỉ đạo", "Nội dung gần nhất của dự thảo"),
        (16, 9, 45, 30),
        [_unanswered(one) for one in appraisal.alignment.unanswered],
    )
    yield (
        "So sánh chỉ tiêu",
        ("Chỉ tiêu", "Văn bản", "Chỉ đạo giao", "Dự thảo đặt", "Kết quả", "Nhận xét"),
        (22, 11, 15, 15, 12, 25),
        list(_targets(appraisal)),
    )
    yield (
        "Nội dung dự thảo chưa thấy căn cứ",
        ("Vị trí", "Trục", "Nội dung dự thảo"),
        (20, 12, 68),
        [
            (one.provision.label, one.axes[0].label, cut(one.provision.words, 400))
            for one in appraisal.alignment.without_basis
        ],
    )
    yield (
        "Thống nhất thuật ngữ",
        ("Thuật ngữ", "Mức độ", "Các cách viết và vị trí", "Đề nghị viết", "Nhận xét"),
        (16, 11, 30, 15, 28),
        list(_terms(appraisal)),
    )
    yield (
        "Viện dẫn cần kiểm tra",
        ("Viện dẫn", "Dòng", "Kết quả", "Nhận xét"),
        (35, 7, 15, 43),
        [
            (
                one.citation.text,
                number(one.citation.line),
                _marked(CITATION_STATES[one.state].shape, CITATION_STATES[one.state].word),
                one.reason,
            )
            for one in appraisal.doubtful_citations
        ],
    )
    if appraisal.previous is not None:
        yield (
            "Thay đổi so với bản trước",
            ("Thay đổi", "Bản trước", "Bản này", "Nội dung", "Chạm đến nội dung chỉ đạo"),
            (9, 15, 15, 41, 20),
            list(_changes(appraisal)),
        )
    yield (
        "Thể thức và cấu trúc dự thảo",
        ("Dòng", "Lưu ý"),
        (10, 90),
        [(number(one.line) if one.line else "–", one.message) for one in appraisal.remarks],
    )
    yield (
        "Đối chiếu từng nội dung",
        ("Vị trí", "Văn bản chỉ đạo giao", "Dự thảo trả lời", "Kết quả"),
        (14, 36, 36, 14),
        [_aligned(one) for one in appraisal.alignment.directives],
    )


def _summary(appraisal: Appraisal) -> Iterator[Row]:
    alignment = appraisal.alignment
    verdicts = [one.answered for one in alignment.directives]
    yield "Nội dung chỉ đạo được đối chiếu", number(len(verdicts))
    for verdict in Answered:
        yield VERDICTS[verdict].word, number(verdicts.count(verdict))
    yield "Chỉ tiêu thấp hơn, khác hoặc thiếu", number(len(appraisal.deviating_targets))
    yield "Nội dung dự thảo chưa thấy căn cứ", number(len(alignment.without_basis))
    yield "Điểm cần thống nhất về thuật ngữ", number(len(appraisal.terms.findings))
    yield "Viện dẫn cần kiểm tra", number(len(appraisal.doubtful_citations))
    yield "Lưu ý về thể thức, cấu trúc", number(len(appraisal.remarks))
    if appraisal.previous is not None:
        yield "Thay đổi so với bản trước", number(len(appraisal.changes))


def _matrix(appraisal: Appraisal) -> Iterator[Row]:
    for document, axes in appraisal.coverage().items():
        cells = [
            "\n".join(
                _marked(VERDICTS[verdict].shape, number(counts[verdict])) for verdict in Answered if counts[verdict]
            )
            or "–"
            for counts in axes.values()
        ]
        yield document, *cells


def _unanswered(one: DirectiveProvision) -> Row:
    nearest = one.links[0] if one.links else None
    words = f"{nearest.plan.label} ({share(nearest.score)}): {cut(nearest.plan.words, 200)}" if nearest else "Không có"
    return _place(one.provision), one.axes[0].label, cut(one.provision.words, 600), words


def _place(provision: Provision) -> str:
    return f"{provision.document}\n{provision.label}"


def _targets(appraisal: Appraisal) -> Iterator[Row]:
    for one in ranked_targets(appraisal):
        compared = one.comparison
        named = compared.directive or compared.plan
        mark = RELATIONS[compared.relation]
        yield (
            cut(named.indicator, 200) if named else "",
            one.document or "–",
            target_words(compared.directive),
            target_words(compared.plan),
            _marked(mark.shape, mark.word),
            compared.message,
        )


def _terms(appraisal: Appraisal) -> Iterator[Row]:
    for finding in appraisal.terms.findings:
        forms = "\n".join(
            f"“{variant.form}” ({number(variant.count)} lần): dòng "
            + ", ".join(number(place.line) for place in variant.places[:12])
            for variant in finding.variants
        )
        mark = SEVERITIES[finding.severity]
        yield finding.term, _marked(mark.shape, mark.word), forms, finding.suggestion, finding.message


def _changes(appraisal: Appraisal) -> Iterator[Row]:
    previous = appraisal.previous or appraisal.plan
    for one in appraisal.changes:
        yield (
            OPERATIONS[one.change.op],
            places_words(one.change.old, previous.outline),
            places_words(one.change.new, appraisal.plan.outline),
            change_words(one.change),
            "\n".join(f"{touched.document}, {touched.label}" for touched in one.touches) or "–",
        )


def _aligned(one: DirectiveProvision) -> Row:
    answers = "\n".join(
        f"{link.plan.label} ({share(link.score)}): {cut(link.plan.words, 400)}" for link in one.links if link.answers
    )
    mark = VERDICTS[one.answered]
    missing = "".join(f"\n- {cut(words, 150)}" for words in one.missing)
    verdict = _marked(mark.shape, mark.word)
    if missing and one.answered is not Answered.NO:
        verdict += f"\nÝ chưa thấy trả lời:{missing}"
    return _place(one.provision), one.provision.words, answers or "–", verdict


def _marked(shape: str, word: str) -> str:
    return f"{shape} {word}"


def _table(heads: Row, widths: Sequence[int], rows: Sequence[Row]) -> str:
    """Return a table as WordprocessingML; its first row is repeated on every page."""
    total = sum(widths)
    columns = [_PAGE_TWIPS * width // total for width in widths]
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in columns)
    head = "".join(_cell(text, width, bold=True) for text, width in zip(heads, columns, strict=True))
    lines = "".join(f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{_cells(cells, columns)}</w:tr>" for cells in rows)
    return (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="TableGrid"/><w:tblW w:w="{_PAGE_TWIPS}" w:type="dxa"/>'
        f'<w:tblLayout w:type="fixed"/>{_CELL_MARGINS}</w:tblPr><w:tblGrid>{grid}</w:tblGrid>'
        f"<w:tr><w:trPr><w:tblHeader/></w:trPr>{head}</w:tr>{lines}</w:tbl><w:p/>"
    )


def _cells(cells: Row, columns: Sequence[int]) -> str:
    return "".join(_cell(text, width) for text, width in zip(cells, columns, strict=True))


def _cell(text: str, width: int, *, bold: bool = False) -> str:
    weight = "<w:b/>" if bold else ""
    shade = '<w:shd w:val="clear" w:color="auto" w:fill="F6F1EA"/>' if bold else ""
    runs = "<w:br/>".join(f'<w:t xml:space="preserve">{escape(_printable(line))}</w:t>' for line in text.split("\n"))
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{shade}</w:tcPr><w:p><w:pPr><w:spacing w:after="0"/></w:pPr>'
        f'<w:r><w:rPr>{weight}<w:sz w:val="22"/></w:rPr>{runs}</w:r></w:p></w:tc>'
    )


def _printable(text: str) -> str:
    """Return `text` without the control characters XML cannot hold."""
    return text.translate(_CONTROLS)
