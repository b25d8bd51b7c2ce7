"""Writes: appending an event, the one act of this room."""

from collections.abc import Callable, Mapping
from dataclasses import asdict
from datetime import UTC, datetime
from typing import Any

from django.db import connection, transaction

from dongbo.engines.hash_chain import GENESIS, Checkpoint, require_sealable, seal, sign_checkpoint
from dongbo.ledger.models import Event
from dongbo.ledger.queries import last_event, signing_key
from dongbo.ledger.states import THE_SITE, Authorship

CHAIN_LOCK = 0x4442_4C45_4447_4552
"""The advisory lock appenders on PostgreSQL queue for; readers never ask for it."""


_wakers: dict[str, Callable[[Event], object]] = {}


class LedgerOutsideTransaction(RuntimeError):
    """An event was appended outside the transaction of its operation."""


def append_event(
    *,
    kind: str,
    subject_kind: str,
    subject_id: object,
    payload: Mapping[str, Any],
    by: Authorship = THE_SITE,
    at: datetime,
) -> Event:
    """This will append one event to the chain, inside the caller's transaction.

    Writers wait for each other from here until they commit, so an operation calls this last. `at` is what the caller's
    clock says: one that was set back changes nothing in the order. Raises LedgerOutsideTransaction where there is no
    transaction to share; CannotSeal for a payload that is no JSON; ValueError for a moment without a time zone.
    """
    if not connection.in_atomic_block:
        raise LedgerOutsideTransaction("an event belongs to the transaction of its operation")
    if at.tzinfo is None:
        raise ValueError("the moment of an event needs its time zone")
    require_sealable(payload)
    _wait_for_turn()
    last = last_event()
    event = Event(
        sequence=last.sequence + 1 if last else 1,
        at=at.astimezone(UTC),
        kind=kind,
        **asdict(by),
        subject_kind=subject_kind,
        subject_id=str(subject_id),
        payload=dict(payload),
        previous_hash=last.hash if last else GENESIS,
    )
    event.clean_fields(exclude=["subject_id", "payload", "hash"])
    event.hash = seal(sequence=event.sequence, content=event.content(), previous_hash=event.previous_hash)
    event.save(force_insert=True)
    if waker := _wakers.get(kind):
        waker(event)
    return event


def wake_on(*, kind: str, waker: Callable[[Event], object]) -> None:
    """This will call `waker` with every event of `kind`, in the event's own transaction.

    A job queued by it is there exactly when the event is. Called once at start, from the site's table.
    """
    _wakers[kind] = waker


def _wait_for_turn() -> None:
    """SQLite transactions are IMMEDIATE, so a writer has its turn already; PostgreSQL queues on an advisory lock."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [CHAIN_LOCK])


@transaction.atomic
def export_checkpoint(*, at: datetime) -> Checkpoint:
    """This will return a signed statement of where the chain ends now, to be kept outside this machine."""
    last = last_event()
    return sign_checkpoint(
        sequence=last.sequence if last else 0,
        last_hash=last.hash if last else GENESIS,
        at=at.astimezone(UTC).isoformat(),
        key=signing_key(),
    )
