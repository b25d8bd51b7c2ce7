"""Reads: required revisions with the words at every place of theirs, as they were judged and as they stand now."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from dongbo.documents.models import ProvisionVersion, Version
from dongbo.engines.places import place_name
from dongbo.planning.models import RequiredRevision, RevisionCheck
from dongbo.planning.queries.revisions import checks_by_revision, is_closed
from dongbo.planning.queries.successions import heirs_in


@dataclass(frozen=True, slots=True)
class ToldPlace:
    """A place of a revision: what it is called, the words quoted, and the words then and now.

    `detail` is the code of why nothing was done there; `operation` says what happened where it was done elsewhere.
    """

    label: str
    quote: str = ""
    then: ProvisionVersion | None = None
    now: Sequence[ProvisionVersion] = ()
    detail: str = ""
    operation: str = ""


@dataclass(frozen=True, slots=True)
class ToldRevision:
    """A revision with what a version shows of it.

    `places` are those it was ordered at, `elsewhere` those where something else did it, `named` what the drafters name.
    """

    revision: RequiredRevision
    check: RevisionCheck | None = None
    places: Sequence[ToldPlace] = ()
    elsewhere: Sequence[ToldPlace] = ()
    named: Sequence[str] = ()

    @property
    def closed(self) -> bool:
        """Whether nothing is left to do or to sign."""
        return self.check is not None and is_closed(self.check)

    @property
    def waits(self) -> bool:
        """Whether it was answered after the text was looked at."""
        answered = self.revision.claimed_at
        return self.check is not None and answered is not None and self.check.checked_at < answered


def told_revisions(revisions: Iterable[RequiredRevision], version: Version | None) -> list[ToldRevision]:
    """Return `revisions`, their anchors and changed places at hand, with what `version` shows. Three queries at most.

    What is at hand costs none; without a version only the words that were judged are read.
    """
    shown = list(revisions)
    checks = checks_by_revision(shown, version)
    texts = _Texts(shown, checks, version)
    return [_told(one, checks.get(one.pk), texts) for one in shown]


def _told(revision: RequiredRevision, check: RevisionCheck | None, texts: "_Texts") -> ToldRevision:
    missed = {one["provision"]: one["detail"] for one in check.missed} if check else {}
    places = [
        ToldPlace(
            label=anchor.label,
            quote=anchor.quote.get("exact", ""),
            then=texts.then(revision, anchor.provision_id),
            now=texts.now(anchor.provision_id),
            detail=missed.get(str(anchor.provision_id), ""),
        )
        for anchor in revision.anchors.all()
    ]
    there = {row.provision_id for place in places for row in place.now} | {
        anchor.provision_id for anchor in revision.anchors.all()
    }
    elsewhere = [
        ToldPlace(
            label=one["label"],
            then=texts.then(revision, UUID(one["key"])),
            now=texts.now(UUID(one["key"])),
            operation=one["operation"],
        )
        for one in (check.changes if check else ())
        if UUID(one["key"]) not in there
    ]
    named = [texts.name(revision, one.pk) for one in revision.changed.all()]
    return ToldRevision(revision, check, places, elsewhere, named)


class _Texts:
    """The rows of every provision that some revisions speak of, in the versions judged and in the one that shows."""

    def __init__(
        self, revisions: Sequence[RequiredRevision], checks: Mapping[UUID, RevisionCheck], version: Version | None
    ) -> None:
        wanted = {anchor.provision_id for one in revisions for anchor in one.anchors.all()}
        wanted |= {provision.pk for one in revisions for provision in one.changed.all()}
        wanted |= {UUID(change["key"]) for check in checks.values() for change in check.changes}
        self._version = version
        self._heirs = heirs_in(version, wanted) if version is not None and wanted else {}
        everywhere = wanted | {heir for heirs in self._heirs.values() for heir in heirs}
        versions = {one.version_id for one in revisions} | ({version.pk} if version is not None else set())
        rows = ProvisionVersion.objects.filter(version__in=versions, provision__in=everywhere) if everywhere else ()
        self._rows = {(row.version_id, row.provision_id): row for row in rows}

    def then(self, revision: RequiredRevision, provision: UUID) -> ProvisionVersion | None:
        """Return a provision as it was judged."""
        return self._rows.get((revision.version_id, provision))

    def now(self, provision: UUID) -> list[ProvisionVersion]:
        """Return what stands for a provision in the version that shows: itself, and those its words passed into."""
        if self._version is None:
            return []
        keys = (provision, *self._heirs.get(provision, ()))
        return [row for key in keys if (row := self._rows.get((self._version.pk, key)))]

    def name(self, revision: RequiredRevision, provision: UUID) -> str:
        """Return what a provision is called, by the newer of the versions that have it; "" where none has."""
        row = next(iter(self.now(provision)), None) or self.then(revision, provision)
        return place_name(row.path) if row is not None else ""
