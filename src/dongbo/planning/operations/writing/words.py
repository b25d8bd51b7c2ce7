"""Writing the words of one provision, over nobody else's."""

from collections.abc import Mapping
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from dongbo.documents.models import Provision, ProvisionVersion, Version
from dongbo.documents.queries import version_being_written
from dongbo.organisation.rules import Acting
from dongbo.planning.models import DraftingDossier, ProvisionEdit
from dongbo.planning.operations.writing.fingerprints import Chain, spread
from dongbo.planning.operations.writing.holding import (
    Held,
    hold,
    identity,
    noted,
    one_line,
    record,
    require_short,
    row_of,
    typed,
)
from dongbo.planning.operations.writing.keeping import keep, let_go
from dongbo.planning.queries.writing import Words, as_row_says, words_hash
from dongbo.planning.rules.drafting import require_write
from dongbo.planning.rules.writing import require_writer
from dongbo.planning.states import WritingAct


def write_provision(
    *,
    version: Version,
    provision: Provision,
    heading: str,
    text: str,
    seen: str,
    by: Acting,
    at: datetime,
    cells: Mapping[str, str] | None = None,
) -> ProvisionVersion:
    """This will write the words of a provision; its number and kind follow from where it stands.

    `seen` is the fingerprint of the words the officer began from. Where somebody has written others since, nothing is
    overwritten: raises ValidationError with code `conflict` and the row as it reads now in params["current"]. Then, and
    where it was taken out (`removed`) or the version was frozen (`frozen`), what he typed is kept among his unsaved
    words. Raises NotAllowed too; ValidationError by field where the words are too long. A row's `cells` left out stay.
    """
    dossier = DraftingDossier.objects.select_related("document__unit").get(document=version.document_id)
    require_writer(by, dossier, at=at)
    told = {key: typed(cell).strip() for key, cell in (cells or {}).items()}
    said = Words(one_line(heading), typed(text).strip(), told)
    require_short(said.heading, said.text, said.cells)
    try:
        with transaction.atomic():
            return _write(version, provision, said, seen=seen, by=by, at=at)
    except ValidationError:
        living = version_being_written(version.document) or version
        keep(living, provision, by.officer, said, base_hash=seen, at=at)
        raise


def _write(
    version: Version, provision: Provision, said: Words, *, seen: str, by: Acting, at: datetime
) -> ProvisionVersion:
    held = hold(version)
    row = row_of(held.version, provision)
    chain = Chain(held.version, row)
    authorship = require_write(by, held.dossier, chain.lineage, at=at)
    said = as_row_says(row, said)
    if said.hash != words_hash(row):
        if seen != words_hash(row):
            raise _conflict(row)
        set_words(held, row, said, by=by, at=at, chain=chain)
        payload = {"provision": identity(row.provision_id), "path": row.path}
        let_go(held.version, provision, by.officer)
        record("provision_written", held, payload, by=authorship, at=at)
    else:
        let_go(held.version, provision, by.officer)
    return row


def set_words(
    held: Held, row: ProvisionVersion, said: Words, *, by: Acting, at: datetime, chain: Chain | None = None
) -> None:
    """This will write words into a row, note what stood there, and bring every fingerprint above it to date."""
    before = noted(row)
    row.heading, row.text, row.cells = said.heading, said.text, dict(said.cells)
    row.save(update_fields=["heading", "text", "cells"])
    spread(row, chain or Chain(held.version, row))
    ProvisionEdit.objects.create(
        version=held.version,
        provision_id=row.provision_id,
        act=WritingAct.WRITTEN,
        before=before,
        after=noted(row),
        at=at,
        by=by.officer,
    )


def _conflict(row: ProvisionVersion) -> ValidationError:
    return ValidationError(
        _("Người khác vừa sửa điều khoản này. Hãy xem hai lời cạnh nhau rồi chọn; lời bạn đã gõ vẫn được giữ."),
        code="conflict",
        params={"current": row},
    )
