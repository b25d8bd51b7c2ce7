"""The paper that submits a plan for approval."""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass

from dongbo.engines.consultation_papers.letters import day_in_words
from dongbo.engines.consultation_papers.model import Head
from dongbo.engines.consultation_papers.wording import ended
from dongbo.engines.council_papers.answering import tally_lines
from dongbo.engines.council_papers.frame import NO_COPIES, Copies, Frame
from dongbo.engines.council_papers.lines import Line, clause, listed, section, text
from dongbo.engines.council_papers.model import Council, FiguresDisagree, RevisionTally, Votes
from dongbo.engines.decree30 import OfficialDocument
from dongbo.engines.figures import figure

_FRAME = Frame("Tờ trình", "TTr", is_answered=True)


@dataclass(frozen=True, slots=True)
class ConsultationHeld:
    """A round of opinions in figures: those asked, answered, silent; opinions by what became of them."""

    began: datetime.date
    closed: datetime.date
    asked: int
    answered: int
    opinions: int
    accepted: int
    partly: int
    explained: int

    def __post_init__(self) -> None:
        if self.answered > self.asked or self.accepted + self.partly + self.explained > self.opinions:
            raise FiguresDisagree("Số liệu lấy ý kiến không khớp: số trả lời hoặc số ý kiến đã xử lý vượt tổng số.")


@dataclass(frozen=True, slots=True)
class CouncilHeld:
    """The appraisal in figures: when the council met, who was there, its papers, its result, the revisions."""

    council: Council
    met: datetime.date
    present: int
    members: int
    votes: tuple[Votes, ...]
    result: str
    notice: str
    revisions: RevisionTally


@dataclass(frozen=True, slots=True)
class Submission:
    """A plan submitted: `plan` by its name, the reasons in paragraphs, how it came about, what it says."""

    head: Head
    plan: str
    addressees: tuple[str, ...]
    necessity: tuple[str, ...]
    contents: tuple[str, ...]
    legal_bases: tuple[str, ...] = ()
    process: tuple[str, ...] = ()
    consultations: tuple[ConsultationHeld, ...] = ()
    appraisal: CouncilHeld | None = None
    unresolved: tuple[str, ...] = ()
    enclosures: tuple[str, ...] = ()
    copies: Copies = NO_COPIES


def submission(paper: Submission) -> OfficialDocument:
    """Return the submission with the figures of consultation and council."""
    return _FRAME.around(
        paper.head,
        f"Về việc phê duyệt {paper.plan}",
        _lines(paper),
        addressees=paper.addressees,
        copies=paper.copies,
    )


def _lines(paper: Submission) -> Iterator[Line]:
    yield section("I", "Sự cần thiết, căn cứ")
    yield from clause(1, "Sự cần thiết")
    for words in paper.necessity:
        yield from text(words)
    if paper.legal_bases:
        yield from clause(2, "Căn cứ")
        yield from listed(paper.legal_bases)
    yield section("II", "Quá trình xây dựng")
    yield from _process(paper)
    yield section("III", "Nội dung chính")
    for words in paper.contents:
        yield from text(words)
    yield section("IV", "Vấn đề còn ý kiến khác nhau")
    yield from listed(paper.unresolved) if paper.unresolved else text("Không có.")
    yield section("V", "Kiến nghị")
    yield from text(f"{paper.head.issuer} kính trình xem xét, phê duyệt {paper.plan}.")
    if paper.enclosures:
        yield from text("(Tài liệu gửi kèm:")
        *first, last = paper.enclosures
        yield from listed([*first, f"{last.rstrip(' .;')})"])
    yield from text(f"{paper.head.issuer} kính trình./.")


def _process(paper: Submission) -> Iterator[Line]:
    yield from listed(paper.process)
    number = 0
    for number, held in enumerate(paper.consultations, start=1):
        yield from _consultation(number, held, several=len(paper.consultations) > 1)
    if paper.appraisal:
        yield from _appraisal(number + 1, paper.appraisal)
    if not (paper.process or number or paper.appraisal):
        yield from text("Không có thông tin.")


def _consultation(number: int, held: ConsultationHeld, *, several: bool) -> Iterator[Line]:
    which = f" lần {number}" if several else ""
    yield from clause(
        number, f"Lấy ý kiến{which}:",
        f"từ {day_in_words(held.began)} đến {day_in_words(held.closed)}, gửi {figure(held.asked)} cơ quan, tổ chức, cá "
        f"nhân; {figure(held.answered)} đã trả lời, {figure(held.asked - held.answered)} không phản hồi; nhận được "
        f"{figure(held.opinions)} ý kiến, trong đó:",
    )  # fmt: skip
    yield from listed(
        (
            f"{figure(held.accepted)} ý kiến được tiếp thu",
            f"{figure(held.partly)} ý kiến được tiếp thu một phần",
            f"{figure(held.explained)} ý kiến được giải trình",
        )
    )


def _appraisal(number: int, held: CouncilHeld) -> Iterator[Line]:
    papers = "; ".join(f"{one.choice}: {figure(one.number)} phiếu" for one in held.votes)
    founded = f" (thành lập theo {held.council.founded_by})" if held.council.founded_by else ""
    yield from clause(
        number, "Thẩm định:",
        f"{held.council.name}{founded} đã họp {day_in_words(held.met)} với {figure(held.present)}/"
        f"{figure(held.members)} thành viên có mặt. Kết quả bỏ phiếu: {papers}. Kết luận: {ended(held.result)}",
    )  # fmt: skip
    if held.revisions.required:
        yield from text(
            f"Theo {held.notice}, Hội đồng yêu cầu {figure(held.revisions.required)} nội dung chỉnh sửa; kết quả tiếp "
            "thu, giải trình:"
        )
        yield from tally_lines(held.revisions)
