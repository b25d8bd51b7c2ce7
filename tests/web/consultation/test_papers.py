"""Pages of what a round gives out: papers, letters, receipts and figures, for whom they are and for nobody else."""

from __future__ import annotations

from copy import deepcopy
from datetime import datetime, timedelta
from io import BytesIO
from typing import TYPE_CHECKING

import pytest
from django.urls import reverse
from django.utils import timezone
from docx import Document
from openpyxl import load_workbook
from pypdf import PdfReader

from dongbo.jobs.consultation_papers import write_now
from dongbo.planning.models import Consultation, ConsultationPaper
from dongbo.planning.operations.papers import begin_paper, fail_paper
from dongbo.planning.states import ConsultationState, PaperForm, PaperState
from tests.planning.papers.telling import ALMOST, SAME, Told, told_round
from tests.rounds import prepared_round
from tests.web.branches import browser_of
from tests.web.closing import close
from tests.web.queries import queries_of

if TYPE_CHECKING:
    from django.test import Client

    from tests.builders import Site
    from tests.keeping import Keep


@pytest.fixture(scope="module")
def at() -> datetime:
    """The moment everything was set up: long enough ago that the term is over."""
    return timezone.now() - timedelta(days=60)


@pytest.fixture(scope="module")
def kept_told(keep: Keep, kept_site: Site, at: datetime) -> Told:
    return keep(lambda: told_round(kept_site, at=at, term_over=at + timedelta(days=40)))


@pytest.fixture
def told(kept_told: Told, db: None) -> Told:
    """A round of five units, answered, and the version after it."""
    return deepcopy(kept_told)


def page(client: Client, name: str, *arguments: object, status: int = 200, **asked: object) -> str:
    """Return what the page says, which answers with `status`."""
    answer = client.get(reverse(name, args=arguments), asked)
    assert answer.status_code == status
    return answer.content.decode()


def file(client: Client, name: str, *arguments: object, **asked: object) -> bytes:
    """Return the file behind an address, which is a download."""
    answer = client.get(reverse(name, args=arguments), asked)
    assert answer.status_code == 200
    assert answer.headers["Content-Disposition"].startswith("attachment")
    data = b"".join(answer.streaming_content) if answer.streaming else answer.content
    close(answer)
    return data


def words_of(data: bytes) -> str:
    """Return every word of a Word file, those of its tables too."""
    document = Document(BytesIO(data))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(paragraph.text for paragraph in document.paragraphs), *cells])


def test_a_paper_is_asked_for_followed_and_taken_away(told: Told) -> None:
    client, key = browser_of(told.asking.leader), told.asking.consultation.pk
    assert "Chưa lập giấy tờ nào" in page(client, "consultation-papers", key)
    wanted = {"form": "statistics_xlsx", "version": told.later.pk}
    assert client.post(reverse("consultation-papers", args=[key]), wanted).status_code == 302
    paper = ConsultationPaper.objects.get()
    waiting = page(client, "consultation-papers", key)
    assert 'hx-trigger="every 2s"' in waiting
    assert "X-Unattended" in waiting
    assert '<meta http-equiv="refresh"' in waiting
    page(client, "consultation-paper-file", paper.pk, status=404)
    write_now(paper=paper, at=timezone.now())
    ready = page(client, "consultation-papers", key)
    assert "every 2s" not in ready
    assert reverse("consultation-paper-file", args=[paper.pk]) in ready
    book = load_workbook(BytesIO(file(client, "consultation-paper-file", paper.pk)))
    assert book.sheetnames[0] == "Tổng hợp"
    client.post(reverse("consultation-papers", args=[key]), wanted)
    assert "từ đó chưa có gì thay đổi" in page(client, "consultation-papers", key)
    assert ConsultationPaper.objects.count() == 1


def test_a_wrong_choice_is_told_and_a_failed_paper_is_begun_again(told: Told) -> None:
    client, key = browser_of(told.asking.leader), told.asking.consultation.pk
    wrong = client.post(reverse("consultation-papers", args=[key]), {"form": "matrix_pdf", "version": 999999})
    assert wrong.status_code == 422
    assert 'value="matrix_pdf" selected' in wrong.content.decode()
    client.post(reverse("consultation-papers", args=[key]), {"form": "matrix_pdf", "version": told.later.pk})
    paper = begin_paper(paper=ConsultationPaper.objects.get(form=PaperForm.MATRIX_PDF), at=timezone.now())
    fail_paper(paper=paper, failure="Hết bộ nhớ khi lập", at=timezone.now())
    assert "Hết bộ nhớ khi lập" in page(client, "consultation-papers", key)
    client.post(reverse("consultation-paper-restart", args=[paper.pk]))
    paper.refresh_from_db()
    assert paper.state == PaperState.QUEUED


def test_a_consulted_unit_gets_nothing_but_its_own_receipt_once_the_round_is_final(told: Told) -> None:
    consultation, unit, other = told.asking.consultation, told.units[0], told.units[2]
    leader, theirs = browser_of(told.asking.leader), browser_of(unit.head)
    leader.post(
        reverse("consultation-papers", args=[consultation.pk]), {"form": "statistics_xlsx", "version": told.later.pk}
    )
    paper = write_now(paper=ConsultationPaper.objects.get(), at=timezone.now())
    for name, arguments in (
        ("consultation-papers", [consultation.pk]),
        ("consultation-statistics", [consultation.pk]),
        ("consultation-letter", [consultation.pk, "request", "docx"]),
        ("consultation-receipt", [consultation.pk, unit.consultee.pk, "docx"]),
        ("consultation-receipt", [consultation.pk, other.consultee.pk, "docx"]),
        ("consultation-paper-file", [paper.pk]),
    ):
        assert theirs.get(reverse(name, args=arguments)).status_code == 403
    own = reverse("reply-receipt", args=[unit.consultee.pk, "docx"])
    assert theirs.get(own).headers["Location"] == reverse("reply", args=[unit.consultee.pk])
    Consultation.objects.update(
        state=ConsultationState.FINAL, final_version=told.later, final_at=timezone.now(),
        final_by=told.asking.leader.officer,
    )  # fmt: skip
    said = words_of(file(theirs, "reply-receipt", unit.consultee.pk, "docx"))
    assert SAME in said
    assert "Thể hiện tại Bản sau: I.2; II.2" in said
    assert ALMOST not in said
    page(theirs, "reply-receipt", other.consultee.pk, "docx", status=404)
    page(theirs, "reply-receipt", unit.consultee.pk, "odt", status=404)


def test_receipts_are_found_by_the_units_name_and_taken_for_a_version(told: Told) -> None:
    client, key = browser_of(told.asking.drafter), told.asking.consultation.pk
    said = page(client, "consultation-papers", key, words="Cục số 3")
    assert said.count("/receipts/") == 2
    third = told.units[2].consultee.pk
    assert ALMOST in words_of(file(client, "consultation-receipt", key, third, "docx"))
    first = words_of(file(client, "consultation-receipt", key, third, "docx", version=told.asking.version.pk))
    assert "Thể hiện tại" not in first
    pdf = PdfReader(BytesIO(file(client, "consultation-receipt", key, third, "pdf")))
    assert "Cục số 3" in pdf.pages[0].extract_text()
    silent = words_of(file(client, "consultation-receipt", key, told.units[4].consultee.pk, "docx"))
    assert "Trả lời chung: Không phản hồi." in silent


def test_letters_are_ready_to_be_signed(told: Told, site: Site) -> None:
    client, key = browser_of(told.asking.leader), told.asking.consultation.pk
    said = words_of(file(client, "consultation-letter", key, "request", "docx"))
    assert "V/v xin ý kiến đối với dự thảo Kế hoạch" in said
    assert "Nguồn kinh phí đã đủ chưa?" in said
    assert file(client, "consultation-letter", key, "request", "pdf").startswith(b"%PDF")
    for kind, ending in (("reminder", "docx"), ("extension", "docx"), ("khac", "docx"), ("request", "odt")):
        page(client, "consultation-letter", key, kind, ending, status=404)


def test_a_prepared_round_gives_out_its_request_only(site: Site, at: datetime) -> None:
    prepared = prepared_round(site, at=at, units=1)
    client, key = browser_of(prepared.leader), prepared.consultation.pk
    said = page(client, "consultation-papers", key)
    assert "Vòng chưa gửi" in said
    assert '<form method="post"' not in said.split("<main")[1]
    assert "Cục số 1" in words_of(file(client, "consultation-letter", key, "request", "docx"))


def test_the_figures_are_shown_and_leave_as_a_workbook(told: Told, site: Site) -> None:
    client, key = browser_of(told.asking.decider), told.asking.consultation.pk
    said = page(client, "consultation-statistics", key)
    assert 'class="heat-map"' in said
    assert "1 ý kiến về toàn bộ dự thảo." in said
    assert said.count('scope="row"') == 5 + 3 + 1
    later = page(client, "consultation-statistics", key, version=told.later.pk)
    assert '<th scope="row">I.2</th>' in later
    book = load_workbook(BytesIO(file(client, "consultation-statistics", key, export="xlsx")))
    assert list(book["Theo khối"].iter_rows(values_only=True))[3] == ("Cục số 3", 1, 0, 0, 1, 0, 0)
    within = page(client, "consultation-statistics", key, branch=told.units[0].unit.pk)
    assert "Cục số 1" in within
    assert "Cục số 2" not in within.split('id="branches"')[1].split('id="kinds"')[0]
    page(client, "consultation-statistics", key, branch=999999, status=404)


def test_the_pages_take_as_many_statements_with_one_opinion_as_with_four(told: Told) -> None:
    client, key = browser_of(told.asking.leader), told.asking.consultation.pk

    def figures() -> None:
        page(client, "consultation-statistics", key)

    def papers() -> None:
        page(client, "consultation-papers", key)

    def made(*forms: PaperForm) -> None:
        for form in forms:
            ConsultationPaper.objects.create(
                consultation_id=key, version=told.later, form=form, requested_at=timezone.now(),
                requested_by=told.asking.leader.officer,
            )  # fmt: skip

    made(PaperForm.MATRIX_PDF)
    figures()
    papers()
    before = (queries_of(figures), queries_of(papers))
    assert before == (21, 21)
    told.asking.consultation.opinions.exclude(number=1).update(number=None, group=None, state="left")
    made(PaperForm.ISO_WORD, PaperForm.STATISTICS)
    assert (queries_of(figures), queries_of(papers)) == before
