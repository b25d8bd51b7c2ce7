"""Annex tables: targets and tasks read into rows with named cells, whatever their columns are called."""

from dongbo.engines.provisions.tables.annex import read_annex_tables
from dongbo.engines.provisions.tables.columns import Column, TableKind
from dongbo.engines.provisions.tables.deadlines import Deadline, DeadlineKind, read_deadline
from dongbo.engines.provisions.tables.order import heading_of, in_order, joined, ordered
from dongbo.engines.provisions.tables.rows import AnnexRow, AnnexTable, Value
from dongbo.engines.provisions.tables.units import split_units

__all__ = [
    "AnnexRow",
    "AnnexTable",
    "Column",
    "Deadline",
    "DeadlineKind",
    "TableKind",
    "Value",
    "heading_of",
    "in_order",
    "joined",
    "ordered",
    "read_annex_tables",
    "read_deadline",
    "split_units",
]
