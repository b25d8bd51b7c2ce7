"""The numbers today's tree has by its parents and heirs."""

from collections.abc import Iterable
from dataclasses import dataclass

from dongbo.engines.intervals import text_of
from dongbo.engines.unit_tree import Place, number_tree
from dongbo.organisation.models import Unit
from dongbo.organisation.states import Level

_ORDER = {level.value: place for place, level in enumerate(Level)}


@dataclass(slots=True)
class Row:
    """A unit as far as numbering needs it, with the numbers it has."""

    key: object
    parent: object | None
    heir: object | None
    code: str
    level: str
    first: int
    last: int
    lineage: str
    reach: str = ""


def numbered_rows() -> list[Row]:
    """Return every unit with the numbers it has."""
    columns = ("pk", "parent_id", "heir_id", "code", "level", "first", "last", "lineage", "reach")
    return [Row(*row) for row in Unit.objects.values_list(*columns)]


def places_of(rows: Iterable[Row]) -> dict[object, Place]:
    """Return the place of every unit: siblings by level, then code; what has ended beneath its heir, before the living.

    Raises Cycle.
    """
    listed = list(rows)
    parents = {row.key: row.heir if row.heir is not None else row.parent for row in listed}
    ordered = sorted(listed, key=lambda row: (_ORDER[row.level], row.code, str(row.key)))
    inherited = {row.key for row in listed if row.heir is not None}
    return number_tree(parents, order=[row.key for row in ordered], inherited=inherited)


def renumbered(rows: Iterable[Row]) -> list[tuple[object, Place]]:
    """Return the units whose numbers change, with their new places. Raises Cycle."""
    listed = list(rows)
    places = places_of(listed)
    return [
        (row.key, place)
        for row in listed
        if (row.first, row.last, row.lineage, row.reach)
        != ((place := places[row.key]).first, place.last, *written(place))
    ]


def written(place: Place) -> tuple[str, str]:
    """Return the lineage and the reach of a place as the row keeps them."""
    return ",".join(map(str, place.lineage)), text_of(place.reach)
