"""`./dong-bo citations FILE`: the documents a paper cites, and references of its own that lead nowhere."""

from argparse import Namespace
from dataclasses import dataclass
from typing import Any

from dongbo.commandline.files import read
from dongbo.engines.citations import Citation, check_internal, find_citations
from dongbo.engines.provisions import Finding, Outline, read_outline


@dataclass(frozen=True, slots=True)
class FoundCitations:
    """The citations of a paper in reading order; `findings` are the references to provisions it does not hold."""

    citations: list[Citation]
    findings: list[Finding]
    places: dict[int, str]

    def as_json(self) -> dict[str, Any]:
        """Return the documented JSON form (docs/json.md)."""
        return {
            "citations": [{**one.as_json(), "place": self.places.get(one.line, "")} for one in self.citations],
            "findings": [
                {"code": found.code, "message": found.message, "line": found.line, "path": found.path}
                for found in self.findings
            ],
        }


def run(asked: Namespace) -> FoundCitations:
    """Return the citations of the paper asked for."""
    paper = read(asked.file)
    outline = read_outline(paper)
    citations = find_citations(paper)
    return FoundCitations(citations, check_internal(citations, outline), _places(outline))


def _places(outline: Outline) -> dict[int, str]:
    """Return line → path of the innermost provision on it."""
    places: dict[int, str] = {}
    for node in outline.walk():
        places.update(dict.fromkeys(range(node.line, node.end + 1), node.path))
    return places
