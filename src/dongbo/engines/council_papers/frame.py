"""The paper around its lines: head, blanks of a draft, signatures, recipients, annexes."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from dongbo.engines.consultation_papers.letters import (
    NO_NUMBER_YET,
    NO_SIGNER_TITLE_YET,
    NO_SIGNER_YET,
    day_in_words,
    kept,
)
from dongbo.engines.consultation_papers.model import Head, plain
from dongbo.engines.council_papers.lines import Line
from dongbo.engines.decree30 import OfficialDocument, Signature
from dongbo.engines.provisions import Kind, Node, Outline, assign_paths

NO_PLACE_YET = "…"


@dataclass(frozen=True, slots=True)
class Copies:
    """Who else receives the paper, and the unit beside VT that keeps it."""

    to: tuple[str, ...] = ()
    kept_by: str = ""


NO_COPIES = Copies()


@dataclass(frozen=True, slots=True)
class Frame:
    """How one kind of paper is framed; `symbol` closes a number that is not known yet, "…/GM-…"."""

    type: str
    symbol: str = ""
    is_answered: bool = False
    is_numbered: bool = True
    shows_date: bool = True
    landscape: bool = False
    left: tuple[Signature, ...] = field(default=())

    def around(
        self,
        head: Head,
        subject: str,
        lines: Iterable[Line],
        *,
        addressees: Sequence[str] = (),
        copies: Copies | None = NO_COPIES,
        attached: Sequence[Node] = (),
    ) -> OfficialDocument:
        """Return the paper of `lines`; where nothing is known yet, the blanks of a draft to be signed.

        Recipients that the head names go before `copies`; with None there are none.
        """
        nodes = list(attached)
        assign_paths(nodes)
        return OfficialDocument(
            Outline(nodes, "muc"),
            type=self.type,
            number=self._number(head),
            issuer=head.issuer,
            governing_body=head.governing_body,
            place=head.place or NO_PLACE_YET,
            date=head.date,
            subject=subject,
            addressees=tuple(addressees),
            signer_titles=head.signer_titles or (NO_SIGNER_TITLE_YET,),
            signer=head.signer or NO_SIGNER_YET,
            recipients=head.recipients or (self._recipients(copies) if copies is not None else ()),
            body=tuple(lines),
            left_signatures=self.left,
            shows_date=self.shows_date,
            landscape=self.landscape,
        )

    def _number(self, head: Head) -> str:
        if not self.is_numbered:
            return head.number
        return head.number or (f"…/{self.symbol}-…" if self.symbol else NO_NUMBER_YET)

    def _recipients(self, copies: Copies) -> tuple[str, ...]:
        first = ("Như trên;",) if self.is_answered else ()
        return (*first, *(f"{name.rstrip(' .;')};" for name in copies.to), kept(copies.kept_by))


def attached_to(name: str, head: Head, symbol: str) -> str:
    """Return the line under the title of what goes with a paper: "(Kèm theo Giấy mời số … ngày … của …)"."""
    dated = day_in_words(head.date) if head.date else "ngày … tháng … năm …"
    return f"(Kèm theo {name} số {head.number or f'…/{symbol}-…'} {dated} của {head.issuer})"


def table_annex(title: str, heading: str, names: Sequence[str]) -> Node:
    """Return an annex that is one numbered table of `names`."""
    rows = [Node(Kind.ROW, str(ordinal), cells={heading: plain(name)}) for ordinal, name in enumerate(names, start=1)]
    return Node(Kind.ANNEX, heading=title, children=rows)
