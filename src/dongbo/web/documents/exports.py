"""A version as a file to take away: Word and PDF in the official layout, Akoma Ntoso, Markdown."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from dongbo.documents.models import Version
from dongbo.engines.akoma_ntoso import write_akoma_ntoso
from dongbo.engines.decree30 import OfficialDocument, write_docx, write_pdf
from dongbo.engines.markdown_export import write_markdown
from dongbo.engines.numbers import Grammar, parse_number
from dongbo.engines.provisions import Outline

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@dataclass(frozen=True, slots=True)
class Export:
    """One format: its ending, the button's name, the content type and the writer."""

    ending: str
    name: str
    content_type: str
    write: Callable[[Version, Outline], bytes]


def official_document(version: Version, outline: Outline) -> OfficialDocument:
    """Return the version with the register's facts, ready to be set in the official layout."""
    document, read = version.document, version.fields
    number = parse_number(document.number) if document.number else None
    titles = (read.get("signed_for"), read.get("signing_power"), document.signer_position)
    return OfficialDocument(
        outline=outline,
        type=document.type_name,
        number=document.number,
        issuer=document.organ_name,
        governing_body=read.get("parent_agency") or "",
        place=read.get("place") or "",
        date=document.issued_date,
        subject=document.subject,
        addressees=tuple(read.get("addressees", ())),
        opening=tuple(read.get("legal_bases", ())),
        signer_titles=tuple(title for title in titles if title),
        signer=document.signer_name,
        recipients=tuple(document.recipients.split("\n") if document.recipients else read.get("recipients", ())),
        party=number is not None and number.grammar is Grammar.PARTY,
        draft_mark="" if document.number and version.is_frozen else version.label,
    )


def _metadata(version: Version, outline: Outline) -> dict[str, str]:
    official = official_document(version, outline)
    kept: dict[str, Any] = {
        "type": official.type,
        "number": official.number,
        "date": official.date.isoformat() if official.date else "",
        "issuer": official.issuer,
        "place": official.place,
        "place_and_date": official.place_and_date,
        "subject": official.subject,
        "opening": "\n".join(official.opening),
        "signer": official.signer,
        "signer_position": version.document.signer_position,
    }
    return {name: value for name, value in kept.items() if value}


EXPORTS = {
    export.ending: export
    for export in (
        Export("docx", "Word", WORD, lambda version, outline: write_docx(official_document(version, outline))),
        Export(
            "pdf", "PDF", "application/pdf", lambda version, outline: write_pdf(official_document(version, outline))
        ),
        Export(
            "xml",
            "Akoma Ntoso",
            "application/xml",
            lambda version, outline: write_akoma_ntoso(outline, _metadata(version, outline)),
        ),
        Export(
            "md",
            "Markdown",
            "text/markdown; charset=utf-8",
            lambda version, outline: write_markdown(outline, _metadata(version, outline)).encode(),
        ),
    )
}
"""The formats by ending, in the order of their buttons."""
