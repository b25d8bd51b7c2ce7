"""Annex tables: rows by hand and from a workbook, all of them or none."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.core.exceptions import ValidationError

from dongbo.ledger.models import Event
from dongbo.planning.operations.writing import (
    ImportedRow,
    add_row,
    import_rows,
    move_row,
    remove_row,
    write_row,
)
from tests.planning.writing.drafts import Draft, assert_whole

if TYPE_CHECKING:
    from datetime import datetime

ANNEX = "phu_luc:1"


def rows(draft: Draft) -> list[tuple[str, dict[str, str]]]:
    found = draft.version.provisions.filter(kind="dong").order_by("rank")
    return [(row.number, row.cells) for row in found]


BEGINNING = [
    ("1", {"task": "Xây nền tảng dùng chung", "lead_unit": "Cục A"}),
    ("2", {"task": "Diễn tập ứng cứu", "lead_unit": "Cục B"}),
]


def test_rows_are_added_written_moved_and_taken_out(draft: Draft, at: datetime) -> None:
    assert rows(draft) == BEGINNING
    annex = draft.provision(ANNEX)
    row = add_row(
        version=draft.version, annex=annex, cells={"task": "Đào tạo"}, after=draft.provision(f"{ANNEX}/dong:1"),
        by=draft.head, at=at,
    )  # fmt: skip
    assert rows(draft) == [BEGINNING[0], ("2", {"task": "Đào tạo", "lead_unit": ""}), ("3", BEGINNING[1][1])]
    assert row.text == "Đào tạo"
    seen = draft.seen(row.path)
    written = write_row(
        version=draft.version, row=row.provision, cells={"lead_unit": "Cục C"}, seen=seen, by=draft.head, at=at
    )
    assert (written.cells, written.text) == ({"task": "Đào tạo", "lead_unit": "Cục C"}, "Đào tạo Cục C")
    with pytest.raises(ValidationError) as refusal:
        write_row(version=draft.version, row=row.provision, cells={"task": "Khác"}, seen=seen, by=draft.writer, at=at)
    assert refusal.value.code == "conflict"
    assert move_row(version=draft.version, row=row.provision, up=False, by=draft.head, at=at).number == "3"
    remove_row(version=draft.version, row=row.provision, by=draft.head, at=at)
    assert rows(draft) == BEGINNING
    assert_whole(draft.version)


def test_a_provision_is_no_row(draft: Draft, at: datetime) -> None:
    with pytest.raises(ValidationError) as refusal:
        remove_row(version=draft.version, row=draft.provision("dieu:1"), by=draft.head, at=at)
    assert refusal.value.code == "not_a_row"
    with pytest.raises(ValidationError) as refusal:
        add_row(version=draft.version, annex=draft.provision("dieu:1"), cells={"task": "x"}, by=draft.head, at=at)
    assert refusal.value.code == "cannot_draft"


def imported(draft: Draft, at: datetime, *, seen: str) -> None:
    first = draft.provision(f"{ANNEX}/dong:1")
    import_rows(
        version=draft.version,
        annex=draft.provision(ANNEX),
        rows=[
            ImportedRow("1", {"task": "Xây nền tảng dùng chung", "lead_unit": "Cục Z"}, provision=first.pk, seen=seen),
            ImportedRow("5", {"task": "Việc mới", "lead_unit": "Cục Y", "deadline": "2027"}),
        ],
        by=draft.head,
        at=at,
    )


def test_rows_of_a_workbook_change_those_they_name_and_come_after_the_others(draft: Draft, at: datetime) -> None:
    imported(draft, at, seen=draft.seen(f"{ANNEX}/dong:1"))
    assert rows(draft) == [
        ("1", {"task": "Xây nền tảng dùng chung", "lead_unit": "Cục Z"}),
        BEGINNING[1],
        ("3", {"task": "Việc mới", "lead_unit": "Cục Y", "deadline": "2027"}),
    ]
    assert_whole(draft.version)
    edits = [(edit.act, edit.after["number"]) for edit in draft.version.edits.order_by("pk")]
    assert edits == [("written", "1"), ("added", "3")]
    assert Event.objects.latest("sequence").kind == "planning.table_imported"


def test_nothing_is_brought_in_over_what_somebody_wrote_meanwhile(draft: Draft, at: datetime) -> None:
    seen = draft.seen(f"{ANNEX}/dong:1")
    write_row(
        version=draft.version, row=draft.provision(f"{ANNEX}/dong:1"), cells={"task": "Người khác sửa"}, seen=seen,
        by=draft.writer, at=at,
    )  # fmt: skip
    before = rows(draft)
    with pytest.raises(ValidationError) as refusal:
        imported(draft, at, seen=seen)
    assert refusal.value.code == "conflict"
    assert rows(draft) == before
