"""The one way blocks are put into a paper: numbers given, rules and blank lines dropped."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from dongbo.engines.papers.paper import Footnote, Line, Notice, Paper, Table

_BLANKS = re.compile(r"[\t\r]+")
_RULE_SIGNS = tuple("_-–—=*~")
_DRAWN_RULE = re.compile(rf"[\s{re.escape(''.join(_RULE_SIGNS))}]{{3,}}")


@dataclass(slots=True)
class PaperBuilder:
    """Collects the lines, tables and notices of one paper in reading order."""

    name: str
    kind: str
    blocks: list[Line | Table] = field(default_factory=list)
    notices: list[Notice] = field(default_factory=list)
    footnotes: list[Footnote] = field(default_factory=list)
    margins: dict[str, None] = field(default_factory=dict)
    _next: int = 1

    @property
    def next_number(self) -> int:
        """The number the next line or table row will get."""
        return self._next

    def add_line(
        self,
        text: str,
        *,
        page: int | None = None,
        bold: bool = False,
        italic: bool = False,
        centred: bool = False,
        heading: int = 0,
        column: int = 0,
    ) -> None:
        """This will add one line; a blank one, or a rule drawn with underscores or hyphens, is left out."""
        text = tidy(text)
        if not text or is_drawn_rule(text):
            return
        self.blocks.append(Line(text, self._next, page, bold, italic, centred, heading, column))
        self._next += 1

    def add_table(self, rows: Sequence[Sequence[str]], *, page: int | None = None) -> None:
        """This will add a table with every row as wide as the widest; rows without any text are left out."""
        kept = [row for row in rows if any(row)]
        if not kept:
            return
        width = max(map(len, kept))
        padded = tuple((*row, *[""] * (width - len(row))) for row in kept)
        self.blocks.append(Table(padded, self._next, page))
        self._next += len(kept)

    def add_notice(self, code: str, message: str, *, line: int | None = None) -> None:
        """This will add a notice."""
        self.notices.append(Notice(code, message, line))

    def add_margin(self, text: str) -> None:
        """This will keep a text that stands in the head or foot of pages, each text once."""
        text = tidy(text)
        if text:
            self.margins.setdefault(text)

    def build(self) -> Paper:
        """Return the paper collected so far."""
        return Paper(
            name=self.name,
            kind=self.kind,
            blocks=tuple(self.blocks),
            notices=tuple(self.notices),
            footnotes=tuple(self.footnotes),
            margins=tuple(self.margins),
        )


def tidy(text: str) -> str:
    """Return `text` with tabs and stray line signs as one space and no blanks at its ends."""
    return _BLANKS.sub(" ", text).strip() if "\t" in text or "\r" in text else text.strip()


def is_drawn_rule(text: str) -> bool:
    """Whether a text is only a line drawn with signs, such as the one under the name of an agency."""
    return text.startswith(_RULE_SIGNS) and _DRAWN_RULE.fullmatch(text) is not None
