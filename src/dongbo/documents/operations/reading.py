"""Who read what is restricted: every look at it leaves an event."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from dongbo.documents.models import Document
from dongbo.documents.rules import require_read
from dongbo.documents.states import Reading
from dongbo.ledger.operations import append_event
from dongbo.organisation.rules import Acting
from dongbo.organisation.states import Access

READ_EVENT = "documents.restricted_read"


def record_reading(*, documents: Iterable[Document], what: Reading, by: Acting, at: datetime, detail: str = "") -> None:
    """This will record that `by` read those of `documents` that are restricted, before they are shown to him.

    `detail` says which version or format it was. Nothing is written for documents that are open further. Raises
    NotAllowed where he may not read one of them.
    """
    restricted = {document.pk: document for document in documents if document.access == Access.RESTRICTED}
    if restricted:
        _record(list(restricted.values()), what, by=by, at=at, detail=detail)


@transaction.atomic
def _record(documents: list[Document], what: Reading, *, by: Acting, at: datetime, detail: str) -> None:
    read = [(document, require_read(by, document, at=at)) for document in documents]
    for document, authorship in read:
        append_event(
            kind=READ_EVENT,
            subject_kind="document",
            subject_id=document.pk,
            payload={"what": what.value, "detail": detail},
            by=authorship,
            at=at,
        )
