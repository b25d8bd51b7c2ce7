"""The reader: a version's text with its outline and citations, the original file, and its exports."""

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from dongbo.documents.models import Version
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


def version(request: HttpRequest, pk: int) -> HttpResponse:
    """The text with its outline, facts and citations both ways."""
    read = get_object_or_404(readable_versions(officer_of(request)), pk=pk)
    tree = shown_tree(read.provisions.order_by("rank"))
    return render(
        request,
        "documents/reader.html",
        {
            "version": read,
            "document": read.document,
            "tree": tree,
            "outline": outline_rows(tree),
            "citations": citations_from(read),
            "cited_in": citations_to(read.document)[:50],
            "before": version_before(read),
            "versions": Version.objects.filter(document=read.document).order_by("-ordinal"),
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
