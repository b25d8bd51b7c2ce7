"""What every list page does: cut pages, keep filters in the address, leave as a workbook."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from io import BytesIO
from typing import Any

from django.conf import settings
from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from openpyxl import Workbook
from openpyxl.cell import Cell, WriteOnlyCell
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

from dongbo.organisation.queries.listing import Listing

WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def page_of(
    request: HttpRequest, rows: "QuerySet[Any] | Sequence[Any] | Listing[Any]", *, size: int | None = None
) -> "Page[Any]":
    """Return the page of `rows` the address asks for; a number that is none, or too high, gives the nearest page."""
    paged: Any = rows
    return Paginator(paged, size or settings.PAGE_SIZE).get_page(request.GET.get("page"))


def kept_query(request: HttpRequest) -> str:
    """Return the address's filters as a query string ending in "&", without the page number; empty without any."""
    kept = request.GET.copy()
    kept.pop("page", None)
    return f"{kept.urlencode()}&" if kept else ""


def workbook(*, name: str, headings: Sequence[str], rows: Iterable[Sequence[object]]) -> HttpResponse:
    """Return `rows` under `headings` as an .xlsx download called `name`.

    A text that begins like a formula is written as text, so that opening the file computes nothing.
    """
    book = Workbook(write_only=True)
    sheet = book.create_sheet(name[:31])
    sheet.freeze_panes = "A2"
    for position, heading in enumerate(headings, start=1):
        sheet.column_dimensions[get_column_letter(position)].width = max(14, min(60, len(heading) * 2))
    sheet.append([_heading(sheet, heading) for heading in headings])
    for row in rows:
        sheet.append([_cell(sheet, value) for value in row])
    held = BytesIO()
    book.save(held)
    response = HttpResponse(held.getvalue(), content_type=WORKBOOK)
    response["Content-Disposition"] = f'attachment; filename="{name}.xlsx"'
    return response


def _heading(sheet: Any, text: str) -> Cell:
    cell = WriteOnlyCell(sheet, value=text)
    cell.font = Font(bold=True)
    return cell


def _cell(sheet: Any, value: object) -> Cell:
    plain: Any = timezone.localtime(value).replace(tzinfo=None) if isinstance(value, datetime) else value
    is_text = not isinstance(plain, int | float | date | None)
    cell = WriteOnlyCell(sheet, value=str(plain) if is_text else plain)
    if is_text:
        cell.data_type = "s"
        cell.alignment = Alignment(wrap_text=True, vertical="top")
    elif isinstance(plain, date):
        cell.number_format = "dd/mm/yyyy hh:mm" if isinstance(plain, datetime) else "dd/mm/yyyy"
    return cell
