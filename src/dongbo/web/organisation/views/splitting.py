"""Splitting a unit into parts."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from dongbo.organisation.models import UnitAct
from dongbo.organisation.operations.units import split_unit
from dongbo.organisation.queries import living_units
from dongbo.web.acting import acting_of, now
from dongbo.web.organisation.forms.splitting import FEWEST, MOST, PartFormSet, SplitForm
from dongbo.web.organisation.views.acts import posted, refused
from dongbo.web.organisation.views.reorganising import unit_to_reorganise

MOST_CHILDREN = 200


def unit_split(request: HttpRequest, pk: int) -> HttpResponse:
    """Split a unit, or cut parts from it; «Thêm một phần» asks for one more and keeps everything typed."""
    unit = unit_to_reorganise(request, pk)
    children = list(living_units().filter(parent=unit)[:MOST_CHILDREN])
    asks_for_more = request.method == "POST" and "more" in request.POST
    parts = PartFormSet(_with_one_more(request) if asks_for_more else posted(request), initial=[{}] * FEWEST)
    form = SplitForm(posted(request), children=children, count=_count(parts))
    status = 200
    if request.method == "POST" and not asks_for_more:
        both = [form.is_valid(), parts.is_valid()]
        if all(both):
            codes = ["" if one.is_blank else one.cleaned_data["code"] for one in parts]
            new = [one.part(unit.parent) for one in parts if not one.is_blank]
            done: list[UnitAct] = []

            def split() -> None:
                done.append(
                    split_unit(
                        unit=unit,
                        parts=new,
                        effective_on=form.cleaned_data["effective_on"],
                        heir_code=form.heir_code(codes),
                        keep=form.keeps,
                        children=form.given(codes),
                        move_posts=form.cleaned_data["move_posts"],
                        decision=form.decision(),
                        by=acting_of(request),
                        at=now(),
                    )
                )

            status = refused(form, split)
            if done:
                messages.success(request, _("Đã ghi quyết định chia, tách."), extra_tags="well")
                return redirect("unit-act", done[0].pk)
        else:
            status = 422
    if asks_for_more:
        for asked in (form, *parts):
            asked.errors.clear()
    context: dict[str, Any] = {"unit": unit, "form": form, "parts": parts, "may_add": _count(parts) < MOST}
    return render(request, "organisation/units/split.html", context, status=status)


def _count(parts: Any) -> int:
    return int(parts.total_form_count())


def _with_one_more(request: HttpRequest) -> Any:
    asked = request.POST.copy()
    count = asked.get("form-TOTAL_FORMS", "")
    asked["form-TOTAL_FORMS"] = str(min(int(count) + 1, MOST) if count.isdecimal() else FEWEST + 1)
    return asked
