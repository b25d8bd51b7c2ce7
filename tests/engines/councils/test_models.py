"""Every model of a council, worked out by hand."""

import pytest

from dongbo.engines.councils.contradictions import contradictions
from dongbo.engines.councils.models import CRITERIA, MODELS, Model
from dongbo.engines.councils.outcome import Count, outcome
from dongbo.engines.councils.quorum import Bar, quorum, voters, voting_members, why_not
from dongbo.engines.councils.rules import Choice, Outcome, Role
from dongbo.engines.councils.seats import Mode, Seat

BY_CODE = {model.code: model for model in MODELS}
GENERAL = BY_CODE["general"].rules
ENVIRONMENT = BY_CODE["strategic_environment"].rules
INDEPENDENT = BY_CODE["independent_appraisal"].rules
REGIONAL = BY_CODE["regional_plan"].rules
GOVERNMENT = BY_CODE["government_meeting"].rules

NINE = (
    Seat("chair", Role.CHAIR),
    Seat("vice", Role.VICE_CHAIR, conflicted=True),
    Seat("secretary", Role.SECRETARY),
    Seat("reviewer1", Role.REVIEWER),
    Seat("reviewer2", Role.REVIEWER),
    *(Seat(f"member{at}", Role.MEMBER) for at in range(1, 5)),
    Seat("helper", Role.SUPPORT),
)


def came(*room: str, online: tuple[str, ...] = (), stand_in: tuple[str, ...] = ()) -> dict[str, Mode]:
    """Return who came and how."""
    return dict.fromkeys(room, Mode.ROOM) | dict.fromkeys(online, Mode.ONLINE) | dict.fromkeys(stand_in, Mode.STAND_IN)


def standing(rules, attendance):
    found = quorum(rules, NINE, attendance)
    return found.reached, found.present, found.of, found.needed, [presence.roles for presence in found.lacking]


def decided(rules, everybody, present, count, chair=None):
    found = outcome(rules, count, all_voters=everybody, present_voters=present, chair=chair)
    return found.outcome, found.needed, found.tie


def test_the_models_there_are():
    assert list(BY_CODE) == [
        "general",
        "strategic_environment",
        "independent_appraisal",
        "regional_plan",
        "government_meeting",
    ]


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.code)
def test_a_model_contradicts_nothing(model: Model):
    assert contradictions(model.rules) == ()
    assert contradictions(model.rules, NINE) == ()
    assert model.rules.criteria == CRITERIA
    assert model.certainty in {"A", "B", "C", "D"}
    assert any(note.startswith("Giả định") for note in model.notes)


GENERAL_HEAD = (Role.CHAIR, Role.VICE_CHAIR)


@pytest.mark.parametrize(
    ("attendance", "expected"),
    [
        (came("chair", "secretary", "reviewer1", "member1", "member2", "member3"), (True, 6, 9, 6, [])),
        (came("chair", "secretary", "reviewer1", "member1", "member2", "helper"), (False, 5, 9, 6, [])),
        (came("vice", "member1", "member2", online=("member3", "member4", "reviewer1")), (True, 6, 9, 6, [])),
        (
            came("secretary", "reviewer1", "reviewer2", "member1", "member2", "member3"),
            (False, 6, 9, 6, [GENERAL_HEAD]),
        ),
        (came("chair", "member1", "member2", "member3", "member4", stand_in=("vice",)), (False, 5, 9, 6, [])),
    ],
)
def test_quorum_of_the_general_council(attendance, expected):
    assert standing(GENERAL, attendance) == expected
    assert standing(REGIONAL, attendance) == expected
    assert standing(INDEPENDENT, attendance) == expected


@pytest.mark.parametrize(
    ("attendance", "expected"),
    [
        (
            came("chair", "secretary", "member1", "member2", online=("reviewer2", "member3")),
            (True, 6, 9, 6, []),
        ),
        (came("vice", "reviewer1", "member1", "member2", "member3", online=("secretary",)), (True, 6, 9, 6, [])),
        (
            came("chair", "vice", "secretary", "member1", "member2", "member3", "member4"),
            (False, 7, 9, 6, [(Role.REVIEWER,)]),
        ),
        (
            came("member1", "member2", "member3", "member4", "reviewer1", "reviewer2"),
            (False, 6, 9, 6, [GENERAL_HEAD, (Role.SECRETARY,)]),
        ),
        (came("chair", "secretary", "reviewer1", "member1", "member2"), (False, 5, 9, 6, [])),
    ],
)
def test_quorum_of_the_strategic_environment_council(attendance, expected):
    assert standing(ENVIRONMENT, attendance) == expected


@pytest.mark.parametrize(
    ("present", "count", "expected"),
    [
        (6, Count(passed=6), (Outcome.PASSED, 6, False)),
        (6, Count(passed=5, conditional=1), (Outcome.CONDITIONAL, 4, False)),
        (6, Count(passed=5), (Outcome.CONDITIONAL, 4, False)),
        (6, Count(passed=2, conditional=2, not_passed=2), (Outcome.CONDITIONAL, 4, False)),
        (6, Count(passed=3, not_passed=3), (Outcome.NOT_PASSED, 3, False)),
        (6, Count(passed=3, not_passed=2, abstained=1), (Outcome.NOT_PASSED, None, False)),
        (6, Count(passed=1, not_passed=1, abstained=4), (Outcome.NOT_PASSED, None, True)),
        (7, Count(conditional=5, not_passed=2), (Outcome.CONDITIONAL, 5, False)),
        (7, Count(conditional=4, not_passed=3), (Outcome.NOT_PASSED, 3, False)),
        (9, Count(passed=6, not_passed=3), (Outcome.CONDITIONAL, 6, False)),
        (9, Count(passed=5, not_passed=4), (Outcome.NOT_PASSED, 4, False)),
    ],
)
def test_outcome_of_the_strategic_environment_council(present, count, expected):
    assert decided(ENVIRONMENT, 9, present, count) == expected


@pytest.mark.parametrize(
    ("present", "count", "expected"),
    [
        (8, Count(passed=5, not_passed=3), (Outcome.PASSED, 5, False)),
        (8, Count(passed=4, conditional=1, not_passed=3), (Outcome.CONDITIONAL, 5, False)),
        (8, Count(passed=3, not_passed=5), (Outcome.NOT_PASSED, 5, False)),
        (8, Count(passed=4, not_passed=4), (Outcome.NOT_PASSED, None, True)),
        (8, Count(passed=4, not_passed=3, abstained=1), (Outcome.NOT_PASSED, None, False)),
        (9, Count(passed=5, not_passed=4), (Outcome.PASSED, 5, False)),
    ],
)
def test_outcome_of_the_general_and_the_regional_council(present, count, expected):
    assert decided(GENERAL, 12, present, count) == expected
    assert decided(REGIONAL, 12, present, count) == expected


def test_dissent_may_be_reserved_in_the_general_council():
    assert GENERAL.dissent_reserved is True


@pytest.mark.parametrize(
    ("everybody", "present", "count", "chair", "expected"),
    [
        (11, 8, Count(passed=6, not_passed=2), None, (Outcome.PASSED, 6, False)),
        (11, 8, Count(passed=5, conditional=1, not_passed=2), None, (Outcome.CONDITIONAL, 6, False)),
        (11, 8, Count(passed=5, not_passed=3), None, (Outcome.NOT_PASSED, None, False)),
        (11, 8, Count(passed=4, not_passed=4), Choice.PASSED, (Outcome.PASSED, None, True)),
        (11, 8, Count(passed=3, conditional=1, not_passed=4), Choice.CONDITIONAL, (Outcome.CONDITIONAL, None, True)),
        (11, 8, Count(passed=4, not_passed=4), Choice.NOT_PASSED, (Outcome.NOT_PASSED, None, True)),
        (11, 9, Count(passed=4, not_passed=4, abstained=1), Choice.ABSTAINED, (Outcome.NOT_PASSED, None, True)),
        (11, 8, Count(passed=4, not_passed=4), None, (Outcome.NOT_PASSED, None, True)),
        (10, 10, Count(passed=5, not_passed=5), Choice.PASSED, (Outcome.PASSED, None, True)),
        (10, 10, Count(passed=6, not_passed=4), Choice.NOT_PASSED, (Outcome.PASSED, 6, False)),
    ],
)
def test_outcome_of_the_independent_appraisal_council(everybody, present, count, chair, expected):
    assert decided(INDEPENDENT, everybody, present, count, chair) == expected


def test_the_independent_appraisal_council_votes_openly():
    """Nobody could know the chair's side otherwise."""
    assert INDEPENDENT.secret is False


CABINET = (Seat("pm", Role.CHAIR), *(Seat(f"minister{at}", Role.MEMBER) for at in range(26)))


@pytest.mark.parametrize(
    ("themselves", "stand_ins", "reached"),
    [(18, 0, True), (17, 9, False), (18, 9, True), (17, 0, False)],
)
def test_quorum_of_a_government_meeting(themselves, stand_ins, reached):
    keys = [seat.key for seat in CABINET]
    attendance = came(*keys[:themselves], stand_in=tuple(keys[themselves : themselves + stand_ins]))
    found = quorum(GOVERNMENT, CABINET, attendance)
    assert (found.reached, found.present, found.of, found.needed) == (reached, themselves, 27, 18)
    assert voters(GOVERNMENT, CABINET, attendance) == tuple(keys[:themselves])
    assert len(voting_members(GOVERNMENT, CABINET)) == 27


def test_a_stand_in_speaks_in_a_government_meeting_and_does_not_vote():
    assert GOVERNMENT.stand_ins_speak is True
    assert why_not(GOVERNMENT, CABINET[1], Mode.STAND_IN) is Bar.STAND_IN


@pytest.mark.parametrize(
    ("count", "chair", "expected"),
    [
        (Count(passed=14, not_passed=10), None, (Outcome.PASSED, 14, False)),
        (Count(passed=13, not_passed=10), None, (Outcome.NOT_PASSED, None, False)),
        (Count(passed=12, not_passed=12), Choice.PASSED, (Outcome.PASSED, None, True)),
        (Count(passed=9, not_passed=14), Choice.PASSED, (Outcome.NOT_PASSED, 14, False)),
    ],
)
def test_outcome_of_a_government_meeting(count, chair, expected):
    assert decided(GOVERNMENT, 27, 24, count, chair) == expected
