"""Reads: which plans are in force, and what they rest on."""

import re
from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet

from dongbo.documents.models import Citation, Document, Version
from dongbo.engines.vietnamese import fold
from dongbo.planning.models import Issuance, LegalBasis, TraceLink
from dongbo.planning.states import LinkState

_OF_ORGANISATION = re.compile(r"^(?:luật )?tổ chức |chức năng, nhiệm vụ, quyền hạn")
"""Laws and decrees that say who may issue a paper. Nearly all cite them: they tell nothing of what it is about."""


def issuances_in_force(day: date) -> QuerySet[Issuance]:
    """Return the issuances in force on `day`: from the day they take effect until the day they end."""
    return Issuance.objects.filter(Q(ended_on__isnull=True) | Q(ended_on__gt=day), effective_on__lte=day)


def plans_resting_on(version: Version, *, day: date) -> set[UUID]:
    """Return the plans in force on `day` that rest on something `version` cites, or are cited by it themselves.

    A plan rests on what its issued version cites, on the legal bases of its dossier, and on the directives its trace
    links lead to. Who may issue it, by the laws of organisation, tells nothing of its matter and does not count.
    """
    issued = dict(issuances_in_force(day).values_list("version", "document"))
    plans = set(issued.values())
    cited = [one for one in version.citations.select_related("target") if not _is_of_organisation(one)]
    documents = {one.target_id for one in cited if one.target_id is not None}
    numbers = {(one.number_key, one.issued) for one in cited if one.number_key}
    alike = Citation.objects.filter(version__in=list(issued)).filter(
        Q(target__in=documents) | Q(number_key__in={key for key, _ in numbers})
    )
    rows = alike.values_list("version", "target", "number_key", "issued")
    found = {
        issued[key] for key, target, number, day_named in rows if target in documents or (number, day_named) in numbers
    }
    found |= _through_dossiers(documents, plans) | _through_links(documents, plans)
    return found | (documents & plans)


def _is_of_organisation(citation: Citation) -> bool:
    named = citation.target.subject if citation.target else citation.title
    return _OF_ORGANISATION.search(fold(named)) is not None


def _through_dossiers(documents: Iterable[UUID], plans: Iterable[UUID]) -> set[UUID]:
    bases = LegalBasis.objects.filter(document__in=documents, dossier__document__in=plans)
    return set(bases.values_list("dossier__document", flat=True))


def _through_links(documents: Iterable[UUID], plans: Iterable[UUID]) -> set[UUID]:
    links = TraceLink.objects.filter(
        state=LinkState.CONFIRMED,
        directive_provision__document__in=documents,
        plan_provision__document__in=plans,
    )
    return set(links.order_by().values_list("plan_provision__document", flat=True).distinct())


def copies_of(document: Document) -> QuerySet[Document]:
    """Return `document` and the same paper in the registers of other units."""
    same = Q(pk=document.pk)
    if document.number_key:
        same |= Q(number_key=document.number_key, organ_key=document.organ_key, issued_date=document.issued_date)
    return Document.objects.filter(same).order_by("pk")
