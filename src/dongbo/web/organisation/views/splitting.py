"""Splitting a unit into parts."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from dongbo.organisation.models import Unit, UnitAct
from dongbo.organisation.operations.units import split_unit
from dongbo.organisation.queries import living_units
from dongbo.organisation.queries.units import preview_split
from dongbo.web.acting import acting_of, now
from dongbo.web.organisation.forms.splitting import FEWEST, MOST, PartFormSet, SplitForm
from dongbo.web.organisation.views.acts import (
    ActPage,
    Previewed,
    asks_first,
    goes_back,
    posted,
    refused,
    show_preview,
)
from dongbo.web.organisation.views.reorganising import unit_to_reorganise

MOST_CHILDREN = 200


def unit_split(request: HttpRequest, pk: int) -> HttpResponse:
    """Split a unit, or cut parts from it: typed, looked at, then confirmed. «Thêm một phần» asks for one more; nothing
    typed is lost on the way."""
    unit = unit_to_reorganise(request, pk)
    children = list(living_units().filter(parent=unit)[:MOST_CHILDREN])
    asks_for_more = request.method == "POST" and "more" in request.POST
    parts = PartFormSet(_with_one_more(request) if asks_for_more else posted(request), initial=[{}] * FEWEST)
    form = SplitForm(posted(request), children=children, count=_count(parts))
    status = 200
    if asks_for_more or goes_back(request):
        for asked in (form, *parts):
            asked.errors.clear()
    elif request.method == "POST":
        both = [form.is_valid(), parts.is_valid()]
        if all(both):
            answer = _previewed_or_split(request, unit, form, parts)
            if isinstance(answer, HttpResponse):
                return answer
            status = answer
        else:
            status = 422
    context: dict[str, Any] = {"unit": unit, "form": form, "parts": parts, "may_add": _count(parts) < MOST}
    return render(request, "organisation/units/split.html", context, status=status)


def _previewed_or_split(request: HttpRequest, unit: Unit, form: SplitForm, parts: Any) -> HttpResponse | int:
    """Return the preview, or the page of the act once it is done; the status of a refusal, which stands on the form."""
    codes = ["" if one.is_blank else one.cleaned_data["code"] for one in parts]
    split: dict[str, Any] = {
        "unit": unit,
        "parts": [one.part(unit.parent) for one in parts if not one.is_blank],
        "effective_on": form.cleaned_data["effective_on"],
        "heir_code": form.heir_code(codes),
        "keep": form.keeps,
        "children": form.given(codes),
    }
    moves_posts = form.cleaned_data["move_posts"]
    if asks_first(request):
        page = ActPage(heading=_("Chia, tách đơn vị"), button=_("Ghi quyết định"), done="")
        back = (unit.name, reverse("unit", args=[unit.pk]))
        return show_preview(request, page, Previewed(preview_split(**split), moves_posts), back=back)
    done: list[UnitAct] = []

    def carry_out() -> None:
        done.append(
            split_unit(**split, move_posts=moves_posts, decision=form.decision(), by=acting_of(request), at=now())
        )

    status = refused(form, carry_out)
    if not done:
        return status
    messages.success(request, _("Đã ghi quyết định chia, tách."), extra_tags="well")
    return redirect("unit-act", done[0].pk)


def _count(parts: Any) -> int:
    return int(parts.total_form_count())


def _with_one_more(request: HttpRequest) -> Any:
    asked = request.POST.copy()
    count = asked.get("form-TOTAL_FORMS", "")
    asked["form-TOTAL_FORMS"] = str(min(int(count) + 1, MOST) if count.isdecimal() else FEWEST + 1)
    return asked
