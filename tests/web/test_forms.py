"""What is typed wrongly: status 422, a summary that leads to the field, nothing lost and nothing changed."""

import re
from datetime import datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from dongbo.documents.models import Document, Version
from dongbo.ledger.models import Event
from dongbo.planning.models import Appraisal, TraceLink
from tests.builders import DIRECTIVE, PLAN, PLAN_SECOND, Site, register
from tests.web.papers import Papers, linked


def sent(text: str | bytes, name: str = "van-ban.txt") -> SimpleUploadedFile:
    """Return `text` as a browser sends it."""
    return SimpleUploadedFile(name, text if isinstance(text, bytes) else text.encode())


def summary(answer: object) -> str:
    """Return the error summary of a refused form."""
    assert getattr(answer, "status_code") == 422  # noqa: B009  (any response)
    page: str = getattr(answer, "content").decode()  # noqa: B009
    found = re.search(r'<div class="error-summary".*?</div>', page, re.DOTALL)
    assert found
    return found[0]


def test_a_paper_is_registered_and_opens_for_review(planner: Client) -> None:
    answer = planner.post(
        reverse("document-new"), {"standing": "directive", "access": "1", "unit": "G99", "file": sent(DIRECTIVE)}
    )
    version = Version.objects.get()
    assert answer.headers["Location"] == reverse("version-review", args=[version.pk])
    shown = planner.get(answer.headers["Location"]).content.decode()
    assert "Hãy rà soát cây điều khoản" in shown
    assert "15/NQ-CP" in shown


REFUSED = {
    "nothing": ({}, "Hãy chọn một tệp"),
    "empty": ({"file": sent(b"")}, "Tệp rỗng"),
    "program": ({"file": sent(b"MZ\x90\x00" + b"\x00" * 300, "ke-hoach.docx")}, "ke-hoach.docx"),
    "cut off": ({"file": sent(b"PK\x03\x04 cut", "dang-do.docx")}, "dang-do.docx"),
}


@pytest.mark.parametrize(("fields", "said"), REFUSED.values(), ids=REFUSED.keys())
def test_a_file_that_cannot_be_read_is_refused_by_its_field(
    fields: dict[str, SimpleUploadedFile], said: str, planner: Client
) -> None:
    before = Event.objects.count()
    for file in fields.values():
        file.seek(0)
    answer = planner.post(reverse("document-new"), {"standing": "plan", "access": "1", "unit": "G99", **fields})
    assert said in summary(answer)
    assert 'href="#id_file"' in summary(answer)
    assert '<option value="plan" selected>' in answer.content.decode()
    assert (Document.objects.count(), Event.objects.count()) == (0, before)


def test_the_name_of_a_refused_file_stays_on_the_page(planner: Client) -> None:
    answer = planner.post(
        reverse("document-new"),
        {"standing": "plan", "access": "1", "unit": "G99", "file": sent(b"MZ\x90\x00rest", "a-b.docx")},
    )
    assert "Tệp vừa gửi: a-b.docx" in answer.content.decode()


def test_a_file_over_the_largest_upload_is_refused_with_both_sizes(planner: Client, settings: Settings) -> None:
    settings.LARGEST_UPLOAD = 2048
    answer = planner.post(
        reverse("document-new"), {"standing": "plan", "access": "1", "unit": "G99", "file": sent("x" * 4096)}
    )
    assert "lớn hơn mức cho phép" in summary(answer)
    assert Document.objects.count() == 0


def test_a_secret_paper_leaves_nothing_but_the_fact(planner: Client) -> None:
    secret = DIRECTIVE.replace("CHÍNH PHỦ\n", "CHÍNH PHỦ\nTUYỆT MẬT\n", 1)
    answer = planner.post(
        reverse("document-new"), {"standing": "directive", "access": "1", "unit": "G99", "file": sent(secret)}
    )
    assert "mật" in summary(answer).lower()
    assert "phát triển dữ liệu số" not in answer.content.decode()
    assert "van-ban.txt" not in answer.content.decode()
    event = Event.objects.first()
    assert event is not None
    assert (event.kind, event.payload, Document.objects.count()) == ("documents.secret_refused", {}, 0)


def test_a_paper_sent_twice_is_led_to_the_first(planner: Client, site: Site, at: datetime) -> None:
    first = register(DIRECTIVE, site=site, at=at)
    answer = planner.post(
        reverse("document-new"), {"standing": "directive", "access": "1", "unit": "G99", "file": sent(DIRECTIVE)}
    )
    assert "đã có trong sổ đăng ký" in summary(answer)
    assert reverse("document", args=[first.document_id]) in answer.content.decode()


def test_a_correction_typed_wrongly_keeps_what_was_typed(planner: Client, papers: Papers) -> None:
    document = papers.plan.document
    address = reverse("document-edit", args=[document.pk])
    typed = dict(planner.get(address).context["form"].initial)
    fields = {name: "" if value is None else value for name, value in typed.items()}
    answer = planner.post(address, {**fields, "issued_date": "31/02/2026", "signer_name": "Người khác"})
    assert 'href="#id_issued_date"' in summary(answer)
    assert 'value="31/02/2026"' in answer.content.decode()
    assert 'value="Người khác"' in answer.content.decode()
    document.refresh_from_db()
    assert document.signer_name == "Lê Thị Thử"
    done = planner.post(address, {**fields, "issued_date": "03/06/2026"})
    document.refresh_from_db()
    assert (done.status_code, document.issued_date.isoformat() if document.issued_date else "") == (302, "2026-06-03")


def test_a_number_registered_already_is_refused_and_named(planner: Client, papers: Papers) -> None:
    address = reverse("document-edit", args=[papers.plan.document_id])
    fields = {
        name: "" if value is None else value for name, value in planner.get(address).context["form"].initial.items()
    }
    theirs = papers.directive.document
    taken = {"number": theirs.number, "organ_name": theirs.organ_name, "issued_date": "05/03/2026"}
    answer = planner.post(address, {**fields, **taken})
    assert "15/NQ-CP" in summary(answer)
    assert reverse("document", args=[theirs.pk]) in answer.content.decode()


def test_a_version_without_a_name_keeps_nothing_and_says_so(planner: Client, papers: Papers) -> None:
    address = reverse("version-new", args=[papers.plan.document_id])
    answer = planner.post(address, {"label": "", "file": sent(PLAN_SECOND)})
    assert 'href="#id_label"' in summary(answer)
    done = planner.post(address, {"label": "Dự thảo lần 2", "file": sent(PLAN_SECOND)})
    assert done.status_code == 302
    refused = planner.post(address, {"label": "Dự thảo lần 3", "file": sent(PLAN.replace("hạ tầng", "kho"))})
    assert "đang rà soát" in summary(refused)
    assert 'value="Dự thảo lần 3"' in refused.content.decode()


def test_an_appraisal_without_a_directive_keeps_the_chosen_plan(planner: Client, papers: Papers) -> None:
    answer = planner.post(reverse("appraisal-new"), {"plan": papers.plan.pk})
    assert "ít nhất một văn bản chỉ đạo" in summary(answer)
    assert f'<option value="{papers.plan.pk}" selected>' in answer.content.decode()
    assert Appraisal.objects.count() == 0


def test_a_link_to_a_path_that_is_not_there_keeps_the_reason(planner: Client, papers: Papers) -> None:
    typed = {
        "directive": papers.directive.document_id,
        "directive_path": "II/1",
        "plan": papers.plan.document_id,
        "plan_path": "IX/9",
        "reason": "vì cùng một việc",
    }
    answer = planner.post(reverse("link-new"), typed)
    assert 'href="#id_plan_path"' in summary(answer)
    assert "vì cùng một việc" in answer.content.decode()
    assert TraceLink.objects.count() == 0
    assert planner.post(reverse("link-new"), {**typed, "plan_path": "II/1"}).status_code == 302
    assert TraceLink.objects.get().state == "confirmed"


def test_an_act_that_does_not_fit_the_tree_says_why_and_keeps_the_form_open(
    planner: Client, site: Site, at: datetime
) -> None:
    version = register(DIRECTIVE, site=site, at=at)
    address = reverse("version-mend", args=[version.pk])
    refused = planner.post(address, {"act": "promote", "path": "I"})
    assert "cấp cao nhất" in summary(refused)
    incomplete = planner.post(address, {"act": "split", "path": "II/1", "kind": "letter", "number": "zz"})
    assert "tách trước dòng thứ mấy" in summary(incomplete)
    assert 'value="zz"' in incomplete.content.decode()
    gone = planner.post(address, {"act": "promote", "path": "XX"}, follow=True)
    assert "Không thấy điều khoản này nữa" in gone.content.decode()


def test_a_provision_is_promoted_and_the_page_comes_back_at_its_place(
    planner: Client, site: Site, at: datetime
) -> None:
    version = register(DIRECTIVE, site=site, at=at)
    answer = planner.post(reverse("version-mend", args=[version.pk]), {"act": "promote", "path": "II/2/b"})
    assert answer.headers["Location"].startswith(reverse("version-review", args=[version.pk]) + "#row-")
    assert list(version.provisions.filter(text__contains="Diễn tập").values_list("path", flat=True)) == ["II/b"]


def test_an_act_meant_for_a_tree_that_somebody_else_mended_is_refused(
    planner: Client, site: Site, at: datetime
) -> None:
    version = register(DIRECTIVE, site=site, at=at)
    address = reverse("version-mend", args=[version.pk])
    first = {"act": "promote", "path": "II/2/b", "revision": version.revision}
    assert planner.post(address, first).status_code == 302
    second = {"act": "retype", "path": "II/1", "kind": "arabic", "number": "7", "revision": version.revision}
    refused = planner.post(address, second)
    assert "Người khác vừa chỉnh cây này" in summary(refused)
    assert 'value="7"' in refused.content.decode()


def test_a_version_set_aside_needs_a_reason(planner: Client, site: Site, at: datetime) -> None:
    version = register(DIRECTIVE, site=site, at=at)
    address = reverse("version-discard", args=[version.pk])
    assert "Hãy ghi lý do" in planner.post(address, {"reason": " "}, follow=True).content.decode()
    assert Version.objects.count() == 1
    assert planner.post(address, {"reason": "gửi nhầm tệp"}).headers["Location"] == reverse("documents")
    assert Document.objects.count() == 0


def test_a_link_whose_ends_changed_while_it_was_read_is_not_confirmed(
    planner: Client, papers: Papers, site: Site, at: datetime
) -> None:
    link = linked(papers, "II/1", "II/1", site=site, at=at)
    seen = {"decision": "confirmed", "directive_seen": "0" * 64, "plan_seen": link.plan_hash}
    before = Event.objects.count()
    page = planner.post(reverse("link-decide", args=[link.pk]), seen, follow=True).content.decode()
    assert "Đã ghi quyết định" not in page
    assert "note late" in page
    assert Event.objects.count() == before


def test_a_link_is_rejected_and_confirmed_again(planner: Client, papers: Papers, site: Site, at: datetime) -> None:
    link = linked(papers, "II/1", "II/1", site=site, at=at)
    address = reverse("link-decide", args=[link.pk])
    for decision in ("rejected", "confirmed"):
        assert "Đã ghi quyết định" in planner.post(address, {"decision": decision}, follow=True).content.decode()
        link.refresh_from_db()
        assert link.state == decision
