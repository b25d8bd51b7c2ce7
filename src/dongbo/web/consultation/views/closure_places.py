"""Where the opinions of a round stand in a later version: each as filed, and its place now."""

from collections.abc import Iterable

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from dongbo.documents.models import ProvisionVersion, Version
from dongbo.documents.operations import record_reading
from dongbo.documents.states import Reading
from dongbo.engines.places import place_name
from dongbo.planning.models import OpinionAnchor
from dongbo.planning.queries.closure_lines import anchor_counts, anchored_opinions, frozen_after, rows_at
from dongbo.planning.states import AnchorState
from dongbo.web.acting import acting_of, now
from dongbo.web.consultation.forms.closure import AnchorFilterForm
from dongbo.web.consultation.scope import seen
from dongbo.web.consultation.views.closure import PORTION, chosen_version, rail_to
from dongbo.web.lists import kept_query, page_of, workbook

TONES = {
    AnchorState.EXACT: "well",
    AnchorState.MOVED: "well",
    AnchorState.CHANGED: "warning",
    AnchorState.REMOVED: "late",
    AnchorState.UNSURE: "warning",
}
"""How the screens colour how an opinion's place stands."""


def opinions_now(request: HttpRequest, pk: str) -> HttpResponse:
    """The opinions of a round by where their words are in a later version, as filtered, or as a workbook."""
    by, at = acting_of(request), now()
    shown = seen(request, pk)
    versions = list(frozen_after(shown))
    rail = rail_to(request, shown, _("Ý kiến nay ở đâu"))
    version = chosen_version(versions, request.GET.get("version", ""), shown)
    if version is None:
        return render(request, "consultation/closure/none.html", {"consultation": shown, "rail": rail})
    record_reading(documents=[shown.document], what=Reading.TEXT, by=by, at=at, detail=version.label)
    form = AnchorFilterForm(request.GET)
    found = anchored_opinions(shown, version, form.said().get("state", ""))
    if request.GET.get("export") == "xlsx":
        return _workbook(found, version)
    page, counted = page_of(request, found), anchor_counts(shown, version)
    context = {
        "consultation": shown,
        "version": version,
        "versions": versions,
        "rail": rail,
        "form": form,
        "page": page,
        "rows": told_anchors(page, version),
        "query": kept_query(request),
        "narrowed": form.narrows(),
        "states": [(state.value, str(state.label), counted[state]) for state in AnchorState],
        "total": counted.total(),
        "address": reverse("version", args=[version.pk]),
    }
    return render(request, "consultation/closure/places.html", context)


def told_anchors(
    anchors: Iterable[OpinionAnchor], version: Version
) -> list[tuple[OpinionAnchor, str, ProvisionVersion | None, str]]:
    """Return each anchor with its colour, the row it stands at now, and the words there; "" for the whole of it."""
    shown = list(anchors)
    rows = rows_at(version, shown)
    found = []
    for anchor in shown:
        row = rows.get(anchor.provision_id) if anchor.provision_id else None
        words = row.words[anchor.start : anchor.end] if row is not None and anchor.start is not None else ""
        found.append((anchor, TONES[AnchorState(anchor.state)], row, words))
    return found


def _workbook(found: "QuerySet[OpinionAnchor]", version: Version) -> HttpResponse:
    headings = [
        _("Số"), _("Đơn vị"), _("Vị trí khi góp ý"), _("Trích nguyên văn"), _("Ý kiến"), _("Nay thế nào"),
        _("Vị trí nay"), _("Lời nay"),
    ]  # fmt: skip
    return workbook(name="y-kien-nay-o-dau", headings=headings, rows=_exported(found, version))


def _exported(found: "QuerySet[OpinionAnchor]", version: Version) -> Iterable[list[object]]:
    anchors = list(found)
    for first in range(0, len(anchors), PORTION):
        for anchor, _tone, row, words in told_anchors(anchors[first : first + PORTION], version):
            opinion = anchor.opinion
            yield [
                opinion.number, opinion.consultee.unit.name, opinion.label or _("Toàn bộ dự thảo"),
                opinion.quote.get("exact", ""), opinion.text or opinion.proposed, anchor.get_state_display(),
                place_name(row.path) if row else "", words,
            ]  # fmt: skip
