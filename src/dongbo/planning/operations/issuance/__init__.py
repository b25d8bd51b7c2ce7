"""The end of the way of a plan: submitted, approved or given back, issued under a number, and sealed."""

from dongbo.planning.operations.issuance.deciding import approve_submission, return_submission
from dongbo.planning.operations.issuance.issuing import issue_plan
from dongbo.planning.operations.issuance.numbering import Numbering
from dongbo.planning.operations.issuance.submitting import submit_plan

__all__ = ["Numbering", "approve_submission", "issue_plan", "return_submission", "submit_plan"]
