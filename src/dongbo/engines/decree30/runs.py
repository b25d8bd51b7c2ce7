"""A long paper as PDF, set run by run, so that memory does not grow with it; the same paper gives the same bytes."""

import json
import re
from collections.abc import Mapping
from io import BytesIO
from typing import Any

import pypdfium2
import typst

from dongbo.engines.decree30.typeset import TEMPLATE

_KEPT_BY_TYPST = 10
"""Typst keeps what it worked out for so many papers: 1.2 GB of a table of 20,000 rows."""

_ABOUT = re.compile(rb"/Info (\d+) 0 R")
_MADE_ONCE = re.compile(rb"/ID\[<[0-9A-F]{32}><[0-9A-F]{32}>\]")
_TAIL = 1_000


class Runs:
    """A paper put together from runs, each set from its own data and begun on a new page.

    `main` is Typst's source beside the template of official papers. Only a paper of one run carries the tags by which
    a screen reader knows its rows.
    """

    def __init__(self, main: bytes) -> None:
        self._files: Any = {"main.typ": main, "template.typ": TEMPLATE.read_bytes()}  # its stubs know one file
        self._fonts = typst.Fonts()
        self._first: bytes | None = None
        self._whole: pypdfium2.PdfDocument | None = None

    @property
    def pages(self) -> int:
        """How many pages are set so far."""
        if self._whole is not None:
            return len(self._whole)
        if self._first is None:
            return 0
        with pypdfium2.PdfDocument(self._first) as set_so_far:
            return len(set_so_far)

    def add(self, inputs: Mapping[str, Any], *, alone: bool) -> None:
        """Set a run from `inputs`; `alone` says that no other comes before or after it."""
        pdf: bytes = typst.compile(
            self._files,
            format="pdf",
            font_paths=self._fonts,
            sys_inputs={name: json.dumps(data, ensure_ascii=False) for name, data in inputs.items()},
            pdf_tags=alone,
        )
        if alone:
            self._first = pdf
            return
        if self._whole is None:
            self._whole = pypdfium2.PdfDocument.new()
        with pypdfium2.PdfDocument(pdf) as run:
            self._whole.import_pages(run)
        let_go(self._fonts)

    def saved(self) -> bytes:
        """Return the paper."""
        if self._whole is None:
            return self._first or b""
        held = BytesIO()
        self._whole.save(held)
        self._whole.close()
        return without_moment(held.getvalue())


def let_go(fonts: typst.Fonts) -> None:
    """Set empty papers until Typst has let go of what was set last."""
    for _ in range(_KEPT_BY_TYPST + 1):
        typst.compile(b"", format="pdf", font_paths=fonts)


def without_moment(pdf: bytes) -> bytes:
    """Return what PDFium saved without the moment and the identifier it puts into every file, its length kept.

    The moment stands in the object that the end of the file names, before all pages but after the list of them, which
    grows with the paper.
    """
    whole, tail = pdf[:-_TAIL], pdf[-_TAIL:]
    if (about := _ABOUT.search(tail)) is not None:
        made_at = re.compile(rb"(?<=\n%b 0 obj\r\n<<)/CreationDate\(D:[^)]*\)" % about[1])
        whole = made_at.sub(_blank, whole, count=1)
    return whole + _MADE_ONCE.sub(_blank, tail)


def _blank(found: re.Match[bytes]) -> bytes:
    return b" " * len(found[0])
