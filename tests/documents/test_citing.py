"""Citations follow what the register learns: a number corrected, a paper set aside."""

from datetime import datetime

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from dongbo.documents.models import Document, ProvisionVersion, Version
from dongbo.documents.operations import correct_document, discard_version
from dongbo.documents.queries import citations_from, citations_to
from dongbo.documents.states import CitationState, Priority
from dongbo.ledger.models import Event
from dongbo.planning.operations.links import add_link
from tests.builders import DIRECTIVE, PLAN, Site, frozen, register


def test_a_corrected_number_frees_and_finds_citations(site: Site, at: datetime) -> None:
    plan = register(PLAN, site=site, at=at)
    directive = register(DIRECTIVE.replace("15/NQ-CP", "51/NQ-CP"), site=site, at=at).document
    assert [citation.state for citation in citations_from(plan, by=site.planner, at=at)] == [CitationState.UNRESOLVED]
    correct_document(document=directive, fields={"number": "15/NQ-CP"}, by=site.planner, at=at)
    assert [(one.state, one.target) for one in citations_from(plan, by=site.planner, at=at)] == [
        (CitationState.RESOLVED, directive)
    ]
    assert [citation.version for citation in citations_to(directive, by=site.planner, at=at)] == [plan]
    event = Event.objects.first()
    assert event is not None
    assert event.payload["citations_resolved"] == 1
    correct_document(document=directive, fields={"number": "51/NQ-CP"}, by=site.planner, at=at)
    assert [(one.state, one.target) for one in citations_from(plan, by=site.planner, at=at)] == [
        (CitationState.UNRESOLVED, None)
    ]


def test_a_corrected_date_makes_a_citation_contradict(site: Site, at: datetime) -> None:
    directive = register(DIRECTIVE, site=site, at=at).document
    plan = register(PLAN, site=site, at=at)
    correct_document(document=directive, fields={"issued_date": at.date()}, by=site.planner, at=at)
    assert [citation.state for citation in citations_from(plan, by=site.planner, at=at)] == [CitationState.CONTRADICTS]


def test_a_paper_set_aside_leaves_its_citations_unresolved(site: Site, at: datetime) -> None:
    plan, directive = register(PLAN, site=site, at=at), register(DIRECTIVE, site=site, at=at)
    discard_version(version=directive, reason="Nhầm tệp", by=site.planner, at=at)
    assert [citation.state for citation in citations_from(plan, by=site.planner, at=at)] == [CitationState.UNRESOLVED]
    event = Event.objects.first()
    assert event is not None
    assert event.subject_id == str(directive.document_id)


def test_a_paper_with_trace_links_is_not_set_aside(site: Site, at: datetime) -> None:
    plan, directive = register(PLAN, site=site, at=at), frozen(DIRECTIVE, site=site, at=at)
    ends = [version.provisions.get(path="I/1").provision for version in (directive, plan)]
    add_link(directive_provision=ends[0], plan_provision=ends[1], reason="", by=site.planner, at=at)
    with pytest.raises(ValidationError) as refusal:
        discard_version(version=plan, reason="Nhầm tệp", by=site.planner, at=at)
    assert refusal.value.code == "in_use"
    assert Document.objects.count() == 2


def test_a_correction_that_changes_nothing_is_no_act(site: Site, at: datetime) -> None:
    document = register(PLAN, site=site, at=at).document
    events = Event.objects.count()
    correct_document(document=document, fields={"subject": document.subject}, by=site.planner, at=at)
    assert Event.objects.count() == events


def test_urgency_and_recipients_are_read(site: Site, at: datetime) -> None:
    document = register(DIRECTIVE.replace("CHÍNH PHỦ\n", "CHÍNH PHỦ\nHỎA TỐC\n", 1), site=site, at=at).document
    assert Priority(document.priority) == Priority.EXPRESS


@pytest.mark.parametrize(
    "change", [{"priority": 9}, {"standing": "x"}, {"subject": ""}, {"arrival_number": 5}], ids=str
)
def test_the_database_knows_no_half_state_of_a_document(change: dict[str, object], site: Site, at: datetime) -> None:
    register(PLAN, site=site, at=at)
    with pytest.raises(IntegrityError), transaction.atomic():
        Document.objects.update(**change)


@pytest.mark.parametrize("change", [{"state": "frozen"}, {"state": "x"}, {"frozen": 1}, {"ordinal": 0}], ids=str)
def test_the_database_knows_no_half_state_of_a_version(change: dict[str, object], site: Site, at: datetime) -> None:
    register(PLAN, site=site, at=at)
    with pytest.raises(IntegrityError), transaction.atomic():
        Version.objects.update(**({"frozen_at": at} if "frozen" in change else change))


@pytest.mark.parametrize("change", [{"kind": "x"}, {"content_hash": "ab"}, {"depth": 3}, {"confidence": 2}], ids=str)
def test_the_database_knows_no_half_state_of_a_provision(change: dict[str, object], site: Site, at: datetime) -> None:
    register(PLAN, site=site, at=at)
    with pytest.raises(IntegrityError), transaction.atomic():
        ProvisionVersion.objects.filter(depth=0).update(**change)
