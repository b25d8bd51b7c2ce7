"""Who may do what, worked out slowly from the rows as they were decided: the way an auditor would with paper.

Nothing of the compiler is used: no numbers of units, no effective columns, no compiled scopes.
"""

from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from dongbo.organisation.models import Grant, Officer, Unit
from dongbo.organisation.states import Access, Permission


@dataclass(frozen=True, slots=True)
class Who:
    """An officer, and for whom he acts."""

    officer: Officer
    principal: Officer | None = None


class Oracle:
    """The rows as they are when it is made, and what follows from them at a moment."""

    def __init__(self, at: datetime) -> None:
        self.at = at
        self.units = {unit.pk: unit for unit in Unit.objects.all()}
        self.grants = {grant.pk: grant for grant in Grant.objects.select_related("role", "post", "officer")}

    def may(self, who: Who, permission: Permission, unit: Unit, access: Access = Access.UNIT) -> bool:
        """Return whether some grant of the capacity he acts in stands and reaches there, with its whole chain."""
        return any(
            all(self.stands(link, permission) and self.reaches(link, unit, access) for link in self.chain(grant))
            for grant in self.grants.values()
            if grant.officer_id == who.officer.pk and self.principal(grant) == who.principal
        )

    def holds(self, who: Who, permission: Permission) -> bool:
        """Return whether he may anywhere."""
        kept = (Access.UNIT, Access.RESTRICTED)
        return any(self.may(who, permission, unit, access) for unit in self.units.values() for access in kept)

    def principal(self, grant: Grant) -> Officer | None:
        """Return for whom the grant lets its officer act: nobody where it was given outright."""
        return None if grant.parent_id is None else self.grants[grant.parent_id].officer

    def chain(self, grant: Grant) -> list[Grant]:
        """Return the grant and everything it was passed on from."""
        found = [grant]
        while (parent := found[-1].parent_id) is not None:
            found.append(self.grants[parent])
        return found

    def stands(self, grant: Grant, permission: Permission) -> bool:
        """Return whether this one grant, taken alone, carries the permission at the moment."""
        carried = bool(grant.role.mask & permission.bit)
        if grant.narrowed_to is not None:
            carried = carried and bool(grant.narrowed_to & permission.bit)
        ends = [moment for moment in (grant.valid_to, grant.revoked_at, grant.role.ended_at) if moment is not None]
        left = grant.post.valid_to if grant.post else None
        return (
            carried
            and grant.officer.is_active
            and grant.valid_from <= self.at
            and all(self.at < moment for moment in ends)
            and (left is None or timezone.localdate(self.at) < left)
        )

    def reaches(self, grant: Grant, unit: Unit, access: Access) -> bool:
        """Return whether this one grant, taken alone, reaches a record at the unit that is so far open."""
        if access == Access.CIRCULATED and self.keeper(unit) in self.above(self.units[grant.unit_id]):
            return True
        here = grant.unit_id in self.above(unit) if grant.covers_branch else grant.unit_id == unit.pk
        return here and access <= grant.clearance

    def keeper(self, unit: Unit) -> int:
        """Return the unit whose records those of `unit` are today: the last of its line of heirs, or itself."""
        while unit.heir_id is not None:
            unit = self.units[unit.heir_id]
        return unit.pk

    def above(self, unit: Unit) -> list[int]:
        """Return the unit and every unit above it; an ended one stands beneath its heir."""
        found = [unit.pk]
        while (higher := self._higher(self.units[found[-1]])) is not None:
            found.append(higher)
        return found

    def _higher(self, unit: Unit) -> int | None:
        return unit.heir_id if unit.heir_id is not None else unit.parent_id
