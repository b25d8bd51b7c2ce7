"""Reads: what members of a council write, each his own; what was sent, for those who may hear it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import sha256
from json import dumps
from typing import TYPE_CHECKING, TypeAlias, TypedDict

from django.db.models import Exists, F, Min, OuterRef, Q, QuerySet, Subquery

from dongbo.documents.models import ProvisionVersion
from dongbo.engines.councils.rules import CouncilRules
from dongbo.organisation.rules import Acting
from dongbo.planning.models import (
    AppraisalDossier,
    CouncilSeat,
    DossierReceipt,
    Meeting,
    PrivateNote,
    Remark,
    Review,
)
from dongbo.planning.rules.reviews import WRITTEN_BY, Written, announced, own_seats, reviews_open_to
from dongbo.planning.states import (
    AppraisalDossierState,
    CouncilState,
    MeetingState,
    ReviewKind,
    ReviewState,
    SeatRole,
)

if TYPE_CHECKING:
    from django_stubs_ext import WithAnnotations


class _Timed(TypedDict):
    opened_at: datetime | None


class _Owed(TypedDict):
    has_form: bool
    meets_at: datetime | None


class _Placed(TypedDict):
    rank: int | None
    path: str | None


if TYPE_CHECKING:
    TimedReview: TypeAlias = WithAnnotations[Review, _Timed]
    """What a member wrote, with when the first meeting on its dossier opened."""
    OwedReview: TypeAlias = WithAnnotations[DossierReceipt, _Owed]
    """A dossier on which a member still owes something, whether his form is sent, and when it is met upon."""
    PlacedRemark: TypeAlias = WithAnnotations[Remark, _Placed]
    """A remark with where its provision stands in the version judged."""


@dataclass(frozen=True, slots=True)
class MarkSaid:
    """What is said by one criterion; "" is no verdict yet."""

    verdict: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class ReviewSaid:
    """Everything a form or an opinion says besides its remarks; marks by the code of their criterion."""

    text: str = ""
    conclusion: str = ""
    proposed: str = ""
    marks: Mapping[str, MarkSaid] = field(default_factory=dict)

    @property
    def fingerprint(self) -> str:
        """What tells this from anything else that could be said."""
        marks = {code: [one.verdict, one.note] for code, one in self.marks.items() if one.verdict or one.note}
        return _digest([self.text, self.conclusion, self.proposed, marks])

    def with_remarks(self, remarks: Iterable[Remark]) -> "ReviewSent":
        """Return all that is sent."""
        return ReviewSent(self, list(remarks))


@dataclass(frozen=True, slots=True)
class ReviewSent:
    """What is sent: what is said, and the remarks in the order of the text."""

    said: ReviewSaid
    remarks: list[Remark]

    @property
    def fingerprint(self) -> str:
        """What tells this from anything else that could be sent; the receipt of what was."""
        remarks = [[one.pk, one.label, one.quote, one.kind, one.text] for one in self.remarks]
        return _digest([self.said.fingerprint, remarks])

    @property
    def written(self) -> Written:
        """Return it as the rules on what must be filled in look at it."""
        marks = {code: (one.verdict, one.note) for code, one in self.said.marks.items()}
        return Written(marks, self.said.text, self.said.conclusion, self.said.proposed, len(self.remarks))


def _digest(parts: list[object]) -> str:
    return sha256(dumps(parts, ensure_ascii=False, sort_keys=True).encode()).hexdigest()


def said_of(review: Review | None) -> ReviewSaid:
    """Return what a review says so far; nothing where there is none."""
    if review is None:
        return ReviewSaid()
    marks = {one.criterion: MarkSaid(one.verdict, one.note) for one in review.marks.all()}
    return ReviewSaid(review.text, review.conclusion, review.proposed, marks)


def sent_of(review: Review) -> ReviewSent:
    """Return what a review says, with its remarks."""
    return said_of(review).with_remarks(remarks_of(review))


def criteria_of(dossier: AppraisalDossier) -> tuple[tuple[str, str], ...]:
    """Return code and name of the criteria by which the members of the council judge, as its rules stand now."""
    return CouncilRules.from_json(dossier.council.rules).criteria


def choices_of(dossier: AppraisalDossier) -> list[str]:
    """Return the results that may be proposed, as the rules of the council stand now."""
    return [choice.value for choice in CouncilRules.from_json(dossier.council.rules).choices]


def seat_writing(dossier: AppraisalDossier, by: Acting, *, at: datetime) -> CouncilSeat | None:
    """Return the officer's own seat to which the dossier was sent; None without, and for whoever acts for another."""
    if dossier.state != AppraisalDossierState.SENT:
        return None
    found = CouncilSeat.objects.filter(
        own_seats(by, at=at), council=dossier.council_id, dossier_receipts__dossier=dossier
    )
    return found.select_related("officer", "unit").first()


def notes_of(dossier: AppraisalDossier, by: Acting, *, at: datetime) -> QuerySet[PrivateNote]:
    """Return the officer's own notes on a dossier; nobody else's, for nobody."""
    return PrivateNote.objects.filter(dossier=dossier, seat__in=CouncilSeat.objects.filter(own_seats(by, at=at)))


def own_reviews(dossier: AppraisalDossier, by: Acting, *, at: datetime) -> "dict[str, TimedReview]":
    """Return what the officer himself wrote on a dossier, by its kind."""
    mine = CouncilSeat.objects.filter(own_seats(by, at=at))
    found = _told(Review.objects.filter(dossier=dossier, seat__in=mine))
    return {one.kind: one for one in found.prefetch_related("marks")}


def own_remarks(dossier: AppraisalDossier, by: Acting, *, at: datetime) -> "QuerySet[PlacedRemark]":
    """Return the officer's own remarks on a dossier in the order of the text, sent or not."""
    mine = CouncilSeat.objects.filter(own_seats(by, at=at))
    return placed_remarks(Remark.objects.filter(review__dossier=dossier, review__seat__in=mine))


def reviews_seen(by: Acting, *, at: datetime) -> "QuerySet[TimedReview]":
    """Return what members wrote that `by` may read."""
    return _told(Review.objects.filter(reviews_open_to(by, at=at))).prefetch_related("marks")


def remarks_of(review: Review) -> "QuerySet[PlacedRemark]":
    """Return the remarks of a review in the order of the text."""
    return placed_remarks(Remark.objects.filter(review=review))


def placed_remarks(found: QuerySet[Remark]) -> "QuerySet[PlacedRemark]":
    """Return remarks in the order of the text they are on, those on the whole first."""
    row = ProvisionVersion.objects.filter(version=OuterRef("review__dossier__version"), provision=OuterRef("provision"))
    placed = found.annotate(rank=Subquery(row.values("rank")[:1]), path=Subquery(row.values("path")[:1]))
    shown = placed.select_related("review__seat__officer")
    return shown.order_by(F("rank").asc(nulls_first=True), "review__seat__rank", "pk")


def is_late(review: "TimedReview") -> bool:
    """Return whether a review was sent after the meeting on its dossier had opened."""
    return review.sent_at is not None and review.opened_at is not None and review.sent_at > review.opened_at


def meeting_opened_at(dossier: AppraisalDossier) -> datetime | None:
    """Return when the first meeting on a dossier opened; None before."""
    found: datetime | None = Meeting.objects.filter(dossier=dossier).aggregate(first=Min("opened_at"))["first"]
    return found


def is_announced(dossier: AppraisalDossier) -> bool:
    """Return whether a meeting on the dossier has announced its conclusions."""
    return AppraisalDossier.objects.filter(announced("pk"), pk=dossier.pk).exists()


def reviews_to_send(by: Acting, *, at: datetime) -> "QuerySet[OwedReview]":
    """Return the dossiers on which `by` himself owes a form or an opinion, what is met upon first before the rest.

    The latest dossier of a council at work, until the conclusions on it are announced.
    """
    mine = CouncilSeat.objects.filter(own_seats(by, at=at))
    sent = Review.objects.filter(dossier=OuterRef("dossier"), seat=OuterRef("seat"), state=ReviewState.SENT)
    later = AppraisalDossier.objects.filter(
        council=OuterRef("dossier__council"),
        ordinal__gt=OuterRef("dossier__ordinal"),
        state=AppraisalDossierState.SENT,
    )
    called = Meeting.objects.filter(dossier=OuterRef("dossier"), state__in=(MeetingState.CALLED, MeetingState.OPEN))
    found = DossierReceipt.objects.filter(
        seat__in=mine,
        seat__role__in=WRITTEN_BY[ReviewKind.FORM],
        dossier__council__state=CouncilState.WORKING,
    )
    owed = found.annotate(
        has_form=Exists(sent.filter(kind=ReviewKind.FORM)),
        meets_at=Subquery(called.order_by("starts_at").values("starts_at")[:1]),
    )
    owes_opinion = Q(seat__role=SeatRole.REVIEWER) & ~Exists(sent.filter(kind=ReviewKind.OPINION))
    shown = owed.filter(Q(has_form=False) | owes_opinion).exclude(announced("dossier")).exclude(Exists(later))
    told = shown.select_related("dossier__council__document")
    return told.order_by(F("meets_at").asc(nulls_last=True), "sent_at", "pk")


def _told(found: QuerySet[Review]) -> "QuerySet[TimedReview]":
    opened = Meeting.objects.filter(dossier=OuterRef("dossier"), opened_at__isnull=False).order_by("opened_at")
    timed = found.annotate(opened_at=Subquery(opened.values("opened_at")[:1]))
    described = timed.select_related(
        "seat__officer", "seat__unit", "sent_by", "dossier__version__document", "dossier__council__document__unit"
    )
    return described.order_by("dossier", "seat__rank", "kind", "pk")
