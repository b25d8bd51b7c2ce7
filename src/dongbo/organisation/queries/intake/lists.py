"""The workbooks an officer has sent, and those a dead process left."""

from datetime import datetime

from django.db.models import QuerySet

from dongbo.organisation.models import Intake
from dongbo.organisation.rules import Acting
from dongbo.organisation.states import INTAKE_ABANDONED_AFTER, IntakeState


def intake_list(by: Acting) -> QuerySet[Intake]:
    """Return the workbooks `by` has sent, newest first, without their rows; nobody sees another's."""
    mine = Intake.objects.filter(read_by=by.officer)
    return mine.defer("rows", "findings", "refused", "sent").order_by("-read_at", "pk")


def abandoned_intakes(*, at: datetime) -> QuerySet[Intake]:
    """Return the workbooks whose reading or applying began and gave no sign of life for too long."""
    working = Intake.objects.filter(state__in=(IntakeState.READING, IntakeState.APPLYING))
    silent = working.filter(alive_at__lt=at - INTAKE_ABANDONED_AFTER)
    return silent.defer("rows", "findings", "refused", "sent")
