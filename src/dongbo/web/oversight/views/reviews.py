"""The yearly review: progress over the reviews, opening them, one review with its grants, deciding on many."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from dongbo.organisation.models import AccessReview, ReviewItem
from dongbo.organisation.operations.reviews import MOST_DECIDED, confirm_items, end_items, open_reviews
from dongbo.organisation.queries.reviews import ReviewsWanted, item_list, review_list
from dongbo.organisation.rules import holds, may
from dongbo.organisation.states import Permission, ReviewDecision
from dongbo.web.acting import acting_of, now, show_refusal
from dongbo.web.lists import kept_query, page_of, workbook
from dongbo.web.oversight.chosen import chosen_keys
from dongbo.web.oversight.forms import DecideForm, ItemFilterForm, OpenReviewsForm, ReviewFilterForm
from dongbo.web.oversight.presentation import grant_words

if TYPE_CHECKING:
    from dongbo.organisation.queries.reviews import CountedReview


def reviews(request: HttpRequest) -> HttpResponse:
    """How far the reviews are, as filtered, or as a workbook."""
    by, at = acting_of(request), now()
    form = ReviewFilterForm(request.GET)
    rows = review_list(by, form.wanted(), at=at)
    if request.GET.get("export") == "xlsx":
        return _reviews_workbook(rows)
    context = {"form": form, "page": page_of(request, rows), "query": kept_query(request), "narrowed": form.narrows()}
    opens = holds(by, Permission.REVIEW_OPEN, at=at)
    return render(request, "oversight/reviews.html", context | {"may_open": opens, "at": at})


def reviews_open(request: HttpRequest) -> HttpResponse:
    """Open the year's reviews."""
    at = now()
    form = OpenReviewsForm(request.POST or None, initial={"year": timezone.localdate(at).year})
    if request.method == "POST" and form.is_valid():
        asked = form.cleaned_data
        try:
            opened = open_reviews(
                year=asked["year"], due_at=form.due_at(), units=asked["units"], by=acting_of(request), at=at
            )
        except ValidationError as refusal:
            show_refusal(form, _by_field(refusal))
        else:
            told = _("Đã mở rà soát ở %(reviews)d đơn vị, gồm %(items)d quyền.")
            messages.success(request, told % {"reviews": opened.reviews, "items": opened.items}, extra_tags="well")
            return redirect(f"{reverse('access-reviews')}?year={asked['year']}")
    return render(request, "oversight/reviews_open.html", {"form": form}, status=422 if form.errors else 200)


def _by_field(refusal: ValidationError) -> ValidationError:
    """The operation speaks of the moment, the form asks for the day before it."""
    if not hasattr(refusal, "error_dict"):
        return refusal
    renamed = {"due_at": "due_on"}
    return ValidationError({renamed.get(name, name): errors for name, errors in refusal.error_dict.items()})


def review(request: HttpRequest, pk: int) -> HttpResponse:
    """One review with its grants, by officer, or as a workbook."""
    shown = _review(request, pk)
    form = ItemFilterForm(request.GET)
    if request.GET.get("export") == "xlsx":
        return _items_workbook(shown, item_list(shown, form.wanted()))
    return _review_page(request, shown, form, refused=(), chosen=(), reason="")


@require_POST
def review_decide(request: HttpRequest, pk: int) -> HttpResponse:
    """Keep or end the grants ticked, or all that match; a refusal loses nothing of what was ticked and written."""
    shown = _review(request, pk)
    filters, form = ItemFilterForm(request.GET), DecideForm(request.POST)
    chosen = chosen_keys(request, "item")
    try:
        count = _decided(request, shown, filters, form, chosen)
    except ValidationError as refusal:
        said = request.POST.get("reason", "")
        return _review_page(request, shown, filters, refused=refusal.messages, chosen=chosen, reason=said)
    told = (
        ngettext("Đã giữ %(count)d quyền.", "Đã giữ %(count)d quyền.", count)
        if form.cleaned_data["decision"] == ReviewDecision.CONFIRMED
        else ngettext("Đã thu hồi %(count)d quyền.", "Đã thu hồi %(count)d quyền.", count)
    )
    messages.success(request, told % {"count": count}, extra_tags="well")
    return redirect(f"{reverse('access-review', args=[pk])}?{request.GET.urlencode()}")


def _decided(
    request: HttpRequest, shown: AccessReview, filters: ItemFilterForm, form: DecideForm, chosen: list[int]
) -> int:
    if not form.is_valid():
        raise ValidationError([error for errors in form.errors.values() for error in errors])
    by, at = acting_of(request), now()
    if form.cleaned_data["every"]:
        matching = item_list(shown, filters.wanted()).filter(decision=ReviewDecision.OPEN)
        chosen = list(matching.exclude(officer__in=by.persons).values_list("pk", flat=True)[:MOST_DECIDED])
    reason = form.cleaned_data["reason"]
    if form.cleaned_data["decision"] == ReviewDecision.CONFIRMED:
        return confirm_items(review=shown, items=chosen, note=reason, by=by, at=at)
    return end_items(review=shown, items=chosen, reason=reason, by=by, at=at)


def _review(request: HttpRequest, pk: int) -> "CountedReview":
    return get_object_or_404(review_list(acting_of(request), ReviewsWanted(), at=now()), pk=pk)


def _review_page(
    request: HttpRequest,
    shown: AccessReview,
    form: ItemFilterForm,
    *,
    refused: Iterable[str],
    chosen: Iterable[int],
    reason: str,
) -> HttpResponse:
    by, at = acting_of(request), now()
    page = page_of(request, item_list(shown, form.wanted()))
    decides = may(by, Permission.REVIEW_CONFIRM, unit=shown.unit, at=at) and (
        shown.due_at > at or shown.closed_at is not None
    )
    rows = [(item, grant_words(item.grant), decides and _waits_for(request, shown, item)) for item in page]
    context = {
        "review": shown,
        "form": form,
        "page": page,
        "rows": rows,
        "query": kept_query(request),
        "narrowed": form.narrows(),
        "refused": list(refused),
        "chosen": set(chosen),
        "reason": reason,
        "decides": any(waits for *_rest, waits in rows),
        "at": at,
    }
    return render(request, "oversight/review.html", context, status=422 if context["refused"] else 200)


def _waits_for(request: HttpRequest, shown: AccessReview, item: ReviewItem) -> bool:
    if acting_of(request).is_among(item.officer_id) or item.grant.effective_to <= now():
        return False
    kept = item.decision == ReviewDecision.CONFIRMED and shown.closed_at is None
    return kept or item.decision == ReviewDecision.OPEN


def _reviews_workbook(rows: "Iterable[CountedReview]") -> HttpResponse:
    headings = [
        _("Năm"),
        _("Mã đơn vị"),
        _("Đơn vị"),
        _("Hạn xác nhận"),
        _("Tổng số quyền"),
        _("Chưa xác nhận"),
        _("Giữ"),
        _("Thu hồi"),
        _("Hết hạn xác nhận"),
        _("Khóa lúc"),
    ]
    return workbook(
        name="ra-soat-quyen",
        headings=headings,
        rows=(
            [r.year, r.unit.code, r.unit.name, r.due_at, r.total, r.left, r.confirmed, r.ended, r.lapsed, r.closed_at]
            for r in rows
        ),
    )


def _items_workbook(shown: AccessReview, rows: Iterable[ReviewItem]) -> HttpResponse:
    headings = [
        _("Cán bộ"),
        _("Tên đăng nhập"),
        _("Vai trò"),
        _("Mã đơn vị"),
        _("Đơn vị"),
        _("Cả cấp dưới"),
        _("Được ủy quyền từ"),
        _("Từ lúc"),
        _("Đến trước"),
        _("Kết quả"),
        _("Người quyết định"),
        _("Lúc"),
        _("Ghi chú"),
    ]
    return workbook(
        name=f"ra-soat-quyen-{shown.year}-{shown.unit.code}",
        headings=headings,
        rows=(
            [i.officer.full_name, i.officer.username, i.grant.role.name, i.grant.unit.code, i.grant.unit.name,
             _("có") if i.grant.covers_branch else "", i.grant.parent.officer if i.grant.parent else "",
             i.grant.valid_from, i.grant.valid_to, i.get_decision_display(), i.decided_by or "", i.decided_at, i.note]
            for i in rows
        ),
    )  # fmt: skip
