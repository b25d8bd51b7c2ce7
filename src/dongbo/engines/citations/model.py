"""What the finder of citations returns."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any


class Relation(StrEnum):
    """What the citing paper does with the cited one."""

    BASIS = "basis"
    AMENDS = "amends"
    REPLACES = "replaces"
    REPEALS = "repeals"
    IMPLEMENTS = "implements"
    REFERS = "refers"


@dataclass(frozen=True, slots=True)
class ProvisionReference:
    """One provision named: "điểm a khoản 2 Điều 5"; `article` is "" for "Điều này", `clause` "" where none is named.

    `own_clause` tells "khoản này": the clause where the reference itself stands.
    """

    article: str = ""
    clause: str = ""
    point: str = ""
    own_clause: bool = False

    @property
    def path(self) -> str:
        """The path of the provision in an outline, from its article on: "dieu:5/khoan:2/diem:a"."""
        parts = (("dieu", self.article), ("khoan", self.clause), ("diem", self.point))
        return "/".join(f"{kind}:{number}" for kind, number in parts if number)


@dataclass(frozen=True, slots=True)
class Citation:
    """A place where a paper names another document, or (`internal`) a provision of itself.

    `number` is tidy, or None for a document cited by name; `issuer` is as written, else what the number says;
    `date` is ISO; `title` the name of a law cited by name. `start`..`end` is the span in the text of `line`,
    cut at its end when the citation runs on to the next line.
    """

    number: str | None
    type: str | None
    issuer: str | None
    date: str | None
    title: str | None
    provisions: tuple[ProvisionReference, ...]
    relation: Relation
    line: int
    start: int
    end: int
    text: str
    internal: bool = False

    def as_json(self) -> dict[str, Any]:
        """Return the documented JSON form (docs/json.md)."""
        return {
            "number": self.number,
            "type": self.type,
            "issuer": self.issuer,
            "date": self.date,
            "title": self.title,
            "provisions": [reference.path for reference in self.provisions],
            "relation": self.relation.value,
            "internal": self.internal,
            "line": self.line,
            "start": self.start,
            "end": self.end,
            "text": self.text,
        }


def citations_as_json(citations: Iterable[Citation]) -> dict[str, Any]:
    """Return the documented JSON of a paper's citations: {"citations": […]}."""
    return {"citations": [citation.as_json() for citation in citations]}


@dataclass(frozen=True, slots=True)
class RegisterEntry:
    """A document of the register as citations are resolved against it; an unknown field is ""."""

    key: str
    number: str
    type: str
    issuer: str
    date: str
    title: str


@dataclass(frozen=True, slots=True)
class ResolvedCitation:
    """A citation with what the register knows of it.

    `state` is "resolved", "contradicts" (the number is the entry's, another field is not) or "unresolved"; `key` is
    the entry's, None when unresolved; `reason` is a Vietnamese sentence, "" when there is nothing to say.
    """

    citation: Citation
    key: str | None
    state: str
    reason: str

    def as_json(self) -> dict[str, Any]:
        """Return the citation's JSON with `key`, `state` and `reason`."""
        return {**self.citation.as_json(), "key": self.key, "state": self.state, "reason": self.reason}
