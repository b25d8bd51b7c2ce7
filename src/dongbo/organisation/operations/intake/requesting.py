"""Workbooks too large for one request: sent and decided by an officer, read and applied by a job, in runs."""

import hashlib
from datetime import date, datetime
from io import BytesIO
from zipfile import BadZipFile, ZipFile, is_zipfile

from django.core.exceptions import ValidationError
from django.db import transaction
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _

from dongbo.engines.workbooks import MAX_BYTES
from dongbo.ledger.operations import append_event
from dongbo.organisation.models import Intake
from dongbo.organisation.operations.intake.planning import require_somewhere
from dongbo.organisation.operations.intake.reading import LONGEST_FILE_NAME, Examined, keep_examined, waiting_intake
from dongbo.organisation.rules import Acting
from dongbo.organisation.states import INTAKE_ABANDONED_AFTER, Decision, IntakeKind, IntakeState

FEW_ROWS = 500
"""As many rows as one request may apply."""

FEW_BYTES = 1024 * 1024
"""What some five hundred rows of every column come to, unpacked: as much as one request may read."""

WORKING = (IntakeState.READING, IntakeState.APPLYING)
NO_DECISION = Decision()


def is_quickly_read(data: bytes) -> bool:
    """Return whether the workbook `data` is small enough, unpacked, to be read within a request."""
    if not is_zipfile(BytesIO(data)):
        return len(data) <= FEW_BYTES
    try:
        with ZipFile(BytesIO(data)) as packed:
            return sum(part.file_size for part in packed.infolist()) <= FEW_BYTES
    except BadZipFile:
        return len(data) <= FEW_BYTES


def is_quickly_applied(intake: Intake) -> bool:
    """Return whether `intake` has so few rows that a request may apply it."""
    return len(intake.rows) <= FEW_ROWS


@transaction.atomic
def send_intake(
    *, kind: IntakeKind, data: bytes, file_name: str, by: Acting, at: datetime, effective_on: date | None = None
) -> Intake:
    """This will keep the workbook `data` until a job has read it.

    Raises NotAllowed; ValidationError by field where it is larger than any that is read.
    """
    authorship = require_somewhere(kind, by=by, at=at)
    if len(data) > MAX_BYTES:
        message = _("Tệp %(size)s lớn hơn mức cho phép %(largest)s; hãy chia thành nhiều tệp.") % {
            "size": filesizeformat(len(data)),
            "largest": filesizeformat(MAX_BYTES),
        }
        raise ValidationError({"file": ValidationError(message, code="too-large")})
    intake = Intake.objects.create(
        kind=kind,
        state=IntakeState.READING,
        file_name=file_name[-LONGEST_FILE_NAME:],
        sent=data,
        sha256=hashlib.sha256(data).hexdigest(),
        effective_on=effective_on,
        principal=by.principal,
        address=by.address,
        read_at=at,
        read_by=by.officer,
    )
    append_event(
        kind="organisation.intake_sent",
        subject_kind="intake",
        subject_id=intake.pk,
        payload={"kind": kind, "file_name": intake.file_name, "sha256": intake.sha256},
        by=authorship,
        at=at,
    )
    return intake


@transaction.atomic
def request_intake(
    *, intake: Intake, keep_good_rows: bool, by: Acting, at: datetime, decision: Decision = NO_DECISION
) -> Intake:
    """This will decide that a job applies `intake`, as `apply_intake` would at once.

    Raises NotAllowed; ValidationError where it is decided already, or where rows are refused and the good ones are not
    to be kept.
    """
    intake = waiting_intake(intake, by=by)
    authorship = require_somewhere(IntakeKind(intake.kind), by=by, at=at)
    intake.state, intake.decided_at, intake.decided_by = IntakeState.APPLYING, at, by.officer
    intake.failure, intake.progress, intake.alive_at = "", 0, None
    intake.keeps_good_rows = keep_good_rows
    intake.decision_number, intake.decision_on = decision.number.strip(), decision.on
    intake.decision_issuer = decision.issuer.strip()
    intake.principal, intake.address = by.principal, by.address
    intake.save()
    append_event(
        kind="organisation.intake_requested",
        subject_kind="intake",
        subject_id=intake.pk,
        payload={
            "file_name": intake.file_name,
            "sha256": intake.sha256,
            "keep_good_rows": keep_good_rows,
            "decision": intake.decision_number,
        },
        by=authorship,
        at=at,
    )
    return intake


@transaction.atomic
def begin_intake(*, intake: Intake, at: datetime) -> Intake | None:
    """This will begin a run of what `intake` waits for, and return it with the number of the run.

    Return None where it waits for nothing, or where a run is alive: a job delivered twice works once.
    """
    intake = Intake.objects.select_for_update(of=("self",)).select_related("read_by", "principal").get(pk=intake.pk)
    is_alive = intake.alive_at is not None and intake.alive_at >= at - INTAKE_ABANDONED_AFTER
    if intake.state not in WORKING or is_alive:
        return None
    intake.run, intake.alive_at, intake.progress = intake.run + 1, at, 0
    intake.save(update_fields=["run", "alive_at", "progress"])
    return intake


def note_intake_progress(*, intake: Intake, percent: int, at: datetime) -> None:
    """This will show how far a run is, and that it is alive; it is no act, so it leaves no event."""
    running = Intake.objects.filter(pk=intake.pk, state__in=WORKING, run=intake.run)
    running.update(progress=percent, alive_at=at)


@transaction.atomic
def finish_reading(*, intake: Intake, examined: Examined, by: Acting, at: datetime) -> Intake:
    """This will keep what a run has read as the preview.

    Raises NotAllowed; ValidationError with code `superseded` where another run has begun meanwhile.
    """
    intake = of_this_run(intake)
    authorship = require_somewhere(IntakeKind(intake.kind), by=by, at=at)
    return keep_examined(intake, examined, authorship=authorship, at=at)


@transaction.atomic
def fail_intake(*, intake: Intake, failure: str, at: datetime) -> Intake:
    """This will end a run that came to nothing, with the reason its sender is shown; a workbook that was read keeps its
    rows and may be decided again. A run that was superseded has nothing to say."""
    try:
        intake = of_this_run(intake)
    except ValidationError:
        return intake
    intake.state, intake.failure, intake.sent = IntakeState.FAILED, failure, None
    intake.decided_at, intake.decided_by = None, None
    intake.save()
    append_event(
        kind="organisation.intake_failed",
        subject_kind="intake",
        subject_id=intake.pk,
        payload={"file_name": intake.file_name, "sha256": intake.sha256, "failure": failure},
        at=at,
    )
    return intake


@transaction.atomic
def resume_intake(*, intake: Intake, at: datetime) -> Intake:
    """This will put back into the queue an intake whose process died: the site's own act, for what was asked already.

    Raises ValidationError with code `transition` where it is not cut off.
    """
    intake = Intake.objects.select_for_update(no_key=True).get(pk=intake.pk)
    silent = intake.alive_at is not None and intake.alive_at < at - INTAKE_ABANDONED_AFTER
    if intake.state not in WORKING or not silent:
        raise ValidationError(_("Tệp này không bị ngắt giữa chừng."), code="transition")
    intake.alive_at = None
    intake.save(update_fields=["alive_at"])
    append_event(
        kind="organisation.intake_resumed",
        subject_kind="intake",
        subject_id=intake.pk,
        payload={"file_name": intake.file_name, "sha256": intake.sha256},
        at=at,
    )
    return intake


def of_this_run(intake: Intake) -> Intake:
    """Return `intake`, locked. Raises ValidationError with code `superseded` where another run has begun, or ended."""
    locked = Intake.objects.select_for_update(no_key=True).get(pk=intake.pk)
    if locked.run != intake.run or locked.state not in WORKING:
        raise ValidationError(_("Tệp này đã được một lượt khác xử lý."), code="superseded")
    return locked
