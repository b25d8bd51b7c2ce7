"""Accounts locked by wrong tries, for who may unlock them."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from dongbo.engines.vietnamese import fold, toneless
from dongbo.organisation.operations.signing_in import unlock_account
from dongbo.organisation.queries.signing_in import locked_accounts
from dongbo.web.acting import acting_of, now
from dongbo.web.lists import kept_query, page_of, workbook


def locks(request: HttpRequest) -> HttpResponse:
    """Locks that have not run out, of officers the reader may enrol; as a workbook when asked for."""
    words = request.GET.get("q", "").strip()
    found = locked_accounts(acting_of(request), at=now())
    if words:
        found = found.filter(officer__search_key__contains=toneless(fold(words)))
    if request.GET.get("export") == "xlsx":
        headings = [_("Tên đăng nhập"), _("Họ và tên"), _("Từ địa chỉ"), _("Số lần sai"), _("Khóa đến")]
        rows = (
            [lock.officer.username, lock.officer.full_name, lock.address, lock.tries, lock.locked_until]
            for lock in found
            if lock.officer
        )
        return workbook(name="tai-khoan-bi-khoa", headings=headings, rows=rows)
    context = {"page": page_of(request, found), "query": kept_query(request), "words": words}
    return render(request, "sign_in/locks.html", context)


@require_POST
def unlock(request: HttpRequest, lock: int) -> HttpResponse:
    """Lift a lock before its time."""
    by, at = acting_of(request), now()
    found = get_object_or_404(locked_accounts(by, at=at), pk=lock)
    unlock_account(lock=found, by=by, at=at)
    messages.success(request, _("Đã mở khóa tài khoản %(name)s.") % {"name": found.officer})
    return redirect("sign-in-locks")
