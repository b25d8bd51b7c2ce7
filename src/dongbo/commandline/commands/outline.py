"""`./dong-bo outline FILE`: the provision tree and its quality report."""

from argparse import Namespace
from dataclasses import dataclass
from typing import Any

from dongbo.commandline.files import read
from dongbo.engines.papers import Paper
from dongbo.engines.provisions import Outline, read_outline


@dataclass(frozen=True, slots=True)
class ReadOutline:
    """A paper and its tree."""

    paper: Paper
    outline: Outline

    @property
    def findings(self) -> list[dict[str, Any]]:
        """What the reader of the file and the reader of the numbering want to have looked at."""
        notices = [{"code": n.code, "message": n.message, "line": n.line, "path": ""} for n in self.paper.notices]
        found: list[dict[str, Any]] = self.outline.as_json()["findings"]
        return notices + found

    def as_json(self) -> dict[str, Any]:
        """Return one root node (docs/json.md)."""
        return {
            "kind": "document",
            "number": "",
            "heading": self.outline.title,
            "text": self._preamble(),
            "confidence": round(min((node.confidence for node in self.outline.walk()), default=1.0), 3),
            "path": "",
            "line": 1,
            "style": self.outline.style,
            "children": [node.as_json() for node in self.outline.nodes],
            "findings": self.findings,
        }

    def _preamble(self) -> str:
        if self.outline.preamble is None:
            return ""
        first, last = self.outline.preamble
        return "\n".join(line.text for line in self.paper.lines if first <= line.number <= last)


def run(asked: Namespace) -> ReadOutline:
    """Return the tree of the paper asked for."""
    paper = read(asked.file)
    return ReadOutline(paper, read_outline(paper))
