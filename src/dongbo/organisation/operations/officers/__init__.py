"""Officers: enrolling, correcting, leaving and coming back into service, and setting the first password."""

from dongbo.organisation.operations.officers.activation import (
    activate,
    activation_token,
    issue_activation,
    issue_activations,
)
from dongbo.organisation.operations.officers.enrolling import correct_officer, enrol_officer, write_officer
from dongbo.organisation.operations.officers.service import reinstate_officer, suspend_officer

__all__ = [
    "activate",
    "activation_token",
    "correct_officer",
    "enrol_officer",
    "issue_activation",
    "issue_activations",
    "reinstate_officer",
    "suspend_officer",
    "write_officer",
]
