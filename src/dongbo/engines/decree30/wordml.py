"""WordprocessingML: the few elements an official paper needs, and the package around them."""

import re
import zipfile
from collections.abc import Iterable, Iterator
from copy import deepcopy
from io import BytesIO

from lxml import etree

from dongbo.engines.decree30.passages import Style
from dongbo.engines.decree30.rules import LayoutRules

NAMESPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PREFIX = f"{{{NAMESPACE}}}"
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_HEADER_ID = "rId2"
_UNPRINTABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_MOMENT = (1980, 1, 1, 0, 0, 0)  # the oldest a ZIP can hold: the same paper gives the same bytes
_TWIPS_PER_MM = 1440 / 25.4

Element = etree._Element


def w(tag: str, *children: Element | None, **attributes: object) -> Element:
    """Return the element `w:tag`; None among the children is left out, a final "_" of an attribute's name too."""
    element = etree.Element(
        _PREFIX + tag,
        {_PREFIX + name.rstrip("_"): str(value) for name, value in attributes.items()},
        nsmap={"w": NAMESPACE},
    )
    element.extend([child for child in children if child is not None])
    return element


_BOX = ("top", "left", "bottom", "right")
_FLAT = w("spacing", before=0, after=0, line=20, lineRule="exact")


def twips(millimetres: float) -> int:
    """Return millimetres in twentieths of a point."""
    return round(millimetres * _TWIPS_PER_MM)


def printable(text: str) -> str:
    """Return `text` without the signs XML may not hold."""
    return _UNPRINTABLE.sub("", text)


def run(text: str, *, bold: bool = False, italic: bool = False, size: float | None = None, tag: str = "t") -> Element:
    """Return a run of `text`, its line breaks kept; `tag` is "delText" inside a tracked deletion."""
    properties = [
        w("b") if bold else None,
        w("i") if italic else None,
        w("sz", val=round(size * 2)) if size else None,
        w("szCs", val=round(size * 2)) if size else None,
    ]
    element = w("r", w("rPr", *properties) if any(item is not None for item in properties) else None)
    for at, line in enumerate(printable(text).split("\n")):
        if at:
            element.append(w("br"))
        if line:
            words = w(tag)
            words.text = line
            words.set(_SPACE, "preserve")
            element.append(words)
    return element


def paragraph(
    *runs: Element,
    style: Style | None = None,
    align: str = "",
    gap: float | None = None,
    box_aside: int | None = None,
    mark: Element | None = None,
) -> Element:
    """Return a paragraph.

    `gap` are points above it; `box_aside` puts it in a box that keeps so many twips away from both sides; `mark` is the
    tracked change of its paragraph mark.
    """
    boxed = box_aside is not None
    properties = w(
        "pPr",
        w("pStyle", val=style.value) if style else None,
        w("pBdr", *(w(side, val="single", sz=8, space=2, color="auto") for side in _BOX)) if boxed else None,
        w("spacing", before=round(gap * 20), after=0) if gap is not None else None,
        w("ind", left=box_aside, right=box_aside) if boxed else None,
        w("jc", val=align) if align else None,
        w("rPr", mark) if mark is not None else None,
    )
    return w("p", properties if len(properties) else None, *runs)


def keep_with_next(element: Element) -> Element:
    """Return a paragraph that is never the last on its page; anything else as it is."""
    if element.tag == f"{_PREFIX}p":
        properties = element.find(f"{_PREFIX}pPr")
        if properties is None:
            properties = w("pPr")
            element.insert(0, properties)
        styled = properties.find(f"{_PREFIX}pStyle") is not None
        if properties.find(f"{_PREFIX}keepNext") is None:
            properties.insert(1 if styled else 0, w("keepNext"))
    return element


def leading_on(elements: Iterable[Element]) -> Iterator[Element]:
    """Yield the elements, a paragraph before a table never parted from it."""
    last: Element | None = None
    for element in elements:
        if last is not None:
            yield keep_with_next(last) if element.tag == f"{_PREFIX}tbl" else last
        last = element
    if last is not None:
        yield last


def rule(aside: int) -> Element:
    """Return a horizontal line that keeps `aside` twips away from both sides."""
    line = w("pBdr", w("top", val="single", sz=6, space=1, color="auto"))
    return w("p", w("pPr", line, deepcopy(_FLAT), w("ind", left=aside, right=aside)))


def flat_paragraph() -> Element:
    """Return an empty paragraph of no height to speak of, as must stand between tables and at the end."""
    return w("p", w("pPr", deepcopy(_FLAT), w("rPr", w("sz", val=2))))


def data_table(rows: Iterable[Element], widths: list[int]) -> Element:
    """Return a ruled table of `rows`, its columns as wide as `widths` (twips)."""
    sides = ("top", "left", "bottom", "right", "insideH", "insideV")
    borders = w("tblBorders", *(w(side, val="single", sz=4, space=0, color="auto") for side in sides))
    properties = w("tblPr", w("tblW", w=sum(widths), type="dxa"), borders, w("tblLayout", type="fixed"))
    return w("tbl", properties, w("tblGrid", *(w("gridCol", w=width) for width in widths)), *rows)


def plain_table(columns: list[list[Element]], widths: list[int]) -> Element:
    """Return a table without rules of one row, for blocks that stand side by side."""
    cells = [
        w("tc", w("tcPr", w("tcW", w=width, type="dxa")), *blocks)
        for width, blocks in zip(widths, columns, strict=True)
    ]
    properties = w("tblPr", w("tblW", w=sum(widths), type="dxa"), w("tblLayout", type="fixed"))
    row = w("tr", w("trPr", w("cantSplit")), *cells)
    return w("tbl", properties, w("tblGrid", *(w("gridCol", w=width) for width in widths)), row)


def column_widths(rows: list[tuple[str, ...]], total: int) -> list[int]:
    """Return widths in twips that share `total` by how much text the columns hold, none starved, none greedy."""
    columns = list(zip(*rows, strict=True))
    loads = [min(max(sum(map(len, column)) / len(column), 5), 60) ** 0.7 for column in columns]
    return [round(total * load / sum(loads)) for load in loads]


def section(rules: LayoutRules, *, restart: bool) -> Element:
    """Return the properties of a section: paper, margins, page number hidden on its first page."""
    width, height = rules.paper
    margins = rules.margins
    header = w("headerReference", type="default")
    header.set(f"{{{_RELATIONS}}}id", _HEADER_ID)
    return w(
        "sectPr",
        header,
        w("pgSz", w=twips(width), h=twips(height), **({"orient": "landscape"} if width > height else {})),
        w(
            "pgMar", top=twips(margins.top), right=twips(margins.right), bottom=twips(margins.bottom),
            left=twips(margins.left), header=twips(margins.top / 2), footer=twips(margins.bottom / 2), gutter=0,
        ),
        w("pgNumType", start=1) if restart else None,
        w("titlePg"),
    )  # fmt: skip


def text_width(rules: LayoutRules) -> int:
    """Return the width between the margins in twips."""
    return twips(rules.paper[0] - rules.margins.left - rules.margins.right)


def package(body: Iterable[Element], rules: LayoutRules, *, title: str) -> bytes:
    """Return the Word file of a body whose last element is its section."""
    document = w("document", w("body", *body))
    parts = {
        "[Content_Types].xml": _CONTENT_TYPES,
        "_rels/.rels": _PACKAGE_RELATIONS,
        "docProps/core.xml": _core(title),
        "word/document.xml": _serialised(document),
        "word/_rels/document.xml.rels": _DOCUMENT_RELATIONS,
        "word/header1.xml": _serialised(_page_number(rules)),
        "word/styles.xml": _serialised(_styles(rules)),
    }
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(zipfile.ZipInfo(name, _MOMENT), data, zipfile.ZIP_DEFLATED)
    return packed.getvalue()


def _serialised(element: Element) -> bytes:
    return etree.tostring(element, xml_declaration=True, encoding="UTF-8", standalone=True)


def _page_number(rules: LayoutRules) -> Element:
    field = w("fldSimple", run("2", size=rules.sizes.page_number), instr=" PAGE ")
    return w("hdr", w("p", w("pPr", w("jc", val="center")), field))


def _styles(rules: LayoutRules) -> Element:
    fonts = dict.fromkeys(("ascii", "hAnsi", "cs", "eastAsia"), rules.font)
    size = round(rules.sizes.body * 2)
    characters = w("rPr", w("rFonts", **fonts), w("sz", val=size), w("szCs", val=size), w("lang", val="vi-VN"))
    spacing = w("spacing", before=0, after=0, line=round(240 * rules.line_spacing), lineRule="auto")
    normal = w("style", w("name", val="Normal"), type="paragraph", default=1, styleId="Normal")
    defaults = w("docDefaults", w("rPrDefault", characters), w("pPrDefault", w("pPr", spacing)))
    return w("styles", defaults, normal, *(_style(style, rules) for style in Style))


_CENTRED = {Style.DIVISION, Style.DIVISION_TITLE, Style.ANNEX, Style.ANNEX_TITLE, Style.ATTACHED}
_ITALIC = {Style.ATTACHED, Style.BASIS}
_STYLE_NAMES = {
    Style.DIVISION: "Phần, chương, mục", Style.DIVISION_TITLE: "Tên phần, chương, mục", Style.ANNEX: "Phụ lục",
    Style.ANNEX_TITLE: "Tên phụ lục", Style.ATTACHED: "Kèm theo văn bản", Style.ARTICLE: "Điều",
    Style.ROMAN: "Mục La Mã", Style.CLAUSE: "Khoản", Style.POINT: "Điểm", Style.BULLET: "Gạch đầu dòng",
    Style.TEXT: "Đoạn văn", Style.BASIS: "Căn cứ",
}  # fmt: skip
_OUTLINE_LEVELS = {Style.ANNEX: 0, Style.DIVISION: 0, Style.ROMAN: 0, Style.ARTICLE: 1}


def _style(style: Style, rules: LayoutRules) -> Element:
    centred = style in _CENTRED
    level = _OUTLINE_LEVELS.get(style)
    paragraph_properties = w(
        "pPr",
        w("keepNext") if centred else None,
        w("spacing", before=round(rules.gap * 20)),
        None if centred else w("ind", firstLine=twips(rules.first_indent)),
        w("jc", val="center" if centred else "both"),
        w("outlineLvl", val=level) if level is not None else None,
    )
    size = round((rules.sizes.annex if style is Style.ANNEX else rules.sizes.body) * 2)
    italic = w("i") if style in _ITALIC else None
    characters = w("rPr", italic, w("sz", val=size), w("szCs", val=size))
    name = w("name", val=_STYLE_NAMES[style])
    based = w("basedOn", val="Normal")
    return w(
        "style", name, based, w("qFormat"), paragraph_properties, characters, type="paragraph", styleId=style.value
    )


def _core(title: str) -> bytes:
    core = etree.Element(
        "{http://schemas.openxmlformats.org/package/2006/metadata/core-properties}coreProperties",
        nsmap={
            "cp": "http://schemas.openxmlformats.org/package/2006/metadata/core-properties",
            "dc": "http://purl.org/dc/elements/1.1/",
        },
    )
    etree.SubElement(core, "{http://purl.org/dc/elements/1.1/}title").text = printable(title)
    etree.SubElement(core, "{http://purl.org/dc/elements/1.1/}language").text = "vi-VN"
    return _serialised(core)


_TYPES = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_CONTENT_TYPES = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    f'<Override PartName="/word/document.xml" ContentType="{_TYPES}.document.main+xml"/>'
    f'<Override PartName="/word/styles.xml" ContentType="{_TYPES}.styles+xml"/>'
    f'<Override PartName="/word/header1.xml" ContentType="{_TYPES}.header+xml"/>'
    '<Override PartName="/docProps/core.xml" '
    'ContentType="application/vnd.openxmlformats-package.core-properties+xml"/></Types>'
).encode()
_HEAD = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
)
_PACKAGE_RELATIONS = (
    f'{_HEAD}<Relationship Id="rId1" Type="{_RELATIONS}/officeDocument" Target="word/document.xml"/>'
    '<Relationship Id="rId2" Type="http://schemas.openxmlformats.org/package/2006/relationships/metadata/'
    'core-properties" Target="docProps/core.xml"/></Relationships>'
).encode()
_DOCUMENT_RELATIONS = (
    f'{_HEAD}<Relationship Id="rId1" Type="{_RELATIONS}/styles" Target="styles.xml"/>'
    f'<Relationship Id="{_HEADER_ID}" Type="{_RELATIONS}/header" Target="header1.xml"/></Relationships>'
).encode()
