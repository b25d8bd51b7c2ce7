"""The end of a round: what is not true between its answers and a later version, mended or signed for by name."""

from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Any

from django import forms
from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from dongbo.documents.models import Version
from dongbo.documents.operations import record_reading
from dongbo.documents.states import Reading
from dongbo.organisation.rules import Acting
from dongbo.organisation.states import Permission
from dongbo.planning.models import ClosureLine, Consultation, DraftingDossier
from dongbo.planning.operations.closure import (
    finalise_round,
    request_examination,
    sign_lines,
    state_basis,
    withdraw_signature,
)
from dongbo.planning.queries.closure import waits_for_answers
from dongbo.planning.queries.closure_lines import (
    counts_of,
    examination_of,
    frozen_after,
    lines_of,
    told_lines,
)
from dongbo.planning.queries.closure_wording import fault_of, place_of
from dongbo.planning.rules.consultation import may_ask
from dongbo.planning.rules.drafting import drafted
from dongbo.planning.states import ClosureKind, ClosureState, ConsultationState, DossierState
from dongbo.web.acting import acting_of, now, require_page
from dongbo.web.consultation.forms.closure import BasisForm, LineFilterForm, PressForm, SignForm, lines_in
from dongbo.web.consultation.presentation import rail_of
from dongbo.web.consultation.scope import seen
from dongbo.web.consultation.views.closure_words import line_rows
from dongbo.web.lists import kept_query, page_of, workbook
from dongbo.web.organisation.views.acts import ActPage, act, posted, refused
from dongbo.web.thread import Step

PORTION = 500
"""Lines told at a time when they leave as a workbook."""


def closure(request: HttpRequest, pk: str) -> HttpResponse:
    """The lines of a round against a later version, as filtered, or as a workbook; the acts upon them."""
    shown = seen(request, pk)
    versions = list(frozen_after(shown))
    version = chosen_version(versions, request.GET.get("version", ""), shown)
    if version is None:
        rail = rail_to(request, shown, _("Khép vòng"))
        return render(request, "consultation/closure/none.html", {"consultation": shown, "rail": rail})
    wrong: forms.Form | None = None
    status = 200
    if request.method == "POST":
        wrong, status = _act(request, shown, version)
        if wrong is None:
            return redirect(request.get_full_path())
    return _page(request, shown, version, versions, wrong=wrong, status=status)


def chosen_version(versions: Iterable[Version], asked: str, consultation: Consultation) -> Version | None:
    """Return the version an address asks for by its key; else the final one, else the newest there is."""
    found = list(versions)
    final = consultation.final_version_id
    for wanted in (asked, str(final or "")):
        for version in found:
            if str(version.pk) == wanted:
                return version
    return found[0] if found else None


def rail_to(request: HttpRequest, shown: Consultation, here: str) -> list[Step]:
    """Return the thread to a page beneath a round."""
    steps = rail_of(shown, None, by=acting_of(request), at=now())[:-1]
    return [*steps, Step(shown.title, reverse("consultation", args=[shown.pk])), Step(here, here=True)]


def _page(
    request: HttpRequest,
    shown: Consultation,
    version: Version,
    versions: list[Version],
    *,
    wrong: forms.Form | None,
    status: int,
) -> HttpResponse:
    by, at = acting_of(request), now()
    form = LineFilterForm(request.GET)
    found = lines_of(shown, version, form.wanted())
    record_reading(documents=[shown.document], what=Reading.TEXT, by=by, at=at, detail=version.label)
    if request.GET.get("export") == "xlsx":
        return _workbook(found, shown, version)
    examination = examination_of(shown, version)  # asked first: what is said to be done has its lines below
    page, counted = page_of(request, found), counts_of(shown, version)
    final = shown.state == ConsultationState.FINAL
    signs = not final and may_ask(by, Permission.CLOSURE_SIGN, shown, at=at)
    answers = not final and may_ask(by, Permission.OPINION_ANSWER, shown, at=at)
    left = [(kind, counted[kind, ClosureState.OPEN]) for kind in ClosureKind if counted[kind, ClosureState.OPEN]]
    told = told_lines(page, shown, version)
    context = {
        "consultation": shown,
        "version": version,
        "versions": versions,
        "rail": rail_to(request, shown, _("Khép vòng")),
        "form": form,
        "sign": wrong if isinstance(wrong, SignForm) else SignForm(),
        "wrong": wrong,
        "page": page,
        "rows": line_rows(
            told,
            shown,
            version,
            dossier=_dossier(shown, by, at=at) if answers else None,
            picked=lines_in(request.POST.getlist("line")),
        ),
        "query": kept_query(request),
        "narrowed": form.narrows(),
        "kinds": [
            (kind.value, str(kind.label), sum(counted[kind, state] for state in ClosureState),
             counted[kind, ClosureState.OPEN])
            for kind in ClosureKind
        ],
        "left": left,
        "left_count": sum(count for _kind, count in left),
        "waiting": waits_for_answers(shown, at=at),
        "examination": examination,
        "final": final,
        "elsewhere": final and shown.final_version_id != version.pk,
        "may_sign": signs,
        "may_answer": answers,
        "may_finalise": signs and shown.state == ConsultationState.CLOSED,
        "signable": signs and any(line.state == ClosureState.OPEN for line in page),
    }  # fmt: skip
    return render(request, "consultation/closure/closure.html", context, status=status)


def _dossier(shown: Consultation, by: Acting, *, at: datetime) -> DraftingDossier | None:
    """Return where the text is being written on, if the reader may open it."""
    open_now = DraftingDossier.objects.filter(drafted(by, at=at), document=shown.document_id)
    return open_now.exclude(state=DossierState.CLOSED).distinct().first()


def _act(request: HttpRequest, shown: Consultation, version: Version) -> tuple[forms.Form | None, int]:
    """Do what the button says; return the form that carries what is said against it, or None once it is done."""
    by, at = acting_of(request), now()
    rows = ClosureLine.objects.filter(consultation=shown, version=version).select_related("consultation")
    lines = list(rows.filter(pk__in=lines_in(request.POST.getlist("line"))).order_by("pk"))
    sign = SignForm(request.POST)
    withdrawn = rows.filter(pk__in=lines_in([request.POST.get("withdraw", "")])).first()
    acts: dict[str, tuple[forms.Form, Callable[[], Any], str]] = {
        "sign": (
            sign,
            lambda: sign_lines(lines=lines, note=sign.cleaned_data["note"], by=by, at=at),
            ngettext("Đã ký nhận %(count)d việc.", "Đã ký nhận %(count)d việc.", len(lines)) % {"count": len(lines)},
        ),
        "examine": (
            PressForm(request.POST),
            lambda: request_examination(consultation=shown, version=version, by=by, at=at),
            _("Đang đối chiếu lại; trang tự cập nhật."),
        ),
        "finalise": (
            PressForm(request.POST),
            lambda: finalise_round(consultation=shown, version=version, by=by, at=at),
            _("Đã khép vòng lấy ý kiến."),
        ),
    }
    name = request.POST.get("act", "")
    form, do, words = acts.get(name, acts["sign"])
    if withdrawn is not None and name not in acts:
        form = PressForm(request.POST)
        do, words = (lambda: withdraw_signature(line=withdrawn, by=by, at=at)), _("Đã rút ký nhận.")
    status = refused(form, do) if form.is_valid() else 422
    if form.errors:
        return form, status
    messages.success(request, words, extra_tags="well")
    return None, 200


def _workbook(found: "QuerySet[ClosureLine]", shown: Consultation, version: Version) -> HttpResponse:
    headings = [
        _("Loại"), _("Về"), _("Sai ở đâu"), _("Trạng thái"), _("Nhóm ý kiến"), _("Ý kiến"), _("Đơn vị góp ý"),
        _("Lời ở bản lấy ý kiến"), _("Lời ở bản tiếp thu"), _("Người ký nhận"), _("Ký nhận lúc"), _("Lý do ký nhận"),
    ]  # fmt: skip
    return workbook(name="khep-vong", headings=headings, rows=_exported(found, shown, version))


def _exported(found: "QuerySet[ClosureLine]", shown: Consultation, version: Version) -> Iterable[list[object]]:
    lines = list(found)
    for first in range(0, len(lines), PORTION):
        for told in told_lines(lines[first : first + PORTION], shown, version):
            line = told.line
            yield [
                line.get_kind_display(), place_of(told), fault_of(line), line.get_state_display(),
                line.group.ordinal if line.group else "", "\n".join(one.text or one.proposed for one in told.opinions),
                "; ".join(dict.fromkeys(one.consultee.unit.name for one in told.opinions)),
                told.then.words if told.then else "", "\n".join(row.words for row in told.now),
                line.signed_by.full_name if line.signed_by else "", line.signed_at, line.note,
            ]  # fmt: skip


def closure_basis(request: HttpRequest, pk: str) -> HttpResponse:
    """Say what stands behind a change that no opinion asked for; the line is named in the address."""
    by, at = acting_of(request), now()
    shown = seen(request, pk)
    require_page(may_ask(by, Permission.OPINION_ANSWER, shown, at=at))
    keys = lines_in([request.GET.get("line", "")])
    rows = ClosureLine.objects.filter(consultation=shown, kind=ClosureKind.CHANGED_WITHOUT_BASIS, pk__in=keys)
    line = rows.select_related("version", "provision", "group", "consultee").first()
    if line is None or line.provision is None:
        return redirect("closure", shown.pk)
    provision, version = line.provision, line.version
    [told] = told_lines([line], shown, version)
    stated = told.basis
    initial = {"kind": stated.kind, "document": stated.document, "note": stated.note} if stated else {}
    form = BasisForm(posted(request), by=by, at=at, initial=initial)
    page = ActPage(
        heading=_("Nêu căn cứ sửa đổi: %(place)s") % {"place": place_of(told)},
        button=_("Ghi căn cứ"),
        done=_("Đã ghi căn cứ; việc này coi như đã khắc phục."),
        lead=fault_of(line),
    )
    address = f"{reverse('closure', args=[shown.pk])}?version={version.pk}"
    return act(
        request,
        form,
        page,
        do=lambda: state_basis(
            consultation=shown, version=version, provision=provision, by=by, at=at, **form.cleaned_data
        ),
        back=(_("Khép vòng"), address),
    )
