"""A paper with everything the engines read in it, as an appraisal takes it."""

import textwrap
from dataclasses import dataclass
from pathlib import PurePath
from typing import Any

from dongbo.engines.metadata import Metadata, read_metadata
from dongbo.engines.papers import Paper
from dongbo.engines.provisions import Outline, read_outline

_LONGEST_TITLE = 220


@dataclass(frozen=True, slots=True)
class PaperFile:
    """A paper, what it is called in a table, its provision tree and its metadata."""

    name: str
    paper: Paper
    outline: Outline
    metadata: Metadata

    @property
    def title(self) -> str:
        """Type, number and subject as far as the paper states them, a long subject cut between words."""
        named = " ".join(filter(None, (self.metadata.type, self.metadata.number)))
        title = ": ".join(filter(None, (named, self.metadata.subject))) or self.outline.title or self.name
        return textwrap.shorten(title, _LONGEST_TITLE, placeholder="…")

    def as_json(self) -> dict[str, Any]:
        """Return the documented JSON form (docs/json.md)."""
        return {
            "file": self.paper.name,
            "name": self.name,
            "title": self.title,
            "number": self.metadata.number,
            "date": self.metadata.date,
            "issuer": self.metadata.issuer,
            "style": self.outline.style,
        }


def paper_file(paper: Paper, *, outline: Outline | None = None, metadata: Metadata | None = None) -> PaperFile:
    """Return `paper` read through; a tree mended by hand or metadata kept elsewhere are taken as given.

    Its name is its number, or the file's name without its ending.
    """
    known = read_metadata(paper) if metadata is None else metadata
    return PaperFile(
        name=known.number or PurePath(paper.name).stem or "Văn bản",
        paper=paper,
        outline=read_outline(paper) if outline is None else outline,
        metadata=known,
    )
