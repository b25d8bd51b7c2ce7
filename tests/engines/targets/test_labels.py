"""Targets found in the labelled sentences and policy papers (labels/: two passes, their disagreements, the outcome)."""

import hashlib
import json
import unicodedata
from typing import Any

import pytest

from dongbo.engines.papers import read_file
from dongbo.engines.targets import find_targets, find_targets_in_sentence
from tests.engines.targets.scoring import Score, read_labels
from tests.shared import shared_data

pytestmark = pytest.mark.shared
# The first half was looked at while the rules were written; the second was labelled before they first met it.
HALVES = {"first": 0, "second": 1}
REGULATIONS = ("05-2024", "14-2025", "doc_")


def sentences() -> list[tuple[dict[str, Any], dict[str, Any]]]:
    """Each labelled sentence with its labels, checked to be the one that was labelled."""
    written = json.loads(shared_data("targets", "sentences.json").read_text(encoding="utf-8"))
    labelled = read_labels("sentences")
    assert [digest(one["sentence"]) for one in written] == [label["digest"] for label in labelled]
    return list(zip(written, labelled, strict=True))


def digest(sentence: str) -> str:
    return hashlib.sha256(unicodedata.normalize("NFC", sentence).encode()).hexdigest()[:12]


def score(pairs: list[tuple[dict[str, Any], dict[str, Any]]]) -> Score:
    total = Score()
    for written, label in pairs:
        found = find_targets_in_sentence(written["sentence"], deadline=written["context_deadline"])
        total.count(found, label["targets"], label.get("obligations", ()))
    return total


@pytest.mark.parametrize("half", HALVES)
def test_targets_of_the_labelled_sentences_are_found(half: str) -> None:
    total = score(sentences()[HALVES[half] :: 2])
    assert total.precision >= 0.95
    assert total.recall >= 0.90


def test_rules_fees_and_thresholds_give_hardly_a_false_target() -> None:
    rules = [pair for pair in sentences() if pair[0]["source"].startswith(REGULATIONS)]
    assert len(rules) >= 60
    assert score(rules).false <= 5


@pytest.mark.parametrize("name", read_labels("policies"))
def test_targets_of_the_policy_papers_are_found(name: str) -> None:
    total = Score()
    total.count(find_targets(read_file(shared_data("policies", name))), read_labels("policies")[name])
    assert (total.false, total.missed) == (0, 0)


def test_every_label_that_changed_between_the_two_passes_is_explained() -> None:
    first, second = (
        {entry["index"]: [figures(one) for one in entry["targets"]] for entry in read_labels(f"sentences_{name}")}
        for name in ("first", "second")
    )
    changed = {index for index in first | second if first.get(index, []) != second.get(index, [])}
    assert changed <= {note["index"] for note in read_labels("disagreements")}


def figures(label: dict[str, Any]) -> tuple[Any, ...]:
    return tuple(label[name] for name in ("operator", "value", "value_to", "unit", "deadline"))
