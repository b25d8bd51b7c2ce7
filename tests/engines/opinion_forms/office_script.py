"""Run by the Python that LibreOffice was built for: fills forms in a running soffice and saves them, jobs from a file.

Not a test, and imports nothing of the project: it only speaks UNO.
"""

import json
import subprocess
import sys
import time
from pathlib import Path

import uno
from com.sun.star.beans import PropertyValue
from com.sun.star.connection import NoConnectException
from com.sun.star.table import TableSortField

FILTERS = {".xlsx": "Calc MS Excel 2007 XML", ".ods": "calc8", ".docx": "MS Word 2007 XML", ".odt": "writer8"}


def main(office: str, folder: Path) -> None:
    pipe = f"dongbo{time.time_ns()}"
    process = subprocess.Popen(
        [
            office,
            f"-env:UserInstallation=file://{folder}/profile",
            "--headless",
            "--norestore",
            f"--accept=pipe,name={pipe};urp;",
        ],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        desktop = _desktop(pipe)
        for job in json.loads((folder / "jobs.json").read_text(encoding="utf-8")):
            _run(desktop, folder, job)
        desktop.terminate()
    finally:
        try:
            process.wait(timeout=20)
        except subprocess.TimeoutExpired:
            process.kill()


def _desktop(pipe: str):
    local = uno.getComponentContext()
    resolver = local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local)
    for _ in range(200):
        try:
            context = resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
            return context.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", context)
        except NoConnectException:
            time.sleep(0.2)
    raise SystemExit("soffice does not answer")


def _property(name: str, value):
    held = PropertyValue()
    held.Name, held.Value = name, value
    return held


def _run(desktop, folder: Path, job) -> None:
    source = folder / job["source"]
    document = desktop.loadComponentFromURL(source.as_uri(), "_blank", 0, (_property("Hidden", True),))
    if document is None:
        raise SystemExit(f"no program of this office opens {source.suffix}")
    for step in job.get("steps", []):
        STEPS[step[0]](document, *step[1:])
    for number, target in enumerate(job["save"]):
        if number:
            before = folder / job["save"][number - 1]
            document.close(True)
            document = desktop.loadComponentFromURL(before.as_uri(), "_blank", 0, (_property("Hidden", True),))
        path = folder / target
        document.storeToURL(path.as_uri(), (_property("FilterName", FILTERS[path.suffix]),))
    document.close(True)


def _set(document, sheet: str, cells) -> None:
    held = document.Sheets.getByName(sheet)
    for column, row, text in cells:
        held.getCellByPosition(column, row).setString(text)


def _insert(document, sheet: str, row: int, count: int) -> None:
    document.Sheets.getByName(sheet).Rows.insertByIndex(row, count)


def _remove(document, sheet: str, row: int, count: int) -> None:
    document.Sheets.getByName(sheet).Rows.removeByIndex(row, count)


def _merge(document, sheet: str, cells: str) -> None:
    document.Sheets.getByName(sheet).getCellRangeByName(cells).merge(True)


def _sort(document, sheet: str, cells: str, column: int) -> None:
    field = TableSortField()
    field.Field, field.IsAscending = column, True
    fields = uno.Any("[]com.sun.star.table.TableSortField", (field,))
    held = document.Sheets.getByName(sheet).getCellRangeByName(cells)
    held.sort((_property("SortFields", fields), _property("ContainsHeader", False)))


def _move_column(document, sheet: str, source: str, target: str) -> None:
    """Move a column to the right of all the others, as by dragging it."""
    held = document.Sheets.getByName(sheet)
    taken = held.getCellRangeByName(source).RangeAddress
    held.moveRange(held.getCellRangeByName(target).CellAddress, taken)
    held.Columns.removeByIndex(taken.StartColumn, 1)


def _annotate(document, sheet: str, cell: str, text: str) -> None:
    held = document.Sheets.getByName(sheet)
    held.Annotations.insertNew(held.getCellRangeByName(cell).CellAddress, text)


def _table(document, table: int):
    return document.TextTables.getByIndex(table)


def _set_word(document, table: int, cells) -> None:
    held = _table(document, table)
    for column, row, text in cells:
        cell = held.getCellByPosition(column, row)
        cell.setString(cell.getString() + text)


def _insert_word(document, table: int, row: int, count: int) -> None:
    _table(document, table).Rows.insertByIndex(row, count)


def _remove_word(document, table: int, row: int, count: int) -> None:
    _table(document, table).Rows.removeByIndex(row, count)


def _merge_word(document, table: int, first: str, last: str) -> None:
    cursor = _table(document, table).createCursorByCellName(first)
    cursor.gotoCellByName(last, True)
    cursor.mergeRange()


STEPS = {
    "set": _set,
    "insert": _insert,
    "remove": _remove,
    "merge": _merge,
    "sort": _sort,
    "move-column": _move_column,
    "annotate": _annotate,
    "set-word": _set_word,
    "insert-word": _insert_word,
    "remove-word": _remove_word,
    "merge-word": _merge_word,
}

if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))
