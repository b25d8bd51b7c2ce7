"""The rules of a council changed by a later paper, and the models rules begin from."""

from collections.abc import Callable
from uuid import UUID

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from dongbo.engines.councils.meaning import explain
from dongbo.engines.councils.rules import CouncilRules
from dongbo.organisation.rules import NotAllowed, holds
from dongbo.organisation.states import Permission
from dongbo.planning.models import CouncilModel
from dongbo.planning.operations.councils import change_rules, end_council_model, set_council_model
from dongbo.planning.queries.councils import rules_of
from dongbo.web.acting import acting_of, now
from dongbo.web.authority.forms.rules import EndRuleForm
from dongbo.web.councils.forms.models import CouncilModelForm
from dongbo.web.councils.forms.placing import place_refusal
from dongbo.web.councils.forms.rows import MORE
from dongbo.web.councils.forms.rules import RulesEntry
from dongbo.web.councils.forms.seats import BasisForm
from dongbo.web.councils.presentation import told_of
from dongbo.web.councils.scope import led
from dongbo.web.councils.views.founding import TELL
from dongbo.web.organisation.views.acts import ActPage, act, posted


def council_rules(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Change the rules of a council at work."""
    found = led(request, pk)
    form = BasisForm(posted(request))
    entry = RulesEntry(posted(request), rules=rules_of(found.council), with_notation=False)

    def do() -> object:
        return change_rules(
            council=found.council,
            rules=entry.rules(),
            basis=form.cleaned_data["basis"],
            by=found.by,
            at=found.at,
        )

    status, is_done = _entered(request, form, entry, do)
    if is_done:
        messages.success(request, _("Đã sửa quy chế; lượt bỏ phiếu mở từ nay theo quy chế mới."), extra_tags="well")
        return redirect(found.address)
    context = found.frame() | _shown(request, form, entry)
    return render(request, "councils/rules.html", context, status=status)


def council_models(request: HttpRequest) -> HttpResponse:
    """Every model of rules with the days it holds, what it rests on and what it means."""
    known = [(model, explain(CouncilRules.from_json(model.rules))) for model in CouncilModel.objects.all()]
    context = {
        "models": known,
        "today": timezone.localdate(),
        "may_define": holds(acting_of(request), Permission.ROLE_DEFINE, at=now()),
    }
    return render(request, "councils/models.html", context)


def council_model_new(request: HttpRequest) -> HttpResponse:
    """Set a model from a day on, beginning from one that is known where its address names one."""
    asked = request.GET.get("from", "")
    begun = CouncilModel.objects.filter(pk=asked).first() if asked.isdecimal() and len(asked) <= 9 else None
    initial = (
        {name: getattr(begun, name) for name in ("code", "name", "legal_basis", "grade", "notes")} if begun else {}
    )
    form = CouncilModelForm(posted(request), initial=initial)
    entry = RulesEntry(posted(request), rules=CouncilRules.from_json(begun.rules) if begun else None)

    def do() -> object:
        return set_council_model(**form.cleaned_data, rules=entry.rules(), by=acting_of(request), at=now())

    status, is_done = _entered(request, form, entry, do)
    if is_done:
        messages.success(request, _("Đã ghi mẫu quy chế hội đồng."), extra_tags="well")
        return redirect("council-models")
    return render(request, "councils/model_new.html", _shown(request, form, entry), status=status)


def council_model_end(request: HttpRequest, pk: int) -> HttpResponse:
    """End a model."""
    model = get_object_or_404(CouncilModel, pk=pk)
    form = EndRuleForm(posted(request))
    page = ActPage(
        heading=_("Cho mẫu quy chế hết hiệu lực"),
        button=_("Ghi ngày hết hiệu lực"),
        done=_("Đã ghi ngày hết hiệu lực."),
        lead=f"{model.name} – {model.legal_basis}",
    )
    return act(
        request,
        form,
        page,
        do=lambda: end_council_model(model=model, on=form.cleaned_data["on"], by=acting_of(request), at=now()),
        back=(_("Mẫu quy chế hội đồng"), reverse("council-models")),
    )


def _entered(request: HttpRequest, form: forms.Form, entry: RulesEntry, do: Callable[[], object]) -> tuple[int, bool]:
    """Return the status and whether the act was done; what the operation refuses stands at its place."""
    if request.method != "POST":
        return 200, False
    if MORE in request.POST or TELL in request.POST:
        form.errors.clear()
        if TELL not in request.POST:
            entry.forget_errors()
        return 200, False
    if [form.is_valid(), entry.is_valid()].count(False):
        return 422, False
    try:
        do()
    except ValidationError as refusal:
        place_refusal(refusal, form, rules=entry)
        return 422, False
    except NotAllowed as refusal:
        form.add_error(None, str(refusal))
        return 403, False
    return 200, True


def _shown(request: HttpRequest, form: forms.Form, entry: RulesEntry) -> dict[str, object]:
    told = told_of(entry) if request.method == "POST" and MORE not in request.POST else None
    return {"form": form, "rules": entry, "told": told}
