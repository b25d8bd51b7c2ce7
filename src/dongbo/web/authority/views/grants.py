"""Grants: the list as far as the reader may know them, one with its chain, giving and revoking."""

from datetime import datetime

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from dongbo.documents.models import Document
from dongbo.organisation.models import Grant
from dongbo.organisation.models.authority import FOREVER
from dongbo.organisation.operations.grants import give_grant, revoke_grant
from dongbo.organisation.queries.chains import chains_above
from dongbo.organisation.queries.effects import Records, losses, what_if
from dongbo.organisation.queries.explaining import chain_of
from dongbo.organisation.queries.grants import SHOWN, GrantState, grant_list, grants_read, state_at
from dongbo.organisation.rules import Acting, holds, may
from dongbo.organisation.rules.giving import Giving
from dongbo.organisation.states import Permission, permissions_in
from dongbo.web.acting import acting_of, now, require_page
from dongbo.web.authority.forms.giving import GrantForm, RevokeForm
from dongbo.web.authority.forms.listing import GrantFilterForm
from dongbo.web.lists import kept_query, page_of, workbook
from dongbo.web.organisation.views.acts import refused
from dongbo.web.sign_in.confirming import reauthenticated


def grants(request: HttpRequest) -> HttpResponse:
    """The grants as filtered, or as a workbook."""
    by, at = acting_of(request), now()
    form = GrantFilterForm(request.GET)
    rows = grant_list(by, form.wanted(), at=at)
    if request.GET.get("export") == "xlsx":
        return workbook(name="quyen-da-cap", headings=_headings(), rows=map(_row, rows))
    context = {
        "form": form,
        "page": page_of(request, rows),
        "query": kept_query(request),
        "narrowed": form.narrows(),
        "unit": form.cleaned_data.get("unit"),
        "may_give": holds(by, Permission.GRANT_GIVE, at=at),
    }
    return render(request, "authority/grants.html", context)


def _headings() -> list[str]:
    return [
        _("Cán bộ"),
        _("Tên đăng nhập"),
        _("Vai trò"),
        _("Tại đơn vị"),
        _("Cả nhánh"),
        _("Mức được xem"),
        _("Nguồn"),
        _("Tư cách"),
        _("Từ quyền của"),
        _("Hiệu lực từ"),
        _("Hiệu lực đến trước"),
        _("Số văn bản"),
        _("Người cấp"),
        _("Tình trạng"),
    ]


def _row(grant: Grant) -> list[object]:
    return [
        grant.officer.full_name,
        grant.officer.username,
        grant.role.name,
        grant.unit.name,
        _("có") if grant.covers_branch else _("không"),
        grant.get_clearance_display(),
        grant.get_source_display(),
        grant.get_capacity_display(),
        grant.parent.officer.full_name if grant.parent else "",
        grant.effective_from,
        grant.effective_to if grant.effective_to < FOREVER else "",
        grant.decision_number,
        grant.given_by.full_name if grant.given_by else "",
        GrantState(grant.state).label,  # type: ignore[attr-defined]
    ]


def shown_grant(request: HttpRequest, pk: int) -> Grant:
    """Return the grant with its state. Raises Http404 where the reader may not know it."""
    by, at = acting_of(request), now()
    found: Grant = get_object_or_404(grants_read(by, at=at).annotate(state=state_at(at)).select_related(*SHOWN), pk=pk)
    return found


def grant(request: HttpRequest, pk: int) -> HttpResponse:
    """One grant: what it gives, the chain it hangs from, and what hangs from it."""
    by, at = acting_of(request), now()
    shown = shown_grant(request, pk)
    beneath = Grant.objects.filter(parent=shown).annotate(state=state_at(at)).select_related(*SHOWN)
    context = {
        "grant": shown,
        "permissions": permissions_in(shown.effective_mask),
        "chain": chain_of(shown),
        "beneath": beneath,
        "endless": shown.effective_to >= FOREVER,
        "may_revoke": shown.effective_to > at and _may_revoke(shown, by, at=at),
        "may_delegate": _may_delegate(shown, by),
    }
    return render(request, "authority/grant.html", context)


def _may_revoke(shown: Grant, by: Acting, *, at: datetime) -> bool:
    if may(by, Permission.GRANT_GIVE, unit=shown.unit, at=at):
        return True
    return chains_above([shown.pk]).exclude(pk=shown.pk).filter(officer=by.officer).exists()


def _may_delegate(shown: Grant, by: Acting) -> bool:
    principal = shown.parent.officer if shown.parent else None
    return (
        shown.officer == by.officer and principal == by.principal and shown.state == GrantState.EFFECTIVE  # type: ignore[attr-defined]
    )


def papers_read() -> dict[Permission, Records]:
    """Return the records that a change of rights is counted over."""
    return {Permission.DOCUMENT_READ: Records(Document.objects.all())}


@reauthenticated
def grant_give(request: HttpRequest) -> HttpResponse:
    """Give a right: what it would do is shown before it is given."""
    by, at = acting_of(request), now()
    form = GrantForm(request.POST or None, by=by, at=at, initial=_named(request))
    given: list[Grant] = []
    effect, status = None, 200
    if request.method == "POST":
        if not form.is_valid():
            status = 422
        elif "give" in request.POST:
            status = refused(form, lambda: given.append(give_grant(by=by, at=at, **form.facts())))
            if given:
                messages.success(
                    request, _("Đã cấp quyền. Thay đổi này được báo cho đến khi có người xác nhận."), "well"
                )
                return redirect("grant", given[0].pk)
        else:
            effect = what_if(_giving(form, at=at), by=by, at=at, records=papers_read())
    context = {
        "form": form,
        "effect": effect,
        "heading": _("Cấp quyền"),
        "button": _("Cấp quyền"),
        "act": "give",
        "back": (_("Quyền đã cấp"), reverse("grants")),
    }
    return render(request, "authority/give.html", context, status=status)


def _giving(form: GrantForm, *, at: datetime) -> Giving:
    facts = form.facts()
    facts.pop("reason")
    return Giving(**facts | {"valid_from": facts["valid_from"] or at})


def _named(request: HttpRequest) -> dict[str, object]:
    """Return the officer and the unit the address names, as they are typed."""
    return {name: request.GET[name] for name in ("officer", "unit") if name in request.GET}


@reauthenticated
def grant_revoke(request: HttpRequest, pk: int) -> HttpResponse:
    """Revoke a grant: who would lose what is shown before."""
    by, at = acting_of(request), now()
    shown = shown_grant(request, pk)
    require_page(_may_revoke(shown, by, at=at))
    form = RevokeForm(request.POST or None)
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            reason = form.cleaned_data["reason"]
            status = refused(form, lambda: revoke_grant(grant=shown, reason=reason, by=by, at=at))
        if not form.errors:
            messages.success(request, _("Đã thu hồi. Mọi thứ dựa trên quyền này đã hết hiệu lực ngay."), "well")
            return redirect("grant", pk)
    context = {"grant": shown, "form": form, "losses": losses(shown, at=at, records=papers_read())}
    return render(request, "authority/revoke.html", context, status=status)
