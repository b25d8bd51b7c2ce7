"""The notice of what a council concluded, with the revisions it requires."""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass

from dongbo.engines.consultation_papers.letters import Draft, day_in_words
from dongbo.engines.consultation_papers.model import WHOLE_DRAFT, Head
from dongbo.engines.consultation_papers.wording import ended
from dongbo.engines.council_papers.frame import NO_COPIES, Copies, Frame
from dongbo.engines.council_papers.lines import Line, clause, ruled, stated, text
from dongbo.engines.council_papers.model import Council, Person
from dongbo.engines.decree30 import Column, OfficialDocument
from dongbo.engines.figures import figure

_FRAME = Frame("Thông báo", "TB")
_COLUMNS = (Column("Số", 7, centred=True), Column("Điều, khoản", 20), Column("Loại yêu cầu", 17),
            Column("Nội dung yêu cầu", 39), Column("Thời hạn", 17, centred=True))  # fmt: skip


@dataclass(frozen=True, slots=True)
class Required:
    """One required revision: its number, where, of what kind, what is ordered, until when."""

    number: int
    provision: str
    kind: str
    ordered: str
    due: datetime.date | None = None


@dataclass(frozen=True, slots=True)
class ConclusionNotice:
    """What a meeting concluded. `responsible` revises the draft; `returns` says how often it may be given back."""

    head: Head
    council: Council
    draft: Draft
    met: datetime.date
    chair: Person
    result: str
    conclusions: tuple[str, ...]
    required: tuple[Required, ...] = ()
    responsible: str = ""
    due: datetime.date | None = None
    returns: str = ""
    copies: Copies = NO_COPIES


def conclusion_notice(paper: ConclusionNotice) -> OfficialDocument:
    """Return the notice; every required revision is a row of its table."""
    subject = f"Kết luận cuộc họp {paper.council.name}"
    return _FRAME.around(paper.head, subject, _lines(paper), copies=paper.copies)


def _lines(paper: ConclusionNotice) -> Iterator[Line]:
    yield from text(
        f"{day_in_words(paper.met).capitalize()}, {paper.council.name} đã họp thẩm định {paper.draft.full} do "
        f"{paper.chair.full} chủ trì. Sau khi thảo luận, Hội đồng kết luận như sau:"
    )
    yield from clause(1, "Kết quả thẩm định:", ended(paper.result))
    yield from clause(2, "Nội dung kết luận:")
    yield from stated(("", words) for words in paper.conclusions)
    yield from _revisions(paper)
    yield from text(f"{paper.head.issuer} thông báo để các cơ quan, đơn vị liên quan biết, thực hiện./.")


def _revisions(paper: ConclusionNotice) -> Iterator[Line]:
    if not paper.required:
        yield from clause(3, "Yêu cầu chỉnh sửa:", "Không có.")
        return
    yield from clause(3, "Yêu cầu chỉnh sửa:", f"{figure(len(paper.required))} yêu cầu, gồm:")
    yield ruled(_COLUMNS, map(_row, paper.required))
    responsible = paper.responsible or "Đơn vị chủ trì soạn thảo"
    until = f" trước hết {day_in_words(paper.due)}" if paper.due else ""
    yield from clause(
        4, "Tổ chức thực hiện:",
        f"{responsible} tiếp thu, giải trình từng yêu cầu nêu trên, hoàn thiện dự thảo và gửi báo cáo về "
        f"{paper.head.issuer}{until}.",
    )  # fmt: skip
    if paper.returns:
        yield from text(ended(paper.returns))


def _row(one: Required) -> tuple[str, ...]:
    due = f"{one.due:%d/%m/%Y}" if one.due else ""
    return str(one.number), one.provision or WHOLE_DRAFT, one.kind, one.ordered, due
