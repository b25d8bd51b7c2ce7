"""Nothing of a paper reaches an officer who may not read it: by pages, lists, search, citations, counts or files."""

from copy import deepcopy
from datetime import datetime
from io import BytesIO

import pytest
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook

from dongbo.documents.models import Document
from dongbo.documents.operations import place_document
from dongbo.ledger.models import Event
from dongbo.organisation.rules import Acting
from dongbo.organisation.states import Access
from dongbo.planning.models import TraceLink
from tests.builders import Site
from tests.keeping import Keep
from tests.web.branches import (
    CLOSED,
    NORTHERN,
    SHARED,
    SOUTHERN,
    SUBJECTS,
    Branches,
    browser_of,
    directive,
    two_branches,
)
from tests.web.closing import close
from tests.web.test_forms import sent, summary

READS = {
    "north_reader": {SHARED, NORTHERN, "61/KH-BAC"},
    "north_cleared": {SHARED, NORTHERN, CLOSED, "61/KH-BAC"},
    "south_reader": {SHARED, SOUTHERN, "62/KH-NAM"},
    "south_planner": {SHARED, SOUTHERN, "62/KH-NAM"},
    "outsider": set(),
}
OFFICERS = sorted(READS)


@pytest.fixture(scope="module")
def kept_branches(keep: Keep, kept_site: Site, at: datetime) -> Branches:
    return keep(lambda: two_branches(site=kept_site, at=at))


@pytest.fixture
def branches(kept_branches: Branches, db: None) -> Branches:
    return deepcopy(kept_branches)


def acting(branches: Branches, name: str) -> Acting:
    found = getattr(branches, name)
    assert isinstance(found, Acting)
    return found


def text_of(client: Client, address: str, **asked: str) -> str:
    """Return a page or a workbook as text."""
    answer = client.get(address, asked)
    if answer.headers["Content-Type"].startswith("application/vnd"):
        rows = load_workbook(BytesIO(answer.content)).active.iter_rows(values_only=True)  # type: ignore[union-attr]
        return "\n".join(str(value) for row in rows for value in row)
    return answer.content.decode()


def status_of(client: Client, address: str) -> int:
    """Return how an address answers, a file it opened closed again."""
    answer = client.get(address)
    close(answer)
    return answer.status_code


def record_addresses(version_of: dict[str, int], documents: dict[str, object], number: str) -> list[str]:
    version, document = version_of[number], documents[number]
    return [
        reverse("document", args=[document]),
        reverse("version", args=[version]),
        reverse("version-review", args=[version]),
        reverse("version-file", args=[version]),
        reverse("version-export", args=[version, "md"]),
        reverse("redline", args=[version, version]),
        reverse("redline-word", args=[version, version]),
    ]


@pytest.mark.parametrize("name", OFFICERS)
def test_every_page_of_a_paper_opens_for_those_who_may_read_it_and_for_nobody_else(
    name: str, branches: Branches
) -> None:
    client = browser_of(acting(branches, name))
    documents = dict(Document.objects.values_list("number", "pk"))
    versions = dict(Document.objects.values_list("number", "versions__pk"))
    opened = {
        number: {status_of(client, address) for address in record_addresses(versions, documents, number)}
        for number in documents
    }
    refused = 403 if name == "outsider" else 404
    assert opened == {number: {200} if number in READS[name] else {refused} for number in documents}


@pytest.mark.parametrize("name", OFFICERS)
def test_lists_search_home_and_workbooks_name_only_what_may_be_read(name: str, branches: Branches) -> None:
    client = browser_of(acting(branches, name))
    pages = [
        text_of(client, reverse("home")),
        text_of(client, reverse("documents")),
        text_of(client, reverse("documents"), export="xlsx"),
        text_of(client, reverse("search"), q="nền tảng chia sẻ dữ liệu"),
        text_of(client, reverse("search"), q='"cầu treo" "kho dự phòng" "ruộng muối"'),
        text_of(client, reverse("appraisals")),
        text_of(client, reverse("links")),
        text_of(client, reverse("links"), export="xlsx"),
        text_of(client, reverse("appraisal-new")),
        text_of(client, reverse("link-new")),
    ]
    for number in (SHARED, NORTHERN, CLOSED, SOUTHERN):
        seen = any(SUBJECTS[number] in page for page in pages)
        assert (number, seen) == (number, number in READS[name])


def test_counts_of_the_register_are_those_of_what_may_be_read(branches: Branches) -> None:
    for name in set(OFFICERS) - {"outsider"}:
        page = browser_of(acting(branches, name)).get(reverse("documents")).context["page"]
        assert (name, page.paginator.count) == (name, len(READS[name]))


def test_an_appraisal_is_read_by_those_who_read_the_plan_and_every_directive(branches: Branches) -> None:
    addresses = [
        reverse("appraisal", args=[branches.appraisal.pk]),
        reverse("appraisal", args=[branches.appraisal.pk]) + "?tab=provisions&export=xlsx",
        reverse("appraisal-report", args=[branches.appraisal.pk, "json"]),
        reverse("appraisal-report", args=[branches.appraisal.pk, "html"]),
        reverse("pair", args=[branches.appraisal.pk]) + f"?document={CLOSED}&directive=I/2&plan=II/2",
    ]
    opened = {}
    for name in ("north_reader", "north_cleared", "south_reader"):
        client = browser_of(acting(branches, name))
        opened[name] = {status_of(client, address) for address in addresses[:4]}
        if name != "north_cleared":
            assert client.get(addresses[4]).status_code == 404
    assert opened == {"north_reader": {404}, "north_cleared": {200}, "south_reader": {404}}


def test_the_rail_and_the_margin_are_silent_about_hidden_directives(branches: Branches) -> None:
    address = reverse("version", args=[branches.plan.pk])
    hidden = TraceLink.objects.filter(directive_provision__document=branches.closed.document_id)
    assert hidden.exists()
    for name, links in (
        ("north_cleared", TraceLink.objects.all()),
        ("north_reader", TraceLink.objects.exclude(pk__in=hidden)),
    ):
        answer = browser_of(acting(branches, name)).get(address)
        rail = [step.name for step in answer.context["rail"]]
        assert (name, f"{links.count()} liên kết" in rail) == (name, True)
        assert (CLOSED in " ".join(rail)) is (name == "north_cleared")
        marked = {item.row.path for item, joined in answer.context["tree"] if joined}
        assert marked == {row.path for row in branches.plan.provisions.filter(provision__answers__in=links)}


def test_a_link_with_a_hidden_end_is_not_there(branches: Branches) -> None:
    for name, status in (("north_cleared", 200), ("north_reader", 404), ("south_planner", 404)):
        client = browser_of(acting(branches, name))
        assert client.get(reverse("link", args=[branches.link.pk])).status_code == status
    refused = browser_of(branches.south_planner).post(reverse("link-decide", args=[branches.link.pk]))
    assert refused.status_code == 404


def test_a_citation_of_a_hidden_paper_reads_as_if_it_were_not_registered(branches: Branches) -> None:
    hidden = reverse("document", args=[branches.closed.document_id])
    told = {}
    for name in ("north_cleared", "north_reader"):
        page = text_of(browser_of(acting(branches, name)), reverse("version", args=[branches.plan.pk]))
        told[name] = (hidden in page, "Chưa có trong sổ" in page)
    assert told == {"north_cleared": (True, False), "north_reader": (False, True)}


def test_who_cites_a_paper_is_told_only_of_papers_that_may_be_read(
    branches: Branches, site: Site, at: datetime
) -> None:
    place_document(
        document=branches.northern.document, unit=site.unit, access=Access.CIRCULATED, by=site.planner, at=at
    )
    address = reverse("document", args=[branches.northern.document_id])
    citing = reverse("version", args=[branches.southern_plan.pk])
    told = {
        name: citing in text_of(browser_of(acting(branches, name)), address)
        for name in ("north_reader", "south_reader")
    }
    assert told == {"north_reader": False, "south_reader": True}


def test_a_duplicate_of_a_hidden_paper_tells_nothing_of_it(branches: Branches) -> None:
    fields = {"standing": "directive", "access": "1"}
    other_branch = browser_of(branches.south_planner).post(
        reverse("document-new"), {**fields, "unit": "G99.02", "file": sent(directive(NORTHERN))}
    )
    assert other_branch.status_code == 302
    within_sight = browser_of(branches.south_planner).post(
        reverse("document-new"), {**fields, "unit": "G99.02", "file": sent(directive(SHARED))}
    )
    assert SHARED in summary(within_sight)


def test_a_duplicate_within_ones_unit_that_is_restricted_is_refused_without_its_name(
    branches: Branches, site: Site
) -> None:
    answer = browser_of(site.planner).post(
        reverse("document-new"),
        {"standing": "directive", "access": "1", "unit": "G99.01", "file": sent(directive(CLOSED))},
    )
    assert "ở mức bạn không được xem" in summary(answer)
    assert SUBJECTS[CLOSED] not in answer.content.decode()
    assert str(branches.closed.document_id) not in answer.content.decode()


def test_what_is_circulated_is_read_beneath_and_worked_on_only_where_it_is_kept(branches: Branches) -> None:
    client = browser_of(branches.south_planner)
    document = branches.shared.document_id
    assert client.get(reverse("document", args=[document])).status_code == 200
    for name in ("document-edit", "document-place", "version-new"):
        assert (name, client.get(reverse(name, args=[document])).status_code) == (name, 403)
    before = Event.objects.count()
    assert client.post(reverse("version-freeze", args=[branches.shared.pk])).status_code == 403
    assert Event.objects.count() == before


def test_every_reading_of_a_restricted_paper_is_in_the_ledger_with_its_authority(branches: Branches) -> None:
    by, version = branches.north_cleared, branches.closed
    client = browser_of(by)
    addresses = {
        "record": reverse("document", args=[version.document_id]),
        "text": reverse("version", args=[version.pk]),
        "file": reverse("version-file", args=[version.pk]),
        "export": reverse("version-export", args=[version.pk, "md"]),
        "redline": reverse("redline", args=[version.pk, version.pk]),
        "report": reverse("appraisal-report", args=[branches.appraisal.pk, "docx"]),
        "link": reverse("link", args=[branches.link.pk]),
        "search": reverse("search") + "?q=nền+tảng+chia+sẻ",
    }
    for what, address in addresses.items():
        before = Event.objects.count()
        assert status_of(client, address) == 200
        events = list(Event.objects.filter(sequence__gt=before))
        assert [(event.kind, event.payload["what"], event.subject_id) for event in events] == [
            ("documents.restricted_read", what, str(version.document_id))
        ]
    event = events[0]
    grant = by.officer.grants.get()
    assert by.post is not None
    assert (event.actor, event.on_behalf_of, event.post, event.unit) == (
        str(by.officer.pk), "", str(by.post.pk), str(branches.north.pk),
    )  # fmt: skip
    assert (event.address, event.grant, event.permission) == ("10.9.8.7", str(grant.pk), "document.read")


def test_reading_what_is_open_further_leaves_nothing_in_the_ledger(branches: Branches) -> None:
    before = Event.objects.count()
    client = browser_of(branches.north_reader)
    for version in (branches.shared, branches.northern):
        assert client.get(reverse("version", args=[version.pk])).status_code == 200
    assert Event.objects.count() == before
