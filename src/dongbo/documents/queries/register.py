"""Reads: the register, the tree of a version, and who cites whom."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from django.db.models import (
    BigIntegerField,
    Case,
    CharField,
    Count,
    F,
    Func,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)

from dongbo.documents.models import Citation, Document, ProvisionVersion, Version
from dongbo.documents.rules import number_key, readable, workable
from dongbo.documents.states import CitationState, VersionState
from dongbo.engines.citations import Citation as Cited
from dongbo.engines.citations import RegisterEntry
from dongbo.engines.intervals import intervals_of
from dongbo.engines.provisions import Kind, Node, Outline
from dongbo.engines.provisions.tables import ordered
from dongbo.engines.vietnamese import fold, toneless
from dongbo.organisation.models import Unit
from dongbo.organisation.queries.listing import Listing, listing
from dongbo.organisation.rules import Acting
from dongbo.organisation.rules.authority import numbered
from dongbo.organisation.states import Access, Permission

if TYPE_CHECKING:
    from django.db.backends.base.base import BaseDatabaseWrapper
    from django.db.models.sql.compiler import SQLCompiler


class _LeadingNumber(Func):
    """The digits a text begins with, as a number; 0 where it begins otherwise. 9 then comes before 15."""

    output_field = BigIntegerField()
    template = "CAST(%(expressions)s AS INTEGER)"

    def as_postgresql(self, compiler: "SQLCompiler", connection: "BaseDatabaseWrapper", **context: Any) -> Any:
        digits = "COALESCE(SUBSTRING(%(expressions)s FROM '^[0-9]+'), '0')::bigint"
        return self.as_sql(compiler, connection, template=digits, **context)


SORTS: dict[str, tuple[str, ...]] = {
    "registered": ("-registered_at", "-pk"),
    "issued": ("-issued_date", "-pk"),
    "number": ("leading_number", "number_key", "pk"),
    "organ": ("organ_key", "pk"),
    "subject": ("subject_key", "pk"),
}
"""The orders a register list may take."""


@dataclass(frozen=True, slots=True)
class RegisterFilter:
    """What an officer asked the register for; blank means any."""

    words: str = ""
    standing: str = ""
    organ: str = ""
    issued_from: date | None = None
    issued_to: date | None = None
    sort: str = "registered"


def readable_documents(by: Acting, *, at: datetime) -> QuerySet[Document]:
    """Return the documents `by` may read at `at`: the one door through which every list of this room goes."""
    return Document.objects.filter(readable(by, at=at))


def readable_versions(by: Acting, *, at: datetime) -> QuerySet[Version]:
    """Return the versions of the documents `by` may read at `at`, with their document and its unit.

    A version that is being written is read by its drafters alone, in the dossier.
    """
    found = Version.objects.filter(readable(by, at=at, document="document__")).exclude(state=VersionState.DRAFTING)
    return found.select_related("document__unit")


def documents_as_asked(by: Acting, wanted: RegisterFilter, *, at: datetime) -> QuerySet[Document]:
    """Return the documents `by` may read that are as `wanted`, in no order."""
    return _narrowed(readable_documents(by, at=at), wanted)


def register_list(by: Acting, wanted: RegisterFilter, *, at: datetime) -> QuerySet[Document]:
    """Return the register as asked for, each document with its unit and its latest version's label and state."""
    return _described(documents_as_asked(by, wanted, at=at)).order_by(*_order(wanted))


def register_listing(by: Acting, wanted: RegisterFilter, *, at: datetime) -> Listing[Document]:
    """Return the same to be read page by page, quick however large the register; counted up to a bound."""
    found = _described(_narrowed(Document.objects.all(), wanted))
    return listing(found, by, Permission.DOCUMENT_READ, at=at, access="access", order=_order(wanted))


def _narrowed(found: QuerySet[Document], wanted: RegisterFilter) -> QuerySet[Document]:
    found = found.order_by()
    for word in toneless(fold(wanted.words)).split():
        found = found.filter(Q(subject_key__contains=word) | Q(number_key__contains=word))
    if wanted.standing:
        found = found.filter(standing=wanted.standing)
    if wanted.organ:
        found = found.filter(organ_key__contains=fold(wanted.organ))
    if wanted.issued_from:
        found = found.filter(issued_date__gte=wanted.issued_from)
    if wanted.issued_to:
        found = found.filter(issued_date__lte=wanted.issued_to)
    return found


def _described(found: QuerySet[Document]) -> QuerySet[Document]:
    latest = Version.objects.filter(document=OuterRef("pk")).order_by("-ordinal")
    return found.select_related("unit").annotate(
        leading_number=_LeadingNumber("code_number"),
        version_count=Subquery(latest.order_by().values("document").annotate(count=Count("pk")).values("count")),
        latest_id=Subquery(latest.values("pk")[:1]),
        latest_label=Subquery(latest.values("label")[:1]),
        latest_state=Subquery(latest.values("state")[:1]),
    )


def _order(wanted: RegisterFilter) -> tuple[str, ...]:
    return SORTS.get(wanted.sort, SORTS["registered"])


def latest_version(document: Document) -> Version | None:
    """Return the newest version of `document`, frozen or in review."""
    return document.versions.exclude(state=VersionState.DRAFTING).order_by("-ordinal").first()


def version_being_written(document: Document) -> Version | None:
    """Return the version of `document` that its drafters are writing."""
    return document.versions.filter(state=VersionState.DRAFTING).first()


def version_before(version: Version) -> Version | None:
    """Return the version of the same document that came before."""
    return (
        Version.objects.filter(document_id=version.document_id, ordinal__lt=version.ordinal)
        .order_by("-ordinal")
        .first()
    )


def versions_in_review(by: Acting, *, at: datetime) -> QuerySet[Version]:
    """Return what waits for `by` to review and freeze, oldest first."""
    mine = readable_versions(by, at=at).filter(workable(by, Permission.DOCUMENT_FREEZE, at=at, document="document__"))
    return mine.filter(state=VersionState.IN_REVIEW).order_by("imported_at", "pk")


def outline_of(version: Version) -> Outline:
    """Return the stored tree of `version` as the engines know it. One query."""
    return outline_from(list(version.provisions.order_by("rank")), style=version.style, title=version.document.subject)


def outline_from(rows: list[ProvisionVersion], *, style: str, title: str) -> Outline:
    """Return the tree that `rows`, in reading order, are."""
    nodes: dict[int, Node] = {}
    roots: list[Node] = []
    for row in rows:
        node = Node(
            kind=Kind(row.kind),
            number=row.number,
            heading=row.heading,
            text=row.text,
            confidence=row.confidence,
            line=row.line,
            path=row.path,
            cells=ordered(row.cells),
        )
        nodes[row.pk] = node
        siblings = nodes[row.parent_id].children if row.parent_id is not None else roots
        siblings.append(node)
    return Outline(nodes=roots, style=style, title=title)


def register_entries(
    cited: Sequence[Cited] | None = None, *, beside: tuple[Unit, int] | None = None
) -> list[RegisterEntry]:
    """Return the documents of the register that `cited`, or anything at all, may mean.

    `beside` is the place of a document, its unit and access: then only what everyone who may read a document there
    may read too, so that what is told of them leaks nothing to any of its readers.
    """
    found = Document.objects.all() if beside is None else Document.objects.filter(_read_with(*beside))
    if cited is not None and all(one.number for one in cited):
        found = found.filter(number_key__in={number_key(one.number or "")[:80] for one in cited})
    fields = ("pk", "number", "type_name", "organ_name", "issued_date", "subject")
    return [
        RegisterEntry(
            key=str(key),
            number=number,
            type=type_name,
            issuer=organ,
            date=issued.isoformat() if issued else "",
            title=subject,
        )
        for key, number, type_name, organ, issued, subject in found.order_by("pk").values_list(*fields)
    ]


def _read_with(unit: Unit, access: int) -> Q:
    """What stands in the same unit and is open as far, and what comes down to it from the units above."""
    above = Q(access=Access.CIRCULATED) & numbered(intervals_of(unit.reach), "unit__first")
    return above | Q(unit=unit, access__gte=Access.UNIT, access__lte=access)


def citations_from(version: Version, *, by: Acting, at: datetime) -> QuerySet[Citation]:
    """Return what `version` cites, in reading order, as `by` may know it.

    `shown_target`, `shown_state` and `shown_reason` say of a document he may not read what they would say if it were
    not in the register.
    """
    known = When(target__in=readable_documents(by, at=at), then=F("target"))
    return version.citations.annotate(
        shown_target=Case(known, default=None),
        shown_state=Case(
            When(shown_target__isnull=False, then=F("state")),
            default=Value(CitationState.UNRESOLVED.value),
            output_field=CharField(),
        ),
        shown_reason=Case(
            When(shown_target__isnull=False, then=F("reason")), default=Value(""), output_field=CharField()
        ),
    ).order_by("line", "pk")


def citations_to(document: Document, *, by: Acting, at: datetime) -> QuerySet[Citation]:
    """Return where documents that `by` may read cite `document`, newest citing version first."""
    found = document.cited_in.filter(readable(by, at=at, document="version__document__"))
    return found.select_related("version__document").order_by("-version__imported_at", "line", "pk")
