"""What is done to a dossier besides opening it: legal bases in order and in the text, reopening, and who is told."""

from copy import deepcopy
from datetime import datetime, timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from dongbo.documents.queries import readable_documents, search_provisions
from dongbo.documents.states import Standing
from dongbo.ledger.models import Event
from dongbo.organisation.states import Access
from dongbo.planning.models import Milestone, OutlineTemplate
from dongbo.planning.operations.dossiers import (
    add_legal_basis,
    add_member,
    cite_legal_bases,
    close_dossier,
    end_member,
    finish_milestone,
    give_parts,
    move_legal_basis,
    open_dossier,
    remove_milestone,
    reopen_dossier,
    set_milestone,
    take_figures,
)
from dongbo.planning.operations.writing import write_provision
from dongbo.planning.queries.dossiers import (
    bases_of,
    dossier_list,
    dossiers_of,
    figures_of,
    milestones_to_see_to,
    parts_given,
    plans_to_continue,
    sources_named,
    unable_to_write,
)
from dongbo.planning.queries.writing import words_hash
from dongbo.planning.states import TeamRole
from tests.builders import DIRECTIVE, PLAN, Site, enrolled, frozen, unit_beneath
from tests.drafts import Draft, decision, drafting, redrafting
from tests.keeping import Keep

LINE = "Căn cứ Nghị quyết số 15/NQ-CP ngày 05 tháng 3 năm 2026 của CHÍNH PHỦ về phát triển dữ liệu số"


@pytest.fixture(scope="module")
def kept_draft(keep: Keep, kept_site: Site, at: datetime) -> Draft:
    return keep(lambda: drafting(kept_site, at=at))


@pytest.fixture
def draft(kept_draft: Draft, db: None) -> Draft:
    """A new plan with a head and a writer."""
    return deepcopy(kept_draft)


def the_map(draft: Draft, *names: str, at: datetime, days: int = 3) -> list[Milestone]:
    day = timezone.localdate(at)
    return [
        set_milestone(dossier=draft.dossier, name=name, due_on=day + timedelta(days=days), by=draft.head, at=at)
        for name in names
    ]


def test_legal_bases_are_put_in_order_and_stay_at_the_ends(site: Site, draft: Draft, at: datetime) -> None:
    first, second = (
        frozen(DIRECTIVE.replace("15/NQ-CP", number), site=site, at=at, standing=Standing.DIRECTIVE).document
        for number in ("15/NQ-CP", "16/NQ-CP")
    )
    bases = [add_legal_basis(dossier=draft.dossier, document=one, by=draft.head, at=at) for one in (first, second)]
    move_legal_basis(basis=bases[1], step=-1, by=draft.head, at=at)
    move_legal_basis(basis=bases[1], step=-1, by=draft.head, at=at)
    assert [one.document for one in bases_of(draft.dossier, draft.head, at=at)] == [second, first]
    move_legal_basis(basis=bases[1], step=1, by=draft.head, at=at)
    assert [one.document for one in bases_of(draft.dossier, draft.head, at=at)] == [first, second]
    with pytest.raises(PermissionDenied):
        move_legal_basis(basis=bases[0], step=1, by=draft.writer, at=at)


def test_legal_bases_are_written_into_the_opening_and_the_ledger_keeps_what_it_said(
    site: Site, draft: Draft, at: datetime
) -> None:
    version = draft.version
    version.preamble = "KẾ HOẠCH\nCăn cứ Luật Đê điều;"
    version.save()
    with pytest.raises(ValidationError, match="Chưa có căn cứ"):
        cite_legal_bases(dossier=draft.dossier, keep_others=True, by=draft.head, at=at)
    directive = frozen(DIRECTIVE, site=site, at=at, standing=Standing.DIRECTIVE).document
    add_legal_basis(dossier=draft.dossier, document=directive, by=draft.head, at=at)
    kept = cite_legal_bases(dossier=draft.dossier, keep_others=True, by=draft.head, at=at)
    lines = kept.preamble.splitlines()
    assert lines[:2] == ["KẾ HOẠCH", "Căn cứ Luật Đê điều;"]
    assert lines[2].casefold() == f"{LINE}.".casefold()
    assert len(lines) == 3
    cite_legal_bases(dossier=draft.dossier, keep_others=False, by=draft.head, at=at)
    assert draft.version.preamble.splitlines() == ["KẾ HOẠCH", lines[2]]
    said = Event.objects.filter(kind="planning.legal_bases_cited").order_by("sequence").last()
    assert said is not None
    assert said.payload["before"] == kept.preamble


def test_nobody_writes_into_the_draft_a_basis_he_may_not_read(site: Site, draft: Draft, at: datetime) -> None:
    cleared = enrolled(
        "mat", "drafting-head", unit=site.unit, by=site.administrator, at=at, clearance=Access.RESTRICTED
    )
    closed = frozen(
        DIRECTIVE, site=site, at=at, standing=Standing.DIRECTIVE, access=Access.RESTRICTED,
        by=enrolled("ke-mat", "planning-officer", unit=site.unit, by=site.administrator, at=at,
                    clearance=Access.RESTRICTED),
    ).document  # fmt: skip
    with pytest.raises(ValidationError, match="bạn được xem"):
        add_legal_basis(dossier=draft.dossier, document=closed, by=draft.head, at=at)
    add_legal_basis(dossier=draft.dossier, document=closed, by=cleared, at=at)
    assert [one.is_known for one in bases_of(draft.dossier, draft.head, at=at)] == [False]
    with pytest.raises(ValidationError, match="không được xem") as refusal:
        cite_legal_bases(dossier=draft.dossier, keep_others=True, by=draft.head, at=at)
    assert refusal.value.code == "unread"
    assert "15/NQ-CP" in cite_legal_bases(dossier=draft.dossier, keep_others=True, by=cleared, at=at).preamble


def test_a_closed_dossier_is_opened_again(draft: Draft, at: datetime) -> None:
    with pytest.raises(ValidationError, match="đang mở"):
        reopen_dossier(dossier=draft.dossier, by=draft.head, at=at)
    close_dossier(dossier=draft.dossier, by=draft.head, at=at)
    with pytest.raises(PermissionDenied):
        reopen_dossier(dossier=draft.dossier, by=draft.writer, at=at)
    reopen_dossier(dossier=draft.dossier, by=draft.head, at=at)
    assert [step.name for step in the_map(draft, "Lần 1", at=at)] == ["Lần 1"]


def test_a_step_is_taken_out_until_it_is_done(draft: Draft, at: datetime) -> None:
    first, second = the_map(draft, "Một", "Hai", at=at)
    finish_milestone(milestone=first, by=draft.head, at=at)
    with pytest.raises(ValidationError, match="đã xong"):
        remove_milestone(milestone=first, by=draft.head, at=at)
    with pytest.raises(PermissionDenied):
        remove_milestone(milestone=second, by=draft.writer, at=at)
    remove_milestone(milestone=second, by=draft.head, at=at)
    assert list(draft.dossier.milestones.all()) == [first]
    day = timezone.localdate(at)
    for act in (
        lambda: remove_milestone(milestone=second, by=draft.head, at=at),
        lambda: finish_milestone(milestone=second, by=draft.head, at=at),
        lambda: set_milestone(dossier=draft.dossier, name="Lại", due_on=day, milestone=second, by=draft.head, at=at),
    ):
        with pytest.raises(ValidationError, match="vừa được người khác bỏ"):
            act()


def test_a_figure_is_taken_only_from_a_paper_one_reads(site: Site, draft: Draft, at: datetime) -> None:
    cleared = enrolled(
        "mat", "planning-officer", unit=site.unit, by=site.administrator, at=at, clearance=Access.RESTRICTED
    )
    closed = frozen(
        DIRECTIVE, site=site, at=at, standing=Standing.DIRECTIVE, access=Access.RESTRICTED, by=cleared
    ).document
    figure = {"name": "Kho", "value": "7", "as_of": timezone.localdate(at), "source": closed}
    with pytest.raises(ValidationError, match="không có văn bản công bố") as refusal:
        take_figures(dossier=draft.dossier, figures=[figure], by=draft.head, at=at)
    assert refusal.value.code == "unread"
    assert draft.dossier.current_figures.count() == 0


def test_a_member_who_left_meanwhile_is_given_nothing(draft: Draft, at: datetime) -> None:
    stale = draft.dossier.members.get(officer=draft.writer.officer)
    end_member(member=draft.dossier.members.get(pk=stale.pk), by=draft.head, at=at)
    with pytest.raises(ValidationError, match="đã thôi ở tổ"):
        give_parts(member=stale, parts=[], by=draft.head, at=at)


def test_the_head_is_told_of_steps_due_and_nobody_else(site: Site, draft: Draft, at: datetime) -> None:
    late, soon, far = (the_map(draft, name, at=at, days=days)[0] for name, days in (("a", -1), ("b", 7), ("c", 8)))
    until = timezone.localdate(at) + timedelta(days=7)
    assert list(milestones_to_see_to(draft.head, at=at, until=until)) == [late, soon]
    assert list(milestones_to_see_to(draft.writer, at=at, until=until)) == []
    finish_milestone(milestone=late, by=draft.head, at=at)
    assert list(milestones_to_see_to(draft.head, at=at, until=until)) == [soon]
    close_dossier(dossier=draft.dossier, by=draft.head, at=at)
    assert list(milestones_to_see_to(draft.head, at=at, until=until + timedelta(days=9))) == []
    assert far.done_at is None


def test_who_was_given_parts_finds_them_until_the_dossier_closes(draft: Draft, at: datetime) -> None:
    member = draft.dossier.members.get(officer=draft.writer.officer)
    assert list(parts_given(draft.writer, at=at)) == []
    parts = [row.provision for row in draft.version.provisions.filter(depth=0).select_related("provision")[:2]]
    give_parts(member=member, parts=parts, by=draft.head, at=at)
    the_map(draft, "Dự thảo", "Lấy ý kiến", at=at)
    found = parts_given(draft.writer, at=at).get()
    assert (found.part_count, found.next_due) == (2, timezone.localdate(at) + timedelta(days=3))
    assert list(parts_given(draft.head, at=at)) == []
    close_dossier(dossier=draft.dossier, by=draft.head, at=at)
    assert list(parts_given(draft.writer, at=at)) == []


def test_who_cannot_write_is_named_with_who_could_give_it(site: Site, draft: Draft, at: datetime) -> None:
    add_member(dossier=draft.dossier, officer=site.reader.officer, role=TeamRole.MEMBER, by=draft.head, at=at)
    officers = [one.officer for one in draft.dossier.members.select_related("officer")]
    unable = unable_to_write(draft.dossier, officers, at=at)
    assert unable.officers == {site.reader.officer.pk}
    assert unable.givers == (site.administrator.officer.full_name,)
    able = unable_to_write(draft.dossier, [draft.writer.officer], at=at)
    assert (able.officers, able.givers) == (frozenset(), ())


def test_the_list_is_sorted_and_found_by_its_unit_too(site: Site, at: datetime) -> None:
    first = drafting(site, at=at, subject="Bờ kè")
    head = first.head
    other = unit_beneath(site.unit, "G99.07", "Cục Thủy lợi", by=site.administrator, at=at)
    second = open_dossier(
        subject="An toàn đê", type_name="Kế hoạch", unit=site.unit, access=Access.UNIT,
        template=OutlineTemplate.objects.get(code="ke_hoach_nam"), standing_unit=other, decision=decision(at),
        by=head, at=at + timedelta(hours=1),
    )  # fmt: skip
    set_milestone(dossier=first.dossier, name="x", due_on=timezone.localdate(at), by=head, at=at)
    assert list(dossier_list(head, at=at)) == [second, first.dossier]
    assert list(dossier_list(head, at=at, sort="due")) == [first.dossier, second]
    assert list(dossier_list(head, at=at, sort="name")) == [second, first.dossier]
    assert list(dossier_list(head, at=at, words="thuy loi")) == [second]
    assert list(dossier_list(head, at=at, words=f"{second.decision_number} thuy loi")) == [second]
    assert list(dossier_list(head, at=at, state="closed")) == []


def test_plans_to_go_on_with_are_frozen_and_have_no_dossier(site: Site, at: datetime) -> None:
    plan = frozen(PLAN, site=site, at=at, standing=Standing.PLAN).document
    frozen(DIRECTIVE, site=site, at=at, standing=Standing.DIRECTIVE)
    draft = drafting(site, at=at)
    assert list(plans_to_continue(draft.head, at=at)) == [plan]
    assert list(plans_to_continue(draft.writer, at=at)) == []
    assert dossiers_of([plan, draft.document], draft.head, at=at) == {draft.document.pk: draft.dossier.pk}
    assert dossiers_of([plan, draft.document], site.reader, at=at) == {}


def test_a_source_is_a_document_only_by_its_whole_number(site: Site, draft: Draft, at: datetime) -> None:
    directive = frozen(DIRECTIVE, site=site, at=at, standing=Standing.DIRECTIVE).document
    found = sources_named(["15/nq-cp", "Báo cáo năm", "15/NQ", ""], draft.head, at=at)
    assert found == {"15/nq-cp": directive}
    assert list(figures_of(draft.dossier, draft.head, at=at)) == []


def test_what_is_being_written_is_not_searched_and_what_was_frozen_stays_found(site: Site, at: datetime) -> None:
    before = frozen(PLAN, site=site, at=at, standing=Standing.PLAN)
    draft = redrafting(site, before.document, at=at)
    row = draft.version.provisions.select_related("provision").get(path="I/2")
    write_provision(
        version=draft.version, provision=row.provision, heading="", text="Kênh đào xuyên núi", seen=words_hash(row),
        by=draft.head, at=at,
    )  # fmt: skip
    documents = readable_documents(site.reader, at=at)
    assert search_provisions('"kênh đào xuyên núi"', documents=documents) == []
    assert [one.row.version for one in search_provisions('"hạ tầng truyền dẫn"', documents=documents)] == [before]
