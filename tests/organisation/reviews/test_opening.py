"""Opening the year's reviews: who is asked about what."""

from datetime import datetime, timedelta

import pytest
from django.core.exceptions import ValidationError

from dongbo.ledger.models import Event
from dongbo.organisation.models import AccessReview, Grant, ReviewItem, Role
from dongbo.organisation.operations import give_grant
from dongbo.organisation.operations.reviews import Opened, open_reviews
from dongbo.organisation.rules import NotAllowed
from tests.organisation.reviews.country import Country


def _asked() -> dict[str, list[str]]:
    """Return by reviewed unit the holders it is asked about."""
    found: dict[str, list[str]] = {review.unit.code: [] for review in AccessReview.objects.select_related("unit")}
    for item in ReviewItem.objects.select_related("review__unit", "officer").order_by("officer__username"):
        found[item.review.unit.code].append(item.officer.username)
    return found


def test_each_head_is_asked_about_his_branch_down_to_the_next_head_and_never_about_himself(
    land: Country, at: datetime
) -> None:
    opened = open_reviews(year=2026, due_at=at + timedelta(days=30), by=land.site.administrator, at=at)
    assert _asked() == {
        "G99": ["an-toan", "giam-doc", "giam-doc-khac", "ke-hoach", "nguoi-doc", "quan-tri"],
        "G99.10": ["can-bo-xa-hai", "truong-xa"],
        "G99.10.1": ["can-bo-xa"],
        "G99.20": [],
    }
    assert opened == Opened(reviews=4, items=9)
    assert sorted(ReviewItem.objects.values_list("grant", flat=True)) == sorted(
        Grant.objects.values_list("pk", flat=True)
    )
    event = Event.objects.get(kind="organisation.reviews_opened")
    assert event.payload == {"year": 2026, "due_at": "2026-12-21T08:00:00+00:00", "reviews": 4, "items": 9}
    assert event.permission == "review.open"


def test_a_second_opening_asks_only_what_has_been_given_since(land: Country, at: datetime) -> None:
    due, administrator = at + timedelta(days=30), land.site.administrator
    open_reviews(year=2026, due_at=due, by=administrator, at=at)
    with pytest.raises(ValidationError, match="đã được đưa vào rà soát năm 2026"):
        open_reviews(year=2026, due_at=due, by=administrator, at=at)
    late = give_grant(
        officer=land.clerk.officer, role=Role.objects.get(code="reader"), unit=land.headless, by=administrator, at=at
    )
    assert open_reviews(year=2026, due_at=due, by=administrator, at=at) == Opened(reviews=0, items=1)
    assert ReviewItem.objects.get(grant=late).review.unit == land.province


def test_given_units_are_asked_about_all_beneath_them_and_a_later_opening_asks_the_rest(
    land: Country, at: datetime
) -> None:
    due, administrator = at + timedelta(days=30), land.site.administrator
    open_reviews(year=2026, due_at=due, by=administrator, at=at, units=[land.province])
    assert _asked() == {"G99.10": ["can-bo-xa", "can-bo-xa-hai", "giam-doc", "truong-xa"]}
    open_reviews(year=2026, due_at=due, by=administrator, at=at)
    assert _asked() == {
        "G99": ["an-toan", "giam-doc-khac", "ke-hoach", "nguoi-doc", "quan-tri"],
        "G99.10": ["can-bo-xa", "can-bo-xa-hai", "giam-doc", "truong-xa"],
        "G99.10.1": [],
        "G99.20": [],
    }


def test_only_who_opens_reviews_there_opens_them(land: Country, at: datetime) -> None:
    due = at + timedelta(days=30)
    for officer in (land.chief, land.security, land.site.planner):
        with pytest.raises(NotAllowed):
            open_reviews(year=2026, due_at=due, by=officer, at=at)
        with pytest.raises(NotAllowed, match="Mở đợt rà soát quyền"):
            open_reviews(year=2026, due_at=due, by=officer, at=at, units=[land.province])
    assert not AccessReview.objects.exists()


def test_times_and_units_that_do_not_fit_are_refused_in_words(land: Country, at: datetime) -> None:
    administrator = land.site.administrator
    with pytest.raises(ValidationError, match="phải sau lúc mở đợt"):
        open_reviews(year=2026, due_at=at, by=administrator, at=at)
    with pytest.raises(ValidationError, match="Năm rà soát phải là năm nay"):
        open_reviews(year=2031, due_at=at + timedelta(days=1), by=administrator, at=at)
    with pytest.raises(ValidationError, match="Hãy chọn ít nhất một đơn vị"):
        open_reviews(year=2026, due_at=at + timedelta(days=1), by=administrator, at=at, units=[])


def test_what_is_not_effective_is_not_asked(land: Country, at: datetime) -> None:
    reader, administrator = Role.objects.get(code="reader"), land.site.administrator
    future, over = (
        give_grant(
            officer=land.clerk.officer,
            role=reader,
            unit=land.province,
            by=administrator,
            at=at,
            valid_from=begins,
            valid_to=ends,
        )
        for begins, ends in ((at + timedelta(days=9), None), (at, at + timedelta(days=8)))
    )
    at += timedelta(days=8)
    open_reviews(year=2026, due_at=at + timedelta(days=30), by=administrator, at=at)
    assert not ReviewItem.objects.filter(grant__in=[future, over]).exists()
