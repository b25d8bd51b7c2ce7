"""No grant is asked twice and none is left out, whatever the tree, the heads and the grants."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dongbo.organisation.rules.reviews import share_out

AT_ANY_SPEED = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow], max_examples=300)

Case = tuple[dict[int, tuple[int, ...]], dict[int, frozenset[int]], list[tuple[int, int, int]]]


@st.composite
def cases(draw: st.DrawFn) -> Case:
    """Trees of up to 12 units, some of them asked, with heads among five officers, and up to 20 grants."""
    size = draw(st.integers(1, 12))
    lineages = {0: (0,)}
    for unit in range(1, size):
        lineages[unit] = (*lineages[draw(st.integers(0, unit - 1))], unit)
    units, officers = st.integers(0, size - 1), st.integers(1, 5)
    heads = draw(st.dictionaries(units, st.frozensets(officers, max_size=2)))
    grants = draw(st.lists(st.tuples(officers, units), max_size=20))
    return lineages, heads, [(key, holder, unit) for key, (holder, unit) in enumerate(grants)]


def _slowly(lineages: dict[int, tuple[int, ...]], heads: dict[int, frozenset[int]], holder: int, unit: int) -> set[int]:
    """Every unit that may be asked, by the words of the rule: above the grant, and with nothing nearer that may."""
    above = {asked for asked in heads if asked in lineages[unit]}
    free = {asked for asked in above if holder not in heads[asked]} or above
    return {asked for asked in free if not any(asked in lineages[other] and asked != other for other in free)}


@AT_ANY_SPEED
@given(cases())
def test_every_grant_beneath_an_asked_unit_is_asked_of_exactly_one(case: Case) -> None:
    lineages, heads, grants = case
    asked = share_out(grants, lineages=lineages, heads=heads)
    expected = {key: _slowly(lineages, heads, holder, unit) for key, holder, unit in grants}
    assert {key: {unit} for key, unit in asked.items()} == {key: units for key, units in expected.items() if units}


@AT_ANY_SPEED
@given(cases())
def test_where_the_root_is_asked_no_grant_is_left_out(case: Case) -> None:
    lineages, heads, grants = case
    asked = share_out(grants, lineages=lineages, heads={0: frozenset(), **heads})
    assert set(asked) == {key for key, _holder, _unit in grants}
