"""What an account owes before anything else: a second factor, or another password."""

from datetime import datetime

from allauth.mfa.models import Authenticator
from django.http import HttpRequest

from dongbo.organisation.models import Officer
from dongbo.organisation.queries.signing_in import is_password_too_old, second_factor_asked_of

DUTY = "duty"
SECOND_FACTOR, PASSWORD = "second_factor", "password"
PAGES = {SECOND_FACTOR: "account", PASSWORD: "account-password"}


def has_second_factor(officer: Officer) -> bool:
    """Return whether the account has a second factor; recovery codes alone are none."""
    return bool(Authenticator.objects.filter(user=officer).exclude(type=Authenticator.Type.RECOVERY_CODES).exists())


def remember_duty(request: HttpRequest, officer: Officer, *, at: datetime) -> None:
    """This will write into the session what the account owes at `at`, where that changed."""
    owed = None
    if second_factor_asked_of(officer, at=at) and not has_second_factor(officer):
        owed = SECOND_FACTOR
    elif is_password_too_old(officer, at=at):
        owed = PASSWORD
    if request.session.get(DUTY) != owed:
        request.session[DUTY] = owed


def duty_page(owed: str | None) -> str:
    """Return the name of the page where what is owed is done; empty where nothing is."""
    return PAGES.get(owed or "", "")
