"""A chain of records, each sealed with the hash of the one before it, and the search for its first break.

The seal is SHA-256 over the canonical JSON (RFC 8785) of the record with its place and the previous seal.
"""

import base64
import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

import rfc8785
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

GENESIS = "0" * 64
"""The previous seal of the first record."""

LARGEST_NUMBER = 2**53 - 1
"""Beyond it a number read back may be another."""


@dataclass(frozen=True, slots=True)
class Record:
    """One link: its place (1, 2, 3 …), what it says, the seal before it and its own seal, both 64 hex digits."""

    sequence: int
    content: Mapping[str, Any]
    previous_hash: str
    hash: str


class Tampering(StrEnum):
    """What happened to the chain at its first break."""

    ALTERED = "altered"
    REMOVED = "removed"
    INSERTED = "inserted"
    REORDERED = "reordered"
    TRUNCATED = "truncated"


@dataclass(frozen=True, slots=True)
class Break:
    """The first place where the chain does not hold."""

    sequence: int
    tampering: Tampering


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """A signed statement that the chain had `sequence` records and ended with `hash` at `at` (ISO 8601)."""

    sequence: int
    hash: str
    at: str
    public_key: str
    signature: str

    def statement(self) -> bytes:
        """Return the bytes that are signed."""
        return rfc8785.dumps({"at": self.at, "hash": self.hash, "sequence": self.sequence})


class CannotSeal(ValueError):
    """A content without canonical JSON, or one that a database would not give back as it was."""


def seal(*, sequence: int, content: Mapping[str, Any], previous_hash: str) -> str:
    """Return the seal of a record at `sequence` that follows `previous_hash`. Raises CannotSeal."""
    record: dict[str, Any] = {"content": dict(content), "previous_hash": previous_hash, "sequence": sequence}
    try:
        return hashlib.sha256(rfc8785.dumps(record)).hexdigest()
    except (rfc8785.CanonicalizationError, UnicodeEncodeError) as error:
        raise CannotSeal(f"no canonical JSON: {error}") from error


def require_sealable(value: object, *, place: str = "payload") -> None:
    """This will raise CannotSeal, naming the place, unless `value` is JSON that every database gives back unchanged.

    Refused are numbers that are not finite or lie beyond 2⁵³ - 1 (RFC 7493; a database may turn 1e22 into a whole
    number), the NUL sign (PostgreSQL does not store it), keys that are no text, and everything that is no JSON.
    """
    match value:
        case list() | tuple():
            for number, item in enumerate(value):
                require_sealable(item, place=f"{place}[{number}]")
        case Mapping():
            for key, item in value.items():
                if not isinstance(key, str):
                    raise CannotSeal(f"{place}: the key {key!r} is no text")
                require_sealable(key, place=place)
                require_sealable(item, place=f"{place}.{key}")
        case _:
            if fault := _fault(value):
                raise CannotSeal(f"{place}: {fault}")


def _fault(value: object) -> str:
    """Return what is wrong with a single value, "" where nothing is."""
    match value:
        case None | bool():
            return ""
        case int() | float():
            return "" if abs(value) <= LARGEST_NUMBER else f"the number {value} is not within ±(2⁵³ - 1)"
        case str():
            broken = "\x00" in value or any("\ud800" <= letter <= "\udfff" for letter in value)
            return "a text with a NUL sign or half a surrogate pair" if broken else ""
        case _:
            return f"{type(value).__name__} is no JSON"


def sealed_with(record: Record, *, sequence: int | None = None) -> bool:
    """Return whether the record's seal fits its content at `sequence` (by default its own)."""
    place = record.sequence if sequence is None else sequence
    try:
        return seal(sequence=place, content=record.content, previous_hash=record.previous_hash) == record.hash
    except CannotSeal:  # only tampering brings such a content here
        return False


def first_break(records: Iterable[Record], *, checkpoint: Checkpoint | None = None) -> Break | None:
    """Return the first break of the chain, or None where it is whole.

    `records` come in the order of their sequence. Where a checkpoint is given, its record must be there unchanged: an
    absent one is a truncated tail. Memory stays constant: three neighbouring records are held.
    """
    previous: Record | None = None
    walk = iter(records)
    following = next(walk, None)
    while following is not None:
        record, following = following, next(walk, None)
        place, before = (previous.sequence + 1, previous.hash) if previous else (1, GENESIS)
        broken = _break_at(record, place, before, following)
        if broken is not None:
            return Break(place, broken)
        if checkpoint and record.sequence == checkpoint.sequence and record.hash != checkpoint.hash:
            return Break(record.sequence, Tampering.ALTERED)
        previous = record
    last = previous.sequence if previous else 0
    if checkpoint and last < checkpoint.sequence:
        return Break(last + 1, Tampering.TRUNCATED)
    return None


def _break_at(record: Record, place: int, before: str, following: Record | None) -> Tampering | None:
    """Return what is wrong at `place`, where a record sealed after `before` is due."""
    if record.sequence == place and record.previous_hash == before and sealed_with(record):
        return _forged(record, following)
    if record.sequence > place:
        return Tampering.REMOVED
    if following is not None and _belongs(following, place, before):
        return Tampering.REORDERED if _belongs_later(record) else Tampering.INSERTED
    if record.previous_hash != before and _belongs_later(record):
        closed_up = following is None or following.previous_hash == record.hash
        return Tampering.REMOVED if closed_up else Tampering.REORDERED
    return Tampering.ALTERED


def _forged(record: Record, following: Record | None) -> Tampering | None:
    """A record that fits its place but not the one after it was put in, or rewritten with a fresh seal."""
    if following is None or following.previous_hash == record.hash:
        return None
    if following.previous_hash == record.previous_hash:
        return Tampering.INSERTED
    rewritten = following.sequence == record.sequence + 1 and sealed_with(following)
    return Tampering.ALTERED if rewritten else None


def _belongs(record: Record, place: int, before: str) -> bool:
    return record.previous_hash == before and sealed_with(record, sequence=place)


def _belongs_later(record: Record, reach: int = 10_000) -> bool:
    return any(sealed_with(record, sequence=record.sequence + ahead) for ahead in range(1, reach))


def sign_checkpoint(*, sequence: int, last_hash: str, at: str, key: Ed25519PrivateKey) -> Checkpoint:
    """Return a checkpoint over the chain's end, signed with `key` (Ed25519, RFC 8032)."""
    public = base64.b64encode(key.public_key().public_bytes_raw()).decode()
    unsigned = Checkpoint(sequence=sequence, hash=last_hash, at=at, public_key=public, signature="")
    signature = base64.b64encode(key.sign(unsigned.statement())).decode()
    return Checkpoint(sequence=sequence, hash=last_hash, at=at, public_key=public, signature=signature)


def checkpoint_is_genuine(checkpoint: Checkpoint, *, public_key: str | None = None) -> bool:
    """Return whether the checkpoint bears the signature of `public_key` (base64; by default the one it names)."""
    try:
        key = Ed25519PublicKey.from_public_bytes(base64.b64decode(public_key or checkpoint.public_key))
        key.verify(base64.b64decode(checkpoint.signature), checkpoint.statement())
    except (InvalidSignature, ValueError):
        return False
    return True
