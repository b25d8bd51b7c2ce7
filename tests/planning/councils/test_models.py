"""Models of rules: those that are seeded, and those law brings later; the choices kept here are the engine's."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from django.core.exceptions import ValidationError

from dongbo.engines.councils.contradictions import Severity, contradictions
from dongbo.engines.councils.models import MODELS
from dongbo.engines.councils.rules import CouncilRules, Role, Tie
from dongbo.ledger.models import Event
from dongbo.organisation.rules import NotAllowed
from dongbo.planning.models import CouncilModel
from dongbo.planning.operations.councils import end_council_model, set_council_model
from dongbo.planning.queries.council_models import models_on
from dongbo.planning.states import SeatRole
from tests.councils import RULES

if TYPE_CHECKING:
    from datetime import datetime

    from tests.builders import Site

TODAY = date(2026, 11, 21)


def test_the_seeded_models_are_those_the_engine_knows(db: None) -> None:
    seeded = {
        one.code: (one.name, one.legal_basis, one.grade, one.rules, tuple(one.notes.split("\n")))
        for one in CouncilModel.objects.all()
    }
    assert seeded == {
        one.code: (one.name, one.legal_basis, one.certainty, one.rules.as_json(), one.notes) for one in MODELS
    }


def test_every_seeded_model_is_read_back_and_contradicts_itself_nowhere(db: None) -> None:
    refused = {
        model.code: [
            one.code for one in contradictions(CouncilRules.from_json(model.rules)) if one.severity is Severity.REFUSED
        ]
        for model in CouncilModel.objects.all()
    }
    assert refused == {model.code: [] for model in MODELS}


def test_roles_are_those_of_the_engine() -> None:
    assert SeatRole.values == [role.value for role in Role]


def said(**changes: Any) -> dict[str, Any]:
    return {
        "code": "general",
        "name": "Hội đồng theo luật mới",
        "rules": replace(RULES["general"], secret=True),
        "legal_basis": "Nghị định mới, Điều 3",
        "grade": "A",
        "notes": "",
        "valid_from": TODAY,
    } | changes


def test_a_change_of_law_is_a_new_row_and_the_old_one_ends_that_day(site: Site, at: datetime) -> None:
    before = CouncilModel.objects.get(code="general")
    new = set_council_model(**said(), by=site.administrator, at=at)
    before.refresh_from_db()
    assert (before.valid_to, new.valid_to) == (TODAY, None)
    assert {one.code: one.pk for one in models_on(TODAY)}["general"] == new.pk
    assert {one.code: one.pk for one in models_on(date(2026, 11, 20))}["general"] == before.pk
    event = Event.objects.get(kind="planning.council_model_set")
    assert (event.subject_kind, event.subject_id, event.payload["rules"]["secret"]) == (
        "council_model", str(new.pk), True,
    )  # fmt: skip


def test_a_model_ends_on_a_day_to_come_and_once(site: Site, at: datetime) -> None:
    model = CouncilModel.objects.get(code="regional_plan")
    with pytest.raises(ValidationError) as past:
        end_council_model(model=model, on=date(2026, 11, 20), by=site.administrator, at=at)
    assert set(past.value.message_dict) == {"on"}
    end_council_model(model=model, on=date(2026, 12, 1), by=site.administrator, at=at)
    assert "regional_plan" not in {one.code for one in models_on(date(2026, 12, 1))}
    assert "regional_plan" in {one.code for one in models_on(date(2026, 11, 30))}
    with pytest.raises(ValidationError) as again:
        end_council_model(model=model, on=date(2026, 12, 2), by=site.administrator, at=at)
    assert again.value.code == "ended"


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"code": "có dấu"}, "code"),
        ({"name": ""}, "name"),
        ({"legal_basis": " "}, "legal_basis"),
        ({"grade": "Z"}, "grade"),
        ({"valid_to": TODAY}, "valid_to"),
        ({"rules": replace(RULES["general"], secret=True, tie=Tie.CHAIR)}, "tie"),
        ({"valid_from": date(2026, 11, 20)}, "valid_from"),
        ({"notes": "Độ mật: Tối mật"}, "notes"),
    ],
)
def test_a_model_that_cannot_hold_is_refused_by_its_field(
    change: dict[str, Any], field: str, site: Site, at: datetime
) -> None:
    with pytest.raises(ValidationError) as refused:
        set_council_model(**said(**change), by=site.administrator, at=at)
    assert set(refused.value.message_dict) == {field}
    assert CouncilModel.objects.count() == len(MODELS)


def test_only_who_defines_rules_sets_and_ends_models(site: Site, at: datetime) -> None:
    model = CouncilModel.objects.get(code="general")
    with pytest.raises(NotAllowed):
        set_council_model(**said(), by=site.planner, at=at)
    with pytest.raises(NotAllowed):
        end_council_model(model=model, on=TODAY, by=site.planner, at=at)
