"""Reads: what a council ordered, as it is filtered, counted, answered, and closed against a later version."""

import hashlib
import json
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.expressions import OrderBy

from dongbo.documents.models import ProvisionVersion, Version
from dongbo.documents.states import VersionState
from dongbo.engines.vietnamese import fold, toneless
from dongbo.ledger.queries import events_of
from dongbo.organisation.rules import Acting
from dongbo.planning.models import Council, RequiredRevision, RevisionCheck
from dongbo.planning.queries.closure_lines import Examination
from dongbo.planning.rules.councils import seen
from dongbo.planning.states import RevisionClaim, RevisionKind, RevisionStanding

SORTS: dict[str, tuple[str | OrderBy, ...]] = {
    "number": ("number",),
    "place": ("rank", "number"),
    "due": (F("due_on").asc(nulls_last=True), "number"),
    "kind": ("kind", "number"),
    "claim": ("claim", "number"),
}
"""The orders a board may take."""

OPEN, CLOSED, LYING, SIGNED, UNCHECKED = "open", "closed", "lying", "signed", "unchecked"
LATE, SOON, UNDATED = "late", "soon", "none"
DUE_SOON = timedelta(days=7)
WHOLE = "whole"
"""Asks the board for revisions of the plan as a whole."""

CHECKED, FAILED = "planning.revisions_checked", "planning.revision_check_failed"
ASKED_FOR = "planning.revision_check_requested"


@dataclass(frozen=True, slots=True)
class RevisionsWanted:
    """What a board is narrowed to; blank means any. `part` is a provision's key, or WHOLE."""

    words: str = ""
    kind: str = ""
    claim: str = ""
    standing: str = ""
    state: str = ""
    part: str = ""
    due: str = ""
    sort: str = "number"


@dataclass(frozen=True, slots=True)
class BoardCounts:
    """How many revisions a council has against a version, by kind, and how they stand."""

    kinds: Counter[str]
    claims: Counter[str]
    standings: Counter[str]
    total: int
    closed: int
    lying: int
    signed: int

    @property
    def open(self) -> int:
        """How many are not closed."""
        return self.total - self.closed


def revisions_seen(by: Acting, *, at: datetime) -> QuerySet[RequiredRevision]:
    """Return the required revisions `by` may open."""
    found = RequiredRevision.objects.filter(seen(by, at=at, council="council__"))
    return found.select_related(
        "council__document__unit", "conclusion__meeting", "version", "unit", "directive", "claimed_by", "ordered_by"
    )


def answer_fingerprint(revision: RequiredRevision) -> str:
    """Return what tells whether a revision was answered or withdrawn since it was shown."""
    said = (revision.claim, revision.response, _moment(revision.claimed_at), _moment(revision.withdrawn_at))
    return hashlib.sha256(json.dumps(said).encode()).hexdigest()[:16]


def live_revisions(council: Council) -> QuerySet[RequiredRevision]:
    """Return the revisions of a council that were not withdrawn."""
    return RequiredRevision.objects.filter(council=council, withdrawn_at__isnull=True)


def versions_after(council: Council) -> QuerySet[Version]:
    """Return the frozen versions after the first one that a revision was ordered on, newest first."""
    first = council.revisions.order_by("version__ordinal").values("version__ordinal")[:1]
    found = Version.objects.filter(document=council.document_id, state=VersionState.FROZEN)
    return found.filter(ordinal__gt=Subquery(first)).order_by("-ordinal")


def to_check(council: Council, version: Version, *, answered_only: bool = False) -> QuerySet[RequiredRevision]:
    """Return the revisions that `version` is held against; with `answered_only` those answered since it was."""
    found = live_revisions(council).filter(version__ordinal__lt=version.ordinal)
    if answered_only:
        done = RevisionCheck.objects.filter(_is_fresh(), revision=OuterRef("pk"), version=version)
        found = found.exclude(Exists(done))
    ready = found.select_related("version", "unit", "directive", "council__document")
    return ready.prefetch_related("anchors", "changed").order_by("number")


def is_closed(check: RevisionCheck) -> bool:
    """Return whether the text bears out what was claimed, or the standing body signed; the revision is at hand."""
    if check.signed_at is not None:
        return True
    claimed = check.revision
    fresh = claimed.claimed_at is not None and check.checked_at >= claimed.claimed_at
    done = claimed.claim == RevisionClaim.DONE and check.standing == RevisionStanding.DONE
    return fresh and done and not check.lie


def closed_checks(version: Version) -> QuerySet[RevisionCheck]:
    """Return the checks against `version` that close their revision, as is_closed says."""
    borne_out = Q(standing=RevisionStanding.DONE, lie="", revision__claim=RevisionClaim.DONE) & _is_fresh()
    return RevisionCheck.objects.filter(borne_out | Q(signed_at__isnull=False), version=version)


def open_revisions(council: Council, version: Version) -> QuerySet[RequiredRevision]:
    """Return the revisions that are not closed against `version`; those ordered on it or after are among them."""
    return live_revisions(council).exclude(pk__in=closed_checks(version).values("revision")).order_by("number")


def board(
    council: Council, version: Version | None, wanted: RevisionsWanted, *, today: date
) -> QuerySet[RequiredRevision]:
    """Return the revisions of a council that were not withdrawn, as asked for, `version` being what shows of them."""
    found = live_revisions(council).select_related("conclusion__meeting", "version", "unit", "directive")
    for word in toneless(fold(wanted.words)).split():
        found = found.filter(search_key__contains=word)
    if wanted.kind in RevisionKind.values:
        found = found.filter(kind=wanted.kind)
    if wanted.claim in RevisionClaim.values:
        found = found.filter(claim=wanted.claim)
    if wanted.part:
        found = found.filter(_at(council, wanted.part))
    if wanted.due:
        found = found.filter(_due(wanted.due, today))
    found = _standing(found, version, wanted)
    return found.prefetch_related("anchors", "changed").order_by(*SORTS.get(wanted.sort, SORTS["number"]))


def parts_of(council: Council) -> list[tuple[UUID, str]]:
    """Return the topmost provisions of the version judged last, with their paths. One query."""
    rows = ProvisionVersion.objects.filter(version=Subquery(_judged_last(council)), depth=0).order_by("rank")
    return list(rows.values_list("provision", "path"))


def counts_of(council: Council, version: Version | None) -> BoardCounts:
    """Return how the revisions of a council stand. Two queries."""
    rows = live_revisions(council).order_by().values_list("kind", "claim")
    kinds: Counter[str] = Counter()
    claims: Counter[str] = Counter()
    for kind, claim, count in rows.annotate(count=Count("pk")):
        kinds[kind] += count
        claims[claim] += count
    standings: Counter[str] = Counter()
    closed = lying = signed = 0
    for check in _checks(council, version):
        standings[check.standing] += 1
        closed += is_closed(check)
        lying += bool(check.lie) and not is_closed(check)
        signed += check.signed_at is not None
    return BoardCounts(kinds, claims, standings, kinds.total(), closed, lying, signed)


def checks_by_revision(revisions: Iterable[RequiredRevision], version: Version | None) -> dict[UUID, RevisionCheck]:
    """Return the checks of revisions against `version`. One query, none without a version."""
    shown = {one.pk: one for one in revisions}
    if version is None:
        return {}
    rows = RevisionCheck.objects.filter(version=version, revision__in=shown).select_related("signed_by")
    found = {}
    for check in rows:
        check.revision = shown[check.revision_id]
        found[check.revision_id] = check
    return found


def checking_of(council: Council, version: Version) -> Examination:
    """Return how the holding of a council's revisions against `version` stands. One query."""
    events = events_of(subject_kind="council", subject_id=council.pk).filter(
        kind__in=(CHECKED, FAILED, ASKED_FOR), payload__version=version.ordinal
    )
    done_at, asked_at, failure = None, None, ""
    for kind, at, payload in events.order_by("sequence").values_list("kind", "at", "payload"):
        done_at = at if kind == CHECKED else done_at
        asked_at = at if kind == ASKED_FOR else None
        failure = str(payload.get("failure", "")) if kind == FAILED else ""
    return Examination(done_at, asked_at, failure)


def _is_fresh() -> Q:
    """Return the predicate for checks that know of the newest answer."""
    return Q(revision__claimed_at__isnull=True) | Q(checked_at__gte=F("revision__claimed_at"))


def _checks(council: Council, version: Version | None) -> QuerySet[RevisionCheck]:
    if version is None:
        return RevisionCheck.objects.none()
    rows = RevisionCheck.objects.filter(version=version, revision__council=council, revision__withdrawn_at__isnull=True)
    return rows.select_related("revision").only(
        "standing", "lie", "signed_at", "checked_at", "revision__claim", "revision__claimed_at"
    )


def _standing(
    found: QuerySet[RequiredRevision], version: Version | None, wanted: RevisionsWanted
) -> QuerySet[RequiredRevision]:
    if version is None:
        return found.none() if wanted.standing in RevisionStanding.values else found
    checks = RevisionCheck.objects.filter(version=version)
    if wanted.standing in RevisionStanding.values:
        found = found.filter(pk__in=checks.filter(standing=wanted.standing).values("revision"))
    closed = closed_checks(version).values("revision")
    narrow: dict[str, Callable[[], QuerySet[RequiredRevision]]] = {
        OPEN: lambda: found.exclude(pk__in=closed),
        CLOSED: lambda: found.filter(pk__in=closed),
        LYING: lambda: found.filter(pk__in=checks.exclude(lie="").values("revision")).exclude(pk__in=closed),
        SIGNED: lambda: found.filter(pk__in=checks.filter(signed_at__isnull=False).values("revision")),
        UNCHECKED: lambda: found.exclude(pk__in=checks.values("revision")),
    }
    return narrow[wanted.state]() if wanted.state in narrow else found


def _due(asked: str, today: date) -> Q:
    if asked == UNDATED:
        return Q(due_on__isnull=True)
    if asked == LATE:
        return Q(due_on__lt=today)
    return Q(due_on__gte=today, due_on__lte=today + DUE_SOON) if asked == SOON else Q()


def _at(council: Council, part: str) -> Q:
    """Return the predicate for revisions at a provision of the version judged last or beneath it, or of the whole."""
    if part == WHOLE:
        return Q(anchors__isnull=True)
    try:
        key = UUID(part)
    except ValueError:
        return Q(pk__in=[])
    rows = ProvisionVersion.objects.filter(version=Subquery(_judged_last(council)))
    path = rows.filter(provision=key).values_list("path", flat=True).first()
    if path is None:
        return Q(pk__in=[])
    beneath = rows.filter(Q(path=path) | Q(path__startswith=f"{path}/")).values("provision")
    anchored = RequiredRevision.objects.filter(council=council, anchors__provision__in=beneath)
    return Q(pk__in=anchored.values("pk"))


def _judged_last(council: Council) -> QuerySet[RequiredRevision, int]:
    return live_revisions(council).order_by("-version__ordinal").values_list("version", flat=True)[:1]


def _moment(at: datetime | None) -> str:
    return at.isoformat() if at else ""
