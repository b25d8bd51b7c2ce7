"""How allauth does things here: nobody signs up, tries are counted, sessions begin by the policy of the day."""

import base64
import hashlib
from typing import Any, cast

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.authentication import get_authentication_records
from allauth.account.internal.stagekit import clear_login
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialAccount, SocialLogin
from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.base_user import AbstractBaseUser
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.utils.encoding import force_bytes
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dongbo.organisation.models import Officer
from dongbo.organisation.operations.signing_in import (
    begin_try,
    forgive_tries,
    note_refused,
    note_wrong_try,
    sign_in,
    sign_out,
    take_back_try,
)
from dongbo.organisation.queries import acting_as
from dongbo.organisation.queries.signing_in import is_unused, news_for
from dongbo.organisation.states import SignInMethod
from dongbo.web.acting import now
from dongbo.web.sign_in.confirming import way_on
from dongbo.web.sign_in.duties import remember_duty
from dongbo.web.sign_in.keeping import remember_officer
from dongbo.web.sign_in.sessions import browser_of, himself, new_stay, session_of
from dongbo.web.sign_in.telling import MOST_TOLD, tell

WRONG_PAIR = gettext_lazy("Tên đăng nhập hoặc mật khẩu không đúng. Hãy kiểm tra phím Caps Lock rồi thử lại.")
WRONG_PASSWORD = gettext_lazy("Mật khẩu không đúng. Hãy kiểm tra phím Caps Lock rồi thử lại.")
NOT_IN_USE = gettext_lazy("Tài khoản này đã ngừng sử dụng; hãy liên hệ quản trị viên của đơn vị.")


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Signing in by name and password, and what every way of signing in ends with."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "username_password_mismatch": WRONG_PAIR,
        "incorrect_password": WRONG_PASSWORD,
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Return False: officers are enrolled."""
        return False

    def is_reauthentication_required(self, *, app: str, **options: Any) -> bool:
        """Return False: our own views ask again before delicate acts, see confirming.reauthenticated."""
        return False

    def add_message(
        self,
        request: HttpRequest,
        level: int,
        message_template: str | None = None,
        message_context: dict[str, Any] | None = None,
        extra_tags: str = "",
        message: str | None = None,
    ) -> None:
        """This will pass on messages in our words only; the library's own templates say nothing here."""
        if message:
            messages.add_message(request, level, message, extra_tags=extra_tags)

    def send_notification_mail(self, *arguments: Any, **options: Any) -> None:
        """This will send nothing: the history of the account tells, also where there is no mail server."""

    def authenticate(self, request: HttpRequest, **credentials: Any) -> AbstractBaseUser | None:
        """Return the officer whose name and password these are. Raises AccountLocked.

        A right password takes only its own try back: what came before counts until the second factor is right too.
        """
        browser, at = browser_of(request), now()
        taken = begin_try(username=str(credentials.get("username", "")), address=browser.address, at=at)
        found: AbstractBaseUser | None = super().authenticate(request, **credentials)
        if found is None:
            note_wrong_try(taken=taken, method=SignInMethod.PASSWORD, browser=browser, at=at)
        else:
            take_back_try(taken=taken)
        return found

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """This will do nothing: tries are counted in `authenticate`."""

    def pre_login(self, request: HttpRequest, user: Officer, **options: Any) -> HttpResponse | None:
        """Return the way back to the sign-in page for an account that is not in use, else None."""
        at = now()
        if user.is_active and not is_unused(user, at=at):
            return None
        note_refused(officer=user, method=method_of(request, user), browser=browser_of(request), at=at)
        clear_login(request)
        messages.error(request, NOT_IN_USE)
        return redirect("sign-in")

    def login(self, request: HttpRequest, user: Officer) -> None:
        """This will begin the officer's session under a new key, with its limits, and write it down."""
        method, browser, at = method_of(request, user), browser_of(request), now()
        super().login(request, user)
        session = session_of(request)
        session.stay = new_stay(user, at=at, method=method, browser=browser)
        remember_duty(request, user, at=at)
        session.save()
        news = list(news_for(user, address=browser.address, device=browser.device, at=at)[:MOST_TOLD])
        by = acting_as(user, at=at, address=browser.address)
        entry = sign_in(session_key=session.session_key or "", method=method, device=browser.device, by=by, at=at)
        tell(request, news, entry=entry)
        forgive_tries(officer=user, address=browser.address)

    def post_login(self, request: HttpRequest, user: Officer, **options: Any) -> HttpResponse:
        """Return the way to where the officer was going."""
        response = HttpResponseRedirect(way_on(request, options.get("redirect_url") or ""))
        remember_officer(response, user)
        return response

    def logout(self, request: HttpRequest) -> None:
        """This will end the session and write it down."""
        sign_out(device=browser_of(request).device, by=himself(request), at=now())
        super().logout(request)


class SecondFactorAdapter(DefaultMFAAdapter):  # type: ignore[misc]
    """Second factors: secrets are kept encrypted, names are ours."""

    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": gettext_lazy("Mã không đúng hoặc đã dùng. Hãy đợi mã mới trên ứng dụng rồi nhập lại."),
    }

    def get_totp_label(self, user: Officer) -> str:
        """Return how the officer's application names the account."""
        return user.username

    def _get_user_identifier(self, user: Officer) -> str:
        return user.username

    def _get_site_name(self) -> str:
        return "Đồng Bộ"

    def generate_authenticator_name(self, user: Officer, type: Authenticator.Type) -> str:  # noqa: A002
        """Return the name offered for the officer's next passkey."""
        count = Authenticator.objects.filter(user=user, type=type).count()
        return _("Khóa truy cập %(number)s") % {"number": count + 1}

    def encrypt(self, text: str) -> str:
        """Return `text` so that the database alone does not give it away."""
        return _box().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """Return what `encrypt` was given."""
        return _box().decrypt(encrypted_text.encode()).decode()


class ProviderAdapter(DefaultSocialAccountAdapter):  # type: ignore[misc]
    """Single sign-on: only officers already enrolled, found by one claim of the provider."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: SocialLogin) -> bool:
        """Return False: officers are enrolled."""
        return False

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        """This will join what the provider says to the officer it names, or refuse.

        Once joined, provider and officer stay joined: a name given to another at the provider opens nothing.
        """
        officer = Officer.objects.filter(username__iexact=_claimed(sociallogin)).first()
        if officer is None or (sociallogin.is_existing and sociallogin.user.pk != officer.pk):
            raise _refused(request)
        if not sociallogin.is_existing:
            if SocialAccount.objects.filter(user=officer, provider=sociallogin.account.provider).exists():
                raise _refused(request)
            sociallogin.connect(request, officer)

    def on_authentication_error(
        self, request: HttpRequest, provider: Any, error: Any = None, exception: Any = None, extra_context: Any = None
    ) -> None:
        """This will lead back to the sign-in page, which says what to do."""
        messages.error(
            request,
            _("Chưa đăng nhập được qua nhà cung cấp. Hãy thử lại, hoặc dùng tên đăng nhập và mật khẩu."),
        )
        raise ImmediateHttpResponse(redirect("sign-in"))


def method_of(request: HttpRequest, officer: AbstractBaseUser) -> SignInMethod:
    """Return with what the officer showed last, in this session, that it is he."""
    records = get_authentication_records(request, officer)
    last = records[-1] if records else {}
    if last.get("method") == "mfa":
        return SignInMethod(last["type"])
    return SignInMethod.PROVIDER if last.get("method") == "socialaccount" else SignInMethod.PASSWORD


def _claimed(sociallogin: SocialLogin) -> str:
    found = sociallogin.account.extra_data
    claims = (found.get("id_token") or {}) | (found.get("userinfo") or {})
    return str(claims.get(settings.OIDC_CLAIM) or "").strip()


def _refused(request: HttpRequest) -> ImmediateHttpResponse:
    messages.error(
        request,
        _("Nhà cung cấp đã xác nhận bạn, nhưng chưa có tài khoản cán bộ nào ứng với bạn. Hãy liên hệ quản trị viên."),
    )
    return ImmediateHttpResponse(redirect("sign-in"))


def _box() -> MultiFernet:
    keys = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    return MultiFernet([Fernet(_derived(cast(str, key))) for key in keys])


def _derived(key: str) -> bytes:
    return base64.urlsafe_b64encode(hashlib.sha256(b"dongbo.second-factor" + force_bytes(key)).digest())
