"""The figures of the present state: typed one by one, brought in from Excel row by row, taken out to Excel."""

import json
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from dongbo.documents.models import Document
from dongbo.engines.figure_sheets import (
    HEADINGS,
    FigureRow,
    FiguresRefused,
    ReadFigures,
    RefusedFigure,
    figures_sheet,
    read_figures,
    refused_sheet,
)
from dongbo.engines.workbooks import NewSheet, Row, Sheet, WorkbookRefused, read_workbook, write_workbook
from dongbo.planning.models import CurrentFigure
from dongbo.planning.operations.dossiers import remove_figure, take_figures
from dongbo.planning.queries.dossiers import figures_of, sources_named
from dongbo.web.drafting.forms.dossiers import FigureFilterForm, FigureForm, FiguresSheetForm
from dongbo.web.drafting.scope import Opened, led, opened
from dongbo.web.lists import WORKBOOK, kept_query, page_of
from dongbo.web.organisation.views.acts import posted, pressed, refused

FIGURES = "dossier-figures"
MOST_SHOWN = 200
"""How many rows a preview shows; the rest is counted."""


def dossier_figures(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The figures, as filtered or as a workbook; a new one is typed beneath them."""
    found = opened(request, pk) if request.method == "GET" else led(request, pk)
    asked = FigureFilterForm(request.GET)
    figures = figures_of(found.dossier, found.by, at=found.at, **asked.said())
    if request.GET.get("export") == "xlsx":
        return _workbook(figures_sheet(map(_columns, figures)), "so-lieu-hien-trang")
    form, status = FigureForm(posted(request), by=found.by, at=found.at), 200
    if request.method == "POST":
        status = refused(form, lambda: _take(found, [form.cleaned_data])) if form.is_valid() else 422
        if not form.errors:
            messages.success(request, _("Đã nhận số liệu."), extra_tags="well")
            return redirect(found.address(FIGURES))
    page = page_of(request, figures)
    context = {
        "asked": asked,
        "form": form,
        "page": page,
        "rows": [(one, source_words(one)) for one in page],
        "query": kept_query(request),
        "narrowed": asked.narrows(),
    }
    return render(request, "drafting/dossiers/figures.html", found.frame(FIGURES) | context, status=status)


def _columns(figure: Any) -> list[object]:
    return [figure.name, figure.value, figure.measure, figure.as_of, source_words(figure)]


def source_words(figure: Any) -> str:
    """Return where a figure is from, as the reader may know it."""
    if figure.source_id is None:
        return str(figure.source_note)
    if not figure.is_known:
        return _("Văn bản bạn không được xem")
    return str(figure.source.number or figure.source.name)


def _take(found: Opened, figures: list[dict[str, Any]]) -> list[CurrentFigure]:
    return take_figures(dossier=found.dossier, figures=figures, by=found.by, at=found.at)


@require_POST
def dossier_figure_remove(request: HttpRequest, pk: UUID, figure: int) -> HttpResponse:
    """Take a figure out."""
    found = led(request, pk)
    one = get_object_or_404(found.dossier.current_figures.select_related("dossier"), pk=figure)
    return pressed(
        request,
        lambda: remove_figure(figure=one, by=found.by, at=found.at),
        done=_("Đã bỏ số liệu «%(name)s».") % {"name": one.name},
        to=found.address(FIGURES),
    )


def dossier_figures_import(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Read a workbook, show what each row would do, then take the good rows; bad ones go back with their reason."""
    found = led(request, pk)
    if request.method == "POST" and "refused" in request.POST:
        return _workbook(refused_sheet(_refused(request)), "dong-chua-nhan")
    if request.method == "POST" and "rows" in request.POST:
        return _bring_in(request, found)
    form = FiguresSheetForm(posted(request), request.FILES or None)
    preview: dict[str, Any] = {}
    if request.method == "POST" and form.is_valid():
        sent = form.cleaned_data["file"]
        try:
            preview = _preview(found, read_figures(read_workbook(sent.read(), name=sent.name)))
        except (FiguresRefused, WorkbookRefused) as refusal:
            form.add_error("file", str(refusal))
    context = found.frame(FIGURES) | {"form": form, "headings": HEADINGS} | preview
    return render(request, "drafting/dossiers/figures_import.html", context, status=422 if form.errors else 200)


def figures_blank(request: HttpRequest) -> HttpResponse:
    """An empty workbook with the columns in which figures are brought in."""
    return _workbook(figures_sheet([]), "mau-so-lieu-hien-trang")


def _placed(found: Opened, read: ReadFigures) -> list[tuple[FigureRow, CurrentFigure | None, Document | None]]:
    """Return each row with the figure it would bring to date and the document of the register its source is.

    A source written as the figure there tells it stays that document, be it without a number or closed to the reader.
    """
    known = {(one.name, one.as_of): one for one in figures_of(found.dossier, found.by, at=found.at)}
    sources = sources_named([row.source for row in read.rows], found.by, at=found.at)
    placed: list[tuple[FigureRow, CurrentFigure | None, Document | None]] = []
    for row in read.rows:
        there = known.get((row.name, row.as_of))
        kept = there.source if there is not None and source_words(there) == row.source else None
        placed.append((row, there, kept or sources.get(row.source)))
    return placed


def _preview(found: Opened, read: ReadFigures) -> dict[str, Any]:
    told = _placed(found, read)
    shown = [(row, there, source, there is not None and _same(there, row, source)) for row, there, source in told]
    payload = [_kept(row) for row, _there, _source, same in shown if not same]
    refused_rows = [[row.place, row.values, row.reason] for row in read.refused]
    return {
        "read": read,
        "shown": shown[:MOST_SHOWN],
        "refused_shown": read.refused[:MOST_SHOWN],
        "taken": len(payload),
        "payload": json.dumps(payload, ensure_ascii=False),
        "refused": json.dumps(refused_rows, ensure_ascii=False),
    }


def _same(there: CurrentFigure, row: FigureRow, source: Document | None) -> bool:
    note = "" if source else row.source
    kept = (there.value, there.measure, there.source_id, there.source_note)
    return kept == (row.value, row.measure, source.pk if source else None, note)


def _kept(row: FigureRow) -> list[str]:
    return [row.name, row.value, row.measure, row.as_of.isoformat(), row.source]


def _bring_in(request: HttpRequest, found: Opened) -> HttpResponse:
    """Take the rows shown before: read again under the same rules, so that nothing else slips in with them."""
    back = redirect("dossier-figures-import", found.dossier.pk)
    try:
        kept = [tuple(map(str, row)) for row in json.loads(request.POST["rows"])]
        read = read_figures([Sheet("", (Row(1, HEADINGS), *(Row(at, row) for at, row in enumerate(kept, start=2))))])
    except (ValueError, TypeError, FiguresRefused):
        read = ReadFigures((), ())
    if not read.rows or read.refused:
        told = _("Dữ liệu xem trước không còn nguyên vẹn; hãy gửi lại tệp.")
        messages.error(request, told, extra_tags="late")
        return back
    figures = [
        {
            "name": row.name,
            "value": row.value,
            "measure": row.measure,
            "as_of": row.as_of,
            "source": source,
            "source_note": "" if source else row.source,
        }
        for row, _there, source in _placed(found, read)
    ]
    try:
        _take(found, figures)
    except ValidationError as refusal:
        messages.error(request, refusal.messages[0], extra_tags="late")
        return back
    messages.success(request, _("Đã nhận %(count)s số liệu.") % {"count": len(figures)}, extra_tags="well")
    return redirect(found.address(FIGURES))


def _refused(request: HttpRequest) -> list[RefusedFigure]:
    try:
        return [
            RefusedFigure(int(row[0]), tuple(map(str, row[1])), str(row[2]))
            for row in json.loads(request.POST["refused"])
        ]
    except (ValueError, KeyError, TypeError, IndexError) as broken:
        raise Http404 from broken


def _workbook(sheet: NewSheet, name: str) -> HttpResponse:
    response = HttpResponse(write_workbook([sheet]), content_type=WORKBOOK)
    response["Content-Disposition"] = f'attachment; filename="{name}.xlsx"'
    return response
