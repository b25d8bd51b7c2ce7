"""Taking a file in: everything the engines read in it, and the gate that nothing secret passes."""

import hashlib
import tracemalloc
from pathlib import Path

import pytest

from dongbo.engines.intake import STATE_SECRET, read_paper, read_paper_file, refuse_secret, take_in
from dongbo.engines.papers import MAX_BYTES, PaperRefused, paper_from_lines

PLAN = """\
BỘ ĐÈN LỒNG
Số: 12/KH-BĐL
Hà Nội, ngày 05 tháng 3 năm 2026
KẾ HOẠCH
Thắp sáng phố cổ bằng đèn lồng
Thực hiện Nghị quyết số 07-NQ/ĐUBĐL ngày 10 tháng 02 năm 2026, Bộ ban hành Kế hoạch như sau:
I. MỤC TIÊU
1. Treo 20 đèn lồng.
"""
SECRET = PLAN.replace("KẾ HOẠCH\n", "TỐI MẬT\nKẾ HOẠCH\n")


def test_a_file_is_taken_in_with_all_that_is_read_in_it() -> None:
    data = PLAN.encode()
    taken = take_in(data, name="kế hoạch.txt")
    assert taken.paper.name == "kế hoạch.txt"
    assert taken.metadata.number == "12/KH-BĐL"
    assert [node.path for node in taken.outline.walk()] == ["I", "I/1"]
    assert [citation.number for citation in taken.citations] == ["07-NQ/ĐUBĐL"]
    assert (taken.sha256, taken.size) == (hashlib.sha256(data).hexdigest(), len(data))
    assert taken.preamble == "\n".join(PLAN.splitlines()[:6])


def test_a_paper_that_begins_with_a_provision_has_no_preamble() -> None:
    assert take_in("1. Treo đèn lồng.\n2. Dán giấy dó.\n".encode(), name="a.txt").preamble == ""


@pytest.mark.parametrize("read", [take_in, read_paper])
def test_a_secret_paper_is_refused_and_nothing_of_it_said(read: object) -> None:
    assert callable(read)
    with pytest.raises(PaperRefused) as refusal:
        read(SECRET.encode(), name="chôn đèn.txt")
    assert refusal.value.code == STATE_SECRET == "state_secret"
    said = str(refusal.value)
    assert "dòng 4" in said
    for word in ("ĐÈN LỒNG", "12/KH", "chôn", "phố cổ"):
        assert word not in said


def test_an_open_paper_passes_the_gate() -> None:
    refuse_secret(paper_from_lines(["KẾ HOẠCH", "Bảo vệ bí mật nhà nước", "1. Người giữ tài liệu mật phải cẩn thận."]))


def test_files_pass_the_same_gate(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(PLAN, encoding="utf-8")
    (tmp_path / "b.txt").write_text(SECRET, encoding="utf-8")
    assert read_paper_file(tmp_path / "a.txt") == read_paper(PLAN.encode(), name="a.txt")
    with pytest.raises(PaperRefused) as refusal:
        read_paper_file(tmp_path / "b.txt")
    assert refusal.value.code == STATE_SECRET


def test_what_is_no_file_is_refused_with_its_path(tmp_path: Path) -> None:
    for path, code in ((tmp_path, "not_a_file"), (tmp_path / "không có.txt", "not_found")):
        with pytest.raises(PaperRefused) as refusal:
            read_paper_file(path)
        assert refusal.value.code == code
        assert str(path) in str(refusal.value)


def test_a_name_too_long_for_the_disk_is_refused(tmp_path: Path) -> None:
    with pytest.raises(PaperRefused) as refusal:
        read_paper_file(tmp_path / ("đ" * 300))
    assert refusal.value.code == "not_readable"


def test_a_file_over_the_bound_is_refused_without_being_read_whole(tmp_path: Path) -> None:
    path = tmp_path / "lon.docx"
    with path.open("wb") as sparse:
        sparse.truncate(8 * MAX_BYTES)
    tracemalloc.start()
    try:
        with pytest.raises(PaperRefused) as refusal:
            read_paper_file(path)
        assert tracemalloc.get_traced_memory()[1] < 2.5 * MAX_BYTES
    finally:
        tracemalloc.stop()
    assert refusal.value.code == "too-large"
    assert str(refusal.value).startswith("Tệp “lon.docx” lớn hơn 64 MB, mức được phép."), "how large was not read"
