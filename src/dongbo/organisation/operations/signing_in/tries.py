"""Tries at an account, counted before they are judged, so that no two processes can share the last one."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from dongbo.ledger.operations import append_event
from dongbo.ledger.states import Authorship
from dongbo.organisation.models import Officer, SignInRecord, WrongTries
from dongbo.organisation.operations.signing_in.sessions import Browser
from dongbo.organisation.queries.officers import unit_of_officer
from dongbo.organisation.queries.signing_in import (
    STRANGERS_COUNTED_FOR,
    account_digest,
    is_known_address,
    officer_called,
    policy_at,
)
from dongbo.organisation.rules import Acting, NotAllowed, require
from dongbo.organisation.states import Permission, SignInAct, SignInMethod

STRANGERS = WrongTries.STRANGERS


class AccountLocked(ValidationError):
    """No try is taken now; the message says until when and whom to ask."""


@dataclass(frozen=True, slots=True)
class Try:
    """A try that was counted and not yet judged; with until when it locks, where it is the last one allowed.

    A strange one came from an address the account was never signed in from, and is counted among the strangers' too.
    """

    account: str
    address: str
    locks_until: datetime | None
    is_strange: bool = False
    strangers_locked_until: datetime | None = None

    @property
    def counted_at(self) -> tuple[str, ...]:
        """The addresses it is counted under, in the order in which their rows are locked."""
        return (self.address, STRANGERS) if self.is_strange else (self.address,)


@transaction.atomic
def begin_try(*, username: str, address: str, at: datetime) -> Try:
    """This will count a try from `address` at the account called `username`, whether there is one or not.

    The last try the policy of the day allows locks the account for this address unless it is taken back. Tries older
    than the time of a lock no longer count. What comes from addresses the account was never signed in from is counted
    together besides, for a day: the last of those the policy allows closes the account to strange addresses for the
    rest of that day, and to no address its officer uses. Raises AccountLocked.
    """
    policy, officer, account = policy_at(at), officer_called(username), account_digest(username)
    pause = timedelta(minutes=policy.lock_minutes)
    own = _counted(account, address, officer, at=at)
    if _is_locked(own, at=at):
        raise _locked(own)
    is_strange = officer is None or not is_known_address(officer, address, at=at)
    strangers = _counted(account, STRANGERS, officer, at=at) if is_strange else None
    if strangers is not None and _is_locked(strangers, at=at):
        raise _closed_to_strangers(strangers)
    _count(own, within=pause, at=at)
    if own.tries >= policy.wrong_tries:
        own.locked_until = at + pause
    own.save()
    if strangers is not None:
        _count(strangers, within=STRANGERS_COUNTED_FOR, at=at)
        if strangers.tries >= policy.strange_tries:
            strangers.locked_until = strangers.counted_from + STRANGERS_COUNTED_FOR
        strangers.save()
    return Try(
        account=account,
        address=address,
        locks_until=own.locked_until,
        is_strange=is_strange,
        strangers_locked_until=strangers.locked_until if strangers else None,
    )


def _counted(account: str, address: str, officer: Officer | None, *, at: datetime) -> WrongTries:
    """Return the row of tries from `address`, held until the end of the transaction."""
    WrongTries.objects.get_or_create(
        account=account, address=address, defaults={"tries": 0, "counted_from": at, "officer": officer}
    )
    return WrongTries.objects.select_for_update().get(account=account, address=address)


def _is_locked(counted: WrongTries, *, at: datetime) -> bool:
    return counted.locked_until is not None and at < counted.locked_until


def _count(counted: WrongTries, *, within: timedelta, at: datetime) -> None:
    """Add a try; those of a lock that is over, or older than `within`, no longer count."""
    if counted.locked_until is not None or at >= counted.counted_from + within:
        counted.tries, counted.counted_from, counted.locked_until = 0, at, None
    counted.tries += 1


@transaction.atomic
def take_back_try(*, taken: Try) -> None:
    """This will uncount a try that was right. Wrong ones before it stay counted until the sign-in is complete."""
    for address in taken.counted_at:
        counted = WrongTries.objects.select_for_update().filter(account=taken.account, address=address).first()
        if counted is None or counted.tries == 0:
            continue
        counted.tries -= 1
        counted.locked_until = None
        counted.save(update_fields=["tries", "locked_until"])


@transaction.atomic
def note_wrong_try(*, taken: Try, method: SignInMethod, browser: Browser, at: datetime) -> None:
    """This will write a wrong try into the history of its officer, and each lock it brought into the ledger."""
    officer = Officer.objects.filter(wrong_tries__account=taken.account, wrong_tries__address=taken.address).first()
    if officer is not None:
        SignInRecord.objects.create(
            officer=officer,
            at=at,
            act=SignInAct.LOCKED if taken.locks_until or taken.strangers_locked_until else SignInAct.WRONG,
            method=method,
            address=browser.address,
            device=browser.device,
        )
    for until, for_strangers in ((taken.locks_until, False), (taken.strangers_locked_until, True)):
        if until is not None:
            append_event(
                kind="organisation.sign_in_locked",
                subject_kind="officer",
                subject_id=officer.pk if officer else "",
                payload={
                    "until": until.isoformat(),
                    "known": officer is not None,
                    "method": str(method),
                    "for_strangers": for_strangers,
                },
                by=Authorship(address=browser.address),
                at=at,
            )


@transaction.atomic
def forgive_tries(*, officer: Officer, address: str) -> None:
    """This will forget the wrong tries from `address` at `officer`'s account, after he has signed in from there.

    Those of strange addresses together stay counted: he proved where he is, not who the others are.
    """
    WrongTries.objects.filter(account=account_digest(officer.username), address=address).delete()


@transaction.atomic
def unlock_account(*, lock: WrongTries, by: Acting, at: datetime) -> None:
    """This will lift a lock before its time, by an officer who may enrol where the locked one holds his post.

    Raises NotAllowed.
    """
    if lock.officer is None:
        raise NotAllowed(_("Khóa này không ứng với tài khoản nào, nên không có ai để mở khóa cho."))
    unit = unit_of_officer(lock.officer, timezone.localdate(at))
    authorship = require(by, Permission.OFFICER_ENROL, unit=unit, at=at)
    lock.delete()
    address = "" if lock.is_of_strangers else lock.address
    SignInRecord.objects.create(officer=lock.officer, at=at, act=SignInAct.UNLOCKED, address=address)
    append_event(
        kind="organisation.sign_in_unlocked",
        subject_kind="officer",
        subject_id=lock.officer.pk,
        payload={"address": address, "for_strangers": lock.is_of_strangers},
        by=authorship,
        at=at,
    )


def _locked(lock: WrongTries) -> AccountLocked:
    return AccountLocked(
        _(
            "Đã nhập sai quá số lần cho phép. Từ máy này, tài khoản bị khóa đến %(time)s ngày %(day)s. "
            "Hãy chờ đến lúc đó, hoặc nhờ quản trị viên của đơn vị mở khóa."
        )
        % _until(lock),
        code="account_locked",
    )


def _closed_to_strangers(lock: WrongTries) -> AccountLocked:
    return AccountLocked(
        _(
            "Tài khoản bị nhập sai quá nhiều lần từ nhiều nơi, nên nơi chưa từng đăng nhập bị khóa đến "
            "%(time)s ngày %(day)s. Hãy dùng máy bạn vẫn đăng nhập hoặc khóa truy cập, hoặc nhờ quản trị viên mở khóa."
        )
        % _until(lock),
        code="account_locked",
    )


def _until(lock: WrongTries) -> dict[str, str]:
    if lock.locked_until is None:
        raise ValueError("an open account has no end of its lock")
    local = timezone.localtime(lock.locked_until)
    return {"time": f"{local:%H:%M:%S}", "day": date_format(local, "SHORT_DATE_FORMAT")}
