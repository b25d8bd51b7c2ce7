"""Writing the papers of a round in the background: rows from the database straight into the file."""

from collections.abc import Callable
from datetime import datetime, timedelta

from django.utils import timezone
from django.utils.translation import gettext as _
from django_tasks import task

from dongbo.engines.consultation_papers import (
    Matrix,
    write_iso_docx,
    write_iso_xlsx,
    write_matrix_docx,
    write_matrix_pdf,
    write_matrix_xlsx,
    write_statistics_xlsx,
)
from dongbo.ledger.queries import last_event
from dongbo.planning.models import ConsultationPaper
from dongbo.planning.operations.following import follow_opinions
from dongbo.planning.operations.papers import begin_paper, fail_paper, finish_paper, note_progress
from dongbo.planning.queries.papers import are_placed, matrix_of
from dongbo.planning.queries.statistics import RoundFigures
from dongbo.planning.states import PaperForm, PaperState

MATRIX_WRITERS: dict[str, Callable[[Matrix], bytes]] = {
    PaperForm.MATRIX_WORD: write_matrix_docx,
    PaperForm.MATRIX_PDF: write_matrix_pdf,
    PaperForm.MATRIX_EXCEL: write_matrix_xlsx,
    PaperForm.ISO_WORD: write_iso_docx,
    PaperForm.ISO_EXCEL: write_iso_xlsx,
}
SIGN_OF_LIFE = timedelta(seconds=1)
"""How often the progress of a paper is told."""

ATTEMPTS = 3
"""A paper is written afresh so often where opinions come or go while it is."""


class RoundChanges(Exception):
    """The opinions of a round changed every time its paper was being written."""


@task()
def write_paper(paper_id: str) -> None:
    """This will write the paper with this id: afresh where it was cut off, not again where it ended."""
    paper = ConsultationPaper.objects.get(pk=paper_id)
    if paper.state in (PaperState.QUEUED, PaperState.RUNNING):
        write_now(paper=paper, at=timezone.now())


def write_now(*, paper: ConsultationPaper, at: datetime) -> ConsultationPaper:
    """This will write `paper` here and now. A failure is kept with its reason, then raised again."""
    paper = begin_paper(paper=paper, at=at)
    try:
        return _write(paper, at=at)
    except Exception as failure:
        reason = _("Không lập được (%(kind)s). Hãy lập lại; nếu vẫn lỗi, báo quản trị viên kèm giờ xảy ra.")
        fail_paper(paper=paper, failure=reason % {"kind": type(failure).__name__}, at=at)
        raise


def _write(paper: ConsultationPaper, *, at: datetime) -> ConsultationPaper:
    if not are_placed(paper.consultation, paper.version):
        follow_opinions(version=paper.version, at=at)
    for _attempt in range(ATTEMPTS):
        event = last_event()
        data = _statistics(paper) if paper.form == PaperForm.STATISTICS else _matrix(paper, at=at)
        if data is not None:
            return finish_paper(paper=paper, data=data, as_of=event.sequence if event else 0, at=timezone.now())
    raise RoundChanges


def _statistics(paper: ConsultationPaper) -> bytes:
    return write_statistics_xlsx(RoundFigures(paper.consultation, paper.version).statistics)


def _matrix(paper: ConsultationPaper, *, at: datetime) -> bytes | None:
    """Return the paper, or None where not so many opinions were read as its first line says."""
    telling = _Telling(paper)
    matrix = matrix_of(paper.consultation, paper.version, at=at, told=telling)
    telling.received = matrix.received
    data = MATRIX_WRITERS[paper.form](matrix)
    return data if telling.read == matrix.received else None


class _Telling:
    """Tells the progress of a paper, but not at every opinion."""

    def __init__(self, paper: ConsultationPaper) -> None:
        self.paper, self.received, self.read = paper, 0, 0
        self.next = timezone.now() + SIGN_OF_LIFE

    def __call__(self, read: int) -> None:
        self.read = read
        now = timezone.now()
        if now >= self.next:
            self.next = now + SIGN_OF_LIFE
            note_progress(paper=self.paper, percent=min(99, read * 100 // max(self.received, 1)), at=now)
