"""Rules as JSON: what was written comes back, and what is malformed is named."""

import json
from collections.abc import Callable
from copy import deepcopy
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dongbo.engines.councils.models import MODELS
from dongbo.engines.councils.rules import CouncilRules, RulesRefused, Share
from tests.engines.councils.worlds import rules

WRITTEN = MODELS[1].rules.as_json()


@given(st.randoms(use_true_random=False))
def test_rules_come_back_as_they_were(draw: Random):
    drawn = rules(draw)
    assert CouncilRules.from_json(json.loads(json.dumps(drawn.as_json()))) == drawn


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.code)
def test_a_model_comes_back_as_it_was(model):
    assert CouncilRules.from_json(json.loads(json.dumps(model.rules.as_json()))) == model.rules


def test_the_form_of_the_json():
    assert list(WRITTEN) == [
        "quorum",
        "voters",
        "secret",
        "choices",
        "tests",
        "otherwise",
        "tie",
        "conflict",
        "stand_ins_speak",
        "papers_days",
        "papers_days_working",
        "returns",
        "number_notation",
        "dissent_reserved",
        "criteria",
    ]
    assert WRITTEN["quorum"] == {
        "share": {"numerator": 2, "denominator": 3, "strictly": False},
        "presences": [
            {"roles": ["chair", "vice_chair"], "at_least": 1},
            {"roles": ["secretary"], "at_least": 1},
            {"roles": ["reviewer"], "at_least": 1},
        ],
        "online_counts": True,
        "stand_ins_count": False,
    }
    assert WRITTEN["tests"][1] == {
        "outcome": "not_passed",
        "choices": ["not_passed"],
        "share": {"numerator": 1, "denominator": 3, "strictly": True},
        "base": "present",
    }
    assert WRITTEN["criteria"][0] == {"code": "layout", "name": "Bố cục"}


def changed(*path: str | int, to: object) -> dict:
    """Return the rules with something else at `path`."""
    data = deepcopy(WRITTEN)
    at = data
    for step in path[:-1]:
        at = at[step]
    at[path[-1]] = to
    return data


def without(name: str) -> dict:
    return {key: value for key, value in WRITTEN.items() if key != name}


@pytest.mark.parametrize(
    ("data", "field", "part"),
    [
        (None, "", "phải là một nhóm"),
        ([], "", "phải là một nhóm"),
        (without("voters"), "voters", "còn thiếu mục “voters”"),
        ({**WRITTEN, "vetoes": []}, "vetoes", "có mục lạ “vetoes”"),
        ({**WRITTEN, 7: 7}, "7", "có mục lạ “7”"),
        (changed("voters", to="chair"), "voters", "phải là một danh sách"),
        (changed("voters", to=["chair", "king"]), "voters.1", "phải là một trong: chair, vice_chair"),
        (changed("voters", to=[["chair"]]), "voters.0", "phải là một trong"),
        (changed("choices", to=["passed"] * 101), "choices", "nhiều nhất là 100"),
        (changed("secret", to=1), "secret", "phải là có (true) hoặc không (false)"),
        (changed("papers_days", to=True), "papers_days", "phải là số nguyên"),
        (changed("papers_days", to=2.5), "papers_days", "phải là số nguyên"),
        (changed("returns", to="2"), "returns", "phải là số nguyên"),
        (changed("returns", to=10**30), "returns", "phải nằm trong khoảng"),
        (changed("number_notation", to=None), "number_notation", "phải là chữ"),
        (changed("number_notation", to="HĐ\x00TĐ"), "number_notation", "có ký tự không in được"),
        (changed("number_notation", to="\ud800"), "number_notation", "có ký tự không in được"),
        (changed("number_notation", to="H" * 501), "number_notation", "dài 501 ký tự"),
        (changed("quorum", to=[]), "quorum", "phải là một nhóm"),
        (changed("quorum", "share", to={"numerator": 2}), "quorum.share.denominator", "còn thiếu mục “denominator”"),
        (changed("quorum", "share", "denominator", to=0), "quorum.share.denominator", "phải là số nguyên lớn hơn 0"),
        (changed("quorum", "presences", 0, "roles", to=None), "quorum.presences.0.roles", "phải là một danh sách"),
        (changed("tests", 0, "base", to="some"), "tests.0.base", "phải là một trong: all, present, cast"),
        (changed("tests", 2, "share", "numerator", to=None), "tests.2.share.numerator", "phải là số nguyên"),
        (changed("tie", to={}), "tie", "phải là một trong: chair, fails, again"),
        (changed("criteria", 0, to=["layout", "Bố cục"]), "criteria.0", "phải là một nhóm gồm các mục code, name"),
    ],
)
def test_what_is_malformed_is_named(data: object, field: str, part: str):
    with pytest.raises(RulesRefused) as refused:
        CouncilRules.from_json(data)
    assert refused.value.field == field
    assert part in refused.value.sentence
    assert str(refused.value) == refused.value.sentence


NOTHING_OF_THE_KIND = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=5,
)


@given(st.data())
def test_whatever_is_put_in_is_taken_or_refused(data: st.DataObject):
    """Any value anywhere gives rules that can be written again, or a refusal that names a place."""
    written = deepcopy(WRITTEN)
    at = written
    while True:
        step = data.draw(st.sampled_from(list(at) if isinstance(at, dict) else list(range(len(at)))))
        if not isinstance(at[step], dict | list) or not at[step] or data.draw(st.booleans()):
            break
        at = at[step]
    at[step] = data.draw(NOTHING_OF_THE_KIND)
    try:
        read = CouncilRules.from_json(written)
    except RulesRefused:
        return
    assert read.as_json() == written


@pytest.mark.parametrize(
    ("share", "of", "needed", "words"),
    [
        (Share(2, 3, strictly=False), 9, 6, "ít nhất 2/3"),
        (Share(2, 3, strictly=False), 10, 7, "ít nhất 2/3"),
        (Share(1, 2, strictly=True), 10, 6, "trên 1/2"),
        (Share(1, 2, strictly=True), 11, 6, "trên 1/2"),
        (Share(1, 3, strictly=True), 9, 4, "trên 1/3"),
        (Share(1, 1, strictly=False), 9, 9, "toàn bộ"),
        (Share(75, 100, strictly=False), 9, 7, "ít nhất 75%"),
        (Share(6667, 10_000, strictly=False), 9, 7, "ít nhất 66,67%"),
        (Share(5005, 10_000, strictly=True), 10, 6, "trên 50,05%"),
        (Share(2, 3, strictly=False), 0, 1, "ít nhất 2/3"),
    ],
)
def test_shares(share: Share, of: int, needed: int, words: str):
    assert (share.needed(of), share.words) == (needed, words)


@given(st.integers(1, 50), st.integers(1, 50), st.booleans(), st.integers(0, 200))
def test_the_fewest_needed_reach_and_one_less_does_not(numerator: int, denominator: int, strictly: bool, of: int):
    share = Share(numerator, denominator, strictly)
    needed = share.needed(of)
    assert share.reached(needed, of) is (of > 0)
    assert not share.reached(needed - 1, of)


def test_exact_where_floating_point_is_not():
    """0,58 of 50 is 29 persons; 50 × 0,58 in floating point is less."""
    share: Callable[[int, int], bool] = Share(58, 100, strictly=False).reached
    assert share(29, 50)
    assert not Share(58, 100, strictly=True).reached(29, 50)
