"""The pages of a team and of a road map."""

from copy import deepcopy
from datetime import datetime, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from dongbo.planning.models import Milestone, TeamMember
from dongbo.planning.operations.dossiers import add_member, set_milestone
from dongbo.planning.states import TeamRole
from tests.builders import Site, enrolled
from tests.drafts import Draft, drafting
from tests.keeping import Keep
from tests.web.branches import browser_of
from tests.web.queries import queries_of

TEAM_QUERIES = 20


@pytest.fixture(scope="module")
def at() -> datetime:
    """The moment everything was set up: just now, since pages act now."""
    return timezone.now()


@pytest.fixture(scope="module")
def kept_draft(keep: Keep, kept_site: Site, at: datetime) -> Draft:
    return keep(lambda: drafting(kept_site, at=at))


@pytest.fixture
def draft(kept_draft: Draft, db: None) -> Draft:
    """A new plan with a head and a writer."""
    return deepcopy(kept_draft)


@pytest.fixture
def head(draft: Draft) -> Client:
    """The browser of the head of the team."""
    return browser_of(draft.head)


def team(draft: Draft) -> str:
    return reverse("dossier-team", args=[draft.dossier.pk])


def said(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def test_a_member_is_chosen_by_a_few_letters_with_his_role_and_parts(draft: Draft, head: Client, site: Site) -> None:
    row = draft.version.provisions.filter(depth=0).order_by("rank")[1]
    typed = {"officer": "ke hoach", "role": "deputy", "parts": [str(row.provision_id)]}
    assert head.post(team(draft), typed).status_code == 302
    member = TeamMember.objects.get(officer=site.planner.officer)
    assert (member.role, [part.pk for part in member.parts.all()]) == (TeamRole.DEPUTY, [row.provision_id])


def test_a_bad_member_keeps_what_was_typed(draft: Draft, head: Client) -> None:
    row = draft.version.provisions.filter(depth=0).order_by("rank")[0]
    answer = head.post(team(draft), {"officer": "soan-thao", "role": "head", "parts": [str(row.provision_id)]})
    told = answer.content.decode()
    assert answer.status_code == 422
    assert told.count("Tổ đã có tổ trưởng") == 2
    assert told.count("đã có trong tổ soạn thảo.") == 2
    assert f'value="{row.provision_id}" id="id_parts_0" checked' in told.replace(
        ' aria-describedby="id_parts_helptext"', ""
    )
    assert TeamMember.objects.count() == 2
    strange = head.post(team(draft), {"officer": "ke hoach", "role": "member", "parts": [str(draft.dossier.pk)]})
    assert strange.status_code == 422


def test_who_cannot_write_there_is_named_with_who_could_let_him(
    site: Site, draft: Draft, head: Client, at: datetime
) -> None:
    assert "chưa có quyền" not in said(head, team(draft))
    assert head.post(team(draft), {"officer": "nguoi-doc", "role": "member"}).status_code == 302
    told = said(head, team(draft))
    warning = "Cán bộ nguoi-doc chưa có quyền «Viết dự thảo» tại Bộ Thử nghiệm"
    assert told.count(warning) == 1
    assert "Người cấp được quyền này: Cán bộ quan-tri." in told
    assert told.count("Chưa viết được") == 1


def test_parts_are_given_anew_and_a_part_that_went_is_counted(draft: Draft, head: Client) -> None:
    member = draft.dossier.members.get(officer=draft.writer.officer)
    first, second = draft.version.provisions.filter(depth=0).order_by("rank")[:2]
    address = reverse("dossier-member", args=[draft.dossier.pk, member.pk])
    assert head.post(address, {"parts": [str(first.provision_id), str(second.provision_id)]}).status_code == 302
    assert member.parts.count() == 2
    assert said(head, address).count("checked") == 2
    first_heading = first.heading
    assert first_heading in said(head, team(draft))
    first.children.all().delete()
    first.delete()
    told = said(head, team(draft))
    assert "1 phần đã bỏ khỏi dự thảo" in told
    assert head.post(address, {"parts": []}).status_code == 302
    assert member.parts.count() == 0


def test_a_member_leaves_and_only_the_head_lets_him(draft: Draft, head: Client) -> None:
    member = draft.dossier.members.get(officer=draft.writer.officer)
    address = reverse("dossier-member-end", args=[draft.dossier.pk, member.pk])
    assert browser_of(draft.writer).post(address).status_code == 403
    assert head.get(address).status_code == 405
    assert head.post(address).status_code == 302
    member.refresh_from_db()
    assert member.ended_at is not None
    assert "đã thôi ở tổ." in head.post(address, follow=True).content.decode()


def test_a_writer_sees_the_team_and_changes_nothing(draft: Draft) -> None:
    told = said(browser_of(draft.writer), team(draft))
    assert "Cán bộ chu-tri" in told
    assert "Thêm thành viên" not in told
    assert "Cho thôi" not in told
    assert browser_of(draft.writer).post(team(draft), {"officer": "ke hoach", "role": "member"}).status_code == 404


def test_a_member_of_another_dossier_is_not_found_here(site: Site, draft: Draft, head: Client) -> None:
    member = draft.dossier.members.get(officer=draft.writer.officer)
    other = "00000000-0000-0000-0000-000000000000"
    assert head.get(reverse("dossier-member", args=[other, member.pk])).status_code == 404
    assert head.get(reverse("dossier-member", args=[draft.dossier.pk, member.pk + 1000])).status_code == 404


def test_the_team_takes_as_many_statements_for_five_as_for_two(
    site: Site, draft: Draft, head: Client, at: datetime
) -> None:
    said(head, team(draft))
    assert queries_of(lambda: said(head, team(draft))) == TEAM_QUERIES
    for name in ("mot", "hai", "ba"):
        one = enrolled(f"them-{name}", "drafting-officer", unit=site.unit, by=site.administrator, at=at)
        add_member(dossier=draft.dossier, officer=one.officer, role=TeamRole.MEMBER, by=draft.head, at=at)
    assert queries_of(lambda: said(head, team(draft))) == TEAM_QUERIES


def test_steps_are_set_corrected_done_and_taken_out(draft: Draft, head: Client, at: datetime) -> None:
    address = reverse("dossier-road-map", args=[draft.dossier.pk])
    assert head.post(address, {"name": "Lấy ý kiến", "due_on": "15/01/2027"}).status_code == 302
    step = Milestone.objects.get()
    edit = reverse("dossier-milestone", args=[draft.dossier.pk, step.pk])
    assert 'value="15/01/2027"' in said(head, edit)
    assert head.post(edit, {"name": "Lấy ý kiến rộng rãi", "due_on": "16/01/2027"}).status_code == 302
    step.refresh_from_db()
    assert (step.name, step.due_on.isoformat()) == ("Lấy ý kiến rộng rãi", "2027-01-16")
    done = reverse("dossier-milestone-done", args=[draft.dossier.pk, step.pk])
    assert "Đã báo xong" in head.post(done, follow=True).content.decode()
    assert "đã được báo xong" in head.post(done, follow=True).content.decode()
    gone = reverse("dossier-milestone-remove", args=[draft.dossier.pk, step.pk])
    assert "đã xong nên không bỏ được" in head.post(gone, follow=True).content.decode()
    assert head.post(edit, {"name": "Khác", "due_on": "16/01/2027"}).status_code == 422


def test_steps_show_whether_they_are_late_soon_or_far(draft: Draft, head: Client, at: datetime) -> None:
    day = timezone.localdate(at)
    for days in (-1, 0, 7, 8):
        set_milestone(dossier=draft.dossier, name="x", due_on=day + timedelta(days=days), by=draft.head, at=at)
    told = said(head, reverse("dossier-road-map", args=[draft.dossier.pk]))
    assert [told.count(f">{words}<") for words in ("Trễ", "Sắp đến hạn", "Chưa đến hạn")] == [1, 2, 1]


def test_a_step_without_a_day_keeps_its_name(draft: Draft, head: Client) -> None:
    answer = head.post(reverse("dossier-road-map", args=[draft.dossier.pk]), {"name": "Thẩm định", "due_on": "mai"})
    assert answer.status_code == 422
    told = answer.content.decode()
    assert told.count("Không đọc được ngày này") == 2
    assert 'value="Thẩm định"' in told
    assert 'value="mai"' in told
    assert Milestone.objects.count() == 0
