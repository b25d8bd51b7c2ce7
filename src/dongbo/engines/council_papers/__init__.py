"""The papers of a council, from the invitation to the decision that approves the plan, in the official layout."""

from dongbo.engines.council_papers.answering import CLAIMS, Answered, RevisionReport, revision_report
from dongbo.engines.council_papers.approving import ApprovalDecision, approval_decision
from dongbo.engines.council_papers.concluding import ConclusionNotice, Required, conclusion_notice
from dongbo.engines.council_papers.counting import CountingRecord, OpenChoice, counting_record
from dongbo.engines.council_papers.frame import Copies
from dongbo.engines.council_papers.inviting import Invitation, invitation
from dongbo.engines.council_papers.model import (
    CHOICES,
    CRITERIA,
    VERDICTS,
    Council,
    FiguresDisagree,
    Held,
    Person,
    QuorumTaken,
    Remark,
    RevisionTally,
    Statement,
    Votes,
)
from dongbo.engines.council_papers.recording import MODES, BallotHeld, Discussed, Minutes, Present, minutes
from dongbo.engines.council_papers.reviewing import (
    AppraisalForm,
    Mark,
    ReviewerOpinion,
    appraisal_form,
    blank_form,
    reviewer_opinion,
)
from dongbo.engines.council_papers.submitting import ConsultationHeld, CouncilHeld, Submission, submission

__all__ = [
    "CHOICES",
    "CLAIMS",
    "CRITERIA",
    "MODES",
    "VERDICTS",
    "Answered",
    "AppraisalForm",
    "ApprovalDecision",
    "BallotHeld",
    "ConclusionNotice",
    "ConsultationHeld",
    "Copies",
    "Council",
    "CouncilHeld",
    "CountingRecord",
    "Discussed",
    "FiguresDisagree",
    "Held",
    "Invitation",
    "Mark",
    "Minutes",
    "OpenChoice",
    "Person",
    "Present",
    "QuorumTaken",
    "Remark",
    "Required",
    "ReviewerOpinion",
    "RevisionReport",
    "RevisionTally",
    "Statement",
    "Submission",
    "Votes",
    "appraisal_form",
    "approval_decision",
    "blank_form",
    "conclusion_notice",
    "counting_record",
    "invitation",
    "minutes",
    "reviewer_opinion",
    "revision_report",
    "submission",
]
