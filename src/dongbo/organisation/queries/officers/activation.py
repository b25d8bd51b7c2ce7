"""Tokens by which an officer enrolled without a password sets his first one."""

from datetime import datetime, timedelta

from django.core.signing import BadSignature, Signer
from django.utils.crypto import constant_time_compare, salted_hmac

from dongbo.organisation.models import Officer

ACTIVATION_LASTS = timedelta(days=7)

_SALT = "dongbo.organisation.activation"


def activation_token(officer: Officer, *, at: datetime) -> str:
    """Return a token that lets `officer` set his first password before seven days from `at` are over.

    It carries a fingerprint of what stands in place of his password, so that it dies as soon as that changes.
    """
    until = int((at + ACTIVATION_LASTS).timestamp())
    return Signer(salt=_SALT).sign_object([officer.pk, until, _fingerprint(officer)])


def officer_to_activate(token: str, *, at: datetime) -> Officer | None:
    """Return the officer whose first password `token` lets be set at `at`; None where it is false, used or too old."""
    try:
        key, until, fingerprint = Signer(salt=_SALT).unsign_object(token)
    except (BadSignature, ValueError, TypeError):
        return None
    officer = Officer.objects.filter(pk=key, is_active=True).first()
    if officer is None or officer.has_usable_password() or at.timestamp() >= until:
        return None
    return officer if constant_time_compare(fingerprint, _fingerprint(officer)) else None


def _fingerprint(officer: Officer) -> str:
    return salted_hmac(_SALT, f"{officer.pk}:{officer.password}", algorithm="sha256").hexdigest()[:32]
