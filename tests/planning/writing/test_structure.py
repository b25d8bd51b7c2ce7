"""The structure keys: numbers and references follow, identities stay, what went leads to what follows it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from django.core.exceptions import ValidationError

from dongbo.documents.models import Provision
from dongbo.engines.provisions import Kind
from dongbo.ledger.models import Event
from dongbo.organisation.rules import NotAllowed
from dongbo.planning.models import ProvisionEdit, ProvisionSuccession
from dongbo.planning.operations.dossiers import give_parts
from dongbo.planning.operations.writing import (
    add_child,
    add_sibling,
    demote,
    merge_provision,
    move_down,
    move_provision,
    move_up,
    promote,
    remove_provision,
    split_provision,
    write_provision,
)
from dongbo.planning.queries.writing import dangling_references, successor_of
from dongbo.planning.states import SuccessionAct, WritingAct
from tests.planning.writing.drafts import Draft, assert_whole

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime


def did(draft: Draft, act: Callable[..., Any], path: str, at: datetime, **more: Any) -> Any:
    """Do an act as the head of the team, on what stands at `path` now; the tree must be whole after it."""
    row = act(version=draft.version, provision=draft.provision(path), by=draft.head, at=at, **more)
    assert_whole(draft.version)
    return row


def paths(draft: Draft) -> list[str]:
    return [path for path, _heading, _text in draft.told()]


def identities(draft: Draft) -> dict[str, object]:
    return dict(draft.version.provisions.values_list("path", "provision"))


def edits(draft: Draft) -> list[tuple[str, str, str]]:
    """Return every edit: what was done, where it stood, where it stands."""
    found = ProvisionEdit.objects.filter(version=draft.version).order_by("pk")
    return [(edit.act, edit.before.get("path", ""), edit.after.get("path", "")) for edit in found]


START = [
    "chuong:I", "dieu:1", "dieu:2", "dieu:2/khoan:1", "dieu:2/khoan:2", "chuong:II", "dieu:3", "dieu:4", "phu_luc:1",
    "phu_luc:1/dong:1", "phu_luc:1/dong:2",
]  # fmt: skip


def test_the_draft_begins_numbered(draft: Draft) -> None:
    assert paths(draft) == START
    assert_whole(draft.version)


def test_a_new_sibling_renumbers_what_follows_and_references_go_along(draft: Draft, at: datetime) -> None:
    before = identities(draft)
    row = did(draft, add_sibling, "dieu:1", at)
    assert (row.path, row.kind, row.text) == ("dieu:2", Kind.ARTICLE, "")
    assert draft.row("dieu:4").text == "Các đơn vị thực hiện khoản 2 Điều 3 và Điều 5."
    after = identities(draft)
    assert {after["dieu:1"], after["dieu:3"], after["dieu:5"]} == {before["dieu:1"], before["dieu:2"], before["dieu:4"]}
    assert edits(draft) == [("added", "", "dieu:2"), ("reference", "dieu:3", "dieu:4")]
    event = Event.objects.latest("sequence")
    assert event.kind == "planning.provision_added"
    assert event.payload == {
        "version": 1, "provision": str(before["dieu:1"]), "how": "sibling", "path": "dieu:1", "to": "dieu:2",
        "references": 1, "dangling": 0,
    }  # fmt: skip


def test_a_new_child_and_a_new_provision_on_top(draft: Draft, at: datetime) -> None:
    assert did(draft, add_child, "dieu:2", at).path == "dieu:2/khoan:3"
    row = add_child(version=draft.version, provision=None, by=draft.head, at=at)
    assert (row.path, row.rank) == ("chuong:III", 9)
    assert_whole(draft.version)


def test_levels_and_places(draft: Draft, at: datetime) -> None:
    before = identities(draft)
    assert did(draft, promote, "dieu:2/khoan:2", at).path == "dieu:3"
    assert draft.row("dieu:4").text == "Các đơn vị thực hiện Điều 3 và Điều 5."
    assert did(draft, demote, "dieu:3", at).path == "dieu:2/khoan:2"
    assert did(draft, move_up, "dieu:2/khoan:2", at).path == "dieu:2/khoan:1"
    assert draft.row("dieu:3").text == "Các đơn vị thực hiện khoản 1 Điều 2 và Điều 4."
    assert did(draft, move_down, "dieu:2/khoan:1", at).path == "dieu:2/khoan:2"
    assert identities(draft) == before
    assert [act for act, _before, _after in edits(draft)].count("moved") == 4


def test_moving_to_another_place(draft: Draft, at: datetime) -> None:
    before = identities(draft)
    row = did(draft, move_provision, "dieu:4", at, under=draft.provision("chuong:I"), before=draft.provision("dieu:1"))
    assert row.path == "dieu:1"
    after = identities(draft)
    assert (after["dieu:1"], after["dieu:2"]) == (before["dieu:4"], before["dieu:1"])
    assert draft.row("dieu:4").text == "Các đơn vị thực hiện Điều 1 và khoản 2 Điều 3."


def test_a_split_begins_a_provision_that_the_old_one_leads_to(draft: Draft, at: datetime) -> None:
    row = draft.row("dieu:1")
    new = did(draft, split_provision, "dieu:1", at, offset=len("Kế hoạch này "), seen=draft.seen("dieu:1"))
    assert (draft.row("dieu:1").text, new.text, new.path) == ("Kế hoạch này", "áp dụng trong toàn ngành.", "dieu:2")
    step = ProvisionSuccession.objects.get()
    assert (step.provision, step.successor, step.act) == (row.provision, new.provision, SuccessionAct.SPLIT)
    assert edits(draft) == [("split", "dieu:1", "dieu:1"), ("split", "", "dieu:2"), ("reference", "dieu:3", "dieu:4")]


def test_a_split_of_other_words_than_seen_is_refused(draft: Draft, at: datetime) -> None:
    with pytest.raises(ValidationError) as refusal:
        did(draft, split_provision, "dieu:1", at, offset=5, seen="0" * 64)
    assert refusal.value.code == "conflict"
    assert paths(draft) == START


def test_a_merge_leads_to_the_receiver_and_loses_no_word(draft: Draft, at: datetime) -> None:
    merged = draft.provision("dieu:2/khoan:2")
    receiver = did(draft, merge_provision, "dieu:2/khoan:2", at)
    assert receiver.text == "Kết nối 5 trung tâm dữ liệu.\nXử lý 80% hồ sơ trên môi trường điện tử."
    found = successor_of(draft.version, merged.pk)
    assert found is not None
    assert found.path == "dieu:2/khoan:1"
    assert draft.row("dieu:3").text == "Các đơn vị thực hiện khoản 1 Điều 2 và Điều 4."
    assert Provision.objects.filter(pk=merged.pk).exists()


def test_what_is_removed_keeps_its_words_and_leads_to_its_successor(draft: Draft, at: datetime) -> None:
    gone = {path: draft.provision(path) for path in ("dieu:2", "dieu:2/khoan:1", "dieu:2/khoan:2")}
    heir = draft.provision("dieu:1")
    landed = did(draft, remove_provision, "dieu:2", at, successor=heir)
    assert landed.provision == heir
    removed = ProvisionEdit.objects.filter(act=WritingAct.REMOVED)
    assert {edit.provision: edit.before["path"] for edit in removed} == {one: path for path, one in gone.items()}
    assert {(step.provision, step.successor) for step in ProvisionSuccession.objects.all()} == {
        (one, heir) for one in gone.values()
    }
    assert draft.row("dieu:2").text == "Các đơn vị thực hiện Điều 1 và Điều 3."


def test_what_was_split_may_go_on_in_its_own_part(draft: Draft, at: datetime) -> None:
    old = draft.provision("dieu:1")
    part = did(draft, split_provision, "dieu:1", at, offset=len("Kế hoạch này "), seen=draft.seen("dieu:1"))
    did(draft, remove_provision, "dieu:1", at, successor=part.provision)
    (step,) = ProvisionSuccession.objects.all()
    assert (step.provision, step.successor, step.act) == (old, part.provision, SuccessionAct.REMOVED)
    found = successor_of(draft.version, old.pk)
    assert found is not None
    assert (found.provision, found.path) == (part.provision, "dieu:1")


def test_a_reference_that_lost_its_provision_is_told_until_it_is_written_anew(draft: Draft, at: datetime) -> None:
    did(draft, remove_provision, "dieu:4", at)
    (lost,) = dangling_references(draft.version)
    assert (lost.row.path, lost.words) == ("dieu:3", "khoản 2 Điều 2 và Điều 4")
    did(draft, add_sibling, "dieu:3", at)
    assert [one.words for one in dangling_references(draft.version)] == ["khoản 2 Điều 2 và Điều 4"]
    write_provision(
        version=draft.version, provision=draft.provision("dieu:3"), heading="Trách nhiệm", text="Theo Điều 4 mới.",
        seen=draft.seen("dieu:3"), by=draft.head, at=at,
    )  # fmt: skip
    assert dangling_references(draft.version) == []


def span_lost(draft: Draft, at: datetime) -> None:
    """Write a span of articles and put its last into the annex, where no words from … to … reach."""
    write_provision(
        version=draft.version, provision=draft.provision("dieu:3"), heading="Trách nhiệm",
        text="Thực hiện từ Điều 1 đến Điều 4.", seen=draft.seen("dieu:3"), by=draft.head, at=at,
    )  # fmt: skip
    did(draft, move_provision, "dieu:4", at, under=draft.provision("phu_luc:1"), before=None)


def test_a_reference_that_cannot_be_written_where_its_provision_went_is_told(draft: Draft, at: datetime) -> None:
    span_lost(draft, at)
    assert draft.row("dieu:3").text == "Thực hiện từ Điều 1 đến Điều 4."
    (lost,) = dangling_references(draft.version)
    assert (lost.row.path, lost.words, lost.unclear) == ("dieu:3", "Điều 1 đến Điều 4", True)
    assert Event.objects.latest("pk").payload["dangling"] == 1


def test_a_lost_reference_stays_told_where_a_later_act_writes_its_words_anew(draft: Draft, at: datetime) -> None:
    span_lost(draft, at)
    did(draft, add_sibling, "dieu:1", at)
    did(draft, move_up, "dieu:2", at)
    assert draft.row("dieu:4").text == "Thực hiện từ Điều 2 đến Điều 4."
    (lost,) = dangling_references(draft.version)
    assert (lost.row.path, lost.words, lost.unclear) == ("dieu:4", "Điều 2 đến Điều 4", True)


def test_a_lost_reference_stays_told_where_its_words_are_carried(draft: Draft, at: datetime) -> None:
    did(draft, remove_provision, "dieu:4", at)
    did(draft, split_provision, "dieu:3", at, offset=8, seen=draft.seen("dieu:3"))
    assert [(one.row.path, one.words, one.unclear) for one in dangling_references(draft.version)] == [
        ("dieu:4", "khoản 2 Điều 2 và Điều 4", False)
    ]
    did(draft, merge_provision, "dieu:4", at)
    assert [(one.row.path, one.words) for one in dangling_references(draft.version)] == [
        ("dieu:3", "khoản 2 Điều 2 và Điều 3")
    ]


def test_an_act_on_another_tree_than_seen_is_refused(draft: Draft, at: datetime) -> None:
    did(draft, add_sibling, "dieu:1", at, expected=0)
    with pytest.raises(ValidationError) as refusal:
        did(draft, move_up, "dieu:2", at, expected=0)
    assert refusal.value.code == "stale"
    did(draft, move_up, "dieu:2", at, expected=1)


def test_what_does_not_fit_is_refused_with_its_reason_and_changes_nothing(draft: Draft, at: datetime) -> None:
    events = Event.objects.count()
    for act, path in ((promote, "chuong:I"), (move_up, "dieu:1"), (merge_provision, "chuong:I"), (demote, "phu_luc:1")):
        with pytest.raises(ValidationError) as refusal:
            did(draft, act, path, at)
        assert refusal.value.code == "cannot_draft"
    gone = draft.provision("dieu:4")
    did(draft, remove_provision, "dieu:4", at)
    for act in (promote, remove_provision, merge_provision, add_child):
        with pytest.raises(ValidationError) as refusal:
            act(version=draft.version, provision=gone, by=draft.head, at=at)
        assert refusal.value.code == "removed"
    assert Event.objects.count() == events + 1


def test_whoever_has_a_part_changes_the_structure_inside_it_alone(draft: Draft, at: datetime) -> None:
    member = draft.dossier.members.get(officer=draft.writer.officer)
    give_parts(member=member, parts=[draft.provision("dieu:2")], by=draft.head, at=at)

    def does(act: Callable[..., Any], path: str, **more: Any) -> Any:
        return act(version=draft.version, provision=draft.provision(path), by=draft.writer, at=at, **more)

    assert does(add_sibling, "dieu:2/khoan:1").path == "dieu:2/khoan:2"
    assert does(move_down, "dieu:2/khoan:1").path == "dieu:2/khoan:2"
    assert does(add_child, "dieu:2").path == "dieu:2/khoan:4"
    for act, path, more in (
        (add_sibling, "dieu:2", {}),
        (promote, "dieu:2/khoan:1", {}),
        (move_up, "dieu:2", {}),
        (merge_provision, "dieu:2", {}),
        (remove_provision, "dieu:3", {}),
        (move_provision, "dieu:2/khoan:1", {"under": draft.provision("dieu:3"), "before": None}),
    ):
        before = draft.told()
        with pytest.raises(NotAllowed):
            does(act, path, **more)
        assert draft.told() == before
    with pytest.raises(NotAllowed):
        add_child(version=draft.version, provision=None, by=draft.writer, at=at)
