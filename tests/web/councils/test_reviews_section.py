"""The part of a council's page on what its members write: how many have sent, one's own, the summary."""

from __future__ import annotations

from copy import deepcopy
from typing import TYPE_CHECKING

import pytest
from django.urls import reverse

from dongbo.planning.models import DossierReceipt, Meeting
from dongbo.planning.queries.reviews_standing import reviews_standing
from dongbo.planning.states import MeetingState, ReviewKind
from tests.councils import council
from tests.meetings import session_of
from tests.reviews import Reviewed, reviewed
from tests.web.branches import browser_of
from tests.web.councils.test_reviews import address, browser_for, words
from tests.web.queries import queries_of

if TYPE_CHECKING:
    from datetime import datetime

    from dongbo.organisation.rules import Acting
    from tests.builders import Site
    from tests.keeping import Keep

FORM, OPINION = ReviewKind.FORM, ReviewKind.OPINION
QUERIES = 32


@pytest.fixture(scope="module")
def kept_story(keep: Keep, kept_site: Site, at: datetime) -> Reviewed:
    return keep(lambda: reviewed(council(kept_site, at=at), administrator=kept_site.administrator, at=at))


@pytest.fixture
def story(kept_story: Reviewed, db: None) -> Reviewed:
    return deepcopy(kept_story)


def page_of(story: Reviewed) -> str:
    return reverse("council", args=[story.seated.council.pk])


def counted(story: Reviewed, by: Acting) -> list[list[tuple[str, int, int]]]:
    found = reviews_standing(story.seated.council, by, at=story.at)
    return [[(str(told.kind), told.sent, told.of) for told in one.kinds] for one in found]


def own(story: Reviewed, by: Acting) -> list[tuple[str, str]]:
    (found,) = reviews_standing(story.seated.council, by, at=story.at)
    return [(str(kind), review.state if review else "") for kind, review in found.own]


def test_it_tells_how_many_have_sent_and_each_his_own(story: Reviewed) -> None:
    people = story.seated
    review = story.sends()
    story.saves(by=people.chair)
    story.sends(story.saves(story.opinion(), by=people.reviewer, kind=OPINION), by=people.reviewer)
    for by in (people.standing, people.reviewer, people.support):
        assert counted(story, by) == [[("form", 1, 6), ("opinion", 1, 1)]]
    told = {
        story.member: [("form", "sent")],
        people.chair: [("form", "draft")],
        people.reviewer: [("form", ""), ("opinion", "sent")],
        people.secretary: [("form", "")],
        people.support: [],
        people.standing: [],
    }
    assert {one: own(story, one) for one in told} == told
    sent, writing = reverse("council-review", args=[review.pk]), address(story, "review-write", "form")
    shown = {one: words(browser_of(one).get(page_of(story))) for one in told}
    assert [one for one in told if sent in shown[one]] == [story.member]
    assert [one for one in told if writing in shown[one]] == [people.chair, people.reviewer, people.secretary]
    summary = address(story, "dossier-reviews")
    assert [one for one in told if summary in shown[one]] == [people.secretary, people.standing]
    assert "Mở khi thông báo kết luận" in shown[story.member]
    assert summary not in words(browser_for(story.stand_in()).get(page_of(story)))


def test_a_member_who_left_before_he_sent_anything_is_not_waited_for(story: Reviewed, at: datetime) -> None:
    people = story.seated
    story.sends()
    gone = people.council.seats.filter(officer__in=[one.officer for one in (*people.members, people.reviewer)])
    gone.update(ended_at=at, ended_by=people.standing.officer, end_reason="Chuyển công tác")
    assert counted(story, people.standing) == [[("form", 1, 4)]]


def test_once_conclusions_are_announced_everybody_is_shown_the_way_to_the_summary(
    story: Reviewed, at: datetime
) -> None:
    people = story.seated
    chair, secretary = people.seat_of(people.chair), people.seat_of(people.secretary)
    meeting = session_of(people.council, chair=chair, secretary=secretary, at=at)
    told = {"state": MeetingState.CONCLUDED, "closed_at": at, "concluded_at": at}
    by = people.chair.officer
    Meeting.objects.filter(pk=meeting.pk).update(**told, closed_by=by, concluded_by=by)
    for one in (story.member, people.drafter):
        assert address(story, "dossier-reviews") in words(browser_of(one).get(page_of(story)))


def test_a_member_who_came_after_the_dossier_went_out_is_told_nothing_of_it(story: Reviewed) -> None:
    people = story.seated
    story.sends()
    DossierReceipt.objects.filter(seat=people.seat_of(story.other)).delete()
    assert [len(counted(story, by)) for by in (people.standing, story.other)] == [1, 0]


def test_before_a_dossier_went_out_it_says_when_members_write(site: Site, at: datetime) -> None:
    people = council(site, at=at)
    assert reviews_standing(people.council, people.standing, at=at) == []
    assert "thành viên viết phiếu thẩm định sau khi" in words(
        browser_of(people.standing).get(reverse("council", args=[people.council.pk]))
    )


def test_the_page_takes_as_many_queries_for_three_who_wrote_as_for_one(story: Reviewed) -> None:
    standing = browser_of(story.seated.standing)

    def asked() -> int:
        return queries_of(lambda: standing.get(page_of(story)))

    story.sends()
    asked()
    one = asked()
    for by in (story.other, story.seated.chair):
        story.sends(by=by)
    assert (asked(), one) == (QUERIES, QUERIES)
