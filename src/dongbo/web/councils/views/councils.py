"""Councils: their list, and the page of one with everything that hangs on it."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _

from dongbo.documents.operations.storing import file_path
from dongbo.engines.councils.meaning import explain
from dongbo.organisation.rules import holds
from dongbo.organisation.states import Permission
from dongbo.planning.models import CouncilSeat
from dongbo.planning.queries.councils import (
    RoleChange,
    composition,
    council_list,
    role_changes,
    rules_of,
    standing_contradictions,
    unable_to_sit,
)
from dongbo.planning.rules.councils import FOLLOWING, seat_of
from dongbo.web.acting import acting_of, now
from dongbo.web.councils.forms.listing import CouncilFilterForm
from dongbo.web.councils.scope import Opened, opened
from dongbo.web.councils.sections import dossiers, issuance, meetings, reviews, revisions
from dongbo.web.desk.ledger import may_see_history
from dongbo.web.lists import kept_query, page_of, workbook

SECTIONS = (dossiers.section, reviews.section, meetings.section, revisions.section, issuance.section)
"""What each part of the page needs, by the part."""


@dataclass(frozen=True, slots=True)
class ShownSeat:
    """A seat on the page: whether its holder may not sit yet, whether the reader may declare a conflict of his own."""

    seat: CouncilSeat
    unable: bool
    declares: bool
    changes: list[RoleChange]


def councils(request: HttpRequest) -> HttpResponse:
    """The councils the officer may open, as filtered, or as a workbook."""
    by, at = acting_of(request), now()
    form = CouncilFilterForm(request.GET)
    found = council_list(by, form.wanted(), at=at)
    if request.GET.get("export") == "xlsx":
        headings = [
            _("Hội đồng"), _("Quy hoạch, kế hoạch"), _("Trạng thái"), _("Cơ quan thường trực"), _("Quyết định"),
            _("Ngày quyết định"), _("Cơ quan quyết định"), _("Chủ tịch"), _("Số thành viên"),
            _("Số người có xung đột lợi ích"), _("Lập lúc"),
        ]  # fmt: skip
        rows = (
            [one.name, one.document.name, one.get_state_display(), one.standing_unit.name, one.decision_number,
             one.decision_on, one.decision_issuer, one.chair_name, one.member_count, one.conflict_count,
             one.founded_at]
            for one in found
        )  # fmt: skip
        return workbook(name="hoi-dong-tham-dinh", headings=headings, rows=rows)
    context = {
        "form": form,
        "page": page_of(request, found),
        "query": kept_query(request),
        "narrowed": form.narrows(),
        "may_lead": holds(by, Permission.COUNCIL_LEAD, at=at),
        "follows": any(holds(by, permission, at=at) for permission in FOLLOWING),
    }
    return render(request, "councils/list.html", context)


def council(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The council: its decision, who sits there, its rules in words, and what hangs on it by sections."""
    found = opened(request, pk)
    context: dict[str, object] = {}
    for section in SECTIONS:
        context |= section(found.council, by=found.by, at=found.at)
    context |= seats_shown(found, at=found.at)
    context |= {
        "told_rules": explain(rules_of(found.council)),
        "contradictions": standing_contradictions(found.council) if found.changes else (),
        "follows": any(holds(found.by, permission, at=found.at) for permission in FOLLOWING),
        "may_see_history": may_see_history("council", str(found.council.pk), by=found.by, at=found.at),
    }
    return render(request, "councils/council.html", found.frame() | context)


def seats_shown(found: Opened, *, at: datetime) -> dict[str, object]:
    """Return who sits in the council and who did, each with what changed and what stands in his way."""
    every = list(composition(found.council))
    sitting = [seat for seat in every if seat.ended_at is None]
    unable = unable_to_sit(found.council, sitting, at=at) if found.changes else frozenset()
    own = seat_of(found.by, found.council, at=at) if found.by.principal is None else None
    changes = role_changes(found.council)
    return {
        "seats": [
            ShownSeat(
                seat,
                unable=seat.pk in unable,
                declares=found.changes or (own is not None and own.pk == seat.pk),
                changes=changes.get(seat.pk, []),
            )
            for seat in sitting
        ],
        "former": [
            ShownSeat(seat, unable=False, declares=False, changes=changes.get(seat.pk, []))
            for seat in every
            if seat.ended_at is not None
        ],
        "unable_names": [seat.officer.full_name for seat in sitting if seat.pk in unable],
    }


def council_decision(request: HttpRequest, pk: UUID) -> HttpResponseBase:
    """The file of the founding decision, as it came."""
    found = opened(request, pk).council
    if found.decision_file_id is None:
        raise Http404
    path = file_path(str(found.decision_file_id))
    if not path.exists():
        raise Http404
    return FileResponse(path.open("rb"), as_attachment=True, filename=found.decision_file_name)
