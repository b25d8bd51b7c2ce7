"""Writes: asking for an appraisal dossier, putting it together, sending it with receipt, checking that it is whole."""

from dongbo.planning.operations.appraisal_dossiers.checking import finish_check, request_check
from dongbo.planning.operations.appraisal_dossiers.making import (
    Made,
    begin_dossier,
    clear_parts,
    fail_dossier,
    finish_dossier,
    keep_data,
    keep_file,
    note_progress,
)
from dongbo.planning.operations.appraisal_dossiers.reading import record_dossier_reading
from dongbo.planning.operations.appraisal_dossiers.requesting import (
    NewPaper,
    request_dossier,
    restart_dossier,
    resume_dossier,
)
from dongbo.planning.operations.appraisal_dossiers.sending import (
    acknowledge_dossier,
    note_opening,
    send_dossier,
    send_to,
)

__all__ = [
    "Made",
    "NewPaper",
    "acknowledge_dossier",
    "begin_dossier",
    "clear_parts",
    "fail_dossier",
    "finish_check",
    "finish_dossier",
    "keep_data",
    "keep_file",
    "note_opening",
    "note_progress",
    "record_dossier_reading",
    "request_check",
    "request_dossier",
    "restart_dossier",
    "resume_dossier",
    "send_dossier",
    "send_to",
]
