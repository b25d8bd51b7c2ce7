"""Helping officers who cannot get in: locks lifted before their time, passwords forgotten, second factors lost."""

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from dongbo.engines.vietnamese import fold, toneless
from dongbo.organisation.models import Officer, WrongTries
from dongbo.organisation.operations.officers.activation import issue_activation
from dongbo.organisation.operations.signing_in import unlock_account, withdraw_password, withdraw_second_factors
from dongbo.organisation.queries.officers import officers_within
from dongbo.organisation.queries.signing_in import locked_accounts
from dongbo.organisation.rules import Acting
from dongbo.organisation.states import Permission
from dongbo.web.acting import acting_of, now, show_refusal
from dongbo.web.lists import kept_query, page_of, workbook
from dongbo.web.organisation.views.acts import posted
from dongbo.web.sign_in.confirming import reauthenticated
from dongbo.web.sign_in.forms import ForgottenForm, LostFactorsForm


def locks(request: HttpRequest) -> HttpResponse:
    """Locks that have not run out, of officers the reader may enrol; as a workbook when asked for."""
    words = request.GET.get("q", "").replace("\0", "").strip()
    found = locked_accounts(acting_of(request), at=now())
    if words:
        found = found.filter(officer__search_key__contains=toneless(fold(words)))
    if request.GET.get("export") == "xlsx":
        headings = [_("Tên đăng nhập"), _("Họ và tên"), _("Từ địa chỉ"), _("Số lần sai"), _("Khóa đến")]
        rows = (
            [lock.officer.username, lock.officer.full_name, _place(lock), lock.tries, lock.locked_until]
            for lock in found
            if lock.officer
        )
        return workbook(name="tai-khoan-bi-khoa", headings=headings, rows=rows)
    context = {"page": page_of(request, found), "query": kept_query(request), "words": words}
    return render(request, "sign_in/locks.html", context)


def _place(lock: WrongTries) -> str:
    return _("mọi nơi lạ") if lock.is_of_strangers else lock.address


@require_POST
def unlock(request: HttpRequest, lock: int) -> HttpResponse:
    """Lift a lock before its time."""
    by, at = acting_of(request), now()
    found = get_object_or_404(locked_accounts(by, at=at), pk=lock)
    unlock_account(lock=found, by=by, at=at)
    messages.success(request, _("Đã mở khóa tài khoản %(name)s.") % {"name": found.officer})
    return redirect("sign-in-locks")


@reauthenticated
@never_cache
def forgotten(request: HttpRequest) -> HttpResponse:
    """Take away a forgotten password, and show once the link with which the officer sets another."""
    by, at = acting_of(request), now()
    form = ForgottenForm(posted(request), managed=_managed(by, at=at))
    if request.method == "POST" and form.is_valid():
        officer = form.cleaned_data["username"]
        try:
            with transaction.atomic():
                withdraw_password(officer=officer, by=by, at=at)
                officer.refresh_from_db()
                token = issue_activation(officer=officer, by=by, at=at)
        except ValidationError as refusal:
            show_refusal(form, refusal)
        else:
            link: Any = request.build_absolute_uri(reverse("activate", args=[token]))
            return render(request, "sign_in/forgotten_link.html", {"officer": officer, "link": link})
    return _helping_page(request, form=form)


@reauthenticated
@never_cache
def factors_lost(request: HttpRequest) -> HttpResponse:
    """Take every second factor off the account of an officer who lost them all."""
    by, at = acting_of(request), now()
    form = LostFactorsForm(posted(request), managed=_managed(by, at=at), auto_id="lost_%s")
    if request.method == "POST" and form.is_valid():
        officer = form.cleaned_data["username"]
        try:
            withdraw_second_factors(officer=officer, reason=form.cleaned_data["reason"], by=by, at=at)
        except ValidationError as refusal:
            show_refusal(form, refusal)
        else:
            told = _(
                "Đã thu hồi mọi yếu tố thứ hai của %(name)s; người đó đăng nhập bằng mật khẩu rồi thêm yếu tố mới."
            )
            messages.success(request, told % {"name": officer.full_name})
            return redirect("password-forgotten")
    return _helping_page(request, lost_form=form)


def _managed(by: Acting, *, at: datetime) -> QuerySet[Officer]:
    return Officer.objects.filter(officers_within(by, Permission.OFFICER_ENROL, at=at), is_active=True)


def _helping_page(
    request: HttpRequest, *, form: ForgottenForm | None = None, lost_form: LostFactorsForm | None = None
) -> HttpResponse:
    """Return the page of both forms, with the one that was sent as it was typed."""
    nobody = Officer.objects.none()
    context = {
        "sent": form or lost_form,
        "form": form or ForgottenForm(managed=nobody),
        "lost_form": lost_form or LostFactorsForm(managed=nobody, auto_id="lost_%s"),
    }
    return render(request, "sign_in/forgotten.html", context)
