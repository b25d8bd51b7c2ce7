"""Delegations: what one passed on and may pass on, and passing it on."""

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from dongbo.organisation.models import DelegationRule, Grant
from dongbo.organisation.operations.delegations import delegate as pass_on
from dongbo.organisation.queries.effects import what_if
from dongbo.organisation.queries.grants import delegable_grants, delegations_of
from dongbo.organisation.queries.principals import principals_of
from dongbo.organisation.rules.delegation import Delegating, delegation_asked, rules_on
from dongbo.web.acting import acting_of, now
from dongbo.web.authority.forms.giving import DelegationForm
from dongbo.web.authority.views.grants import papers_read
from dongbo.web.organisation.views.acts import refused
from dongbo.web.sign_in.confirming import reauthenticated


def delegations(request: HttpRequest) -> HttpResponse:
    """What the officer passed on, what was passed on to him, and what he may pass on."""
    by, at = acting_of(request), now()
    context = {
        "passed_on": delegations_of(by.officer, at=at),
        "principals": principals_of(by.officer, at=at),
        "delegable": delegable_grants(by, at=at),
    }
    return render(request, "authority/delegations.html", context)


@reauthenticated
def delegate(request: HttpRequest, pk: int) -> HttpResponse:
    """Pass on some of a grant: what it would do is shown before."""
    by, at = acting_of(request), now()
    held = get_object_or_404(delegable_grants(by, at=at), pk=pk)
    form = DelegationForm(request.POST or None, grant=held, by=by, at=at)
    passed: list[Grant] = []
    effect, status = None, 200
    if request.method == "POST":
        if not form.is_valid():
            status = 422
        elif "delegate" in request.POST:
            status = refused(form, lambda: passed.append(pass_on(grant=held, by=by, at=at, **form.facts())))
            if passed:
                messages.success(request, _("Đã ủy quyền. Người nhận chọn bạn ở đầu trang để làm thay."), "well")
                return redirect("grant", passed[0].pk)
        else:
            effect = what_if(_delegating(form, held, at=at), by=by, at=at, records=papers_read())
    context: dict[str, Any] = {
        "form": form,
        "effect": effect,
        "grant": held,
        "rules": _rules(at),
        "heading": _("Ủy quyền"),
        "button": _("Ủy quyền"),
        "act": "delegate",
        "back": (_("Ủy quyền của tôi"), reverse("delegations")),
    }
    return render(request, "authority/give.html", context, status=status)


def _delegating(form: DelegationForm, held: Grant, *, at: datetime) -> Delegating:
    return delegation_asked(grant=held, at=at, **form.facts())


def _rules(at: datetime) -> "QuerySet[DelegationRule]":
    return rules_on(timezone.localdate(at)).order_by("capacity")
