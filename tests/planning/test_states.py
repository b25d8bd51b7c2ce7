"""Links and appraisals walk only the steps their tables allow, held against a plain oracle."""

from copy import deepcopy
from datetime import datetime, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dongbo.documents.models import StoredFile
from dongbo.documents.operations import freeze_version
from dongbo.documents.states import Standing
from dongbo.ledger.models import Event
from dongbo.planning.models import Appraisal, TraceLink
from dongbo.planning.operations.appraisals import (
    begin_appraisal,
    fail_appraisal,
    finish_appraisal,
    note_progress,
    request_appraisal,
    restart_appraisal,
)
from dongbo.planning.operations.links import confirm_link, reject_link
from dongbo.planning.queries.appraisals import abandoned_appraisals
from dongbo.planning.queries.links import suspect_links
from dongbo.planning.states import ABANDONED_AFTER, AppraisalState
from tests.builders import DIRECTIVE, PLAN, PLAN_SECOND, Site, frozen, next_version, register
from tests.keeping import Keep

few = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
REPORTS = {"html": b"<!doctype html>", "docx": b"PK"}
STEPS = {
    "begin": {"queued": "running", "running": "running", "failed": "running"},
    "finish": {"running": "ready"},
    "fail": {"queued": "failed", "running": "failed"},
    "restart": {"failed": "queued"},
    "restart later": {"failed": "queued", "running": "queued"},
}


@pytest.fixture(scope="module")
def kept_appraisal(keep: Keep, kept_site: Site, at: datetime) -> Appraisal:
    def build() -> Appraisal:
        directive = frozen(DIRECTIVE, site=kept_site, at=at, standing=Standing.DIRECTIVE)
        plan = frozen(PLAN, site=kept_site, at=at, standing=Standing.PLAN)
        return request_appraisal(plan=plan, directives=[directive], previous=None, by=kept_site.planner, at=at)

    return keep(build)


@pytest.fixture
def appraisal(kept_appraisal: Appraisal, db: None) -> Appraisal:
    return deepcopy(kept_appraisal)


@pytest.fixture(scope="module")
def kept_link(keep: Keep, kept_appraisal: Appraisal, at: datetime) -> TraceLink:
    def build() -> TraceLink:
        directive = kept_appraisal.directives.get().provisions.get(path="I/2")
        plan = kept_appraisal.plan.provisions.get(path="I/2")
        return TraceLink.objects.create(
            directive_provision=directive.provision,
            plan_provision=plan.provision,
            directive_hash=directive.content_hash,
            plan_hash=plan.content_hash,
            proposed_at=at,
        )

    return keep(build)


@pytest.fixture
def link(kept_link: TraceLink, db: None) -> TraceLink:
    return deepcopy(kept_link)


def step(act: str, appraisal: Appraisal, *, site: Site, at: datetime) -> None:
    match act:
        case "begin":
            begin_appraisal(appraisal=appraisal, at=at)
        case "finish":
            finish_appraisal(appraisal=appraisal, result={}, reports=REPORTS, proposals=[], at=at)
        case "fail":
            fail_appraisal(appraisal=appraisal, failure="Hỏng", at=at)
        case "restart":
            restart_appraisal(appraisal=appraisal, by=site.planner, at=at)
        case _:
            restart_appraisal(appraisal=appraisal, by=site.planner, at=at + ABANDONED_AFTER + timedelta(seconds=1))


@few
@given(acts=st.lists(st.sampled_from(sorted(STEPS)), max_size=8))
def test_an_appraisal_goes_only_where_it_may(acts: list[str], appraisal: Appraisal, site: Site, at: datetime) -> None:
    with transaction.atomic():
        state = "queued"
        for act in acts:
            now = Appraisal.objects.get(pk=appraisal.pk)
            expected = STEPS[act].get(state)
            if expected is None:
                with pytest.raises(ValidationError):
                    step(act, now, site=site, at=at)
            else:
                step(act, now, site=site, at=at)
                state = expected
            assert Appraisal.objects.get(pk=appraisal.pk).state == state
        transaction.set_rollback(True)


@few
@given(acts=st.lists(st.sampled_from(["confirm", "reject", "new version"]), max_size=6))
def test_a_link_goes_only_where_it_may(acts: list[str], link: TraceLink, site: Site, at: datetime) -> None:
    document = link.plan_provision.document
    with transaction.atomic():
        state, fresh, versions = "proposed", True, 0
        for act in acts:
            if act == "new version":
                versions += 1
                text = PLAN_SECOND.replace("10 Gb/s", f"{versions} Gb/s")
                freeze_version(version=next_version(document, text, site=site, at=at), by=site.planner, at=at)
                fresh = False
            elif (act == "reject" and state == "rejected") or (act == "confirm" and state == "confirmed" and fresh):
                with pytest.raises(ValidationError, match="đã ở trạng thái"):
                    (confirm_link if act == "confirm" else reject_link)(link=link, by=site.planner, at=at)
            elif act == "confirm":
                state, fresh = confirm_link(link=link, by=site.planner, at=at).state, True
            else:
                state = reject_link(link=link, by=site.planner, at=at).state
            assert TraceLink.objects.get(pk=link.pk).state == state
            assert suspect_links(site.planner, at=at).exists() is (state == "confirmed" and not fresh)
        transaction.set_rollback(True)


def test_a_decision_on_words_that_changed_meanwhile_is_refused(link: TraceLink, site: Site, at: datetime) -> None:
    seen = (link.directive_hash, link.plan_hash)
    second = next_version(link.plan_provision.document, PLAN_SECOND, site=site, at=at)
    freeze_version(version=second, by=site.planner, at=at)
    with pytest.raises(ValidationError) as refusal:
        confirm_link(link=link, by=site.planner, at=at, seen=seen)
    assert refusal.value.code == "stale"


def test_a_run_that_was_overtaken_reports_nothing(appraisal: Appraisal, site: Site, at: datetime) -> None:
    first = begin_appraisal(appraisal=appraisal, at=at)
    second = begin_appraisal(appraisal=appraisal, at=at)
    note_progress(appraisal=first, percent=50, stage="cũ", at=at)
    with pytest.raises(ValidationError) as refusal:
        finish_appraisal(appraisal=first, result={}, reports=REPORTS, proposals=[], at=at)
    assert refusal.value.code == "superseded"
    note_progress(appraisal=second, percent=70, stage="mới", at=at)
    assert Appraisal.objects.get().progress == 70
    assert finish_appraisal(appraisal=second, result={}, reports=REPORTS, proposals=[], at=at).state == "ready"


def test_a_run_cut_off_is_seen_and_put_back_into_the_queue(appraisal: Appraisal, site: Site, at: datetime) -> None:
    begin_appraisal(appraisal=appraisal, at=at)
    later = at + ABANDONED_AFTER + timedelta(seconds=1)
    assert (list(abandoned_appraisals(at=at)), list(abandoned_appraisals(at=later))) == ([], [appraisal])
    with pytest.raises(ValidationError, match="Đang đối chiếu"):
        restart_appraisal(appraisal=appraisal, by=site.planner, at=at)
    assert restart_appraisal(appraisal=appraisal, by=site.planner, at=later).state == AppraisalState.QUEUED
    event = Event.objects.first()
    assert event is not None
    assert (event.kind, event.payload["runs_before"]) == ("planning.appraisal_requested", 1)


def test_what_is_still_in_review_is_not_appraised(appraisal: Appraisal, site: Site, at: datetime) -> None:
    waiting = register(PLAN.replace("21/KH", "22/KH"), site=site, at=at, standing=Standing.PLAN)
    with pytest.raises(ValidationError, match="Hãy chốt trước"):
        request_appraisal(plan=waiting, directives=appraisal.directives.all(), previous=None, by=site.planner, at=at)


@pytest.mark.parametrize(
    "change",
    [
        {"state": "unknown"},
        {"progress": 101},
        {"state": "ready"},
        {"state": "failed"},
        {"state": "running"},
        {"failure": "Hỏng"},
        {"report_html": "file"},
    ],
    ids=str,
)
def test_the_database_knows_no_half_state_of_an_appraisal(
    change: dict[str, object], appraisal: Appraisal, at: datetime
) -> None:
    if "report_html" in change:
        change = {"report_html": StoredFile.objects.first()}
    with pytest.raises(IntegrityError), transaction.atomic():
        Appraisal.objects.filter(pk=appraisal.pk).update(**change)


@pytest.mark.parametrize("change", [{"state": "confirmed"}, {"state": "x"}, {"decided": 1}, {"score": -0.1}], ids=str)
def test_the_database_knows_no_half_state_of_a_link(change: dict[str, object], link: TraceLink, at: datetime) -> None:
    if "decided" in change:
        change = {"decided_at": at}
    with pytest.raises(IntegrityError), transaction.atomic():
        TraceLink.objects.filter(pk=link.pk).update(**change)
