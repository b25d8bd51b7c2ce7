"""Reads: appraisals, trace links, and which of them have become suspect."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, TypeAlias, TypedDict
from uuid import UUID

from django.db.models import BooleanField, Case, F, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import Coalesce

from dongbo.documents.models import ProvisionVersion, Version
from dongbo.documents.queries import readable_documents
from dongbo.organisation.models import Officer
from dongbo.planning.models import Appraisal, TraceLink
from dongbo.planning.states import LinkState

if TYPE_CHECKING:
    from django_stubs_ext import WithAnnotations


def readable_appraisals(officer: Officer) -> QuerySet[Appraisal]:
    """Return the appraisals of plans `officer` may read, newest first, with the plan."""
    return Appraisal.objects.filter(plan__document__in=readable_documents(officer)).select_related(
        "plan__document", "requested_by", "previous"
    )


def current_fingerprints(provisions: Iterable[UUID]) -> dict[UUID, str]:
    """Return the fingerprint of each provision in the latest version of its document; absent where removed there."""
    latest = Version.objects.filter(document=OuterRef("version__document")).order_by("-ordinal").values("pk")[:1]
    rows = ProvisionVersion.objects.filter(provision__in=list(provisions), version=Subquery(latest))
    return dict(rows.values_list("provision", "content_hash"))


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
        directive_now=Coalesce(_hash_now("directive_provision"), Value("")),
        plan_now=Coalesce(_hash_now("plan_provision"), Value("")),
    ).annotate(
        suspect=Case(
            When(
                Q(state=LinkState.CONFIRMED) & (~Q(directive_now=F("directive_hash")) | ~Q(plan_now=F("plan_hash"))),
                then=Value(value=True),
            ),
            default=Value(value=False),
            output_field=BooleanField(),
        )
    )


def _hash_now(end: str) -> Subquery:
    latest = Version.objects.filter(document=OuterRef("version__document")).order_by("-ordinal").values("pk")[:1]
    row = ProvisionVersion.objects.filter(provision=OuterRef(f"{end}_id"), version=Subquery(latest))
    return Subquery(row.values("content_hash")[:1])


def suspect_links(officer: Officer) -> "QuerySet[MarkedLink]":
    """Return the confirmed links an officer should look at again."""
    return links_of(officer).filter(suspect=True)


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
