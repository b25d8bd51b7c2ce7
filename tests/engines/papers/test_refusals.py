"""What cannot become a paper is refused with a stable code, naming the place and how to mend it."""

import contextlib
import io
import random
import re
import struct
import zipfile
import zlib
from pathlib import Path

import pypdf
import pytest
import typst
from hypothesis import given, settings
from hypothesis import strategies as st

from dongbo.engines.papers import PaperRefused, legacy_word, read_bytes, read_file
from tests.engines.papers.word_files import archive, paragraph, part, word_file

WORD = word_file("".join(paragraph(f"Điều {number}. Nội dung") for number in range(400)))
COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500)
PDF = typst.compile("\n\n".join(f"Điều {number}. Nội dung của điều này" for number in range(80)).encode())


def refused(data: bytes, name: str, **bounds: int) -> PaperRefused:
    with pytest.raises(PaperRefused) as caught:
        read_bytes(data, name=name, **bounds)
    return caught.value


def test_every_refusal_is_a_vietnamese_sentence_that_names_the_file() -> None:
    message = str(refused(b"", "giấy.docx"))
    assert message == "Tệp “giấy.docx” rỗng, không có nội dung nào: xin kiểm tra lại bản gốc rồi nạp lại."


@pytest.mark.parametrize(
    ("data", "name", "code"),
    [
        (b"", "a.docx", "empty-file"),
        (b"\xef\xbb\xbf \n\r\n", "a.txt", "empty-file"),
        (b"MZ\x90\x00" + bytes(600), "bao-cao.docx", "not-a-paper"),
        (b"\x7fELF" + bytes(600), "a.pdf", "not-a-paper"),
        (b"\x89PNG\r\n\x1a\n" + bytes(60), "a.docx", "not-a-paper"),
        (b"<!DOCTYPE html><html><body>Luat</body></html>", "a.doc", "not-a-paper"),
        (archive({"xl/workbook.xml": "<x/>"}), "a.xlsx", "not-a-paper"),
        (archive({"xl/workbook.xml": "<x/>"}), "a.docx", "damaged"),
        (archive({"a.txt": "x"}), "a.zip", "not-a-paper"),
        ("Điều 1. Phạm vi".encode(), "a.docx", "content-mismatch"),
        ("Điều 1. Phạm vi".encode(), "a.pdf", "content-mismatch"),
        (random.Random(5).randbytes(4000), "a.txt", "not-a-paper"),
        (COMPOUND + "Workbook".encode("utf-16-le"), "a.doc", "not-a-paper"),
        (COMPOUND + "EncryptedPackage".encode("utf-16-le"), "a.docx", "encrypted"),
        (word_file(""), "a.docx", "no-text"),
        (word_file(paragraph("a")).replace(b"word/document.xml", b"word/documemt.xml"), "a.docx", "damaged"),
        (word_file(paragraph("a & b")), "a.docx", "damaged"),
        (b"%PDF-1.4 nothing else", "a.pdf", "truncated"),
        (b"%PDF-1.4 nothing else\n%%EOF", "a.pdf", "damaged"),
        (PDF[: len(PDF) // 2], "a.pdf", "truncated"),
        ("Điều 1. Phạm vi điều chỉnh của Luật".encode()[:-2] + b"\xe1", "a.txt", "truncated"),
        ("Điều 1".encode("utf-16") + b"\x00", "a.txt", "truncated"),
        ("Приказ министерства".encode("koi8-r") * 20, "a.txt", "unknown-encoding"),
    ],
)  # fmt: skip
def test_code(data: bytes, name: str, code: str) -> None:
    assert refused(data, name).code == code


def test_a_file_beyond_the_bound_is_refused_before_it_is_read() -> None:
    assert refused(WORD, "a.docx", max_bytes=1000).code == "too-large"


def test_missing_files_and_folders(tmp_path: Path) -> None:
    for path in (tmp_path / "khong-co.docx", tmp_path):
        with pytest.raises(PaperRefused) as caught:
            read_file(path)
        assert caught.value.code == "missing-file"


def test_a_wrong_ending_is_only_noticed_when_the_content_is_a_paper() -> None:
    paper = read_bytes(WORD, name="a.pdf")
    assert (paper.kind, [notice.code for notice in paper.notices]) == ("docx", ["name-differs"])
    assert read_bytes(PDF, name="a.exe").kind == "pdf"


def test_a_word_file_cut_off_names_the_part_in_which_it_ends() -> None:
    error = refused(WORD[: WORD.index(b"word/document.xml") + 200], "a.docx")
    assert error.code == "truncated"
    assert "đọc trọn được 1 phần, dừng giữa phần “word/document.xml”" in str(error)


@pytest.mark.parametrize("noise", [b"hello", b"\x00\x01\xff"])
def test_noise_that_begins_like_an_archive_is_not_quoted(noise: bytes) -> None:
    error = refused((b"PK\x03\x04" + noise) * 200, "a.docx")
    assert str(error).startswith("Tệp “a.docx” bị cắt giữa chừng (ngay phần đầu đã không đọc được)")


def test_broken_xml_names_part_and_line() -> None:
    error = refused(word_file("\n\n<w:p><w:r></w:p>"), "a.docx")
    assert "phần “word/document.xml” chỉ đọc được đến dòng 3, cột" in str(error)


def test_a_zip_bomb_is_refused_without_being_unpacked() -> None:
    bomb = word_file(" " * (40 * 1024 * 1024))
    assert len(bomb) < 100_000
    assert refused(bomb, "a.docx").code == "unsafe-archive"


def test_a_bomb_that_lies_about_its_size_is_refused() -> None:
    data = bytearray(word_file(" " * (40 * 1024 * 1024)))
    at = data.rindex(b"PK\x01\x02")
    struct.pack_into("<L", data, at + 24, 1000)
    assert refused(bytes(data), "a.docx").code in {"unsafe-archive", "damaged"}


def test_too_many_parts_are_refused() -> None:
    parts: dict[str, str | bytes] = {f"word/media/{number}.png": b"" for number in range(5001)}
    assert refused(archive({"word/document.xml": part("document", ""), **parts}), "a.docx").code == "unsafe-archive"


def test_entities_are_never_expanded() -> None:
    laughs = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 9))
    document = (
        f'<?xml version="1.0"?><!DOCTYPE d [<!ENTITY a0 "ha">{laughs}]>'
        '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
        "<w:body><w:p><w:r><w:t>&a8;</w:t></w:r></w:p></w:body></w:document>"
    )
    assert refused(archive({"word/document.xml": document}), "a.docx").code in {"unsafe-archive", "damaged"}


def test_a_locked_pdf_is_told_from_a_broken_one() -> None:
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(PDF))
    writer.encrypt("bí mật", algorithm="AES-128")
    locked = io.BytesIO()
    writer.write(locked)
    assert refused(locked.getvalue(), "a.pdf").code == "encrypted"


def _pixel() -> bytes:
    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(b"\0\0")) + chunk(b"IEND", b"")


def scan(tmp_path: Path, *pages: str) -> bytes:
    (tmp_path / "scan.png").write_bytes(_pixel())
    picture = '#image("scan.png", width: 100%)'
    source = tmp_path / "scan.typ"
    source.write_text("\n#pagebreak()\n".join(page or picture for page in pages))
    return typst.compile(source)


def test_a_scan_is_told_to_be_digitised_first(tmp_path: Path) -> None:
    error = refused(scan(tmp_path, "", ""), "quet.pdf")
    assert error.code == "scanned"
    assert "số hóa" in str(error)
    assert "2 trang" in str(error)


def test_scanned_pages_among_others_are_named(tmp_path: Path) -> None:
    paper = read_bytes(scan(tmp_path, "Điều 1. Phạm vi điều chỉnh", "", "", "Điều 2. Đối tượng áp dụng"), name="a.pdf")
    assert [(notice.code, re.findall(r"Trang ([\d, -]+) là", notice.message)) for notice in paper.notices] == [
        ("scanned-pages", ["2-3"])
    ]


def test_without_libreoffice_the_package_to_install_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    error = refused(b"{\\rtf1 abc}", "cu.doc")
    assert error.code == "converter-missing"
    assert "libreoffice-writer" in str(error)


def test_a_conversion_that_never_ends_is_stopped(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    slow = tmp_path / "soffice"
    slow.write_text("#!/bin/sh\nexec /bin/sleep 30\n")
    slow.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(legacy_word, "TIMEOUT_SECONDS", 0.2)
    assert refused(b"{\\rtf1 abc}", "cu.doc").code == "converter-failed"


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_any_damage_is_refused_or_read_but_never_breaks(data: st.DataObject) -> None:
    name, whole = data.draw(
        st.sampled_from([("a.docx", WORD), ("a.pdf", PDF), ("a.md", "# Điều\n| a | b |\n|-|-|".encode())])
    )
    broken = bytearray(whole[: data.draw(st.integers(1, len(whole)))])
    for _ in range(data.draw(st.integers(0, 8))):
        broken[data.draw(st.integers(0, len(broken) - 1))] = data.draw(st.integers(0, 255))
    with contextlib.suppress(PaperRefused):
        assert read_bytes(bytes(broken), name=name).blocks


def test_nothing_is_left_open(tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    path.write_bytes(WORD)
    read_file(path)
    path.unlink()
    with zipfile.ZipFile(io.BytesIO(WORD)) as file:
        assert file.testzip() is None
