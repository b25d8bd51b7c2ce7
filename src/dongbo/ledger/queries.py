"""Reads: the end of the chain, its verification, and the events of a subject."""

import contextlib
import os
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.conf import settings
from django.db.models import CharField, Q, QuerySet
from django.db.models.functions import Cast

from dongbo.engines.hash_chain import Break, Checkpoint, Record, first_break
from dongbo.ledger.models import Event


@dataclass(frozen=True, slots=True)
class EventFilter:
    """What is asked of the ledger; blank means any. Who acts for another is found under both names."""

    kind: str = ""
    actors: "QuerySet[Any] | None" = None
    units: "QuerySet[Any] | None" = None
    record: str = ""
    since: datetime | None = None
    until: datetime | None = None
    address: str = ""


def last_event() -> Event | None:
    """Return the event at the end of the chain, or None while it is empty."""
    return Event.objects.order_by("-sequence").first()


def events_of(*, subject_kind: str, subject_id: object) -> QuerySet[Event]:
    """Return the events of one subject, newest first."""
    return Event.objects.filter(subject_kind=subject_kind, subject_id=str(subject_id))


def events_as_asked(wanted: EventFilter, *, scope: Q) -> QuerySet[Event]:
    """Return the events within `scope` that are as `wanted`, newest first; `until` is not included."""
    found = Event.objects.filter(scope)
    if wanted.kind:
        found = found.filter(kind=wanted.kind)
    if wanted.actors is not None:
        named = _written(wanted.actors)
        found = found.filter(Q(actor__in=named) | Q(on_behalf_of__in=named))
    if wanted.units is not None:
        found = found.filter(unit__in=_written(wanted.units))
    if wanted.record:
        found = found.filter(subject_id=wanted.record)
    if wanted.since:
        found = found.filter(at__gte=wanted.since)
    if wanted.until:
        found = found.filter(at__lt=wanted.until)
    if wanted.address:
        found = found.filter(address__startswith=wanted.address)
    return found.order_by("-sequence")


def _written(rows: "QuerySet[Any]") -> "QuerySet[Any]":
    """The keys of `rows` as an event writes them."""
    return rows.order_by().values(written=Cast("pk", CharField()))


def verify_ledger(*, checkpoint: Checkpoint | None = None) -> Break | None:
    """Return the first event that was altered, removed, reordered or inserted, or None where the chain is whole.

    With a checkpoint exported earlier, a truncated tail is found too.
    """
    return first_break(_records(), checkpoint=checkpoint)


def _records() -> Iterator[Record]:
    """Yield the chain in order; where a row can no longer be read, a record that no seal fits, and the end."""
    place = 0
    try:
        for event in Event.objects.order_by("sequence").iterator(chunk_size=2000):
            record = event.record()
            place = event.sequence
            yield record
    except (ValueError, TypeError, AttributeError):
        yield Record(sequence=place + 1, content={}, previous_hash="", hash="")


def signing_key() -> Ed25519PrivateKey:
    """Return this site's checkpoint key, made on first use and readable by its owner alone."""
    path = Path(settings.VAR) / "ledger_key.pem"
    if not path.exists():
        _make_key(path)
    key = serialization.load_pem_private_key(path.read_bytes(), password=None)
    if not isinstance(key, Ed25519PrivateKey):
        raise TypeError(f"{path.name} is not an Ed25519 key")
    return key


def _make_key(path: Path) -> None:
    """Write a new key whole; where two processes make one at once, the first to be in place stays."""
    written = Ed25519PrivateKey.generate().private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=".draft-")
    draft = Path(name)
    try:
        with os.fdopen(handle, "wb") as writer:
            writer.write(written)
        with contextlib.suppress(FileExistsError):
            path.hardlink_to(draft)
    finally:
        draft.unlink()
