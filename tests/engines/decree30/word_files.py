"""Reads Word files back with nothing but the standard's own rules, and accepts or rejects tracked changes."""

import zipfile
from io import BytesIO

from lxml import etree

NAMESPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
W = f"{{{NAMESPACE}}}"
_GOING = {"accept": ("del", "moveFrom"), "reject": ("ins", "moveTo")}


def body_of(data: bytes) -> etree._Element:
    """Return the body element of a Word file."""
    with zipfile.ZipFile(BytesIO(data)) as archive:
        body = etree.fromstring(archive.read("word/document.xml")).find(f"{W}body")
    assert body is not None
    return body


def lines_after(data: bytes, decision: str) -> list[str]:
    """Return the lines that are not empty once every tracked change is accepted or rejected; cells count as lines."""
    body = body_of(data)
    for tag in _GOING[decision]:
        for row in list(body.iter(f"{W}tr")):
            if row.find(f"{W}trPr/{W}{tag}") is not None:
                parent = row.getparent()
                assert parent is not None
                parent.remove(row)
    lines: list[str] = []
    held = ""
    for paragraph in body.iter(f"{W}p"):
        held += _text(paragraph, _GOING[decision])
        marks = paragraph.find(f"{W}pPr/{W}rPr")
        if marks is not None and any(marks.find(f"{W}{tag}") is not None for tag in _GOING[decision]):
            continue
        lines.append(held)
        held = ""
    return [line for line in [*lines, held] if line]


def _text(paragraph: etree._Element, going: tuple[str, ...]) -> str:
    written = ""
    for element in paragraph.iter(f"{W}t", f"{W}delText", f"{W}br"):
        if any(above.tag in {f"{W}{tag}" for tag in going} for above in element.iterancestors()):
            continue
        written += "\n" if element.tag == f"{W}br" else element.text or ""
    return written
