"""What every page knows: the rooms, where one stands, and what waits."""

from dataclasses import dataclass
from typing import cast

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from dongbo.documents.queries import versions_in_review
from dongbo.ledger.rules import may_read_ledger
from dongbo.organisation.models import Officer
from dongbo.planning.queries import suspect_links


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
    return {"rooms": rooms(request), "search_words": request.GET.get("q", "") if _is(request, "search") else ""}


def rooms(request: HttpRequest) -> list[Room]:
    """Return the rooms the reader may enter, in the order of the thread."""
    officer = cast(Officer, request.user)
    works = officer.is_planning_officer
    found = [
        _room(request, _("Việc của tôi"), "list-checks", "home"),
        _room(request, _("Văn bản"), "file-text", "documents", versions_in_review(officer).count() if works else 0),
        _room(request, _("Đối chiếu"), "git-compare", "appraisals"),
        _room(request, _("Liên kết truy vết"), "link", "links", suspect_links(officer).count() if works else 0),
    ]
    if may_read_ledger(officer):
        found.append(_room(request, _("Sổ cái"), "scroll-text", "ledger"))
    return found


def _room(request: HttpRequest, name: str, icon: str, address: str, waiting: int = 0) -> Room:
    url = reverse(address)
    here = request.path == url if address == "home" else request.path.startswith(url)
    return Room(name=name, icon=icon, address=url, current=here, waiting=waiting)


def _is(request: HttpRequest, name: str) -> bool:
    return request.resolver_match is not None and request.resolver_match.url_name == name
