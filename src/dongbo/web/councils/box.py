"""What keeps a paper between the member's browser and the box: in no error report, no log, no cache, no kept form."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables

from dongbo.web.sign_in.confirming import keeps_no_form

Page = Callable[..., HttpResponseBase]


class PaperNotTaken(Exception):
    """Something failed while a paper was being handled; which kind of failure it was, and nothing it said."""


def leaves_nothing(page: Page) -> Page:
    """Return `page`, whose form is kept nowhere: neither through a lock, nor in a browser, nor in what a failure says.

    A failure of a database may quote the very row it could not write, so only its kind goes on.
    """

    @keeps_no_form
    @never_cache
    @sensitive_post_parameters()
    @sensitive_variables()
    @wraps(page)
    def silent(request: HttpRequest, *arguments: Any, **named: Any) -> HttpResponseBase:
        try:
            return page(request, *arguments, **named)
        except (Http404, PermissionDenied):
            raise
        except Exception as failure:
            kind = type(failure).__name__
        raise PaperNotTaken(kind)

    return silent
