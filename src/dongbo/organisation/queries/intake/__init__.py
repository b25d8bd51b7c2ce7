"""Workbooks on their way in: what their rows are checked against, which wait, and the same columns on the way out."""

from dongbo.organisation.queries.intake.known import officers_known, units_known
from dongbo.organisation.queries.intake.leaving import (
    export_officers,
    export_units,
    findings_workbook,
    template_workbook,
)
from dongbo.organisation.queries.intake.lists import abandoned_intakes, intake_list

__all__ = [
    "abandoned_intakes",
    "export_officers",
    "export_units",
    "findings_workbook",
    "intake_list",
    "officers_known",
    "template_workbook",
    "units_known",
]
