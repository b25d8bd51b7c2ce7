"""Nghị quyết 57-NQ/TW against the programme that carries it out, by labels of our own."""

import re

import pytest

from dongbo.engines import vietnamese
from dongbo.engines.alignment import Alignment, Answered, Provision, align, provisions_of
from dongbo.engines.papers import read_file
from dongbo.engines.provisions import read_outline
from tests.engines.alignment.labels import ANSWERED, UNANSWERED
from tests.shared import shared_data

pytestmark = pytest.mark.shared


def provisions(name: str) -> list[Provision]:
    paper = read_file(shared_data("policies", name))
    return provisions_of(read_outline(paper), name)[0]


@pytest.fixture(scope="module")
def directive() -> list[Provision]:
    return provisions("NQ57-NQ-TW_2024_toan-van.md")


@pytest.fixture(scope="module")
def plan() -> list[Provision]:
    return [
        *provisions("NQ03-NQ-CP_2025_than.md"),
        *provisions("NQ03-NQ-CP_PL1_chi-tieu.md"),
        *provisions("NQ03-NQ-CP_PL2_nhiem-vu.md"),
    ]


@pytest.fixture(scope="module")
def alignment(directive: list[Provision], plan: list[Provision]) -> Alignment:
    return align(directive, plan)


def beginning(directive: list[Provision], words: str) -> int:
    found = [
        at
        for at, one in enumerate(directive)
        if vietnamese.fold(one.words).lstrip("- ").startswith(vietnamese.fold(words))
    ]
    assert len(found) == 1, words
    return found[0]


def label(provision: Provision) -> str:
    """Return the name `provision` bears in the labels: "2/đ", "C11.1", "T43", "III/5"."""
    if row := re.search(r"phu_luc:(I+)/dong:([\d.]+)$", provision.path):
        return f"{'C' if row[1] == 'I' else 'T'}{row[2].rstrip('.')}"
    return re.sub(r"^phu_luc:1/(?:II/(?=\d/))?", "", provision.path)


def test_labelled_answers_stand_first(directive: list[Provision], alignment: Alignment) -> None:
    first = within_five = 0
    for words, answers in ANSWERED.items():
        links = alignment.directives[beginning(directive, words)].links
        found = [label(link.plan) in answers.split() for link in links]
        first += found[:1] == [True]
        within_five += any(found[:5])

    assert first / len(ANSWERED) >= 0.90
    assert within_five / len(ANSWERED) >= 0.97


def test_what_is_called_unanswered_is(directive: list[Provision], plan: list[Provision]) -> None:
    """The answers are taken out of the plan, one directive provision after the other."""
    rightly = wrongly = 0
    whole = align(directive, plan)
    for words, answers in ANSWERED.items():
        at = beginning(directive, words)
        wrongly += whole.directives[at].answered is Answered.NO
        without = [one for one in plan if label(one) not in answers.split()]
        assert len(plan) - len(without) == len(set(answers.split())), words
        rightly += align(directive, without).directives[at].answered is Answered.NO
    for words in UNANSWERED:
        rightly += whole.directives[beginning(directive, words)].answered is Answered.NO

    assert rightly / (rightly + wrongly) >= 0.88
    assert rightly / (len(ANSWERED) + len(UNANSWERED)) >= 0.75
