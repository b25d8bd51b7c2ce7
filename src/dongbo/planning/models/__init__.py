"""Tables of this room."""

from dongbo.planning.models.appraisal_dossiers import AppraisalDossier, DossierPart, DossierReceipt, PartBatch
from dongbo.planning.models.appraisals import Appraisal
from dongbo.planning.models.ballots import Ballot, BallotPaper, BallotVoter, OpenVote
from dongbo.planning.models.closure import ChangeBasis, ClosureLine, ConsultationPaper
from dongbo.planning.models.consultation import (
    Consultation,
    Consultee,
    ConsulteeDraft,
    Extension,
    Question,
    QuestionAnswer,
    RecipientList,
    Reminder,
)
from dongbo.planning.models.councils import ConflictOfInterest, Council, CouncilModel, CouncilSeat
from dongbo.planning.models.drafting import (
    CurrentFigure,
    DraftingDossier,
    LegalBasis,
    Milestone,
    OutlineTemplate,
    TeamMember,
)
from dongbo.planning.models.incoming import OpinionForm, OpinionLetter
from dongbo.planning.models.issuance import CouncilPaper, Issuance, Submission
from dongbo.planning.models.links import DirectiveNotice, LinkDoubt, TraceLink
from dongbo.planning.models.meetings import AgendaItem, Attendance, DiscussionNote, Meeting
from dongbo.planning.models.opinions import Opinion, OpinionAnchor, OpinionGroup
from dongbo.planning.models.reviews import CriterionMark, PrivateNote, Remark, Review
from dongbo.planning.models.revisions import Conclusion, DraftReturn, RequiredRevision, RevisionAnchor, RevisionCheck
from dongbo.planning.models.standing import StandingCheck
from dongbo.planning.models.terms import ReplyTerm, SpecialDay
from dongbo.planning.models.writing import KeptText, ProvisionEdit, ProvisionSuccession, WritingLease

__all__ = [
    "AgendaItem",
    "Appraisal",
    "AppraisalDossier",
    "Attendance",
    "Ballot",
    "BallotPaper",
    "BallotVoter",
    "ChangeBasis",
    "ClosureLine",
    "Conclusion",
    "ConflictOfInterest",
    "Consultation",
    "ConsultationPaper",
    "Consultee",
    "ConsulteeDraft",
    "Council",
    "CouncilModel",
    "CouncilPaper",
    "CouncilSeat",
    "CriterionMark",
    "CurrentFigure",
    "DirectiveNotice",
    "DiscussionNote",
    "DossierPart",
    "DossierReceipt",
    "DraftReturn",
    "DraftingDossier",
    "Extension",
    "Issuance",
    "KeptText",
    "LegalBasis",
    "LinkDoubt",
    "Meeting",
    "Milestone",
    "OpenVote",
    "Opinion",
    "OpinionAnchor",
    "OpinionForm",
    "OpinionGroup",
    "OpinionLetter",
    "OutlineTemplate",
    "PartBatch",
    "PrivateNote",
    "ProvisionEdit",
    "ProvisionSuccession",
    "Question",
    "QuestionAnswer",
    "RecipientList",
    "Remark",
    "Reminder",
    "ReplyTerm",
    "RequiredRevision",
    "Review",
    "RevisionAnchor",
    "RevisionCheck",
    "SpecialDay",
    "StandingCheck",
    "Submission",
    "TeamMember",
    "TraceLink",
    "WritingLease",
]
