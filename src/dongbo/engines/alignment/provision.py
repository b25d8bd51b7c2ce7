"""Provisions that take part in an alignment, and those left out with the reason."""

import re
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from typing import Any

from dongbo.engines import vietnamese
from dongbo.engines.alignment.axes import Axis, axes_of, fold_title, names_axis
from dongbo.engines.places import attached_parts, place_name
from dongbo.engines.provisions import Kind, Node, Outline
from dongbo.engines.provisions.tables import ordered


@dataclass(frozen=True, slots=True)
class Provision:
    """One provision of one paper, as the alignment sees it.

    `document` is the paper's short name ("57-NQ/TW"), `context` the headings and opening words above it,
    outermost first, `words` its own words as written, `line` its place in the paper.
    """

    document: str
    path: str
    label: str
    heading: str
    words: str
    context: tuple[str, ...]
    kind: Kind
    line: int

    @property
    def axes(self) -> tuple[Axis, ...]:
        """The axes it speaks to, the main one first."""
        return axes_of(self.titles, self.words)

    @property
    def titles(self) -> tuple[str, ...]:
        """The headings it stands under, its own last."""
        return (*self.context, self.heading) if self.heading else self.context

    def as_json(self) -> dict[str, Any]:
        """Return the documented JSON form (docs/json.md)."""
        return {
            "document": self.document,
            "path": self.path,
            "label": self.label,
            "heading": self.heading,
            "text": self.words,
            "context": list(self.context),
            "line": self.line,
        }


class Reason(StrEnum):
    """Why a provision takes no part; the value stands in the documented JSON."""

    EFFECT = "hieu_luc"
    SCOPE = "pham_vi"
    SITUATION = "thuc_trang"
    BASIS = "can_cu"
    LEAD_IN = "loi_dan"
    EMPTY = "tieu_de"

    @property
    def label(self) -> str:
        """Return the reason as the report says it."""
        return _REASONS[self]


_REASONS = {
    Reason.EFFECT: "điều khoản hiệu lực, trách nhiệm thi hành",
    Reason.SCOPE: "phạm vi, đối tượng, giải thích từ ngữ",
    Reason.SITUATION: "sự cần thiết, thực trạng, dự báo",
    Reason.BASIS: "căn cứ, nơi nhận, ban hành kèm theo",
    Reason.LEAD_IN: "lời dẫn vào các điểm bên dưới",
    Reason.EMPTY: "chỉ có tiêu đề hoặc quá ngắn",
}


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A provision that takes no part in the alignment, and why."""

    provision: Provision
    reason: Reason


SHORTEST = 4
"""Syllables a provision needs to say something that can be answered."""

_LONGEST_LEAD_IN = 60
_LONGEST_BARE_LEAD_IN = 12
_OPENING = 160
"""Characters of a provision in which it says what kind it is."""

_BY_TITLE = (
    (
        Reason.SCOPE,
        re.compile(r"^(?:phạm vi|đối tượng (?:áp dụng|điều chỉnh)|giải thích từ ngữ|từ ngữ viết tắt)"),
    ),
    (
        Reason.SITUATION,
        re.compile(
            r"^(?:đánh giá |phân tích |về )?(?:sự cần thiết|thực trạng|hiện trạng|tình hình|bối cảnh|dự báo"
            r"|kết quả đạt được|(?:tồn tại|hạn chế|nguyên nhân|bài học|căn cứ)\b)"
        ),
    ),
    (
        Reason.EFFECT,
        re.compile(r"^(?:hiệu lực|điều khoản (?:thi hành|chuyển tiếp)|quy định chuyển tiếp|trách nhiệm thi hành)"),
    ),
)
_BY_WORDS = (
    (Reason.BASIS, re.compile(r"^(?:căn cứ|nơi nhận|theo đề nghị của|ban hành kèm theo|lưu:)")),
    (
        Reason.EFFECT,
        re.compile(
            r"(?:có|hết) hiệu lực (?:thi hành )?(?:từ|kể từ|sau|trong)"
            r"|chịu trách nhiệm (?:thi hành|thực hiện) (?:\w+ ){1,3}này"
            r"|^(?:\w+ ){1,3}này (?:được )?phổ biến đến|^bãi bỏ|hết hiệu lực kể từ ngày"
        ),
    ),
    (
        Reason.SCOPE,
        re.compile(r"^(?:\w+ ){1,3}này (?:quy định về|áp dụng đối với)|các từ ngữ (?:dưới đây|sau đây).*được hiểu"),
    ),
)
_LEAD_IN = re.compile(r"\b(?:sau|sau đây|dưới đây|gồm|gồm có)\s*:$")


def provisions_of(outline: Outline, document: str) -> tuple[list[Provision], list[LeftOut]]:
    """Return the provisions of `outline` that ask for something, and those left out, in reading order.

    Every node without numbered parts beneath it takes part, and a node above others when its own words are
    more than a lead-in. The opening words of a parent become context of its children.
    """
    kept: list[Provision] = []
    left_out: list[LeftOut] = []
    attached = attached_parts(outline)
    for node, context in _nodes(outline.nodes, ()):
        provision = _provision(node, document, context, attached)
        reason = _reason(node, provision)
        if reason is None:
            kept.append(provision)
        elif reason is not Reason.EMPTY or not node.children:
            left_out.append(LeftOut(provision, reason))
    return kept, left_out


def _nodes(nodes: Sequence[Node], context: tuple[str, ...]) -> Iterator[tuple[Node, tuple[str, ...]]]:
    groups: list[Node] = []
    for node in nodes:
        if node.kind is Kind.ROW:
            groups = [group for group in groups if _groups(group, node)]
            yield node, (*context, *(_name(group) for group in groups))
            if _is_group(node):
                groups.append(node)
            continue
        yield node, context
        title = node.heading or (node.text if node.children else "")
        yield from _nodes(node.children, (*context, title) if title else context)


def _is_group(row: Node) -> bool:
    """Return whether `row` only names the rows beneath it: one filled cell besides its number."""
    return len(row.cells.keys() - {"number"}) == 1


def _groups(group: Node, row: Node) -> bool:
    """Return whether `row` stands beneath `group`: "11" holds 11.1, "II" all rows up to the next such number."""
    if group.number.isdecimal():
        return row.number.startswith(f"{group.number}.")
    return row.number[:1].isdecimal() and not group.number[:1].isdecimal()


def _name(row: Node) -> str:
    return next(text for key, text in ordered(row.cells).items() if key != "number")


def _provision(node: Node, document: str, context: tuple[str, ...], attached: Container[str]) -> Provision:
    cells = node.cells
    heading, words = node.heading, node.text
    if cells:
        named = ("indicator", "task", "result", "unit")
        words = "\n".join(cells[name] for name in named if cells.get(name)) or node.text
    elif not node.text and not node.children:
        heading, words = "", node.heading
    return Provision(
        document=document,
        path=node.path,
        label=place_name(node.path, attached=attached) or node.label,
        heading=heading,
        words=words,
        context=context,
        kind=node.kind,
        line=node.line,
    )


def _reason(node: Node, provision: Provision) -> Reason | None:
    words = provision.words
    if not _says_something(words) or node.kind is Kind.ANNEX or _is_group(node):
        return Reason.EMPTY
    reason = _reason_by_titles(provision.titles)
    if reason is not None:
        return reason
    opening = vietnamese.fold(words[: 2 * _OPENING])[:_OPENING]
    for reason, pattern in _BY_WORDS:
        if pattern.search(opening):
            return reason
    leads_in = node.children and words.rstrip().endswith(":") and _only_leads_in(vietnamese.fold(words))
    return Reason.LEAD_IN if leads_in else None


def _says_something(words: str) -> bool:
    return len(words.split(maxsplit=SHORTEST)) >= SHORTEST


def _only_leads_in(folded: str) -> bool:
    """Return whether the words only open a list: "thực hiện các nhiệm vụ sau:", or a few words and a colon."""
    length = len(folded.split())
    return folded.endswith(":") and (
        length < _LONGEST_BARE_LEAD_IN or (length < _LONGEST_LEAD_IN and _LEAD_IN.search(folded) is not None)
    )


def _reason_by_titles(titles: Sequence[str]) -> Reason | None:
    """Return the reason the innermost telling title gives; "Dự báo, quan điểm, mục tiêu" gives none."""
    for title in reversed(titles):
        folded = fold_title(title[:_OPENING])
        if names_axis(folded):
            return None
        if (reason := _reason_of_title(folded)) is not None:
            return reason
    return None


@lru_cache(maxsize=50_000)
def _reason_of_title(folded: str) -> Reason | None:
    return next((reason for reason, pattern in _BY_TITLE if pattern.search(folded)), None)
