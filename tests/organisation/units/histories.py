"""A ministry that has stood since long ago, and words for acts upon its units."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

from dongbo.organisation.models import Unit
from dongbo.organisation.operations.units import correct_founding_day, found_unit
from dongbo.organisation.queries.units import TreeOn, tree_on
from dongbo.organisation.states import Level
from tests.builders import Site, found_site

SINCE = date(2000, 1, 1)
"""The day the ministry of these tests was founded."""


@dataclass(frozen=True)
class History:
    """The site, the moment acts are recorded, and founding by a short word."""

    site: Site
    at: datetime

    @property
    def root(self) -> Unit:
        """The ministry as it stands now."""
        return Unit.objects.get(pk=self.site.unit.pk)

    def found(
        self,
        code: str,
        name: str,
        *,
        under: Unit | None = None,
        on: date = SINCE,
        level: Level = Level.PROVINCE,
    ) -> Unit:
        """Found a unit, by default a province beneath the ministry since the beginning."""
        return found_unit(
            code=code,
            name=name,
            level=level,
            parent=under if under is not None else self.root,
            founded_on=on,
            by=self.site.administrator,
            at=self.at,
        )


def history_since(day: date, *, at: datetime) -> History:
    """Found the site at `at`, its ministry since `day`."""
    site = found_site(at=at)
    correct_founding_day(unit=site.unit, founded_on=day, by=site.administrator, at=at)
    return History(site, at)


def drawn(day: date, *, called: Callable[[TreeOn, int], str] | None = None) -> list[str]:
    """Return the tree of `day` as indented lines of codes, siblings in order."""
    tree = tree_on(day)
    if tree.root is None:
        return []
    return [
        "  " * (len(tree.path(unit.key)) - 1) + (called(tree, unit.key) if called else unit.code)
        for unit in tree.branch(tree.root.key)
    ]


def current(unit: Unit) -> Unit:
    """Return `unit` as it stands now."""
    return Unit.objects.get(pk=unit.pk)
