"""Rules that contradict themselves or the council they are for, told at entry."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import product
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from dongbo.engines.councils.contradictions import Severity, contradictions
from dongbo.engines.councils.models import MODELS
from dongbo.engines.councils.rules import (
    Base,
    Choice,
    Conflict,
    CouncilRules,
    Outcome,
    Presence,
    Quorum,
    Role,
    Share,
    Test,
    Tie,
)
from dongbo.engines.councils.seats import Seat
from tests.engines.councils.oracle import reached

RULES = MODELS[0].rules
SEATS = (
    Seat("chair", Role.CHAIR),
    Seat("vice", Role.VICE_CHAIR),
    Seat("secretary", Role.SECRETARY),
    *(Seat(f"member{at}", Role.MEMBER) for at in range(4)),
    Seat("helper", Role.SUPPORT),
)
FOR, AGAINST = (Choice.PASSED, Choice.CONDITIONAL), (Choice.NOT_PASSED,)
HALF, OVER_HALF = Share(1, 2, strictly=False), Share(1, 2, strictly=True)
THIRD, TWO_THIRDS = Share(1, 3, strictly=False), Share(2, 3, strictly=False)


def told(rules: CouncilRules, seats: tuple[Seat, ...] = ()) -> list[tuple[str, str]]:
    """Return code and field of what is told, in order; each sentence says how to mend it and gives an example."""
    found = contradictions(rules, seats)
    for one in found:
        assert "hãy" in one.sentence.lower()
        assert "ví dụ" in one.sentence
        assert one.sentence[0].isupper()
        assert one.sentence.endswith(".")
    return [(one.code, one.field) for one in found]


def quorum(**changes: Any) -> CouncilRules:
    return replace(RULES, quorum=replace(RULES.quorum, **changes))


def with_tests(*thresholds: tuple[Outcome, tuple[Choice, ...], Share, Base]) -> CouncilRules:
    return replace(RULES, tests=tuple(Test(*threshold) for threshold in thresholds))


def passing(share: Share, base: Base = Base.PRESENT) -> tuple[Outcome, tuple[Choice, ...], Share, Base]:
    return Outcome.CONDITIONAL, FOR, share, base


def failing(share: Share, base: Base = Base.PRESENT) -> tuple[Outcome, tuple[Choice, ...], Share, Base]:
    return Outcome.NOT_PASSED, AGAINST, share, base


def test_good_rules_of_a_good_council():
    assert told(RULES) == []
    assert told(RULES, SEATS) == []


@pytest.mark.parametrize(
    "share",
    [
        Share(0, 3, strictly=False),
        Share(-1, 3, strictly=True),
        Share(4, 3, strictly=False),
        Share(3, 3, strictly=True),
        Share(1, 0, strictly=False),
        Share(1, -2, strictly=False),
    ],
)
def test_shares_that_nothing_can_mean(share: Share):
    rules = replace(with_tests(passing(OVER_HALF), failing(share)), quorum=replace(RULES.quorum, share=share))
    assert [one for one in told(rules, SEATS) if one[0] == "share"] == [
        ("share", "quorum.share"),
        ("share", "tests.1.share"),
    ]


@pytest.mark.parametrize(
    ("rules", "expected"),
    [
        (quorum(presences=(Presence((), 1),)), [("presence_empty", "quorum.presences.0")]),
        (quorum(presences=(Presence((Role.CHAIR,), 0),)), [("presence_empty", "quorum.presences.0")]),
        (
            quorum(presences=(Presence((Role.CHAIR, Role.SUPPORT), 1),)),
            [("presence_support", "quorum.presences.0")],
        ),
        (
            quorum(presences=(Presence((Role.CHAIR, Role.CHAIR), 1),)),
            [("twice", "quorum.presences.0.roles")],
        ),
        (replace(RULES, voters=()), [("nobody_votes", "voters")]),
        (replace(RULES, voters=(Role.CHAIR, Role.MEMBER, Role.SUPPORT)), [("support_votes", "voters")]),
        (replace(RULES, voters=(Role.CHAIR, Role.MEMBER, Role.CHAIR)), [("twice", "voters")]),
        (
            replace(RULES, choices=AGAINST, tests=RULES.tests[2:], otherwise=Outcome.PASSED),
            [("nobody_for", "choices")],
        ),
        (replace(RULES, choices=FOR, tests=RULES.tests[:2]), [("nobody_against", "choices")]),
        (replace(RULES, choices=(*FOR, *AGAINST, Choice.PASSED)), [("twice", "choices")]),
        (
            replace(RULES, choices=(Choice.PASSED, Choice.NOT_PASSED)),
            [("choice_not_offered", "tests.1.choices"), ("test_shadowed", "tests.1")],
        ),
        (
            with_tests(passing(OVER_HALF), (Outcome.NOT_PASSED, (), OVER_HALF, Base.CAST)),
            [("test_counts_nothing", "tests.1.choices"), ("choice_without_outcome", "choices")],
        ),
        (
            with_tests(passing(OVER_HALF), (Outcome.NOT_PASSED, (*AGAINST, Choice.PASSED), OVER_HALF, Base.CAST)),
            [
                ("wrong_side", "tests.1.choices"),
                ("choice_without_outcome", "choices"),
                ("opposite_tests", "tests.1.share"),
            ],
        ),
        (
            with_tests(failing(OVER_HALF)),
            [
                ("nothing_passes", "tests"),
                ("choice_without_outcome", "choices"),
                ("choice_without_outcome", "choices"),
            ],
        ),
        (
            with_tests((Outcome.PASSED, (Choice.PASSED,), OVER_HALF, Base.CAST), failing(OVER_HALF)),
            [("choice_without_outcome", "choices")],
        ),
        (replace(RULES, tie=Tie.CHAIR, secret=True), [("tie_secret", "tie")]),
        (replace(RULES, tie=Tie.CHAIR, voters=(Role.MEMBER,)), [("tie_chair_not_voting", "tie")]),
        (replace(RULES, papers_days=-1), [("papers_days", "papers_days")]),
        (replace(RULES, returns=-1), [("returns", "returns")]),
        (replace(RULES, number_notation="  "), [("number_notation", "number_notation")]),
        (replace(RULES, number_notation="TB/HĐTĐ"), [("number_notation", "number_notation")]),
        (replace(RULES, criteria=()), [("criteria_none", "criteria")]),
        (replace(RULES, criteria=(("layout", " "),)), [("criterion_empty", "criteria.0")]),
        (replace(RULES, criteria=(("a", "Bố cục"), ("a", "Nội dung"), ("a", "Mục tiêu"))), [("twice", "criteria")]),
    ],
)
def test_entries_that_do_not_go_together(rules: CouncilRules, expected: list[tuple[str, str]]):
    assert told(rules) == expected


def test_a_tie_by_the_chair_in_an_open_ballot_is_no_contradiction():
    assert told(replace(RULES, tie=Tie.CHAIR), SEATS) == []


def without(*keys: str) -> tuple[Seat, ...]:
    return tuple(seat for seat in SEATS if seat.key not in keys)


ALL_BARRED = tuple(replace(seat, conflicted=True) for seat in SEATS)
SPEAKS = replace(RULES, conflict=Conflict.SPEAKS)
BEYOND = replace(with_tests(passing(OVER_HALF, Base.ALL), failing(OVER_HALF)), tie=Tie.CHAIR)
MOST_BARRED = tuple(replace(seat, conflicted=seat.key not in {"chair", "vice", "member0"}) for seat in SEATS)


@pytest.mark.parametrize(
    ("rules", "seats", "expected"),
    [
        (RULES, without("chair"), [("chair_none", "seats")]),
        (RULES, (*SEATS, Seat("second", Role.CHAIR)), [("chairs_many", "seats")]),
        (RULES, (*SEATS, Seat("member1", Role.REVIEWER)), [("seat_twice", "seats")]),
        (
            RULES,
            without("chair", "vice"),
            [("chair_none", "seats"), ("presence_lacking", "quorum.presences.0")],
        ),
        (
            quorum(presences=(Presence((Role.REVIEWER,), 1), Presence((Role.MEMBER,), 5))),
            SEATS,
            [("presence_lacking", "quorum.presences.0"), ("presence_lacking", "quorum.presences.1")],
        ),
        (
            quorum(presences=()),
            (Seat("helper", Role.SUPPORT),),
            [("chair_none", "seats"), ("quorum_beyond", "quorum.share"), ("voters_not_seated", "voters")],
        ),
        (replace(RULES, voters=(Role.REVIEWER,)), SEATS, [("voters_not_seated", "voters")]),
        (RULES, ALL_BARRED, []),
        (SPEAKS, ALL_BARRED, [("voters_all_conflicted", "conflict")]),
        (
            replace(SPEAKS, tie=Tie.CHAIR),
            (Seat("chair", Role.CHAIR, conflicted=True), *without("chair")),
            [("tie_chair_conflicted", "tie")],
        ),
        (replace(RULES, tie=Tie.CHAIR), (Seat("chair", Role.CHAIR, conflicted=True), *without("chair")), []),
        (
            replace(
                with_tests(passing(OVER_HALF, Base.ALL), failing(OVER_HALF)),
                conflict=Conflict.SPEAKS,
                choices=(*FOR[1:], *AGAINST),
            ),
            MOST_BARRED,
            [("choice_not_offered", "tests.0.choices"), ("beyond_voters", "tests.0.share")],
        ),
    ],
)
def test_rules_that_this_council_cannot_keep(rules, seats, expected):
    assert told(rules, seats) == expected


@pytest.mark.parametrize(
    ("rules", "expected"),
    [
        (with_tests(passing(HALF), failing(HALF)), [("opposite_tests", "tests.1.share")]),
        (with_tests(failing(THIRD), passing(TWO_THIRDS)), [("opposite_tests", "tests.1.share")]),
        (with_tests(passing(OVER_HALF, Base.CAST), failing(THIRD, Base.ALL)), [("opposite_tests", "tests.1.share")]),
        (with_tests(passing(OVER_HALF, Base.ALL), failing(HALF, Base.CAST)), []),
        (with_tests(passing(TWO_THIRDS), failing(Share(1, 3, strictly=True))), []),
        (with_tests(passing(HALF), failing(OVER_HALF)), []),
        (with_tests(passing(OVER_HALF), passing(TWO_THIRDS)), []),
        (
            with_tests(passing(HALF), (Outcome.PASSED, (Choice.PASSED,), TWO_THIRDS, Base.PRESENT)),
            [("test_shadowed", "tests.1")],
        ),
        (with_tests((Outcome.PASSED, (Choice.PASSED,), TWO_THIRDS, Base.PRESENT), passing(HALF)), []),
        (
            with_tests(passing(OVER_HALF, Base.CAST), (Outcome.PASSED, (Choice.PASSED,), OVER_HALF, Base.ALL)),
            [("test_shadowed", "tests.1")],
        ),
        (with_tests(passing(OVER_HALF, Base.ALL), (Outcome.PASSED, (Choice.PASSED,), OVER_HALF, Base.CAST)), []),
    ],
)
def test_thresholds_against_one_another(rules: CouncilRules, expected: list[tuple[str, str]]):
    rules = replace(rules, quorum=replace(RULES.quorum, share=Share(3, 4, strictly=False)))
    assert [one for one in told(rules) if one[0] != "choice_without_outcome"] == expected


def test_a_threshold_that_no_paper_can_count_for_is_opposite_to_none():
    nobody = (Outcome.CONDITIONAL, (Choice.CONDITIONAL,), Share(1, 10, strictly=False), Base.CAST)
    rules = replace(with_tests(nobody, failing(HALF)), choices=(Choice.PASSED, Choice.NOT_PASSED))
    assert told(rules, SEATS) == [
        ("choice_not_offered", "tests.0.choices"),
        ("choice_without_outcome", "choices"),
    ]
    assert told(replace(rules, tests=rules.tests[::-1])) == [
        ("choice_not_offered", "tests.1.choices"),
        ("choice_without_outcome", "choices"),
    ]


def test_the_example_of_opposite_thresholds():
    found = contradictions(with_tests(passing(Share(2, 5, strictly=True)), failing(HALF)))
    assert [one.sentence for one in found if one.code == "opposite_tests"] == [
        "Có kết quả kiểm phiếu đạt cả ngưỡng thứ 1 (“Thông qua với điều kiện chỉnh sửa, bổ sung”: trên 2/5 số thành "
        "viên được biểu quyết có mặt) lẫn ngưỡng thứ 2 (“Không thông qua”: ít nhất 1/2 số thành viên được biểu quyết "
        "có mặt), như 2 phiếu của 2 thành viên: bên này chỉ cần 1 phiếu, bên kia chỉ cần 1; hãy nâng một trong hai "
        "tỉ lệ, ví dụ trên 1/2."
    ]


@pytest.mark.parametrize(
    ("quorum_share", "share", "seats", "expected"),
    [
        (HALF, TWO_THIRDS, (), ["quorum_too_small"]),
        (HALF, OVER_HALF, (), ["quorum_too_small"]),
        (OVER_HALF, OVER_HALF, (), []),
        (TWO_THIRDS, OVER_HALF, (), []),
        (HALF, TWO_THIRDS, SEATS, ["quorum_too_small"]),
        (HALF, OVER_HALF, SEATS, []),
        (HALF, OVER_HALF, SEATS[:6], ["quorum_too_small"]),
    ],
)
def test_a_meeting_that_can_pass_nothing_is_warned_of(quorum_share, share, seats, expected):
    rules = replace(with_tests(passing(share, Base.ALL), failing(OVER_HALF, Base.ALL)), tie=Tie.CHAIR)
    found = contradictions(replace(rules, quorum=replace(rules.quorum, share=quorum_share)), seats)
    assert [one.code for one in found] == expected
    assert {one.severity for one in found} <= {Severity.WARNING}


WHOLE = Share(1, 1, strictly=False)
UNANIMOUS = (Outcome.PASSED, (Choice.PASSED,), WHOLE, Base.ALL)


@pytest.mark.parametrize(
    ("rules", "expected"),
    [
        (with_tests(UNANIMOUS), ["quorum_too_small"]),
        (with_tests(UNANIMOUS, passing(OVER_HALF, Base.ALL)), []),
        (with_tests(UNANIMOUS, passing(Share(3, 4, strictly=False), Base.PRESENT)), []),
        (replace(with_tests(UNANIMOUS, failing(OVER_HALF)), otherwise=Outcome.CONDITIONAL), []),
    ],
)
def test_a_meeting_that_can_pass_something_is_not_warned_of(rules, expected):
    """Four of seven may meet: they can pass what half of all, of those present, or the lack of a majority passes."""
    rules = replace(rules, quorum=replace(rules.quorum, share=HALF), tie=Tie.CHAIR)
    assert [one.code for one in contradictions(rules, SEATS)] == expected
    assert [
        one.code for one in contradictions(replace(rules, quorum=replace(rules.quorum, share=OVER_HALF)))
    ] == expected


def test_only_what_somebody_should_look_at_is_a_warning():
    rules = replace(with_tests((Outcome.PASSED, (Choice.PASSED,), TWO_THIRDS, Base.ALL)), criteria=())
    found = contradictions(replace(rules, quorum=replace(rules.quorum, share=HALF), returns=-1))
    assert {(one.code, one.severity) for one in found} == {
        ("choice_without_outcome", Severity.WARNING),
        ("criteria_none", Severity.WARNING),
        ("quorum_too_small", Severity.WARNING),
        ("returns", Severity.REFUSED),
    }


SHARES = st.sampled_from(
    [
        Share(numerator, denominator, strictly)
        for numerator, denominator in ((1, 10), (1, 3), (2, 5), (49, 100), (1, 2), (3, 5), (2, 3), (3, 4), (1, 1))
        for strictly in (False, True)
        if numerator < denominator or not strictly
    ]
)
SIDES = {
    Outcome.PASSED: (Choice.PASSED, Choice.CONDITIONAL, Choice.ABSTAINED),
    Outcome.CONDITIONAL: (Choice.PASSED, Choice.CONDITIONAL, Choice.ABSTAINED),
    Outcome.NOT_PASSED: (Choice.NOT_PASSED, Choice.ABSTAINED),
    Outcome.AGAIN: tuple(Choice),
}


@st.composite
def thresholds(draw: st.DrawFn) -> Test:
    outcome = draw(st.sampled_from(Outcome))
    choices = draw(st.lists(st.sampled_from(SIDES[outcome]), min_size=1, unique=True))
    return Test(outcome, tuple(choices), draw(SHARES), draw(st.sampled_from(Base)))


RULEBOOKS = st.builds(
    lambda tests, choices: replace(RULES, tests=tuple(tests), choices=tuple(choices), conflict=Conflict.SPEAKS),
    st.lists(thresholds(), min_size=1, max_size=4),
    st.lists(st.sampled_from(Choice), min_size=2, unique=True),
)


def counts(rules: CouncilRules, everybody: int, able: int) -> Iterator[list[bool]]:
    """Yield for every count that `able` of `everybody` can come to which of the tests it reaches."""
    papers = [range(able + 1) if choice in rules.choices else range(1) for choice in Choice]
    for said in product(*papers):
        for cast in range(max(1, sum(said)), able + 1):
            for present in range(cast, able + 1):
                whole = {Base.ALL: everybody, Base.PRESENT: present, Base.CAST: cast}
                yield [
                    reached(
                        test.share.numerator,
                        test.share.denominator,
                        test.share.strictly,
                        sum(papers for choice, papers in zip(Choice, said, strict=True) if choice in test.choices),
                        whole[test.base],
                    )
                    for test in rules.tests
                ]


def sides(rules: CouncilRules, met: list[bool]) -> set[bool]:
    """Return on which sides the tests stand that are met: passing, not passing."""
    decisive = {test.outcome for test, is_met in zip(rules.tests, met, strict=True) if is_met} - {Outcome.AGAIN}
    return {outcome.passes for outcome in decisive}


@given(RULEBOOKS, st.integers(1, 5), st.integers(0, 2))
def test_opposite_thresholds_are_told_where_a_count_reaches_both_and_only_there(rules, able, barred):
    seats = [Seat(f"{at}", Role.MEMBER, conflicted=at >= able) for at in range(able + barred)]
    both = any(sides(rules, met) == {True, False} for met in counts(rules, able + barred, able))
    assert ("opposite_tests" in {one.code for one in contradictions(rules, seats)}) is both


@given(RULEBOOKS, st.integers(1, 5))
def test_rules_without_contradiction_never_lead_to_both_sides(rules, able):
    assume("opposite_tests" not in {one.code for one in contradictions(rules)})
    assert not any(sides(rules, met) == {True, False} for met in counts(rules, able, able))


@given(RULEBOOKS, st.integers(1, 5), st.integers(0, 2))
def test_a_threshold_told_of_as_out_of_reach_is_and_no_other(rules, able, barred):
    seats = [Seat(f"{at}", Role.MEMBER, conflicted=at >= able) for at in range(able + barred)]
    found, opposite = set(), set()
    for one in contradictions(rules, seats):
        if one.code in {"test_shadowed", "test_never_here", "beyond_voters"}:
            found.add(int(one.field.split(".")[1]))
        if one.code in {"opposite_tests", "choice_not_offered"}:
            opposite.add(int(one.field.split(".")[1]))
    first = {met.index(True) for met in counts(rules, able + barred, able) if any(met)}
    same = {at for at, test in enumerate(rules.tests) if test.outcome in {one.outcome for one in rules.tests[:at]}}
    unreached = set(range(len(rules.tests))) - first
    assert unreached - same - opposite <= found <= unreached


@given(st.integers(1, 400), st.integers(1, 400), st.booleans(), st.booleans(), st.integers(1, 60))
def test_no_council_of_any_size_is_on_both_sides(numerator, other, strictly, strictly_too, able):
    """The same for councils too large to list: as many papers for as one side needs, the rest against."""
    assume(numerator < 400 and other < 400)
    rules = with_tests(passing(Share(numerator, 400, strictly)), failing(Share(other, 400, strictly_too)))
    assume(not [one for one in contradictions(rules) if one.severity is Severity.REFUSED])
    assert not any(
        reached(numerator, 400, strictly, papers, able) and reached(other, 400, strictly_too, able - papers, able)
        for papers in range(able + 1)
    )


def test_a_large_council_is_judged_at_once():
    seats = [Seat("chair", Role.CHAIR), *(Seat(f"{at}", Role.MEMBER) for at in range(600))]
    rules = replace(RULES, quorum=Quorum(TWO_THIRDS, (), online_counts=True, stand_ins_count=False))
    assert told(rules, tuple(seats)) == []
