"""Reads: the end of the chain, its verification, and the events of a subject."""

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.conf import settings
from django.db.models import QuerySet

from dongbo.engines.hash_chain import Break, Checkpoint, first_break
from dongbo.ledger.models import Event


def last_event() -> Event | None:
    """Return the event at the end of the chain, or None while it is empty."""
    return Event.objects.order_by("-sequence").first()


def events_of(*, subject_kind: str, subject_id: object) -> QuerySet[Event]:
    """Return the events of one subject, newest first."""
    return Event.objects.filter(subject_kind=subject_kind, subject_id=str(subject_id))


def verify_ledger(*, checkpoint: Checkpoint | None = None) -> Break | None:
    """Return the first event that was altered, removed, reordered or inserted, or None where the chain is whole.

    With a checkpoint exported earlier, a truncated tail is found too.
    """
    events = Event.objects.order_by("sequence").iterator(chunk_size=2000)
    return first_break((event.record() for event in events), checkpoint=checkpoint)


def signing_key() -> Ed25519PrivateKey:
    """Return this site's checkpoint key, made on first use and readable by its owner alone."""
    path = settings.VAR / "ledger_key.pem"
    if not path.exists():
        path.touch(mode=0o600)
        path.write_bytes(
            Ed25519PrivateKey.generate().private_bytes(
                serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
            )
        )
    key = serialization.load_pem_private_key(path.read_bytes(), password=None)
    if not isinstance(key, Ed25519PrivateKey):
        raise TypeError(f"{path.name} is not an Ed25519 key")
    return key
