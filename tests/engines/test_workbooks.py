"""Workbooks are read by content, within bounds, and nothing in them is computed."""

import io
import zipfile
from datetime import UTC, date, datetime

import pytest
from openpyxl import Workbook

from dongbo.engines import workbooks
from dongbo.engines.workbooks import Fault, Formula, NewSheet, WorkbookRefused, day_in, read_workbook, write_workbook


def book(*rows: tuple[object, ...]) -> bytes:
    made = Workbook()
    for row in rows:
        made.active.append(row)  # type: ignore[union-attr]
    held = io.BytesIO()
    made.save(held)
    return held.getvalue()


def with_part(data: bytes, part: str, content: bytes) -> bytes:
    """The archive with one part more, or another in place of one."""
    held = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as before, zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as after:
        for info in before.infolist():
            if info.filename != part:
                after.writestr(info, before.read(info))
        after.writestr(part, content)
    return held.getvalue()


def refusal(data: bytes) -> str:
    with pytest.raises(WorkbookRefused) as error:
        read_workbook(data, name="thử.xlsx")
    assert str(error.value).endswith(".")
    assert "hãy" in str(error.value)
    return error.value.code


def test_values_keep_their_kind_and_rows_their_number() -> None:
    data = book(("Mã", "Ngày"), (), ("007", datetime(2026, 7, 1)), (7, 1.5), ("=1+1", "#REF!"), (True, None))  # noqa: DTZ001
    (sheet,) = read_workbook(data, name="a.xlsx")
    assert [(row.number, row.values) for row in sheet.rows] == [
        (1, ("Mã", "Ngày")),
        (3, ("007", date(2026, 7, 1))),
        (4, (7, 1.5)),
        (5, ("=1+1", "#REF!")),
        (6, (True,)),
    ]
    formula, fault = sheet.rows[3].values
    assert (type(formula), type(fault)) == (Formula, Fault)


@pytest.mark.parametrize(
    "text",
    [
        'Mã,Tên\n007,"Phòng, Một"\n',
        "Mã;Tên\n007;Phòng, Một\n",
        "Mã\tTên\n007\tPhòng, Một\n",
        "sep=;\nMã;Tên\n007;Phòng, Một",
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_comma_separated_files_of_any_usual_writing(text: str, encoding: str) -> None:
    (sheet,) = read_workbook(text.encode(encoding), name="a.csv")
    assert [row.values for row in sheet.rows] == [("Mã", "Tên"), ("007", "Phòng, Một")]


def test_a_formula_in_a_comma_separated_file_is_no_text() -> None:
    (sheet,) = read_workbook(b"a,b\n=cmd|' /C calc'!A0,1\n", name="a.csv")
    assert type(sheet.rows[1].values[0]) is Formula


def test_what_is_no_workbook_or_not_safe_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    good = book(("Mã",), ("1",))
    assert refusal(b"") == "empty"
    assert refusal(b"%PDF-1.7 abc") == "not-a-workbook"
    assert refusal(b"\xd0\xcf\x11\xe0" + b"0" * 100) == "legacy"
    assert refusal("Mã\nĐội".encode("cp1258", "replace") + b"\xd0\xff") == "encoding"
    assert refusal(b'a,b\n"x,1\n') == "damaged"
    assert refusal(good[: len(good) // 2]) == "damaged"
    assert refusal(with_part(good, "xl/vbaProject.bin", b"x")) == "macros"
    assert refusal(with_part(good, "xl/worksheets/sheet1.xml", b"<worksheet")) == "damaged"
    bomb = b'<!DOCTYPE x [<!ENTITY a "aaaa">]><sst>&a;</sst>'
    assert refusal(with_part(good, "xl/sharedStrings.xml", bomb)) == "unsafe"
    assert refusal(with_part(good, "xl/x.xml", b" " * (workbooks.MAX_UNPACKED + 1))) == "unsafe"
    word = io.BytesIO()
    with zipfile.ZipFile(word, "w") as archive:
        archive.writestr("word/document.xml", "<a/>")
    assert refusal(word.getvalue()) == "not-a-workbook"


def test_bounds() -> None:
    assert refusal(b"a\n" * (workbooks.MAX_ROWS + 1)) == "too-many-rows"
    assert refusal(b"a," * workbooks.MAX_COLUMNS + b"b\n") == "too-many-columns"
    assert refusal(b"a\n" + b"x" * (workbooks.MAX_SIGNS + 1)) == "too-long"
    assert refusal(b"a" * (workbooks.MAX_BYTES + 1)) == "too-large"
    assert len(read_workbook(b"a\n" * workbooks.MAX_ROWS, name="a.csv")[0].rows) == workbooks.MAX_ROWS


def test_what_is_written_is_read_back_and_computes_nothing() -> None:
    rows = [("007", "=1+1", date(2026, 7, 1), None, 5), ("+84", "@x", None, "a\x00b", 1.5)]
    data = write_workbook([NewSheet("Một", ["a", "b", "c", "d", "e"], rows), NewSheet("Hai", ["x"], [])])
    first, second = read_workbook(data, name="a.xlsx")
    assert [row.values for row in first.rows] == [
        ("a", "b", "c", "d", "e"),
        ("007", "=1+1", date(2026, 7, 1), None, 5),
        ("+84", "@x", None, "ab", 1.5),
    ]
    assert type(first.rows[1].values[1]) is str
    assert (second.name, [row.values for row in second.rows]) == ("Hai", [("x",)])


@pytest.mark.parametrize(
    ("cell", "day"),
    [
        (datetime(2026, 11, 21, 8, 30, tzinfo=UTC), date(2026, 11, 21)),
        (date(2026, 11, 21), date(2026, 11, 21)),
        ("21/11/2026", date(2026, 11, 21)),
        (" 1.2.2026 ", date(2026, 2, 1)),
        ("21-11-2026", date(2026, 11, 21)),
        ("2026-11-21", date(2026, 11, 21)),
        ("31/02/2026", None),
        ("11/2026", None),
        ("", None),
        (None, None),
        (45_000, None),
    ],
)
def test_a_day_is_read_from_a_cell_that_holds_or_spells_one(cell: object, day: date | None) -> None:
    assert day_in(cell) == day
