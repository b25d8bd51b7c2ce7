"""What members say together: who has sent, counts, remarks by provision, workbooks, and who may hear it."""

from __future__ import annotations

from copy import deepcopy
from datetime import timedelta
from io import BytesIO
from typing import TYPE_CHECKING

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from dongbo.planning.models import Meeting
from dongbo.planning.operations.councils import close_council
from dongbo.planning.queries.reviews import MarkSaid, reviews_seen
from dongbo.planning.queries.reviews_summary import (
    RemarksWanted,
    counts_by_criterion,
    heard_remarks,
    results_proposed,
    who_has_sent,
)
from dongbo.planning.states import MeetingState, ReviewKind
from tests.councils import council
from tests.meetings import session_of
from tests.reviews import FAULT, OPINION, Reviewed, reviewed
from tests.web.branches import browser_of
from tests.web.councils.test_reviews import address, browser_for, words
from tests.web.queries import queries_of

if TYPE_CHECKING:
    from datetime import datetime

    from django.http import HttpResponse

    from tests.builders import Site
    from tests.keeping import Keep


@pytest.fixture(scope="module")
def kept_story(keep: Keep, kept_site: Site, at: datetime) -> Reviewed:
    return keep(lambda: reviewed(council(kept_site, at=at), administrator=kept_site.administrator, at=at))


@pytest.fixture
def story(kept_story: Reviewed, db: None) -> Reviewed:
    return deepcopy(kept_story)


def rows_of(answer: HttpResponse) -> list[tuple[object, ...]]:
    sheet = load_workbook(BytesIO(answer.content)).active
    assert sheet is not None
    return list(sheet.iter_rows(values_only=True))


def paths(story: Reviewed) -> list[str]:
    return list(story.dossier.version.provisions.order_by("rank").values_list("path", flat=True))


def test_the_secretariat_sees_who_sent_and_what_they_say_together(story: Reviewed) -> None:
    people = story.seated
    story.sends()
    against = story.filled(marks={**story.filled().marks, "task": MarkSaid("disagrees", "Trùng với kế hoạch khác")})
    story.sends(story.saves(against, by=story.other), by=story.other)
    story.sends(story.saves(story.opinion(), by=people.reviewer, kind=ReviewKind.OPINION), by=people.reviewer)
    story.saves(story.filled(text="Lời đang viết dở"), by=people.chair)
    counted = {
        one.code: ([count for _label, count in one.counts], one.noted) for one in counts_by_criterion(story.dossier)
    }
    assert (counted["task"], counted["layout"]) == (([0, 1, 1], 2), ([2, 0, 0], 0))
    assert results_proposed(story.dossier) == [("Thông qua với điều kiện chỉnh sửa, bổ sung", 2)]
    seats = who_has_sent(story.dossier, reviews_seen(people.secretary, at=story.at))
    assert [(one.seat.role, one.form is not None, one.owes_opinion) for one in seats] == [
        ("chair", False, False),
        ("vice_chair", False, False),
        ("member", True, False),
        ("member", True, False),
        ("reviewer", False, False),
        ("secretary", False, False),
    ]
    for by in (people.secretary, people.standing):
        page = words(browser_of(by).get(address(story, "dossier-reviews")))
        assert "2 trong 6 thành viên đã gửi phiếu" in page
        assert "Trùng với kế hoạch khác" in page
        assert "Lời đang viết dở" not in page
    narrowed = words(browser_of(people.standing).get(address(story, "dossier-reviews") + "?criterion=content"))
    assert "Trùng với kế hoạch khác" not in narrowed
    told = rows_of(browser_of(people.standing).get(address(story, "dossier-reviews") + "?export=xlsx"))
    assert [row[8:] for row in told if row[7] == "Nhiệm vụ"] == [
        ("Đạt, cần chỉnh sửa", FAULT),
        ("Chưa đạt", "Trùng với kế hoạch khác"),
    ]
    assert "Lời đang viết dở" not in str(told)


def test_a_reviewer_who_sent_only_his_opinion_is_heard_with_it(story: Reviewed) -> None:
    people = story.seated
    story.sends(story.saves(story.opinion(), by=people.reviewer, kind=ReviewKind.OPINION), by=people.reviewer)
    counts = counts_by_criterion(story.dossier)
    counted = {one.code: (sum(count for _label, count in one.counts), one.noted) for one in counts}
    assert (counted["content"], counted["task"]) == ((0, 1), (0, 0))
    seats = who_has_sent(story.dossier, reviews_seen(people.secretary, at=story.at))
    heard = [(one.seat.role, one.form, one.opinion is not None) for one in seats if one.form or one.opinion]
    assert heard == [("reviewer", None, True)]
    page = words(browser_of(people.standing).get(address(story, "dossier-reviews")))
    for told in (
        "0 trong 6 thành viên đã gửi phiếu",
        "1 trong 1 ủy viên phản biện đã gửi bản nhận xét",
        "Cán bộ hd-reviewer",
        OPINION,
        "Đề nghị hoàn thiện rồi trình",
        "Thông qua với điều kiện chỉnh sửa, bổ sung",
    ):
        assert told in page
    people.council.seats.filter(officer=people.reviewer.officer).update(role="support")
    seats = who_has_sent(story.dossier, reviews_seen(people.secretary, at=story.at))
    assert [one.seat.role for one in seats if one.opinion] == ["support"]


def test_remarks_stand_in_the_order_of_the_text_and_lead_to_revisions(story: Reviewed) -> None:
    places = paths(story)
    story.remarks("Góp ý thứ hai", places[3])
    story.remarks("Góp ý chung")
    story.remarks("Góp ý thứ nhất", places[1])
    story.sends()
    story.remarks("Góp ý giữa", places[2], by=story.other)
    story.sends(by=story.other)
    story.remarks("Chưa gửi đi", by=story.seated.chair)
    standing = browser_of(story.seated.standing)
    heard = heard_remarks(story.dossier, RemarksWanted())
    assert [one.text for one in heard] == ["Góp ý chung", "Góp ý thứ nhất", "Góp ý giữa", "Góp ý thứ hai"]
    page = words(standing.get(address(story, "dossier-remarks")))
    first = heard[1]
    assert "Chưa gửi đi" not in page
    assert f"{reverse('revision-new', args=[story.seated.council.pk])}?kind=supplement&amp;remark={first.pk}" in page
    seat = story.seated.seat_of(story.other)
    assert [one.text for one in heard_remarks(story.dossier, RemarksWanted(seat=seat.pk))] == ["Góp ý giữa"]
    assert [one.text for one in heard_remarks(story.dossier, RemarksWanted(words="nhất"))] == ["Góp ý thứ nhất"]
    assert list(heard_remarks(story.dossier, RemarksWanted(taken="yes"))) == []
    narrowed = words(standing.get(address(story, "dossier-remarks") + "?kind=cut&seat=nobody"))
    assert "Không có góp ý nào" in narrowed
    assert "Hãy bớt điều kiện lọc" in narrowed
    told = rows_of(standing.get(address(story, "dossier-remarks") + "?export=xlsx"))
    assert [row[3] for row in told[1:]] == [one.text for one in heard]


def test_nobody_but_the_secretariat_hears_before_the_conclusions_are_announced(story: Reviewed) -> None:
    people = story.seated
    story.remarks("Góp ý đã gửi")
    review = story.sends()
    pages = [
        address(story, "dossier-reviews"),
        address(story, "dossier-remarks"),
        reverse("council-review", args=[review.pk]),
        reverse("council-review-file", args=[review.pk, "docx"]),
    ]
    shut = (people.drafter, people.approver, people.clerk, people.chair, story.other)
    for by in shut:
        assert [browser_of(by).get(one).status_code for one in pages] == [404] * 4
    stand_in = browser_for(story.stand_in())
    assert [stand_in.get(one).status_code for one in pages] == [404, 404, 200, 200]
    later = story.at + timedelta(minutes=5)
    chair, secretary = people.seat_of(people.chair), people.seat_of(people.secretary)
    meeting = session_of(people.council, chair=chair, secretary=secretary, at=later)
    by = people.chair.officer
    Meeting.objects.filter(pk=meeting.pk).update(
        state=MeetingState.CONCLUDED, closed_at=later, closed_by=by, concluded_at=later, concluded_by=by
    )
    for one_by in shut:
        assert [browser_of(one_by).get(one).status_code for one in pages] == [200] * 4


def test_a_form_after_the_opening_is_shown_late_and_cannot_be_taken_back(story: Reviewed) -> None:
    people = story.seated
    chair, secretary = people.seat_of(people.chair), people.seat_of(people.secretary)
    session_of(people.council, chair=chair, secretary=secretary, at=story.at + timedelta(minutes=5))
    review = story.sends(at=story.at + timedelta(minutes=10))
    client = browser_of(story.member)
    page = words(client.get(reverse("council-review", args=[review.pk])))
    assert "Muộn" in page
    assert "Lấy lại để sửa" not in page
    client.post(address(story, "review-take-back", "form"))
    review.refresh_from_db()
    assert review.state == "sent"
    assert "Muộn" in words(browser_of(people.standing).get(address(story, "dossier-reviews")))


def test_a_form_that_was_sent_to_a_council_that_ended_without_meeting_tells_of_no_meeting(story: Reviewed) -> None:
    people = story.seated
    review = story.sends()
    close_council(council=people.council, reason="Sáp nhập hội đồng", by=people.standing, at=story.at)
    page = words(browser_of(story.member).get(reverse("council-review", args=[review.pk])))
    assert "Lấy lại để sửa" not in page
    assert "Phiên họp đã khai mạc" not in page


def test_lists_take_as_many_queries_for_three_as_for_one(story: Reviewed) -> None:
    standing = browser_of(story.seated.standing)
    pages = [address(story, "dossier-reviews"), address(story, "dossier-remarks")]

    def taken() -> list[int]:
        return [queries_of(lambda one=one: standing.get(one)) for one in pages]  # type: ignore[misc]

    for count, by in enumerate((story.member, story.other, story.seated.chair), start=1):
        story.remarks("Góp ý", paths(story)[count], by=by)
        story.sends(by=by)
        if count == 1:
            standing.get(pages[0])
            one = taken()
    assert (taken(), one) == ([25, 23], [25, 23])
