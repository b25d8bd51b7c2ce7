"""Reads of a text that is being written: words and their fingerprints, lineage, who writes where, what was before."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from dongbo.documents.models import Provision, ProvisionVersion, Version
from dongbo.documents.operations.storing import fingerprint
from dongbo.engines.provisions import Kind, Node
from dongbo.engines.provisions.tables import joined, ordered
from dongbo.organisation.models import Officer
from dongbo.planning.models import KeptText, ProvisionEdit, ProvisionSuccession, WritingLease
from dongbo.planning.states import WritingAct

DANGLING = "dangling"
"""Where a note of a reference that lost its provision keeps the words of the reference."""

UNCLEAR = "unclear"
"""What such a note says too where the provision stands, but no words could tell it from another."""


@dataclass(frozen=True, slots=True)
class Words:
    """What one provision says: heading, own text, and the cells of a table's row."""

    heading: str = ""
    text: str = ""
    cells: Mapping[str, str] = field(default_factory=dict)

    @property
    def hash(self) -> str:
        """Their fingerprint: equal exactly where heading, text and cells are equal."""
        return fingerprint(Node(kind=Kind.PARAGRAPH, heading=self.heading, text=self.text, cells=dict(self.cells)), [])

    @property
    def shown(self) -> str:
        """The words in one text, as they are compared: one line a cell in a table's row."""
        if self.cells:
            return "\n".join(ordered(self.cells).values())
        return "\n".join(part for part in (self.heading, self.text) if part)


def words_of(row: ProvisionVersion | KeptText) -> Words:
    """Return what a provision says in a version, or what somebody has typed there."""
    return Words(row.heading, row.text, row.cells)


def words_hash(row: ProvisionVersion) -> str:
    """Return the fingerprint of a provision's own words, whatever stands beneath it and whatever its number is."""
    return words_of(row).hash


def preamble_hash(version: Version) -> str:
    """Return the fingerprint of what stands before the first provision."""
    return Words(text=version.preamble).hash


def as_row_says(row: ProvisionVersion, said: Words) -> Words:
    """Return the words as a row holds them: those of a table's row are its cells, told again in its text."""
    if row.kind != Kind.ROW:
        return Words(said.heading, said.text)
    cells = {**row.cells, **said.cells}
    if not cells:
        return Words("", said.text)
    if cells == row.cells:
        return words_of(row)
    return Words("", joined(cells), cells)


def words_noted(noted: Mapping[str, Any]) -> Words:
    """Return the words that one side of an edit holds."""
    return Words(noted.get("heading", ""), noted.get("text", ""), noted.get("cells", {}))


def lineages(rows: Iterable[ProvisionVersion]) -> dict[UUID, tuple[UUID, ...]]:
    """Return for each provision of a version itself and all above it, innermost first; `rows` in reading order."""
    found: dict[UUID, tuple[UUID, ...]] = {}
    identities: dict[int, UUID] = {}
    for row in rows:
        above = found[identities[row.parent_id]] if row.parent_id is not None else ()
        identities[row.pk] = row.provision_id
        found[row.provision_id] = (row.provision_id, *above)
    return found


def lineage_of(row: ProvisionVersion) -> tuple[UUID, ...]:
    """Return the provision of `row` and all above it, innermost first. One query."""
    places = {
        key: (parent, provision)
        for key, parent, provision in ProvisionVersion.objects.filter(version=row.version_id).values_list(
            "pk", "parent_id", "provision_id"
        )
    }
    found = []
    key: int | None = row.pk
    while key is not None:
        key, provision = places[key]
        found.append(provision)
    return tuple(found)


def writers_at(version: Version, *, at: datetime, besides: Officer | None = None) -> QuerySet[WritingLease]:
    """Return who is writing where in `version` at `at`, in reading order of their names."""
    found = version.leases.filter(until__gt=at).select_related("officer").order_by("officer__full_name", "pk")
    return found.exclude(officer=besides) if besides else found


@dataclass(frozen=True, slots=True)
class Kept:
    """Somebody's unsaved words, and the row they belong to; None where the provision is no longer in the draft."""

    kept: KeptText
    row: ProvisionVersion | None

    @property
    def is_news(self) -> bool:
        """Whether they say anything else than the draft does."""
        return self.row is None or words_of(self.kept).hash != words_hash(self.row)

    @property
    def is_outdated(self) -> bool:
        """Whether somebody has changed the provision since these words were begun."""
        return self.row is None or self.kept.base_hash != words_hash(self.row)


def kept_by(officer: Officer, version: Version) -> list[Kept]:
    """Return the unsaved words of `officer` in the text of which `version` is being written, newest first. Two queries.

    What was still on its way while a version was frozen stayed with it: it is found all the same.
    """
    kept = KeptText.objects.filter(version__document=version.document_id, officer=officer)
    return _with_rows(version, kept.order_by("-kept_at", "-pk"))


def unsaved_words(version: Version, *, at: datetime) -> list[Kept]:
    """Return the unsaved words in `version` of those who are still writing, with their officers. Three queries."""
    now = set(version.leases.filter(until__gt=at).values_list("officer_id", "provision_id"))
    kept = version.kept_texts.select_related("officer")
    return [
        one for one in _with_rows(version, kept) if one.is_news and (one.kept.officer_id, one.kept.provision_id) in now
    ]


def _with_rows(version: Version, kept: QuerySet[KeptText]) -> list[Kept]:
    found = list(kept)
    rows = {
        row.provision_id: row for row in version.provisions.filter(provision__in=[one.provision_id for one in found])
    }
    return [Kept(one, rows.get(one.provision_id)) for one in found]


def edits_of(provision: Provision) -> QuerySet[ProvisionEdit]:
    """Return what was done to a provision, newest first, with who did it and in which version."""
    return provision.edits.select_related("by", "version").order_by("-pk")


def base_words(version: Version, provision: UUID, base_hash: str) -> Words | None:
    """Return the words with this fingerprint that the provision said at some time, None where none are known."""
    return next((words for words in _known_words(version, provision) if words.hash == base_hash), None)


def _known_words(version: Version, provision: UUID) -> Iterator[Words]:
    for row in ProvisionVersion.objects.filter(provision=provision, version__document=version.document_id):
        yield words_of(row)
    for edit in ProvisionEdit.objects.filter(provision=provision).order_by("-pk").iterator():
        yield words_noted(edit.before)
        yield words_noted(edit.after)


def successor_of(version: Version, provision: UUID) -> ProvisionVersion | None:
    """Return where the words of a provision that left `version` went, through as many steps as it took."""
    steps = dict(
        ProvisionSuccession.objects.filter(version__document=version.document_id)
        .order_by("pk")
        .values_list("provision", "successor")
    )
    seen = {provision}
    while (following := steps.get(provision)) is not None and following not in seen:
        provision = following
        seen.add(provision)
        if row := version.provisions.filter(provision=provision).first():
            return row
    return None


@dataclass(frozen=True, slots=True)
class DanglingReference:
    """A reference that names its provision no more, and the row it still stands in."""

    row: ProvisionVersion
    words: str
    edit: ProvisionEdit

    @property
    def unclear(self) -> bool:
        """Whether the provision still stands, but was put where these words cannot say which one is meant."""
        return UNCLEAR in self.edit.after


def dangling_references(version: Version) -> list[DanglingReference]:
    """Return the references of `version` that name their provision no more and that nobody has written anew since.

    One query where there are none, else three.
    """
    notes = version.edits.filter(act=WritingAct.REFERENCE, after__has_key=DANGLING).select_related("by").order_by("pk")
    standing = {(edit.provision_id, edit.after[DANGLING]): edit for edit in notes}
    if not standing:
        return []
    holders = [provision for provision, _words in standing]
    rows = {row.provision_id: row for row in version.provisions.filter(provision__in=holders)}
    written = version.edits.filter(act=WritingAct.WRITTEN, provision__in=holders).values_list("provision", "pk")
    anew = dict(written.order_by("pk"))
    found = (
        DanglingReference(rows[provision], words, edit)
        for (provision, words), edit in standing.items()
        if provision in rows and edit.pk > anew.get(provision, 0) and words in words_of(rows[provision]).shown
    )
    return sorted(found, key=lambda one: one.row.rank)
