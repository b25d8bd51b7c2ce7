"""The road map of a dossier: its steps with their days, which are late, which are done."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from dongbo.planning.models import Milestone
from dongbo.planning.operations.dossiers import finish_milestone, remove_milestone, set_milestone
from dongbo.planning.queries.dossiers import DUE_SOON
from dongbo.web.drafting.forms.dossiers import MilestoneForm
from dongbo.web.drafting.scope import Opened, led, opened
from dongbo.web.organisation.views.acts import ActPage, act, posted, pressed, refused

ROAD_MAP = "dossier-road-map"


def dossier_road_map(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The steps in order of their days; a new one is added beneath them."""
    found = opened(request, pk) if request.method == "GET" else led(request, pk)
    form, status = MilestoneForm(posted(request)), 200
    if request.method == "POST":
        status = refused(form, lambda: _set(found, form)) if form.is_valid() else 422
        if not form.errors:
            return redirect(found.address(ROAD_MAP))
    today = timezone.localdate(found.at)
    context = {
        "form": form,
        "steps": found.dossier.milestones.select_related("done_by").order_by("due_on", "pk"),
        "today": today,
        "soon": today + DUE_SOON,
    }
    return render(request, "drafting/dossiers/road_map.html", found.frame(ROAD_MAP) | context, status=status)


def dossier_milestone(request: HttpRequest, pk: UUID, milestone: int) -> HttpResponse:
    """Correct a step."""
    found = led(request, pk)
    one = _milestone(found, milestone)
    form = MilestoneForm(posted(request), initial={"name": one.name, "due_on": one.due_on})
    page = ActPage(heading=_("Sửa mốc lộ trình"), button=_("Ghi"), done=_("Đã sửa mốc."))
    back = (_("Lộ trình"), found.address(ROAD_MAP))
    return act(request, form, page, do=lambda: _set(found, form, one), back=back)


@require_POST
def dossier_milestone_done(request: HttpRequest, pk: UUID, milestone: int) -> HttpResponse:
    """Note that a step is done."""
    found = led(request, pk)
    one = _milestone(found, milestone)
    return pressed(
        request,
        lambda: finish_milestone(milestone=one, by=found.by, at=found.at),
        done=_("Đã báo xong «%(name)s».") % {"name": one.name},
        to=found.address(ROAD_MAP),
    )


@require_POST
def dossier_milestone_remove(request: HttpRequest, pk: UUID, milestone: int) -> HttpResponse:
    """Take a step out."""
    found = led(request, pk)
    one = _milestone(found, milestone)
    return pressed(
        request,
        lambda: remove_milestone(milestone=one, by=found.by, at=found.at),
        done=_("Đã bỏ mốc «%(name)s».") % {"name": one.name},
        to=found.address(ROAD_MAP),
    )


def _set(found: Opened, form: MilestoneForm, milestone: Milestone | None = None) -> Milestone:
    return set_milestone(dossier=found.dossier, **form.cleaned_data, milestone=milestone, by=found.by, at=found.at)


def _milestone(found: Opened, key: int) -> Milestone:
    return get_object_or_404(found.dossier.milestones.select_related("dossier"), pk=key)
