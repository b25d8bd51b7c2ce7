"""Reading and applying a large workbook in the background, resumed where a process died."""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from django_tasks import task

from dongbo.organisation.models import Intake
from dongbo.organisation.operations.intake import (
    apply_requested,
    begin_intake,
    examine,
    fail_intake,
    finish_reading,
    note_intake_progress,
    resume_intake,
)
from dongbo.organisation.queries import acting_as
from dongbo.organisation.queries.intake import abandoned_intakes
from dongbo.organisation.rules import Acting, NotAllowed
from dongbo.organisation.states import IntakeKind, IntakeState

WHEN_OPENED, WHEN_CHECKED = 50, 90
"""How much of reading is done, in percent, once the file is open, and once its rows are checked."""


@task()
def work_on_intake(intake_id: str) -> None:
    """This will read or apply the workbook with this id, whichever it waits for; nothing where it waits for neither."""
    work_now(intake=Intake.objects.get(pk=intake_id), at=timezone.now())


def work_now(*, intake: Intake, at: datetime) -> None:
    """This will read or apply `intake` here and now, as who asked for it may at this moment.

    A refusal is kept as the reason its sender is shown; so is a failure, which is then raised again.
    """
    begun = begin_intake(intake=intake, at=at)
    if begun is None:
        return
    by = acting_as(begun.read_by, at=at, principal=begun.principal, address=begun.address)
    try:
        if begun.state == IntakeState.READING:
            _read(begun, by=by, at=at)
        else:
            apply_requested(intake=begun, by=by, at=at)
    except ValidationError as refusal:
        fail_intake(intake=begun, failure=" ".join(refusal.messages), at=at)
    except NotAllowed as refusal:
        fail_intake(intake=begun, failure=str(refusal), at=at)
    except Exception as failure:
        reason = _("Không xử lý được tệp (%(kind)s). Hãy báo quản trị viên kèm giờ xảy ra.")
        fail_intake(intake=begun, failure=reason % {"kind": type(failure).__name__}, at=at)
        raise


def resume_intakes(*, at: datetime) -> int:
    """This will put back into the queue every workbook whose process gave no sign of life for too long; return how
    many there were."""
    cut_off = list(abandoned_intakes(at=at))
    for intake in cut_off:
        resume_intake(intake=intake, at=at)
    return len(cut_off)


def _read(intake: Intake, *, by: Acting, at: datetime) -> None:
    examined = examine(
        kind=IntakeKind(intake.kind),
        data=bytes(intake.sent or b""),
        name=intake.file_name,
        effective_on=intake.effective_on,
        by=by,
        at=at,
        progress=lambda done, of: note_intake_progress(
            intake=intake,
            percent=WHEN_OPENED + (WHEN_CHECKED - WHEN_OPENED) * done // max(of, 1),
            at=timezone.now(),
        ),
    )
    finish_reading(intake=intake, examined=examined, by=by, at=at)
