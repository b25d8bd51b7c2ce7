"""Markdown export: what is written reads back as the same tree."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dongbo.engines.markdown_export import escape, write_markdown
from dongbo.engines.papers import read_bytes, read_file
from dongbo.engines.provisions import Kind, Node, Outline, assign_paths, read_outline
from tests.engines.redline.edits import build_law
from tests.shared import shared_data

# A table flattened into loose numbered lines, bullets with two dashes, a table that names a column twice.
READ_OTHERWISE = {"VBPL_0d02e820-58e7-11f1-97ef-cda804c15594", "VBPL_1105", "silver-trace_NQ03-NQ57", "README"}


def shape(outline: Outline) -> list[tuple[object, ...]]:
    return [(node.path, node.heading, node.text, node.cells) for node in outline.walk()]


def read_again(outline: Outline, metadata: dict[str, str]) -> Outline:
    return read_outline(read_bytes(write_markdown(outline, metadata).encode(), name="paper.md"))


@settings(deadline=None, max_examples=15)
@given(articles=st.integers(2, 20), seed=st.integers(0, 1_000))
def test_a_made_up_law_reads_back_the_same(articles: int, seed: int) -> None:
    law = build_law(articles=articles, seed=seed)
    assert shape(read_again(law, {})) == shape(law)


def test_the_head_does_not_disturb_the_tree() -> None:
    law = build_law(articles=3, seed=1)
    metadata = {
        "issuer": "Bộ Công an",
        "number": "05/KH-BCA",
        "type": "Kế hoạch",
        "subject": "Chuyển đổi số năm 2026",
        "opening": "Căn cứ Luật Dữ liệu;\nBộ trưởng ban hành Kế hoạch.",
    }
    written = write_markdown(law, metadata)
    assert written.startswith(
        "BỘ CÔNG AN\n\nSố: 05/KH-BCA\n\nKẾ HOẠCH\n\nChuyển đổi số năm 2026\n\nCăn cứ Luật Dữ liệu;"
    )
    assert shape(read_again(law, metadata)) == shape(law)


def test_signs_that_markdown_acts_on_are_escaped_and_come_back() -> None:
    text = "Mã *nguồn* dùng_chung <b>, [xem](đây) | # ~ & `x` \\ hết."
    articles = [Node(Kind.ARTICLE, str(at), heading=f"Quy định {at}", text=text) for at in (1, 2)]
    law = Outline(articles, "dieu")
    assign_paths(law.nodes)
    assert [node.text for node in read_again(law, {}).walk()] == [text, text]
    assert escape("a|b") == "a\\|b"


def test_rows_become_a_pipe_table() -> None:
    rows = [Node(Kind.ROW, str(at), cells={"task": f"Việc {at}\nphần b"}) for at in (1, 2)]
    annex = Outline([Node(Kind.ANNEX, "I", heading="DANH MỤC", children=rows)], "muc")
    assign_paths(annex.nodes)
    assert write_markdown(annex, {}) == (
        "# Phụ lục I\n\n# DANH MỤC\n\n| TT | Nhiệm vụ |\n| --- | --- |\n"
        "| 1 | Việc 1<br>phần b |\n| 2 | Việc 2<br>phần b |\n"
    )


@pytest.mark.shared
@pytest.mark.parametrize(("folder", "least"), [("laws", 20), ("policies", 3)])
def test_real_papers_read_back_the_same(folder: str, least: int) -> None:
    files = sorted(file for file in shared_data(folder).iterdir() if file.suffix in (".docx", ".md"))
    read = [file for file in files[::3] if file.stem not in READ_OTHERWISE]
    assert len(read) >= least
    for file in read:
        outline = read_outline(read_file(file))
        assert shape(read_again(outline, {})) == shape(outline), file.name
