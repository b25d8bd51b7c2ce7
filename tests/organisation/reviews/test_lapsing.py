"""What nobody confirmed lapses exactly when the review is due, and never the last key of the site."""

from datetime import datetime, timedelta

import pytest
from django.core.exceptions import ValidationError

from dongbo.ledger.models import Event
from dongbo.organisation.models import AccessReview, Grant, Post, ReviewItem, RightsAlarm, Role
from dongbo.organisation.operations import give_grant
from dongbo.organisation.operations.reviews import close_due_reviews, confirm_items, end_items, open_reviews
from dongbo.organisation.queries.reviews import reviews_to_confirm
from dongbo.organisation.rules import holds
from dongbo.organisation.states import Access, AlarmCause, Permission, ReviewDecision
from tests.builders import enrolled
from tests.organisation.reviews.country import Country
from tests.organisation.reviews.delegating import acting_for, delegated


def test_the_unconfirmed_lapses_at_the_moment_it_is_due_with_what_hangs_from_it(land: Country, at: datetime) -> None:
    due = at + timedelta(days=30)
    passed_on = delegated(land.commune_head, to=land.clerk, at=at)
    open_reviews(year=2026, due_at=due, by=land.site.administrator, at=at, units=[land.province])
    review = AccessReview.objects.get()
    kept = ReviewItem.objects.get(officer=land.clerk.officer, grant__parent=None)
    confirm_items(review=review, items=[kept.pk], by=land.chief, at=at)
    before = due - timedelta(microseconds=1)
    assert close_due_reviews(at=before) == 0
    assert holds(land.commune_head, Permission.REVIEW_CONFIRM, at=before)
    assert close_due_reviews(at=due) == 1
    assert close_due_reviews(at=due) == 0
    assert not holds(land.commune_head, Permission.REVIEW_CONFIRM, at=due)
    assert not holds(acting_for(land.clerk, land.commune_head, at=due), Permission.REVIEW_CONFIRM, at=due)
    assert holds(land.clerk, Permission.DOCUMENT_REGISTER, at=due)
    passed_on.refresh_from_db()
    assert passed_on.effective_to == due
    lapsed = {"truong-xa", "can-bo-xa", "can-bo-xa-hai", "giam-doc"}
    assert set(ReviewItem.objects.filter(decision="lapsed").values_list("officer__username", flat=True)) == lapsed
    alarms = RightsAlarm.objects.filter(cause=AlarmCause.LAPSED)
    assert sorted(alarms.values_list("officer__username", "made_by")) == [
        ("can-bo-xa", None),
        ("can-bo-xa-hai", None),
        ("giam-doc", None),
        ("truong-xa", None),
    ]
    event = Event.objects.get(kind="organisation.review_closed")
    assert (event.actor, event.payload["kept_for_the_site"], len(event.payload["lapsed"])) == ("", [], 4)
    grant = Grant.objects.get(officer=land.chief.officer)
    assert (grant.revoked_at, grant.revoked_by) == (due, None)
    assert grant.revoke_reason == "Không được xác nhận trước hạn trong đợt rà soát quyền năm 2026"


def test_a_grant_that_ended_before_lapses_without_an_alarm(land: Country, at: datetime) -> None:
    due = at + timedelta(days=30)
    short = give_grant(
        officer=land.clerk.officer,
        role=Role.objects.get(code="reader"),
        unit=land.other,
        by=land.site.administrator,
        at=at,
        valid_to=at + timedelta(days=5),
    )
    open_reviews(year=2026, due_at=due, by=land.site.administrator, at=at, units=[land.other])
    item = ReviewItem.objects.get(grant=short)
    with pytest.raises(ValidationError, match="còn hiệu lực"):
        confirm_items(review=item.review, items=[item.pk], by=land.other_chief, at=at + timedelta(days=5))
    close_due_reviews(at=due)
    item.refresh_from_db()
    short.refresh_from_db()
    assert (item.decision, short.revoked_at) == (ReviewDecision.LAPSED, None)
    assert not RightsAlarm.objects.filter(grant=short, cause=AlarmCause.LAPSED).exists()


def test_the_last_who_can_give_rights_stays_until_another_decides(land: Country, at: datetime) -> None:
    due = at + timedelta(days=30)
    open_reviews(year=2026, due_at=due, by=land.site.administrator, at=at)
    close_due_reviews(at=due)
    key = ReviewItem.objects.get(officer=land.site.administrator.officer)
    assert (key.decision, key.review.closed_at) == (ReviewDecision.OPEN, due)
    assert Grant.objects.filter(effective_to__gt=due).count() == 1
    assert Event.objects.get(payload__kept_for_the_site=[key.grant_id]).subject_id == str(key.review_id)

    head = enrolled(
        "bo-truong", "unit-head", unit=land.site.unit, by=land.site.administrator, at=due, clearance=Access.RESTRICTED
    )
    assert [review.pk for review in reviews_to_confirm(head, at=due)] == [key.review_id]
    with pytest.raises(ValidationError, match="không còn ai cấp được quyền"):
        end_items(review=key.review, items=[key.pk], reason="Không còn cần nữa", by=head, at=due)
    assert confirm_items(review=key.review, items=[key.pk], by=head, at=due) == 1
    with pytest.raises(ValidationError, match="đã hết hạn"):
        confirm_items(review=key.review, items=[key.pk], by=head, at=due)


def test_where_another_holds_a_key_too_an_unconfirmed_one_lapses(land: Country, at: datetime) -> None:
    due = at + timedelta(days=30)
    administrator = land.site.administrator
    enrolled("quan-tri-hai", "administrator", unit=land.site.unit, by=administrator, at=at, clearance=Access.RESTRICTED)
    open_reviews(year=2026, due_at=due, by=administrator, at=at)
    second = ReviewItem.objects.get(officer__username="quan-tri-hai")
    ReviewItem.objects.filter(pk=second.pk).delete()
    close_due_reviews(at=due)
    assert not holds(administrator, Permission.GRANT_GIVE, at=due)


def test_a_head_who_has_left_is_not_asked_any_more(land: Country, at: datetime) -> None:
    later = at + timedelta(days=3)
    Post.objects.filter(officer=land.commune_head.officer).update(valid_to=later.date())
    open_reviews(year=2026, due_at=later + timedelta(days=30), by=land.site.administrator, at=later)
    units = set(AccessReview.objects.values_list("unit__code", flat=True))
    assert units == {"G99", "G99.10", "G99.20"}
    assert ReviewItem.objects.get(officer=land.clerk.officer).review.unit == land.province
