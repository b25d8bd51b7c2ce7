"""Signing in."""

from typing import Any

from django.contrib.auth.forms import AuthenticationForm
from django.utils.translation import gettext_lazy as _


class SignInForm(AuthenticationForm):
    """Name and password, with one message for any wrong pair."""

    error_messages = {  # noqa: RUF012  (as Django's own form declares it)
        "invalid_login": _("Tên đăng nhập hoặc mật khẩu không đúng. Hãy kiểm tra phím Caps Lock rồi thử lại."),
        "inactive": _("Tài khoản này đã ngừng sử dụng; hãy liên hệ quản trị viên."),
    }

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.fields["username"].label = _("Tên đăng nhập")
        self.fields["password"].label = _("Mật khẩu")
