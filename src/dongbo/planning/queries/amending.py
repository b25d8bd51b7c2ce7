"""Reads: what a directive does to others in the register, as its own words say it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID

from dongbo.documents.models import Citation, Document, Version
from dongbo.documents.queries import latest_version, outline_of
from dongbo.documents.states import CitationState, VersionState
from dongbo.engines.amendments import Amendment, Called, Listed, Touch, amendments, repealed_in_lists, touched
from dongbo.engines.citations import Relation
from dongbo.engines.provisions import Kind, Outline
from dongbo.planning.models import TraceLink
from dongbo.planning.queries.standing import copies_of
from dongbo.planning.states import NoticeCause

_AMENDING = (Relation.AMENDS, Relation.REPLACES, Relation.REPEALS)
_CAUSES = {
    Relation.AMENDS: NoticeCause.AMENDED,
    Relation.REPLACES: NoticeCause.REPLACED,
    Relation.REPEALS: NoticeCause.REPEALED,
}
_YEAR = re.compile(r"\d{4}")


@dataclass(frozen=True, slots=True)
class Touched:
    """A document that another one touches: which of its provisions, why each, and what is done to it altogether."""

    document: Document
    touches: dict[UUID, Touch]
    act: Relation

    @property
    def cause(self) -> NoticeCause:
        """Why the owner of a plan that rests on the document is told."""
        return _CAUSES[self.act]

    @property
    def unsure_at(self) -> set[str]:
        """Where the other one does not say which provision it means."""
        return {touch.amendment.path for touch in self.touches.values() if touch.amendment.unsure}


def frozen_before(version: Version) -> Version | None:
    """Return the version of the same document that was frozen last before `version`."""
    earlier = Version.objects.filter(
        document=version.document_id, ordinal__lt=version.ordinal, state=VersionState.FROZEN
    )
    return earlier.order_by("-ordinal").first()


def is_superseded(version: Version) -> bool:
    """Return whether a later version of the same document is frozen."""
    later = Version.objects.filter(document=version.document_id, ordinal__gt=version.ordinal)
    return later.filter(state=VersionState.FROZEN).exists()


def touched_by(version: Version) -> Iterator[Touched]:
    """Yield the documents with trace links that `version` touches, and their copies in the registers of other units.

    What an earlier version of the same paper said in the same words has been told then, and is not told again.
    """
    paper: Outline | None = None
    for document, called in _amended(version):
        for copy in copies_of(document):
            newest = latest_version(copy)
            if newest is None or not TraceLink.objects.filter(directive_provision__document=copy).exists():
                continue
            paper = paper or outline_of(version)
            target = outline_of(newest)
            said = amendments(paper, title=version.document.subject, called=called, target=target)
            new = _newly_said(version, said)
            if touches := touched(new, target):
                own = dict(newest.provisions.values_list("path", "provision"))
                yield Touched(copy, {own[path]: touch for path, touch in touches.items()}, _altogether(new))


def _altogether(said: list[Amendment]) -> Relation:
    """Return what becomes of the whole paper: that a part of it is replaced or repealed amends it."""
    whole = [one.act for one in said if one.whole]
    return next((act for act in (Relation.REPEALS, Relation.REPLACES) if act in whole), Relation.AMENDS)


def _amended(version: Version) -> list[tuple[Document, Called]]:
    """Return the documents that `version` may amend by what its citations say, with all names it has for each."""
    rows: dict[UUID, list[Citation]] = {}
    listed = _listed_in(version)
    cited = version.citations.filter(target__isnull=False).exclude(target=version.document_id)
    for one in cited.select_related("target").order_by("pk"):
        if one.target_id is not None and _is_surely_meant(one):
            rows.setdefault(one.target_id, []).append(one)
    return [
        (target, _called(ones))
        for ones in rows.values()
        if (target := ones[0].target) is not None
        and any(one.relation in _AMENDING or _is_listed(one, listed) for one in ones)
    ]


def _listed_in(version: Version) -> tuple[Listed, ...]:
    """Return what the annexes of `version` list as repealed, where it has any."""
    if not version.provisions.filter(kind=Kind.ANNEX).exists():
        return ()
    return tuple(repealed_in_lists(outline_of(version)))


def _is_listed(one: Citation, listed: tuple[Listed, ...]) -> bool:
    called = _called([one])
    return any(called.is_meant(each.number, each.title) for each in listed)


def _is_surely_meant(one: Citation) -> bool:
    """Return whether the register's document is meant: a number that begins anew each year is not enough alone."""
    return one.state == CitationState.RESOLVED or _YEAR.search(one.number) is not None


def _called(ones: list[Citation]) -> Called:
    return Called(
        numbers=frozenset(one.number for one in ones if one.number),
        titles=frozenset(one.title for one in ones if one.title),
    )


def _newly_said(version: Version, said: list[Amendment]) -> list[Amendment]:
    before = frozen_before(version)
    if before is None or not said:
        return said
    old = dict(before.provisions.values_list("provision", "content_hash"))
    rows = version.provisions.filter(path__in={one.path for one in said})
    kept = {path for path, key, now in rows.values_list("path", "provision", "content_hash") if old.get(key) == now}
    return [one for one in said if one.path and one.path not in kept]
