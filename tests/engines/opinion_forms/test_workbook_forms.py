"""Excel forms filled in with openpyxl: nothing lost, bad rows told, the same file returned with them marked."""

import io
from collections.abc import Sequence
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.comments import Comment

from dongbo.engines.opinion_forms import (
    WHOLE,
    Answer,
    FilledForm,
    FormKeys,
    FormProvision,
    QuestionAnswer,
    RowFinding,
    read_form,
    write_back,
    write_xlsx,
)
from tests.engines.opinion_forms.forms import (
    BAD,
    FORM,
    GOOD,
    QUESTIONS,
    Written,
    changed,
    choose,
    codes,
    fill,
    read,
    written,
)

BLANK = write_xlsx(FORM)
ALL = [*GOOD, *(row for row, _ in BAD)]


def filled(rows: Sequence[Written]) -> bytes:
    return changed(BLANK, fill(rows))


def with_sheet(data: bytes, change: Any) -> FilledForm:
    return read(changed(data, lambda book: change(book["Ý kiến"])))


def test_an_empty_form_says_whose_it_is_and_holds_nothing() -> None:
    form = read(BLANK)
    assert form.keys == FORM.keys
    assert (form.token, form.round_key, form.version_key, form.unit_code) == (
        FORM.token, FORM.round_key, FORM.version_key, FORM.unit_code,
    )  # fmt: skip
    assert (form.answer, form.question_answers, form.rows, form.findings) == (None, (), (), ())


def test_the_form_prints_its_code_and_offers_lists() -> None:
    book: Any = load_workbook(io.BytesIO(BLANK))
    shown = {row[0].value: row[1].value for row in book["Trả lời"].iter_rows(max_row=12, max_col=2)}
    assert (shown["Mã biểu"], shown["Đơn vị"], shown["Hạn trả lời"]) == (FORM.token, FORM.unit_name, FORM.deadline)
    assert [sheet.title for sheet in book if sheet.sheet_state == "visible"] == [
        "Trả lời", "Ý kiến", "Dự thảo", "Hướng dẫn",
    ]  # fmt: skip
    assert FORM.token in book.properties.keywords
    assert book.custom_doc_props["MaBieu"].value == FORM.token
    lists = {choice.formula1: str(choice.sqref) for choice in book["Ý kiến"].data_validations.dataValidation}
    assert lists == {"'Dự thảo'!$A$2:$A$8": "B2:B2000", "bieu_loai": "C2:C2000"}
    assert [cell.value for cell in book["Dự thảo"][4]] == [
        "Khoản 1 Điều 5", "100% hồ sơ công việc được xử lý trên môi trường mạng.", "dieu:5/khoan:1",
    ]  # fmt: skip


def test_answers_and_good_rows() -> None:
    form = read(changed(filled(GOOD), choose("Nhất trí, có ý kiến", "Có, nếu đủ kinh phí", "Không")))
    assert form.answer is Answer.AGREES_WITH_OPINIONS
    assert form.question_answers == (
        QuestionAnswer(1, QUESTIONS[0], "Có, nếu đủ kinh phí"),
        QuestionAnswer(2, QUESTIONS[1], "Không"),
    )
    assert written(form) == list(GOOD)
    assert [row.path for row in form.rows] == ["dieu:5/khoan:2", "dieu:6/khoan:2", WHOLE, "dieu:5/khoan:2/diem:a"]
    assert [row.kind for row in form.rows] == ["substance", "technique", "substance", "wording"]
    assert form.findings == ()


@pytest.mark.parametrize(
    ("typed", "answer"), [("đồng ý", Answer.AGREES), ("KHÔNG NHẤT TRÍ", Answer.DISAGREES), ("Để xem", None)]
)
def test_an_answer_typed_by_hand(typed: str, answer: Answer | None) -> None:
    form = read(changed(BLANK, choose(typed)))
    assert form.answer == answer
    assert [(finding.code, finding.written) for finding in form.findings] == (
        [] if answer else [("unknown-answer", typed)]
    )


def test_bad_rows_keep_everything_and_good_rows_are_kept() -> None:
    form = read(filled(ALL))
    assert written(form) == ALL
    assert len(form.rows) == len(GOOD)
    assert codes(form) == {f"Ý kiến!{number}": code for number, (_, code) in enumerate(BAD, start=2 + len(GOOD))}
    ambiguous = next(finding for finding in form.findings if finding.code == "ambiguous-place")
    assert "«Khoản 2 Điều 5», «Khoản 2 Điều 6»" in ambiguous.message
    elsewhere = next(finding for finding in form.findings if finding.code == "quote-not-there")
    assert "«Khoản 1 Điều 5»" in elsewhere.message


def test_a_row_may_have_several_faults_and_a_finding_is_stored_whole() -> None:
    form = read(filled([("Điều 9", "lạ", "", "", "Sửa thế này")]))
    assert [finding.code for finding in form.findings] == ["unknown-place", "unknown-kind", "proposal-without-text"]
    stored: Any = form.findings[0].as_json()
    assert (stored["where"], stored["code"], stored["row"]["proposed"]) == ("Ý kiến!2", "unknown-place", "Sửa thế này")


def test_rows_added_removed_and_empty_rows_between() -> None:
    def change(sheet: Any) -> None:
        sheet.insert_rows(3, 4)
        sheet.delete_rows(2)
        for column, text in enumerate(GOOD[0], start=2):
            sheet.cell(1_900, column).value = text or None

    form = with_sheet(filled(GOOD), change)
    assert written(form) == [*GOOD[1:], GOOD[0]]
    assert [row.code for row in form.rows] == ["2", "3", "4", ""]
    assert form.rows[-1].place_in_file == "Ý kiến!1900"


def test_rows_sorted_columns_reordered_and_headings_changed() -> None:
    def change(sheet: Any) -> None:
        rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=1, max_row=101)]
        rows[1:] = sorted(rows[1:], key=lambda row: str(row[1]))
        rows[0] = [
            "STT",
            "Vị trí (điều, khoản)",
            "Loại",
            "Trích nguyên văn *",
            "Nội dung góp ý",
            "Đề nghị sửa",
            "Mã dòng",
        ]
        for number, row in enumerate(rows, start=1):
            for column, place in enumerate((4, 6, 1, 5, 0, 3, 2), start=1):
                sheet.cell(number, column).value = row[place]

    form = with_sheet(filled(ALL), change)
    assert sorted(written(form)) == sorted(ALL)
    assert {row.code: row.path for row in form.rows} == {
        "1": "dieu:5/khoan:2", "2": "dieu:6/khoan:2", "3": WHOLE, "4": "dieu:5/khoan:2/diem:a",
    }  # fmt: skip


def test_merged_cells_are_spread_over_the_rows_they_cover() -> None:
    rows = [("Điều 5", "nội dung", "", "Một", ""), ("", "", "", "Hai", "x"), ("", "", "", "", "")]
    form = with_sheet(filled(rows), lambda sheet: [sheet.merge_cells(cells) for cells in ("B2:B4", "C2:C3")])
    assert [(row.path, row.kind, row.text) for row in form.rows] == [
        ("dieu:5", "substance", "Một"), ("dieu:5", "substance", "Hai"),
    ]  # fmt: skip
    assert form.findings == ()


def test_a_row_merged_across_comes_back_with_its_text() -> None:
    form = with_sheet(
        filled([("Các ý kiến về kinh phí", "", "", "", ""), GOOD[0]]), lambda sheet: sheet.merge_cells("B2:F2")
    )
    assert written(form) == [("Các ý kiến về kinh phí", "", "", "", ""), GOOD[0]]
    assert {finding.where for finding in form.findings} == {"Ý kiến!2"}


def test_numbers_rich_text_comments_own_columns_and_formulas() -> None:
    def change(sheet: Any) -> None:
        sheet["B2"], sheet["D2"], sheet["E2"] = (
            5,
            None,
            CellRichText("Cần ", TextBlock(InlineFont(b=True), "nâng"), " lên"),
        )
        sheet["B3"], sheet["E3"], sheet["F3"] = 5.2, 2030, True
        sheet["E2"].comment = Comment("Hỏi lại anh B", "A")
        sheet["I1"], sheet["I2"] = "Ghi chú", "Ưu tiên"
        sheet["B4"], sheet["E4"] = "Điều 6", "=1+1"

    form = with_sheet(BLANK, change)
    assert [(row.path, row.text, row.proposed) for row in form.rows] == [
        ("dieu:5", "Cần nâng lên", ""), ("dieu:5/khoan:2", "2030", "Có"),
    ]  # fmt: skip
    assert form.rows[0].others == (("Ghi chú", "Ưu tiên"), ("Ghi chú của ô", "Hỏi lại anh B"))
    assert [(finding.code, finding.row and finding.row.text) for finding in form.findings] == [("formula", "=1+1")]


def test_a_copied_row_keeps_its_words_and_leaves_the_code_to_the_first() -> None:
    def change(sheet: Any) -> None:
        for column in range(1, 8):
            sheet.cell(3, column).value = sheet.cell(2, column).value

    form = with_sheet(filled(GOOD[:1]), change)
    assert written(form) == [GOOD[0], GOOD[0]]
    assert [row.code for row in form.rows] == ["1", ""]


def test_a_thousand_rows() -> None:
    rows = [(*ALL[number % len(ALL)][:3], f"Ý kiến {number}", "") for number in range(1_000)]
    form = read(filled(rows))
    assert written(form) == rows
    bad_places = ("unknown-place", "ambiguous-place", "several-places", "no-place", "unknown-kind", "quote-not-there")
    bad = [number for number in range(1_000) if number % len(ALL) in _bad_at(bad_places)]
    assert {finding.where for finding in form.findings} == {f"Ý kiến!{number + 2}" for number in bad}
    back = read(write_back(filled(rows), "a.xlsx", form.findings))
    assert written(back) == rows
    assert sum(row.received for row in back.rows) == 1_000 - len(bad)


def _bad_at(wanted: Sequence[str]) -> set[int]:
    return {len(GOOD) + at for at, (_, code) in enumerate(BAD) if code in wanted}


def test_too_long_a_text_comes_back_whole() -> None:
    text = "x" * 100_001

    def change(book: Workbook) -> None:
        fill([("Điều 5", "", "", "ngắn", "")])(book)
        cell: Any = book["Ý kiến"]["E2"]
        cell._value = text  # openpyxl would cut it at the bound of Excel

    form = read(changed(BLANK, change))
    assert [(finding.code, finding.row and finding.row.text) for finding in form.findings] == [("too-long", text)]


def test_what_is_written_elsewhere_is_told_too() -> None:
    def change(book: Workbook) -> None:
        sheets: Any = book
        sheets["Trả lời"]["E20"] = "Đơn vị đề nghị họp trực tiếp"
        sheets["Dự thảo"]["B4"] = "90% hồ sơ công việc được xử lý trên môi trường mạng."
        sheets["Dự thảo"]["D5"] = "chỗ này chưa rõ"
        sheets.create_sheet("Sheet1")["A1"] = "Ý kiến của Đội 3"

    form = read(changed(filled(GOOD), change))
    assert [(finding.where, finding.code, finding.written) for finding in form.findings] == [
        ("Trả lời!20", "not-read", "Đơn vị đề nghị họp trực tiếp"),
        ("Sheet1!1", "not-read", "Ý kiến của Đội 3"),
        ("Dự thảo!4", "draft-edited", "90% hồ sơ công việc được xử lý trên môi trường mạng."),
        ("Dự thảo!5", "not-read", "chỗ này chưa rõ"),
    ]
    assert written(form) == list(GOOD)


def test_a_column_put_into_the_draft_does_not_hide_what_is_beside_it() -> None:
    def change(book: Workbook) -> None:
        sheet: Any = book["Dự thảo"]
        sheet.insert_cols(1)
        sheet["A3"], sheet["E5"] = 1, "chưa rõ"

    form = read(changed(BLANK, change))
    assert [(finding.where, finding.written) for finding in form.findings] == [
        ("Dự thảo!3", "1"), ("Dự thảo!5", "chưa rõ"),
    ]  # fmt: skip


def test_a_second_sheet_of_opinions_is_read_as_well() -> None:
    def change(book: Workbook) -> None:
        copy: Any = book.copy_worksheet(book["Ý kiến"])
        copy.title = "Đội 3"
        copy["E2"] = "Của Đội 3"

    form = read(changed(filled(GOOD[:1]), change))
    assert [(row.place_in_file, row.text) for row in form.rows] == [
        ("Ý kiến!2", GOOD[0][3]), ("Đội 3!2", "Của Đội 3"),
    ]  # fmt: skip


def test_the_returned_file_tells_what_was_taken_and_why_the_rest_was_not() -> None:
    data = changed(filled(ALL), choose("Để xem"))
    form = read(data)
    back = write_back(data, "phieu.xlsx", form.findings)
    sheet: Any = load_workbook(io.BytesIO(back))["Ý kiến"]
    assert sheet["H1"].value == "Vì sao chưa nhận"
    assert [sheet.cell(row, 8).value for row in range(2, 6)] == ["Đã nhận"] * 4
    assert [sheet.cell(row, 8).value for row in range(6, 14)] == [
        finding.message for finding in form.findings if finding.row is not None
    ]
    assert {sheet.cell(row, 5).fill.fgColor.rgb for row in range(2, 6)} == {"00DFF0D8"}
    assert {sheet.cell(row, 5).fill.fgColor.rgb for row in range(6, 14)} == {"00F8D7DA"}
    answer: Any = load_workbook(io.BytesIO(back))["Trả lời"]
    assert answer["C12"].value.startswith("Chưa nhận: Không rõ trả lời chung «Để xem»")

    again = read(back)
    assert written(again) == ALL
    assert [row.received for row in again.rows] == [True] * 4
    assert [finding.code for finding in again.findings] == [finding.code for finding in form.findings]


def test_only_the_bad_rows_are_mended_and_a_taken_row_that_changes_is_new_again() -> None:
    data = filled(ALL[:5])
    back = write_back(data, "a.xlsx", read(data).findings)

    def mend(sheet: Any) -> None:
        sheet["B6"], sheet["E2"] = "Điều 5", "Ý khác"
        for column, text in enumerate(("Điều 6", "", "", "Thêm", ""), start=2):
            sheet.cell(200, column).value = text or None

    mended = changed(back, lambda book: mend(book["Ý kiến"]))
    form = read(mended)
    assert {row.code: row.received for row in form.rows} == {
        "1": False, "2": True, "3": True, "4": True, "5": False, "": False,
    }  # fmt: skip
    third = read(write_back(mended, "a.xlsx", form.findings))
    assert [(row.code, row.received) for row in third.rows] == [
        ("1", True), ("2", True), ("3", True), ("4", True), ("5", True), ("101", True),
    ]  # fmt: skip
    assert third.findings == ()


def test_findings_of_the_caller_are_marked_too() -> None:
    found = RowFinding("Ý kiến!3", "removed", "Điều này đã bị bỏ ở bản mới.")
    sheet: Any = load_workbook(io.BytesIO(write_back(filled(GOOD), "a.xlsx", [found])))["Ý kiến"]
    assert [sheet.cell(row, 8).value for row in range(2, 6)] == [
        "Đã nhận", "Điều này đã bị bỏ ở bản mới.", "Đã nhận", "Đã nhận",
    ]  # fmt: skip


def test_the_provisions_are_those_the_caller_knows_not_those_in_the_file() -> None:
    asked: list[FormKeys] = []

    def another_version(keys: FormKeys) -> tuple[FormProvision, ...]:
        asked.append(keys)
        return (FormProvision("dieu:6/khoan:2", "Khoản 2 Điều 6", "Kinh phí"),)

    form = read_form(filled(GOOD[:2]), "a.xlsx", provisions_of=another_version)
    assert asked == [FORM.keys]
    assert [row.path for row in form.rows] == ["dieu:6/khoan:2"]
    assert {finding.code for finding in form.findings if finding.row} == {"unknown-place"}


WORDS = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Cn", "Zs", "Zl", "Zp", "Cf")), max_size=12
)
ROWS = st.lists(
    st.tuples(
        st.sampled_from(["Điều 5", "k2 Đ5", "Khoản 2", "", "Toàn văn"]) | WORDS,
        st.sampled_from(["", "nội dung", "câu chữ"]) | WORDS,
        WORDS,
        WORDS,
        WORDS,
    ).filter(any),
    min_size=1,
    max_size=6,
)


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(rows=ROWS)
def test_whatever_is_written_is_read(rows: list[Written]) -> None:
    form = read(filled(rows))
    assert written(form) == rows
    good, bad = {row.place_in_file for row in form.rows}, {finding.where for finding in form.findings}
    assert not good & bad
    assert good | bad == {f"Ý kiến!{number}" for number in range(2, 2 + len(rows))}
    assert all(row.text and row.path is not None and row.kind is not None for row in form.rows)
