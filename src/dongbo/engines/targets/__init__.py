"""Targets: indicator, bound, unit and deadline in running text and annex rows; two papers' targets compared."""

from dongbo.engines.targets.comparison import compare_targets
from dongbo.engines.targets.finder import find_targets
from dongbo.engines.targets.relations import relate
from dongbo.engines.targets.sentence import find_targets_in_sentence
from dongbo.engines.targets.target import Relation, Target, TargetComparison

__all__ = [
    "Relation",
    "Target",
    "TargetComparison",
    "compare_targets",
    "find_targets",
    "find_targets_in_sentence",
    "relate",
]
