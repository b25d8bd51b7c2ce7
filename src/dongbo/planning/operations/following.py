"""Writes: what passed into what in a version read from a file, and where the opinions of earlier rounds stand in it."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from uuid import UUID

from django.db import transaction

from dongbo.documents.models import Version
from dongbo.documents.queries import outline_of, version_before
from dongbo.documents.states import VersionState
from dongbo.engines.anchors import Anchored, Candidate, Quote, follow
from dongbo.engines.redline import compare
from dongbo.ledger.operations import append_event
from dongbo.planning.models import Consultation, Opinion, OpinionAnchor, ProvisionSuccession
from dongbo.planning.queries.changes import Changes
from dongbo.planning.states import AnchorState, OpinionState, SuccessionAct

BATCH = 500


@transaction.atomic
def follow_opinions(*, version: Version, at: datetime) -> int:
    """This will note where every opinion of the document's earlier rounds stands in `version`; return how many are new.

    It is the site's own act, and doing it again notes only what has come since.
    """
    Version.objects.select_for_update(of=("self",)).get(pk=version.pk)
    note_successions(version)
    rounds = Consultation.objects.filter(document=version.document_id, version__ordinal__lt=version.ordinal)
    followed = sum(
        anchor_round(consultation=one, version=version, changes=Changes(one.version, version))
        for one in rounds.select_related("version").order_by("ordinal")
    )
    append_event(
        kind="planning.opinions_followed",
        subject_kind="document",
        subject_id=version.document_id,
        payload={"version": version.ordinal, "opinions": followed},
        at=at,
    )
    return followed


def anchor_round(*, consultation: Consultation, version: Version, changes: Changes) -> int:
    """This will note where those opinions sent in a round stand in `version` of which it is not known yet.

    What was filed and what was frozen no longer change, so a place once found stays. It is part of the act that calls
    it, which has noted what passed into what.
    """
    sent = Opinion.objects.filter(consultation=consultation, state=OpinionState.SENT)
    new = sent.exclude(anchors__version=version).only("id", "provision", "quote").order_by("number")
    anchors = [_anchor(opinion, changes, version) for opinion in new.iterator(BATCH)]
    OpinionAnchor.objects.bulk_create(anchors, batch_size=BATCH, ignore_conflicts=True)
    return len(anchors)


def _anchor(opinion: Opinion, changes: Changes, version: Version) -> OpinionAnchor:
    anchor = OpinionAnchor(opinion=opinion, version=version, state=AnchorState.EXACT)
    if opinion.provision_id is not None:
        found = where_now(opinion.provision_id, Quote.from_json(opinion.quote) if opinion.quote else None, changes)
        anchor.state, anchor.score = AnchorState(found.state.value), round(min(1.0, max(0.0, found.score)), 3)
        anchor.provision_id = UUID(found.key) if found.key else None
        anchor.start, anchor.end = found.start, found.end
    return anchor


def where_now(provision: UUID, quote: Quote | None, changes: Changes) -> Anchored:
    """Return where an opinion filed at `provision` stands now: in itself or its heirs, and nowhere else."""
    before = changes.before.row[provision].words
    lives_on = provision in changes.after
    heirs = changes.heirs(provision)
    keys = [provision, *heirs] if lives_on else heirs
    candidates = [Candidate(str(key), changes.after.row[key].words, identity=key == provision) for key in keys]
    return follow(quote, before, candidates, lives_on and changes.moved(provision))


def note_successions(version: Version) -> None:
    """This will work out from the words what passed into what in `version` and those before it, read from files.

    A version that was written here said it itself while it was. Part of the act that calls it; again, it adds nothing.
    """
    read = Version.objects.filter(
        document=version.document_id,
        ordinal__lte=version.ordinal,
        state=VersionState.FROZEN,
        edits__isnull=True,
        successions__isnull=True,
    )
    for one in read.order_by("ordinal"):
        before = version_before(one)
        if before is not None:
            _note(before, one)


def _note(before: Version, version: Version) -> None:
    was = dict(before.provisions.values_list("path", "provision"))
    now = dict(version.provisions.values_list("path", "provision"))
    rows = [
        ProvisionSuccession(version=version, provision_id=was[old], successor_id=now[new], act=act)
        for old, new, act in _passed(before, version)
        if was[old] != now[new]
    ]
    ProvisionSuccession.objects.bulk_create(rows, batch_size=BATCH, ignore_conflicts=True)


def _passed(before: Version, after: Version) -> Iterator[tuple[str, str, SuccessionAct]]:
    for entry in compare(outline_of(before), outline_of(after)).entries:
        if entry.op in ("split", "merged"):
            act = SuccessionAct.SPLIT if entry.op == "split" else SuccessionAct.MERGED
            yield from ((old, new, act) for old in _paths(entry.old) for new in _paths(entry.new))


def _paths(paths: str | Iterable[str] | None) -> list[str]:
    return [paths] if isinstance(paths, str) else list(paths or ())
