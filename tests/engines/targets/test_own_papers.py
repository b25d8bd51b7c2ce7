"""Targets of papers written for these tests: plans, programmes, resolutions and annex rows in several manners."""

from pathlib import Path
from typing import Any

import docx
import pytest

from dongbo.engines.papers import paper_from_lines, read_file
from dongbo.engines.provisions import read_outline
from dongbo.engines.targets import Target, find_targets
from tests.engines.targets.scoring import agrees, read_own_papers

PAPERS = read_own_papers()
FIELDS = ("operator", "value", "value_to", "unit", "deadline")

ROWS = (
    ("TT", "Chỉ tiêu", "Đơn vị tính", "Năm 2027", "Năm 2030", "Cơ quan chủ trì"),
    ("I", "Hạ tầng", "", "", "", ""),
    ("1", "Tỷ lệ hộ gia đình có Internet cáp quang", "%", "85", "≥ 95", "Sở A"),
    ("2", "Số trạm sạc điện công cộng", "Trạm", "Tối thiểu 40", "120 - 150", "Sở B"),
    ("3", "Tốc độ truy cập Internet di động", "Mbps", "100", "Trên 200", "Sở A"),
    ("II", "Kinh tế", "", "", "", ""),
    ("4", "Tỷ trọng kinh tế số trong GRDP", "%", "20", "30 trở lên", "Sở C"),
    ("5", "Xếp hạng chuyển đổi số cấp tỉnh", "Thứ hạng", "≤ 20", "Tốp 10 cả nước", "Sở A"),
    ("6", "Thời gian thông quan trung bình", "Giờ", "Dưới 24", "≤ 12", "Cục H"),
    ("7", "Số doanh nghiệp công nghệ số", "Doanh nghiệp/1.000 dân", "0,8", "1,5", "Sở A"),
    ("8", "Mức độ tự chủ công nghệ", "", "Khá", "Cao", "Sở D"),
)
ROW_TARGETS = {
    ("1", "=", 85, None, "%", "2027"), ("1", ">=", 95, None, "%", "2030"),
    ("2", ">=", 40, None, "trạm", "2027"), ("2", "range", 120, 150, "trạm", "2030"),
    ("3", "=", 100, None, "Mbps", "2027"), ("3", ">", 200, None, "Mbps", "2030"),
    ("4", "=", 20, None, "%", "2027"), ("4", ">=", 30, None, "%", "2030"),
    ("5", "<=", 20, None, "hạng", "2027"), ("5", "<=", 10, None, "hạng", "2030"),
    ("6", "<", 24, None, "giờ", "2027"), ("6", "<=", 12, None, "giờ", "2030"),
    ("7", "=", 0.8, None, "doanh nghiệp/1000 dân", "2027"), ("7", "=", 1.5, None, "doanh nghiệp/1000 dân", "2030"),
    ("8", "=", None, None, "", "2027"), ("8", "=", None, None, "", "2030"),
}  # fmt: skip


def stated(line: int | None, target: Target) -> tuple[Any, ...]:
    return (line, *(getattr(target, name) for name in FIELDS))


@pytest.mark.parametrize("name", PAPERS)
def test_exactly_the_labelled_targets_are_found(name: str) -> None:
    lines, labels = PAPERS[name]
    found = find_targets(paper_from_lines(lines))
    assert {stated(one.line, one) for one in found} == {
        (line, *(label[field] for field in FIELDS)) for line, label in labels
    }
    assert len(found) == len(labels)


@pytest.mark.parametrize("name", PAPERS)
def test_each_is_named_by_its_own_words_and_placed_at_its_provision(name: str) -> None:
    lines, labels = PAPERS[name]
    paper = paper_from_lines(lines)
    paths = {node.path for node in read_outline(paper).walk()}
    found = find_targets(paper)
    assert [
        (line, label["indicator"])
        for line, label in labels
        if not any(one.line == line and agrees(one, label) for one in found)
    ] == []
    assert {one.place for one in found} <= paths


def test_an_annex_table_with_a_column_for_each_year(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_paragraph("PHỤ LỤC")
    document.add_paragraph("CÁC CHỈ TIÊU CHỦ YẾU")
    table = document.add_table(rows=0, cols=len(ROWS[0]))
    for row in ROWS:
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = text
    document.save(str(tmp_path / "phu-luc.docx"))
    numbers = {row[1]: row[0] for row in ROWS}
    found = find_targets(read_file(tmp_path / "phu-luc.docx"))
    assert {(numbers[one.indicator], *stated(None, one)[1:]) for one in found} == ROW_TARGETS
    assert all(one.place.endswith(f"/dong:{numbers[one.indicator]}") for one in found)
