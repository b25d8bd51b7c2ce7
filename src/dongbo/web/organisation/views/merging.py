"""The merge wizard: choose the units, say what they become, see what would follow, then do it.

Every answer stands in the address: a wrong field, a lost connection or a new sign-in loses nothing, and the browser's
way back works. Only the last step writes.
"""

from collections.abc import Iterable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from dongbo.organisation.models import Post, Unit, UnitAct
from dongbo.organisation.operations.units import merge_units
from dongbo.organisation.queries import living_units
from dongbo.organisation.queries.units import preview_merger
from dongbo.organisation.queries.units.searching import matching
from dongbo.organisation.rules import within
from dongbo.organisation.states import Permission, PostKind
from dongbo.web.acting import acting_of, now
from dongbo.web.organisation.forms.merging import MergeForm
from dongbo.web.organisation.scope import units_within
from dongbo.web.organisation.views.acts import refused

MOST_FOUND = 20
MOST_CHILDREN = 400
MOST_MOVED = 50
MOST_CHOSEN = 64
"""How many units one act may bring together: 52 provinces became 23 in 2025, never more than three at a time."""


def unit_merge(request: HttpRequest) -> HttpResponse:
    """The step the address names; the last one, sent, merges."""
    chosen = chosen_units(request)
    step = request.GET.get("step", "units")
    if step == "units" or len(chosen) < 2:
        return _choose(request, chosen, too_few=step != "units")
    answered = "effective_on" in request.GET
    form = MergeForm(
        request.GET if answered else None,
        chosen=chosen,
        heads=_heads(request, chosen),
        children=list(living_units().filter(parent__in=chosen)[:MOST_CHILDREN]),
        initial=_suggested(chosen),
    )
    if step == "details" or not answered or not form.is_valid():
        return _details(request, form, chosen)
    if request.method == "POST":
        return _merge(request, form, chosen)
    return _preview(request, form, chosen)


def chosen_units(request: HttpRequest) -> list[Unit]:
    """Return the living units the address names, in its order, as far as their reorganisation is the officer's."""
    keys = [int(key) for key in request.GET.getlist("unit")[:MOST_CHOSEN] if key.isdecimal() and len(key) < 19]
    found = {unit.pk: unit for unit in _reorganisable(request).filter(pk__in=keys)}
    return [found[key] for key in dict.fromkeys(keys) if key in found]


def _reorganisable(request: HttpRequest) -> Any:
    return (
        living_units()
        .filter(units_within(acting_of(request), Permission.UNIT_REORGANISE, at=now()))
        .select_related("parent")
    )


def _choose(request: HttpRequest, chosen: list[Unit], *, too_few: bool) -> HttpResponse:
    words = request.GET.get("q", "").strip()
    found = _reorganisable(request).filter(matching(words)).exclude(pk__in=[unit.pk for unit in chosen])
    context = {
        "chosen": chosen,
        "words": words,
        "found": found[:MOST_FOUND] if words else [],
        "count": found.count() if words else 0,
        "too_few": too_few,
        "kept": _kept(request, without=("unit", "q", "step")),
    }
    return render(request, "organisation/merging/units.html", context, status=422 if too_few else 200)


def _details(request: HttpRequest, form: MergeForm, chosen: list[Unit], *, status: int = 0) -> HttpResponse:
    context = {"form": form, "chosen": chosen, "back": _address(request, step="units")}
    status = status or (422 if form.errors else 200)
    return render(request, "organisation/merging/details.html", context, status=status)


def _preview(request: HttpRequest, form: MergeForm, chosen: list[Unit]) -> HttpResponse:
    preview = preview_merger(
        form.predecessors,
        form.into,
        effective_on=form.cleaned_data["effective_on"],
        ending_too=form.ending_too,
    )
    context = {
        "form": form,
        "chosen": chosen,
        "preview": preview,
        "moved": preview.moved[:MOST_MOVED],
        "decision": form.decision(),
        "head": form.heads.get(form.cleaned_data["head"]),
        "back": _address(request, step="details"),
        "here": request.get_full_path(),
    }
    return render(request, "organisation/merging/preview.html", context)


def _merge(request: HttpRequest, form: MergeForm, chosen: list[Unit]) -> HttpResponse:
    done: list[UnitAct] = []

    def merge() -> None:
        done.append(
            merge_units(
                predecessors=form.predecessors,
                successor=form.into,
                effective_on=form.cleaned_data["effective_on"],
                decision=form.decision(),
                move_posts=form.moves_posts,
                posts=form.posts_after,
                ending_too=form.ending_too,
                by=acting_of(request),
                at=now(),
            )
        )

    status = refused(form, merge)
    if done:
        messages.success(request, _("Đã ghi quyết định hợp nhất."), extra_tags="well")
        return redirect("unit-act", done[0].pk)
    return _details(request, form, chosen, status=status)


def _heads(request: HttpRequest, chosen: list[Unit]) -> list[Post]:
    """Return who heads the chosen units, as far as the officer may see."""
    seen = within(acting_of(request), Permission.OFFICER_READ, at=now())
    held = Post.objects.held_on(timezone.localdate(now())).filter(seen, unit__in=chosen, kind=PostKind.HEAD)
    return list(held.select_related("officer", "unit").order_by("unit__first"))


def _suggested(chosen: list[Unit]) -> dict[str, Any]:
    """The likely answers: the first unit goes on, at its own level and place."""
    first = chosen[0]
    return {"successor": str(first.pk), "level": first.level, "parent": first.parent}


def _kept(request: HttpRequest, *, without: Iterable[str]) -> list[tuple[str, str]]:
    """Return the answers of the address as fields that are carried along unseen."""
    return [(name, value) for name, values in request.GET.lists() if name not in without for value in values]


def _address(request: HttpRequest, **changed: str) -> str:
    asked: QueryDict = request.GET.copy()
    for name, value in changed.items():
        asked[name] = value
    return f"?{asked.urlencode()}"
