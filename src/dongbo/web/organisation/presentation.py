"""Units, their past and their people as a page shows them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dongbo.organisation.models import Officer, Post, Unit
from dongbo.organisation.queries.units.searching import heirs_matching, living_heirs, own_former_names
from dongbo.organisation.states import Level
from dongbo.web.organisation.tree import Branch, names_as_of


@dataclass(frozen=True, slots=True)
class ListedUnit:
    """A unit in the list: as it was on the day asked for, with the name of the unit above it then; `notes` say by which
    former name it was found, and of one that has ended who has its records now."""

    unit: Unit
    code: str
    name: str
    short_name: str
    level: str
    parent: str
    notes: list[str]


def listed(units: Iterable[Any], day: date, words: str = "") -> list[ListedUnit]:
    """Return `units`, read by `units_as_of` for `words`, with the names of the units above them on `day`."""
    rows = list(units)
    above = names_as_of((row.shown_parent for row in rows), day)
    notes = _notes(rows, words)
    return [
        ListedUnit(
            unit=row,
            code=row.shown_code,
            name=row.shown_name,
            short_name=row.shown_short_name,
            level=str(Level(row.shown_level).label),
            parent=above.get(row.shown_parent, ""),
            notes=notes.get(row.pk, []),
        )
        for row in rows
    ]


def _notes(rows: Sequence[Unit], words: str) -> dict[int, list[str]]:
    found: dict[int, list[str]] = {}
    for key, heir in living_heirs(rows).items():
        found.setdefault(key, []).append(_("nay thuộc %(name)s") % {"name": heir.name})
    formers = own_former_names(words, (row.pk for row in rows)), heirs_matching(words)
    for key, former in ((key, one) for some in formers for key, names in some.items() for one in names):
        words_of = {"name": former.name, "day": f"{former.until:%d/%m/%Y}"}
        own, inherited = (
            _("tên đến trước ngày %(day)s: %(name)s"),
            _("«%(name)s» nay thuộc đơn vị này, từ ngày %(day)s"),
        )
        found.setdefault(key, []).append((own if former.is_own else inherited) % words_of)
    return found


def with_toggles(roots: list[Branch], opened: set[int], kept: dict[str, str]) -> list[Branch]:
    """Give every branch the address that opens it, or closes it, and leaves the others as they are.

    One topmost unit has none: it is always open.
    """
    for root in roots:
        root.listing = urlencode({**kept, "parent": root.pk})
    level = roots if len(roots) > 1 else [child for root in roots for child in root.children]
    while level:
        for branch in level:
            others = opened - {branch.pk} if branch.is_open else opened | {branch.pk}
            branch.toggled = urlencode([*kept.items(), *(("open", str(key)) for key in sorted(others))])
            branch.listing = urlencode({**kept, "parent": branch.pk})
        level = [child for branch in level for child in branch.children]
    return roots


UNIT_HEADINGS = (
    gettext_lazy("Mã định danh"),
    gettext_lazy("Tên đơn vị"),
    gettext_lazy("Tên viết tắt"),
    gettext_lazy("Cấp"),
    gettext_lazy("Đơn vị cấp trên"),
    gettext_lazy("Từ ngày"),
    gettext_lazy("Đến trước ngày"),
    gettext_lazy("Tên hiện nay"),
)


def unit_row(row: ListedUnit) -> list[object]:
    """Return a unit of the list as a row of a workbook."""
    unit = row.unit
    named = [row.code, row.name, row.short_name, row.level, row.parent]
    return [*named, unit.founded_on, unit.ended_on, unit.name]


OFFICER_HEADINGS = (
    gettext_lazy("Họ và tên"),
    gettext_lazy("Tên đăng nhập"),
    gettext_lazy("Cấp bậc hàm"),
    gettext_lazy("Chức vụ"),
    gettext_lazy("Vị trí"),
    gettext_lazy("Mã đơn vị"),
    gettext_lazy("Đơn vị"),
    gettext_lazy("Từ ngày"),
    gettext_lazy("Kiêm nhiệm"),
    gettext_lazy("Thư điện tử"),
    gettext_lazy("Tình trạng"),
)


def officer_row(officer: Officer) -> list[object]:
    """Return an officer, read by `officer_list`, as a row of a workbook: with his main post and the others in words."""
    held: list[Post] = officer.posts_held  # type: ignore[attr-defined]
    main = held[0] if held else None
    others = "; ".join(f"{post.title}, {post.unit.name}" for post in held[1:])
    post: list[object] = ["", "", "", "", None]
    if main is not None:
        post = [main.title, main.get_kind_display(), main.unit.code, main.unit.name, main.valid_from]
    state = _("Đang công tác") if officer.is_active else _("Đã thôi công tác")
    return [officer.full_name, officer.username, officer.rank, *post, others, officer.email, state]
