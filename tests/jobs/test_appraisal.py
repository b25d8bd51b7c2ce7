"""An appraisal computed in the background from the ledger event that asked for it."""

from datetime import datetime

import pytest
from django.core.management import call_command

from dongbo.documents.models import Version
from dongbo.documents.operations.storing import file_path
from dongbo.documents.states import Standing
from dongbo.jobs.appraisal import compute_now
from dongbo.planning.models import TraceLink
from dongbo.planning.operations import reject_link, request_appraisal
from dongbo.planning.states import AppraisalState, LinkState
from tests.builders import DIRECTIVE, PLAN, Site, frozen


@pytest.fixture
def papers(site: Site, at: datetime) -> tuple[Version, Version]:
    return (
        frozen(DIRECTIVE, site=site, at=at, standing=Standing.DIRECTIVE),
        frozen(PLAN, site=site, at=at, standing=Standing.PLAN),
    )


def work_off_the_queue() -> None:
    call_command("db_worker", "--batch", "--no-startup-delay", verbosity=0)


def test_the_worker_computes_what_was_asked_for(papers: tuple[Version, Version], site: Site, at: datetime) -> None:
    directive, plan = papers
    appraisal = request_appraisal(plan=plan, directives=[directive], previous=None, by=site.planner, at=at)
    work_off_the_queue()
    appraisal.refresh_from_db()
    assert (appraisal.state, appraisal.progress) == (AppraisalState.READY, 100)
    relations = {one["relation"] for one in appraisal.result["targets"] if one["directive"]}
    assert relations == {"weaker", "missing"}
    unanswered = {one["path"] for one in appraisal.result["directive_provisions"] if one["answered"] == "no"}
    assert "II/1" not in unanswered
    assert "I/2" in unanswered
    assert appraisal.report_html is not None
    assert file_path(appraisal.report_html.sha256).read_bytes()[:15].lower() == b"<!doctype html>"


def test_links_are_proposed_once_and_a_decided_link_stays_decided(
    papers: tuple[Version, Version], site: Site, at: datetime
) -> None:
    directive, plan = papers
    request_appraisal(plan=plan, directives=[directive], previous=None, by=site.planner, at=at)
    work_off_the_queue()
    first = TraceLink.objects.order_by("pk").first()
    assert first is not None
    count = TraceLink.objects.count()
    reject_link(link=first, by=site.planner, at=at)
    request_appraisal(plan=plan, directives=[directive], previous=None, by=site.planner, at=at)
    work_off_the_queue()
    first.refresh_from_db()
    assert (TraceLink.objects.count(), first.state) == (count, LinkState.REJECTED)


def test_a_failure_is_kept_with_its_reason(papers: tuple[Version, Version], site: Site, at: datetime) -> None:
    directive, plan = papers
    appraisal = request_appraisal(plan=plan, directives=[directive], previous=None, by=site.planner, at=at)
    file_path(plan.file_id).unlink()
    work_off_the_queue()
    appraisal.refresh_from_db()
    assert appraisal.state == AppraisalState.FAILED
    assert "FileNotFoundError" in appraisal.failure


def test_a_job_delivered_twice_computes_once(papers: tuple[Version, Version], site: Site, at: datetime) -> None:
    directive, plan = papers
    appraisal = request_appraisal(plan=plan, directives=[directive], previous=None, by=site.planner, at=at)
    compute_now(appraisal=appraisal, at=at)
    work_off_the_queue()
    appraisal.refresh_from_db()
    assert (appraisal.state, appraisal.finished_at) == (AppraisalState.READY, at)
