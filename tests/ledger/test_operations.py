"""Appending to the ledger: one unbroken chain that the database itself protects."""

from datetime import datetime

import pytest
from django.db import DatabaseError, connection, transaction

from dongbo.engines.hash_chain import GENESIS, Break, Tampering, checkpoint_is_genuine
from dongbo.ledger.models import Event
from dongbo.ledger.operations import append_event, export_checkpoint
from dongbo.ledger.queries import verify_ledger

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
