"""Keeping and ending grants under review: by another, in time, many at once."""

from copy import deepcopy
from datetime import datetime, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from dongbo.ledger.models import Event
from dongbo.organisation.models import AccessReview, Grant, ReviewItem, RightsAlarm
from dongbo.organisation.operations.reviews import confirm_items, end_items, open_reviews
from dongbo.organisation.rules import NotAllowed, holds
from dongbo.organisation.states import AlarmCause, Permission, ReviewDecision
from tests.keeping import Keep
from tests.organisation.reviews.country import Country
from tests.organisation.reviews.delegating import acting_for, delegated


@pytest.fixture(scope="module")
def kept_opened(keep: Keep, kept_land: Country, at: datetime) -> datetime:
    def build() -> datetime:
        due = at + timedelta(days=30)
        open_reviews(year=2026, due_at=due, by=kept_land.site.administrator, at=at)
        return due

    return keep(build)


@pytest.fixture
def opened(kept_opened: datetime, db: None) -> datetime:
    """The reviews of 2026 are open; the moment they are due."""
    return deepcopy(kept_opened)


def _review(code: str) -> AccessReview:
    return AccessReview.objects.get(unit__code=code)


def _items(review: AccessReview) -> list[int]:
    return list(review.items.values_list("pk", flat=True))


def test_a_head_keeps_many_at_once_in_a_fixed_number_of_queries(land: Country, at: datetime, opened: datetime) -> None:
    review = _review("G99.10")
    counts = []
    for items in (_items(review)[:1], _items(review)[1:]):
        with CaptureQueriesContext(
            connection,
        ) as asked:
            assert confirm_items(review=review, items=items, by=land.chief, at=at) == len(items)
        counts.append(len(asked))
    assert counts[0] == counts[1]
    assert set(review.items.values_list("decision", "decided_by", "decided_at")) == {
        (ReviewDecision.CONFIRMED, land.chief.officer.pk, at)
    }
    event = Event.objects.filter(kind="organisation.review_items_confirmed").last()
    assert event is not None
    assert (event.subject_kind, event.subject_id, event.permission) == (
        "access_review",
        str(review.pk),
        "review.confirm",
    )


def test_ending_a_grant_stops_its_holder_at_once_and_raises_the_alarm(
    land: Country, at: datetime, opened: datetime
) -> None:
    review = _review("G99.10.1")
    assert holds(land.clerk, Permission.DOCUMENT_REGISTER, at=at)
    assert (
        end_items(review=review, items=_items(review), reason="Đã chuyển việc khác", by=land.commune_head, at=at) == 1
    )
    assert not holds(land.clerk, Permission.DOCUMENT_REGISTER, at=at)
    grant = Grant.objects.get(officer=land.clerk.officer)
    assert (grant.revoked_at, grant.revoked_by, grant.revoke_reason) == (
        at,
        land.commune_head.officer,
        "Đã chuyển việc khác",
    )
    alarm = RightsAlarm.objects.get(cause=AlarmCause.REVOKED)
    assert (alarm.officer, alarm.unit, alarm.made_by) == (land.clerk.officer, land.commune, land.commune_head.officer)


def test_what_was_kept_may_still_be_ended_but_not_the_other_way_round(
    land: Country, at: datetime, opened: datetime
) -> None:
    review = _review("G99.10.1")
    confirm_items(review=review, items=_items(review), by=land.commune_head, at=at)
    assert end_items(review=review, items=_items(review), reason="Xem lại thì không cần", by=land.chief, at=at) == 1
    with pytest.raises(ValidationError, match="chưa quyết định và còn hiệu lực"):
        confirm_items(review=review, items=_items(review), by=land.chief, at=at)


def test_nobody_decides_on_his_own_grant_nor_through_acting_for_another(
    land: Country, at: datetime, opened: datetime
) -> None:
    ministry = _review("G99")
    delegated(land.chief, to=land.commune_head, at=at)
    confirmer = acting_for(land.commune_head, land.chief, at=at)
    province = _review("G99.10")
    with pytest.raises(ValidationError, match="Quyền «Thủ trưởng đơn vị» là của bạn"):
        confirm_items(review=province, items=_items(province), by=confirmer, at=at)
    others = list(province.items.exclude(officer=land.commune_head.officer).values_list("pk", flat=True))
    assert confirm_items(review=province, items=others, by=confirmer, at=at) == 1
    decided = ReviewItem.objects.get(pk=others[0])
    assert (decided.decided_by, decided.decided_for) == (land.commune_head.officer, land.chief.officer)
    assert Event.objects.filter(on_behalf_of=str(land.chief.officer.pk), kind__endswith="confirmed").count() == 1
    for by in (land.chief, confirmer):
        with pytest.raises(NotAllowed):
            confirm_items(review=ministry, items=_items(ministry), by=by, at=at)


def test_only_who_confirms_there_decides(land: Country, at: datetime, opened: datetime) -> None:
    review = _review("G99.10")
    for by in (land.other_chief, land.commune_head, land.security, land.site.administrator):
        with pytest.raises(NotAllowed):
            confirm_items(review=review, items=_items(review), by=by, at=at)
        with pytest.raises(NotAllowed):
            end_items(review=review, items=_items(review), reason="Không còn cần nữa", by=by, at=at)
    assert set(review.items.values_list("decision", flat=True)) == {ReviewDecision.OPEN}


def test_items_of_another_review_are_not_decided_along(land: Country, at: datetime, opened: datetime) -> None:
    strangers = _items(_review("G99"))
    with pytest.raises(ValidationError, match="chưa quyết định"):
        confirm_items(review=_review("G99.10"), items=strangers, by=land.chief, at=at)
    assert set(ReviewItem.objects.values_list("decision", flat=True)) == {ReviewDecision.OPEN}


def test_from_the_moment_it_is_due_nothing_is_decided_any_more(land: Country, at: datetime, opened: datetime) -> None:
    review = _review("G99.10")
    with pytest.raises(ValidationError, match="đã hết hạn"):
        confirm_items(review=review, items=_items(review), by=land.chief, at=opened)
    assert confirm_items(review=review, items=_items(review), by=land.chief, at=opened - timedelta(microseconds=1)) == 2


@pytest.mark.parametrize("reason", ["", "  ", "abc", "x x x x", "1 2 3 4"])
def test_ending_needs_a_reason_in_words(land: Country, at: datetime, opened: datetime, reason: str) -> None:
    review = _review("G99.10.1")
    with pytest.raises(ValidationError, match="lý do thu hồi"):
        end_items(review=review, items=_items(review), reason=reason, by=land.commune_head, at=at)


def test_the_database_itself_refuses_a_decision_by_the_holder_and_a_second_question(
    land: Country, at: datetime, opened: datetime
) -> None:
    item = ReviewItem.objects.get(officer=land.clerk.officer)
    wrong = ReviewItem.objects.filter(pk=item.pk)
    with pytest.raises(IntegrityError), transaction.atomic():
        wrong.update(decision=ReviewDecision.CONFIRMED, decided_by=land.clerk.officer, decided_at=at)
    with pytest.raises(IntegrityError), transaction.atomic():
        wrong.update(
            decision=ReviewDecision.CONFIRMED,
            decided_by=land.chief.officer,
            decided_for=land.clerk.officer,
            decided_at=at,
        )
    with pytest.raises(IntegrityError), transaction.atomic():
        ReviewItem.objects.create(review=_review("G99"), year=2026, grant=item.grant, officer=item.officer)
