"""Papers, submission, approval and issuance in the browser."""

from __future__ import annotations

import re
from copy import deepcopy
from datetime import timedelta
from io import BytesIO
from typing import TYPE_CHECKING

import pytest
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from dongbo.documents.operations import freeze_version
from dongbo.documents.states import Standing
from dongbo.planning.models import CouncilPaper, Issuance, Submission
from dongbo.planning.operations.councils import close_council, end_seat
from dongbo.planning.operations.meetings import change_conclusion
from dongbo.planning.states import CouncilForm, SubmissionState
from dongbo.web.acting import now
from dongbo.web.desk.waiting import waiting_for
from tests.builders import PLAN, PLAN_SECOND, frozen, next_version
from tests.issuance import Way, under_way
from tests.issued import issued
from tests.web.branches import browser_of
from tests.web.queries import queries_of

if TYPE_CHECKING:
    from datetime import datetime

    from django.http import HttpResponse

    from dongbo.documents.models import Version
    from dongbo.organisation.rules import Acting
    from tests.builders import Site
    from tests.keeping import Keep

NOBODY = "Thư ký hoặc chủ tọa đã thôi tham gia và chưa có người thay"
NOTICE, MINUTES = CouncilForm.CONCLUSION_NOTICE, CouncilForm.MINUTES
QUERIES = 6
"""Statements of the list of issued plans."""


@pytest.fixture(scope="module")
def kept_way(keep: Keep, kept_site: Site, at: datetime) -> Way:
    def build() -> Way:
        way = under_way(kept_site, at=at)
        way.votes()
        way.concludes()
        return way

    return keep(build)


@pytest.fixture
def way(kept_way: Way, db: None) -> Way:
    """A council that voted by name and concluded."""
    return deepcopy(kept_way)


def words_of(answer: HttpResponse) -> str:
    return " ".join(re.sub("<[^>]+>", " ", answer.content.decode()).split())


def waiting(by: Acting) -> dict[str, int]:
    codes = ("council_papers", "approvals", "issuances")
    return {kind.code: kind.count for kind in waiting_for(by, at=now()) if kind.code in codes}


def test_from_the_minutes_to_the_issued_plan(way: Way) -> None:
    people, council = way.people, way.people.council
    page, papers = reverse("council", args=[council.pk]), reverse("council-paper-new", args=[council.pk])
    lead, secretary, chair = (browser_of(one) for one in (people.standing, people.secretary, people.chair))
    for form in (MINUTES, NOTICE):
        answer = lead.post(papers, {"what": f"{form.value}:{way.meeting.pk}"})
        paper = CouncilPaper.objects.get(form=form)
        assert answer.headers["Location"] == reverse("council-paper", args=[paper.pk])
        assert (waiting(people.secretary), waiting(people.chair)) == ({"council_papers": 1}, {})
        sign = reverse("council-paper-sign", args=[paper.pk])
        assert (chair.get(sign).status_code, secretary.get(sign).status_code) == (404, 200)
        assert chair.post(sign).status_code == 403
        assert secretary.post(sign).status_code == 302
        assert (waiting(people.secretary), waiting(people.chair)) == ({}, {"council_papers": 1})
        assert chair.post(sign).status_code == 302
    words = words_of(lead.get(page))
    assert words.count("Đã đủ chữ ký") == 2
    assert "02/TB-HĐTĐ" in words

    answer = lead.post(reverse("plan-submit", args=[council.pk]), {"note": "Kính trình sớm."})
    submission = Submission.objects.get()
    shown = reverse("submission", args=[submission.pk])
    assert answer.headers["Location"] == shown
    assert (waiting(people.approver), waiting(people.clerk)) == ({"approvals": 1}, {})
    words = words_of(browser_of(people.approver).get(shown))
    assert "Thông qua 6 phiếu “Thông qua” trên 6" in words
    assert "Hội đồng không yêu cầu chỉnh sửa." in words
    assert browser_of(people.clerk).get(reverse("submission-approve", args=[submission.pk])).status_code == 403
    approver = browser_of(people.approver)
    assert approver.post(reverse("submission-approve", args=[submission.pk]), {"note": ""}).status_code == 302
    assert (waiting(people.approver), waiting(people.clerk)) == ({}, {"issuances": 1})

    clerk, series = browser_of(people.clerk), way.series()
    today = timezone.localdate().strftime("%d/%m/%Y")
    said = {
        "series": series.pk, "notation": "", "issued_on": today, "effective_on": "01/01/2020",
        "signer": people.approver.officer.pk, "signer_title": "BỘ TRƯỞNG",
    }  # fmt: skip
    issue = reverse("submission-issue", args=[submission.pk])
    refused = clerk.post(issue, said)
    assert refused.status_code == 422
    assert "ở trước ngày ban hành" in words_of(refused)
    assert 'value="01/01/2020"' in refused.content.decode()
    answer = clerk.post(issue, said | {"effective_on": today})
    issuance = Issuance.objects.get()
    assert answer.headers["Location"] == reverse("issuance", args=[issuance.pk])
    assert waiting(people.clerk) == {}
    words = words_of(clerk.get(reverse("issuance", args=[issuance.pk])))
    assert "01/QĐ-BTN" in words
    assert "Niêm phong còn nguyên: 6 điều khoản" in words


def test_a_broken_seal_says_which_provision(way: Way, site: Site) -> None:
    way.signs(way.makes(NOTICE))
    issuance = way.issues(way.approves(way.submits()))
    leaves = issuance.leaves
    leaves[2][2] = "0" * 64
    Issuance.objects.update(leaves=leaves)
    words = words_of(browser_of(site.reader).get(reverse("issuance", args=[issuance.pk])))
    assert "Niêm phong đã vỡ" in words
    assert f"Điều khoản {leaves[2][1]} không còn đúng" in words


def test_a_paper_that_no_longer_says_what_stands_asks_to_be_made_again(way: Way) -> None:
    paper = way.makes(NOTICE)
    conclusion, secretary = way.meeting.conclusions.get(), browser_of(way.people.secretary)
    change_conclusion(conclusion=conclusion, text="Hội đồng đề nghị bổ sung vốn.", by=way.people.secretary, at=way.at)
    words = words_of(secretary.get(reverse("council-paper", args=[paper.pk])))
    assert "Nội dung đã đổi sau khi giấy tờ này được lập" in words
    answer = secretary.post(reverse("council-paper-sign", args=[paper.pk]))
    assert (answer.status_code, CouncilPaper.objects.get().secretary_signed_at) == (422, None)


def test_who_signed_is_told_though_he_left_and_nobody_follows_him(way: Way) -> None:
    people, reader = way.people, browser_of(way.people.members[0])
    paper, begun = way.signs(way.makes(MINUTES)), way.makes(NOTICE)
    end_seat(seat=people.seat_of(people.secretary), reason="Nghỉ hưu", by=people.standing, at=way.at)
    words = words_of(reader.get(reverse("council-paper", args=[paper.pk])))
    assert f"Đã ký {people.secretary.officer.full_name}" in words
    assert f"Đã ký {people.chair.officer.full_name}" in words
    assert NOBODY not in words
    words = words_of(reader.get(reverse("council-paper", args=[begun.pk])))
    assert NOBODY in words
    assert "Đã ký" not in words


def test_files_leave_as_downloads(way: Way) -> None:
    paper, reader = way.makes(MINUTES), browser_of(way.people.members[0])
    for name, first in (("council-paper-pdf", b"%PDF"), ("council-paper-word", b"PK")):
        answer = reader.get(reverse(name, args=[paper.pk]))
        assert b"".join(answer.streaming_content)[: len(first)] == first  # type: ignore[attr-defined]
        assert answer.headers["Content-Disposition"].startswith('attachment; filename="bien-ban-hop')


def test_what_stands_in_the_way_is_listed_and_refused(way: Way) -> None:
    address = reverse("plan-submit", args=[way.people.council.pk])
    lead = browser_of(way.people.standing)
    for answer in (lead.get(address), lead.post(address, {"note": "Kính trình."})):
        assert "Thông báo kết luận phiên họp 1 chưa được ký" in words_of(answer)
    assert answer.status_code == 422
    assert "Kính trình." in answer.content.decode()
    assert not Submission.objects.exists()


def test_only_the_version_the_page_showed_is_submitted_and_nothing_typed_is_lost(way: Way, site: Site) -> None:
    def sent(**said: object) -> str:
        answer = lead.post(address, {"note": "Kính trình sớm.", "number": "", "dated_on": "", **said})
        assert answer.status_code == 422
        assert "Kính trình sớm." in answer.content.decode()
        return answer.content.decode()

    way.signs(way.makes(NOTICE))
    address, lead = reverse("plan-submit", args=[way.people.council.pk]), browser_of(way.people.standing)
    begun = way.version.pk
    assert f'name="version" value="{begun}"' in lead.get(address).content.decode()
    later = next_version(way.version.document, PLAN_SECOND, site=site, at=way.at)
    assert f"Đã có bản mới hơn là «{later.label}»" in sent(version=begun)
    assert "Bản mới nhất của dự thảo chưa chốt" in sent()
    freeze_version(version=later, by=site.planner, at=way.at)
    page = sent(version=begun)
    assert f"Đã có bản mới hơn là «{later.label}»" in page
    assert f'name="version" value="{later.pk}"' in page
    assert not Submission.objects.exists()
    assert lead.post(address, {"note": "", "number": "", "dated_on": "", "version": later.pk}).status_code == 302
    assert Submission.objects.get().version == later


def test_a_submission_is_numbered_from_a_series_or_as_typed_or_says_that_it_has_no_number(way: Way) -> None:
    way.signs(way.makes(NOTICE))
    lead, council = browser_of(way.people.standing), way.people.council
    address, page = reverse("plan-submit", args=[council.pk]), reverse("council", args=[council.pk])
    assert 'name="series"' not in lead.get(address).content.decode()

    def shown(**said: object) -> list[str]:
        assert lead.post(address, {"note": "", "number": "", "dated_on": "", **said}).status_code == 302
        made = Submission.objects.order_by("-submitted_at").first()
        assert made is not None
        pages = (submission_page(made), reverse("council-paper", args=[made.paper_id]), page)
        told = [words_of(lead.get(one)) for one in pages]
        made.state, made.decided_at, made.decided_by = SubmissionState.RETURNED, way.at, way.people.approver.officer
        made.decision_note = "Sửa."
        made.save()
        return told

    blank = shown()
    assert ["…/TTr-…" in one for one in blank] == [True] * 3
    assert ["văn thư ghi số khi phát hành" in one for one in blank] == [True, True, False]
    refused = lead.post(address, {"note": "Kính trình.", "number": "12", "dated_on": ""})
    assert (refused.status_code, "ví dụ 12/TTr-CCN" in words_of(refused)) == (422, True)
    assert "phải có ngày" in words_of(refused)
    assert "Kính trình." in refused.content.decode()
    typed = shown(number="12/TTr-CNTT", dated_on=timezone.localdate().strftime("%d/%m/%Y"))
    assert ["12/TTr-CNTT" in one for one in typed] == [True] * 3
    assert not any("văn thư ghi số khi phát hành" in one for one in typed)
    series = way.series("Tờ trình", "TTr-BTN")
    assert f'<option value="{series.pk}" selected>' in lead.get(address).content.decode()
    assert ["01/TTr-BTN" in one for one in shown(series=series.pk)] == [True] * 3


def test_a_submission_is_given_back_with_its_reason(way: Way) -> None:
    way.signs(way.makes(NOTICE))
    submission = way.submits()
    address = reverse("submission-return", args=[submission.pk])
    approver = browser_of(way.people.approver)
    assert approver.post(address, {"reason": "chưa"}).status_code == 422
    assert approver.post(address, {"reason": "Cần nêu rõ nguồn vốn."}).status_code == 302
    submission.refresh_from_db()
    assert submission.state == SubmissionState.RETURNED
    assert approver.get(address).headers["Location"] == reverse("submission", args=[submission.pk])
    assert "Cần nêu rõ nguồn vốn." in words_of(browser_of(way.people.standing).get(submission_page(submission)))


def test_what_was_submitted_by_a_council_that_ended_waits_for_nobody(way: Way) -> None:
    way.signs(way.makes(NOTICE))
    way.submits()
    assert waiting(way.people.approver) == {"approvals": 1}
    close_council(council=way.people.council, reason="Lập hội đồng khác", by=way.people.standing, at=way.at)
    assert waiting(way.people.approver) == {}


def submission_page(submission: Submission) -> str:
    return reverse("submission", args=[submission.pk])


def test_the_list_of_issued_plans_is_narrowed_and_leaves_as_a_workbook(way: Way, site: Site) -> None:
    way.signs(way.makes(NOTICE))
    issuance = way.issues(way.approves(way.submits()))
    reader = browser_of(site.reader)
    address = reverse("issuances")
    assert "1 văn bản" in words_of(reader.get(f"{address}?words=01/qđ&force=in_force&year=2026"))
    for asked in ("words=khong-co", "force=ended", "year=2025"):
        assert "Không có văn bản nào khớp" in words_of(reader.get(f"{address}?{asked}"))
    sheet = load_workbook(BytesIO(reader.get(f"{address}?export=xlsx").content)).active
    assert sheet is not None
    told = list(sheet.iter_rows(values_only=True))[1]
    assert (told[0], told[3], told[7], told[10]) == (
        "01/QĐ-BTN", issuance.document.subject, "Còn hiệu lực", issuance.seal,
    )  # fmt: skip


def test_the_list_takes_as_many_queries_for_three_as_for_one(site: Site, at: datetime) -> None:
    def asked() -> None:
        assert reader.get(reverse("issuances")).status_code == 200

    reader = browser_of(site.reader)
    issued(plan_called("mot", site=site, at=at), by=site.planner, at=at)
    one = queries_of(asked)
    for name in ("hai", "ba"):
        issued(plan_called(name, site=site, at=at), by=site.planner, at=at)
    assert (one, queries_of(asked)) == (QUERIES, QUERIES)


def test_what_replaced_a_plan_is_what_was_issued_next_though_all_took_effect_on_one_day(
    site: Site, at: datetime
) -> None:
    first, today = plan_called("mot", site=site, at=at), timezone.localdate(at)
    versions = [first]
    for place in range(2):
        later = next_version(first.document, PLAN_SECOND + f"\n{place}", site=site, at=at)
        versions.append(freeze_version(version=later, by=site.planner, at=at))
    moments = [at - timedelta(days=2), at - timedelta(days=1), at]
    plans = [
        issued(version, by=site.planner, at=moment, effective_on=today, ended_on=None if moment == at else today)
        for version, moment in zip(versions, moments, strict=True)
    ]
    pages = [words_of(browser_of(site.reader).get(reverse("issuance", args=[one.pk]))) for one in plans]
    replaced = [re.findall("thay bằng ([^ ]+)", one) for one in pages]
    assert replaced == [["02/KH-BTN"], ["03/KH-BTN"], []]


def plan_called(name: str, *, site: Site, at: datetime) -> Version:
    """Another plan, frozen."""
    text = PLAN.replace("21/KH-BTN", f"21/KH-{name.upper()}").replace("Ứng dụng", f"Triển khai {name}")
    return frozen(text, site=site, at=at, standing=Standing.PLAN)


def test_the_papers_of_a_council_take_as_many_queries_for_three_as_for_one(way: Way) -> None:
    def asked() -> None:
        assert lead.get(reverse("council", args=[way.people.council.pk])).status_code == 200

    lead = browser_of(way.people.standing)
    way.makes(MINUTES)
    one = queries_of(asked)
    way.makes(NOTICE)
    way.makes(CouncilForm.APPROVAL, version=way.version)
    assert queries_of(asked) == one
