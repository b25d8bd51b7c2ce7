"""Who at a consulted unit read a restricted draft: every look at it leaves an event."""

from datetime import datetime

from django.db import transaction

from dongbo.documents.operations.reading import READ_EVENT
from dongbo.documents.states import Reading
from dongbo.ledger.operations import append_event
from dongbo.organisation.rules import Acting
from dongbo.organisation.states import Access
from dongbo.planning.models import Consultee
from dongbo.planning.operations.opinions.gates import require_unit


def record_consulted_reading(*, consultee: Consultee, what: Reading, by: Acting, at: datetime) -> None:
    """This will record that `by` read the round's version at the unit consulted, before it is shown to him.

    Nothing is written for a document that is open further than restricted. Raises NotAllowed.
    """
    if consultee.consultation.document.access == Access.RESTRICTED:
        _record(consultee, what, by=by, at=at)


@transaction.atomic
def _record(consultee: Consultee, what: Reading, *, by: Acting, at: datetime) -> None:
    round_ = consultee.consultation
    append_event(
        kind=READ_EVENT,
        subject_kind="document",
        subject_id=round_.document_id,
        payload={"what": what.value, "detail": round_.version.label, "consultee": consultee.pk},
        by=require_unit(by, consultee, at=at),
        at=at,
    )
