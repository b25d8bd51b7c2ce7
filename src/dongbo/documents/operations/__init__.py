"""Writes: registering papers, mending their trees, freezing their versions."""

from dongbo.documents.operations.freezing import discard_version, freeze_version
from dongbo.documents.operations.mending import (
    demote_provision,
    merge_provision,
    promote_provision,
    retype_provision,
    split_provision,
)
from dongbo.documents.operations.registering import correct_document, import_version, register_document

__all__ = [
    "correct_document",
    "demote_provision",
    "discard_version",
    "freeze_version",
    "import_version",
    "merge_provision",
    "promote_provision",
    "register_document",
    "retype_provision",
    "split_provision",
]
