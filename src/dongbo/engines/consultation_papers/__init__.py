"""The papers of a consultation: the response matrix, receipts, letters and statistics."""

from dongbo.engines.consultation_papers.counting import (
    CountedOpinion,
    Provision,
    ProvisionCount,
    Statistics,
    Tally,
    UnitAnswer,
    statistics,
    write_statistics_xlsx,
)
from dongbo.engines.consultation_papers.heat_map import heat_map_svg
from dongbo.engines.consultation_papers.iso import write_iso_docx, write_iso_xlsx
from dongbo.engines.consultation_papers.letters import Draft, Term, extension_letter, reminder_letter, request_letter
from dongbo.engines.consultation_papers.matrix import (
    matrix_table,
    write_matrix_docx,
    write_matrix_pdf,
    write_matrix_xlsx,
)
from dongbo.engines.consultation_papers.model import Head, Matrix, MatrixRow, Progress, Receipt, ReceiptOpinion
from dongbo.engines.consultation_papers.receipt import write_receipt_docx, write_receipt_pdf

__all__ = [
    "CountedOpinion",
    "Draft",
    "Head",
    "Matrix",
    "MatrixRow",
    "Progress",
    "Provision",
    "ProvisionCount",
    "Receipt",
    "ReceiptOpinion",
    "Statistics",
    "Tally",
    "Term",
    "UnitAnswer",
    "extension_letter",
    "heat_map_svg",
    "matrix_table",
    "reminder_letter",
    "request_letter",
    "statistics",
    "write_iso_docx",
    "write_iso_xlsx",
    "write_matrix_docx",
    "write_matrix_pdf",
    "write_matrix_xlsx",
    "write_receipt_docx",
    "write_receipt_pdf",
    "write_statistics_xlsx",
]
