"""Units: the tree and the list on any day, and the page of a unit."""

from datetime import date, timedelta
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone

from dongbo.documents.queries import readable_documents
from dongbo.organisation.models import Unit, UnitAct
from dongbo.organisation.operations.units import may_be_withdrawn
from dongbo.organisation.queries import living_units, people_of
from dongbo.organisation.queries.intake import export_units
from dongbo.organisation.queries.units import predecessors_of, successors_of, timeline_of, today_of
from dongbo.organisation.rules import holds, may
from dongbo.organisation.states import Level, Permission
from dongbo.web.acting import acting_of, now
from dongbo.web.lists import kept_query, page_of, workbook
from dongbo.web.organisation.forms.units import UnitFilterForm
from dongbo.web.organisation.presentation import UNIT_HEADINGS, listed, unit_row, with_toggles
from dongbo.web.organisation.timeline import told
from dongbo.web.organisation.tree import (
    UnitFilter,
    counted_by_level,
    opened_with,
    path_of,
    tree_as_of,
    units_as_of,
)

MOST_SHOWN = 20
"""How many people and units beneath a unit's page names; the rest stand in the lists."""

MOST_MOVED = 100

MOST_OPENED = 200
"""How many open branches an address may name."""


def today() -> date:
    """Return the day it is where the site is."""
    return timezone.localdate(now())


def units(request: HttpRequest) -> HttpResponse:
    """The tree of a day; as a list where it is narrowed, as a workbook when asked for."""
    form = UnitFilterForm(request.GET)
    wanted = form.wanted(today())
    context: dict[str, Any] = {
        "form": form,
        "day": wanted.on,
        "is_today": wanted.on == today(),
        "query": kept_query(request),
        "may_reorganise": holds(acting_of(request), Permission.UNIT_REORGANISE, at=now()),
    }
    if request.GET.get("export") == "xlsx":
        return _workbook(request, form, wanted)
    if form.asks_for_a_list():
        page = page_of(request, units_as_of(wanted))
        context |= {
            "page": page,
            "rows": listed(page.object_list, wanted.on, wanted.words),
            "parent": form.cleaned_data["parent"],
        }
    else:
        context |= _tree(request, wanted.on)
    return render(request, "organisation/units/list.html", context)


def _workbook(request: HttpRequest, form: UnitFilterForm, wanted: UnitFilter) -> HttpResponse:
    """The whole tree in the columns in which it comes in; a narrowed list in those the page shows."""
    if not form.asks_for_a_list():
        headings, rows = export_units(day=wanted.on, by=acting_of(request), at=now())
        return workbook(name="cay-don-vi", headings=headings, rows=rows)
    return workbook(
        name="don-vi",
        headings=[str(heading) for heading in UNIT_HEADINGS],
        rows=map(unit_row, listed(units_as_of(wanted), wanted.on, wanted.words)),
    )


def _tree(request: HttpRequest, day: date) -> dict[str, Any]:
    asked = {int(key) for key in request.GET.getlist("open")[:MOST_OPENED] if key.isdecimal() and len(key) < 19}
    opened = opened_with(asked, day) if asked else asked
    roots = tree_as_of(day, opened)
    kept = {"on": f"{day:%d/%m/%Y}"} if day != today() else {}
    levels = counted_by_level(day)
    named = [(Level(level).label, count) for level, count in levels.items()]
    return {"roots": with_toggles(roots, opened, kept), "levels": named, "count": sum(levels.values())}


def unit(request: HttpRequest, pk: int) -> HttpResponse:
    """A unit's page: the address book and its past for every officer, its people for those who may see them."""
    shown = get_object_or_404(Unit.objects.select_related("parent", "heir"), pk=pk)
    by, at, day = acting_of(request), now(), today()
    children = living_units().filter(parent=shown)
    sees_people = may(by, Permission.OFFICER_READ, unit=shown, at=at)
    people = people_of(by, shown, day=day, at=at) if sees_people else None
    context: dict[str, Any] = {
        "unit": shown,
        "path": path_of(shown),
        "above": shown.parent,
        "heir": today_of(shown) if shown.heir_id else None,
        "children": children[:MOST_SHOWN],
        "children_count": children.count(),
        "people": people[:MOST_SHOWN] if people is not None else None,
        "people_count": people.count() if people is not None else 0,
        "predecessors": predecessors_of(shown),
        "successors": successors_of(shown),
        "timeline": told(timeline_of(shown)),
        "today": day,
        "records": _records(request, shown),
        "may_reorganise": shown.is_living and may(by, Permission.UNIT_REORGANISE, unit=shown, at=at),
        "may_enrol": shown.is_living and may(by, Permission.OFFICER_ENROL, unit=shown, at=at),
    }
    return render(request, "organisation/units/unit.html", context)


def _records(request: HttpRequest, shown: Unit) -> int | None:
    """Return how many documents in the unit's branch the reader may read; None where he may read none anywhere."""
    by, at = acting_of(request), now()
    if not holds(by, Permission.DOCUMENT_READ, at=at):
        return None
    return readable_documents(by, at=at).filter(unit__first__range=(shown.first, shown.last)).count()


def unit_act(request: HttpRequest, pk: int) -> HttpResponse:
    """An act upon units: the paper it rests on, and what it began, moved and ended."""
    shown = get_object_or_404(UnitAct.objects.select_related("withdrawn_by"), pk=pk)
    is_ahead = may_be_withdrawn(shown, today=today())
    places = shown.places.select_related("unit", "parent").order_by("unit__first")
    context = {
        "act": shown,
        "day_before": shown.effective_on - timedelta(days=1),
        "successions": shown.successions.select_related("predecessor", "successor").order_by("pk"),
        "names": shown.names.order_by("unit__first")[:MOST_MOVED],
        "places": places[:MOST_MOVED],
        "places_count": places.count(),
        "may_withdraw": is_ahead and holds(acting_of(request), Permission.UNIT_REORGANISE, at=now()),
    }
    return render(request, "organisation/units/act.html", context)
