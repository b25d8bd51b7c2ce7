"""What a count of papers decides."""

from collections.abc import Container, Mapping
from dataclasses import dataclass

from dongbo.engines.councils.rules import Base, Choice, CouncilRules, Outcome, Test, Tie

MOST_TOLD = 3
"""How many of the tests not reached a reason goes through: it is one line of the minutes."""


class CountRefused(ValueError):
    """The count cannot be true; `code` is stable, the message says what to check."""

    def __init__(self, code: str, sentence: str) -> None:
        super().__init__(sentence)
        self.code = code
        self.sentence = sentence


@dataclass(frozen=True, slots=True)
class Count:
    """How many papers say what; an invalid paper is in the box and says nothing."""

    passed: int = 0
    conditional: int = 0
    not_passed: int = 0
    abstained: int = 0
    invalid: int = 0

    @property
    def cast(self) -> int:
        """How many papers are in the box."""
        return self.passed + self.conditional + self.not_passed + self.abstained + self.invalid

    @property
    def in_favour(self) -> int:
        """How many papers are for passing, on condition or without."""
        return self.passed + self.conditional

    @property
    def tied(self) -> bool:
        """Whether as many papers are in favour as against, and there are any."""
        return self.in_favour == self.not_passed > 0

    def saying(self, choices: Container[Choice]) -> int:
        """Return how many papers say any of `choices`."""
        papers = (
            (Choice.PASSED, self.passed),
            (Choice.CONDITIONAL, self.conditional),
            (Choice.NOT_PASSED, self.not_passed),
            (Choice.ABSTAINED, self.abstained),
        )
        return sum(number for choice, number in papers if choice in choices)


@dataclass(frozen=True, slots=True)
class Result:
    """What was decided, by which test (None where none was reached), and the papers that test needed."""

    outcome: Outcome
    test: Test | None
    tie: bool
    needed: int | None
    reason: str


def outcome(
    rules: CouncilRules, count: Count, *, all_voters: int, present_voters: int, chair: Choice | None = None
) -> Result:
    """Return what `count` decides.

    `all_voters` is the number of voting members, `present_voters` of those who could vote while the ballot was open,
    also where they left after it; `chair` is what the chair's own paper says, None where he cast none or nobody knows.
    """
    _refuse_what_cannot_be(rules, count, all_voters, present_voters)
    of = {Base.ALL: all_voters, Base.PRESENT: present_voters, Base.CAST: count.cast}
    for test in rules.tests:
        if test.share.reached(count.saying(test.choices), of[test.base]):
            reason = f"{_standing(test, count, of)}. Kết quả: {test.outcome.label}."
            return Result(test.outcome, test, tie=False, needed=test.share.needed(of[test.base]), reason=reason)
    unmet = _unmet(rules, count, of)
    if count.tied:
        decided, why = _of_tie(rules, chair)
        equal = f"Số phiếu thuận bằng số phiếu không thông qua ({count.not_passed})"
        return Result(decided, None, tie=True, needed=None, reason=f"{unmet} {equal}; {why}: {decided.label}.")
    reason = f"{unmet} Theo quy tắc của Hội đồng, kết quả là: {rules.otherwise.label}."
    return Result(rules.otherwise, None, tie=False, needed=None, reason=reason)


def _of_tie(rules: CouncilRules, chair: Choice | None) -> tuple[Outcome, str]:
    if rules.tie is Tie.FAILS:
        return Outcome.NOT_PASSED, "theo quy tắc, ngang phiếu là không thông qua"
    if rules.tie is Tie.AGAIN:
        return Outcome.AGAIN, "theo quy tắc, ngang phiếu thì bỏ phiếu lại"
    if chair is None or chair is Choice.ABSTAINED:
        return rules.otherwise, "Chủ tịch Hội đồng không có phiếu thuận hay không thông qua để quyết định"
    return Outcome(chair.value), "quyết định theo phiếu của Chủ tịch Hội đồng"


def _unmet(rules: CouncilRules, count: Count, of: Mapping[Base, int]) -> str:
    """Return that no test was reached, and by how much the first of them were missed."""
    missed = [
        f"“{test.outcome.label}” {count.saying(test.choices)}/{of[test.base]}, cần {test.share.needed(of[test.base])}"
        for test in rules.tests[:MOST_TOLD]
    ]
    return f"Không ngưỡng nào đạt ({'; '.join(missed)})." if missed else "Hội đồng không đặt ngưỡng nào."


def _standing(test: Test, count: Count, of: Mapping[Base, int]) -> str:
    """Return how a test stands: what it counts, how many there are, how many it needs."""
    said = " hoặc ".join(f"“{choice.label}”" for choice in test.choices)
    return (
        f"{count.saying(test.choices)} phiếu {said} trên {of[test.base]} ({test.base.label}), "
        f"ngưỡng {test.share.words} là {test.share.needed(of[test.base])}"
    )


def _refuse_what_cannot_be(rules: CouncilRules, count: Count, all_voters: int, present_voters: int) -> None:
    if min(count.passed, count.conditional, count.not_passed, count.abstained, count.invalid) < 0:
        raise CountRefused("negative", "Số phiếu không thể âm; hãy kiểm lại biên bản kiểm phiếu.")
    for choice in Choice:
        if choice not in rules.choices and (papers := count.saying((choice,))):
            raise CountRefused(
                "not_offered",
                f"Có {papers} phiếu “{choice.label}” nhưng phiếu của Hội đồng không có lựa chọn này; "
                "hãy tính là phiếu không hợp lệ.",
            )
    if count.cast > present_voters:
        raise CountRefused(
            "more_papers",
            f"Có {count.cast} phiếu nhưng chỉ {present_voters} người được biểu quyết có mặt; "
            "hãy kiểm lại số phiếu, hoặc tính cả người đã rời cuộc họp sau khi bỏ phiếu.",
        )
    if present_voters > all_voters:
        raise CountRefused(
            "more_voters",
            f"Có {present_voters} người được biểu quyết có mặt nhưng Hội đồng chỉ có {all_voters} thành viên "
            "biểu quyết; hãy tính theo thành phần Hội đồng lúc mở bỏ phiếu.",
        )
