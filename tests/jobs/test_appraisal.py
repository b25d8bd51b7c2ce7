"""An appraisal computed in the background from the ledger event that asked for it."""

from copy import deepcopy
from datetime import datetime

import pytest
from django_tasks_db.management.commands.db_worker import Worker
from django_tasks_db.models import DBTaskResult

from dongbo.documents.models import Version
from dongbo.documents.operations.storing import file_path
from dongbo.documents.states import Standing
from dongbo.jobs.appraisal import compute_now
from dongbo.planning.models import TraceLink
from dongbo.planning.operations.appraisals import request_appraisal
from dongbo.planning.operations.links import reject_link
from dongbo.planning.states import AppraisalState, LinkState
from tests.builders import DIRECTIVE, PLAN, Site, frozen
from tests.keeping import Keep


@pytest.fixture(scope="module")
def kept_papers(keep: Keep, kept_site: Site, at: datetime) -> tuple[Version, Version]:
    return keep(
        lambda: (
            frozen(DIRECTIVE, site=kept_site, at=at, standing=Standing.DIRECTIVE),
            frozen(PLAN, site=kept_site, at=at, standing=Standing.PLAN),
        )
    )


@pytest.fixture
def papers(kept_papers: tuple[Version, Version], db: None) -> tuple[Version, Version]:
    return deepcopy(kept_papers)


def work_off_the_queue() -> None:
    """Run what waits as the worker does; its own loop would close the connection that holds the test's transaction."""
    worker = Worker(
        queue_names=["*"], interval=0, batch=True, backend_name="default", startup_delay=False, max_tasks=None,
        worker_id="test", excluded_queue_names=[],
    )  # fmt: skip
    for waiting in DBTaskResult.objects.ready():
        waiting.claim(worker.worker_id)
        worker.run_task(waiting)


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
