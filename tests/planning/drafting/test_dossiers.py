"""Dossiers: a plan begins from a template or goes on from its latest version, and its team is who was put into it."""

from datetime import datetime, timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from dongbo.documents.operations import import_version
from dongbo.documents.queries import readable_versions
from dongbo.documents.states import Standing, VersionState
from dongbo.ledger.models import Event
from dongbo.organisation.states import Access, Decision
from dongbo.planning.models import DraftingDossier, OutlineTemplate
from dongbo.planning.operations.dossiers import (
    add_legal_basis,
    add_member,
    close_dossier,
    end_member,
    finish_milestone,
    open_dossier,
    set_milestone,
    take_figures,
)
from dongbo.planning.queries.dossiers import dossier_list, readable_dossiers
from dongbo.planning.states import TeamRole
from tests.builders import DIRECTIVE, PLAN, Site, frozen
from tests.drafts import decision, drafters, drafting, redrafting


def test_a_new_plan_begins_with_the_outline_of_its_template(site: Site, at: datetime) -> None:
    draft = drafting(site, at=at)
    version = draft.version
    assert (version.state, version.file, version.ordinal) == (VersionState.DRAFTING, None, 1)
    top = list(version.provisions.filter(depth=0).order_by("rank").values_list("kind", flat=True))
    entries = OutlineTemplate.objects.get(code="chuong_trinh_hanh_dong").entries
    assert top == [entry["kind"] for entry in entries]
    assert Event.objects.filter(kind="planning.dossier_opened").get().subject_id == str(draft.dossier.pk)


def test_a_plan_of_the_register_goes_on_with_the_identities_of_its_provisions(site: Site, at: datetime) -> None:
    before = frozen(PLAN, site=site, at=at, standing=Standing.PLAN)
    version = redrafting(site, before.document, at=at).version
    same = ("path", "provision", "content_hash", "text")
    assert list(version.provisions.order_by("rank").values_list(*same)) == list(
        before.provisions.order_by("rank").values_list(*same)
    )
    assert (version.ordinal, version.state) == (2, VersionState.DRAFTING)


def test_a_text_being_written_is_not_read_from_the_register(site: Site, at: datetime) -> None:
    before = frozen(PLAN, site=site, at=at, standing=Standing.PLAN)
    draft = redrafting(site, before.document, at=at)
    assert list(readable_versions(site.reader, at=at)) == [before]
    assert list(readable_versions(draft.head, at=at)) == [before]


def test_a_file_is_not_imported_over_a_text_being_written(site: Site, at: datetime) -> None:
    before = frozen(PLAN, site=site, at=at, standing=Standing.PLAN)
    redrafting(site, before.document, at=at)
    with pytest.raises(ValidationError, match="đang được soạn thảo") as refusal:
        import_version(document=before.document, data=b"I. A", file_name="a.md", label="2", by=site.planner, at=at)
    assert refusal.value.code == "drafting"


def test_a_dossier_needs_a_whole_decision_and_a_template_in_force(site: Site, at: datetime) -> None:
    head, _writer = drafters(site, at=at)
    old = OutlineTemplate.objects.get(code="ke_hoach_nam")
    old.valid_to = at.date() - timedelta(days=1)
    old.save()
    with pytest.raises(ValidationError) as refusal:
        open_dossier(
            subject=" ",
            type_name="Kế hoạch",
            unit=site.unit,
            access=Access.UNIT,
            template=old,
            standing_unit=site.unit,
            decision=Decision(number="", on=at.date() + timedelta(days=2), issuer=""),
            by=head,
            at=at,
        )
    assert sorted(refusal.value.message_dict) == [
        "decision_issuer",
        "decision_number",
        "decision_on",
        "subject",
        "template",
    ]
    assert DraftingDossier.objects.count() == 0


def test_who_may_not_lead_opens_nothing_and_sees_nothing(site: Site, at: datetime) -> None:
    draft = drafting(site, at=at)
    with pytest.raises(PermissionDenied):
        add_member(dossier=draft.dossier, officer=site.reader.officer, role=TeamRole.MEMBER, by=draft.writer, at=at)
    assert list(readable_dossiers(site.reader, at=at)) == []
    assert list(readable_dossiers(draft.writer, at=at)) == [draft.dossier]


def test_a_team_has_one_head_and_each_officer_once(site: Site, at: datetime) -> None:
    draft = drafting(site, at=at)
    with pytest.raises(ValidationError) as refusal:
        add_member(dossier=draft.dossier, officer=draft.writer.officer, role=TeamRole.HEAD, by=draft.head, at=at)
    assert sorted(refusal.value.message_dict) == ["officer", "role"]
    end_member(member=draft.dossier.members.get(role=TeamRole.HEAD), by=draft.head, at=at)
    add_member(dossier=draft.dossier, officer=site.planner.officer, role=TeamRole.HEAD, by=draft.head, at=at)
    serving = draft.dossier.members.filter(ended_at__isnull=True).order_by("pk")
    assert [(one.officer, one.role) for one in serving] == [
        (draft.writer.officer, TeamRole.MEMBER),
        (site.planner.officer, TeamRole.HEAD),
    ]


def test_a_draft_rests_on_documents_of_the_register_once_each(site: Site, at: datetime) -> None:
    directive = frozen(DIRECTIVE, site=site, at=at, standing=Standing.DIRECTIVE).document
    draft = drafting(site, at=at)
    add_legal_basis(dossier=draft.dossier, document=directive, by=draft.head, at=at)
    for document in (directive, draft.document):
        with pytest.raises(ValidationError):
            add_legal_basis(dossier=draft.dossier, document=document, by=draft.head, at=at)
    assert [(basis.document, basis.rank) for basis in draft.dossier.legal_bases.all()] == [(directive, 0)]


def test_the_road_map_and_the_next_day_due(site: Site, at: datetime) -> None:
    draft = drafting(site, at=at)
    day = at.date()
    first, _second = (
        set_milestone(dossier=draft.dossier, name=name, due_on=day + timedelta(days=days), by=draft.head, at=at)
        for name, days in (("Dự thảo 1", 5), ("Lấy ý kiến", 20))
    )
    assert dossier_list(draft.head, at=at).get().next_due == day + timedelta(days=5)
    finish_milestone(milestone=first, by=draft.head, at=at)
    found = dossier_list(draft.head, at=at, words="du lieu").get()
    assert (found.next_due, found.team_size, found.written_id) == (day + timedelta(days=20), 2, draft.version.pk)
    with pytest.raises(ValidationError, match="đã được báo xong"):
        finish_milestone(milestone=first, by=draft.head, at=at)


def test_figures_are_taken_all_or_none_and_brought_to_date(site: Site, at: datetime) -> None:
    draft = drafting(site, at=at)
    good = {"name": "Hồ sơ điện tử", "value": "62,5", "measure": "%", "as_of": at.date(), "source_note": "Báo cáo năm"}
    with pytest.raises(ValidationError, match="Số liệu 2"):
        take_figures(dossier=draft.dossier, figures=[good, good | {"name": "Khác", "value": ""}], by=draft.head, at=at)
    assert draft.dossier.current_figures.count() == 0
    take_figures(dossier=draft.dossier, figures=[good], by=draft.head, at=at)
    take_figures(dossier=draft.dossier, figures=[good | {"value": "63"}], by=draft.head, at=at)
    assert [(one.name, one.value) for one in draft.dossier.current_figures.all()] == [("Hồ sơ điện tử", "63")]


def test_nothing_is_done_to_a_closed_dossier(site: Site, at: datetime) -> None:
    draft = drafting(site, at=at)
    close_dossier(dossier=draft.dossier, by=draft.head, at=at)
    with pytest.raises(ValidationError, match="đã khép"):
        set_milestone(dossier=draft.dossier, name="Muộn", due_on=decision(at).on or at.date(), by=draft.head, at=at)
