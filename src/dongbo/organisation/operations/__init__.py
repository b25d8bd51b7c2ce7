"""Writes: units, officers and posts, grants and delegations, reviews, and workbooks of them."""

from dongbo.organisation.operations.establishing import Establishment, establish_site
from dongbo.organisation.operations.grants import give_grant
from dongbo.organisation.operations.officers import enrol_officer
from dongbo.organisation.operations.units import found_unit

__all__ = ["Establishment", "enrol_officer", "establish_site", "found_unit", "give_grant"]
