"""The yearly review of who holds what: opening, deciding item by item or many at once, and letting lapse."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from dongbo.ledger.operations import append_event
from dongbo.ledger.states import Authorship
from dongbo.organisation.models import AccessReview, Grant, ReviewItem, Unit
from dongbo.organisation.operations.chains import require_someone_gives
from dongbo.organisation.operations.ending import end_grants
from dongbo.organisation.operations.numbering import advance_epoch
from dongbo.organisation.queries.reviews import heads_on, last_keys, lineages_of, live_grants, undecided, units_to_open
from dongbo.organisation.rules import Acting, NotAllowed, require
from dongbo.organisation.rules.reviews import share_out
from dongbo.organisation.rules.words import require_words
from dongbo.organisation.states import AlarmCause, Permission, ReviewDecision

MOST_DECIDED = 10_000
"""How many grants are decided on in one act."""

REVIEWED = "access_review"
"""How the ledger knows a review."""


@dataclass(frozen=True, slots=True)
class Opened:
    """What opening a year's reviews brought."""

    reviews: int
    items: int


@transaction.atomic
def open_reviews(
    *, year: int, due_at: datetime, by: Acting, at: datetime, units: Iterable[Unit] | None = None
) -> Opened:
    """This will open the year's review for `units`, or for every unit with a head where `by` opens reviews.

    Every grant effective now in those branches is asked of exactly one unit: the nearest reviewed one above it, or
    the next where its holder heads that himself. The topmost unit is always asked, for what no head stands above.
    A grant given since a unit's review opened joins it when reviews are opened again in the same year.
    Raises NotAllowed; ValidationError where the moment or the units do not fit, or nothing is left to ask.
    """
    advance_epoch()
    _require_times(year, due_at, at)
    chosen = _every_reviewed_unit(by, at=at) if units is None else list(units)
    authorship = _require_openable(chosen, year=year, given=units is not None, by=by, at=at)
    before = {review.unit_id: review for review in AccessReview.objects.filter(year=year)}
    new = [unit for unit in chosen if unit.pk not in before]
    made = AccessReview.objects.bulk_create(
        AccessReview(unit=unit, year=year, due_at=due_at, opened_at=at, opened_by=by.officer) for unit in new
    )
    reviews = before | {review.unit_id: review for review in made}
    items = _ask(reviews, branches=chosen, year=year, at=at)
    if not made and not items:
        raise ValidationError(_("Mọi quyền trong phạm vi này đã được đưa vào rà soát năm %(year)d.") % {"year": year})
    append_event(
        kind="organisation.reviews_opened",
        subject_kind="unit",
        subject_id=chosen[0].pk,
        payload={"year": year, "due_at": due_at.isoformat(), "reviews": len(made), "items": items},
        by=authorship,
        at=at,
    )
    return Opened(reviews=len(made), items=items)


def _require_times(year: int, due_at: datetime, at: datetime) -> None:
    if due_at <= at:
        raise ValidationError({"due_at": _("Hạn xác nhận phải sau lúc mở đợt; hãy chọn một ngày trong tương lai.")})
    this_year = timezone.localdate(at).year
    if not this_year - 1 <= year <= this_year + 1:
        raise ValidationError(
            {"year": _("Năm rà soát phải là năm nay, năm trước hoặc năm sau (%(year)d).") % {"year": this_year}}
        )


def _every_reviewed_unit(by: Acting, *, at: datetime) -> list[Unit]:
    """Return the living units with a head where `by` opens reviews, and the topmost there with or without one."""
    found = list(units_to_open(by, at=at))
    known = {unit.pk for unit in found}
    heads = heads_on(timezone.localdate(at), units=known)
    return [unit for unit in found if unit.pk in heads or unit.parent_id not in known]


def _require_openable(chosen: list[Unit], *, year: int, given: bool, by: Acting, at: datetime) -> Authorship:
    if not chosen:
        if given:
            raise ValidationError({"units": _("Hãy chọn ít nhất một đơn vị để rà soát.")})
        raise NotAllowed(_("Bạn chưa được cấp quyền mở đợt rà soát ở đơn vị nào."))
    ended = [unit.name for unit in chosen if unit.ended_on is not None]
    if ended:
        names = ", ".join(ended)
        raise ValidationError({"units": _("%(names)s đã kết thúc; hãy chọn đơn vị kế thừa.") % {"names": names}})
    if not given:
        return require(by, Permission.REVIEW_OPEN, unit=chosen[0], at=at)
    authorships = [require(by, Permission.REVIEW_OPEN, unit=unit, at=at) for unit in chosen]
    return authorships[0]


def _ask(reviews: dict[int, AccessReview], *, branches: Iterable[Unit], year: int, at: datetime) -> int:
    """Write an item for every grant that is effective in `branches` and not yet asked this year; return how many."""
    found = live_grants(branches, at=at).exclude(review_items__year=year)
    triples = list(found.values_list("pk", "officer_id", "effective_unit_id"))
    asked = share_out(triples, lineages=lineages_of(unit for *_rest, unit in triples), heads=_heads_of(reviews, at))
    holders = {grant: holder for grant, holder, _unit in triples}
    running = {unit: review for unit, review in reviews.items() if review.closed_at is None and review.due_at > at}
    made = ReviewItem.objects.bulk_create(
        ReviewItem(review=running[unit], year=year, grant_id=grant, officer_id=holders[grant])
        for grant, unit in asked.items()
        if unit in running
    )
    return len(made)


def _heads_of(reviews: Collection[int], at: datetime) -> dict[int, frozenset[int]]:
    heads = heads_on(timezone.localdate(at), units=reviews)
    return {unit: heads.get(unit, frozenset()) for unit in reviews}


@transaction.atomic
def confirm_items(*, review: AccessReview, items: Collection[int], by: Acting, at: datetime, note: str = "") -> int:
    """This will keep the grants of these items of `review`; return how many, without those decided meanwhile.

    Raises NotAllowed where `by` does not confirm there; ValidationError where the time is over, where a grant is
    his own or of whom he acts for, or where nothing is left to decide.
    """
    authorship, chosen = _require_decidable(review, items, by=by, at=at, decisions=[ReviewDecision.OPEN])
    return _decide(review, chosen, ReviewDecision.CONFIRMED, note=note, by=by, authorship=authorship, at=at)


@transaction.atomic
def end_items(*, review: AccessReview, items: Collection[int], reason: str, by: Acting, at: datetime) -> int:
    """This will end the grants of these items of `review`, with everything delegated from them; return how many.

    What was confirmed may still be ended until the review is due. Raises as `confirm_items` does, and
    ValidationError where `reason` says nothing.
    """
    advance_epoch()
    require_words(reason, field="reason", what=_("lý do thu hồi"))
    authorship, chosen = _require_decidable(
        review, items, by=by, at=at, decisions=[ReviewDecision.OPEN, ReviewDecision.CONFIRMED]
    )
    grants = list(Grant.objects.filter(review_items__in=chosen).order_by("pk"))
    end_grants(grants=grants, cause=AlarmCause.REVOKED, reason=reason.strip(), by=by, at=at)
    require_someone_gives(at=at)
    return _decide(review, chosen, ReviewDecision.ENDED, note=reason.strip(), by=by, authorship=authorship, at=at)


def _require_decidable(
    review: AccessReview, items: Collection[int], *, by: Acting, at: datetime, decisions: list[ReviewDecision]
) -> tuple[Authorship, list[int]]:
    """Return the authorship and the keys of the items that `by` decides, with the review locked."""
    if len(items) > MOST_DECIDED:
        raise ValidationError(
            _("Mỗi lần quyết định được nhiều nhất %(most)d quyền; hãy chọn ít hơn.") % {"most": MOST_DECIDED}
        )
    held = AccessReview.objects.select_for_update(of=("self",)).select_related("unit").get(pk=review.pk)
    authorship = require(by, Permission.REVIEW_CONFIRM, unit=held.unit, at=at)
    if held.due_at <= at and not _kept_open(held):
        raise ValidationError(_("Đợt rà soát này đã hết hạn; quyền nào còn cần, hãy đề nghị cấp lại."))
    if held.closed_at is not None:
        decisions = [ReviewDecision.OPEN]
    chosen = ReviewItem.objects.filter(review=held, pk__in=items)
    own = chosen.filter(officer__in=by.persons).select_related("grant__role")
    if names := ", ".join(sorted({str(item.grant.role) for item in own})):
        raise ValidationError(
            _("Quyền «%(names)s» là của bạn hoặc của người bạn thực hiện thay; hãy bỏ chọn để người khác quyết định.")
            % {"names": names}
        )
    left = list(chosen.filter(decision__in=decisions, grant__effective_to__gt=at).values_list("pk", flat=True))
    if not left:
        raise ValidationError(_("Hãy chọn ít nhất một quyền chưa quyết định và còn hiệu lực."))
    return authorship, left


def _kept_open(review: AccessReview) -> bool:
    """Return whether `review` was closed with grants the site cannot do without: those are still to be decided."""
    return review.closed_at is not None and undecided(review).exists()


def _decide(
    review: AccessReview,
    items: list[int],
    decision: ReviewDecision,
    *,
    note: str,
    by: Acting,
    authorship: Authorship,
    at: datetime,
) -> int:
    ReviewItem.objects.filter(pk__in=items).update(
        decision=decision, decided_at=at, decided_by=by.officer, decided_for=by.principal, note=note.strip()
    )
    append_event(
        kind=f"organisation.review_items_{decision.value}",
        subject_kind=REVIEWED,
        subject_id=review.pk,
        payload={"items": items, "note": note.strip()},
        by=authorship,
        at=at,
    )
    return len(items)


def close_due_reviews(*, at: datetime) -> int:
    """This will close every review that is due at `at`, each in its own transaction; return how many."""
    due = AccessReview.objects.filter(closed_at__isnull=True, due_at__lte=at).order_by("due_at", "pk")
    return sum(close_review(review=review, at=at) for review in due)


@transaction.atomic
def close_review(*, review: AccessReview, at: datetime) -> bool:
    """This will close `review` when it is due and let lapse what nobody confirmed; return whether it did.

    Only the last grants by which anyone can still give grants over the whole tree stay, undecided: a site that
    nobody can mend helps nobody. They are named in the event and stay in the list as late.
    """
    advance_epoch()
    held = AccessReview.objects.select_for_update().get(pk=review.pk)
    if held.closed_at is not None or held.due_at > at:
        return False
    open_items = undecided(held)
    lapsing = list(Grant.objects.filter(review_items__in=open_items, effective_to__gt=at).order_by("pk"))
    kept = last_keys(lapsing, at=at)
    lapsing = [grant for grant in lapsing if grant.pk not in kept]
    open_items.exclude(grant__in=kept).update(decision=ReviewDecision.LAPSED, decided_at=at)
    _let_lapse(held, lapsing, at=at)
    append_event(
        kind="organisation.review_closed",
        subject_kind=REVIEWED,
        subject_id=held.pk,
        payload={"lapsed": [grant.pk for grant in lapsing], "kept_for_the_site": sorted(kept)},
        at=at,
    )
    return True


def _let_lapse(review: AccessReview, grants: list[Grant], *, at: datetime) -> None:
    reason = f"Không được xác nhận trước hạn trong đợt rà soát quyền năm {review.year}"
    end_grants(grants=grants, cause=AlarmCause.LAPSED, reason=reason, by=None, at=at)
    AccessReview.objects.filter(pk=review.pk).update(closed_at=at)
