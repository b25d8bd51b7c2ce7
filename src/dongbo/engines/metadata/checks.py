"""What is missing or contradictory among the fields of a paper, for the officer who registers it."""

import re
from collections.abc import Iterator

from dongbo.engines.metadata.atoms import bare
from dongbo.engines.metadata.fields import header_date, header_numbers
from dongbo.engines.metadata.header import Header
from dongbo.engines.metadata.model import Metadata, MetadataFinding
from dongbo.engines.metadata.portal import check_title
from dongbo.engines.metadata.references import OwnReference
from dongbo.engines.metadata.signature import Signature
from dongbo.engines.numbers import DocumentNumber, Grammar, agency_named, agency_of, vietnamese_date
from dongbo.engines.vietnamese import fold

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
        findings.extend(check_title(title, line, metadata, number))
    return findings


def _missing(metadata: Metadata, header: Header, number: DocumentNumber | None) -> Iterator[MetadataFinding]:
    if metadata.number is None and "number" in metadata.evidence:
        yield MetadataFinding(
            "number_blank",
            f"Số của văn bản còn để trống (“{metadata.evidence['number'].text}”); cần ghi số trước.",
            ("number",),
            metadata.lines_of("number"),
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
            metadata.lines_of("number"),
        )
    elif metadata.evidence["number"].confidence < 0.8:
        yield MetadataFinding(
            "number_not_in_header",
            f"Số {metadata.number} không có ở phần đầu văn bản mà lấy từ chỗ khác trong tệp; cần đối chiếu.",
            ("number",),
            metadata.lines_of("number"),
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
            metadata.lines_of("number"),
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
            metadata.lines_of("type", "number"),
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
            metadata.lines_of("issuer", "number"),
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
                (*metadata.lines_of("number"), own.line.number),
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
            f"Số {number.text} là của năm {number.year} nhưng ngày ban hành là {vietnamese_date(metadata.date)}.",
            ("number", "date"),
            metadata.lines_of("number", "date"),
        )
    for own in references:
        same = number is not None and own.number.key == number.key
        if own.annex and same and own.date and metadata.date and own.date != metadata.date:
            yield MetadataFinding(
                "annex_date_differs",
                f"Phụ lục ghi ngày {vietnamese_date(own.date)}, khác ngày ban hành {vietnamese_date(metadata.date)}.",
                ("date",),
                (*metadata.lines_of("date"), own.line.number),
            )
            return
    if metadata.effective_date and metadata.date and metadata.effective_date < metadata.date:
        yield MetadataFinding(
            "effective_before_issue",
            f"Ngày có hiệu lực {vietnamese_date(metadata.effective_date)} "
            f"trước ngày ban hành {vietnamese_date(metadata.date)}.",
            ("effective_date", "date"),
            metadata.lines_of("effective_date", "date"),
        )


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
