"""The search over everything: up to date at each question."""

from datetime import datetime

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from dongbo.documents.operations import merge_provision
from dongbo.documents.queries import readable_documents, search_provisions
from tests.builders import DIRECTIVE, PLAN, PLAN_SECOND, Site, frozen, next_version, register


def found(words: str, site: Site) -> list[tuple[str, str]]:
    hits = search_provisions(words, documents=readable_documents(site.planner, at=timezone.now()))
    return [(hit.row.version.document.number, hit.row.path) for hit in hits]


def test_a_question_finds_what_was_just_registered_mended_or_replaced(site: Site, at: datetime) -> None:
    plan = frozen(PLAN, site=site, at=at)
    assert found('"ha tang truyen dan"', site) == [("21/KH-BTN", "I/2")]
    next_version(plan.document, PLAN_SECOND.replace("Hạ tầng truyền dẫn", "Mạng lõi"), site=site, at=at)
    assert ("21/KH-BTN", "I/2") in found("mạng lõi", site)
    directive = register(DIRECTIVE, site=site, at=at)
    assert found('"diễn tập ứng cứu sự cố"', site)[0] in {("15/NQ-CP", "II/2/b"), ("21/KH-BTN", "II/2")}
    merge_provision(row=directive.provisions.get(path="II/2/b"), by=site.planner, at=at)
    assert ("15/NQ-CP", "II/2/b") not in found("diễn tập", site)
    assert ("15/NQ-CP", "II/2/a") in found("diễn tập", site)


def test_an_unchanged_register_is_asked_twice_and_no_more(site: Site, at: datetime) -> None:
    register(PLAN, site=site, at=at)
    found("hạ tầng", site)
    documents = readable_documents(site.planner, at=at)
    with CaptureQueriesContext(connection) as queries:
        search_provisions("hạ tầng", documents=documents)
    assert len(queries) == 2


def test_a_reader_out_of_service_finds_nothing(site: Site, at: datetime) -> None:
    register(PLAN, site=site, at=at)
    site.reader.officer.is_active = False
    site.reader.officer.save()
    assert search_provisions("hạ tầng", documents=readable_documents(site.reader, at=at)) == []
