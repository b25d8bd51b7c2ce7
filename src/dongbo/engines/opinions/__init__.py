"""Grouping opinions of a consultation that say the same, and placing those that come later."""

from dongbo.engines.opinions.grouping import group
from dongbo.engines.opinions.opinion import Group, Near, OpinionText, Placement, Standing
from dongbo.engines.opinions.placing import nearest, place_in

__all__ = ["Group", "Near", "OpinionText", "Placement", "Standing", "group", "nearest", "place_in"]
