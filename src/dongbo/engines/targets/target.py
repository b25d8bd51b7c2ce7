"""What a target is, and what comparing two of them says."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any


@dataclass(frozen=True, slots=True)
class Target:
    """One measurable target.

    `indicator` are the words naming what is measured. `operator` is one of ">=", ">", "<=", "<", "=", "range"
    (`value` to `value_to`) and "~" (about). `value` is None where an annex row states its result in words only.
    `unit` is normalised ("%", "% GDP", "%/năm", "hạng", "người/vạn dân", "tỷ đồng", "trung tâm"). `deadline` is
    ISO 8601 of reduced precision ("2030", "2025-12", "2025-06-15"). `qualifier` narrows the measure ("Đông Nam Á",
    "bình quân"). `place` is the path of the provision, `line` its place in the paper, `text` the evidence.
    """

    indicator: str
    operator: str
    value: float | None
    unit: str
    value_to: float | None = None
    deadline: str | None = None
    qualifier: str = ""
    place: str = ""
    line: int | None = None
    text: str = ""
    confidence: float = 1.0

    def as_json(self) -> dict[str, Any]:
        """Return the documented JSON form (docs/json.md)."""
        return {
            "indicator": self.indicator,
            "operator": self.operator,
            "value": self.value,
            "value_to": self.value_to,
            "unit": self.unit,
            "deadline": self.deadline,
            "qualifier": self.qualifier,
            "place": self.place,
            "line": self.line,
            "text": self.text,
            "confidence": round(self.confidence, 3),
        }


class Relation(StrEnum):
    """How the plan's target stands to the directive's; the value is what stands in the documented JSON."""

    EQUAL = "equal"
    STRICTER = "stricter"
    WEAKER = "weaker"
    CONTRADICTS = "contradicts"
    HORIZON_DIFFERS = "horizon_differs"
    UNIT_DIFFERS = "unit_differs"
    MISSING = "missing"
    EXTRA = "extra"


@dataclass(frozen=True, slots=True)
class TargetComparison:
    """A target of the directive beside the plan's answer to it.

    `plan` is None when the relation is MISSING, `directive` is None when it is EXTRA. `message` is a Vietnamese
    sentence saying what differs; `similarity` (0 to 1) is how surely both name the same indicator.
    """

    relation: Relation
    directive: Target | None
    plan: Target | None
    message: str
    similarity: float = 0.0

    def as_json(self) -> dict[str, Any]:
        """Return the documented JSON form (docs/json.md)."""
        return {
            "relation": self.relation.value,
            "directive": self.directive.as_json() if self.directive else None,
            "plan": self.plan.as_json() if self.plan else None,
            "message": self.message,
            "similarity": round(self.similarity, 3),
        }
