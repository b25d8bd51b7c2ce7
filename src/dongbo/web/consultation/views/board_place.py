"""One provision as it was consulted on beside the text of today, with what was said of it; and choosing places."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _

from dongbo.documents.models import ProvisionVersion, Version
from dongbo.documents.operations import record_reading
from dongbo.documents.states import Reading, VersionState
from dongbo.engines.mending import marker
from dongbo.engines.provisions import Kind, Node
from dongbo.planning.models import Consultation
from dongbo.planning.queries.beside import Place, beside, groups_at, later_versions, places_of, quotes_by_group
from dongbo.planning.queries.board import heat_of
from dongbo.planning.queries.places import matching_places
from dongbo.web.acting import acting_of, now
from dongbo.web.consultation.board_rows import group_rows
from dongbo.web.consultation.presentation import rail_of
from dongbo.web.consultation.scope import seen
from dongbo.web.lists import kept_query, page_of
from dongbo.web.templatetags.dongbo import place
from dongbo.web.thread import Step

AGAINST = "against"
"""Names, in an address, the version a provision is shown beside."""

MOST_GROUPS = 20
"""How many groups the page of a provision shows at once."""


@dataclass(frozen=True, slots=True)
class Neighbours:
    """The provisions with opinions before and after one, in the order of the text."""

    before: Place | None
    after: Place | None


def board_provision(request: HttpRequest, pk: str, provision: UUID) -> HttpResponse:
    """A provision beside what became of it, its quoted words marked, and the groups of what was said of it."""
    by, at = acting_of(request), now()
    shown = seen(request, pk)
    rows = ProvisionVersion.objects.filter(version=shown.version_id)
    row = get_object_or_404(rows, provision=provision)
    later = list(later_versions(shown, by, at=at))
    version = chosen_version(later, request.GET.get(AGAINST, ""))
    record_reading(documents=[shown.document], what=Reading.TEXT, by=by, at=at, detail=shown.version.label)
    places = places_of(shown.version, heat_of(shown))
    page = page_of(request, groups_at(shown, provision), size=MOST_GROUPS)
    for group in page:
        group.consultation = shown
    quotes = quotes_by_group(shown, provision, page.object_list)
    steps = rail_of(shown, None, by=by, at=at)[:-1]
    board = Step(_("Bảng ý kiến"), reverse("board", args=[shown.pk]))
    context = {
        "consultation": shown,
        "rail": [
            *steps,
            Step(shown.title, reverse("consultation", args=[shown.pk])),
            board,
            Step(place(row.path), here=True),
        ],
        "row": row,
        "beside": beside(shown, row, version),
        "later": later,
        "version": version,
        "outline": outline_around(places, row),
        "neighbours": neighbours(places, row),
        "heard": next((one.own for one in places if one.provision == provision), 0),
        "page": page,
        "rows": [(one, quotes.get(one.group.pk, [])) for one in group_rows(page)],
        "query": kept_query(request),
    }
    return render(request, "consultation/board/provision.html", context)


def chosen_version(later: list[Version], asked: str) -> Version | None:
    """Return the version that was asked for, or the newest frozen one, or the one being written; None before any."""
    for version in later:
        if str(version.pk) == asked:
            return version
    frozen = [version for version in later if version.state == VersionState.FROZEN]
    return next(iter([*frozen, *later]), None)


def neighbours(places: list[Place], row: ProvisionVersion) -> Neighbours:
    """Return the provisions with opinions next to one."""
    before: Place | None = None
    after: Place | None = None
    passed = False
    for one in places:
        if one.provision == row.provision_id:
            passed = True
        elif one.own and not passed:
            before = one
        elif one.own:
            after = one
            break
    return Neighbours(before, after)


@dataclass(frozen=True, slots=True)
class ShownPlace:
    """A provision in the outline of the page."""

    place: Place
    label: str
    here: bool


def outline_around(places: list[Place], row: ProvisionVersion) -> list[ShownPlace]:
    """Return the titles of the text with opinions beneath them, and what stands in the part that is open."""
    open_part = next((index for index in _parts(places, row)), range(0))
    return [
        ShownPlace(one, _label(one), one.provision == row.provision_id)
        for index, one in enumerate(places)
        if one.within and (one.depth == 0 or (one.titled and one.depth <= 1) or index in open_part)
    ]


def _parts(places: list[Place], row: ProvisionVersion) -> list[range]:
    """Return the stretch of `places` that stands under the same part as `row`, at most two levels up."""
    at = next((index for index, one in enumerate(places) if one.provision == row.provision_id), 0)
    level = min(1, places[at].depth) if places else 0
    first = next((index for index in range(at, -1, -1) if places[index].depth <= level), 0)
    last = next((index for index in range(first + 1, len(places)) if places[index].depth <= level), len(places))
    return [range(first, last)]


def _label(one: Place) -> str:
    sign = marker(Node(kind=Kind(one.kind), number=one.number))
    return " ".join(part for part in (sign, one.name) if part) or place(one.path)


def board_places(request: HttpRequest, pk: str) -> HttpResponse:
    """The provisions that match a few letters, to tick as places where the text was changed."""
    shown = seen(request, pk)
    found = places_found(request, shown, request.GET.get("place", ""))
    return render(request, "consultation/board/places.html", found)


def places_found(request: HttpRequest, shown: Consultation, words: str) -> dict[str, Any]:
    """Return what the list of matching provisions needs."""
    versions = [*later_versions(shown, acting_of(request), at=now()), shown.version]
    found = matching_places(versions, words) if words.strip() else []
    return {"candidates": found, "searched": bool(words.strip()), "words": words}
