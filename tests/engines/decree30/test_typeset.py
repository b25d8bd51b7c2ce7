"""PDF in the official layout: read back by another library, and safe against anything a text may hold."""

import re
from io import BytesIO
from itertools import pairwise

import pytest
from pypdf import PdfReader

from dongbo.engines.decree30 import OfficialDocument, write_pdf
from dongbo.engines.provisions import Kind, Node, Outline, assign_paths
from tests.engines.decree30.test_word import plan, with_annexes
from tests.engines.redline.edits import build_law

MM = 72 / 25.4


def pages(document: OfficialDocument) -> list[str]:
    return [page.extract_text() for page in PdfReader(BytesIO(write_pdf(document))).pages]


def test_the_page_is_a4_and_the_head_stands_on_it() -> None:
    reader = PdfReader(BytesIO(write_pdf(plan(build_law(articles=2, seed=1)))))
    box = reader.pages[0].mediabox
    assert (round(float(box.width) / MM), round(float(box.height) / MM)) == (210, 297)
    text = reader.pages[0].extract_text()
    for words in ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Số: 05/KH-BCA", "DỰ THẢO LẦN 2", "Điều 1."):
        assert words in text


def test_page_numbers_are_hidden_on_first_pages_and_begin_anew_in_annexes() -> None:
    found = [re.match(r"(\d+)\n", text) for text in pages(plan(with_annexes(60)))]
    numbers = [int(match[1]) if match else None for match in found]
    assert numbers.count(None) == 3
    assert all(after in (None, (before or 1) + 1) for before, after in pairwise(numbers))


def test_an_annex_alone_begins_on_the_first_page() -> None:
    first = pages(OfficialDocument(Outline(with_annexes(60).nodes[-2:], "muc")))[0]
    assert first.startswith("Phụ lục I\n")


@pytest.mark.parametrize(
    "text",
    [
        '#panic("x")',
        '#import "@preview/x:1.0.0"',
        "$ x^2 $ *đậm* _nghiêng_ `mã` = đề mục",
        "\\ \\u{41} <nhãn> @dẫn // chú thích /* và */",
        '"]; #sys.inputs',
        "- gạch\x00\x0b",
    ],
)
def test_no_text_is_ever_markup(text: str) -> None:
    law = Outline([Node(Kind.ARTICLE, "1", heading=text, text=text)], "dieu")
    assign_paths(law.nodes)
    joined = "".join(pages(OfficialDocument(law, type=text, subject=text, signer=text, recipients=(text,))))
    squeezed = re.sub(r"\s", "", joined)
    assert squeezed.count(re.sub(r"[\s\x00\x0b]", "", text)) >= 4


def test_the_same_paper_gives_the_same_bytes() -> None:
    law = build_law(articles=3, seed=1)
    assert write_pdf(plan(law)) == write_pdf(plan(law))


def test_chapters_and_articles_are_bookmarks() -> None:
    outline = PdfReader(BytesIO(write_pdf(plan(build_law(articles=2, seed=1))))).outline
    chapter, articles = outline
    assert chapter.title == "Chương I"
    assert [article.title.split(".")[0] for article in articles] == ["Điều 1", "Điều 2"]
