"""The record of counting a ballot. Of a secret one it lists the receipts in their own order, and no member's choice."""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass, replace

from dongbo.engines.consultation_papers.letters import NO_SIGNER_YET, Draft
from dongbo.engines.consultation_papers.model import Head
from dongbo.engines.consultation_papers.wording import ended
from dongbo.engines.council_papers.frame import NO_COPIES, Copies, Frame, attached_to, table_annex
from dongbo.engines.council_papers.lines import Line, clause, listed, moment_in_words, ruled, share, text
from dongbo.engines.council_papers.model import Council, FiguresDisagree, Person, QuorumTaken, Votes
from dongbo.engines.decree30 import Column, OfficialDocument, Signature, Table
from dongbo.engines.figures import figure

_FRAME = Frame("Biên bản kiểm phiếu", "BB", shows_date=False)
_RECEIPTS = "DANH SÁCH MÃ BIÊN NHẬN CỦA PHIẾU ĐÃ KIỂM"
_CHOICE_COLUMNS = (Column("TT", 8, centred=True), Column("Lựa chọn", 50), Column("Số phiếu", 18, centred=True),
                   Column("Tỷ lệ", 24, centred=True))  # fmt: skip
_VOTE_COLUMNS = (Column("TT", 7, centred=True), Column("Thành viên", 43), Column("Lựa chọn", 25),
                 Column("Ý kiến kèm theo", 25))  # fmt: skip


@dataclass(frozen=True, slots=True)
class OpenChoice:
    """What a member chose in an open ballot, with his name; "" where he cast nothing."""

    member: Person
    choice: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class CountingRecord:
    """How one ballot was counted.

    `handed_out` papers went to those who could vote, `cast` came back, `invalid` of these say nothing; `votes` are the
    rest. Shares are of `base`, which `base_name` names ("tổng số thành viên có quyền biểu quyết"). `rule` is what
    decides, `result` what it gives. `quorum` is how it stood when the ballot was opened, `at_count` when it was
    counted. A secret ballot has `receipts`, an open one `choices`; never both.
    """

    head: Head
    council: Council
    draft: Draft
    question: str
    is_secret: bool
    opened: datetime.datetime
    closed: datetime.datetime
    place: str
    quorum: QuorumTaken
    handed_out: int
    cast: int
    invalid: int
    votes: tuple[Votes, ...]
    base: int
    base_name: str
    rule: str
    result: str
    chair: Person | None = None
    counters: tuple[Person, ...] = ()
    receipts: tuple[str, ...] = ()
    choices: tuple[OpenChoice, ...] = ()
    at_count: QuorumTaken | None = None
    copies: Copies = NO_COPIES

    def __post_init__(self) -> None:
        self._refuse_wrong_sums()
        if self.is_secret and self.choices:
            raise FiguresDisagree("Biên bản của lượt bỏ phiếu kín không được ghi lựa chọn của từng thành viên.")
        if not self.is_secret and self.receipts:
            raise FiguresDisagree("Biểu quyết công khai không có mã biên nhận của phiếu.")

    @property
    def valid(self) -> int:
        """How many papers say something."""
        return self.cast - self.invalid

    def _refuse_wrong_sums(self) -> None:
        said = sum(votes.number for votes in self.votes)
        if min([self.invalid, *(votes.number for votes in self.votes)]) < 0 or said != self.valid:
            raise FiguresDisagree(f"Tổng số phiếu theo lựa chọn ({said}) khác số phiếu hợp lệ ({self.valid}).")
        if self.cast > self.handed_out:
            raise FiguresDisagree(f"Số phiếu thu về ({self.cast}) nhiều hơn số phiếu phát ra ({self.handed_out}).")
        if len(self.receipts) > self.cast or len(set(self.receipts)) != len(self.receipts):
            raise FiguresDisagree("Mã biên nhận bị trùng, hoặc nhiều hơn số phiếu thu về.")
        listed_votes = {votes.choice: 0 for votes in self.votes}
        for one in self.choices:
            if one.choice:
                listed_votes[one.choice] = listed_votes.get(one.choice, 0) + 1
        if self.choices and listed_votes != {votes.choice: votes.number for votes in self.votes}:
            raise FiguresDisagree("Số phiếu theo lựa chọn khác danh sách biểu quyết của thành viên.")


def counting_record(paper: CountingRecord) -> OfficialDocument:
    """Return the record: who counts signs on the left, who presided on the right."""
    chair = replace(paper.head, signer_titles=("CHỦ TỌA",), signer=paper.chair.name if paper.chair else NO_SIGNER_YET)
    counters = [Signature((person.role.upper() or "NGƯỜI KIỂM PHIẾU",), person.name) for person in paper.counters]
    frame = replace(_FRAME, left=tuple(counters) or (Signature(("NGƯỜI KIỂM PHIẾU",), NO_SIGNER_YET),))
    attached = []
    if paper.receipts:
        title = f"{_RECEIPTS}\n{attached_to('Biên bản', paper.head, 'BB')}"
        attached.append(table_annex(title, "Mã biên nhận", sorted(paper.receipts)))
    return frame.around(chair, _subject(paper), _lines(paper), copies=paper.copies, attached=attached)


def vote_table(votes: tuple[Votes, ...], base: int) -> Table:
    """Return the papers that say each choice, and their share of `base`."""
    rows = (
        (str(ordinal), one.choice, figure(one.number), share(one.number, base))
        for ordinal, one in enumerate(votes, start=1)
    )
    return ruled(_CHOICE_COLUMNS, rows, whole=True)


def quorum_lines(quorum: QuorumTaken, *, when: str) -> Iterator[Line]:
    """Yield how the quorum stood at the moment that `when` names ("Khi khai mạc")."""
    met = "Đủ điều kiện tiến hành" if quorum.met else "Không đủ điều kiện tiến hành"
    lacking = f"; thiếu {'; '.join(quorum.lacking)}" if quorum.lacking else ""
    yield from text(f"{when} {heads_there(quorum)}. Điều kiện: {quorum.rule}. {met}{lacking}.")


def heads_there(quorum: QuorumTaken) -> str:
    """Return how many of how many members were there: "có mặt 6/7 thành viên Hội đồng"."""
    online = f", trong đó {figure(quorum.online)} dự trực tuyến" if quorum.online else ""
    return f"có mặt {figure(quorum.present)}/{figure(quorum.members)} thành viên Hội đồng{online}"


def heads_later(quorum: QuorumTaken, later: QuorumTaken | None, *, when: str) -> str:
    """Return how many were there later, where that is another figure; else ""."""
    if later is None or heads_there(later) == heads_there(quorum):
        return ""
    return f"{when} {heads_there(later)}"


def _subject(paper: CountingRecord) -> str:
    return f"{'Bỏ phiếu kín' if paper.is_secret else 'Biểu quyết công khai'} thẩm định {paper.draft.full}"


def _lines(paper: CountingRecord) -> Iterator[Line]:
    yield from text(ended(paper.council.name), lead="Hội đồng:")
    yield from text(f"{moment_in_words(paper.opened)}.", lead="Thời gian bắt đầu:")
    yield from text(ended(paper.place), lead="Địa điểm:")
    yield from clause(1, "Nội dung lấy phiếu:", ended(paper.question))
    yield from clause(2, "Thành phần, điều kiện:")
    yield from quorum_lines(paper.quorum, when="Khi mở bỏ phiếu")
    if later := heads_later(paper.quorum, paper.at_count, when="Khi kiểm phiếu"):
        yield from text(f"{later}.")
    yield from clause(3, "Hình thức:", "Bỏ phiếu kín." if paper.is_secret else "Biểu quyết công khai, có ghi tên.")
    yield from clause(4, "Số phiếu:")
    yield from listed(
        (
            f"Số phiếu phát ra: {figure(paper.handed_out)}",
            f"Số phiếu thu về: {figure(paper.cast)}",
            f"Số phiếu hợp lệ: {figure(paper.valid)}",
            f"Số phiếu không hợp lệ: {figure(paper.invalid)}",
        )
    )
    yield from clause(5, "Kết quả kiểm phiếu", f"(tỷ lệ tính trên {paper.base_name}: {figure(paper.base)}):")
    yield vote_table(paper.votes, paper.base)
    yield from clause(6, "Quy tắc quyết định:", ended(paper.rule))
    yield from clause(7, "Kết luận:", ended(paper.result))
    if paper.choices:
        yield from clause(8, "Danh sách biểu quyết:")
        yield _open_choices(paper)
    if paper.receipts:
        yield from text(
            "Mã biên nhận của từng phiếu được xếp theo thứ tự của mã trong phụ lục kèm theo; thành viên tự đối chiếu "
            "mã của mình. Thứ tự này không cho biết ai đã bỏ phiếu nào."
        )
    yield from text(f"Việc kiểm phiếu kết thúc vào {moment_in_words(paper.closed)}./.")


def _open_choices(paper: CountingRecord) -> Table:
    rows = (
        (str(ordinal), one.member.full, one.choice or "Không biểu quyết", one.note)
        for ordinal, one in enumerate(paper.choices, start=1)
    )
    return ruled(_VOTE_COLUMNS, rows)
