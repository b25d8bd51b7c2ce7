"""The report of the drafters on what became of each revision a council required, beside what the text itself shows."""

from collections.abc import Iterator
from dataclasses import dataclass

from dongbo.engines.consultation_papers.letters import Draft
from dongbo.engines.consultation_papers.model import WHOLE_DRAFT, Head
from dongbo.engines.council_papers.frame import NO_COPIES, Copies, Frame
from dongbo.engines.council_papers.lines import Line, listed, ruled, text
from dongbo.engines.council_papers.model import Council, RevisionTally
from dongbo.engines.decree30 import Column, OfficialDocument
from dongbo.engines.figures import figure

CLAIMS = {"open": "Chưa trả lời", "done": "Đã sửa", "partly": "Sửa một phần", "refused": "Không tiếp thu"}
_FRAME = Frame("Báo cáo", "BC", is_answered=True, landscape=True)
_COLUMNS = (
    Column("Số", 5, centred=True), Column("Yêu cầu của Hội đồng", 21), Column("Điều, khoản", 13),
    Column("Kết quả", 10, centred=True), Column("Nội dung sửa đổi hoặc lý do", 25), Column("Đối chiếu bằng máy", 14),
    Column("Ký nhận", 12),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Answered:
    """One required revision and what became of it.

    `claim` is a key of CLAIMS; `response` the change or the reason; `check` what the comparison of the versions shows;
    `signed` who of the standing body signed for it.
    """

    number: int
    ordered: str
    provision: str
    claim: str
    response: str = ""
    check: str = ""
    signed: str = ""


@dataclass(frozen=True, slots=True)
class RevisionReport:
    """The report to the council on `draft`; `notice` cites the notice of conclusion that required the revisions."""

    head: Head
    council: Council
    draft: Draft
    notice: str
    addressees: tuple[str, ...]
    answers: tuple[Answered, ...]
    copies: Copies = NO_COPIES

    @property
    def tally(self) -> RevisionTally:
        """Return how many were done, partly done, refused."""
        claims = [one.claim for one in self.answers]
        return RevisionTally(len(claims), *(claims.count(claim) for claim in ("done", "partly", "refused")))


def revision_report(paper: RevisionReport) -> OfficialDocument:
    """Return the report, on a page turned sideways."""
    return _FRAME.around(
        paper.head,
        f"Tiếp thu, giải trình theo kết luận của {paper.council.name}",
        _lines(paper),
        addressees=paper.addressees,
        copies=paper.copies,
    )


def tally_lines(tally: RevisionTally) -> Iterator[Line]:
    """Yield how many revisions became what; those not answered only where there are any."""
    counted = [("đã sửa", tally.done), ("sửa một phần", tally.partly), ("không tiếp thu, có lý do", tally.refused)]
    counted += [("chưa trả lời", tally.open)] if tally.open else []
    yield from listed([f"{figure(number)} yêu cầu {words}" for words, number in counted])


def _lines(paper: RevisionReport) -> Iterator[Line]:
    yield from text(
        f"Thực hiện {paper.notice}, {paper.head.issuer} đã rà soát, tiếp thu, giải trình và hoàn thiện "
        f"{paper.draft.full}. Kết quả đối với {figure(len(paper.answers))} yêu cầu như sau:"
    )
    yield from tally_lines(paper.tally)
    yield from text("", lead="Kết quả cụ thể:")
    yield ruled(_COLUMNS, map(_row, paper.answers))
    yield from text(f"{paper.head.issuer} kính báo cáo Hội đồng xem xét./.")


def _row(one: Answered) -> tuple[str, ...]:
    return (
        str(one.number), one.ordered, one.provision or WHOLE_DRAFT, CLAIMS[one.claim], one.response, one.check,
        one.signed,
    )  # fmt: skip
