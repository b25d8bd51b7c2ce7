"""The letters of a consultation, as official letters to be signed: the request, the reminder, the extension."""

import datetime
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dongbo.engines.consultation_papers.model import ANSWERS, Head
from dongbo.engines.consultation_papers.wording import ended, punctuated
from dongbo.engines.decree30 import OfficialDocument
from dongbo.engines.figures import figure
from dongbo.engines.provisions import Kind, Node, Outline, assign_paths

NO_NUMBER_YET = "…/…"
NO_SIGNER_TITLE_YET = "QUYỀN HẠN, CHỨC VỤ CỦA NGƯỜI KÝ"
NO_SIGNER_YET = "Họ và tên"
_MOST_ADDRESSEES = 20
"""More are put in a list that goes with the letter."""
_BY_LIST = "Các cơ quan, tổ chức, cá nhân (theo danh sách gửi kèm)"
_LIST_TITLE = "DANH SÁCH CƠ QUAN, TỔ CHỨC, CÁ NHÂN NHẬN VĂN BẢN"
_RECIPIENT_COLUMN = "Cơ quan, tổ chức, cá nhân"


@dataclass(frozen=True, slots=True)
class Draft:
    """What opinions are asked on: "dự thảo Kế hoạch …", and which of its versions ("Dự thảo lần 2"), if told."""

    name: str
    label: str = ""

    @property
    def full(self) -> str:
        """The name with the version after it."""
        return f"{self.name} ({self.label})" if self.label else self.name


@dataclass(frozen=True, slots=True)
class Term:
    """The last day for an answer, how long that is ("15 ngày", "05 ngày làm việc"), and what says so."""

    deadline: datetime.date
    length: str
    basis: str
    deemed_agreement: bool

    @property
    def words(self) -> str:
        """The term in one clause."""
        return f"trước hết {day_in_words(self.deadline)} (thời hạn {self.length}, theo {self.basis})"

    @property
    def silence(self) -> str:
        """What it means not to answer, as a sentence."""
        if self.deemed_agreement:
            return (
                "Hết thời hạn nêu trên, cơ quan, tổ chức, cá nhân không gửi ý kiến được coi là đồng ý với toàn bộ "
                "nội dung dự thảo."
            )
        return (
            "Hết thời hạn nêu trên, cơ quan, tổ chức, cá nhân không gửi ý kiến được ghi là không phản hồi trong bản "
            "tổng hợp ý kiến và không được tính là đồng ý."
        )


def request_letter(
    head: Head,
    draft: Draft,
    term: Term,
    *,
    addressees: Sequence[str],
    questions: Sequence[str] = (),
    ways: Sequence[str],
    enclosures: Sequence[str] = (),
    copies: Sequence[str] = (),
    archive: str = "",
) -> OfficialDocument:
    """Return the letter that asks for opinions on `draft`.

    `ways` are the ways to answer, `archive` the unit beside VT in the last line of the recipients. Where no number,
    date or signer is known, the blanks of a draft to be signed stand in their places.
    """
    lines = [
        Node(Kind.PARAGRAPH, text=f"{head.issuer} đang xây dựng {draft.full}. Để hoàn thiện dự thảo, {head.issuer} đề "
             "nghị Quý cơ quan, tổ chức, cá nhân nghiên cứu và cho ý kiến."),
        *_listed("1", "Nội dung xin ý kiến", questions or ("Toàn bộ nội dung dự thảo.",)),
        _clause("2", f"Thời hạn: đề nghị gửi ý kiến {term.words}. {term.silence}"),
        *_answering("3", ways),
    ]  # fmt: skip
    if enclosures:
        lines += _listed("4", "Tài liệu gửi kèm", enclosures)
    return _letter(head, f"xin ý kiến đối với {draft.full}", lines, addressees, copies, archive)


def reminder_letter(
    head: Head,
    draft: Draft,
    term: Term,
    *,
    addressees: Sequence[str],
    request: str,
    missing: Sequence[str],
    ways: Sequence[str],
    old_deadline: datetime.date | None = None,
    copies: Sequence[str] = (),
    archive: str = "",
) -> OfficialDocument:
    """Return the letter that reminds of opinions not yet received.

    `request` names the letter that asked, `missing` is what has not come yet, `old_deadline` the term that was set
    before where it was changed since.
    """
    was = f", thay cho thời hạn trước đây là {day_in_words(old_deadline)}" if old_deadline else ""
    lines = [
        Node(Kind.PARAGRAPH, text=f"{head.issuer} đã gửi {request} xin ý kiến đối với {draft.full}. Đến nay, "
             f"{head.issuer} chưa nhận được:"),
        *(Node(Kind.DASH, "-", text=line) for line in punctuated(missing)),
        _clause("1", f"Đề nghị Quý cơ quan, tổ chức, cá nhân gửi ý kiến {term.words}{was}. {term.silence}"),
        *_answering("2", ways),
    ]  # fmt: skip
    return _letter(head, f"đôn đốc gửi ý kiến đối với {draft.full}", lines, addressees, copies, archive)


def extension_letter(
    head: Head,
    draft: Draft,
    term: Term,
    *,
    addressees: Sequence[str],
    request: str,
    old_deadline: datetime.date,
    reason: str,
    ways: Sequence[str],
    copies: Sequence[str] = (),
    archive: str = "",
) -> OfficialDocument:
    """Return the letter that gives more time, with the reason; `term` is the new one."""
    lines = [
        Node(Kind.PARAGRAPH, text=f"{head.issuer} đã gửi {request} xin ý kiến đối với {draft.full}, thời hạn đến hết "
             f"{day_in_words(old_deadline)}."),
        _clause("1", f"Lý do gia hạn: {ended(reason)}"),
        _clause("2", f"Thời hạn mới: đề nghị gửi ý kiến {term.words}. {term.silence}"),
        *_answering("3", ways),
    ]  # fmt: skip
    return _letter(head, f"gia hạn gửi ý kiến đối với {draft.full}", lines, addressees, copies, archive)


def day_in_words(day: datetime.date) -> str:
    """Return a day as official papers write it: "ngày 05 tháng 02 năm 2026"."""
    return OfficialDocument(Outline([], "muc"), date=day).place_and_date


def _answering(number: str, ways: Sequence[str]) -> Iterator[Node]:
    answers = ", ".join(f"“{words}”" for words in ANSWERS.values())
    yield from _listed(
        number,
        f"Cách trả lời: nêu rõ một trong các mức {answers}; mỗi ý kiến ghi rõ điều, khoản, nguyên văn đoạn được góp ý "
        "và nội dung đề nghị sửa, gửi theo một trong các cách sau",
        ways,
    )


def _listed(number: str, opening: str, items: Sequence[str]) -> Iterator[Node]:
    yield _clause(number, f"{opening}:")
    for line in punctuated(items):
        yield Node(Kind.DASH, "-", text=line)


def _clause(number: str, text: str) -> Node:
    return Node(Kind.ARABIC, number, text=text)


def _letter(
    head: Head,
    subject: str,
    lines: list[Node],
    addressees: Sequence[str],
    copies: Sequence[str],
    archive: str,
) -> OfficialDocument:
    closing = Node(Kind.PARAGRAPH, text=f"{head.issuer} trân trọng cảm ơn./.")
    nodes = [*lines, closing]
    if len(addressees) > _MOST_ADDRESSEES:
        nodes.append(_list_of(addressees, head))
    assign_paths(nodes)
    return OfficialDocument(
        Outline(nodes, "muc"),
        number=head.number or NO_NUMBER_YET,
        issuer=head.issuer,
        governing_body=head.governing_body,
        place=head.place or "…",
        date=head.date,
        subject=subject,
        addressees=tuple(addressees) if len(addressees) <= _MOST_ADDRESSEES else (_BY_LIST,),
        signer_titles=head.signer_titles or (NO_SIGNER_TITLE_YET,),
        signer=head.signer or NO_SIGNER_YET,
        recipients=("Như trên;", *(f"{name.rstrip(' .;')};" for name in copies), kept(archive)),
    )


def kept(archive: str) -> str:
    """Return the last line of the recipients: that the registry keeps it, and the unit `archive`."""
    return f"Lưu: VT, {archive}." if archive else "Lưu: VT."


def _list_of(addressees: Sequence[str], head: Head) -> Node:
    rows = [
        Node(Kind.ROW, figure(ordinal), cells={_RECIPIENT_COLUMN: name})
        for ordinal, name in enumerate(addressees, start=1)
    ]
    dated = day_in_words(head.date) if head.date else "ngày … tháng … năm …"
    attached = f"(Kèm theo Công văn số {head.number or NO_NUMBER_YET} {dated} của {head.issuer})"
    return Node(Kind.ANNEX, heading=f"{_LIST_TITLE}\n{attached}", children=rows)
