"""Appending to the ledger: one unbroken chain that the database itself protects."""

from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dongbo.engines.hash_chain import GENESIS, Break, CannotSeal, Tampering, checkpoint_is_genuine
from dongbo.ledger.models import Event
from dongbo.ledger.operations import append_event, export_checkpoint
from dongbo.ledger.queries import signing_key, verify_ledger

pytestmark = pytest.mark.django_db


def append(count: int, at: datetime) -> list[Event]:
    return [
        append_event(kind="test.acted", subject_kind="test", subject_id=n, payload={"số": n}, at=at)
        for n in range(1, count + 1)
    ]


def lift_protection() -> None:
    statements = {
        "postgresql": ["ALTER TABLE ledger_event DISABLE TRIGGER USER"],
        "sqlite": ["DROP TRIGGER ledger_event_no_update", "DROP TRIGGER ledger_event_no_delete"],
    }[connection.vendor]
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


def test_events_are_numbered_from_one_and_chained(at: datetime) -> None:
    first, second = append(2, at)
    assert (first.sequence, first.previous_hash) == (1, GENESIS)
    assert (second.sequence, second.previous_hash) == (2, first.hash)
    assert verify_ledger() is None


@pytest.mark.parametrize("act", ["update", "delete"])
def test_the_database_refuses_to_change_an_event(act: str, at: datetime) -> None:
    append(1, at)
    change = {"update": lambda: Event.objects.update(actor="khác"), "delete": Event.objects.all().delete}[act]
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        change()
    assert Event.objects.get().actor == ""


def test_an_event_altered_behind_the_database_is_named(at: datetime) -> None:
    append(5, at)
    lift_protection()
    Event.objects.filter(sequence=3).update(payload={"số": 33})
    assert verify_ledger() == Break(3, Tampering.ALTERED)


def test_an_event_removed_behind_the_database_is_named(at: datetime) -> None:
    append(5, at)
    lift_protection()
    Event.objects.filter(sequence=3).delete()
    assert verify_ledger() == Break(3, Tampering.REMOVED)


def test_a_cut_tail_is_noticed_with_a_checkpoint(at: datetime) -> None:
    append(5, at)
    checkpoint = export_checkpoint(at=at)
    assert checkpoint_is_genuine(checkpoint)
    lift_protection()
    Event.objects.filter(sequence__gte=4).delete()
    assert verify_ledger() is None
    assert verify_ledger(checkpoint=checkpoint) == Break(4, Tampering.TRUNCATED)


def test_what_is_read_back_is_what_was_sealed(at: datetime) -> None:
    payload = {"chuỗi": "Đồng Bộ «hòa»", "số": 12, "phần": 0.1, "không": None, "danh sách": [1, "hai", {"ba": True}]}
    append_event(kind="test.acted", subject_kind="test", subject_id=1, payload=payload, at=at)
    assert Event.objects.get().payload == payload
    assert verify_ledger() is None


@pytest.mark.parametrize(
    "value",
    [
        float("nan"),
        float("inf"),
        1e400,
        2**53,
        -(2**60),
        1e22,
        b"bytes",
        {1: "số"},
        {"a": [..., "một"]},
        "a\x00b",
        "\ud800",
    ],
    ids=repr,
)
def test_what_could_not_be_read_back_is_refused_before_anything_is_written(value: object, at: datetime) -> None:
    with pytest.raises(CannotSeal, match="payload"):
        append_event(kind="test.acted", subject_kind="test", subject_id=1, payload={"value": value}, at=at)
    assert Event.objects.count() == 0


def test_a_moment_without_a_time_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="time zone"):
        append_event(kind="a", subject_kind="b", subject_id=1, payload={}, at=datetime(2026, 11, 21))  # noqa: DTZ001


def test_a_name_longer_than_its_column_is_refused_on_every_database(at: datetime) -> None:
    with pytest.raises(ValidationError):
        append_event(kind="k" * 81, subject_kind="test", subject_id=1, payload={}, at=at)


def test_a_clock_set_back_changes_nothing_in_the_order(at: datetime) -> None:
    append(2, at)
    append(1, at - timedelta(days=400))
    assert [event.sequence for event in Event.objects.order_by("sequence")] == [1, 2, 3]
    assert verify_ledger() is None


numbers = st.integers(min_value=-(2**53) + 1, max_value=2**53 - 1) | st.floats(min_value=-1e15, max_value=1e15)
texts = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=20)
payloads = st.recursive(
    st.none() | st.booleans() | numbers | texts,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(texts, inner, max_size=4),
    max_leaves=12,
)


@given(value=payloads)
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_is_sealable_comes_back_and_verifies(value: object, at: datetime) -> None:
    append_event(kind="test.acted", subject_kind="test", subject_id=1, payload={"value": value}, at=at)
    assert verify_ledger() is None


def test_the_key_is_made_once_and_only_its_owner_may_read_it(tmp_path: Path) -> None:
    with ThreadPoolExecutor(8) as pool:
        keys = list(pool.map(lambda _: signing_key().private_bytes_raw(), range(16)))
    assert len(set(keys)) == 1
    assert [(path.name, path.stat().st_mode & 0o777) for path in tmp_path.iterdir()] == [("ledger_key.pem", 0o600)]
