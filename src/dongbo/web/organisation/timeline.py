"""A unit's life in sentences, chapter by chapter."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from dongbo.organisation.models import UnitName
from dongbo.organisation.queries.units import Chapter
from dongbo.organisation.states import Level, UnitActKind


@dataclass(frozen=True, slots=True)
class Told:
    """A chapter, and what it meant for the unit, in sentences."""

    chapter: Chapter
    sentences: list[str]


def told(chapters: list[Chapter]) -> list[Told]:
    """Return `chapters` in sentences, the newest first.

    That another unit was founded beneath is that unit's story: told here, a province's own would drown in it.
    """
    own = (chapter for chapter in reversed(chapters) if not _only_founds_another(chapter))
    return [Told(chapter, list(_sentences(chapter))) for chapter in own]


def _only_founds_another(chapter: Chapter) -> bool:
    is_other = chapter.act is not None and chapter.act.kind == UnitActKind.FOUND
    return is_other and chapter.name is None and chapter.parent is None


def _sentences(chapter: Chapter) -> Iterator[str]:
    if chapter.is_founding and chapter.name is not None:
        named = {"name": chapter.name.name, "code": chapter.name.code}
        yield _("Thành lập với tên «%(name)s», mã %(code)s.") % named
    elif chapter.name is not None and chapter.former_name is not None:
        yield from _renamed(chapter.former_name, chapter.name)
    if chapter.parent is not None and chapter.former_parent is not None:
        words = {"before": chapter.former_parent.name, "after": chapter.parent.name}
        yield _("Chuyển từ «%(before)s» sang «%(after)s».") % words
    elif chapter.parent is not None:
        yield _("Trực thuộc «%(above)s».") % {"above": chapter.parent.name}
    for unit in chapter.predecessors:
        yield _("Kế thừa từ «%(unit)s».") % {"unit": unit.name}
    if chapter.received:
        counted = ngettext("Nhận %(count)s đơn vị trực thuộc.", "Nhận %(count)s đơn vị trực thuộc.", chapter.received)
        yield counted % {"count": chapter.received}
    for unit in chapter.successors:
        is_heir = unit == chapter.heir
        sentence = _("Kết thúc; «%(unit)s» kế thừa hồ sơ.") if is_heir else _("Một phần tách thành «%(unit)s».")
        yield sentence % {"unit": unit.name}


def _renamed(before: UnitName, after: UnitName) -> Iterator[str]:
    if before.name != after.name:
        yield _("Đổi tên từ «%(before)s» thành «%(after)s».") % {"before": before.name, "after": after.name}
    if before.short_name != after.short_name:
        words = {"before": before.short_name or "–", "after": after.short_name or "–"}
        yield _("Đổi tên viết tắt từ «%(before)s» thành «%(after)s».") % words
    if before.code != after.code:
        yield _("Đổi mã từ %(before)s thành %(after)s.") % {"before": before.code, "after": after.code}
    if before.level != after.level:
        levels = {"before": str(Level(before.level).label), "after": str(Level(after.level).label)}
        yield _("Đổi cấp từ «%(before)s» thành «%(after)s».") % levels
