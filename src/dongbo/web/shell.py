"""What every page knows: the rooms, where one stands, and what waits."""

from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from dongbo.documents.queries import versions_in_review
from dongbo.organisation.rules import holds
from dongbo.organisation.states import Permission
from dongbo.planning.queries import suspect_links
from dongbo.web.acting import acting_of, now


@dataclass(frozen=True, slots=True)
class Room:
    """A room in the page's navigation; `waiting` counts what waits there for the reader."""

    name: str
    icon: str
    address: str
    current: bool
    waiting: int = 0


def shell(request: HttpRequest) -> dict[str, object]:
    """Return what the page frame shows on every page."""
    if not request.user.is_authenticated:
        return {}
    found = {"acting": acting_of(request), "rooms": rooms(request)}
    return found | {"search_words": request.GET.get("q", "") if _is(request, "search") else ""}


def rooms(request: HttpRequest) -> list[Room]:
    """Return the rooms the reader may enter by what he holds, in the order of the thread."""
    by, at = acting_of(request), now()
    found = [_room(request, _("Việc của tôi"), "list-checks", "home")]
    if holds(by, Permission.DOCUMENT_READ, at=at):
        reviews = versions_in_review(by, at=at).count() if holds(by, Permission.DOCUMENT_FREEZE, at=at) else 0
        doubted = suspect_links(by, at=at).count() if holds(by, Permission.LINK_DECIDE, at=at) else 0
        found += [
            _room(request, _("Văn bản"), "file-text", "documents", reviews),
            _room(request, _("Đối chiếu"), "git-compare", "appraisals"),
            _room(request, _("Liên kết truy vết"), "link", "links", doubted),
        ]
    found += [
        _room(request, _("Đơn vị"), "network", "units"),
        _room(request, _("Cán bộ"), "users", "officers"),
        _room(request, _("Quyền"), "key-round", "grants"),
        _room(request, _("Thay đổi quyền"), "bell", "alarms"),
        _room(request, _("Quyền khẩn cấp"), "siren", "emergencies"),
    ]
    if any(holds(by, permission, at=at) for permission in (Permission.REVIEW_CONFIRM, Permission.REVIEW_OPEN)):
        found.append(_room(request, _("Rà soát quyền"), "clipboard-check", "access-reviews"))
    if holds(by, Permission.LEDGER_READ, at=at):
        found.append(_room(request, _("Sổ cái"), "scroll-text", "ledger"))
    return found


def _room(request: HttpRequest, name: str, icon: str, address: str, waiting: int = 0) -> Room:
    url = reverse(address)
    here = request.path == url if address == "home" else request.path.startswith(url)
    return Room(name=name, icon=icon, address=url, current=here, waiting=waiting)


def _is(request: HttpRequest, name: str) -> bool:
    return request.resolver_match is not None and request.resolver_match.url_name == name
