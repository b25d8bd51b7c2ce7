"""The home page: what waits from every room, the most pressing first, and nothing of anyone else's."""

from copy import deepcopy
from datetime import datetime, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import Settings

from dongbo.organisation.models import EmergencyAccess, Role
from dongbo.organisation.operations import give_grant
from dongbo.organisation.operations.emergencies import agree_to_emergency, end_emergencies, request_emergency
from dongbo.organisation.operations.reviews import open_reviews
from dongbo.organisation.rules import Acting
from dongbo.web.desk.waiting import Waiting, in_order, waiting_for
from tests.builders import DIRECTIVE, Site, register
from tests.keeping import Keep
from tests.organisation.reviews.country import Country, country
from tests.organisation.reviews.delegating import acting_for, delegated
from tests.web.queries import queries_of

LINE = '<li class="lead">'


@pytest.fixture(scope="module")
def at() -> datetime:
    """The moment everything was set up: just now, since pages act now."""
    return timezone.now()


@pytest.fixture(scope="module")
def kept_land(keep: Keep, kept_site: Site, at: datetime) -> Country:
    return keep(lambda: country(kept_site, at))


@pytest.fixture
def land(kept_land: Country, db: None) -> Country:
    """The small ministry."""
    return deepcopy(kept_land)


def _client(by: Acting) -> Client:
    client = Client()
    client.force_login(by.officer)
    return client


def _counts(by: Acting, at: datetime) -> dict[str, int]:
    return {kind.code: kind.count for kind in waiting_for(by, at=at)}


def _asked(land: Country, at: datetime, by: Acting) -> EmergencyAccess:
    return request_emergency(
        role=Role.objects.get(code="planning-officer"),
        unit=land.commune,
        hours=1,
        reason="Sự cố mất dữ liệu lúc nửa đêm",
        by=by,
        at=at,
    )


def test_each_finds_what_waits_for_him_and_nothing_of_anyone_elses(land: Country, at: datetime) -> None:
    open_reviews(year=at.year, due_at=at + timedelta(days=30), by=land.site.administrator, at=at)
    agree_to_emergency(emergency=_asked(land, at, land.clerk), by=land.chief, at=at)
    _asked(land, at, land.lone_clerk)
    register(DIRECTIVE, site=land.site, at=at)
    assert _counts(land.chief, at) == {"alarms": 3, "reviews": 1, "requests": 1}
    assert _counts(land.security, at) == {"alarms": 8, "requests": 1}
    assert _counts(land.clerk, at) == {"own_emergencies": 1}
    assert _counts(land.site.planner, at) == {"versions": 1}
    assert _counts(land.site.reader, at) == {}
    assert _counts(land.other_chief, at) == {}
    assert _counts(land.site.administrator, at) == {"second_factor": 1}
    end_emergencies(at=at + timedelta(hours=1))
    assert "findings" in _counts(land.security, at + timedelta(hours=1))
    assert "findings" not in _counts(land.chief, at + timedelta(hours=1))


def test_the_late_comes_first_then_by_deadline_and_what_has_none_last(land: Country, at: datetime) -> None:
    open_reviews(year=at.year, due_at=at + timedelta(days=30), by=land.site.administrator, at=at)
    _asked(land, at, land.lone_clerk)
    found = in_order(waiting_for(land.chief, at=at))
    assert [kind.code for kind, _thing in found] == ["requests", "reviews", "alarms", "alarms", "alarms"]
    assert [thing.state(at) for _kind, thing in found] == ["warning", "", "", "", ""]
    late = Waiting("", "", "", at)
    assert (late.state(at), late.state(at - timedelta(days=3)), late.state(at - timedelta(days=4))) == (
        "late",
        "warning",
        "",
    )


def test_what_ends_soon_is_told_to_who_holds_it_and_who_passed_it_on(land: Country, at: datetime) -> None:
    delegated(land.chief, to=land.commune_head, at=at, days=15)
    give_grant(
        officer=land.lone_clerk.officer,
        role=Role.objects.get(code="reader"),
        unit=land.province,
        by=land.site.administrator,
        at=at,
        valid_to=at + timedelta(days=14),
    )
    assert "delegations" not in _counts(land.chief, at)
    assert _counts(land.lone_clerk, at) == {"grants": 1}
    later = at + timedelta(days=1)
    assert _counts(land.chief, later)["delegations"] == 1
    assert _counts(land.commune_head, later)["grants"] == 1
    for_the_chief = acting_for(land.commune_head, land.chief, at=later)
    assert _counts(for_the_chief, later).keys() == {"alarms"}


@pytest.mark.parametrize("rows", [1, 3])
def test_the_page_takes_as_many_queries_for_three_as_for_one(rows: int, land: Country, at: datetime) -> None:
    for code in ("reader", "planning-officer", "security-officer")[:rows]:
        request_emergency(
            role=Role.objects.get(code=code),
            unit=land.commune,
            hours=1,
            reason="Sự cố mất dữ liệu lúc nửa đêm",
            by=land.clerk,
            at=at,
        )
    client = _client(land.chief)
    assert queries_of(lambda: client.get(reverse("home"))) == 14
    assert client.get(reverse("home")).content.decode().count("Cán bộ can-bo-xa: ") == rows + 1


def test_one_kind_is_shown_alone_and_leads_to_its_page(land: Country, at: datetime) -> None:
    _asked(land, at, land.lone_clerk)
    said = _client(land.chief).get(reverse("home"), {"kind": "requests"}).content.decode()
    assert "1 việc đang chờ" in said
    assert f"{reverse('emergencies')}?state=requested" in said
    assert _client(land.chief).get(reverse("home"), {"kind": "no such"}).content.decode().count(LINE) == 4


def test_more_than_a_page_of_a_kind_is_counted_and_paged(land: Country, settings: Settings) -> None:
    settings.PAGE_SIZE = 2
    first = _client(land.chief).get(reverse("home")).content.decode()
    assert "3 việc đang chờ" in first
    assert first.count(LINE) == 2
    assert _client(land.chief).get(reverse("home"), {"page": 2}).content.decode().count(LINE) == 1


def test_nothing_waiting_is_said_kindly(land: Country) -> None:
    said = _client(land.site.reader).get(reverse("home")).content.decode()
    assert "Không có việc nào đang chờ bạn" in said
