"""The response matrix of 20,000 opinions as a paper: how long it takes, what memory it needs, and whether it opens.

Every paper is written in a process of its own, whose highest memory is the interpreter's, libraries included. The
peers are the two plain ways of python-docx: `add_row` on all rows, and `table.cell` on as many as there is patience
for, the whole reckoned from the last two sizes by the power they grow with. LibreOffice reads the Word file and saves
it as its own kind; with `--pages` it also lays every page out and prints it, and its pages are searched for the first
and the last row, which takes minutes. Sentences are made up, the same for the same seed.

Run: .venv/bin/python -m benchmarks.matrix_paper
"""

import datetime
import math
import multiprocessing
import os
import random
import resource
import shutil
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "src"))

import pypdfium2
from docx import Document

from dongbo.engines.consultation_papers import (
    Head,
    Matrix,
    MatrixRow,
    write_iso_docx,
    write_iso_xlsx,
    write_matrix_docx,
    write_matrix_pdf,
    write_matrix_xlsx,
)
from dongbo.engines.consultation_papers.matrix import COLUMNS, official_cells
from dongbo.engines.consultation_papers.tables import Cells

SEED = 20_261_122
ROWS = 20_000
UNITS = 500
PEER_ROWS = (50, 100, 200)
OFFICE_LIMIT_SECONDS = 1_200
WRITERS = {
    "Word": write_matrix_docx,
    "Word, ISO columns": write_iso_docx,
    "Excel, official and working sheets": write_matrix_xlsx,
    "Excel, ISO columns": write_iso_xlsx,
    "PDF": write_matrix_pdf,
}
Measured = tuple[float, float, float, int]

_VOCABULARY = (
    "đề nghị cơ quan chủ trì soạn thảo làm rõ phạm vi áp dụng trách nhiệm phối hợp nguồn lực thời hạn hoàn thành chỉ "
    "tiêu dữ liệu dùng chung nền tảng số dịch vụ công trực tuyến toàn trình hạ tầng an toàn thông tin cấp xã cấp tỉnh "
    "bổ sung quy định về kinh phí bảo đảm lộ trình thực hiện kế hoạch nhiệm vụ giải pháp theo từng giai đoạn"
)
_WORDS = _VOCABULARY.split()


def main() -> None:
    """Print the table of the papers, what LibreOffice makes of the Word file, and the peer."""
    print(f"{ROWS:,} opinions of {UNITS} units; load {_load()}\n")
    print("| paper | seconds | processor s | peak MB | file MB |\n|---|--:|--:|--:|--:|")
    for name in WRITERS:
        print(f"| {name} | {_row(_in_a_child(_ours, name))} |", flush=True)
    print(f"\nThe interpreter with the libraries alone: {_in_a_child(_nothing, '')[2]:.0f} MB.\n")
    _peers()
    _opened(pages="--pages" in sys.argv[1:])


def matrix(rows: int) -> Matrix:
    """Return a matrix whose rows are made as they are asked for."""
    head = Head("Bộ Thử nghiệm", place="Hà Nội", date=datetime.date(2026, 11, 22))
    silent = tuple(f"Đơn vị không trả lời {at}" for at in range(40))
    return Matrix(head, "dự thảo Kế hoạch tổng thể", "Dự thảo lần 3", UNITS, rows, _rows(rows), silent)


def _rows(count: int) -> Iterator[MatrixRow]:
    chance = random.Random(SEED)
    for at in range(1, count + 1):
        outcome = chance.choice(("accepted", "partly", "explained"))
        yield MatrixRow(
            at,
            f"Khoản {at % 7 + 1} Điều {at * 100 // count + 1}: {_sentence(chance, 6, 10)}",
            tuple(f"Đơn vị thứ {chance.randrange(UNITS)}" for _ in range(chance.choice((1, 1, 1, 3)))),
            _sentence(chance, 12, 90),
            quote=_sentence(chance, 5, 12),
            proposed=_sentence(chance, 8, 40) if chance.random() < 0.5 else "",
            kind=chance.choice(("substance", "technique", "wording")),
            outcome=outcome,
            response=_sentence(chance, 8, 50),
            reason="" if outcome == "accepted" else _sentence(chance, 8, 30),
            place_now=f"khoản {at % 7 + 1} Điều {at * 100 // count + 2}",
        )


def _sentence(chance: random.Random, fewest: int, most: int) -> str:
    return " ".join(chance.choices(_WORDS, k=chance.randint(fewest, most))).capitalize() + "."


def _ours(name: str) -> bytes:
    return WRITERS[name](matrix(ROWS))


def _nothing(_: str) -> bytes:
    return b""


def _row_by_row(rows: str) -> bytes:
    """Write the same four columns as python-docx's own guide does."""
    word = Document()
    table = word.add_table(rows=1, cols=len(COLUMNS))
    for cells in _naive_rows(int(rows)):
        for cell, text in zip(table.add_row().cells, cells, strict=True):
            cell.text = text
    return _saved(word)


def _cell_by_cell(rows: str) -> bytes:
    """Write the same four columns by their places in a table made at once."""
    word = Document()
    table = word.add_table(rows=int(rows), cols=len(COLUMNS))
    for line, cells in enumerate(_naive_rows(int(rows))):
        for column, text in enumerate(cells):
            table.cell(line, column).text = text
    return _saved(word)


def _naive_rows(rows: int) -> Iterator[Cells]:
    paper = matrix(rows)
    for row in paper.rows:
        yield official_cells(row, paper.draft_label)


def _saved(word: Any) -> bytes:
    held = BytesIO()
    word.save(held)
    return held.getvalue()


def _in_a_child(write: Callable[[str], bytes], argument: str) -> Measured:
    """Return seconds, seconds of the processor, highest memory in MB and size of the file."""
    context = multiprocessing.get_context("spawn")
    results: multiprocessing.Queue[Measured] = context.Queue()
    child = context.Process(target=_measured, args=(write, argument, results))
    child.start()
    measured = results.get()
    child.join()
    return measured


def _measured(write: Callable[[str], bytes], argument: str, results: "multiprocessing.Queue[Measured]") -> None:
    began, worked = time.perf_counter(), time.process_time()
    size = len(write(argument))
    took, busy = time.perf_counter() - began, time.process_time() - worked
    results.put((took, busy, _highest_memory(), size))


def _highest_memory() -> float:
    """Return the highest memory of this program in MB; unlike that of `getrusage` it does not count who started it."""
    status = Path("/proc/self/status").read_text()
    return int(status.split("VmHWM:")[1].split()[0]) / 1024


def _row(measured: Measured) -> str:
    took, busy, memory, size = measured
    return f"{took:.1f} | {busy:.1f} | {memory:.0f} | {size / 1e6:.1f}"


def _opened(*, pages: bool) -> None:
    office = shutil.which("soffice")
    if office is None:
        print("LibreOffice (soffice) is not installed: the Word file was not opened.\n")
        return
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "matrix.docx"
        source.write_bytes(write_matrix_docx(matrix(ROWS)))
        took = _converted(office, source, "odt")
        with zipfile.ZipFile(source.with_suffix(".odt")) as archive:
            text = archive.read("content.xml").decode()
        kept = sum(f">({at}) " in text for at in range(1, ROWS + 1))
        print(f"LibreOffice reads the Word file and saves it in {took}: {kept:,} of {ROWS:,} rows. Load {_load()}.\n")
        if pages:
            took = _converted(office, source, "pdf")
            with pypdfium2.PdfDocument(source.with_suffix(".pdf")) as paper:
                count = len(paper)
                texts = [paper[at].get_textpage().get_text_bounded() for at in (0, *range(max(count - 6, 0), count))]
            ends = (
                "are there" if "(1) " in texts[0] and any(f"({ROWS}) " in text for text in texts) else "are NOT there"
            )
            print(f"It prints {count:,} pages in {took}; the first and the last row {ends}. Load {_load()}.\n")


def _converted(office: str, source: Path, kind: str) -> str:
    profile = f"-env:UserInstallation=file://{source.parent}/profile"
    command = [office, profile, "--headless", "--convert-to", kind, "--outdir", str(source.parent), str(source)]
    began, before = time.perf_counter(), resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, check=True, capture_output=True, timeout=OFFICE_LIMIT_SECONDS)
    took, after = time.perf_counter() - began, resource.getrusage(resource.RUSAGE_CHILDREN)
    return f"{took:.0f} s ({after.ru_utime - before.ru_utime:.0f} s of the processor)"


def _peers() -> None:
    print("| python-docx | seconds | processor s | peak MB | file MB |\n|---|--:|--:|--:|--:|")
    ours = _in_a_child(_ours, "Word")[1]
    straight = _in_a_child(_row_by_row, str(ROWS))
    print(f"| add_row, {ROWS:,} rows | {_row(straight)} |", flush=True)
    busy = []
    for rows in PEER_ROWS:
        measured = _in_a_child(_cell_by_cell, str(rows))
        busy.append(measured[1])
        print(f"| table.cell, {rows:,} rows | {_row(measured)} |", flush=True)
    power = math.log(busy[-1] / busy[-2]) / math.log(PEER_ROWS[-1] / PEER_ROWS[-2])
    whole = busy[-1] * (ROWS / PEER_ROWS[-1]) ** power
    print(
        f"\nadd_row takes {straight[1] / ours:.1f} times our processor time in the same run ({ours:.1f} s). table.cell "
        f"grows with the power {power:.2f}: {ROWS:,} rows would take {whole:,.0f} s, {whole / ours:,.0f} times ours.\n"
    )


def _load() -> str:
    return "{:.1f} / {:.1f} / {:.1f}".format(*os.getloadavg())


if __name__ == "__main__":
    main()
