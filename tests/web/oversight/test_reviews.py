"""The pages of the yearly review: progress, opening, deciding on many; only where one confirms or opens."""

from copy import deepcopy
from datetime import datetime, timedelta
from io import BytesIO

import pytest
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook
from pytest_django import Settings

from dongbo.organisation.models import AccessReview, ReviewItem
from dongbo.organisation.operations.reviews import open_reviews
from dongbo.organisation.rules import holds
from dongbo.organisation.states import Permission, ReviewDecision
from tests.keeping import Keep
from tests.organisation.reviews.country import Country
from tests.web.oversight.conftest import SignedIn
from tests.web.queries import queries_of


@pytest.fixture(scope="module")
def kept_opened(keep: Keep, kept_land: Country, at: datetime) -> AccessReview:
    def build() -> AccessReview:
        open_reviews(year=at.year, due_at=at + timedelta(days=30), by=kept_land.site.administrator, at=at)
        return AccessReview.objects.get(unit=kept_land.province)

    return keep(build)


@pytest.fixture
def opened(kept_opened: AccessReview, db: None) -> AccessReview:
    """The reviews of this year are open; the province's."""
    return deepcopy(kept_opened)


def _page(review: AccessReview) -> str:
    return reverse("access-review", args=[review.pk])


def _decide(review: AccessReview) -> str:
    return reverse("access-review-decide", args=[review.pk])


def test_they_are_opened_by_form_until_the_end_of_the_day_named(
    land: Country, signed_in: SignedIn, at: datetime
) -> None:
    due = timezone.localdate(at) + timedelta(days=10)
    sent = {"year": at.year, "due_on": due.strftime("%d/%m/%Y"), "units": "g99.10\n"}
    answer = signed_in(land.site.administrator).post(reverse("access-reviews-open"), sent)
    assert answer.status_code == 302
    review = AccessReview.objects.get()
    assert (review.unit, timezone.localtime(review.due_at).date(), review.due_at.microsecond) == (
        land.province,
        due + timedelta(days=1),
        0,
    )


def test_a_refused_form_keeps_everything_and_names_the_line(land: Country, signed_in: SignedIn, at: datetime) -> None:
    sent = {"year": at.year, "due_on": "01/01/2020", "units": "G99.10\nG12.345"}
    answer = signed_in(land.site.administrator).post(reverse("access-reviews-open"), sent)
    said = answer.content.decode()
    assert answer.status_code == 422
    assert "Dòng 2: không có đơn vị đang hoạt động nào mang mã G12.345" in said
    assert "G99.10\nG12.345</textarea>" in said
    late = signed_in(land.site.administrator).post(reverse("access-reviews-open"), sent | {"units": ""})
    assert "Hạn xác nhận: Hạn xác nhận phải sau lúc mở đợt" in late.content.decode()


def test_progress_is_shown_where_one_confirms_or_opens(
    land: Country, opened: AccessReview, signed_in: SignedIn
) -> None:
    def units(who: str) -> list[str]:
        by = land.site.administrator if who == "administrator" else getattr(land, who)
        said = signed_in(by).get(reverse("access-reviews"), {"export": "xlsx"})
        return [row[1] for row in load_workbook(BytesIO(said.content)).active.iter_rows(min_row=2, values_only=True)]

    assert units("administrator") == ["G99", "G99.10", "G99.10.1", "G99.20"]
    assert units("chief") == ["G99.10", "G99.10.1"]
    assert units("commune_head") == ["G99.10.1"]
    for who in (land.clerk, land.security):
        assert signed_in(who).get(reverse("access-reviews")).status_code == 403
        assert signed_in(who).get(_page(opened)).status_code == 403
    assert signed_in(land.other_chief).get(_page(opened)).status_code == 404
    assert signed_in(land.other_chief).post(_decide(opened), {"decision": "confirmed"}).status_code == 404
    assert signed_in(land.site.administrator).post(_decide(opened), {"decision": "confirmed"}).status_code == 403


def test_many_are_kept_and_one_is_ended(land: Country, opened: AccessReview, signed_in: SignedIn) -> None:
    client = signed_in(land.chief)
    ended = ReviewItem.objects.get(review=opened, officer=land.lone_clerk.officer)
    answer = client.post(_decide(opened), {"item": ended.pk, "decision": "ended", "reason": "Đã chuyển sang việc khác"})
    assert answer.status_code == 302
    assert not holds(land.lone_clerk, Permission.DOCUMENT_READ, at=timezone.now())
    client.post(_decide(opened), {"every": "1", "decision": "confirmed"})
    assert sorted(opened.items.values_list("decision", flat=True)) == [ReviewDecision.CONFIRMED, ReviewDecision.ENDED]
    assert "Đã xác nhận xong" in client.get(reverse("access-reviews")).content.decode()


def test_all_that_match_means_the_filter_and_every_page_but_never_ones_own(
    land: Country, at: datetime, signed_in: SignedIn, settings: Settings
) -> None:
    settings.PAGE_SIZE = 1
    open_reviews(year=at.year, due_at=at + timedelta(days=9), by=land.site.administrator, at=at, units=[land.province])
    review = AccessReview.objects.get()
    signed_in(land.chief).post(f"{_decide(review)}?words=xa+mot", {"every": "1", "decision": "confirmed"})
    kept = review.items.filter(decision=ReviewDecision.CONFIRMED)
    assert sorted(kept.values_list("officer__username", flat=True)) == ["can-bo-xa", "truong-xa"]
    signed_in(land.chief).post(_decide(review), {"every": "1", "decision": "confirmed"})
    left = review.items.filter(decision=ReviewDecision.OPEN)
    assert list(left.values_list("officer__username", flat=True)) == ["giam-doc"]


def test_a_refusal_keeps_ticks_and_words(land: Country, opened: AccessReview, signed_in: SignedIn) -> None:
    item = ReviewItem.objects.get(review=opened, officer=land.lone_clerk.officer)
    answer = signed_in(land.chief).post(_decide(opened), {"item": item.pk, "decision": "ended", "reason": "thôi"})
    said = answer.content.decode()
    assert answer.status_code == 422
    assert "lý do thu hồi" in said
    assert 'value="thôi"' in said
    assert said.count(" checked>") == 1
    item.refresh_from_db()
    assert item.decision == ReviewDecision.OPEN


@pytest.mark.parametrize(("words", "rows"), [("xa hai", 1), ("", 2)])
def test_a_review_takes_as_many_queries_for_many_as_for_one(
    words: str, rows: int, land: Country, opened: AccessReview, signed_in: SignedIn
) -> None:
    client = signed_in(land.chief)
    assert queries_of(lambda: client.get(_page(opened), {"words": words})) == 8
    assert client.get(_page(opened), {"words": words}).content.decode().count("<tr>") == rows + 1


@pytest.mark.parametrize(("words", "rows"), [("xa mot", 1), ("", 4)])
def test_the_list_takes_as_many_queries_for_many_as_for_one(
    words: str, rows: int, land: Country, opened: AccessReview, signed_in: SignedIn
) -> None:
    client = signed_in(land.site.administrator)
    assert queries_of(lambda: client.get(reverse("access-reviews"), {"words": words})) == 6
    said = client.get(reverse("access-reviews"), {"words": words}).content.decode()
    assert said.count("<tr>") == rows + 1


def test_the_workbook_of_one_review_holds_its_grants(land: Country, opened: AccessReview, signed_in: SignedIn) -> None:
    answer = signed_in(land.chief).get(_page(opened), {"export": "xlsx"})
    rows = list(load_workbook(BytesIO(answer.content)).active.iter_rows(min_row=2, values_only=True))
    assert [(row[1], row[2], row[3], row[9]) for row in rows] == [
        ("can-bo-xa-hai", "Người đọc", "G99.10.2", "Chưa xác nhận"),
        ("truong-xa", "Thủ trưởng đơn vị", "G99.10.1", "Chưa xác nhận"),
    ]
