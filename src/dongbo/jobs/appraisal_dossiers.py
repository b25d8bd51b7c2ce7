"""Putting appraisal dossiers together in the background, and checking what was frozen."""

from collections.abc import Callable
from datetime import datetime, timedelta

from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django_tasks import task

from dongbo.ledger.queries import last_event
from dongbo.planning.models import AppraisalDossier, DossierPart
from dongbo.planning.operations.appraisal_dossiers import (
    Made,
    begin_dossier,
    clear_parts,
    fail_dossier,
    finish_check,
    finish_dossier,
    keep_data,
    keep_file,
    note_progress,
)
from dongbo.planning.operations.following import follow_opinions
from dongbo.planning.queries.appraisal_dossier_checks import flaws_of, other_typefaces, same_typesetting
from dongbo.planning.queries.appraisal_dossier_making import (
    data_seal,
    kept_manifest,
    put_together,
    rewritten,
    row_count,
    sealed_data,
    written_parts,
)
from dongbo.planning.queries.appraisal_dossier_parts import taken_parts
from dongbo.planning.queries.papers import are_placed, changed_since
from dongbo.planning.states import AppraisalDossierState

SIGN_OF_LIFE = timedelta(seconds=1)
"""How often the progress of a dossier is told."""

ATTEMPTS = 3
"""The data is taken afresh so often where opinions or answers change while it is."""

TAKEN, WRITTEN = 30, 90
"""Hundredths of the work that are done once the data is taken, and once every part is written."""


class RoundChanges(Exception):
    """The round of a dossier changed every time its data was being taken."""


@task()
def make_dossier(dossier_id: str) -> None:
    """This will put the dossier with this id together: afresh where it was cut off, not again where it ended."""
    dossier = AppraisalDossier.objects.get(pk=dossier_id)
    if dossier.state in (AppraisalDossierState.QUEUED, AppraisalDossierState.RUNNING):
        make_now(dossier=dossier, at=timezone.now())


@task()
def check_dossier(dossier_id: str) -> None:
    """This will make the dossier with this id anew from the database and keep what differs from what was frozen."""
    check_now(dossier=AppraisalDossier.objects.get(pk=dossier_id), at=timezone.now())


def make_now(*, dossier: AppraisalDossier, at: datetime) -> AppraisalDossier:
    """This will put `dossier` together here and now. A failure is kept with its reason, then raised again."""
    dossier = begin_dossier(dossier=dossier, at=at)
    try:
        with translation.override("vi"):
            return _make(dossier, at=at)
    except Exception as failure:
        reason = _("Không lập được (%(kind)s). Hãy lập lại; nếu vẫn lỗi, báo quản trị viên kèm giờ xảy ra.")
        fail_dossier(dossier=dossier, failure=reason % {"kind": type(failure).__name__}, at=at)
        raise


def check_now(*, dossier: AppraisalDossier, at: datetime) -> list[str]:
    """This will check `dossier` here and now, keep the answer, and return what is not as it was frozen."""
    with translation.override("vi"):
        found = [flaw.sentence for flaw in flaws_of(dossier)]
        if found and (told := other_typefaces(dossier)):
            found.append(told)
        if found and not same_typesetting(dossier):
            found.append(_("Bộ dàn trang nay khác khi đóng băng, nên tệp lập lại có thể khác dù dữ liệu còn nguyên."))
    finish_check(dossier=dossier, flaws=found, at=at)
    return found


def _make(dossier: AppraisalDossier, *, at: datetime) -> AppraisalDossier:
    tell = _Telling(dossier)
    _take(dossier, tell, at=at)
    seals = {part.file_name: sealed_data(part) for part in written_parts(dossier)}
    _write(dossier, tell)
    made = put_together(dossier, at=at)
    finished = Made(
        book=made.book,
        bundle=made.archive,
        manifest=kept_manifest(made, seals),
        seal=made.manifest.hash,
        data_seal=data_seal(seals),
    )
    return finish_dossier(dossier=dossier, made=finished, at=at)


def _take(dossier: AppraisalDossier, tell: "_Telling", *, at: datetime) -> None:
    """Keep the data of every part; once more where the round changed while it was read."""
    consultation = dossier.consultation
    if consultation is not None and not are_placed(consultation, dossier.version):
        follow_opinions(version=dossier.version, at=at)
    for _attempt in range(ATTEMPTS):
        event = last_event()
        tell.begin(0, TAKEN, of=dossier.consultation.opinions.count() if dossier.consultation else 0)
        for part in taken_parts(dossier, at=at, told=tell):
            keep_data(dossier=dossier, part=part, at=at)
        if consultation is None or not changed_since(consultation, event.sequence if event else 0):
            return
        clear_parts(dossier=dossier)
    raise RoundChanges


def _write(dossier: AppraisalDossier, tell: "_Telling") -> None:
    parts: list[DossierPart] = list(written_parts(dossier))
    weights = [row_count(part) + 1 for part in parts]
    tell.begin(TAKEN, WRITTEN, of=sum(weights))
    done = 0
    for part, weight in zip(parts, weights, strict=True):
        keep_file(dossier=dossier, part=part, data=rewritten(part, tell.after(done)))
        done += weight
        tell(done)


class _Telling:
    """Tells the progress of a dossier, but not at every row."""

    def __init__(self, dossier: AppraisalDossier) -> None:
        self.dossier = dossier
        self.first, self.last, self.whole = 0, 0, 1
        self.next = timezone.now()

    def begin(self, first: int, last: int, *, of: int) -> None:
        """Begin a stretch of the work, from one hundredth to another, that is done after so many rows."""
        self.first, self.last, self.whole = first, last, max(of, 1)

    def after(self, done: int) -> Callable[[int], None]:
        """Return what is told how many rows are done beyond `done`."""
        return lambda more: self(done + more)

    def __call__(self, done: int) -> None:
        now = timezone.now()
        if now >= self.next:
            self.next = now + SIGN_OF_LIFE
            percent = self.first + (self.last - self.first) * min(done, self.whole) // self.whole
            note_progress(dossier=self.dossier, percent=percent, at=now)
