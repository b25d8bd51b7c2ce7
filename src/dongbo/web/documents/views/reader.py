"""The reader: a version's text with its outline and citations, the original file, and its exports."""

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from dongbo.documents.operations import record_reading
from dongbo.documents.operations.storing import file_path
from dongbo.documents.queries import (
    citations_from,
    citations_to,
    outline_of,
    readable_versions,
    version_before,
)
from dongbo.documents.states import Reading
from dongbo.web.acting import acting_of, now
from dongbo.web.documents.exports import EXPORTS
from dongbo.web.documents.presentation import outline_rows, shown_tree
from dongbo.web.thread import thread_of


def version(request: HttpRequest, pk: int) -> HttpResponse:
    """The text with its outline, facts, citations both ways, and by each provision its trace links."""
    by, at = acting_of(request), now()
    read = get_object_or_404(readable_versions(by, at=at), pk=pk)
    record_reading(documents=[read.document], what=Reading.TEXT, by=by, at=at, detail=read.label)
    tree = shown_tree(read.provisions.order_by("rank"))
    thread = thread_of(read.document, by=by, at=at, version=read)
    return render(
        request,
        "documents/reader.html",
        {
            "version": read,
            "document": read.document,
            "tree": [(item, thread.joined.get(item.row.provision_id)) for item in tree],
            "rail": thread.rail,
            "links_address": reverse("links"),
            "outline": outline_rows(tree),
            "citations": citations_from(read, by=by, at=at),
            "cited_in": citations_to(read.document, by=by, at=at)[:50],
            "before": version_before(read),
            "exports": EXPORTS.values(),
        },
    )


def version_file(request: HttpRequest, pk: int) -> FileResponse:
    """The file as it was sent; always a download, never shown by the browser."""
    by, at = acting_of(request), now()
    kept = get_object_or_404(readable_versions(by, at=at), pk=pk)
    path = file_path(kept.sha256)
    if not path.exists():
        raise Http404
    record_reading(documents=[kept.document], what=Reading.FILE, by=by, at=at, detail=kept.label)
    return FileResponse(
        path.open("rb"), as_attachment=True, filename=kept.file_name, content_type="application/octet-stream"
    )


def version_export(request: HttpRequest, pk: int, ending: str) -> HttpResponse:
    """The version as Word, PDF, Akoma Ntoso or Markdown."""
    by, at = acting_of(request), now()
    kept = get_object_or_404(readable_versions(by, at=at), pk=pk)
    export = EXPORTS.get(ending)
    if export is None:
        raise Http404
    record_reading(documents=[kept.document], what=Reading.EXPORT, by=by, at=at, detail=f"{kept.label}, {ending}")
    response = HttpResponse(export.write(kept, outline_of(kept)), content_type=export.content_type)
    response["Content-Disposition"] = f'attachment; filename="van-ban-{kept.pk}.{ending}"'
    return response
