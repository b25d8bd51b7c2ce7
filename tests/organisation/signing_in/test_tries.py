"""Wrong tries lock an account for one address, exactly as often and as long as the policy says."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from dongbo.ledger.models import Event
from dongbo.organisation.models import SignInPolicy, SignInRecord, WrongTries
from dongbo.organisation.operations.signing_in import (
    AccountLocked,
    Browser,
    begin_try,
    forgive_tries,
    note_wrong_try,
    take_back_try,
    unlock_account,
)
from dongbo.organisation.queries.signing_in import locked_accounts
from dongbo.organisation.rules import NotAllowed
from dongbo.organisation.states import SignInMethod
from tests.builders import enrolled, unit_beneath

if TYPE_CHECKING:
    from datetime import datetime

    from tests.builders import Site

HERE, THERE = "10.0.0.1", "10.0.0.2"
LOCK = timedelta(minutes=15)


def wrong(username: str, *, at: datetime, address: str = HERE) -> None:
    taken = begin_try(username=username, address=address, at=at)
    note_wrong_try(taken=taken, method=SignInMethod.PASSWORD, browser=Browser(address, "Kiểm thử"), at=at)


def test_the_fifth_wrong_try_locks_and_the_lock_ends_at_its_very_moment(site: Site, at: datetime) -> None:
    for _ in range(5):
        wrong("nguoi-doc", at=at)
    with pytest.raises(AccountLocked):
        begin_try(username="nguoi-doc", address=HERE, at=at + LOCK - timedelta(microseconds=1))
    begin_try(username="nguoi-doc", address=HERE, at=at + LOCK)
    assert [record.act for record in SignInRecord.objects.all()] == ["locked", *["wrong"] * 4]
    locked = Event.objects.filter(kind="organisation.sign_in_locked")
    assert [(event.subject_id, event.address) for event in locked] == [(str(site.reader.officer.pk), HERE)]


def test_after_a_lock_all_tries_are_there_again(site: Site, at: datetime) -> None:
    for _ in range(5):
        wrong("nguoi-doc", at=at)
    for _ in range(4):
        wrong("nguoi-doc", at=at + LOCK)
    taken = begin_try(username="nguoi-doc", address=HERE, at=at + LOCK)
    assert taken.locks_until == at + 2 * LOCK


def test_another_address_is_not_locked(site: Site, at: datetime) -> None:
    for _ in range(5):
        wrong("nguoi-doc", at=at)
    assert begin_try(username="nguoi-doc", address=THERE, at=at).locks_until is None


@pytest.mark.parametrize("written", ["NGUOI-DOC", " nguoi-doc ", "Nguoi-Doc"])
def test_a_name_written_otherwise_is_the_same_account(written: str, site: Site, at: datetime) -> None:
    for _ in range(5):
        wrong(written, at=at)
    with pytest.raises(AccountLocked):
        begin_try(username="nguoi-doc", address=HERE, at=at)
    assert SignInRecord.objects.filter(officer=site.reader.officer).count() == 5


def test_an_account_that_is_none_locks_with_the_same_words(site: Site, at: datetime) -> None:
    said = []
    for name in ("nguoi-doc", "khong-co-ai"):
        for _ in range(5):
            wrong(name, at=at)
        with pytest.raises(AccountLocked) as refused:
            begin_try(username=name, address=HERE, at=at)
        said.append(refused.value.messages)
    assert said[0] == said[1]
    assert "15:15:00 ngày 21/11/2026" in said[0][0]
    assert not WrongTries.objects.filter(account__icontains="khong-co-ai").exists()


def test_a_right_password_takes_back_its_own_try_only(site: Site, at: datetime) -> None:
    """Else whoever knows the password could guess codes for ever, between one password and the next."""
    for _ in range(4):
        wrong("nguoi-doc", at=at)
        take_back_try(taken=begin_try(username="nguoi-doc", address=HERE, at=at))
    wrong("nguoi-doc", at=at)
    with pytest.raises(AccountLocked):
        begin_try(username="nguoi-doc", address=HERE, at=at)


def test_a_complete_sign_in_forgives_what_came_before_from_its_address(site: Site, at: datetime) -> None:
    for address in (HERE, THERE):
        for _ in range(4):
            wrong("nguoi-doc", at=at, address=address)
    forgive_tries(officer=site.reader.officer, address=HERE)
    kept = WrongTries.objects.exclude(address=WrongTries.STRANGERS)
    assert [tries.address for tries in kept] == [THERE]


def test_old_tries_do_not_count(site: Site, at: datetime) -> None:
    for _ in range(4):
        wrong("nguoi-doc", at=at)
    assert begin_try(username="nguoi-doc", address=HERE, at=at + LOCK).locks_until is None


def test_the_policy_of_the_day_says_how_many_and_how_long(site: Site, at: datetime) -> None:
    policy = SignInPolicy.objects.get()
    policy.pk, policy.valid_from, policy.wrong_tries, policy.lock_minutes = None, at.date() + timedelta(days=1), 2, 60
    policy.save()
    tomorrow = at + timedelta(days=1)
    for moment in (at, tomorrow):
        wrong("nguoi-doc", at=moment)
    assert begin_try(username="nguoi-doc", address=HERE, at=tomorrow).locks_until == tomorrow + timedelta(hours=1)


def test_an_administrator_of_the_unit_unlocks_and_nobody_else(site: Site, at: datetime) -> None:
    by = site.administrator
    north = unit_beneath(site.unit, "G99.01", "Cục Bắc", by=by, at=at)
    south = unit_beneath(site.unit, "G99.02", "Cục Nam", by=by, at=at)
    enrolled("bac", "reader", unit=north, by=by, at=at)
    other = enrolled("quan-tri-nam", "administrator", unit=south, by=by, at=at)
    own = enrolled("quan-tri-bac", "administrator", unit=north, by=by, at=at)
    for _ in range(5):
        wrong("bac", at=at)
    lock = WrongTries.objects.get(address=HERE)
    assert list(locked_accounts(other, at=at)) == []
    with pytest.raises(NotAllowed):
        unlock_account(lock=lock, by=other, at=at)
    assert list(locked_accounts(own, at=at)) == [lock]
    unlock_account(lock=lock, by=own, at=at)
    assert begin_try(username="bac", address=HERE, at=at).locks_until is None
    event = Event.objects.latest("sequence")
    assert (event.kind, event.actor, event.permission) == (
        "organisation.sign_in_unlocked",
        str(own.officer.pk),
        "officer.enrol",
    )
    assert event.grant
