"""Rules that the council, composed as it is, cannot keep."""

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import chain

from dongbo.engines.councils.contradictions.finding import Contradiction
from dongbo.engines.councils.quorum import voting_members
from dongbo.engines.councils.rules import Conflict, CouncilRules, Role, Tie
from dongbo.engines.councils.seats import Seat


def of_composition(rules: CouncilRules, seats: Sequence[Seat], *, shares_hold: bool) -> list[Contradiction]:
    """Return what is wrong between the rules and `seats`; the quorum is counted only where `shares_hold`."""
    return list(
        chain(
            _seated_twice(seats),
            _chair(seats),
            _presences(rules, seats),
            _quorum(rules, seats) if shares_hold else (),
            _voters(rules, seats),
            _tie(rules, seats),
        )
    )


def _seated_twice(seats: Sequence[Seat]) -> Iterator[Contradiction]:
    for key, times in Counter(seat.key for seat in seats).items():
        if times > 1:
            yield Contradiction(
                "seat_twice",
                f"Một người ({key}) giữ {times} ghế trong Hội đồng; mỗi người chỉ một vai trò, hãy bỏ bớt, "
                "ví dụ chỉ giữ vai trò Ủy viên thư ký.",
                "seats",
            )


def _chair(seats: Sequence[Seat]) -> Iterator[Contradiction]:
    chairs = sum(seat.role is Role.CHAIR for seat in seats)
    if chairs == 0:
        yield Contradiction(
            "chair_none",
            "Hội đồng chưa có Chủ tịch; hãy chọn một thành viên làm Chủ tịch Hội đồng, "
            "ví dụ lãnh đạo cơ quan ra quyết định thành lập.",
            "seats",
        )
    if chairs > 1:
        yield Contradiction(
            "chairs_many",
            f"Hội đồng có {chairs} Chủ tịch; hãy giữ một và chuyển người còn lại sang vai trò khác, "
            "ví dụ Phó Chủ tịch Hội đồng.",
            "seats",
        )


def _presences(rules: CouncilRules, seats: Sequence[Seat]) -> Iterator[Contradiction]:
    for at, presence in enumerate(rules.quorum.presences):
        seated = sum(seat.role in presence.roles for seat in seats)
        if presence.roles and seated < presence.at_least:
            yield Contradiction(
                "presence_lacking",
                f"Cuộc họp phải có {presence.words}, nhưng thành phần Hội đồng chỉ có {seated}; "
                f"hãy bổ sung thành viên hoặc sửa điều kiện có mặt thứ {at + 1}, "
                f"ví dụ thêm {presence.at_least - seated} {presence.roles[0].label}.",
                f"quorum.presences.{at}",
            )


def _quorum(rules: CouncilRules, seats: Sequence[Seat]) -> Iterator[Contradiction]:
    members = sum(seat.role is not Role.SUPPORT for seat in seats)
    if (needed := rules.quorum.share.needed(members)) > members:
        yield Contradiction(
            "quorum_beyond",
            f"Cuộc họp cần {needed} thành viên có mặt nhưng Hội đồng chỉ có {members}; "
            "hãy bổ sung thành viên, ví dụ Chủ tịch và các Ủy viên.",
            "quorum.share",
        )


def _voters(rules: CouncilRules, seats: Sequence[Seat]) -> Iterator[Contradiction]:
    voting = voting_members(rules, seats)
    if rules.voters and not voting:
        roles = ", ".join(role.label for role in rules.voters)
        yield Contradiction(
            "voters_not_seated",
            f"Chỉ {roles} được biểu quyết, nhưng trong Hội đồng không ai giữ vai trò đó; hãy bổ sung thành viên "
            "hoặc cho vai trò khác biểu quyết, ví dụ Ủy viên.",
            "voters",
        )
    if voting and not can_vote(rules, seats):
        yield Contradiction(
            "voters_all_conflicted",
            "Mọi thành viên biểu quyết đều có xung đột lợi ích nên không ai bỏ phiếu được; hãy bổ sung thành viên khác "
            "hoặc cho phép họ biểu quyết có ghi nhận, ví dụ thêm một Ủy viên ngoài đơn vị soạn thảo.",
            "conflict",
        )


def _tie(rules: CouncilRules, seats: Sequence[Seat]) -> Iterator[Contradiction]:
    barred = any(seat.role is Role.CHAIR and seat.conflicted for seat in seats)
    if rules.tie is Tie.CHAIR and rules.conflict is Conflict.SPEAKS and barred:
        yield Contradiction(
            "tie_chair_conflicted",
            "Ngang phiếu thì theo bên có phiếu của Chủ tịch, nhưng Chủ tịch có xung đột lợi ích nên không biểu quyết; "
            "hãy đổi quy tắc ngang phiếu, ví dụ bỏ phiếu lại.",
            "tie",
        )


def can_vote(rules: CouncilRules, seats: Sequence[Seat]) -> int:
    """Return how many may vote when everybody has come."""
    barred = {seat.key for seat in seats if seat.conflicted and rules.conflict is Conflict.SPEAKS}
    return sum(key not in barred for key in voting_members(rules, seats))
