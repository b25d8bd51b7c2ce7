"""Reads: plans as issued, who may see them, and whether their seals still hold."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import F, Q, QuerySet
from django.db.models.expressions import OrderBy
from django.utils import timezone

from dongbo.documents.models import ProvisionVersion, Version
from dongbo.documents.operations.storing import file_path
from dongbo.documents.rules import readable
from dongbo.engines.seals import Difference, Leaf, SealedProvision, first_difference, leaves_of, seal_of
from dongbo.engines.vietnamese import fold, toneless
from dongbo.ledger.models import Event
from dongbo.organisation.rules import Acting
from dongbo.planning.models import Issuance
from dongbo.planning.rules.councils import seen

ISSUED = "planning.plan_issued"
ISSUANCE = "issuance"
"""What events about an issuance call it."""

BATCH = 2000

IN_FORCE, TO_COME, ENDED = "in_force", "to_come", "ended"
SORTS: dict[str, tuple[str | OrderBy, ...]] = {
    "newest": ("-issued_on", "-pk"),
    "effective": ("-effective_on", "-pk"),
    "number": ("-number__year", "number__number", "pk"),
    "name": (F("document__subject_key").asc(), "-issued_on", "pk"),
}
"""The orders a list of issued plans may take."""


@dataclass(frozen=True, slots=True)
class IssuancesWanted:
    """What a list of issued plans is narrowed to; blank means any."""

    words: str = ""
    force: str = ""
    year: int | None = None
    sort: str = "newest"


@dataclass(frozen=True, slots=True)
class SealCheck:
    """How a seal stands: whole, or what is not as it was sealed.

    `difference` is the first provision that differs, `facts` the facts of issuance that do, `files` those that are
    gone or are other bytes than their name says; `ledger_differs` where the seal here is not the one in the ledger.
    """

    difference: Difference | None
    facts: tuple[str, ...]
    files: tuple[str, ...]
    seal_differs: bool
    ledger_differs: bool

    @property
    def holds(self) -> bool:
        """Whether nothing was changed."""
        return not (self.difference or self.facts or self.files or self.seal_differs or self.ledger_differs)


def issuances_seen(by: Acting, *, at: datetime) -> QuerySet[Issuance]:
    """Return the issued plans `by` may see: those he may read, and those of councils he follows or sits in."""
    mine = readable(by, at=at, document="document__") | seen(by, at=at, council="submission__council__")
    found = Issuance.objects.filter(mine).defer("leaves")
    return found.select_related("document__unit", "version", "number__series", "signer", "issued_by").defer(
        "leaves", "version__fields", "version__findings", "version__preamble"
    )


def issuance_list(by: Acting, wanted: IssuancesWanted, *, at: datetime) -> QuerySet[Issuance]:
    """Return the issued plans as asked for."""
    found = issuances_seen(by, at=at)
    for word in wanted.words.split():
        found = found.filter(_named(word))
    if wanted.force:
        found = found.filter(_in_state(wanted.force, timezone.localdate(at)))
    if wanted.year:
        found = found.filter(issued_on__year=wanted.year)
    return found.order_by(*SORTS.get(wanted.sort, SORTS["newest"]))


def _named(word: str) -> Q:
    """Return the predicate for plans that a word names: "02/QĐ" by its number, any other by name or notation.

    A plan that was issued again is found by the name, each issuance by its own number.
    """
    number, stroke, notation = word.partition("/")
    if stroke and number.isdecimal():
        return Q(number__number=int(number[:9]), number__notation__icontains=notation.upper())
    return Q(document__subject_key__contains=toneless(fold(word))) | Q(number__notation__icontains=word.upper())


def force_on(issuance: Issuance, day: date) -> str:
    """Return whether an issued plan is in force on `day`, still to come, or ended."""
    if issuance.ended_on is not None and issuance.ended_on <= day:
        return ENDED
    return IN_FORCE if issuance.effective_on <= day else TO_COME


def _in_state(force: str, day: date) -> Q:
    ended = Q(ended_on__isnull=False, ended_on__lte=day)
    named = {ENDED: ended, TO_COME: ~ended & Q(effective_on__gt=day), IN_FORCE: ~ended & Q(effective_on__lte=day)}
    return named.get(force, Q())


def sealed_provisions(version: Version) -> list[SealedProvision]:
    """Return every provision of a version in reading order, as it is sealed. One query."""
    rows = ProvisionVersion.objects.filter(version=version).order_by("rank", "pk")
    names = ("provision", "path", "kind", "number", "heading", "text", "cells")
    return [SealedProvision(str(row[0]), *row[1:]) for row in rows.values_list(*names).iterator(BATCH)]


def seal_facts(issuance: Issuance) -> dict[str, str]:
    """Return the facts of an issuance that are sealed with the words."""
    return {
        "document": str(issuance.document_id),
        "version": str(issuance.version.ordinal),
        "file": issuance.version.sha256,
        "number": issuance.number.text,
        "year": str(issuance.number.year),
        "issued_on": issuance.issued_on.isoformat(),
        "effective_on": issuance.effective_on.isoformat(),
        "signer": str(issuance.signer_id),
        "signer_title": issuance.signer_title,
        "word": str(issuance.word_id),
        "pdf": str(issuance.pdf_id),
    }


def verify_seal(issuance: Issuance) -> SealCheck:
    """Return how the seal of an issued plan stands against the database and the ledger. Three queries."""
    kept = Issuance.objects.select_related("version", "number").get(pk=issuance.pk)
    provisions, facts = sealed_provisions(kept.version), seal_facts(kept)
    leaves = [Leaf(*leaf) for leaf in kept.leaves]
    recorded = _recorded(kept)
    return SealCheck(
        difference=first_difference(leaves, leaves_of(provisions)),
        facts=tuple(name for name, value in facts.items() if recorded.get("facts", {}).get(name) != value),
        files=tuple(name for name in ("word", "pdf") if not _is_whole(facts[name])),
        seal_differs=seal_of(facts, provisions) != kept.seal,
        ledger_differs=recorded.get("seal") != kept.seal,
    )


def _is_whole(sha256: str) -> bool:
    path = file_path(sha256)
    return path.exists() and hashlib.sha256(path.read_bytes()).hexdigest() == sha256


def _recorded(issuance: Issuance) -> Mapping[str, Any]:
    events = Event.objects.filter(kind=ISSUED, subject_kind=ISSUANCE, subject_id=str(issuance.pk))
    payload = events.order_by("sequence").values_list("payload", flat=True).first()
    return payload or {}
