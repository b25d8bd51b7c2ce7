"""A version as a file to take away: Word and PDF in the official layout, Akoma Ntoso, Markdown."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from dongbo.documents.models import Version
from dongbo.documents.queries import official_document
from dongbo.engines.akoma_ntoso import write_akoma_ntoso
from dongbo.engines.decree30 import write_docx, write_pdf
from dongbo.engines.markdown_export import write_markdown
from dongbo.engines.provisions import Outline

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@dataclass(frozen=True, slots=True)
class Export:
    """One format: its ending, the button's name, the content type and the writer."""

    ending: str
    name: str
    content_type: str
    write: Callable[[Version, Outline], bytes]


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
