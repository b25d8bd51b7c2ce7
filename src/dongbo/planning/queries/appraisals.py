"""Reads: appraisals."""

from datetime import datetime

from django.db.models import Exists, OuterRef, QuerySet

from dongbo.documents.models import Version
from dongbo.documents.rules import readable
from dongbo.organisation.rules import Acting
from dongbo.planning.models import Appraisal
from dongbo.planning.states import ABANDONED_AFTER, AppraisalState


def readable_appraisals(by: Acting, *, at: datetime) -> QuerySet[Appraisal]:
    """Return the appraisals `by` may read at `at`, newest first, with the plan.

    He must be able to read the plan and every directive it was held against: the result quotes them all.
    """
    directives = Version.objects.filter(appraised_against=OuterRef("pk"))
    hidden = directives.exclude(readable(by, at=at, document="document__"))
    found = Appraisal.objects.filter(readable(by, at=at, document="plan__document__")).exclude(Exists(hidden))
    return found.select_related("plan__document__unit", "requested_by", "previous").order_by("-requested_at", "-pk")


def abandoned_appraisals(*, at: datetime) -> QuerySet[Appraisal]:
    """Return the appraisals whose computing gave no sign of life for so long that its process must have died."""
    return Appraisal.objects.filter(state=AppraisalState.RUNNING, alive_at__lt=at - ABANDONED_AFTER)
