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
from dongbo.organisation.queries.signing_in import account_digest, policy_at
from dongbo.organisation.rules import Acting, NotAllowed, require
from dongbo.organisation.states import Permission, SignInAct, SignInMethod


class AccountLocked(ValidationError):
    """No try is taken now; the message says until when and whom to ask."""


@dataclass(frozen=True, slots=True)
class Try:
    """A try that was counted and not yet judged; `locks_until` where it is the last one allowed."""

    account: str
    address: str
    locks_until: datetime | None


@transaction.atomic
def begin_try(*, username: str, address: str, at: datetime) -> Try:
    """This will count a try from `address` at the account called `username`, whether there is one or not.

    The last try the policy of the day allows locks the account for this address unless it is taken back. Tries older
    than the time of a lock no longer count. Raises AccountLocked.
    """
    policy = policy_at(at)
    pause = timedelta(minutes=policy.lock_minutes)
    account = account_digest(username)
    WrongTries.objects.get_or_create(
        account=account,
        address=address,
        defaults={
            "tries": 0,
            "counted_from": at,
            "officer": Officer.objects.filter(username__iexact=username.strip()).first(),
        },
    )
    counted = WrongTries.objects.select_for_update().get(account=account, address=address)
    if counted.locked_until is not None and at < counted.locked_until:
        raise _locked(counted.locked_until)
    if counted.locked_until is not None or at >= counted.counted_from + pause:
        counted.tries, counted.counted_from, counted.locked_until = 0, at, None
    counted.tries += 1
    if counted.tries >= policy.wrong_tries:
        counted.locked_until = at + pause
    counted.save()
    return Try(account=account, address=address, locks_until=counted.locked_until)


@transaction.atomic
def take_back_try(*, taken: Try) -> None:
    """This will uncount a try that was right. Wrong ones before it stay counted until the sign-in is complete."""
    counted = WrongTries.objects.select_for_update().filter(account=taken.account, address=taken.address).first()
    if counted is None or counted.tries == 0:
        return
    counted.tries -= 1
    counted.locked_until = None
    counted.save(update_fields=["tries", "locked_until"])


@transaction.atomic
def note_wrong_try(*, taken: Try, method: SignInMethod, browser: Browser, at: datetime) -> None:
    """This will write a wrong try into the history of its officer, and the lock, where it locked, into the ledger."""
    officer = Officer.objects.filter(wrong_tries__account=taken.account, wrong_tries__address=taken.address).first()
    if officer is not None:
        SignInRecord.objects.create(
            officer=officer,
            at=at,
            act=SignInAct.LOCKED if taken.locks_until else SignInAct.WRONG,
            method=method,
            address=browser.address,
            device=browser.device,
        )
    if taken.locks_until is not None:
        append_event(
            kind="organisation.sign_in_locked",
            subject_kind="officer",
            subject_id=officer.pk if officer else "",
            payload={"until": taken.locks_until.isoformat(), "known": officer is not None, "method": str(method)},
            by=Authorship(address=browser.address),
            at=at,
        )


@transaction.atomic
def forgive_tries(*, officer: Officer, address: str) -> None:
    """This will forget the wrong tries from `address` at `officer`'s account, after he has signed in from there."""
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
    SignInRecord.objects.create(officer=lock.officer, at=at, act=SignInAct.UNLOCKED, address=lock.address)
    append_event(
        kind="organisation.sign_in_unlocked",
        subject_kind="officer",
        subject_id=lock.officer.pk,
        payload={"address": lock.address},
        by=authorship,
        at=at,
    )


def _locked(until: datetime) -> AccountLocked:
    local = timezone.localtime(until)
    return AccountLocked(
        _(
            "Đã nhập sai quá số lần cho phép. Từ máy này, tài khoản bị khóa đến %(time)s ngày %(day)s. "
            "Hãy chờ đến lúc đó, hoặc nhờ quản trị viên của đơn vị mở khóa."
        )
        % {"time": f"{local:%H:%M:%S}", "day": date_format(local, "SHORT_DATE_FORMAT")},
        code="account_locked",
    )
