"""Reads: notices to the owners of plans in force, and what of the plan each concerns."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import TYPE_CHECKING, TypeAlias, TypedDict
from uuid import UUID

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone

from dongbo.documents.models import Document, ProvisionVersion, Version
from dongbo.documents.queries import outline_from
from dongbo.documents.rules import readable, workable
from dongbo.engines.concerned import Spoken, spoken_of
from dongbo.engines.redline.words import Step, word_changes
from dongbo.organisation.rules import Acting
from dongbo.organisation.states import Permission
from dongbo.planning.models import DirectiveNotice, Issuance, LinkDoubt, TraceLink
from dongbo.planning.queries.links import SUSPECT, current_rows, links_of

if TYPE_CHECKING:
    from django_stubs_ext import WithAnnotations

    from dongbo.planning.queries.links import MarkedLink


class _Counted(TypedDict):
    link_count: int
    suspect_count: int


if TYPE_CHECKING:
    CountedNotice: TypeAlias = WithAnnotations[DirectiveNotice, _Counted]
    """A notice with how many links it names, and how many of them are still suspect."""


def notices_of(by: Acting, *, at: datetime) -> QuerySet[DirectiveNotice]:
    """Return the notices `by` may see at `at`: on plans whose links he decides, of directives he may read."""
    mine = workable(by, Permission.LINK_DECIDE, at=at, document="plan__")
    found = DirectiveNotice.objects.filter(mine, readable(by, at=at, document="version__document__"))
    return found.select_related("plan__unit", "version__document__unit", "settled_by")


def counted_notices(by: Acting, *, at: datetime) -> "QuerySet[CountedNotice]":
    """Return the same with how many links each names, and how many of them are suspect."""
    named = TraceLink.objects.filter(notices=OuterRef("pk")).order_by().values("notices")
    count = named.annotate(count=Count("pk")).values("count")
    suspect = named.filter(SUSPECT).annotate(count=Count("pk")).values("count")
    return notices_of(by, at=at).annotate(
        link_count=Coalesce(Subquery(count), 0), suspect_count=Coalesce(Subquery(suspect), 0)
    )


def notices_to_settle(by: Acting, *, at: datetime) -> QuerySet[DirectiveNotice]:
    """Return what waits for `by` to review, oldest first."""
    return notices_of(by, at=at).filter(settled_at__isnull=True).order_by("found_at", "pk")


def plans_told(by: Acting, *, at: datetime) -> QuerySet[Document]:
    """Return the plans whose notices `by` may see, by their subject."""
    told = notices_of(by, at=at).order_by().values("plan")
    return Document.objects.filter(pk__in=told).order_by("subject_key", "pk")


@dataclass(frozen=True, slots=True)
class Said:
    """What the paper that touches a provision says of it, and where; `unsure` that it may mean another provision."""

    path: str
    words: str
    cause: str
    unsure: bool


@dataclass(frozen=True, slots=True)
class DirectiveChange:
    """A provision of the directive that a notice is about: how it read when its links were confirmed, how it reads now.

    `row` is where it stands in the newest version that has it; `gone` that the latest has it no more; `steps` lead from
    the words seen to those now, none where they are the same: then a part beneath changed, or `said` by another paper.
    """

    provision: UUID
    row: ProvisionVersion
    gone: bool
    steps: tuple[Step, ...]
    said: tuple[Said, ...]
    links: int


@dataclass(frozen=True, slots=True)
class Concern:
    """A provision of the plan that a notice concerns, by one link; `issued` that the version in force holds it."""

    link: "MarkedLink"
    row: ProvisionVersion | None
    issued: bool
    spoken: Spoken


class Concerned:
    """What one notice concerns, as `by` may see it: the links between documents he may read."""

    def __init__(self, notice: DirectiveNotice, *, by: Acting, at: datetime) -> None:
        self.notice = notice
        self.links = list(links_of(by, at=at).filter(notices=notice))
        self._doubts = self._open_and_settled()

    def _open_and_settled(self) -> Mapping[UUID, list[LinkDoubt]]:
        found: dict[UUID, list[LinkDoubt]] = {}
        doubts = LinkDoubt.objects.filter(version=self.notice.version_id, link__notices=self.notice)
        for doubt in doubts.select_related("link").order_by("pk"):
            found.setdefault(doubt.link.directive_provision_id, []).append(doubt)
        return found

    def changes(self) -> list[DirectiveChange]:
        """Return the provisions of directives that the links start from, in reading order."""
        links: dict[UUID, list[MarkedLink]] = {}
        for link in self.links:
            links.setdefault(link.directive_provision_id, []).append(link)
        rows = current_rows(links)
        seen = self._seen(links)
        texts = self._texts(doubt.place for doubts in self._doubts.values() for doubt in doubts)
        found = [self._change(provision, rows[provision], joined, seen, texts) for provision, joined in links.items()]
        return sorted(found, key=lambda one: (one.row.version_id, one.row.rank))

    def _change(
        self,
        provision: UUID,
        row: ProvisionVersion,
        joined: Sequence["MarkedLink"],
        seen: Mapping[tuple[UUID, str], str],
        texts: Mapping[str, str],
    ) -> DirectiveChange:
        old = seen.get((provision, joined[0].directive_hash))
        places = {(one.place, one.get_cause_display(), one.unsure) for one in self._doubts.get(provision, ())}
        return DirectiveChange(
            provision=provision,
            row=row,
            gone=not joined[0].directive_now,
            steps=word_changes(old, row.words) if old is not None and old != row.words else (),
            said=tuple(Said(path, texts.get(path, ""), cause, unsure) for path, cause, unsure in sorted(places)),
            links=len(joined),
        )

    def _seen(self, links: Mapping[UUID, Sequence["MarkedLink"]]) -> dict[tuple[UUID, str], str]:
        """Return how the provisions read when their links were last looked at, by provision and fingerprint."""
        rows = ProvisionVersion.objects.filter(
            provision__in=list(links), content_hash__in={joined[0].directive_hash for joined in links.values()}
        )
        return {(row.provision_id, row.content_hash): row.words for row in rows.order_by("version__ordinal")}

    def _texts(self, paths: Iterable[str]) -> dict[str, str]:
        """Return the words of the paper that touches, by path; of its title where the path is empty."""
        rows = self.notice.version.provisions.filter(path__in=set(paths))
        return {"": self.notice.version.document.subject} | {row.path: row.words for row in rows}

    def concerns(self) -> list[Concern]:
        """Return what of the plan is concerned, in reading order, each with its targets and whether it is a task."""
        version = self.issued
        rows = list(version.provisions.order_by("rank")) if version else []
        issued = {row.provision_id: row for row in rows}
        others = current_rows({link.plan_provision_id for link in self.links} - issued.keys())
        wanted = {row.path for link in self.links if (row := issued.get(link.plan_provision_id)) is not None}
        spoken = (
            spoken_of(outline_from(rows, style=version.style, title=self.notice.plan.subject), wanted)
            if version
            else {}
        )
        found = []
        for link in self.links:
            row = issued.get(link.plan_provision_id)
            found.append(
                Concern(
                    link=link,
                    row=row or others.get(link.plan_provision_id),
                    issued=row is not None,
                    spoken=spoken.get(row.path, Spoken()) if row else Spoken(),
                )
            )
        return sorted(found, key=lambda one: (not one.issued, one.row.rank if one.row else 0, str(one.link.pk)))

    @cached_property
    def issued(self) -> Version | None:
        """The version of the plan that was in force when the notice was given, else the newest issued."""
        found = Issuance.objects.filter(document=self.notice.plan_id).select_related("version")
        day = timezone.localdate(self.notice.found_at)
        before = found.filter(effective_on__lte=day).filter(Q(ended_on__isnull=True) | Q(ended_on__gt=day)).first()
        newest = before or found.first()
        return newest.version if newest else None
