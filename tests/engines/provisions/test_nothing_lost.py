"""Whatever the lines are, reading ends, and every line stands in the outline once and in order."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dongbo.engines.papers import Paper, paper_from_lines, read_file
from dongbo.engines.provisions import Kind, Outline, read_outline
from dongbo.engines.vietnamese import clean
from tests.shared import shared_data

BEGINNINGS = (
    "Điều 1. ", "Điều 3. ", "Điều 2", "Chương I", "Chương III. ", "Mục 1", "Phần thứ hai", "PHỤ LỤC I", "1. ", "2. ",
    "7) ", "1.1. ", "a) ", "đ) ", "b1) ", "i) ", "I. ", "V- ", "C. ", "- ", "+ ", "“Điều 5. ", "”", "“", "\"",
    "Nơi nhận:", "KT. BỘ TRƯỞNG", "(Kèm theo Quyết định số 1)", "TT", "", " ", "Chương",
)  # fmt: skip
ENDINGS = ("", "việc", "gồm:", "việc;", "hết.", "như sau:", "hết.”.", "TÊN GỌI", "5", "\u00a0\u200b")
NAMES = re.compile(
    r"\W*(?:[ĐDÐ]i[^\W\d]{1,3}|Chương|Tiểu mục|Mục|Phần(?:\s+thứ)?|Phụ lục(?:\s+số)?)(?![^\W\d])", re.IGNORECASE
)
LINES = st.lists(st.builds(str.__add__, st.sampled_from(BEGINNINGS), st.sampled_from(ENDINGS)), max_size=40)


@settings(max_examples=300, deadline=None)
@given(lines=LINES)
def test_random_lines(lines: list[str]) -> None:
    paper = paper_from_lines(lines)
    assert_whole(paper, read_outline(paper))


@pytest.mark.shared
@pytest.mark.parametrize("part", range(4))
def test_real_laws(part: int) -> None:
    for law in sorted(shared_data("laws").glob("*.docx"))[part::8]:
        paper = read_file(law)
        assert_whole(paper, read_outline(paper))


def assert_whole(paper: Paper, outline: Outline) -> None:
    nodes = list(outline.walk())
    places = [node.line for node in nodes]
    assert places == sorted(places)
    assert len({node.path for node in nodes}) == len(nodes)
    assert all(0 <= node.confidence <= 1 for node in nodes)
    assert lost_lines(paper, outline) == []


def lost_lines(paper: Paper, outline: Outline) -> list[str]:
    """The lines whose words do not follow those of the line before in the nodes, read from first to last."""
    kept = letters(" ".join(f"{node.number} {node.words}" for node in outline.walk() if node.kind is not Kind.ROW))
    outside = [span for span in (outline.preamble, outline.closing) if span]
    position = 0
    lost = []
    for line in paper.lines:
        if any(first <= line.number <= last for first, last in outside):
            continue
        written = (letters(line.text), letters(NAMES.sub("", clean(line.text), count=1)))
        found = next((words for words in written if kept.startswith(words, position)), None)
        if found is None:
            lost.append(line.text)
        else:
            position += len(found)
    return lost


def letters(text: str) -> str:
    return "".join(sign for sign in clean(text) if sign.isalnum())
