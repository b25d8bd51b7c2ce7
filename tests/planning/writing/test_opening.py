"""What stands before the first provision: written over nobody else's words, by those who write everywhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.core.exceptions import ValidationError

from dongbo.documents.queries import outline_of
from dongbo.ledger.models import Event
from dongbo.organisation.rules import NotAllowed
from dongbo.planning.operations.dossiers import close_dossier, give_parts
from dongbo.planning.operations.writing import add_row, add_sibling, freeze_draft, write_preamble
from dongbo.planning.queries.referring import provisions_to_refer_to
from dongbo.planning.queries.writing import preamble_hash, words_of

if TYPE_CHECKING:
    from datetime import datetime

    from tests.planning.writing.drafts import Draft

BASES = "Căn cứ Luật Giao dịch điện tử;\nTheo đề nghị của Cục trưởng;"


def write(draft: Draft, text: str, at: datetime, *, seen: str = "") -> None:
    seen = seen or preamble_hash(draft.version)
    write_preamble(version=draft.version, text=text, seen=seen, by=draft.head, at=at)


def test_the_opening_is_written_once_and_told_once(draft: Draft, at: datetime) -> None:
    write(draft, f"  {BASES} \r\n", at)
    assert draft.version.preamble == BASES
    write(draft, BASES, at)
    told = Event.objects.filter(kind="planning.preamble_written")
    assert [event.payload for event in told] == [{"version": 1, "before": "", "after": BASES}]
    freeze_draft(version=draft.version, label="Lần 1", by=draft.head, at=at)
    assert draft.version.preamble == BASES


def test_the_second_writer_overwrites_nothing_and_is_shown_what_stands_there(draft: Draft, at: datetime) -> None:
    began = preamble_hash(draft.version)
    write(draft, BASES, at)
    with pytest.raises(ValidationError) as refusal:
        write(draft, "Lời khác", at, seen=began)
    assert (refusal.value.code, refusal.value.params["current"].preamble) == ("conflict", BASES)
    assert draft.version.preamble == BASES


def test_too_long_an_opening_is_refused_by_its_field(draft: Draft, at: datetime) -> None:
    with pytest.raises(ValidationError) as refusal:
        write(draft, "x" * 20_001, at)
    assert [error.code for error in refusal.value.error_dict["text"]] == ["too_long"]


def test_who_writes_a_part_does_not_write_the_opening(draft: Draft, at: datetime) -> None:
    member = draft.dossier.members.get(officer=draft.writer.officer)
    give_parts(member=member, parts=[draft.provision("dieu:1")], by=draft.head, at=at)
    with pytest.raises(NotAllowed):
        write_preamble(version=draft.version, text="Lời", seen=preamble_hash(draft.version), by=draft.writer, at=at)
    assert draft.version.preamble == ""


def test_a_closed_dossier_takes_no_opening(draft: Draft, at: datetime) -> None:
    close_dossier(dossier=draft.dossier, by=draft.head, at=at)
    with pytest.raises(ValidationError) as refusal:
        write(draft, BASES, at)
    assert refusal.value.code == "closed"


def test_cells_come_back_in_the_order_of_their_columns(draft: Draft, at: datetime) -> None:
    cells = {"note": "n", "deadline": "d", "lead_unit": "l", "task": "t"}
    row = add_row(version=draft.version, annex=draft.provision("phu_luc:1"), cells=cells, by=draft.head, at=at)
    told = ["task", "lead_unit", "deadline", "note"]
    (node,) = (node for node in outline_of(draft.version).walk() if node.path == row.path)
    again = draft.row(row.path)
    assert (list(node.cells), again.text, words_of(again).shown) == (told, "t l d n", "t\nl\nd\nn")


def test_a_row_that_speaks_of_an_article_follows_it(draft: Draft, at: datetime) -> None:
    cells = {"task": "Làm theo Điều 4", "lead_unit": "Cục A", "note": ""}
    row = add_row(version=draft.version, annex=draft.provision("phu_luc:1"), cells=cells, by=draft.head, at=at)
    add_sibling(version=draft.version, provision=draft.provision("dieu:1"), by=draft.head, at=at)
    now = draft.version.provisions.get(provision=row.provision_id)
    assert (now.cells["task"], now.text) == ("Làm theo Điều 5", "Làm theo Điều 5 Cục A")


@pytest.mark.parametrize(
    ("words", "offered"),
    [
        ("khoản 2 Điều 2", ["khoản 2 Điều 2", "khoản 1 Điều 2", "Điều 3"]),
        ("dieu 4", ["Điều 4", "Điều 3"]),
        ("hieu luc", ["Điều 4"]),
        ("trung tâm", ["khoản 1 Điều 2"]),
        ("Diễn tập", []),
        ("không có ở đâu", []),
    ],
)
def test_a_provision_is_found_by_its_number_or_its_words(draft: Draft, words: str, offered: list[str]) -> None:
    found = provisions_to_refer_to(draft.version, draft.row("dieu:1"), words)
    assert [one.words for one in found.shown] == offered
