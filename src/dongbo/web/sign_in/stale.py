"""A form from a page that was opened before the latest sign-in: its token is no longer the browser's."""

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from dongbo.organisation.rules import NotAllowed
from dongbo.web.acting import now
from dongbo.web.routes import Audience, needs_of
from dongbo.web.sign_in.confirming import is_marked, keeps_no_form, lead_to
from dongbo.web.sign_in.keeping import KEPT_FIELD, keep, last_officer
from dongbo.web.sign_in.sessions import officer_of


def stale_form(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Return the answer to a form without a token of this browser's. Raises NotAllowed where no page of ours sent it.

    What our own page sent is kept for its officer, who looks at it and lets it go on himself: nothing goes on unseen.
    """
    told = _("Trang này mở trước lần đăng nhập hiện nay nên chưa thực hiện được gì. Hãy tải lại trang rồi làm lại.")
    officer = officer_of(request) if request.user.is_authenticated else last_officer(request)
    if officer is None or not _is_ours(request) or not _may_be_kept(request):
        raise NotAllowed(told)
    response = lead_to(request, _next_page(request))
    if KEPT_FIELD not in request.POST:
        keep(request, response, officer, continues_itself=False, at=now())
    return response


def _is_ours(request: HttpRequest) -> bool:
    """Whether the browser says that a page of this site sent the form; without its word nothing is taken for ours."""
    own = f"{request.scheme}://{request.get_host()}"
    return request.method == "POST" and request.headers.get("Origin") == own


def _may_be_kept(request: HttpRequest) -> bool:
    view = request.resolver_match.func if request.resolver_match else None
    return needs_of(view) not in (None, Audience.EVERYONE) and not is_marked(view, keeps_no_form)


def _next_page(request: HttpRequest) -> str:
    if not request.user.is_authenticated:
        return "sign-in"
    return "sign-in-again" if getattr(request, "locked", False) else "sign-in-continue"
