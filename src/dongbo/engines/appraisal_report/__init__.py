"""An appraisal written as a page or as a Word file."""

from dongbo.engines.appraisal_report.docx import write_docx
from dongbo.engines.appraisal_report.html import write_html

__all__ = ["write_docx", "write_html"]
