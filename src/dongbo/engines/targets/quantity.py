"""What a quantity in a sentence is."""

from dataclasses import dataclass
from enum import Enum


class Measure(Enum):
    """What sort of thing a number counts; the rules of acceptance differ by it."""

    PERCENT = "percent"
    RANK = "rank"
    COUNT = "count"
    THING = "thing"
    PHYSICAL = "physical"
    TIMES = "times"
    DURATION = "duration"
    BARE = "bare"
    FREQUENCY = "frequency"
    COVERAGE = "coverage"


@dataclass(frozen=True, slots=True)
class Quantity:
    """A quantity at `start`..`end` of its text; `after` is where the words following its number begin."""

    start: int
    end: int
    after: int
    operator: str
    value: float
    value_to: float | None
    unit: str
    measure: Measure
    region: str = ""
