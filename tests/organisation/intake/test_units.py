"""Workbooks of units: founded, renamed and moved by one decision, on any day."""

from datetime import date, datetime
from typing import Any

import pytest
from django.core.exceptions import ValidationError

from dongbo.ledger.models import Event
from dongbo.organisation.models import Intake, Unit, UnitAct, UnitName, UnitPlace
from dongbo.organisation.operations.intake import apply_intake, read_intake
from dongbo.organisation.operations.units import bring_tree_to_date
from dongbo.organisation.queries.intake import export_units
from dongbo.organisation.rules import Acting
from dongbo.organisation.states import Decision, IntakeKind, UnitActKind
from tests.builders import Site, enrolled, found_site, unit_beneath
from tests.organisation.intake.sheets import UNIT_HEADINGS, sheet

EARLY = datetime.fromisoformat("2026-03-02T08:00:00+07:00")
TODAY = date(2026, 11, 21)
DECISION = Decision(number="123/QĐ-BTN", on=date(2026, 11, 20), issuer="Bộ Thử nghiệm")


@pytest.fixture
def site(db: None) -> Site:
    return found_site(at=EARLY)


def read(
    rows: list[tuple[Any, ...]],
    by: Acting,
    at: datetime,
    headings: tuple[str, ...] = UNIT_HEADINGS,
    effective_on: date | None = None,
) -> Intake:
    return read_intake(
        kind=IntakeKind.UNITS,
        data=sheet(headings, rows),
        file_name="don-vi.xlsx",
        by=by,
        at=at,
        effective_on=effective_on,
    )


def apply(intake: Intake, by: Acting, at: datetime, *, keep_good_rows: bool = False) -> Intake:
    return apply_intake(intake=intake, keep_good_rows=keep_good_rows, decision=DECISION, by=by, at=at)


def answers(intake: Intake) -> list[tuple[int, str, str]]:
    return [(finding["row"], finding["column"], finding["code"]) for finding in intake.findings]


def tree() -> list[tuple[str, str | None, int, int]]:
    rows = Unit.objects.filter(is_living=True).order_by("first").select_related("parent")
    return [(unit.code, unit.parent.code if unit.parent else None, unit.first, unit.last) for unit in rows]


TREE = [
    ("G99.01.01.01", "Đội Một", "Đội", "G99.01.01"),  # its parent stands below
    ("G99.01.01", "Phòng Một", "Phòng", "G99.01"),
    ("G99.01", "Cục Bắc", "Cục và tương đương", "G99"),
    ("000.01.02.G99", "Phòng kiểu cũ", "division", "000.00.02.G99"),  # the older form of codes
    ("G99.02", "Công an tỉnh Nam", "Công an tỉnh, thành phố", "G99"),
]


def test_a_tree_is_founded_whatever_the_order_of_its_rows(site: Site, at: datetime) -> None:
    intake = read(TREE, site.administrator, at)
    assert (intake.findings, intake.counts["new"]) == ([], 5)
    events = Event.objects.count()
    apply(intake, site.administrator, at)
    assert tree() == [
        ("G99", None, 0, 5),
        ("G99.01", "G99", 1, 3),
        ("G99.01.01", "G99.01", 2, 3),
        ("G99.01.01.01", "G99.01.01", 3, 3),
        ("G99.02", "G99", 4, 5),
        ("G99.02.01", "G99.02", 5, 5),
    ]
    assert Unit.objects.get(code="G99.02.01").legacy_code == "000.01.02.G99"
    act = UnitAct.objects.get(kind=UnitActKind.FOUND)
    assert (act.decision_number, act.effective_on, act.names.count(), act.places.count()) == (
        "123/QĐ-BTN",
        TODAY,
        5,
        5,
    )
    assert Event.objects.count() == events + 1


def test_the_tree_goes_out_and_comes_in_unchanged(site: Site, at: datetime) -> None:
    apply(read(TREE, site.administrator, at), site.administrator, at)
    headings, rows = export_units(day=TODAY, by=site.administrator, at=at)
    again = read([tuple(row) for row in rows], site.administrator, at, tuple(headings))
    assert (again.findings, again.counts) == ([], {"new": 0, "changed": 0, "unchanged": 6, "refused": 0})


def test_names_codes_places_and_addresses_change_by_one_decision_on_a_day_gone_by(site: Site, at: datetime) -> None:
    apply(read(TREE, site.administrator, EARLY), site.administrator, EARLY)
    on = date(2026, 7, 1)
    headings = ("Mã định danh", "Mã đang dùng", "Tên đơn vị", "Cấp", "Mã đơn vị cấp trên", "Điện thoại")
    rows = [
        ("G99.03", "G99.02", "Công an tỉnh Mới", "province", "G99", "069 1234"),
        ("G99.01.01", None, "Phòng Một", "division", "G99.03", None),  # moves under a code of the same file
        ("G99.04", None, "Cục Mới", "department", "G99", None),
    ]
    intake = read(rows, site.administrator, at, headings, on)
    assert [(row["action"], row["changes"]) for row in intake.rows[:2]] == [
        (
            "changed",
            {
                "code": ["G99.02", "G99.03"],
                "name": ["Công an tỉnh Nam", "Công an tỉnh Mới"],
                "telephone": ["", "069 1234"],
            },
        ),
        ("changed", {"parent": ["G99.01", "G99.03"]}),
    ]
    apply(intake, site.administrator, at)
    assert {code: parent for code, parent, _first, _last in tree()} == {
        "G99": None,
        "G99.01": "G99",
        "G99.03": "G99",
        "G99.04": "G99",
        "G99.01.01": "G99.03",
        "G99.01.01.01": "G99.01.01",
        "G99.02.01": "G99.03",
    }
    unit = Unit.objects.get(code="G99.03")
    assert unit.telephone == "069 1234"
    assert list(UnitName.objects.filter(unit=unit).order_by("valid_from").values_list("code", "valid_to")) == [
        ("G99.02", on),
        ("G99.03", None),
    ]
    moved = UnitPlace.objects.filter(unit__code="G99.01.01").order_by("valid_from")
    assert [(place.parent.code, place.valid_to) for place in moved if place.parent] == [
        ("G99.01", on),
        ("G99.03", None),
    ]
    before = read(
        [("G99.01.01", "Phòng Một", "division", "G99.02")], site.administrator, at, effective_on=date(2026, 5, 1)
    )
    assert answers(before) == [(2, "Mã đơn vị cấp trên", "changes-later")]


def test_a_day_ahead_changes_the_tree_on_that_day(site: Site, at: datetime) -> None:
    ahead = date(2026, 12, 1)
    apply(read(TREE, site.administrator, at, effective_on=ahead), site.administrator, at)
    assert [row[0] for row in tree()] == ["G99"]
    bring_tree_to_date(at=datetime.fromisoformat("2026-12-01T01:00:00+07:00"))
    assert len(tree()) == 6


CODES_CHANGE_HANDS = [
    ("G99.02", "G99.01", "Cục Bắc", "department", "G99"),
    ("G99.01", "G99.02", "Nam", "province", "G99"),
]


def test_codes_change_hands_in_one_file(site: Site, at: datetime) -> None:
    apply(read(TREE[2:3] + TREE[4:], site.administrator, EARLY), site.administrator, EARLY)
    keys = dict(Unit.objects.values_list("code", "pk"))
    headings = ("Mã định danh", "Mã đang dùng", "Tên đơn vị", "Cấp", "Mã đơn vị cấp trên")
    apply(read(CODES_CHANGE_HANDS, site.administrator, at, headings), site.administrator, at)
    after = dict(Unit.objects.values_list("code", "pk"))
    assert (after["G99.01"], after["G99.02"]) == (keys["G99.02"], keys["G99.01"])


def test_bad_rows_are_answered_and_what_hangs_from_them_too(site: Site, at: datetime) -> None:
    unit_beneath(site.unit, "G99.01", "Cục Bắc", by=site.administrator, at=EARLY)
    headings = (*UNIT_HEADINGS, "Ngày thành lập")
    rows = [
        ("G99.02", "Cục Hai", "Cục", "G99", None),  # 2: no such level
        ("G99.02.01", "Phòng", "Phòng", "G99.02", None),  # 3: beneath a refused row
        ("G99.03", "Cục Ba", "department", "G99.88", None),  # 4: unknown parent
        ("G99.04", "Cục Bốn", "department", "G99.05", None),  # 5 and 6 stand beneath each other
        ("G99.05", "Cục Năm", "department", "G99.04", None),
        ("G99.06", "Cục Sáu", "department", "G99", None),
        ("G99.06", "Cục Sáu nữa", "department", "G99", None),  # 8: the code again
        ("??", "Không mã", "department", "G99", None),  # 9: a bad code
        ("G99.07", "Cục Bảy", "department", "G99", "01/01/2020"),  # 10: older than the ministry
        ("G99.08", "Cục Tám", "department", "", None),  # 11: no parent
        ("G99.01", "Cục Bắc", "department", "G99.01", None),  # 12: beneath itself
        ("G99.09", "Cục Chín", "department", "G99", "01/06/2026"),
    ]
    intake = read(rows, site.administrator, at, headings)
    assert sorted((row, code) for row, _column, code in answers(intake)) == [
        (2, "unknown-level"),
        (3, "unknown-parent"),
        (4, "unknown-parent"),
        (5, "cycle"),
        (6, "cycle"),
        (8, "duplicate-code"),
        (9, "bad-code"),
        (10, "founded-before-parent"),
        (11, "missing"),
        (12, "code-contradicts"),
    ]
    with pytest.raises(ValidationError, match="10 dòng bị từ chối"):
        apply(intake, site.administrator, at)
    apply(intake, site.administrator, at, keep_good_rows=True)
    assert [row[0] for row in tree()] == ["G99", "G99.01", "G99.06", "G99.09"]
    assert Unit.objects.get(code="G99.09").founded_on == date(2026, 6, 1)


def test_a_unit_moved_beneath_its_own_branch_is_a_cycle_and_only_the_moving_row_is_refused(
    site: Site, at: datetime
) -> None:
    apply(read(TREE[:3], site.administrator, EARLY), site.administrator, EARLY)
    rows = [
        ("G99.01", "Cục Bắc", "department", "G99.01.01.01"),
        ("G99.01.01", "Phòng Một", "division", "G99.01"),
        ("G99.01.01.01", "Đội Một", "team", "G99.01.01"),
    ]
    intake = read(rows, site.administrator, at)
    assert {row for row, _column, _code in answers(intake)} == {2}
    assert [row["action"] for row in intake.rows] == ["unchanged", "unchanged"]


def test_who_reorganises_one_branch_changes_only_what_is_beneath_it(site: Site, at: datetime) -> None:
    apply(read(TREE, site.administrator, EARLY), site.administrator, EARLY)
    north = Unit.objects.get(code="G99.01")
    officer = enrolled("to-chuc", "organisation-officer", unit=north, by=site.administrator, at=EARLY)
    rows = [
        ("G99.01", "Cục Bắc mới", "department", "G99"),  # 2: a unit is not renamed from within
        ("G99.01.01", "Phòng Một mới", "division", "G99.01"),
        ("G99.01.02", "Phòng Hai", "division", "G99.01"),
        ("G99.02.05", "Phòng của người khác", "division", "G99.02"),  # 5
        ("G99.01.01.01", "Đội Một", "team", "G99.02"),  # 6: taken elsewhere
    ]
    intake = read(rows, officer, at)
    assert sorted({(row, code) for row, _column, code in answers(intake)}) == [
        (2, "not-allowed"),
        (5, "not-allowed"),
        (6, "not-allowed"),
    ]
    assert [row["row"] for row in intake.rows] == [3, 4]
