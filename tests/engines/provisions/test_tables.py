"""Annex tables: headings under other names, rows over page breaks, groups, and the cells of a row."""

import re
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from docx import Document

from dongbo.engines.papers import Line, Paper, Table, read_bytes, read_file
from dongbo.engines.provisions.tables import (
    AnnexRow,
    AnnexTable,
    Deadline,
    DeadlineKind,
    TableKind,
    read_annex_tables,
    read_deadline,
    split_units,
)
from tests.shared import shared_data

LABELS = Path(__file__).parent / "policies"


def paper_of(*blocks: str | list[list[str]]) -> Paper:
    """Return a paper of lines (strings) and tables (lists of rows)."""
    made: list[Line | Table] = []
    number = 1
    for block in blocks:
        if isinstance(block, str):
            made.append(Line(block, number))
            number += 1
        else:
            made.append(Table(tuple(map(tuple, block)), number))
            number += len(block)
    return Paper("thử", "docx", tuple(made))


def only_table(*blocks: str | list[list[str]]) -> AnnexTable:
    [table] = read_annex_tables(paper_of(*blocks))
    return table


def three_words(text: str) -> str:
    return " ".join(re.findall(r"[^\W_]+", text)[:3])


def labels(name: str) -> list[list[str]]:
    lines = (LABELS / name).read_text(encoding="utf-8").splitlines()
    return [[field.strip() for field in line.split("|")] for line in lines]


def target_label(row: AnnexRow) -> list[str]:
    if row.section:
        return [f"group {row.number}", three_words(row.name)]
    value = row.result if len(row.result) < 25 else f"{three_words(row.result)} …"
    return [row.number, three_words(row.indicator), row.unit, value, row.agency, row.values[0].horizon]


def task_label(row: AnnexRow) -> list[str]:
    if row.section:
        return [f"group {row.number}", three_words(row.name)]
    units = str(len(row.support_units))
    due = short_deadline(row.deadline)
    return [row.number, three_words(row.task), row.lead_unit, units, three_words(row.deliverable), due]


def short_deadline(deadline: Deadline | None) -> str:
    if deadline is None:
        return "-"
    if deadline.kind in {DeadlineKind.SPAN, DeadlineKind.OPEN}:
        return f"{deadline.start}..{deadline.due or ''}"
    return deadline.due or deadline.kind.value


@pytest.mark.shared
@pytest.mark.parametrize(
    ("file", "kind", "label", "own"),
    [
        ("NQ03-NQ-CP_PL1_chi-tieu.md", TableKind.TARGETS, "annex_1.txt", target_label),
        ("NQ03-NQ-CP_PL2_nhiem-vu.md", TableKind.TASKS, "annex_2.txt", task_label),
    ],
)
def test_every_row_of_the_resolution_s_annexes(
    file: str, kind: TableKind, label: str, own: Callable[[AnnexRow], list[str]]
) -> None:
    [table] = read_annex_tables(read_file(shared_data("policies", file)))
    assert table.kind is kind
    assert [own(row) for row in table.rows] == labels(label)


@pytest.mark.shared
def test_titles_and_counts_of_the_resolution_s_annexes() -> None:
    tables = [
        table
        for file in ("NQ03-NQ-CP_PL1_chi-tieu.md", "NQ03-NQ-CP_PL2_nhiem-vu.md")
        for table in read_annex_tables(read_file(shared_data("policies", file)))
    ]
    assert [(table.annex, len(table.entries)) for table in tables] == [("I", 56), ("II", 140)]
    assert tables[0].title == "DANH MỤC CÁC CHỈ TIÊU CỤ THỂ"


def test_targets_with_a_column_for_each_year_under_a_spanning_heading() -> None:
    table = only_table(
        "PHỤ LỤC 2",
        "Các chỉ tiêu chủ yếu",
        [
            ["STT", "Tên chỉ tiêu", "ĐVT", "Hiện trạng 2024", "Mục tiêu", "", "Đơn vị theo dõi"],
            ["", "", "", "", "Năm 2025", "Năm 2030", ""],
            ["(1)", "(2)", "(3)", "(4)", "(5)", "(6)", "(7)"],
            ["1", "Hồ sơ công việc xử lý điện tử", "%", "75", "90", "100", "Văn phòng Bộ"],
        ],
    )
    assert table.kind is TableKind.TARGETS
    assert [column.key for column in table.columns] == [
        "number", "indicator", "unit", "baseline", "result:2025", "result:2030", "agency",
    ]  # fmt: skip
    [row] = table.rows
    assert [(value.horizon, value.text) for value in row.values] == [("2025", "90"), ("2030", "100")]
    assert (row.number, row.unit, row.agency, row.line) == ("1", "%", "Văn phòng Bộ", 6)
    assert (table.annex, table.title) == ("2", "Các chỉ tiêu chủ yếu")


def test_merged_cells_of_a_word_table() -> None:
    document = Document()
    document.add_paragraph("PHỤ LỤC III")
    document.add_paragraph("CÁC CHỈ TIÊU CHỦ YẾU")
    table = document.add_table(rows=5, cols=6)
    for (row, column), text in {
        (0, 0): "TT", (0, 1): "Chỉ tiêu", (0, 2): "Đơn vị tính", (0, 3): "Mục tiêu", (0, 5): "Cơ quan chủ trì",
        (1, 3): "2027", (1, 4): "2030",
        (2, 0): "I. Chính phủ số",
        (3, 0): "1", (3, 1): "Hồ sơ trực tuyến", (3, 2): "%", (3, 3): "≥ 70", (3, 4): "≥ 90", (3, 5): "Cục A",
        (4, 0): "2", (4, 1): "Nền tảng dùng chung", (4, 2): "nền tảng", (4, 3): "2", (4, 4): "5", (4, 5): "Cục B",
    }.items():  # fmt: skip
        table.cell(row, column).text = text
    for first, last in (((0, 0), (1, 0)), ((0, 1), (1, 1)), ((0, 2), (1, 2)), ((0, 3), (0, 4)), ((0, 5), (1, 5))):
        table.cell(*first).merge(table.cell(*last))
    table.cell(2, 0).merge(table.cell(2, 5))
    stream = BytesIO()
    document.save(stream)

    [read] = read_annex_tables(read_bytes(stream.getvalue(), name="kế hoạch.docx"))

    assert (read.kind, read.annex, read.title) == (TableKind.TARGETS, "III", "CÁC CHỈ TIÊU CHỦ YẾU")
    assert [(row.number, row.name, row.section, row.groups) for row in read.rows] == [
        ("I", "Chính phủ số", True, ()),
        ("1", "Hồ sơ trực tuyến", False, ("Chính phủ số",)),
        ("2", "Nền tảng dùng chung", False, ("Chính phủ số",)),
    ]
    assert [(value.horizon, value.text) for value in read.rows[1].values] == [("2027", "≥ 70"), ("2030", "≥ 90")]
    assert [row.agency for row in read.entries] == ["Cục A", "Cục B"]


def test_tasks_under_other_names_in_another_order() -> None:
    table = only_table(
        [
            ["Nội dung công việc", "Sản phẩm", "Thời hạn", "Đơn vị chủ trì", "Đơn vị phối hợp", "Ghi chú"],
            ["1. Ban hành quy chế dữ liệu", "Quyết định", "Quý III/2026", "Cục A", "Cục B, Phòng C", ""],
        ],
    )
    assert table.kind is TableKind.TASKS
    [row] = table.rows
    assert (row.number, row.task, row.lead_unit) == ("1", "Ban hành quy chế dữ liệu", "Cục A")
    assert row.support_units == ("Cục B", "Phòng C")
    assert (row.deliverable, row.deadline) == (
        "Quyết định",
        Deadline("Quý III/2026", DeadlineKind.MONTH, due="2026-09"),
    )


def test_two_level_heading_of_agencies() -> None:
    table = only_table(
        [
            ["TT", "Nhiệm vụ", "Cơ quan thực hiện", "", "Tiến độ hoàn thành", "Kết quả đầu ra"],
            ["", "", "Chủ trì", "Phối hợp", "", ""],
            ["1", "Xây dựng cổng dữ liệu", "Sở A", "Các sở, ngành", "12/2026", "Cổng dữ liệu"],
        ],
    )
    assert [column.key for column in table.columns] == [
        "number", "task", "lead_unit", "support_units", "deadline", "deliverable",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("headings", "kind", "keys"),
    [
        (
            "STT | Mục tiêu | Chỉ tiêu | ĐVT | Thực hiện năm 2024 | 2025 | 2030 | Cơ quan theo dõi",
            TableKind.TARGETS,
            "number | Mục tiêu | indicator | unit | baseline | result:2025 | result:2030 | agency",
        ),
        (
            "TT | Chỉ tiêu | Mục tiêu | Đơn vị chủ trì",
            TableKind.TARGETS,
            "number | indicator | result | agency",
        ),
        (
            "TT | Mục tiêu cụ thể | Đơn vị tính | Chỉ tiêu đến 2030 | Đơn vị chịu trách nhiệm",
            TableKind.TARGETS,
            "number | indicator | unit | result | agency",
        ),
        (
            "TT | Nội dung | ĐVT | Giai đoạn 2026-2028 | Giai đoạn 2029-2030",
            TableKind.TARGETS,
            "number | indicator | unit | result:2028 | result:2030",
        ),
        (
            "TT | Nhiệm vụ, giải pháp | Đơn vị thực hiện | Đơn vị phối hợp | Tiến độ | Kết quả đầu ra",
            TableKind.TASKS,
            "number | task | lead_unit | support_units | deadline | deliverable",
        ),
        (
            "Nhóm nhiệm vụ | Tên đề án, nhiệm vụ | Chủ trì | Phối hợp | Cấp trình | Thời hạn trình | Kinh phí",
            TableKind.TASKS,
            "task | Tên đề án, nhiệm vụ | lead_unit | support_units | authority | deadline | budget",
        ),
        ("Nhiệm vụ | Đơn vị | Thời gian", TableKind.TASKS, "task | lead_unit | deadline"),
        (
            "STT | Nội dung | ĐVT | Số lượng | Đơn giá | Thành tiền",
            TableKind.OTHER,
            "number | task | unit | Số lượng | Đơn giá | Thành tiền",
        ),
        (
            "STT | Tiêu đề hồ sơ | Thời hạn bảo quản | Người lập hồ sơ | Ghi chú",
            TableKind.OTHER,
            "number | Tiêu đề hồ sơ | Thời hạn bảo quản | Người lập hồ sơ | note",
        ),
    ],
)
def test_headings_of_other_ministries(headings: str, kind: TableKind, keys: str) -> None:
    named = headings.split(" | ")
    table = only_table([named, ["1", *("x" for _ in named[1:])]])
    assert (table.kind, [column.key for column in table.columns]) == (kind, keys.split(" | "))


def test_a_table_over_pages_is_one_table() -> None:
    heading = ["TT", "Nhiệm vụ", "Cơ quan chủ trì", "Thời gian hoàn thành"]
    table = only_table(
        "PHỤ LỤC",
        "Danh mục nhiệm vụ",
        [
            heading,
            ["1", "Rà soát", "Vụ A", "2026"],
            ["2", "Xây dựng hệ thống dùng chung và", "Vụ B", "6/2026"],
        ],
        [heading, ["", "đưa vào khai thác", "", ""], ["3", "Đánh giá", "Vụ C", "2027"]],
        [["4", "Tổng kết", "Vụ D", "2028"]],
    )
    assert [row.number for row in table.rows] == ["1", "2", "3", "4"]
    assert table.rows[1].task == "Xây dựng hệ thống dùng chung và\nđưa vào khai thác"


def test_groups_give_their_year_and_name_to_the_rows_beneath() -> None:
    table = only_table(
        [
            ["TT", "Mục tiêu cụ thể", "Đơn vị tính", "Giá trị"],
            ["A. ĐẾN NĂM 2030", "", "", ""],
            ["I", "Chính quyền số", "", ""],
            ["1", "Dịch vụ công trực tuyến", "", ""],
            ["1.1", "Toàn trình", "%", "80"],
            ["", "Một phần", "%", "100"],
            ["2", "Hồ sơ điện tử", "%", "90"],
            ["", "**Kinh tế số**", "", ""],
            ["3", "Quy mô", "% GRDP", "30"],
            ["B. ĐẾN NĂM 2045", "", "", ""],
            ["4", "Quy mô", "% GRDP", "50"],
        ],
    )
    rows = [(row.number, row.section, row.groups, row.parent, row.horizon) for row in table.rows]
    year, state, online = "ĐẾN NĂM 2030", "Chính quyền số", "Dịch vụ công trực tuyến"
    assert rows == [
        ("A", True, (), "", "2030"),
        ("I", True, (year,), "", "2030"),
        ("1", True, (year, state), "", "2030"),
        ("1.1", False, (year, state, online), "1", "2030"),
        ("", False, (year, state, online), "1.1", "2030"),
        ("2", False, (year, state), "", "2030"),
        ("", True, (year, state), "", "2030"),
        ("3", False, (year, state, "Kinh tế số"), "", "2030"),
        ("B", True, (), "", "2045"),
        ("4", False, ("ĐẾN NĂM 2045",), "", "2045"),
    ]


def test_rows_of_a_table_of_another_kind_stay_apart() -> None:
    table = only_table([["STT", "Kiểu", "Độ dài"], ["1", "Chuỗi", "13"], ["2", "Số", "4"], ["", "Ngày", "8"]])
    assert [(row.number, row.cells) for row in table.rows] == [
        ("1", {"Kiểu": "Chuỗi", "Độ dài": "13"}),
        ("2", {"Kiểu": "Số", "Độ dài": "4"}),
        ("", {"Kiểu": "Ngày", "Độ dài": "8"}),
    ]


def test_a_row_that_reads_like_a_heading_stays_a_row() -> None:
    table = only_table(
        [
            ["Nhiệm vụ", "Chủ trì", "Sản phẩm", "Thời hạn"],
            ["Xây dựng Đề án giám sát tiến độ", "Cơ quan đầu mối", "Kế hoạch", "2025"],
        ],
    )
    assert [row.task for row in table.rows] == ["Xây dựng Đề án giám sát tiến độ"]


def test_a_deliverable_over_several_rows_joins_the_task_above() -> None:
    table = only_table(
        [
            ["TT", "Nhiệm vụ", "Chủ trì", "Sản phẩm", "Thời hạn"],
            ["1", "Xây dựng đề án", "Vụ A", "Tờ trình", "3/2026"],
            ["", "", "", "Đề án", ""],
        ],
    )
    [row] = table.rows
    assert row.deliverable == "Tờ trình\nĐề án"


def test_layout_tables_are_not_annex_tables() -> None:
    title = [
        ["CHÍNH PHỦ", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"],
        ["Số: 01/NQ-CP", "Hà Nội, ngày 01 tháng 01 năm 2026"],
    ]
    signatures = [["Nơi nhận:\n- Như trên;\n- Lưu: VT.", "TM. CHÍNH PHỦ\nTHỦ TƯỚNG"]]
    assert read_annex_tables(paper_of(title, "NGHỊ QUYẾT", signatures)) == []


@pytest.mark.parametrize(
    ("written", "kind", "due", "start"),
    [
        ("6/2025", DeadlineKind.MONTH, "2025-06", None),
        ("Tháng 10/2025", DeadlineKind.MONTH, "2025-10", None),
        ("tháng 5 năm 2026", DeadlineKind.MONTH, "2026-05", None),
        ("Quý II/2025", DeadlineKind.MONTH, "2025-06", None),
        ("Quý IV năm 2026", DeadlineKind.MONTH, "2026-12", None),
        ("6 tháng đầu năm 2026", DeadlineKind.MONTH, "2026-06", None),
        ("Trước 15/6/2025", DeadlineKind.DAY, "2025-06-15", None),
        ("ngày 30 tháng 11 năm 2025", DeadlineKind.DAY, "2025-11-30", None),
        ("Năm 2028", DeadlineKind.YEAR, "2028", None),
        ("2025 - 2026", DeadlineKind.SPAN, "2026", "2025"),
        ("Giai đoạn 2026–2030", DeadlineKind.SPAN, "2030", "2026"),
        ("3-6/2026", DeadlineKind.SPAN, "2026-06", "2026-03"),
        ("2025 và những năm tiếp theo", DeadlineKind.OPEN, None, "2025"),
        ("Từ năm 2026 trở đi", DeadlineKind.OPEN, None, "2026"),
        ("Hằng năm", DeadlineKind.YEARLY, None, None),
        ("hàng quý", DeadlineKind.YEARLY, None, None),
        ("Nhiệm vụ thường xuyên", DeadlineKind.CONTINUOUS, None, None),
        ("Thường xuyên, đến năm 2030", DeadlineKind.CONTINUOUS, "2030", None),
        ("Sau khi Luật được ban hành", DeadlineKind.TEXT, None, None),
    ],
)
def test_deadlines(written: str, kind: DeadlineKind, due: str | None, start: str | None) -> None:
    assert read_deadline(written) == Deadline(written, kind, due, start)


@pytest.mark.parametrize("written", ["", " ", "-", "…"])
def test_an_empty_deadline_is_none(written: str) -> None:
    assert read_deadline(written) is None


@pytest.mark.parametrize(
    ("cell", "units"),
    [
        (
            "Bộ Văn hóa, Thể thao và Du lịch, các bộ, ngành",
            ("Bộ Văn hóa, Thể thao và Du lịch", "các bộ, ngành"),
        ),
        ("Sở Y tế các tỉnh, thành phố", ("Sở Y tế các tỉnh, thành phố",)),
        (
            "các bộ, cơ quan ngang bộ và tổ chức liên quan, UBND các tỉnh, thành phố",
            ("các bộ, cơ quan ngang bộ và tổ chức liên quan", "UBND các tỉnh, thành phố"),
        ),
        (
            "Bộ A, HĐND và UBND các tỉnh, thành phố trực thuộc trung ương",
            ("Bộ A", "HĐND và UBND các tỉnh, thành phố trực thuộc trung ương"),
        ),
        ("UBND, các bộ, ngành; thành phố B", ("UBND", "các bộ, ngành", "thành phố B")),
        ("VTV, VOV, TTXVN, các địa phương", ("VTV", "VOV", "TTXVN", "các địa phương")),
        ("Bộ A; các bộ, ngành, địa phương", ("Bộ A", "các bộ, ngành, địa phương")),
        ("Bộ Khoa học và Công nghệ và các địa phương", ("Bộ Khoa học và Công nghệ", "các địa phương")),
        ("- Vụ Pháp chế\n- Văn phòng Bộ", ("Vụ Pháp chế", "Văn phòng Bộ")),
        ("các địa phương Bắc Ninh, An Giang", ("các địa phương Bắc Ninh, An Giang",)),
        ("", ()),
    ],
)
def test_agencies_of_a_cell(cell: str, units: tuple[str, ...]) -> None:
    assert split_units(cell) == units
