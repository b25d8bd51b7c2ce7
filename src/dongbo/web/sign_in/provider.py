"""Single sign-on with the ministry's provider (OpenID Connect), where the settings name one."""

from typing import cast

from allauth.socialaccount.models import SocialAccount
from allauth.socialaccount.providers.openid_connect import views as openid_connect
from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST
from requests import RequestException

from dongbo.organisation.models import Officer

PROVIDER_ID = "ministry"


def provider_name() -> str:
    """Return what the provider is called on the button; empty where there is none."""
    return str(settings.OIDC_NAME) if settings.OIDC_URL else ""


def is_joined(officer: Officer) -> bool:
    """Return whether `officer` has signed in through the provider before."""
    return bool(settings.OIDC_URL) and SocialAccount.objects.filter(user=officer).exists()


@require_POST
def provider_sign_in(request: HttpRequest, provider_id: str) -> HttpResponse:
    """Lead to the provider's own sign-in page."""
    if not settings.OIDC_URL or provider_id != PROVIDER_ID:
        raise Http404
    try:
        return cast(HttpResponse, openid_connect.login(request, provider_id))
    except RequestException:
        messages.error(
            request,
            _("Nhà cung cấp đăng nhập một lần không trả lời. Hãy thử lại sau, hoặc dùng tên đăng nhập và mật khẩu."),
        )
        return redirect("sign-in")


@require_GET
def provider_answer(request: HttpRequest, provider_id: str) -> HttpResponse:
    """Take what the provider says: an officer already enrolled is signed in, nobody else is."""
    if not settings.OIDC_URL or provider_id != PROVIDER_ID:
        raise Http404
    return cast(HttpResponse, openid_connect.callback(request, provider_id))
