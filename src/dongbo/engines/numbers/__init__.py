"""Numbers, dates, types and agencies of official documents: the grammar that metadata and citations share."""

from dongbo.engines.numbers.agencies import Agency, agency_named, agency_of
from dongbo.engines.numbers.dates import FoundDate, find_dates, iso_date, vietnamese_date
from dongbo.engines.numbers.grammar import DocumentNumber, FoundNumber, Grammar, find_numbers, parse_number
from dongbo.engines.numbers.letters import LOWER, UPPER
from dongbo.engines.numbers.types import DOCUMENT_TYPES, TYPE_PATTERN, DocumentType, type_named, types_of

__all__ = [
    "DOCUMENT_TYPES",
    "LOWER",
    "TYPE_PATTERN",
    "UPPER",
    "Agency",
    "DocumentNumber",
    "DocumentType",
    "FoundDate",
    "FoundNumber",
    "Grammar",
    "agency_named",
    "agency_of",
    "find_dates",
    "find_numbers",
    "iso_date",
    "parse_number",
    "type_named",
    "types_of",
    "vietnamese_date",
]
