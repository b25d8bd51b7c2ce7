"""A named version: its file, its lines, what it cites, what is wrong with it; and the next one goes on."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from django.core.exceptions import ValidationError

from dongbo.documents.models import Provision
from dongbo.documents.operations import discard_version, freeze_version, promote_provision
from dongbo.documents.operations.storing import file_path
from dongbo.documents.queries import outline_of
from dongbo.documents.states import CitationState, Standing, VersionState
from dongbo.engines.intake import take_in
from dongbo.ledger.models import Event
from dongbo.organisation.rules import NotAllowed
from dongbo.planning.operations.writing import (
    add_sibling,
    freeze_draft,
    keep_text,
    move_provision,
    move_up,
    remove_provision,
    write_provision,
)
from dongbo.planning.states import LEASE
from tests.builders import DIRECTIVE, frozen
from tests.planning.writing.drafts import ARTICLES, Draft, assert_whole, drafted

if TYPE_CHECKING:
    from datetime import datetime

    from tests.builders import Site


def test_the_version_is_frozen_under_its_name_and_the_next_begun(draft: Draft, at: datetime) -> None:
    was = draft.version
    told = draft.told()
    version = freeze_draft(version=was, label="Dự thảo lần 1", by=draft.head, at=at)
    version.refresh_from_db()
    assert (version.pk, version.state, version.label, version.ordinal) == (
        was.pk,
        VersionState.FROZEN,
        "Dự thảo lần 1",
        1,
    )
    assert (version.frozen_by, version.frozen_at, version.file_name) == (draft.head.officer, at, "du-thao-lan-1.md")
    following = draft.version
    assert (following.ordinal, following.state, following.file) == (2, VersionState.DRAFTING, None)
    assert draft.told() == told
    assert identities(following) == identities(version)
    assert_whole(following)
    current = {provision.pk: provision.current_hash for provision in Provision.objects.all()}
    assert current == {row.provision_id: row.content_hash for row in version.provisions.all()}
    event = Event.objects.latest("sequence")
    assert (event.kind, event.subject_kind, event.subject_id) == (
        "documents.version_frozen",
        "document",
        str(draft.dossier.document_id),
    )
    assert event.payload == {
        "version": 1, "label": "Dự thảo lần 1", "provisions": 11, "sha256": version.sha256, "next": 2,
    }  # fmt: skip


def identities(version: object) -> list[tuple[object, str, str]]:
    return list(version.provisions.order_by("rank").values_list("provision", "path", "content_hash"))  # type: ignore[attr-defined]


def test_its_file_reads_back_into_the_same_tree_with_every_provision_on_its_line(draft: Draft, at: datetime) -> None:
    version = freeze_draft(version=draft.version, label="Lần 1", by=draft.head, at=at)
    read = take_in(file_path(version.sha256).read_bytes(), name=version.file_name)
    stored = list(outline_of(version).walk())
    assert [(node.kind, node.heading, node.text) for node in read.outline.walk()] == [
        (node.kind, node.heading, node.text) for node in stored
    ]
    assert [node.line for node in read.outline.walk()] == [node.line for node in stored]


def test_what_it_cites_is_looked_up(draft: Draft, site: Site, at: datetime) -> None:
    directive = frozen(DIRECTIVE, site=site, at=at, standing=Standing.DIRECTIVE)
    write_provision(
        version=draft.version, provision=draft.provision("dieu:1"), heading="Phạm vi",
        text="Thực hiện Nghị quyết số 15/NQ-CP ngày 05 tháng 3 năm 2026 của Chính phủ.", seen=draft.seen("dieu:1"),
        by=draft.head, at=at,
    )  # fmt: skip
    version = freeze_draft(version=draft.version, label="Lần 1", by=draft.head, at=at)
    citation = version.citations.get()
    assert (citation.number, citation.state, citation.target) == (
        "15/NQ-CP",
        CitationState.RESOLVED,
        directive.document,
    )
    assert citation.line == version.provisions.get(path="dieu:1").line + 1


def test_what_is_wrong_with_it_stands_in_its_findings(draft: Draft, at: datetime) -> None:
    add_sibling(version=draft.version, provision=draft.provision("dieu:2/khoan:2"), by=draft.head, at=at)
    remove_provision(version=draft.version, provision=draft.provision("dieu:4"), by=draft.head, at=at)
    version = freeze_draft(version=draft.version, label="Lần 1", by=draft.head, at=at)
    assert [(one["code"], one["path"]) for one in version.findings] == [
        ("reference_to_nothing", "dieu:3"),
        ("empty_provision", "dieu:2/khoan:3"),
    ]


def test_a_reference_that_no_words_could_keep_stands_in_its_findings(draft: Draft, at: datetime) -> None:
    write_provision(
        version=draft.version, provision=draft.provision("dieu:1"), heading="Phạm vi",
        text="Từ Điều 2 đến Điều 4.", seen=draft.seen("dieu:1"), by=draft.head, at=at,
    )  # fmt: skip
    move_provision(
        version=draft.version, provision=draft.provision("dieu:4"), under=draft.provision("phu_luc:1"), before=None,
        by=draft.head, at=at,
    )  # fmt: skip
    version = freeze_draft(version=draft.version, label="Lần 1", by=draft.head, at=at)
    assert [(one["code"], one["path"]) for one in version.findings] == [("reference_unwritten", "dieu:1")]


def test_a_frozen_draft_changes_no_more(draft: Draft, at: datetime) -> None:
    version, provision = draft.version, draft.provision("dieu:2")
    freeze_draft(version=version, label="Lần 1", by=draft.head, at=at)
    for act in (
        lambda: move_up(version=version, provision=provision, by=draft.head, at=at),
        lambda: freeze_draft(version=version, label="Lần 2", by=draft.head, at=at),
    ):
        with pytest.raises(ValidationError) as refusal:
            act()
        assert refusal.value.code == "frozen"


def test_nobody_is_frozen_over_unless_it_is_meant(draft: Draft, at: datetime) -> None:
    keep_text(
        version=draft.version, provision=draft.provision("dieu:1"), heading="Phạm vi", text="Đang gõ",
        base_hash=draft.seen("dieu:1"), by=draft.writer, at=at,
    )  # fmt: skip
    with pytest.raises(ValidationError) as refusal:
        freeze_draft(version=draft.version, label="Lần 1", by=draft.head, at=at)
    assert refusal.value.code == "writing"
    assert draft.writer.officer.full_name in refusal.value.messages[0]
    later = at + LEASE + timedelta(seconds=1)
    assert freeze_draft(version=draft.version, label="Lần 1", by=draft.head, at=later).label == "Lần 1"


def test_a_version_needs_a_name_words_and_the_right_to(draft: Draft, at: datetime) -> None:
    with pytest.raises(ValidationError) as refusal:
        freeze_draft(version=draft.version, label=" \n", by=draft.head, at=at)
    assert list(refusal.value.error_dict) == ["label"]
    with pytest.raises(NotAllowed):
        freeze_draft(version=draft.version, label="Lần 1", by=draft.writer, at=at)
    for path in ("phu_luc:1", "chuong:II", "chuong:I"):
        remove_provision(version=draft.version, provision=draft.provision(path), by=draft.head, at=at)
    with pytest.raises(ValidationError) as refusal:
        freeze_draft(version=draft.version, label="Lần 1", by=draft.head, at=at)
    assert refusal.value.code == "empty"


def test_words_that_bear_a_secrecy_level_are_not_frozen(site: Site, at: datetime) -> None:
    draft = drafted(site, at=at, entries=[{"kind": "doan", "text": "TUYỆT MẬT"}, *ARTICLES])
    with pytest.raises(ValidationError) as refusal:
        freeze_draft(version=draft.version, label="Lần 1", by=draft.head, at=at)
    assert refusal.value.code == "secret"
    assert draft.version.ordinal == 1


def test_the_register_leaves_a_draft_to_those_who_write_it(draft: Draft, at: datetime) -> None:
    for act in (
        lambda: freeze_version(version=draft.version, by=draft.head, at=at),
        lambda: discard_version(version=draft.version, reason="nhầm", by=draft.head, at=at),
        lambda: promote_provision(row=draft.row("dieu:2/khoan:1"), by=draft.head, at=at),
    ):
        with pytest.raises(ValidationError) as refusal:
            act()
        assert refusal.value.code == "drafting"
