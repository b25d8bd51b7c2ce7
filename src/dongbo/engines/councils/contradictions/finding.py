"""What is told of a contradiction."""

from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """REFUSED: the rules cannot be taken. WARNING: they can, but somebody should look."""

    REFUSED = "refused"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Contradiction:
    """A stable code, a Vietnamese sentence that says what, where and how to mend it, and the field it is about.

    `field` is a place such as "tests.0.share"; "seats" is the composition.
    """

    code: str
    sentence: str
    field: str
    severity: Severity = Severity.REFUSED
