"""A plan and its annexes in files of their own become one paper whose lines lead back to the files."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dongbo.engines.appraisal import PaperFile, paper_file
from dongbo.engines.joining import Part, join
from dongbo.engines.papers import Table, paper_from_lines

PLAN = ["KẾ HOẠCH", "Thắp đèn lồng", "I. MỤC TIÊU", "1. Treo 20 đèn lồng.", "2. Dán 5 đèn kéo quân."]
NUMBERED = ["PHỤ LỤC I", "DANH MỤC ĐÈN", "1. Đèn cá chép.", "2. Đèn ông sao."]
BARE = ["Danh mục khung tre", "1. Khung tròn.", "3. Khung vuông."]


def paper(name: str, lines: list[str]) -> PaperFile:
    return paper_file(paper_from_lines(lines, name=name))


def test_annexes_become_annex_nodes_after_the_plan() -> None:
    whole = join(paper("kế hoạch", PLAN), [paper("đèn", NUMBERED), paper("khung", BARE)]).whole
    assert [(node.path, node.heading, node.line, node.end) for node in whole.outline.nodes] == [
        ("I", "MỤC TIÊU", 3, 5),
        ("phu_luc:I", "DANH MỤC ĐÈN", 6, 9),
        ("phu_luc:2", "khung", 10, 12),
    ]
    assert [node.path for node in whole.outline.nodes[2].children] == ["phu_luc:2/1", "phu_luc:2/3"]
    assert whole.outline.nodes[2].text == "Danh mục khung tre"


def test_every_line_of_a_provision_reads_in_the_whole_what_it_reads_in_its_file() -> None:
    joined = join(paper("kế hoạch", PLAN), [paper("đèn", NUMBERED), paper("khung", BARE)])
    texts = {line.number: line.text for line in joined.whole.paper.lines}
    files = {"kế hoạch": PLAN, "đèn": NUMBERED, "khung": BARE}
    assert [texts[number] for number in range(1, 13)] == [*PLAN, *NUMBERED, *BARE]
    for node in joined.whole.outline.walk():
        name, line = joined.origin(node.line)
        assert files[name][line - 1] == texts[node.line]


def test_findings_of_an_annex_move_with_it() -> None:
    alone = paper("khung", BARE)
    whole = join(paper("kế hoạch", PLAN), [alone]).whole
    gap = next(finding for finding in alone.outline.findings if finding.path == "3")
    moved = [finding for finding in whole.outline.findings if finding.line and finding.line > len(PLAN)]
    assert (gap.code, len(PLAN) + (gap.line or 0), "phu_luc:1/3") in [(f.code, f.line, f.path) for f in moved]


def test_a_table_counts_its_rows() -> None:
    lines = paper_from_lines(["Bảng đèn"], name="bảng")
    table = Table(rows=(("TT", "Đèn"), ("1", "Cá chép"), ("2", "Ông sao")), number=2)
    annex = paper_file(type(lines)(name="bảng", kind="txt", blocks=(*lines.blocks, table)))
    joined = join(paper("kế hoạch", PLAN), [annex, paper("khung", BARE)])
    assert joined.parts == (Part("kế hoạch", 1, 5), Part("bảng", 6, 9), Part("khung", 10, 12))
    assert joined.origin(9) == ("bảng", 4)
    assert joined.whole.paper.tables[0].number == 7


def test_the_papers_given_stay_as_they_are() -> None:
    plan, annex = paper("kế hoạch", PLAN), paper("khung", BARE)
    before = (plan.outline.as_json(), annex.outline.as_json())
    join(plan, [annex, annex])
    assert (plan.outline.as_json(), annex.outline.as_json()) == before


def test_a_plan_without_annexes_is_itself() -> None:
    plan = paper("kế hoạch", PLAN)
    joined = join(plan, [])
    assert joined.whole == plan
    assert joined.parts == (Part("kế hoạch", 1, 5),)


def test_a_line_of_no_file_is_an_error() -> None:
    with pytest.raises(ValueError):
        join(paper("kế hoạch", PLAN), []).origin(6)


@given(st.lists(st.lists(st.sampled_from(["1. Đèn", "2. Tre", "Giấy dó", "a) Dầu", "PHỤ LỤC II"]), min_size=1)))
def test_every_line_has_one_origin(annexes: list[list[str]]) -> None:
    files = [paper(f"tệp {number}", lines) for number, lines in enumerate([PLAN, *annexes])]
    joined = join(files[0], files[1:])
    found = [joined.origin(line) for line in range(1, joined.parts[-1].last + 1)]
    assert found == [(f.paper.name, line) for f in files for line in range(1, len(f.paper.lines) + 1)]
    paths = [node.path for node in joined.whole.outline.walk()]
    assert len(paths) == len(set(paths))
