"""What changed between two versions: every act in the editor is the fact it is and nothing besides; files as well."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from dongbo.planning.models import ProvisionSuccession
from dongbo.planning.operations.following import note_successions
from dongbo.planning.operations.writing import (
    add_sibling,
    demote,
    merge_provision,
    move_provision,
    move_up,
    promote,
    remove_provision,
)
from dongbo.planning.queries.changes import Changes
from tests.planning.closing.histories import ARTICLES

if TYPE_CHECKING:
    from collections.abc import Callable

    from dongbo.documents.models import Version
    from tests.planning.closing.histories import Story

Fact = tuple[str, tuple[str, ...], tuple[str, ...]]


def changes(story: Story, version: Version) -> Changes:
    """Return what changed since the version of the round."""
    note_successions(version)
    return Changes(story.asking.version, version)


def facts(found: Changes) -> set[Fact]:
    """Return the facts by path: an old provision by its old path, one that came by its new one after "+"."""
    names = {str(row.provision_id): f"+{row.path}" for row in found.after.rows}
    names |= {str(row.provision_id): row.path for row in found.before.rows}
    return {
        (entry.op, tuple(names[key] for key in entry.old), tuple(names[key] for key in entry.new))
        for entry in found.entries
        if entry.op != "renumbered"
    }


def one(op: str, path: str) -> Fact:
    """Return the fact of one provision that lives on."""
    return (op, (path,), (path,))


def inserted(story: Story) -> set[Fact]:
    row = story.acts(add_sibling, "dieu:1/khoan:1")
    story.writes(row.provision, "Khoản mới thêm vào.")
    return {("inserted", (), ("+dieu:1/khoan:2",))}


def removed(story: Story) -> set[Fact]:
    story.acts(remove_provision, "dieu:2/khoan:3")
    return {("deleted", ("dieu:2/khoan:3",), ())}


def removed_with_a_successor(story: Story) -> set[Fact]:
    story.acts(remove_provision, "dieu:2/khoan:3", successor=story.provision("dieu:2/khoan:1"))
    return {("deleted", ("dieu:2/khoan:3",), ())}


def removed_with_what_refers_to_it(story: Story) -> set[Fact]:
    story.acts(remove_provision, "dieu:2/khoan:1")
    return {("deleted", ("dieu:2/khoan:1",), ())}


def rewritten(story: Story) -> set[Fact]:
    story.writes(story.provision("dieu:1/khoan:3"), "Cán bộ được bồi dưỡng kỹ năng số hai năm một lần.")
    return {one("modified", "dieu:1/khoan:3")}


def split(story: Story) -> set[Fact]:
    story.splits("dieu:1/khoan:1", "Kết quả")
    return {("split", ("dieu:1/khoan:1",), ("dieu:1/khoan:1", "+dieu:1/khoan:2"))}


def merged(story: Story) -> set[Fact]:
    story.acts(merge_provision, "dieu:1/khoan:2")
    return {("merged", ("dieu:1/khoan:2", "dieu:1/khoan:1"), ("dieu:1/khoan:1",))}


def merged_with_its_children(story: Story) -> set[Fact]:
    story.acts(merge_provision, "dieu:2")
    return {("merged", ("dieu:2", "dieu:1/khoan:3"), ("dieu:1/khoan:3",))}


def split_and_merged_into_the_next(story: Story) -> set[Fact]:
    part = story.splits("dieu:1/khoan:1", "Kết quả")
    version = story.begins()
    [following] = version.provisions.filter(provision=story.provision("dieu:1/khoan:2"))
    assert following.path == "dieu:1/khoan:3"
    merge_provision(version=version, provision=following.provision, by=story.asking.leader, at=story.at)
    return {
        ("split", ("dieu:1/khoan:1",), ("dieu:1/khoan:1", "+dieu:1/khoan:2")),
        ("merged", ("dieu:1/khoan:2", "+dieu:1/khoan:2"), ("+dieu:1/khoan:2",)),
    } if part else set()  # fmt: skip


def moved_under_another(story: Story) -> set[Fact]:
    story.acts(move_provision, "dieu:1/khoan:3", under=story.provision("dieu:3"), before=None)
    return {one("moved", "dieu:1/khoan:3")}


def moved_up(story: Story) -> set[Fact]:
    """The long provision was moved, not the short one before it."""
    story.acts(move_up, "dieu:1/khoan:2")
    return {one("moved", "dieu:1/khoan:2")}


def moved_with_all_beneath(story: Story) -> set[Fact]:
    story.acts(move_up, "dieu:3")
    return {one("moved", "dieu:3")}


def demoted_and_promoted_again(story: Story) -> set[Fact]:
    story.acts(demote, "dieu:1/khoan:3")
    story.acts(promote, "dieu:1/khoan:3")
    return set()


def frozen_as_it_was(story: Story) -> set[Fact]:
    story.begins()
    return set()


WRITTEN = [
    inserted, removed, removed_with_a_successor, removed_with_what_refers_to_it, rewritten, split, merged,
    merged_with_its_children, split_and_merged_into_the_next, moved_under_another, moved_up, moved_with_all_beneath,
    demoted_and_promoted_again, frozen_as_it_was,
]  # fmt: skip


@pytest.mark.parametrize("act", WRITTEN, ids=lambda act: act.__name__)
def test_what_is_done_in_the_editor_is_told_as_what_it_is(story: Story, act: Callable[[Story], set[Fact]]) -> None:
    expected = act(story)
    assert facts(changes(story, story.freezes())) == expected


def test_a_reference_that_follows_its_provision_is_no_change_but_words_beside_it_are(story: Story) -> None:
    story.acts(add_sibling, "dieu:2/khoan:1")
    version = story.freezes()
    referring = story.provision("dieu:3/khoan:1")
    assert story.row("dieu:3/khoan:1", version).text == "Các đơn vị thực hiện khoản 3 Điều 2 và báo cáo kết quả."
    found = changes(story, version)
    assert facts(found) == {("inserted", (), ("+dieu:2/khoan:2",))}
    read = {one.key: one.words for one in found.provisions_after}
    assert read[str(referring.pk)] == "Các đơn vị thực hiện khoản 2 Điều 2 và báo cáo kết quả."
    assert found.after.row[referring.pk].text.startswith("Các đơn vị thực hiện khoản 3")
    story.writes(referring, "Các đơn vị thực hiện khoản 3 Điều 2 và báo cáo kết quả trước ngày 15.")
    later = changes(story, story.freezes("Lần sau"))
    assert facts(later) == {("inserted", (), ("+dieu:2/khoan:2",)), one("modified", "dieu:3/khoan:1")}


IMPORTED = [
    ("", "", set()),
    (
        "3. Cán bộ", "3. Nguồn lực được bảo đảm từ ngân sách nhà nước.\n4. Cán bộ",
        {("inserted", (), ("+dieu:1/khoan:3",))},
    ),
    ("3. Cán bộ được bồi dưỡng kỹ năng số hằng năm.\n", "", {("deleted", ("dieu:1/khoan:3",), ())}),
    ("kỹ năng số hằng năm", "kỹ năng số hai năm một lần", {one("modified", "dieu:1/khoan:3")}),
    (
        "điện tử. Kết quả", "điện tử.\n2. Kết quả",
        {("split", ("dieu:1/khoan:1",), ("dieu:1/khoan:1", "+dieu:1/khoan:2"))},
    ),
    (
        "hằng quý.\n2. Hạ tầng", "hằng quý. Hạ tầng",
        {("merged", ("dieu:1/khoan:2", "dieu:1/khoan:1"), ("dieu:1/khoan:1",))},
    ),
    (
        "1. Các đơn vị thực hiện khoản 2 Điều 2 và báo cáo kết quả.\n2. Văn phòng đôn đốc, kiểm tra việc thực hiện.",
        "1. Văn phòng đôn đốc, kiểm tra việc thực hiện.\n2. Các đơn vị thực hiện khoản 2 Điều 2 và báo cáo kết quả.",
        {one("moved", "dieu:3/khoan:2")},
    ),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new", "expected"), IMPORTED)
def test_what_a_file_changes_is_worked_out_from_its_words(
    story: Story, old: str, new: str, expected: set[Fact]
) -> None:
    text = ARTICLES.replace(old, new) if old else f"{ARTICLES}\n"
    if "2. Kết quả" in text:
        text = text.replace("3. Cán bộ", "4. Cán bộ").replace("2. Hạ tầng", "3. Hạ tầng")
    assert facts(changes(story, story.imports(text))) == expected


def test_heirs_are_followed_through_every_version_between(story: Story) -> None:
    first, second = story.provision("dieu:1/khoan:1"), story.provision("dieu:1/khoan:2")
    part = story.splits("dieu:1/khoan:1", "Kết quả").provision
    between = story.freezes("Lần 2")
    version = story.begins()
    merge_provision(version=version, provision=second, by=story.asking.leader, at=story.at)
    remove_provision(version=version, provision=first, successor=part, by=story.asking.leader, at=story.at)
    last = story.freezes("Lần 3")
    found = Changes(story.asking.version, last)
    assert found.heirs(first.pk) == [part.pk]
    assert (found.heirs(second.pk), found.takers(second.pk)) == ([part.pk], [part.pk])
    assert found.heirs(story.provision("dieu:3").pk) == []
    halfway = Changes(story.asking.version, between)
    assert (halfway.heirs(first.pk), halfway.heirs(second.pk)) == ([part.pk], [])
    since = Changes(between, last)
    assert (since.heirs(first.pk), since.takers(first.pk)) == ([part.pk], [])


def test_a_successor_that_was_only_named_stands_for_a_provision_but_has_none_of_its_words(story: Story) -> None:
    gone, named = story.provision("dieu:2/khoan:3"), story.provision("dieu:2/khoan:1")
    story.acts(remove_provision, "dieu:2/khoan:3", successor=named)
    found = changes(story, story.freezes())
    assert (found.heirs(gone.pk), found.takers(gone.pk)) == ([named.pk], [])


def test_words_pass_on_through_versions_read_from_files_that_nobody_followed(story: Story) -> None:
    merged_text = ARTICLES.replace("hằng quý.\n2. Hạ tầng", "hằng quý. Hạ tầng").replace("3. Cán bộ", "2. Cán bộ")
    story.imports(merged_text)
    last = story.imports(merged_text.replace("hằng năm.", "mỗi năm."))
    assert ProvisionSuccession.objects.count() == 0
    found = changes(story, last)
    gone, kept = story.provision("dieu:1/khoan:2"), story.provision("dieu:1/khoan:1")
    assert found.heirs(gone.pk) == [kept.pk]
    note_successions(last)
    assert ProvisionSuccession.objects.count() == 1


def test_what_stands_elsewhere_or_bears_another_number_has_moved(story: Story) -> None:
    story.acts(move_up, "dieu:1/khoan:2")
    found = changes(story, story.freezes())
    moved = {path for path in ("dieu:1", "dieu:1/khoan:1", "dieu:1/khoan:2", "dieu:1/khoan:3")
             if found.moved(story.provision(path).pk)}  # fmt: skip
    assert moved == {"dieu:1/khoan:1", "dieu:1/khoan:2"}
    assert found.reordered == {story.provision("dieu:1/khoan:2").pk}


def test_changes_take_four_statements_however_much_changed(story: Story) -> None:
    story.acts(remove_provision, "dieu:2/khoan:3")
    story.splits("dieu:1/khoan:1", "Kết quả")
    version = story.freezes()
    with CaptureQueriesContext(connection) as captured:
        found = Changes(story.asking.version, version)
        assert len(facts(found)) == 2
        assert len(found.provisions_after) == 11
    assert len(captured) == 4
