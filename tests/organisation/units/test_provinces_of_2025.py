"""63 provinces become 34 and districts end: every question is answered of its own day, and totals stay comparable."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

import pytest
from django.db import transaction

from dongbo.organisation.models import Unit
from dongbo.organisation.operations.units import end_level, merge_units, rename_unit
from dongbo.organisation.queries.units import (
    branch_on,
    children_on,
    comparable_totals,
    living_units,
    path_on,
    predecessors_of,
    successors_of,
    today_of,
    tree_on,
    unit_on,
)
from dongbo.organisation.states import Decision, Level
from tests.organisation.units.histories import SINCE, History, current, drawn, history_since
from tests.organisation.units.provinces_of_2025 import AFTER, BEFORE, END_OF_DISTRICTS, MERGED, MERGERS

AT = datetime.fromisoformat("2026-11-21T08:00:00+00:00")
RESOLUTION = Decision(number="202/2025/QH15", on=date(2025, 6, 12), issuer="Quốc hội")
LAST_DAY_OF_2024 = date(2024, 12, 31)


@dataclass(frozen=True)
class Country:
    """The history with its provinces by their code of before, and the districts and communes of Phú Thọ's parts."""

    history: History
    provinces: dict[str, Unit]
    districts: dict[str, Unit]
    communes: dict[str, Unit]


def code_of(province: str) -> str:
    return f"G99.{province}"


@pytest.fixture(scope="module")
def country_rows(django_db_setup: None, django_db_blocker: object) -> Iterator[Country]:
    """Found the country once for this module; it is rolled back when the module is done."""
    with django_db_blocker.unblock(), transaction.atomic():  # type: ignore[attr-defined]
        yield the_country()
        transaction.set_rollback(True)


@pytest.fixture
def country(country_rows: Country, db: None) -> Country:
    return country_rows


def the_country() -> Country:
    history = history_since(SINCE, at=AT)
    provinces = {code: history.found(code_of(code), f"Công an tỉnh {name}") for code, name in BEFORE.items()}
    districts, communes = {}, {}
    for province in ("25", "26", "17", "01"):
        district = history.found(
            f"{code_of(province)}.D1",
            f"Công an huyện của {BEFORE[province]}",
            under=provinces[province],
            level=Level.DISTRICT,
        )
        districts[province] = district
        communes[province] = history.found(
            f"{district.code}.C1", f"Công an xã của {BEFORE[province]}", under=district, level=Level.COMMUNE
        )
    how = {"by": history.site.administrator, "at": AT, "decision": RESOLUTION}
    end_level(
        level=Level.DISTRICT,
        within=history.root,
        effective_on=END_OF_DISTRICTS,
        by=history.site.administrator,
        at=AT,
        decision=Decision(number="282/QĐ-TTg"),
    )
    for code, (former, _name, others) in MERGED.items():
        merge_units(
            predecessors=[provinces[other] for other in others],
            successor=current(provinces[former]),
            effective_on=MERGERS,
            **how,
        )
        if code != former:
            rename_unit(unit=current(provinces[former]), code=code_of(code), effective_on=MERGERS, **how)
    return Country(history, provinces, districts, communes)


def test_every_day_has_its_own_provinces(country: Country) -> None:
    def provinces(day: date) -> dict[str, str]:
        return {
            unit.code.removeprefix("G99."): unit.name.removeprefix("Công an tỉnh ")
            for unit in tree_on(day).units.values()
            if unit.level == Level.PROVINCE
        }

    assert (len(BEFORE), len(AFTER)) == (63, 34)
    assert provinces(LAST_DAY_OF_2024) == provinces(END_OF_DISTRICTS) == BEFORE
    assert provinces(date(2025, 6, 30)) == BEFORE
    assert provinces(MERGERS) == provinces(date(2026, 11, 21)) == AFTER
    assert {unit.code for unit in living_units().filter(level=Level.PROVINCE)} == {code_of(code) for code in AFTER}


PHU_THO = {
    LAST_DAY_OF_2024: ["Phú Thọ", "  huyện của Phú Thọ", "    xã của Phú Thọ"],
    END_OF_DISTRICTS: ["Phú Thọ", "  xã của Phú Thọ"],
    MERGERS: ["Phú Thọ", "  xã của Hòa Bình", "  xã của Phú Thọ", "  xã của Vĩnh Phúc"],
}


@pytest.mark.parametrize("day", PHU_THO)
def test_a_branch_of_each_day_against_one_drawn_by_hand(country: Country, day: date) -> None:
    tree = tree_on(day)
    phu_tho = country.provinces["25"]
    lines = [
        "  " * (len(tree.path(unit.key)) - 2) + unit.name.removeprefix("Công an ").removeprefix("tỉnh ")
        for unit in branch_on(phu_tho, day)
    ]
    assert lines == PHU_THO[day]


def test_the_whole_tree_of_each_day_has_the_units_of_that_day(country: Country) -> None:
    assert [len(tree_on(day)) for day in (LAST_DAY_OF_2024, END_OF_DISTRICTS, MERGERS, date(2026, 11, 21))] == [
        1 + 63 + 4 + 4,
        1 + 63 + 4,
        1 + 34 + 4,
        1 + 34 + 4,
    ]
    assert drawn(date(1999, 12, 31)) == []


def test_a_code_names_whom_it_named_that_day(country: Country) -> None:
    """24 was Bắc Giang's; the merged Bắc Ninh, 27 before, has it since."""
    before, after = unit_on("G99.24", LAST_DAY_OF_2024), unit_on("G99.24", MERGERS)
    assert before is not None
    assert after is not None
    assert (before.key, before.name) == (country.provinces["24"].pk, "Công an tỉnh Bắc Giang")
    assert (after.key, after.name) == (country.provinces["27"].pk, "Công an tỉnh Bắc Ninh")
    assert unit_on("G99.27", MERGERS) is None
    assert unit_on(country.provinces["24"], MERGERS) is None


def test_paths_and_children_are_those_of_the_day(country: Country) -> None:
    commune = country.communes["26"]
    paths = {
        day: [unit.code for unit in path_on(commune, day)] for day in (LAST_DAY_OF_2024, END_OF_DISTRICTS, MERGERS)
    }
    own = commune.code
    assert paths == {
        LAST_DAY_OF_2024: ["G99", "G99.26", "G99.26.D1", own],
        END_OF_DISTRICTS: ["G99", "G99.26", own],
        MERGERS: ["G99", "G99.25", own],
    }
    assert [unit.key for unit in children_on(country.provinces["26"], END_OF_DISTRICTS)] == [commune.pk]
    assert children_on(country.provinces["26"], MERGERS) == []


def test_who_took_over_from_whom(country: Country) -> None:
    phu_tho, hoa_binh = country.provinces["25"], country.provinces["17"]
    steps = [
        (step.successor.pk, step.act.decision_number, step.is_heir, step.depth) for step in successors_of(hoa_binh)
    ]
    assert steps == [(phu_tho.pk, "202/2025/QH15", True, 1)]
    district = country.districts["17"]
    assert [(step.successor.pk, step.depth) for step in successors_of(district)] == [(hoa_binh.pk, 1), (phu_tho.pk, 2)]
    assert today_of(current(district)) == phu_tho
    came = {(step.predecessor.pk, step.depth) for step in predecessors_of(phu_tho)}
    assert came == {
        (hoa_binh.pk, 1),
        (country.provinces["26"].pk, 1),
        (country.districts["25"].pk, 1),
        (country.districts["17"].pk, 2),
        (country.districts["26"].pk, 2),
    }
    assert successors_of(country.provinces["01"]) == []


def test_totals_of_2024_by_the_provinces_of_today(country: Country) -> None:
    counted = {unit.pk: int(code) for code, unit in country.provinces.items()}
    said = comparable_totals(counted, counted_on=LAST_DAY_OF_2024, shown_on=date(2026, 11, 21), of_branches=True)
    keys = {unit.code.removeprefix("G99."): unit.pk for unit in living_units().filter(level=Level.PROVINCE)}
    assert said.unsplit == ()
    assert said.totals == {
        keys[code]: int(MERGED[code][0]) + sum(map(int, MERGED[code][2])) if code in MERGED else int(code)
        for code in AFTER
    }
    assert said.totals[keys["25"]] == 25 + 26 + 17
    assert set(said.sources[keys["25"]]) == {country.provinces[code].pk for code in ("25", "26", "17")}


def test_records_of_ended_districts_and_moved_communes_follow_their_ground(country: Country) -> None:
    counted = {country.districts["17"].pk: 5, country.communes["26"].pk: 7, country.communes["01"].pk: 11}
    said = comparable_totals(counted, counted_on=LAST_DAY_OF_2024, shown_on=MERGERS)
    assert {key: total for key, total in said.totals.items() if total} == {
        country.provinces["25"].pk: 12,
        country.provinces["01"].pk: 11,
    }
    assert len(said.totals) == 34


def test_totals_of_today_by_the_provinces_of_2024_where_they_can_be_said(country: Country) -> None:
    counted = {unit.pk: 100 for unit in living_units().filter(level=Level.PROVINCE)}
    counted[country.communes["26"].pk] = 3
    said = comparable_totals(counted, counted_on=date(2026, 11, 21), shown_on=LAST_DAY_OF_2024)
    assert said.totals[country.provinces["01"].pk] == 100
    assert said.totals[country.provinces["26"].pk] == 3
    assert {one.unit for one in said.unsplit} == {
        country.provinces[former].pk for former, _name, _others in MERGED.values()
    }
    phu_tho = next(one for one in said.unsplit if one.unit == country.provinces["25"].pk)
    assert set(phu_tho.candidates) == {country.provinces[code].pk for code in ("25", "26", "17")}
    assert sum(said.totals.values()) + sum(one.value for one in said.unsplit) == sum(counted.values())


def test_a_rule_of_apportioning_shares_a_total_out_and_loses_nothing(country: Country) -> None:
    keys = [country.provinces[code].pk for code in ("25", "26", "17")]
    shares = {keys[0]: Decimal("0.333"), keys[1]: Decimal("0.333"), keys[2]: Decimal("0.334")}
    said = comparable_totals(
        {keys[0]: Decimal("100.1")},
        counted_on=MERGERS,
        shown_on=LAST_DAY_OF_2024,
        shares={keys[0]: shares},
    )
    assert (said.unsplit, sum(said.totals.values())) == ((), Decimal("100.1"))
    assert said.totals[keys[1]] == Decimal("33.3333")
    with pytest.raises(ValueError, match="one in all"):
        comparable_totals(
            {keys[0]: 1},
            counted_on=MERGERS,
            shown_on=LAST_DAY_OF_2024,
            shares={keys[0]: {keys[0]: Decimal("0.5")}},
        )


def test_what_did_not_exist_that_day_is_said_to_be_absent(country: Country) -> None:
    said = comparable_totals({country.provinces["26"].pk: 4}, counted_on=MERGERS, shown_on=LAST_DAY_OF_2024)
    assert [(one.unit, one.value, one.obstacle.value) for one in said.unsplit] == [
        (country.provinces["26"].pk, 4, "absent")
    ]
