"""Whether the council may meet, and who may vote in the meeting."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from dongbo.engines.councils.rules import Conflict, CouncilRules, Presence, Role
from dongbo.engines.councils.seats import Attendance, Mode, Seat


class Bar(StrEnum):
    """Why somebody may not vote; the value is a stable code."""

    ROLE = "role"
    CONFLICT = "conflict"
    STAND_IN = "stand_in"
    NOT_PRESENT = "not_present"

    @property
    def sentence(self) -> str:
        """Return why, as a colleague would say it."""
        return _BARS[self]


_BARS = {
    Bar.ROLE: "Theo quyết định thành lập, vai trò này trong Hội đồng không biểu quyết.",
    Bar.CONFLICT: "Thành viên có xung đột lợi ích đã ghi nhận: được phát biểu, không biểu quyết.",
    Bar.STAND_IN: "Người dự thay không được biểu quyết; chỉ chính thành viên mới bỏ phiếu.",
    Bar.NOT_PRESENT: "Thành viên không có mặt tại cuộc họp; hãy ghi nhận có mặt trước khi bỏ phiếu.",
}


@dataclass(frozen=True, slots=True)
class QuorumStanding:
    """How the quorum stands: `present` members of `of` where `needed` are, and who must be there but is not."""

    reached: bool
    present: int
    of: int
    needed: int
    lacking: tuple[Presence, ...]

    @property
    def sentence(self) -> str:
        """Return it in one sentence that says what lacks."""
        counted = f"có mặt {self.present}/{self.of} thành viên, cần {self.needed}"
        if self.reached:
            return f"Đủ điều kiện họp: {counted}."
        lacks = [f"thiếu {self.needed - self.present} người"] if self.present < self.needed else []
        lacks += [f"phải có {presence.words}" for presence in self.lacking]
        return f"Chưa đủ điều kiện họp: {counted}; {'; '.join(lacks)}."


def quorum(rules: CouncilRules, seats: Sequence[Seat], attendance: Attendance) -> QuorumStanding:
    """Return how the quorum stands.

    All members are counted but the support team, those with a conflict of interest too. Where stand-ins count, they
    count as heads only: somebody who must be there must come himself.
    """
    members = [seat for seat in seats if seat.role is not Role.SUPPORT]
    themselves = (Mode.ROOM, Mode.ONLINE) if rules.quorum.online_counts else (Mode.ROOM,)
    counted = (*themselves, Mode.STAND_IN) if rules.quorum.stand_ins_count else themselves
    present = sum(_mode(seat, attendance) in counted for seat in members)
    there = [seat.role for seat in members if _mode(seat, attendance) in themselves]
    lacking = tuple(
        presence
        for presence in rules.quorum.presences
        if sum(map(presence.roles.__contains__, there)) < presence.at_least
    )
    return QuorumStanding(
        reached=rules.quorum.share.reached(present, len(members)) and not lacking,
        present=present,
        of=len(members),
        needed=rules.quorum.share.needed(len(members)),
        lacking=lacking,
    )


def voting_members(rules: CouncilRules, seats: Sequence[Seat]) -> tuple[str, ...]:
    """Return those whose role votes: what a threshold over all is a share of, whoever is away or barred."""
    return tuple(seat.key for seat in seats if _role_votes(rules, seat))


def voters(rules: CouncilRules, seats: Sequence[Seat], attendance: Attendance) -> tuple[str, ...]:
    """Return those who may vote now."""
    return tuple(seat.key for seat in seats if why_not(rules, seat, _mode(seat, attendance)) is None)


def why_not(rules: CouncilRules, seat: Seat, mode: Mode) -> Bar | None:
    """Return why a member may not vote, what lasts before what may change; None where he may.

    Who is online votes, whether or not the quorum counts him.
    """
    if not _role_votes(rules, seat):
        return Bar.ROLE
    if seat.conflicted and rules.conflict is Conflict.SPEAKS:
        return Bar.CONFLICT
    if mode is Mode.STAND_IN:
        return Bar.STAND_IN
    return None if mode in (Mode.ROOM, Mode.ONLINE) else Bar.NOT_PRESENT


def _role_votes(rules: CouncilRules, seat: Seat) -> bool:
    return seat.role is not Role.SUPPORT and seat.role in rules.voters


def _mode(seat: Seat, attendance: Attendance) -> Mode:
    return attendance.get(seat.key, Mode.ABSENT)
