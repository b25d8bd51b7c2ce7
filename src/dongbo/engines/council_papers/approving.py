"""The decision that approves a plan and is issued with it (Decree 30/2020, template 1.3)."""

from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass

from dongbo.engines.consultation_papers.model import Head, plain
from dongbo.engines.consultation_papers.wording import ended
from dongbo.engines.council_papers.frame import NO_COPIES, Copies, Frame, attached_to
from dongbo.engines.council_papers.lines import Line, bases, centred, text
from dongbo.engines.decree30 import OfficialDocument, Style
from dongbo.engines.decree30.document import ATTACHED_KINDS
from dongbo.engines.provisions import Kind, Node, Outline

_FRAME = Frame("Quyết định", "QĐ")


@dataclass(frozen=True, slots=True)
class ApprovalDecision:
    """Who approves which plan by which bases, who carries it out; the plan goes with it, whole.

    `authority` is who decides ("BỘ TRƯỞNG BỘ THỬ NGHIỆM"); `plan_type` and `plan_subject` make the plan's title;
    `plan_opening` are its lines before the first provision; `replaces` is what no longer holds.
    """

    head: Head
    authority: str
    legal_bases: tuple[str, ...]
    plan_type: str
    plan_subject: str
    plan: Outline
    plan_opening: tuple[str, ...] = ()
    effect: str = "Quyết định này có hiệu lực thi hành kể từ ngày ký"
    replaces: str = ""
    responsible: tuple[str, ...] = ()
    copies: Copies = NO_COPIES


def approval_decision(paper: ApprovalDecision) -> OfficialDocument:
    """Return the decision with the whole plan after it; the plan itself is left as it is."""
    subject = f"Phê duyệt {paper.plan_type} {paper.plan_subject}".strip()
    head = paper.head
    copies = Copies(("Như Điều 3", *paper.copies.to), paper.copies.kept_by)
    return _FRAME.around(head, subject, _lines(paper), copies=copies, attached=_plan(paper))


def _lines(paper: ApprovalDecision) -> Iterator[Line]:
    yield centred(paper.authority.upper())
    yield from bases(paper.legal_bases)
    yield centred("QUYẾT ĐỊNH:")
    named = f"{paper.plan_type} {paper.plan_subject}".strip()
    yield from _article(1, f"Phê duyệt kèm theo Quyết định này {ended(named)}")
    replaced = f" {ended(paper.replaces)}" if paper.replaces else ""
    yield from _article(2, f"{ended(paper.effect)}{replaced}")
    who = ", ".join(name.strip(" .;") for name in paper.responsible) or "Thủ trưởng các cơ quan, đơn vị có liên quan"
    yield from _article(3, f"{who} chịu trách nhiệm thi hành Quyết định này./.")


def _article(number: int, words: str) -> Iterator[Line]:
    yield from text(words, lead=f"Điều {number}.", style=Style.ARTICLE)


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


def _plan(paper: ApprovalDecision) -> list[Node]:
    nodes = deepcopy(paper.plan.nodes)
    body = [node for node in nodes if node.kind not in ATTACHED_KINDS]
    opening = [Node(Kind.PARAGRAPH, text=plain(line)) for line in paper.plan_opening]
    lines = (
        plain(paper.plan_type).upper(),
        _capital(plain(paper.plan_subject)),
        attached_to("Quyết định", paper.head, "QĐ"),
    )
    title = Node(Kind.TITLE, heading="\n".join(lines), children=[*opening, *body])
    return [title, *(node for node in nodes if node.kind in ATTACHED_KINDS)]
