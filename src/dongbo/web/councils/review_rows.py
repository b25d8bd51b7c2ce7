"""What a member wrote, in the words of a page."""

from collections.abc import Sequence
from dataclasses import dataclass

from dongbo.planning.queries.reviews import ReviewSaid
from dongbo.planning.states import BallotChoice, Verdict

TONES = {Verdict.AGREES: "well", Verdict.REVISE: "warning", Verdict.DISAGREES: "late"}
"""How the screens colour a verdict."""


@dataclass(frozen=True, slots=True)
class ShownMark:
    """What is said by one criterion."""

    name: str
    verdict: str
    tone: str
    note: str


@dataclass(frozen=True, slots=True)
class ShownReview:
    """A form or an opinion without its remarks."""

    marks: list[ShownMark]
    text: str
    conclusion: str
    proposed: str


def shown_review(said: ReviewSaid, criteria: Sequence[tuple[str, str]]) -> ShownReview:
    """Return what is said; a mark by a criterion that is no longer among `criteria` comes last, by its code."""
    names = dict(criteria)
    codes = [*names, *(code for code in said.marks if code not in names)]
    marks = []
    for code in codes:
        one = said.marks.get(code)
        verdict = Verdict(one.verdict) if one is not None and one.verdict else None
        label, tone = (str(verdict.label), TONES[verdict]) if verdict is not None else ("", "")
        marks.append(ShownMark(names.get(code, code), label, tone, one.note if one is not None else ""))
    proposed = str(BallotChoice(said.proposed).label) if said.proposed else ""
    return ShownReview(marks, said.text, said.conclusion, proposed)
