"""Dossiers put together in the background from the ledger event: whole, resumed after a crash, never twice at once."""

from __future__ import annotations

from copy import deepcopy
from datetime import timedelta
from io import BytesIO
from typing import TYPE_CHECKING

import pytest
from django.core.exceptions import ValidationError
from django.core.management import call_command
from pypdf import PdfReader

import dongbo.jobs.appraisal_dossiers as job
from dongbo.documents.operations.storing import file_path
from dongbo.ledger.models import Event
from dongbo.planning.models import AppraisalDossier, DossierPart, PartBatch
from dongbo.planning.operations.appraisal_dossiers import begin_dossier, request_check, restart_dossier
from dongbo.planning.queries.appraisal_dossier_checks import check_of
from dongbo.planning.states import AppraisalDossierState, PartKind
from tests.appraisal_dossiers import asked_for, evidence
from tests.jobs.test_appraisal import work_off_the_queue

if TYPE_CHECKING:
    from datetime import datetime

    from tests.appraisal_dossiers import Evidence
    from tests.builders import Site
    from tests.keeping import Keep


@pytest.fixture(scope="module")
def after(at: datetime) -> datetime:
    """A moment when the round is over."""
    return at + timedelta(days=41)


@pytest.fixture(scope="module")
def kept_about(keep: Keep, kept_site: Site, at: datetime) -> Evidence:
    return keep(lambda: evidence(kept_site, at=at))


@pytest.fixture
def about(kept_about: Evidence, db: None) -> Evidence:
    """A council with a round and an appraisal behind it."""
    return deepcopy(kept_about)


def words_of(dossier: AppraisalDossier, kind: PartKind) -> str:
    """Return what the file of a part says, on one line."""
    part = DossierPart.objects.get(dossier=dossier, kind=kind)
    pages = PdfReader(BytesIO(file_path(str(part.file_id)).read_bytes())).pages
    return " ".join(" ".join(page.extract_text() for page in pages).split())


def test_the_worker_puts_a_dossier_together_and_checks_it_when_asked(about: Evidence, after: datetime) -> None:
    dossier = asked_for(about, at=after)
    work_off_the_queue()
    dossier.refresh_from_db()
    assert (dossier.state, dossier.progress, dossier.run) == (AppraisalDossierState.FROZEN, 100, 1)
    matrix = words_of(dossier, PartKind.MATRIX)
    for said in ("Nên nâng lên 90%.", "Rà soát câu chữ toàn dự thảo.", "Giải trình: Đã rà soát khi soạn.", "Cục số 5"):
        assert said in matrix
    unresolved = words_of(dossier, PartKind.UNRESOLVED)
    for said in ("Rà soát câu chữ toàn dự thảo.", "Lý do: Không có lỗi.", "Cục số 3", "Chưa rõ nguồn lực"):
        assert said in unresolved
    redline = words_of(dossier, PartKind.REDLINE)
    assert "So với" in redline
    assert "1. Chuyển đổi số toàn diện." in redline
    appraisal = words_of(dossier, PartKind.APPRAISAL)
    for said in ("Độ phủ theo bảy trục", "So sánh chỉ tiêu", "Thống nhất thuật ngữ", "Viện dẫn cần kiểm tra"):
        assert said in appraisal
    assert "HẠ TẦNG" in words_of(dossier, PartKind.PLAN).upper()
    book = PdfReader(BytesIO(file_path(str(dossier.book_id)).read_bytes()))
    printed = " ".join(" ".join(page.extract_text() for page in book.pages).split())
    assert "Nên nâng lên 90%." in printed
    assert dossier.manifest["manifest"]["contents_sha256"] in printed.replace(" ", "")
    [event] = Event.objects.filter(kind="planning.appraisal_dossier_frozen")
    assert event.payload["manifest"] == dossier.manifest_hash == dossier.manifest["manifest"]["sha256"]
    request_check(dossier=dossier, by=about.standing, at=after)
    with pytest.raises(ValidationError) as twice:
        request_check(dossier=dossier, by=about.standing, at=after)
    assert twice.value.code == "checking"
    work_off_the_queue()
    found = check_of(dossier)
    assert (found.runs, found.flaws) == (False, ())
    assert found.done_at is not None


def test_what_a_dead_process_left_is_begun_again_and_the_old_run_may_add_no_more(
    about: Evidence, after: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    dossier = asked_for(about, at=after)

    class Died(BaseException):
        """The process is gone: nobody is told."""

    def die(*_arguments: object, **_options: object) -> None:
        raise Died

    with monkeypatch.context() as patched:
        patched.setattr(job, "put_together", die)
        with pytest.raises(Died):
            job.make_now(dossier=dossier, at=after)
    dead = AppraisalDossier.objects.get(pk=dossier.pk)
    assert (dead.state, dead.run) == (AppraisalDossierState.RUNNING, 1)
    assert PartBatch.objects.filter(part__dossier=dossier).count() == 4
    AppraisalDossier.objects.filter(pk=dossier.pk).update(alive_at=after - timedelta(days=400))
    call_command("resume_dossiers")
    dossier.refresh_from_db()
    assert dossier.state == AppraisalDossierState.QUEUED
    work_off_the_queue()
    dossier.refresh_from_db()
    assert (dossier.state, dossier.run, dossier.parts.count()) == (AppraisalDossierState.FROZEN, 2, 7)
    with pytest.raises(ValidationError) as old:
        job.finish_dossier(dossier=dead, made=None, at=after)  # type: ignore[arg-type]  # it is refused before
    assert old.value.code == "superseded"


def test_a_failure_is_kept_with_its_reason_and_begun_again_by_hand(
    about: Evidence, after: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    dossier = asked_for(about, at=after)

    def broken(*_arguments: object) -> bytes:
        raise MemoryError

    with monkeypatch.context() as patched:
        patched.setattr(job, "rewritten", broken)
        with pytest.raises(MemoryError):
            job.make_now(dossier=dossier, at=after)
    dossier.refresh_from_db()
    assert dossier.state == AppraisalDossierState.FAILED
    assert "MemoryError" in dossier.failure
    restart_dossier(dossier=dossier, by=about.standing, at=after)
    begun = begin_dossier(dossier=dossier, at=after)
    assert (begun.run, begun.parts.exclude(kind=PartKind.PAPER).count()) == (2, 0)


def test_a_round_that_keeps_changing_is_not_frozen(
    about: Evidence, after: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(job, "changed_since", lambda *_arguments: True)
    dossier = asked_for(about, at=after)
    with pytest.raises(job.RoundChanges):
        job.make_now(dossier=dossier, at=after)
    dossier.refresh_from_db()
    assert (dossier.state, dossier.parts.count()) == (AppraisalDossierState.FAILED, 2)
