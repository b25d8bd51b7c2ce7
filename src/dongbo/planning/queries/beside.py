"""One provision of the text consulted on, beside what became of it: words, marks, changes, heirs, neighbours."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from django.db.models import Q, QuerySet
from django.db.models.functions import Left

from dongbo.documents.models import ProvisionVersion, Version
from dongbo.documents.rules import readable
from dongbo.documents.states import VersionState
from dongbo.engines.anchors import Candidate, Quote, follow
from dongbo.engines.redline.words import word_changes
from dongbo.organisation.rules import Acting
from dongbo.planning.models import Consultation, DraftingDossier, OpinionAnchor, OpinionGroup
from dongbo.planning.queries.board import sent_opinions_of
from dongbo.planning.queries.successions import heirs_in
from dongbo.planning.rules.drafting import drafted

LONGEST_NAME = 60
"""Characters of a provision's own text that stand for it where it has no heading."""

MOST_FOLLOWED = 200
"""How many different quotes are looked for in a text that is being written; the rest show at the provision alone."""

Span = tuple[int, int]


class Mark(NamedTuple):
    """A stretch of text: what became of it, and how many opinions quote it."""

    change: str
    text: str
    quoted: int


@dataclass(frozen=True, slots=True)
class Now:
    """A provision in the later version that stands for the one consulted on, its words as they changed and are quoted.

    `is_heir` says that it is another, which took the words over.
    """

    row: ProvisionVersion
    is_heir: bool
    marks: list[Mark]
    changed: bool


@dataclass(frozen=True, slots=True)
class Beside:
    """One provision as consulted on, with its quoted words marked, and as it stands in `version`."""

    row: ProvisionVersion
    marks: list[Mark]
    version: Version | None = None
    now: list[Now] = field(default_factory=list)

    @property
    def removed(self) -> bool:
        """Whether the provision is no longer in the later version."""
        return self.version is not None and all(one.is_heir for one in self.now)


@dataclass(frozen=True, slots=True)
class Place:
    """A provision in the outline: its depth, its name, how many opinions stand at it, and with all beneath it."""

    provision: UUID
    path: str
    depth: int
    kind: str
    number: str
    name: str
    titled: bool
    own: int
    within: int


def later_versions(consultation: Consultation, by: Acting, *, at: datetime) -> QuerySet[Version]:
    """Return the versions after the one consulted on that `by` may read, newest first.

    Frozen ones by who may read the document, the one being written by who may open its dossier.
    """
    dossiers = DraftingDossier.objects.filter(drafted(by, at=at)).order_by().values("document")
    seen = Q(state=VersionState.FROZEN) & readable(by, at=at, document="document__")
    seen |= Q(state=VersionState.DRAFTING, document__in=dossiers)
    found = Version.objects.filter(
        seen, document=consultation.document_id, ordinal__gt=consultation.version.ordinal
    ).distinct()
    return found.order_by("-ordinal")


def beside(consultation: Consultation, row: ProvisionVersion, version: Version | None) -> Beside:
    """Return a provision of the round's version beside the rows that stand for it in `version`."""
    quotes = _quotes(consultation, row.provision_id)
    marks = list(marked([("equal", row.words)], [(quote.start, quote.end) for quote in quotes]))
    if version is None:
        return Beside(row, marks)
    rows = _standing_for(row.provision_id, version)
    spans = _spans_now(consultation, version, row, rows, quotes)
    now = [_now(row, one, spans.get(one.provision_id, [])) for one in rows]
    return Beside(row, marks, version, now)


def _now(then: ProvisionVersion, row: ProvisionVersion, spans: Sequence[Span]) -> Now:
    is_heir = row.provision_id != then.provision_id
    changes = [("equal", row.words)] if is_heir or then.words == row.words else word_changes(then.words, row.words)
    return Now(row, is_heir, list(marked(changes, spans)), then.words != row.words)


def _quotes(consultation: Consultation, provision: UUID) -> list[Quote]:
    """Return every quote of the opinions at a provision, as often as it was quoted."""
    at = sent_opinions_of(consultation).filter(provision=provision)
    return [Quote.from_json(quote) for quote in at.values_list("quote", flat=True) if quote]


def _standing_for(provision: UUID, version: Version) -> list[ProvisionVersion]:
    """Return the row of a provision in `version`; where it is gone, those into which its words passed. Two queries."""
    heirs = heirs_in(version, [provision]).get(provision, [])
    rows = {row.provision_id: row for row in version.provisions.filter(provision__in=[provision, *heirs])}
    return [rows[provision]] if provision in rows else [rows[heir] for heir in heirs if heir in rows]


def _spans_now(
    consultation: Consultation,
    version: Version,
    then: ProvisionVersion,
    rows: Sequence[ProvisionVersion],
    quotes: Sequence[Quote],
) -> Mapping[UUID, list[Span]]:
    """Return where quoted words stand in `rows`: as noted when the version was frozen, or looked for now."""
    found: dict[UUID, list[Span]] = {}
    if version.state == VersionState.FROZEN:
        anchors = OpinionAnchor.objects.filter(
            version=version,
            provision__in=[row.provision_id for row in rows],
            start__isnull=False,
            opinion__consultation=consultation,
        ).order_by("pk")
        for provision, start, end in anchors.values_list("provision", "start", "end"):
            if provision is not None and start is not None and end is not None:
                found.setdefault(provision, []).append((start, end))
        return found
    for provision, span, times in _followed(then, rows, quotes):
        found.setdefault(provision, []).extend([span] * times)
    return found


def _followed(
    then: ProvisionVersion, rows: Sequence[ProvisionVersion], quotes: Sequence[Quote]
) -> Iterator[tuple[UUID, Span, int]]:
    candidates = [
        Candidate(str(row.provision_id), row.words, identity=row.provision_id == then.provision_id) for row in rows
    ]
    moved = any(row.provision_id == then.provision_id and row.path != then.path for row in rows)
    for quote, times in Counter(quotes).most_common(MOST_FOLLOWED):
        stands = follow(quote, then.words, candidates, moved)
        if stands.key and stands.start is not None and stands.end is not None:
            yield UUID(stands.key), (stands.start, stands.end), times


def marked(changes: Iterable[tuple[str, str]], spans: Sequence[Span]) -> Iterator[Mark]:
    """Yield `changes` cut where a quote begins or ends, each piece with how many quotes it stands in.

    `spans` count characters of the words as they are now; what was taken out stands in none.
    """
    cuts = sorted({place for span in spans for place in span})
    at = 0
    for change, text in changes:
        if change == "delete":
            yield Mark(change, text, 0)
            continue
        ends = [*(place for place in cuts if at < place < at + len(text)), at + len(text)]
        begin = at
        for end in ends:
            if text[begin - at : end - at]:
                yield Mark(change, text[begin - at : end - at], sum(one <= begin and end <= two for one, two in spans))
            begin = end
        at += len(text)


def groups_at(consultation: Consultation, provision: UUID) -> QuerySet[OpinionGroup]:
    """Return the groups with an opinion at a provision, the largest first."""
    at = sent_opinions_of(consultation).filter(provision=provision).order_by().values("group")
    found = OpinionGroup.objects.filter(consultation=consultation, pk__in=at).select_related("assigned_to")
    return found.order_by("-size", "ordinal")


def quotes_by_group(
    consultation: Consultation, provision: UUID, groups: Iterable[OpinionGroup]
) -> Mapping[UUID, list[str]]:
    """Return by group the words its opinions at a provision quote, as filed, each once. One query."""
    at = sent_opinions_of(consultation).filter(provision=provision, group__in=[group.pk for group in groups])
    found: dict[UUID, dict[str, None]] = {}
    for group, quote in at.values_list("group", "quote"):
        if group is not None and quote:
            found.setdefault(group, {})[quote["exact"]] = None
    return {group: list(quotes) for group, quotes in found.items()}


def places_of(version: Version, heat: Mapping[UUID | None, int]) -> list[Place]:
    """Return the outline of a version with how many opinions stand where. One query."""
    rows = version.provisions.order_by("rank").values_list(
        "provision", "path", "depth", "kind", "number", "heading", Left("text", LONGEST_NAME)
    )
    found = list(rows)
    within = [heat.get(row[0], 0) for row in found]
    above: list[int] = []
    for index, row in enumerate(found):
        del above[row[2] :]
        for higher in above:
            within[higher] += heat.get(row[0], 0)
        above.append(index)
    return [
        Place(key, path, depth, kind, number, heading or text, bool(heading), heat.get(key, 0), total)
        for (key, path, depth, kind, number, heading, text), total in zip(found, within, strict=True)
    ]
