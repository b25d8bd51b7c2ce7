"""The board of required revisions: what each orders, what was answered, what the next version shows; acts on many."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from dongbo.documents.models import Version
from dongbo.organisation.rules import Acting
from dongbo.planning.models import Council, RequiredRevision, RevisionCheck
from dongbo.planning.operations.revisions import (
    answer_revisions,
    request_check,
    return_draft,
    sign_checks,
    withdraw_check_signature,
)
from dongbo.planning.queries.revision_texts import told_revisions
from dongbo.planning.queries.revisions import (
    board,
    checking_of,
    counts_of,
    parts_of,
    versions_after,
)
from dongbo.planning.rules.councils import keeps_record, may_lead_council
from dongbo.planning.rules.revisions import may_answer_revisions
from dongbo.planning.states import CouncilState, RevisionClaim, RevisionKind
from dongbo.web.acting import acting_of, now, require_page
from dongbo.web.councils.forms.revisions import (
    AnswerForm,
    PressForm,
    ReasonForm,
    RevisionFilterForm,
    SignForm,
    keys_of,
    ticked,
)
from dongbo.web.councils.revision_rows import revision_rows
from dongbo.web.councils.revision_scope import chosen_version, council_seen, rail_to, record_look, writing_dossier
from dongbo.web.councils.views.revision_export import revision_workbook
from dongbo.web.lists import kept_query, page_of
from dongbo.web.organisation.views.acts import ActPage, act, posted, refused
from dongbo.web.thread import Step


def council_revisions(request: HttpRequest, pk: str) -> HttpResponse:
    """The revisions of a council as filtered, or as a workbook; an act upon those that were ticked."""
    shown = council_seen(request, pk)
    versions = list(versions_after(shown))
    version = chosen_version(versions, request.GET.get("version", ""))
    wrong: forms.Form | None = None
    status = 200
    if request.method == "POST":
        wrong, status = _act(request, shown, version)
        if wrong is None:
            return redirect(request.get_full_path())
    return _page(request, shown, version, versions, wrong=wrong, status=status)


def _page(
    request: HttpRequest,
    shown: Council,
    version: Version | None,
    versions: list[Version],
    *,
    wrong: forms.Form | None,
    status: int,
) -> HttpResponse:
    by, at = acting_of(request), now()
    form = RevisionFilterForm(request.GET, parts=parts_of(shown))
    found = board(shown, version, form.wanted(), today=timezone.localdate(at))
    record_look(request, shown, version)
    if request.GET.get("export") == "xlsx":
        return revision_workbook(found, version)
    page = page_of(request, found)
    counted = counts_of(shown, version)
    works = shown.state == CouncilState.WORKING
    answers = works and may_answer_revisions(by, shown, at=at)
    signs = works and version is not None and version == versions[0] and may_lead_council(by, shown, at=at)
    rows = revision_rows(
        told_revisions(page, version),
        picked=keys_of(request.POST.getlist("revision")),
        signed=ticked(request.POST.getlist("check")),
    )
    context = {
        "council": shown,
        "rail": rail_to(request, shown),
        "version": version,
        "versions": versions,
        "form": form,
        "wrong": wrong,
        "page": page,
        "rows": rows,
        "query": kept_query(request),
        "narrowed": form.narrows(),
        "counted": counted,
        "kinds": [(one.value, str(one.label), counted.kinds[one]) for one in RevisionKind],
        "unanswered": counted.claims[RevisionClaim.OPEN],
        "checking": checking_of(shown, version) if version else None,
        "returns": list(shown.returns.select_related("version", "returned_by")),
        "dossier": writing_dossier(shown, by, at=at) if answers else None,
        "answer": wrong if isinstance(wrong, AnswerForm) else AnswerForm(),
        "sign": wrong if isinstance(wrong, SignForm) else SignForm(),
        "may_answer": answers,
        "may_sign": signs,
        "signable": signs and any(row.signable for row in rows),
        "may_order": works and keeps_record(by, shown, at=at),
        "today": timezone.localdate(at),
    }
    return render(request, "councils/revisions/board.html", context, status=status)


def _act(request: HttpRequest, shown: Council, version: Version | None) -> tuple[forms.Form | None, int]:
    """Do what the button says; return the form that carries what is said against it, or None once it is done."""
    by, at = acting_of(request), now()
    name = request.POST.get("act", "")
    if name == "answer":
        form, do, words = _answers(request, shown, by)
    elif name == "check":
        form = PressForm(request.POST)
        do, words = _checking(shown, version, by), _("Đang đối chiếu lại; trang tự cập nhật.")
    elif withdrawn := _check_named(shown, request.POST.get("withdraw", "")):
        form = PressForm(request.POST)
        do, words = (lambda: withdraw_check_signature(check=withdrawn, by=by, at=at)), _("Đã rút ký nhận.")
    else:
        form, do, words = _signs(request, shown, by)
    status = refused(form, do) if form.is_valid() else 422
    if form.errors:
        return form, status
    messages.success(request, words, extra_tags="well")
    return None, 200


def _answers(request: HttpRequest, shown: Council, by: Acting) -> tuple[forms.Form, Callable[[], Any], str]:
    form = AnswerForm(request.POST)
    seen = keys_of(request.POST.getlist("revision"))
    chosen = list(RequiredRevision.objects.filter(council=shown, pk__in=seen))
    words = ngettext("Đã trả lời %(count)d yêu cầu.", "Đã trả lời %(count)d yêu cầu.", len(chosen))

    def answer() -> object:
        return answer_revisions(council=shown, revisions=chosen, seen=seen, by=by, at=now(), **form.cleaned_data)

    return form, answer, words % {"count": len(chosen)}


def _signs(request: HttpRequest, shown: Council, by: Acting) -> tuple[forms.Form, Callable[[], Any], str]:
    form = SignForm(request.POST)
    seen = {int(key): key_then for key, key_then in ticked(request.POST.getlist("check")).items() if _is_key(key)}
    chosen = list(_checks_of(shown).filter(pk__in=seen))
    words = ngettext("Đã ký nhận %(count)d yêu cầu.", "Đã ký nhận %(count)d yêu cầu.", len(chosen))

    def sign() -> object:
        return sign_checks(checks=chosen, note=form.cleaned_data["note"], seen=seen, by=by, at=now())

    return form, sign, words % {"count": len(chosen)}


def _checking(shown: Council, version: Version | None, by: Acting) -> Callable[[], Any]:
    def check() -> None:
        if version is None:
            raise forms.ValidationError(_("Chưa có bản tiếp thu nào được chốt để đối chiếu."), code="version")
        request_check(council=shown, version=version, by=by, at=now())

    return check


def _checks_of(shown: Council) -> "QuerySet[RevisionCheck]":
    return RevisionCheck.objects.filter(revision__council=shown).select_related("revision__council", "version")


def _check_named(shown: Council, key: str) -> RevisionCheck | None:
    return _checks_of(shown).filter(pk=key).first() if _is_key(key) else None


def _is_key(written: str) -> bool:
    return written.isdecimal() and len(written) < 19


def draft_return(request: HttpRequest, pk: str) -> HttpResponse:
    """Give the newest revised version back to its drafters, as often as the founding decision allows."""
    by, at = acting_of(request), now()
    shown = council_seen(request, pk)
    require_page(may_lead_council(by, shown, at=at))
    version = versions_after(shown).first()
    back = (_("Yêu cầu chỉnh sửa"), reverse("council-revisions", args=[shown.pk]))
    if version is None:
        rail = rail_to(request, shown, Step(_("Trả lại dự thảo"), here=True))
        return render(request, "councils/revisions/nothing_to_return.html", {"council": shown, "rail": rail})
    form = ReasonForm(posted(request))
    page = ActPage(
        heading=_("Trả lại dự thảo: %(label)s") % {"label": version.label},
        button=_("Trả lại dự thảo"),
        done=_("Đã trả lại dự thảo."),
        lead=_returns_words(shown),
    )
    return act(
        request,
        form,
        page,
        do=lambda: return_draft(council=shown, version=version, by=by, at=now(), **form.cleaned_data),
        back=back,
    )


def _returns_words(shown: Council) -> str:
    used, most = shown.returns.count(), shown.rules.get("returns", 0)
    return _("Đã trả %(used)d lần; quyết định thành lập cho trả nhiều nhất %(most)d lần.") % {
        "used": used,
        "most": most,
    }
