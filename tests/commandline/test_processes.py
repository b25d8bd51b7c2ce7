"""The command line as a process of its own: streams, locales, pipes, start-up, a very long law."""

import json
import os
import signal
import subprocess
import sys
import unicodedata
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.commandline.saying import ROOT, Said

COMMAND = [sys.executable, "-m", "dongbo"]
CHAPTERS, ARTICLES, CLAUSES, POINTS = 190, 10, 6, 4


def process(*arguments: object, **environment: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [*COMMAND, *map(str, arguments)],
        env={"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT / "src"), **environment},
        capture_output=True,
        check=False,
        timeout=120,
    )


@pytest.mark.parametrize("locale", ["C", "POSIX", "C.UTF-8"])
def test_answers_are_utf8_in_every_locale(locale: str, papers: Path) -> None:
    done = process("outline", "den-long.txt", "--json", LC_ALL=locale, PYTHONIOENCODING="ascii", PYTHONUTF8="0")
    assert (done.returncode, done.stderr) == (0, b"")
    assert json.loads(done.stdout.decode())["heading"].startswith("KẾ HOẠCH Thắp sáng")


def test_a_reader_that_stops_early_is_no_fault(papers: Path) -> None:
    long = "".join(f"{number}. Treo chiếc đèn lồng số {number} ở hiên nhà.\n" for number in range(1, 4000))
    (papers / "dài.txt").write_text(long, encoding="utf-8")
    for form in ([], ["--json"]):
        asked = subprocess.Popen(
            [*COMMAND, "outline", "dài.txt", *form],
            env={"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT / "src")},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )
        assert asked.stdout is not None
        assert asked.stderr is not None
        asked.stdout.read(10)
        asked.stdout.close()
        told = asked.stderr.read()
        asked.stderr.close()
        assert (asked.wait(60), told) == (0, b"")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no disk that is always full")
@pytest.mark.parametrize("form", [(), ("--json",)])
def test_a_full_disk_is_one_clear_line(form: tuple[str, ...], papers: Path) -> None:
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [*COMMAND, "outline", "den-long.txt", *form],
            env={"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT / "src")},
            stdout=full,
            stderr=subprocess.PIPE,
            check=False,
        )
    assert done.returncode == 3
    assert done.stderr.decode() == "Không in được câu trả lời: hệ thống báo «No space left on device».\n"


def test_stopping_by_hand_is_said_in_one_line(papers: Path) -> None:
    os.mkfifo(papers / "chờ mãi.txt")
    asked = subprocess.Popen(
        [*COMMAND, "outline", "chờ mãi.txt"],
        env={"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT / "src")},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    with (papers / "chờ mãi.txt").open("wb"):
        asked.send_signal(signal.SIGINT)
        out, told = asked.communicate(timeout=60)
    assert (asked.returncode, out, told.decode()) == (130, b"", "Đã dừng theo yêu cầu.\n")


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_a_name_is_found_in_either_unicode_form(form: str, papers: Path) -> None:
    (papers / unicodedata.normalize("NFD", "bản vẽ đèn lồng.txt")).write_bytes((papers / "den-long.txt").read_bytes())
    done = process("metadata", unicodedata.normalize(form, "bản vẽ đèn lồng.txt"), "--json")
    assert json.loads(done.stdout)["number"] == "12/KH-BĐL"


def test_an_appraisal_in_json_is_one_value_and_says_nothing_else(papers: Path) -> None:
    done = process("appraise", "den-long.txt", "--against", "den-long-2.txt", "--json", "--out", "a.json")
    assert json.loads(done.stdout) == json.loads((papers / "a.json").read_bytes())
    assert done.stderr == b""


def test_the_outline_of_a_small_paper_imports_neither_numbers_nor_tables(papers: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-X", "importtime", *COMMAND[1:], "outline", "den-long.txt"],
        env={"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT / "src")},
        capture_output=True,
        text=True,
        check=True,
    )
    imported = {line.rpartition("|")[2].strip().partition(".")[0] for line in done.stderr.splitlines()}
    assert imported.isdisjoint({"numpy", "scipy", "rich", "docx", "django", "typst"})


def test_a_law_of_two_thousand_pages(papers: Path, say: Callable[..., Said]) -> None:
    (papers / "luật.txt").write_text(_long_law(), encoding="utf-8")
    kinds: dict[str, int] = {}
    waiting = say("outline", "luật.txt", "--json").json["children"]
    while waiting:
        node = waiting.pop()
        kinds[node["kind"]] = kinds.get(node["kind"], 0) + 1
        waiting += node["children"]
    articles = CHAPTERS * ARTICLES
    clauses = articles * CLAUSES
    assert kinds == {"chuong": CHAPTERS, "dieu": articles, "khoan": clauses, "diem": clauses * POINTS}


def _long_law() -> str:
    lines = ["QUỐC HỘI", "Luật số: 99/2026/QH99", "LUẬT", "ĐÈN LỒNG"]
    for chapter in range(1, CHAPTERS + 1):
        lines += [f"Chương {_roman(chapter)}", f"VỀ ĐÈN LỒNG LOẠI {chapter}"]
        for article in range((chapter - 1) * ARTICLES + 1, chapter * ARTICLES + 1):
            lines.append(f"Điều {article}. Đèn lồng hạng {article}")
            for clause in range(1, CLAUSES + 1):
                lines.append(f"{clause}. Đèn lồng hạng {article} ở hiên thứ {clause} phải bảo đảm các yêu cầu sau đây:")
                lines += [f"{point}) Treo cao {clause} thước và có dây chắc chắn;" for point in "abcd"]
    return "\n".join(lines)


def _roman(number: int) -> str:
    signs = ((100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))
    written = ""
    for value, sign in signs:
        count, number = divmod(number, value)
        written += sign * count
    return written
