"""Signing in: by password, by a second factor after it, by a passkey alone; and signing out."""

from typing import Any, cast

from allauth.account.internal.decorators import login_stage_required
from allauth.account.internal.flows.logout import logout
from allauth.account.models import Login
from allauth.account.views import LoginView
from allauth.mfa.base.views import AuthenticateView
from allauth.mfa.stages import AuthenticateStage
from allauth.mfa.webauthn.internal.auth import begin_authentication
from allauth.mfa.webauthn.internal.flows import perform_passwordless_login
from django.conf import settings
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_POST

from dongbo.organisation.models import Officer
from dongbo.organisation.operations.officers.activation import activate as set_first_password
from dongbo.organisation.queries import officers
from dongbo.organisation.queries.officers import officer_to_activate
from dongbo.web.acting import network_address, now, show_refusal
from dongbo.web.sign_in.confirming import safe_address, way_on
from dongbo.web.sign_in.forms import (
    NewPasswordForm,
    PasskeyAgainForm,
    PasskeySignInForm,
    SignInForm,
    second_factor_kinds,
)
from dongbo.web.sign_in.keeping import last_officer
from dongbo.web.sign_in.provider import provider_name


class SignIn(LoginView):  # type: ignore[misc]
    """The sign-in page; on a demonstration it names the demonstration's officers."""

    template_name = "sign_in/sign_in.html"
    form_class = SignInForm

    def dispatch(self, request: HttpRequest, *arguments: Any, **named: Any) -> Any:
        """Return the way on for whom is signed in already."""
        if request.user.is_authenticated:
            return redirect(way_on(request))
        return super().dispatch(request, *arguments, **named)

    def get_context_data(self, **context: object) -> dict[str, object]:
        """Return the form and what else leads in."""
        shown = officers().filter(username__startswith="demo.") if settings.DEMO else officers().none()
        wanted = self.request.POST.get("next") or self.request.GET.get("next") or ""
        found: dict[str, object] = super().get_context_data(**context)
        return found | {
            "next": safe_address(self.request, wanted) if wanted else "",
            "provider": provider_name(),
            "passkey_form": PasskeySignInForm(),
            "something_kept": "kept" in self.request.COOKIES and last_officer(self.request) is not None,
            "demo_officers": shown,
            "demo_password": settings.DEMO_PASSWORD,
        }


@method_decorator(
    login_stage_required(stage=AuthenticateStage.key, redirect_urlname="sign-in"),
    name="dispatch",
)
class SecondFactor(AuthenticateView):  # type: ignore[misc]
    """The second step for an officer whose password was right."""

    template_name = "sign_in/second_factor.html"
    webauthn_form_class = PasskeyAgainForm

    def get_context_data(self, **context: object) -> dict[str, object]:
        """Return the forms of the factors the officer has."""
        found: dict[str, object] = super().get_context_data(**context)
        kinds = second_factor_kinds(cast(Officer, self.stage.login.user))
        return found | {"takes_codes": bool(kinds - {"webauthn"}), "takes_passkeys": "webauthn" in kinds}


@require_GET
@never_cache
def passkey_options(request: HttpRequest) -> JsonResponse:
    """What the browser asks a passkey, whoever's it is."""
    return JsonResponse(begin_authentication(user=None))


@require_POST
def passkey_sign_in(request: HttpRequest) -> HttpResponse:
    """Sign in with a passkey alone, which asks for a fingerprint, a face or a number by itself."""
    form = PasskeySignInForm(data=request.POST)
    if not form.is_valid():
        messages.error(request, _("Chưa đăng nhập được bằng khóa truy cập. Hãy thử lại, hoặc dùng mật khẩu."))
        return lead_back(request)
    authenticator = form.cleaned_data["credential"]
    login = Login(user=authenticator.user, redirect_url=safe_address(request, request.POST.get("next", "")))
    return cast(HttpResponse, perform_passwordless_login(request, authenticator, login))


@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """End the session."""
    logout(request, show_message=False)
    return redirect("sign-in")


@never_cache
@sensitive_post_parameters()
def activate(request: HttpRequest, token: str) -> HttpResponse:
    """Set the password of an account by the link an administrator handed over, once."""
    at = now()
    officer = officer_to_activate(token, at=at)
    if officer is None:
        return render(request, "sign_in/activate_over.html", status=410)
    form = NewPasswordForm(request.POST or None, user=officer)
    if request.method == "POST" and form.is_valid():
        password, address = form.cleaned_data["new_password"], network_address(request)
        try:
            set_first_password(officer=officer, token=token, password=password, address=address, at=at)
        except ValidationError as refusal:
            show_refusal(form, refusal)
        else:
            messages.success(request, _("Đã đặt mật khẩu. Hãy đăng nhập bằng mật khẩu vừa đặt."))
            return redirect("sign-in")
    return render(request, "sign_in/activate.html", {"form": form, "officer": officer})


def lead_back(request: HttpRequest) -> HttpResponse:
    """Return the way back to the sign-in page, which still knows where the officer was going."""
    wanted = request.POST.get("next", "")
    return redirect(f"{reverse('sign-in')}?{urlencode({'next': wanted})}" if wanted else "sign-in")
