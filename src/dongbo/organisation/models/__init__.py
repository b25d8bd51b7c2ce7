"""Units through time, officers and posts, authority, reviews, and workbooks on their way in."""

from dongbo.organisation.models.authority import (
    AuthorityEpoch,
    DelegationRule,
    EmergencyAccess,
    Grant,
    Role,
    SeparationOfDuties,
)
from dongbo.organisation.models.intake import Intake
from dongbo.organisation.models.officers import Officer, Post
from dongbo.organisation.models.reviews import AccessReview, ReviewItem, RightsAlarm
from dongbo.organisation.models.sign_in import (
    KeptFile,
    KeptRequest,
    SignInPolicy,
    SignInRecord,
    SignInSession,
    UsedCode,
    WrongTries,
)
from dongbo.organisation.models.units import Succession, Unit, UnitAct, UnitName, UnitPlace

__all__ = [
    "AccessReview",
    "AuthorityEpoch",
    "DelegationRule",
    "EmergencyAccess",
    "Grant",
    "Intake",
    "KeptFile",
    "KeptRequest",
    "Officer",
    "Post",
    "ReviewItem",
    "RightsAlarm",
    "Role",
    "SeparationOfDuties",
    "SignInPolicy",
    "SignInRecord",
    "SignInSession",
    "Succession",
    "Unit",
    "UnitAct",
    "UnitName",
    "UnitPlace",
    "UsedCode",
    "WrongTries",
]
