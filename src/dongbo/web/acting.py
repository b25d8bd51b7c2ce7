"""Who acts, and when: the two arguments a view adds to what a form says."""

from datetime import datetime
from typing import cast

from django.core.exceptions import PermissionDenied, ValidationError
from django.forms import BaseForm
from django.http import HttpRequest
from django.utils import timezone

from dongbo.organisation.models import Officer
from dongbo.organisation.queries import acting_as
from dongbo.organisation.rules import Acting


def acting_of(request: HttpRequest) -> Acting:
    """Return who acts in this request: the signed-in officer, by his own authority or for whom he chose to act."""
    known: Acting | None = getattr(request, "acting", None)
    if known is None:
        address = str(request.META.get("REMOTE_ADDR", ""))
        known = acting_as(cast(Officer, request.user), at=now(), address=address)
        request.acting = known  # type: ignore[attr-defined]
    return known


def officer_of(request: HttpRequest) -> Officer:
    """Return the signed-in officer."""
    return acting_of(request).officer


def now() -> datetime:
    """Return this moment, for an operation's `at`."""
    return timezone.now()


def require_page(allowed: bool) -> None:
    """This will refuse the page to an officer whom a rule does not allow the act behind it. Raises PermissionDenied."""
    if not allowed:
        raise PermissionDenied


def show_refusal(form: BaseForm, refusal: ValidationError) -> None:
    """This will put an operation's refusal onto the form: by its field where it names one, else on top."""
    form.add_error(None, refusal)
