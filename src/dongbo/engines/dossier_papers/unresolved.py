"""What is not settled as a draft comes before the council: open lines, signed lines, opinions not taken, units against.

Nothing is left out and nothing is weighed: the council reads what the drafters did not do, and what they say of it.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from dongbo.engines.consultation_papers.model import OUTCOMES, WHOLE_DRAFT
from dongbo.engines.decree30 import Column
from dongbo.engines.dossier_papers.sections import Section
from dongbo.engines.figures import figure


@dataclass(frozen=True, slots=True)
class LeftLine:
    """A line of closure that is open: its kind, what it is about, what is wrong, the words now."""

    kind: str
    about: str
    fault: str
    words: str = ""


@dataclass(frozen=True, slots=True)
class SignedLine:
    """A line of closure that someone signed for: who, on which day, and why."""

    kind: str
    about: str
    fault: str
    signed_by: str
    signed_on: str
    reason: str


@dataclass(frozen=True, slots=True)
class ExplainedOpinion:
    """An opinion that was not taken, or in part only; `outcome` is a key of OUTCOMES."""

    number: int
    topic: str
    consultees: tuple[str, ...]
    opinion: str
    outcome: str
    response: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Disagreement:
    """A unit that does not agree with the draft as a whole, and why."""

    unit: str
    reason: str


@dataclass(frozen=True, slots=True)
class Unresolved:
    """All that is unresolved; each list is read once, in order."""

    left: Iterable[LeftLine]
    signed: Iterable[SignedLine]
    opinions: Iterable[ExplainedOpinion]
    against: Iterable[Disagreement]


_LEFT = (Column("TT", 5, centred=True), Column("Loại", 20), Column("Về", 20), Column("Chỗ không khớp", 25),
         Column("Văn bản hiện nay", 30))  # fmt: skip
_SIGNED = (Column("TT", 5, centred=True), Column("Loại", 17), Column("Về", 17), Column("Chỗ không khớp", 20),
           Column("Người ký nhận", 16), Column("Lý do ký nhận", 25))  # fmt: skip
_OPINIONS = (Column("Số", 5, centred=True), Column("Điều, khoản", 15), Column("Chủ thể góp ý", 15),
             Column("Nội dung góp ý", 30), Column("Kết quả", 10), Column("Giải trình, lý do", 25))  # fmt: skip
_AGAINST = (Column("TT", 5, centred=True), Column("Cơ quan, tổ chức, cá nhân", 30), Column("Lý do", 65))


def unresolved_sections(unresolved: Unresolved) -> list[Section]:
    """Return the four lists, each with a sentence in its place where it is empty."""
    return [
        Section("I. Việc còn mở giữa trả lời và văn bản", _LEFT, _left(unresolved.left), "Không còn việc nào mở."),
        Section("II. Việc đã có người ký nhận", _SIGNED, _signed(unresolved.signed), "Không có việc nào được ký nhận."),
        Section("III. Ý kiến chưa tiếp thu hoặc chỉ tiếp thu một phần", _OPINIONS, _opinions(unresolved.opinions),
                "Mọi ý kiến đều được tiếp thu."),
        Section("IV. Nơi không đồng ý với dự thảo", _AGAINST, _against(unresolved.against),
                "Không có cơ quan, tổ chức, cá nhân nào không đồng ý."),
    ]  # fmt: skip


def _left(lines: Iterable[LeftLine]) -> Iterator[tuple[str, ...]]:
    for ordinal, one in enumerate(lines, start=1):
        yield figure(ordinal), one.kind, one.about, one.fault, one.words


def _signed(lines: Iterable[SignedLine]) -> Iterator[tuple[str, ...]]:
    for ordinal, one in enumerate(lines, start=1):
        yield figure(ordinal), one.kind, one.about, one.fault, f"{one.signed_by}\n{one.signed_on}", one.reason


def _opinions(opinions: Iterable[ExplainedOpinion]) -> Iterator[tuple[str, ...]]:
    for one in opinions:
        said = [one.response, f"Lý do: {one.reason}" if one.reason.strip() else ""]
        yield (
            figure(one.number), one.topic.strip() or WHOLE_DRAFT, "\n".join(one.consultees), one.opinion,
            OUTCOMES[one.outcome], "\n".join(filter(str.strip, said)),
        )  # fmt: skip


def _against(units: Iterable[Disagreement]) -> Iterator[tuple[str, ...]]:
    for ordinal, one in enumerate(units, start=1):
        yield figure(ordinal), one.unit, one.reason
