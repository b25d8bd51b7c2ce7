"""A paper that is one long table under an official head; its rows come one by one and are never all held."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from dongbo.engines.decree30 import OfficialDocument
from dongbo.engines.decree30.ruled import Column, shared_out
from dongbo.engines.decree30.wordml import text_width

Cells = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TablePaper:
    """The head, the columns, the rows, and the lines after the table: a heading in bold and a numbered list."""

    document: OfficialDocument
    columns: Sequence[Column]
    rows: Iterable[Cells]
    after_heading: str = ""
    after: Sequence[str] = ()

    @property
    def title(self) -> str:
        """What the file is called inside."""
        return self.document.type

    @property
    def widths(self) -> list[int]:
        """The widths of the columns in twips."""
        return shared_out(self.columns, text_width(self.document.rules))
