"""Sessions begin, are confirmed, and end; each is one line in the officer's history and one event."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from dongbo.ledger.operations import append_event
from dongbo.ledger.states import THE_SITE, Authorship
from dongbo.organisation.models import Officer, SignInRecord, SignInSession
from dongbo.organisation.queries.signing_in import is_elsewhere, policy_at, sessions_of
from dongbo.organisation.rules import Acting
from dongbo.organisation.states import SessionEnd, SignInAct, SignInMethod


@dataclass(frozen=True, slots=True)
class Browser:
    """Where a request came from, and with what program."""

    address: str = ""
    device: str = ""


@transaction.atomic
def sign_in(*, session_key: str, method: SignInMethod, device: str, by: Acting, at: datetime) -> SignInRecord:
    """This will enter a session that has just begun, and end the officer's oldest beyond the most the policy allows.

    Return the line of the history, which says whether the account was not seen there before.
    """
    officer = Officer.objects.select_for_update().get(pk=by.officer.pk)
    most = policy_at(at).most_sessions
    others = sessions_of(officer, at=at).exclude(session_key=session_key)
    ended = list(others.order_by("-began_at", "-seen_at")[most - 1 :])
    browser = Browser(address=by.address, device=device)
    for session in ended:
        _end(session, SessionEnd.TOO_MANY, at=at)
    record = SignInRecord.objects.create(
        officer=officer,
        at=at,
        act=SignInAct.SIGNED_IN,
        method=method,
        address=browser.address,
        device=browser.device,
        from_elsewhere=is_elsewhere(officer, address=browser.address, device=browser.device, at=at),
    )
    append_event(
        kind="organisation.signed_in",
        subject_kind="officer",
        subject_id=officer.pk,
        payload={"method": str(method), "ended": len(ended), "from_elsewhere": record.from_elsewhere},
        by=by.authorship(),
        at=at,
    )
    return record


@transaction.atomic
def sign_out(*, device: str, by: Acting, at: datetime) -> None:
    """This will write down that the officer signed out."""
    SignInRecord.objects.create(officer=by.officer, at=at, act=SignInAct.SIGNED_OUT, address=by.address, device=device)
    append_event(
        kind="organisation.signed_out",
        subject_kind="officer",
        subject_id=by.officer.pk,
        payload={},
        by=by.authorship(),
        at=at,
    )


@transaction.atomic
def end_session(*, session: SignInSession, by: Acting, at: datetime) -> None:
    """This will end another session of the officer who asks for it."""
    _end(session, SessionEnd.BY_OFFICER, at=at)
    _append_ended(by.officer, 1, SessionEnd.BY_OFFICER, by=by.authorship(), at=at)


@transaction.atomic
def end_sessions(
    *, officer: Officer, ending: SessionEnd, by: Authorship = THE_SITE, at: datetime, keep: str = ""
) -> int:
    """This will end every session of `officer` except the one with the key `keep`; return how many."""
    found = list(sessions_of(officer, at=at).exclude(session_key=keep))
    for session in found:
        _end(session, ending, at=at)
    if found:
        _append_ended(officer, len(found), ending, by=by, at=at)
    return len(found)


@transaction.atomic
def note_confirmed(*, method: SignInMethod, device: str, by: Acting, at: datetime) -> None:
    """This will write down that the officer confirmed it is he, after a lock or before a delicate act."""
    SignInRecord.objects.create(
        officer=by.officer, at=at, act=SignInAct.CONFIRMED, method=method, address=by.address, device=device
    )


@transaction.atomic
def note_refused(*, officer: Officer, method: SignInMethod, browser: Browser, at: datetime) -> None:
    """This will write down that the right password was refused, since the account is not in use."""
    SignInRecord.objects.create(
        officer=officer, at=at, act=SignInAct.REFUSED, method=method, address=browser.address, device=browser.device
    )


def _end(session: SignInSession, ending: SessionEnd, *, at: datetime) -> None:
    if session.officer is None:
        raise ValueError("a session nobody signed into has nothing to end")
    SignInRecord.objects.create(
        officer=session.officer,
        at=at,
        act=SignInAct.SESSION_ENDED,
        ending=ending,
        address=session.address,
        device=session.device,
    )
    session.delete()


def _append_ended(officer: Officer, count: int, ending: SessionEnd, *, by: Authorship, at: datetime) -> None:
    append_event(
        kind="organisation.session_ended",
        subject_kind="officer",
        subject_id=officer.pk,
        payload={"ending": str(ending), "sessions": count},
        by=by,
        at=at,
    )


@transaction.atomic
def note_seen(*, session_key: str, seen_at: datetime, locks_at: datetime) -> None:
    """This will write down that the officer of a session is at work, and when it locks if he is not seen again."""
    SignInSession.objects.filter(session_key=session_key, seen_at__lt=seen_at).update(
        seen_at=seen_at, locks_at=locks_at
    )
