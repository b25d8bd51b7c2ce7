"""What is missing or contradictory among the fields of a paper, for the officer who registers it."""

import re
from collections.abc import Iterator

from dongbo.engines.metadata.atoms import bare
from dongbo.engines.metadata.fields import header_date, header_numbers
from dongbo.engines.metadata.header import Header
from dongbo.engines.metadata.model import Metadata, MetadataFinding
from dongbo.engines.metadata.references import OwnReference
from dongbo.engines.metadata.signature import Signature
from dongbo.engines.numbers import DocumentNumber, Grammar, agency_named, agency_of, find_numbers, type_named
from dongbo.engines.vietnamese import bigrams, fold, syllables

_EXPECTED = {
    "type": "tên loại",
    "issuer": "cơ quan ban hành",
    "subject": "trích yếu",
    "signer": "người ký",
}
_DEPUTY = re.compile(r"\b(?:pho|thu truong|deputy)\b")


def check(
    metadata: Metadata,
    header: Header,
    number: DocumentNumber | None,
    signatures: list[Signature],
    references: list[OwnReference],
    *,
    portal_title: str | None,
) -> list[MetadataFinding]:
    """Return the findings on a paper's metadata, in the order of its fields."""
    titles: list[tuple[str, int | None]] = [(portal_title, None)] if portal_title else []
    if header.portal_title:
        titles.append((header.portal_title.text, header.portal_title.number))
    findings = [
        *_missing(metadata, header, number),
        *_number_against_rest(metadata, number),
        *_two_numbers(metadata, header, number, references),
        *_dates(metadata, header, number, references),
        *_signing(metadata, signatures),
    ]
    for title, line in titles:
        findings.extend(_portal(title, line, metadata, number))
    return findings


def _at(metadata: Metadata, *fields: str) -> tuple[int, ...]:
    return tuple(sorted({metadata.evidence[name].line for name in fields if name in metadata.evidence}))


def _missing(metadata: Metadata, header: Header, number: DocumentNumber | None) -> Iterator[MetadataFinding]:
    if metadata.number is None and "number" in metadata.evidence:
        yield MetadataFinding(
            "number_blank",
            f"Số của văn bản còn để trống (“{metadata.evidence['number'].text}”); cần ghi số trước.",
            ("number",),
            _at(metadata, "number"),
        )
    elif metadata.number is None:
        yield MetadataFinding(
            "number_missing", "Không tìm thấy số, ký hiệu ở phần đầu văn bản; cần nhập tay.", ("number",)
        )
    elif number is None:
        yield MetadataFinding(
            "number_malformed",
            f"Số, ký hiệu “{metadata.number}” không đúng thể thức; cần xem lại tên loại, cơ quan.",
            ("number",),
            _at(metadata, "number"),
        )
    elif metadata.evidence["number"].confidence < 0.8:
        yield MetadataFinding(
            "number_not_in_header",
            f"Số {metadata.number} không có ở phần đầu văn bản mà lấy từ chỗ khác trong tệp; cần đối chiếu.",
            ("number",),
            _at(metadata, "number"),
        )
    for name, label in _EXPECTED.items():
        if getattr(metadata, name) is None:
            yield MetadataFinding(f"{name}_missing", f"Không tìm thấy {label} trong văn bản; cần nhập tay.", (name,))
    if any(fold(atom.text).startswith("dự thảo") for atom in header.top):
        yield MetadataFinding("draft", "Văn bản ghi là dự thảo: số và ngày có thể chưa có.", ("number", "date"))


def _number_against_rest(metadata: Metadata, number: DocumentNumber | None) -> Iterator[MetadataFinding]:
    if number is None:
        return
    yield from _type_against_number(metadata, number)
    yield from _issuer_against_number(metadata, number)
    if "party_body_in_state_form" in number.warnings:
        yield MetadataFinding(
            "party_body_in_state_form",
            f"Số {number.text} viết theo kiểu Nhà nước nhưng là cơ quan Đảng; "
            f"văn bản của Đảng ghi {number.ordinal}-{number.abbreviation}/{number.body}.",
            ("number",),
            _at(metadata, "number"),
        )


def _type_against_number(metadata: Metadata, number: DocumentNumber) -> Iterator[MetadataFinding]:
    if metadata.type is None:
        return
    allowed = [kind.name for kind in number.types]
    if number.grammar is Grammar.LAW:
        allowed = ["Luật", "Bộ luật", "Nghị quyết", "Pháp lệnh", "Hiến pháp"]
    if allowed and metadata.type not in allowed:
        yield MetadataFinding(
            "type_differs_from_number",
            f"Tên loại là “{metadata.type}” nhưng số {number.text} là của {' hoặc '.join(allowed).lower()}.",
            ("type", "number"),
            _at(metadata, "type", "number"),
        )


def _issuer_against_number(metadata: Metadata, number: DocumentNumber) -> Iterator[MetadataFinding]:
    first = re.split(r"[-/]", number.body)[0] if number.body else ""
    suffix = agency_of(first)
    if suffix is None or metadata.issuer is None:
        return
    issuers = [agency_named(name) for name in metadata.issuer.split("; ")]
    known = [agency for agency in issuers if agency is not None]
    if known and suffix not in known and not _issued_through(suffix.name, known[0].name):
        yield MetadataFinding(
            "issuer_differs_from_number",
            f"Cơ quan ban hành ghi là “{metadata.issuer}” nhưng ký hiệu {first} trong số {number.text} "
            f"là của {suffix.name}.",
            ("issuer", "number"),
            _at(metadata, "issuer", "number"),
        )


def _issued_through(suffix: str, issuer: str) -> bool:
    """Tell whether the header's body and the number's suffix go together though they differ."""
    return {suffix, issuer} <= {"Văn phòng Chính phủ", "Thủ tướng Chính phủ"}


def _two_numbers(
    metadata: Metadata, header: Header, number: DocumentNumber | None, references: list[OwnReference]
) -> Iterator[MetadataFinding]:
    others = [(each, atom.line.number) for each, atom in header_numbers(header) if each and each.ordinal]
    if metadata.number and number and any(each.key != number.key for each, _ in others):
        listed = ", ".join(dict.fromkeys(each.text for each, _ in others))
        yield MetadataFinding(
            "two_numbers",
            f"Phần đầu văn bản có hai số khác nhau: {listed}.",
            ("number",),
            tuple(line for _, line in others),
        )
    if not (metadata.number and number):
        return
    for own in references:
        same_type = metadata.type is not None and fold(own.type_name) == fold(metadata.type)
        if own.annex and same_type and own.number.key != number.key:
            yield MetadataFinding(
                "annex_number_differs",
                f"Phụ lục ghi kèm theo số {own.number.text}, khác số {number.text} của văn bản.",
                ("number",),
                (*_at(metadata, "number"), own.line.number),
            )
            return


def _dates(
    metadata: Metadata, header: Header, number: DocumentNumber | None, references: list[OwnReference]
) -> Iterator[MetadataFinding]:
    written = header_date(header)
    if written and written[0].iso is None:
        blank = written[0].blank
        problem = "còn để trống" if blank else "không có trên lịch"
        yield MetadataFinding(
            "date_blank" if blank else "date_impossible",
            f"Ngày ban hành “{written[2].text}” {problem}; cần ghi lại.",
            ("date",),
            (written[2].line,),
        )
    elif metadata.date is None:
        yield MetadataFinding("date_missing", "Không tìm thấy ngày ban hành trong văn bản; cần nhập tay.", ("date",))
    if metadata.date and number and number.year and number.year != int(metadata.date[:4]):
        yield MetadataFinding(
            "year_differs",
            f"Số {number.text} là của năm {number.year} nhưng ngày ban hành là {_vietnamese(metadata.date)}.",
            ("number", "date"),
            _at(metadata, "number", "date"),
        )
    for own in references:
        same = number is not None and own.number.key == number.key
        if own.annex and same and own.date and metadata.date and own.date != metadata.date:
            yield MetadataFinding(
                "annex_date_differs",
                f"Phụ lục ghi ngày {_vietnamese(own.date)}, khác ngày ban hành {_vietnamese(metadata.date)}.",
                ("date",),
                (*_at(metadata, "date"), own.line.number),
            )
            return
    if metadata.effective_date and metadata.date and metadata.effective_date < metadata.date:
        yield MetadataFinding(
            "effective_before_issue",
            f"Ngày có hiệu lực {_vietnamese(metadata.effective_date)} "
            f"trước ngày ban hành {_vietnamese(metadata.date)}.",
            ("effective_date", "date"),
            _at(metadata, "effective_date", "date"),
        )


def _vietnamese(iso: str) -> str:
    year, month, day = iso.split("-")
    return f"{day}/{month}/{year}"


def _signing(metadata: Metadata, signatures: list[Signature]) -> Iterator[MetadataFinding]:
    if not signatures:
        return
    first = signatures[0]
    deputy = bool(_DEPUTY.search(bare(first.position)))
    lines = (first.first_line, first.name_line)
    if first.power == "KT." and not deputy:
        yield MetadataFinding(
            "deputy_expected",
            f"Ký thay (KT.) nhưng chức vụ ghi là “{first.position}”, không phải cấp phó; cần kiểm tra.",
            ("signing_power", "signer_position"),
            lines,
        )
    if deputy and first.power is None:
        yield MetadataFinding(
            "power_missing",
            f"Người ký là cấp phó (“{first.position}”) nhưng không ghi KT. trước chức vụ của người đứng đầu.",
            ("signing_power", "signer_position"),
            lines,
        )


def _portal(
    title: str, line: int | None, metadata: Metadata, number: DocumentNumber | None
) -> Iterator[MetadataFinding]:
    found = [each.number for each in find_numbers(title)]
    own = _titled_number(title, found)
    places = (*_at(metadata, "number", "type"), *((line,) if line else ()))
    if own and number and metadata.number and own.key != number.key:
        yield MetadataFinding(
            "portal_number_differs",
            f"Tiêu đề trên cổng ghi số {own.text} nhưng văn bản ghi số {number.text}.",
            ("number",),
            places,
        )
    titled = _titled_type(title)
    if titled and metadata.type and titled not in (metadata.type, "Văn bản hợp nhất"):
        yield MetadataFinding(
            "portal_type_differs",
            f"Tiêu đề trên cổng ghi “{titled}” nhưng văn bản là “{metadata.type}”.",
            ("type",),
            places,
        )
    if metadata.subject and _little_in_common(title, metadata.subject):
        yield MetadataFinding(
            "portal_subject_differs",
            "Trích yếu trong văn bản khác hẳn tiêu đề trên cổng; có thể tệp đính kèm là của văn bản khác.",
            ("subject",),
            _at(metadata, "subject"),
        )


def _titled_number(title: str, found: list[DocumentNumber]) -> DocumentNumber | None:
    """Return the paper's own number in a title: first in "Thông tư số …", last in "Luật … số …"."""
    if not found:
        return None
    return found[-1] if re.match(r"(?:bộ )?luật\b|pháp lệnh\b", fold(title)) else found[0]


def _titled_type(title: str) -> str | None:
    words = title.split()
    for length in (4, 3, 2, 1):
        kind = type_named(" ".join(words[:length]))
        if kind:
            return kind.name
    return None


def _little_in_common(title: str, subject: str) -> bool:
    """Tell whether most of the shorter wording is not in the other; a short title says nothing."""
    ours = set(bigrams(syllables(subject)))
    theirs = {pair for pair in bigrams(syllables(title)) if not re.search(r"\d", pair)}
    if min(len(ours), len(theirs)) < 5 or title.isascii() != subject.isascii():
        return False
    return len(ours & theirs) < 0.5 * min(len(ours), len(theirs))
