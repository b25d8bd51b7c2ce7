"""Writes: units, officers and posts, grants and delegations, reviews, and workbooks of them."""

from dongbo.organisation.operations.delegations import delegate
from dongbo.organisation.operations.establishing import Establishment, establish_site
from dongbo.organisation.operations.grants import give_grant, revoke_grant
from dongbo.organisation.operations.legal_rules import end_legal_rule, set_delegation_rule, set_separation
from dongbo.organisation.operations.officers import enrol_officer
from dongbo.organisation.operations.roles import change_role, define_role, end_role
from dongbo.organisation.operations.units import (
    bring_tree_to_date,
    correct_contact,
    correct_founding_day,
    dissolve_unit,
    end_level,
    found_unit,
    merge_units,
    move_unit,
    rename_unit,
    split_unit,
)

__all__ = [
    "Establishment",
    "bring_tree_to_date",
    "change_role",
    "correct_contact",
    "correct_founding_day",
    "define_role",
    "delegate",
    "dissolve_unit",
    "end_legal_rule",
    "end_level",
    "end_role",
    "enrol_officer",
    "establish_site",
    "found_unit",
    "give_grant",
    "merge_units",
    "move_unit",
    "rename_unit",
    "revoke_grant",
    "set_delegation_rule",
    "set_separation",
    "split_unit",
]
