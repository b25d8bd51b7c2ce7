"""How submissions are told: how their state is coloured."""

from dongbo.planning.states import SubmissionState

TONES = {SubmissionState.SUBMITTED: "warning", SubmissionState.APPROVED: "well", SubmissionState.RETURNED: "late"}
