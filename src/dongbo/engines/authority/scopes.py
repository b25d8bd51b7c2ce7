"""What an officer may do where: effective grants compiled to disjoint closed intervals of unit numbers.

A record stands at a unit and is open to a degree, its access: 0 is circulated to every unit beneath, 1 stays within
the unit and those above, 2 is restricted to the cleared. A grant with clearance c covers the accesses up to c where
its unit's branch is, and what is circulated by the units above it.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from dongbo.engines.intervals import Interval, covers, merged

CIRCULATED, HIGHEST = 0, 2


@dataclass(frozen=True, slots=True)
class Stretch:
    """An effective grant on the numbered tree: the numbers it covers, and those circulated down to its unit."""

    grant: int
    first: int
    last: int
    reach: tuple[Interval, ...]
    mask: int
    clearance: int

    def covers(self, number: int, access: int) -> bool:
        """Return whether a record at unit `number`, open to the degree `access`, is within the grant."""
        if access <= self.clearance and self.first <= number <= self.last:
            return True
        return access == CIRCULATED and covers(self.reach, number)


@dataclass(frozen=True, slots=True)
class Scope:
    """Where one permission holds: for every access, disjoint closed intervals of unit numbers in ascending order.

    `highest` is the highest number of the tree, so that a scope knows when it covers all of it.
    """

    levels: tuple[tuple[Interval, ...], ...]
    highest: int = -1

    def covers(self, number: int, access: int) -> bool:
        """Return whether a record at unit `number`, open to the degree `access`, is within the scope."""
        return covers(self.levels[access], number)

    def is_whole(self, access: int) -> bool:
        """Return whether the scope covers every unit for records open to the degree `access`."""
        return self.levels[access] == ((0, self.highest),)

    @property
    def is_empty(self) -> bool:
        """Whether the permission holds nowhere."""
        return not self.levels[CIRCULATED]


NOWHERE = Scope(levels=((), (), ()))


@dataclass(slots=True)
class Authority:
    """Everything an officer may do at a moment, in one capacity.

    Good from `since`, the moment it was compiled for, until `until`, when one of his grants begins or ends: of grants
    that ended before `since` it knows nothing, so it answers for no earlier moment.
    """

    stretches: tuple[Stretch, ...]
    since: datetime
    until: datetime
    highest: int = -1
    _scopes: dict[int, Scope] = field(default_factory=dict)

    def is_good_at(self, at: datetime) -> bool:
        """Return whether the grants compiled are those that hold at `at`."""
        return self.since <= at < self.until

    def scope(self, bit: int) -> Scope:
        """Return where the permission with mask `bit` holds."""
        known = self._scopes.get(bit)
        if known is None:
            known = _compiled([stretch for stretch in self.stretches if stretch.mask & bit], self.highest)
            self._scopes[bit] = known
        return known

    def basis(self, bit: int, number: int, access: int) -> int | None:
        """Return the first grant that allows the permission there, or None."""
        for stretch in self.stretches:
            if stretch.mask & bit and stretch.covers(number, access):
                return stretch.grant
        return None


def _compiled(stretches: Sequence[Stretch], highest: int) -> Scope:
    if not stretches:
        return NOWHERE
    levels = []
    for access in range(HIGHEST + 1):
        found = [(stretch.first, stretch.last) for stretch in stretches if access <= stretch.clearance]
        if access == CIRCULATED:
            found += [interval for stretch in stretches for interval in stretch.reach]
        levels.append(merged(found))
    return Scope(tuple(levels), highest)
