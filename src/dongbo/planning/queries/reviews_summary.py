"""Reads: what members say together on a dossier: who has sent what, counts by criterion, remarks by provision."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias, TypedDict

from django.db.models import Count, Q, QuerySet

from dongbo.planning.models import AppraisalDossier, CouncilSeat, CriterionMark, Remark, Review
from dongbo.planning.queries.reviews import criteria_of, is_late, placed_remarks
from dongbo.planning.rules.reviews import WRITTEN_BY
from dongbo.planning.states import BallotChoice, ReviewKind, ReviewState, Verdict

if TYPE_CHECKING:
    from django_stubs_ext import WithAnnotations

    from dongbo.planning.queries.reviews import TimedReview


class _Heard(TypedDict):
    rank: int | None
    path: str | None
    taken_up: int


if TYPE_CHECKING:
    HeardRemark: TypeAlias = WithAnnotations[Remark, _Heard]
    """A remark with where it stands in the text and in how many standing revisions it was taken up."""


@dataclass(frozen=True, slots=True)
class SeatSent:
    """A member the dossier went to, with the form and the opinion he sent, if any; `is_late` by the kind."""

    seat: CouncilSeat
    form: Review | None
    opinion: Review | None
    late: frozenset[str]

    @property
    def owes_opinion(self) -> bool:
        """Whether an opinion is his to give and is not sent."""
        return self.opinion is None and self.seat.role in WRITTEN_BY[ReviewKind.OPINION]

    @property
    def form_is_late(self) -> bool:
        """Whether his form came after the meeting had opened."""
        return ReviewKind.FORM in self.late

    @property
    def opinion_is_late(self) -> bool:
        """Whether his opinion came after the meeting had opened."""
        return ReviewKind.OPINION in self.late


@dataclass(frozen=True, slots=True)
class CriterionCount:
    """How many forms say what by one criterion, the verdicts in their order.

    `noted` is how many say it in words, opinions of reviewers among them.
    """

    code: str
    name: str
    counts: tuple[tuple[str, int], ...]
    noted: int


@dataclass(frozen=True, slots=True)
class RemarksWanted:
    """What a list of remarks is narrowed to; `taken` is "yes" or "no" for those that became revisions or did not."""

    words: str = ""
    kind: str = ""
    seat: int | None = None
    taken: str = ""


def who_has_sent(dossier: AppraisalDossier, reviews: "Iterable[TimedReview]") -> list[SeatSent]:
    """Return everybody who is to write on a dossier or has sent something, by rank; `reviews` are what was sent on it.

    A member who left before he sent anything is not waited for.
    """
    sent: dict[tuple[int, str], TimedReview] = {
        (one.seat_id, one.kind): one for one in reviews if one.state == ReviewState.SENT
    }
    given = CouncilSeat.objects.filter(dossier_receipts__dossier=dossier)
    judging = Q(ended_at__isnull=True, role__in=WRITTEN_BY[ReviewKind.FORM])
    waited_for = given.filter(judging | Q(pk__in={seat for seat, _kind in sent}))
    return [
        SeatSent(
            seat,
            sent.get((seat.pk, ReviewKind.FORM)),
            sent.get((seat.pk, ReviewKind.OPINION)),
            frozenset(kind for kind in ReviewKind if (one := sent.get((seat.pk, kind))) is not None and is_late(one)),
        )
        for seat in waited_for.select_related("officer", "unit").order_by("rank", "pk")
    ]


def counts_by_criterion(dossier: AppraisalDossier) -> list[CriterionCount]:
    """Return how what was sent judges by each criterion; those of former rules come last, by their code."""
    marks = CriterionMark.objects.filter(review__dossier=dossier, review__state=ReviewState.SENT)
    rows = marks.values("criterion", "verdict").annotate(forms=Count("pk"), noted=Count("pk", filter=~Q(note="")))
    counted: Counter[tuple[str, str]] = Counter()
    noted: Counter[str] = Counter()
    for row in rows.order_by():
        counted[row["criterion"], row["verdict"]] = row["forms"]
        noted[row["criterion"]] += row["noted"]
    names: Mapping[str, str] = dict(criteria_of(dossier))
    former = sorted({code for code, _verdict in counted} - set(names))
    return [
        CriterionCount(
            code, names.get(code, code), tuple((str(one.label), counted[code, one]) for one in Verdict), noted[code]
        )
        for code in (*names, *former)
    ]


def results_proposed(dossier: AppraisalDossier) -> list[tuple[str, int]]:
    """Return how many forms that were sent propose which result, in the order of the results."""
    sent = Review.objects.filter(dossier=dossier, state=ReviewState.SENT, kind=ReviewKind.FORM)
    rows = dict(sent.order_by().values_list("proposed").annotate(forms=Count("pk")))
    return [(str(one.label), rows[one]) for one in BallotChoice if one in rows]


def notes_by_criterion(dossier: AppraisalDossier, criterion: str = "") -> QuerySet[CriterionMark]:
    """Return what the members said in words by criterion in what they sent, by criterion and rank."""
    found = CriterionMark.objects.filter(review__dossier=dossier, review__state=ReviewState.SENT).exclude(note="")
    narrowed = found.filter(criterion=criterion) if criterion else found
    return narrowed.select_related("review__seat__officer").order_by("criterion", "review__seat__rank", "pk")


def heard_remarks(dossier: AppraisalDossier, wanted: RemarksWanted) -> "QuerySet[HeardRemark]":
    """Return the remarks that were sent on a dossier in the order of the text, as asked for."""
    found = Remark.objects.filter(review__dossier=dossier, review__state=ReviewState.SENT)
    for word in wanted.words.split():
        found = found.filter(Q(text__icontains=word) | Q(label__icontains=word))
    if wanted.kind:
        found = found.filter(kind=wanted.kind)
    if wanted.seat:
        found = found.filter(review__seat=wanted.seat)
    standing = Q(revisions__withdrawn_at__isnull=True) & Q(revisions__isnull=False)
    heard = placed_remarks(found).annotate(taken_up=Count("revisions", filter=standing))
    if wanted.taken:
        heard = heard.filter(taken_up__gt=0) if wanted.taken == "yes" else heard.filter(taken_up=0)
    return heard.select_related("review__seat__officer", "review__seat__unit")
