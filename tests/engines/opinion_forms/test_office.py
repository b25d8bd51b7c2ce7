"""Forms filled in, changed and saved by LibreOffice itself, started once for all of them."""

import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from dongbo.engines.opinion_forms import FilledForm, write_back, write_docx, write_xlsx
from tests.engines.opinion_forms.forms import (
    BAD,
    FORM,
    GOOD,
    Written,
    changed,
    codes,
    edited,
    fill,
    fill_word,
    opinion_rows,
    read,
    written,
)

ALL = [*GOOD, *(row for row, _ in BAD)]
CODES = [code for _, code in BAD]
THOUSAND = [(*ALL[number % len(ALL)][:3], f"Ý kiến {number}", "") for number in range(1_000)]
SCRIPT = Path(__file__).with_name("office_script.py")
SYSTEM_PYTHON = "/usr/bin/python3"
OPINIONS_TABLE = 3


def typed(rows: list[Written], *, first: int = 1) -> list[list[Any]]:
    """The cells to be typed into, as column, row and text, counted from 0."""
    return [
        [column, number, text]
        for number, row in enumerate(rows, start=first)
        for column, text in enumerate(row, start=1)
        if text
    ]


def reverse(body: Any) -> None:
    """Sort the opinions of a Word form the other way round."""
    heading, *rows = opinion_rows(body)
    for row in rows:
        heading.addnext(row)


JOBS: list[dict[str, Any]] = [
    {"source": "blank.xlsx", "steps": [["set", "Ý kiến", typed(ALL)]], "save": ["typed.xlsx", "t.ods", "ods.xlsx"]},
    {
        "source": "all.xlsx",
        "steps": [
            ["insert", "Ý kiến", 3, 5],
            ["remove", "Ý kiến", 1, 1],
            ["set", "Ý kiến", typed([GOOD[0]], first=1_500)],
            ["annotate", "Ý kiến", "E2", "Hỏi lại"],
        ],
        "save": ["rows.xlsx"],
    },
    {
        "source": "all.xlsx",
        "steps": [
            ["sort", "Ý kiến", f"A2:G{1 + len(ALL)}", 1],
            ["move-column", "Ý kiến", "D1:D200", "J1"],
        ],
        "save": ["sorted.xlsx"],
    },
    {
        "source": "merge.xlsx",
        "steps": [["merge", "Ý kiến", "B2:B4"], ["merge", "Ý kiến", "C2:C3"], ["merge", "Ý kiến", "B6:F6"]],
        "save": ["merged.xlsx", "merged.ods", "merged2.xlsx"],
    },
    {"source": "thousand.xlsx", "save": ["thousand2.xlsx"]},
    {"source": "back.xlsx", "save": ["back2.xlsx"]},
    {
        "source": "blank.docx",
        "steps": [["set-word", OPINIONS_TABLE, typed(ALL)]],
        "save": ["typed.docx", "t.odt", "odt.docx"],
    },
    {
        "source": "all.docx",
        "steps": [
            ["insert-word", OPINIONS_TABLE, 3, 2],
            ["remove-word", OPINIONS_TABLE, 1, 1],
            ["insert-word", OPINIONS_TABLE, 32, 3],
            ["set-word", OPINIONS_TABLE, typed([GOOD[0]], first=33)],
        ],
        "save": ["rows.docx", "r.odt", "rows2.docx"],
    },
    {"source": "reversed.docx", "save": ["reversed.odt", "reversed2.docx"]},
    {
        "source": "merge.docx",
        "steps": [["merge-word", OPINIONS_TABLE, "B2", "B4"]],
        "save": ["merged.docx", "m.odt", "merged2.docx"],
    },
    {"source": "thousand.docx", "save": ["thousand2.docx"]},
    {"source": "back.docx", "save": ["back.odt", "back2.docx"]},
]
MERGE: list[Written] = [
    ("Điều 5", "nội dung", "", "Một", ""),
    ("", "", "", "Hai", "x"),
    ("", "câu chữ", "", "Ba", ""),
    GOOD[1],
    ("Các ý kiến về kinh phí", "", "", "", ""),
]


def speaks_uno() -> bool:
    """Whether the system's Python can speak to LibreOffice."""
    command = [SYSTEM_PYTHON, "-c", "import uno"]
    return Path(SYSTEM_PYTHON).exists() and subprocess.run(command, check=False, capture_output=True).returncode == 0


@pytest.fixture(scope="module")
def saved(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder with everything LibreOffice saved."""
    office = shutil.which("soffice")
    speaks = (
        Path(SYSTEM_PYTHON).exists()
        and not subprocess.run([SYSTEM_PYTHON, "-c", "import uno"], check=False, capture_output=True).returncode
    )
    if office is None or not speaks:
        pytest.skip("LibreOffice (soffice with its Python, python3-uno) is not installed")
    folder = tmp_path_factory.mktemp("office")
    excel, word = write_xlsx(FORM), write_docx(FORM)
    all_excel, all_word = changed(excel, fill(ALL)), edited(word, fill_word(ALL))
    sources = {
        "blank.xlsx": excel,
        "all.xlsx": all_excel,
        "merge.xlsx": changed(excel, fill(MERGE)),
        "thousand.xlsx": changed(excel, fill(THOUSAND)),
        "back.xlsx": write_back(all_excel, "all.xlsx", read(all_excel).findings),
        "blank.docx": word,
        "all.docx": all_word,
        "reversed.docx": edited(all_word, reverse),
        "merge.docx": edited(word, fill_word(MERGE)),
        "thousand.docx": edited(word, fill_word(THOUSAND)),
        "back.docx": write_back(all_word, "all.docx", read(all_word, "all.docx").findings),
    }
    for name, data in sources.items():
        (folder / name).write_bytes(data)
    (folder / "jobs.json").write_text(json.dumps(JOBS), encoding="utf-8")
    done = subprocess.run(
        [SYSTEM_PYTHON, str(SCRIPT), office, str(folder)], check=False, capture_output=True, text=True, timeout=300
    )
    if "no program of this office opens" in done.stderr:
        pytest.skip(f"LibreOffice has no Calc or no Writer: {done.stderr.strip()}")
    assert done.returncode == 0, done.stderr
    return folder


def form(folder: Path, name: str) -> FilledForm:
    found = read((folder / name).read_bytes(), name)
    assert found.keys == FORM.keys
    assert [finding for finding in found.findings if finding.row is None] == []
    return found


@pytest.mark.parametrize("name", ["typed.xlsx", "ods.xlsx", "typed.docx", "odt.docx"])
def test_typed_in_office_and_saved(saved: Path, name: str) -> None:
    found = form(saved, name)
    assert written(found) == ALL
    assert [row.code for row in found.rows] == ["1", "2", "3", "4"]
    assert [finding.code for finding in found.findings] == CODES


def test_rows_inserted_and_removed_in_calc(saved: Path) -> None:
    found = form(saved, "rows.xlsx")
    assert written(found) == [*ALL[1:], GOOD[0]]
    assert [(row.place_in_file, row.code) for row in found.rows] == [
        ("Ý kiến!2", "2"), ("Ý kiến!8", "3"), ("Ý kiến!9", "4"), ("Ý kiến!1501", ""),
    ]  # fmt: skip
    assert found.rows[0].others == (("Ghi chú của ô", "Hỏi lại"),)
    assert [finding.code for finding in found.findings] == CODES


def test_rows_sorted_and_a_column_moved_in_calc(saved: Path) -> None:
    found = form(saved, "sorted.xlsx")
    assert sorted(written(found)) == sorted(ALL)
    assert written(found) != ALL
    assert {row.code: row.path for row in found.rows} == {
        "1": "dieu:5/khoan:2", "2": "dieu:6/khoan:2", "3": "", "4": "dieu:5/khoan:2/diem:a",
    }  # fmt: skip
    assert sorted(codes(found).values()) == sorted(CODES)


@pytest.mark.parametrize("name", ["merged.xlsx", "merged2.xlsx"])
def test_cells_merged_in_calc(saved: Path, name: str) -> None:
    found = form(saved, name)
    assert [(row.path, row.kind, row.text) for row in found.rows] == [
        ("dieu:5", "substance", "Một"),
        ("dieu:5", "substance", "Hai"),
        ("dieu:5", "wording", "Ba"),
        ("dieu:6/khoan:2", "technique", GOOD[1][3]),
    ]
    assert [finding.row and finding.row.label_as_written for finding in found.findings] == [MERGE[4][0]] * 2


@pytest.mark.parametrize("name", ["rows.docx", "rows2.docx"])
def test_rows_inserted_and_removed_in_writer(saved: Path, name: str) -> None:
    found = form(saved, name)
    assert sorted(written(found)) == sorted([*ALL[1:], GOOD[0]])
    assert [row.path for row in found.rows] == ["dieu:6/khoan:2", "", "dieu:5/khoan:2/diem:a", "dieu:5/khoan:2"]
    assert [finding.code for finding in found.findings] == CODES


def test_rows_sorted_in_a_word_form(saved: Path) -> None:
    found = form(saved, "reversed2.docx")
    assert written(found) == ALL[::-1]
    assert [row.code for row in found.rows] == ["4", "3", "2", "1"]


@pytest.mark.parametrize("name", ["merged.docx", "merged2.docx"])
def test_cells_merged_in_writer(saved: Path, name: str) -> None:
    found = form(saved, name)
    assert [(row.path, row.kind, row.text) for row in found.rows] == [
        ("dieu:5", "substance", "Một"),
        ("dieu:5", "substance", "Hai"),
        ("dieu:5", "wording", "Ba"),
        ("dieu:6/khoan:2", "technique", GOOD[1][3]),
    ]


@pytest.mark.parametrize("name", ["thousand2.xlsx", "thousand2.docx"])
def test_a_thousand_rows(saved: Path, name: str) -> None:
    found = form(saved, name)
    assert sorted(written(found)) == sorted(THOUSAND)
    assert len(found.rows) == sum(number % len(ALL) in (0, 1, 2, 3, 9, 10) for number in range(1_000))


@pytest.mark.parametrize("name", ["back2.xlsx", "back2.docx"])
def test_a_returned_form_keeps_its_marks_when_saved_again(saved: Path, name: str) -> None:
    found = form(saved, name)
    assert written(found) == ALL
    assert [row.received for row in found.rows] == [True] * 4
    assert [finding.code for finding in found.findings] == CODES
