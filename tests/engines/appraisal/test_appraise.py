"""An appraisal of small fictional papers: every kind of finding is found, and nothing besides."""

import json
from datetime import date

import pytest

from dongbo.engines.alignment import Answered, Axis
from dongbo.engines.appraisal import Appraisal, appraise
from dongbo.engines.citations import RegisterEntry
from dongbo.engines.targets import Relation
from tests.engines.appraisal import papers


@pytest.fixture(scope="module")
def appraisal() -> Appraisal:
    return appraise(papers.plan(), [papers.directive()], papers.previous(), as_of=date(2026, 5, 21))


def test_an_unanswered_provision_is_found(appraisal: Appraisal) -> None:
    assert [one.provision.path for one in appraisal.alignment.unanswered] == ["II/2"]


def test_a_plan_provision_without_basis_is_found(appraisal: Appraisal) -> None:
    assert [one.provision.path for one in appraisal.alignment.without_basis] == ["II/3"]


def test_a_weaker_target_is_found_and_an_equal_one_is_not_blamed(appraisal: Appraisal) -> None:
    relations = [one.comparison.relation for one in appraisal.targets]

    assert relations == [Relation.WEAKER, Relation.EQUAL]
    assert [one.comparison.relation for one in appraisal.deviating_targets] == [Relation.WEAKER]


def test_coverage_counts_every_directive_provision_once(appraisal: Appraisal) -> None:
    cells = appraisal.coverage()["07/CT-BATCĐ"]

    assert sum(sum(counts.values()) for counts in cells.values()) == len(appraisal.alignment.directives) == 5
    assert dict(cells[Axis.TARGET]) == {Answered.YES: 2}


def test_the_register_is_the_papers_given_and_what_is_added(appraisal: Appraisal) -> None:
    assert [one.citation.number for one in appraisal.doubtful_citations] == ["99/2024/NĐ-CP"]

    known = RegisterEntry("a", "99/2024/NĐ-CP", "Nghị định", "Chính phủ", "2024-08-01", "")
    again = appraise(papers.plan(), [papers.directive()], register=[known])

    assert again.doubtful_citations == ()


def test_what_changed_names_the_directive_provisions_it_touches(appraisal: Appraisal) -> None:
    touched = {
        one.change.op: [provision.path for provision in one.touches]
        for one in appraisal.changes
        if one.change.op == "deleted"
    }

    assert touched == {"deleted": ["II/2"]}
    assert [(one.provision.path, one.before, one.now) for one in appraisal.turns] == [
        ("II/2", Answered.YES, Answered.NO),
        ("II/3", Answered.NO, Answered.YES),
    ]
    assert [one.lost for one in appraisal.turns] == [True, False]


def test_without_a_previous_version_nothing_changed() -> None:
    appraisal = appraise(papers.plan(), [papers.directive()])

    assert (appraisal.changes, appraisal.turns, appraisal.previous) == ((), (), None)


def test_wording_is_reviewed_against_the_directive() -> None:
    lines = [*papers.PLAN, "4. Kỹ thuật viên bảo trì thiết bị.", "5. Kĩ thuật viên trực ca tại trạm."]
    appraisal = appraise(papers.taken(lines, "quy-hoach.txt"), [papers.directive()])

    forms = {variant.form for finding in appraisal.terms.findings for variant in finding.variants}

    assert {"kỹ thuật", "kĩ thuật"} <= {form.lower() for form in forms}


def test_two_directives_of_one_name_stay_apart() -> None:
    appraisal = appraise(papers.plan(), [papers.directive(), papers.directive()])

    assert list(appraisal.coverage()) == ["07/CT-BATCĐ", "07/CT-BATCĐ (2)"]
    assert len(appraisal.alignment.directives) == 10


def test_progress_is_told_in_order() -> None:
    told: list[tuple[int, str]] = []

    appraise(papers.plan(), [papers.directive()], progress=lambda percent, stage: told.append((percent, stage)))

    assert [percent for percent, _ in told] == sorted(percent for percent, _ in told)
    assert told[-1] == (100, "Hoàn thành")


def test_the_json_holds_the_same_counts(appraisal: Appraisal) -> None:
    told = json.loads(json.dumps(appraisal.as_json()))

    assert told["format"] == 1
    assert told["as_of"] == "2026-05-21"
    assert told["summary"]["answered"] == {"yes": 4, "partly": 0, "no": 1}
    assert told["summary"]["targets"]["weaker"] == 1
    assert len(told["coverage"]) == len(Axis)
    assert [one["path"] for one in told["directive_provisions"] if one["answered"] == "no"] == ["II/2"]
    assert set(told["directive_provisions"][0]) == {
        "document", "path", "label", "heading", "text", "context", "line",
        "axes", "answered", "share", "demands", "links",
    }  # fmt: skip
