"""What the papers of a consultation say: the rows of the matrix, the receipt of a unit, the head they stand under."""

import datetime
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from dongbo.engines.decree30 import OfficialDocument
from dongbo.engines.decree30.wordml import printable
from dongbo.engines.provisions import Outline

Progress = Callable[[int], object]
"""Told how many rows are written."""

WHOLE_DRAFT = "Toàn bộ dự thảo"

KINDS = {"substance": "Nội dung", "technique": "Kỹ thuật trình bày", "wording": "Câu chữ"}
OUTCOMES = {
    "open": "Chưa giải trình",
    "accepted": "Tiếp thu",
    "partly": "Tiếp thu một phần",
    "explained": "Giải trình",
    "to_leader": "Xin ý kiến lãnh đạo",
}
ANSWERS = {"agrees": "Đồng ý", "agrees_with": "Đồng ý, có ý kiến", "disagrees": "Không đồng ý"}
NO_ANSWER = "Không phản hồi"
DEEMED = "Coi như đồng ý"


@dataclass(frozen=True, slots=True)
class Head:
    """Who issues the paper, where and when, and who signs it; what is not known yet is left empty."""

    issuer: str
    governing_body: str = ""
    place: str = ""
    date: datetime.date | None = None
    number: str = ""
    signer_titles: tuple[str, ...] = ()
    signer: str = ""
    recipients: tuple[str, ...] = ()

    def landscape(self, *, title: str, subject: str, opening: tuple[str, ...]) -> OfficialDocument:
        """Return the paper of that title on pages turned sideways, without provisions."""
        return OfficialDocument(
            Outline([], "muc"),
            type=title,
            number=self.number,
            issuer=self.issuer,
            governing_body=self.governing_body,
            place=self.place,
            date=self.date,
            subject=subject,
            opening=opening,
            signer_titles=self.signer_titles,
            signer=self.signer,
            recipients=self.recipients,
            landscape=True,
        )


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """One opinion and what became of it, in the version the matrix is made for.

    `topic` names the provision with a few of its words; "" is an opinion on the whole draft. `kind` and `outcome` are
    keys of KINDS and OUTCOMES. `place_now` says where the matter stands in this version.
    """

    ordinal: int
    topic: str
    consultees: tuple[str, ...]
    opinion: str
    quote: str = ""
    proposed: str = ""
    kind: str = "substance"
    outcome: str = "open"
    response: str = ""
    reason: str = ""
    place_now: str = ""


@dataclass(frozen=True, slots=True)
class Matrix:
    """The response matrix of one version; its rows are read once, in order, and need not be held at once.

    `subject` is what was consulted on ("dự thảo Kế hoạch …"), `asked` the number of those consulted, `received` the
    number of opinions, `silent_units` those who did not answer.
    """

    head: Head
    subject: str
    draft_label: str
    asked: int
    received: int
    rows: Iterable[MatrixRow]
    silent_units: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ReceiptOpinion:
    """One opinion of a unit as it was filed, under the name its provision then had, and what became of it."""

    ordinal: int
    provision: str
    text: str
    quote: str = ""
    proposed: str = ""
    kind: str = "substance"
    outcome: str = "open"
    response: str = ""
    reason: str = ""
    place_now: str = ""


@dataclass(frozen=True, slots=True)
class Receipt:
    """What became of every opinion of one unit; `answer` is a key of ANSWERS, "" where the unit did not answer."""

    head: Head
    unit: str
    subject: str
    draft_label: str
    answer: str
    opinions: Iterable[ReceiptOpinion]


def plain(text: str) -> str:
    """Return `text` with one kind of line break and without the signs no office file can hold."""
    for line_break in ("\r\n", "\r", "\v", "\f"):
        text = text.replace(line_break, "\n")
    return printable(text)
