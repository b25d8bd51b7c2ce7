"""Reads: the register, the tree of a version, and who cites whom."""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from django.db.models import BigIntegerField, Count, Func, OuterRef, Q, QuerySet, Subquery

from dongbo.documents.models import Citation, Document, ProvisionVersion, Version
from dongbo.documents.rules import may_read
from dongbo.documents.states import VersionState
from dongbo.engines.citations import RegisterEntry
from dongbo.engines.provisions import Kind, Node, Outline
from dongbo.engines.vietnamese import fold, toneless
from dongbo.organisation.models import Officer

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


SORTS: dict[str, tuple[str | _LeadingNumber, ...]] = {
    "registered": ("-registered_at",),
    "issued": ("-issued_date",),
    "number": (_LeadingNumber("code_number"), "number_key"),
    "organ": ("organ_key",),
    "subject": ("subject_key",),
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


def readable_documents(officer: Officer) -> QuerySet[Document]:
    """Return the documents `officer` may read."""
    return Document.objects.all() if may_read(officer) else Document.objects.none()


def readable_versions(officer: Officer) -> QuerySet[Version]:
    """Return the versions of the documents `officer` may read, with their document."""
    return Version.objects.filter(document__in=readable_documents(officer)).select_related("document")


def register_list(officer: Officer, wanted: RegisterFilter) -> QuerySet[Document]:
    """Return the register as asked for, each document with its latest version's ordinal, label and state."""
    found = readable_documents(officer)
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
    latest = Version.objects.filter(document=OuterRef("pk")).order_by("-ordinal")
    return found.annotate(
        version_count=Count("versions"),
        latest_id=Subquery(latest.values("pk")[:1]),
        latest_label=Subquery(latest.values("label")[:1]),
        latest_state=Subquery(latest.values("state")[:1]),
    ).order_by(*SORTS.get(wanted.sort, SORTS["registered"]), "pk")


def latest_version(document: Document) -> Version | None:
    """Return the newest version of `document`, frozen or in review."""
    return document.versions.order_by("-ordinal").first()


def version_before(version: Version) -> Version | None:
    """Return the version of the same document that came before."""
    return (
        Version.objects.filter(document_id=version.document_id, ordinal__lt=version.ordinal)
        .order_by("-ordinal")
        .first()
    )


def versions_in_review(officer: Officer) -> QuerySet[Version]:
    """Return what waits for a planning officer to review and freeze, oldest first."""
    return readable_versions(officer).filter(state=VersionState.IN_REVIEW).order_by("imported_at")


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
            cells=dict(row.cells),
        )
        nodes[row.pk] = node
        siblings = nodes[row.parent_id].children if row.parent_id is not None else roots
        siblings.append(node)
    return Outline(nodes=roots, style=style, title=title)


def register_entries() -> list[RegisterEntry]:
    """Return every document of the register as citations are resolved against it."""
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
        for key, number, type_name, organ, issued, subject in Document.objects.values_list(*fields)
    ]


def citations_from(version: Version) -> QuerySet[Citation]:
    """Return what `version` cites, in reading order, with the cited document."""
    return version.citations.select_related("target").order_by("line", "pk")


def citations_to(document: Document) -> QuerySet[Citation]:
    """Return where other documents cite `document`, newest citing version first."""
    return document.cited_in.select_related("version__document").order_by("-version__imported_at", "line")
