"""Acting for another: chosen, shown on every page, written on every act, over the moment the delegation is."""

from datetime import datetime, timedelta

import pytest
from django.test import Client, RequestFactory
from django.urls import reverse
from django.utils import timezone
from pytest_django import Settings

from dongbo.ledger.models import Event
from dongbo.organisation.models import RightsAlarm
from dongbo.organisation.operations import revoke_grant
from dongbo.organisation.queries.principals import principals_of
from dongbo.organisation.states import AlarmCause
from dongbo.web.acting import network_address
from tests.organisation.reviews.country import Country
from tests.organisation.reviews.delegating import delegated
from tests.web.oversight.conftest import SignedIn

BANNER = "Đang thực hiện với tư cách"


def _act_for(client: Client, land: Country) -> None:
    answer = client.post(reverse("act-for"), {"principal": land.chief.officer.pk})
    assert answer.status_code == 302


def test_for_whom_one_may_act_is_who_delegated_something_that_holds_now(land: Country, at: datetime) -> None:
    passed = delegated(land.chief, to=land.commune_head, at=at)
    assert [found.officer for found in principals_of(land.commune_head.officer, at=at)] == [land.chief.officer]
    assert principals_of(land.chief.officer, at=at) == []
    assert principals_of(land.commune_head.officer, at=at + timedelta(days=60)) == []
    above = passed.parent
    assert above is not None
    revoke_grant(grant=above, reason="Không còn làm việc đó", by=land.site.administrator, at=at)
    assert principals_of(land.commune_head.officer, at=at) == []


def test_every_page_says_for_whom_and_by_which_paper_and_one_click_leads_back(
    land: Country, at: datetime, signed_in: SignedIn
) -> None:
    delegated(land.chief, to=land.commune_head, at=at)
    client = signed_in(land.commune_head)
    assert BANNER not in client.get(reverse("alarms")).content.decode()
    _act_for(client, land)
    for page in ("alarms", "access-reviews", "emergencies"):
        said = client.get(reverse(page)).content.decode()
        assert "TUQ. Chuyên viên Công an tỉnh Mẫu theo văn bản số 12/QĐ-GĐ ngày 20/11/2026" in said
        assert "thay Cán bộ giam-doc" in said
    client.post(reverse("act-for"), {"principal": ""})
    assert BANNER not in client.get(reverse("alarms")).content.decode()


def test_nobody_acts_for_who_delegated_nothing_to_him(land: Country, at: datetime, signed_in: SignedIn) -> None:
    delegated(land.chief, to=land.commune_head, at=at)
    client = signed_in(land.clerk)
    for principal in (land.chief.officer.pk, 10**30):
        assert client.post(reverse("act-for"), {"principal": principal}).status_code == 403
    assert BANNER not in client.get(reverse("alarms")).content.decode()
    assert client.get(reverse("act-for")).status_code == 405


def test_an_act_for_another_is_written_so_and_own_authority_does_not_mix_in(
    land: Country, at: datetime, signed_in: SignedIn
) -> None:
    delegated(land.chief, to=land.commune_head, at=at)
    client = signed_in(land.commune_head)
    _act_for(client, land)
    alarm = RightsAlarm.objects.get(officer=land.lone_clerk.officer)
    client.post(reverse("alarms-confirm"), {"alarm": alarm.pk}, REMOTE_ADDR="10.9.8.7")
    alarm.refresh_from_db()
    assert (alarm.confirmed_by, alarm.confirmed_for) == (land.commune_head.officer, land.chief.officer)
    event = Event.objects.get(kind="organisation.alarm_confirmed")
    assert (event.actor, event.on_behalf_of, event.address) == (
        str(land.commune_head.officer.pk),
        str(land.chief.officer.pk),
        "10.9.8.7",
    )


def test_a_delegation_that_ends_is_told_on_a_page_and_refuses_an_act(
    land: Country, at: datetime, signed_in: SignedIn
) -> None:
    passed = delegated(land.chief, to=land.commune_head, at=at)
    reading, writing = signed_in(land.commune_head), signed_in(land.commune_head)
    _act_for(reading, land)
    _act_for(writing, land)
    revoke_grant(grant=passed, reason="Đã về làm việc lại", by=land.chief, at=timezone.now())
    shown = reading.get(reverse("alarms")).content.decode()
    assert "Ủy quyền mà bạn đang dùng đã hết hiệu lực" in shown
    assert BANNER not in shown
    alarm = RightsAlarm.objects.get(officer=land.clerk.officer, cause=AlarmCause.GIVEN)
    refused = writing.post(reverse("alarms-confirm"), {"alarm": alarm.pk})
    assert refused.status_code == 403
    assert "chưa được thực hiện" in refused.content.decode()
    alarm.refresh_from_db()
    assert alarm.confirmed_at is None
    assert writing.post(reverse("alarms-confirm"), {"alarm": alarm.pk}).status_code == 302


@pytest.mark.parametrize(
    ("trusted", "remote", "forwarded", "expected"),
    [
        ([], "10.0.0.1", "1.2.3.4", "10.0.0.1"),
        (["10.0.0.1"], "10.0.0.1", "1.2.3.4", "1.2.3.4"),
        (["10.0.0.1"], "10.0.0.2", "1.2.3.4", "10.0.0.2"),
        (["10.0.0.1"], "10.0.0.1", "6.6.6.6, 1.2.3.4, 10.0.0.1", "1.2.3.4"),
        (["10.0.0.1"], "10.0.0.1", "", "10.0.0.1"),
        (["10.0.0.1"], "10.0.0.1", "<script>", "10.0.0.1"),
        (["10.0.0.1"], "10.0.0.1", "2001:db8::7", "2001:db8::7"),
    ],
)
def test_the_network_address_is_a_proxys_word_only_where_the_settings_trust_it(
    trusted: list[str], remote: str, forwarded: str, expected: str, settings: Settings
) -> None:
    settings.TRUSTED_PROXIES = trusted
    request = RequestFactory().get("/", REMOTE_ADDR=remote, HTTP_X_FORWARDED_FOR=forwarded)
    assert network_address(request) == expected
