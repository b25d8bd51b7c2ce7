"""The statistics of a round against a plain count, and their workbook."""

from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from dongbo.engines.consultation_papers import (
    CountedOpinion,
    Provision,
    Tally,
    UnitAnswer,
    statistics,
    write_statistics_xlsx,
)

PROVISIONS = [Provision("a", "Điều 1", "Mục tiêu"), Provision("b", "Điều 2"), Provision("c", "Điều 3")]
UNITS = [
    UnitAnswer("Bộ", "agrees"),
    UnitAnswer("Bộ", "agrees_with"),
    UnitAnswer("Tỉnh", "disagrees"),
    UnitAnswer("Tỉnh", "", deemed=True),
    UnitAnswer("Tỉnh"),
]
OPINIONS = [
    CountedOpinion("a", "substance", "accepted"),
    CountedOpinion("a", "wording", "partly"),
    CountedOpinion("", "substance", "open"),
    CountedOpinion("gone", "technique", "explained"),
]

units = st.builds(
    UnitAnswer,
    st.sampled_from(["Bộ", "Tỉnh", ""]),
    st.sampled_from(["", "agrees", "agrees_with", "disagrees"]),
    deemed=st.booleans(),
)
opinions = st.builds(
    CountedOpinion,
    st.sampled_from(["", "a", "b", "gone"]),
    st.sampled_from(["substance", "technique", "wording"]),
    st.sampled_from(["open", "accepted", "partly", "explained", "to_leader"]),
)


def test_four_answers_are_counted_and_deemed_agreement_apart() -> None:
    counted = statistics(UNITS, OPINIONS, PROVISIONS)
    assert counted.total == Tally(agrees=1, agrees_with=1, disagrees=1, silent=2, deemed=1)
    assert counted.by_branch == {
        "Bộ": Tally(agrees=1, agrees_with=1),
        "Tỉnh": Tally(disagrees=1, silent=2, deemed=1),
    }
    assert [(one.provision.key, one.opinions) for one in counted.by_provision] == [("a", 2), ("b", 0), ("c", 0)]
    assert (counted.whole, counted.unplaced, counted.opinions) == (1, 1, 4)
    assert counted.by_kind == {"substance": 2, "technique": 1, "wording": 1}
    assert counted.by_outcome == {"open": 1, "accepted": 1, "partly": 1, "explained": 1, "to_leader": 0}


@given(st.lists(units, max_size=30), st.lists(opinions, max_size=30))
def test_every_unit_and_every_opinion_is_counted_once(asked: list[UnitAnswer], said: list[CountedOpinion]) -> None:
    counted = statistics(iter(asked), iter(said), PROVISIONS)
    assert counted.total.asked == sum(tally.asked for tally in counted.by_branch.values()) == len(asked)
    assert counted.total.deemed == sum(tally.deemed for tally in counted.by_branch.values())
    assert counted.total.deemed == sum(1 for unit in asked if unit.deemed and not unit.answer) <= counted.total.silent
    assert sum(one.opinions for one in counted.by_provision) + counted.whole + counted.unplaced == len(said)
    assert sum(counted.by_kind.values()) == sum(counted.by_outcome.values()) == counted.opinions == len(said)
    for branch, tally in counted.by_branch.items():
        here = [unit for unit in asked if (unit.branch or "Chưa xếp khối") == branch]
        for answer in ("agrees", "agrees_with", "disagrees"):
            assert getattr(tally, answer) == sum(1 for unit in here if unit.answer == answer)


def test_an_unknown_answer_is_no_answer_at_all() -> None:
    with pytest.raises(ValueError, match="perhaps"):
        statistics([UnitAnswer("Bộ", "perhaps")], (), ())


def test_the_workbook_holds_every_table() -> None:
    book = load_workbook(BytesIO(write_statistics_xlsx(statistics(UNITS, OPINIONS, PROVISIONS))))
    shown = {sheet.title: [[cell.value for cell in row] for row in sheet.iter_rows()] for sheet in book}
    answers = [
        "Được xin ý kiến", "Đồng ý", "Đồng ý, có ý kiến", "Không đồng ý", "Không phản hồi", "Trong đó: coi như đồng ý",
    ]  # fmt: skip
    assert shown == {
        "Tổng hợp": [["Phạm vi", *answers], ["Toàn bộ", 5, 1, 1, 1, 2, 1]],
        "Theo khối": [["Khối", *answers], ["Bộ", 2, 1, 1, 0, 0, 0], ["Tỉnh", 3, 0, 0, 1, 2, 1]],
        "Theo điều khoản": [
            ["Điều, khoản", "Nội dung", "Số ý kiến"], ["Điều 1", "Mục tiêu", 2], ["Điều 2", None, 0],
            ["Điều 3", None, 0],
            ["Toàn bộ dự thảo", None, 1], ["Điều khoản không còn trong dự thảo", None, 1],
        ],
        "Theo loại": [["Loại ý kiến", "Số ý kiến"], ["Nội dung", 2], ["Kỹ thuật trình bày", 1], ["Câu chữ", 1]],
        "Theo kết quả": [
            ["Kết quả", "Số ý kiến"], ["Chưa giải trình", 1], ["Tiếp thu", 1], ["Tiếp thu một phần", 1],
            ["Giải trình", 1], ["Xin ý kiến lãnh đạo", 0],
        ],
    }  # fmt: skip
