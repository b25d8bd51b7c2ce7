"""Founding, renaming, moving, merging, splitting and dissolving units."""

from datetime import date, datetime

from django.db import transaction

from dongbo.engines.vietnamese import fold, toneless
from dongbo.ledger.operations import append_event
from dongbo.organisation.models import Unit, UnitAct, UnitName, UnitPlace
from dongbo.organisation.operations.numbering import advance_epoch, renumber
from dongbo.organisation.rules import Acting, require
from dongbo.organisation.states import Decision, Level, Permission, UnitActKind

NO_DECISION = Decision()


@transaction.atomic
def found_unit(
    *,
    code: str,
    name: str,
    level: Level,
    parent: Unit,
    founded_on: date,
    by: Acting,
    at: datetime,
    short_name: str = "",
    decision: Decision = NO_DECISION,
) -> Unit:
    """This will found a unit beneath `parent` from `founded_on`. Raises NotAllowed, ValidationError."""
    advance_epoch()
    authorship = require(by, Permission.UNIT_REORGANISE, unit=parent, at=at)
    act = UnitAct.objects.create(
        kind=UnitActKind.FOUND,
        effective_on=founded_on,
        decision_number=decision.number,
        decision_on=decision.on,
        decision_issuer=decision.issuer,
        recorded_at=at,
        recorded_by=by.officer,
    )
    unit = place_new_unit(
        code=code, name=name, short_name=short_name, level=level, parent=parent, founded_on=founded_on, act=act
    )
    renumber(on=founded_on)
    unit.refresh_from_db()
    append_event(
        kind="organisation.unit_founded",
        subject_kind="unit",
        subject_id=unit.pk,
        payload={"code": code, "name": name, "parent": parent.code, "founded_on": founded_on.isoformat()},
        by=authorship,
        at=at,
    )
    return unit


def place_new_unit(
    *,
    code: str,
    name: str,
    short_name: str,
    level: Level,
    parent: Unit | None,
    founded_on: date,
    act: UnitAct | None,
) -> Unit:
    """This will write a new unit with its first name and place; the caller numbers the tree."""
    unit = Unit.objects.create(
        code=code,
        name=name,
        short_name=short_name,
        level=level,
        parent=parent,
        founded_on=founded_on,
        search_key=toneless(fold(f"{name} {short_name} {code}")),
    )
    UnitName.objects.create(
        unit=unit, code=code, name=name, short_name=short_name, level=level, valid_from=founded_on, act=act
    )
    UnitPlace.objects.create(unit=unit, parent=parent, valid_from=founded_on, act=act)
    return unit
