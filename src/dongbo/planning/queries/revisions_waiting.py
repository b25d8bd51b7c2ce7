"""Reads: the councils whose revisions wait for an answer, or for a signature."""

from datetime import date, datetime
from typing import TYPE_CHECKING, TypeAlias, TypedDict

from django.db.models import Count, F, Min, OuterRef, Q, QuerySet, Subquery

from dongbo.documents.models import Version
from dongbo.documents.states import VersionState
from dongbo.organisation.rules import Acting
from dongbo.planning.models import Council, RequiredRevision, RevisionCheck
from dongbo.planning.rules.councils import leading
from dongbo.planning.rules.revisions import drafting
from dongbo.planning.states import CouncilState, RevisionClaim, RevisionStanding

if TYPE_CHECKING:
    from django_stubs_ext import WithAnnotations


class _Waiting(TypedDict):
    waiting: int
    next_due: date | None


if TYPE_CHECKING:
    WaitingCouncil: TypeAlias = WithAnnotations[Council, _Waiting]
    """A council, with how many of its revisions wait for the reader and the first day one is due."""


def councils_to_answer(by: Acting, *, at: datetime) -> "QuerySet[WaitingCouncil]":
    """Return the councils that ordered revisions `by` has not answered yet, the first due first."""
    waiting = Q(revisions__claim=RevisionClaim.OPEN, revisions__withdrawn_at__isnull=True)
    found = Council.objects.filter(drafting(by, at=at), state=CouncilState.WORKING).select_related("document")
    counted = found.annotate(
        waiting=Count("revisions", filter=waiting, distinct=True), next_due=Min("revisions__due_on", filter=waiting)
    )
    return counted.filter(waiting__gt=0).order_by(F("next_due").asc(nulls_last=True), "founded_at", "pk")


def councils_to_sign(by: Acting, *, at: datetime) -> "QuerySet[WaitingCouncil]":
    """Return the councils of whose revisions some were answered and the newest version does not bear them out."""
    newest = Version.objects.filter(document=OuterRef("council__document"), state=VersionState.FROZEN)
    last = RevisionCheck.objects.filter(revision=OuterRef("pk")).order_by("-version__ordinal")
    left = (
        RequiredRevision.objects.filter(withdrawn_at__isnull=True)
        .exclude(claim=RevisionClaim.OPEN)
        .annotate(
            newest=Subquery(newest.order_by("-ordinal").values("pk")[:1]),
            checked=Subquery(last.values("version")[:1]),
            standing=Subquery(last.values("standing")[:1]),
            lie=Subquery(last.values("lie")[:1]),
            signed=Subquery(last.values("signed_at")[:1]),
        )
        .filter(checked=F("newest"), signed__isnull=True)
        .exclude(claim=RevisionClaim.DONE, standing=RevisionStanding.DONE, lie="")
    )
    mine = Q(revisions__in=left.values("pk"))
    found = Council.objects.filter(leading(by, at=at), state=CouncilState.WORKING).select_related("document")
    counted = found.annotate(
        waiting=Count("revisions", filter=mine, distinct=True), next_due=Min("revisions__due_on", filter=mine)
    )
    return counted.filter(waiting__gt=0).order_by(F("next_due").asc(nulls_last=True), "founded_at", "pk")
