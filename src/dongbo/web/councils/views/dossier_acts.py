"""Acts upon appraisal dossiers: asked for, begun again, sent, acknowledged, checked."""

from collections.abc import Callable
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from dongbo.planning.models import AppraisalDossier
from dongbo.planning.operations.appraisal_dossiers import (
    acknowledge_dossier,
    request_check,
    request_dossier,
    restart_dossier,
    send_dossier,
    send_to,
)
from dongbo.planning.queries.appraisal_dossiers import not_sent_to, receipt_of, versions_to_judge
from dongbo.web.councils.dossier_scope import OpenedDossier, opened_dossier
from dongbo.web.councils.forms.dossiers import DossierForm
from dongbo.web.councils.scope import led
from dongbo.web.organisation.views.acts import posted, pressed, refused


def dossier_new(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Ask for the dossier on a version of the council's plan."""
    found = led(request, pk)
    form = DossierForm(posted(request), request.FILES or None, council=found.council, by=found.by, at=found.at)
    asked_for: list[AppraisalDossier] = []

    def ask() -> None:
        chosen = {name: form.cleaned_data[name] for name in ("version", "previous", "consultation", "appraisal")}
        papers = form.new_papers()
        asked_for.append(request_dossier(council=found.council, **chosen, papers=papers, by=found.by, at=found.at))

    status = 200
    if request.method == "POST":
        status = refused(form, ask) if form.is_valid() else 422
        if asked_for:
            messages.success(
                request, _("Đã nhận yêu cầu lập hồ sơ; trang này tự cho biết khi xong."), extra_tags="well"
            )
            return redirect("appraisal-dossier", asked_for[0].pk)
    context = {
        "form": form,
        "has_versions": versions_to_judge(found.council).exists(),
        "sent_again": [one.name for one in request.FILES.getlist("papers")],
    }
    return render(request, "councils/dossiers/new.html", found.frame() | context, status=status)


@require_POST
def dossier_restart(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Begin again a dossier that failed or was cut off."""
    found = _of_leader(request, pk)
    told = _("Đã nhận yêu cầu lập lại hồ sơ.")
    return _done(request, found, told, lambda: restart_dossier(dossier=found.dossier, by=found.by, at=found.at))


@require_POST
def dossier_send(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Send a frozen dossier to everybody who has a seat."""
    found = _of_keeper(request, pk)
    told = _("Đã gửi hồ sơ cho mọi thành viên.")
    return _done(request, found, told, lambda: send_dossier(dossier=found.dossier, by=found.by, at=found.at))


@require_POST
def dossier_send_on(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Send a dossier to the members who were seated since."""
    found = _of_keeper(request, pk)
    seats = list(not_sent_to(found.dossier))
    told = _("Đã gửi hồ sơ cho thành viên mới.")
    return _done(request, found, told, lambda: send_to(seats=seats, dossier=found.dossier, by=found.by, at=found.at))


@require_POST
def dossier_acknowledge(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Say that one has the dossier."""
    found = opened_dossier(request, pk)
    if receipt_of(found.dossier, found.by, at=found.at) is None:
        raise Http404
    told = _("Đã xác nhận nhận hồ sơ.")
    return _done(request, found, told, lambda: acknowledge_dossier(dossier=found.dossier, by=found.by, at=found.at))


@require_POST
def dossier_check(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Ask for the dossier to be made anew from the database and held against what was frozen."""
    found = _of_keeper(request, pk)
    told = _("Đã nhận yêu cầu lập lại từ cơ sở dữ liệu để kiểm tra.")
    return _done(request, found, told, lambda: request_check(dossier=found.dossier, by=found.by, at=found.at))


def _of_leader(request: HttpRequest, pk: UUID) -> OpenedDossier:
    found = opened_dossier(request, pk)
    if not found.leads:
        raise Http404
    return found


def _of_keeper(request: HttpRequest, pk: UUID) -> OpenedDossier:
    found = opened_dossier(request, pk)
    if not found.keeps:
        raise Http404
    return found


def _done(request: HttpRequest, found: OpenedDossier, told: str, do: Callable[[], object]) -> HttpResponse:
    return pressed(request, do, done=told, to=found.address)
