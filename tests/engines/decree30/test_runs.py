"""Long papers set run by run: the same paper gives the same bytes, whenever and wherever it is set."""

import os
import subprocess
import sys
from io import BytesIO

import pytest
from pypdf import PdfReader

from dongbo.engines.decree30 import OfficialDocument, Passage, Style
from dongbo.engines.decree30.runs import Runs, without_moment
from dongbo.engines.decree30.typeset import TEMPLATE, template_data
from dongbo.engines.provisions import Outline


def inputs(words: str) -> dict[str, object]:
    """Return what the template of official papers reads of one line."""
    return {"paper": template_data(OfficialDocument(Outline([], "muc"), body=(Passage(Style.TEXT, words),)))}


def set_in_two() -> bytes:
    """Return a paper of two runs."""
    runs = Runs(TEMPLATE.read_bytes())
    runs.add(inputs("Phần thứ nhất"), alone=False)
    runs.add(inputs("Phần thứ hai"), alone=False)
    return runs.saved()


def test_runs_stand_one_after_another_and_are_counted() -> None:
    runs = Runs(TEMPLATE.read_bytes())
    assert runs.pages == 0
    runs.add(inputs("Phần thứ nhất"), alone=False)
    assert runs.pages == 1
    runs.add(inputs("Phần thứ hai"), alone=False)
    texts = [page.extract_text().strip() for page in PdfReader(BytesIO(runs.saved())).pages]
    assert texts == ["Phần thứ nhất", "Phần thứ hai"]


def test_one_run_alone_keeps_the_tags_a_screen_reader_needs() -> None:
    runs = Runs(TEMPLATE.read_bytes())
    runs.add(inputs("Một trang"), alone=True)
    assert runs.pages == 1
    assert "/StructTreeRoot" in PdfReader(BytesIO(runs.saved())).trailer["/Root"]


@pytest.mark.parametrize("zone", ["UTC", "Asia/Ho_Chi_Minh", "America/New_York"])
def test_another_process_in_another_zone_gives_the_same_bytes(zone: str) -> None:
    told = "import sys; from tests.engines.decree30.test_runs import set_in_two; sys.stdout.buffer.write(set_in_two())"
    environment = {**os.environ, "TZ": zone, "PYTHONHASHSEED": "77"}
    made = subprocess.run([sys.executable, "-c", told], env=environment, capture_output=True, check=True)
    assert made.stdout == set_in_two()


def test_no_moment_and_no_chance_identifier_is_left_in_the_file() -> None:
    paper = PdfReader(BytesIO(set_in_two()))
    assert paper.metadata is not None
    assert paper.metadata.creation_date is None
    assert "/ID" not in paper.trailer


def test_a_paper_of_many_pages_is_as_free_of_moments() -> None:
    runs = Runs(b"#for page in range(400) { pagebreak(weak: false) }")
    for _ in range(2):
        runs.add({}, alone=False)
    long = PdfReader(BytesIO(runs.saved()))
    assert len(long.pages) == 802
    assert long.metadata is not None
    assert long.metadata.creation_date is None
    assert "/ID" not in long.trailer


def test_words_that_look_like_a_moment_within_the_pages_stay() -> None:
    page = b"\n5 0 obj\r\n<</CreationDate(D:20260101000000+00'00')>>" + b" " * 2_000 + b"/Info 3 0 R"
    assert without_moment(page) == page
