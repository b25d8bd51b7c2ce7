"""Whatever is done to a draft, in whatever order: the tree is whole, identities hold, no word is lost."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.db import transaction
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from dongbo.documents.queries import outline_of
from dongbo.engines.drafting import references
from dongbo.planning.models import ProvisionEdit
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
from dongbo.planning.queries.writing import dangling_references, words_hash
from tests.planning.writing.drafts import Draft, assert_whole

if TYPE_CHECKING:
    from datetime import datetime

ACTS = {
    "sibling": add_sibling, "child": add_child, "promote": promote, "demote": demote, "up": move_up,
    "down": move_down, "merge": merge_provision,
}  # fmt: skip
STEPS = st.lists(
    st.tuples(st.sampled_from([*ACTS, "write", "split", "remove", "move"]), st.integers(0, 99), st.integers(0, 99)),
    min_size=1,
    max_size=12,
)

INTO_ITS_OWN_PART = [("merge", 1, 0), ("merge", 1, 0), ("move", 58, 0), ("split", 75, 0), ("remove", 63, 34)]
"""A provision that was split is removed, and goes on in the part it was split into."""
INTO_THE_ANNEX = [
    ("move", 28, 46), ("promote", 46, 96), ("sibling", 90, 70), ("sibling", 94, 74), ("write", 0, 0), ("move", 0, 0),
    ("sibling", 0, 0), ("move", 23, 24),
]  # fmt: skip
"""One of two articles that are spoken of together goes into the annex, which starts to count anew."""


def does(draft: Draft, name: str, place: int, other: int, at: datetime) -> str:
    """Do one act on some provision, as it stands now; return the words that were written."""
    rows = list(draft.version.provisions.select_related("provision").order_by("rank"))
    if not rows:
        add_child(version=draft.version, provision=None, by=draft.head, at=at)
        return ""
    row, beside = rows[place % len(rows)], rows[other % len(rows)]
    common: dict[str, Any] = {"version": draft.version, "provision": row.provision, "by": draft.head, "at": at}
    if name == "write":
        text = f"Lời số {place}-{other} về Điều 2 và khoản 1 Điều {1 + other % 4}."
        cells = {"task": text} if row.cells else None
        write_provision(**common, heading=row.heading, text=text, cells=cells, seen=words_hash(row))
        return text
    if name == "split":
        split_provision(**common, offset=len(row.text) // 2, seen=words_hash(row))
    elif name == "remove":
        remove_provision(**common, successor=beside.provision)
    elif name == "move":
        move_provision(**common, under=beside.provision, before=None)
    else:
        ACTS[name](**common)
    return ""


def every_word(draft: Draft) -> str:
    """Return all that the draft says and ever said."""
    current = draft.version.provisions.values_list("text", "cells")
    edits = ProvisionEdit.objects.filter(version=draft.version).values_list("before", "after")
    return f"{list(current)}{list(edits)}"


def meant(draft: Draft) -> set[tuple[object, object]]:
    """Return which provision speaks of which."""
    outline = outline_of(draft.version)
    keys = dict(draft.version.provisions.values_list("path", "provision"))
    return {(keys[one.node.path], keys[one.target.path]) for one in references(outline)}


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=STEPS)
@example(steps=INTO_THE_ANNEX)
@example(steps=INTO_ITS_OWN_PART)
def test_whatever_is_done_the_draft_stays_whole(draft: Draft, at: datetime, steps: list[tuple[str, int, int]]) -> None:
    with transaction.atomic():
        written: list[str] = []
        for name, place, other in steps:
            known = set(draft.version.provisions.values_list("provision", flat=True))
            spoke = meant(draft)
            try:
                written.append(does(draft, name, place, other, at))
            except ValidationError as refusal:
                assert refusal.code == "cannot_draft"  # noqa: PT017
                continue
            assert_whole(draft.version)
            now = set(draft.version.provisions.values_list("provision", flat=True))
            if name in ("promote", "demote", "up", "down", "move", "write"):
                assert now == known
            lost = dangling_references(draft.version)
            if name in ("promote", "demote", "up", "down", "move", "sibling", "child"):
                told = {one.row.provision_id for one in lost if one.unclear}
                assert {holder for holder, _target in spoke - meant(draft)} <= told
            assert all(one.row.provision_id in now for one in lost)
        said = every_word(draft)
        assert [text for text in written if text and text not in said] == []
        transaction.set_rollback(True)
