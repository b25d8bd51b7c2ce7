"""The result of an appraisal, and the figures a council asks for first."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from dongbo.engines.alignment import Alignment, Answered, Axis, DirectiveProvision, Provision
from dongbo.engines.appraisal.papers import PaperFile
from dongbo.engines.citations import ResolvedCitation
from dongbo.engines.redline import Change
from dongbo.engines.targets import Relation, TargetComparison
from dongbo.engines.terms import TermReview

FORMAT = 1
"""The version of the documented JSON; raised when a reader would have to change."""


@dataclass(frozen=True, slots=True)
class Remark:
    """Something to mend in one of the papers: a stable code, a Vietnamese sentence, where it is."""

    document: str
    code: str
    message: str
    line: int | None = None

    def as_json(self) -> dict[str, Any]:
        """Return the documented JSON form (docs/json.md)."""
        return {"document": self.document, "code": self.code, "message": self.message, "line": self.line}


@dataclass(frozen=True, slots=True)
class ComparedTarget:
    """A target of `document` beside the plan's; `document` is "" for a target of the plan nobody asked for."""

    document: str
    comparison: TargetComparison

    def as_json(self) -> dict[str, Any]:
        """Return the documented JSON form (docs/json.md)."""
        return {"document": self.document, **self.comparison.as_json()}


@dataclass(frozen=True, slots=True)
class TouchingChange:
    """A change since the previous version and the directive provisions whose answer it touches."""

    change: Change
    touches: tuple[Provision, ...]

    def as_json(self) -> dict[str, Any]:
        """Return the documented JSON form (docs/json.md)."""
        return {
            **self.change.as_json(),
            "touches": [{"document": one.document, "path": one.path} for one in self.touches],
        }


@dataclass(frozen=True, slots=True)
class Turn:
    """A directive provision whose verdict is another than for the previous version."""

    provision: Provision
    before: Answered
    now: Answered

    @property
    def lost(self) -> bool:
        """Whether the plan answers it less than before."""
        order = (Answered.NO, Answered.PARTLY, Answered.YES)
        return order.index(self.now) < order.index(self.before)

    def as_json(self) -> dict[str, Any]:
        """Return the documented JSON form (docs/json.md)."""
        return {
            "document": self.provision.document,
            "path": self.provision.path,
            "before": self.before.value,
            "now": self.now.value,
        }


@dataclass(frozen=True, slots=True)
class Appraisal:
    """A plan held against its directives.

    `targets` follow the directives' order, what the plan adds at the end; `citations` are the plan's; `changes` and
    `turns` are empty without a previous version.
    """

    plan: PaperFile
    directives: tuple[PaperFile, ...]
    previous: PaperFile | None
    as_of: date | None
    alignment: Alignment
    targets: tuple[ComparedTarget, ...]
    terms: TermReview
    citations: tuple[ResolvedCitation, ...]
    remarks: tuple[Remark, ...]
    changes: tuple[TouchingChange, ...]
    turns: tuple[Turn, ...]

    @property
    def deviating_targets(self) -> tuple[ComparedTarget, ...]:
        """The targets a council must look at: all but the equal, the stricter and the added ones."""
        fine = {Relation.EQUAL, Relation.STRICTER, Relation.EXTRA}
        return tuple(one for one in self.targets if one.comparison.relation not in fine)

    @property
    def doubtful_citations(self) -> tuple[ResolvedCitation, ...]:
        """The plan's citations the register does not know, or knows otherwise."""
        return tuple(one for one in self.citations if one.state != "resolved" and not one.citation.internal)

    def provisions_of(self, document: str) -> Iterator[DirectiveProvision]:
        """Yield the directive provisions of `document` in reading order."""
        return (one for one in self.alignment.directives if one.provision.document == document)

    def coverage(self) -> dict[str, dict[Axis, Counter[Answered]]]:
        """Return directive → axis → verdict → how many provisions, by each provision's main axis."""
        cells = {paper.name: {axis: Counter[Answered]() for axis in Axis} for paper in self.directives}
        for one in self.alignment.directives:
            cells[one.provision.document][one.axes[0]][one.answered] += 1
        return cells

    def as_json(self) -> dict[str, Any]:
        """Return the documented JSON form (docs/json.md)."""
        verdicts = Counter(one.answered for one in self.alignment.directives)
        relations = Counter(one.comparison.relation for one in self.targets)
        return {
            "format": FORMAT,
            "plan": self.plan.as_json(),
            "directives": [paper.as_json() for paper in self.directives],
            "previous": self.previous.as_json() if self.previous else None,
            "as_of": self.as_of.isoformat() if self.as_of else None,
            "summary": {
                "directive_provisions": len(self.alignment.directives),
                "answered": {verdict.value: verdicts[verdict] for verdict in Answered},
                "plan_provisions": len(self.alignment.plan),
                "without_basis": len(self.alignment.without_basis),
                "targets": {relation.value: relations[relation] for relation in Relation},
                "term_findings": len(self.terms.findings),
                "doubtful_citations": len(self.doubtful_citations),
                "remarks": len(self.remarks),
                "changes": len(self.changes),
            },
            "coverage": [
                {
                    "document": document,
                    "axis": axis.value,
                    **{verdict.value: counts[verdict] for verdict in Answered},
                }
                for document, axes in self.coverage().items()
                for axis, counts in axes.items()
            ],
            "directive_provisions": [one.as_json() for one in self.alignment.directives],
            "plan_provisions": [one.as_json() for one in self.alignment.plan],
            "left_out": [{**one.provision.as_json(), "reason": one.reason.value} for one in self.alignment.left_out],
            "targets": [one.as_json() for one in self.targets],
            "terms": self.terms.as_json()["findings"],
            "citations": [one.as_json() for one in self.citations],
            "remarks": [one.as_json() for one in self.remarks],
            "changes": [one.as_json() for one in self.changes],
            "turns": [one.as_json() for one in self.turns],
        }
