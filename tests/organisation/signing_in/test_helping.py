"""Helping an officer who lost all second factors, what leaving service closes, and places not seen before."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from allauth.mfa.models import Authenticator
from django.core.exceptions import ValidationError

from dongbo.ledger.models import Event
from dongbo.organisation.models import EmergencyAccess, Role, SignInRecord, SignInSession
from dongbo.organisation.operations import give_grant
from dongbo.organisation.operations.emergencies import agree_to_emergency, request_emergency
from dongbo.organisation.operations.officers import issue_activation, suspend_officer
from dongbo.organisation.operations.signing_in import sign_in, withdraw_second_factors
from dongbo.organisation.queries.emergencies import emergencies_to_review, emergencies_to_second
from dongbo.organisation.queries.signing_in import news_for
from dongbo.organisation.rules import Acting, NotAllowed
from dongbo.organisation.states import EmergencyState, SignInMethod
from tests.builders import enrolled, unit_beneath

if TYPE_CHECKING:
    from datetime import datetime

    from dongbo.organisation.models import Officer
    from tests.builders import Site

REASON = "Mất điện thoại lẫn sổ mã, đã gặp mặt tại phòng"
DESK, CAFE, LAPTOP = "10.0.0.1", "203.0.113.9", "Firefox/140.0 (Linux)"


def factors_on(officer: Officer) -> None:
    for kind in ("totp", "webauthn", "recovery_codes"):
        Authenticator.objects.create(user=officer, type=kind, data={})


def session_of(officer: Officer, *, at: datetime, key: str = "k1") -> None:
    hour = timedelta(hours=1)
    SignInSession.objects.create(
        session_key=key, officer=officer, began_at=at, seen_at=at, locks_at=at + hour, expire_date=at + 2 * hour
    )


def entered(by: Acting, *, at: datetime, address: str = DESK, device: str = LAPTOP) -> SignInRecord:
    there = Acting(officer=by.officer, post=by.post, address=address)
    return sign_in(session_key="", method=SignInMethod.PASSWORD, device=device, by=there, at=at)


def test_lost_second_factors_are_withdrawn_and_sessions_end(site: Site, at: datetime) -> None:
    officer = site.reader.officer
    factors_on(officer)
    factors_on(site.planner.officer)
    session_of(officer, at=at)
    withdraw_second_factors(officer=officer, reason=REASON, by=site.administrator, at=at)
    assert set(Authenticator.objects.values_list("user", flat=True)) == {site.planner.officer.pk}
    assert not SignInSession.objects.exists()
    assert [(r.act, r.ending) for r in SignInRecord.objects.filter(officer=officer)] == [
        ("factors_withdrawn", ""),
        ("session_ended", "by_administrator"),
    ]
    officer.refresh_from_db()
    assert officer.has_usable_password()
    event = Event.objects.latest("sequence")
    assert (event.kind, event.subject_id, event.permission, event.payload) == (
        "organisation.second_factors_withdrawn",
        str(officer.pk),
        "officer.enrol",
        {"username": "nguoi-doc", "reason": REASON, "methods": ["recovery_codes", "totp", "webauthn"]},
    )


def test_factors_are_not_withdrawn_for_oneself_from_elsewhere_or_without_a_reason(site: Site, at: datetime) -> None:
    north = unit_beneath(site.unit, "G99.01", "Cục Bắc", by=site.administrator, at=at)
    partial = enrolled("quan-tri-bac", "administrator", unit=north, by=site.administrator, at=at)
    for acting in (site.reader, site.administrator):
        factors_on(acting.officer)

    def withdrawn(officer: Officer, by: Acting, reason: str = REASON) -> None:
        withdraw_second_factors(officer=officer, reason=reason, by=by, at=at)

    for by in (partial, site.planner):
        with pytest.raises(NotAllowed):
            withdrawn(site.reader.officer, by)
    with pytest.raises(ValidationError, match="không tự thu hồi yếu tố thứ hai của mình"):
        withdrawn(site.administrator.officer, site.administrator)
    for empty in ("", "   ", "a a a a"):
        with pytest.raises(ValidationError, match="lý do thu hồi"):
            withdrawn(site.reader.officer, site.administrator, reason=empty)
    with pytest.raises(ValidationError, match="không có yếu tố thứ hai nào để thu hồi"):
        withdrawn(site.planner.officer, site.administrator)
    suspend_officer(officer=site.planner.officer, reason="Nghỉ", by=site.administrator, at=at)
    with pytest.raises(ValidationError, match="đã thôi công tác"):
        withdrawn(site.planner.officer, site.administrator)
    assert Authenticator.objects.count() == 6


def test_who_acts_for_the_officer_does_not_withdraw_his_factors(site: Site, at: datetime) -> None:
    factors_on(site.reader.officer)
    for_him = Acting(officer=site.administrator.officer, principal=site.reader.officer)
    with pytest.raises((NotAllowed, ValidationError)):
        withdraw_second_factors(officer=site.reader.officer, reason=REASON, by=for_him, at=at)
    assert Authenticator.objects.exists()


def test_leaving_service_ends_sessions_and_says_why(site: Site, at: datetime) -> None:
    session_of(site.reader.officer, at=at)
    session_of(site.planner.officer, at=at, key="k2")
    suspend_officer(officer=site.reader.officer, reason="Nghỉ hưu", by=site.administrator, at=at)
    assert [session.session_key for session in SignInSession.objects.all()] == ["k2"]
    record = SignInRecord.objects.get(officer=site.reader.officer)
    assert (record.act, record.ending) == ("session_ended", "left_service")
    kinds = Event.objects.order_by("-sequence").values_list("kind", flat=True)
    assert list(kinds[:2]) == ["organisation.officer_suspended", "organisation.session_ended"]


def test_leaving_service_closes_emergency_access_asked_for_and_held(site: Site, at: datetime) -> None:
    by = site.administrator
    second = enrolled("thu-hai", "security-officer", unit=site.unit, by=by, at=at)
    give_grant(
        officer=second.officer,
        role=Role.objects.get(code="unit-head"),
        unit=site.unit,
        covers_branch=True,
        by=by,
        at=at,
    )
    role = Role.objects.get(code="planning-officer")

    def asked(who: Acting, hours: int) -> EmergencyAccess:
        unit = unit_beneath(site.unit, f"G99.0{hours}", f"Cục {hours}", by=by, at=at)
        return request_emergency(role=role, unit=unit, hours=hours, reason="Sự cố mất dữ liệu đêm", by=who, at=at)

    opened, waiting, other = asked(site.reader, 1), asked(site.reader, 2), asked(site.planner, 3)
    agree_to_emergency(emergency=opened, by=second, at=at)
    later = at + timedelta(minutes=5)
    suspend_officer(officer=site.reader.officer, reason="Nghỉ hưu", by=by, at=later)
    for emergency in (opened, waiting, other):
        emergency.refresh_from_db()
    assert (opened.state, waiting.state, other.state) == (
        EmergencyState.ENDED,
        EmergencyState.REFUSED,
        EmergencyState.REQUESTED,
    )
    assert (waiting.seconded_by, opened.grant.revoked_at if opened.grant else None) == (None, later)
    assert list(emergencies_to_second(second, at=later)) == [other]
    assert opened not in emergencies_to_review(second, at=later), "who agreed does not review"
    told = Event.objects.filter(subject_kind="emergency", payload__left_service=True).order_by("sequence")
    assert [(event.kind, event.subject_id) for event in told] == [
        ("organisation.emergency_ended", str(opened.pk)),
        ("organisation.emergency_refused", str(waiting.pk)),
    ]


def test_who_has_a_password_is_sent_to_the_page_of_forgotten_ones(site: Site, at: datetime) -> None:
    with pytest.raises(ValidationError, match="trang «Cán bộ quên mật khẩu»"):
        issue_activation(officer=site.reader.officer, by=site.administrator, at=at)


def test_a_place_is_elsewhere_where_the_address_or_the_browser_is_new(site: Site, at: datetime) -> None:
    hour = timedelta(hours=1)
    entries = [
        (DESK, LAPTOP, False),  # the first of all has nothing to differ from
        (DESK, "Firefox/141.0.2 (Linux)", False),
        (CAFE, LAPTOP, True),
        (CAFE, LAPTOP, False),
        (DESK, "Máy khác", True),
    ]
    found = [
        entered(site.reader, at=at + number * hour, address=address, device=device).from_elsewhere
        for number, (address, device, _new) in enumerate(entries)
    ]
    assert found == [new for _address, _device, new in entries]
    assert not entered(site.planner, at=at, address=CAFE).from_elsewhere, "another's account has a history of its own"
    assert entered(site.reader, at=at + timedelta(days=181)).from_elsewhere, "a place is forgotten after half a year"


def test_what_happens_elsewhere_is_told_at_the_desk_however_often_one_enters_there(site: Site, at: datetime) -> None:
    hour = timedelta(hours=1)
    officer = site.reader.officer
    entered(site.reader, at=at)
    strange = entered(site.reader, at=at + hour, address=CAFE, device="Trình duyệt lạ")
    entered(site.reader, at=at + 2 * hour, address=CAFE, device="Trình duyệt lạ")
    assert list(news_for(officer, address=CAFE, device="Trình duyệt lạ", at=at + 3 * hour)) == []
    assert list(news_for(officer, address=DESK, device=LAPTOP, at=at + 3 * hour)) == [strange]
    entered(site.reader, at=at + 3 * hour)
    assert list(news_for(officer, address=DESK, device=LAPTOP, at=at + 4 * hour)) == []
    assert list(news_for(site.planner.officer, address=DESK, device=LAPTOP, at=at + 4 * hour)) == []
