"""The redline between any two versions of a document: inline, side by side, and as a Word file with tracked changes."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _

from dongbo.documents.models import Version
from dongbo.documents.operations import record_reading
from dongbo.documents.queries import official_document, outline_of, readable_versions
from dongbo.documents.states import Reading
from dongbo.engines.decree30 import write_tracked_docx
from dongbo.engines.redline import compare
from dongbo.web.acting import acting_of, now
from dongbo.web.documents.comparison import shown_redline
from dongbo.web.documents.exports import WORD
from dongbo.web.lists import workbook
from dongbo.web.templatetags.dongbo import place
from dongbo.web.thread import thread_of


def _both(request: HttpRequest, old: int, new: int) -> tuple[Version, Version]:
    """Return two versions of one document, and record who compares them where it is restricted."""
    by, at = acting_of(request), now()
    versions = readable_versions(by, at=at)
    before, after = get_object_or_404(versions, pk=old), get_object_or_404(versions, pk=new)
    if before.document_id != after.document_id:
        raise Http404
    compared = f"{before.label} – {after.label}"
    record_reading(documents=[after.document], what=Reading.REDLINE, by=by, at=at, detail=compared)
    return before, after


def redline(request: HttpRequest, old: int, new: int) -> HttpResponse:
    """What became of every provision between two versions."""
    before, after = _both(request, old, new)
    old_outline, new_outline = outline_of(before), outline_of(after)
    drawn = shown_redline(old_outline, new_outline, compare(old_outline, new_outline))
    if request.GET.get("export") == "xlsx":
        rows = (
            [shown.name, place(shown.change.old), place(shown.change.new), shown.change.old_text, shown.change.new_text]
            for shown in drawn.changes
        )
        headings = [_("Thay đổi"), _("Ở bản cũ"), _("Ở bản mới"), _("Nội dung cũ"), _("Nội dung mới")]
        return workbook(name="so-sanh", headings=headings, rows=rows)
    return render(
        request,
        "documents/redline.html",
        {
            "old": before,
            "new": after,
            "document": after.document,
            "drawn": drawn,
            "view": "side" if request.GET.get("view") == "side" else "inline",
            "rail": thread_of(after.document, by=acting_of(request), at=now(), version=after).rail,
        },
    )


def redline_word(request: HttpRequest, old: int, new: int) -> HttpResponse:
    """The same changes as a Word file with native tracked changes."""
    before, after = _both(request, old, new)
    old_outline, new_outline = outline_of(before), outline_of(after)
    data = write_tracked_docx(
        old_outline,
        new_outline,
        compare(old_outline, new_outline),
        author=after.imported_by.full_name,
        moment=after.imported_at,
        frame=official_document(after, new_outline),
    )
    response = HttpResponse(data, content_type=WORD)
    response["Content-Disposition"] = f'attachment; filename="so-sanh-{before.pk}-{after.pk}.docx"'
    return response
