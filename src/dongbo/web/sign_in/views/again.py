"""The page that asks again who it is, and the one where what was kept goes on."""

from typing import Any

from allauth.mfa.base.internal.flows import post_authentication
from allauth.mfa.webauthn.internal.auth import begin_authentication
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from dongbo.organisation.models import Officer
from dongbo.web.acting import now
from dongbo.web.sign_in.confirming import confirm, keeps_no_form, reachable_while_locked, safe_address
from dongbo.web.sign_in.forms import CodeForm, PasskeyAgainForm, PasswordAgainForm, second_factor_kinds
from dongbo.web.sign_in.keeping import give_up, kept_in, shown_fields
from dongbo.web.sign_in.provider import is_joined, provider_name
from dongbo.web.sign_in.sessions import officer_of

FORMS: dict[str, Any] = {"password": PasswordAgainForm, "code": CodeForm, "credential": PasskeyAgainForm}


@reachable_while_locked
@keeps_no_form
@sensitive_post_parameters()
@never_cache
def again(request: HttpRequest) -> HttpResponse:
    """Ask the officer for his password, a code or a passkey; then the session opens under a new key."""
    officer = officer_of(request)
    shown = {name: form for name, form in FORMS.items() if name in _ways_of(officer)}
    forms: dict[str, BaseForm] = {name: form(user=officer) for name, form in shown.items()}
    sent = next((name for name in shown if name in request.POST), None)
    if request.method == "POST" and sent is not None:
        form = shown[sent](user=officer, data=request.POST)
        if form.is_valid():
            _note_use(request, form)
            return confirm(request, method=form.method)
        forms[sent] = form
    wanted = request.POST.get("next") or request.GET.get("next") or ""
    return render(
        request,
        "sign_in/again.html",
        {
            "forms": forms,
            "sent": forms.get(sent or ""),
            "next": safe_address(request, wanted),
            "locked": getattr(request, "locked", False),
            "something_kept": bool(kept_in(request, officer, at=now())),
            "options": begin_authentication(officer) if "credential" in forms else None,
            "provider": provider_name() if is_joined(officer) else "",
        },
    )


@keeps_no_form
@never_cache
def going_on(request: HttpRequest) -> HttpResponse:
    """What the officer sent while his session was locked or over: it goes on, or he gives it up."""
    officer = officer_of(request)
    found = kept_in(request, officer, at=now())
    if request.method == "POST":
        response = redirect("sign-in-continue")
        for kept in found:
            if kept.key == request.POST.get("give_up"):
                give_up(request, response, kept)
        return response
    if not found:
        return redirect("home")
    return render(
        request,
        "sign_in/continue.html",
        {
            "found": [(kept, shown_fields(kept), kept.files.all()) for kept in found],
            "by_itself": len(found) == 1 and found[0].continues_itself and not found[0].left_out,
        },
    )


def _ways_of(officer: Officer) -> set[str]:
    kinds = second_factor_kinds(officer)
    ways = {"password"} if officer.has_usable_password() else set()
    if kinds - {"webauthn"}:
        ways.add("code")
    if "webauthn" in kinds:
        ways.add("credential")
    return ways


def _note_use(request: HttpRequest, form: Any) -> None:
    """Second factors remember when they were used last."""
    authenticator = form.cleaned_data.get("credential") or getattr(form, "authenticator", None)
    if authenticator is not None:
        post_authentication(request, authenticator, reauthenticated=True)
