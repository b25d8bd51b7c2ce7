"""Writing a new unit with its first name and place."""

from datetime import date

from dongbo.engines.vietnamese import fold, toneless
from dongbo.organisation.models import Unit, UnitAct, UnitName, UnitPlace
from dongbo.organisation.states import Level


def place_new_unit(
    *,
    code: str,
    name: str,
    short_name: str,
    level: Level,
    parent: Unit | None,
    founded_on: date,
    act: UnitAct | None,
    legacy_code: str = "",
    is_living: bool = True,
) -> Unit:
    """This will write a new unit with its first name and place, checked by the caller, who then settles the tree."""
    unit = Unit.objects.create(
        code=code,
        legacy_code=legacy_code,
        name=name,
        short_name=short_name,
        level=level,
        parent=parent,
        founded_on=founded_on,
        is_living=is_living,
        search_key=search_key(name=name, short_name=short_name, code=code),
    )
    UnitName.objects.create(
        unit=unit, code=code, name=name, short_name=short_name, level=level, valid_from=founded_on, act=act
    )
    UnitPlace.objects.create(unit=unit, parent=parent, valid_from=founded_on, act=act)
    return unit


def search_key(*, name: str, short_name: str, code: str) -> str:
    """Return what a unit is found by, tones or none."""
    return toneless(fold(f"{name} {short_name} {code}"))
