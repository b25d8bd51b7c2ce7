"""Whatever amends whatever: what is touched is what the oracle says, which knows the places and no grammar."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from dongbo.engines.amendments import Called, amendments, touched
from dongbo.engines.citations import Relation
from tests.engines.amendments.trees import (
    NUMBER,
    OF,
    amending_paper,
    amendments_of,
    outline_of,
    path,
    shapes,
    touched_by,
)

CALLED = Called(numbers=frozenset({NUMBER}))


@settings(max_examples=300)
@given(data=st.data())
def test_exactly_what_is_named_with_all_beneath_and_above(data: st.DataObject) -> None:
    shape = data.draw(shapes())
    drawn = data.draw(amendments_of(shape))
    target = outline_of(shape)
    said = amendments(amending_paper(drawn), title=f"Sửa đổi, bổ sung {OF}", called=CALLED, target=target)
    found = touched(said, target)
    assert set(found) == touched_by(shape, drawn)
    repealed = {path(one.places[0]) for one in drawn if one.act is Relation.REPEALS}
    assert all(found[each].act is Relation.REPEALS for each in repealed if _is_alone(each, drawn))


def _is_alone(named: str, drawn: tuple[object, ...]) -> bool:
    """Whether only one sentence names this place or what it stands in."""
    return (
        sum(
            any(f"{named}/".startswith(f"{path(place)}/") for place in one.places)  # type: ignore[attr-defined]
            for one in drawn
        )
        == 1
    )


@settings(max_examples=50)
@given(data=st.data())
def test_another_decree_with_the_same_articles_is_not_touched(data: st.DataObject) -> None:
    shape = data.draw(shapes())
    drawn = data.draw(amendments_of(shape))
    other = Called(numbers=frozenset({"58/2021/NĐ-CP"}))
    assert (
        amendments(amending_paper(drawn), title=f"Sửa đổi, bổ sung {OF}", called=other, target=outline_of(shape)) == []
    )
