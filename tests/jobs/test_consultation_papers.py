"""Papers of a round written in the background from the ledger event, read back row by row beside the database."""

from __future__ import annotations

from copy import deepcopy
from datetime import timedelta
from io import BytesIO
from typing import TYPE_CHECKING

import pytest
from django.core.management import call_command
from docx import Document
from openpyxl import load_workbook
from pypdf import PdfReader

import dongbo.jobs.consultation_papers as job
from dongbo.documents.operations.storing import file_path
from dongbo.planning.models import ConsultationPaper, Opinion, OpinionAnchor
from dongbo.planning.operations.papers import begin_paper, request_paper
from dongbo.planning.states import OpinionState, PaperForm, PaperState
from tests.jobs.test_appraisal import work_off_the_queue
from tests.planning.papers.telling import Told, told_round

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from tests.builders import Site
    from tests.keeping import Keep

OUTCOMES = {"accepted": "Tiếp thu", "explained": "Giải trình"}
OPENING = (
    "Tổng số 5 cơ quan, tổ chức, cá nhân đã gửi xin ý kiến, tham vấn/góp ý, phản biện xã hội và tổng số 4 ý kiến "
    "nhận được."
)


@pytest.fixture(scope="module")
def kept_told(keep: Keep, kept_site: Site, at: datetime) -> Told:
    return keep(lambda: told_round(kept_site, at=at, term_over=at + timedelta(days=40)))


@pytest.fixture
def told(kept_told: Told, db: None) -> Told:
    """A round of five units, answered, and the version after it."""
    return deepcopy(kept_told)


@pytest.fixture(scope="module")
def after(at: datetime) -> datetime:
    """A moment when the term is over."""
    return at + timedelta(days=40)


def ask(told: Told, form: PaperForm, *, at: datetime) -> ConsultationPaper:
    """Ask for a paper for the version after the round's."""
    return request_paper(
        consultation=told.asking.consultation, version=told.later, form=form, by=told.asking.leader, at=at
    )


def file_of(paper: ConsultationPaper) -> bytes:
    """Return the file of a paper that is ready."""
    paper.refresh_from_db()
    assert (paper.state, paper.progress, paper.failure) == (PaperState.READY, 100, "")
    assert paper.file is not None
    return file_path(paper.file.sha256).read_bytes()


def expected(told: Told) -> Iterator[list[str]]:
    """Yield the four cells of each row as an auditor would write them from the database."""
    opinions = Opinion.objects.filter(state=OpinionState.SENT).select_related("group", "consultee__unit")
    rows: dict[tuple[object, ...], list[Opinion]] = {}
    for one in opinions.order_by("group__rank", "group__ordinal", "number"):
        rows.setdefault((one.group_id, one.text, one.proposed), []).append(one)
    for ordinal, same in enumerate(rows.values(), start=1):
        one, group = same[0], same[0].group
        assert group is not None
        now = told.later.provisions.filter(provision=one.anchors.get(version=told.later).provision_id).first()
        topic = "Toàn bộ dự thảo"
        if now is not None:
            topic = "I.2 (khi lấy ý kiến: I.1): Đến năm 2030, từ 90% hồ sơ công việc trở lên được xử lý …"
        said = [f"({ordinal}) {one.text}"]
        said += [f"Trích dự thảo: “{one.quote['exact']}”"] if one.quote else []
        said += [f"Đề nghị sửa thành: {one.proposed}"] if one.proposed else []
        answer = [f"{OUTCOMES[group.outcome]}: {group.response}"]
        answer += [f"Lý do: {group.reason}"] if group.reason else []
        answer += [f"Thể hiện tại {told.later.label}: I.2; II.2"] if group.outcome == "accepted" else []
        units = [other.consultee.unit.name for other in same]
        yield [topic, "\n".join(units), "\n".join(said), "\n".join(answer)]


def test_the_worker_writes_every_form_and_every_row_is_the_databases(told: Told, after: datetime) -> None:
    papers = {form: ask(told, form, at=after) for form in PaperForm}
    work_off_the_queue()
    rows = list(expected(told))
    assert len(rows) == 3
    word = Document(BytesIO(file_of(papers[PaperForm.MATRIX_WORD])))
    [table] = [one for one in word.tables if len(one.columns) == 4]
    assert [[cell.text for cell in row.cells] for row in table.rows][1:] == rows
    lines = [paragraph.text for paragraph in word.paragraphs]
    assert OPENING in lines
    assert "Cơ quan, tổ chức, cá nhân không gửi ý kiến (1):" in lines
    assert "1. Cục số 5" in lines
    sheet = load_workbook(BytesIO(file_of(papers[PaperForm.MATRIX_EXCEL])))["Bản tổng hợp"]
    assert [list(row) for row in sheet.iter_rows(values_only=True)][-3:] == rows
    pages = PdfReader(BytesIO(file_of(papers[PaperForm.MATRIX_PDF]))).pages
    printed = " ".join(" ".join(page.extract_text() for page in pages).split())
    for words in ("Nên nâng lên 90%.", "Đề nghị nâng tỷ lệ lên 90%.", "Rà soát câu chữ toàn dự thảo.", "Cục số 5"):
        assert words in printed
    iso = load_workbook(BytesIO(file_of(papers[PaperForm.ISO_EXCEL])))["Comments"]
    assert [row[0] for row in iso.iter_rows(values_only=True)][-3:] == [row[1] for row in rows]
    iso_word = Document(BytesIO(file_of(papers[PaperForm.ISO_WORD])))
    [comments] = [one for one in iso_word.tables if len(one.columns) == 8]
    assert [row.cells[0].text for row in comments.rows][1:] == [row[1] for row in rows]
    figures = load_workbook(BytesIO(file_of(papers[PaperForm.STATISTICS])))
    assert list(figures["Tổng hợp"].iter_rows(values_only=True))[1] == ("Toàn bộ", 5, 1, 2, 1, 1, 0)


def test_opinions_without_a_place_yet_are_followed_first(told: Told, after: datetime) -> None:
    OpinionAnchor.objects.filter(version=told.later).delete()
    job.write_now(paper=ask(told, PaperForm.STATISTICS, at=after), at=after)
    assert OpinionAnchor.objects.filter(version=told.later).count() == 4


def test_a_failure_is_kept_with_its_reason(told: Told, after: datetime, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(_matrix: object) -> bytes:
        raise MemoryError

    monkeypatch.setitem(job.MATRIX_WRITERS, PaperForm.MATRIX_WORD, broken)
    paper = ask(told, PaperForm.MATRIX_WORD, at=after)
    work_off_the_queue()
    paper.refresh_from_db()
    assert paper.state == PaperState.FAILED
    assert "MemoryError" in paper.failure


def test_a_round_that_changes_while_it_is_written_is_written_afresh(
    told: Told, after: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    paper, write, written = ask(told, PaperForm.ISO_EXCEL, at=after), job.MATRIX_WRITERS[PaperForm.ISO_EXCEL], []

    def loses_one(matrix: job.Matrix) -> bytes:
        if not written:
            Opinion.objects.filter(text="Nên nâng lên 90%.").update(state="left", number=None, group=None)
        written.append(matrix.received)
        return write(matrix)

    monkeypatch.setitem(job.MATRIX_WRITERS, PaperForm.ISO_EXCEL, loses_one)
    job.write_now(paper=paper, at=after)
    assert written == [4, 2]
    rows = list(load_workbook(BytesIO(file_of(paper)))["Comments"].iter_rows(values_only=True))
    assert [row[0] for row in rows[-2:]] == ["Cục số 3", "Cục số 3"]


def test_a_paper_cut_off_long_ago_is_taken_up_again(told: Told, at: datetime, after: datetime) -> None:
    running = begin_paper(paper=ask(told, PaperForm.STATISTICS, at=after), at=at)
    ConsultationPaper.objects.update(alive_at=at - timedelta(days=365))
    call_command("resume_papers")
    running.refresh_from_db()
    assert running.state == PaperState.QUEUED
