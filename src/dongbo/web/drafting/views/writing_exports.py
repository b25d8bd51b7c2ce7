"""The draft as it is being written as a file to take away, and what became of it since a frozen version."""

from dataclasses import replace
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404

from dongbo.documents.models import Version
from dongbo.documents.operations import record_reading
from dongbo.documents.queries import official_document, outline_of, readable_versions
from dongbo.documents.states import Reading
from dongbo.engines.decree30 import OfficialDocument, write_docx, write_pdf, write_tracked_docx
from dongbo.engines.provisions import Outline
from dongbo.engines.redline import compare
from dongbo.web.documents.exports import WORD
from dongbo.web.drafting.desk import desk

MARK = "DỰ THẢO"
"""What stands in the box at the head of a draft; it belongs to the paper and is not translated."""

FORMATS = {"docx": (WORD, write_docx), "pdf": ("application/pdf", write_pdf)}


def writing_export(request: HttpRequest, pk: UUID, ending: str) -> HttpResponse:
    """The draft as Word or PDF in the official layout."""
    found = desk(request, pk, shows=False)
    if ending not in FORMATS:
        raise Http404
    kind, write = FORMATS[ending]
    document = found.dossier.document
    detail = f"{found.version.label}, {ending}"
    record_reading(documents=[document], what=Reading.EXPORT, by=found.by, at=found.at, detail=detail)
    data = write(draft_paper(found.version, outline_of(found.version)))
    return _file(data, kind, f"du-thao-{found.version.ordinal}.{ending}")


def writing_redline_word(request: HttpRequest, pk: UUID, old: int) -> HttpResponse:
    """What was written since a frozen version, as a Word file with native tracked changes."""
    found = desk(request, pk, shows=False)
    document = found.dossier.document
    before = get_object_or_404(readable_versions(found.by, at=found.at).filter(document=document), pk=old)
    record_reading(documents=[document], what=Reading.REDLINE, by=found.by, at=found.at, detail=before.label)
    was, now = outline_of(before), outline_of(found.version)
    data = write_tracked_docx(
        was,
        now,
        compare(was, now),
        author=found.dossier.standing_unit.name,
        moment=found.at,
        frame=draft_paper(found.version, now),
    )
    return _file(data, WORD, f"so-sanh-{before.ordinal}-{found.version.ordinal}.docx")


def draft_paper(version: Version, outline: Outline) -> OfficialDocument:
    """Return what is being written, ready to be set, with its opening lines and the mark of a draft."""
    opening = tuple(line for line in version.preamble.split("\n") if line.strip())
    return replace(official_document(version, outline), opening=opening, draft_mark=MARK)


def _file(data: bytes, kind: str, name: str) -> HttpResponse:
    response = HttpResponse(data, content_type=kind)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
