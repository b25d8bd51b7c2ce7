"""The keys the papers are given are the values the rooms above keep."""

from dongbo.engines.consultation_papers.model import ANSWERS, KINDS, OUTCOMES
from dongbo.planning.states import Answer, OpinionKind, Outcome


def test_every_answer_kind_and_outcome_has_its_words() -> None:
    assert list(ANSWERS) == Answer.values
    assert {kind.value: str(kind.label) for kind in OpinionKind} == KINDS
    assert {outcome.value: str(outcome.label) for outcome in Outcome} == OUTCOMES
