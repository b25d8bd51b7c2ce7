"""Who acts, for whom, from where, and when: the arguments a view adds to what a form says."""

from datetime import datetime
from ipaddress import ip_address
from typing import cast

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.forms import BaseForm
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _

from dongbo.organisation.models import Officer
from dongbo.organisation.queries import acting_as
from dongbo.organisation.queries.principals import Principal, principals_of
from dongbo.organisation.rules import Acting, NotAllowed

CHOSEN_PRINCIPAL = "acting_for"
"""Where the session keeps for whom the officer chose to act."""

READING = ("GET", "HEAD", "OPTIONS")


class ActedRequest(HttpRequest):
    """A request once it has been asked who acts in it: asked once, kept with it."""

    acting: Acting
    principal: Principal | None
    principals: list[Principal]


def acting_of(request: HttpRequest) -> Acting:
    """Return who acts in this request: the signed-in officer, by his own authority or for whom he chose to act.

    The choice holds only while something delegated by that principal is effective. Where it has ended, a page is shown
    by the officer's own authority, with a note; an act is refused, since it was meant in another's name. Raises
    NotAllowed.
    """
    known: Acting | None = getattr(request, "acting", None)
    if known is None:
        officer = cast(Officer, request.user)
        principal = _chosen_principal(request)
        known = acting_as(
            officer,
            at=now(),
            principal=principal.officer if principal else None,
            address=network_address(request),
        )
        acted = cast(ActedRequest, request)
        acted.acting, acted.principal = known, principal
    return known


def officer_of(request: HttpRequest) -> Officer:
    """Return the signed-in officer."""
    return acting_of(request).officer


def principal_of(request: HttpRequest) -> Principal | None:
    """Return for whom the officer acts in this request, with the mandate, or None while he acts for himself."""
    acting_of(request)
    return cast(ActedRequest, request).principal


def principals_for(request: HttpRequest) -> list[Principal]:
    """Return those for whom the signed-in officer may act now, asked for once in a request."""
    known: list[Principal] | None = getattr(request, "principals", None)
    if known is None:
        known = principals_of(cast(Officer, request.user), at=now())
        cast(ActedRequest, request).principals = known
    return known


def choose_principal(request: HttpRequest, key: int | None) -> Principal | None:
    """This will let the officer act for the officer with this key from the next request on, or for himself again.

    Raises NotAllowed where that one has passed nothing on to him.
    """
    if key is None:
        request.session.pop(CHOSEN_PRINCIPAL, None)
        return None
    principal = _principal(request, key)
    if principal is None:
        raise NotAllowed(_("Người này không ủy quyền cho bạn, hoặc ủy quyền đã hết hiệu lực."))
    request.session[CHOSEN_PRINCIPAL] = key
    return principal


def network_address(request: HttpRequest) -> str:
    """Return the address the request came from: behind a proxy the settings trust, the one that proxy names."""
    address = str(request.META.get("REMOTE_ADDR", ""))
    trusted = frozenset(settings.TRUSTED_PROXIES)
    if address not in trusted:
        return address
    named = [part.strip() for part in request.headers.get("X-Forwarded-For", "").split(",")]
    outside = next((part for part in reversed(named) if part not in trusted), "")
    return outside if _is_address(outside) else address


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


def _chosen_principal(request: HttpRequest) -> Principal | None:
    key = request.session.get(CHOSEN_PRINCIPAL)
    if key is None:
        return None
    principal = _principal(request, key)
    if principal is None:
        del request.session[CHOSEN_PRINCIPAL]
        _tell_of_the_end(request)
    return principal


def _tell_of_the_end(request: HttpRequest) -> None:
    if request.method not in READING:
        raise NotAllowed(
            _(
                "Ủy quyền mà bạn đang dùng đã hết hiệu lực, nên việc này chưa được thực hiện. "
                "Bạn đã trở lại quyền của mình."
            )
        )
    told = _("Ủy quyền mà bạn đang dùng đã hết hiệu lực. Bạn đã trở lại quyền của mình.")
    messages.warning(request, told, extra_tags="warning", fail_silently=True)


def _principal(request: HttpRequest, key: int) -> Principal | None:
    return next((found for found in principals_for(request) if found.officer.pk == key), None)


def _is_address(text: str) -> bool:
    try:
        ip_address(text)
    except ValueError:
        return False
    return True
