"""The demonstration told on an empty site: who is there, and what each of them may read of it."""

from datetime import UTC, datetime, timedelta

import pytest

from dongbo.documents.queries import readable_documents
from dongbo.jobs.demo.story import tell
from dongbo.ledger.queries import verify_ledger
from dongbo.organisation.models import Officer, Unit
from dongbo.organisation.queries import acting_as
from dongbo.organisation.rules import holds
from dongbo.organisation.states import Permission
from dongbo.planning.queries.appraisals import readable_appraisals
from dongbo.planning.queries.links import suspect_links

BEGAN = datetime(2026, 11, 19, 2, tzinfo=UTC)
NOW = BEGAN + timedelta(days=2)


@pytest.mark.django_db
def test_the_ministry_and_what_each_of_its_officers_reads() -> None:
    tell(at=BEGAN, password="mot-mat-khau-du-dai")
    read = {}
    for officer in Officer.objects.all():
        by = acting_as(officer, at=NOW)
        numbers = readable_documents(by, at=NOW).values_list("number", flat=True)
        read[officer.username] = {number or "dự thảo" for number in numbers}
    directives = read["demo.doc"] - {"03/KH-ATX"}
    assert len(directives) == 3
    assert read == {
        "demo.quan-tri": set(),
        "demo.an-ninh": set(),
        "demo.ke-hoach": directives | {"dự thảo", "03/KH-ATX"},
        "demo.doc": directives | {"03/KH-ATX"},
        "demo.giam-doc": directives | {"03/KH-ATX", "11/PA-ATVS"},
        "demo.pho": directives | {"03/KH-ATX"},
    }
    planner, reader = (acting_as(Officer.objects.get(username=name), at=NOW) for name in ("demo.ke-hoach", "demo.doc"))
    assert readable_appraisals(planner, at=NOW).count() == 2
    assert readable_appraisals(reader, at=NOW).count() == 0
    assert suspect_links(planner, at=NOW).exists()
    assert Unit.objects.count() == 25
    assert verify_ledger() is None


@pytest.mark.django_db
def test_the_deputy_acts_for_his_head_by_what_was_delegated_and_no_more() -> None:
    tell(at=BEGAN, password="mot-mat-khau-du-dai")
    head, deputy = (Officer.objects.get(username=name) for name in ("demo.giam-doc", "demo.pho"))
    own, deputising = acting_as(deputy, at=NOW), acting_as(deputy, at=NOW, principal=head)
    assert not holds(own, Permission.REVIEW_CONFIRM, at=NOW)
    assert holds(deputising, Permission.REVIEW_CONFIRM, at=NOW)
    assert not readable_documents(deputising, at=NOW).filter(number="11/PA-ATVS").exists()
