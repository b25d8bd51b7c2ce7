"""Papers: files of any accepted format read into lines and tables.

`PaperRefused.code` is one of: empty-file, missing-file, too-large, not-a-paper, content-mismatch, encrypted,
unsafe-archive, truncated, damaged, no-text, scanned, garbled-text, unknown-encoding, converter-missing,
converter-failed. `Notice.code` is one of: name-differs, legacy-font, legacy-encoding, footnotes, deleted-text,
inserted-text, hidden-text, scanned-pages.
"""

from dongbo.engines.papers.paper import (
    Footnote,
    Line,
    Notice,
    Paper,
    PaperRefused,
    Table,
    paper_from_lines,
)
from dongbo.engines.papers.reading import MAX_BYTES, read_bytes, read_file

__all__ = [
    "MAX_BYTES",
    "Footnote",
    "Line",
    "Notice",
    "Paper",
    "PaperRefused",
    "Table",
    "paper_from_lines",
    "read_bytes",
    "read_file",
]
