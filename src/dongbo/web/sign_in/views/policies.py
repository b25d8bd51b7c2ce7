"""What sign-in asks for through time, and from a day on."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from dongbo.organisation.models import SignInPolicy
from dongbo.organisation.operations.signing_in import set_sign_in_policy
from dongbo.organisation.queries.signing_in import (
    POLICY_VALUES,
    PolicySpan,
    policies_through_time,
    policy_at,
    policy_label,
)
from dongbo.web.acting import acting_of, now
from dongbo.web.lists import kept_query, page_of, workbook
from dongbo.web.organisation.views.acts import ActPage, act, posted
from dongbo.web.sign_in.confirming import reauthenticated
from dongbo.web.sign_in.policy_form import SignInPolicyForm

FACTS = tuple(name for name in POLICY_VALUES if name != "legal_basis")


@dataclass(frozen=True, slots=True)
class Fact:
    """One value of a policy in words; what it was before, where the policy changed it."""

    label: str
    value: str
    before: str = ""


@dataclass(frozen=True, slots=True)
class Shown:
    """A policy as the page shows it."""

    span: PolicySpan
    state: str
    facts: tuple[Fact, ...]


def policies(request: HttpRequest) -> HttpResponse:
    """Every policy, the newest first, with the days it holds and what it changed; as a workbook when asked for."""
    spans = policies_through_time()
    if request.GET.get("export") == "xlsx":
        headings = [_("Từ ngày"), _("Đến trước ngày"), *(policy_label(name) for name in POLICY_VALUES)]
        rows = (
            [span.policy.valid_from, span.until, *(_value(span.policy, name) for name in POLICY_VALUES)]
            for span in spans
        )
        return workbook(name="chinh-sach-dang-nhap", headings=headings, rows=rows)
    today = timezone.localdate(now())
    page = page_of(request, spans)
    page.object_list = [_shown(span, today=today) for span in page.object_list]
    return render(request, "sign_in/policies.html", {"page": page, "query": kept_query(request)})


@never_cache
@reauthenticated
def policy_new(request: HttpRequest) -> HttpResponse:
    """Set what sign-in asks for from a day on; what holds now is filled in."""
    at = now()
    present = policy_at(at)
    tomorrow = timezone.localdate(at) + timedelta(days=1)
    initial = {name: getattr(present, name) for name in POLICY_VALUES} | {"valid_from": tomorrow}
    form = SignInPolicyForm(posted(request), initial=initial)
    page = ActPage(
        heading=_("Chính sách đăng nhập mới"),
        button=_("Ghi chính sách"),
        done=_("Đã ghi chính sách đăng nhập."),
        lead=_("Đã điền sẵn chính sách đang có hiệu lực. Chính sách mới thay nó từ ngày bắt đầu, ở mọi đơn vị."),
    )
    return act(
        request,
        form,
        page,
        do=lambda: set_sign_in_policy(by=acting_of(request), at=at, **form.cleaned_data),
        back=(_("Chính sách đăng nhập"), reverse("sign-in-policies")),
    )


def _shown(span: PolicySpan, *, today: date) -> Shown:
    if span.policy.valid_from > today:
        state = "coming"
    else:
        state = "present" if span.until is None or span.until > today else "past"
    return Shown(span=span, state=state, facts=tuple(_fact(span, name) for name in FACTS))


def _fact(span: PolicySpan, name: str) -> Fact:
    value = _value(span.policy, name)
    before = _value(span.before, name) if span.before else value
    return Fact(label=policy_label(name), value=value, before=before if before != value else "")


def _value(policy: SignInPolicy, name: str) -> str:
    value = getattr(policy, name)
    if value is None:
        return _("không đặt")
    if isinstance(value, bool):
        return _("có") if value else _("không")
    return str(value)
