"""What the reader of metadata returns."""

from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Evidence:
    """Where a field was read: the line's place, the words as written, how sure the reader is (0 to 1)."""

    line: int
    text: str
    confidence: float


@dataclass(frozen=True, slots=True)
class MetadataFinding:
    """Something missing or contradictory: a stable code, a Vietnamese sentence, the fields and places."""

    code: str
    message: str
    fields: tuple[str, ...] = ()
    lines: tuple[int, ...] = ()

    def as_json(self) -> dict[str, Any]:
        """Return the documented JSON form (docs/json.md)."""
        return {
            "code": self.code,
            "message": self.message,
            "fields": list(self.fields),
            "lines": list(self.lines),
        }


@dataclass(slots=True)
class Metadata:
    """The fields of Nghị định 30/2020/NĐ-CP, Phụ lục VI that a paper itself carries.

    A field that the text does not hold is None or empty and said so in `findings`; nothing is guessed from a
    file's name. `type` is the type's Vietnamese name; `number` the tidy number; dates are ISO 8601; several
    issuers or signers of a joint paper are parted by "; ". `evidence` is keyed by the field's name.
    """

    type: str | None = None
    number: str | None = None
    date: str | None = None
    issuer: str | None = None
    parent_agency: str | None = None
    place: str | None = None
    subject: str | None = None
    signer: str | None = None
    signer_position: str | None = None
    signing_power: str | None = None
    signed_for: str | None = None
    urgency: str | None = None
    effective_date: str | None = None
    addressees: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()
    legal_bases: tuple[str, ...] = ()
    evidence: dict[str, Evidence] = field(default_factory=dict)
    findings: list[MetadataFinding] = field(default_factory=list)

    def lines_of(self, *fields: str) -> tuple[int, ...]:
        """Return the places where `fields` were read, in order."""
        return tuple(sorted({self.evidence[name].line for name in fields if name in self.evidence}))

    def as_json(self) -> dict[str, Any]:
        """Return the documented flat JSON form (docs/json.md)."""
        flat: dict[str, Any] = {name: getattr(self, name) for name in FIELDS}
        flat.update({name: list(getattr(self, name)) for name in LISTS})
        flat["evidence"] = {
            name: {"line": found.line, "confidence": round(found.confidence, 3), "text": found.text}
            for name, found in self.evidence.items()
        }
        flat["findings"] = [finding.as_json() for finding in self.findings]
        return flat


FIELDS = (
    "type",
    "number",
    "date",
    "issuer",
    "parent_agency",
    "place",
    "subject",
    "signer",
    "signer_position",
    "signing_power",
    "signed_for",
    "urgency",
    "effective_date",
)
LISTS = ("addressees", "recipients", "legal_bases")
