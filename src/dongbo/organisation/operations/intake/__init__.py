"""Workbooks of units and officers: read and looked at first, then applied or set aside."""

from dongbo.organisation.operations.intake.applying import apply_intake
from dongbo.organisation.operations.intake.reading import discard_intake, read_intake

__all__ = ["apply_intake", "discard_intake", "read_intake"]
