"""Plain text in whatever encoding it was saved."""

import codecs

import pytest
from viparse.normalize.encodings import CHARMAPS

from dongbo.engines.papers import Line, read_bytes
from dongbo.engines.papers.legacy_encodings import encoding_of_font, recognise_encoding
from tests.engines.papers.word_files import paragraph, word_file

TEXT = (
    "Căn cứ Luật Tổ chức Chính phủ;\nĐiều 1. Phạm vi điều chỉnh\nNghị định này quy định về công tác văn thư và quản lý "
    "nhà nước về công tác văn thư, được áp dụng đối với các cơ quan, tổ chức nhà nước."
)
LINES = TEXT.split("\n")


def legacy(text: str, encoding: str) -> bytes:
    table = {letter: written for written, letter in CHARMAPS[encoding].pairs}
    return "".join(table.get(sign, sign) for sign in text).encode("latin-1")


@pytest.mark.parametrize(
    "data",
    [
        TEXT.encode(),
        codecs.BOM_UTF8 + TEXT.encode(),
        TEXT.encode("utf-16"),
        TEXT.encode("utf-16-le"),
        codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"),
        TEXT.encode("utf-32"),
        TEXT.replace("\n", "\r\n").encode() + b"\x1a",
        TEXT.replace("\n", "\n\n \n").encode(),
    ],
)
def test_every_unicode_form_reads_the_same_and_says_nothing(data: bytes) -> None:
    paper = read_bytes(data, name="a.txt")
    assert paper.blocks == tuple(Line(text, number) for number, text in enumerate(LINES, start=1))
    assert paper.notices == ()


@pytest.mark.parametrize(
    ("encoding", "named"), [("tcvn3", "TCVN3"), ("viscii", "VISCII"), ("vps", "VPS"), ("vni", "VNI")]
)
def test_legacy_encodings_are_converted_and_named(encoding: str, named: str) -> None:
    data = legacy(TEXT, encoding)
    for stored in (data, data.decode("latin-1").encode()):
        paper = read_bytes(stored, name="a.txt")
        assert [line.text for line in paper.lines] == LINES
        assert [(notice.code, named in notice.message) for notice in paper.notices] == [("legacy-encoding", True)]


def test_a_word_paper_in_an_unnamed_legacy_font_is_converted_and_named() -> None:
    body = "".join(paragraph(legacy(text, "tcvn3").decode("latin-1")) for text in LINES)
    paper = read_bytes(word_file(body), name="a.docx")
    assert [line.text for line in paper.lines] == LINES
    assert [notice.code for notice in paper.notices] == ["legacy-encoding"]


def test_windows_1258_is_converted_and_named() -> None:
    table = {
        "ế": "ê\u0301",
        "ề": "ê\u0300",
        "ứ": "ư\u0301",
        "ậ": "â\u0323",
        "ổ": "ô\u0309",
        "ủ": "u\u0309",
        "ỉ": "i\u0309",
    }
    text = "Căn cứ Luật Tổ chức Chính phủ; điều chỉnh quyết"
    data = "".join(table.get(sign, sign) for sign in text).encode("cp1258")
    paper = read_bytes(data, name="a.txt")
    assert [line.text for line in paper.lines] == [text]
    assert "Windows-1258" in paper.notices[0].message


@pytest.mark.parametrize(
    "text",
    [
        TEXT,
        "Plain English text, nothing more.",
        "El niño español mañana señor año",
        "Größe straße über schön für",
        "à la carte",
    ],
)
def test_other_texts_are_never_taken_for_legacy_ones(text: str) -> None:
    assert recognise_encoding(text) is None


def test_fonts_name_their_encoding() -> None:
    fonts = [".VnTime", ".VnArialH", "VNI-Times", "ABCDEF+.VnTime", "VPS Times", "Times New Roman", "Vnf Arial", ""]
    assert [encoding_of_font(font) for font in fonts] == [
        "TCVN3 (ABC)", "TCVN3 (ABC)", "VNI", "TCVN3 (ABC)", "VPS", None, None, None,
    ]  # fmt: skip
