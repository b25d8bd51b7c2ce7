"""Word forms filled in: nothing lost, bad rows told, the same file returned with them marked."""

import io
import zipfile
from copy import deepcopy
from typing import Any

from lxml import etree

from dongbo.engines.decree30.wordml import paragraph, run, w
from dongbo.engines.opinion_forms import WHOLE, Answer, QuestionAnswer, write_back, write_docx
from dongbo.engines.opinion_forms.word_reading import W, cells_of, open_body, rows_of, text_of
from tests.engines.opinion_forms.forms import (
    BAD,
    FORM,
    GOOD,
    QUESTIONS,
    codes,
    edited,
    fill_word,
    opinion_rows,
    read,
    set_cell,
    with_part,
    written,
)

BLANK = write_docx(FORM)
ALL = [*GOOD, *(row for row, _ in BAD)]
FILLED = edited(BLANK, fill_word(ALL))


def tables(body: Any) -> list[Any]:
    return list(body.iterfind(f"{W}tbl"))


def cell(body: Any, table: int, row: int, column: int) -> Any:
    return list(cells_of(list(rows_of(tables(body)[table - 1]))[row - 1]))[column - 1]


def test_an_empty_form_says_whose_it_is_and_holds_nothing() -> None:
    form = read(BLANK, "phieu.docx")
    assert form.keys == FORM.keys
    assert (form.answer, form.question_answers, form.rows, form.findings) == (None, (), (), ())


def test_the_code_is_printed_and_in_the_properties() -> None:
    _, body = open_body(BLANK, name="a")
    assert text_of(cell(body, 1, 7, 1)) == "Mã biểu"
    assert text_of(cell(body, 1, 7, 2)) == FORM.token
    with zipfile.ZipFile(io.BytesIO(BLANK)) as archive:
        assert f"dongbo-token={FORM.token}" in archive.read("docProps/core.xml").decode()


def test_answers_and_rows() -> None:
    def change(body: Any) -> None:
        set_cell(cell(body, 2, 3, 2), "X")
        set_cell(cell(body, 3, 3, 3), "Không có")

    form = read(edited(FILLED, change), "a.docx")
    assert form.answer is Answer.DISAGREES
    assert form.question_answers == (QuestionAnswer(2, QUESTIONS[1], "Không có"),)
    assert written(form) == ALL
    assert [row.path for row in form.rows] == ["dieu:5/khoan:2", "dieu:6/khoan:2", WHOLE, "dieu:5/khoan:2/diem:a"]
    assert [row.code for row in form.rows] == ["1", "2", "3", "4"]
    assert codes(form) == {f"bảng 4, dòng {number}": code for number, (_, code) in enumerate(BAD, start=6)}


def test_two_answers_ticked_are_told() -> None:
    def change(body: Any) -> None:
        set_cell(cell(body, 2, 1, 2), "x")
        set_cell(cell(body, 2, 2, 2), "☒")

    form = read(edited(BLANK, change), "a.docx")
    assert form.answer is None
    assert codes(form) == {"bảng 2, dòng 1": "several-answers"}


def test_a_box_left_open_is_no_answer() -> None:
    assert read(edited(BLANK, lambda body: set_cell(cell(body, 2, 1, 2), "☐")), "a.docx").answer is None


def test_rows_added_removed_and_sorted() -> None:
    def change(body: Any) -> None:
        rows = opinion_rows(body)
        table = rows[0].getparent()
        table.remove(rows[1])
        table.remove(rows[20])
        table.insert(list(table).index(rows[3]), w("tr", *(w("tc", w("p")) for _ in range(6))))
        table.append(rows[2])

    form = read(edited(FILLED, change), "a.docx")
    assert sorted(written(form)) == sorted(ALL[1:])
    assert [(row.code, row.path) for row in form.rows] == [
        ("3", WHOLE), ("4", "dieu:5/khoan:2/diem:a"), ("2", "dieu:6/khoan:2"),
    ]  # fmt: skip


def test_merged_cells_a_split_table_tracked_changes_and_comments() -> None:
    def change(body: Any) -> None:
        rows = opinion_rows(body)
        table = rows[0].getparent()
        for number, merge in ((2, "restart"), (3, "continue")):
            place = list(cells_of(rows[number]))[1]
            place.insert(0, w("tcPr", w("vMerge", val=merge)))
            if merge == "continue":
                place.find(f"{W}p").clear()
        text = list(cells_of(rows[1]))[4].find(f"{W}p")
        text.append(w("del", w("r", w("delText"))))
        text.append(w("ins", run(" (thêm)")))
        text.append(w("r", w("commentReference", id=7)))
        behind = deepcopy(table)
        for row in list(behind.iterfind(f"{W}tr"))[:5]:
            behind.remove(row)
        for row in rows[5:]:
            table.remove(row)
        table.addnext(behind)

    comments = w("comments", w("comment", w("p", run("Anh B xem lại")), id=7))
    form = read(with_part(edited(FILLED, change), "word/comments.xml", etree.tostring(comments)), "a.docx")
    assert [(row.place_in_file, row.path) for row in form.rows] == [
        ("bảng 4, dòng 2", "dieu:5/khoan:2"),
        ("bảng 4, dòng 3", "dieu:6/khoan:2"),
        ("bảng 4, dòng 4", "dieu:6/khoan:2"),
        ("bảng 4, dòng 5", "dieu:5/khoan:2/diem:a"),
    ]
    assert form.rows[0].text == f"{GOOD[0][3]} (thêm)"
    assert form.rows[0].others == (("Ghi chú của ô", "Anh B xem lại"),)
    assert codes(form) == {f"bảng 5, dòng {number}": code for number, (_, code) in enumerate(BAD, start=1)}


def test_columns_reordered() -> None:
    def change(body: Any) -> None:
        for row in opinion_rows(body):
            row.append(list(cells_of(row))[1])

    form = read(edited(FILLED, change), "a.docx")
    assert written(form) == ALL
    assert [row.code for row in form.rows] == ["1", "2", "3", "4"]


def test_words_outside_the_tables_and_in_the_draft_are_told() -> None:
    def change(body: Any) -> None:
        body.insert(0, paragraph(run("Kính gửi Tổ soạn thảo")))
        set_cell(cell(body, 5, 4, 2), " (bỏ)")

    form = read(edited(FILLED, change), "a.docx")
    assert [(finding.where, finding.code, finding.written) for finding in form.findings if finding.row is None] == [
        ("đầu phiếu", "not-read", "Kính gửi Tổ soạn thảo"),
        ("bảng 5, dòng 4", "draft-edited", "100% hồ sơ công việc được xử lý trên môi trường mạng. (bỏ)"),
    ]


def test_a_thousand_rows_and_a_hundred_thousand_signs() -> None:
    rows = [("Điều 5", "", "", f"Ý kiến {number}", "") for number in range(1_000)]
    rows[500] = ("Điều 5", "", "", "x" * 100_001, "")
    form = read(edited(BLANK, fill_word(rows)), "a.docx")
    assert written(form) == rows
    assert codes(form) == {"bảng 4, dòng 502": "too-long"}


def test_the_returned_file_tells_what_was_taken_and_why_the_rest_was_not() -> None:
    data = edited(FILLED, lambda body: [set_cell(cell(body, 2, row, 2), "x") for row in (1, 2)])
    form = read(data, "a.docx")
    back = write_back(data, "a.docx", form.findings)
    _, body = open_body(back, name="a")
    assert text_of(body[0]).startswith("Chưa nhận (bảng 2, dòng 1): Trả lời chung có nhiều mức")
    last = [text_of(list(cells_of(row))[-1]) for row in opinion_rows(body)]
    assert last[:5] == ["Vì sao chưa nhận", *["Đã nhận"] * 4]
    assert last[5:13] == [finding.message for finding in form.findings if finding.row is not None]
    assert set(last[13:]) == {""}
    colours = [[each.get(f"{W}fill") for each in row.iter(f"{W}shd")] for row in opinion_rows(body)]
    assert colours[1:] == [["DFF0D8"] * 7] * 4 + [["F8D7DA"] * 7] * 8 + [[]] * 18

    again = read(back, "a.docx")
    assert written(again) == ALL
    assert [row.received for row in again.rows] == [True] * 4
    assert [finding.code for finding in again.findings] == [finding.code for finding in form.findings]


def test_a_second_return_replaces_the_marks_of_the_first() -> None:
    first = write_back(FILLED, "a.docx", read(FILLED, "a.docx").findings)

    def mend(body: Any) -> None:
        rows = opinion_rows(body)
        place = list(cells_of(rows[5]))[1]
        place.find(f"{W}p").clear()
        set_cell(place, "Điều 6")
        set_cell(list(cells_of(rows[1]))[4], "!")

    mended = edited(first, mend)
    form = read(mended, "a.docx")
    assert {row.code: row.received for row in form.rows} == {"1": False, "2": True, "3": True, "4": True, "5": False}
    second = write_back(mended, "a.docx", form.findings)
    _, body = open_body(second, name="a")
    assert {len(list(cells_of(row))) for row in opinion_rows(body)} == {7}
    again = read(second, "a.docx")
    assert [row.received for row in again.rows] == [True] * 5
    assert [finding.code for finding in again.findings] == [code for _, code in BAD[1:]]
