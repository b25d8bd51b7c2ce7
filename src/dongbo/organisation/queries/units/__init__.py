"""Units as they stand today and as they stood on any day, what became of them, and what an act would change."""

from dongbo.organisation.queries.units.planning import (
    plan_dissolution,
    plan_founding,
    plan_merger,
    plan_move,
    plan_renaming,
    plan_split,
)
from dongbo.organisation.queries.units.plans import Destination, NewUnit, Plan, PostAfter
from dongbo.organisation.queries.units.today import (
    branch_of,
    end_of,
    living_units,
    stands_on,
    today_of,
    tree_is_due,
    units,
)

__all__ = [
    "Destination",
    "NewUnit",
    "Plan",
    "PostAfter",
    "branch_of",
    "end_of",
    "living_units",
    "plan_dissolution",
    "plan_founding",
    "plan_merger",
    "plan_move",
    "plan_renaming",
    "plan_split",
    "stands_on",
    "today_of",
    "tree_is_due",
    "units",
]
