"""Records: the thread rail, the reader, exports and files, the redline, an appraisal's tabs and reports."""

from datetime import datetime
from io import BytesIO
from zipfile import ZipFile

import pytest
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook

from dongbo.documents.operations import freeze_version
from dongbo.planning.operations.appraisals import begin_appraisal, fail_appraisal, note_progress
from tests.builders import PLAN, PLAN_SECOND, Site, next_version
from tests.web.papers import Papers, appraised, asked, linked

TABS = ("coverage", "provisions", "targets", "terms", "citations", "changes", "remarks")


def rail_of(client: Client, address: str) -> list[tuple[str, bool]]:
    """Return the names on the rail of a page, each with whether it is shown broken."""
    return [(step.name, step.broken) for step in client.get(address).context["rail"]]


def test_the_rail_of_a_plan_leads_from_its_directives_to_what_is_unanswered(
    planner: Client, papers: Papers, site: Site, at: datetime
) -> None:
    address = reverse("version", args=[papers.plan.pk])
    plan = ("Kế hoạch 21/KH-BTN", False)
    assert rail_of(planner, address) == [("chưa đối chiếu với chỉ đạo nào", True), plan, ("Bản 1", False)]
    appraisal = appraised(papers, site=site, at=at)
    unanswered = appraisal.result["summary"]["answered"]["no"]
    assert unanswered > 0
    rail = rail_of(planner, address)
    assert rail[:3] == [("Nghị quyết 15/NQ-CP", False), plan, ("Bản 1", False)]
    assert rail[-1] == (f"{unanswered} chỗ chưa trả lời", True)


def test_a_link_unsettled_by_a_later_version_breaks_the_rail_at_both_ends(
    planner: Client, papers: Papers, site: Site, at: datetime
) -> None:
    linked(papers, "I/2", "I/2", site=site, at=at)
    second = next_version(papers.plan.document, PLAN_SECOND, site=site, at=at)
    freeze_version(version=second, by=site.planner, at=at)
    for version in (papers.directive, second):
        assert ("1 nghi vấn", True) in rail_of(planner, reverse("version", args=[version.pk]))
    shown = planner.get(reverse("links"), {"state": "suspect"})
    assert shown.context["page"].paginator.count == 1
    link = shown.context["page"][0]
    page = planner.get(reverse("link", args=[link.pk])).content.decode()
    assert "Một đầu đã thay đổi" in page
    assert "<ins>" in page
    assert "10 Gb/s" in page


def test_the_reader_marks_the_provisions_that_are_linked(
    planner: Client, papers: Papers, site: Site, at: datetime
) -> None:
    link = linked(papers, "II/1", "II/1", site=site, at=at)
    page = planner.get(reverse("version", args=[papers.plan.pk])).content.decode()
    assert page.count('class="thread"') == 1
    assert f"?provision={link.plan_provision_id}" in page


def test_citations_are_shown_both_ways(planner: Client, papers: Papers) -> None:
    plan = planner.get(reverse("version", args=[papers.plan.pk])).content.decode()
    assert reverse("document", args=[papers.directive.document_id]) in plan
    directive = planner.get(reverse("document", args=[papers.directive.document_id])).content.decode()
    assert reverse("version", args=[papers.plan.pk]) in directive


def test_the_original_file_is_a_download_no_browser_would_open(planner: Client, papers: Papers) -> None:
    answer = planner.get(reverse("version-file", args=[papers.plan.pk]))
    assert b"".join(answer.streaming_content) == PLAN.encode()  # type: ignore[attr-defined]
    assert answer.headers["Content-Type"] == "application/octet-stream"
    assert answer.headers["Content-Disposition"] == 'attachment; filename="van-ban.txt"'


def test_every_page_carries_the_headers_of_a_guarded_site(planner: Client, papers: Papers) -> None:
    for address in (reverse("home"), reverse("version", args=[papers.plan.pk]), "/nowhere/"):
        headers = planner.get(address).headers
        policy = headers["Content-Security-Policy"]
        assert "default-src 'self'" in policy
        assert "unsafe" not in policy
        assert (headers["X-Content-Type-Options"], headers["X-Frame-Options"]) == ("nosniff", "DENY")


@pytest.mark.parametrize(
    ("ending", "begins", "kind"),
    [
        ("docx", b"PK", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
        ("pdf", b"%PDF", "application/pdf"),
        ("xml", b"<", "application/xml"),
        ("md", b"", "text/markdown; charset=utf-8"),
    ],
)
def test_a_version_leaves_in_every_format(
    ending: str, begins: bytes, kind: str, planner: Client, papers: Papers
) -> None:
    answer = planner.get(reverse("version-export", args=[papers.plan.pk, ending]))
    assert answer.content.startswith(begins)
    assert len(answer.content) > 500
    assert answer.headers["Content-Type"] == kind
    assert answer.headers["Content-Disposition"] == f'attachment; filename="van-ban-{papers.plan.pk}.{ending}"'


def test_the_redline_is_drawn_inline_side_by_side_as_word_and_as_a_workbook(
    planner: Client, papers: Papers, site: Site, at: datetime
) -> None:
    second = next_version(papers.plan.document, PLAN_SECOND, site=site, at=at)
    address = reverse("redline", args=[papers.plan.pk, second.pk])
    inline = planner.get(address).content.decode()
    side = planner.get(address, {"view": "side"}).content.decode()
    for page in (inline, side):
        assert "10 Gb/s" in page
        assert "<ins>" in page
    word = planner.get(reverse("redline-word", args=[papers.plan.pk, second.pk]))
    assert b"<w:ins " in ZipFile(BytesIO(word.content)).read("word/document.xml")
    sheet = load_workbook(BytesIO(planner.get(address, {"export": "xlsx"}).content)).active
    assert sheet is not None
    assert {row[0] for row in sheet.iter_rows(min_row=2, values_only=True)} >= {"Sửa", "Thêm"}


def test_a_waiting_appraisal_shows_how_far_it_is_and_asks_again(
    planner: Client, papers: Papers, site: Site, at: datetime
) -> None:
    appraisal = begin_appraisal(appraisal=asked(papers, site=site, at=at), at=at)
    note_progress(appraisal=appraisal, percent=40, stage="Tìm chỗ trả lời", at=at)
    page = planner.get(reverse("appraisal", args=[appraisal.pk])).content.decode()
    assert '<progress max="100" value="40"' in page
    assert "Tìm chỗ trả lời" in page
    assert '<noscript><meta http-equiv="refresh" content="3"></noscript>' in page
    assert planner.get(reverse("appraisal-report", args=[appraisal.pk, "docx"])).status_code == 404


def test_a_failed_appraisal_says_so_and_offers_another(
    planner: Client, papers: Papers, site: Site, at: datetime
) -> None:
    appraisal = begin_appraisal(appraisal=asked(papers, site=site, at=at), at=at)
    fail_appraisal(appraisal=appraisal, failure="Tệp gốc không còn trên đĩa.", at=at)
    page = planner.get(reverse("appraisal", args=[appraisal.pk])).content.decode()
    assert "Tệp gốc không còn trên đĩa." in page
    assert "refresh" not in page
    assert planner.post(reverse("appraisal-restart", args=[appraisal.pk])).status_code == 302
    appraisal.refresh_from_db()
    assert (appraisal.state, appraisal.failure) == ("queued", "")


def test_the_report_is_reached_by_a_page_that_was_polling(
    planner: Client, papers: Papers, site: Site, at: datetime
) -> None:
    appraisal = appraised(papers, site=site, at=at)
    answer = planner.get(reverse("appraisal", args=[appraisal.pk]), headers={"HX-Request": "true"})
    assert answer.headers["HX-Refresh"] == "true"


def test_every_tab_opens_and_leaves_as_a_workbook(planner: Client, papers: Papers, site: Site, at: datetime) -> None:
    address = reverse("appraisal", args=[appraised(papers, site=site, at=at).pk])
    for tab in TABS:
        page = planner.get(address, {"tab": tab})
        assert (tab, page.status_code) == (tab, 200)
        sheet = load_workbook(BytesIO(planner.get(address, {"tab": tab, "export": "xlsx"}).content)).active
        assert sheet is not None
        assert sheet.max_row == len(page.context["rows"].lines) + 1
    assert planner.get(address, {"tab": "nothing"}).status_code == 404


def test_the_directive_provisions_are_narrowed_by_verdict_and_lead_to_both_texts(
    planner: Client, papers: Papers, site: Site, at: datetime
) -> None:
    appraisal = appraised(papers, site=site, at=at)
    address = reverse("appraisal", args=[appraisal.pk])
    for verdict in ("yes", "partly", "no"):
        lines = planner.get(address, {"tab": "provisions", "verdict": verdict}).context["rows"].lines
        assert len(lines) == appraisal.result["summary"]["answered"][verdict]
        assert {line["answered"] for line in lines} <= {verdict}
    answered = next(
        line for line in planner.get(address, {"tab": "provisions"}).context["rows"].lines if line["answers"]
    )
    both = planner.get(answered["answers"][0]["address"], follow=True)
    assert both.status_code == 200
    assert answered["text"][:30] in both.content.decode()


def test_two_provisions_without_a_link_stand_side_by_side_with_the_means_to_join_them(
    planner: Client, reader: Client, papers: Papers, site: Site, at: datetime
) -> None:
    appraisal = appraised(papers, site=site, at=at)
    name = next(iter(appraisal.result["versions"]))
    asked_for = {"document": name, "directive": "I/2", "plan": "II/2"}
    address = reverse("pair", args=[appraisal.pk])
    page = planner.get(address, asked_for).content.decode()
    assert "tối thiểu 5 trung tâm dữ liệu" in page
    assert "Thêm và xác nhận liên kết" in page
    assert "Thêm và xác nhận liên kết" not in reader.get(address, asked_for).content.decode()
    assert planner.get(address, {**asked_for, "plan": "XX"}).status_code == 404


def test_the_report_leaves_as_one_page_as_word_and_as_json(
    planner: Client, papers: Papers, site: Site, at: datetime
) -> None:
    appraisal = appraised(papers, site=site, at=at)
    for ending, begins in (("html", b"<!doctype html"), ("docx", b"PK"), ("json", b"{")):
        answer = planner.get(reverse("appraisal-report", args=[appraisal.pk, ending]))
        content = b"".join(answer.streaming_content) if answer.streaming else answer.content  # type: ignore[attr-defined]
        assert content[:20].lower().startswith(begins.lower())
        assert answer.headers["Content-Disposition"].startswith("attachment")
    assert planner.get(reverse("appraisal-report", args=[appraisal.pk, "exe"])).status_code == 404


def test_pages_are_in_english_for_whoever_asks(planner: Client, papers: Papers) -> None:
    planner.post(reverse("set_language"), {"language": "en", "next": "/documents/"})
    assert '<html lang="en">' in planner.get(reverse("documents")).content.decode()
