"""Reads: appraisals, trace links, and which of them have become suspect."""

from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING, TypeAlias, TypedDict
from uuid import UUID

from django.db.models import Case, F, Q, QuerySet, Value, When

from dongbo.documents.models import Provision, ProvisionVersion, Version
from dongbo.documents.queries import readable_documents
from dongbo.organisation.models import Officer
from dongbo.planning.models import Appraisal, TraceLink
from dongbo.planning.states import ABANDONED_AFTER, AppraisalState, LinkState

if TYPE_CHECKING:
    from django_stubs_ext import WithAnnotations


def readable_appraisals(officer: Officer) -> QuerySet[Appraisal]:
    """Return the appraisals of plans `officer` may read, newest first, with the plan."""
    return Appraisal.objects.filter(plan__document__in=readable_documents(officer)).select_related(
        "plan__document", "requested_by", "previous"
    )


def abandoned_appraisals(*, at: datetime) -> QuerySet[Appraisal]:
    """Return the appraisals whose computing gave no sign of life for so long that its process must have died."""
    return Appraisal.objects.filter(state=AppraisalState.RUNNING, alive_at__lt=at - ABANDONED_AFTER)


def current_fingerprints(provisions: Iterable[UUID]) -> dict[UUID, str]:
    """Return the fingerprint of each provision in the latest version of its document; absent where removed there."""
    held = Provision.objects.filter(pk__in=list(provisions)).exclude(current_hash="")
    return dict(held.values_list("pk", "current_hash"))


SUSPECT = Q(state=LinkState.CONFIRMED) & (
    ~Q(directive_provision__current_hash=F("directive_hash")) | ~Q(plan_provision__current_hash=F("plan_hash"))
)
"""A confirmed link with an end that reads otherwise in the latest version of its document, or is gone from it."""


class _Freshness(TypedDict):
    directive_now: str
    plan_now: str
    suspect: bool


if TYPE_CHECKING:
    MarkedLink: TypeAlias = WithAnnotations[TraceLink, _Freshness]
    """A trace link with how both ends read now, and whether that makes it suspect."""


def links_of(officer: Officer) -> "QuerySet[MarkedLink]":
    """Return the trace links between documents `officer` may read.

    Each carries `suspect`: confirmed, but an end reads otherwise in the latest version of its document, or is gone.
    """
    readable = readable_documents(officer)
    links = TraceLink.objects.filter(
        directive_provision__document__in=readable, plan_provision__document__in=readable
    ).select_related("decided_by", "directive_provision__document", "plan_provision__document")
    return links.annotate(
        directive_now=F("directive_provision__current_hash"), plan_now=F("plan_provision__current_hash")
    ).annotate(suspect=Case(When(SUSPECT, then=Value(value=True)), default=Value(value=False)))


def suspect_links(officer: Officer) -> "QuerySet[MarkedLink]":
    """Return the confirmed links an officer should look at again."""
    return links_of(officer).filter(SUSPECT)


def links_between(officer: Officer, *, plan: Version, directives: Iterable[Version]) -> "QuerySet[MarkedLink]":
    """Return the links between the documents of `plan` and of `directives`."""
    return links_of(officer).filter(
        plan_provision__document=plan.document_id,
        directive_provision__document__in=[version.document_id for version in directives],
    )


def current_rows(provisions: Iterable[UUID]) -> dict[UUID, ProvisionVersion]:
    """Return for each provision its row in the newest version that still holds it, with version and document."""
    rows = ProvisionVersion.objects.filter(provision__in=list(provisions)).select_related("version__document")
    return {row.provision_id: row for row in rows.order_by("version__ordinal")}


def row_as_seen(provision: UUID, fingerprint: str) -> ProvisionVersion | None:
    """Return the newest row of `provision` that reads as `fingerprint` says, or None where no version does."""
    rows = ProvisionVersion.objects.filter(provision=provision, content_hash=fingerprint)
    return rows.select_related("version").order_by("-version__ordinal").first()
