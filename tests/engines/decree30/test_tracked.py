"""A redline as a Word file: accepting everything gives the new text, rejecting everything the old."""

import shutil
import subprocess
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dongbo.engines.decree30 import OfficialDocument, write_tracked_docx
from dongbo.engines.decree30.passages import RowPassage, passages
from dongbo.engines.provisions import Kind, Node, Outline, assign_paths
from dongbo.engines.redline import compare
from tests.engines.decree30.word_files import W, body_of, lines_after
from tests.engines.redline.edits import Editor, Plan, build_law


def printed_lines(outline: Outline) -> list[str]:
    lines: list[str] = []
    for passage in passages(outline.nodes):
        lines += passage.cells if isinstance(passage, RowPassage) else [passage.text]
    return [line for line in lines if line]


def tracked(old: Outline, new: Outline) -> bytes:
    return write_tracked_docx(old, new, compare(old, new), author="Tổ soạn thảo")


@settings(deadline=None, max_examples=40)
@given(
    articles=st.integers(1, 20),
    seed=st.integers(0, 10_000),
    share=st.floats(0, 1),
    counts=st.tuples(st.integers(0, 4), st.integers(0, 4), st.integers(0, 2)),
)
def test_accepting_gives_the_new_lines_and_rejecting_the_old(
    articles: int, seed: int, share: float, counts: tuple[int, int, int]
) -> None:
    old = build_law(articles=articles, seed=seed)
    inserted, deleted, moved = counts
    plan = Plan(share=share, inserted=inserted, deleted=deleted, moved=moved)
    new = Editor(old, seed).apply(plan).outline
    data = tracked(old, new)
    assert lines_after(data, "accept") == printed_lines(new)
    assert lines_after(data, "reject") == printed_lines(old)


def annex(*rows: tuple[str, str]) -> Outline:
    nodes = [Node(Kind.ROW, number, cells={"task": task}) for number, task in rows]
    outline = Outline([Node(Kind.ANNEX, "I", heading="DANH MỤC NHIỆM VỤ", children=nodes)], "muc")
    assign_paths(outline.nodes)
    return outline


def test_table_rows_are_tracked_as_rows_and_their_words_as_words() -> None:
    old = annex(("1", "Xây dựng kho dữ liệu dùng chung"), ("2", "Đào tạo cán bộ chuyên trách ở cơ sở"))
    new = annex(
        ("1", "Xây dựng kho dữ liệu quốc gia"),
        ("2", "Bảo vệ hạ tầng khoá công khai"),
        ("3", "Đào tạo cán bộ chuyên trách ở cơ sở"),
    )
    data = tracked(old, new)
    assert lines_after(data, "accept") == printed_lines(new)
    assert lines_after(data, "reject") == printed_lines(old)
    assert len(body_of(data).findall(f".//{W}trPr/{W}ins")) == 1


def test_the_signature_stands_before_the_annexes() -> None:
    old = annex(("1", "Xây dựng kho dữ liệu dùng chung"))
    new = annex(("1", "Xây dựng kho dữ liệu quốc gia"))
    frame = OfficialDocument(new, signer_titles=("BỘ TRƯỞNG",), signer="Nguyễn Văn Mẫu")
    data = write_tracked_docx(old, new, compare(old, new), author="Tổ soạn thảo", frame=frame)
    assert lines_after(data, "accept") == ["BỘ TRƯỞNG", "Nguyễn Văn Mẫu", *printed_lines(new)]


def test_a_moved_provision_is_tracked_as_moved_under_one_name() -> None:
    old = build_law(articles=12, seed=3)
    new = Editor(old, 5).apply(Plan(share=0, inserted=0, deleted=0, moved=1)).outline
    body = body_of(tracked(old, new))
    names = [
        {element.get(f"{W}name") for element in body.iter(f"{W}{tag}RangeStart")} for tag in ("moveFrom", "moveTo")
    ]
    assert names[0] == names[1] != set()


def test_author_and_moment_stand_in_every_change() -> None:
    old, new = annex(("1", "Xây dựng kho dữ liệu")), annex(("1", "Xây dựng kho tri thức"))
    moment = datetime(2026, 11, 21, 8, 30, tzinfo=UTC)
    data = write_tracked_docx(old, new, compare(old, new), author="Tổ soạn thảo", moment=moment)
    changes = [*body_of(data).iter(f"{W}ins", f"{W}del")]
    assert {(change.get(f"{W}author"), change.get(f"{W}date")) for change in changes} == {
        ("Tổ soạn thảo", "2026-11-21T08:30:00Z")
    }


def test_libreoffice_opens_the_file(tmp_path: Path) -> None:
    office = shutil.which("soffice")
    if office is None:
        pytest.skip("LibreOffice (soffice) is not installed")
    old = build_law(articles=15, seed=1)
    source = tmp_path / "redline.docx"
    source.write_bytes(tracked(old, Editor(old, 1).apply(Plan()).outline))
    command = [office, f"-env:UserInstallation=file://{tmp_path}/profile", "--headless", "--convert-to", "pdf"]
    subprocess.run([*command, "--outdir", str(tmp_path), str(source)], check=True, capture_output=True, timeout=120)
    assert (tmp_path / "redline.pdf").read_bytes().startswith(b"%PDF")
