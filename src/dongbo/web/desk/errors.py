"""Pages for what went wrong: what happened and what to do now."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from dongbo.web.asking import is_unattended
from dongbo.web.shell import leave_uncounted

SERVER_FAILED = 500


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """The officer may not do this."""
    reason = str(exception) or _("Bạn không có quyền làm việc này.")
    return _page(request, 403, _("Không được phép"), reason)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """There is nothing at this address for this officer."""
    return _page(
        request,
        404,
        _("Không thấy trang này"),
        _("Địa chỉ đã sai, hoặc văn bản đã được bỏ. Hãy tìm lại từ ô tìm kiếm."),
    )


def failed(request: HttpRequest) -> HttpResponse:
    """The site itself failed; nothing was changed."""
    return _page(
        request,
        SERVER_FAILED,
        _("Trang gặp sự cố"),
        _("Chưa có gì bị thay đổi. Hãy thử lại; nếu vẫn lỗi, hãy báo quản trị viên kèm giờ xảy ra."),
    )


def _page(request: HttpRequest, status: int, title: str, reason: str) -> HttpResponse:
    """Return the page, which counts nothing that waits: where something went wrong the database is asked little.

    Where a part of a page asked that renews itself, the whole page is loaded anew instead, and says what is wrong.
    """
    leave_uncounted(request)
    if is_unattended(request) and status != SERVER_FAILED:
        return HttpResponse(status=status, headers={"HX-Refresh": "true"})
    template = "desk/error.html" if request.user.is_authenticated else "desk/error_alone.html"
    return render(request, template, {"heading": title, "reason": reason}, status=status)
