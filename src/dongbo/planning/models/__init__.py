"""Tables of this room."""

from dongbo.planning.models.appraisals import Appraisal
from dongbo.planning.models.links import TraceLink

__all__ = ["Appraisal", "TraceLink"]
