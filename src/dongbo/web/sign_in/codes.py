"""Codes from an officer's application and recovery codes: each opens once, whichever process sees it."""

from datetime import datetime

from allauth.core.internal.cryptokit import compare_user_code
from allauth.mfa import app_settings
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from allauth.mfa.utils import decrypt

from dongbo.organisation.models import Officer
from dongbo.organisation.operations.signing_in import use_code


def check_code(officer: Officer, code: str, *, at: datetime) -> Authenticator | None:
    """Return the second factor whose code this is at `at`, and use the code up; None where it is wrong or used."""
    factors = {factor.type: factor for factor in Authenticator.objects.filter(user=officer)}
    application = factors.get(Authenticator.Type.TOTP)
    if application is not None and _is_of_application(application, officer, code, at=at):
        return application
    recovery = factors.get(Authenticator.Type.RECOVERY_CODES)
    if recovery is not None and recovery.wrap().validate_code(code.replace(" ", "")):
        return recovery
    return None


def _is_of_application(factor: Authenticator, officer: Officer, code: str, *, at: datetime) -> bool:
    secret, now = decrypt(factor.data["secret"]), int(at.timestamp()) // app_settings.TOTP_PERIOD
    for step in range(now - app_settings.TOTP_TOLERANCE, now + app_settings.TOTP_TOLERANCE + 1):
        if compare_user_code(actual=code, expected=format_hotp_value(hotp_value(secret, step))):
            return use_code(officer=officer, step=step)
    return False
