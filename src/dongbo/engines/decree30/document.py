"""An official paper ready to be set: its tree and the fields around it."""

import datetime
from dataclasses import dataclass, replace

from dongbo.engines.decree30.passages import Passage
from dongbo.engines.decree30.ruled import Table
from dongbo.engines.decree30.rules import LayoutRules, layout_rules
from dongbo.engines.provisions import Kind, Node, Outline

_OPENS_IN_ITALICS = ("Căn cứ", "Theo đề nghị", "Xét ", "Thực hiện ")
ATTACHED_KINDS = (Kind.ANNEX, Kind.TITLE)
_PADDED_MONTHS = 2


@dataclass(frozen=True, slots=True)
class Signature:
    """The lines above a name, and the name."""

    titles: tuple[str, ...]
    name: str


@dataclass(frozen=True, slots=True)
class OfficialDocument:
    """One paper of the State, or of the Party when `party` is set.

    `governing_body` stands above `issuer`. `opening` are the lines between the subject and the first
    provision (legal bases and the enacting line), `addressees` those after "Kính gửi:". `signer_titles` are
    the lines above the signature ("TM. CHÍNH PHỦ", "THỦ TƯỚNG"). A paper without a `type` is an official
    letter: its subject stands under its number as "V/v …". `draft_mark` is printed in a box at the head of a
    draft. `body` are lines and tables that stand before the first provision. `left_signatures` stand to the left of the
    signer, one beneath the other, as the secretary of a meeting does, with the recipients under them. Minutes show no
    place and date at their head: `shows_date` is False. `landscape` turns the page sideways for wide tables.
    """

    outline: Outline
    type: str = ""
    number: str = ""
    issuer: str = ""
    governing_body: str = ""
    place: str = ""
    date: datetime.date | None = None
    subject: str = ""
    addressees: tuple[str, ...] = ()
    opening: tuple[str, ...] = ()
    signer_titles: tuple[str, ...] = ()
    signer: str = ""
    recipients: tuple[str, ...] = ()
    party: bool = False
    draft_mark: str = ""
    body: tuple[Passage | Table, ...] = ()
    left_signatures: tuple[Signature, ...] = ()
    shows_date: bool = True
    landscape: bool = False

    @property
    def rules(self) -> LayoutRules:
        """The layout rules of the paper's own date, width and height exchanged on a page turned sideways."""
        upright = layout_rules(party=self.party, on=self.date)
        return replace(upright, paper=upright.paper[::-1]) if self.landscape else upright

    @property
    def numbered(self) -> str:
        """The number with its label, "Số: 05/KH-BCA"; "" where there is no number."""
        return f"{self.rules.number_label}{self.number}" if self.number else ""

    @property
    def place_and_date(self) -> str:
        """The place and the date as they are printed: a nought before a day under 10 and before months 1 and 2."""
        if not self.shows_date:
            return ""
        if self.date is None:
            written = "ngày … tháng … năm …" if self.place else ""
        else:
            month = f"{self.date.month:02}" if self.date.month <= _PADDED_MONTHS else str(self.date.month)
            written = f"ngày {self.date.day:02} tháng {month} năm {self.date.year}"
        return ", ".join(filter(None, (self.place, written)))

    @property
    def addressee_lines(self) -> list[str]:
        """The lines of "Kính gửi:": one addressee beside it, several under it."""
        if len(self.addressees) <= 1:
            return [f"Kính gửi: {name}" for name in self.addressees]
        *first, last = self.addressees
        return ["Kính gửi:", *(f"- {name};" for name in first), f"- {last}."]

    @property
    def recipient_lines(self) -> list[str]:
        """The recipients, each after its dash, whether or not it was given with one."""
        return [f"- {name.lstrip('-– ')}" for name in self.recipients]

    @property
    def has_head(self) -> bool:
        """Whether anything stands in the boxes at the head of page 1."""
        return bool(self.issuer or self.number or self.place_and_date)

    @property
    def has_foot(self) -> bool:
        """Whether there are recipients or a signature block."""
        return bool(self.recipients or self.signer or self.signer_titles or self.left_signatures)

    @property
    def parts(self) -> list[list[Node]]:
        """The provisions before the signature block, then every annex or attached paper, each from a new page on.

        The first part may hold no provision; it is left out where nothing at all would stand on its page.
        """
        body = [node for node in self.outline.nodes if node.kind not in ATTACHED_KINDS]
        attached = [[node] for node in self.outline.nodes if node.kind in ATTACHED_KINDS]
        needed = body or self.body or self.has_head or self.has_foot or self.type or self.opening or not attached
        return [body, *attached] if needed else attached


def opens_in_italics(line: str) -> bool:
    """Return whether a line of the opening states a legal basis, which is set in italics."""
    return line.startswith(_OPENS_IN_ITALICS)
