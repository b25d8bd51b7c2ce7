"""PDF papers with a text layer."""

import pypdfium2

from dongbo.engines.papers.builder import PaperBuilder
from dongbo.engines.papers.paper import Paper


def read_pdf(data: bytes, *, name: str) -> Paper:
    """This will read a PDF."""
    builder = PaperBuilder(name, "pdf")
    document = pypdfium2.PdfDocument(data)
    for page in range(len(document)):
        for line in document[page].get_textpage().get_text_range().splitlines():
            builder.add_line(line, page=page + 1)
    return builder.build()
