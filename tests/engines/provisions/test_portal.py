"""Figures on real papers: the portal's own trees, the shared laws, and metamorphic variants of them."""

import importlib
import textwrap
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest

from dongbo.engines.papers import paper_from_lines, read_file
from dongbo.engines.provisions import Kind, Outline, read_outline
from tests.shared import shared_data

pytestmark = pytest.mark.shared

OWN_ERRORS = {
    "VBPL_12808.docx": {"Sau Điều 33 là Điều 39"},
    "VBPL_182617.docx": {"Sau Điều 34 là Điều 36", "Sau Điều 110 là Điều 112"},
}
"""Laws whose files number wrongly (39 typed for 34) or lost the line of an article: no reader can make them whole."""


@pytest.fixture(scope="module")
def measures() -> ModuleType:
    """The definitions of the figures, the same that benchmarks/import.py prints."""
    shared_data("vbpl", "documents.jsonl.gz")
    return importlib.import_module("benchmarks.import")


def test_structure_against_the_portal(measures: ModuleType) -> None:
    structure = measures.measure_structure(measures.portal_papers(), measures.ours)
    article, clause, point = (structure.levels[kind] for kind in ("dieu", "khoan", "diem"))
    assert article.precision >= 0.99
    assert article.recall >= 0.99
    assert clause.precision >= 0.98
    assert clause.recall >= 0.97
    assert point.precision >= 0.96
    assert point.recall >= 0.95
    assert structure.exact / structure.papers >= 0.75


def test_papers_whose_portal_tree_is_regular_are_read_exactly(measures: ModuleType) -> None:
    papers = [paper for paper in measures.portal_papers() if paper.sound]
    structure = measures.measure_structure(papers, measures.ours)
    assert structure.exact / structure.papers >= 0.88


def test_articles_of_laws_are_whole_and_every_exception_is_explained() -> None:
    exceptions = {}
    for path in sorted(shared_data("laws").glob("*.docx")):
        outline = read_outline(read_file(path))
        if not whole(outline):
            said = {
                finding.message.partition(":")[0] for finding in outline.findings if finding.path.startswith("dieu")
            }
            exceptions[path.name] = said & OWN_ERRORS.get(path.name, set())
    assert exceptions == OWN_ERRORS


def whole(outline: Outline) -> bool:
    roots = [node for node in outline.nodes if node.kind is not Kind.ANNEX]
    numbers = [node.number for root in roots for node in root.walk() if node.kind is Kind.ARTICLE]
    return numbers == [str(number) for number in range(1, len(numbers) + 1)]


def wrapped(lines: list[str]) -> list[str]:
    return [part for line in lines for part in textwrap.wrap(line, 80, break_on_hyphens=False)]


def respaced(lines: list[str]) -> list[str]:
    return [" " + line.replace(" ", "\u00a0  ", 1) + " " for line in lines]


def respelled(lines: list[str]) -> list[str]:
    return [line.replace("hóa", "hoá").replace("thủy", "thuỷ").replace("hòa", "hoà") for line in lines]


@pytest.mark.parametrize("change", [wrapped, respaced, respelled])
def test_the_same_law_set_down_otherwise_has_the_same_tree(change: Callable[[list[str]], list[str]]) -> None:
    laws = sorted(shared_data("laws").glob("*.docx"))[::9]
    for law in laws:
        lines = [line.text for line in read_file(law).lines if line.text.strip()]
        assert provisions(change(lines)) == provisions(lines), law.name


def provisions(lines: list[str]) -> list[str]:
    """The numbered provisions; a cut line may begin with the dash of a sentence, which no reader can tell."""
    outline = read_outline(paper_from_lines(lines))
    unnumbered = (Kind.PARAGRAPH, Kind.ROW, Kind.DASH, Kind.PLUS)
    return [node.path for node in outline.walk() if node.kind not in unnumbered]


def test_the_decree_on_records_is_read_from_its_word_file() -> None:
    path: Path = shared_data("decree30", "30_2020_ND_CP.docx")
    assert whole(read_outline(read_file(path)))
