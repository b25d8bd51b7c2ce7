"""What the pages of this desk's acts share: show the form, call one operation, say what was done."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.functional import Promise

from dongbo.organisation.queries.units import Preview
from dongbo.organisation.rules import NotAllowed
from dongbo.web.acting import show_refusal

Words = str | Promise

CONFIRM, EDIT = "confirm", "edit"
NOT_CARRIED = frozenset({CONFIRM, EDIT, "more", "csrfmiddlewaretoken"})
MOST_MOVED = 50
"""How many units that move a preview names."""


@dataclass(frozen=True, slots=True)
class ActPage:
    """The words of an act's page."""

    heading: Words
    button: Words
    done: Words
    lead: Words = ""
    warning: Words = ""


@dataclass(frozen=True, slots=True)
class Previewed:
    """What an act would do, and whether the officers of what ends go with it."""

    preview: Preview
    moves_posts: bool = True


def goes_back(request: HttpRequest) -> bool:
    """Return whether the officer goes back from a preview to what he typed."""
    return request.method == "POST" and EDIT in request.POST


def asks_first(request: HttpRequest) -> bool:
    """Return whether what was typed has yet to be confirmed."""
    return CONFIRM not in request.POST


def show_preview(request: HttpRequest, page: ActPage, shown: Previewed, *, back: tuple[str, str]) -> HttpResponse:
    """Show what an act would do. Everything typed is carried along, to be confirmed or mended."""
    typed = ((name, values) for name, values in request.POST.lists() if name not in NOT_CARRIED)
    context: dict[str, Any] = {
        "page": page,
        "back": back,
        "preview": shown.preview,
        "moves_posts": shown.moves_posts,
        "moved": shown.preview.moved[:MOST_MOVED],
        "kept": [(name, value) for name, values in typed for value in values],
    }
    return render(request, "organisation/previewed.html", context, status=200 if shown.preview.can_be_done else 422)


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
    preview: Callable[[], Previewed] | None = None,
) -> HttpResponse:
    """Answer the page of an act: its form, its refusal with everything typed kept, or the page `to` once done.

    `back` is the name and the address of the record the act is upon. With `preview` what was typed is first shown with
    what it would do, to be confirmed or gone back to.
    """
    status = 200
    if goes_back(request):
        form.errors.clear()
    elif request.method == "POST":
        if preview is not None and asks_first(request) and form.is_valid():
            return show_preview(request, page, preview(), back=back)
        status = refused(form, do) if form.is_valid() else 422
        if not form.errors:
            messages.success(request, str(page.done), extra_tags="well")
            return redirect(to() if to else back[1])
    context: dict[str, Any] = {"form": form, "page": page, "back": back, "has_preview": preview is not None}
    return render(request, "organisation/act.html", context, status=status)


def pressed(request: HttpRequest, do: Callable[[], object], *, done: str, to: str) -> HttpResponse:
    """Do an act of one button, say what became of it, and lead to the address `to`. Raises NotAllowed."""
    try:
        do()
    except ValidationError as refusal:
        messages.error(request, " ".join(refusal.messages), extra_tags="late")
    else:
        messages.success(request, done, extra_tags="well")
    return redirect(to)


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


def is_stale(form: forms.BaseForm) -> bool:
    """Return whether the act was refused because something was changed since the page of the form was opened."""
    return form.has_error(NON_FIELD_ERRORS, "stale")


def write_upon(request: HttpRequest, form: forms.BaseForm, **seen: object) -> None:
    """This will let the form stand upon what is there now, its fields of `seen`: what was typed goes through if it is
    sent once more.
    """
    typed = request.POST.copy()
    for name, value in seen.items():
        typed[name] = str(value)
    form.data = typed


def _onto(form: forms.BaseForm, refusal: ValidationError) -> ValidationError:
    """Return `refusal` so that the form can carry it: what names no field of the form stands on top."""
    if not hasattr(refusal, "error_dict"):
        return refusal
    placed: dict[str, list[Any]] = {}
    for name, errors in refusal.error_dict.items():
        placed.setdefault(name if name in form.fields else "__all__", []).extend(errors)
    return ValidationError(placed)
