"""The minutes of a meeting (Decree 30/2020, template 1.9): no place and date on top, the secretary to the left."""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass, replace

from dongbo.engines.consultation_papers.letters import NO_SIGNER_YET, Draft
from dongbo.engines.consultation_papers.model import Head
from dongbo.engines.consultation_papers.wording import ended
from dongbo.engines.council_papers.counting import heads_later, heads_there, quorum_lines, vote_table
from dongbo.engines.council_papers.frame import NO_COPIES, Copies, Frame
from dongbo.engines.council_papers.lines import Line, clause, listed, moment_in_words, ruled, section, stated, text
from dongbo.engines.council_papers.model import Council, FiguresDisagree, Held, Person, QuorumTaken, Statement, Votes
from dongbo.engines.decree30 import Column, OfficialDocument, Signature
from dongbo.engines.figures import figure

MODES = {
    "room": "Tại phòng họp",
    "online": "Trực tuyến",
    "stand_in": "Cử người dự thay",
    "excused": "Vắng có lý do",
    "absent": "Vắng",
    "left": "Đã rời phiên họp",
}
_FRAME = Frame("Biên bản", "BB", shows_date=False)
_COLUMNS = (Column("TT", 7, centred=True), Column("Họ và tên", 25), Column("Chức vụ, đơn vị", 27),
            Column("Vai trò", 17), Column("Hình thức dự, ghi chú", 24))  # fmt: skip


@dataclass(frozen=True, slots=True)
class Present:
    """How a member was at the meeting: a key of MODES, who stood in for him, and a note (the reason of an absence)."""

    member: Person
    mode: str
    stand_in: str = ""
    note: str = ""

    @property
    def words(self) -> str:
        """Return how he was there, with the name and the reason."""
        named = f": {self.stand_in}" if self.stand_in else ""
        return f"{MODES[self.mode]}{named}{f' ({self.note})' if self.note else ''}"


@dataclass(frozen=True, slots=True)
class Discussed:
    """One item of the agenda, who presented it, and what was said on it in order."""

    title: str
    presenter: str = ""
    said: tuple[Statement, ...] = ()


@dataclass(frozen=True, slots=True)
class BallotHeld:
    """A ballot of the meeting: its papers by choice, of what their shares are, the rule, the result, its own record.

    `quorum` is how it stood when the ballot was opened, `at_count` when it was counted.
    """

    question: str
    is_secret: bool
    handed_out: int
    cast: int
    invalid: int
    votes: tuple[Votes, ...]
    base: int
    base_name: str
    rule: str
    result: str
    record: str = ""
    quorum: QuorumTaken | None = None
    at_count: QuorumTaken | None = None

    def __post_init__(self) -> None:
        if sum(votes.number for votes in self.votes) != self.cast - self.invalid or self.cast > self.handed_out:
            raise FiguresDisagree("Số phiếu theo lựa chọn, số phiếu thu về và số phiếu phát ra không khớp nhau.")


@dataclass(frozen=True, slots=True)
class Minutes:
    """A meeting as it went. `interests` are the conflicts of interest on record, `dissents` the opinions reserved.

    `quorum` is how it stood when the meeting was opened, `at_end` when it was closed.
    """

    head: Head
    council: Council
    draft: Draft
    held: Held
    ended: datetime.datetime | None
    chair: Person
    secretary: Person
    quorum: QuorumTaken
    attendance: tuple[Present, ...]
    guests: tuple[Person, ...] = ()
    interests: tuple[Statement, ...] = ()
    items: tuple[Discussed, ...] = ()
    ballots: tuple[BallotHeld, ...] = ()
    dissents: tuple[Statement, ...] = ()
    conclusions: tuple[str, ...] = ()
    at_end: QuorumTaken | None = None
    copies: Copies = NO_COPIES


def minutes(paper: Minutes) -> OfficialDocument:
    """Return the minutes, to be signed by the secretary on the left and the chair on the right.

    How one joined from afar is not told: minutes are read by others than those who were let in.
    """
    head = replace(paper.head, signer_titles=("CHỦ TỌA",), signer=paper.chair.name or NO_SIGNER_YET)
    frame = replace(_FRAME, left=(Signature(("THƯ KÝ",), paper.secretary.name or NO_SIGNER_YET),))
    return frame.around(head, f"Họp {paper.council.name}", _lines(paper), copies=paper.copies)


def _lines(paper: Minutes) -> Iterator[Line]:
    yield from text(f"{moment_in_words(paper.held.begins)}.", lead="Thời gian bắt đầu:")
    yield from text(ended(paper.held.place), lead="Địa điểm:")
    yield from text(f"thẩm định {paper.draft.full}.", lead="Nội dung họp:")
    yield from _attendance(paper)
    yield from text(ended(paper.chair.full), lead="Chủ trì (chủ tọa):")
    yield from text(ended(paper.secretary.full), lead="Thư ký (người ghi biên bản):")
    yield from text("", lead="Nội dung (theo diễn biến cuộc họp):")
    parts = (
        ("Chương trình họp", list(listed([item.title for item in paper.items]))),
        ("Diễn biến cuộc họp", list(_discussion(paper.items))),
        ("Bỏ phiếu, biểu quyết", list(_ballots(paper.ballots))),
        ("Ý kiến bảo lưu", list(stated((_speaker(one), one.text) for one in paper.dissents))),
        ("Kết luận của chủ tọa", list(_conclusions(paper.conclusions))),
    )
    held = [(title, lines) for title, lines in parts if lines]
    for number, (title, lines) in zip(_ROMAN, held, strict=False):
        yield section(number, title)
        yield from lines
    over = moment_in_words(paper.ended) if paper.ended else "… giờ … phút, ngày … tháng … năm …"
    yield from text(f"Cuộc họp kết thúc vào {over}./.")


_ROMAN = ("I", "II", "III", "IV", "V")


def _attendance(paper: Minutes) -> Iterator[Line]:
    yield from text("", lead="Thành phần tham dự:")
    yield from clause(1, "Thành viên Hội đồng:")
    yield from quorum_lines(paper.quorum, when="Khi khai mạc")
    if later := heads_later(paper.quorum, paper.at_end, when="Khi bế mạc"):
        yield from text(f"{later}.")
    rows = (
        (str(ordinal), one.member.name, one.member.post, one.member.role, one.words)
        for ordinal, one in enumerate(paper.attendance, start=1)
    )
    yield ruled(_COLUMNS, rows)
    number = 1
    if paper.guests:
        number += 1
        yield from clause(number, "Khách mời:")
        yield from listed([guest.full for guest in paper.guests])
    if paper.interests:
        number += 1
        yield from clause(number, "Xung đột lợi ích đã ghi nhận:")
        yield from stated((_speaker(one), one.text) for one in paper.interests)


def _discussion(items: tuple[Discussed, ...]) -> Iterator[Line]:
    for number, item in enumerate(items, start=1):
        presenter = f" (trình bày: {item.presenter})" if item.presenter else ""
        yield from clause(number, f"{item.title.rstrip(' .')}{presenter}{':' if item.said else '.'}")
        yield from stated((_speaker(one), one.text) for one in item.said)


def _ballots(ballots: tuple[BallotHeld, ...]) -> Iterator[Line]:
    for number, one in enumerate(ballots, start=1):
        way = "Bỏ phiếu kín" if one.is_secret else "Biểu quyết công khai"
        yield from clause(number, f"{way}:", ended(one.question))
        if one.quorum is not None:
            later = heads_later(one.quorum, one.at_count, when="; khi kiểm phiếu")
            yield from text(f"Khi mở bỏ phiếu {heads_there(one.quorum)}{later}.")
        yield from text(
            f"Phát ra {figure(one.handed_out)} phiếu; thu về {figure(one.cast)} phiếu, trong đó "
            f"{figure(one.cast - one.invalid)} phiếu hợp lệ, {figure(one.invalid)} phiếu không hợp lệ. Tỷ lệ tính trên "
            f"{one.base_name}: {figure(one.base)}."
        )
        yield vote_table(one.votes, one.base)
        yield from text(f"Quy tắc quyết định: {ended(one.rule)}")
        yield from text(ended(one.result), lead="Kết quả:")
        if one.record:
            yield from text(f"Kèm theo: {ended(one.record)}")


def _conclusions(conclusions: tuple[str, ...]) -> Iterator[Line]:
    for number, words in enumerate(conclusions, start=1):
        yield from text(f"{number}. {ended(words)}")


def _speaker(statement: Statement) -> str:
    return statement.person.full if statement.person else ""
