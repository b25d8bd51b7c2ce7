"""What happened to a unit, act by act: what each act began, changed and ended, in sentences."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from itertools import pairwise

from django.utils.translation import gettext as _

from dongbo.organisation.models import Succession, Unit, UnitAct, UnitName, UnitPlace
from dongbo.organisation.states import Level

Said = tuple[date, int | None, str]


@dataclass(slots=True)
class Moment:
    """A day on which something became of a unit, by which act, in sentences."""

    day: date
    act: UnitAct | None
    sentences: list[str] = field(default_factory=list)


def timeline_of(unit: Unit) -> list[Moment]:
    """Return what became of `unit`, newest first. Four queries."""
    names = list(unit.names.select_related("act").order_by("valid_from"))
    places = list(unit.places.select_related("act", "parent").order_by("valid_from"))
    taken = list(unit.successions_before.select_related("act", "predecessor").order_by("act__effective_on", "pk"))
    given = list(unit.successions_after.select_related("act", "successor").order_by("act__effective_on", "pk"))
    acts = {row.act.pk: row.act for row in (*names, *places, *taken, *given) if row.act is not None}
    said: dict[tuple[date, int | None], list[str]] = defaultdict(list)
    for day, act, sentence in (*_of_names(names), *_of_places(places), *_of_successions(taken, given)):
        said[day, act].append(sentence)
    moments = [Moment(day, acts.get(act) if act else None, sentences) for (day, act), sentences in said.items()]
    return sorted(moments, key=lambda moment: (moment.day, moment.act.pk if moment.act else 0), reverse=True)


def _of_names(names: list[UnitName]) -> Iterator[Said]:
    for first in names[:1]:
        named = {"name": first.name, "code": first.code}
        yield first.valid_from, first.act_id, _("Thành lập với tên «%(name)s», mã %(code)s.") % named
    for before, after in pairwise(names):
        for sentence in _renamed(before, after):
            yield after.valid_from, after.act_id, sentence


def _renamed(before: UnitName, after: UnitName) -> Iterator[str]:
    if before.name != after.name:
        yield _("Đổi tên từ «%(before)s» thành «%(after)s».") % {"before": before.name, "after": after.name}
    if before.short_name != after.short_name:
        words = {"before": before.short_name or "–", "after": after.short_name or "–"}
        yield _("Đổi tên viết tắt từ «%(before)s» thành «%(after)s».") % words
    if before.code != after.code:
        yield _("Đổi mã từ %(before)s thành %(after)s.") % {"before": before.code, "after": after.code}
    if before.level != after.level:
        words = {"before": Level(before.level).label, "after": Level(after.level).label}
        yield _("Đổi cấp từ «%(before)s» thành «%(after)s».") % words


def _of_places(places: list[UnitPlace]) -> Iterator[Said]:
    for first in places[:1]:
        if first.parent is not None:
            yield first.valid_from, first.act_id, _("Trực thuộc «%(above)s».") % {"above": first.parent.name}
    for before, after in pairwise(places):
        words = {"before": _above(before), "after": _above(after)}
        yield after.valid_from, after.act_id, _("Chuyển từ «%(before)s» sang «%(after)s».") % words


def _above(place: UnitPlace) -> str:
    return place.parent.name if place.parent is not None else "–"


def _of_successions(taken: list[Succession], given: list[Succession]) -> Iterator[Said]:
    for one in taken:
        words = {"unit": one.predecessor.name}
        sentence = _("Kế thừa «%(unit)s», cả hồ sơ.") if one.is_heir else _("Tách từ «%(unit)s».")
        yield one.act.effective_on, one.act_id, sentence % words
    for one in given:
        words = {"unit": one.successor.name}
        sentence = _("Kết thúc; «%(unit)s» kế thừa hồ sơ.") if one.is_heir else _("Một phần tách thành «%(unit)s».")
        yield one.act.effective_on, one.act_id, sentence % words
