"""Writes: registering papers, placing them, mending their trees, freezing their versions, and who read them."""

from dongbo.documents.operations.freezing import discard_version, freeze_version
from dongbo.documents.operations.mending import (
    demote_provision,
    merge_provision,
    promote_provision,
    retype_provision,
    split_provision,
)
from dongbo.documents.operations.placing import place_document
from dongbo.documents.operations.reading import record_reading
from dongbo.documents.operations.registering import correct_document, import_version, register_document

__all__ = [
    "correct_document",
    "demote_provision",
    "discard_version",
    "freeze_version",
    "import_version",
    "merge_provision",
    "place_document",
    "promote_provision",
    "record_reading",
    "register_document",
    "retype_provision",
    "split_provision",
]
