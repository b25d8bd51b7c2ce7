"""Reads: trace links, and which of them have become suspect."""

from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING, TypeAlias, TypedDict
from uuid import UUID

from django.db.models import Case, F, Q, QuerySet, Value, When

from dongbo.documents.models import Provision, ProvisionVersion, Version
from dongbo.documents.rules import readable, workable
from dongbo.organisation.rules import Acting
from dongbo.organisation.states import Permission
from dongbo.planning.models import LinkDoubt, TraceLink
from dongbo.planning.states import LinkState

if TYPE_CHECKING:
    from django_stubs_ext import WithAnnotations


def current_fingerprints(provisions: Iterable[UUID]) -> dict[UUID, str]:
    """Return the fingerprint of each provision in the latest version of its document; absent where removed there."""
    held = Provision.objects.filter(pk__in=list(provisions)).exclude(current_hash="")
    return dict(held.values_list("pk", "current_hash"))


OPEN_DOUBTS = LinkDoubt.objects.filter(settled_at__isnull=True).order_by()
"""What other papers do to the directive's end of links, that no officer has looked at since."""

DIRECTIVE_READS_OTHERWISE = ~Q(directive_provision__current_hash=F("directive_hash"))

SUSPECT = Q(state=LinkState.CONFIRMED) & (
    DIRECTIVE_READS_OTHERWISE | ~Q(plan_provision__current_hash=F("plan_hash")) | Q(pk__in=OPEN_DOUBTS.values("link"))
)
"""A confirmed link with an end that reads otherwise in the latest version of its document, or is gone from it, or whose
directive's end another paper amends, replaces or repeals (an open doubt). The open doubts are looked up once, however
many links are asked about."""


class _Freshness(TypedDict):
    directive_now: str
    plan_now: str
    suspect: bool


if TYPE_CHECKING:
    MarkedLink: TypeAlias = WithAnnotations[TraceLink, _Freshness]
    """A trace link with how both ends read now, and whether that makes it suspect."""


def links_of(by: Acting, *, at: datetime) -> "QuerySet[MarkedLink]":
    """Return the trace links between documents `by` may both read at `at`.

    Each carries `suspect`: confirmed, but an end reads otherwise now, or a doubt about it is open (`SUSPECT`).
    """
    ends = readable(by, at=at, document="directive_provision__document__") & readable(
        by, at=at, document="plan_provision__document__"
    )
    links = TraceLink.objects.filter(ends).select_related(
        "decided_by", "directive_provision__document__unit", "plan_provision__document__unit"
    )
    return links.annotate(
        directive_now=F("directive_provision__current_hash"), plan_now=F("plan_provision__current_hash")
    ).annotate(suspect=Case(When(SUSPECT, then=Value(value=True)), default=Value(value=False)))


def suspect_links(by: Acting, *, at: datetime) -> "QuerySet[MarkedLink]":
    """Return the confirmed links that `by` should look at again: those he may decide on."""
    mine = workable(by, Permission.LINK_DECIDE, at=at, document="plan_provision__document__")
    return links_of(by, at=at).filter(SUSPECT, mine)


def open_doubts_of(link: TraceLink) -> "QuerySet[LinkDoubt]":
    """Return what makes `link` doubtful though neither end reads otherwise, oldest first, with the paper that does."""
    doubts = link.doubts.filter(settled_at__isnull=True).select_related("version__document__unit")
    return doubts.order_by("found_at", "pk")


def links_between(by: Acting, *, plan: Version, directives: Iterable[Version], at: datetime) -> "QuerySet[MarkedLink]":
    """Return the links between the documents of `plan` and of `directives` that `by` may read."""
    return links_of(by, at=at).filter(
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
