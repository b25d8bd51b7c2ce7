"""Workbooks of units and of officers: finding their columns, checking every row, saying what it would change."""

from dongbo.engines.organisation_sheets.columns import OFFICER_COLUMNS, UNIT_COLUMNS, Column, Layout, find_columns
from dongbo.engines.organisation_sheets.findings import Finding, SheetRefused
from dongbo.engines.organisation_sheets.plan import Action, Findings, Planned, in_order, written
from dongbo.engines.organisation_sheets.records import Record, as_sent, read_records, record_from_json

__all__ = [
    "OFFICER_COLUMNS",
    "UNIT_COLUMNS",
    "Action",
    "Column",
    "Finding",
    "Findings",
    "Layout",
    "Planned",
    "Record",
    "SheetRefused",
    "as_sent",
    "find_columns",
    "in_order",
    "read_records",
    "record_from_json",
    "written",
]
