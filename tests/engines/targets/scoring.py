"""Found targets counted against labels: what is right, what is false, what is left out."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from dongbo.engines.targets import Target
from dongbo.engines.vietnamese import syllables

LABELS = Path(__file__).parent / "labels"
Label = dict[str, Any]
_OVERLAP = 0.6


@dataclass(slots=True)
class Score:
    """Counts over a set of labelled texts."""

    right: int = 0
    false: int = 0
    missed: int = 0

    @property
    def precision(self) -> float:
        """Which share of what was found is right."""
        return self.right / max(1, self.right + self.false)

    @property
    def recall(self) -> float:
        """Which share of what is labelled was found."""
        return self.right / max(1, self.right + self.missed)

    def count(self, found: Iterable[Target], labels: Sequence[Label], obligations: Sequence[Label] = ()) -> None:
        """Count one text; a label is met once, what meets an obligation counts neither way."""
        left = list(labels)
        for target in found:
            met = next((label for label in left if agrees(target, label)), None)
            if met:
                left.remove(met)
                self.right += 1
            elif not any(target.value == label["value"] for label in obligations):
                self.false += 1
        self.missed += len(left)


def agrees(target: Target, label: Label) -> bool:
    """Tell whether values, operator, unit and deadline are those of the label and its indicator is named."""
    words = set(syllables(label["indicator"]))
    exact = ("operator", "value", "value_to", "unit", "deadline")
    return all(getattr(target, name) == label[name] for name in exact) and (
        len(words & set(syllables(target.indicator))) >= _OVERLAP * len(words)
    )


def read_own_papers() -> dict[str, tuple[list[str], list[tuple[int, Label]]]]:
    """Return the papers of labels/own_papers.txt: name → lines and labels, each with the place of its line."""
    papers: dict[str, tuple[list[str], list[tuple[int, Label]]]] = {}
    lines: list[str] = []
    labels: list[tuple[int, Label]] = []
    for written in (LABELS / "own_papers.txt").read_text(encoding="utf-8").splitlines():
        if written.startswith("=== "):
            lines, labels = papers.setdefault(written[4:], ([], []))
        elif written.startswith("@ "):
            labels.append((len(lines), _own_label(written[2:])))
        elif not written.startswith("#"):
            lines.append(written)
    return papers


def _own_label(written: str) -> Label:
    bound, _, indicator = written.partition(" | ")
    operator, value, *unit, deadline = bound.split(" ")
    first, _, last = value.partition("..")
    return {
        "indicator": indicator,
        "operator": operator,
        "value": float(first),
        "value_to": float(last) if last else None,
        "unit": " ".join(unit),
        "deadline": None if deadline == "-" else deadline,
    }


def read_labels(name: str) -> Any:
    """Return the labels of one file."""
    return json.loads((LABELS / f"{name}.json").read_text(encoding="utf-8"))
