"""`./dong-bo targets FILE`: the measurable targets of a paper."""

from argparse import Namespace
from dataclasses import dataclass
from typing import Any

from dongbo.commandline.files import read
from dongbo.engines.provisions import read_outline
from dongbo.engines.targets import Target, find_targets


@dataclass(frozen=True, slots=True)
class FoundTargets:
    """The targets of a paper in reading order."""

    targets: list[Target]

    def as_json(self) -> dict[str, Any]:
        """Return the documented JSON form (docs/json.md)."""
        return {"targets": [target.as_json() for target in self.targets]}


def run(asked: Namespace) -> FoundTargets:
    """Return the targets of the paper asked for."""
    paper = read(asked.file)
    return FoundTargets(find_targets(paper, read_outline(paper)))
