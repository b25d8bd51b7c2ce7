"""Reading the metadata of a paper, field by field, each with its evidence."""

import re

from dongbo.engines.metadata.atoms import Atom, Part, is_upper, written_lines
from dongbo.engines.metadata.checks import check
from dongbo.engines.metadata.fields import (
    agencies,
    agency_lines,
    called,
    header_date,
    header_numbers,
    issued_by,
    subject_atoms,
    subject_text,
    whole_name,
)
from dongbo.engines.metadata.header import Header, read_header
from dongbo.engines.metadata.model import Evidence, Metadata
from dongbo.engines.metadata.references import OwnReference, effective_date, own_references, passed_date
from dongbo.engines.metadata.signature import CERTIFIED, Signature, find_recipients, find_signatures
from dongbo.engines.numbers import DocumentNumber, Grammar, agency_named, find_numbers, parse_number, type_named
from dongbo.engines.papers import Line, Paper
from dongbo.engines.vietnamese import clean, fold


def read_metadata(paper: Paper, *, portal_title: str | None = None) -> Metadata:
    """Return the metadata that the text of `paper` carries, with evidence, and what contradicts.

    Fields come from where they stand (the header's columns, under the type's name, the signature block) as
    well as from how they are written (Nghị định 30/2020/NĐ-CP, Phụ lục I; Hướng dẫn 36-HD/VPTW).
    `portal_title` is the title under which the paper was published: it is compared, never copied.
    """
    lines = written_lines(paper)
    header = read_header(lines)
    metadata = Metadata()
    signatures = find_signatures(header.body)
    references = own_references(lines)
    number = _read_number(header, references, metadata)
    _read_type(header, number, metadata)
    _read_issuer(header, number, lines, metadata)
    if metadata.issuer is None:
        _issuer_elsewhere(header, signatures, references, metadata)
    _read_date(header, number, references, lines, metadata)
    _read_subject(header, references, metadata)
    _read_signer(signatures, number, metadata)
    _read_lists(header, lines, metadata)
    _read_effective_date(lines, metadata)
    metadata.findings = check(metadata, header, number, signatures, references, portal_title=portal_title)
    return metadata


def _read_number(header: Header, references: list[OwnReference], metadata: Metadata) -> DocumentNumber | None:
    written = [*_consolidated_numbers(header), *header_numbers(header)]
    whole = [(number, atom) for number, atom in written if number and number.ordinal]
    if whole:
        number, atom = whole[0]
        metadata.number = number.text
        sure = 0.9 if number.warnings else 0.99
        metadata.evidence["number"] = Evidence(atom.line.number, atom.text, sure)
        return number
    own = next((each for each in references if each.number.ordinal and _same_type(each, header)), None)
    if own is not None and (own.lead or own.annex):
        metadata.number = own.number.text
        metadata.evidence["number"] = Evidence(own.line.number, own.text, 0.7)
        return own.number
    titled = header.portal_title
    last = [found.number for found in find_numbers(titled.text)][-1:] if titled and not written else []
    if titled and last:
        metadata.number = last[0].text
        metadata.evidence["number"] = Evidence(titled.number, titled.text, 0.5)
        return last[0]
    return _unfit_number(written, metadata)


def _consolidated_numbers(header: Header) -> list[tuple[DocumentNumber | None, Atom]]:
    """Return the number a consolidated text bears where it is certified, at its end."""
    for line in header.body:
        if re.match(r"[Ss]ố\s*:?\s*\d+.{0,3}VBHN", line.text):
            return [(parse_number(line.text), Atom(Part.NUMBER, line.text, line))]
    return []


def _unfit_number(written: list[tuple[DocumentNumber | None, Atom]], metadata: Metadata) -> DocumentNumber | None:
    """Keep as evidence a number left blank or that no grammar reads; give only the second, as written."""
    if not written:
        return None
    number, atom = written[0]
    metadata.evidence["number"] = Evidence(atom.line.number, atom.text, 0.0)
    tail = re.sub(r"^.*?số\s*:?\s*", "", atom.text, flags=re.IGNORECASE)
    if number is None and re.match(r"\d+\s?[-/].*[^\W\d_]", tail):
        metadata.number = clean(tail)
        metadata.evidence["number"] = Evidence(atom.line.number, atom.text, 0.4)
    return number


def _same_type(reference: OwnReference, header: Header) -> bool:
    return header.type is None or fold(header.type.text) == fold(reference.type_name)


def _read_type(header: Header, number: DocumentNumber | None, metadata: Metadata) -> None:
    if number and number.abbreviation == "VBHN":
        metadata.type = "Văn bản hợp nhất"
        metadata.evidence["type"] = Evidence(metadata.evidence["number"].line, number.text, 0.95)
        return
    if header.type is not None:
        kind = type_named(header.type.text)
        metadata.type = kind.name if kind else header.type.text.capitalize()
        metadata.evidence["type"] = Evidence(header.type.line.number, header.type.text, 0.98)
        return
    about = header.first(Part.ABOUT)
    if (number and number.grammar is Grammar.LETTER) or (about and number is None):
        found = about or header.first(Part.NUMBER)
        metadata.type = "Công văn"
        metadata.evidence["type"] = Evidence(found.line.number if found else 0, found.text if found else "", 0.8)
        return
    labelled = next((atom for atom in header.every(Part.NUMBER) if _label_type(atom)), None)
    if labelled is not None:
        metadata.type = _label_type(labelled)
        metadata.evidence["type"] = Evidence(labelled.line.number, labelled.text, 0.85)
    elif number and len(number.types) == 1 and "number" in metadata.evidence:
        metadata.type = number.types[0].name
        metadata.evidence["type"] = Evidence(metadata.evidence["number"].line, number.text, 0.6)


def _label_type(atom: Atom) -> str | None:
    """Return the type named before "số" ("Luật số: 12/2099/QH15")."""
    head = re.split(r"\bsố\b", atom.text, maxsplit=1, flags=re.IGNORECASE)[0].strip()
    kind = type_named(head) if head else None
    return kind.name if kind else None


def _read_issuer(header: Header, number: DocumentNumber | None, lines: list[Line], metadata: Metadata) -> None:
    atoms = agency_lines(header)
    names = agencies(atoms)
    if not names:
        return
    joint = _is_joint(number, header)
    issuers = names if joint else [whole_name(names, number)]
    metadata.issuer = "; ".join(called(name, lines) for name in issuers)
    metadata.evidence["issuer"] = Evidence(atoms[-1].line.number, " ".join(a.text for a in atoms), 0.97)
    titled = issued_by(header)
    if titled:
        metadata.issuer = called(titled.text.removeprefix("CỦA "), lines)
        metadata.evidence["issuer"] = Evidence(titled.line.number, titled.text, 0.97)
    if len(names) > 1 and not joint:
        metadata.parent_agency = called(names[-2], lines)
        metadata.evidence["parent_agency"] = Evidence(atoms[0].line.number, atoms[0].text, 0.9)


def _is_joint(number: DocumentNumber | None, header: Header) -> bool:
    if number and number.abbreviation in ("TTLT", "NQLT"):
        return True
    return header.type is not None and fold(header.type.text).endswith("liên tịch")


def _issuer_elsewhere(
    header: Header, signatures: list[Signature], references: list[OwnReference], metadata: Metadata
) -> None:
    """Read the issuer of a paper without a header: who promulgates it, or for whom it is signed."""
    for atom in header.tail[:8]:
        agency = agency_named(atom.text.strip(" :")) if is_upper(atom.text) else None
        if agency:
            metadata.issuer = agency.name
            metadata.evidence["issuer"] = Evidence(atom.line.number, atom.text, 0.8)
            return
    for line in header.body[:40]:
        match = _PROMULGATION.match(line.text)
        agency = agency_named(match["who"]) if match else None
        if agency:
            metadata.issuer = agency.name
            metadata.evidence["issuer"] = Evidence(line.number, line.text, 0.8)
            return
    lead = next((each for each in references if each.lead and each.issuer), None)
    if lead:
        metadata.issuer = lead.issuer
        metadata.evidence["issuer"] = Evidence(lead.line.number, lead.text, 0.7)
        return
    if metadata.type in ("Luật", "Bộ luật", "Hiến pháp"):
        metadata.issuer = "Quốc hội"
        metadata.evidence["issuer"] = Evidence(metadata.evidence["type"].line, metadata.evidence["type"].text, 0.6)
        return
    collective = next((each for each in signatures if each.power == "TM." and each.signed_for), None)
    agency = agency_named(collective.signed_for or "") if collective else None
    if collective and agency:
        metadata.issuer = agency.name
        metadata.evidence["issuer"] = Evidence(collective.first_line, collective.text, 0.6)


_PROMULGATION = re.compile(r"^(?P<who>[^,;.]{4,80}?)\s+(?:ban hành|thông qua|promulgates?)\s", re.IGNORECASE)


def _read_date(
    header: Header,
    number: DocumentNumber | None,
    references: list[OwnReference],
    lines: list[Line],
    metadata: Metadata,
) -> None:
    found = header_date(header)
    certified = _certified_date(lines) if number and number.abbreviation == "VBHN" else None
    if found and not certified:
        metadata.date, metadata.place = found[0].iso, found[1]
        metadata.evidence["date"] = found[2]
    if found and found[1]:
        metadata.place = found[1]
        metadata.evidence["place"] = found[2]
    if certified:
        metadata.date = certified[0]
        metadata.evidence["date"] = certified[1]
    if metadata.date is None:
        _date_elsewhere(references, lines, metadata)


def _certified_date(lines: list[Line]) -> tuple[str, Evidence] | None:
    """Return the day a consolidated text was certified, where its last block states one."""
    start = next((at for at, line in enumerate(lines) if CERTIFIED.match(line.text)), None)
    if start is None:
        return None
    for line in lines[start : start + 8]:
        found = header_date(read_header([line]))
        if found and found[0].iso:
            return found[0].iso, Evidence(line.number, line.text, 0.9)
    return None


def _date_elsewhere(references: list[OwnReference], lines: list[Line], metadata: Metadata) -> None:
    passed = passed_date(lines)
    if passed:
        metadata.date = passed[0]
        metadata.evidence["date"] = passed[1]
        return
    for own in references:
        if own.date and metadata.number and own.number.text == metadata.number:
            metadata.date = own.date
            metadata.evidence["date"] = Evidence(own.line.number, own.text, 0.6)
            return


def _read_subject(header: Header, references: list[OwnReference], metadata: Metadata) -> None:
    pieces = subject_atoms(header)
    issuer = metadata.issuer
    if pieces:
        metadata.subject = subject_text(pieces, issuer) or None
        metadata.evidence["subject"] = Evidence(pieces[0].line.number, " ".join(a.text for a in pieces), 0.93)
        return
    lead = next((each for each in references if each.lead and each.subject), None)
    if lead:
        metadata.subject = lead.subject
        metadata.evidence["subject"] = Evidence(lead.line.number, lead.text, 0.6)


def _read_signer(signatures: list[Signature], number: DocumentNumber | None, metadata: Metadata) -> None:
    if not signatures:
        return
    joint = number is not None and number.abbreviation in ("TTLT", "NQLT")
    chosen = signatures if joint or len(signatures) <= 1 else signatures[:1]
    first = chosen[0]
    sure = 0.97 if first.marked or first.power else 0.9
    metadata.signer = "; ".join(each.name for each in chosen)
    metadata.signer_position = "; ".join(_sentence_case(each.position) for each in chosen)
    metadata.evidence["signer"] = Evidence(first.name_line, first.text, sure)
    metadata.evidence["signer_position"] = Evidence(first.first_line, first.text, sure)
    if first.power:
        metadata.signing_power = first.power
        metadata.evidence["signing_power"] = Evidence(first.first_line, first.text, sure)
    if first.signed_for:
        metadata.signed_for = first.signed_for
        metadata.evidence["signed_for"] = Evidence(first.first_line, first.text, sure)


_LONGEST_PREAMBLE = 150
_PROPER = (
    "Quốc hội",
    "Thống đốc",
    "Tổng Thanh tra",
    "Cộng hòa",
    "Chính phủ",
    "Thủ tướng",
    "Bộ",
    "Ủy ban",
    "Hội đồng",
    "Đảng",
    "Nhà nước",
    "Việt Nam",
)


def _sentence_case(position: str) -> str:
    """Return a position printed in capitals as running text has it: "PHÓ THỦ TƯỚNG" → "Phó Thủ tướng"."""
    if not is_upper(position):
        return position
    text = position.lower()
    for proper in _PROPER:
        text = re.sub(rf"\b{proper.lower()}\b(?! trưởng)", proper, text)
    return text[:1].upper() + text[1:]


def _read_lists(header: Header, lines: list[Line], metadata: Metadata) -> None:
    urgency = header.first(Part.URGENCY)
    if urgency:
        metadata.urgency = urgency.text.upper().strip(" .!*")
        metadata.evidence["urgency"] = Evidence(urgency.line.number, urgency.text, 0.95)
    addressee = header.first(Part.ADDRESSEE)
    if addressee:
        metadata.addressees = tuple(_addressees(addressee, header))
        metadata.evidence["addressees"] = Evidence(addressee.line.number, addressee.text, 0.9)
    metadata.recipients = tuple(find_recipients(header.body))
    bases = _bases(lines)
    metadata.legal_bases = tuple(text.rstrip(" ;.") for _, text in bases)
    if bases:
        metadata.evidence["legal_bases"] = Evidence(bases[0][0].number, bases[0][1], 0.95)


def _addressees(addressee: Atom, header: Header) -> list[str]:
    first = re.sub(r"^kính\s+(?:gửi|trình)\s*:?", "", addressee.text, flags=re.IGNORECASE)
    every = (*header.top, *header.tail)
    after = every[every.index(addressee) + 1 :]
    entries = [
        first,
        *(atom.text for atom in after if atom.part is Part.TEXT and atom.text.startswith(("-", "–"))),
    ]
    return [entry.strip(" -–;.") for entry in entries if entry.strip(" -–;.")]


def _bases(lines: list[Line]) -> list[tuple[Line, str]]:
    """Return the "Căn cứ" paragraphs, each with its first line; lines broken by a page's width are joined."""
    found: list[tuple[Line, str]] = []
    open_ended = False
    for line in lines[:_LONGEST_PREAMBLE]:
        if re.match(r"(?:Căn cứ|Pursuant)\b", line.text):
            found.append((line, line.text))
        elif open_ended and line.text[:1].islower() | line.text[:1].isdigit() | (len(found[-1][1]) < 120):
            found[-1] = (found[-1][0], f"{found[-1][1]} {line.text}")
        elif found:
            break
        open_ended = bool(found) and not found[-1][1].endswith((";", ".", ":"))
    return found


def _read_effective_date(lines: list[Line], metadata: Metadata) -> None:
    found = effective_date(lines, metadata.type, metadata.date)
    if found:
        metadata.effective_date, metadata.evidence["effective_date"] = found
