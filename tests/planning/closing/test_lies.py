"""Known lies planted into histories done through the operations: every one is found, and no honest act is alarmed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.core.exceptions import ValidationError

from dongbo.planning.models import OpinionGroup
from dongbo.planning.operations.answering import answer_group
from dongbo.planning.operations.writing import add_sibling
from dongbo.planning.states import Outcome
from tests.planning.closing.histories import told
from tests.planning.closing.lying import HONEST, LIES, explained_with_a_dash, found, make, still_there
from tests.planning.closing.test_closure import examined

if TYPE_CHECKING:
    from datetime import datetime

    from tests.builders import Site

WAYS = [pytest.param(False, id="written"), pytest.param(True, id="imported")]


@pytest.mark.parametrize("from_file", WAYS)
@pytest.mark.parametrize("seed", [1, 2])
def test_every_lie_is_found_and_no_honest_act_alarmed(site: Site, at: datetime, seed: int, from_file: bool) -> None:
    world = make(site, at=at, seed=seed, acts=[*HONEST, *LIES], from_file=from_file)
    assert len(world.expected) == len(LIES) + 2
    assert found(world) == sorted(world.expected)
    assert found(world) == sorted(world.expected)
    assert still_there(world) == len(world.expected)


@pytest.mark.parametrize("from_file", WAYS)
def test_an_honest_history_leaves_the_silent_unit_alone(site: Site, at: datetime, from_file: bool) -> None:
    world = make(site, at=at, seed=3, acts=HONEST, from_file=from_file)
    [(kind, detail, _key)] = world.expected
    assert (kind, detail) == ("never_replied", "silent")
    assert found(world) == world.expected


def test_an_explanation_without_a_reason_is_refused_before_it_could_be_found(site: Site, at: datetime) -> None:
    world = make(site, at=at, seed=4, acts=[*HONEST, explained_with_a_dash], from_file=False)
    group = OpinionGroup.objects.get(outcome=Outcome.EXPLAINED, reason="–")
    for reason in (" ", "–"):
        with pytest.raises(ValidationError) as refusal:
            answer_group(
                group=group, outcome=Outcome.EXPLAINED, response="Giữ nguyên.", reason=reason,
                by=world.story.asking.drafter, at=at,
            )  # fmt: skip
        assert set(refusal.value.error_dict) == {"reason"}
    assert found(world) == sorted(world.expected)


def test_a_reference_that_followed_is_neither_a_change_without_basis_nor_a_change_that_was_promised(
    site: Site, at: datetime
) -> None:
    story = told(site, at=at)
    [unit, other] = story.asking
    promised, asked_for = story.sends(unit, ("dieu:3/khoan:1", "", ""), ("dieu:2", "", ""))
    story.answers(promised)
    story.answers(asked_for)
    story.sends(other)
    story.closes()
    row = story.acts(add_sibling, "dieu:2/khoan:1")
    story.writes(row.provision, "Đánh giá tác động trước khi triển khai.")
    version = story.freezes()
    assert story.row("dieu:3/khoan:1", version).text.startswith("Các đơn vị thực hiện khoản 3 Điều 2")
    assert examined(story, version) == [("accepted_unchanged", "provision_unchanged")]
