"""Enrolling, correcting, leaving and coming back; the first password."""

from datetime import date, datetime, timedelta

import pytest
from django.core.exceptions import ValidationError

from dongbo.ledger.models import Event
from dongbo.organisation.models import Grant, Officer, Post, Unit
from dongbo.organisation.operations.officers import (
    activate,
    correct_officer,
    enrol_officer,
    issue_activation,
    issue_activations,
    reinstate_officer,
    suspend_officer,
)
from dongbo.organisation.operations.posts import appoint
from dongbo.organisation.queries import OfficersWanted, acting_as, officer_list, post_on
from dongbo.organisation.queries.officers import officer_to_activate
from dongbo.organisation.rules import NotAllowed, holds
from dongbo.organisation.states import Permission, PostKind
from tests.builders import PASSWORD, Site, enrolled, unit_beneath

TODAY = date(2026, 11, 21)


@pytest.fixture
def north(site: Site, at: datetime) -> Unit:
    unit = unit_beneath(site.unit, "G99.01", "Cục Bắc", by=site.administrator, at=at)
    unit.refresh_from_db()
    return unit


def enrol(site: Site, at: datetime, **changed: object) -> Officer:
    values: dict[str, object] = {
        "username": "nguyen.van.a",
        "full_name": "Nguyễn Văn A",
        "unit": site.unit,
        "title": "Chuyên viên",
        "valid_from": TODAY,
    }
    return enrol_officer(**(values | changed), by=site.administrator, at=at)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("changed", "field", "says"),
    [
        ({"username": "Nguyen Van A"}, "username", "chữ thường không dấu"),
        ({"username": "quan-tri"}, "username", "đã có người dùng"),
        ({"username": "001099012345"}, "username", "số căn cước"),
        ({"username": ""}, "username", "Thiếu tên đăng nhập"),
        ({"username": "a" * 61}, "username", "quá 60"),
        ({"full_name": " 12 "}, "full_name", "Thiếu họ và tên"),
        ({"email": "khong-phai"}, "email", "không đúng dạng"),
        ({"title": "  "}, "title", "Thiếu chức vụ"),
        ({"valid_from": date(2026, 11, 20)}, "valid_from", "thành lập ngày 21/11/2026"),
        ({"valid_to": TODAY}, "valid_to", "không sau ngày bắt đầu"),
    ],
)
def test_what_cannot_be_enrolled_is_refused_by_field(
    site: Site, at: datetime, changed: dict[str, object], field: str, says: str
) -> None:
    before = Officer.objects.count()
    with pytest.raises(ValidationError) as error:
        enrol(site, at, **changed)
    assert says in " ".join(error.value.message_dict[field])
    assert Officer.objects.count() == before


def test_a_weak_password_is_refused(site: Site, at: datetime) -> None:
    with pytest.raises(ValidationError):
        enrol(site, at, password="123456")
    assert enrol(site, at, password=PASSWORD).check_password(PASSWORD)


def test_a_correction_keeps_what_was_and_finds_him_anew(site: Site, at: datetime) -> None:
    officer = enrol(site, at)
    correct_officer(officer=officer, full_name="Nguyễn Văn Ánh", rank="Đại úy", by=site.administrator, at=at)
    event = Event.objects.first()
    assert event is not None
    assert event.payload["changes"] == {"full_name": ["Nguyễn Văn A", "Nguyễn Văn Ánh"], "rank": ["", "Đại úy"]}
    found = officer_list(site.administrator, OfficersWanted(words="anh van"), at=at)
    assert [one.username for one in found] == ["nguyen.van.a"]


def test_names_stand_by_given_name_as_vietnamese_lists_have_them(site: Site, at: datetime) -> None:
    names = ["Đỗ Thị Ân", "Trần Văn Anh", "Lê Ánh", "Nguyễn Văn An", "Nguyễn An", "Phạm Đức", "Phan Dũng", "Bùi Văn An"]
    for number, name in enumerate(names):
        enrol(site, at, username=f"u{number}", full_name=name)
    listed = officer_list(site.administrator, OfficersWanted(words="u"), at=at)
    assert [one.full_name for one in listed if one.username[1:].isdigit()] == [
        "Bùi Văn An",
        "Nguyễn An",
        "Nguyễn Văn An",
        "Trần Văn Anh",
        "Lê Ánh",
        "Đỗ Thị Ân",
        "Phan Dũng",
        "Phạm Đức",
    ]


def test_leaving_service_ends_everything_at_once(site: Site, north: Unit, at: datetime) -> None:
    leaver = enrolled("roi-di", "planning-officer", unit=north, by=site.administrator, at=at)
    officer = leaver.officer
    appoint(officer=officer, unit=site.unit, title="Kiêm", valid_from=date(2027, 1, 1), by=site.administrator, at=at)
    session = officer.get_session_auth_hash()
    later = at + timedelta(hours=1)
    suspend_officer(officer=officer, reason="Nghỉ hưu theo quyết định 12/QĐ", by=site.administrator, at=later)
    officer.refresh_from_db()
    assert not officer.is_active
    assert officer.get_session_auth_hash() != session, "every session dies with the password"
    assert post_on(officer, TODAY) is None
    assert post_on(officer, date(2027, 1, 1)) is None
    assert not holds(acting_as(officer, at=later), Permission.DOCUMENT_READ, at=later)
    assert list(Grant.objects.filter(officer=officer).values_list("revoked_at", "revoked_by", "effective_to")) == [
        (later, site.administrator.officer.pk, later)
    ]
    with pytest.raises(ValidationError, match="đã thôi công tác"):
        appoint(officer=officer, unit=north, title="A", valid_from=TODAY, by=site.administrator, at=later)
    reinstate_officer(officer=officer, reason="Tiếp nhận lại", by=site.administrator, at=later)
    officer.refresh_from_db()
    assert officer.is_active
    assert not officer.has_usable_password()
    assert not holds(acting_as(officer, at=later), Permission.DOCUMENT_READ, at=later), "coming back revives nothing"


def test_nobody_lets_himself_go_or_the_last_who_gives_rights(site: Site, at: datetime) -> None:
    with pytest.raises(ValidationError, match="Không ai tự cho mình thôi"):
        suspend_officer(officer=site.administrator.officer, reason="x", by=site.administrator, at=at)
    manager = enrolled("to-chuc", "organisation-officer", unit=site.unit, by=site.administrator, at=at)
    with pytest.raises(ValidationError, match="không còn ai cấp được quyền"):
        suspend_officer(officer=site.administrator.officer, reason="Nghỉ", by=manager, at=at)
    site.administrator.officer.refresh_from_db()
    assert site.administrator.officer.is_active


def test_who_manages_elsewhere_lets_nobody_go(site: Site, north: Unit, at: datetime) -> None:
    manager = enrolled("to-chuc", "organisation-officer", unit=north, by=site.administrator, at=at)
    for act in (
        lambda: suspend_officer(officer=site.reader.officer, reason="x", by=manager, at=at),
        lambda: correct_officer(officer=site.reader.officer, full_name="Khác", by=manager, at=at),
        lambda: issue_activation(officer=site.reader.officer, by=manager, at=at),
    ):
        with pytest.raises(NotAllowed):
            act()


def test_an_activation_sets_the_first_password_once_within_seven_days(site: Site, at: datetime) -> None:
    officer = enrol(site, at)
    assert not officer.has_usable_password()
    first = issue_activation(officer=officer, by=site.administrator, at=at)
    second = issue_activation(officer=officer, by=site.administrator, at=at)
    event = Event.objects.first()
    assert event is not None
    assert second not in str(event.payload)
    soon, late = at + timedelta(days=6), at + timedelta(days=7)
    assert officer_to_activate(first, at=soon) is None, "a new token kills the old"
    assert officer_to_activate(second, at=soon) == officer
    assert officer_to_activate(second, at=late) is None
    assert officer_to_activate(second[:-2], at=soon) is None
    with pytest.raises(ValidationError):
        activate(officer=officer, token=second, password="ngan", at=soon)
    with pytest.raises(ValidationError, match="Mã kích hoạt không đúng"):
        activate(officer=site.reader.officer, token=second, password=PASSWORD, at=soon)
    activate(officer=officer, token=second, password=PASSWORD, at=soon)
    officer.refresh_from_db()
    assert officer.check_password(PASSWORD)
    with pytest.raises(ValidationError, match="Mã kích hoạt không đúng"):
        activate(officer=officer, token=second, password=PASSWORD + "x", at=soon)


def test_who_has_a_password_is_not_taken_over_by_an_activation(site: Site, at: datetime) -> None:
    with pytest.raises(ValidationError, match="đã đặt mật khẩu"):
        issue_activation(officer=site.reader.officer, by=site.administrator, at=at)
    assert Officer.objects.get(pk=site.reader.officer.pk).check_password(PASSWORD)


def test_many_activations_are_one_act(site: Site, at: datetime) -> None:
    officers = [enrol(site, at, username=f"u{number}") for number in range(3)]
    events = Event.objects.count()
    tokens = issue_activations(officers=officers, by=site.administrator, at=at)
    assert Event.objects.count() == events + 1
    assert {officer_to_activate(token, at=at) for token in tokens.values()} == set(officers)


def test_the_list_shows_whom_the_reader_may_see_and_himself(site: Site, north: Unit, at: datetime) -> None:
    south = unit_beneath(site.unit, "G99.02", "Cục Nam", by=site.administrator, at=at)
    south.refresh_from_db()
    reader = enrolled("doc-bac", "reader", unit=north, by=site.administrator, at=at)
    enrolled("bac", "reader", unit=north, kind=PostKind.HEAD, by=site.administrator, at=at)
    gone = enrolled("bac-cu", "reader", unit=north, by=site.administrator, at=at).officer
    enrolled("nam", "reader", unit=south, by=site.administrator, at=at)
    blind = enrolled("mu", "security-officer", unit=south, covers_branch=False, by=site.administrator, at=at)
    suspend_officer(officer=gone, reason="Nghỉ", by=site.administrator, at=at)

    def seen(**wanted: object) -> list[str]:
        return sorted(one.username for one in officer_list(reader, OfficersWanted(**wanted), at=at))  # type: ignore[arg-type]

    assert seen() == ["bac", "doc-bac"]
    assert seen(in_service=False) == ["bac-cu"]
    assert seen(in_service=None) == ["bac", "bac-cu", "doc-bac"]
    assert seen(kind=PostKind.HEAD) == ["bac"]
    assert seen(unit=site.unit, only_unit=True) == []
    assert seen(unit=site.unit) == ["bac", "doc-bac"]
    assert sorted(one.username for one in officer_list(blind, at=at)) == ["mu", "nam"]
    Post.objects.filter(officer=blind.officer).update(unit=north)
    assert "mu" in {one.username for one in officer_list(blind, at=at)}, "oneself always"


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_asks_twice_however_long_it_is(
    site: Site, at: datetime, count: int, django_assert_num_queries: object
) -> None:
    for number in range(count):
        enrol(site, at, username=f"dem{number}")
    wanted = OfficersWanted(words="dem", sort="unit")
    listed = officer_list(site.administrator, wanted, at=at)
    with django_assert_num_queries(2):  # type: ignore[operator]
        rows = [(one.full_name, one.posts_held[0].unit.name) for one in listed]
    assert len(rows) == count
