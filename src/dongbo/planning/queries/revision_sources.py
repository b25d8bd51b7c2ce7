"""Reads: what revisions are ordered from: conclusions, and what members remarked."""

from datetime import datetime

from django.db.models import Count, Q, QuerySet

from dongbo.documents.models import Document, Version
from dongbo.documents.rules import readable
from dongbo.documents.states import Standing
from dongbo.organisation.rules import Acting
from dongbo.planning.models import AppraisalDossier, Conclusion, Council, Remark
from dongbo.planning.queries.appraisal_dossiers import readable_dossiers
from dongbo.planning.states import ReviewState


def conclusions_of(council: Council) -> QuerySet[Conclusion]:
    """Return the conclusions of a council's meetings, of the latest meeting first."""
    found = Conclusion.objects.filter(meeting__council=council)
    return found.select_related("meeting__council", "meeting__dossier__version").order_by("-meeting__ordinal", "rank")


def dossier_judged(council: Council) -> AppraisalDossier | None:
    """Return the dossier of the latest meeting that concluded something."""
    found = AppraisalDossier.objects.filter(meetings__conclusions__isnull=False, council=council)
    return found.select_related("version__document", "appraisal").order_by("-meetings__ordinal").first()


def directives_to_name(council: Council, by: Acting, *, at: datetime) -> QuerySet[Document]:
    """Return the directives that `by` may name when he orders a plan to be aligned.

    Those he may read, and those against which a frozen dossier of `council` that he may open was held: it tells them
    already, and naming one opens nothing else of it.
    """
    told = readable_dossiers(by, at=at).filter(council=council, frozen_at__isnull=False, appraisal__isnull=False)
    held = Version.objects.filter(appraised_against__in=told.order_by().values("appraisal"))
    return Document.objects.filter(
        readable(by, at=at) | Q(pk__in=held.order_by().values("document")), standing=Standing.DIRECTIVE
    )


def remarks_heard(council: Council) -> QuerySet[Remark]:
    """Return what members sent on the dossiers of a council, in how many standing revisions each was taken up."""
    standing = Q(revisions__withdrawn_at__isnull=True)
    found = Remark.objects.filter(review__dossier__council=council, review__state=ReviewState.SENT)
    shown = found.select_related("review__seat__officer", "review__dossier__version", "provision")
    counted = shown.annotate(taken_up=Count("revisions", filter=standing))
    return counted.order_by("-review__dossier__ordinal", "review__seat__rank", "pk")
