"""What a password must be like: by the policy of the day, and unlike what everybody guesses first."""

from typing import Any

from django.contrib.auth.password_validation import CommonPasswordValidator
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from dongbo.engines.vietnamese import fold, toneless
from dongbo.organisation.queries.signing_in import policy_at
from dongbo.web.acting import now

LONGEST = 200
"""Characters; what is longer only costs time to hash."""
SHORTEST_GUESS = 5
"""A name shorter than this may stand within a password."""


class LengthByPolicy:
    """As long as the sign-in policy of the day asks."""

    def validate(self, password: str, user: Any = None) -> None:
        """Raises ValidationError for a password that is too short or too long."""
        shortest = policy_at(now()).shortest_password
        if len(password) < shortest:
            raise ValidationError(
                _("Mật khẩu có %(length)s ký tự, cần ít nhất %(shortest)s. Hãy thêm vài từ nữa.")
                % {"length": len(password), "shortest": shortest},
                code="password_too_short",
            )
        if len(password) > LONGEST:
            raise ValidationError(
                _("Mật khẩu dài quá %(longest)s ký tự. Hãy rút ngắn lại.") % {"longest": LONGEST},
                code="password_too_long",
            )

    def get_help_text(self) -> str:
        """Return what is asked, before anything was typed."""
        return _("Ít nhất %(shortest)s ký tự; một câu dễ nhớ là tốt nhất, không cần ký tự đặc biệt.") % {
            "shortest": policy_at(now()).shortest_password
        }


class NotGuessedFirst:
    """Neither among the commonest passwords, nor one character over and over, nor the officer's own name."""

    def __init__(self) -> None:
        self._common = CommonPasswordValidator().passwords

    def validate(self, password: str, user: Any = None) -> None:
        """Raises ValidationError for a password that is guessed first."""
        plain = toneless(fold(password)).replace(" ", "")
        halves = {plain[: len(plain) // times] for times in (1, 2, 3) if plain == plain[: len(plain) // times] * times}
        if len(set(plain)) < 4 or any(half in self._common for half in halves):
            raise ValidationError(
                _("Mật khẩu này nằm trong số hay bị đoán nhất. Hãy ghép vài từ không liên quan với nhau."),
                code="password_too_common",
            )
        names = (getattr(user, "username", ""), getattr(user, "full_name", ""))
        for name in (toneless(fold(name)).replace(" ", "") for name in names):
            if len(name) >= SHORTEST_GUESS and name in plain:
                raise ValidationError(
                    _("Mật khẩu chứa tên của bạn. Hãy chọn mật khẩu không có họ tên hay tên đăng nhập."),
                    code="password_has_name",
                )

    def get_help_text(self) -> str:
        """Return what is asked, before anything was typed."""
        return _("Không dùng họ tên, tên đăng nhập hay mật khẩu hay gặp.")
