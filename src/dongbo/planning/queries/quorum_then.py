"""Reads: how the quorum of a meeting stood when it was opened, at each ballot and at its end, as the ledger tells.

A seat keeps only the role it has now, a council only its rules: what they were at a meeting is in the ledger too.
"""

from collections.abc import Mapping
from copy import copy
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q

from dongbo.engines.council_papers import QuorumTaken
from dongbo.engines.councils.meaning import quorum_words
from dongbo.engines.councils.quorum import quorum
from dongbo.engines.councils.rules import CouncilRules
from dongbo.engines.councils.seats import Mode, Seat
from dongbo.engines.councils.vocabulary import Role
from dongbo.ledger.models import Event
from dongbo.planning.models import Ballot, CouncilSeat, Meeting

MARKED = "planning.attendance_marked"
OPENED, CLOSED = "planning.meeting_opened", "planning.meeting_closed"
BALLOT_OPENED, BALLOT_CLOSED = "planning.ballot_opened", "planning.ballot_closed"
ROLE_CHANGED, RULES_CHANGED = "planning.council_role_changed", "planning.council_rules_changed"
ACTS = (OPENED, CLOSED, BALLOT_OPENED, BALLOT_CLOSED)


@dataclass(frozen=True, slots=True)
class Course:
    """The course of a meeting: marks, changes and other acts by their place in the ledger, and the seats.

    `roles` tells of a seat what it was until each change, `rules` what the rules of the council were.
    """

    meeting: Meeting
    seats: tuple[CouncilSeat, ...]
    marks: tuple[tuple[int, Mapping[str, str]], ...]
    roles: tuple[tuple[int, int, str], ...]
    rules: tuple[tuple[int, object], ...]
    acts: Mapping[tuple[str, str], int]

    def as_then(self, seat: CouncilSeat) -> CouncilSeat:
        """Return a seat as it was when the meeting was closed; before that, as it is."""
        then = copy(seat)
        then.role = self._role(seat, self.acts.get((CLOSED, str(self.meeting.pk))))
        return then

    def opening(self) -> QuorumTaken:
        """Return how the quorum stood when the meeting was opened, by the rules of then."""
        return self._quorum(self._rules(OPENED), OPENED, self.meeting)

    def end(self) -> QuorumTaken:
        """Return how the quorum stood when the meeting was closed, by the rules of then."""
        return self._quorum(self._rules(CLOSED), CLOSED, self.meeting)

    def ballot(self, ballot: Ballot) -> tuple[QuorumTaken, QuorumTaken]:
        """Return how the quorum stood when a ballot was opened and when it was counted, by its own rules."""
        rules = CouncilRules.from_json(ballot.rules)
        return self._quorum(rules, BALLOT_OPENED, ballot), self._quorum(rules, BALLOT_CLOSED, ballot)

    def _quorum(self, rules: CouncilRules, kind: str, subject: Meeting | Ballot) -> QuorumTaken:
        """Return how it stood at an act; before there is one, how it stands by the last marks."""
        place = self.acts.get((kind, str(subject.pk)))
        at = subject.opened_at if kind in (OPENED, BALLOT_OPENED) else subject.closed_at
        modes: dict[str, Mode] = {}
        for marked, said in self.marks:
            if place is None or marked < place:
                modes |= {seat: Mode(mode) for seat, mode in said.items()}
        sitting = [seat for seat in self.seats if at is None or sat_at(seat, at)]
        members = [Seat(str(seat.pk), Role(self._role(seat, place)), conflicted=False) for seat in sitting]
        return _taken(rules, members, modes)

    def _rules(self, kind: str) -> CouncilRules:
        """Return the rules of the council at an act of the meeting: what the first change since then replaced."""
        place = self.acts.get((kind, str(self.meeting.pk)))
        since = (was for changed, was in self.rules if place is not None and changed > place)
        return CouncilRules.from_json(next(since, self.meeting.council.rules))

    def _role(self, seat: CouncilSeat, place: int | None) -> str:
        """Return what a seat was at a place in the ledger: what the first change since then took from it."""
        since = (was for changed, key, was in self.roles if place is not None and key == seat.pk and changed > place)
        return next(since, seat.role)


def course_of(meeting: Meeting) -> Course:
    """Return the course of a meeting. Three queries."""
    ballots = map(str, Ballot.objects.filter(meeting=meeting).values_list("pk", flat=True))
    of_it = Q(subject_kind="meeting", subject_id=str(meeting.pk), kind__in=(MARKED, OPENED, CLOSED))
    of_ballots = Q(subject_kind="ballot", subject_id__in=list(ballots), kind__in=(BALLOT_OPENED, BALLOT_CLOSED))
    of_council = Q(subject_kind="council", subject_id=str(meeting.council_id), kind__in=(ROLE_CHANGED, RULES_CHANGED))
    events = list(Event.objects.filter(of_it | of_ballots | of_council).order_by("sequence"))
    return Course(
        meeting=meeting,
        seats=tuple(CouncilSeat.objects.filter(council=meeting.council_id).order_by("rank", "pk")),
        marks=tuple((one.sequence, one.payload["marks"]) for one in events if one.kind == MARKED),
        roles=tuple(
            (one.sequence, one.payload["seat"], one.payload["was"]) for one in events if one.kind == ROLE_CHANGED
        ),
        rules=tuple((one.sequence, one.payload["was"]) for one in events if one.kind == RULES_CHANGED),
        acts={(one.kind, one.subject_id): one.sequence for one in events if one.kind in ACTS},
    )


def sat_at(seat: CouncilSeat, at: datetime) -> bool:
    """Return whether somebody sat on a seat at a moment."""
    return seat.seated_at <= at and (seat.ended_at is None or seat.ended_at > at)


def _taken(rules: CouncilRules, members: list[Seat], modes: Mapping[str, Mode]) -> QuorumTaken:
    standing = quorum(rules, members, modes)
    there = {one.key for one in members if one.role is not Role.SUPPORT}
    online = sum(mode is Mode.ONLINE and key in there for key, mode in modes.items())
    return QuorumTaken(
        members=standing.of,
        present=standing.present,
        online=online if rules.quorum.online_counts else 0,
        rule=quorum_words(rules).rstrip("."),
        met=standing.reached,
        lacking=tuple(one.words for one in standing.lacking),
    )
