"""Word files in the official layout: page, boxes, sections, and the tree read back whole."""

import datetime
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from dongbo.engines.decree30 import OfficialDocument, layout_rules, write_docx
from dongbo.engines.metadata import read_metadata
from dongbo.engines.papers import read_bytes, read_file
from dongbo.engines.provisions import Kind, Node, Outline, assign_paths, read_outline
from tests.engines.decree30.word_files import W, body_of, lines_after
from tests.engines.redline.edits import build_law
from tests.shared import shared_data


def shape(outline: Outline) -> list[tuple[str, str, str]]:
    return [(node.path, node.heading, node.text) for node in outline.walk()]


def plan(outline: Outline) -> OfficialDocument:
    return OfficialDocument(
        outline,
        type="Kế hoạch",
        number="05/KH-BCA",
        governing_body="Chính phủ",
        issuer="Bộ Công an",
        place="Hà Nội",
        date=datetime.date(2026, 2, 5),
        subject="Chuyển đổi số năm 2026",
        opening=("Căn cứ Luật Dữ liệu;", "Bộ Công an ban hành Kế hoạch như sau:"),
        signer_titles=("KT. BỘ TRƯỞNG", "THỨ TRƯỞNG"),
        signer="Nguyễn Văn Mẫu",
        recipients=("Như trên;", "- Lưu: VT."),
        draft_mark="DỰ THẢO LẦN 2",
    )


def with_annexes(rows: int) -> Outline:
    law = build_law(articles=2, seed=1)
    tasks = [Node(Kind.ROW, str(at), cells={"task": f"Việc {at}", "deadline": "2030"}) for at in range(1, rows)]
    law.nodes += [Node(Kind.ANNEX, number, heading="DANH MỤC", children=list(tasks)) for number in ("I", "II")]
    assign_paths(law.nodes)
    return law


def test_the_head_stands_in_its_boxes_as_the_rules_order_it() -> None:
    lines = lines_after(write_docx(plan(build_law(articles=1, seed=1))), "accept")
    assert lines[:11] == [
        "CHÍNH PHỦ", "BỘ CÔNG AN", "Số: 05/KH-BCA", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc", "Hà Nội, ngày 05 tháng 02 năm 2026", "DỰ THẢO LẦN 2", "KẾ HOẠCH",
        "Chuyển đổi số năm 2026", "Căn cứ Luật Dữ liệu;", "Bộ Công an ban hành Kế hoạch như sau:",
    ]  # fmt: skip
    assert lines[-6:] == ["Nơi nhận:", "- Như trên;", "- Lưu: VT.", "KT. BỘ TRƯỞNG", "THỨ TRƯỞNG", "Nguyễn Văn Mẫu"]


def test_paper_and_margins_are_those_of_the_rule_set() -> None:
    section = body_of(write_docx(plan(build_law(articles=1, seed=1)))).find(f"{W}sectPr")
    assert section is not None
    size, margins = section.find(f"{W}pgSz"), section.find(f"{W}pgMar")
    assert size is not None
    assert margins is not None
    assert (size.get(f"{W}w"), size.get(f"{W}h")) == ("11906", "16838")
    assert [margins.get(f"{W}{side}") for side in ("top", "bottom", "left", "right")] == ["1134", "1134", "1701", "850"]
    assert section.find(f"{W}titlePg") is not None


def test_every_annex_begins_a_section_that_counts_from_one() -> None:
    sections = list(body_of(write_docx(plan(with_annexes(3)))).iter(f"{W}sectPr"))
    assert [section.find(f"{W}pgNumType") is not None for section in sections] == [False, True, True]


def test_an_annex_alone_begins_on_the_first_page() -> None:
    annexes = Outline(with_annexes(3).nodes[-2:], "muc")
    assert len(list(body_of(write_docx(OfficialDocument(annexes))).iter(f"{W}sectPr"))) == 2


def test_a_letter_carries_its_subject_under_its_number() -> None:
    letter = OfficialDocument(
        build_law(articles=1, seed=1), number="123/BCA-H04", issuer="Bộ Công an", subject="góp ý dự thảo",
        addressees=("Bộ Tài chính", "Bộ Nội vụ"),
    )  # fmt: skip
    lines = lines_after(write_docx(letter), "accept")
    assert lines[:3] == ["BỘ CÔNG AN", "Số: 123/BCA-H04", "V/v góp ý dự thảo"]
    assert lines[5:8] == ["Kính gửi:", "- Bộ Tài chính;", "- Bộ Nội vụ."]


def test_a_paper_of_the_party_has_its_own_head() -> None:
    resolution = OfficialDocument(
        build_law(articles=1, seed=1), type="Nghị quyết", number="05-NQ/ĐUCA", issuer="Đảng ủy Công an Trung ương",
        place="Hà Nội", date=datetime.date(2026, 11, 21), party=True,
    )  # fmt: skip
    assert lines_after(write_docx(resolution), "accept")[:6] == [
        "ĐẢNG ỦY CÔNG AN TRUNG ƯƠNG", "*", "Số 05-NQ/ĐUCA", "ĐẢNG CỘNG SẢN VIỆT NAM",
        "Hà Nội, ngày 21 tháng 11 năm 2026", "NGHỊ QUYẾT",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("on", "begins"), [(None, 2020), (datetime.date(2026, 1, 1), 2020), (datetime.date(2010, 1, 1), 2020)]
)
def test_a_rule_set_is_chosen_by_the_papers_own_date(on: datetime.date | None, begins: int) -> None:
    assert layout_rules(party=False, on=on).effective_from.year == begins


@settings(deadline=None, max_examples=10)
@given(articles=st.integers(2, 20), seed=st.integers(0, 1_000))
def test_a_made_up_law_reads_back_the_same(articles: int, seed: int) -> None:
    law = build_law(articles=articles, seed=seed)
    assert shape(read_outline(read_bytes(write_docx(plan(law)), name="plan.docx"))) == shape(law)


def test_the_fields_of_the_head_and_foot_read_back() -> None:
    read = read_metadata(read_bytes(write_docx(plan(build_law(articles=3, seed=1))), name="plan.docx")).as_json()
    fields = ("type", "number", "date", "issuer", "place", "subject", "signer")
    assert [read[field] for field in fields] == [
        "Kế hoạch", "05/KH-BCA", "2026-02-05", "Bộ Công an", "Hà Nội", "Chuyển đổi số năm 2026", "Nguyễn Văn Mẫu",
    ]  # fmt: skip


def test_signs_xml_may_not_hold_are_left_out() -> None:
    law = Outline([Node(Kind.ARTICLE, "1", heading="Dữ liệu\x0b số <&>")], "dieu")
    assign_paths(law.nodes)
    assert lines_after(write_docx(OfficialDocument(law)), "accept") == ["Điều 1. Dữ liệu số <&>"]


def test_the_same_paper_gives_the_same_bytes() -> None:
    law = build_law(articles=3, seed=1)
    assert write_docx(plan(law)) == write_docx(plan(law))


def test_two_thousand_rows_are_written_at_once() -> None:
    outline = with_annexes(2_001)
    start = time.process_time()
    body = body_of(write_docx(plan(outline)))
    assert time.process_time() - start < 5
    assert sum(1 for _ in body.iter(f"{W}tr")) == 2 + 2 * (1 + 2_000)


def test_the_parts_are_well_formed() -> None:
    body = body_of(write_docx(plan(with_annexes(5))))
    assert etree.QName(body).localname == "body"


@pytest.mark.shared
def test_real_laws_read_back_the_same() -> None:
    """Two of the laws hold tables flattened into loose lines, whose numbers read otherwise in another place."""
    differing = 0
    files = sorted(shared_data("laws").glob("*.docx"))[::4]
    for file in files:
        law = read_outline(read_file(file))
        differing += shape(read_outline(read_bytes(write_docx(plan(law)), name="law.docx"))) != shape(law)
    assert differing <= len(files) // 20
