"""What the pages of this desk's acts share: show the form, call one operation, say what was done."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.functional import Promise

from dongbo.organisation.rules import NotAllowed
from dongbo.web.acting import show_refusal

Words = str | Promise


@dataclass(frozen=True, slots=True)
class ActPage:
    """The words of an act's page."""

    heading: Words
    button: Words
    done: Words
    lead: Words = ""
    warning: Words = ""


def posted(request: HttpRequest) -> QueryDict | None:
    """Return what was sent, be it nothing at all; None where the page was only asked for."""
    return request.POST if request.method == "POST" else None


def act(
    request: HttpRequest,
    form: forms.Form,
    page: ActPage,
    *,
    do: Callable[[], object],
    back: tuple[str, str],
    to: Callable[[], str] | None = None,
) -> HttpResponse:
    """Answer the page of an act: its form, its refusal with everything typed kept, or the page `to` once done.

    `back` is the name and the address of the record the act is upon.
    """
    status = 200
    if request.method == "POST":
        status = refused(form, do) if form.is_valid() else 422
        if not form.errors:
            messages.success(request, str(page.done), extra_tags="well")
            return redirect(to() if to else back[1])
    context: dict[str, Any] = {"form": form, "page": page, "back": back}
    return render(request, "organisation/act.html", context, status=status)


def refused(form: forms.Form, do: Callable[[], object]) -> int:
    """This will do the act; return 200, or the status of a refusal, which then stands on the form.

    What an officer may not do is said on the form as well: he may have chosen one unit too high, and everything he
    typed is still there.
    """
    try:
        do()
    except ValidationError as refusal:
        show_refusal(form, _onto(form, refusal))
        return 422
    except NotAllowed as refusal:
        form.add_error(None, str(refusal))
        return 403
    return 200


def _onto(form: forms.BaseForm, refusal: ValidationError) -> ValidationError:
    """Return `refusal` so that the form can carry it: what names no field of the form stands on top."""
    if not hasattr(refusal, "error_dict"):
        return refusal
    placed: dict[str, list[Any]] = {}
    for name, errors in refusal.error_dict.items():
        placed.setdefault(name if name in form.fields else "__all__", []).extend(errors)
    return ValidationError(placed)
