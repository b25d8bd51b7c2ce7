"""The choices kept in the database are those the engine knows."""

from __future__ import annotations

from dongbo.engines import revisions as engine
from dongbo.planning.states import RevisionClaim, RevisionKind, RevisionStanding


def test_kinds_claims_and_standings_are_the_engine_s() -> None:
    assert RevisionKind.values == [one.value for one in engine.Kind]
    assert RevisionClaim.values == [one.value for one in engine.Claim]
    assert RevisionStanding.values == [one.value for one in engine.Standing]
