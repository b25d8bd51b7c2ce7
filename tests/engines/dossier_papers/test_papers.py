"""Parts of a dossier from their data alone: every word is set, and the data survives the database's JSON."""

from __future__ import annotations

import json
from io import BytesIO
from typing import TYPE_CHECKING

from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from dongbo.engines import appraisal as engine
from dongbo.engines.consultation_papers import Head
from dongbo.engines.decree30 import Column
from dongbo.engines.dossier_papers import (
    Disagreement,
    ExplainedOpinion,
    LeftLine,
    Section,
    SignedLine,
    Unresolved,
    appraisal_sections,
    canonical,
    redline_data,
    sections_data,
    unresolved_sections,
    write_part,
)
from dongbo.engines.dossier_papers.writing import runs_of
from dongbo.engines.intake import read_paper
from dongbo.engines.provisions import Kind, Node, Outline, assign_paths

if TYPE_CHECKING:
    from dongbo.engines.dossier_papers import Block, PartData

HEAD = Head(issuer="Bộ Thử nghiệm", place="Hà Nội")
WORDS = st.text(alphabet="ăâđêôơưáảãạ abcxyz.,", min_size=1, max_size=40).map(str.strip).filter(bool)
DIRECTIVE = """\
NGHỊ QUYẾT
Số: 15/NQ-CP
I. MỤC TIÊU
1. Đến năm 2030, trên 80% hồ sơ được xử lý trên mạng.
2. Đến năm 2030, tối thiểu 5 trung tâm dữ liệu.
II. NHIỆM VỤ
1. Xây dựng nền tảng chia sẻ dữ liệu.
"""
PLAN = """\
KẾ HOẠCH
Số: 21/KH-BTN
I. MỤC TIÊU
1. Đến năm 2030, từ 80% hồ sơ trở lên được xử lý trên mạng.
II. NHIỆM VỤ
1. Xây dựng nền tảng chia sẻ dữ liệu dùng chung.
2. Thực hiện Quyết định số 9/QĐ-XYZ.
"""
TARGET = "Đến năm 2030 đạt {}% hồ sơ công việc được xử lý trên môi trường điện tử."
STAYS, MOVES = "Giữ nguyên lời này trong cả hai bản.", "Đoạn dài này sẽ được chuyển xuống cuối văn bản."


def printed(data: PartData) -> str:
    """Return what the PDF of a part says, its data gone through JSON as a database gives it back."""
    head = json.loads(canonical(data.head))
    blocks: list[Block] = json.loads(canonical(list(data.blocks)))
    pages = PdfReader(BytesIO(write_part(head, blocks))).pages
    return " ".join(" ".join(page.extract_text() for page in pages).split())


def outline(*lines: tuple[str, str]) -> Outline:
    """Return a flat outline of numbered lines."""
    nodes = [Node(Kind.ARABIC, number, text=text) for number, text in lines]
    assign_paths(nodes)
    return Outline(nodes, "muc")


def marked(data: PartData) -> list[tuple[str, str, str]]:
    """Return the note of each line of a redline with its words as it reads before and now."""
    lines = [block for block in data.blocks if "pieces" in block]
    return [
        (
            line["note"],
            "".join(text for mark, text, _bold in line["pieces"] if mark in ("", "del", "from")),
            "".join(text for mark, text, _bold in line["pieces"] if mark in ("", "ins", "to")),
        )
        for line in lines
    ]


def test_a_redline_says_what_went_what_came_and_what_moved() -> None:
    gone = "Bỏ hẳn nội dung cũ kỹ không còn dùng."
    old = outline(("1", STAYS), ("2", MOVES), ("3", gone), ("4", TARGET.format(80)))
    new = outline(("1", STAYS), ("2", TARGET.format(90)), ("3", MOVES))
    data = redline_data(HEAD.landscape(title="So sánh", subject="", opening=()), old, new)
    lines = marked(data)
    assert ("[chuyển đi 1]", "2. Đoạn dài này sẽ được chuyển xuống cuối văn bản.", "") in lines
    assert ("[chuyển đến 1]", "", "3. Đoạn dài này sẽ được chuyển xuống cuối văn bản.") in lines
    assert ("", "3. Bỏ hẳn nội dung cũ kỹ không còn dùng.", "") in lines
    assert ("", f"4. {TARGET.format(80)}", f"2. {TARGET.format(90)}") in lines
    said = printed(redline_data(HEAD.landscape(title="So sánh", subject="", opening=()), old, new))
    for words in ("Bỏ hẳn nội dung", "Toàn văn có đánh dấu", "Chuyển chỗ", "[chuyển đến 1]"):
        assert words in said


@settings(max_examples=60)
@given(st.lists(WORDS, min_size=1, max_size=6), st.lists(WORDS, min_size=1, max_size=6))
def test_either_side_of_a_redline_reads_as_its_own_text(before: list[str], after: list[str]) -> None:
    old, new = (outline(*((str(at), text) for at, text in enumerate(texts, 1))) for texts in (before, after))
    lines = marked(redline_data(HEAD.landscape(title="So sánh", subject="", opening=()), old, new))
    read_before = [was for _note, was, _now in lines if was]
    read_after = [now for _note, _was, now in lines if now]
    assert sorted(read_before) == sorted(f"{node.number}. {node.text}" for node in old.nodes)
    assert read_after == [f"{node.number}. {node.text}" for node in new.nodes]


def test_what_is_unresolved_stands_in_four_lists_or_is_said_not_to_be() -> None:
    empty = printed(sections_data(HEAD.landscape(title="Danh mục", subject="", opening=()),
                                  unresolved_sections(Unresolved([], [], [], []))))  # fmt: skip
    for said in ("Không còn việc nào mở.", "Không có việc nào được ký nhận.", "Mọi ý kiến đều được tiếp thu.",
                 "Không có cơ quan, tổ chức, cá nhân nào không đồng ý."):  # fmt: skip
        assert said in empty
    full = Unresolved(
        [LeftLine("Nói tiếp thu nhưng văn bản không đổi", "I.1", "Câu vẫn nguyên", "Đạt 80%")],
        [SignedLine("Đơn vị không phản hồi", "Cục A", "Hết hạn", "Người Ký", "05/02/2026", "Đã gọi điện")],
        [ExplainedOpinion(7, "I.2", ("Cục B", "Cục C"), "Nên bỏ", "explained", "Giữ lại", "Theo nghị quyết")],
        [Disagreement("Cục D", "Thiếu nguồn lực")],
    )
    said = printed(sections_data(HEAD.landscape(title="Danh mục", subject="", opening=()), unresolved_sections(full)))
    for words in ("Câu vẫn nguyên", "Người Ký 05/02/2026", "Cục B Cục C", "Lý do: Theo nghị quyết", "Thiếu nguồn lực"):
        assert words in said


def test_the_report_says_every_figure_of_the_result() -> None:
    read = {name: read_paper(text.encode(), name=name) for name, text in (("a.txt", PLAN), ("b.txt", DIRECTIVE))}
    plan, directive = map(engine.paper_file, read.values())
    result = json.loads(json.dumps(engine.appraise(plan, [directive]).as_json()))
    sections = {section.title.partition(". ")[2]: list(section.rows) for section in appraisal_sections(result)}
    figures = result["summary"]
    assert len(sections["Nội dung chỉ đạo chưa được trả lời"]) == figures["answered"]["no"]
    assert len(sections["Nội dung dự thảo chưa thấy căn cứ"]) == figures["without_basis"]
    assert len(sections["So sánh chỉ tiêu"]) == sum(figures["targets"].values())
    assert len(sections["Viện dẫn cần kiểm tra"]) == figures["doubtful_citations"] == 1
    assert len(sections["Thống nhất thuật ngữ"]) == figures["term_findings"]
    assert len(sections["Đối chiếu từng nội dung"]) == figures["directive_provisions"]
    assert [len(row) for row in sections["Độ phủ theo bảy trục"]] == [8]
    said = printed(sections_data(HEAD.landscape(title="Báo cáo", subject="", opening=()), appraisal_sections(result)))
    assert "Quyết định số 9/QĐ-XYZ" in said


def test_rows_are_set_in_runs_without_one_lost_and_no_heading_ends_a_run() -> None:
    column = (Column("Số", 50), Column("Nội dung", 50))
    rows = [(str(at), f"Dòng {at}") for at in range(1, 1_101)]
    data = sections_data(HEAD.landscape(title="Bảng", subject="", opening=()), [
        Section("Một", column, rows[:500]), Section("Hai", column, rows[500:]),
    ])  # fmt: skip
    blocks = list(data.blocks)
    runs = list(runs_of(blocks))
    assert [block for run in runs for block in run] == blocks
    assert len(runs) == 3
    assert not any("heading" in run[-1] for run in runs[:-1])
    told: list[int] = []
    pages = PdfReader(BytesIO(write_part(data.head, blocks, told.append))).pages
    said = " ".join(page.extract_text() for page in pages)
    assert all(f"Dòng {at}" in said for at in (1, 499, 500, 501, 1_000, 1_001, 1_100))
    assert told == [len(runs[0]), len(runs[0]) + len(runs[1]), len(blocks)]
