"""Choices of this room, and what may follow what."""

from dongbo.planning.states.appraisals import ABANDONED_AFTER, APPRAISAL_TRANSITIONS, AppraisalState
from dongbo.planning.states.links import LINK_TRANSITIONS, LinkState

__all__ = ["ABANDONED_AFTER", "APPRAISAL_TRANSITIONS", "LINK_TRANSITIONS", "AppraisalState", "LinkState"]
