"""What a member writes before the meeting: the appraisal form, and the opinion of a reviewer."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from dongbo.engines.consultation_papers.letters import NO_SIGNER_YET, Draft
from dongbo.engines.consultation_papers.model import WHOLE_DRAFT, Head
from dongbo.engines.council_papers.frame import Frame
from dongbo.engines.council_papers.lines import Line, blanks, boxes, ruled, section, text
from dongbo.engines.council_papers.model import CHOICES, CRITERIA, VERDICTS, Council, Person, Remark
from dongbo.engines.decree30 import Column, OfficialDocument, Table

_FORM = Frame("Phiếu thẩm định", is_numbered=False)
_OPINION = Frame("Bản nhận xét của ủy viên phản biện", is_numbered=False)
_MEMBER = "ỦY VIÊN HỘI ĐỒNG"
_BLANK_LINES = 6
_SECOND_LINE = "\n\u00a0"
_NAME_BLANK = "…" * 18


@dataclass(frozen=True, slots=True)
class Mark:
    """What a member says by one criterion: one of the verdicts, "" for none, and his comment."""

    criterion: str
    verdict: str = ""
    comment: str = ""


@dataclass(frozen=True, slots=True)
class AppraisalForm:
    """A member's form. `proposed` is one of `choices`, or "" where he ticked none; without a member it is blank."""

    head: Head
    council: Council
    draft: Draft
    member: Person | None
    marks: tuple[Mark, ...]
    remarks: tuple[Remark, ...] = ()
    general: str = ""
    proposed: str = ""
    verdicts: tuple[str, ...] = VERDICTS
    choices: tuple[str, ...] = CHOICES

    def __post_init__(self) -> None:
        _refuse_unknown(self.proposed, self.choices)
        for mark in self.marks:
            _refuse_unknown(mark.verdict, self.verdicts)


@dataclass(frozen=True, slots=True)
class ReviewerOpinion:
    """A reviewer's opinion: by criterion in his own words, remarks on provisions, and what he proposes."""

    head: Head
    council: Council
    draft: Draft
    reviewer: Person
    general: str
    parts: tuple[tuple[str, str], ...] = ()
    remarks: tuple[Remark, ...] = ()
    conclusion: str = ""
    proposed: str = ""
    choices: tuple[str, ...] = CHOICES

    def __post_init__(self) -> None:
        _refuse_unknown(self.proposed, self.choices)


def blank_form(
    head: Head,
    council: Council,
    draft: Draft,
    *,
    criteria: Sequence[str] = CRITERIA,
    verdicts: tuple[str, ...] = VERDICTS,
    choices: tuple[str, ...] = CHOICES,
) -> AppraisalForm:
    """Return the form to be filled in by hand."""
    marks = tuple(Mark(criterion) for criterion in criteria)
    return AppraisalForm(head, council, draft, None, marks, verdicts=verdicts, choices=choices)


def appraisal_form(paper: AppraisalForm) -> OfficialDocument:
    """Return the form as it was filled in; what a blank one leaves open is dotted."""
    return _FORM.around(_signed(paper.head, paper.member), f"Đối với {paper.draft.full}", _form(paper), copies=None)


def reviewer_opinion(paper: ReviewerOpinion) -> OfficialDocument:
    """Return the reviewer's opinion."""
    head = _signed(paper.head, paper.reviewer)
    return _OPINION.around(head, f"Đối với {paper.draft.full}", _opinion(paper), copies=None)


def _signed(head: Head, member: Person | None) -> Head:
    titles = ((member.role or _MEMBER).upper() if member else _MEMBER,)
    return replace(head, signer_titles=titles, signer=member.name if member else NO_SIGNER_YET)


def _form(paper: AppraisalForm) -> Iterator[Line]:
    blank = paper.member is None
    yield from _about(paper.council, paper.member)
    yield section("I", "Nhận xét theo tiêu chí")
    if blank:
        yield from text("(Đánh dấu X vào một ô ở mỗi dòng; nêu rõ nội dung cần chỉnh sửa hoặc chưa đạt.)")
    yield _marks(paper)
    yield section("II", "Góp ý cụ thể vào điều, khoản")
    yield from _remarks(paper.remarks) if not blank else blanks(_BLANK_LINES)
    yield section("III", "Ý kiến chung")
    yield from text(paper.general or "Không có.") if not blank else blanks(_BLANK_LINES)
    yield section("IV", "Đề nghị kết quả thẩm định")
    yield from text("(Đánh dấu X vào một ô duy nhất.)")
    yield boxes(paper.choices, paper.proposed)


def _marks(paper: AppraisalForm) -> Table:
    columns = (
        Column("TT", 6, centred=True),
        Column("Tiêu chí", 22),
        *(Column(verdict, 11, centred=True) for verdict in paper.verdicts),
        Column("Nhận xét", 39),
    )
    room = _SECOND_LINE if paper.member is None else ""
    rows = (
        (str(ordinal), mark.criterion, *("X" if mark.verdict == verdict else "" for verdict in paper.verdicts),
         mark.comment or room)
        for ordinal, mark in enumerate(paper.marks, start=1)
    )  # fmt: skip
    return ruled(columns, rows)


def _opinion(paper: ReviewerOpinion) -> Iterator[Line]:
    yield from _about(paper.council, paper.reviewer)
    yield section("I", "Nhận xét chung")
    yield from text(paper.general)
    yield section("II", "Nhận xét theo nội dung thẩm định")
    if not paper.parts:
        yield from text("Không có nhận xét thêm.")
    for number, (title, words) in enumerate(paper.parts, start=1):
        yield from text(words, lead=f"{number}. {title}:")
    yield section("III", "Góp ý cụ thể vào điều, khoản")
    yield from _remarks(paper.remarks)
    yield section("IV", "Kết luận, đề nghị")
    yield from text(paper.conclusion)
    yield boxes(paper.choices, paper.proposed)


def _about(council: Council, member: Person | None) -> Iterator[Line]:
    founded = f" (thành lập theo {council.founded_by})" if council.founded_by else ""
    facts = [
        ("Hội đồng:", f"{council.name}{founded}"),
        ("Họ và tên:", member.name if member else _NAME_BLANK),
        ("Chức vụ, đơn vị công tác:", member.post if member else _NAME_BLANK),
        ("Vai trò trong Hội đồng:", member.role if member else _NAME_BLANK),
    ]
    for title, words in facts:
        if words:
            yield from text(words, lead=title)


def _remarks(remarks: Sequence[Remark]) -> Iterator[Line]:
    if not remarks:
        yield from text("Không có.")
        return
    columns = (Column("TT", 6, centred=True), Column("Điều, khoản", 24), Column("Nội dung góp ý", 70))
    rows = (
        (str(ordinal), remark.provision or WHOLE_DRAFT, _said(remark))
        for ordinal, remark in enumerate(remarks, start=1)
    )
    yield ruled(columns, rows)


def _said(remark: Remark) -> str:
    quote = f"Trích dự thảo: “{remark.quote}”" if remark.quote.strip() else ""
    proposed = f"Đề nghị sửa thành: {remark.proposed}" if remark.proposed.strip() else ""
    return "\n".join(filter(None, (quote, remark.text, proposed)))


def _refuse_unknown(chosen: str, offered: Sequence[str]) -> None:
    if chosen and chosen not in offered:
        raise ValueError(f"“{chosen}” không có trên phiếu; phiếu có: {', '.join(offered)}.")
