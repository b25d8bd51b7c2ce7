"""Long lists: counted up to a bound, paged in the caller's order by either walk, in a few queries."""

from collections.abc import Sequence
from copy import deepcopy
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.core.paginator import Paginator
from django.db.models import F, QuerySet
from pytest_django import DjangoAssertNumQueries

from dongbo.documents.models import Document
from dongbo.organisation.models import Unit
from dongbo.organisation.queries.listing import FEW, Listing, listing
from dongbo.organisation.rules import Acting
from dongbo.organisation.states import Access, Permission
from tests.builders import Site, enrolled, unit_beneath
from tests.keeping import Keep

READ = Permission.DOCUMENT_READ
WALKS = pytest.mark.parametrize("few", [0, FEW])


@pytest.fixture(scope="module")
def kept_north(keep: Keep, kept_site: Site, at: datetime) -> Unit:
    return keep(lambda: unit_beneath(kept_site.unit, "G99.01", "Cục Bắc", by=kept_site.administrator, at=at))


@pytest.fixture
def north(kept_north: Unit, db: None) -> Unit:
    return deepcopy(kept_north)


@pytest.fixture(scope="module")
def kept_reader(keep: Keep, kept_site: Site, kept_north: Unit, at: datetime) -> Acting:
    return keep(lambda: enrolled("doc-bac", "reader", unit=kept_north, by=kept_site.administrator, at=at))


@pytest.fixture
def reader(kept_reader: Acting, db: None) -> Acting:
    """An officer who reads what the department keeps, and what the ministry circulates."""
    return deepcopy(kept_reader)


@pytest.fixture(scope="module")
def kept_documents(keep: Keep, kept_site: Site, kept_north: Unit, at: datetime) -> list[Document]:
    return keep(
        lambda: [
            Document.objects.create(
                subject=f"Văn bản {key:02d}",
                unit=(kept_site.unit, kept_north)[key % 2],
                access=Access(key % 3),
                registered_at=at + timedelta(minutes=key),
                registered_by=kept_site.administrator.officer,
            )
            for key in range(12)
        ]
    )


@pytest.fixture
def documents(kept_documents: list[Document], db: None) -> list[Document]:
    """Twelve documents, the oldest first: by turns of the ministry and the department, in every access."""
    return deepcopy(kept_documents)


def _listed(by: Acting, at: datetime, found: "QuerySet[Document] | None" = None, **more: Any) -> Listing[Document]:
    rows = Document.objects.all() if found is None else found
    order: Sequence[str] = ("-registered_at", "-pk")
    return listing(rows, by, READ, at=at, access="access", **{"order": order} | more)


def _subjects(rows: Sequence[Document]) -> list[str]:
    return [row.subject.removeprefix("Văn bản ") for row in rows]


@WALKS
def test_the_newest_come_first_and_only_what_is_in_scope(
    reader: Acting, documents: list[Document], at: datetime, few: int
) -> None:
    shown = _listed(reader, at, few=few)
    assert _subjects(shown[0:50]) == ["09", "07", "06", "03", "01", "00"]
    assert _subjects(shown[2:4]) == ["06", "03"]
    assert (shown.count(), shown.is_cut) == (6, False)


@WALKS
def test_what_the_caller_asked_for_is_asked_for_in_the_same_question(
    reader: Acting, documents: list[Document], at: datetime, few: int
) -> None:
    wanted = Document.objects.filter(subject__gt="Văn bản 02").annotate(of=F("unit__code"))
    shown = _listed(reader, at, wanted, few=few, order=("of", "subject", "pk"))
    assert _subjects(shown[0:50]) == ["06", "03", "07", "09"]
    assert [vars(row)["of"] for row in shown[0:50]] == ["G99", "G99.01", "G99.01", "G99.01"]
    assert shown.count() == 4


@WALKS
def test_a_list_is_counted_and_read_up_to_its_bound(
    reader: Acting, documents: list[Document], at: datetime, few: int
) -> None:
    shown = _listed(reader, at, few=few, most=5)
    assert (shown.count(), shown.is_cut) == (5, True)
    paged: Any = shown
    assert _subjects(list(Paginator(paged, 3).page(2).object_list)) == ["03", "01"]
    assert _subjects(list(shown)) == ["09", "07", "06", "03", "01"]


def test_nobody_without_the_permission_sees_or_asks_anything(
    site: Site, documents: list[Document], at: datetime
) -> None:
    shown = _listed(site.administrator, at)
    assert (shown.count(), shown[0:50]) == (0, [])


def test_whoever_holds_the_whole_tree_is_shown_everything_he_is_cleared_for(
    site: Site, documents: list[Document], at: datetime
) -> None:
    shown = _listed(site.reader, at)
    assert _subjects(shown[0:50]) == ["10", "09", "07", "06", "04", "03", "01", "00"]


@pytest.mark.parametrize("count", [1, 3])
def test_a_page_takes_three_queries_whatever_it_shows(
    reader: Acting,
    documents: list[Document],
    at: datetime,
    count: int,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    shown = _listed(reader, at)
    with django_assert_num_queries(3):
        assert shown.count() == 6
        assert len(shown[0:count]) == count
