"""PDF papers: printed lines become paragraphs again, and what stands side by side is told apart."""

import random

import pytest
import typst

from dongbo.engines.papers import Line, Paper, read_bytes, read_file
from tests.shared import shared_data

BODY = """
#set page(paper: "a4", margin: (top: 20mm, bottom: 20mm, left: 30mm, right: 15mm), numbering: "1")
#set text(size: 14pt, lang: "vi")
#set par(justify: true, first-line-indent: (amount: 1.27cm, all: true), leading: 0.65em, spacing: 1.1em)
"""
HEAD = """
#set par(justify: false)
#set text(size: 12pt)
#grid(columns: (2fr, 3fr), column-gutter: 4mm, align: center,
  [BỘ CÔNG AN \\ *CỤC CÔNG NGHỆ THÔNG TIN* \\ #v(4pt) Số: 12/KH-A05],
  [*CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM* \\ *Độc lập - Tự do - Hạnh phúc* \\ _Hà Nội, ngày 05 tháng 02 năm 2026_])
#set text(size: 14pt)
#align(center)[*KẾ HOẠCH* \\ *Chuyển đổi số năm 2026*]
"""
LONG = (
    "Đẩy mạnh ứng dụng công nghệ thông tin trong hoạt động của các đơn vị, bảo đảm dữ liệu được kết nối, "
    "chia sẻ thông suốt giữa các cấp theo quy định tại khoản 2 Điều 12 Luật Chuyển đổi số; "
    "hoàn thành trước ngày 31 tháng 12 năm 2026"
)
FOOT = """
#v(12pt)
#grid(columns: (1fr, 1fr),
  [#set par(justify: false); #text(size: 12pt)[*_Nơi nhận:_*] \\
   #text(size: 11pt)[\\- Như trên; \\ \\- Các đơn vị thuộc Bộ; \\ \\- Lưu: VT, A05.]],
  align(center)[*KT. CỤC TRƯỞNG* \\ *PHÓ CỤC TRƯỞNG* #v(40pt) *Nguyễn Văn Mẫu*])
"""


def read(source: str) -> Paper:
    return read_bytes(typst.compile((BODY + source).encode()), name="ke-hoach.pdf")


def sides(paper: Paper) -> list[tuple[int, str]]:
    return [(line.column, line.text) for line in paper.lines]


def test_head_body_and_foot_of_an_official_paper() -> None:
    paper = read(f"{HEAD}\n#set par(justify: true)\n\n1\\. {LONG}.\n\na) {LONG};\n\n\\- {LONG}.\n{FOOT}")
    assert sides(paper) == [
        (1, "BỘ CÔNG AN"),
        (1, "CỤC CÔNG NGHỆ THÔNG TIN"),
        (1, "Số: 12/KH-A05"),
        (2, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
        (2, "Độc lập - Tự do - Hạnh phúc"),
        (2, "Hà Nội, ngày 05 tháng 02 năm 2026"),
        (0, "KẾ HOẠCH"),
        (0, "Chuyển đổi số năm 2026"),
        (0, f"1. {LONG}."),
        (0, f"a) {LONG};"),
        (0, f"- {LONG}."),
        (1, "Nơi nhận:"),
        (1, "- Như trên;"),
        (1, "- Các đơn vị thuộc Bộ;"),
        (1, "- Lưu: VT, A05."),
        (2, "KT. CỤC TRƯỞNG"),
        (2, "PHÓ CỤC TRƯỞNG"),
        (2, "Nguyễn Văn Mẫu"),
    ]
    assert [line.text for line in paper.lines if line.bold and line.centred and not line.column] == [
        "KẾ HOẠCH",
        "Chuyển đổi số năm 2026",
    ]


def test_short_names_level_with_the_motto_stay_in_their_own_column() -> None:
    head = (
        "#set text(size: 12pt)\n#grid(columns: (2fr, 3fr), align: center,"
        "[CHÍNH PHỦ], [*CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM*],"
        "[*BỘ THỬ*], [*Độc lập - Tự do - Hạnh phúc*], [Số: 05/QĐ-BT], [_Hà Nội, ngày 05 tháng 02 năm 2026_])\n"
        "#align(center)[*QUYẾT ĐỊNH*]"
    )
    assert sides(read(f"{head}\n\n{LONG}."))[:-1] == [
        (1, "CHÍNH PHỦ"),
        (1, "BỘ THỬ"),
        (1, "Số: 05/QĐ-BT"),
        (2, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
        (2, "Độc lập - Tự do - Hạnh phúc"),
        (2, "Hà Nội, ngày 05 tháng 02 năm 2026"),
        (0, "QUYẾT ĐỊNH"),
    ]


def varied(count: int) -> list[str]:
    """Return paragraphs of different length and words, as real ones are."""
    chance = random.Random(12)
    words = LONG.lower().split()
    return [
        " ".join(["Việc", *chance.choices(words, k=chance.randint(8, 70))]).rstrip(",;") + "." for _ in range(count)
    ]


def test_paragraphs_run_on_over_pages_and_page_numbers_go() -> None:
    wanted = [f"{number}. {text}" for number, text in enumerate(varied(60), start=1)]
    paper = read("\n\n".join(text.replace(". ", "\\. ", 1) for text in wanted))
    assert [line.text for line in paper.lines] == wanted
    assert {line.page for line in paper.lines} == {1, 2, 3, 4, 5}


def test_hanging_numbers_keep_their_paragraph_together() -> None:
    texts = varied(60)
    paper = read("\n".join(f"+ {text}" for text in texts))
    assert [line.text for line in paper.lines] == [f"{number}. {text}" for number, text in enumerate(texts, start=1)]


def test_a_running_head_is_kept_apart() -> None:
    texts = varied(60)
    paper = read("#set page(header: [Dự thảo lần 2 - trang #context counter(page).display()])\n" + "\n\n".join(texts))
    assert [line.text for line in paper.lines] == texts
    assert paper.margins[0] == "Dự thảo lần 2 - trang 1"


def test_a_ruled_table_over_two_pages_is_one_table() -> None:
    rows = "".join(
        f"[{number}], [Nhiệm vụ thứ {number}: xây dựng nền tảng dùng chung], [Bộ Công an], [12/2026],"
        for number in range(1, 61)
    )
    paper = read(
        "Danh mục nhiệm vụ:\n\n#table(columns: (auto, 1fr, auto, auto),"
        f" table.header([TT], [Nhiệm vụ], [Chủ trì], [Thời hạn]), {rows})\n\nHết danh mục."
    )
    assert [line.text for line in paper.lines] == ["Danh mục nhiệm vụ:", "Hết danh mục."]
    (table,) = paper.tables
    assert table.rows == (
        ("TT", "Nhiệm vụ", "Chủ trì", "Thời hạn"),
        *(
            (str(number), f"Nhiệm vụ thứ {number}: xây dựng nền tảng dùng chung", "Bộ Công an", "12/2026")
            for number in range(1, 61)
        ),
    )


def test_cells_merged_down_and_across_hold_their_text_once() -> None:
    paper = read(
        "#table(columns: (3cm, 3cm, 3cm), table.cell(colspan: 2)[Chỉ tiêu], [2030],"
        "table.cell(rowspan: 2)[Kinh tế số], [GDP], [30%], [Doanh nghiệp], [50%])"
    )
    assert paper.tables[0].rows == (("Chỉ tiêu", "", "2030"), ("Kinh tế số", "GDP", "30%"), ("", "Doanh nghiệp", "50%"))


@pytest.mark.shared
@pytest.mark.parametrize("number", range(6))
def test_the_pages_in_official_layout_give_head_and_signature(number: int) -> None:
    paper = read_file(shared_data("ocr", "pdf", f"d0{number}.pdf"))
    nation = [line for line in paper.lines if line.text == "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"]
    assert [(line.column, line.bold, line.page) for line in nation] == [(2, True, 1)]
    assert isinstance(paper.blocks[0], Line)
    assert paper.blocks[0].column == 1
    assert [line.column for line in paper.lines[-2:]] == [2, 2]
    assert not [line for line in paper.lines if line.text.isdigit()]
