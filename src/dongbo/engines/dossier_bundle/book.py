"""The one PDF of a dossier: cover, contents with hashes and pages, then every part that is PDF, with bookmarks."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta, timezone
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pypdfium2
import typst

from dongbo.engines.consultation_papers.letters import day_in_words
from dongbo.engines.decree30.rules import layout_rules
from dongbo.engines.decree30.runs import let_go
from dongbo.engines.decree30.typeset import SUBSTITUTES
from dongbo.engines.decree30.wordml import printable
from dongbo.engines.dossier_bundle.model import (
    FIRST_FORMAT,
    Absence,
    BundleRefused,
    Entry,
    Manifest,
    Part,
    digest,
    in_order,
)
from dongbo.engines.dossier_bundle.pages import MOST_PAGES, Source, differing, is_pdf, open_source, pages_beyond
from dongbo.engines.figures import figure

_TEMPLATE = Path(__file__).with_name("book.typ")
_VIET_NAM = timezone(timedelta(hours=7))
_UNITS = (("MB", 1024**2), ("KB", 1024))
_HEADINGS = ("TT", "Tài liệu, tên tệp", "Dung lượng", "Trang", "Mã băm SHA-256")
_WHY_ELSEWHERE = "Những tài liệu dưới đây không ghép vào tệp PDF này; bản gốc nằm trong tệp nén của hồ sơ."
_REASONS = {
    Absence.NOT_PDF: "không có dạng PDF",
    Absence.TOO_LONG: "tệp PDF dài {pages} trang, quá mức {most} trang ghép được",
    Absence.NOT_MERGED: "tệp PDF bị khóa, bị hỏng hoặc không ghép được nguyên vẹn",
}
_WHERE = "Không ghép vào tệp PDF này vì {reason}. Để đọc, hãy mở tệp «{file}» trong tệp nén của hồ sơ."


@dataclass(frozen=True, slots=True)
class _Placed:
    """A part and its pages in the book; where it has none, why, and how many pages are too many."""

    entry: Entry
    source: Source | None
    absence: Absence | None = None
    pages: int = 0

    @property
    def reason(self) -> str:
        """Why it is not in the book, in words."""
        if self.absence is None:
            return ""
        return _REASONS[self.absence].format(pages=figure(self.pages), most=figure(MOST_PAGES))


@dataclass(frozen=True, slots=True)
class Book:
    """The one PDF of a dossier, and which files are not in it."""

    data: bytes
    elsewhere: tuple[tuple[str, Absence], ...]


def write_book(parts: Sequence[Part], manifest: Manifest) -> Book:
    """Return the one PDF of `parts`, the same bytes whenever it is written.

    Every merged page is compared with its source, by size, text and look. A part that is no PDF, is locked, or does not
    come out as it is stands on the last pages with its hash: it is found in the archive.
    """
    ordered = in_order(parts)
    given = [(part.file_name, digest(part.data)) for part in ordered]
    if given != [(entry.file_name, entry.sha256) for entry in manifest.entries]:
        raise BundleRefused("other-parts", "Bản kê không phải của những tài liệu này; xin lập lại hồ sơ.")
    placed = [_placed(part, entry) for part, entry in zip(ordered, manifest.entries, strict=True)]
    fonts = typst.Fonts()
    book, wrong = _tried(placed, manifest, fonts)
    while wrong:
        placed = [
            replace(one, source=None, absence=Absence.NOT_MERGED) if at in wrong else one
            for at, one in enumerate(placed)
        ]
        book, wrong = _tried(placed, manifest, fonts)
    let_go(fonts)
    return Book(book, tuple((one.entry.file_name, one.absence) for one in placed if one.absence is not None))


def _placed(part: Part, entry: Entry) -> _Placed:
    source = open_source(part.data)
    if source is not None:
        return _Placed(entry, source)
    if not is_pdf(part.data):
        return _Placed(entry, None, Absence.NOT_PDF)
    pages = pages_beyond(part.data)
    return _Placed(entry, None, Absence.TOO_LONG if pages else Absence.NOT_MERGED, pages)


def _tried(placed: Sequence[_Placed], manifest: Manifest, fonts: typst.Fonts) -> tuple[bytes, set[int]]:
    """Return the book and which parts did not come out as they are."""
    shown = [at for at, one in enumerate(placed) if one.source is not None]
    try:
        book = _set(placed, manifest, fonts)
    except RuntimeError:
        wrong = {at for at in shown if not _can_be_set(placed[at], manifest, fonts)}
        if not wrong:
            raise
        return b"", wrong
    sources = [one.source for one in placed if one.source is not None]
    with pypdfium2.PdfDocument(book) as merged:
        ends = _pages_after(placed, merged)
        return book, {shown[at] for at in differing(merged, sources, ends - sum(len(s.sizes) for s in sources))}


def _can_be_set(placed: _Placed, manifest: Manifest, fonts: typst.Fonts) -> bool:
    try:
        _set([placed], manifest, fonts)
    except RuntimeError:
        return False
    return True


def _pages_after(placed: Sequence[_Placed], book: pypdfium2.PdfDocument) -> int:
    """Return where the merged pages end: at the bookmark of what is found elsewhere, else with the book."""
    if all(one.source is not None for one in placed):
        return len(book)
    destination = list(book.get_toc())[-1].get_dest()
    return int(destination.get_index())


def _set(placed: Sequence[_Placed], manifest: Manifest, fonts: typst.Fonts) -> bytes:
    with TemporaryDirectory() as folder:
        root = Path(folder)
        (root / "book.typ").write_bytes(_TEMPLATE.read_bytes())
        for at, one in enumerate(placed):
            if one.source is not None:
                (root / _file(at)).write_bytes(one.source.merged_from)
        pdf: bytes = typst.compile(
            str(root / "book.typ"),
            root=folder,
            format="pdf",
            font_paths=fonts,
            sys_inputs={"book": json.dumps(_told(placed, manifest), ensure_ascii=False)},
        )
    return pdf


def _file(at: int) -> str:
    return f"{at}.pdf"


def _told(placed: Sequence[_Placed], manifest: Manifest) -> dict[str, Any]:
    local = manifest.frozen_at.astimezone(_VIET_NAM)
    size = sum(one.entry.size for one in placed)
    return {
        "fonts": [layout_rules(party=False, on=None).font, *SUBSTITUTES],
        "heading": "HỒ SƠ",
        "title": printable(manifest.title),
        "about": [printable(line) for line in manifest.about],
        "frozen": f"Đóng băng lúc {local:%H} giờ {local:%M} phút {local:%S} giây, {day_in_words(local.date())}",
        "zone": "(giờ Việt Nam)",
        "counted": f"Gồm {figure(len(placed))} tài liệu, {_size(size)}",
        "seal_label": "Mã băm SHA-256 của nội dung hồ sơ",
        "seal": manifest.contents_hash,
        "contents": "MỤC LỤC",
        "headings": _HEADINGS,
        "elsewhere": "TÀI LIỆU KHÔNG GHÉP VÀO TỆP NÀY",
        "why_elsewhere": _WHY_ELSEWHERE,
        "unshown": sum(one.source is None for one in placed),
        "parts": [_part(at, one, manifest) for at, one in enumerate(placed)],
    }


def _part(at: int, one: _Placed, manifest: Manifest) -> dict[str, Any]:
    """Return what the book prints of a part. The first format gave one reason for every PDF that is not in it."""
    entry = one.entry
    first = manifest.format == FIRST_FORMAT
    old = one.absence and _REASONS[Absence.NOT_PDF if one.absence is Absence.NOT_PDF else Absence.NOT_MERGED]
    where = "" if first or one.absence is None else _WHERE.format(reason=one.reason, file=entry.file_name)
    return {
        "name": printable(entry.name),
        "file_name": printable(entry.file_name),
        "file": _file(at),
        "sha256": entry.sha256,
        "size": _size(entry.size),
        "pages": one.source.sizes if one.source else [],
        "described": printable(f"{entry.file_name} – {_size(entry.size)}" + (f" – {old}" if first else "")),
        "where": printable(where),
    }


def _size(count: int) -> str:
    for unit, size in _UNITS:
        if count >= size:
            return f"{figure(count / size, decimals=1)} {unit}"
    return f"{figure(count)} byte"
