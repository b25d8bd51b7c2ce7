"""The ledger's pages: who sees which events, how they are found, and of one record who did what there."""

from copy import deepcopy
from datetime import datetime
from io import BytesIO

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from dongbo.documents.operations import correct_document
from dongbo.ledger.models import Event
from dongbo.organisation.models import Role
from dongbo.organisation.operations import give_grant
from dongbo.organisation.rules import Acting
from dongbo.organisation.states import Access
from tests.builders import Site, enrolled, frozen, register, unit_beneath
from tests.keeping import Keep
from tests.web.branches import NORTHERN, SHARED, SOUTHERN, browser_of, directive
from tests.web.queries import queries_of


@pytest.fixture(scope="module")
def kept_north(keep: Keep, kept_site: Site, at: datetime) -> Acting:
    def build() -> Acting:
        unit = unit_beneath(kept_site.unit, "G99.01", "Cục Bắc", by=kept_site.administrator, at=at)
        by = enrolled("bac-ke-hoach", "planning-officer", unit=unit, by=kept_site.administrator, at=at)
        frozen(directive(SHARED), site=kept_site, at=at, access=Access.CIRCULATED)
        frozen(directive(NORTHERN), site=kept_site, at=at, unit=unit, by=by)
        return by

    return keep(build)


@pytest.fixture
def north(kept_north: Acting, db: None) -> Acting:
    """A planning officer of the north, who has registered a paper there; the ministry has circulated one."""
    return deepcopy(kept_north)


@pytest.fixture
def guard(north: Acting, site: Site, at: datetime) -> Client:
    """The browser of the north's security officer, who may read its ledger and no paper."""
    assert north.post is not None
    by = enrolled("bac-an-ninh", "security-officer", unit=north.post.unit, by=site.administrator, at=at)
    return browser_of(by)


@pytest.fixture
def auditor(north: Acting, site: Site, at: datetime) -> Client:
    """The browser of an officer who reads papers and the ledger of the whole ministry."""
    by = enrolled("kiem-tra", "reader", unit=site.unit, by=site.administrator, at=at)
    give_grant(
        officer=by.officer,
        role=Role.objects.get(code="security-officer"),
        unit=site.unit,
        by=site.administrator,
        at=at,
    )
    return browser_of(by)


def found(client: Client, **asked: str) -> list[tuple[str, str]]:
    """Return the kinds and actors' names the ledger lists, newest first."""
    return [(one.event.kind, one.actor) for one in client.get(reverse("ledger"), asked).context["rows"]]


def test_the_ledger_of_a_branch_is_what_its_officers_did(guard: Client) -> None:
    assert found(guard) == [
        ("documents.version_frozen", "Cán bộ bac-ke-hoach"),
        ("documents.document_registered", "Cán bộ bac-ke-hoach"),
    ]
    book = load_workbook(BytesIO(guard.get(reverse("ledger"), {"export": "xlsx"}).content)).active
    assert book is not None
    assert book.max_row == 3
    page = guard.get(reverse("ledger"), {"verify": "1"})
    assert "Chuỗi nguyên vẹn" not in page.content.decode()


def test_whoever_reads_the_whole_ledger_reads_what_the_site_did_too(auditor: Client) -> None:
    assert auditor.get(reverse("ledger")).context["page"].paginator.count == Event.objects.count()
    assert ("organisation.site_established", "") in found(auditor)


def test_events_are_found_by_every_field(auditor: Client, north: Acting) -> None:
    registered = Event.objects.filter(kind="documents.document_registered").latest("sequence")
    mine = [
        ("documents.version_frozen", "Cán bộ bac-ke-hoach"),
        ("documents.document_registered", "Cán bộ bac-ke-hoach"),
    ]
    assert found(auditor, actor="can bo BAC-ke") == mine
    assert found(auditor, unit="G99.01") == mine
    assert found(auditor, unit="cuc bac") == mine
    assert found(auditor, record=registered.subject_id) == mine
    assert found(auditor, kind="documents.document_registered", unit="g99.01") == mine[1:]
    assert len(found(auditor, unit="G99")) == Event.objects.exclude(unit="").count()
    day = timezone.localdate(registered.at)
    assert len(found(auditor, since=f"{day:%d/%m/%Y}", until=f"{day:%d/%m/%Y}")) == Event.objects.count()
    assert found(auditor, until="20/11/2026") == []
    assert found(auditor, address="10.") == []
    assert found(auditor, actor="khong ai") == []


def test_an_event_is_shown_with_everything_behind_it(auditor: Client, north: Acting) -> None:
    row = auditor.get(reverse("ledger"), {"actor": "bac-ke-hoach"}).context["rows"][0]
    grant = north.officer.grants.get()
    assert (row.actor, row.on_behalf_of, row.post, row.unit, row.permission, row.event.grant) == (
        "Cán bộ bac-ke-hoach", "", "Chuyên viên", "Cục Bắc", "Chốt bản", str(grant.pk),
    )  # fmt: skip


def test_the_subject_of_a_hidden_paper_is_not_in_the_ledgers_pages(guard: Client) -> None:
    assert "phát triển dữ liệu số" not in guard.get(reverse("ledger")).content.decode()
    assert "cầu treo" not in guard.get(reverse("ledger")).content.decode()


def test_who_did_what_to_a_paper_is_for_who_may_read_it_and_its_ledger(
    auditor: Client, guard: Client, site: Site, north: Acting
) -> None:
    registered = Event.objects.filter(kind="documents.document_registered").latest("sequence")
    address = reverse("record-history", args=["document", registered.subject_id])
    shown = auditor.get(address)
    assert [one.event.kind for one in shown.context["rows"]] == [
        "documents.version_frozen",
        "documents.document_registered",
    ]
    assert address in auditor.get(reverse("document", args=[registered.subject_id])).content.decode()
    statuses = [browser.get(address).status_code for browser in (guard, browser_of(north), browser_of(site.reader))]
    assert statuses == [404, 403, 403]
    page = browser_of(site.reader).get(reverse("document", args=[registered.subject_id])).content.decode()
    assert address not in page


@pytest.mark.parametrize(
    ("kind", "pk"),
    [("document", "khong-phai-ma"), ("unit", "99999999999999999999999"), ("nothing", "1"), ("unit", "0")],
)
def test_a_record_that_is_not_there_has_no_history(kind: str, pk: str, auditor: Client) -> None:
    assert auditor.get(reverse("record-history", args=[kind, pk])).status_code == 404


@pytest.mark.parametrize("rows", [1, 3])
def test_a_history_takes_as_many_queries_for_three_as_for_one(
    rows: int, auditor: Client, site: Site, at: datetime
) -> None:
    document = register(directive(SOUTHERN), site=site, at=at).document
    for n in range(rows - 1):
        correct_document(document=document, fields={"subject": f"Về việc {n}"}, by=site.planner, at=at)
    address = reverse("record-history", args=["document", document.pk])
    assert queries_of(lambda: auditor.get(address)) == 11
    assert len(auditor.get(address).context["rows"]) == rows
