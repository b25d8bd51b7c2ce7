"""The result of an alignment: each directive provision's answers, each plan provision's basis."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from dongbo.engines.alignment.axes import Axis
from dongbo.engines.alignment.provision import LeftOut, Provision


class Answered(StrEnum):
    """Whether the plan answers a directive provision."""

    YES = "yes"
    PARTLY = "partly"
    NO = "no"

    @property
    def label(self) -> str:
        """Return the verdict as the report says it."""
        return {"yes": "Đã trả lời", "partly": "Trả lời một phần", "no": "Chưa trả lời"}[self.value]


@dataclass(frozen=True, slots=True)
class Link:
    """A directive provision and one of the plan that has to do with it.

    `score` is 0 to 1, `answers` whether that is enough to answer a demand, `phrases` what an answer says in the
    same words, as the directive writes them.
    """

    directive: Provision
    plan: Provision
    score: float
    answers: bool
    phrases: tuple[str, ...]

    def as_json(self) -> dict[str, Any]:
        """Return the documented JSON form (docs/json.md)."""
        return {
            "directive": {"document": self.directive.document, "path": self.directive.path},
            "plan": {"document": self.plan.document, "path": self.plan.path},
            "score": round(self.score, 3),
            "answers": self.answers,
            "phrases": list(self.phrases),
        }


@dataclass(frozen=True, slots=True)
class Demand:
    """One thing a directive provision asks for, as written, and the best score in the plan."""

    text: str
    score: float
    answered: bool


@dataclass(frozen=True, slots=True)
class DirectiveProvision:
    """A directive provision with its verdict.

    `share` is the part (0 to 1, by weight of words) of its demands that are answered; `links` the plan
    provisions that have to do with it, best first: those that answer and those for a person to judge.
    """

    provision: Provision
    axes: tuple[Axis, ...]
    answered: Answered
    share: float
    demands: tuple[Demand, ...]
    links: tuple[Link, ...]

    @property
    def missing(self) -> tuple[str, ...]:
        """The demands no plan provision answers."""
        return tuple(demand.text for demand in self.demands if not demand.answered)

    def as_json(self) -> dict[str, Any]:
        """Return the documented JSON form (docs/json.md)."""
        return {
            **self.provision.as_json(),
            "axes": [axis.value for axis in self.axes],
            "answered": self.answered.value,
            "share": round(self.share, 3),
            "demands": [
                {"text": demand.text, "score": round(demand.score, 3), "answered": demand.answered}
                for demand in self.demands
            ],
            "links": [link.as_json() for link in self.links],
        }


@dataclass(frozen=True, slots=True)
class PlanProvision:
    """A plan provision with the directive provisions it rests on, best first; none when it has no basis."""

    provision: Provision
    axes: tuple[Axis, ...]
    basis: tuple[Link, ...]

    def as_json(self) -> dict[str, Any]:
        """Return the documented JSON form (docs/json.md)."""
        return {
            **self.provision.as_json(),
            "axes": [axis.value for axis in self.axes],
            "basis": [link.as_json() for link in self.basis],
        }


@dataclass(frozen=True, slots=True)
class Alignment:
    """Both sides, each in reading order; `left_out` are the provisions that took no part, with the reason."""

    directives: tuple[DirectiveProvision, ...]
    plan: tuple[PlanProvision, ...]
    left_out: tuple[LeftOut, ...] = ()

    @property
    def unanswered(self) -> tuple[DirectiveProvision, ...]:
        """The directive provisions no plan provision answers."""
        return tuple(one for one in self.directives if one.answered is Answered.NO)

    @property
    def without_basis(self) -> tuple[PlanProvision, ...]:
        """The plan provisions that rest on no directive provision."""
        return tuple(one for one in self.plan if not one.basis)
