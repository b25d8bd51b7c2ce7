"""Second factors of one's account: the application's codes, passkeys, recovery codes."""

import base64
from typing import Any

from allauth.mfa.adapter import get_adapter
from allauth.mfa.base.internal.flows import delete_and_cleanup
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.recovery_codes.internal.flows import generate_recovery_codes
from allauth.mfa.totp.internal.flows import activate_totp
from allauth.mfa.webauthn.internal.auth import begin_registration
from allauth.mfa.webauthn.internal.flows import add_authenticator
from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from dongbo.organisation.operations.signing_in import note_second_factor
from dongbo.organisation.states import SignInAct, SignInMethod
from dongbo.web.acting import now
from dongbo.web.sign_in.codes import check_code
from dongbo.web.sign_in.confirming import keeps_no_form, reauthenticated
from dongbo.web.sign_in.duties import has_second_factor, remember_duty
from dongbo.web.sign_in.forms import AddApplicationForm, AddPasskeyForm
from dongbo.web.sign_in.sessions import himself, officer_of


@keeps_no_form
@reauthenticated
@never_cache
def add_application(request: HttpRequest) -> HttpResponse:
    """Show the secret once, as a picture and as text; the application's first code proves it arrived."""
    officer = officer_of(request)
    if Authenticator.objects.filter(user=officer, type=Authenticator.Type.TOTP).exists():
        messages.info(request, _("Tài khoản đã có ứng dụng xác thực. Hãy bỏ ứng dụng cũ trước khi thêm ứng dụng mới."))
        return redirect("account")
    form = AddApplicationForm(request.POST if request.method == "POST" else None, user=officer)
    if request.method == "POST" and form.is_valid():
        with transaction.atomic():
            activate_totp(request, form)
            check_code(officer, form.cleaned_data["code"], at=now())  # the code that proved it opens nothing afterwards
            _note(request, SignInAct.FACTOR_ADDED, SignInMethod.TOTP)
        return _after_adding(request)
    adapter = get_adapter()
    picture = adapter.build_totp_svg(adapter.build_totp_url(officer, form.secret))
    return render(
        request,
        "sign_in/application.html",
        {
            "form": form,
            "secret": " ".join(form.secret[start : start + 4] for start in range(0, len(form.secret), 4)),
            "picture": f"data:image/svg+xml;base64,{base64.b64encode(picture.encode()).decode()}",
        },
    )


@keeps_no_form
@reauthenticated
@never_cache
def add_passkey(request: HttpRequest) -> HttpResponse:
    """Make a passkey on this device or on a security key."""
    officer = officer_of(request)
    form = AddPasskeyForm(request.POST if request.method == "POST" else None, user=officer)
    if request.method == "POST" and form.is_valid():
        name, credential = form.cleaned_data["name"], form.cleaned_data["credential"]
        with transaction.atomic():
            add_authenticator(request, name=name, credential=credential)
            _note(request, SignInAct.FACTOR_ADDED, SignInMethod.PASSKEY)
        return _after_adding(request)
    options = begin_registration(officer, passwordless=True)
    return render(request, "sign_in/passkey.html", {"form": form, "options": options})


@require_POST
@reauthenticated
def remove_factor(request: HttpRequest, factor: int) -> HttpResponse:
    """Take a second factor off the account; with the last one go the recovery codes."""
    officer = officer_of(request)
    found = get_object_or_404(
        Authenticator.objects.exclude(type=Authenticator.Type.RECOVERY_CODES), user=officer, pk=factor
    )
    with transaction.atomic():
        delete_and_cleanup(request, found)
        _note(request, SignInAct.FACTOR_REMOVED, SignInMethod(found.type))
    remember_duty(request, officer, at=now())
    messages.success(request, _("Đã bỏ yếu tố thứ hai này."))
    return redirect("account")


@require_POST
@reauthenticated
def make_codes(request: HttpRequest) -> HttpResponse:
    """Make ten new recovery codes; the old ones open nothing any more."""
    if not has_second_factor(officer_of(request)):
        messages.error(request, _("Hãy thêm ứng dụng xác thực hoặc khóa truy cập trước khi tạo mã khôi phục."))
        return redirect("account")
    with transaction.atomic():
        generate_recovery_codes(request)
        _note(request, SignInAct.CODES_MADE, SignInMethod.RECOVERY_CODE)
    return redirect("account-codes")


@reauthenticated
@never_cache
def codes(request: HttpRequest) -> HttpResponse:
    """The recovery codes, once: a sheet to print and lock away."""
    with transaction.atomic():
        held = Authenticator.objects.select_for_update().filter(
            user=officer_of(request), type=Authenticator.Type.RECOVERY_CODES
        )
        found = held.first()
        wrapped: Any = RecoveryCodes(found) if found else None
        if wrapped is None or wrapped.did_view:
            messages.info(request, _("Mã khôi phục chỉ hiện một lần. Nếu không còn giữ, hãy tạo bộ mã mới."))
            return redirect("account")
        wrapped.mark_as_viewed()
    return render(request, "sign_in/codes.html", {"codes": wrapped.get_unused_codes(), "made_at": found.created_at})


def _after_adding(request: HttpRequest) -> HttpResponse:
    officer = officer_of(request)
    remember_duty(request, officer, at=now())
    messages.success(request, _("Đã thêm yếu tố thứ hai."))
    unseen = Authenticator.objects.filter(user=officer, type=Authenticator.Type.RECOVERY_CODES).first()
    return redirect("account-codes" if unseen and not unseen.wrap().did_view else "account")


def _note(request: HttpRequest, act: SignInAct, method: SignInMethod) -> None:
    note_second_factor(act=act, method=method, by=himself(request), at=now())
