"""Putting a dossier together: the data of its parts, their files, and the freeze."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from typing import Any

from django.db import transaction

from dongbo.documents.operations.storing import keep_bytes
from dongbo.engines.dossier_papers import Block
from dongbo.ledger.states import THE_SITE
from dongbo.planning.models import AppraisalDossier, DossierPart, PartBatch
from dongbo.planning.operations.appraisal_dossiers.holding import held, of_this_run, record, step
from dongbo.planning.queries.appraisal_dossier_making import BLOCKS_OF_A_BATCH
from dongbo.planning.queries.appraisal_dossier_parts import TakenPart
from dongbo.planning.states import AppraisalDossierState, PartKind


@dataclass(frozen=True, slots=True)
class Made:
    """A dossier as it was put together: the book, the bundle, and what is kept of them and of their data.

    `seal` is the manifest's own hash, `data_seal` that of the data of all parts.
    """

    book: bytes
    bundle: bytes
    manifest: Mapping[str, Any]
    seal: str
    data_seal: str


@transaction.atomic
def begin_dossier(*, dossier: AppraisalDossier, at: datetime) -> AppraisalDossier:
    """This will mark a dossier as being put together; one that was cut off begins again with nothing taken yet.

    Whoever makes it goes on with the dossier returned: it bears the number of this run, and only the latest run may
    add to it, finish or fail it.
    """
    begun = held(dossier)
    step(begun, AppraisalDossierState.RUNNING)
    begun.progress, begun.run, begun.alive_at = 0, begun.run + 1, at
    begun.save()
    _written(begun).delete()
    return begun


@transaction.atomic
def clear_parts(*, dossier: AppraisalDossier) -> None:
    """This will drop what this run has taken so far, since its sources changed meanwhile.

    Raises ValidationError with code `superseded` where the making has begun again.
    """
    _written(of_this_run(dossier)).delete()


def keep_data(*, dossier: AppraisalDossier, part: TakenPart, at: datetime) -> DossierPart:
    """This will keep what a part is written from, batch by batch, so that no long transaction stops anyone.

    Raises ValidationError with code `superseded`.
    """
    kept = _keep_head(dossier, part, at=at)
    blocks, ordinal = iter(part.data.blocks), 0
    while batch := list(islice(blocks, BLOCKS_OF_A_BATCH)):
        _keep_batch(dossier, kept, ordinal, batch)
        ordinal += 1
    return kept


@transaction.atomic
def keep_file(*, dossier: AppraisalDossier, part: DossierPart, data: bytes) -> DossierPart:
    """This will keep the file that was written from a part's data. Raises ValidationError with code `superseded`."""
    of_this_run(dossier)
    part.file = keep_bytes(data=data, kind="pdf")
    part.save(update_fields=["file"])
    return part


def note_progress(*, dossier: AppraisalDossier, percent: int, at: datetime) -> None:
    """This will show how far a dossier is, and that its making is alive; it is no act, so it leaves no event."""
    running = AppraisalDossier.objects.filter(pk=dossier.pk, state=AppraisalDossierState.RUNNING, run=dossier.run)
    running.update(progress=percent, alive_at=at)


@transaction.atomic
def finish_dossier(*, dossier: AppraisalDossier, made: Made, at: datetime) -> AppraisalDossier:
    """This will freeze a dossier for good; its hashes stand in the ledger, where nobody changes them.

    Raises ValidationError with code `superseded` where the making has begun again meanwhile.
    """
    finished = of_this_run(dossier)
    step(finished, AppraisalDossierState.FROZEN)
    finished.book = keep_bytes(data=made.book, kind="pdf")
    finished.bundle = keep_bytes(data=made.bundle, kind="zip")
    finished.manifest, finished.manifest_hash = dict(made.manifest), made.seal
    finished.progress, finished.frozen_at = 100, at
    finished.save()
    told: dict[str, object] = {
        "manifest": made.seal,
        "data": made.data_seal,
        "book": finished.book.sha256,
        "bundle": finished.bundle.sha256,
    }
    record("appraisal_dossier_frozen", finished, told, by=THE_SITE, at=at)
    return finished


@transaction.atomic
def fail_dossier(*, dossier: AppraisalDossier, failure: str, at: datetime) -> AppraisalDossier:
    """This will end a dossier that could not be put together, with the reason the officer is shown.

    Raises ValidationError as finish_dossier does.
    """
    failed = of_this_run(dossier)
    step(failed, AppraisalDossierState.FAILED)
    failed.failure = failure
    failed.save()
    record("appraisal_dossier_failed", failed, {"failure": failure}, by=THE_SITE, at=at)
    return failed


def _written(dossier: AppraisalDossier) -> Any:
    return DossierPart.objects.filter(dossier=dossier).exclude(kind=PartKind.PAPER)


@transaction.atomic
def _keep_head(dossier: AppraisalDossier, part: TakenPart, *, at: datetime) -> DossierPart:
    found = of_this_run(dossier)
    return DossierPart.objects.create(
        dossier=found,
        rank=part.rank,
        kind=part.kind,
        name=str(part.kind.label),
        file_name=part.file_name,
        data=part.data.head,
        added_at=at,
        added_by_id=found.requested_by_id,
    )


@transaction.atomic
def _keep_batch(dossier: AppraisalDossier, part: DossierPart, ordinal: int, blocks: Iterable[Block]) -> None:
    of_this_run(dossier)
    PartBatch.objects.create(part=part, ordinal=ordinal, blocks=list(blocks))
