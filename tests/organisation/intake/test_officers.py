"""Workbooks of officers: what is good, what is refused and why, and what is written."""

from datetime import date, datetime
from typing import Any

import pytest
from django.core.exceptions import ValidationError

from dongbo.engines.workbooks import read_workbook
from dongbo.ledger.models import Event
from dongbo.ledger.queries import verify_ledger
from dongbo.organisation.models import Grant, Intake, Officer, Post, RightsAlarm, Unit
from dongbo.organisation.operations.intake import apply_intake, discard_intake, read_intake
from dongbo.organisation.operations.officers import suspend_officer
from dongbo.organisation.operations.posts import appoint
from dongbo.organisation.queries import acting_as
from dongbo.organisation.queries.intake import export_officers, findings_workbook, intake_list, template_workbook
from dongbo.organisation.rules import Acting, NotAllowed, holds
from dongbo.organisation.states import IntakeKind, IntakeState, Permission, PostKind
from tests.builders import Site, enrolled, found_site, unit_beneath
from tests.organisation.intake.sheets import OFFICER_HEADINGS, officer_row, sheet

TODAY = date(2026, 11, 21)
EARLY = datetime.fromisoformat("2026-03-02T08:00:00+07:00")


@pytest.fixture
def site(db: None) -> Site:
    """A ministry founded in spring, so that posts of autumn lie in its days."""
    return found_site(at=EARLY)


@pytest.fixture
def north(site: Site) -> Unit:
    unit = unit_beneath(site.unit, "G99.01", "Cục Bắc", by=site.administrator, at=EARLY)
    unit.refresh_from_db()
    return unit


def read(rows: list[tuple[Any, ...]], by: Acting, at: datetime, headings: tuple[str, ...] = OFFICER_HEADINGS) -> Intake:
    return read_intake(kind=IntakeKind.OFFICERS, data=sheet(headings, rows), file_name="can-bo.xlsx", by=by, at=at)


def answers(intake: Intake) -> list[tuple[int, str, str]]:
    return [(finding["row"], finding["column"], finding["code"]) for finding in intake.findings]


def test_good_rows_are_looked_at_first_and_written_in_one_act(site: Site, north: Unit, at: datetime) -> None:
    before = Officer.objects.count()
    intake = read([officer_row(1, "G99.01"), officer_row(2, "G99.01", title="Đội phó")], site.administrator, at)
    assert (intake.counts, Officer.objects.count()) == (
        {"new": 2, "changed": 0, "unchanged": 0, "refused": 0},
        before,
    )
    events = Event.objects.count()
    applied = apply_intake(intake=intake, keep_good_rows=False, by=site.administrator, at=at)
    assert (applied.state, applied.applied) == (IntakeState.APPLIED, 2)
    written = Post.objects.filter(officer__username__startswith="cb.").order_by("officer__username")
    assert [(post.officer.full_name, post.title, post.unit_id, post.valid_from, post.is_main) for post in written] == [
        ("Trần Văn An", "Cán bộ", north.pk, date(2026, 9, 1), True),
        ("Lê Văn An", "Đội phó", north.pk, date(2026, 9, 1), True),
    ]
    officer = written[0].officer
    assert (officer.has_usable_password(), officer.search_key) == (False, "tran van an cb.00001")
    assert Event.objects.count() == events + 1
    event = Event.objects.first()
    assert event is not None
    assert (event.kind, event.payload["sha256"], event.payload["counts"]) == (
        "organisation.intake_applied",
        intake.sha256,
        {"new": 2, "changed": 0, "unchanged": 0, "refused": 0},
    )
    first, last = event.payload["written"]["officers"][0]
    assert list(Officer.objects.filter(pk__range=(first, last)).values_list("username", flat=True).order_by("pk")) == [
        "cb.00001",
        "cb.00002",
    ]
    assert verify_ledger() is None


WRONG: list[tuple[str, dict[str, Any], str, str]] = [
    ("unit nobody knows", {"unit": "G99.77"}, "Mã đơn vị", "unknown-unit"),
    ("a code that lost its zeros", {"unit": 7}, "Mã đơn vị", "number"),
    ("a unit of later", {"valid_from": "01/01/2026"}, "Mã đơn vị", "unit-not-then"),
    ("username taken by another", {"username": "quan-tri"}, "Tên đăng nhập", "another-person"),
    ("username with blanks", {"username": "Nguyễn Văn A"}, "Tên đăng nhập", "bad-username"),
    ("an identity number", {"username": "001099012345"}, "Tên đăng nhập", "bad-username"),
    ("no name", {"full_name": ""}, "Họ và tên", "missing"),
    ("no title", {"title": None}, "Chức vụ", "missing"),
    ("no such day", {"valid_from": "31/02/2026"}, "Từ ngày", "no-day"),
    ("month first", {"valid_from": "12/25/2026"}, "Từ ngày", "no-day"),
    ("a year gone wrong", {"valid_from": "01/09/0226"}, "Từ ngày", "unlikely-day"),
]


@pytest.mark.parametrize(("changed", "column", "code"), [one[1:] for one in WRONG], ids=[one[0] for one in WRONG])
def test_a_bad_row_is_answered_by_row_and_column(
    site: Site, north: Unit, at: datetime, changed: dict[str, Any], column: str, code: str
) -> None:
    intake = read([officer_row(1, "G99.01"), officer_row(2, **{"unit": "G99.01", **changed})], site.administrator, at)
    assert (3, column, code) in answers(intake)
    assert {row for row, _column, _code in answers(intake)} == {3}
    with pytest.raises(ValidationError, match="1 dòng bị từ chối"):
        apply_intake(intake=intake, keep_good_rows=False, by=site.administrator, at=at)
    assert not Officer.objects.filter(username="cb.00001").exists()
    apply_intake(intake=intake, keep_good_rows=True, by=site.administrator, at=at)
    assert Officer.objects.filter(username="cb.00001").exists()


FULL = (*OFFICER_HEADINGS, "Đến trước ngày", "Vị trí", "Vị trí chính", "Vai trò ban đầu")


def test_rows_are_checked_against_each_other(site: Site, north: Unit, at: datetime) -> None:
    rows = [
        (*officer_row(1, "G99.01"), "01/12/2026", "Người đứng đầu", "Có", None),
        (*officer_row(1, "G99.01"), "01/12/2026", "Người đứng đầu", "Có", None),  # 3: the same row again
        (*officer_row(1, "G99", full_name="Người Khác Hẳn"), None, None, "Không", None),  # 4: another person
        (*officer_row(1, "G99", valid_from="02/09/2026"), None, None, "Có", None),  # 5: a second main post
        (*officer_row(1, "G99"), None, None, "Kiêm nhiệm", None),
        (*officer_row(2, "G99.01"), None, "head", "x", None),  # 7: a second head
        (*officer_row(3, "G99.01", valid_from="01/12/2026"), None, "Thủ trưởng", None, None),  # half-open: may be
        (*officer_row(4, "G99.01"), "01/08/2026", None, None, None),  # 9: reversed
        (*officer_row(5, "G99.01"), None, "Giám sát", "có lẽ", "Vua"),  # 10: three faults
    ]
    intake = read(rows, site.administrator, at, FULL)
    assert answers(intake) == [
        (3, "Tên đăng nhập", "duplicate-row"),
        (4, "Tên đăng nhập", "duplicate-username"),
        (5, "Vị trí chính", "two-mains"),
        (7, "Vị trí", "two-heads"),
        (9, "Đến trước ngày", "days-reversed"),
        (10, "Vị trí chính", "yes-or-no"),
        (10, "Vị trí", "unknown-kind"),
        (10, "Vai trò ban đầu", "unknown-role"),
    ]
    assert [row["row"] for row in intake.rows] == [2, 6, 8]


def test_a_starting_role_is_tied_to_the_post_and_raises_the_alarm(site: Site, north: Unit, at: datetime) -> None:
    rows = [
        (*officer_row(1, "G99.01"), None, None, None, "reader"),
        (*officer_row(2, "G99.01"), None, None, None, "Cán bộ kế hoạch"),
        (*officer_row(3, "G99.01"), None, None, None, None),
    ]
    RightsAlarm.objects.all().delete()
    apply_intake(intake=read(rows, site.administrator, at, FULL), keep_good_rows=False, by=site.administrator, at=at)
    grants = Grant.objects.filter(officer__username__startswith="cb.").order_by("officer__username")
    assert [
        (one.role.code, one.unit_id, one.covers_branch, one.post.officer_id == one.officer_id) for one in grants
    ] == [  # type: ignore[union-attr]
        ("reader", north.pk, False, True),
        ("planning-officer", north.pk, False, True),
    ]
    acting = [acting_as(Officer.objects.get(username=f"cb.0000{number}"), at=at) for number in (1, 2, 3)]
    assert [holds(one, Permission.DOCUMENT_REGISTER, at=at) for one in acting] == [False, True, False]
    assert RightsAlarm.objects.filter(confirmed_at__isnull=True).count() == 2


def test_who_gives_no_rights_brings_no_roles_and_manages_only_his_units(site: Site, north: Unit, at: datetime) -> None:
    manager = enrolled("to-chuc", "organisation-officer", unit=north, by=site.administrator, at=EARLY)
    rows = [
        (*officer_row(1, "G99.01"), None, None, None, None),
        (*officer_row(2, "G99"), None, None, None, None),
        (*officer_row(3, "G99.01"), None, None, None, "reader"),
        (*officer_row(4, "G99.01", username="nguoi-doc", full_name="Cán bộ nguoi-doc"), None, None, "Không", None),
    ]
    intake = read(rows, manager, at, FULL)
    assert answers(intake) == [
        (3, "Mã đơn vị", "not-allowed"),
        (4, "Vai trò ban đầu", "not-allowed"),
        (5, "Tên đăng nhập", "taken"),
    ]
    with pytest.raises(NotAllowed):
        read(rows, site.reader, at, FULL)
    assert list(intake_list(site.administrator)) == []
    with pytest.raises(NotAllowed):
        apply_intake(intake=intake, keep_good_rows=True, by=site.administrator, at=at)


def test_the_list_goes_out_and_comes_in_unchanged(site: Site, north: Unit, at: datetime) -> None:
    rows = [
        (*officer_row(1, "G99.01"), "01/12/2026", "Người đứng đầu", "Có", None),
        (*officer_row(1, "G99"), None, None, "Không", None),
        (*officer_row(2, "G99.01"), None, "Cấp phó", "Có", "reader"),
    ]
    apply_intake(intake=read(rows, site.administrator, at, FULL), keep_good_rows=False, by=site.administrator, at=at)
    headings, exported = export_officers(day=TODAY, by=site.administrator, at=at)
    again = read([tuple(row) for row in exported], site.administrator, at, tuple(headings))
    assert (again.findings, again.counts) == ([], {"new": 0, "changed": 0, "unchanged": 6, "refused": 0})
    with pytest.raises(ValidationError, match="không còn gì để nhập"):
        apply_intake(intake=again, keep_good_rows=False, by=site.administrator, at=at)


def test_changes_are_shown_as_old_and_new_and_a_transfer_is_two_rows(site: Site, north: Unit, at: datetime) -> None:
    first = [(*officer_row(1, "G99.01"), None, None, "Có", "reader")]
    apply_intake(intake=read(first, site.administrator, at, FULL), keep_good_rows=False, by=site.administrator, at=at)
    officer = Officer.objects.get(username="cb.00001")
    rows = [
        (*officer_row(1, "G99", title="Trưởng ban", valid_from="22/11/2026"), None, None, "Có", None),
        (*officer_row(1, "G99.01"), "22/11/2026", None, "Có", None),
    ]
    intake = read(rows, site.administrator, at, FULL)
    assert intake.findings == []
    assert [row["changes"] for row in intake.rows] == [
        {
            "unit": ["", "G99"],
            "valid_from": ["", "22/11/2026"],
            "title": ["", "Trưởng ban"],
            "kind": ["", "member"],
            "is_main": ["", "Có"],
        },
        {"valid_to": ["", "22/11/2026"]},
    ]
    apply_intake(intake=intake, keep_good_rows=False, by=site.administrator, at=at)
    posts = Post.objects.filter(officer=officer).order_by("valid_from").values_list("title", "valid_to")
    assert list(posts) == [("Cán bộ", date(2026, 11, 22)), ("Trưởng ban", None)]
    grant = Grant.objects.get(officer=officer)
    assert grant.effective_to.isoformat() == "2026-11-21T17:00:00+00:00"
    reopened = read([(*officer_row(1, "G99.01"), None, None, "Có", None)], site.administrator, at, FULL)
    assert answers(reopened) == [(2, "Đến trước ngày", "ended-already")]


def test_what_changed_since_it_was_looked_at_is_refused(site: Site, north: Unit, at: datetime) -> None:
    intake = read([officer_row(1, "G99.01"), officer_row(2, "G99.01")], site.administrator, at)
    enrolled_meanwhile = read([officer_row(1, "G99.01")], site.administrator, at)
    apply_intake(intake=enrolled_meanwhile, keep_good_rows=False, by=site.administrator, at=at)
    with pytest.raises(ValidationError, match="1 dòng bị từ chối"):
        apply_intake(intake=intake, keep_good_rows=False, by=site.administrator, at=at)
    done = apply_intake(intake=intake, keep_good_rows=True, by=site.administrator, at=at)
    assert (done.applied, answers(done)) == (1, [(2, "", "changed-since")])
    with pytest.raises(ValidationError, match="đã được quyết định rồi"):
        discard_intake(intake=done, by=site.administrator, at=at)


def test_who_left_service_or_got_a_clashing_post_is_refused_at_once(site: Site, north: Unit, at: datetime) -> None:
    member = enrolled("da-co", "reader", unit=north, by=site.administrator, at=EARLY).officer
    row = officer_row(1, "G99", username="da-co", full_name="Cán bộ da-co", valid_from="21/11/2026")
    intake = read([(*row, None, None, "Không", None)], site.administrator, at, FULL)
    assert intake.findings == []
    appoint(
        officer=member,
        unit=site.unit,
        title="Khác",
        valid_from=TODAY,
        valid_to=date(2027, 1, 1),
        by=site.administrator,
        at=at,
    )
    with pytest.raises(ValidationError, match="1 dòng bị từ chối"):
        apply_intake(intake=intake, keep_good_rows=False, by=site.administrator, at=at)
    suspend_officer(officer=member, reason="Nghỉ", by=site.administrator, at=at)
    gone = read([(*row, None, None, "Không", None)], site.administrator, at, FULL)
    assert answers(gone) == [(2, "Tên đăng nhập", "out-of-service")]


def test_refused_rows_leave_as_they_came_with_what_is_wrong_and_come_in_mended(
    site: Site, north: Unit, at: datetime
) -> None:
    intake = read([officer_row(1, "G99.01"), officer_row(2, "G99.77"), officer_row(3, 7)], site.administrator, at)
    (back,) = read_workbook(findings_workbook(intake), name="sai.xlsx")
    assert back.rows[0].values == (*OFFICER_HEADINGS, "Sai ở đâu", "Dòng trong tệp cũ")
    assert [row.values[:5] for row in back.rows[1:]] == [officer_row(2, "G99.77"), officer_row(3, "7")]
    assert "G99.77" in str(back.rows[1].values[5])
    assert [row.values[6] for row in back.rows[1:]] == [3, 4]
    mended = [(*row.values[:2], "G99.01", *row.values[3:]) for row in back.rows[1:]]
    again = read(mended, site.administrator, at, tuple(str(value) for value in back.rows[0].values))
    assert (again.findings, again.notices, len(again.rows)) == ([], [], 2)


def test_a_template_is_read_back_and_a_discarded_workbook_forgets_its_rows(
    site: Site, north: Unit, at: datetime
) -> None:
    for kind in IntakeKind:
        with pytest.raises(ValidationError, match="chỉ có dòng tiêu đề"):
            read_intake(kind=kind, data=template_workbook(kind), file_name="mau.xlsx", by=site.administrator, at=at)
    intake = read([officer_row(1, "G99.01"), officer_row(2, "G99.77")], site.administrator, at)
    discarded = discard_intake(intake=intake, by=site.administrator, at=at)
    assert (discarded.state, discarded.rows, discarded.refused) == (IntakeState.DISCARDED, [], [])
    assert not Officer.objects.filter(username__startswith="cb.").exists()


def test_a_column_of_identity_numbers_refuses_the_file(site: Site, north: Unit, at: datetime) -> None:
    for heading in ("Số CCCD", "CMND/CCCD", "Số căn cước công dân", "Số định danh cá nhân", "Identity card"):
        with pytest.raises(ValidationError, match="không nhận số căn cước"):
            read([(*officer_row(1, "G99.01"), "001099012345")], site.administrator, at, (*OFFICER_HEADINGS, heading))
    assert not Intake.objects.exists()


def test_ten_thousand_rows_with_thirty_seven_bad_ones(site: Site, north: Unit, at: datetime) -> None:
    """Exactly the bad rows are answered, and all others are kept on request."""
    total, faults = 10_000, 37
    rows = [officer_row(number, "G99.01") for number in range(total)]
    kinds: list[dict[str, Any]] = [
        {"unit": "G99.77"},
        {"valid_from": "31/02/2026"},
        {"full_name": ""},
        {"username": "Có Dấu"},
        {"username": "cb.00000"},
        {"title": ""},
    ]
    bad = [100 + 251 * place for place in range(faults)]
    for place, number in enumerate(bad):
        rows[number] = officer_row(number, **{"unit": "G99.01", **kinds[place % len(kinds)]})
    told: list[tuple[int, int]] = []
    intake = read_intake(
        kind=IntakeKind.OFFICERS,
        data=sheet(OFFICER_HEADINGS, rows),
        file_name="mot-van.xlsx",
        by=site.administrator,
        at=at,
        progress=lambda done, of: told.append((done, of)),
    )
    assert sorted({finding["row"] for finding in intake.findings}) == [number + 2 for number in bad]
    assert intake.counts == {"new": total - faults, "changed": 0, "unchanged": 0, "refused": faults}
    done = apply_intake(intake=intake, keep_good_rows=True, by=site.administrator, at=at)
    assert done.applied == total - faults
    assert Officer.objects.filter(username__startswith="cb.").count() == total - faults
    assert Post.objects.filter(unit=north, kind=PostKind.MEMBER).count() == total - faults
    assert told == [(0, total), (total, total)]
