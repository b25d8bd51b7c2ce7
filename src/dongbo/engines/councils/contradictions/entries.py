"""Entries of the rules that do not go together, whoever sits in the council."""

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import chain

from dongbo.engines.councils.contradictions.finding import Contradiction, Severity
from dongbo.engines.councils.rules import Choice, CouncilRules, Outcome, Role, Test, Tie


def of_entries(rules: CouncilRules) -> list[Contradiction]:
    """Return what is wrong with the entries of the rules."""
    return list(
        chain(
            _presences(rules),
            _voters(rules),
            _choices(rules),
            *(_test(rules, f"tests.{at}", f"Ngưỡng thứ {at + 1}", test) for at, test in enumerate(rules.tests)),
            _passing(rules),
            _tie(rules),
            _figures(rules),
            _criteria(rules),
        )
    )


def _presences(rules: CouncilRules) -> Iterator[Contradiction]:
    for at, presence in enumerate(rules.quorum.presences):
        place, what = f"quorum.presences.{at}", f"Điều kiện có mặt thứ {at + 1}"
        if not presence.roles or presence.at_least < 1:
            yield Contradiction(
                "presence_empty",
                f"{what} không đòi hỏi ai; hãy chọn vai trò và nhập số người từ 1, ví dụ ít nhất 1 Ủy viên phản biện.",
                place,
            )
        if Role.SUPPORT in presence.roles:
            yield Contradiction(
                "presence_support",
                f"{what} đòi hỏi Tổ giúp việc, nhưng Tổ giúp việc không phải thành viên Hội đồng; hãy bỏ vai trò này, "
                "ví dụ chỉ giữ Ủy viên thư ký.",
                place,
            )
        yield from _twice(presence.roles, f"{place}.roles", what)


def _voters(rules: CouncilRules) -> Iterator[Contradiction]:
    if not rules.voters:
        yield Contradiction(
            "nobody_votes",
            "Quy tắc không cho vai trò nào biểu quyết; hãy chọn ít nhất một, ví dụ Chủ tịch Hội đồng và Ủy viên.",
            "voters",
        )
    if Role.SUPPORT in rules.voters:
        yield Contradiction(
            "support_votes",
            "Tổ giúp việc không phải thành viên Hội đồng nên không biểu quyết; hãy bỏ khỏi các vai trò biểu quyết, "
            "ví dụ chỉ giữ Chủ tịch Hội đồng và Ủy viên.",
            "voters",
        )
    yield from _twice(rules.voters, "voters", "Danh sách vai trò biểu quyết")


def _choices(rules: CouncilRules) -> Iterator[Contradiction]:
    if not any(choice.in_favour for choice in rules.choices):
        yield Contradiction(
            "nobody_for",
            "Trên phiếu không có lựa chọn nào để thông qua; hãy thêm, ví dụ “Thông qua”.",
            "choices",
        )
    if Choice.NOT_PASSED not in rules.choices:
        yield Contradiction(
            "nobody_against",
            "Trên phiếu không có lựa chọn “Không thông qua” nên không ai phản đối được; hãy thêm lựa chọn này, "
            "ví dụ phiếu gồm “Thông qua” và “Không thông qua”.",
            "choices",
        )
    yield from _twice(rules.choices, "choices", "Danh sách lựa chọn trên phiếu")


def _test(rules: CouncilRules, place: str, what: str, test: Test) -> Iterator[Contradiction]:
    if not test.choices:
        yield Contradiction(
            "test_counts_nothing",
            f"{what} (“{test.outcome.label}”) không đếm lựa chọn nào; hãy chọn, ví dụ “Thông qua”.",
            f"{place}.choices",
        )
    for choice in test.choices:
        if choice not in rules.choices:
            yield Contradiction(
                "choice_not_offered",
                f"{what} (“{test.outcome.label}”) đếm phiếu “{choice.label}” nhưng trên phiếu không có lựa chọn này; "
                f"hãy thêm vào phiếu hoặc bỏ khỏi ngưỡng, ví dụ phiếu có thêm “{choice.label}”.",
                f"{place}.choices",
            )
        if _other_side(test.outcome, choice):
            yield Contradiction(
                "wrong_side",
                f"{what} đi tới “{test.outcome.label}” nhưng lại đếm phiếu “{choice.label}” của phía ngược lại; "
                "hãy bỏ lựa chọn này, ví dụ “Không thông qua” chỉ đếm phiếu “Không thông qua”.",
                f"{place}.choices",
            )
    yield from _twice(test.choices, f"{place}.choices", what)


def _other_side(outcome: Outcome, choice: Choice) -> bool:
    against = outcome is Outcome.NOT_PASSED and choice.in_favour
    return against or (outcome.passes and choice is Choice.NOT_PASSED)


def _passing(rules: CouncilRules) -> Iterator[Contradiction]:
    outcomes = {rules.otherwise, *(test.outcome for test in rules.tests)}
    if not any(outcome.passes for outcome in outcomes):
        yield Contradiction(
            "nothing_passes",
            "Không ngưỡng nào dẫn tới thông qua nên Hội đồng không thể thông qua bất cứ điều gì; hãy thêm ngưỡng, "
            "ví dụ “Thông qua” khi trên 1/2 tổng số thành viên đồng ý.",
            "tests",
        )
    for choice in rules.choices:
        if choice is not Choice.ABSTAINED and Outcome(choice.value) not in outcomes and rules.tie is not Tie.CHAIR:
            yield Contradiction(
                "choice_without_outcome",
                f"Phiếu có lựa chọn “{choice.label}” nhưng không ngưỡng nào dẫn tới kết quả đó; "
                f"hãy thêm ngưỡng cho “{choice.label}” hoặc bỏ lựa chọn, ví dụ ngưỡng ít nhất 2/3 số có mặt.",
                "choices",
                Severity.WARNING,
            )


def _tie(rules: CouncilRules) -> Iterator[Contradiction]:
    if rules.tie is not Tie.CHAIR:
        return
    if rules.secret:
        yield Contradiction(
            "tie_secret",
            "Ngang phiếu thì theo bên có phiếu của Chủ tịch, nhưng bỏ phiếu kín nên không ai biết Chủ tịch ở bên nào; "
            "hãy bỏ phiếu công khai hoặc đổi quy tắc ngang phiếu, ví dụ bỏ phiếu lại.",
            "tie",
        )
    if Role.CHAIR not in rules.voters:
        yield Contradiction(
            "tie_chair_not_voting",
            "Ngang phiếu thì theo bên có phiếu của Chủ tịch, nhưng Chủ tịch không biểu quyết; hãy thêm Chủ tịch "
            "vào các vai trò biểu quyết hoặc đổi quy tắc ngang phiếu, ví dụ coi là không thông qua.",
            "tie",
        )


def _figures(rules: CouncilRules) -> Iterator[Contradiction]:
    if rules.papers_days < 0:
        yield Contradiction(
            "papers_days",
            f"Hạn gửi tài liệu trước cuộc họp là {rules.papers_days} ngày; hãy nhập số từ 0, ví dụ 3 ngày làm việc.",
            "papers_days",
        )
    if rules.returns < 0:
        yield Contradiction(
            "returns",
            f"Số lần được trả lại dự thảo là {rules.returns}; hãy nhập số từ 0, ví dụ 2.",
            "returns",
        )
    if not rules.number_notation.strip() or any(sign.isspace() or sign == "/" for sign in rules.number_notation):
        yield Contradiction(
            "number_notation",
            "Ký hiệu văn bản của Hội đồng để trống, có dấu cách hoặc dấu “/”; hãy nhập liền một cụm, ví dụ HĐTĐ.",
            "number_notation",
        )


def _criteria(rules: CouncilRules) -> Iterator[Contradiction]:
    if not rules.criteria:
        yield Contradiction(
            "criteria_none",
            "Phiếu thẩm định chưa có tiêu chí nào nên thành viên chỉ ghi được ý kiến chung; hãy thêm tiêu chí, "
            "ví dụ “Bố cục”.",
            "criteria",
            Severity.WARNING,
        )
    for at, (code, name) in enumerate(rules.criteria):
        if not code.strip() or not name.strip():
            yield Contradiction(
                "criterion_empty",
                f"Tiêu chí thứ {at + 1} thiếu mã hoặc tên; hãy nhập cả hai, ví dụ layout và “Bố cục”.",
                f"criteria.{at}",
            )
    for code in _repeated([code for code, _ in rules.criteria]):
        yield Contradiction(
            "twice",
            f"Mã tiêu chí “{code}” dùng cho hai tiêu chí; hãy đặt mỗi tiêu chí một mã, ví dụ {code}_2.",
            "criteria",
        )


def _twice(names: Sequence[Role] | Sequence[Choice], place: str, what: str) -> Iterator[Contradiction]:
    for label in _repeated([name.label for name in names]):
        yield Contradiction("twice", f"{what} ghi “{label}” hai lần; hãy bỏ một, ví dụ chỉ giữ dòng đầu.", place)


def _repeated(names: Sequence[str]) -> list[str]:
    return [name for name, times in Counter(names).items() if times > 1]
