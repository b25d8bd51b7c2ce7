"""`./dong-bo search QUERY FILE…`: the provisions that answer a query, with or without tone marks."""

from argparse import Namespace
from dataclasses import dataclass
from typing import Any

from dongbo.commandline.files import read_all
from dongbo.engines.provisions import Node, read_outline
from dongbo.engines.retrieval import Hit, ProvisionIndex


@dataclass(frozen=True, slots=True)
class FoundProvision:
    """A provision that answers the query, and the file it stands in, as typed."""

    file: str
    node: Node
    hit: Hit

    def as_json(self) -> dict[str, Any]:
        """Return the documented JSON form (docs/json.md)."""
        return {
            "file": self.file,
            "path": self.node.path,
            "line": self.node.line,
            "score": round(self.hit.score, 4),
            "text": self.hit.snippet.text,
            "spans": [list(span) for span in self.hit.snippet.spans],
        }


@dataclass(frozen=True, slots=True)
class FoundProvisions:
    """What a query found, best first."""

    query: str
    hits: list[FoundProvision]

    def as_json(self) -> dict[str, Any]:
        """Return the documented JSON form (docs/json.md)."""
        return {"query": self.query, "hits": [hit.as_json() for hit in self.hits]}


def run(asked: Namespace) -> FoundProvisions:
    """Return the provisions of the files asked for that answer the query."""
    index = ProvisionIndex()
    places: dict[str, tuple[str, Node]] = {}
    for path, paper in zip(asked.files, read_all(asked.files), strict=True):
        for node in read_outline(paper).walk():
            key = f"{len(places):08d}"
            places[key] = (str(path), node)
            index.add(key, node.words or node.number)
    hits = index.search(asked.query, limit=asked.limit)
    return FoundProvisions(asked.query, [FoundProvision(*places[hit.key], hit) for hit in hits])
