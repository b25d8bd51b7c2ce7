"""Registering papers: what is read, what is refused, what a refusal leaves behind."""

from datetime import date, datetime

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from dongbo.documents.models import Document, Provision, StoredFile, Version
from dongbo.documents.operations import correct_document, import_version, register_document
from dongbo.documents.operations.storing import file_path
from dongbo.documents.states import CitationState, Standing, VersionState
from dongbo.engines.papers import PaperRefused
from dongbo.ledger.models import Event
from dongbo.ledger.queries import verify_ledger
from tests.builders import DIRECTIVE, PLAN, PLAN_SECOND, Site, frozen, next_version, register


def test_a_paper_is_registered_with_its_fields_tree_and_file(site: Site, at: datetime) -> None:
    version = register(DIRECTIVE, site=site, at=at, standing=Standing.DIRECTIVE)
    document = version.document
    assert (document.type_name, document.number, document.organ_name) == ("Nghị quyết", "15/NQ-CP", "Chính phủ")
    assert (document.issued_date, document.code_number, document.code_notation) == (date(2026, 3, 5), "15", "NQ-CP")
    assert document.subject == "Về phát triển dữ liệu số"
    assert [row.path for row in version.provisions.order_by("rank")] == [
        "I", "I/1", "I/2", "II", "II/1", "II/2", "II/2/a", "II/2/b",
    ]  # fmt: skip
    assert version.state == VersionState.IN_REVIEW
    assert file_path(version.file_id).read_bytes() == DIRECTIVE.encode()


def test_one_event_is_written_for_one_act(site: Site, at: datetime) -> None:
    before = Event.objects.count()
    version = register(DIRECTIVE, site=site, at=at)
    event = Event.objects.first()
    assert event is not None
    assert Event.objects.count() == before + 1
    assert (event.kind, event.actor) == ("documents.document_registered", str(site.planner.officer.pk))
    assert event.payload["sha256"] == version.file_id
    assert verify_ledger() is None


def test_a_reader_may_not_register(site: Site, at: datetime) -> None:
    with pytest.raises(PermissionDenied):
        register_document(data=b"x", file_name="a.txt", standing=Standing.OTHER, by=site.reader, at=at)
    assert Document.objects.count() == 0


@pytest.mark.parametrize("mark", ["MẬT", "TỐI MẬT", "TUYỆT MẬT"])
def test_a_secret_paper_is_refused_whole_and_only_the_fact_is_recorded(mark: str, site: Site, at: datetime) -> None:
    secret = DIRECTIVE.replace("CHÍNH PHỦ\n", f"CHÍNH PHỦ\n{mark}\n", 1)
    with pytest.raises(PaperRefused) as refusal:
        register(secret, site=site, at=at)
    assert refusal.value.code == "state_secret"
    assert (Document.objects.count(), StoredFile.objects.count(), Provision.objects.count()) == (0, 0, 0)
    event = Event.objects.first()
    assert event is not None
    assert (event.kind, event.payload, event.subject_id) == ("documents.secret_refused", {}, "")
    assert "dữ liệu số" not in str(refusal.value)


@pytest.mark.parametrize("data", [b"", b"MZ\x90\x00\x03" + b"\x00" * 200, b"PK\x03\x04 cut off"])
def test_a_file_that_is_no_paper_changes_nothing(data: bytes, site: Site, at: datetime) -> None:
    events = Event.objects.count()
    with pytest.raises(PaperRefused):
        register_document(data=data, file_name="a.docx", standing=Standing.OTHER, by=site.planner, at=at)
    assert (Document.objects.count(), StoredFile.objects.count(), Event.objects.count()) == (0, 0, events)


def test_the_same_file_is_refused_with_the_place_where_it_is(site: Site, at: datetime) -> None:
    version = register(DIRECTIVE, site=site, at=at)
    with pytest.raises(ValidationError) as refusal:
        register(DIRECTIVE, site=site, at=at)
    assert refusal.value.code == "duplicate"
    assert refusal.value.params is not None
    assert refusal.value.params["document"] == version.document
    assert Document.objects.count() == 1


def test_the_same_number_agency_and_date_raise_the_duplicate_alarm(site: Site, at: datetime) -> None:
    register(DIRECTIVE, site=site, at=at)
    with pytest.raises(ValidationError, match="15/NQ-CP"):
        register(DIRECTIVE.replace("hằng năm", "mỗi năm"), site=site, at=at)
    assert Version.objects.count() == 1


def test_citations_are_resolved_against_the_register_also_when_the_cited_paper_comes_later(
    site: Site, at: datetime
) -> None:
    plan = register(PLAN, site=site, at=at)
    citation = plan.citations.get(number="15/NQ-CP")
    assert citation.state == CitationState.UNRESOLVED
    directive = register(DIRECTIVE, site=site, at=at)
    citation.refresh_from_db()
    assert (citation.state, citation.target) == (CitationState.RESOLVED, directive.document)


def test_the_next_version_carries_identities_through_renumbering(site: Site, at: datetime) -> None:
    first = frozen(PLAN, site=site, at=at, standing=Standing.PLAN)
    old = {row.path: row.provision_id for row in first.provisions.all()}
    second = next_version(first.document, PLAN_SECOND, site=site, at=at)
    new = {row.path: row.provision_id for row in second.provisions.all()}
    assert new["II/3"] == old["II/2"]
    assert new["I/2"] == old["I/2"]
    assert new["II/2"] not in old.values()


def test_a_new_version_waits_until_the_one_before_is_frozen(site: Site, at: datetime) -> None:
    first = register(PLAN, site=site, at=at)
    with pytest.raises(ValidationError) as refusal:
        next_version(first.document, PLAN_SECOND, site=site, at=at)
    assert refusal.value.code == "in_review"


def test_a_correction_is_kept_with_what_was_there_before(site: Site, at: datetime) -> None:
    document = register(PLAN, site=site, at=at).document
    correct_document(document=document, fields={"subject": "Ứng dụng công nghệ"}, by=site.planner, at=at)
    event = Event.objects.first()
    assert event is not None
    assert Document.objects.get().subject == "Ứng dụng công nghệ"
    assert event.payload == {
        "changes": {"subject": ["Ứng dụng công nghệ thông tin giai đoạn 2026 - 2030", "Ứng dụng công nghệ"]},
        "citations_resolved": 0,
    }


def test_an_empty_subject_is_refused(site: Site, at: datetime) -> None:
    document = register(PLAN, site=site, at=at).document
    with pytest.raises(ValidationError):
        correct_document(document=document, fields={"subject": ""}, by=site.planner, at=at)


def test_a_version_of_another_officer_without_the_duty_is_refused(site: Site, at: datetime) -> None:
    first = frozen(PLAN, site=site, at=at)
    with pytest.raises(PermissionDenied):
        import_version(document=first.document, data=b"x", file_name="a.txt", label="2", by=site.reader, at=at)
