"""What every page knows: the rooms, where one stands, and what waits."""

from dataclasses import dataclass, replace
from typing import cast

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from dongbo.documents.queries import versions_in_review
from dongbo.organisation.rules import held_by
from dongbo.organisation.states import Permission
from dongbo.planning.queries.links import suspect_links
from dongbo.planning.rules.consultation import ASKED, ASKING
from dongbo.planning.rules.councils import FOLLOWING
from dongbo.planning.rules.drafting import DRAFTING
from dongbo.web.acting import acting_of, now

BESIDE_GRANTS = ("delegations", "explain", "who-can", "roles", "legal-rules")
"""The pages of the room of rights, besides the grants."""

BESIDE_COUNCILS = ("council-models", "number-series", "meetings")
"""The pages of the room of councils, besides the councils."""

OF_COUNCILS = (
    "appraisal-dossiers/", "ballots/", "council-papers/", "council-remarks/", "council-reviews/", "revisions/",
    "submissions/",
)  # fmt: skip
"""How the addresses begin of what hangs on a council and has no list of its own."""

BESIDE_ROUNDS = ("recipient-lists", "reply-terms", "special-days")
"""The pages of the room of consultation, besides the rounds."""


Held = frozenset[Permission]
"""What the reader holds, anywhere."""


class UncountedRequest(HttpRequest):
    """A request whose page leaves out how much waits."""

    is_uncounted: bool


@dataclass(frozen=True, slots=True)
class Room:
    """A room in the page's navigation, under the heading of its group; `waiting` counts what waits for the reader."""

    group: str
    name: str
    icon: str
    address: str
    current: bool
    waiting: int = 0


def shell(request: HttpRequest) -> dict[str, object]:
    """Return what the page frame shows on every page."""
    if not request.user.is_authenticated:
        return {}
    by = acting_of(request)
    held = held_by(by, at=now())
    found: dict[str, object] = {"acting": by, "rooms": rooms(request, held)}
    if Permission.DOCUMENT_READ in held:
        found["search_words"] = request.GET.get("q", "") if _is(request, "search") else ""
    return found


def leave_uncounted(request: HttpRequest) -> None:
    """This will leave what waits in the rooms uncounted on the page that answers this request."""
    cast(UncountedRequest, request).is_uncounted = True


def rooms(request: HttpRequest, held: Held) -> list[Room]:
    """Return the rooms the reader may enter by what he holds: his own, the thread, who is who, rights, the ledger."""
    own = _room(request, "", _("Việc của tôi"), "list-checks", "home")
    planning = (_thread, _drafting, _consultation, _replies, _councils)
    return [own, *(room for group in planning for room in group(request, held)), *_rights(request, held)]


def _thread(request: HttpRequest, held: Held) -> list[Room]:
    by, at, group = acting_of(request), now(), _("Chỉ đạo, kế hoạch")
    if Permission.DOCUMENT_READ not in held:
        return []
    counted = not getattr(request, "is_uncounted", False)
    freezes = counted and Permission.DOCUMENT_FREEZE in held
    decides = counted and Permission.LINK_DECIDE in held
    reviews = versions_in_review(by, at=at).count() if freezes else 0
    doubted = suspect_links(by, at=at).count() if decides else 0
    return [
        _room(request, group, pgettext("room", "Văn bản"), "file-text", "documents", waiting=reviews),
        _room(request, group, _("Văn bản đã ban hành"), "stamp", "issuances"),
        _room(request, group, _("Đối chiếu"), "git-compare", "appraisals"),
        _room(request, group, _("Liên kết truy vết"), "link", "links", "directive-notices", waiting=doubted),
    ]


def _drafting(request: HttpRequest, held: Held) -> list[Room]:
    if held.isdisjoint(DRAFTING):
        return []
    return [_room(request, _("Chỉ đạo, kế hoạch"), _("Soạn thảo"), "pencil-line", "dossiers")]


def _consultation(request: HttpRequest, held: Held) -> list[Room]:
    if held.isdisjoint(ASKING):
        return []
    return [
        _room(request, _("Chỉ đạo, kế hoạch"), _("Lấy ý kiến"), "messages-square", "consultations", *BESIDE_ROUNDS),
    ]


def _replies(request: HttpRequest, held: Held) -> list[Room]:
    if held.isdisjoint(ASKED):
        return []
    return [_room(request, _("Chỉ đạo, kế hoạch"), _("Góp ý của đơn vị"), "message-square-reply", "replies")]


def _councils(request: HttpRequest, held: Held) -> list[Room]:
    if held.isdisjoint((*FOLLOWING, Permission.COUNCIL_SIT)):
        return []
    room = _room(request, _("Chỉ đạo, kế hoạch"), _("Hội đồng thẩm định"), "users-round", "councils", *BESIDE_COUNCILS)
    hangs_there = request.resolver_match is not None and request.resolver_match.route.startswith(OF_COUNCILS)
    return [replace(room, current=room.current or hangs_there)]


def _rights(request: HttpRequest, held: Held) -> list[Room]:
    organisation, rights = _("Tổ chức"), _("Phân quyền")
    found = [
        _room(request, organisation, pgettext("room", "Đơn vị"), "network", "units"),
        _room(request, organisation, pgettext("room", "Cán bộ"), "users", "officers"),
        _room(request, rights, pgettext("room", "Quyền"), "key-round", "grants", *BESIDE_GRANTS),
        _room(request, rights, _("Thay đổi quyền"), "bell", "alarms"),
        _room(request, rights, _("Quyền khẩn cấp"), "siren", "emergencies"),
    ]
    if held & {Permission.REVIEW_CONFIRM, Permission.REVIEW_OPEN}:
        found.append(_room(request, rights, _("Rà soát quyền"), "clipboard-check", "access-reviews"))
    if Permission.LEDGER_READ in held:
        found.append(_room(request, rights, _("Sổ cái"), "scroll-text", "ledger"))
    return found


def _room(request: HttpRequest, group: str, name: str, icon: str, address: str, *beside: str, waiting: int = 0) -> Room:
    """Return the room at `address`; the reader stands in it on the pages beneath that address and those `beside`."""
    url = reverse(address)
    within = tuple(map(reverse, (address, *beside)))
    here = request.path == url if address == "home" else request.path.startswith(within)
    return Room(group=group, name=name, icon=icon, address=url, current=here, waiting=waiting)


def _is(request: HttpRequest, name: str) -> bool:
    return request.resolver_match is not None and request.resolver_match.url_name == name
