"""Writes: units, officers and posts, grants and delegations, reviews, and workbooks of them."""

from dongbo.organisation.operations.delegations import delegate
from dongbo.organisation.operations.establishing import Establishment, establish_site
from dongbo.organisation.operations.grants import give_grant, revoke_grant
from dongbo.organisation.operations.legal_rules import end_legal_rule, set_delegation_rule, set_separation
from dongbo.organisation.operations.officers import enrol_officer
from dongbo.organisation.operations.roles import change_role, define_role, end_role
from dongbo.organisation.operations.units import found_unit

__all__ = [
    "Establishment",
    "change_role",
    "define_role",
    "delegate",
    "end_legal_rule",
    "end_role",
    "enrol_officer",
    "establish_site",
    "found_unit",
    "give_grant",
    "revoke_grant",
    "set_delegation_rule",
    "set_separation",
]
