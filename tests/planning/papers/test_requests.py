"""A paper is asked for once while nothing changes, written by its latest run, and by nobody who may not."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from django.core.exceptions import ValidationError

from dongbo.documents.operations.storing import file_path
from dongbo.jobs.consultation_papers import write_now
from dongbo.ledger.models import Event
from dongbo.organisation.rules import NotAllowed
from dongbo.planning.models import ConsultationPaper, OpinionGroup
from dongbo.planning.operations.answering import reopen_group
from dongbo.planning.operations.papers import (
    begin_paper,
    fail_paper,
    finish_paper,
    note_progress,
    request_paper,
    restart_paper,
    resume_paper,
)
from dongbo.planning.queries.papers import abandoned_papers, paper_versions, readable_papers
from dongbo.planning.states import ABANDONED_AFTER, PaperForm, PaperState
from tests.builders import next_version, register
from tests.planning.opinions.saying import remark_of
from tests.rounds import prepared_round

if TYPE_CHECKING:
    from datetime import datetime

    from dongbo.documents.models import Version
    from dongbo.organisation.rules import Acting
    from tests.builders import Site
    from tests.planning.papers.telling import Told


def ask(
    told: Told,
    *,
    at: datetime,
    version: Version | None = None,
    form: PaperForm = PaperForm.STATISTICS,
    by: Acting | None = None,
) -> ConsultationPaper:
    """Ask for a paper of the round, by its leader unless another is named."""
    return request_paper(
        consultation=told.asking.consultation, version=version or told.later, form=form,
        by=by or told.asking.leader, at=at,
    )  # fmt: skip


def test_every_officer_of_the_side_that_asks_may_ask_and_the_ledger_says_for_what(told: Told, after: datetime) -> None:
    papers = [ask(told, at=after, form=form) for form in PaperForm]
    assert {(one.state, one.requested_by) for one in papers} == {(PaperState.QUEUED, told.asking.leader.officer)}
    event = Event.objects.latest("sequence")
    assert (event.kind, event.subject_id, event.permission) == (
        "planning.paper_requested", str(papers[-1].pk), "consultation.lead",
    )  # fmt: skip
    assert (event.payload["form"], event.payload["version"]) == ("statistics_xlsx", 2)
    for by in (told.asking.drafter, told.asking.decider):
        assert ask(told, at=after, by=by) == papers[-1]
        assert set(readable_papers(by, at=after)) == set(papers)


def test_a_unit_that_is_asked_gets_no_paper_of_the_round(told: Told, after: datetime, site: Site) -> None:
    ask(told, at=after)
    for by in (told.units[0].officer, told.units[0].head, site.reader):
        with pytest.raises(NotAllowed):
            ask(told, at=after, by=by)
        assert not readable_papers(by, at=after).exists()
    assert ConsultationPaper.objects.count() == 1


def test_only_frozen_versions_since_the_round_are_papers_made_for(told: Told, after: datetime, site: Site) -> None:
    raw = next_version(told.later.document, "KẾ HOẠCH\nI. MỤC TIÊU\n1. Một.", site=site, at=after)
    other = register("KẾ HOẠCH\nSố: 99/KH-BTN\nI. MỤC TIÊU\n1. Một.", site=site, at=after, name="khac.txt")
    for wrong in (raw, other):
        with pytest.raises(ValidationError) as refusal:
            ask(told, at=after, version=wrong)
        assert list(refusal.value.error_dict) == ["version"]
    assert list(paper_versions(told.asking.consultation)) == [told.later, told.asking.version]


def test_a_round_that_was_not_sent_has_nothing_to_tell(site: Site, at: datetime) -> None:
    prepared = prepared_round(site, at=at, units=1)
    with pytest.raises(ValidationError) as refusal:
        request_paper(
            consultation=prepared.consultation, version=prepared.version, form=PaperForm.MATRIX_PDF,
            by=prepared.leader, at=at,
        )  # fmt: skip
    assert refusal.value.code == "prepared"


def test_asked_again_while_nothing_changed_it_is_the_same_paper(told: Told, after: datetime) -> None:
    paper = ask(told, at=after)
    assert ask(told, at=after) == paper
    ready = write_now(paper=paper, at=after)
    assert ready.state == PaperState.READY
    assert ask(told, at=after) == paper
    assert ask(told, at=after, version=told.asking.version) != paper
    reopen_group(group=OpinionGroup.objects.latest("ordinal"), by=told.asking.drafter, at=after)
    newer = ask(told, at=after)
    assert newer != paper
    assert ConsultationPaper.objects.filter(version=told.later).count() == 2


def test_a_remark_inside_a_unit_changes_no_paper(told: Told, after: datetime) -> None:
    paper = write_now(paper=ask(told, at=after), at=after)
    remark_of(told.asking, told.units[4], at=after, text="Còn nội bộ")
    assert ask(told, at=after) == paper


def test_only_the_latest_run_finishes_and_what_ended_is_begun_again_by_request(told: Told, after: datetime) -> None:
    first = begin_paper(paper=ask(told, at=after), at=after)
    again = begin_paper(paper=first, at=after)
    note_progress(paper=first, percent=70, at=after)
    note_progress(paper=again, percent=40, at=after)
    again.refresh_from_db()
    assert (again.run, again.progress) == (2, 40)
    with pytest.raises(ValidationError) as refusal:
        finish_paper(paper=first, data=b"cu", as_of=1, at=after)
    assert refusal.value.code == "superseded"
    failed = fail_paper(paper=again, failure="Hết bộ nhớ", at=after)
    assert (failed.state, failed.failure) == (PaperState.FAILED, "Hết bộ nhớ")
    with pytest.raises(NotAllowed):
        restart_paper(paper=failed, by=told.units[0].head, at=after)
    assert restart_paper(paper=failed, by=told.asking.drafter, at=after).state == PaperState.QUEUED
    with pytest.raises(ValidationError) as refusal:
        restart_paper(paper=failed, by=told.asking.drafter, at=after)
    assert refusal.value.code == "transition"


def test_what_a_dead_process_left_is_taken_up_by_the_site(told: Told, after: datetime) -> None:
    running = begin_paper(paper=ask(told, at=after), at=after)
    later = after + ABANDONED_AFTER
    assert not abandoned_papers(at=later).exists()
    later += timedelta(seconds=1)
    assert list(abandoned_papers(at=later)) == [running]
    assert resume_paper(paper=running, at=later).state == PaperState.QUEUED
    assert Event.objects.latest("sequence").actor == ""


def test_the_file_is_kept_and_the_event_names_it(told: Told, after: datetime) -> None:
    paper = finish_paper(paper=begin_paper(paper=ask(told, at=after), at=after), data=b"xlsx", as_of=7, at=after)
    assert paper.file is not None
    assert (paper.progress, paper.file.kind, file_path(paper.file.sha256).read_bytes()) == (100, "xlsx", b"xlsx")
    assert Event.objects.latest("sequence").payload == {"as_of": 7, "file": paper.file.sha256}
