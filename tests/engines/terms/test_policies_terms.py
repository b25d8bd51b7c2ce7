"""What the review says of the real policy papers: the counts taken by hand, and nothing beside the point."""

from collections import Counter
from datetime import date

import pytest

from dongbo.engines.papers import Paper, read_file
from dongbo.engines.terms import TermFinding, review_terms
from tests.shared import shared_data

pytestmark = pytest.mark.shared


def policy(name: str) -> Paper:
    return read_file(shared_data("policies", name))


@pytest.fixture
def directive() -> Paper:
    return policy("NQ57-NQ-TW_2024_toan-van.md")


@pytest.fixture
def body() -> Paper:
    return policy("NQ03-NQ-CP_2025_than.md")


@pytest.fixture
def targets() -> Paper:
    return policy("NQ03-NQ-CP_PL1_chi-tieu.md")


@pytest.fixture
def tasks() -> Paper:
    return policy("NQ03-NQ-CP_PL2_nhiem-vu.md")


def forms(findings: tuple[TermFinding, ...], code: str, form: str) -> dict[str, int]:
    """Return the forms and counts of the one finding of a code that has a form."""
    [finding] = [
        finding
        for finding in findings
        if finding.code == code and form in {variant.form for variant in finding.variants}
    ]
    return {variant.form: variant.count for variant in finding.variants}


def test_tone_placement_of_the_directive_and_the_plan(directive: Paper, body: Paper) -> None:
    findings = review_terms([directive, body]).findings
    assert forms(findings, "tone-placement", "hoá") == {"hóa": 32, "hoá": 13}


def test_i_or_y_in_annex_one(targets: Paper) -> None:
    assert forms(review_terms([targets]).findings, "i-or-y", "tỉ lệ") == {"tỉ lệ": 18, "tỷ lệ": 3}


def test_synonyms_and_abbreviations_in_annex_two(tasks: Paper) -> None:
    findings = review_terms([tasks]).findings
    assert forms(findings, "synonyms", "bảo đảm") == {"đảm bảo": 13, "bảo đảm": 6}
    # Four more begin with a capital inside a sentence: they are names ("Cơ sở dữ liệu quốc gia về dân cư").
    assert forms(findings, "abbreviation-mixed", "CSDL") == {"CSDL": 5, "cơ sở dữ liệu": 6}
    undefined = [finding.term for finding in findings if finding.code == "abbreviation-undefined"]
    assert undefined == ["VTV", "VOV", "TTXVN", "CSDL", "CSDLQG", "TTHC", "TW", "TTĐT"]


def test_the_misspelt_abbreviation_of_annex_one(targets: Paper) -> None:
    [finding] = [one for one in review_terms([targets]).findings if one.code == "abbreviation-doubled"]
    assert ([variant.form for variant in finding.variants], finding.suggestion) == (["TEP"], "TFP")


def test_names_are_judged_by_the_day_of_the_paper(targets: Paper) -> None:
    assert [one for one in review_terms([targets]).findings if one.code == "renamed-agency"] == []
    later = review_terms([targets], on=date(2026, 11, 21)).findings
    counted = {finding.term: finding.variants[0].count for finding in later if finding.code == "renamed-agency"}
    assert counted == {"Bộ Thông tin và Truyền thông": 20, "Bộ Kế hoạch và Đầu tư": 3}


def test_the_directive_decides_for_the_plan(directive: Paper, body: Paper, targets: Paper, tasks: Paper) -> None:
    findings = review_terms([body, targets, tasks], directives=[directive]).findings
    assert forms(findings, "tone-placement", "hoá") == {"hóa": 56, "hoá": 3}
    suggestions = {finding.suggestion for finding in findings if finding.code == "synonyms"}
    assert {"bảo đảm", "hằng năm", "doanh nghiệp vừa và nhỏ"} <= suggestions


def test_a_clean_directive_gets_no_findings(directive: Paper) -> None:
    assert review_terms([directive]).findings == ()


def test_the_whole_resolution_gets_a_page_of_findings_not_a_book(body: Paper, targets: Paper, tasks: Paper) -> None:
    counts = Counter(finding.code for finding in review_terms([body, targets, tasks]).findings)
    assert counts.total() <= 40
