"""Alignment: for each directive provision the plan's answers, for each plan provision its basis."""

from dongbo.engines.alignment.axes import Axis, axes_of
from dongbo.engines.alignment.matching import ANSWERS, ANSWERS_ALONE, MOSTLY, align
from dongbo.engines.alignment.provision import LeftOut, Provision, Reason, provisions_of
from dongbo.engines.alignment.result import (
    Alignment,
    Answered,
    Demand,
    DirectiveProvision,
    Link,
    PlanProvision,
)

__all__ = [
    "ANSWERS",
    "ANSWERS_ALONE",
    "MOSTLY",
    "Alignment",
    "Answered",
    "Axis",
    "Demand",
    "DirectiveProvision",
    "LeftOut",
    "Link",
    "PlanProvision",
    "Provision",
    "Reason",
    "align",
    "axes_of",
    "provisions_of",
]
