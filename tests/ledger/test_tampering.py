"""Whatever is done to the rows behind the database's back, verifying names the first of them."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta

import pytest
from django.db import connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dongbo.engines.hash_chain import Break, Tampering, seal
from dongbo.ledger.models import Event
from dongbo.ledger.operations import append_event, export_checkpoint
from dongbo.ledger.queries import verify_ledger
from dongbo.ledger.states import Authorship

pytestmark = pytest.mark.django_db
LENGTH = 7
FIELDS = {
    "at": lambda event: event.at + timedelta(microseconds=1),
    "kind": lambda event: "test.khác",
    "actor": lambda event: "2",
    "on_behalf_of": lambda event: "3",
    "post": lambda event: "4",
    "unit": lambda event: "5",
    "address": lambda event: "10.0.0.1",
    "grant": lambda event: "6",
    "permission": lambda event: "document.read",
    "subject_kind": lambda event: "khác",
    "subject_id": lambda event: "99",
    "payload": lambda event: {"n": [event.sequence]},
    "previous_hash": lambda event: "f" * 64,
    "hash": lambda event: f"{event.sequence:064x}",
}
places = st.integers(min_value=1, max_value=LENGTH)


@pytest.fixture
def unguarded(at: datetime) -> None:
    """A chain of seven events whose triggers somebody with the database's password has lifted."""
    with transaction.atomic():
        for n in range(1, LENGTH + 1):
            append_event(
                kind="test.acted", subject_kind="test", subject_id=n, payload={"n": n}, by=Authorship(actor="1"), at=at
            )
    lifted = {
        "postgresql": ["ALTER TABLE ledger_event DISABLE TRIGGER USER"],
        "sqlite": ["DROP TRIGGER ledger_event_no_update", "DROP TRIGGER ledger_event_no_delete"],
    }[connection.vendor]
    with connection.cursor() as cursor:
        for statement in lifted:
            cursor.execute(statement)


examples = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@contextmanager
def undone() -> Iterator[None]:
    """Whatever is done inside is rolled back at its end."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def found_after(tamper: Callable[[], None]) -> Break | None:
    """Return what verifying says after `tamper()`, and put the rows back."""
    found: list[Break | None] = []
    with undone():
        tamper()
        found.append(verify_ledger())
    return found[0]


def move(old: int, new: int) -> None:
    Event.objects.filter(sequence=old).update(sequence=new)


@examples
@given(place=places, field=st.sampled_from(sorted(FIELDS)))
def test_any_field_altered(unguarded: None, place: int, field: str) -> None:
    def tamper() -> None:
        event = Event.objects.get(sequence=place)
        Event.objects.filter(sequence=place).update(**{field: FIELDS[field](event)})

    assert found_after(tamper) == Break(place, Tampering.ALTERED)


@examples
@given(place=st.integers(min_value=1, max_value=LENGTH - 1), closed=st.booleans())
def test_a_row_removed_whether_or_not_the_gap_is_closed(unguarded: None, place: int, closed: bool) -> None:
    def tamper() -> None:
        Event.objects.filter(sequence=place).delete()
        for number in range(place + 1, LENGTH + 1) if closed else ():
            move(number, number - 1)

    assert found_after(tamper) == Break(place, Tampering.REMOVED)


@examples
@given(place=st.integers(min_value=1, max_value=LENGTH - 1))
def test_two_neighbours_that_changed_places(unguarded: None, place: int) -> None:
    def tamper() -> None:
        move(place, 1000)
        move(place + 1, place)
        move(1000, place + 1)

    assert found_after(tamper) == Break(place, Tampering.REORDERED)


@examples
@given(place=places)
def test_a_row_put_in_with_a_seal_of_its_own(unguarded: None, place: int) -> None:
    def tamper() -> None:
        for number in range(LENGTH, place - 1, -1):
            move(number, number + 1)
        forged = Event.objects.get(sequence=place + 1)
        before = Event.objects.filter(sequence=place - 1).first()
        forged.sequence, forged.actor = place, "66"
        forged.previous_hash = before.hash if before else "0" * 64
        forged.hash = seal(sequence=place, content=forged.content(), previous_hash=forged.previous_hash)
        forged.save(force_insert=True)

    assert found_after(tamper) == Break(place, Tampering.INSERTED)


@examples
@given(place=places)
def test_a_cut_tail_against_a_checkpoint(unguarded: None, place: int) -> None:
    checkpoint = export_checkpoint(at=Event.objects.get(sequence=1).at)
    with undone():
        Event.objects.filter(sequence__gte=place).delete()
        assert verify_ledger() is None
        assert verify_ledger(checkpoint=checkpoint) == Break(place, Tampering.TRUNCATED)


@pytest.mark.parametrize("payload", ['{"n": 1e400}', '{"n": 123456789012345678901234567890}'])
def test_a_payload_that_has_no_canonical_form_any_more(unguarded: None, payload: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("UPDATE ledger_event SET payload = %s WHERE sequence = 3", [payload])
    assert verify_ledger() == Break(3, Tampering.ALTERED)


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL keeps only JSON and moments in these columns")
@pytest.mark.parametrize(("column", "value"), [("payload", "{cut off"), ("at", "hôm qua")])
def test_a_row_that_cannot_be_read_any_more(unguarded: None, column: str, value: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA ignore_check_constraints = 1")
        cursor.execute(f"UPDATE ledger_event SET {column} = %s WHERE sequence = 3", [value])
        cursor.execute("PRAGMA ignore_check_constraints = 0")
    assert verify_ledger() == Break(3, Tampering.ALTERED)
