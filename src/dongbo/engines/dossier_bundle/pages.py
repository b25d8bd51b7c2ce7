"""The pages of a part: opened, made ready to be merged, and compared with what came out."""

from dataclasses import dataclass
from io import BytesIO
from itertools import pairwise

import numpy as np
import pypdfium2
from pypdfium2 import raw

_SIGN = b"%PDF"
_SIGN_WITHIN = 1024
MOST_PAGES = 5_000
_SHOWS_NOTHING = {raw.FPDF_ANNOT_LINK, raw.FPDF_ANNOT_POPUP}
Picture = np.ndarray[tuple[int, ...], np.dtype[np.float64]]
_AS_WIDE = 160
_BLOCK = 8
_STAMPED = 0.95
"""What lies below this share of the height is not compared: the page's place in the book is stamped there."""
_MOST_OFF = 48
"""Of 255, in the mean of a block: letters drawn anew are off by 16 at the most, a signature that is lost by more."""
_SIZE_SLACK = 0.5


@dataclass(frozen=True, slots=True)
class Source:
    """A PDF whose annotations are part of its pages, and the sizes of these in points."""

    merged_from: bytes
    sizes: tuple[tuple[float, float], ...]


def is_pdf(data: bytes) -> bool:
    """Return whether the bytes say of themselves that they are PDF."""
    return _SIGN in data[:_SIGN_WITHIN]


def pages_beyond(data: bytes) -> int:
    """Return how many pages a PDF has that is longer than any dossier; 0 of any other."""
    try:
        with _opened(data) as document:
            return len(document) if len(document) > MOST_PAGES else 0
    except pypdfium2.PdfiumError:
        return 0


def open_source(data: bytes) -> Source | None:
    """Return a PDF ready to be merged.

    None where it is none, is locked, damaged, longer than any dossier, or shows annotations that cannot be made part of
    its pages.
    """
    if not is_pdf(data):
        return None
    try:
        with _opened(data) as document:
            sizes = tuple(document.get_page_size(at) for at in range(len(document)))
            if not 0 < len(sizes) <= MOST_PAGES:
                return None
            flat = _made_flat(document) if any(map(_is_annotated, document)) else data
        if flat is not data and not _shows_the_same(data, flat):
            return None
    except pypdfium2.PdfiumError:
        return None
    return Source(flat, sizes)


def differing(book: pypdfium2.PdfDocument, sources: list[Source], first_page: int) -> set[int]:
    """Return which of `sources`, merged one after the other from `first_page` (counted from 0) on, came out otherwise.

    A page is compared by size, by text, and by how it looks in small.
    """
    begins = [first_page]
    for source in sources:
        begins.append(begins[-1] + len(source.sizes))
    wrong = set()
    for at, (source, (begin, end)) in enumerate(zip(sources, pairwise(begins), strict=True)):
        with pypdfium2.PdfDocument(source.merged_from) as given:
            stamps = (f"{number + 1}/{len(book)}" for number in range(begin, end))
            pages = zip(range(begin, end), range(len(given)), stamps, strict=True)
            if not all(_alike(given[old], book[new], stamp) for new, old, stamp in pages):
                wrong.add(at)
    return wrong


def _alike(given: pypdfium2.PdfPage, merged: pypdfium2.PdfPage, stamp: str) -> bool:
    sizes = zip(given.get_size(), merged.get_size(), strict=True)
    if any(abs(one - two) > _SIZE_SLACK for one, two in sizes):
        return False
    return _text(merged) == _text(given) + stamp and _look_alike(given, merged)


def _text(page: pypdfium2.PdfPage) -> str:
    text = page.get_textpage()
    try:
        return "".join(text.get_text_range(errors="replace").split())
    finally:
        text.close()


def _look_alike(given: pypdfium2.PdfPage, merged: pypdfium2.PdfPage) -> bool:
    one, two = _blocks(given), _blocks(merged)
    return one.shape == two.shape and bool((np.abs(one - two) <= _MOST_OFF).all())


def _blocks(page: pypdfium2.PdfPage) -> Picture:
    """Return how dark the page is, block by block."""
    shown = _shown(page)
    shown = shown[: int(len(shown) * _STAMPED)]
    height, width = (side // _BLOCK for side in shown.shape[:2])
    whole = shown[: height * _BLOCK, : width * _BLOCK].reshape(height, _BLOCK, width, _BLOCK)
    return np.asarray(whole.mean(axis=(1, 3)))


def _shown(page: pypdfium2.PdfPage) -> Picture:
    shown = page.render(scale=_AS_WIDE / page.get_width(), grayscale=True).to_numpy().astype(np.float64)
    return np.asarray(shown).reshape(shown.shape[:2])


def _made_flat(given: pypdfium2.PdfDocument) -> bytes:
    """Return the PDF with what its annotations show (stamps, visible signatures) made part of the pages."""
    for page in given:
        raw.FPDFPage_Flatten(page, raw.FLAT_NORMALDISPLAY)
    held = BytesIO()
    given.save(held)
    return held.getvalue()


def _shows_the_same(data: bytes, flat: bytes) -> bool:
    with _opened(data) as given, pypdfium2.PdfDocument(flat) as made:
        pages = ((given[at], made[at]) for at in range(len(given)))
        return all(np.array_equal(_shown(one), _shown(two)) for one, two in pages)


def _opened(data: bytes) -> pypdfium2.PdfDocument:
    document = pypdfium2.PdfDocument(data)
    if document.get_formtype():
        document.init_forms()
    return document


def _is_annotated(page: pypdfium2.PdfPage) -> bool:
    kinds = set()
    for at in range(raw.FPDFPage_GetAnnotCount(page)):
        annotation = raw.FPDFPage_GetAnnot(page, at)
        kinds.add(raw.FPDFAnnot_GetSubtype(annotation))
        raw.FPDFPage_CloseAnnot(annotation)
    return not kinds <= _SHOWS_NOTHING
