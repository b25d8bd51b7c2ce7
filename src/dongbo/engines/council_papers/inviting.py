"""The invitation to a meeting (Decree 30/2020, template 1.7)."""

from collections.abc import Iterator
from dataclasses import dataclass

from dongbo.engines.consultation_papers.letters import Draft
from dongbo.engines.consultation_papers.model import Head
from dongbo.engines.consultation_papers.wording import ended
from dongbo.engines.council_papers.frame import NO_COPIES, Copies, Frame, attached_to, table_annex
from dongbo.engines.council_papers.lines import Line, clause, listed, moment_with_weekday, text
from dongbo.engines.council_papers.model import Council, Held, Person
from dongbo.engines.decree30 import OfficialDocument

_FRAME = Frame("Giấy mời", "GM", is_answered=True)
_MOST_INVITED = 12
"""More are put in a list that goes with the invitation."""


@dataclass(frozen=True, slots=True)
class Invitation:
    """To whom, to what, when and where, and the papers enclosed.

    `agenda` are the items in order, `requests` what is asked of those invited, `contact` whom to ask.
    """

    head: Head
    council: Council
    draft: Draft
    invited: tuple[Person, ...]
    held: Held
    chair: Person | None = None
    agenda: tuple[str, ...] = ()
    enclosures: tuple[str, ...] = ()
    requests: tuple[str, ...] = ()
    contact: str = ""
    copies: Copies = NO_COPIES


def invitation(paper: Invitation) -> OfficialDocument:
    """Return the invitation; more than a dozen invited stand in a list that goes with it."""
    attached = []
    if len(paper.invited) > _MOST_INVITED:
        title = f"DANH SÁCH MỜI HỌP\n{attached_to('Giấy mời', paper.head, 'GM')}"
        attached.append(table_annex(title, "Họ và tên, chức vụ, vai trò", [person.full for person in paper.invited]))
    subject = f"Họp {paper.council.name}"
    return _FRAME.around(paper.head, subject, _lines(paper), copies=paper.copies, attached=attached)


def _lines(paper: Invitation) -> Iterator[Line]:
    called = f"{paper.head.issuer} trân trọng kính mời:"
    if len(paper.invited) == 1:
        yield from text(f"{called} {paper.invited[0].full}.")
    elif len(paper.invited) > _MOST_INVITED:
        yield from text(f"{called} các đại biểu có tên trong danh sách kèm theo.")
    else:
        yield from text(called)
        yield from listed([person.full for person in paper.invited])
    founded = f", thành lập theo {paper.council.founded_by}" if paper.council.founded_by else ""
    yield from text(f"Tới dự cuộc họp của {paper.council.name}{founded}, thẩm định {paper.draft.full}.")
    facts = [("Chủ trì:", paper.chair.full if paper.chair else ""),
             ("Thời gian:", moment_with_weekday(paper.held.begins)), ("Địa điểm:", paper.held.place),
             ("Dự trực tuyến:", paper.held.online)]  # fmt: skip
    for number, (title, words) in enumerate(((title, words) for title, words in facts if words), start=1):
        yield from clause(number, title, ended(words))
    number = sum(bool(words) for _, words in facts)
    lists = (("Nội dung, chương trình:", paper.agenda), ("Tài liệu gửi kèm:", paper.enclosures),
             ("Đề nghị:", paper.requests))  # fmt: skip
    for title, items in lists:
        if items:
            number += 1
            yield from clause(number, title)
            yield from listed(items)
    if paper.contact:
        yield from text(f"Thông tin liên hệ: {ended(paper.contact)}")
    yield from text(f"{paper.head.issuer} trân trọng kính mời./.")
