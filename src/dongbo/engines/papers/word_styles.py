"""How a stretch of a Word paper looks: its own properties, then its styles, then the paper's defaults."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
VAL = f"{W}val"
_BOLD, _ITALIC, _CAPITALS, _HIDDEN = f"{W}b", f"{W}i", f"{W}caps", f"{W}vanish"
_FONTS, _ASCII, _HIGH = f"{W}rFonts", f"{W}ascii", f"{W}hAnsi"
_OFF = {"0", "false", "off", "none"}


class Look(NamedTuple):
    """Bold, italic, capitals, hidden and the font name of a stretch of text."""

    bold: bool = False
    italic: bool = False
    capitals: bool = False
    hidden: bool = False
    font: str = ""


class Layout(NamedTuple):
    """What a paragraph style says of its paragraphs: the look, the alignment, and the numbering (id, level)."""

    look: Look = Look()
    centred: bool = False
    numbering: tuple[str, int] | None = None


@dataclass(slots=True)
class _Style:
    parent: str | None
    run: etree._Element | None
    paragraph: etree._Element | None
    bordered: bool


class Styles:
    """The styles of one paper, taken from the styles part only as far as the paper asks for them.

    The part is often larger than the paper itself, and its first entries are mostly all that is needed.
    """

    def __init__(self, entries: Iterator[etree._Element]) -> None:
        """`entries` yields the w:docDefaults and w:style elements in the order of the part."""
        self._entries = entries
        self._styles: dict[str, _Style] = {}
        self._defaults = Look()
        self._default_style: str | None = None
        self._layouts: dict[str | None, Layout] = {}

    def layout(self, style: str | None) -> Layout:
        """Return what the paragraph style (None: the default one) gives, its ancestors included."""
        if style not in self._layouts:
            self._layouts[style] = self._resolve(style)
        return self._layouts[style]

    def _resolve(self, style: str | None) -> Layout:
        lineage = self._lineage(style or self._find_default_style())
        layout = Layout(look=self._defaults)
        for ancestor in reversed(lineage):
            layout = _apply_style(layout, ancestor)
        return layout

    def character_look(self, style: str, look: Look) -> Look:
        """Return `look` changed by a character style and its ancestors."""
        for ancestor in reversed(self._lineage(style)):
            look = apply_look(look, ancestor.run)
        return look

    def has_inner_borders(self, style: str) -> bool:
        """Whether a table style draws lines between cells."""
        return any(ancestor.bordered for ancestor in self._lineage(style))

    def _lineage(self, style: str | None) -> list[_Style]:
        found: list[_Style] = []
        while style is not None and (known := self._find(style)) is not None and known not in found:
            found.append(known)
            style = known.parent
        return found

    def _find(self, style: str) -> _Style | None:
        while style not in self._styles and self._read_next():
            pass
        return self._styles.get(style)

    def _find_default_style(self) -> str | None:
        while self._default_style is None and self._read_next():
            pass
        return self._default_style

    def _read_next(self) -> bool:
        entry = next(self._entries, None)
        if entry is None:
            return False
        if entry.tag == f"{W}docDefaults":
            self._defaults = apply_look(self._defaults, entry.find(f"{W}rPrDefault/{W}rPr"))
            return True
        identity = entry.get(f"{W}styleId", "")
        self._styles[identity] = _read_style(entry)
        if entry.get(f"{W}default") in ("1", "true") and entry.get(f"{W}type") == "paragraph":
            self._default_style = identity
        return True


def _read_style(style: etree._Element) -> _Style:
    parent = style.find(f"{W}basedOn")
    borders = style.find(f"{W}tblPr/{W}tblBorders")
    return _Style(
        parent=None if parent is None else parent.get(VAL),
        run=style.find(f"{W}rPr"),
        paragraph=style.find(f"{W}pPr"),
        bordered=borders is not None and has_inner_lines(borders),
    )


def _apply_style(layout: Layout, style: _Style) -> Layout:
    look = apply_look(layout.look, style.run)
    centred, numbering = layout.centred, layout.numbering
    if style.paragraph is not None:
        alignment = style.paragraph.find(f"{W}jc")
        centred = centred if alignment is None else alignment.get(VAL) == "center"
        numbering = read_numbering(style.paragraph.find(f"{W}numPr"), numbering)
    return Layout(look, centred, numbering)


def read_numbering(properties: etree._Element | None, inherited: tuple[str, int] | None) -> tuple[str, int] | None:
    """Return (numbering id, level) of a w:numPr, its missing half from the style; id 0 takes numbering away."""
    if properties is None:
        return inherited
    number, level = properties.find(f"{W}numId"), properties.find(f"{W}ilvl")
    identity = number.get(VAL, "0") if number is not None else (inherited[0] if inherited else "0")
    depth = whole_number(level.get(VAL), 0) if level is not None else (inherited[1] if inherited else 0)
    return None if identity == "0" else (identity, depth)


def apply_look(look: Look, properties: etree._Element | None) -> Look:
    """Return `look` changed by the run properties of a w:rPr."""
    if properties is None:
        return look
    bold, italic, capitals, hidden, font = look
    for entry in properties:
        tag = entry.tag
        if tag == _BOLD:
            bold = _is_on(entry)
        elif tag == _ITALIC:
            italic = _is_on(entry)
        elif tag == _FONTS:
            font = entry.get(_ASCII) or entry.get(_HIGH) or font
        elif tag == _CAPITALS:
            capitals = _is_on(entry)
        elif tag == _HIDDEN:
            hidden = _is_on(entry)
    return Look(bold, italic, capitals, hidden, font)


def _is_on(switch: etree._Element) -> bool:
    return switch.get(VAL, "1") not in _OFF


def has_inner_lines(borders: etree._Element) -> bool:
    """Whether a w:tblBorders draws lines between cells."""
    return any(is_visible(borders.find(f"{W}{side}")) for side in ("insideH", "insideV"))


def is_visible(edge: etree._Element | None) -> bool:
    """Whether a border is drawn."""
    return edge is not None and edge.get(VAL) not in (None, "nil", "none")


def whole_number(value: str | None, default: int) -> int:
    """Return the number an attribute gives, `default` when it is absent or no whole number."""
    return int(value) if value is not None and value.isascii() and value.isdigit() else default
