"""What the terminology review says: findings, the forms in question and the places where they stand."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any


class Severity(StrEnum):
    """How much a finding matters: plainly wrong, to be unified, or worth a look."""

    ERROR = "error"
    WARNING = "warning"
    HINT = "hint"


@dataclass(frozen=True, slots=True)
class Place:
    """Where a form stands: the paper's name, the line, and the words around it."""

    paper: str
    line: int
    text: str

    def as_json(self) -> dict[str, Any]:
        """Return the documented JSON form (docs/json.md)."""
        return {"paper": self.paper, "line": self.line, "text": self.text}


@dataclass(frozen=True, slots=True)
class Variant:
    """One form of a term, as written, with every place."""

    form: str
    places: tuple[Place, ...]

    @property
    def count(self) -> int:
        """How often the form stands in the papers reviewed."""
        return len(self.places)

    def as_json(self) -> dict[str, Any]:
        """Return the documented JSON form (docs/json.md)."""
        return {"form": self.form, "count": self.count, "places": [place.as_json() for place in self.places]}


@dataclass(frozen=True, slots=True)
class TermFinding:
    """One thing to unify or mend: a stable code, the forms, the form suggested and why, a sentence."""

    code: str
    severity: Severity
    term: str
    variants: tuple[Variant, ...]
    suggestion: str
    reason: str
    message: str

    def as_json(self) -> dict[str, Any]:
        """Return the documented JSON form (docs/json.md)."""
        return {
            "code": self.code,
            "severity": self.severity.value,
            "term": self.term,
            "variants": [variant.as_json() for variant in self.variants],
            "suggestion": self.suggestion,
            "reason": self.reason,
            "message": self.message,
        }


@dataclass(frozen=True, slots=True)
class TermReview:
    """All findings, the gravest first."""

    findings: tuple[TermFinding, ...]

    def as_json(self) -> dict[str, Any]:
        """Return the documented JSON form (docs/json.md)."""
        return {"findings": [finding.as_json() for finding in self.findings]}


@dataclass(frozen=True, slots=True)
class Choice:
    """The form to keep and the reason, a Vietnamese clause."""

    form: str
    reason: str


def choose(own: Mapping[str, int], directive: Mapping[str, int], *, standard: str, basis: str) -> Choice:
    """This will choose the form to keep: the directive's majority, else the paper's own, else the standard.

    `own` and `directive` count the forms; `standard` is the form `basis` speaks for.
    """
    for counts, source in ((directive, "theo văn bản chỉ đạo"), (own, "dạng được dùng nhiều hơn trong văn bản")):
        if form := _majority(Counter(counts)):
            return Choice(form, f"{source} ({counts[form]}/{sum(counts.values())} lần)")
    return Choice(standard, f"theo {basis}")


def _majority(counts: Counter[str]) -> str:
    """Return the form that stands more often than each other one, or "" when there is a tie."""
    ranked = counts.most_common(2)
    if not ranked or not ranked[0][1] or (len(ranked) > 1 and ranked[0][1] == ranked[1][1]):
        return ""
    return ranked[0][0]


def variants_finding(code: str, severity: Severity, variants: tuple[Variant, ...], choice: Choice) -> TermFinding:
    """This will make the finding that a term has several forms, or another one than the directive's.

    Wording that is only unlike the directive's, itself unified, is a hint.
    """
    used = [variant for variant in variants if variant.count]
    listed = ", ".join(f"“{variant.form}” ({variant.count} lần)" for variant in used)
    if len(used) > 1:
        message = f"Có {len(used)} cách viết: {listed}. Nên thống nhất “{choice.form}”, {choice.reason}."
    else:
        severity = Severity.HINT
        message = f"Văn bản viết {listed}, văn bản chỉ đạo viết “{choice.form}”: cân nhắc viết theo."
    return TermFinding(code, severity, choice.form, variants, choice.form, choice.reason, message)
