"""Pages for what went wrong: what happened and what to do now."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _

from dongbo.web.asking import asks_for_part, is_unattended
from dongbo.web.shell import leave_uncounted

NOT_BY_NAME, SERVER_FAILED = 405, 500
FEWEST_WORDS = 4
"""What has fewer words is typed again sooner than it is found and copied."""
WHOLE_PAGE = {"HX-Retarget": "#main", "HX-Reselect": "#main", "HX-Reswap": "outerHTML"}
"""What puts a page in the place of the whole, where a part of it was asked that stands on no page of errors."""


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


def form_only_middleware(get_response: Callable[[HttpRequest], HttpResponseBase]) -> Any:
    """Return the middleware that tells who opens the address of a form by its name what that address is."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        response = get_response(request)
        if response.status_code != NOT_BY_NAME or request.method != "GET":
            return response
        told = _("Địa chỉ này chỉ nhận biểu mẫu gửi từ trang của nó. Hãy quay lại trang trước; chưa có gì bị thay đổi.")
        page = _page(request, NOT_BY_NAME, _("Không mở được địa chỉ này"), told)
        page.headers["Allow"] = response.headers["Allow"]
        return page

    return middleware


def _page(request: HttpRequest, status: int, title: str, reason: str) -> HttpResponse:
    """Return the page, which counts nothing that waits: where something went wrong the database is asked little.

    Where a part of a page asked that renews itself, the whole page is loaded anew instead, and says what is wrong.
    """
    leave_uncounted(request)
    if is_unattended(request) and status != SERVER_FAILED:
        return HttpResponse(status=status, headers={"HX-Refresh": "true"})
    template = "desk/error.html" if request.user.is_authenticated else "desk/error_alone.html"
    page = render(request, template, {"heading": title, "reason": reason, "typed": _typed(request)}, status=status)
    if asks_for_part(request):
        for name, value in WHOLE_PAGE.items():
            page.headers[name] = value
    return page


def _typed(request: HttpRequest) -> list[str]:
    """Return the longer texts of a form that was not done, to be copied; none where another site may have sent it."""
    view = request.resolver_match.func if request.resolver_match else None
    if request.method != "POST" or getattr(view, "keeps_no_form", False):
        return []
    if not getattr(request, "csrf_processing_done", False):
        return []
    texts = (text for name in request.POST if "password" not in name.lower() for text in request.POST.getlist(name))
    return [text for text in texts if len(text.split()) >= FEWEST_WORDS]
