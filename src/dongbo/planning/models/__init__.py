"""Tables of this room."""

from dongbo.planning.models.appraisals import Appraisal
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
from dongbo.planning.models.drafting import (
    CurrentFigure,
    DraftingDossier,
    LegalBasis,
    Milestone,
    OutlineTemplate,
    TeamMember,
)
from dongbo.planning.models.incoming import OpinionForm, OpinionLetter
from dongbo.planning.models.links import TraceLink
from dongbo.planning.models.opinions import Opinion, OpinionAnchor, OpinionGroup
from dongbo.planning.models.terms import ReplyTerm, SpecialDay
from dongbo.planning.models.writing import KeptText, ProvisionEdit, ProvisionSuccession, WritingLease

__all__ = [
    "Appraisal",
    "ChangeBasis",
    "ClosureLine",
    "Consultation",
    "ConsultationPaper",
    "Consultee",
    "ConsulteeDraft",
    "CurrentFigure",
    "DraftingDossier",
    "Extension",
    "KeptText",
    "LegalBasis",
    "Milestone",
    "Opinion",
    "OpinionAnchor",
    "OpinionForm",
    "OpinionGroup",
    "OpinionLetter",
    "OutlineTemplate",
    "ProvisionEdit",
    "ProvisionSuccession",
    "Question",
    "QuestionAnswer",
    "RecipientList",
    "Reminder",
    "ReplyTerm",
    "SpecialDay",
    "TeamMember",
    "TraceLink",
    "WritingLease",
]
