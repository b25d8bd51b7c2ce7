"""The desk of dossiers: their list, opening one, its page, closing it, and what the register shows of a draft."""

import re
from copy import deepcopy
from datetime import datetime, timedelta
from io import BytesIO

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from dongbo.documents.states import Standing
from dongbo.organisation.states import Access
from dongbo.planning.models import DraftingDossier, OutlineTemplate
from dongbo.planning.operations.dossiers import close_dossier, give_parts, set_milestone
from dongbo.planning.operations.writing import freeze_draft
from dongbo.planning.states import DossierState
from dongbo.web.desk.waiting import waiting_for
from tests.builders import PLAN, Site, enrolled, frozen, register, unit_beneath
from tests.drafts import Draft, drafters, drafting, redrafting
from tests.keeping import Keep
from tests.web.branches import browser_of
from tests.web.queries import queries_of

LIST_QUERIES = 8


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


def page(client: Client, name: str, *arguments: object, status: int = 200, **asked: str) -> str:
    """Return what the page says, which answers with `status`."""
    answer = client.get(reverse(name, args=arguments), asked)
    assert answer.status_code == status
    return answer.content.decode()


def form_of(site: Site, **typed: object) -> dict[str, object]:
    """Return what is typed for a new dossier."""
    said = {
        "template": OutlineTemplate.objects.get(code="ke_hoach_nam").pk, "subject": "Bơm nước chống hạn",
        "type_name": "Kế hoạch", "unit": site.unit.code, "access": Access.UNIT.value,
        "standing_unit": site.unit.code, "decision_number": "45/QĐ-BTN", "decision_on": "01/11/2026",
        "decision_issuer": "Bộ Thử nghiệm",
    }  # fmt: skip
    return said | typed


def test_a_new_plan_is_opened_from_an_outline_that_is_shown_with_its_basis(site: Site, at: datetime) -> None:
    client = browser_of(drafters(site, at=at)[0])
    said = page(client, "dossier-new")
    template = OutlineTemplate.objects.get(code="ke_hoach_nam")
    assert template.entries[0]["heading"] in said
    assert said.count("<details") == OutlineTemplate.objects.count()
    assert said.count(template.legal_basis) == 2
    answer = client.post(reverse("dossier-new"), form_of(site))
    made = DraftingDossier.objects.get()
    assert answer.headers["Location"] == reverse("dossier-team", args=[made.pk])
    assert (made.document.subject, made.decision_number, made.template) == ("Bơm nước chống hạn", "45/QĐ-BTN", template)


def test_bad_input_is_told_on_top_and_by_the_field_and_keeps_everything(site: Site, at: datetime) -> None:
    client = browser_of(drafters(site, at=at)[0])
    tomorrow = (timezone.localdate(at) + timedelta(days=1)).strftime("%d/%m/%Y")
    typed = form_of(site, decision_on=tomorrow, subject="Cống ngăn mặn")
    answer = client.post(reverse("dossier-new"), typed)
    said = answer.content.decode()
    assert answer.status_code == 422
    assert said.count("Ngày của quyết định không thể ở sau hôm nay.") == 2
    assert 'href="#id_decision_on"' in said
    for value in ("Cống ngăn mặn", "45/QĐ-BTN", tomorrow, "Bộ Thử nghiệm"):
        assert f'value="{value}"' in said
    wrong = client.post(reverse("dossier-new"), form_of(site, unit="khongcogi"))
    assert "Không có đơn vị đang hoạt động nào khớp" in wrong.content.decode()
    assert DraftingDossier.objects.count() == 0


def test_where_one_may_not_lead_is_told_on_the_form(site: Site, at: datetime) -> None:
    other = unit_beneath(site.unit, "G99.09", "Cục Riêng", by=site.administrator, at=at)
    leader = enrolled("rieng", "drafting-head", unit=other, by=site.administrator, at=at)
    answer = browser_of(leader).post(reverse("dossier-new"), form_of(site))
    assert answer.status_code == 403
    assert 'value="Bơm nước chống hạn"' in answer.content.decode()
    assert DraftingDossier.objects.count() == 0


def test_a_plan_of_the_register_goes_on_from_its_latest_frozen_version(site: Site, at: datetime) -> None:
    plan = frozen(PLAN, site=site, at=at, standing=Standing.PLAN).document
    client = browser_of(drafters(site, at=at)[0])
    assert f"{reverse('dossier-continue')}?document={plan.pk}" in page(client, "document", plan.pk)
    said = page(client, "dossier-continue", document=str(plan.pk))
    assert "21/KH-BTN – Ứng dụng công nghệ thông tin" in said
    typed = form_of(site, document="21/KH-BTN")
    answer = client.post(reverse("dossier-continue"), typed)
    made = DraftingDossier.objects.get()
    assert answer.headers["Location"] == reverse("dossier-team", args=[made.pk])
    assert made.document == plan
    again = client.post(reverse("dossier-continue"), typed)
    assert again.status_code == 422
    assert "Không có văn bản nào bạn được xem khớp" in again.content.decode()


def test_a_chooser_asks_which_of_several_plans_and_takes_the_one_picked(site: Site, at: datetime) -> None:
    plans = [
        frozen(PLAN.replace("21/KH", f"{number}/KH"), site=site, at=at, standing=Standing.PLAN).document
        for number in (31, 32)
    ]
    client = browser_of(drafters(site, at=at)[0])
    typed = form_of(site, document="cong nghe")
    asked = client.post(reverse("dossier-continue"), typed)
    assert asked.status_code == 422
    assert all(f'value="{plan.pk}"' in asked.content.decode() for plan in plans)
    picked = {"document_picked": str(plans[1].pk), "document_offered_for": "cong nghe"}
    assert client.post(reverse("dossier-continue"), typed | picked).status_code == 302
    assert DraftingDossier.objects.get().document == plans[1]


def test_documents_are_offered_only_to_who_reads_them(site: Site, draft: Draft, at: datetime) -> None:
    cleared = enrolled(
        "ke-mat", "planning-officer", unit=site.unit, by=site.administrator, at=at, clearance=Access.RESTRICTED
    )
    register(
        PLAN.replace("21/KH-BTN", "77/KH-KIN"), site=site, at=at, standing=Standing.PLAN, access=Access.RESTRICTED,
        by=cleared,
    )  # fmt: skip
    assert "77/KH-KIN –" not in page(browser_of(draft.head), "document-choices", field="source", source="77/KH-KIN")
    reads = enrolled(
        "chu-mat", "drafting-head", unit=site.unit, by=site.administrator, at=at, clearance=Access.RESTRICTED
    )
    assert "77/KH-KIN –" in page(browser_of(reads), "document-choices", field="source", source="77/KH-KIN")


def test_the_list_is_narrowed_sorted_and_leaves_as_a_workbook(site: Site, draft: Draft, at: datetime) -> None:
    client = browser_of(draft.head)
    day = timezone.localdate(at) - timedelta(days=2)
    set_milestone(dossier=draft.dossier, name="Dự thảo 1", due_on=day, by=draft.head, at=at)
    said = page(client, "dossiers", words="du lieu so", sort="due")
    assert reverse("dossier", args=[draft.dossier.pk]) in said
    assert '<span class="status late">Trễ</span>' in said
    assert "Không có hồ sơ nào khớp" in page(client, "dossiers", words="khongcogi")
    assert "Không có hồ sơ nào khớp" in page(client, "dossiers", state="closed")
    answer = client.get(reverse("dossiers"), {"export": "xlsx"})
    rows = list(load_workbook(BytesIO(answer.content)).active.iter_rows(values_only=True))  # type: ignore[union-attr]
    assert [row[0] for row in rows] == ["Dự thảo", "Kế hoạch Kế hoạch dữ liệu số"]
    assert rows[1][6] == 2


def test_the_list_takes_as_many_statements_for_three_as_for_one(site: Site, draft: Draft, at: datetime) -> None:
    client = browser_of(draft.head)
    page(client, "dossiers")
    assert queries_of(lambda: page(client, "dossiers")) == LIST_QUERIES
    for subject in ("Một", "Hai"):
        _another(site, draft, subject, at)
    assert page(client, "dossiers").count('<tr>\n          <td><a href="/drafting/') == 3
    assert queries_of(lambda: page(client, "dossiers")) == LIST_QUERIES


def _another(site: Site, draft: Draft, subject: str, at: datetime) -> None:
    assert browser_of(draft.head).post(reverse("dossier-new"), form_of(site, subject=subject)).status_code == 302


def test_the_page_shows_facts_versions_and_what_comes_next(
    site: Site, draft: Draft, head: Client, at: datetime
) -> None:
    set_milestone(dossier=draft.dossier, name="Trình Bộ trưởng", due_on=timezone.localdate(at), by=draft.head, at=at)
    said = page(head, "dossier", draft.dossier.pk)
    for words in ("12/QĐ-BTN", "Cán bộ chu-tri", "Trình Bộ trưởng", "Bản đang viết", "chưa đối chiếu với chỉ đạo nào"):
        assert words in said
    assert reverse("writing-compare", args=[draft.dossier.pk]) not in said
    frozen_one = freeze_draft(version=draft.version, label="Dự thảo lần 1", by=draft.head, at=at)
    said = page(head, "dossier", draft.dossier.pk)
    assert reverse("version", args=[frozen_one.pk]) in said
    assert reverse("writing-compare", args=[draft.dossier.pk]) in said
    assert f"{reverse('consultation-new')}?version={frozen_one.pk}" in said
    writers = page(browser_of(draft.writer), "dossier", draft.dossier.pk)
    assert reverse("dossier-close", args=[draft.dossier.pk]) not in writers


def test_every_link_of_the_dossier_and_of_the_register_leads_somewhere(
    site: Site, draft: Draft, head: Client, reader: Client, at: datetime
) -> None:
    for client in (head, reader, browser_of(draft.writer)):
        addresses = [reverse("documents"), reverse("document", args=[draft.document.pk])]
        if client is not reader:
            tabs = ("dossier", "dossier-team", "dossier-bases", "dossier-road-map", "dossier-figures")
            addresses += [reverse(name, args=[draft.dossier.pk]) for name in tabs]
        for address in addresses:
            said = client.get(address).content.decode()
            for link in set(re.findall(r'href="(/(?!static/)[^"#]*)"', said)):
                assert (address, link, client.get(link.replace("&amp;", "&")).status_code) == (address, link, 200)


def test_the_register_says_a_draft_is_being_written_with_a_link_for_its_drafters_alone(
    site: Site, draft: Draft, head: Client, reader: Client
) -> None:
    address = reverse("dossier", args=[draft.dossier.pk])
    for name, arguments in (("documents", ()), ("document", (draft.document.pk,))):
        for client, linked in ((head, True), (reader, False)):
            said = page(client, name, *arguments)
            assert '<span class="status warning">Đang soạn thảo</span>' in said
            assert (address in said) == linked
    assert page(reader, "documents").count("Bản đang viết") == 1


def test_whoever_may_not_draft_sees_no_dossier_and_no_room(draft: Draft, reader: Client) -> None:
    assert reverse("dossiers") not in page(reader, "home")
    for name in ("dossier", "dossier-team", "dossier-bases", "dossier-road-map", "dossier-figures"):
        said = page(reader, name, draft.dossier.pk, status=403)
        assert "dữ liệu số" not in said
    assert f'href="{reverse("dossiers")}"' in page(browser_of(draft.head), "home")


def test_a_dossier_is_closed_after_a_warning_and_opened_again(draft: Draft, head: Client, at: datetime) -> None:
    set_milestone(dossier=draft.dossier, name="x", due_on=timezone.localdate(at), by=draft.head, at=at)
    assert "1 mốc chưa xong." in page(head, "dossier-close", draft.dossier.pk)
    assert browser_of(draft.writer).post(reverse("dossier-close", args=[draft.dossier.pk])).status_code == 403
    assert head.post(reverse("dossier-close", args=[draft.dossier.pk])).status_code == 302
    assert DraftingDossier.objects.get().state == DossierState.CLOSED
    assert head.post(reverse("dossier-close", args=[draft.dossier.pk])).status_code == 422
    said = page(head, "dossier-road-map", draft.dossier.pk)
    assert "Thêm mốc" not in said
    assert head.post(reverse("dossier-reopen", args=[draft.dossier.pk])).status_code == 302
    assert DraftingDossier.objects.get().state == DossierState.OPEN


def test_home_tells_the_head_of_steps_and_a_writer_of_his_parts(site: Site, draft: Draft, at: datetime) -> None:
    set_milestone(
        dossier=draft.dossier, name="Dự thảo 1", due_on=timezone.localdate(at) - timedelta(days=1), by=draft.head, at=at
    )
    part = draft.version.provisions.select_related("provision").filter(depth=0).first()
    assert part is not None
    member = draft.dossier.members.get(officer=draft.writer.officer)
    give_parts(member=member, parts=[part.provision], by=draft.head, at=at)
    mine = {kind.code: kind for kind in waiting_for(draft.head, at=at)}
    assert [thing.what for thing in mine["milestones"].things] == ["Dự thảo 1"]
    assert mine["milestones"].things[0].state(at) == "late"
    assert "parts" not in mine
    his = {kind.code: kind for kind in waiting_for(draft.writer, at=at)}
    assert [thing.what for thing in his["parts"].things] == ["1 phần được giao"]
    assert "milestones" not in his
    assert waiting_for(site.reader, at=at) == []
    assert "Dự thảo 1" in page(browser_of(draft.head), "home")
    close_dossier(dossier=draft.dossier, by=draft.head, at=at)
    assert [kind.code for kind in waiting_for(draft.head, at=at)] == []


def test_a_plan_being_rewritten_keeps_its_frozen_version_readable(site: Site, reader: Client, at: datetime) -> None:
    before = frozen(PLAN, site=site, at=at, standing=Standing.PLAN)
    redrafting(site, before.document, at=at)
    said = page(reader, "document", before.document_id)
    assert reverse("version", args=[before.pk]) in said
    assert "/redline/" not in said
