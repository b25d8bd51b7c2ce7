"""What the register says of a paper once it is issued: its number, its day and who signed."""

from collections.abc import Mapping
from datetime import datetime

from dongbo.documents.models import Document
from dongbo.documents.operations.citing import resolve_again
from dongbo.documents.operations.duplicates import save_under_its_number
from dongbo.documents.operations.registering import set_keys
from dongbo.organisation.rules import Acting


def note_issued(document: Document, facts: Mapping[str, object], *, by: Acting, at: datetime) -> int:
    """This will write the facts of its issuance over those of a document that is held; return how many citations read
    otherwise now. It is part of the operation that calls it, which has checked the right to and leaves the event.

    Raises ValidationError with code `duplicate` where the number is taken.
    """
    former_key = document.number_key
    for name, value in facts.items():
        setattr(document, name, value)
    set_keys(document)
    document.full_clean(validate_constraints=False)
    save_under_its_number(document, by=by, at=at)
    return resolve_again(document, former_key=former_key)
