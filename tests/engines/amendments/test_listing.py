"""Annexes that list repealed papers: which rows repeal what, and which tables only speak of papers."""

from __future__ import annotations

import pytest

from dongbo.engines.amendments import Called, amendments, repealed_in_lists, touched
from dongbo.engines.papers import Line, Paper, Table
from dongbo.engines.provisions import Outline, read_outline
from tests.engines.amendments.test_sentences import DECREE, EVERYTHING, NUMBER, read

CALLED = Called(numbers=frozenset({NUMBER}))
REPEAL = "Bãi bỏ toàn bộ các văn bản quy phạm pháp luật tại Phụ lục ban hành kèm theo Nghị định này."
REPEALED = "DANH MỤC VĂN BẢN QUY PHẠM PHÁP LUẬT BỊ BÃI BỎ"
HEAD = ("STT", "Loại văn bản", "Số, ký hiệu; ngày, tháng, năm ban hành", "Tên văn bản")
OURS = ("1", "Nghị định", f"{NUMBER} ngày 05/3/2021", "Về phát triển dữ liệu số")
OTHER = ("2", "Quyết định", "12/2015/QĐ-TTg ngày 01/02/2015", f"Hướng dẫn khoản 1 Điều 1 Nghị định số {NUMBER}")


def paper(
    *tables: tuple[str, tuple[tuple[str, ...], ...]], body: str = "Nghị định này có hiệu lực từ ngày ký."
) -> Outline:
    """A decree with one clause, and an annex for each table."""
    blocks: list[Line | Table] = []
    number = 0
    lines = ["NGHỊ ĐỊNH", "Về việc xử lý văn bản", "Điều 1. Xử lý văn bản", f"1. {body}", "Nơi nhận:", "- Như trên;"]

    def add(texts: list[str]) -> None:
        nonlocal number
        for text in texts:
            number += 1
            blocks.append(Line(text=text, number=number))

    add([*lines, "TM. CHÍNH PHỦ"])
    for at, (title, rows) in enumerate(tables, start=1):
        name = "PHỤ LỤC" if len(tables) == 1 else f"PHỤ LỤC {'I' * at}"
        add([name, title, "(Ban hành kèm theo Nghị định số 99/2026/NĐ-CP)"])
        blocks.append(Table(rows=rows, number=number + 1))
        number += len(rows)
    return read_outline(Paper(name="", kind="docx", blocks=tuple(blocks)))


def touches(outline: Outline) -> dict[str, str]:
    target = read(DECREE)
    said = amendments(outline, title="Về việc xử lý văn bản", called=CALLED, target=target)
    return {path: touch.act.value for path, touch in touched(said, target).items()}


@pytest.mark.parametrize(
    ("title", "body"),
    [
        (REPEALED, REPEAL),
        (REPEALED, "Nghị định này có hiệu lực từ ngày ký."),
        ("DANH MỤC VĂN BẢN HẾT HIỆU LỰC TOÀN BỘ", "Công bố danh mục kèm theo."),
        ("DANH SÁCH", REPEAL),
        ("DANH SÁCH", "Các văn bản tại Phụ lục kèm theo Nghị định này hết hiệu lực từ ngày 01 tháng 7 năm 2026."),
    ],
)
def test_a_row_repeals_the_paper_whose_number_it_bears(title: str, body: str) -> None:
    found = paper((title, (HEAD, OURS, OTHER)), body=body)
    assert touches(found) == dict.fromkeys(EVERYTHING, "repeals")
    assert [one.number for one in repealed_in_lists(found)] == [NUMBER, "12/2015/QĐ-TTg"]


def test_what_a_repealed_paper_dealt_with_is_not_repealed_with_it() -> None:
    assert touches(paper((REPEALED, (HEAD, OTHER)), body=REPEAL)) == {}


@pytest.mark.parametrize(
    ("title", "body"),
    [
        ("DANH MỤC VĂN BẢN ĐỀ NGHỊ BÃI BỎ", "Nghị định này có hiệu lực từ ngày ký."),
        ("DANH MỤC THỦ TỤC HÀNH CHÍNH BỊ BÃI BỎ", "Công bố thủ tục hành chính bị bãi bỏ tại Phụ lục kèm theo."),
        ("DANH MỤC VĂN BẢN LÀM CĂN CỨ", "Bộ Tư pháp rà soát, đề nghị bãi bỏ các văn bản tại Phụ lục Nghị định này."),
        ("DANH MỤC VĂN BẢN CÒN HIỆU LỰC", "Nghị định này có hiệu lực từ ngày ký."),
    ],
)
def test_other_tables_of_papers_repeal_nothing(title: str, body: str) -> None:
    assert touches(paper((title, (HEAD, OURS)), body=body)) == {}


def test_of_two_annexes_only_the_one_the_text_repeals_by_does() -> None:
    body = "Bãi bỏ các văn bản tại Phụ lục II ban hành kèm theo Nghị định này."
    assert touches(paper(("DANH SÁCH A", (HEAD, OURS)), ("DANH SÁCH B", (HEAD, OTHER)), body=body)) == {}
    assert touches(paper(("DANH SÁCH A", (HEAD, OTHER)), ("DANH SÁCH B", (HEAD, OURS)), body=body)) == dict.fromkeys(
        EVERYTHING, "repeals"
    )


def test_a_paper_that_replaces_another_in_its_row_is_not_repealed() -> None:
    head = ("STT", "Số, ký hiệu", "Lý do hết hiệu lực", "Văn bản thay thế")
    row = ("1", "12/2015/QĐ-TTg", f"Được thay thế bởi Nghị định số {NUMBER}", f"Nghị định số {NUMBER}")
    assert touches(paper((REPEALED, (head, row)))) == {}


def test_a_list_of_parts_repeals_the_provisions_it_names() -> None:
    head = ("STT", "Số, ký hiệu", "Tên văn bản", "Nội dung, quy định hết hiệu lực")
    row = ("1", NUMBER, "Về phát triển dữ liệu số", "Khoản 2 Điều 1; Điều 3")
    found = touches(paper(("DANH MỤC VĂN BẢN HẾT HIỆU LỰC MỘT PHẦN", (head, row))))
    assert {path for path, act in found.items() if act == "repeals"} == {
        "dieu:1/khoan:2", "dieu:3", *(f"dieu:3/khoan:{number}" for number in range(1, 5)),
    }  # fmt: skip
    assert {path for path, act in found.items() if act == "amends"} == {"chuong:I", "dieu:1", "chuong:II"}


def test_a_list_of_parts_that_names_none_amends_the_whole() -> None:
    found = touches(paper(("DANH MỤC VĂN BẢN HẾT HIỆU LỰC MỘT PHẦN", (HEAD, OURS))))
    assert found == dict.fromkeys(EVERYTHING, "amends")


def test_a_list_without_a_table_is_read_line_by_line() -> None:
    body = (
        f"Điều 1. Xử lý\n1. {REPEAL}\nNơi nhận:\n- Như trên;\nTM. CHÍNH PHỦ\nPHỤ LỤC\n{REPEALED}\n"
        f"1. Nghị định số {NUMBER} ngày 05 tháng 3 năm 2021 về dữ liệu.\n2. Quyết định số 12/2015/QĐ-TTg về thuế."
    )
    assert touches(read(body)) == dict.fromkeys(EVERYTHING, "repeals")
