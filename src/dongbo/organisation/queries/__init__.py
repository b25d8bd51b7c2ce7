"""Reads: units through time, officers and posts, who holds what and why."""

from dongbo.organisation.queries.officers import acting_as, officers, post_on
from dongbo.organisation.queries.units import branch_of, living_units, units

__all__ = ["acting_as", "branch_of", "living_units", "officers", "post_on", "units"]
