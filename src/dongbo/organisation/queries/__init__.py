"""Reads: units through time, officers and posts, who holds what and why."""

from dongbo.organisation.queries.officers import (
    OfficersWanted,
    acting_as,
    officer_list,
    officer_of,
    officers,
    officers_within,
    post_on,
)
from dongbo.organisation.queries.posts import people_of, posts_of
from dongbo.organisation.queries.units import (
    branch_of,
    branch_on,
    comparable_totals,
    living_units,
    path_on,
    predecessors_of,
    successors_of,
    timeline_of,
    today_of,
    tree_is_due,
    tree_on,
    unit_on,
    units,
)

__all__ = [
    "OfficersWanted",
    "acting_as",
    "branch_of",
    "branch_on",
    "comparable_totals",
    "living_units",
    "officer_list",
    "officer_of",
    "officers",
    "officers_within",
    "path_on",
    "people_of",
    "post_on",
    "posts_of",
    "predecessors_of",
    "successors_of",
    "timeline_of",
    "today_of",
    "tree_is_due",
    "tree_on",
    "unit_on",
    "units",
]
