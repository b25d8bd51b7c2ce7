"""Long lists of what an officer may see: counted up to a bound, and read page by page in the caller's order.

Which records come first can be found in two ways. One walks the records in the order asked for and passes over what
is out of scope: quick where much is visible. The other gathers what is visible unit by unit and sorts it: quick where
little is. Neither database chooses well between them by itself, for it knows neither how many records the units of a
scope have nor how they lie in time; so the choice is made here, from the number of records visible. Both walks read
keys alone, so that indexes that carry the unit and the access serve them without a look at the records.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import reduce
from operator import or_
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from django.db.models import Expression, F, Func, IntegerField, Model, Q, QuerySet

from dongbo.engines.authority import Interval, Scope
from dongbo.organisation.rules import Acting, authority_of
from dongbo.organisation.states import Access, Permission

if TYPE_CHECKING:
    from django.db.backends.base.base import BaseDatabaseWrapper
    from django.db.models.sql.compiler import SQLCompiler

MOST_COUNTED = 10_000
"""A list is counted so far: beyond, "more than" this says enough, and nobody turns 200 pages."""

FEW = 5_000
"""Up to so many visible records are gathered and sorted; where there are more, the list is walked in its order."""

Record = TypeVar("Record", bound=Model)
_UNIT, _HIDDEN = "listing_unit", "listing_hidden_unit"


class _Hidden(Func):
    """The value, out of the sight of every index."""

    output_field = IntegerField()
    template = "(%(expressions)s + 0)"


class _Units(Expression):
    """The keys of the units with these numbers, written out: built thrice a page, it should cost nothing to build."""

    def __init__(self, intervals: Sequence[Interval]) -> None:
        super().__init__(output_field=IntegerField())
        self.intervals = tuple(intervals)

    def as_sql(self, compiler: "SQLCompiler", connection: "BaseDatabaseWrapper") -> tuple[str, tuple[str | int, ...]]:
        """Return the subquery; its numbers come from the unit table itself."""
        numbers = " OR ".join(f"u.first BETWEEN {first:d} AND {last:d}" for first, last in self.intervals)
        return f"(SELECT u.id FROM organisation_unit u WHERE {numbers})", ()  # noqa: S608  # whole numbers only


@dataclass(frozen=True, slots=True)
class _Part:
    """The accesses that one set of units is open for; no intervals stand for every unit, no accesses for every one."""

    accesses: tuple[int, ...]
    intervals: tuple[Interval, ...] | None


@dataclass(slots=True)
class Listing(Generic[Record]):
    """Records of `found` that are within `scope`, in the order of `order`: count it, slice it, page it.

    Where there are more than `most`, only the first of them count, and `is_cut` says so. Up to `few` visible records
    are gathered, more are walked.
    """

    found: "QuerySet[Record]"
    scope: Scope
    unit: str
    access: str
    order: Sequence[str]
    few: int
    most: int
    _count: int | None = field(default=None, init=False)

    def count(self) -> int:
        """Return how many records there are, at most `most`."""
        return min(self._counted(), self.most)

    @property
    def is_cut(self) -> bool:
        """Whether there are more records than are counted."""
        return self._counted() > self.most

    def __len__(self) -> int:
        return self.count()

    def __getitem__(self, page: slice) -> list[Record]:
        """Return the records from `page.start` to before `page.stop`, both of which must be given."""
        stop = min(page.stop, self.most)
        keys = [row[0] for row in self._keys()[page.start or 0 : stop]]
        rows = {row.pk: row for row in self.found.filter(pk__in=keys)}
        return [rows[key] for key in keys if key in rows]

    def __iter__(self) -> Iterator[Record]:
        return iter(self[0 : self.most])

    def _counted(self) -> int:
        if self._count is None:
            self._count = _count_up_to(self.most + 1, self._gathered(self.found))
        return self._count

    def _keys(self) -> "QuerySet[Any, Any]":
        parts = self._parts()
        if not parts:
            return self.found.none().values_list("pk")
        gathered = self._gathered(self.found.order_by()) if self._visible_are_few() else [self._walked(parts)]
        key = self.found.model._meta.pk
        order = [name.replace("pk", key.name) if name in ("pk", "-pk") else name for name in self.order]
        columns = (key.name, *(name for name in (one.lstrip("-") for one in order) if name != key.name))
        first, *others = [part.values_list(*columns) for part in gathered]
        keys: QuerySet[Any, Any] = first.union(*others, all=True) if others else first
        return keys.order_by(*order)

    def _visible_are_few(self) -> bool:
        """Return whether so few records are in scope, whatever else was asked for, that gathering them is quick."""
        if self._whole():
            return False
        if self._count is not None and not self.found.query.where:
            return self._count <= self.few
        every = self.found.model._default_manager.all()
        return _count_up_to(self.few + 1, self._gathered(every)) <= self.few

    def _whole(self) -> bool:
        return self._parts() == [_Part((), None)]

    def _parts(self) -> list[_Part]:
        """Return the scope as disjoint parts, accesses that the same units are open for together."""
        if not self.access:
            return self._shared({self.scope.levels[Access.UNIT]: []})
        together: dict[tuple[Interval, ...], list[int]] = {}
        for access in Access:
            together.setdefault(self.scope.levels[access], []).append(access)
        return self._shared({} if self.scope.is_empty else together)

    def _shared(self, together: dict[tuple[Interval, ...], list[int]]) -> list[_Part]:
        whole = ((0, self.scope.highest),)
        return [
            _Part(() if len(accesses) == len(Access) else tuple(accesses), None if intervals == whole else intervals)
            for intervals, accesses in together.items()
            if intervals
        ]

    def _gathered(self, rows: "QuerySet[Any, Any]") -> "list[QuerySet[Any, Any]]":
        """Return one query for every part, each reached through the units that are open."""
        return [rows.filter(self._predicate(part, f"{self.unit}_id")) for part in self._parts()]

    def _walked(self, parts: Sequence[_Part]) -> "QuerySet[Record]":
        """Return one query that no index on the unit can serve, so that the order asked for leads.

        The last term is never true: with an alternative beside it, PostgreSQL looks units up instead of joining them.
        """
        if self._whole():
            return self.found
        hidden = self.found.alias(**{_HIDDEN: _Hidden(F(f"{self.unit}_id"))})
        visible = reduce(or_, (self._predicate(part, _HIDDEN) for part in parts))
        walked: QuerySet[Record] = hidden.filter(visible | Q(**{f"{_HIDDEN}__lt": 0}))
        return walked

    def _predicate(self, part: _Part, unit: str) -> Q:
        found = Q()
        if part.accesses:
            found &= Q(**{f"{self.access}__in": part.accesses})
        if part.intervals is not None:
            found &= Q(**{f"{unit}__in": _Units(part.intervals)})
        return found


def listing(
    found: "QuerySet[Record]",
    by: Acting,
    permission: Permission,
    *,
    at: datetime,
    unit: str = "unit",
    access: str = "",
    order: Sequence[str] = ("-pk",),
    few: int = FEW,
    most: int = MOST_COUNTED,
) -> Listing[Record]:
    """Return the records of `found` on which `by` holds `permission` at `at`, to be counted and read page by page.

    `found` carries the caller's filters and annotations and no scope; `unit` and `access` are as for `within`; `order`
    names fields or annotations of `found`, "-" before what descends, and ends in what no two records share.
    """
    return Listing(found, authority_of(by, at=at).scope(permission.bit), unit, access, order, few, most)


def _count_up_to(bound: int, gathered: "Sequence[QuerySet[Any]]") -> int:
    if not gathered:
        return 0
    first, *others = [part.order_by().values_list("pk") for part in gathered]
    return (first.union(*others, all=True) if others else first)[:bound].count()
