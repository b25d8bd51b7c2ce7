"""An officer's own account: password, second factors, sessions, history."""

import hashlib
from typing import Any

from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from dongbo.organisation.models import SignInRecord
from dongbo.organisation.operations.signing_in import change_password, end_session, end_sessions
from dongbo.organisation.queries.signing_in import history_of, password_set_at, sessions_of
from dongbo.organisation.states import SessionEnd
from dongbo.web.acting import now
from dongbo.web.lists import kept_query, page_of, workbook
from dongbo.web.sign_in.confirming import keeps_no_form, reauthenticated
from dongbo.web.sign_in.duties import DUTY, PASSWORD, SECOND_FACTOR, remember_duty
from dongbo.web.sign_in.forms import ChangePasswordForm, HistoryFilter
from dongbo.web.sign_in.provider import provider_name
from dongbo.web.sign_in.sessions import himself, officer_of, session_of

SHOWN = 10
"""How many lines of the history stand on the account's page."""


def account(request: HttpRequest) -> HttpResponse:
    """Everything that opens the account, where it is open, and what happened."""
    officer, at = officer_of(request), now()
    factors = list(Authenticator.objects.filter(user=officer).order_by("created_at"))
    codes = next((factor for factor in factors if factor.type == Authenticator.Type.RECOVERY_CODES), None)
    current = session_of(request).session_key
    return render(
        request,
        "sign_in/account.html",
        {
            "officer": officer,
            "has_password": officer.has_usable_password(),
            "password_set_at": password_set_at(officer),
            "application": next((factor for factor in factors if factor.type == Authenticator.Type.TOTP), None),
            "passkeys": [factor for factor in factors if factor.type == Authenticator.Type.WEBAUTHN],
            "codes": codes,
            "codes_left": len(codes.wrap().get_unused_codes()) if codes else 0,
            "sessions": [
                (session, session_mark(session.session_key), session.session_key == current)
                for session in sessions_of(officer, at=at)
            ],
            "history": history_of(officer)[:SHOWN],
            "provider": provider_name(),
            "joined": SocialAccount.objects.filter(user=officer).first(),
            "owes_factor": request.session.get(DUTY) == SECOND_FACTOR,
        },
    )


@keeps_no_form
@reauthenticated
@sensitive_post_parameters()
def password(request: HttpRequest) -> HttpResponse:
    """Choose another password; every other session ends."""
    by = himself(request)
    form = ChangePasswordForm(request.POST or None, user=by.officer)
    if request.method == "POST" and form.is_valid():
        at = now()
        key = session_of(request).session_key or ""
        change_password(password=form.cleaned_data["new_password"], session_key=key, by=by, at=at)
        update_session_auth_hash(request, by.officer)
        remember_duty(request, by.officer, at=at)
        messages.success(request, _("Đã đổi mật khẩu. Các phiên khác của bạn đã kết thúc."))
        return redirect("account")
    owed = request.session.get(DUTY) == PASSWORD
    return render(request, "sign_in/password.html", {"form": form, "owed": owed})


@require_POST
def end_one(request: HttpRequest) -> HttpResponse:
    """End one of the officer's other sessions."""
    by, at = himself(request), now()
    for session in sessions_of(by.officer, at=at).exclude(session_key=session_of(request).session_key):
        if session_mark(session.session_key) == request.POST.get("session"):
            end_session(session=session, by=by, at=at)
            messages.success(request, _("Đã kết thúc phiên."))
            break
    else:
        messages.info(request, _("Phiên này đã kết thúc từ trước."))
    return redirect("account")


@require_POST
def end_others(request: HttpRequest) -> HttpResponse:
    """End every session of the officer but this one."""
    by = himself(request)
    count = end_sessions(
        officer=by.officer,
        ending=SessionEnd.BY_OFFICER,
        by=by.authorship(),
        at=now(),
        keep=session_of(request).session_key or "",
    )
    messages.success(request, _("Đã kết thúc %(count)s phiên khác.") % {"count": count})
    return redirect("account")


def history(request: HttpRequest) -> HttpResponse:
    """Everything that happened at the account, newest first; as a workbook when asked for."""
    form = HistoryFilter(request.GET)
    found = _wanted(history_of(officer_of(request)), form.cleaned_data if form.is_valid() else {})
    if request.GET.get("export") == "xlsx":
        headings = [_("Thời điểm"), _("Việc"), _("Bằng"), _("Lý do"), _("Địa chỉ mạng"), _("Trình duyệt")]
        headings.append(_("Từ nơi chưa thấy"))
        rows = ([*_told(record), _("có") if record.from_elsewhere else ""] for record in found.iterator())
        return workbook(name="lich-su-dang-nhap", headings=headings, rows=rows)
    context = {"form": form, "page": page_of(request, found), "query": kept_query(request)}
    return render(request, "sign_in/history.html", context)


def _told(record: SignInRecord) -> list[object]:
    words = [record.get_act_display(), record.get_method_display(), record.get_ending_display()]
    return [record.at, *words, record.address, record.device]


def session_mark(key: str) -> str:
    """Return what names a session on the page, from which its key cannot be had."""
    return hashlib.sha256(f"session:{key}".encode()).hexdigest()[:24]


def _wanted(records: QuerySet[SignInRecord], wanted: dict[str, Any]) -> QuerySet[SignInRecord]:
    if act := wanted.get("act"):
        records = records.filter(act=act)
    if since := wanted.get("since"):
        records = records.filter(at__date__gte=since)
    if until := wanted.get("until"):
        records = records.filter(at__date__lte=until)
    if words := wanted.get("q"):
        records = records.filter(Q(address__icontains=words) | Q(device__icontains=words))
    return records
