"""Writing the words of one provision: over nobody else's, nothing lost, every fingerprint right."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from django.core.exceptions import ValidationError

from dongbo.ledger.models import Event
from dongbo.organisation.rules import NotAllowed
from dongbo.planning.models import KeptText, ProvisionEdit, WritingLease
from dongbo.planning.operations.dossiers import close_dossier, end_member, give_parts
from dongbo.planning.operations.writing import (
    forget_text,
    freeze_draft,
    keep_text,
    merge_provision,
    remove_provision,
    write_provision,
)
from dongbo.planning.queries.writing import Words, base_words, edits_of, kept_by, words_of, writers_at
from dongbo.planning.states import LEASE
from tests.planning.writing.drafts import Draft, assert_whole

if TYPE_CHECKING:
    from datetime import datetime

    from tests.builders import Site


def write(draft: Draft, path: str, text: str, at: datetime, *, seen: str = "", heading: str | None = None) -> None:
    row = draft.row(path)
    write_provision(
        version=draft.version,
        provision=row.provision,
        heading=row.heading if heading is None else heading,
        text=text,
        seen=seen or draft.seen(path),
        by=draft.head,
        at=at,
    )


def test_words_are_written_and_every_fingerprint_above_is_right(draft: Draft, at: datetime) -> None:
    before = {row.path: row.content_hash for row in draft.version.provisions.all()}
    write(draft, "dieu:2/khoan:1", "Kết nối 7 trung tâm dữ liệu.", at)
    assert draft.row("dieu:2/khoan:1").text == "Kết nối 7 trung tâm dữ liệu."
    assert_whole(draft.version)
    after = {row.path: row.content_hash for row in draft.version.provisions.all()}
    assert {path for path in after if after[path] != before[path]} == {"chuong:I", "dieu:2", "dieu:2/khoan:1"}
    event = Event.objects.latest("sequence")
    assert (event.kind, event.subject_kind, event.subject_id) == (
        "planning.provision_written",
        "drafting_dossier",
        str(draft.dossier.pk),
    )
    assert event.payload == {
        "version": 1,
        "provision": str(draft.provision("dieu:2/khoan:1").pk),
        "path": "dieu:2/khoan:1",
    }


def test_what_stood_before_is_kept(draft: Draft, at: datetime) -> None:
    write(draft, "dieu:1", "Áp dụng cho mọi đơn vị.", at, heading="Phạm vi áp dụng")
    edit = edits_of(draft.provision("dieu:1"))[0]
    assert (words_noted(edit.before), words_noted(edit.after)) == (
        Words("Phạm vi", "Kế hoạch này áp dụng trong toàn ngành."),
        Words("Phạm vi áp dụng", "Áp dụng cho mọi đơn vị."),
    )
    assert edit.by == draft.head.officer


def words_noted(noted: dict[str, object]) -> Words:
    return Words(str(noted["heading"]), str(noted["text"]))


def test_writing_the_same_words_again_is_no_act(draft: Draft, at: datetime) -> None:
    events = Event.objects.count()
    write(draft, "dieu:1", "  Kế hoạch này áp dụng trong toàn ngành.\r\n", at)
    assert (Event.objects.count(), ProvisionEdit.objects.count()) == (events, 0)


def test_line_breaks_and_signs_that_no_database_takes(draft: Draft, at: datetime) -> None:
    write(draft, "dieu:1", "Một\r\nhai\x00\rba", at, heading="Phạm\r\nvi")
    assert words_of(draft.row("dieu:1")) == Words("Phạm vi", "Một\nhai\nba")


def test_a_conflict_overwrites_nothing_and_keeps_what_was_typed(draft: Draft, at: datetime) -> None:
    seen = draft.seen("dieu:1")
    write(draft, "dieu:1", "Lời của người thứ nhất.", at)
    with pytest.raises(ValidationError) as refusal:
        write_provision(
            version=draft.version,
            provision=draft.provision("dieu:1"),
            heading="Phạm vi",
            text="Lời của người thứ hai.",
            seen=seen,
            by=draft.writer,
            at=at,
        )
    assert refusal.value.code == "conflict"
    assert words_of(refusal.value.params["current"]) == Words("Phạm vi", "Lời của người thứ nhất.")
    assert draft.row("dieu:1").text == "Lời của người thứ nhất."
    (kept,) = kept_by(draft.writer.officer, draft.version)
    assert (kept.kept.text, kept.kept.base_hash, kept.is_outdated) == ("Lời của người thứ hai.", seen, True)
    base = base_words(draft.version, kept.kept.provision_id, seen)
    assert base == Words("Phạm vi", "Kế hoạch này áp dụng trong toàn ngành.")


def test_saving_lets_go_of_what_was_kept(draft: Draft, at: datetime) -> None:
    keep(draft, "dieu:1", "Nháp", at)
    write_provision(
        version=draft.version, provision=draft.provision("dieu:1"), heading="Phạm vi", text="Xong.",
        seen=draft.seen("dieu:1"), by=draft.writer, at=at,
    )  # fmt: skip
    assert (KeptText.objects.count(), WritingLease.objects.count()) == (0, 0)


def keep(draft: Draft, path: str, text: str, at: datetime) -> KeptText | None:
    row = draft.row(path)
    return keep_text(
        version=draft.version, provision=row.provision, heading=row.heading, text=text, base_hash=draft.seen(path),
        by=draft.writer, at=at,
    )  # fmt: skip


def test_what_is_typed_is_kept_once_and_shown_to_others_for_a_while(draft: Draft, at: datetime) -> None:
    events = Event.objects.count()
    keep(draft, "dieu:1", "Một", at)
    keep(draft, "dieu:1", "Một hai", at + timedelta(seconds=5))
    assert [one.text for one in KeptText.objects.all()] == ["Một hai"]
    assert Event.objects.count() == events
    shown = [lease.officer for lease in writers_at(draft.version, at=at, besides=draft.head.officer)]
    assert shown == [draft.writer.officer]
    assert list(writers_at(draft.version, at=at, besides=draft.writer.officer)) == []
    assert list(writers_at(draft.version, at=at + timedelta(seconds=5) + LEASE)) == []


def test_words_the_draft_says_already_need_no_keeping(draft: Draft, at: datetime) -> None:
    keep(draft, "dieu:1", "Một", at)
    assert keep(draft, "dieu:1", draft.row("dieu:1").text, at) is None
    assert KeptText.objects.count() == 0


def test_what_is_typed_outlives_the_provision(draft: Draft, at: datetime) -> None:
    seen, provision = draft.seen("dieu:4"), draft.provision("dieu:4")
    keep(draft, "dieu:4", "Đang gõ", at)
    remove_provision(version=draft.version, provision=provision, by=draft.head, at=at)
    keep_text(
        version=draft.version, provision=provision, heading="", text="Đang gõ tiếp", base_hash=seen,
        by=draft.writer, at=at,
    )  # fmt: skip
    with pytest.raises(ValidationError) as refusal:
        write_provision(
            version=draft.version, provision=provision, heading="", text="Đã gõ xong", seen=seen, by=draft.writer, at=at
        )  # fmt: skip
    assert refusal.value.code == "removed"
    (kept,) = kept_by(draft.writer.officer, draft.version)
    assert (kept.kept.text, kept.row) == ("Đã gõ xong", None)


def test_what_is_typed_goes_on_in_the_next_version(draft: Draft, at: datetime) -> None:
    frozen, provision, seen = draft.version, draft.provision("dieu:1"), draft.seen("dieu:1")
    keep(draft, "dieu:1", "Đang gõ", at)
    freeze_draft(version=frozen, label="Lần 1", by=draft.head, at=at, even_so=True)
    assert KeptText.objects.get().version == draft.version != frozen
    with pytest.raises(ValidationError) as refusal:
        write_provision(
            version=frozen, provision=provision, heading="", text="Gõ xong", seen=seen, by=draft.writer, at=at
        )  # fmt: skip
    assert refusal.value.code == "frozen"
    assert [(one.text, one.version) for one in KeptText.objects.all()] == [("Gõ xong", draft.version)]


def test_only_his_own_words_are_thrown_away(draft: Draft, at: datetime) -> None:
    keep(draft, "dieu:1", "Của người viết", at)
    forget_text(version=draft.version, provision=draft.provision("dieu:1"), by=draft.head)
    assert KeptText.objects.count() == 1
    forget_text(version=draft.version, provision=draft.provision("dieu:1"), by=draft.writer)
    assert (KeptText.objects.count(), WritingLease.objects.count()) == (0, 0)


def test_words_beyond_all_measure_are_refused(draft: Draft, at: datetime) -> None:
    with pytest.raises(ValidationError) as refusal:
        write(draft, "dieu:1", "a" * 200_001, at)
    assert list(refusal.value.error_dict) == ["text"]
    with pytest.raises(ValidationError):
        keep(draft, "dieu:1", "a" * 200_001, at)
    write(draft, "dieu:1", "a" * 100_000, at)
    assert len(draft.row("dieu:1").text) == 100_000


def test_whoever_is_given_a_part_writes_there_alone(draft: Draft, at: datetime) -> None:
    member = draft.dossier.members.get(officer=draft.writer.officer)
    give_parts(member=member, parts=[draft.provision("dieu:2")], by=draft.head, at=at)

    def writes(path: str) -> None:
        write_provision(
            version=draft.version, provision=draft.provision(path), heading="", text="Lời mới.", seen=draft.seen(path),
            by=draft.writer, at=at,
        )  # fmt: skip

    writes("dieu:2/khoan:1")
    with pytest.raises(NotAllowed):
        writes("dieu:1")
    assert draft.row("dieu:1").text == "Kế hoạch này áp dụng trong toàn ngành."


def test_who_is_not_in_the_team_neither_writes_nor_keeps(draft: Draft, site: Site, at: datetime) -> None:
    end_member(member=draft.dossier.members.get(officer=draft.writer.officer), by=draft.head, at=at)
    with pytest.raises(NotAllowed):
        keep(draft, "dieu:1", "Nháp", at)
    provision = draft.provision("dieu:4")
    merge_provision(version=draft.version, provision=provision, by=draft.head, at=at)
    for by in (draft.writer, site.reader, site.planner):
        with pytest.raises(NotAllowed):
            write_provision(
                version=draft.version, provision=provision, heading="", text="Lén", seen="0" * 64, by=by, at=at
            )  # fmt: skip
    assert KeptText.objects.count() == 0


def test_nothing_is_written_in_a_closed_dossier(draft: Draft, at: datetime) -> None:
    close_dossier(dossier=draft.dossier, by=draft.head, at=at)
    with pytest.raises(ValidationError) as refusal:
        write(draft, "dieu:1", "Muộn.", at)
    assert refusal.value.code == "closed"


def test_an_earlier_wording_is_brought_back_by_writing_it(draft: Draft, at: datetime) -> None:
    write(draft, "dieu:1", "Hai.", at)
    write(draft, "dieu:1", "Ba.", at)
    earlier = edits_of(draft.provision("dieu:1"))[1]
    write(draft, "dieu:1", earlier.before["text"], at)
    assert draft.row("dieu:1").text == "Kế hoạch này áp dụng trong toàn ngành."
    assert len(edits_of(draft.provision("dieu:1"))) == 3
    assert_whole(draft.version)
