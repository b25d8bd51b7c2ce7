"""What officers write of rules is read as the rules it means, and shown as it is read."""

from __future__ import annotations

from fractions import Fraction

import pytest
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from dongbo.engines.councils.models import CRITERIA
from dongbo.engines.councils.rules import CouncilRules, Share
from dongbo.planning.states import ReviewKind
from dongbo.web.councils.forms.criteria import criteria_text, criteria_written
from dongbo.web.councils.forms.reviews import RemarkForm
from dongbo.web.councils.forms.rules import RulesEntry
from dongbo.web.councils.forms.shares import ShareField, share_told, share_written
from tests.councils import RULES
from tests.web.councils.sending import typed


def meaning(share: Share | None) -> tuple[bool, Fraction] | None:
    """Return what tells a share from another, however it is written: 2/4 means what 1/2 does."""
    return share and (share.strictly, Fraction(share.numerator, share.denominator))


@pytest.mark.parametrize("shown", ["vi", "en"])
@pytest.mark.parametrize("sent", ["vi", "en"])
@given(
    numerator=st.integers(1, 9999),
    denominator=st.integers(1, 999) | st.sampled_from([100, 10_000]),
    strictly=st.booleans(),
)
def test_a_share_is_read_back_from_its_words_whatever_the_language(
    shown: str, sent: str, numerator: int, denominator: int, strictly: bool
) -> None:
    share = Share(numerator, denominator, strictly)
    with translation.override(shown):
        words = ShareField().prepare_value(share)
    with translation.override(sent):
        assert meaning(ShareField().clean(words)) == meaning(share)
    assert meaning(share_written(share.words)) == meaning(share)


def test_a_share_is_shown_in_the_words_of_the_reader() -> None:
    shares = (Share(2, 3, strictly=False), Share(1, 2, strictly=True), Share(1, 1, strictly=False))
    with translation.override("vi"):
        assert [share_told(one) for one in shares] == ["ít nhất 2/3", "trên 1/2", "toàn bộ"]
        assert [share_told(one) for one in shares] == [one.words for one in shares]
    with translation.override("en"):
        assert [share_told(one) for one in shares] == ["at least 2/3", "over 1/2", "all"]
    for language, told in (("vi", "ít nhất 66,67%"), ("en", "at least 66.67%")):
        with translation.override(language):
            assert share_told(Share(6667, 10_000, strictly=False)) == told


@pytest.mark.parametrize("language", ["vi", "en"])
def test_a_share_that_cannot_be_read_is_refused_with_forms_that_can(language: str) -> None:
    with translation.override(language), pytest.raises(ValidationError) as refused:
        ShareField().clean("two out of three")
    [told] = refused.value.messages
    for form in ("ít nhất 2/3", "trên 1/2", "toàn bộ", "at least 2/3", "over 1/2", "all"):
        assert form in told
        assert share_written(form) is not None


@pytest.mark.parametrize(
    ("said", "share"),
    [
        ("ít nhất 2/3", Share(2, 3, strictly=False)),
        ("Trên 1/2", Share(1, 2, strictly=True)),
        ("trên 50%", Share(50, 100, strictly=True)),
        ("75 %", Share(75, 100, strictly=False)),
        ("66,67%", Share(6667, 10_000, strictly=False)),
        ("over 66.6 %", Share(6660, 10_000, strictly=True)),
        ("66,667%", None),
        ("66,%", None),
        ("quá nửa", Share(1, 2, strictly=True)),
        ("toàn bộ", Share(1, 1, strictly=False)),
        ("At least 2/3", Share(2, 3, strictly=False)),
        ("no less than 60%", Share(60, 100, strictly=False)),
        ("over 1/2", Share(1, 2, strictly=True)),
        ("more than  50 %", Share(50, 100, strictly=True)),
        ("more than half", Share(1, 2, strictly=True)),
        ("All", Share(1, 1, strictly=False)),
        ("two thirds", None),
        ("under 1/2", None),
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


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("rules", RULES.values(), ids=RULES)
def test_the_rules_of_every_model_are_read_back_from_the_form_they_fill(rules: CouncilRules, language: str) -> None:
    with translation.override(language):
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


def test_a_remark_begins_in_the_paper_that_is_not_sent_yet() -> None:
    form, opinion = ReviewKind.FORM, ReviewKind.OPINION
    for open_kinds, begun in (([form, opinion], form), ([opinion], opinion), ([], form)):
        remark = RemarkForm(has_place=False, kinds=[form, opinion], open_kinds=open_kinds)
        assert remark["into"].value() == begun


def test_rows_are_never_more_than_a_page_holds() -> None:
    for count in ("999999", "-3", "x"):
        assert RulesEntry(QueryDict(f"tests-count={count}")).tests.count in (3, 10)
