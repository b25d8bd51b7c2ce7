"""What the walk of every address is told by: who stands where, and who may open what."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.db.models import Model, QuerySet

from dongbo.organisation.states import Access, Permission

if TYPE_CHECKING:
    from dongbo.organisation.models import EmergencyAccess, Grant, Intake, Unit, WrongTries
    from dongbo.planning.models import Consultation, Council, DraftingDossier
    from tests.web.branches import Branches
    from tests.web.oracle import Oracle, Who

Arguments = list[object]
Rule = Callable[["World", "Who", Any], bool]


@dataclass(frozen=True, slots=True)
class World:
    """What stands where, who is there, and the moment."""

    branches: Branches
    people: dict[str, Who]
    oracle: Oracle
    emergency: EmergencyAccess
    intake: Intake
    marked: Grant
    lock: WrongTries
    round: Consultation
    draft: DraftingDossier
    council: Council


def sees(world: World, who: Who, permission: Permission, unit: Unit, access: Access = Access.UNIT) -> bool:
    return world.oracle.may(who, permission, unit, access)


@dataclass(frozen=True, slots=True)
class Address:
    """Who may open an address: those who hold one of `needs` somewhere, and for a record, whom `rule` lets.

    `records` gives what it is about as arguments of the address and the object; `method` is how it is asked.
    """

    needs: tuple[Permission, ...] = ()
    rule: Rule | None = None
    records: Callable[[World], list[tuple[Arguments, Any]]] = field(default=lambda _world: [([], None)])
    method: str = "get"
    query: Callable[[World], str] = lambda _world: ""


def records_of(rows: type[Model] | QuerySet[Any], *, key: str = "pk") -> Callable[[World], list[tuple[Arguments, Any]]]:
    found = rows.all() if isinstance(rows, QuerySet) else rows._default_manager.all()
    return lambda _world: [([getattr(row, key)], row) for row in found.order_by("pk")]
