"""Who read a dossier of a restricted plan: every look at it, whole or in part, leaves an event."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from dongbo.documents.models import Document
from dongbo.documents.operations.reading import READ_EVENT
from dongbo.documents.rules import require_work, work_is_allowed
from dongbo.documents.states import Reading
from dongbo.ledger.operations import append_event
from dongbo.ledger.states import Authorship
from dongbo.organisation.rules import Acting
from dongbo.planning.models import AppraisalDossier, Council
from dongbo.planning.queries.appraisal_dossiers import restricted_documents
from dongbo.planning.rules.councils import FOLLOWING, require_seat


def record_dossier_reading(*, dossier: AppraisalDossier, detail: str, by: Acting, at: datetime) -> None:
    """This will record that `by` reads a dossier, before he has it: of the plan, and of each directive it quotes.

    Nothing is written for documents that are open further than restricted. Raises NotAllowed.
    """
    restricted = list(restricted_documents(dossier))
    if restricted:
        _record(restricted, dossier, detail, by=by, at=at)


@transaction.atomic
def _record(
    restricted: Sequence[Document], dossier: AppraisalDossier, detail: str, *, by: Acting, at: datetime
) -> None:
    authorship = _require_reader(by, dossier.council, at=at)
    for document in restricted:
        append_event(
            kind=READ_EVENT,
            subject_kind="document",
            subject_id=document.pk,
            payload={"what": Reading.DOSSIER.value, "detail": detail},
            by=authorship,
            at=at,
        )


def _require_reader(by: Acting, council: Council, *, at: datetime) -> Authorship:
    """Return what the ledger shall say of whoever follows a council, else of whoever sits in it. Raises NotAllowed."""
    document = council.document
    follows = next((one for one in FOLLOWING if work_is_allowed(by, one, document, at=at)), None)
    if follows is not None:
        return require_work(by, follows, document, at=at)
    return require_seat(by, council, at=at)[1]
