"""Writes: what a directive that was registered or amended does to trace links and to plans in force.

Touched is what a fingerprint would tell: the provision that is named, all beneath it, and all above it.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet, Value
from django.utils import timezone

from dongbo.documents.models import Version
from dongbo.documents.states import Standing, VersionState
from dongbo.engines.amendments import Touch
from dongbo.engines.citations import Relation
from dongbo.ledger.operations import append_event
from dongbo.planning.models import DirectiveNotice, LinkDoubt, TraceLink
from dongbo.planning.operations.standing.awaiting import note_done, note_failure
from dongbo.planning.operations.standing.filling import fill
from dongbo.planning.operations.standing.telling import give, tell
from dongbo.planning.queries.amending import frozen_before, is_superseded, touched_by
from dongbo.planning.queries.links import DIRECTIVE_READS_OTHERWISE
from dongbo.planning.queries.standing import issuances_in_force, plans_resting_on
from dongbo.planning.states import DoubtCause, LinkState, NoticeCause

BATCH = 500
LONGEST_PLACE = 300
_DOUBTS = {
    Relation.AMENDS: DoubtCause.AMENDED,
    Relation.REPLACES: DoubtCause.REPLACED,
    Relation.REPEALS: DoubtCause.REPEALED,
}


@dataclass(slots=True)
class Checked:
    """What a standing check brought; `unsure_at`: where the paper does not say which provision it means."""

    doubts: int = 0
    unsure_at: list[str] = field(default_factory=list)
    notices: list[DirectiveNotice] = field(default_factory=list)


@transaction.atomic
def check_standing(*, version: Version, at: datetime) -> Checked:
    """This will hold a frozen version of a directive against every trace link and every plan in force.

    Links whose directive's end reads otherwise are suspect as they stand; where it is what another directive amends,
    replaces or repeals, they come into doubt. The owner of each plan in force is given a notice with the links of his
    that are touched, or, of a new directive that cites what his plan rests on, one without. It is the site's own act,
    and doing it again brings only what has come since. Nothing is done for other papers than directives; what reads
    otherwise is told of the newest version alone, however late an older one is checked.
    """
    version = Version.objects.select_for_update(of=("self",)).select_related("document").get(pk=version.pk)
    note_done(version, at=at)
    if version.document.standing != Standing.DIRECTIVE or version.state != VersionState.FROZEN:
        return Checked()
    day = timezone.localdate(at)
    plans = set(issuances_in_force(day).values_list("document", flat=True))
    checked = Checked()
    is_new = frozen_before(version) is None
    if not is_new and not is_superseded(version):
        checked.notices += tell(version, NoticeCause.CHANGED, _reading_otherwise(version), plans, at=at)
    touched: dict[NoticeCause, list[UUID]] = {}
    for one in touched_by(version):
        checked.doubts += _doubt(version, one.touches, at=at)
        checked.unsure_at += sorted(one.unsure_at - set(checked.unsure_at))
        touched.setdefault(one.cause, []).append(one.document.pk)
    for cause, documents in touched.items():
        doubted = TraceLink.objects.filter(doubts__version=version, directive_provision__document__in=documents)
        checked.notices += tell(version, cause, doubted, plans, at=at)
    if is_new:
        spoken_to = {notice.plan_id for notice in checked.notices}
        checked.notices += give(version, NoticeCause.NEW, plans_resting_on(version, day=day) - spoken_to, at=at)
    _record(version, checked, at=at)
    return checked


def _reading_otherwise(version: Version) -> QuerySet[TraceLink]:
    """Return the confirmed links whose directive's end, in this document, reads otherwise than as last looked at."""
    return TraceLink.objects.filter(
        DIRECTIVE_READS_OTHERWISE, state=LinkState.CONFIRMED, directive_provision__document=version.document_id
    )


def _doubt(version: Version, touches: Mapping[UUID, Touch], *, at: datetime) -> int:
    """Put the links to provisions that are touched in doubt, but for rejected ones; return how many were not yet."""
    alike: dict[tuple[Relation, str, bool], list[UUID]] = {}
    for provision, touch in touches.items():
        alike.setdefault((touch.act, touch.amendment.path, touch.amendment.unsure), []).append(provision)
    known = LinkDoubt.objects.filter(version=version).values("link")
    count = 0
    for (act, path, unsure), provisions in alike.items():
        for batch in _batches(provisions):
            links = TraceLink.objects.filter(directive_provision__in=batch).exclude(state=LinkState.REJECTED)
            rows = links.exclude(pk__in=known).annotate(
                by=Value(version.pk),
                cause=Value(_DOUBTS[act].value),
                place=Value(path[:LONGEST_PLACE]),
                perhaps=Value(unsure),
                at=Value(at),
            )
            columns = {
                "link": "pk",
                "version": "by",
                "cause": "cause",
                "place": "place",
                "unsure": "perhaps",
                "found_at": "at",
            }
            count += fill(LinkDoubt, rows, columns)
    return count


def _batches(keys: list[UUID]) -> Iterator[list[UUID]]:
    return (keys[start : start + BATCH] for start in range(0, len(keys), BATCH))


def _record(version: Version, checked: Checked, *, at: datetime) -> None:
    append_event(
        kind="planning.standing_checked",
        subject_kind="document",
        subject_id=version.document_id,
        payload={
            "version": version.ordinal,
            "doubts": checked.doubts,
            "unsure_at": checked.unsure_at,
            "notices": [
                {"notice": str(one.pk), "plan": str(one.plan_id), "cause": one.cause} for one in checked.notices
            ],
        },
        at=at,
    )


@transaction.atomic
def fail_check(*, version: Version, failure: str, at: datetime) -> None:
    """This will record that a directive could not be held against the plans in force, why, and when to try again."""
    note_failure(version, failure, at=at)
    append_event(
        kind="planning.standing_check_failed",
        subject_kind="document",
        subject_id=version.document_id,
        payload={"version": version.ordinal, "failure": failure},
        at=at,
    )
