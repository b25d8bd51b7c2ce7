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
    sign_in,
    take_back_try,
    unlock_account,
)
from dongbo.organisation.queries.signing_in import locked_accounts
from dongbo.organisation.rules import Acting, NotAllowed
from dongbo.organisation.states import SignInMethod
from tests.builders import enrolled, unit_beneath

if TYPE_CHECKING:
    from datetime import datetime

    from tests.builders import Site

HERE, THERE = "10.0.0.1", "10.0.0.2"
LOCK, DAY = timedelta(minutes=15), timedelta(days=1)


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


def guess_from_everywhere(username: str, *, at: datetime, tries: int = 50, net: str = "10.9") -> None:
    """Guess once from each of so many addresses."""
    for number in range(tries):
        wrong(username, at=at, address=f"{net}.{number}.1")


def signed_in_from(by: Acting, address: str, *, at: datetime) -> None:
    from_there = Acting(officer=by.officer, post=by.post, address=address)
    sign_in(session_key="", method=SignInMethod.PASSWORD, device="Kiểm thử", by=from_there, at=at)


def test_guessing_from_everywhere_closes_the_account_to_strangers_for_the_day(site: Site, at: datetime) -> None:
    guess_from_everywhere("nguoi-doc", at=at)
    for moment in (at, at + DAY - timedelta(microseconds=1)):
        with pytest.raises(AccountLocked, match="nơi chưa từng đăng nhập bị khóa đến 15:00:00 ngày 22/11/2026"):
            begin_try(username="nguoi-doc", address=THERE, at=moment)
    assert begin_try(username="nguoi-doc", address=THERE, at=at + DAY).strangers_locked_until is None
    assert begin_try(username="ke-hoach", address=THERE, at=at).strangers_locked_until is None
    events = Event.objects.filter(kind="organisation.sign_in_locked")
    assert [(event.subject_id, event.payload["for_strangers"]) for event in events] == [
        (str(site.reader.officer.pk), True)
    ]
    assert [record.act for record in SignInRecord.objects.all()] == ["locked", *["wrong"] * 49]


def test_strangers_never_lock_an_officer_out_of_where_he_signs_in(site: Site, at: datetime) -> None:
    signed_in_from(site.reader, HERE, at=at)
    guess_from_everywhere("nguoi-doc", at=at)
    taken = begin_try(username="nguoi-doc", address=HERE, at=at)
    assert (taken.is_strange, taken.locks_until) == (False, None)
    with pytest.raises(AccountLocked):
        begin_try(username="nguoi-doc", address=THERE, at=at)


def test_tries_from_where_the_officer_signs_in_bring_the_ceiling_no_nearer(site: Site, at: datetime) -> None:
    signed_in_from(site.reader, HERE, at=at)
    for turn in range(10):
        for _ in range(5):
            wrong("nguoi-doc", at=at + turn * LOCK)
    assert not WrongTries.objects.filter(address=WrongTries.STRANGERS).exists()


def test_an_address_not_used_for_half_a_year_is_strange_again(site: Site, at: datetime) -> None:
    signed_in_from(site.reader, HERE, at=at)
    assert not begin_try(username="nguoi-doc", address=HERE, at=at + timedelta(days=179)).is_strange
    assert begin_try(username="nguoi-doc", address=HERE, at=at + timedelta(days=180)).is_strange


def test_strangers_right_tries_are_taken_back_and_their_wrong_ones_stay(site: Site, at: datetime) -> None:
    guess_from_everywhere("nguoi-doc", at=at, tries=49)
    taken = begin_try(username="nguoi-doc", address=THERE, at=at)
    assert taken.strangers_locked_until == at + DAY
    take_back_try(taken=taken)
    forgive_tries(officer=site.reader.officer, address=THERE)
    assert WrongTries.objects.get(address=WrongTries.STRANGERS).tries == 49
    wrong("nguoi-doc", at=at, address=THERE)
    with pytest.raises(AccountLocked):
        begin_try(username="nguoi-doc", address="10.0.0.3", at=at)


def test_a_name_that_is_no_account_is_closed_with_the_same_words(site: Site, at: datetime) -> None:
    said = []
    for name in ("nguoi-doc", "khong-co-ai"):
        guess_from_everywhere(name, at=at)
        with pytest.raises(AccountLocked) as refused:
            begin_try(username=name, address=THERE, at=at)
        said.append(refused.value.messages)
    assert said[0] == said[1]


def test_an_administrator_opens_the_account_to_strangers_before_the_day_is_over(site: Site, at: datetime) -> None:
    guess_from_everywhere("nguoi-doc", at=at)
    lock = locked_accounts(site.administrator, at=at).get()
    assert lock.is_of_strangers
    unlock_account(lock=lock, by=site.administrator, at=at)
    assert begin_try(username="nguoi-doc", address=THERE, at=at).strangers_locked_until is None
    event = Event.objects.latest("sequence")
    assert (event.kind, event.payload) == ("organisation.sign_in_unlocked", {"address": "", "for_strangers": True})


@pytest.mark.parametrize(
    "name", ["a" * 10_000, "ă" * 60_000, "nguoi\0doc", "nguoi-doc\x1b[2J", "\u202enguoi-doc", "", " ", "%", "\ud800"]
)
def test_what_cannot_be_a_name_is_counted_and_is_nobody(name: str, site: Site, at: datetime) -> None:
    wrong(name, at=at)
    assert [(counted.officer, counted.tries) for counted in WrongTries.objects.all()] == [(None, 1)] * 2


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
