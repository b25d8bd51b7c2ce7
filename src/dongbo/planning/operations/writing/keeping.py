"""Keeping what somebody is typing, every few seconds; it is no act, so the ledger says nothing of it."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from dongbo.documents.models import Provision, Version
from dongbo.documents.queries import version_being_written
from dongbo.organisation.models import Officer
from dongbo.organisation.rules import Acting
from dongbo.planning.models import DraftingDossier, KeptText, WritingLease
from dongbo.planning.operations.writing.holding import require_short, typed
from dongbo.planning.queries.writing import Words, as_row_says, words_hash
from dongbo.planning.rules.writing import require_writer
from dongbo.planning.states import LEASE


@transaction.atomic
def keep_text(
    *,
    version: Version,
    provision: Provision,
    heading: str,
    text: str,
    base_hash: str,
    by: Acting,
    at: datetime,
    cells: Mapping[str, str] | None = None,
) -> KeptText | None:
    """This will keep what `by` has typed at a provision and not saved, and show him as writing there for a while.

    `base_hash` is the fingerprint of the words he began from. It works where the provision was changed or taken out
    meanwhile, and where the version was frozen: then the words go on in the one that follows. Words that say what the
    draft says need no keeping: None is returned. Raises NotAllowed, ValidationError (`too_long`).
    """
    dossier = DraftingDossier.objects.select_related("document__unit").get(document=version.document_id)
    require_writer(by, dossier, at=at)
    said = Words(typed(heading), typed(text), {key: typed(value) for key, value in (cells or {}).items()})
    require_short(said.heading, said.text, said.cells)
    version = version_being_written(dossier.document) or version
    _renew_lease(version, provision, by.officer, at=at)
    row = version.provisions.filter(provision=provision).first()
    if row is not None:
        said = as_row_says(row, said)
        if words_hash(row) == said.hash:
            KeptText.objects.filter(version=version, provision=provision, officer=by.officer).delete()
            return None
    return keep(version, provision, by.officer, said, base_hash=base_hash, at=at)


@transaction.atomic
def forget_text(*, version: Version, provision: Provision, by: Acting) -> None:
    """This will throw away what `by` has typed at a provision and not saved, and show him as writing there no more.

    Nobody else's words can be reached by it.
    """
    let_go(version, provision, by.officer)


def let_go(version: Version, provision: Provision, officer: Officer) -> None:
    """This will end an officer's writing at a provision: nothing of his is kept there, and he is not shown there."""
    there = {"version__document": version.document_id, "provision": provision, "officer": officer}
    KeptText.objects.filter(**there).delete()
    WritingLease.objects.filter(**there).delete()


def keep(
    version: Version, provision: Provision, officer: Officer, said: Words, *, base_hash: str, at: datetime
) -> KeptText:
    """This will put the words into the one place where an officer's words at a provision are kept."""
    kept = KeptText(
        officer=officer,
        version=version,
        provision=provision,
        heading=said.heading,
        text=said.text,
        cells=dict(said.cells),
        base_hash=base_hash,
        kept_at=at,
    )
    KeptText.objects.bulk_create(
        [kept],
        update_conflicts=True,
        unique_fields=["officer", "version", "provision"],
        update_fields=["heading", "text", "cells", "base_hash", "kept_at"],
    )
    return kept


def move_kept(*, before: Version, after: Version) -> None:
    """This will carry what is being typed from a version that is frozen to the one that follows it."""
    KeptText.objects.filter(version=before).update(version=after)
    WritingLease.objects.filter(version=before).update(version=after)


def _renew_lease(version: Version, provision: Provision, officer: Officer, *, at: datetime) -> None:
    WritingLease.objects.bulk_create(
        [WritingLease(version=version, provision=provision, officer=officer, until=at + LEASE)],
        update_conflicts=True,
        unique_fields=["version", "provision", "officer"],
        update_fields=["until"],
    )
