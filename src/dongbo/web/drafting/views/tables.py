"""Annex tables of targets and of tasks: edited as tables, brought in from Excel row by row, taken out to Excel."""

import json
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from dongbo.documents.models import Provision, ProvisionVersion
from dongbo.engines.annex_sheets import (
    COLUMNS,
    NAMES,
    ReadSheet,
    RefusedRow,
    SheetRefused,
    name_in,
    read_sheet,
    refused_sheet,
    sheet_of,
)
from dongbo.engines.provisions import Kind
from dongbo.engines.provisions.tables import TableKind, heading_of, in_order
from dongbo.engines.vietnamese import fold
from dongbo.engines.workbooks import WorkbookRefused, read_workbook, write_workbook
from dongbo.organisation.rules import NotAllowed
from dongbo.planning.operations.writing import ImportedRow, add_row, import_rows
from dongbo.planning.queries.writing import words_hash
from dongbo.web.acting import require_page
from dongbo.web.drafting.desk import Desk, desk
from dongbo.web.drafting.forms.tables import RowForm, SheetForm
from dongbo.web.drafting.page import name_of
from dongbo.web.lists import WORKBOOK
from dongbo.web.organisation.views.acts import posted


@dataclass(frozen=True, slots=True)
class Annex:
    """An annex with its rows and the columns of its table."""

    row: ProvisionVersion
    rows: list[ProvisionVersion]
    columns: list[str]

    @property
    def kind(self) -> TableKind:
        """What its rows list."""
        return TableKind.TARGETS if "indicator" in self.columns else TableKind.TASKS


def _annex(found: Desk, provision: UUID) -> tuple[Provision, Annex]:
    identity = found.provision(provision)
    row = found.row(identity.pk)
    if row is None or row.kind != Kind.ANNEX:
        raise Http404
    rows = list(found.version.provisions.filter(parent=row, kind=Kind.ROW).order_by("rank"))
    return identity, Annex(row, rows, in_order({key for one in rows for key in one.cells}))


def writing_table(request: HttpRequest, pk: UUID, provision: UUID) -> HttpResponse:
    """The table of an annex, with a row to fill in beneath it."""
    found = desk(request, pk)
    identity, annex = _annex(found, provision)
    writes = found.writes_at(annex.row)
    asked = request.GET.get("kind", "")
    kind = TableKind(asked) if asked in COLUMNS else annex.kind
    columns = annex.columns or list(COLUMNS[kind])
    form = RowForm(posted(request), columns=columns)
    if request.method == "POST":
        require_page(writes)
        if form.is_valid() and _added(found, identity, form):
            return redirect(f"{request.path}#new")
    return render(
        request,
        "drafting/writing/table.html",
        {
            "dossier": found.dossier,
            "document": found.dossier.document,
            "annex": annex,
            "name": name_of(annex.row),
            "headings": [heading_of(key) for key in columns],
            "rows": [(one, [(heading_of(key), one.cells.get(key, "")) for key in columns]) for one in annex.rows],
            "form": form,
            "writes": writes,
            "kinds": [] if annex.rows else [(one, NAMES[one], one == kind) for one in COLUMNS],
        },
        status=422 if form.errors else 200,
    )


def _added(found: Desk, annex: Provision, form: RowForm) -> bool:
    try:
        add_row(version=found.version, annex=annex, cells=form.cells, by=found.by, at=found.at)
    except ValidationError as refusal:
        form.add_error(None, refusal.messages[0])
        return False
    return True


def writing_table_export(request: HttpRequest, pk: UUID, provision: UUID) -> HttpResponse:
    """The table as a workbook, in the columns it is brought in by."""
    found = desk(request, pk)
    _identity, annex = _annex(found, provision)
    asked = request.GET.get("kind", "")
    kind = TableKind(asked) if asked in COLUMNS and not annex.rows else annex.kind
    return _workbook(write_workbook([sheet_of(kind, [(one.number, one.cells) for one in annex.rows])]), "phu-luc")


def writing_table_import(request: HttpRequest, pk: UUID, provision: UUID) -> HttpResponse:
    """Read a workbook, show what each row would do, then take the good rows; bad ones go back with their reason."""
    found = desk(request, pk)
    identity, annex = _annex(found, provision)
    require_page(found.writes_at(annex.row))
    if request.method == "POST" and "refused" in request.POST:
        return _refused_rows(request)
    form = SheetForm(posted(request), request.FILES or None)
    preview: dict[str, Any] = {}
    if request.method == "POST" and "rows" in request.POST:
        form = SheetForm()
        if _brought_in(request, found, identity):
            return redirect("writing-table", pk, provision)
        return _import_page(request, found, annex, form, {}, status=422)
    if request.method == "POST" and form.is_valid():
        preview = _preview(form, annex)
    return _import_page(request, found, annex, form, preview, status=422 if form.errors else 200)


def _import_page(
    request: HttpRequest, found: Desk, annex: Annex, form: SheetForm, preview: dict[str, Any], *, status: int
) -> HttpResponse:
    context = {
        "dossier": found.dossier,
        "document": found.dossier.document,
        "version": found.version,
        "annex": annex,
        "name": name_of(annex.row),
        "form": form,
        **preview,
    }
    return render(request, "drafting/writing/import.html", context, status=status)


def _preview(form: SheetForm, annex: Annex) -> dict[str, Any]:
    sent = form.cleaned_data["file"]
    try:
        read = read_sheet(read_workbook(sent.read(), name=sent.name))
    except (SheetRefused, WorkbookRefused) as refusal:
        form.add_error("file", str(refusal))
        return {}
    known = {fold(name_in(row.cells)): row for row in reversed(annex.rows)}
    rows, shown = [], []
    for one in read.rows:
        there = known.pop(fold(name_in(one.cells)), None)
        same = there is not None and all(there.cells.get(key, "") == cell for key, cell in one.cells.items())
        shown.append((one, there, same))
        if not same:
            rows.append(
                {
                    "number": one.number,
                    "cells": one.cells,
                    "provision": str(there.provision_id) if there else "",
                    "seen": words_hash(there) if there else "",
                }
            )
    return {
        "read": read,
        "shown": [(one, there, same, name_in(one.cells)) for one, there, same in shown],
        "taken": len(rows),
        "payload": json.dumps(rows, ensure_ascii=False),
        "refused": json.dumps(
            {"headings": read.headings, "rows": [[row.place, row.values, row.reason] for row in read.refused]},
            ensure_ascii=False,
        ),
    }


def _brought_in(request: HttpRequest, found: Desk, annex: Provision) -> bool:
    try:
        rows = [
            ImportedRow(
                str(one["number"])[:40],
                {str(key): str(cell) for key, cell in one["cells"].items()},
                UUID(one["provision"]) if one["provision"] else None,
                str(one["seen"]),
            )
            for one in json.loads(request.POST["rows"])
        ]
    except (ValueError, KeyError, TypeError, AttributeError):
        messages.error(request, _("Dữ liệu xem trước không còn nguyên vẹn; hãy gửi lại tệp."), extra_tags="late")
        return False
    try:
        import_rows(version=found.version, annex=annex, rows=rows, by=found.by, at=found.at)
    except (ValidationError, NotAllowed) as refusal:
        said = refusal.messages[0] if isinstance(refusal, ValidationError) else str(refusal)
        messages.error(request, said, extra_tags="late")
        return False
    messages.success(request, _("Đã nhận %(count)s dòng.") % {"count": len(rows)}, extra_tags="well")
    return True


def _refused_rows(request: HttpRequest) -> HttpResponse:
    try:
        held = json.loads(request.POST["refused"])
        rows = tuple(RefusedRow(int(row[0]), tuple(map(str, row[1])), str(row[2])) for row in held["rows"])
        read = ReadSheet(TableKind.OTHER, tuple(map(str, held["headings"])), (), rows)
    except (ValueError, KeyError, TypeError, IndexError) as broken:
        raise Http404 from broken
    return _workbook(write_workbook([refused_sheet(read)]), "dong-chua-nhan")


def _workbook(data: bytes, name: str) -> HttpResponse:
    response = HttpResponse(data, content_type=WORKBOOK)
    response["Content-Disposition"] = f'attachment; filename="{name}.xlsx"'
    return response
