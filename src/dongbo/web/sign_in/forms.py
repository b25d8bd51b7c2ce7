"""Forms of signing in and of one's account."""

from typing import Any

from allauth.account.forms import LoginForm
from allauth.core import context
from allauth.mfa.base.forms import AuthenticateForm
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn.forms import AddWebAuthnForm, LoginWebAuthnForm, ReauthenticateWebAuthnForm
from django import forms
from django.contrib.auth import password_validation
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dongbo.organisation.models import Officer
from dongbo.organisation.operations.signing_in import begin_try, note_wrong_try, take_back_try
from dongbo.organisation.states import SignInAct, SignInMethod
from dongbo.web.acting import now
from dongbo.web.sign_in.adapters import WRONG_PASSWORD, AccountAdapter
from dongbo.web.sign_in.codes import check_code
from dongbo.web.sign_in.sessions import browser_of

PASSWORD = gettext_lazy("Mật khẩu")
CODE = gettext_lazy("Mã xác nhận")
CODE_HINT = gettext_lazy("Sáu chữ số trên ứng dụng xác thực, hoặc một mã khôi phục tám chữ số chưa dùng.")
MALFORMED = gettext_lazy("Trình duyệt gửi khóa truy cập không đúng dạng. Hãy tải lại trang rồi thử lại.")


class SignInForm(LoginForm):  # type: ignore[misc]
    """Name and password, with one message for any wrong pair."""

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.fields["login"].label = _("Tên đăng nhập")
        self.fields["password"].label = PASSWORD
        self.fields["password"].help_text = ""
        for field in self.fields.values():
            field.widget.attrs.pop("placeholder", None)
        self.fields["login"].widget.attrs |= {"autocapitalize": "none", "spellcheck": "false"}


class PasswordAgainForm(forms.Form):
    """One's own password, again."""

    password = forms.CharField(
        label=PASSWORD,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )
    method = SignInMethod.PASSWORD

    def __init__(self, *arguments: Any, user: Officer, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.user = user

    def clean_password(self) -> str:
        """Return the password where it is the officer's."""
        password: str = self.cleaned_data["password"]
        if not AccountAdapter(context.request).reauthenticate(self.user, password):
            raise ValidationError(WRONG_PASSWORD)
        return password


class CodeForm(AuthenticateForm):  # type: ignore[misc]
    """A code of the officer's application, or a recovery code; a wrong one counts like a wrong password."""

    code = forms.CharField(
        label=CODE,
        help_text=CODE_HINT,
        max_length=20,
        widget=forms.TextInput(
            attrs={"autocomplete": "one-time-code", "inputmode": "numeric", "autocapitalize": "none"}
        ),
    )

    def clean_code(self) -> str:
        """Return the code where it is right and was never used."""
        code: str = self.cleaned_data["code"]
        browser, at = browser_of(context.request), now()
        taken = begin_try(username=self.user.username, address=browser.address, at=at)
        found = check_code(self.user, code, at=at)
        if found is None:
            note_wrong_try(taken=taken, method=SignInMethod.TOTP, browser=browser, at=at)
            raise ValidationError(_("Mã không đúng hoặc đã dùng. Hãy đợi mã mới trên ứng dụng rồi nhập lại."))
        take_back_try(taken=taken)
        self.authenticator = found
        return code

    @property
    def method(self) -> SignInMethod:
        """With what the officer showed that it is he."""
        return SignInMethod(self.authenticator.type)


UNREADABLE = (TypeError, ValueError, KeyError, AttributeError, RecursionError)
"""What reading a passkey's answer comes to where the answer is none."""


class CredentialField(forms.JSONField):
    """A passkey's answer as it travels."""

    def __init__(self) -> None:
        super().__init__(widget=forms.HiddenInput)

    def to_python(self, value: Any) -> Any:
        """Return what was sent; what is nested deeper than can be read is no answer of a passkey."""
        try:
            return super().to_python(value)
        except RecursionError as malformed:
            raise ValidationError(MALFORMED) from malformed

    def bound_data(self, data: Any, initial: Any) -> None:
        """Return nothing: an answer opens once, so a page that is shown again waits for another."""


class _CredentialChecked:
    """A passkey's answer, from a browser that may send anything."""

    def clean(self) -> dict[str, Any]:
        try:
            found: dict[str, Any] = super().clean() or {}  # type: ignore[misc]
        except UNREADABLE as malformed:
            raise ValidationError(MALFORMED) from malformed
        return found

    def clean_credential(self) -> Any:
        try:
            checked = getattr(super(), "clean_credential", None)
            credential = self.cleaned_data["credential"]  # type: ignore[attr-defined]
            if not isinstance(credential, dict):
                raise ValidationError(MALFORMED)
            return checked() if checked else credential
        except UNREADABLE as malformed:
            raise ValidationError(MALFORMED) from malformed


class PasskeySignInForm(_CredentialChecked, LoginWebAuthnForm):  # type: ignore[misc]
    """Signing in with a passkey alone."""

    credential = CredentialField()


class PasskeyAgainForm(_CredentialChecked, ReauthenticateWebAuthnForm):  # type: ignore[misc]
    """Showing with a passkey that it is he; after a password, or again."""

    credential = CredentialField()
    method = SignInMethod.PASSKEY


class AddPasskeyForm(_CredentialChecked, AddWebAuthnForm):  # type: ignore[misc]
    """A new passkey under a name of the officer's choice."""

    credential = CredentialField()

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.fields["name"] = forms.CharField(
            label=_("Tên khóa"),
            help_text=_("Để bạn nhận ra thiết bị về sau, ví dụ «Máy ở cơ quan»."),
            max_length=60,
            required=False,
            initial=self.initial["name"],
        )
        self.fields.pop("passwordless", None)


class AddApplicationForm(ActivateTOTPForm):  # type: ignore[misc]
    """The first code of the officer's application shows that it knows the secret."""

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.fields["code"].label = _("Mã trên ứng dụng")
        self.fields["code"].help_text = _("Sáu chữ số ứng dụng đang hiện.")
        self.fields["code"].widget.attrs = {"autocomplete": "one-time-code", "inputmode": "numeric"}


class NewPasswordForm(forms.Form):
    """A password chosen twice, held to the policy of the day."""

    new_password = forms.CharField(
        label=gettext_lazy("Mật khẩu mới"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    again_password = forms.CharField(
        label=gettext_lazy("Nhập lại mật khẩu mới"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def __init__(self, *arguments: Any, user: Officer, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.user = user
        self.fields["new_password"].help_text = password_validation.password_validators_help_text_html()

    def clean_new_password(self) -> str:
        """Return the password where the policy of the day accepts it."""
        password: str = self.cleaned_data["new_password"]
        password_validation.validate_password(password, self.user)
        return password

    def clean(self) -> dict[str, Any]:
        """Return both passwords where they are the same."""
        found = super().clean() or {}
        new, again = found.get("new_password"), found.get("again_password")
        if new and again and new != again:
            self.add_error("again_password", _("Hai lần nhập không giống nhau. Hãy nhập lại."))
        return found


class ChangePasswordForm(NewPasswordForm):
    """A new password, unlike the one it takes the place of."""

    def clean_new_password(self) -> str:
        """Return the password where it is another than the present one and the policy accepts it."""
        password = super().clean_new_password()
        if self.user.has_usable_password() and self.user.check_password(password):
            raise ValidationError(_("Mật khẩu mới trùng mật khẩu đang dùng. Hãy chọn mật khẩu khác."))
        return password


class ForgottenForm(forms.Form):
    """Whose password was forgotten, among officers the reader manages."""

    username = forms.CharField(
        label=gettext_lazy("Tên đăng nhập của cán bộ"),
        max_length=60,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"}),
    )

    def __init__(self, *arguments: Any, managed: QuerySet[Officer], **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.managed = managed

    def clean_username(self) -> Officer:
        """Return the officer called so."""
        found = self.managed.filter(username__iexact=self.cleaned_data["username"].strip()).first()
        if found is None:
            raise ValidationError(_("Không có cán bộ nào bạn quản lý có tên đăng nhập này. Hãy kiểm tra lại."))
        return found


class LostFactorsForm(ForgottenForm):
    """Who lost all second factors, among officers the reader manages, and how that was made sure of."""

    reason = forms.CharField(
        label=gettext_lazy("Lý do"),
        help_text=gettext_lazy("Cán bộ báo mất thế nào, bạn đã nhận đúng người bằng cách nào."),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
    )


class HistoryFilter(forms.Form):
    """What part of the history is shown."""

    act = forms.ChoiceField(
        label=gettext_lazy("Việc"),
        required=False,
        choices=[("", gettext_lazy("Tất cả")), *SignInAct.choices],
    )
    since = forms.DateField(
        label=gettext_lazy("Từ ngày"), required=False, widget=forms.DateInput(attrs={"type": "date"})
    )
    until = forms.DateField(
        label=gettext_lazy("Đến ngày"), required=False, widget=forms.DateInput(attrs={"type": "date"})
    )
    q = forms.CharField(label=gettext_lazy("Địa chỉ, trình duyệt"), required=False, max_length=100)


def second_factor_kinds(officer: Officer) -> set[str]:
    """Return the kinds of second factor on the account, recovery codes included."""
    return set(Authenticator.objects.filter(user=officer).values_list("type", flat=True))
