"""The rows of an annex table: targets or tasks, their groups, rows broken over pages joined again."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from dongbo.engines.provisions.tables.columns import Column, TableKind, clean_cell, repeats_heading
from dongbo.engines.provisions.tables.deadlines import Deadline, read_deadline
from dongbo.engines.provisions.tables.units import split_units
from dongbo.engines.vietnamese import fold


@dataclass(frozen=True, slots=True)
class Value:
    """What a target aims at: the cell as written and the year it is for ("" when nothing states one)."""

    text: str
    horizon: str


@dataclass(frozen=True, slots=True)
class AnnexRow:
    """One row of an annex table.

    `cells` maps canonical column keys to the text as written, empty cells left out; several value columns
    are keyed `result:2025`, `result:2030`. `section` marks a row that only groups those beneath it; `groups`
    are the names of the groups above, outermost first; `parent` is the number of the row it belongs under
    ("11" for 11.1); `horizon` the year of its column, its group or the table's title.
    """

    number: str
    line: int
    cells: dict[str, str]
    section: bool = False
    groups: tuple[str, ...] = ()
    parent: str = ""
    horizon: str = ""

    @property
    def name(self) -> str:
        """The words that say what the row is about, whatever the table lists."""
        return self.indicator or self.task

    @property
    def indicator(self) -> str:
        """What a target measures."""
        return self.cells.get("indicator", "")

    @property
    def unit(self) -> str:
        """The unit of a target."""
        return self.cells.get("unit", "")

    @property
    def result(self) -> str:
        """The value of a target; of the last year when there are several."""
        return self.values[-1].text if self.values else ""

    @property
    def values(self) -> tuple[Value, ...]:
        """Every value of a target with its year: the column's own, else the group's or the title's."""
        return tuple(
            Value(text, key.partition(":")[2] or self.horizon)
            for key, text in self.cells.items()
            if key.partition(":")[0] == "result"
        )

    @property
    def agency(self) -> str:
        """Who follows a target."""
        return self.cells.get("agency", "")

    @property
    def task(self) -> str:
        """What is to be done."""
        return self.cells.get("task", "")

    @property
    def lead_unit(self) -> str:
        """Who leads a task, as written (may name several)."""
        return self.cells.get("lead_unit", "")

    @property
    def lead_units(self) -> tuple[str, ...]:
        """Who leads a task, one agency each."""
        return split_units(self.lead_unit)

    @property
    def support_units(self) -> tuple[str, ...]:
        """Who co-operates in a task, one agency each."""
        return split_units(self.cells.get("support_units", ""))

    @property
    def deliverable(self) -> str:
        """What a task is to produce."""
        return self.cells.get("deliverable", "")

    @property
    def deadline(self) -> Deadline | None:
        """When a task is due; None when its cell is empty."""
        return read_deadline(self.cells.get("deadline", ""))

    def as_json(self) -> dict[str, Any]:
        """Return the documented JSON form (docs/json.md)."""
        return {
            "number": self.number,
            "line": self.line,
            "section": self.section,
            "groups": list(self.groups),
            "parent": self.parent,
            "horizon": self.horizon,
            "cells": dict(self.cells),
            "support_units": list(self.support_units),
            "deadline": self.deadline.as_json() if self.deadline else None,
        }


@dataclass(frozen=True, slots=True)
class AnnexTable:
    """A table of an annex: `number` is its place in the paper (Table.number), `annex` the annex's number."""

    kind: TableKind
    number: int
    title: str
    annex: str
    columns: tuple[Column, ...]
    rows: tuple[AnnexRow, ...]

    @property
    def entries(self) -> tuple[AnnexRow, ...]:
        """The rows that are targets or tasks themselves, groups left out."""
        return tuple(row for row in self.rows if not row.section)

    def as_json(self) -> dict[str, Any]:
        """Return the documented JSON form (docs/json.md)."""
        return {
            "kind": self.kind.value,
            "number": self.number,
            "title": self.title,
            "annex": self.annex,
            "columns": [{"key": one.key, "heading": one.heading, "horizon": one.horizon} for one in self.columns],
            "rows": [row.as_json() for row in self.rows],
        }


_ROMAN, _CAPITAL, _NAME, _LETTER, _BULLET = "roman", "capital", "name", "letter", "bullet"
_STYLES = (
    (_ROMAN, re.compile(r"[IVX]+")),
    (_CAPITAL, re.compile(r"[A-ZĐ]")),
    (_LETTER, re.compile(r"[a-zđ]")),
    (_BULLET, re.compile(r"[-–+*•]")),
)
_NUMBER = re.compile(r"\s*\(?(?P<number>[IVX]+|\d+(?:\.\d+)*|[A-ZĐa-zđ]|[-–+•])\s*[.):/]*\s*")
_LEADING = re.compile(
    r"\s*(?:\((?P<inside>\w{1,3})\)|(?P<number>[IVX]+|\d+(?:\.\d+)*|[A-ZĐa-zđ])[.):/])\s+(?=\S)|\s*(?P<dash>[-–+•])\s*(?=\S)"
)
_HORIZON = re.compile(r"(?:đến(?: hết)?(?: năm)?|^\W*năm|giai đoạn (?:19|20)\d\d\s*[-–]\s*(?:năm )?)\s*((?:19|20)\d\d)")
_VISION = re.compile(r"tầm nhìn.*|định hướng (?:đến|tới).*")


def horizon_of(text: str) -> str:
    """Return the year a title sets for everything beneath it ("Đến năm 2030"), or "" for none."""
    years: list[str] = _HORIZON.findall(_VISION.sub("", fold(text)) or fold(text))
    return years[-1] if years else ""


@dataclass(slots=True)
class _Draft:
    """A row still being read: later rows may continue it."""

    number: str
    line: int
    cells: dict[str, str]
    lone: bool
    style: str
    name: str


@dataclass(slots=True)
class _Groups:
    """The section rows open at a place, outermost first, as (style of number, name)."""

    horizon: str
    open: list[tuple[str, str]] = field(default_factory=list)
    numbered: str = ""

    def enter(self, draft: _Draft, *, section: bool) -> AnnexRow:
        """Return the finished row, having closed the groups it ends and opened the one it begins."""
        if section or draft.style != _NAME:
            self._close(draft.style)
        names = tuple(name for _, name in self.open)
        parent = self._parent(draft, section=section)
        if section:
            self.open.append((draft.style, draft.name))
        elif draft.style.startswith("arabic"):
            self.numbered = draft.number
        horizon = next((year for _, name in reversed(self.open) if (year := horizon_of(name))), self.horizon)
        return AnnexRow(draft.number, draft.line, draft.cells, section, names, parent, horizon)

    def _parent(self, draft: _Draft, *, section: bool) -> str:
        if "." in draft.number:
            return draft.number.rpartition(".")[0]
        return self.numbered if not section and draft.style in {_NAME, _LETTER, _BULLET} else ""

    def _close(self, style: str) -> None:
        """Close every group from the outermost one numbered in the same style on."""
        styles = [held for held, _ in self.open]
        if style in styles:
            del self.open[styles.index(style) :]


def read_rows(
    rows: Iterable[tuple[int, Sequence[str]]], columns: Sequence[Column], *, horizon: str
) -> tuple[AnnexRow, ...]:
    """This will read the rows beneath a heading: (place, cells) each; `horizon` is the year of the title."""
    drafts: list[_Draft] = []
    for line, row in rows:
        if not any(clean_cell(cell) for cell in row) or repeats_heading(row, columns):
            continue
        draft = _draft(line, row, columns)
        if drafts and _continues(draft, drafts[-1]):
            _join(drafts[-1], draft)
        else:
            drafts.append(draft)
    groups = _Groups(horizon)
    following: Sequence[_Draft | None] = [*drafts[1:], None]
    return tuple(
        groups.enter(draft, section=_is_section(draft, after)) for draft, after in zip(drafts, following, strict=False)
    )


def _draft(line: int, row: Sequence[str], columns: Sequence[Column]) -> _Draft:
    cells: dict[str, str] = {}
    for column, cell in zip(columns, row, strict=False):
        if text := clean_cell(cell):
            cells[column.key] = f"{cells[column.key]}\n{text}" if column.key in cells else text
    name_key = _name_key(columns)
    written = cells.pop("number", "")
    number, rest = _split_number(written, cells.get(name_key, ""))
    if rest:
        cells[name_key] = rest
    lone = set(cells) <= {name_key}
    return _Draft(number, line, cells, lone, _style(number), cells.get(name_key, ""))


def _name_key(columns: Sequence[Column]) -> str:
    """Return the column that says what a row is about: that of targets or tasks, else the first but the number's."""
    keys = [column.key for column in columns if column.key != "number"]
    return next((key for key in ("indicator", "task") if key in keys), keys[0] if keys else "number")


def _split_number(written: str, name: str) -> tuple[str, str]:
    """Return (number, name); either may stand in the other's cell where cells are merged."""
    if match := _NUMBER.fullmatch(written):
        return match["number"], name
    if written:
        match = _LEADING.match(written)
        words = written[match.end() :] if match else written
        return _leading_number(match), " ".join(filter(None, (words, name)))
    match = _LEADING.match(name)
    if match and not match["dash"]:
        return _leading_number(match), name[match.end() :]
    return "", name


def _leading_number(match: re.Match[str] | None) -> str:
    return (match["inside"] or match["number"] or match["dash"] or "") if match else ""


def _style(number: str) -> str:
    if not number:
        return _NAME
    if number[0].isdigit():
        return f"arabic {number.count('.') + 1}"
    return next((style for style, pattern in _STYLES if pattern.fullmatch(number)), _NAME)


def _continues(draft: _Draft, above: _Draft) -> bool:
    """Tell whether a row without a number is the rest of the row above, broken by a page or a merged cell."""
    if draft.number:
        return False
    name = draft.name
    if not name:
        return True
    if name[0].islower() or name[0] in ",;.)":
        return True
    return draft.lone and name[0] in "-–+•" and not above.lone


def _join(above: _Draft, draft: _Draft) -> None:
    for key, text in draft.cells.items():
        above.cells[key] = f"{above.cells[key]}\n{text}" if key in above.cells else text
    above.lone = above.lone and draft.lone
    above.name = "\n".join(filter(None, (above.name, draft.name)))


_CONTENT = ("unit", "lead_unit", "support_units", "deliverable", "agency")


def _is_section(draft: _Draft, after: _Draft | None) -> bool:
    if draft.style in {_ROMAN, _CAPITAL}:
        return not any(key in draft.cells for key in _CONTENT) and not any(
            key.startswith("result") for key in draft.cells
        )
    if not draft.lone:
        return False
    if draft.style == _NAME:
        return True
    below = after.style if after else ""
    deeper = after is not None and after.number.startswith(f"{draft.number}.")
    return deeper or (draft.style.startswith("arabic") and below in {_LETTER, _BULLET})
