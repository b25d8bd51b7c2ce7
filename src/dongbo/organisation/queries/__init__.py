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
from dongbo.organisation.queries.units import branch_of, living_units, units

__all__ = [
    "OfficersWanted",
    "acting_as",
    "branch_of",
    "living_units",
    "officer_list",
    "officer_of",
    "officers",
    "officers_within",
    "people_of",
    "post_on",
    "posts_of",
    "units",
]
