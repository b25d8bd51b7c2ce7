"""What is counted is what was cast, by the rules as they stood; what is over stays as it was."""

from __future__ import annotations

from collections import Counter
from copy import deepcopy
from dataclasses import replace
from datetime import UTC, datetime
from random import Random
from typing import TYPE_CHECKING

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from dongbo.engines.councils import quorum, rules, seats
from dongbo.engines.councils.rules import Tie
from dongbo.ledger.models import Event
from dongbo.planning.models import Ballot, BallotPaper, BallotVoter, OpenVote
from dongbo.planning.operations.ballots import annul_ballot, cast_open, cast_secret, close_ballot, prepare_ballot
from dongbo.planning.operations.ballots.opening import open_ballot
from dongbo.planning.operations.meetings import hand_over_chair
from dongbo.planning.queries.ballots import check_receipt, receipts_of, votes_of
from dongbo.planning.states import AttendanceMode, BallotChoice, BallotOutcome, SeatRole
from tests.builders import found_site
from tests.councils import RULES, Seated
from tests.meetings import SECRET, in_session, mark, seated

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from dongbo.organisation.rules import Acting
    from tests.builders import Site
    from tests.keeping import Keep

SUBJECT = "Thông qua dự thảo kế hoạch"
CHOICES = ("passed", "conditional", "not_passed", "abstained")


@pytest.fixture(scope="module")
def kept_people(keep: Keep, kept_site: Site, at: datetime) -> Seated:
    return keep(lambda: seated(kept_site, at=at))


@pytest.fixture
def people(kept_people: Seated, db: None) -> Seated:
    """A council of six who vote in secret."""
    return deepcopy(kept_people)


def opened(people: Seated, *, at: datetime) -> Ballot:
    ballot = prepare_ballot(meeting=in_session(people, at=at), subject=SUBJECT, by=people.chair, at=at)
    return open_ballot(ballot=ballot, by=people.chair, at=at)


def voted(ballot: Ballot, who: Sequence[Acting], choices: Sequence[str], *, at: datetime) -> None:
    for number, (one, choice) in enumerate(zip(who, choices, strict=True)):
        if ballot.is_secret:
            cast_secret(ballot=ballot, choice=choice, receipt=f"MABIENNHAN{number}", shuffle=list.sort, by=one, at=at)
        else:
            cast_open(ballot=ballot, choice=choice, note="", by=one, at=at)


def test_the_values_of_states_are_those_of_the_engine() -> None:
    assert set(SeatRole.values) == {role.value for role in rules.Role}
    assert set(AttendanceMode.values) == {mode.value for mode in seats.Mode}
    assert set(BallotChoice.values) == {choice.value for choice in rules.Choice}
    assert set(BallotOutcome.values) == {outcome.value for outcome in rules.Outcome}
    assert quorum.Bar.STAND_IN.sentence


def test_a_closed_ballot_says_what_was_cast_and_what_follows(people: Seated, at: datetime) -> None:
    ballot = opened(people, at=at)
    voted(ballot, people.voting[:5], ["passed", "passed", "conditional", "not_passed", "abstained"], at=at)
    closed = close_ballot(ballot=ballot, by=people.chair, at=at)
    assert (closed.passed, closed.conditional, closed.not_passed, closed.abstained) == (2, 1, 1, 1)
    assert (closed.all_voters, closed.present_voters) == (6, 6)
    assert (closed.state, closed.outcome) == ("closed", "not_passed")
    event = Event.objects.order_by("-sequence")[0]
    assert (event.kind, event.payload) == (
        "planning.ballot_closed",
        {
            "passed": 2,
            "conditional": 1,
            "not_passed": 1,
            "abstained": 1,
            "all_voters": 6,
            "present_voters": 6,
            "outcome": "not_passed",
        },
    )
    assert receipts_of(closed) == [f"MABIENNHAN{number}" for number in range(5)]
    assert [check_receipt(closed, code) for code in ("MABIENNHAN3", "mabien-nhan3", "MABIENNHAN5", "", "?")] == [
        True,
        True,
        False,
        False,
        False,
    ]


def test_receipts_are_told_only_once_the_ballot_is_counted(people: Seated, at: datetime) -> None:
    ballot = opened(people, at=at)
    voted(ballot, people.voting[:1], ["passed"], at=at)
    assert (receipts_of(ballot), check_receipt(ballot, "MABIENNHAN0")) == ([], False)


def test_who_left_after_it_was_opened_counts_among_those_who_could_vote(people: Seated, at: datetime) -> None:
    ballot = opened(people, at=at)
    voted(ballot, people.voting[:5], ["passed"] * 3 + ["not_passed"] * 2, at=at)
    mark(people, ballot.meeting, {"hd-secretary": AttendanceMode.LEFT}, at=at)
    closed = close_ballot(ballot=ballot, by=people.chair, at=at)
    assert (closed.present_voters, closed.outcome) == (6, "not_passed")


@pytest.mark.parametrize(
    ("chair", "outcome"), [("passed", "passed"), ("not_passed", "not_passed"), ("conditional", "conditional")]
)
def test_a_tie_by_name_follows_the_chair(site: Site, at: datetime, chair: str, outcome: str) -> None:
    people = seated(site, at=at, rules=replace(RULES["general"], tie=Tie.CHAIR))
    ballot = opened(people, at=at)
    against = 2 if chair == "not_passed" else 3
    voted(ballot, people.voting, [chair] + ["not_passed"] * against + ["passed"] * (5 - against), at=at)
    assert close_ballot(ballot=ballot, by=people.chair, at=at).outcome == outcome


@pytest.mark.parametrize(("chair", "outcome"), [("not_passed", "not_passed"), ("", "passed")])
def test_a_tie_by_name_follows_whoever_presides_only_where_the_chair_has_not_voted(
    site: Site, at: datetime, chair: str, outcome: str
) -> None:
    """The vice-chair presides and is for it; the chair is there as a member, or has left."""
    people = seated(site, at=at, rules=replace(RULES["general"], tie=Tie.CHAIR))
    meeting = in_session(people, at=at)
    presiding = people.seat_of(people.vice_chair)
    hand_over_chair(meeting=meeting, chair=presiding, basis="Giấy ủy quyền số 3", by=people.standing, at=at)
    if not chair:
        mark(people, meeting, {"hd-chair": AttendanceMode.LEFT}, at=at)
    ballot = prepare_ballot(meeting=meeting, subject=SUBJECT, by=people.secretary, at=at)
    open_ballot(ballot=ballot, by=people.vice_chair, at=at)
    others = [people.vice_chair, *people.members, people.reviewer]
    voted(ballot, others, ["passed", "passed", "not_passed", "not_passed"], at=at)
    if chair:
        voted(ballot, [people.chair, people.secretary], [chair, "passed"], at=at)
    closed = close_ballot(ballot=ballot, by=people.vice_chair, at=at)
    assert (closed.passed, closed.not_passed, closed.outcome) == ((3, 3, outcome) if chair else (2, 2, outcome))


def test_a_tie_to_be_voted_again_lets_another_ballot_be_prepared(site: Site, at: datetime) -> None:
    people = seated(site, at=at, rules=replace(SECRET, tie=Tie.AGAIN))
    ballot = opened(people, at=at)
    voted(ballot, people.voting, ["passed"] * 3 + ["not_passed"] * 3, at=at)
    assert close_ballot(ballot=ballot, by=people.chair, at=at).outcome == "again"
    again = prepare_ballot(meeting=ballot.meeting, subject=SUBJECT, by=people.secretary, at=at)
    assert open_ballot(ballot=again, by=people.chair, at=at).ordinal == 2


def test_the_rules_are_those_of_the_opening(people: Seated, at: datetime) -> None:
    ballot = opened(people, at=at)
    people.council.rules = replace(SECRET, tests=()).as_json()
    people.council.save()
    voted(ballot, people.voting, ["passed"] * 6, at=at)
    assert close_ballot(ballot=ballot, by=people.chair, at=at).outcome == "passed"


def test_a_box_with_another_number_of_papers_is_not_counted(people: Seated, at: datetime) -> None:
    ballot = opened(people, at=at)
    voted(ballot, people.voting[:4], ["passed"] * 4, at=at)
    BallotPaper.objects.create(ballot=ballot, choice="passed")
    with pytest.raises(ValidationError, match="5 phiếu nhưng 4 người") as refused:
        close_ballot(ballot=ballot, by=people.chair, at=at)
    assert refused.value.code == "box_broken"
    assert annul_ballot(ballot=ballot, reason="Số phiếu trong hòm không khớp", by=people.chair, at=at).passed is None


def test_votes_by_name_are_told_once_it_is_over(site: Site, at: datetime) -> None:
    people = seated(site, at=at, rules=RULES["general"])
    ballot = opened(people, at=at)
    voted(ballot, people.voting[:1], ["passed"], at=at)
    assert list(votes_of(ballot)) == []
    assert [one.choice for one in votes_of(close_ballot(ballot=ballot, by=people.chair, at=at))] == ["passed"]


BROKEN: dict[str, Callable[[Ballot], object]] = {
    "a paper more": lambda one: BallotPaper.objects.create(ballot=one, choice="passed"),
    "a paper less": lambda one: one.papers.all()[:1].get().delete(),
    "another choice": lambda one: one.papers.update(choice="not_passed"),
    "another receipt": lambda one: one.papers.update(receipt=""),
    "a voter more": lambda one: BallotVoter.objects.create(ballot=one, seat=one.meeting.council.seats.last()),
    "a voter less": lambda one: one.voters.filter(has_cast=True).delete(),
    "a voter who has not": lambda one: one.voters.update(has_cast=False),
    "a voter who has": lambda one: one.voters.update(has_cast=True),
    "other counts": lambda one: Ballot.objects.filter(pk=one.pk).update(passed=6),
    "another outcome": lambda one: Ballot.objects.filter(pk=one.pk).update(outcome="not_passed"),
    "open again": lambda one: Ballot.objects.filter(pk=one.pk).update(
        state="open", outcome="", passed=None, conditional=None, not_passed=None, abstained=None
    ),
    "no ballot": lambda one: Ballot.objects.filter(pk=one.pk)._raw_delete("default"),
}


def refuses(ballot: Ballot, change: Callable[[Ballot], object]) -> bool:
    try:
        with transaction.atomic():
            change(ballot)
    except IntegrityError:
        return True
    return False


def test_the_database_refuses_to_change_what_was_counted(people: Seated, at: datetime) -> None:
    ballot = opened(people, at=at)
    voted(ballot, people.voting[:5], ["passed"] * 5, at=at)
    closed = close_ballot(ballot=ballot, by=people.chair, at=at)
    assert [name for name, change in BROKEN.items() if not refuses(closed, change)] == []


def test_the_database_refuses_to_take_a_paper_back_while_it_is_open(people: Seated, at: datetime) -> None:
    ballot = opened(people, at=at)
    voted(ballot, people.voting[:2], ["passed"] * 2, at=at)
    kept = ("another choice", "another receipt", "a voter less", "a voter who has not", "no ballot")
    assert [name for name in kept if not refuses(ballot, BROKEN[name])] == []
    assert refuses(ballot, lambda one: Ballot.objects.filter(pk=one.pk).update(is_secret=False))
    assert refuses(ballot, lambda one: OpenVote.objects.create(ballot=one, seat_id=1, choice="passed", cast_at=at))
    assert not refuses(ballot, lambda one: one.voters.filter(has_cast=False)[:1].get().delete())


def test_the_database_refuses_to_change_a_vote_by_name(site: Site, at: datetime) -> None:
    people = seated(site, at=at, rules=RULES["general"])
    ballot = opened(people, at=at)
    voted(ballot, people.voting[:2], ["passed"] * 2, at=at)
    assert refuses(ballot, lambda one: one.votes.update(choice="not_passed"))
    assert refuses(ballot, lambda one: one.votes.all().delete())
    assert refuses(ballot, lambda one: BallotPaper.objects.create(ballot=one, choice="passed"))
    close_ballot(ballot=ballot, by=people.chair, at=at)
    late = {"seat": people.seat_of(people.reviewer), "choice": "passed", "cast_at": at}
    assert refuses(ballot, lambda one: OpenVote.objects.create(ballot=one, **late))


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite empties tables by deleting rows")
@pytest.mark.parametrize("table", ["ballotpaper", "ballotvoter", "openvote"])
def test_no_table_of_a_ballot_is_emptied_at_once(people: Seated, table: str) -> None:
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"TRUNCATE planning_{table} CASCADE")


class AnyOrder(TestCase):
    """One council, voting over and over."""

    at: datetime
    people: Seated
    ballot: Ballot

    @classmethod
    def setUpTestData(cls) -> None:
        cls.at = datetime(2026, 11, 21, 8, 0, tzinfo=UTC)
        cls.people = seated(found_site(at=cls.at), at=cls.at)
        cls.ballot = opened(cls.people, at=cls.at)

    @settings(max_examples=15)
    @given(st.lists(st.sampled_from(CHOICES), min_size=6, max_size=6), st.permutations(range(6)), st.randoms())
    def test_any_order_of_casts_gives_the_same_tables_but_for_ids(
        self, choices: list[str], order: list[int], chance: Random
    ) -> None:
        """What is in the tables says who cast and what is in the box, whoever came first."""
        in_turn, by_order = self._tables(choices, range(6), chance), self._tables(choices, order, chance)
        assert in_turn == by_order
        papers, voters = in_turn
        assert Counter(choice for choice, _code in papers) == Counter(choices)
        assert all(has_cast for _seat, has_cast in voters)

    def _tables(
        self, choices: Sequence[str], order: Sequence[int], chance: Random
    ) -> tuple[list[tuple[str, str]], list[tuple[int, bool]]]:
        kept = transaction.savepoint()
        for place in order:
            cast_secret(
                ballot=self.ballot,
                choice=choices[place],
                receipt=f"MABIENNHAN{place}",
                shuffle=chance.shuffle,
                by=self.people.voting[place],
                at=self.at,
            )
        papers = sorted(self.ballot.papers.values_list("choice", "receipt"))
        voters = list(self.ballot.voters.order_by("seat").values_list("seat", "has_cast"))
        transaction.savepoint_rollback(kept)
        return papers, voters
