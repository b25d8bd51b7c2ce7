"""What the pages of members' work share: the dossier sent, whose seat it is, and what he may write."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse

from dongbo.planning.models import AppraisalDossier, CouncilSeat
from dongbo.planning.queries.reviews import own_reviews, reviews_seen, seat_writing
from dongbo.planning.rules.reviews import kinds_written
from dongbo.planning.states import CouncilState, ReviewKind, ReviewState
from dongbo.web.acting import acting_of, now
from dongbo.web.councils.dossier_scope import OpenedDossier, opened_dossier, read_dossier
from dongbo.web.organisation.views.acts import Words
from dongbo.web.thread import Step

if TYPE_CHECKING:
    from dongbo.planning.queries.reviews import TimedReview


@dataclass(frozen=True, slots=True)
class Reviewing:
    """A dossier as one who may read it stands before it; `seat` is where he judges it himself, if he does."""

    opened: OpenedDossier
    seat: CouncilSeat | None
    reviews: "dict[str, TimedReview]"

    @property
    def dossier(self) -> AppraisalDossier:
        """The dossier."""
        return self.opened.dossier

    @property
    def kinds(self) -> list[ReviewKind]:
        """What he writes on it."""
        return kinds_written(self.seat)

    @property
    def open_kinds(self) -> list[ReviewKind]:
        """What he may still write on: what he has not sent, while the council is at work."""
        works = self.dossier.council.state == CouncilState.WORKING
        return [kind for kind in self.kinds if works and not self._is_sent(kind)]

    def _is_sent(self, kind: ReviewKind) -> bool:
        review = self.reviews.get(kind)
        return review is not None and review.state == ReviewState.SENT

    @property
    def reading(self) -> str:
        """Where the text is read."""
        return reverse("appraisal-dossier-read", args=[self.dossier.pk])

    def context(self, here: Words, **more: Any) -> dict[str, Any]:
        """Return what the pages show, with `more`; `here` is what the page is called."""
        return {
            **self.opened.frame(Step(str(here), here=True)),
            "here": here,
            "reviewing": self,
            "version": self.dossier.version,
            **more,
        }


def reviewing(request: HttpRequest, pk: UUID, *, detail: str = "") -> Reviewing:
    """Return the dossier the reader may read once it is frozen; with `detail` the look is recorded. Raises Http404."""
    found = opened_dossier(request, pk)
    if not found.is_frozen:
        raise Http404
    if detail:
        found = read_dossier(request, pk, detail=detail)
    seat = seat_writing(found.dossier, found.by, at=found.at)
    return Reviewing(found, seat, own_reviews(found.dossier, found.by, at=found.at) if seat else {})


def writing(request: HttpRequest, pk: UUID, *, detail: str = "") -> Reviewing:
    """Return the dossier where the reader judges it himself. Raises Http404."""
    found = reviewing(request, pk, detail=detail)
    if found.seat is None:
        raise Http404
    return found


def kind_of(found: Reviewing, named: str) -> ReviewKind:
    """Return what the address asks for, if it is his to write. Raises Http404."""
    for kind in found.kinds:
        if kind.value == named:
            return kind
    raise Http404


def seen_review(request: HttpRequest, pk: int) -> "TimedReview":
    """Return what a member wrote where the reader may read it. Raises Http404."""
    return get_object_or_404(reviews_seen(acting_of(request), at=now()), pk=pk)


def place_in(found: Reviewing, path: str) -> str:
    """Return where a provision stands in the text, or the text."""
    return f"{found.reading}#{path}" if path else found.reading
