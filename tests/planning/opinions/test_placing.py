"""Words marked in a provision are filed where they were marked, however often they stand there."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from dongbo.documents.models import ProvisionVersion
from dongbo.engines.anchors import Quote
from dongbo.planning.operations.opinions.placing import Marked, placed_at

PIECES = ("tỷ lệ hồ sơ", "80%", "trên môi trường điện tử", "tỷ lệ hồ sơ", "🛰️ vệ tinh", "đến năm 2030", "Tỷ lệ hồ sơ")
AT_ANY_SPEED = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
TEXTS = st.lists(st.sampled_from(PIECES), min_size=1, max_size=8).map(", ".join)


def row_of(heading: str, text: str) -> ProvisionVersion:
    """Return a provision with these words."""
    return ProvisionVersion(heading=heading, text=text, path="I/1", rank=3)


@AT_ANY_SPEED
@given(TEXTS, TEXTS, st.data())
def test_what_was_marked_is_what_is_filed(heading: str, text: str, data: st.DataObject) -> None:
    row = row_of(heading, text)
    start = data.draw(st.integers(0, len(row.words) - 1))
    end = data.draw(st.integers(start + 1, len(row.words)))
    exact = row.words[start:end]
    assume(exact.strip())
    sent = exact.replace("\n", "\r\n")
    quote = Quote.from_json(placed_at(row, Marked(sent, start, end), attached=frozenset()).quote)
    blanks = len(exact) - len(exact.lstrip())
    assert (quote.exact, quote.start) == (exact.strip(), start + blanks)


@AT_ANY_SPEED
@given(TEXTS, st.sampled_from(PIECES))
def test_pasted_words_are_filed_where_they_stand_once_and_asked_about_otherwise(text: str, pasted: str) -> None:
    times = text.lower().count(pasted.lower())
    row = row_of("", text)
    if times == 1:
        quote = Quote.from_json(placed_at(row, Marked(pasted), attached=frozenset()).quote)
        assert quote.exact.lower() == pasted.lower()
        return
    with pytest.raises(ValidationError) as refusal:
        placed_at(row, Marked(pasted), attached=frozenset())
    [found] = refusal.value.error_dict["quote"]
    assert found.code == ("quote_several" if times else "quote_not_there")
