"""The figures of a round: by answer, by branch of the tree, by kind and outcome, by provision as a heat map."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _

from dongbo.engines.consultation_papers import heat_map_svg, write_statistics_xlsx
from dongbo.organisation.models import Unit
from dongbo.planning.models import Consultation
from dongbo.planning.operations.papers import record_paper_reading
from dongbo.planning.queries.statistics import RoundFigures
from dongbo.planning.states import Outcome
from dongbo.web.acting import acting_of, now
from dongbo.web.consultation.forms.papers import VersionForm
from dongbo.web.consultation.presentation import rail_of
from dongbo.web.consultation.scope import seen
from dongbo.web.lists import WORKBOOK

COLUMNS = 8
"""Tiles of the heat map to a line: on a phone it is drawn smaller, not cut."""


def statistics(request: HttpRequest, pk: str) -> HttpResponse:
    """The page, one branch of the tree opened at a time, or everything as a workbook."""
    by, at = acting_of(request), now()
    shown = seen(request, pk)
    form = VersionForm.asked(request, consultation=shown, newest=False)
    figures = RoundFigures(shown, form.chosen())
    if request.GET.get("export") == "xlsx":
        record_paper_reading(consultation=shown, detail="statistics", by=by, at=at)
        return _workbook(figures, shown)
    above = _branch(request)
    tiles = figures.tiles()
    context = {
        "consultation": shown,
        "rail": rail_of(shown, None, by=by, at=at),
        "form": form,
        "version": figures.version,
        "total": figures.total,
        "opinions": figures.opinions,
        "answers": _answers(figures),
        "branches": figures.branches(above),
        "above": above,
        "way": _way(above),
        "outcomes": [outcome.label for outcome in Outcome],
        "crossed": figures.crossed(),
        "heat_map": mark_safe(heat_map_svg(tiles, name=_("Số ý kiến theo điều, khoản"), columns=COLUMNS)),  # noqa: S308  (our SVG)
        "tiles": [tile for tile in tiles if tile.opinions],
        "untouched": sum(not tile.opinions for tile in tiles),
        "whole": figures.by_provision[None],
        "unplaced": figures.statistics.unplaced,
    }
    return render(request, "consultation/statistics.html", context)


def _answers(figures: RoundFigures) -> list[tuple[str, int]]:
    """Return the four answers with their numbers."""
    total = figures.total
    return [
        (_("Đồng ý hoàn toàn"), total.agrees),
        (_("Đồng ý, có ý kiến"), total.agrees_with),
        (_("Không đồng ý"), total.disagrees),
        (_("Chưa trả lời"), total.silent),
    ]


def _branch(request: HttpRequest) -> Unit | None:
    """Return the unit whose branches are asked for, None for the topmost."""
    key = request.GET.get("branch", "")
    return get_object_or_404(Unit, pk=key) if key.isdecimal() else None


def _way(above: Unit | None) -> list[Unit]:
    """Return the units above and the unit itself, without the topmost."""
    if above is None:
        return []
    return list(Unit.objects.filter(first__in=above.lineage.split(",")[1:]).order_by("first"))


def _workbook(figures: RoundFigures, shown: Consultation) -> HttpResponse:
    response = HttpResponse(write_statistics_xlsx(figures.statistics), content_type=WORKBOOK)
    name = f"thong-ke-lan-{shown.ordinal}-ban-{figures.version.ordinal}.xlsx"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
