"""A large workbook is read and applied by jobs, as its sender may at that moment, and taken up where one died."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from django.core.exceptions import ValidationError
from django_tasks_db.models import DBTaskResult

from dongbo.jobs.intake import resume_intakes, work_now
from dongbo.ledger.models import Event
from dongbo.organisation.models import Grant, Intake, Officer, Unit
from dongbo.organisation.operations import revoke_grant
from dongbo.organisation.operations.intake import (
    apply_requested,
    begin_intake,
    fail_intake,
    note_intake_progress,
    request_intake,
    resume_intake,
    send_intake,
)
from dongbo.organisation.queries.intake import abandoned_intakes
from dongbo.organisation.rules import NotAllowed
from dongbo.organisation.states import INTAKE_ABANDONED_AFTER, Decision, IntakeKind, IntakeState
from tests.builders import enrolled
from tests.organisation.intake.queue import work_off_the_queue
from tests.organisation.intake.sheets import OFFICER_HEADINGS, UNIT_HEADINGS, officer_row, sheet

if TYPE_CHECKING:
    from datetime import datetime

    from dongbo.organisation.rules import Acting
    from tests.builders import Site

TODAY = {"valid_from": "21/11/2026"}
LATER = INTAKE_ABANDONED_AFTER + timedelta(seconds=1)


def sent(*codes: str, by: Acting, at: datetime) -> Intake:
    """Send a workbook with one officer for each of the units."""
    rows = [officer_row(number, code, **TODAY) for number, code in enumerate(codes)]
    data = sheet(OFFICER_HEADINGS, rows)
    return send_intake(kind=IntakeKind.OFFICERS, data=data, file_name="can-bo.xlsx", by=by, at=at)


def again(intake: Intake) -> Intake:
    """Return the intake as it stands now."""
    return Intake.objects.get(pk=intake.pk)


def kinds_of(intake: Intake) -> list[str]:
    """Return what the ledger says happened to the intake, in order."""
    found = Event.objects.filter(subject_kind="intake", subject_id=str(intake.pk)).order_by("sequence")
    return [kind.removeprefix("organisation.intake_") for kind in found.values_list("kind", flat=True)]


def test_a_workbook_is_read_and_then_applied_from_the_queue(site: Site, at: datetime) -> None:
    intake = sent("G99", "G99", by=site.administrator, at=at)
    assert (intake.state, intake.counts, bytes(intake.sent or b"")[:2]) == (IntakeState.READING, {}, b"PK")
    work_off_the_queue()
    read = again(intake)
    assert (read.state, read.sent, read.progress, read.run) == (IntakeState.PREVIEWED, None, 100, 1)
    assert read.counts == {"new": 2, "changed": 0, "unchanged": 0, "refused": 0}
    request_intake(intake=read, keep_good_rows=False, by=site.administrator, at=at)
    assert not Officer.objects.filter(username="cb.00000").exists()
    work_off_the_queue()
    done = again(intake)
    assert (done.state, done.applied, done.decided_by, done.run) == (
        IntakeState.APPLIED, 2, site.administrator.officer, 2,
    )  # fmt: skip
    assert Officer.objects.filter(username__in=["cb.00000", "cb.00001"]).count() == 2
    assert kinds_of(intake) == ["sent", "read", "requested", "applied"]
    written = Event.objects.get(kind="organisation.intake_applied")
    assert written.actor == str(site.administrator.officer.pk)


def test_units_are_founded_by_the_decision_that_was_named_when_asking(site: Site, at: datetime) -> None:
    data = sheet(UNIT_HEADINGS, [("G99.01", "Cục Một", "department", "G99")])
    intake = send_intake(kind=IntakeKind.UNITS, data=data, file_name="dv.xlsx", by=site.administrator, at=at)
    work_off_the_queue()
    decision = Decision(number="8/QĐ", on=None, issuer="Bộ trưởng")
    request_intake(intake=again(intake), keep_good_rows=False, decision=decision, by=site.administrator, at=at)
    work_off_the_queue()
    act = Unit.objects.get(code="G99.01").names.get().act
    assert act is not None
    assert (act.decision_number, act.decision_issuer) == ("8/QĐ", "Bộ trưởng")


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04hong", b"\x89PNG"])
def test_a_file_that_cannot_be_read_says_why_and_is_not_kept(site: Site, at: datetime, data: bytes) -> None:
    intake = send_intake(kind=IntakeKind.UNITS, data=data, file_name="x.xlsx", by=site.administrator, at=at)
    work_off_the_queue()
    failed = again(intake)
    assert (failed.state, failed.sent, failed.rows) == (IntakeState.FAILED, None, [])
    assert "x.xlsx" in failed.failure
    with pytest.raises(ValidationError, match="đã được quyết định"):
        request_intake(intake=failed, keep_good_rows=True, by=site.administrator, at=at)


def test_what_was_allowed_when_asking_is_asked_again_when_applying(site: Site, at: datetime) -> None:
    officer = enrolled("to-chuc", "organisation-officer", unit=site.unit, by=site.administrator, at=at)
    intake = sent("G99", by=officer, at=at)
    work_off_the_queue()
    request_intake(intake=again(intake), keep_good_rows=False, by=officer, at=at)
    grant = Grant.objects.get(officer=officer.officer)
    revoke_grant(grant=grant, reason="Chuyển công tác", by=site.administrator, at=at)
    work_off_the_queue()
    refused = again(intake)
    assert (refused.state, refused.decided_by, len(refused.rows)) == (IntakeState.FAILED, None, 1)
    assert "Bạn chưa được cấp quyền" in refused.failure
    assert not Officer.objects.filter(username="cb.00000").exists()
    assert kinds_of(intake) == ["sent", "read", "requested", "failed"]


def test_after_a_refusal_the_good_rows_may_still_come_in(site: Site, at: datetime) -> None:
    intake = sent("G99", "G99.77", by=site.administrator, at=at)
    work_off_the_queue()
    request_intake(intake=again(intake), keep_good_rows=False, by=site.administrator, at=at)
    work_off_the_queue()
    assert (again(intake).state, "1 dòng bị từ chối" in again(intake).failure) == (IntakeState.FAILED, True)
    request_intake(intake=again(intake), keep_good_rows=True, by=site.administrator, at=at)
    work_off_the_queue()
    assert (again(intake).state, again(intake).applied, again(intake).failure) == (IntakeState.APPLIED, 1, "")


def test_only_its_sender_decides_and_only_once(site: Site, at: datetime) -> None:
    other = enrolled("to-chuc", "organisation-officer", unit=site.unit, by=site.administrator, at=at)
    intake = sent("G99", by=site.administrator, at=at)
    with pytest.raises(ValidationError, match="đã được quyết định"):
        request_intake(intake=intake, keep_good_rows=False, by=site.administrator, at=at)
    work_off_the_queue()
    with pytest.raises(NotAllowed, match="người khác gửi"):
        request_intake(intake=intake, keep_good_rows=False, by=other, at=at)
    request_intake(intake=intake, keep_good_rows=False, by=site.administrator, at=at)
    with pytest.raises(ValidationError, match="đã được quyết định"):
        request_intake(intake=intake, keep_good_rows=False, by=site.administrator, at=at)
    with pytest.raises(NotAllowed):
        sent("G99", by=site.reader, at=at)


def test_a_job_delivered_twice_works_once(site: Site, at: datetime) -> None:
    intake = sent("G99", by=site.administrator, at=at)
    begun = begin_intake(intake=intake, at=at)
    assert begun is not None
    work_now(intake=intake, at=at)
    assert (again(intake).state, again(intake).run) == (IntakeState.READING, 1)
    work_now(intake=intake, at=at + LATER)
    assert (again(intake).state, again(intake).run) == (IntakeState.PREVIEWED, 2)
    work_now(intake=intake, at=at + LATER)
    assert again(intake).run == 2


def test_a_run_that_was_superseded_changes_nothing(site: Site, at: datetime) -> None:
    intake = sent("G99", by=site.administrator, at=at)
    work_off_the_queue()
    request_intake(intake=again(intake), keep_good_rows=False, by=site.administrator, at=at)
    first = begin_intake(intake=intake, at=at)
    second = begin_intake(intake=intake, at=at + LATER)
    assert first is not None
    assert second is not None
    with pytest.raises(ValidationError) as refused:
        apply_requested(intake=first, by=site.administrator, at=at)
    assert refused.value.code == "superseded"
    note_intake_progress(intake=first, percent=77, at=at)
    fail_intake(intake=first, failure="quá muộn", at=at)
    assert (again(intake).state, again(intake).progress, again(intake).failure) == (IntakeState.APPLYING, 0, "")
    apply_requested(intake=second, by=site.administrator, at=at)
    assert again(intake).state == IntakeState.APPLIED


def test_what_a_dead_process_left_is_taken_up_again(site: Site, at: datetime) -> None:
    intake = sent("G99", by=site.administrator, at=at)
    assert resume_intakes(at=at + LATER) == 0, "it waits in the queue still"
    DBTaskResult.objects.all().delete()
    begin_intake(intake=intake, at=at)
    assert not abandoned_intakes(at=at + INTAKE_ABANDONED_AFTER).exists()
    with pytest.raises(ValidationError, match="không bị ngắt"):
        resume_intake(intake=intake, at=at + INTAKE_ABANDONED_AFTER)
    assert resume_intakes(at=at + LATER) == 1
    work_off_the_queue()
    assert (again(intake).state, again(intake).run) == (IntakeState.PREVIEWED, 2)
    assert kinds_of(intake) == ["sent", "resumed", "read"]
    assert resume_intakes(at=at + 2 * LATER) == 0
