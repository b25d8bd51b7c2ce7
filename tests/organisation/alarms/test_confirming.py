"""Every change of someone's rights stands as an alarm until another confirms it."""

from datetime import datetime

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from dongbo.ledger.models import Event
from dongbo.organisation.models import RightsAlarm, Role
from dongbo.organisation.operations import give_grant
from dongbo.organisation.operations.alarms import MOST_CONFIRMED, confirm_alarms, raise_alarm
from dongbo.organisation.queries.alarms import (
    OPEN,
    AlarmsWanted,
    alarm_list,
    alarms,
    alarms_to_confirm,
    count_to_confirm,
)
from dongbo.organisation.rules import NotAllowed
from dongbo.organisation.states import AlarmCause
from tests.organisation.reviews.country import Country
from tests.organisation.reviews.delegating import acting_for, delegated


def _about(username: str) -> RightsAlarm:
    return RightsAlarm.objects.get(officer__username=username, cause=AlarmCause.GIVEN)


def _officers(rows: object) -> list[str]:
    return sorted(alarm.officer.username for alarm in rows)  # type: ignore[attr-defined]


def test_each_sees_the_alarms_of_where_he_confirms_and_his_own_and_no_others(land: Country, at: datetime) -> None:
    everyone = [
        "an-toan",
        "can-bo-xa",
        "can-bo-xa-hai",
        "giam-doc",
        "giam-doc-khac",
        "ke-hoach",
        "nguoi-doc",
        "truong-xa",
    ]
    assert _officers(alarms(land.security, at=at)) == everyone
    assert _officers(alarms(land.chief, at=at)) == ["can-bo-xa", "can-bo-xa-hai", "giam-doc", "truong-xa"]
    assert _officers(alarms(land.clerk, at=at)) == ["can-bo-xa"]
    assert _officers(alarms(land.site.administrator, at=at)) == []
    assert _officers(alarms_to_confirm(land.security, at=at)) == [name for name in everyone if name != "an-toan"]
    assert _officers(alarms_to_confirm(land.clerk, at=at)) == []
    assert count_to_confirm(land.chief, at=at) == 3


def test_a_confirmed_alarm_says_who_and_when_and_waits_no_more(land: Country, at: datetime) -> None:
    chosen = [_about("can-bo-xa").pk, _about("can-bo-xa-hai").pk]
    assert confirm_alarms(alarms=chosen, by=land.chief, at=at) == 2
    said = RightsAlarm.objects.filter(pk__in=chosen).values_list("confirmed_by", "confirmed_for", "confirmed_at")
    assert set(said) == {(land.chief.officer.pk, None, at)}
    assert _officers(alarms_to_confirm(land.chief, at=at)) == ["truong-xa"]
    events = Event.objects.filter(kind="organisation.alarm_confirmed")
    assert sorted((event.subject_id, event.permission) for event in events) == sorted(
        (str(key), "alarm.confirm") for key in chosen
    )
    with pytest.raises(ValidationError, match="không còn chờ xác nhận"):
        confirm_alarms(alarms=chosen, by=land.security, at=at)


def test_one_that_another_has_confirmed_does_not_hold_up_the_rest(land: Country, at: datetime) -> None:
    first, second = _about("can-bo-xa").pk, _about("can-bo-xa-hai").pk
    confirm_alarms(alarms=[first], by=land.security, at=at)
    assert confirm_alarms(alarms=[first, second], by=land.chief, at=at) == 1
    assert RightsAlarm.objects.get(pk=first).confirmed_by == land.security.officer


def test_elsewhere_and_without_the_permission_nobody_confirms(land: Country, at: datetime) -> None:
    chosen = [_about("can-bo-xa").pk]
    for by in (land.other_chief, land.site.administrator, land.clerk, land.site.reader):
        with pytest.raises(NotAllowed):
            confirm_alarms(alarms=chosen, by=by, at=at)
    with pytest.raises(NotAllowed):
        confirm_alarms(alarms=[*chosen, _about("giam-doc-khac").pk], by=land.chief, at=at)
    assert not RightsAlarm.objects.filter(confirmed_at__isnull=False).exists()


def test_neither_the_maker_nor_the_one_concerned_confirms_nor_who_acts_for_them(land: Country, at: datetime) -> None:
    own = _about("giam-doc")
    with pytest.raises(ValidationError, match="người khác phải xác nhận"):
        confirm_alarms(alarms=[own.pk], by=land.chief, at=at)
    delegated(land.chief, to=land.commune_head, at=at)
    for_the_chief = acting_for(land.commune_head, land.chief, at=at)
    for alarm in (own, _about("truong-xa")):
        with pytest.raises(ValidationError, match="người bạn thực hiện thay"):
            confirm_alarms(alarms=[alarm.pk], by=for_the_chief, at=at)
    assert _officers(alarms_to_confirm(for_the_chief, at=at)) == ["can-bo-xa", "can-bo-xa-hai"]
    assert confirm_alarms(alarms=[_about("can-bo-xa").pk], by=for_the_chief, at=at) == 1
    assert _about("can-bo-xa").confirmed_for == land.chief.officer


def test_who_acted_for_another_when_changing_counts_as_both(land: Country, at: datetime) -> None:
    grant = give_grant(
        officer=land.clerk.officer,
        role=Role.objects.get(code="reader"),
        unit=land.commune,
        by=land.site.administrator,
        at=at,
    )
    alarm = raise_alarm(
        grant=grant,
        cause=AlarmCause.REVOKED,
        made_by=land.commune_head.officer,
        made_for=land.chief.officer,
        at=at,
    )
    for by in (land.commune_head, land.chief):
        with pytest.raises(ValidationError, match="người khác phải xác nhận"):
            confirm_alarms(alarms=[alarm.pk], by=by, at=at)
        assert alarm not in alarms_to_confirm(by, at=at)
    assert confirm_alarms(alarms=[alarm.pk], by=land.security, at=at) == 1


def test_the_database_itself_refuses_a_confirmation_by_maker_holder_or_for_them(land: Country, at: datetime) -> None:
    alarm = RightsAlarm.objects.filter(pk=_about("can-bo-xa").pk)
    for wrong in (
        {"confirmed_by": land.clerk.officer},
        {"confirmed_by": land.site.administrator.officer},
        {"confirmed_by": land.chief.officer, "confirmed_for": land.clerk.officer},
        {"confirmed_by": land.chief.officer, "confirmed_for": land.site.administrator.officer},
        {"confirmed_for": land.chief.officer},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            alarm.update(confirmed_at=at, **wrong)
    assert alarm.update(confirmed_at=at, confirmed_by=land.chief.officer) == 1


def test_too_many_at_once_are_refused_in_words(land: Country, at: datetime) -> None:
    with pytest.raises(ValidationError, match="nhiều nhất 500"):
        confirm_alarms(alarms=range(MOST_CONFIRMED + 1), by=land.security, at=at)


def test_the_list_is_narrowed_by_state_cause_and_words_without_tones(land: Country, at: datetime) -> None:
    confirm_alarms(alarms=[_about("can-bo-xa").pk], by=land.chief, at=at)

    def found(**wanted: str) -> list[str]:
        return _officers(alarm_list(land.chief, AlarmsWanted(**wanted), at=at))

    assert found(state=OPEN) == ["can-bo-xa-hai", "giam-doc", "truong-xa"]
    assert found(state="confirmed") == ["can-bo-xa"]
    assert found(state="mine") == ["can-bo-xa-hai", "truong-xa"]
    assert found(words="cong an xa hai") == ["can-bo-xa-hai"]
    assert found(words="TRUONG-XA") == ["truong-xa"]
    assert found(cause=AlarmCause.LAPSED) == []
    assert found(cause="no such cause") == found()
