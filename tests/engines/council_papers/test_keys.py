"""The keys and words the papers are given are those the rooms above keep."""

from dongbo.engines.council_papers import CHOICES, CLAIMS, MODES, VERDICTS
from dongbo.planning.states import AttendanceMode, BallotChoice, RevisionClaim, Verdict


def test_every_mode_claim_verdict_and_choice_has_its_words() -> None:
    assert {mode.value: str(mode.label) for mode in AttendanceMode} == MODES
    assert list(CLAIMS) == RevisionClaim.values
    assert tuple(str(verdict.label) for verdict in Verdict) == VERDICTS
    assert tuple(str(choice.label) for choice in BallotChoice)[: len(CHOICES)] == CHOICES
