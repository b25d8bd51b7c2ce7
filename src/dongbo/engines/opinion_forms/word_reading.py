"""A filled Word form as its tables hold it: every row at its true place, merged cells spread, comments kept."""

import re
from collections.abc import Iterator

from lxml import etree

from dongbo.engines.opinion_forms.contents import CODE_COLUMN, Cell, Contents, Grid, GridRow
from dongbo.engines.opinion_forms.form import FormRefused
from dongbo.engines.opinion_forms.safety import damaged
from dongbo.engines.papers.archive import Archive
from dongbo.engines.papers.paper import PaperRefused

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
MAIN = "word/document.xml"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_LEFT_OUT = {f"{W}{tag}" for tag in ("del", "moveFrom", "pPr", "rPr", "tcPr", "instrText", "sdtPr")} | {_FALLBACK}
_BREAKS = {f"{W}br": "\n", f"{W}cr": "\n", f"{W}tab": "\t", f"{W}noBreakHyphen": "-"}
_WRAPPERS = {f"{W}{tag}" for tag in ("sdt", "sdtContent", "customXml", "ins", "moveTo", "smartTag")}
_CODE = re.compile(r"\s*⟦([^⟦⟧]{0,60})⟧\s*")
_REFERENCE = f"{W}commentReference"


def hidden_code(code: str) -> str:
    """Return the code of a row as it stands, hidden, in the row's first cell."""
    return f"⟦{code}⟧"


def without_code(text: str) -> tuple[str, str]:
    """Return the text of a cell without the hidden code, and the code."""
    found = _CODE.search(text)
    return (text, "") if found is None else (_CODE.sub(" ", text).strip(), found[1])


def open_body(data: bytes, *, name: str) -> tuple[Archive, etree._Element]:
    """Return the parts of a Word file and its body; raises FormRefused where it is broken."""
    try:
        archive = Archive.open(data, name=name)
        body = archive.xml(MAIN).find(f"{W}body")
    except PaperRefused as refused:
        raise FormRefused(refused.code, str(refused)) from refused
    if body is None:
        raise damaged(name)
    return archive, body


def read_contents(data: bytes, *, name: str) -> Contents:
    """Return all that the body, the margins and the properties of a Word file hold."""
    archive, body = open_body(data, name=name)
    try:
        comments = _comments(archive)
        margins = tuple(
            text for part in archive.parts("word/header", "word/footer") for text in _paragraphs(archive.xml(part))
        )
        properties = " ".join(
            " ".join(filter(None, map(str, archive.xml(part).itertext()))) for part in archive.parts("docProps/")
        )
    except PaperRefused as refused:
        raise FormRefused(refused.code, str(refused)) from refused
    grids: list[Grid] = []
    loose: list[tuple[str, str]] = []
    for block in blocks(body):
        if block.tag == f"{W}tbl":
            place = f"bảng {len(grids) + 1}"
            grids.append(Grid(place, tuple(_rows(block, place, comments))))
            continue
        after = f"sau bảng {len(grids)}" if grids else "đầu phiếu"
        text = text_of(block)
        loose += [(after, each) for each in (text, *_notes(block, comments)) if each]
    return Contents(tuple(grids), tuple(loose), properties, margins=margins)


def blocks(body: etree._Element) -> Iterator[etree._Element]:
    """Yield the paragraphs and tables of a body, content controls looked through."""
    yield from _children(body, f"{W}p", f"{W}tbl")


def rows_of(table: etree._Element) -> Iterator[etree._Element]:
    """Yield the rows of a table that are not deleted."""
    return (row for row in _children(table, f"{W}tr") if row.find(f"{W}trPr/{W}del") is None)


def cells_of(row: etree._Element) -> Iterator[etree._Element]:
    """Yield the cells of a row."""
    return _children(row, f"{W}tc")


def _children(parent: etree._Element, *tags: str) -> Iterator[etree._Element]:
    for child in parent:
        if child.tag in tags:
            yield child
        elif child.tag in _WRAPPERS:
            yield from _children(child, *tags)


def _rows(table: etree._Element, place: str, comments: dict[str, str]) -> Iterator[GridRow]:
    merged: dict[int, Cell] = {}
    for number, row in enumerate(rows_of(table), start=1):
        cells: dict[int, Cell] = {}
        for column, _, element in spans(row):
            merge = element.find(f"{W}tcPr/{W}vMerge")
            notes = tuple(_notes(element, comments))
            text, code = without_code(text_of(element))
            cell = Cell(text, notes=notes)
            if merge is not None and merge.get(f"{W}val", "continue") == "continue" and not text:
                cell = Cell(merged.get(column, cell).text, carried=True)
            else:
                merged[column] = cell
            if code:
                cells[CODE_COLUMN] = Cell(code)
            if cell.text or notes:
                cells[column] = cell
        yield GridRow(f"{place}, dòng {number}", number, cells)


def spans(row: etree._Element) -> Iterator[tuple[int, int, etree._Element]]:
    """Yield the cells of a row, each with the first column it covers and the one behind it, counted from 1."""
    column = _number(row.find(f"{W}trPr/{W}gridBefore"), 0) + 1
    for cell in cells_of(row):
        behind = column + max(1, _number(cell.find(f"{W}tcPr/{W}gridSpan"), 1))
        yield column, behind, cell
        column = behind


def _number(element: etree._Element | None, otherwise: int) -> int:
    value = "" if element is None else element.get(f"{W}val", "")
    return min(int(value), 63) if value.isdecimal() else otherwise


def text_of(element: etree._Element) -> str:
    """Return the text of a cell or paragraph, its paragraphs and line breaks on lines of their own."""
    return "\n".join(_paragraphs(element)).strip()


def _paragraphs(element: etree._Element) -> Iterator[str]:
    if element.tag == f"{W}p":
        yield "".join(_words(element))
        return
    for child in element:
        if child.tag not in _LEFT_OUT:
            yield from _paragraphs(child)


def _words(element: etree._Element) -> Iterator[str]:
    for child in element:
        if child.tag == f"{W}t":
            yield child.text or ""
        elif child.tag in _BREAKS:
            yield _BREAKS[str(child.tag)]
        elif child.tag not in _LEFT_OUT:
            yield from _words(child)


def _comments(archive: Archive) -> dict[str, str]:
    part = "word/comments.xml"
    if part not in archive:
        return {}
    return {each.get(f"{W}id", ""): text_of(each) for each in archive.xml(part).iterfind(f"{W}comment")}


def _notes(element: etree._Element, comments: dict[str, str]) -> Iterator[str]:
    for reference in element.iter(_REFERENCE):
        text = comments.get(reference.get(f"{W}id", ""))
        if text:
            yield text
