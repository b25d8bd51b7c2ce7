"""A form to be filled in, and what a unit does to one with openpyxl or by editing its WordprocessingML."""

import io
import zipfile
from collections.abc import Callable, Sequence
from typing import Any

from lxml import etree
from openpyxl import Workbook, load_workbook

from dongbo.engines.decree30.wordml import run, w
from dongbo.engines.opinion_forms import FilledForm, FormFor, FormKeys, FormProvision, read_form
from dongbo.engines.opinion_forms.word_reading import MAIN, W, cells_of, open_body, rows_of

PROVISIONS = (
    FormProvision("dieu:5", "Điều 5", "Mục tiêu cụ thể\nĐến năm 2030 đạt các mục tiêu sau"),
    FormProvision("dieu:5/khoan:1", "Khoản 1 Điều 5", "100% hồ sơ công việc được xử lý trên môi trường mạng."),
    FormProvision("dieu:5/khoan:2", "Khoản 2 Điều 5", "Tỷ lệ cán bộ được tập huấn đạt trên 80%, bao gồm:"),
    FormProvision("dieu:5/khoan:2/diem:a", "Điểm a khoản 2 Điều 5", "Cán bộ chuyên trách công nghệ thông tin;"),
    FormProvision("dieu:6", "Điều 6", "Kinh phí thực hiện"),
    FormProvision("dieu:6/khoan:2", "Khoản 2 Điều 6", "Kinh phí chi thường xuyên do đơn vị bảo đảm."),
)
QUESTIONS = ("Thời hạn ở Điều 5 có khả thi không?", "Đơn vị có đề xuất thêm nhiệm vụ nào không?")
FORM = FormFor(
    token="PYK-7Q2M-91XD",
    round_name="Lấy ý kiến lần 1",
    version_label="Dự thảo 2",
    document_subject="Kế hoạch chuyển đổi số năm 2027",
    unit_name="Phòng Tham mưu",
    unit_code="G01.02.003",
    deadline="15/12/2026",
    questions=QUESTIONS,
    provisions=PROVISIONS,
    version_key="5b0e7c1a-2f",
    round_key="a91c-44",
)

Written = tuple[str, str, str, str, str]
"""Place, kind, quote, opinion, proposed wording."""

GOOD: tuple[Written, ...] = (
    ("Khoản 2 Điều 5", "nội dung", "trên 80%", "Tỷ lệ này quá thấp so với Nghị quyết.\nCần nâng lên.", "trên 90%"),
    ("k2 Đ6", "kỹ thuật", "", "Nên nêu rõ nguồn kinh phí", ""),
    ("Toàn bộ dự thảo", "", "", "Bố cục hợp lý", ""),
    ("điểm a khoản 2 điều 5", "Câu chữ", "“chuyên trách công nghệ thông tin”", "Dùng từ thống nhất", "chuyên trách"),
)
BAD: tuple[tuple[Written, str], ...] = (
    (("Điều 9", "nội dung", "", "Bỏ điều này", ""), "unknown-place"),
    (("Khoản 2", "nội dung", "", "Viết lại", ""), "ambiguous-place"),
    (("Điều 5, Điều 6", "nội dung", "", "Gộp hai điều", ""), "several-places"),
    (("", "nội dung", "", "Không rõ ở đâu", ""), "no-place"),
    (("Điều 5", "quan trọng", "", "Loại lạ", ""), "unknown-kind"),
    (("Điều 6", "nội dung", "", "", "Kinh phí do ngân sách bảo đảm"), "proposal-without-text"),
    (("Điều 6", "nội dung", "Kinh phí thực hiện", "", ""), "no-text"),
    (("Điều 6", "nội dung", "môi trường mạng", "Đoạn trích ở nơi khác", ""), "quote-not-there"),
)


def provisions_of(keys: FormKeys) -> Sequence[FormProvision]:
    """What the caller of `read_form` does: look the form up, and give the provisions of its version."""
    assert keys.token == FORM.token
    return PROVISIONS


def read(data: bytes, name: str = "phieu.xlsx") -> FilledForm:
    """Read a form made of FORM."""
    return read_form(data, name, provisions_of=provisions_of)


def written(form: FilledForm) -> list[Written]:
    """Everything written as opinions, good or bad, each once, in the order of the file."""
    rows = {row.place_in_file: row for row in form.rows}
    rows |= {finding.where: finding.row for finding in form.findings if finding.row is not None}
    ordered = sorted(rows.values(), key=lambda row: (len(row.place_in_file), row.place_in_file))
    return [(row.label_as_written, row.kind_as_written, row.quote, row.text, row.proposed) for row in ordered]


def codes(form: FilledForm) -> dict[str, str]:
    """The code of the finding at each place."""
    return {finding.where: finding.code for finding in form.findings}


def changed(data: bytes, change: Callable[[Workbook], None]) -> bytes:
    """Open a workbook with openpyxl, change it, and save it."""
    book = load_workbook(io.BytesIO(data), rich_text=True)
    change(book)
    held = io.BytesIO()
    book.save(held)
    return held.getvalue()


def fill(rows: Sequence[Written], *, first: int = 2) -> Callable[[Workbook], None]:
    """Type opinions into the sheet of opinions, as text, from row `first` on."""

    def change(book: Workbook) -> None:
        sheet: Any = book["Ý kiến"]
        for number, row in enumerate(rows, start=first):
            for column, text in enumerate(row, start=2):
                if text:
                    cell = sheet.cell(number, column)
                    cell.value = text
                    cell.data_type = "s"

    return change


def choose(label: str, *answers: str) -> Callable[[Workbook], None]:
    """Choose the answer to the whole, and answer the questions."""

    def change(book: Workbook) -> None:
        sheet: Any = book["Trả lời"]
        for row in sheet.iter_rows():
            if row[0].value == "Trả lời chung":
                row[1].value = label
                for offset, answer in enumerate(answers, start=3):
                    sheet.cell(row[0].row + offset, 3).value = answer

    return change


def with_part(data: bytes, part: str, content: bytes) -> bytes:
    """Return the file with one part put in or replaced."""
    held = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as new:
        for info in old.infolist():
            if info.filename != part:
                new.writestr(info, old.read(info))
        new.writestr(part, content)
    return held.getvalue()


def edited(data: bytes, change: Callable[[Any], None]) -> bytes:
    """Change the body of a Word file."""
    _, body = open_body(data, name="a.docx")
    change(body)
    return with_part(data, MAIN, etree.tostring(body.getroottree(), xml_declaration=True, encoding="UTF-8"))


def opinion_rows(body: Any) -> list[Any]:
    """The rows of the table of opinions of a Word form, its headings first."""
    tables = [table for table in body.iter(f"{W}tbl") if "Trích nguyên văn" in "".join(table.itertext())]
    return list(rows_of(tables[0]))


def set_cell(cell: Any, text: str) -> None:
    """Type into a cell of Word, what stood there kept before it."""
    cell.findall(f"{W}p")[-1].append(run(text))


def fill_word(rows: Sequence[Written]) -> Callable[[Any], None]:
    """Type opinions into the table of opinions, rows added where there are too few."""

    def change(body: Any) -> None:
        table_rows = opinion_rows(body)
        table = table_rows[0].getparent()
        for number, row in enumerate(rows, start=1):
            if number >= len(table_rows):
                table_rows.append(w("tr", *(w("tc", w("p")) for _ in range(6))))
                table.append(table_rows[-1])
            for cell, text in zip(list(cells_of(table_rows[number]))[1:], row, strict=True):
                if text:
                    set_cell(cell, text)

    return change
