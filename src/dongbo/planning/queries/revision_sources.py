"""Reads: what revisions are ordered from: conclusions, and what members remarked."""

from django.db.models import Count, Q, QuerySet

from dongbo.planning.models import AppraisalDossier, Conclusion, Council, Remark
from dongbo.planning.states import ReviewState


def conclusions_of(council: Council) -> QuerySet[Conclusion]:
    """Return the conclusions of a council's meetings, of the latest meeting first."""
    found = Conclusion.objects.filter(meeting__council=council)
    return found.select_related("meeting__council", "meeting__dossier__version").order_by("-meeting__ordinal", "rank")


def dossier_judged(council: Council) -> AppraisalDossier | None:
    """Return the dossier of the latest meeting that concluded something."""
    found = AppraisalDossier.objects.filter(meetings__conclusions__isnull=False, council=council)
    return found.select_related("version__document", "appraisal").order_by("-meetings__ordinal").first()


def remarks_heard(council: Council) -> QuerySet[Remark]:
    """Return what members sent on the dossiers of a council, in how many standing revisions each was taken up."""
    standing = Q(revisions__withdrawn_at__isnull=True)
    found = Remark.objects.filter(review__dossier__council=council, review__state=ReviewState.SENT)
    shown = found.select_related("review__seat__officer", "review__dossier__version", "provision")
    counted = shown.annotate(taken_up=Count("revisions", filter=standing))
    return counted.order_by("-review__dossier__ordinal", "review__seat__rank", "pk")
