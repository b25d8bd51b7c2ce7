"""Files of which nothing is taken, each with a Vietnamese sentence that says what to do."""

import contextlib
import io
import zipfile
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from dongbo.engines.decree30.wordml import paragraph, run
from dongbo.engines.opinion_forms import (
    FormKeys,
    FormProvision,
    FormRefused,
    read_form,
    safety,
    write_back,
    write_docx,
    write_xlsx,
)
from dongbo.engines.opinion_forms.word_reading import W
from tests.engines.opinion_forms.forms import FORM, GOOD, changed, edited, fill, fill_word, read, with_part

EXCEL, WORD = changed(write_xlsx(FORM), fill(GOOD)), edited(write_docx(FORM), fill_word(GOOD))
FORMS = [(EXCEL, "a.xlsx"), (WORD, "a.docx")]


def never(_keys: FormKeys) -> Sequence[FormProvision]:
    raise AssertionError("nobody is asked for the provisions of a refused form")


def refusal(data: bytes, name: str = "a.xlsx") -> str:
    with pytest.raises(FormRefused) as caught:
        read_form(data, name, provisions_of=never)
    assert name in str(caught.value) or caught.value.code == "state_secret"
    return caught.value.code


def zipped(**parts: bytes) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return held.getvalue()


def test_other_kinds_of_files() -> None:
    assert refusal(b"") == "empty"
    assert refusal(b"%PDF-1.7") == "not-a-form"
    assert refusal(zipped(a=b"b")) == "not-a-form"
    assert refusal(zipped(**{"META-INF/manifest.xml": b"<a/>"})) == "opendocument"
    assert refusal(b"\xd0\xcf\x11\xe0" + b"0" * 100) == "legacy"
    assert refusal(b"\xd0\xcf\x11\xe0" + "EncryptedPackage".encode("utf-16-le")) == "encrypted"
    assert refusal(b"x" * (safety.MAX_BYTES + 1)) == "too-large"


@pytest.mark.parametrize(("data", "name"), FORMS)
def test_what_is_cut_off_locked_or_not_safe(data: bytes, name: str) -> None:
    folder, main = ("xl", "xl/workbook.xml") if name.endswith("xlsx") else ("word", "word/document.xml")
    assert refusal(data[: len(data) // 2], name) == "damaged"
    assert refusal(with_part(data, main, b"<broken"), name) == "damaged"
    assert refusal(with_part(data, f"{folder}/vbaProject.bin", b"x"), name) == "macros"
    assert refusal(with_part(data, f"{folder}/x.xml", b"<!DOCTYPE x [<!ENTITY a 'b'>]><x/>"), name) == "unsafe"
    assert refusal(with_part(data, f"{folder}/x.xml", b" " * (safety.MAX_UNPACKED + 1)), name) == "unsafe"
    locked = bytearray(data)
    locked[data.rfind(b"PK\x01\x02") + 8] |= 1
    assert refusal(bytes(locked), name) == "encrypted"


def test_cells_and_merges_made_to_exhaust_the_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    sheet = "xl/worksheets/sheet2.xml"
    with zipfile.ZipFile(io.BytesIO(EXCEL)) as archive:
        held = archive.read(sheet)
    merged = held.replace(b"</sheetData>", b'</sheetData><mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>')
    assert refusal(with_part(EXCEL, sheet, merged)) == "too-many-cells"
    monkeypatch.setattr(safety, "MAX_CELLS", 100)
    assert refusal(EXCEL) == "too-many-cells"


def test_a_cell_far_below_is_read_without_the_millions_above_it() -> None:
    def change(book: Workbook) -> None:
        sheet: Any = book["Ý kiến"]
        sheet["B1048576"], sheet["E1048576"] = "Điều 5", "Ở cuối"

    assert [row.place_in_file for row in read(changed(EXCEL, change)).rows][-1] == "Ý kiến!1048576"


@pytest.mark.parametrize(("data", "name"), FORMS)
def test_too_many_rows(data: bytes, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dongbo.engines.opinion_forms.tables.MAX_ROWS", 3)
    with pytest.raises(FormRefused) as caught:
        read(data, name)
    assert caught.value.code == "too-many-rows"


def without_token(data: bytes, name: str) -> bytes:
    def forget(text: str) -> str:
        return text.replace(FORM.token, "").replace("dongbo-token=", "")

    held = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.namelist():
            new.writestr(part, forget(old.read(part).decode()) if part.endswith(".xml") else old.read(part))
    return held.getvalue()


@pytest.mark.parametrize(("data", "name"), FORMS)
def test_a_form_whose_code_was_removed(data: bytes, name: str) -> None:
    assert refusal(without_token(data, name), name) == "no-token"


def test_a_workbook_and_a_paper_that_are_no_forms() -> None:
    book = Workbook()
    held = io.BytesIO()
    book.save(held)
    assert refusal(held.getvalue()) == "no-token"
    bare = edited(WORD, lambda body: [body.remove(child) for child in list(body)])
    assert refusal(bare, "a.docx") == "no-headings"


def test_the_printed_code_alone_is_enough() -> None:
    def change(book: Workbook) -> None:
        del book["_biểu"]
        book.properties.keywords = book.properties.identifier = None
        kept: Any = book
        kept.custom_doc_props.props = []

    assert read(changed(EXCEL, change)).keys == FORM.keys


def test_the_properties_alone_are_enough() -> None:
    form = read(edited(WORD, lambda body: body.remove(body.find(f"{W}tbl"))), "a.docx")
    assert form.keys == FORM.keys


def test_two_codes_in_one_file() -> None:
    def change(book: Workbook) -> None:
        sheet: Any = book["Trả lời"]
        sheet["B8"] = "PYK-KHAC"

    assert refusal(changed(EXCEL, change)) == "mixed-tokens"


def test_a_table_without_its_headings() -> None:
    def change(book: Workbook) -> None:
        sheet: Any = book["Ý kiến"]
        sheet.delete_rows(1)

    assert refusal(changed(EXCEL, change)) == "no-headings"
    with pytest.raises(FormRefused):
        write_back(changed(EXCEL, change), "a.xlsx", [])


def stamp_cell(book: Workbook) -> None:
    sheet: Any = book["Ý kiến"]
    sheet["E9"] = "T U Y Ệ T   M Ậ T"


def stamp_header(book: Workbook) -> None:
    sheet: Any = book["Trả lời"]
    sheet.oddHeader.center.text = "MẬT"


def stamp_beneath(book: Workbook) -> None:
    fill([("Điều 5", "", "", "I. Ý kiến của Đội\nTỐI MẬT\nKhông đồng ý", "")])(book)


@pytest.mark.parametrize("change", [stamp_cell, stamp_header, stamp_beneath])
def test_a_secrecy_stamp_inside(change: Any) -> None:
    assert refusal(changed(EXCEL, change)) == "state_secret"


def test_a_secrecy_stamp_inside_a_word_form() -> None:
    stamped = edited(WORD, lambda body: body.insert(3, paragraph(run("TỐI MẬT"))))
    assert refusal(stamped, "a.docx") == "state_secret"
    beneath = fill_word([("Điều 5", "", "", "MẬT", "")])
    assert refusal(edited(write_docx(FORM), beneath), "a.docx") == "state_secret"


def test_a_secrecy_stamp_put_into_the_draft() -> None:
    def change(book: Workbook) -> None:
        sheet: Any = book["Dự thảo"]
        sheet["E4"] = "TUYỆT MẬT"

    with pytest.raises(FormRefused) as caught:
        read(changed(EXCEL, change))
    assert caught.value.code == "state_secret"


def test_a_draft_that_speaks_of_levels_is_no_secret() -> None:
    levels = FormProvision("dieu:8", "Điều 8", "Các mức:\nTUYỆT MẬT\nTỐI MẬT\nMẬT")
    blank = write_xlsx(replace(FORM, provisions=(levels,)))
    assert read_form(blank, "a.xlsx", provisions_of=lambda _keys: (levels,)).findings == ()


def test_words_about_secrecy_are_no_stamp() -> None:
    rows = [("Điều 5", "", "", "Bổ sung quy định về tài liệu mật, tối mật", "không công khai tài liệu mật")]
    assert len(read(changed(write_xlsx(FORM), fill(rows))).rows) == 1


def test_what_the_caller_raises_passes_through() -> None:
    class AnotherRound(Exception):
        pass

    def another(_keys: FormKeys) -> Sequence[FormProvision]:
        raise AnotherRound

    with pytest.raises(AnotherRound):
        read_form(EXCEL, "a.xlsx", provisions_of=another)


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_any_damage_is_refused_or_read_but_never_breaks(data: st.DataObject) -> None:
    whole, name = data.draw(st.sampled_from(FORMS))
    broken = bytearray(whole[: data.draw(st.integers(len(whole) // 2, len(whole)))])
    for _ in range(data.draw(st.integers(0, 6))):
        broken[data.draw(st.integers(0, len(broken) - 1))] = data.draw(st.integers(0, 255))
    with contextlib.suppress(FormRefused):
        form = read(bytes(broken), name)
        assert write_back(bytes(broken), name, form.findings)
