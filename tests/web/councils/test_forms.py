"""What officers write of rules is read as the rules it means, and shown as it is read."""

from __future__ import annotations

import pytest
from django.http import QueryDict
from hypothesis import given
from hypothesis import strategies as st

from dongbo.engines.councils.models import CRITERIA
from dongbo.engines.councils.rules import CouncilRules, Share
from dongbo.web.councils.forms.criteria import criteria_text, criteria_written
from dongbo.web.councils.forms.rules import RulesEntry
from dongbo.web.councils.forms.shares import share_written
from tests.councils import RULES
from tests.web.councils.sending import typed


@given(numerator=st.integers(1, 999), denominator=st.integers(1, 999), strictly=st.booleans())
def test_a_share_is_read_back_from_its_words(numerator: int, denominator: int, strictly: bool) -> None:
    share = Share(numerator, denominator, strictly)
    found = share_written(share.words)
    assert found is not None
    of = 999 * 998
    assert [found.reached(count, of) for count in (found.needed(of), found.needed(of) - 1)] == [
        share.reached(count, of) for count in (found.needed(of), found.needed(of) - 1)
    ]


@pytest.mark.parametrize(
    ("said", "share"),
    [
        ("ít nhất 2/3", Share(2, 3, strictly=False)),
        ("Trên 1/2", Share(1, 2, strictly=True)),
        ("trên 50%", Share(50, 100, strictly=True)),
        ("75 %", Share(75, 100, strictly=False)),
        ("quá nửa", Share(1, 2, strictly=True)),
        ("toàn bộ", Share(1, 1, strictly=False)),
        ("2 / 3", Share(2, 3, strictly=False)),
        ("hai phần ba", None),
        ("2/0", None),
        ("-1/2", None),
        ("", None),
    ],
)
def test_a_share_is_read_as_people_write_it(said: str, share: Share | None) -> None:
    assert share_written(said) == share


def test_criteria_keep_their_codes_by_name_and_new_ones_get_their_own() -> None:
    known = {name: code for code, name in CRITERIA}
    text = "  Bố cục \n\nTính khả thi\nTính  khả thi!\nLayout"
    assert criteria_written(text, known) == (
        ("layout", "Bố cục"),
        ("tinh_kha_thi", "Tính khả thi"),
        ("tinh_kha_thi_2", "Tính khả thi!"),
        ("layout_2", "Layout"),
    )
    assert criteria_written(criteria_text(CRITERIA), known) == CRITERIA


@pytest.mark.parametrize("rules", RULES.values(), ids=RULES)
def test_the_rules_of_every_model_are_read_back_from_the_form_they_fill(rules: CouncilRules) -> None:
    entry = RulesEntry(typed(RulesEntry(None, rules=rules)))
    assert entry.is_valid()
    assert entry.rules() == rules


def test_a_row_more_keeps_what_was_typed_and_a_blank_row_counts_as_not_there() -> None:
    data = typed(RulesEntry(None, rules=RULES["general"]))
    data["more"] = "tests"
    data["tests-0-share"] = "không đọc được"
    grown = RulesEntry(data)
    assert (grown.tests.count, grown.presences.count) == (4, 1)
    assert grown.tests.forms[0]["share"].value() == "không đọc được"
    del data["more"]
    data["tests-count"], data["tests-0-share"] = "4", "trên 1/2"
    entry = RulesEntry(data)
    assert entry.is_valid()
    assert entry.rules() == RULES["general"]


def test_a_threshold_that_is_begun_says_what_it_lacks() -> None:
    data = typed(RulesEntry(None, rules=RULES["general"]))
    data["tests-1-share"] = ""
    entry = RulesEntry(data)
    assert not entry.is_valid()
    assert [set(row.errors) for row in entry.tests.forms] == [set(), {"share"}, set()]


def test_rows_are_never_more_than_a_page_holds() -> None:
    for count in ("999999", "-3", "x"):
        assert RulesEntry(QueryDict(f"tests-count={count}")).tests.count in (3, 10)
