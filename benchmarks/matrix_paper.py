"""The response matrix of 20,000 opinions as a paper: how long it takes, what memory it needs, and whether it opens.

Every paper is written in a process of its own, whose highest memory is the interpreter's, libraries included. The
peer is the plain way of python-docx, `add_row` and `cell.text`, on as many rows as there is patience for; the whole is
reckoned from the last two sizes by the power they grow with. LibreOffice opens the Word file, lays every page out and
prints it, and its pages are searched for the first and the last row. Sentences are made up, the same for the same seed.

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
from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "src"))

import pypdfium2

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

SEED = 20_261_122
ROWS = 20_000
UNITS = 500
PEER_ROWS = (500, 1_000, 2_000)
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
    _opened()
    _peer()


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


def _naive(rows: str) -> bytes:
    """Write the same four columns as python-docx's own guide does."""
    from docx import Document

    word = Document()
    table = word.add_table(rows=1, cols=len(COLUMNS))
    for cell, column in zip(table.rows[0].cells, COLUMNS, strict=True):
        cell.text = column.heading
    paper = matrix(int(rows))
    for row in paper.rows:
        for cell, text in zip(table.add_row().cells, official_cells(row, paper.draft_label), strict=True):
            cell.text = text
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
    results.put((took, busy, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, size))


def _row(measured: Measured) -> str:
    took, busy, memory, size = measured
    return f"{took:.1f} | {busy:.1f} | {memory:.0f} | {size / 1e6:.1f}"


def _opened() -> None:
    office = shutil.which("soffice")
    if office is None:
        print("LibreOffice (soffice) is not installed: the Word file was not opened.\n")
        return
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "matrix.docx"
        source.write_bytes(write_matrix_docx(matrix(ROWS)))
        command = [office, f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to", "pdf"]
        began = time.perf_counter()
        subprocess.run(
            [*command, "--outdir", folder, str(source)], check=True, capture_output=True, timeout=OFFICE_LIMIT_SECONDS
        )
        took = time.perf_counter() - began
        memory = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
        with pypdfium2.PdfDocument(source.with_suffix(".pdf")) as pages:
            count = len(pages)
            texts = [pages[at].get_textpage().get_text_bounded() for at in (0, *range(max(count - 6, 0), count))]
    ends = "are there" if "(1) " in texts[0] and any(f"({ROWS}) " in text for text in texts) else "are NOT there"
    print(
        f"LibreOffice opens the Word file, lays out and prints {count:,} pages in {took:.0f} s (highest memory of any "
        f"child {memory:.0f} MB); the first and the last row {ends}. Load {_load()}.\n"
    )


def _peer() -> None:
    print("| python-docx, add_row and cell.text | seconds | processor s | peak MB | file MB |\n|---|--:|--:|--:|--:|")
    busy = []
    for rows in PEER_ROWS:
        measured = _in_a_child(_naive, str(rows))
        busy.append(measured[1])
        print(f"| {rows:,} rows | {_row(measured)} |", flush=True)
    power = math.log(busy[-1] / busy[-2]) / math.log(PEER_ROWS[-1] / PEER_ROWS[-2])
    whole = busy[-1] * (ROWS / PEER_ROWS[-1]) ** power
    ours = _in_a_child(_ours, "Word")[1]
    print(
        f"\nIt grows with the power {power:.2f} of the rows: {ROWS:,} rows would take {whole:,.0f} s of the processor, "
        f"{whole / ours:,.0f} times ours in the same run ({ours:.1f} s)."
    )


def _load() -> str:
    return "{:.1f} / {:.1f} / {:.1f}".format(*os.getloadavg())


if __name__ == "__main__":
    main()
