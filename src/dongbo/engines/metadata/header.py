"""The header of a paper: everything before its legal bases or its first provision, in pieces."""

import re
from dataclasses import dataclass, field, replace

from dongbo.engines.metadata.atoms import Atom, Part, atoms_of, bare, is_upper
from dongbo.engines.numbers import UPPER, agency_named
from dongbo.engines.papers import Line
from dongbo.engines.vietnamese import fold

_LONGEST_HEADER = 60
_BODY_BEGINS = re.compile(
    r"^(?:Căn cứ|Theo đề nghị|Xét đề nghị|Điều\s+\d|Chương\s+[IVX\d]|Phần\s+(?:thứ\s|[IVX\d])|Mục\s+\d|"
    r"(?:[IVX]+|\d+|[A-H])\s?[.\-–]\s?\S|Pursuant|At the proposal|In order to|Article\s*\d|Chapter\s+[IVX\d])"
)
_FIRST_HEADING = re.compile(
    rf"^(?:(?:[IVX]+|[A-H])\s?[.\-–]\s?[{UPPER}]|\d{{1,2}}\.\s+[{UPPER}]|Điều\s+\d+\s?[.:]|"
    r"Chương\s+[IVX\d]+\b|Phần\s+(?:thứ\s|[IVX\d]))"
)
_BODY_MAY_BEGIN = re.compile(r"^(?:Thực hiện|Trên cơ sở|Sau khi|Thi hành|Nhằm|Để)\b")
_PROMULGATES = re.compile(r"\b(?:ban hành|thông qua)\s+(?:Bộ luật|Luật|Nghị|Thông tư|Quyết định|Pháp lệnh)|promulgates")
_SOURCE = re.compile(r"^(?:Nguồn|Source)\s*:")
_CONSOLIDATES = re.compile(r"^(?:Bộ luật|Luật|Nghị|Thông tư|Quyết định|Pháp lệnh).{5,}(?:có hiệu lực|được sửa đổi)")
_OFFICER = re.compile(
    r"^(?:the )?(?:bo truong|thu tuong|chu tich|thong doc|tong thanh tra|chanh an|vien truong|bo chinh tri|"
    r"chinh phu|quoc hoi|uy ban|hoi dong|tong kiem toan|giam doc|government|prime minister|minister|"
    r"president|national assembly)\b"
)


@dataclass(slots=True)
class Header:
    """The pieces before (`top`) and after (`tail`) the type's name, and the lines of the body.

    `portal_title` is the title line some portals print above the paper ("Luật Thư viện số 46/2019/QH14").
    """

    top: list[Atom] = field(default_factory=list)
    type: Atom | None = None
    tail: list[Atom] = field(default_factory=list)
    body: list[Line] = field(default_factory=list)
    portal_title: Line | None = None

    def first(self, part: Part) -> Atom | None:
        """Return the first piece of a kind above or below the type's name."""
        return next((atom for atom in (*self.top, *self.tail) if atom.part is part), None)

    def every(self, part: Part) -> list[Atom]:
        """Return the pieces of a kind, in order."""
        return [atom for atom in (*self.top, *self.tail) if atom.part is part]


def read_header(lines: list[Line]) -> Header:
    """Return the header of a paper whose tidy lines are `lines`."""
    header = Header()
    lines = _without_portal_lines(lines, header)
    end = 0
    for at, line in enumerate(lines[:_LONGEST_HEADER]):
        if _ends_header(line, header) or (_last_words(header) and _begins_paragraph(lines[at:], header)):
            break
        for atom in atoms_of(line):
            _place(atom, header)
        end += 1
    header.body = lines[end:]
    return header


def _without_portal_lines(lines: list[Line], header: Header) -> list[Line]:
    for index, line in enumerate(lines[:10]):
        if _SOURCE.match(line.text):
            above = [each for each in lines[:index] if all(a.part in (Part.TEXT, Part.TYPE) for a in atoms_of(each))]
            if above:
                joined = " ".join(each.text for each in above)
                header.portal_title = Line(text=joined, number=above[0].number)
            return lines[index + 1 :]
    return lines


def _ends_header(line: Line, header: Header) -> bool:
    text = line.text.strip("“”\"' ")
    if header.first(Part.ADDRESSEE) and not text.startswith(("-", "–", "+")):
        return len(text) > 60 or header.type is not None
    if _last_words(header) and _FIRST_HEADING.match(text):
        return True
    if _goes_on(header, text) and header.type and not text.startswith(("Căn cứ", "Điều 1.")):
        return False
    if _BODY_MAY_BEGIN.match(text):
        return _last_words(header) != "" and header.type is not None
    begins = bool(_BODY_BEGINS.match(text) or _PROMULGATES.search(text) or _CONSOLIDATES.match(text))
    return begins and (_has_begun(header) or bool(re.match(r"Căn cứ|Điều\s+1\b|Pursuant|Article\s*1\b", text)))


def _has_begun(header: Header) -> bool:
    return header.type is not None or any(header.first(part) for part in (Part.NUMBER, Part.NATIONAL))


_GOES_ON = re.compile(
    r"(?:\b(?:của|và|về|theo|tại|cho|các|với|thi|Luật|Nghị|and|of|the|(?P<counts>số|ngày|tháng|năm))|,)$",
    re.IGNORECASE,
)


def _goes_on(header: Header, text: str) -> bool:
    """Tell whether the last words cannot end a subject; "dữ liệu số" can, "Nghị quyết số" goes on with a figure."""
    match = _GOES_ON.search(_last_words(header))
    return match is not None and (match["counts"] is None or text[:1].isdigit())


def _last_words(header: Header) -> str:
    """Return the last words below the type's name, "" when they are no subject's."""
    return header.tail[-1].text if header.tail and header.tail[-1].part in (Part.TEXT, Part.ABOUT) else ""


_LONGEST_PARAGRAPH = 12
_SHORTEST_PARAGRAPH = 40
_BROKEN_LINE = 0.6
"""The share of a page's width that a line fills at least when the width broke it."""
_CAPITAL = re.compile(rf"^[{UPPER}]")
_SENTENCE_END = re.compile(rf"(?<=[^\W\d_{UPPER}])(?P<stop>[.:])(?:\s+[{UPPER}]|$)")
"""The end of a sentence: a small letter before it, so that "TP. Huế" has none."""


def _begins_paragraph(lines: list[Line], header: Header) -> bool:
    """Tell whether a sentence of the body stands below a subject that is complete in itself.

    A subject has no full stop at its end; a sentence that a page's width broke has one some lines on, before the
    next heading.
    """
    first = lines[0]
    if _goes_on(header, first.text) or not _CAPITAL.match(first.text) or first.bold or first.centred:
        return False
    length = 0
    for line in lines[:_LONGEST_PARAGRAPH]:
        if is_upper(line.text) or (length and _BODY_BEGINS.match(line.text)):
            return False
        if len(first.text) < _BROKEN_LINE * len(line.text):
            return False
        end = _SENTENCE_END.search(line.text)
        if end:
            sure = end["stop"] == ":" or end.end() < len(line.text) or _last_words(header).endswith(".")
            return sure or length + end.start() >= _SHORTEST_PARAGRAPH
        length += len(line.text)
    return False


def _place(atom: Atom, header: Header) -> None:
    consolidated = header.type is not None and fold(header.type.text) == "văn bản hợp nhất" and not header.tail
    if atom.part is Part.TYPE and (consolidated or (header.type is None and _heads_the_paper(atom, header))):
        header.type = header.type or atom
    elif header.type is None:
        header.top.append(atom)
    else:
        header.tail.append(replace(atom, part=Part.TEXT) if _of_subject(atom) else atom)


def _heads_the_paper(atom: Atom, header: Header) -> bool:
    """Tell whether a type's name is the paper's: printed as a title, or below the other parts of a header."""
    line = atom.line
    printed = is_upper(atom.text) or line.bold or line.centred or line.heading > 0
    return printed or any(header.first(part) for part in (Part.NUMBER, Part.NATIONAL, Part.PARTY))


def _of_subject(atom: Atom) -> bool:
    """Tell whether a piece below the type's name is of the subject: a type or a number that it cites."""
    if atom.part is Part.NUMBER:
        return not re.match(r"số", atom.text, re.IGNORECASE) or atom.text.startswith(("số", "SỐ"))
    return atom.part is Part.TYPE


def is_authority(text: str) -> bool:
    """Tell whether a line under the subject names who issues: "CHÍNH PHỦ", "QUYẾT NGHỊ:"."""
    if not is_upper(text) or len(text) > 90:
        return False
    if re.match(r"(?:QUYẾT ĐỊNH|QUYẾT NGHỊ|NGHỊ ĐỊNH|CHỈ THỊ|DECREES|DECIDES|PROMULGATES|RESOLVES)\s*:?$", text):
        return True
    return agency_named(text) is not None or (bool(_OFFICER.match(bare(text))) and not re.search(r"[,;]", text))
