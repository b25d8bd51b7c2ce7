"""The one PDF of a dossier: every page of every part in its place, what cannot be merged listed, the same bytes."""

import os
import re
import subprocess
import sys
from collections.abc import Callable
from hashlib import sha256
from io import BytesIO
from itertools import pairwise
from pathlib import Path

import numpy as np
import pypdfium2
import pytest
from pypdf import PdfReader, PdfWriter
from pypdf.annotations import FreeText
from pypdf.generic import (
    ArrayObject,
    DecodedStreamObject,
    DictionaryObject,
    FloatObject,
    NameObject,
    NumberObject,
    PdfObject,
    RectangleObject,
    TextStringObject,
)

from dongbo.engines.decree30.typefaces import typefaces
from dongbo.engines.dossier_bundle import (
    FIRST_FORMAT,
    Absence,
    BundleRefused,
    Part,
    freeze,
    make_manifest,
    manifest_from,
    verify_zip,
    write_book,
)
from tests.engines.dossier_bundle.samples import ABOUT, AT, PARTS, TITLE, pdf

RED_IN_GREY = 76
NOWHERE = "TÀI LIỆU KHÔNG GHÉP VÀO TỆP NÀY"


def book_of(*parts: Part) -> bytes:
    return write_book(parts, make_manifest(parts, title=TITLE, frozen_at=AT, about=ABOUT)).data


def texts_of(data: bytes) -> list[str]:
    return ["".join(page.extract_text().split()) for page in PdfReader(BytesIO(data)).pages]


def bookmarks_of(data: bytes) -> list[tuple[str, int]]:
    """The bookmarks, with the pages they lead to counted from 1."""
    reader = PdfReader(BytesIO(data))
    return [(str(mark.title), 1 + (reader.get_destination_page_number(mark) or 0)) for mark in reader.outline]


def picture_of(data: bytes, page: int) -> np.ndarray:
    with pypdfium2.PdfDocument(data) as document:
        if document.get_formtype():
            document.init_forms()
        return document[page].render(scale=0.5, grayscale=True).to_numpy().astype(int)


def changed(data: bytes, change: Callable[[PdfWriter], object]) -> bytes:
    writer = PdfWriter(clone_from=BytesIO(data))
    change(writer)
    held = BytesIO()
    writer.write(held)
    return held.getvalue()


def stamped(writer: PdfWriter, **further: PdfObject) -> DictionaryObject:
    """Put a red seal on page 1 as an annotation that has its own look."""
    look = DecodedStreamObject()
    look.set_data(b"1 0 0 rg 0 0 100 100 re f")
    look.update(
        {
            NameObject("/Type"): NameObject("/XObject"),
            NameObject("/Subtype"): NameObject("/Form"),
            NameObject("/BBox"): ArrayObject([FloatObject(side) for side in (0, 0, 100, 100)]),
        }
    )
    annotation = DictionaryObject(
        {
            NameObject("/Type"): NameObject("/Annot"),
            NameObject("/Subtype"): NameObject("/Stamp"),
            NameObject("/F"): NumberObject(4),
            NameObject("/Rect"): RectangleObject((300, 300, 400, 400)),
            NameObject("/AP"): DictionaryObject({NameObject("/N"): writer._add_object(look)}),
        }
    )
    annotation.update({NameObject(f"/{name}"): value for name, value in further.items()})
    writer.pages[0][NameObject("/Annots")] = ArrayObject([writer._add_object(annotation)])
    return annotation


def signed(writer: PdfWriter) -> None:
    """Sign page 1 visibly, as the signature of an office stands in a form of one field."""
    annotation = stamped(
        writer, Subtype=NameObject("/Widget"), FT=NameObject("/Sig"), T=TextStringObject("ký"), F=NumberObject(132)
    )
    form = {
        NameObject("/Fields"): ArrayObject([annotation.indirect_reference]),
        NameObject("/SigFlags"): NumberObject(3),
    }
    writer.root_object[NameObject("/AcroForm")] = DictionaryObject(form)


BOOK = book_of(*PARTS)


def test_parts_stand_one_after_the_other_each_page_as_it_was() -> None:
    in_order = sorted(PARTS, key=lambda part: part.rank)
    sources = [text for part in in_order if part.data.startswith(b"%PDF") for text in texts_of(part.data)]
    pages = texts_of(BOOK)
    assert pages[2:-1] == [f"{text}{number}/{len(pages)}" for number, text in enumerate(sources, start=3)]
    sizes = [tuple(map(round, page.mediabox[2:])) for page in PdfReader(BytesIO(BOOK)).pages]
    assert sizes == [(595, 842)] * 5 + [(842, 595)] * 2 + [(595, 842)]


def test_the_cover_says_what_it_is_when_it_was_frozen_and_its_seal() -> None:
    manifest = make_manifest(PARTS, title=TITLE, frozen_at=AT, about=ABOUT)
    wanted = (
        "HỒ SƠ", TITLE, *ABOUT, "Đóng băng lúc 08 giờ 30 phút 00 giây, ngày 05 tháng 02 năm 2026 (giờ Việt Nam)",
        "Gồm 4 tài liệu,", manifest.contents_hash,
    )  # fmt: skip
    cover = texts_of(BOOK)[0]
    assert [text for text in wanted if "".join(text.split()) not in cover] == []


def test_bookmarks_and_contents_lead_to_the_first_pages() -> None:
    assert bookmarks_of(BOOK) == [
        ("HỒ SƠ", 1), ("MỤC LỤC", 2), ("Toàn văn dự thảo", 3), ("So sánh với bản trước", 6), (NOWHERE, 8),
    ]  # fmt: skip
    contents = PdfReader(BytesIO(BOOK)).pages[1].extract_text()
    assert re.findall(r"(?:byte|KB) (\d+) ", contents) == ["3", "6", "8", "8"]
    flat = "".join(contents.split())
    assert [part.file_name for part in PARTS if "".join(part.file_name.split()) not in flat] == []
    assert [part.file_name for part in PARTS if sha256(part.data).hexdigest() not in flat] == []


def test_what_has_no_pdf_form_is_listed_with_its_hash() -> None:
    last = texts_of(BOOK)[-1]
    wanted = (
        "bảng tổng hợp.xlsx – 3 KB",
        "Không ghép vào tệp PDF này vì không có dạng PDF. Để đọc, hãy mở tệp «rong.txt» trong tệp nén của hồ sơ.",
    )
    assert [text for text in wanted if "".join(text.split()) not in last] == []
    assert sha256(PARTS[2].data).hexdigest() in last


def test_a_dossier_of_pdf_alone_has_no_such_list() -> None:
    assert [name for name, _ in bookmarks_of(book_of(PARTS[0], PARTS[1]))][-1] == "So sánh với bản trước"


def test_a_dossier_without_any_pdf_has_cover_contents_and_list() -> None:
    assert bookmarks_of(book_of(*PARTS[2:])) == [("HỒ SƠ", 1), ("MỤC LỤC", 2), (NOWHERE, 3)]


@pytest.mark.parametrize(
    "data",
    [
        b"%PDF-1.7\n\x00",
        pdf("Bị cắt giữa chừng")[:900],
        changed(pdf("Bị khóa"), lambda writer: writer.encrypt("mat-khau")),
        changed(
            pdf("Chú thích"),
            lambda writer: writer.add_annotation(0, FreeText(text="không có hình", rect=(200, 200, 400, 300))),
        ),
    ],
    ids=["nothing", "cut off", "locked", "annotation without a look"],
)
def test_a_pdf_that_cannot_be_merged_as_it_is_stands_in_the_list(data: bytes) -> None:
    book = book_of(Part(1, "Tệp lạ", "la.pdf", data), Part(2, "Dự thảo", "du-thao.pdf", pdf("Một", "Hai")))
    assert bookmarks_of(book) == [("HỒ SƠ", 1), ("MỤC LỤC", 2), ("Dự thảo", 3), (NOWHERE, 5)]
    assert "tệpPDFbịkhóa,bịhỏnghoặckhôngghépđượcnguyênvẹn" in texts_of(book)[-1]


def test_a_pdf_too_long_to_merge_says_so_and_where_it_is_both_in_the_contents_and_in_the_list(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("dongbo.engines.dossier_bundle.pages.MOST_PAGES", 2)
    monkeypatch.setattr("dongbo.engines.dossier_bundle.book.MOST_PAGES", 2)
    parts = (Part(1, "Dự thảo", "a.pdf", pdf("Một")), Part(2, "Bảng tổng hợp", "03-bang.pdf", pdf("1", "2", "3")))
    manifest = make_manifest(parts, title=TITLE, frozen_at=AT)
    book = write_book(parts, manifest)
    assert book.elsewhere == (("03-bang.pdf", Absence.TOO_LONG),)
    told = (
        "Không ghép vào tệp PDF này vì tệp PDF dài 3 trang, quá mức 2 trang ghép được. Để đọc, hãy mở tệp "
        "«03-bang.pdf» trong tệp nén của hồ sơ."
    )
    pages = texts_of(book.data)
    assert ["".join(told.split()) in page for page in pages] == [False, True, False, True]
    sealed = manifest.with_book(book.data, book.elsewhere)
    assert sealed.as_json()["book"]["elsewhere"] == [{"file_name": "03-bang.pdf", "why": "too-long"}]
    assert manifest_from(sealed.as_json()) == sealed


def test_a_dossier_of_the_first_format_is_bound_as_it_was_then() -> None:
    old = freeze(PARTS, title=TITLE, frozen_at=AT, about=ABOUT, typefaces=typefaces(), form=FIRST_FORMAT)
    pages = texts_of(old.book)
    assert not any("hãymởtệp" in page for page in pages)
    assert "rong.txt–0byte–khôngcódạngPDF" in pages[-1]
    assert verify_zip(old.archive, manifest_hash=old.manifest.hash).ok
    again = freeze(PARTS, title=TITLE, frozen_at=AT, about=ABOUT, form=old.manifest.format)
    assert (again.manifest, again.archive) == (old.manifest, old.archive)


@pytest.mark.parametrize("seal_of", [stamped, signed])
def test_a_visible_signature_is_merged_with_its_page(seal_of: Callable[[PdfWriter], object]) -> None:
    book = book_of(Part(1, "Văn bản đã ký", "ky.pdf", changed(pdf("Đã ký"), seal_of)))
    assert bookmarks_of(book)[-1] == ("Văn bản đã ký", 3)
    seal = picture_of(book, 2)[225:265, 155:195]
    assert set(seal.ravel().tolist()) == {RED_IN_GREY}


@pytest.mark.parametrize(
    "change",
    [
        lambda writer: writer.pages[0].rotate(90),
        lambda writer: setattr(writer.pages[0], "cropbox", RectangleObject((50, 100, 400, 800))),
        lambda writer: setattr(writer.pages[0], "mediabox", RectangleObject((-50, -30, 545, 812))),
    ],
    ids=["turned", "cropped", "shifted"],
)
def test_pages_turned_cropped_or_shifted_come_out_as_a_reader_shows_them(change: Callable[[PdfWriter], object]) -> None:
    source = changed(pdf("= Tiêu đề", "Trang hai"), change)
    book = book_of(Part(1, "Bản quét", "quet.pdf", source))
    assert bookmarks_of(book)[-1] == ("Bản quét", 3)
    before, after = picture_of(source, 0), picture_of(book, 2)
    assert before.shape == after.shape
    above = int(len(before) * 0.9)
    assert (np.abs(before[:above] - after[:above]) > 96).mean() < 0.002


def test_three_hundred_pages_are_merged_in_order() -> None:
    long, short = [f"Trang {at}" for at in range(1, 251)], [f"Bảng {at}" for at in range(1, 51)]
    book = book_of(Part(1, "Dài", "dai.pdf", pdf(*long)), Part(2, "Ngắn", "ngan.pdf", pdf(*short)))
    with pypdfium2.PdfDocument(book) as document:
        first = [page.get_textpage().get_text_range().split("\r\n")[0] for page in document]
    assert first[2:] == [*long, *short]
    assert bookmarks_of(book)[2:] == [("Dài", 3), ("Ngắn", 253)]


def test_pages_are_stamped_with_their_place_in_the_book() -> None:
    numbers = [int(text.rsplit("/", 1)[0].lstrip("/")[-1]) for text in texts_of(BOOK)]
    assert [after - before for before, after in pairwise(numbers)] == [1] * 7


@pytest.mark.parametrize("text", ['#panic("x")', "$x$ *đậm* @dẫn <nhãn>", '"]; #sys.inputs', "dài" * 60, "\x00\ud800a"])
def test_no_name_is_ever_markup(text: str) -> None:
    book = book_of(Part(1, text.replace("\ud800", ""), "a.pdf", pdf("Một")), Part(2, "Tệp", "b.bin", b"x"))
    wanted = "".join(text.replace("\x00", "").replace("\ud800", "").split())
    assert wanted in texts_of(book)[1]


def test_a_book_of_other_parts_than_the_manifest_seals_is_refused() -> None:
    with pytest.raises(BundleRefused):
        write_book(PARTS[1:], make_manifest(PARTS, title=TITLE, frozen_at=AT))


_FREEZE = """
from hashlib import sha256
from tests.engines.dossier_bundle.samples import ABOUT, AT, PARTS, TITLE
from tests.engines.dossier_bundle.test_book import SIGNED
from dongbo.engines.dossier_bundle import freeze
frozen = freeze((*PARTS, SIGNED), title=TITLE, frozen_at=AT, about=ABOUT)
print(frozen.manifest.hash, sha256(frozen.book).hexdigest(), sha256(frozen.archive).hexdigest())
"""
SIGNED = Part(9, "Văn bản đã ký", "ky.pdf", changed(pdf("Đã ký"), signed), "paper")


def test_another_process_at_another_time_elsewhere_freezes_the_same_bytes(tmp_path: Path) -> None:
    environment = {
        **os.environ, "PYTHONHASHSEED": "4242", "PYTHONPATH": os.pathsep.join(("src", ".")), "TMPDIR": str(tmp_path),
        "TZ": "America/New_York", "SOURCE_DATE_EPOCH": "1234567890",
    }  # fmt: skip
    told = subprocess.run([sys.executable, "-c", _FREEZE], env=environment, capture_output=True, text=True, check=True)
    here = freeze((*PARTS, SIGNED), title=TITLE, frozen_at=AT, about=ABOUT)
    assert told.stdout.split() == [
        here.manifest.hash, sha256(here.book).hexdigest(), sha256(here.archive).hexdigest()
    ]  # fmt: skip
