"""How decrees and resolutions say what they do to others, written by hand."""

from __future__ import annotations

import pytest

from dongbo.engines.amendments import Called, amendments, touched
from dongbo.engines.papers.paper import paper_from_lines
from dongbo.engines.provisions import Outline, read_outline

NUMBER = "57/2021/NĐ-CP"
OF = f"Nghị định số {NUMBER}"
DECREE = """\
NGHỊ ĐỊNH
Về dữ liệu số
Chương I
QUY ĐỊNH CHUNG
Điều 1. Phạm vi
1. Nghị định này quy định về dữ liệu.
2. Không áp dụng cho cơ yếu.
Điều 2. Mục tiêu
1. Đến năm 2030 đạt 80%.
2. Đến năm 2030 có 5 trung tâm:
a) Trung tâm miền Bắc;
b) Trung tâm miền Nam.
Chương II
NHIỆM VỤ
Điều 3. Nền tảng
1. Xây dựng nền tảng.
2. Vận hành nền tảng.
3. Đánh giá nền tảng.
4. Báo cáo hằng năm."""
RESOLUTION = """\
NGHỊ QUYẾT
Về dữ liệu số
I. QUAN ĐIỂM
1. Dữ liệu là tài nguyên.
2. Dữ liệu được dùng chung.
II. NHIỆM VỤ
1. Xây dựng nền tảng.
2. Bảo đảm an toàn:
a) Giám sát liên tục.
b) Diễn tập hằng năm."""
EVERYTHING = {
    "chuong:I", "dieu:1", "dieu:1/khoan:1", "dieu:1/khoan:2", "dieu:2", "dieu:2/khoan:1", "dieu:2/khoan:2",
    "dieu:2/khoan:2/diem:a", "dieu:2/khoan:2/diem:b", "chuong:II", "dieu:3", "dieu:3/khoan:1", "dieu:3/khoan:2",
    "dieu:3/khoan:3", "dieu:3/khoan:4",
}  # fmt: skip
CHAPTER_TWO = {path for path in EVERYTHING if path == "chuong:II" or path.startswith("dieu:3")}


def read(text: str) -> Outline:
    return read_outline(paper_from_lines(text.split("\n")))


def touches(body: str, *, title: str = "Về việc khác", target: str = DECREE, number: str = NUMBER) -> dict[str, str]:
    outline = read(target)
    said = amendments(read(body), title=title, called=Called(numbers=frozenset({number})), target=outline)
    return {path: touch.act.value for path, touch in touched(said, outline).items()}


def test_a_list_of_what_is_repealed_takes_its_verb_from_above() -> None:
    body = f"Điều 1. Bãi bỏ các quy định sau đây của {OF}:\n1. Điều 1.\n2. Từ khoản 2 đến khoản 4 Điều 3."
    found = touches(body)
    assert {path for path, act in found.items() if act == "repeals"} == {
        "dieu:1", "dieu:1/khoan:1", "dieu:1/khoan:2", "dieu:3/khoan:2", "dieu:3/khoan:3", "dieu:3/khoan:4",
    }  # fmt: skip
    assert {path for path, act in found.items() if act == "amends"} == {"chuong:I", "chuong:II", "dieu:3"}


def test_clauses_of_an_article_named_above_are_that_article_s() -> None:
    body = (
        f"Điều 1. Sửa đổi, bổ sung một số điều của {OF}\n1. Sửa đổi, bổ sung một số khoản của Điều 3 như sau:\n"
        "a) Sửa đổi khoản 2 như sau:\n“2. Vận hành và bảo trì theo khoản 1 Điều 2.”\n"
        "b) Bổ sung khoản 5 vào sau khoản 4 như sau:\n“5. Công bố.”"
    )
    assert set(touches(body, title=f"Sửa đổi {OF}")) == {"chuong:II", "dieu:3", "dieu:3/khoan:2"}


def test_a_chapter_holds_its_articles_though_their_paths_leave_it_out() -> None:
    body = f"Điều 1. Hiệu lực\n1. Chương II {OF} hết hiệu lực kể từ ngày Nghị định này có hiệu lực."
    assert touches(body) == dict.fromkeys(CHAPTER_TWO, "repeals")


def test_what_stands_in_no_version_touches_where_it_would_stand() -> None:
    body = f"Điều 1. Sửa đổi khoản 9 Điều 3 {OF} như sau: “9. Mới.”"
    assert set(touches(body)) == {"chuong:II", "dieu:3"}


def test_an_article_that_the_register_does_not_know_touches_the_whole() -> None:
    assert set(touches(f"Điều 1. Bãi bỏ Điều 30 {OF}.")) == EVERYTHING


def test_a_new_article_touches_the_chapter_it_is_put_into() -> None:
    body = f"Điều 1. Bổ sung Điều 3a vào sau Điều 3 {OF} như sau:\n“Điều 3a. Mới.”"
    assert set(touches(body)) == {"chuong:II"}


@pytest.mark.parametrize(
    "words", ["khoản 5 và khoản 6 vào Điều 3", "khoản 2 vào Điều 3", "nội dung sau vào cuối Điều 3"]
)
def test_what_is_put_into_an_article_leaves_its_clauses_alone(words: str) -> None:
    assert set(touches(f"Điều 1. Bổ sung {words} {OF} như sau: “Mới.”")) == {"chuong:II", "dieu:3"}


def test_a_paper_that_only_amended_the_other_before_is_left_alone() -> None:
    title = "Sửa đổi Nghị định số 23/2015/NĐ-CP, được sửa đổi, bổ sung bởi " + OF
    assert touches("Điều 1. Sửa đổi Điều 2 như sau: “Điều 2. Mới.”", title=title) == {}


def test_provisions_of_two_papers_are_told_apart() -> None:
    body = (
        f"Điều 1. Sửa đổi, bổ sung một số điều của {OF}\n1. Sửa đổi khoản 1 Điều 1 như sau:\n“1. Mới.”\n"
        "Điều 2. Sửa đổi, bổ sung một số điều của Nghị định số 12/2020/NĐ-CP\n1. Sửa đổi Điều 3 như sau:\n“Điều 3.”"
    )
    assert set(touches(body, title="Sửa đổi một số nghị định")) == {"chuong:I", "dieu:1", "dieu:1/khoan:1"}
    title = f"Sửa đổi {OF} và Nghị định số 12/2020/NĐ-CP"
    assert set(touches(body, title=title)) == {"chuong:I", "dieu:1", "dieu:1/khoan:1"}


def test_where_a_provision_was_amended_before_is_not_where_it_is_now() -> None:
    before = "(đã được sửa đổi theo khoản 2 Điều 3 Nghị định số 9/2023/NĐ-CP)"
    body = f"Điều 1. Sửa đổi khoản 1 Điều 1 {OF} {before} như sau: “1. Mới.”"
    assert set(touches(body)) == {"chuong:I", "dieu:1", "dieu:1/khoan:1"}


def test_the_effect_of_a_paper_replaces_another() -> None:
    body = f"Điều 9. Hiệu lực\n1. Nghị định này có hiệu lực từ ngày 01 tháng 7 năm 2026 và thay thế {OF}."
    assert touches(body) == dict.fromkeys(EVERYTHING, "replaces")


def test_a_title_alone_tells_where_the_text_names_nothing() -> None:
    assert touches("Điều 1. Phạm vi\n1. Như đã nêu.", title=f"Bãi bỏ {OF}") == dict.fromkeys(EVERYTHING, "repeals")
    some = f"Sửa đổi, bổ sung một số điều của {OF}"
    assert touches("Điều 1. Phạm vi\n1. Như đã nêu.", title=some) == dict.fromkeys(EVERYTHING, "amends")


def test_sections_of_a_resolution_are_named_in_their_own_way() -> None:
    of = "Nghị quyết số 57-NQ/TW"
    body = f"1. Sửa đổi điểm b khoản 2 mục II {of} như sau: “b) Diễn tập hằng quý.”\n2. Bãi bỏ mục I {of}."
    found = touches(body, title=f"Sửa đổi {of}", target=RESOLUTION, number="57-NQ/TW")
    assert found == {
        "I": "repeals", "I/1": "repeals", "I/2": "repeals", "II": "amends", "II/2": "amends", "II/2/b": "amends",
    }  # fmt: skip


@pytest.mark.parametrize(
    "words",
    [
        f"Bộ Tư pháp chủ trì sửa đổi khoản 2 Điều 1 {OF} trong năm 2027.",
        f"Sửa đổi, bổ sung {OF} trước năm 2027.",
        f"Thực hiện khoản 2 Điều 1 {OF}.",
        f"Rà soát, đề xuất bãi bỏ {OF}.",
        "Sửa đổi Điều 1 Nghị định này khi cần.",
    ],
)
def test_a_task_or_a_reference_does_nothing(words: str) -> None:
    assert touches(f"Điều 1. Nhiệm vụ\n1. {words}") == {}


PLAN = """\
KẾ HOẠCH
Về dữ liệu số
I. MỤC TIÊU
1. Mục tiêu chung:
a) Kết nối các đơn vị.
b) Dùng chung dữ liệu.
2. Mục tiêu cụ thể:
a) Đạt 80%.
b) Đạt 90%.
c) Có 5 trung tâm.
II. NHIỆM VỤ
1. Xây dựng:
a) Nền tảng.
b) Kho dữ liệu.
2. Vận hành:
a) Trực hằng ngày.
3. Báo cáo."""
SECTION_TWO_CLAUSES = {"II", "II/2", "II/2/a", "II/3"}


@pytest.mark.parametrize(
    ("words", "touched_paths", "unsure"),
    [
        ("Sửa đổi điểm c khoản 2", {"I", "I/2", "I/2/c"}, False),
        ("Sửa đổi khoản 3", {"II", "II/3"}, False),
        ("Sửa đổi điểm a khoản 2", {"I", "I/2", "I/2/a", "II", "II/2", "II/2/a"}, True),
        ("Sửa đổi điểm đ khoản 3", {"II", "II/3"}, False),
        ("Sửa đổi điểm đ khoản 1", {"I", "I/1", "II", "II/1"}, True),
        ("Sửa đổi điểm a mục 2 phần II", {"II", "II/2", "II/2/a"}, False),
        ("Bãi bỏ từ khoản 2 đến khoản 3", SECTION_TWO_CLAUSES, False),
        ("Bổ sung điểm d vào sau điểm c khoản 2", {"I", "I/2"}, False),
        ("Bổ sung điểm c vào khoản 3", {"II", "II/3"}, False),
    ],
)
def test_a_point_of_a_paper_of_sections_is_found_without_its_section(
    words: str, touched_paths: set[str], *, unsure: bool
) -> None:
    outline = read(PLAN)
    of = "Kế hoạch số 57/KH-BTN"
    called = Called(numbers=frozenset({"57/KH-BTN"}))
    said = amendments(read(f"1. {words} {of} như sau: “Mới.”"), title=f"Sửa đổi {of}", called=called, target=outline)
    found = touched(said, outline)
    assert set(found) == touched_paths
    assert {touch.amendment.unsure for touch in found.values()} == {unsure}


def test_a_clause_that_no_section_holds_touches_the_whole() -> None:
    of = "Kế hoạch số 57/KH-BTN"
    body = f"1. Sửa đổi khoản 9 {of} như sau: “9. Mới.”"
    assert len(touches(body, title=f"Sửa đổi {of}", target=PLAN, number="57/KH-BTN")) == 15


def test_what_is_surely_touched_is_told_before_what_may_be() -> None:
    of = "Kế hoạch số 57/KH-BTN"
    body = f"1. Bãi bỏ điểm a khoản 2 {of}.\n2. Sửa đổi điểm a khoản 2 phần II {of} như sau: “a) Trực đêm.”"
    outline = read(PLAN)
    called = Called(numbers=frozenset({"57/KH-BTN"}))
    found = touched(amendments(read(body), title=f"Sửa đổi {of}", called=called, target=outline), outline)
    assert {path for path, touch in found.items() if not touch.amendment.unsure} == {"II", "II/2", "II/2/a"}
    assert {path for path, touch in found.items() if touch.amendment.unsure} == {"I", "I/2", "I/2/a"}
