"""The hash chain names the first record that was altered, removed, inserted or reordered."""

from dataclasses import replace

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given
from hypothesis import strategies as st

from dongbo.engines.hash_chain import (
    GENESIS,
    Break,
    Record,
    Tampering,
    checkpoint_is_genuine,
    first_break,
    seal,
    sign_checkpoint,
)

KEY = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))


def chain(length: int) -> list[Record]:
    records: list[Record] = []
    previous = GENESIS
    for sequence in range(1, length + 1):
        content = {"kind": "test", "value": f"Điều {sequence}"}
        sealed = seal(sequence=sequence, content=content, previous_hash=previous)
        records.append(Record(sequence=sequence, content=content, previous_hash=previous, hash=sealed))
        previous = sealed
    return records


def resealed(record: Record, **changes: object) -> Record:
    changed = replace(record, **changes)
    fresh = seal(sequence=changed.sequence, content=changed.content, previous_hash=changed.previous_hash)
    return replace(changed, hash=fresh)


def renumbered(records: list[Record]) -> list[Record]:
    return [replace(record, sequence=place) for place, record in enumerate(records, start=1)]


places = st.integers(min_value=3, max_value=12).flatmap(
    lambda length: st.tuples(st.just(length), st.integers(min_value=1, max_value=length))
)


@given(st.integers(min_value=0, max_value=12))
def test_an_untouched_chain_is_whole(length: int) -> None:
    assert first_break(chain(length)) is None


@given(places)
def test_an_altered_record_is_named(place: tuple[int, int]) -> None:
    records = chain(place[0])
    at = place[1] - 1
    records[at] = replace(records[at], content={"kind": "test", "value": "khác"})
    assert first_break(records) == Break(place[1], Tampering.ALTERED)


@given(places)
def test_a_record_altered_and_sealed_afresh_is_named_by_the_one_after(place: tuple[int, int]) -> None:
    records = chain(place[0])
    at = place[1] - 1
    records[at] = resealed(records[at], content={"kind": "test", "value": "khác"})
    checkpoint = sign_checkpoint(sequence=place[0], last_hash=chain(place[0])[-1].hash, at="2026-11-21", key=KEY)
    assert first_break(records, checkpoint=checkpoint) == Break(place[1], Tampering.ALTERED)


@pytest.mark.parametrize("close_the_gap", [False, True])
@given(place=places)
def test_a_removed_record_is_named(close_the_gap: bool, place: tuple[int, int]) -> None:
    records = chain(place[0])
    checkpoint = sign_checkpoint(sequence=place[0], last_hash=records[-1].hash, at="2026-11-21", key=KEY)
    del records[place[1] - 1]
    if close_the_gap:
        records = renumbered(records)
    kind = Tampering.TRUNCATED if place[1] == place[0] else Tampering.REMOVED
    assert first_break(records, checkpoint=checkpoint) == Break(place[1], kind)


@given(places)
def test_an_inserted_record_is_named(place: tuple[int, int]) -> None:
    records = chain(place[0])
    before = records[place[1] - 2].hash if place[1] > 1 else GENESIS
    forged = resealed(
        Record(sequence=place[1], content={"kind": "forged"}, previous_hash=before, hash=""),
    )
    records.insert(place[1] - 1, forged)
    assert first_break(renumbered(records)) == Break(place[1], Tampering.INSERTED)


@given(places.filter(lambda place: place[1] < place[0]))
def test_two_records_that_changed_places_are_named(place: tuple[int, int]) -> None:
    records = chain(place[0])
    at = place[1] - 1
    records[at], records[at + 1] = records[at + 1], records[at]
    assert first_break(renumbered(records)) == Break(place[1], Tampering.REORDERED)


def test_a_truncated_tail_is_whole_without_a_checkpoint_and_named_with_one() -> None:
    records = chain(5)
    checkpoint = sign_checkpoint(sequence=5, last_hash=records[-1].hash, at="2026-11-21T08:00:00+00:00", key=KEY)
    assert first_break(records[:3]) is None
    assert first_break(records[:3], checkpoint=checkpoint) == Break(4, Tampering.TRUNCATED)


def test_a_checkpoint_is_genuine_only_as_signed() -> None:
    checkpoint = sign_checkpoint(sequence=5, last_hash="ab" * 32, at="2026-11-21T08:00:00+00:00", key=KEY)
    assert checkpoint_is_genuine(checkpoint)
    assert not checkpoint_is_genuine(replace(checkpoint, sequence=4))
    assert not checkpoint_is_genuine(checkpoint, public_key="AAAA")
