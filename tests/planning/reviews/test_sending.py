"""What must be filled in before sending, sending once, taking back, being late, and who reads what was sent."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from django.core.exceptions import ValidationError

from dongbo.ledger.models import Event
from dongbo.organisation.rules import NotAllowed
from dongbo.planning.models import Meeting, Review
from dongbo.planning.operations.reviews import change_remark, drop_remark, send_review, take_back_review
from dongbo.planning.queries.reviews import (
    MarkSaid,
    ReviewSaid,
    criteria_of,
    is_late,
    meeting_opened_at,
    reviews_seen,
    reviews_to_send,
    sent_of,
)
from dongbo.planning.states import MeetingState, ReviewKind
from tests.meetings import called_meeting, session_of
from tests.planning.reviews.test_writing import refused

if TYPE_CHECKING:
    from datetime import datetime

    from dongbo.organisation.rules import Acting
    from tests.reviews import Reviewed


def meets(story: Reviewed, *, at: datetime) -> Meeting:
    people = story.seated
    chair, secretary = people.seat_of(people.chair), people.seat_of(people.secretary)
    return session_of(people.council, chair=chair, secretary=secretary, at=at)


def reads(story: Reviewed, review: Review, *people: Acting) -> list[bool]:
    return [reviews_seen(one, at=story.at).filter(pk=review.pk).exists() for one in people]


def test_what_is_missing_is_told_by_its_field(story: Reviewed) -> None:
    empty = story.saves(ReviewSaid("Một lời"))
    fields, _code = refused(lambda: story.sends(empty))
    assert fields == sorted(["proposed", *(f"verdict_{code}" for code, _name in criteria_of(story.dossier))])
    marks = {**story.filled().marks, "task": MarkSaid("disagrees", "Sửa")}
    review = story.saves(story.filled(marks=marks))
    assert refused(lambda: story.sends(review))[0] == ["note_task"]
    well = {code: MarkSaid("agrees") for code, _name in criteria_of(story.dossier)}
    review = story.saves(story.filled(marks=well, proposed="not_passed"))
    assert refused(lambda: story.sends(review))[0] == ["text"]
    story.remarks("Bỏ chỉ tiêu trùng lặp")
    assert story.sends(review).state == "sent"


def test_a_review_is_sent_once_and_taken_back_until_the_meeting_opens(story: Reviewed) -> None:
    remark = story.remarks("Nêu cơ quan chủ trì")
    review = story.saves()
    read = sent_of(review).fingerprint
    story.remarks("Thêm một góp ý từ trang khác")
    assert refused(lambda: story.sends(review, seen=read)) == ([], "stale")
    sent = story.sends(review, seen=sent_of(review).fingerprint)
    assert (sent.state, sent.sent_at, sent.sent_by) == ("sent", story.at, story.member.officer)
    event = Event.objects.latest("sequence")
    assert (event.kind, event.payload["fingerprint"], event.payload["remarks"]) == (
        "planning.review_sent",
        sent_of(review).fingerprint,
        2,
    )
    for act in (
        lambda: story.sends(review),
        lambda: story.saves(),
        lambda: story.remarks("Nữa"),
        lambda: drop_remark(remark=remark, by=story.member, at=story.at),
        lambda: change_remark(remark=remark, kind="cut", text="Bỏ", by=story.member, at=story.at),
    ):
        assert refused(act) == ([], "sent")
    with pytest.raises(NotAllowed):
        take_back_review(review=sent, by=story.seated.secretary, at=story.at)
    back = take_back_review(review=sent, by=story.member, at=story.at)
    assert (back.state, back.sent_at, back.sent_by) == ("draft", None, None)
    assert refused(lambda: take_back_review(review=back, by=story.member, at=story.at)) == ([], "draft")
    again = story.sends(back)
    opened = story.at + timedelta(minutes=5)
    meets(story, at=opened)
    assert refused(lambda: take_back_review(review=again, by=story.member, at=opened)) == ([], "meeting_opened")


def test_a_review_after_the_meeting_opened_counts_and_is_late(story: Reviewed) -> None:
    early = story.sends()
    assert meeting_opened_at(story.dossier) is None
    opened = story.at + timedelta(minutes=5)
    meets(story, at=opened)
    late = story.saves(by=story.other, at=opened)
    send_review(review=late, by=story.other, at=opened + timedelta(seconds=1))
    seen = reviews_seen(story.seated.secretary, at=story.at)
    assert {one.pk: is_late(one) for one in seen} == {early.pk: False, late.pk: True}
    assert meeting_opened_at(story.dossier) == opened


def test_only_its_member_sends_a_review(story: Reviewed) -> None:
    review = story.saves()
    stand_in = story.stand_in()
    for stranger in (story.other, story.seated.secretary, story.seated.standing, stand_in):
        with pytest.raises(NotAllowed):
            send_review(review=review, by=stranger, at=story.at)
    assert Review.objects.get().state == "draft"


def test_who_reads_what_a_member_writes(story: Reviewed) -> None:
    people = story.seated
    stand_in = story.stand_in()
    review = story.saves()
    everybody = (
        story.member, stand_in, people.secretary, people.standing, story.other, people.chair, people.reviewer,
        people.drafter, people.approver, people.clerk,
    )  # fmt: skip
    nobody = [False] * 6
    assert reads(story, review, *everybody) == [True, False, False, False, *nobody]
    story.sends(review)
    assert reads(story, review, *everybody) == [True, True, True, True, *nobody]
    meeting = meets(story, at=story.at)
    assert reads(story, review, *everybody) == [True, True, True, True, *nobody]
    Meeting.objects.filter(pk=meeting.pk).update(
        state=MeetingState.CONCLUDED, closed_at=story.at, closed_by=people.chair.officer, concluded_at=story.at,
        concluded_by=people.chair.officer,
    )  # fmt: skip
    assert reads(story, review, *everybody) == [True] * 10
    draft = story.saves(by=story.other)
    assert reads(story, draft, story.other, people.secretary, people.standing, people.drafter) == [True, *[False] * 3]


def test_what_a_member_owes_waits_for_him_and_for_nobody_else(story: Reviewed) -> None:
    people, at = story.seated, story.at

    def owed(by: Acting) -> list[bool]:
        return [one.has_form for one in reviews_to_send(by, at=at)]

    members = (*people.voting,)
    assert [owed(one) for one in members] == [[False]] * 6
    others = (people.support, people.standing, people.drafter, story.stand_in())
    assert [owed(one) for one in others] == [[]] * 4
    story.saves()
    assert owed(story.member) == [False]
    story.sends()
    assert owed(story.member) == []
    story.sends(by=people.reviewer)
    assert owed(people.reviewer) == [True]
    story.sends(story.saves(story.opinion(), by=people.reviewer, kind=ReviewKind.OPINION), by=people.reviewer)
    assert owed(people.reviewer) == []
    chair, secretary = people.seat_of(people.chair), people.seat_of(people.secretary)
    meeting = called_meeting(people.council, chair=chair, secretary=secretary, at=at)
    assert [one.meets_at for one in reviews_to_send(story.other, at=at)] == [meeting.starts_at]
    assert owed(replace(story.other, principal=people.chair.officer)) == []


def test_an_opinion_needs_words_and_a_conclusion(story: Reviewed) -> None:
    reviewer = story.seated.reviewer
    review = story.saves(ReviewSaid("Ngắn"), by=reviewer, kind=ReviewKind.OPINION)
    with pytest.raises(ValidationError) as refusal:
        story.sends(review, by=reviewer)
    assert sorted(refusal.value.message_dict) == ["conclusion", "proposed", "text"]
