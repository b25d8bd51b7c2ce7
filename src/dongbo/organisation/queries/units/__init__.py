"""Units as they stand today and as they stood on any day, what became of them, and what an act would change."""

from dongbo.organisation.queries.units.history import (
    TreeOn,
    UnitOn,
    branch_on,
    children_on,
    path_on,
    tree_on,
    unit_on,
)
from dongbo.organisation.queries.units.plans import Destination, NewUnit, PostAfter
from dongbo.organisation.queries.units.previews import (
    EndingUnit,
    MovingUnit,
    Preview,
    RecordsInherited,
    preview_dissolution,
    preview_founding,
    preview_merger,
    preview_move,
    preview_renaming,
    preview_split,
)
from dongbo.organisation.queries.units.successions import Step, predecessors_of, successors_of
from dongbo.organisation.queries.units.timelines import Chapter, timeline_of
from dongbo.organisation.queries.units.today import (
    branch_of,
    end_of,
    living_units,
    stands_on,
    today_of,
    tree_is_due,
    units,
)
from dongbo.organisation.queries.units.totals import ComparableTotals, Obstacle, Unsplit, comparable_totals

__all__ = [
    "Chapter",
    "ComparableTotals",
    "Destination",
    "EndingUnit",
    "MovingUnit",
    "NewUnit",
    "Obstacle",
    "PostAfter",
    "Preview",
    "RecordsInherited",
    "Step",
    "TreeOn",
    "UnitOn",
    "Unsplit",
    "branch_of",
    "branch_on",
    "children_on",
    "comparable_totals",
    "end_of",
    "living_units",
    "path_on",
    "predecessors_of",
    "preview_dissolution",
    "preview_founding",
    "preview_merger",
    "preview_move",
    "preview_renaming",
    "preview_split",
    "stands_on",
    "successors_of",
    "timeline_of",
    "today_of",
    "tree_is_due",
    "tree_on",
    "unit_on",
    "units",
]
