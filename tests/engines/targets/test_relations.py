"""Two targets of one indicator set against each other."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dongbo.engines.targets import Relation, Target, relate

SWAPPED = {Relation.STRICTER: Relation.WEAKER, Relation.WEAKER: Relation.STRICTER}


def target(
    operator: str,
    value: float | None,
    unit: str = "%",
    *,
    to: float | None = None,
    deadline: str | None = "2030",
    name: str = "Tỷ lệ số hóa",
) -> Target:
    return Target(name, operator, value, unit, value_to=to, deadline=deadline)


@pytest.mark.parametrize(
    ("directive", "plan", "relation"),
    [
        (target(">", 80), target(">=", 80), Relation.WEAKER),
        (target(">=", 80), target(">", 80), Relation.STRICTER),
        (target("=", 80), target(">=", 80), Relation.EQUAL),
        (target(">=", 80), target("=", 80), Relation.EQUAL),
        (target(">=", 80), target("~", 80), Relation.WEAKER),
        (target(">=", 80), target("=", 70), Relation.WEAKER),
        (target("range", 40, "tổ chức", to=50), target("=", 30, "tổ chức"), Relation.WEAKER),
        (target("range", 40, to=50), target("range", 40, to=60), Relation.STRICTER),
        (target("<=", 50, "hạng"), target("<=", 30, "hạng"), Relation.STRICTER),
        (target("=", 50, "hạng"), target("=", 60, "hạng"), Relation.WEAKER),
        (target("<=", 3, name="Tỷ lệ hộ nghèo"), target("<", 3, name="Tỷ lệ hộ nghèo"), Relation.STRICTER),
        (target("=", 50, name="Số vụ tai nạn giảm"), target("=", 30, name="Số vụ tai nạn giảm"), Relation.WEAKER),
        (target(">=", 80), target("<=", 70), Relation.CONTRADICTS),
        (target(">=", 80), target("<=", 90), Relation.WEAKER),
        (target(">=", 80), target(">=", 80, deadline="2035"), Relation.HORIZON_DIFFERS),
        (target(">=", 80), target(">=", 80, deadline="2030-12"), Relation.EQUAL),
        (target(">=", 80), target(">=", 80, deadline=None), Relation.EQUAL),
        (target(">=", 30, "% GDP"), target(">=", 300, "tỷ đồng"), Relation.UNIT_DIFFERS),
        (target("=", 100, "%"), target("=", 99, "% dân số"), Relation.WEAKER),
        (target(">=", 2, "nghìn tỷ đồng"), target(">=", 2500, "tỷ đồng"), Relation.STRICTER),
        (target(">=", 3, "trung tâm"), target(">=", 3, "trung tâm dữ liệu"), Relation.EQUAL),
        (target(">=", 3), target("=", None), Relation.WEAKER),
    ],
)
def test_what_the_plan_promises_is_measured_by_the_directive(
    directive: Target, plan: Target, relation: Relation
) -> None:
    assert relate(directive, plan) is relation
    assert relate(plan, directive) is SWAPPED.get(relation, relation)


targets = st.builds(
    lambda operator, value, spread, unit, year, name: Target(
        name, operator, value, unit, value_to=value + spread if operator == "range" else None, deadline=year
    ),
    st.sampled_from([">=", ">", "<=", "<", "=", "range", "~"]),
    st.integers(0, 200).map(float),
    st.integers(1, 50).map(float),
    st.sampled_from(["%", "% GDP", "hạng", "trung tâm", "tỷ đồng", "triệu đồng"]),
    st.sampled_from([None, "2025", "2030", "2030-12"]),
    st.sampled_from(["Tỷ lệ số hóa", "Tỷ lệ hộ nghèo", "Phát thải giảm"]),
)


@given(targets)
def test_a_target_equals_itself(one: Target) -> None:
    assert relate(one, one) is Relation.EQUAL


@given(targets, targets)
def test_swapping_the_sides_swaps_stricter_and_weaker_only(left: Target, right: Target) -> None:
    relation = relate(left, right)
    assert relate(right, left) is SWAPPED.get(relation, relation)


@pytest.mark.parametrize(("unit", "relation"), [("nền tảng", Relation.EQUAL), ("%", Relation.UNIT_DIFFERS)])
def test_a_count_of_things_without_a_known_unit_fits_another_count(unit: str, relation: Relation) -> None:
    assert relate(target(">=", 5, ""), target(">=", 5, unit)) is relation
