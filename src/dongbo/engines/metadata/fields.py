"""Fields read from the header: issuer, number, date and place, type, subject."""

import re
from collections.abc import Iterator, Sequence

from dongbo.engines.metadata.atoms import Atom, Part, is_upper
from dongbo.engines.metadata.header import Header, is_authority
from dongbo.engines.metadata.model import Evidence
from dongbo.engines.metadata.names import readable_name
from dongbo.engines.numbers import LOWER, DocumentNumber, FoundDate, agency_named, agency_of, find_dates, parse_number
from dongbo.engines.papers import Line
from dongbo.engines.vietnamese import clean, fold

_HEAD_WORDS = (
    "bộ|ủy ban|ubnd|hđnd|hội đồng|chính phủ|quốc hội|thủ tướng|chủ tịch|sở|cục|tổng cục|chi cục|công an|ban|"
    "văn phòng|thanh tra|tòa án|viện|ngân hàng|đảng|tỉnh|thành|huyện|quận ủy|hội|trường|trung tâm|phòng|"
    "kiểm toán|bảo hiểm|liên đoàn|tổng|tập đoàn|đài|thông tấn|học viện|đoàn|mặt trận|kho bạc|chi nhánh|vụ|tổ|"
    "liên hiệp|công ty|đại học"
)
_AGENCY_HEADS = re.compile(rf"^(?:{'|'.join(fold(word) for word in _HEAD_WORDS.split('|'))})\b")
_UNFINISHED = re.compile(r"(?:\b(?:VÀ|VỤ|CỦA|THỂ THAO|NHÂN DÂN|CHẤP HÀNH|BẢO VỆ|PHÒNG, CHỐNG)|[,\-–])$")
_JOINS_ABOVE = re.compile(r"^(?:VÀ\b|[-–])")
_STAMPS = re.compile(r"^(?:DỰ THẢO|BẢN SAO|SAO Y|LƯU HÀNH|XEM XONG|MẬT|TỐI MẬT|TUYỆT MẬT|DRAFT)", re.IGNORECASE)


def agency_lines(header: Header) -> list[Atom]:
    """Return the lines of the header's left column that name agencies, in order."""
    named: list[Atom] = []
    for atom in header.top:
        if atom.part is Part.ABOUT:
            break
        if atom.part is not Part.TEXT or atom.line.column > 1 or not (is_upper(atom.text) or agency_named(atom.text)):
            continue
        if _STAMPS.match(atom.text) or len(atom.text) < 4 or re.search(r"\d", atom.text):
            continue
        if named or _AGENCY_HEADS.match(fold(atom.text)):
            named.append(atom)
    return named


def agencies(atoms: list[Atom]) -> list[str]:
    """Return the agencies that those lines name: wrapped lines joined, "A - B" of a joint paper parted."""
    names: list[str] = []
    for atom in atoms:
        text = re.sub(r"(?<=QUỐC HỘI)\s+NƯỚC$", "", atom.text.strip(" *._-–—"))
        if names and _continues(names[-1], text):
            names[-1] = f"{names[-1]} {text}"
        else:
            names.append(text)
    return [clean(part) for name in names for part in _joint_parts(name)]


def _continues(above: str, text: str) -> bool:
    if agency_named(above) and agency_named(text) and not agency_named(f"{above} {text}"):
        return False
    if agency_named(f"{above} {text}") or _UNFINISHED.search(above) or _JOINS_ABOVE.match(text):
        return True
    if re.search(r"\bTRUNG ƯƠNG$", above) and re.match(r"MẶT TRẬN|ĐẢNG(?: CỘNG SẢN.*)?$", text):
        return True
    return not _AGENCY_HEADS.match(fold(text)) or _only_place(above, text)


def whole_name(names: Sequence[str], number: DocumentNumber | None) -> str:
    """Return the last of an issuer's header lines, filled up where it is only a part of the name.

    A bare "VĂN PHÒNG" is that of the body above it; a name that a file cut short ("ỦY BAN THƯỜNG VỤ") is the
    agency's that the number's suffix stands for.
    """
    name = names[-1]
    if fold(name) == fold("Văn phòng") and len(names) > 1:
        return f"{name} {names[-2]}"
    agency = agency_of(re.split(r"[-/]", number.body)[0]) if number and number.body else None
    return agency.name if agency and fold(agency.name).startswith(f"{fold(name)} ") else name


def issued_by(header: Header) -> Atom | None:
    """Return the Party body that the title names ("NGHỊ QUYẾT" / "CỦA BỘ CHÍNH TRỊ"), None for no such title."""
    titled = header.tail[0] if header.tail else None
    return titled if titled and re.match(r"CỦA ", titled.text) and is_party_name(titled.text[4:]) else None


def _only_place(above: str, text: str) -> bool:
    return (
        text.startswith(("TỈNH ", "THÀNH PHỐ ", "HUYỆN ", "QUẬN ", "XÃ ", "PHƯỜNG "))
        and not re.search(r" ỦY\b", text)
        and "TỈNH" not in above
    )


def _joint_parts(name: str) -> Iterator[str]:
    parts = [part for part in re.split(r"\s+[-–]\s+", name) if part]
    if len(parts) > 1 and agency_named(name) is None and all(_AGENCY_HEADS.match(fold(part)) for part in parts):
        yield from parts
    else:
        yield name


def called(name: str, lines: Sequence[Line]) -> str:
    """Return an agency's name as running text writes it, by the list of agencies or by the paper's own `lines`."""
    agency = agency_named(name)
    if agency and is_party_name(name):
        return next((alias for alias in agency.aliases if fold(alias) == fold(name)), name)
    return agency.name if agency else readable_name(name, lines)


def is_party_name(name: str) -> bool:
    """Tell whether `name` must not give way to its agency's (Bộ Chính trị, Ban Bí thư)."""
    agency = agency_named(name)
    return agency is not None and fold(agency.name) != fold(name) and fold(name).startswith(("bộ chính", "ban bí"))


def header_numbers(header: Header) -> list[tuple[DocumentNumber | None, Atom]]:
    """Return every number line of the header with its number, None where it cannot be read."""
    return [(parse_number(atom.text), atom) for atom in header.every(Part.NUMBER)]


def header_date(header: Header) -> tuple[FoundDate, str | None, Evidence] | None:
    """Return the date line: its date, the place named before it, its evidence."""
    atom = header.first(Part.PLACE_DATE)
    if atom is None:
        return None
    found = next(find_dates(atom.text), None)
    if found is None:
        return None
    place = atom.text[: found.start].strip(" ,.") or None
    return found, place, Evidence(atom.line.number, atom.text, 0.97 if found.iso else 0.5)


def subject_atoms(header: Header) -> list[Atom]:
    """Return the pieces of the trích yếu: under the type's name, or after "V/v" in an official letter."""
    if header.type is None:
        return _about_atoms(header)
    pieces: list[Atom] = []
    for atom in header.tail:
        if pieces and _ends_subject(atom, pieces):
            break
        if atom.part in (Part.TEXT, Part.ABOUT, Part.TYPE) and not re.match(
            r"HỘI NGHỊ LẦN THỨ|Hội nghị lần thứ", atom.text
        ):
            if not pieces and is_authority(re.sub(r"^CỦA ", "", atom.text)):
                continue
            pieces.append(atom)
    return pieces


_ATTACHED = re.compile(r"\(\s*(?:được )?(?:ban hành )?kèm theo\b", re.IGNORECASE)


def _ends_subject(atom: Atom, pieces: list[Atom]) -> bool:
    if atom.part in (Part.NUMBER, Part.PLACE_DATE, Part.NATIONAL, Part.MOTTO):
        return False
    if atom.part in (Part.RULE, Part.ADDRESSEE, Part.TYPE, Part.URGENCY):
        return True
    if (pieces[0].line.bold and not atom.line.bold) or _ATTACHED.match(atom.text):
        return True
    heading = is_upper(atom.text) and not is_upper(pieces[-1].text) and len(atom.text) > _LONGEST_SHORT
    return (heading or is_authority(atom.text)) and not _hangs(pieces[-1].text, atom.text)


_LONGEST_SHORT = 5
"""A line of one abbreviation ("ASEAN") may still be of the subject; a longer one in capitals is a heading."""


def _hangs(above: str, text: str) -> bool:
    """Tell whether `text` is the end of a subject broken after a preposition ("… CỦA" / "CHÍNH PHỦ")."""
    return bool(re.search(r"\b(?:của|và|do|tại|với|bởi|giữa|cho|thuộc)$", above, re.IGNORECASE)) and not text.endswith(
        ":"
    )


def _about_atoms(header: Header) -> list[Atom]:
    pieces: list[Atom] = []
    for atom in header.top:
        if atom.part is Part.ABOUT or (pieces and atom.part is Part.TEXT and not is_upper(atom.text)):
            pieces.append(atom)
        elif pieces and atom.part is not Part.PLACE_DATE:
            break
    return pieces


def subject_text(pieces: list[Atom], issuer: str | None) -> str:
    """Return the subject's words joined, without "V/v", a closing stop or the issuer's name after it."""
    text = clean(" ".join(atom.text for atom in pieces)).replace("\n", " ")
    text = re.sub(rf"\s*\[\d+\]|(?<=[{LOWER}])\d{{1,2}}$", "", text)
    text = re.sub(r"^(?:V/v|v/v|V/V|Về việc\s*:)\s*:?\s*", "", text).strip()
    if issuer and fold(text).endswith(" " + fold(issuer)) and is_upper(text):
        before = text[: -len(issuer)].rstrip() if fold(text[-len(issuer) :]) == fold(issuer) else text
        if not re.search(r"\b(?:CỦA|VÀ|DO|TẠI|VỚI|BỞI|THUỘC|CHO|NHIỆM|SÁCH)$", before):
            text = before
    return text.rstrip(" .;")
