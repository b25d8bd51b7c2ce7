"""Ballots: prepared and opened, papers and votes cast, counted or annulled, and no trace left of what the box was."""

from dongbo.planning.operations.ballots.casting import cast_open, cast_secret
from dongbo.planning.operations.ballots.closing import annul_ballot, close_ballot
from dongbo.planning.operations.ballots.opening import admit_voters, open_ballot, prepare_ballot
from dongbo.planning.operations.ballots.traces import wipe_traces

__all__ = [
    "admit_voters",
    "annul_ballot",
    "cast_open",
    "cast_secret",
    "close_ballot",
    "open_ballot",
    "prepare_ballot",
    "wipe_traces",
]
