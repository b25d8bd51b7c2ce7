"""Rules of law: how rights are passed on, and which duties are kept apart; past, present and to come."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from dongbo.organisation.models import DelegationRule, SeparationOfDuties
from dongbo.organisation.operations.legal_rules import end_legal_rule, set_delegation_rule, set_separation
from dongbo.organisation.rules import holds
from dongbo.organisation.states import Permission
from dongbo.web.acting import acting_of, now
from dongbo.web.authority.forms.rules import DelegationRuleForm, EndRuleForm, SeparationForm
from dongbo.web.organisation.views.acts import ActPage, act


def rules(request: HttpRequest) -> HttpResponse:
    """Every rule with the days it holds and what it rests on."""
    context = {
        "delegation_rules": DelegationRule.objects.order_by("capacity", "-valid_from"),
        "separations": SeparationOfDuties.objects.order_by("first", "second", "-valid_from"),
        "today": timezone.localdate(),
        "may_define": holds(acting_of(request), Permission.ROLE_DEFINE, at=now()),
    }
    return render(request, "authority/rules.html", context)


def _back() -> tuple[str, str]:
    return _("Quy tắc ủy quyền và tách nhiệm vụ"), reverse("legal-rules")


def delegation_rule(request: HttpRequest) -> HttpResponse:
    """Set what may be passed on in a capacity."""
    form = DelegationRuleForm(request.POST or None)
    page = ActPage(
        heading=_("Quy tắc ủy quyền mới"),
        button=_("Ghi quy tắc"),
        done=_("Đã ghi quy tắc ủy quyền."),
        lead=_("Quy tắc đang có hiệu lực của cùng tư cách kết thúc vào ngày quy tắc mới bắt đầu."),
    )
    return act(
        request,
        form,
        page,
        do=lambda: set_delegation_rule(by=acting_of(request), at=now(), **form.cleaned_data),
        back=_back(),
    )


def separation(request: HttpRequest) -> HttpResponse:
    """Keep two duties apart."""
    form = SeparationForm(request.POST or None)
    page = ActPage(
        heading=_("Quy tắc tách nhiệm vụ mới"),
        button=_("Ghi quy tắc"),
        done=_("Đã ghi quy tắc tách nhiệm vụ."),
        lead=_("Không ai làm cả hai việc trên cùng một hồ sơ, dù tự mình hay thay người khác."),
    )
    return act(
        request,
        form,
        page,
        do=lambda: set_separation(by=acting_of(request), at=now(), **form.cleaned_data),
        back=_back(),
    )


def delegation_end(request: HttpRequest, pk: int) -> HttpResponse:
    """End a rule of delegating."""
    return _end(request, get_object_or_404(DelegationRule, pk=pk))


def separation_end(request: HttpRequest, pk: int) -> HttpResponse:
    """End a rule that keeps two duties apart."""
    return _end(request, get_object_or_404(SeparationOfDuties, pk=pk))


def _end(request: HttpRequest, rule: DelegationRule | SeparationOfDuties) -> HttpResponse:
    form = EndRuleForm(request.POST or None)
    page = ActPage(
        heading=_("Cho quy tắc hết hiệu lực"),
        button=_("Ghi ngày hết hiệu lực"),
        done=_("Đã ghi ngày hết hiệu lực."),
        lead=rule.legal_basis,
    )
    return act(
        request,
        form,
        page,
        do=lambda: end_legal_rule(rule=rule, on=form.cleaned_data["on"], by=acting_of(request), at=now()),
        back=_back(),
    )
