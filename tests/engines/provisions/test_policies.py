"""The outlines of the policy papers against labels made by hand (policies/notes.md says how and why)."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from dongbo.engines.papers import read_file
from dongbo.engines.provisions import Kind, Node, read_outline
from tests.shared import shared_data

LABELS = Path(__file__).parent / "policies"
COMPARED = {Kind.ARTICLE, Kind.ROMAN, Kind.ARABIC, Kind.LETTER, Kind.DASH, Kind.PLUS, Kind.PART}
CAPITALS = "ABC"

pytestmark = pytest.mark.shared


def labelled(name: str) -> list[tuple[int, str, str]]:
    """Return (depth, "kind number", first three words) of each line of a label file."""
    labels = []
    for line in (LABELS / name).read_text(encoding="utf-8").splitlines():
        head, words = line.split(" | ")
        labels.append(((len(head) - len(head.lstrip())) // 2, head.strip(), words))
    return labels


def compared(nodes: list[Node], depth: int = 0) -> Iterator[tuple[int, str, str]]:
    """Yield what is labelled of every node at a compared level; other levels (an annex) add no depth."""
    for node in nodes:
        within = depth
        if node.kind in COMPARED:
            yield depth, f"{kind_of(node)} {node.number or sign_of(node)}", three_words(node.words)
            within += 1
        yield from compared(node.children, within)


def kind_of(node: Node) -> str:
    # The contract has no kind for the capitals A, B, C above I; notes.md says which two are accepted.
    capital = node.kind in {Kind.PART, Kind.LETTER} and node.number in CAPITALS
    return "capital" if capital else node.kind.value


def sign_of(node: Node) -> str:
    return {Kind.DASH: "-", Kind.PLUS: "+"}.get(node.kind, "")


def three_words(text: str) -> str:
    return " ".join(re.findall(r"[^\W_]+", text)[:3])


@pytest.mark.parametrize(
    ("file", "label"),
    [
        ("NQ57-NQ-TW_2024_toan-van.md", "nq57.txt"),
        ("NQ20-NQ-TW_2012_toan-van.md", "nq20.txt"),
        ("NQ03-NQ-CP_2025_than.md", "nq03.txt"),
    ],
)
def test_outline_of_a_policy_paper_is_exact(file: str, label: str) -> None:
    outline = read_outline(read_file(shared_data("policies", file)))
    assert list(compared(outline.nodes)) == labelled(label)


@pytest.mark.parametrize(
    ("file", "label"),
    [("NQ03-NQ-CP_PL1_chi-tieu.md", "annex_1.txt"), ("NQ03-NQ-CP_PL2_nhiem-vu.md", "annex_2.txt")],
)
def test_outline_of_an_annex_holds_its_rows_and_nothing_else(file: str, label: str) -> None:
    outline = read_outline(read_file(shared_data("policies", file)))
    lines = (LABELS / label).read_text(encoding="utf-8").splitlines()
    numbers = [line.split(" | ")[0].removeprefix("group ") for line in lines]
    assert [node.number for node in outline.walk() if node.kind is Kind.ROW] == numbers
    assert list(compared(outline.nodes)) == []
