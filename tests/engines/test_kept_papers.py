"""An official paper kept as JSON says every word of it: made again, it is equal and its files are the same bytes."""

import json

import pytest

from dongbo.engines.decree30 import OfficialDocument, write_docx, write_pdf
from dongbo.engines.kept_papers import paper_data, paper_from
from dongbo.engines.provisions import Kind, Node, Outline
from tests.engines.council_papers.test_papers import PAPERS


def again(paper: OfficialDocument) -> OfficialDocument:
    return paper_from(json.loads(json.dumps(paper_data(paper))))


@pytest.mark.parametrize("name", PAPERS)
def test_a_paper_kept_says_the_same(name: str) -> None:
    assert paper_data(again(PAPERS[name])) == paper_data(PAPERS[name])
    assert write_docx(again(PAPERS[name])) == write_docx(PAPERS[name])


@pytest.mark.parametrize("name", ["minutes", "decision", "secret count"])
def test_its_pdf_is_the_same_bytes(name: str) -> None:
    assert write_pdf(again(PAPERS[name])) == write_pdf(PAPERS[name])


def test_every_field_of_a_provision_that_is_printed_is_kept() -> None:
    row = Node(Kind.ROW, "1", cells={"noi_dung": "Xây dựng nền tảng"}, path="phu_luc:I/dong:1")
    annex = Node(Kind.ANNEX, "I", "PHÂN CÔNG", "Kèm theo", children=[row], path="phu_luc:I")
    kept = again(OfficialDocument(Outline([annex], "muc"), type="Kế hoạch", party=True, draft_mark="Dự thảo 1"))
    assert kept.outline.nodes == [annex]
    assert (kept.outline.style, kept.type, kept.party, kept.draft_mark) == ("muc", "Kế hoạch", True, "Dự thảo 1")
