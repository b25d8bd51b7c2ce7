"""The written appraisal: well formed, every link leads somewhere, nothing unescaped, the same counts."""

import re
from io import BytesIO

import pytest
from docx import Document
from lxml import etree, html

from dongbo.engines.appraisal import Appraisal, appraise, paper_file
from dongbo.engines.appraisal_report import sides, write_docx, write_html
from dongbo.engines.appraisal_report.places import Places
from dongbo.engines.appraisal_report.wording import cut, day, number, ranked_targets, share
from dongbo.engines.papers import paper_from_lines
from tests.engines.appraisal import papers


@pytest.fixture(scope="module")
def appraisal() -> Appraisal:
    return appraise(papers.plan(), [papers.directive()], papers.previous())


@pytest.fixture(scope="module")
def page(appraisal: Appraisal) -> str:
    return write_html(appraisal)


def test_the_page_is_well_formed(page: str) -> None:
    plain = re.sub(r"<(meta [^>]*|br)>", r"<\1/>", page.removeprefix("<!DOCTYPE html>\n"))

    assert etree.fromstring(plain).get("lang") == "vi"


def test_every_link_has_its_place_and_every_place_one_name(page: str) -> None:
    tree = html.document_fromstring(page)
    names = tree.xpath("//@id")
    links = tree.xpath("//a/@href")

    assert len(names) == len(set(names))
    assert links
    assert {link.removeprefix("#") for link in links} <= set(names)


def test_the_page_stands_alone(page: str) -> None:
    assert "<script" not in page
    assert not re.findall(r'(?:src|href)="(?!#)', page)
    assert "url(" not in page


def test_texts_are_escaped(page: str) -> None:
    assert "&lt;b&gt;truyền thống&lt;/b&gt; &amp; giao lưu" in page
    assert "<b>truyền thống" not in page


def test_tables_are_named_and_scroll_by_themselves(page: str) -> None:
    tree = html.document_fromstring(page)

    assert tree.xpath("count(//table[not(ancestor::div[@tabindex='0' and @role='region'])])") == 0
    assert tree.xpath("count(//main//section[not(@id='toan-van')]//table[not(caption)])") == 0
    assert tree.xpath("count(//thead//th[not(@scope='col')])") == 0
    assert tree.xpath("count(//h1)") == 1
    names = tree.xpath("//caption/text() | //@aria-label")
    assert len(names) == len(set(names))


def test_figures_lead_to_as_many_entries(page: str, appraisal: Appraisal) -> None:
    tree = html.document_fromstring(page)
    for link in tree.xpath("//section[@id='do-phu']//td/a"):
        group = tree.get_element_by_id(link.get("href").removeprefix("#"))
        counted = int(re.findall(r"\d+", link.text_content())[0])
        assert len(group.findall("tr")) - 1 == counted
    assert len(tree.xpath("//table[@id='bang-chua-tra-loi']/tbody/tr")) == len(appraisal.alignment.unanswered)


def test_what_the_plan_adds_is_folded_and_last() -> None:
    directive = paper_file(paper_from_lines(["Điều 1. Nhiệm vụ", "Số hóa hồ sơ lưu trữ của toàn ngành."]))
    appraisal = appraise(papers.plan(), [papers.directive(), directive])
    added = [one for one in appraisal.targets if one.comparison.directive is None]
    alone = appraise(papers.plan(), [directive])
    tree = html.document_fromstring(write_html(alone))

    assert ranked_targets(appraisal)[len(appraisal.targets) - len(added) :] == added
    assert alone.deviating_targets == ()
    assert len(tree.xpath("//details//table[@id='bang-chi-tieu-them']/tbody/tr")) == len(alone.targets) > 0
    assert tree.xpath("//table[@id='bang-chi-tieu']") == []


def test_what_stands_elsewhere_is_given_in_brief_on_a_very_long_page(appraisal: Appraisal) -> None:
    def listed(full_up_to: int) -> list[str]:
        shown = html.fragment_fromstring(
            sides.side_by_side(appraisal, Places(appraisal), full_up_to=full_up_to), create_parent=True
        )
        return [group.get("id") for group in shown.xpath("//tbody[.//ul[@class='plain']]")]

    in_full = listed(sides.FULL_UP_TO)
    assert [group for group in in_full if group.endswith("-yes")] != []
    assert listed(0) == [group for group in in_full if group.endswith("-partly")]


def test_the_contents_of_the_word_file_lead_to_its_sections(appraisal: Appraisal) -> None:
    body = Document(BytesIO(write_docx(appraisal))).element.body
    links = body.xpath(".//w:hyperlink/@w:anchor")

    assert links == body.xpath(".//w:bookmarkStart/@w:name")
    assert len(links) == len(body.xpath("./w:tbl")) + str(body.xpath("string(.)")).count("Không có.")


def test_what_is_missing_says_so(page: str) -> None:
    assert "Thành lập đội tình nguyện bảo vệ rạn san hô" in page
    assert "Thấp hơn chỉ đạo" in page
    assert "Thay đổi so với bản trước" in page
    assert "Thay đổi so với bản trước" not in write_html(appraise(papers.plan(), [papers.directive()]))


def test_the_word_file_opens_with_a_table_for_every_list(appraisal: Appraisal) -> None:
    word = Document(BytesIO(write_docx(appraisal)))
    first_cells = [table.rows[0].cells[0].text for table in word.tables]

    assert first_cells[:4] == ["Nội dung", "Văn bản chỉ đạo", "Vị trí", "Chỉ tiêu"]
    assert len(word.tables[-1].rows) == 1 + len(appraisal.alignment.directives)
    assert "<b>truyền thống</b> & giao lưu" in "".join(
        cell.text for table in word.tables for row in table.rows for cell in row.cells
    )
    assert word.sections[0].page_width > word.sections[0].page_height


def test_numbers_and_dates_are_written_as_vietnamese_write_them() -> None:
    assert [number(1234.5), number(12), number(0.7), number(2_000_000)] == ["1.234,5", "12", "0,7", "2.000.000"]
    assert [day("2026-11-21"), day("2025-12"), day("2030")] == ["21/11/2026", "12/2025", "2030"]
    assert share(0.846) == "85%"
    assert cut("một hai ba bốn", 9) == "một hai…"
