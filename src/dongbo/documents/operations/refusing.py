"""What is recorded of a paper that was refused for secrecy: that there was one, and nothing of it."""

from datetime import datetime

from django.db import transaction

from dongbo.ledger.operations import append_event
from dongbo.ledger.states import Authorship


@transaction.atomic
def record_secret_refused(*, by: Authorship, at: datetime) -> None:
    """This will record that a paper was refused for secrecy: neither its name nor anything in it (Decree 63/2026)."""
    append_event(kind="documents.secret_refused", subject_kind="refusal", subject_id="", payload={}, by=by, at=at)
