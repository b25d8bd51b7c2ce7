"""The provision tree of a paper: its nodes, their paths, and what the reader was unsure of."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any


class Kind(StrEnum):
    """Levels of both numbering styles; the value is what stands in a path and in the documented JSON."""

    PART = "phan"
    CHAPTER = "chuong"
    SECTION = "muc"
    SUBSECTION = "tieu_muc"
    ARTICLE = "dieu"
    CLAUSE = "khoan"
    POINT = "diem"
    ROMAN = "roman"
    ARABIC = "arabic"
    LETTER = "letter"
    DASH = "dash"
    PLUS = "plus"
    ANNEX = "phu_luc"
    TITLE = "tieu_de"
    ROW = "dong"
    PARAGRAPH = "doan"


_BARE = {Kind.ROMAN, Kind.ARABIC, Kind.LETTER}
_ORDINAL = {Kind.DASH: "-", Kind.PLUS: "+", Kind.PARAGRAPH: "doan:", Kind.TITLE: "tieu_de:"}


@dataclass(slots=True)
class Node:
    """One provision.

    `number` is as written without its punctuation ("5", "II", "đ", "1.2"; "-" and "+" for bullets, "" for a paragraph).
    `heading` is the title on the number's line or the next; `text` the words that are not in a child, lines joined by
    a line break, quoted articles of an amending paper included. A text that follows the children is a PARAGRAPH child.
    `confidence` is 0 to 1; `line` the place of its first line in the paper, `end` of its last line, children included.
    `cells` is filled for a ROW of an annex table: canonical column name → text.
    """

    kind: Kind
    number: str = ""
    heading: str = ""
    text: str = ""
    confidence: float = 1.0
    line: int = 0
    end: int = 0
    children: list["Node"] = field(default_factory=list)
    path: str = ""
    cells: dict[str, str] = field(default_factory=dict)

    def walk(self) -> Iterator["Node"]:
        """Yield this node and everything beneath it, in reading order."""
        yield self
        for child in self.children:
            yield from child.walk()

    @property
    def words(self) -> str:
        """Heading and own text together, without the children's."""
        return "\n".join(part for part in (self.heading, self.text) if part)

    @property
    def label(self) -> str:
        """What a person calls it: "Điều 5", "khoản 2", "điểm a", "I", "1", "a)"."""
        return f"{_LABELS[self.kind]}{self.number}{')' if self.kind is Kind.LETTER else ''}".strip()

    def as_json(self) -> dict[str, Any]:
        """Return the documented JSON form of this node and its children (docs/json.md)."""
        return {
            "kind": self.kind.value,
            "number": self.number,
            "heading": self.heading,
            "text": self.text,
            "confidence": round(self.confidence, 3),
            "path": self.path,
            "line": self.line,
            "cells": dict(self.cells),
            "children": [child.as_json() for child in self.children],
        }


_LABELS = {
    Kind.PART: "Phần ", Kind.CHAPTER: "Chương ", Kind.SECTION: "Mục ", Kind.SUBSECTION: "Tiểu mục ",
    Kind.ARTICLE: "Điều ", Kind.CLAUSE: "khoản ", Kind.POINT: "điểm ", Kind.ROMAN: "", Kind.ARABIC: "",
    Kind.LETTER: "", Kind.DASH: "", Kind.PLUS: "", Kind.ANNEX: "Phụ lục ", Kind.TITLE: "", Kind.ROW: "dòng ",
    Kind.PARAGRAPH: "",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Finding:
    """One line of the quality report: a stable code, a Vietnamese sentence, where it is."""

    code: str
    message: str
    line: int | None = None
    path: str = ""


@dataclass(slots=True)
class Outline:
    """A paper's tree: `nodes` are the top level; `style` is "dieu" (articles) or "muc" (I, 1, a).

    `preamble` are the places (first, last) of the lines before the first provision, `closing` of the signature block;
    None where there is none.
    """

    nodes: list[Node]
    style: str
    findings: list[Finding] = field(default_factory=list)
    preamble: tuple[int, int] | None = None
    closing: tuple[int, int] | None = None
    title: str = ""

    def walk(self) -> Iterator[Node]:
        """Yield every node in reading order."""
        for node in self.nodes:
            yield from node.walk()

    def find(self, path: str) -> Node | None:
        """Return the node at `path`, or None."""
        return next((node for node in self.walk() if node.path == path), None)

    def as_json(self) -> dict[str, Any]:
        """Return the documented JSON form (docs/json.md)."""
        return {
            "style": self.style,
            "title": self.title,
            "nodes": [node.as_json() for node in self.nodes],
            "findings": [
                {"code": finding.code, "message": finding.message, "line": finding.line, "path": finding.path}
                for finding in self.findings
            ],
        }


def assign_paths(nodes: list[Node]) -> None:
    """Give every node its path: `dieu:5/khoan:2/diem:a`, `I/1/a/-2`, `phu_luc:I/dong:11.1`.

    An article's number is unique in its paper, so its path leaves out the chapter above it; a path that would occur
    twice gets `~2`, `~3` … appended.
    """
    taken: dict[str, int] = {}
    _assign(nodes, above="", annex="", taken=taken)


def _assign(nodes: list[Node], *, above: str, annex: str, taken: dict[str, int]) -> None:
    ordinals: dict[Kind, int] = {}
    for node in nodes:
        ordinals[node.kind] = ordinals.get(node.kind, 0) + 1
        base = annex if node.kind is Kind.ARTICLE else above
        path = "/".join(filter(None, (base, _segment(node, ordinals[node.kind]))))
        taken[path] = taken.get(path, 0) + 1
        node.path = path if taken[path] == 1 else f"{path}~{taken[path]}"
        _assign(node.children, above=node.path, annex=node.path if node.kind is Kind.ANNEX else annex, taken=taken)


def _segment(node: Node, ordinal: int) -> str:
    if node.kind in _ORDINAL:
        return f"{_ORDINAL[node.kind]}{ordinal}"
    if node.kind in _BARE:
        return node.number
    return f"{node.kind.value}:{node.number or ordinal}"
