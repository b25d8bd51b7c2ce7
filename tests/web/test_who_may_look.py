"""Who is turned away from an act that was filled in, and what is not offered to whom.

That every address opens for whom it should stands in test_every_address.
"""

from datetime import datetime

from django.test import Client
from django.urls import reverse

from dongbo.documents.models import Document, Version
from dongbo.ledger.models import Event
from tests.builders import DIRECTIVE, Site, register
from tests.web.papers import Papers, linked

SUBJECT = "phát triển dữ liệu số"


def test_an_officer_who_left_is_led_to_the_sign_in_page(reader: Client, papers: Papers, site: Site) -> None:
    site.reader.officer.is_active = False
    site.reader.officer.save()
    answer = reader.get(reverse("document", args=[papers.plan.document_id]))
    assert (answer.status_code, answer.headers["Location"][:9]) == (302, "/sign-in/")


def test_a_reader_may_neither_mend_nor_freeze_nor_discard(reader: Client, site: Site, at: datetime) -> None:
    version = register(DIRECTIVE, site=site, at=at)
    before = Event.objects.count()
    acts = {
        "version-mend": {"act": "promote", "path": "II/1"},
        "version-freeze": {},
        "version-discard": {"reason": "gửi nhầm"},
    }
    for name, sent in acts.items():
        assert (name, reader.post(reverse(name, args=[version.pk]), sent).status_code) == (name, 403)
    version.refresh_from_db()
    assert (version.is_frozen, Document.objects.count(), Event.objects.count()) == (False, 1, before)


def test_a_reader_may_not_decide_on_a_link(reader: Client, papers: Papers, site: Site, at: datetime) -> None:
    link = linked(papers, "II/1", "II/1", site=site, at=at)
    answer = reader.post(reverse("link-decide", args=[link.pk]), {"decision": "rejected"})
    link.refresh_from_db()
    assert (answer.status_code, link.state) == (403, "confirmed")


def test_a_reader_is_shown_no_way_to_act(reader: Client, papers: Papers) -> None:
    for name in ("home", "documents", "appraisals", "links"):
        assert "Đăng ký văn bản" not in reader.get(reverse(name)).content.decode()
    shown = reader.get(reverse("document", args=[papers.plan.document_id])).content.decode()
    assert "Sửa thông tin" not in shown
    assert SUBJECT not in reader.get(reverse("home")).content.decode().split("Văn bản mới đăng ký")[0]


def test_the_ledger_is_for_administrators(planner: Client, reader: Client, administrator: Client) -> None:
    last = Event.objects.first()
    assert last is not None
    for client, status in ((planner, 403), (reader, 403), (administrator, 200)):
        for query in ("", "?export=xlsx", "?verify=1"):
            answer = client.get(reverse("ledger") + query)
            assert answer.status_code == status
    assert last.hash[:12] in administrator.get(reverse("ledger")).content.decode()
    assert last.hash[:12] not in planner.get(reverse("ledger")).content.decode()


def test_versions_of_different_documents_are_not_compared(planner: Client, papers: Papers) -> None:
    assert planner.get(reverse("redline", args=[papers.directive.pk, papers.plan.pk])).status_code == 404


def test_what_is_not_there_is_not_found(planner: Client, papers: Papers) -> None:
    nothing = "00000000-0000-4000-8000-000000000000"
    for name, argument in (("document", nothing), ("version", 999_999), ("appraisal", nothing), ("link", nothing)):
        assert planner.get(reverse(name, args=[argument])).status_code == 404
    assert planner.get(reverse("version-export", args=[papers.plan.pk, "exe"])).status_code == 404
    assert Version.objects.count() == 2
