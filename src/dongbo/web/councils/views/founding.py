"""Founding a council: its decision, its rules from a model or from nothing, its members; nothing typed is lost."""

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from dongbo.engines.councils.rules import CouncilRules
from dongbo.organisation.rules import NotAllowed
from dongbo.planning.models import Council, CouncilModel
from dongbo.planning.operations.councils import found_council
from dongbo.planning.queries.council_members import officers_to_seat
from dongbo.planning.queries.council_models import models_on
from dongbo.planning.queries.councils import plans_to_judge
from dongbo.web.acting import acting_of, now
from dongbo.web.councils.forms.founding import CouncilForm, ModelForm, NamedOfficerField, PlanField, seat_rows
from dongbo.web.councils.forms.placing import place_refusal
from dongbo.web.councils.forms.rows import MORE
from dongbo.web.councils.forms.rules import RulesEntry
from dongbo.web.councils.presentation import told_of
from dongbo.web.organisation.views.acts import posted
from dongbo.web.organisation.views.choosing import offered

GENERAL = "general"
FILL, TELL = "fill", "tell"
"""The buttons that fill the rules from the chosen model, and that only read what was typed back in words."""


def council_plan_choices(request: HttpRequest) -> HttpResponse:
    """The plans the officer may found a council for that match what was typed."""
    field = PlanField()
    field.readable = plans_to_judge(acting_of(request), at=now())
    return offered(request, field)


def council_officer_choices(request: HttpRequest) -> HttpResponse:
    """The officers whom the officer may name for a council that match what was typed."""
    field = NamedOfficerField()
    field.readable = officers_to_seat(acting_of(request), at=now())
    return offered(request, field)


def council_new(request: HttpRequest) -> HttpResponse:
    """Found a council. “Điền theo mẫu” fills the rules, “Thêm” asks for one more row: both keep all that was typed."""
    by, at = acting_of(request), now()
    data = posted(request)
    form = CouncilForm(data, request.FILES or None, by=by, at=at, initial=_begun(request))
    model = ModelForm(data, at=at, initial={"model": usual_model(at)})
    seats = seat_rows(data, by=by, at=at)
    fills = data is not None and FILL in data
    rules = RulesEntry(None if fills else data, rules=_rules_of(model))
    status = 200
    if data is not None and not (fills or TELL in data or MORE in data):
        founded, status = _founded(request, form, model, seats, rules)
        if founded is not None:
            messages.success(request, _("Đã lập hội đồng thẩm định."), extra_tags="well")
            return redirect("council", founded.pk)
    told = told_of(rules) if data is not None and not fills else None
    if data is not None and status == 200:
        _forget(form, model, seats, rules, keep_rules=TELL in data)
    context = {
        "form": form,
        "model": model,
        "seats": seats,
        "rules": rules,
        "told": told,
        "chosen": model.chosen,
        "sent_name": _sent_name(form),
    }
    return render(request, "councils/new.html", context, status=status)


def _founded(
    request: HttpRequest, form: CouncilForm, model: ModelForm, seats: Any, rules: RulesEntry
) -> tuple[Council | None, int]:
    """Return the council, or the status of a refusal, which then stands on the forms."""
    if [form.is_valid(), model.is_valid(), seats.is_valid(), rules.is_valid()].count(False):
        return None, 422
    said, typed = form.cleaned_data, rules.rules()
    try:
        founded = found_council(
            document=said["document"],
            name=said["name"],
            standing_unit=said["standing_unit"],
            decision=form.decision(),
            decision_file=form.sent_file(),
            model=model.cleaned_data["model"],
            rules=typed,
            seats=[one.seat(rank) for rank, one in enumerate(seats.filled, start=1)],
            notation=typed.number_notation,
            by=acting_of(request),
            at=now(),
        )
    except ValidationError as refusal:
        place_refusal(refusal, form, rules=rules, seats=seats)
        return None, 422
    except NotAllowed as refusal:
        form.add_error(None, str(refusal))
        return None, 403
    return founded, 200


def _begun(request: HttpRequest) -> dict[str, Any]:
    """Return what the page begins with: the plan its address names, and the officer's own unit."""
    by, at = acting_of(request), now()
    begun: dict[str, Any] = {"standing_unit": by.post.unit} if by.post else {}
    asked = request.GET.get("document", "")
    plan = next((one for one in plans_to_judge(by, at=at) if str(one.pk) == asked), None) if asked else None
    return begun | ({"document": plan} if plan is not None else {})


def usual_model(at: datetime) -> CouncilModel | None:
    """Return the model the page begins with: that of a general council where it is in force, else the first."""
    known = models_on(timezone.localdate(at))
    return known.filter(code=GENERAL).first() or known.first()


def _rules_of(model: ModelForm) -> CouncilRules | None:
    return CouncilRules.from_json(model.chosen.rules) if model.chosen is not None else None


def _forget(form: CouncilForm, model: ModelForm, seats: Any, rules: RulesEntry, *, keep_rules: bool) -> None:
    """This will show what was typed without judging it yet, save the rules where they were asked about."""
    for part in (form, model, *seats.forms):
        part.errors.clear()
    if not keep_rules:
        rules.forget_errors()


def _sent_name(form: CouncilForm) -> str:
    sent = form.files.get("decision_file")
    return str(sent.name) if sent else ""
