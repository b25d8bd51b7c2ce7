"""The columns of a table stand in the official order, in whatever order a database gives its cells back."""

from itertools import permutations

from dongbo.engines.decree30.passages import RowPassage, table_rows
from dongbo.engines.drafting import references
from dongbo.engines.provisions import Kind, Node, Outline
from dongbo.engines.provisions.tables import in_order, joined

CELLS = {"task": "Xây nền tảng theo Điều 1", "lead_unit": "Cục A", "deadline": "Quý I", "note": ""}


def shuffled() -> list[dict[str, str]]:
    return [dict(one) for one in permutations(CELLS.items())]


def test_columns_are_in_order_however_they_were_kept() -> None:
    assert {tuple(in_order(one)) for one in shuffled()} == {("task", "lead_unit", "deadline", "note")}
    assert in_order(["note", "Cột lạ", "result:2045", "result:2030", "indicator"]) == [
        "indicator", "result:2030", "result:2045", "note", "Cột lạ",
    ]  # fmt: skip


def test_the_words_of_a_row_are_told_in_order_without_its_empty_cells() -> None:
    assert {joined(one) for one in shuffled()} == {"Xây nền tảng theo Điều 1 Cục A Quý I"}


def test_a_table_is_printed_the_same_however_its_cells_were_kept() -> None:
    printed = {
        tuple(table_rows([Node(kind=Kind.ROW, number="1", cells=one, path="phu_luc:1/dong:1")])) for one in shuffled()
    }
    assert printed == {
        (
            RowPassage(("TT", "Nhiệm vụ", "Cơ quan chủ trì", "Thời hạn hoàn thành", "Ghi chú"), "phu_luc:1/"),
            RowPassage(("1", "Xây nền tảng theo Điều 1", "Cục A", "Quý I", ""), "phu_luc:1/dong:1"),
        )
    }


def test_references_in_cells_come_in_the_order_of_the_columns() -> None:
    for cells in (
        {"lead_unit": "xem Điều 2", "task": "theo Điều 1"},
        {"task": "theo Điều 1", "lead_unit": "xem Điều 2"},
    ):
        annex = Node(kind=Kind.ANNEX, children=[Node(kind=Kind.ROW, number="1", cells=cells)])
        articles = [Node(kind=Kind.ARTICLE, number=str(one), path=f"dieu:{one}") for one in (1, 2)]
        found = references(Outline(nodes=[*articles, annex], style="dieu"))
        assert [(one.part, one.target.number) for one in found] == [("cells:task", "1"), ("cells:lead_unit", "2")]
