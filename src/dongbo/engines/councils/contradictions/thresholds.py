"""Thresholds that cannot be reached, hide one another, or call one count both passed and not passed."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import chain, combinations, combinations_with_replacement

from dongbo.engines.councils.contradictions.composition import can_vote
from dongbo.engines.councils.contradictions.finding import Contradiction, Severity
from dongbo.engines.councils.quorum import voting_members
from dongbo.engines.councils.rules import Base, Choice, CouncilRules, Outcome, Role, Share, Test
from dongbo.engines.councils.seats import Seat

LARGEST = 200
"""Up to how many voters rules are tried where nobody is seated yet; no council comes near it."""

MOST_TRIED = 30
"""Up to how many voters it is tried out whether several thresholds together hide another."""

_ORDER = (Base.CAST, Base.PRESENT, Base.ALL)
"""Bases, a smaller one first: never more papers than are present, never more present than there are."""


def of_thresholds(rules: CouncilRules, seats: Sequence[Seat]) -> list[Contradiction]:
    """Return what is wrong between the thresholds; with `seats`, for these voters."""
    everybody, able = len(voting_members(rules, seats)), can_vote(rules, seats)
    found = list(chain(_opposite(rules, everybody, able), _shadowed(rules)))
    if able:
        found += _beyond(rules, everybody, able)
        told = {finding.field for finding in found}
        found += _never_here(rules, everybody, able, told)
        found += _quorum_too_small_here(rules, seats, everybody, able)
    elif not seats:
        found += _quorum_too_small(rules)
    return found


def _counted(rules: CouncilRules, test: Test) -> set[Choice]:
    """Return the choices of a test that a paper can say."""
    return set(test.choices) & set(rules.choices)


def _named(at: int, test: Test) -> str:
    return f"ngưỡng thứ {at + 1} (“{test.outcome.label}”: {test.share.words} {test.base.label})"


def _opposite(rules: CouncilRules, everybody: int, able: int) -> Iterator[Contradiction]:
    """Yield the pairs of opposite thresholds that one count reaches both."""
    for (first_at, first), (at, test) in combinations(enumerate(rules.tests), 2):
        if not _opposite_sides(first.outcome, test.outcome):
            continue
        for papers, members in _sizes(everybody, able):
            of = {Base.ALL: members, Base.PRESENT: papers, Base.CAST: papers}
            if _both_reached(rules, first, test, of):
                have, have_too = first.share.needed(of[first.base]), test.share.needed(of[test.base])
                yield Contradiction(
                    "opposite_tests",
                    f"Có kết quả kiểm phiếu đạt cả {_named(first_at, first)} lẫn {_named(at, test)}, "
                    f"như {papers} phiếu của {members} thành viên: bên này chỉ cần {have} phiếu, bên kia chỉ cần "
                    f"{have_too}; hãy nâng một trong hai tỉ lệ, ví dụ trên 1/2.",
                    f"tests.{at}.share",
                )
                break


def _opposite_sides(first: Outcome, second: Outcome) -> bool:
    return (first.passes and second is Outcome.NOT_PASSED) or (first is Outcome.NOT_PASSED and second.passes)


def _sizes(everybody: int, able: int) -> Iterator[tuple[int, int]]:
    """Yield (papers, voting members) to try: every count of these voters, or councils of every size."""
    if everybody:
        return ((papers, everybody) for papers in range(1, able + 1))
    return ((size, size) for size in range(1, LARGEST + 1))


def _both_reached(rules: CouncilRules, first: Test, second: Test, of: Mapping[Base, int]) -> bool:
    """Return whether the papers in the box can reach both; everybody who is present has cast one."""
    for_first, for_second = _counted(rules, first), _counted(rules, second)
    if not for_first or not for_second:
        return False
    needs = first.share.needed(of[first.base]), second.share.needed(of[second.base])
    return (max(needs) if for_first & for_second else sum(needs)) <= of[Base.CAST]


def _shadowed(rules: CouncilRules) -> Iterator[Contradiction]:
    """Yield the thresholds that are never tried, since an earlier one is reached whenever they would be."""
    for (first_at, first), (at, test) in combinations(enumerate(rules.tests), 2):
        if first.outcome is not test.outcome and _hides(rules, first, test):
            yield Contradiction(
                "test_shadowed",
                f"Không bao giờ xét tới {_named(at, test)}: hễ đạt thì {_named(first_at, first)} đứng trước "
                "cũng đã đạt; hãy đổi thứ tự hoặc nâng ngưỡng đứng trước, ví dụ xếp ngưỡng khó hơn lên trên.",
                f"tests.{at}",
            )


def _hides(rules: CouncilRules, first: Test, second: Test) -> bool:
    counted = _counted(rules, second)
    return (
        bool(counted)
        and counted <= _counted(rules, first)
        and _ORDER.index(first.base) <= _ORDER.index(second.base)
        and no_harder(first.share, second.share)
    )


def no_harder(share: Share, other: Share) -> bool:
    """Return whether whatever reaches `other` reaches `share`."""
    mine, theirs = share.numerator * other.denominator, other.numerator * share.denominator
    return mine < theirs or (mine == theirs and (other.strictly or not share.strictly))


def _beyond(rules: CouncilRules, everybody: int, able: int) -> Iterator[Contradiction]:
    for at, test in enumerate(rules.tests):
        if test.base is Base.ALL and (needed := test.share.needed(everybody)) > able:
            yield Contradiction(
                "beyond_voters",
                f"Để đạt {_named(at, test)} cần {needed} phiếu, nhưng chỉ {able}/{everybody} thành viên bỏ phiếu được "
                "vì những người còn lại có xung đột lợi ích; hãy bổ sung thành viên hoặc tính trên số có mặt, "
                "ví dụ trên 1/2 số thành viên được biểu quyết có mặt.",
                f"tests.{at}.share",
            )


def _never_here(rules: CouncilRules, everybody: int, able: int, told: set[str]) -> Iterator[Contradiction]:
    """Yield the thresholds not yet `told` of that no count of these voters comes to, though other councils might."""
    if able > MOST_TRIED:
        return
    for at, test in enumerate(rules.tests):
        others = {earlier.outcome for earlier in rules.tests[:at]} - {test.outcome}
        tried = others and _counted(rules, test) and told.isdisjoint({f"tests.{at}", f"tests.{at}.share"})
        if tried and not _comes_to(rules, at, everybody, able):
            yield Contradiction(
                "test_never_here",
                f"Với {able} người bỏ phiếu, không kết quả nào đi tới {_named(at, test)} vì các ngưỡng đứng trước "
                "luôn đạt trước; hãy kiểm lại các tỉ lệ, ví dụ đổi thứ tự hai ngưỡng.",
                f"tests.{at}",
                Severity.WARNING,
            )


def _comes_to(rules: CouncilRules, at: int, everybody: int, able: int) -> bool:
    """Return whether some count reaches the test at `at` and none before it.

    The fewest papers that reach it are enough to try, and every other paper may be taken for an invalid one: more of
    any kind only helps the earlier tests.
    """
    test, counted = rules.tests[at], sorted(_counted(rules, rules.tests[at]))
    earlier = [(one, _counted(rules, one)) for one in rules.tests[:at]]
    for present in range(able, 0, -1):
        for cast in range(present, 0, -1):
            of = {Base.ALL: everybody, Base.PRESENT: present, Base.CAST: cast}
            if (needed := test.share.needed(of[test.base])) > cast:
                continue
            limits = [(choices, one.share.needed(of[one.base])) for one, choices in earlier]
            for papers in combinations_with_replacement(counted, needed):
                if all(sum(paper in choices for paper in papers) < limit for choices, limit in limits):
                    return True
    return False


def _passing(rules: CouncilRules) -> list[Test]:
    """Return the tests that pass a plan where only votes over all members can pass it, else none."""
    tests = [test for test in rules.tests if test.outcome.passes and _counted(rules, test)]
    over_all = all(test.base is Base.ALL for test in tests) and not rules.otherwise.passes
    return tests if over_all else []


def _quorum_too_small_here(
    rules: CouncilRules, seats: Sequence[Seat], everybody: int, able: int
) -> Iterator[Contradiction]:
    members = sum(seat.role is not Role.SUPPORT for seat in seats)
    present = rules.quorum.share.needed(members)
    needs = [test.share.needed(everybody) for test in _passing(rules)]
    if needs and min(present, able) < min(needs) <= able:
        yield _too_small(
            f"Đủ điều kiện họp khi có {present} trong {members} thành viên, nhưng để thông qua cần {min(needs)} phiếu"
        )


def _quorum_too_small(rules: CouncilRules) -> Iterator[Contradiction]:
    passing = _passing(rules)
    if passing and not any(no_harder(test.share, rules.quorum.share) for test in passing):
        yield _too_small(
            f"Cuộc họp cần {rules.quorum.share.words} thành viên có mặt, nhưng để thông qua cần "
            f"{passing[0].share.words} {passing[0].base.label}"
        )


def _too_small(what: str) -> Contradiction:
    return Contradiction(
        "quorum_too_small",
        f"{what}; có thể họp hợp lệ mà không thông qua được gì, dù mọi người có mặt đều đồng ý. "
        "Hãy nâng tỉ lệ có mặt hoặc tính trên số có mặt, ví dụ có mặt ít nhất 2/3.",
        "quorum.share",
        Severity.WARNING,
    )
