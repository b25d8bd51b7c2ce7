"""Founding, renaming, moving, merging, splitting and dissolving units, and bringing today's tree to the day."""

from dongbo.organisation.operations.units.following import bring_tree_to_date, settle_tree
from dongbo.organisation.operations.units.founding import correct_founding_day, found_unit
from dongbo.organisation.operations.units.naming import correct_contact, rename_unit
from dongbo.organisation.operations.units.placing import place_new_unit
from dongbo.organisation.operations.units.reorganising import (
    dissolve_unit,
    end_level,
    merge_units,
    move_unit,
    split_unit,
)
from dongbo.organisation.operations.units.withdrawing import may_be_withdrawn, withdraw_act
from dongbo.organisation.queries.units.plans import NewUnit, PostAfter

__all__ = [
    "NewUnit",
    "PostAfter",
    "bring_tree_to_date",
    "correct_contact",
    "correct_founding_day",
    "dissolve_unit",
    "end_level",
    "found_unit",
    "may_be_withdrawn",
    "merge_units",
    "move_unit",
    "place_new_unit",
    "rename_unit",
    "settle_tree",
    "split_unit",
    "withdraw_act",
]
