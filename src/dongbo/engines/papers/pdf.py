"""PDF papers with a text layer."""

from collections.abc import Sequence
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium

from dongbo.engines.papers.builder import PaperBuilder
from dongbo.engines.papers.legacy_encodings import encoding_of_font
from dongbo.engines.papers.paper import Paper, PaperRefused
from dongbo.engines.papers.pdf_paragraphs import add_pages
from dongbo.engines.papers.pdf_rows import PageRows, drop_margins, into_rows, part_columns, text_edges
from dongbo.engines.papers.pdf_tables import find_tables
from dongbo.engines.papers.pdf_words import PageText, read_words

_END_MARK = b"%%EOF"
_END_WITHIN = 4096
_ENOUGH_LETTERS = 12
_UNMAPPED_SHARE = 0.2


def read_pdf(data: bytes, *, name: str) -> Paper:
    """This will read the text layer of a PDF, page numbers left out, printed lines joined into paragraphs.

    Raises PaperRefused (truncated, damaged, encrypted, scanned, garbled-text).
    """
    builder = PaperBuilder(name, "pdf")
    document = _open(data, name)
    try:
        _check_whole(data, name, len(document))
        pages = _read_pages(document, builder)
    finally:
        document.close()
    for text in drop_margins(pages):
        builder.add_margin(text)
    edges = text_edges(pages)
    for page in pages:
        if page.rows:
            part_columns(page, edges[round(page.width)], first=page.number == 1)
    add_pages(builder, pages)
    return builder.build()


def _open(data: bytes, name: str) -> Any:
    try:
        return pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if error.err_code == pdfium.FPDF_ERR_PASSWORD:
            raise PaperRefused(
                "encrypted", f"Tệp “{name}” bị khóa bằng mật khẩu: xin bỏ mật khẩu, lưu lại rồi nạp lại."
            ) from error
        _check_whole(data, name, 0)
        raise PaperRefused(
            "damaged",
            f"Tệp “{name}” bị hỏng, không mở được trang nào: xin xuất lại PDF từ bản gốc rồi nạp lại.",
        ) from error


def _check_whole(data: bytes, name: str, pages: int) -> None:
    if _END_MARK in data[-_END_WITHIN:]:
        return
    reached = f"chỉ dò lại được {pages} trang" if pages else "chưa dò được trang nào"
    raise PaperRefused(
        "truncated",
        f"Tệp “{name}” bị cắt giữa chừng (thiếu phần cuối tệp PDF, {reached}): có lẽ việc tải hay chép chưa xong. "
        "Xin tải hoặc chép lại rồi nạp lại.",
    )


def _read_pages(document: Any, builder: PaperBuilder) -> list[PageRows]:
    pages: list[PageRows] = []
    bare: list[int] = []
    letters = unmapped = 0
    fonts: dict[str, int] = {}
    for number in range(1, len(document) + 1):
        page, text, scanned = _read_page(document, number, builder.name)
        pages.append(page)
        letters, unmapped = letters + text.letters, unmapped + text.unmapped
        if text.legacy_font:
            fonts.setdefault(text.legacy_font, number)
        if scanned:
            bare.append(number)
    _judge(builder, len(pages), bare, letters, unmapped)
    for font, number in fonts.items():
        builder.add_notice(
            "legacy-font",
            f"Có chữ gõ bằng phông cũ {font} (bảng mã {encoding_of_font(font)}), từ trang {number}: "
            "đã chuyển sang Unicode. Xin đối chiếu lại với bản gốc.",
        )
    return pages


def _read_page(document: Any, number: int, name: str) -> tuple[PageRows, PageText, bool]:
    """Return the rows and tables of a page, its text, and whether it is only a picture."""
    try:
        page = document[number - 1]
        layer = page.get_textpage()
    except pypdfium2.PdfiumError as error:
        raise PaperRefused(
            "damaged",
            f"Tệp “{name}” bị hỏng: đọc được {number - 1} trang, đến trang {number} thì không đọc tiếp được. "
            "Xin xuất lại PDF từ bản gốc rồi nạp lại.",
        ) from error
    text = read_words(layer)
    tables, words = find_tables(page, text.words)
    scanned = text.letters < _ENOUGH_LETTERS and _has_image(page)
    width, height = page.get_size()
    layer.close()
    page.close()
    return PageRows(into_rows(words, number), width, height, number, tables), text, scanned


def _has_image(page: Any) -> bool:
    return any(True for _ in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_IMAGE], max_depth=3))


def _judge(builder: PaperBuilder, pages: int, bare: Sequence[int], letters: int, unmapped: int) -> None:
    name = builder.name
    if bare and len(bare) == pages:
        raise PaperRefused(
            "scanned",
            f"Tệp “{name}” là bản quét ({pages} trang toàn ảnh, không có lớp chữ): "
            "xin số hóa (nhận dạng chữ) trước rồi nạp lại, hoặc xin bản Word.",
        )
    if letters and unmapped > _UNMAPPED_SHARE * letters:
        raise PaperRefused(
            "garbled-text",
            f"Lớp chữ của tệp “{name}” không đọc được ({unmapped} trên {letters} ký tự không rõ là chữ gì, "
            "do phông nhúng thiếu bảng mã): xin xuất lại PDF từ bản Word hoặc số hóa lại rồi nạp.",
        )
    if bare:
        builder.add_notice(
            "scanned-pages",
            f"Trang {_ranges(bare)} là ảnh quét không có lớp chữ nên chưa đọc được: "
            "xin số hóa các trang ấy rồi nạp lại nếu cần nội dung.",
        )


def _ranges(numbers: Sequence[int]) -> str:
    """Return page numbers in words: "3, 5-7"."""
    parts: list[list[int]] = []
    for number in numbers:
        if parts and number == parts[-1][-1] + 1:
            parts[-1].append(number)
        else:
            parts.append([number])
    return ", ".join(f"{part[0]}-{part[-1]}" if len(part) > 1 else str(part[0]) for part in parts)
