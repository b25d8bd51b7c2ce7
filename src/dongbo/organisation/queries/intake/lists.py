"""The workbooks an officer has sent."""

from django.db.models import QuerySet

from dongbo.organisation.models import Intake
from dongbo.organisation.rules import Acting


def intake_list(by: Acting) -> QuerySet[Intake]:
    """Return the workbooks `by` has sent, newest first, without their rows; nobody sees another's."""
    return Intake.objects.filter(read_by=by.officer).defer("rows", "findings", "refused").order_by("-read_at", "pk")
