"""Trace links: proposed by the machine, decided by officers, suspect when an end changes."""

from copy import deepcopy
from datetime import datetime

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction

from dongbo.documents.models import Version
from dongbo.documents.operations import freeze_version
from dongbo.documents.states import Standing
from dongbo.ledger.models import Event
from dongbo.planning.models import TraceLink
from dongbo.planning.operations.appraisals import request_appraisal
from dongbo.planning.operations.links import add_link, confirm_link, reject_link
from dongbo.planning.queries.links import links_of, suspect_links
from dongbo.planning.states import AppraisalState, LinkState
from tests.builders import DIRECTIVE, PLAN, PLAN_SECOND, Site, frozen, next_version
from tests.keeping import Keep


@pytest.fixture(scope="module")
def kept_directive(keep: Keep, kept_site: Site, at: datetime) -> Version:
    return keep(lambda: frozen(DIRECTIVE, site=kept_site, at=at, standing=Standing.DIRECTIVE))


@pytest.fixture
def directive(kept_directive: Version, db: None) -> Version:
    return deepcopy(kept_directive)


@pytest.fixture(scope="module")
def kept_plan(keep: Keep, kept_site: Site, at: datetime) -> Version:
    return keep(lambda: frozen(PLAN, site=kept_site, at=at, standing=Standing.PLAN))


@pytest.fixture
def plan(kept_plan: Version, db: None) -> Version:
    return deepcopy(kept_plan)


def linked(directive: Version, plan: Version, *, site: Site, at: datetime, to: str = "I/2") -> TraceLink:
    return add_link(
        directive_provision=directive.provisions.get(path="I/2").provision,
        plan_provision=plan.provisions.get(path=to).provision,
        reason="Cùng nói về hạ tầng",
        by=site.planner,
        at=at,
    )


def test_an_added_link_is_confirmed_by_who_and_when(
    directive: Version, plan: Version, site: Site, at: datetime
) -> None:
    link = linked(directive, plan, site=site, at=at)
    assert (link.state, link.decided_by, link.decided_at) == (LinkState.CONFIRMED, site.planner.officer, at)
    assert list(suspect_links(site.planner, at=at)) == []


def test_a_confirmed_link_is_suspect_once_an_end_reads_otherwise_until_someone_looks(
    directive: Version, plan: Version, site: Site, at: datetime
) -> None:
    changed = linked(directive, plan, site=site, at=at, to="I/2")
    same = linked(directive, plan, site=site, at=at, to="I/1")
    second = next_version(plan.document, PLAN_SECOND, site=site, at=at)
    freeze_version(version=second, by=site.planner, at=at)
    assert list(suspect_links(site.planner, at=at)) == [changed]
    confirm_link(link=changed, by=site.planner, at=at)
    assert list(suspect_links(site.planner, at=at)) == []
    assert links_of(site.planner, at=at).get(pk=same.pk).suspect is False  # type: ignore[attr-defined]


def test_a_link_to_a_removed_provision_is_suspect_and_not_confirmed_again(
    directive: Version, plan: Version, site: Site, at: datetime
) -> None:
    link = linked(directive, plan, site=site, at=at)
    shorter = PLAN.replace("2. Hạ tầng truyền dẫn được nâng cấp.\n", "")
    freeze_version(version=next_version(plan.document, shorter, site=site, at=at), by=site.planner, at=at)
    assert list(suspect_links(site.planner, at=at)) == [link]
    with pytest.raises(ValidationError, match="không còn"):
        confirm_link(link=link, by=site.planner, at=at)
    assert reject_link(link=link, by=site.planner, at=at).state == LinkState.REJECTED


def test_a_link_is_added_once_and_between_two_documents(
    directive: Version, plan: Version, site: Site, at: datetime
) -> None:
    linked(directive, plan, site=site, at=at)
    with pytest.raises(ValidationError, match="đã được xác nhận"):
        linked(directive, plan, site=site, at=at)
    with pytest.raises(ValidationError, match="hai văn bản"):
        add_link(
            directive_provision=plan.provisions.get(path="I/1").provision,
            plan_provision=plan.provisions.get(path="I/2").provision,
            reason="",
            by=site.planner,
            at=at,
        )


def test_a_reader_decides_nothing(directive: Version, plan: Version, site: Site, at: datetime) -> None:
    link = linked(directive, plan, site=site, at=at)
    events = Event.objects.count()
    with pytest.raises(PermissionDenied):
        reject_link(link=link, by=site.reader, at=at)
    link.refresh_from_db()
    assert (link.state, Event.objects.count()) == (LinkState.CONFIRMED, events)


def test_the_database_wants_who_with_when(directive: Version, plan: Version, site: Site, at: datetime) -> None:
    link = linked(directive, plan, site=site, at=at)
    with pytest.raises(IntegrityError), transaction.atomic():
        TraceLink.objects.filter(pk=link.pk).update(decided_by=None)


def test_an_appraisal_waits_in_the_queue_with_its_event(
    directive: Version, plan: Version, site: Site, at: datetime
) -> None:
    appraisal = request_appraisal(plan=plan, directives=[directive], previous=None, by=site.planner, at=at)
    event = Event.objects.first()
    assert event is not None
    assert (appraisal.state, event.subject_id) == (AppraisalState.QUEUED, str(appraisal.pk))


def test_an_appraisal_needs_a_directive_and_not_itself(
    directive: Version, plan: Version, site: Site, at: datetime
) -> None:
    with pytest.raises(ValidationError, match="ít nhất một"):
        request_appraisal(plan=plan, directives=[], previous=None, by=site.planner, at=at)
    with pytest.raises(ValidationError, match="chính nó"):
        request_appraisal(plan=plan, directives=[plan], previous=None, by=site.planner, at=at)
    with pytest.raises(ValidationError, match="cũ hơn"):
        request_appraisal(plan=plan, directives=[directive], previous=plan, by=site.planner, at=at)
