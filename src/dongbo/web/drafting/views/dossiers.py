"""Dossiers: their list, opening one anew or for a plan of the register, its page, closing and reopening it."""

from collections.abc import Callable
from uuid import UUID

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from dongbo.documents.queries import readable_documents, readable_versions, version_being_written
from dongbo.documents.rules import work_is_allowed
from dongbo.documents.states import VersionState
from dongbo.engines.drafting import from_template, renumber
from dongbo.engines.mending import marker
from dongbo.engines.provisions import Kind
from dongbo.organisation.rules import holds
from dongbo.organisation.states import Access, Permission
from dongbo.planning.models import DraftingDossier, OutlineTemplate
from dongbo.planning.operations.dossiers import close_dossier, open_dossier, open_dossier_for, reopen_dossier
from dongbo.planning.queries.consultations import RoundsWanted, round_list
from dongbo.planning.queries.dossiers import dossier_list, members_of, plans_to_continue, templates_on
from dongbo.planning.states import ConsultationState, DossierState
from dongbo.web.acting import acting_of, now
from dongbo.web.consultation.presentation import tone_of
from dongbo.web.desk.ledger import may_see_history
from dongbo.web.documents.fields import DocumentField
from dongbo.web.drafting.forms.dossiers import (
    CloseDossierForm,
    ContinuedDossierForm,
    DossierFilterForm,
    NewDossierForm,
    document_initial,
)
from dongbo.web.drafting.scope import led, opened
from dongbo.web.lists import kept_query, page_of, workbook
from dongbo.web.organisation.views.acts import ActPage, act, posted, refused
from dongbo.web.organisation.views.choosing import offered


def dossiers(request: HttpRequest) -> HttpResponse:
    """The dossiers the officer may open, as filtered, or as a workbook."""
    by, at = acting_of(request), now()
    form = DossierFilterForm(request.GET)
    found = dossier_list(by, at=at, **form.said())
    if request.GET.get("export") == "xlsx":
        headings = [
            _("Dự thảo"), _("Trạng thái"), _("Đơn vị thường trực"), _("Quyết định"), _("Ngày quyết định"),
            _("Cơ quan quyết định"), _("Số thành viên"), _("Mốc gần nhất"), _("Lập lúc"),
        ]  # fmt: skip
        rows = (
            [d.document.name, d.get_state_display(), d.standing_unit.name, d.decision_number, d.decision_on,
             d.decision_issuer, d.team_size, d.next_due, d.opened_at]
            for d in found
        )  # fmt: skip
        return workbook(name="ho-so-soan-thao", headings=headings, rows=rows)
    context = {
        "form": form,
        "page": page_of(request, found),
        "query": kept_query(request),
        "narrowed": form.narrows(),
        "today": timezone.localdate(at),
        "may_lead": holds(by, Permission.DRAFT_LEAD, at=at),
    }
    return render(request, "drafting/dossiers/list.html", context)


def dossier_new(request: HttpRequest) -> HttpResponse:
    """Open the dossier of a plan that has yet to be written, from an outline."""
    by, at = acting_of(request), now()
    initial = {"unit": by.post.unit, "standing_unit": by.post.unit} if by.post else {}
    form = NewDossierForm(posted(request), at=at, initial=initial)

    def do() -> DraftingDossier:
        said = form.cleaned_data
        return open_dossier(
            subject=said["subject"], type_name=said["type_name"], unit=said["unit"], access=Access(said["access"]),
            template=said["template"], standing_unit=said["standing_unit"], decision=form.decision(), by=by, at=at,
        )  # fmt: skip

    outlines = [(template, outline_lines(template)) for template in templates_on(timezone.localdate(at))]
    return _opening(request, form, do, "drafting/dossiers/new.html", {"outlines": outlines})


def dossier_continue(request: HttpRequest) -> HttpResponse:
    """Open the dossier of a plan that is in the register."""
    by, at = acting_of(request), now()
    asked = _key(request.GET.get("document", ""))
    document = plans_to_continue(by, at=at).filter(pk=asked).first() if asked else None
    initial = {"standing_unit": by.post.unit} if by.post else {}
    form = ContinuedDossierForm(
        posted(request), by=by, at=at, initial=initial | (document_initial(document) if document else {})
    )

    def do() -> DraftingDossier:
        said = form.cleaned_data
        return open_dossier_for(
            document=said["document"], standing_unit=said["standing_unit"], decision=form.decision(), by=by, at=at
        )

    return _opening(request, form, do, "drafting/dossiers/continue.html", {})


def _opening(
    request: HttpRequest,
    form: forms.Form,
    do: Callable[[], DraftingDossier],
    template: str,
    context: dict[str, object],
) -> HttpResponse:
    status, made = 200, list[DraftingDossier]()
    if request.method == "POST":
        status = refused(form, lambda: made.append(do())) if form.is_valid() else 422
        if made:
            return redirect("dossier-team", made[0].pk)
    return render(request, template, {"form": form, **context}, status=status)


def outline_lines(template: OutlineTemplate) -> list[tuple[int, str]]:
    """Return the outline of a template as it would be numbered: depth and words of each provision but table rows."""
    outline = from_template(template.entries, style=template.style)
    renumber(outline)
    return [
        (node.path.count("/"), " ".join(part for part in (marker(node), node.heading or node.text) if part))
        for node in outline.walk()
        if node.kind is not Kind.ROW
    ]


def document_choices(request: HttpRequest) -> HttpResponse:
    """The documents the reader may read that match what was typed."""
    field = DocumentField()
    field.readable = readable_documents(acting_of(request), at=now())
    return offered(request, field)


def dossier(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The dossier: its facts, what comes next, its versions and the rounds about it."""
    found = opened(request, pk)
    document, by, at = found.dossier.document, found.by, found.at
    rounds = round_list(by, RoundsWanted(document=document.pk), at=at)
    frozen = readable_versions(by, at=at).filter(document=document, state=VersionState.FROZEN)
    steps = found.dossier.milestones.filter(done_at__isnull=True)
    context = {
        "head": next(iter(members_of(found.dossier)), None),
        "next_steps": steps.order_by("due_on", "pk")[:3],
        "today": timezone.localdate(at),
        "written": version_being_written(document),
        "versions": frozen.select_related("frozen_by").order_by("-ordinal"),
        "rounds": [(one, tone_of(one, at)) for one in rounds],
        "may_freeze": work_is_allowed(by, Permission.DOCUMENT_FREEZE, document, at=at),
        "may_consult": work_is_allowed(by, Permission.CONSULTATION_LEAD, document, at=at),
        "reads": readable_documents(by, at=at).filter(pk=document.pk).exists(),
        "may_see_history": may_see_history("drafting_dossier", str(found.dossier.pk), by=by, at=at),
    }
    return render(request, "drafting/dossiers/dossier.html", found.frame("dossier") | context)


def dossier_close(request: HttpRequest, pk: UUID) -> HttpResponse:
    """End the writing."""
    found = led(request, pk)
    page = ActPage(
        heading=_("Khép hồ sơ soạn thảo"),
        button=_("Khép hồ sơ"),
        done=_("Đã khép hồ sơ: không ai viết tiếp được, mọi thứ vẫn xem được."),
        lead=_("Chữ đang viết chưa chốt được giữ nguyên; người chủ trì mở lại hồ sơ được."),
        warning=_left_open(found.dossier),
    )
    return act(
        request,
        CloseDossierForm(posted(request)),
        page,
        do=lambda: close_dossier(dossier=found.dossier, by=found.by, at=found.at),
        back=(found.dossier.document.name, found.address()),
    )


def dossier_reopen(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Let the team write again."""
    found = led(request, pk)
    page = ActPage(heading=_("Mở lại hồ sơ soạn thảo"), button=_("Mở lại"), done=_("Đã mở lại hồ sơ."))
    return act(
        request,
        CloseDossierForm(posted(request)),
        page,
        do=lambda: reopen_dossier(dossier=found.dossier, by=found.by, at=found.at),
        back=(found.dossier.document.name, found.address()),
    )


def _left_open(dossier: DraftingDossier) -> str:
    """Return what is not done yet, in words."""
    told = []
    if dossier.state == DossierState.OPEN:
        steps = dossier.milestones.filter(done_at__isnull=True).count()
        running = dossier.document.consultations.exclude(state=ConsultationState.FINAL).count()
        if steps:
            told.append(ngettext("%(count)d mốc chưa xong.", "%(count)d mốc chưa xong.", steps) % {"count": steps})
        if running:
            words = ngettext("%(count)d vòng lấy ý kiến chưa khép.", "%(count)d vòng lấy ý kiến chưa khép.", running)
            told.append(words % {"count": running})
    return " ".join(told)


def _key(written: str) -> UUID | None:
    try:
        return UUID(written)
    except ValueError:
        return None
