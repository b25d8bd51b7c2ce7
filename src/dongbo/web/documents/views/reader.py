"""The reader: a version's text with its outline and citations, the original file, and its exports."""

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from dongbo.documents.operations.storing import file_path
from dongbo.documents.queries import (
    citations_from,
    citations_to,
    outline_of,
    readable_versions,
    version_before,
)
from dongbo.web.acting import officer_of
from dongbo.web.documents.exports import EXPORTS
from dongbo.web.documents.presentation import outline_rows, shown_tree
from dongbo.web.thread import thread_of


def version(request: HttpRequest, pk: int) -> HttpResponse:
    """The text with its outline, facts, citations both ways, and by each provision its trace links."""
    officer = officer_of(request)
    read = get_object_or_404(readable_versions(officer), pk=pk)
    tree = shown_tree(read.provisions.order_by("rank"))
    thread = thread_of(read.document, officer=officer, version=read)
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
            "citations": citations_from(read),
            "cited_in": citations_to(read.document)[:50],
            "before": version_before(read),
            "exports": EXPORTS.values(),
        },
    )


def version_file(request: HttpRequest, pk: int) -> FileResponse:
    """The file as it was sent; always a download, never shown by the browser."""
    kept = get_object_or_404(readable_versions(officer_of(request)), pk=pk)
    path = file_path(kept.file_id)
    if not path.exists():
        raise Http404
    return FileResponse(
        path.open("rb"), as_attachment=True, filename=kept.file_name, content_type="application/octet-stream"
    )


def version_export(request: HttpRequest, pk: int, ending: str) -> HttpResponse:
    """The version as Word, PDF, Akoma Ntoso or Markdown."""
    kept = get_object_or_404(readable_versions(officer_of(request)), pk=pk)
    export = EXPORTS.get(ending)
    if export is None:
        raise Http404
    response = HttpResponse(export.write(kept, outline_of(kept)), content_type=export.content_type)
    response["Content-Disposition"] = f'attachment; filename="van-ban-{kept.pk}.{ending}"'
    return response
