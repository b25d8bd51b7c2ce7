"""Word papers (.docx), read straight from WordprocessingML."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import groupby

from lxml import etree

from dongbo.engines.papers.archive import Archive
from dongbo.engines.papers.builder import PaperBuilder
from dongbo.engines.papers.legacy_encodings import encoding_of_font, from_legacy_font
from dongbo.engines.papers.paper import Footnote, Paper, PaperRefused
from dongbo.engines.papers.word_numbering import Numbering
from dongbo.engines.papers.word_styles import VAL, Look, Styles, W, apply_look, read_numbering
from dongbo.engines.papers.word_tables import WordBlock, WordLine, WordTable, read_table

_COMPATIBILITY = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_MATHS = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"

_PARAGRAPH, _TABLE, _RUN, _TEXT = f"{W}p", f"{W}tbl", f"{W}r", f"{W}t"
_PARAGRAPH_PROPERTIES, _RUN_PROPERTIES, _RUN_STYLE = f"{W}pPr", f"{W}rPr", f"{W}rStyle"
_PARAGRAPH_STYLE, _ALIGNMENT, _NUMBERING = f"{W}pStyle", f"{W}jc", f"{W}numPr"
_MARK_DELETED = f"{W}rPr/{W}del"
_BOX = f"{W}txbxContent"
_INSERTED = {f"{W}ins", f"{W}moveTo"}
_DELETED = {f"{W}del", f"{W}moveFrom"}
_WRAPPERS = {
    f"{W}{name}" for name in ("hyperlink", "smartTag", "sdt", "sdtContent", "customXml", "fldSimple", "dir", "bdo")
} | _INSERTED
_SIGNS = {
    f"{W}br": "\n",
    f"{W}cr": "\n",
    f"{W}tab": "\t",
    f"{W}ptab": "\t",
    f"{W}noBreakHyphen": "-",
    f"{W}softHyphen": "\xad",
}
_DRAWINGS = {f"{W}drawing", f"{W}pict", f"{W}object"}
_NOTE_MARKS = {f"{W}footnoteReference": "footnote", f"{W}endnoteReference": "endnote"}
_SYMBOLS = {
    "A3": "≤", "B3": "≥", "B1": "±", "B4": "×", "B9": "≠", "BB": "≈", "B0": "°", "B7": "•", "AE": "→", "2D": "−",
}  # fmt: skip


def read_word(data: bytes, *, name: str, kind: str = "docx") -> Paper:
    """This will read a .docx; raises PaperRefused (truncated, damaged, encrypted, unsafe-archive)."""
    archive = Archive.open(data, name=name)
    main = "word/document.xml"
    if main not in archive:
        raise PaperRefused(
            "damaged",
            f"Tệp “{name}” thiếu phần nội dung “{main}” nên không phải là văn bản Word trọn vẹn. "
            "Xin mở bằng Word, lưu lại rồi nạp lại.",
        )
    body = archive.xml(main).find(f"{W}body")
    if body is None:
        raise PaperRefused("damaged", f"Tệp “{name}” không có thân văn bản: xin mở bằng Word, lưu lại rồi nạp lại.")
    reader = _Reader(
        styles=Styles(archive.elements("word/styles.xml", f"{W}docDefaults", f"{W}style")),
        numbering=Numbering(lambda: _optional(archive, "word/numbering.xml")),
    )
    builder = PaperBuilder(name, kind)
    places = _fill(builder, reader.blocks(body))
    _add_footnotes(builder, archive, places)
    _add_margins(builder, archive)
    reader.report(builder)
    return builder.build()


def _optional(archive: Archive, part: str) -> etree._Element | None:
    return archive.xml(part) if part in archive else None


def _fill(builder: PaperBuilder, blocks: Iterator[WordBlock]) -> list[tuple[str, int]]:
    """Put the blocks into the paper and return each footnote id with the line that marks it."""
    places: list[tuple[str, int]] = []
    for block in blocks:
        number = builder.next_number
        if isinstance(block, WordTable):
            builder.add_table(block.rows)
        else:
            builder.add_line(
                block.text, bold=block.bold, italic=block.italic, centred=block.centred, column=block.column
            )
        if block.notes:
            places.extend((note, number) for note in block.notes)
    return places


def _add_margins(builder: PaperBuilder, archive: Archive) -> None:
    for part in archive.parts("word/header", "word/footer"):
        for paragraph in archive.xml(part).iter(_PARAGRAPH):
            builder.add_margin("".join(each.text or "" for each in paragraph.iter(_TEXT)))


def _add_footnotes(builder: PaperBuilder, archive: Archive, places: list[tuple[str, int]]) -> None:
    if not places:
        return
    texts: dict[str, str] = {}
    for kind in ("footnote", "endnote"):
        root = _optional(archive, f"word/{kind}s.xml")
        for note in () if root is None else root.iterfind(f"{W}{kind}"):
            lines = ("".join(each.text or "" for each in part.iter(_TEXT)) for part in note.iter(_PARAGRAPH))
            texts[f"{kind}:{note.get(f'{W}id')}"] = "\n".join(filter(None, map(str.strip, lines)))
    for mark, (identity, line) in enumerate(places, start=1):
        builder.footnotes.append(Footnote(str(mark), texts.get(identity, ""), line))
    builder.add_notice(
        "footnotes",
        f"Văn bản có {len(places)} chú thích cuối trang: đã giữ riêng, không ghép vào nội dung.",
        line=places[0][1],
    )


@dataclass(slots=True)
class _Reader:
    """Reads the blocks of one paper and remembers what its user should be told."""

    styles: Styles
    numbering: Numbering
    inserted: int = 0
    deleted: int = 0
    hidden: int = 0
    fonts: dict[str, str] = field(default_factory=dict)
    _carried: list[tuple[str, Look]] = field(default_factory=list)

    def blocks(self, container: etree._Element) -> Iterator[WordBlock]:
        """Yield the lines and tables of a body, cell, text box or content control."""
        plain = self._plain_line()
        for child in container:
            tag = child.tag
            if tag == _PARAGRAPH:
                if plain is not None and not self._carried and (text := _sole_text(child)) is not None:
                    yield WordLine(text, plain.bold, plain.italic, plain.centred)
                else:
                    yield from self._paragraph(child)
            elif tag == _TABLE:
                yield from read_table(child, self.styles, self.blocks)
            elif tag in _WRAPPERS:
                yield from self.blocks(child)

    def _plain_line(self) -> WordLine | None:
        """Return how a paragraph without properties looks, if that is nothing out of the ordinary."""
        look, centred, numbering = self.styles.layout(None)
        if look.capitals or look.hidden or numbering is not None or encoding_of_font(look.font):
            return None
        return WordLine("", look.bold, look.italic, centred)

    def _paragraph(self, paragraph: etree._Element) -> Iterator[WordBlock]:
        properties = paragraph[0] if len(paragraph) else None
        if properties is None or properties.tag != _PARAGRAPH_PROPERTIES:
            properties = None
            layout = self.styles.layout(None)
            centred, numbering = layout.centred, layout.numbering
        else:
            style = properties.find(_PARAGRAPH_STYLE)
            layout = self.styles.layout(None if style is None else style.get(VAL))
            alignment = properties.find(_ALIGNMENT)
            centred = layout.centred if alignment is None else alignment.get(VAL) == "center"
            numbering = read_numbering(properties.find(_NUMBERING), layout.numbering)
        content = _Content(layout.look, self._carried)
        self._carried = []
        self._inline(paragraph, content)
        if properties is not None and properties.find(_MARK_DELETED) is not None:
            self._carried = content.spans
        elif content.spans or numbering is not None:
            yield from self._lines(content, centred, numbering)
        for box in content.boxes:
            yield from self.blocks(box)

    def _lines(self, content: "_Content", centred: bool, numbering: tuple[str, int] | None) -> list[WordLine]:
        lines = self._split(content.spans or [("", content.look)])
        if numbering is not None:
            label = self.numbering.label(*numbering)
            text, bold, italic = lines[0]
            lines[0] = (f"{label} {text.lstrip()}" if label else text, bold, italic)
        found = [WordLine(text, bold, italic, centred) for text, bold, italic in lines]
        found[0].notes = tuple(content.notes)
        return found

    def _split(self, spans: list[tuple[str, Look]]) -> list[tuple[str, bool, bool]]:
        """Return (text, wholly bold, wholly italic) of each line, text already shown as Word shows it."""
        look = spans[0][1]
        if len(spans) == 1 or all(other is look or other == look for _, other in spans):
            text = self._shown("".join([part for part, _ in spans]), look)
            return [(line, look.bold, look.italic) for line in text.split("\n")]
        lines: list[list[tuple[str, Look]]] = [[]]
        for look, group in groupby(spans, key=_look_of):
            first, *others = self._shown("".join([part for part, _ in group]), look).split("\n")
            lines[-1].append((first, look))
            lines.extend([(other, look)] for other in others)
        return [_join(line) for line in lines]

    def _shown(self, text: str, look: Look) -> str:
        if look.font and encoding_of_font(look.font):
            converted = from_legacy_font(text, look.font)
            if converted != text:
                self.fonts.setdefault(look.font, converted.strip())
            text = converted
        return text.upper() if look.capitals else text

    def _inline(self, parent: etree._Element, content: "_Content") -> None:
        for child in parent:
            tag = child.tag
            if tag == _RUN:
                self._run(child, content)
            elif tag in _WRAPPERS:
                self.inserted += tag in _INSERTED and any(True for _ in child.iter(_TEXT))
                self._inline(child, content)
            elif tag in _DELETED:
                self.deleted += any(each.text for each in child.iter(f"{W}delText", _TEXT))
            elif tag.startswith(_MATHS):
                content.spans.append(("".join(each.text or "" for each in child.iter(f"{_MATHS}t")), content.look))

    def _run(self, run: etree._Element, content: "_Content") -> None:
        look = content.look
        for child in run:
            tag = child.tag
            if tag == _TEXT:
                if child.text and look.hidden:
                    self.hidden += 1
                elif child.text:
                    content.spans.append((child.text.replace("\n", " "), look))
            elif tag == _RUN_PROPERTIES:
                look = self._look(child, content.look)
            elif tag in _SIGNS:
                content.spans.append((_SIGNS[tag], look))
            else:
                _read_rarity(child, look, content)

    def _look(self, properties: etree._Element, look: Look) -> Look:
        style = properties.find(_RUN_STYLE)
        if style is not None:
            look = self.styles.character_look(style.get(VAL, ""), look)
        return apply_look(look, properties)

    def report(self, builder: PaperBuilder) -> None:
        """Add the notices on tracked changes, hidden text and legacy fonts."""
        if self.deleted:
            builder.add_notice(
                "deleted-text",
                f"Văn bản còn {self.deleted} chỗ xóa theo chế độ Theo dõi thay đổi: phần bị xóa đã được bỏ ra ngoài. "
                "Nếu không muốn vậy, xin chấp nhận hoặc từ chối thay đổi trong Word rồi nạp lại.",
            )
        if self.inserted:
            builder.add_notice(
                "inserted-text",
                f"Văn bản còn {self.inserted} chỗ chèn theo chế độ Theo dõi thay đổi: phần chèn được tính là nội dung.",
            )
        if self.hidden:
            builder.add_notice("hidden-text", f"Văn bản có {self.hidden} đoạn chữ ẩn: đã bỏ ra ngoài.")
        for font, sample in self.fonts.items():
            builder.add_notice(
                "legacy-font",
                f"Có chữ gõ bằng phông cũ {font} (bảng mã {encoding_of_font(font)}): đã chuyển sang Unicode, "
                f"bắt đầu từ “{sample[:60]}”. Xin đối chiếu lại với bản gốc.",
            )


@dataclass(slots=True)
class _Content:
    """What a paragraph holds: stretches of text with their look, text boxes and footnote marks."""

    look: Look
    spans: list[tuple[str, Look]]
    boxes: list[etree._Element] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


def _read_rarity(child: etree._Element, look: Look, content: _Content) -> None:
    tag = child.tag
    if tag in _NOTE_MARKS:
        content.notes.append(f"{_NOTE_MARKS[tag]}:{child.get(f'{W}id')}")
    elif tag == f"{W}sym":
        content.spans.append((_symbol(child), look))
    elif tag in _DRAWINGS:
        content.boxes.extend(_boxes(child))
    elif tag == f"{_COMPATIBILITY}AlternateContent":
        content.boxes.extend(next(filter(None, (list(_boxes(each)) for each in child)), []))


def _boxes(drawing: etree._Element) -> Iterator[etree._Element]:
    """Yield the text boxes of a drawing, of a choice of renderings only the first that has any."""
    for child in drawing:
        if child.tag == _BOX:
            yield child
        elif child.tag == f"{_COMPATIBILITY}AlternateContent":
            yield from next(filter(None, (list(_boxes(each)) for each in child)), [])
        else:
            yield from _boxes(child)


def _symbol(element: etree._Element) -> str:
    if element.get(f"{W}font", "") != "Symbol":
        return "•"
    return _SYMBOLS.get(element.get(f"{W}char", "").upper()[-2:], "")


def _sole_text(paragraph: etree._Element) -> str | None:
    """Return the text of a paragraph that holds one run, and that run one text, and nothing else.

    Nearly all paragraphs of a law taken from a portal are so: this is where the speed comes from.
    """
    if len(paragraph) != 1:
        return None
    run = paragraph[0]
    if run.tag != _RUN or len(run) != 1:
        return None
    only = run[0]
    text = only.text
    return None if only.tag != _TEXT or text is None or "\n" in text else text


def _look_of(span: tuple[str, Look]) -> Look:
    return span[1]


def _join(parts: list[tuple[str, Look]]) -> tuple[str, bool, bool]:
    lettered = [look for text, look in parts if any(map(str.isalnum, text))]
    return (
        "".join(text for text, _ in parts),
        bool(lettered) and all(look.bold for look in lettered),
        bool(lettered) and all(look.italic for look in lettered),
    )
