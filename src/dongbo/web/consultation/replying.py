"""What the pages of a consulted unit share: which unit it is, what the officer may do there, its remarks in words."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from dongbo.organisation.rules import Acting
from dongbo.organisation.states import Permission
from dongbo.planning.models import Opinion
from dongbo.planning.queries.replies import asked_units
from dongbo.planning.rules.consultation import may_speak
from dongbo.planning.states import ConsultationState, ConsulteeState, OpinionState
from dongbo.web.acting import acting_of, now
from dongbo.web.consultation.presentation import STATE_TONES
from dongbo.web.desk.kinds import PRESSING

if TYPE_CHECKING:
    from dongbo.planning.queries.replies import AskedUnit


@dataclass(frozen=True, slots=True)
class Replying:
    """A consulted unit as one of its officers stands before it."""

    consultee: "AskedUnit"
    by: Acting
    at: datetime
    may_raise: bool
    may_send: bool

    @property
    def is_open(self) -> bool:
        """Whether the unit may still work at its answer."""
        return self.takes_letters and self.consultee.state != ConsulteeState.ANSWERED

    @property
    def takes_letters(self) -> bool:
        """Whether the round still takes anything in."""
        return bool(self.consultee.consultation.state != ConsultationState.FINAL)

    @property
    def is_late(self) -> bool:
        """Whether the term is over, or the round was closed, and the unit has not answered."""
        return self.is_open and (self.consultee.due <= self.at or self.consultee.consultation.closed_at is not None)

    @property
    def tone(self) -> str:
        """How the screens colour where the unit stands."""
        return tone_of(self.consultee, self.at)

    def context(self, **more: Any) -> dict[str, Any]:
        """Return what the pages show, with `more`."""
        return {
            "replying": self,
            "consultee": self.consultee,
            "consultation": self.consultee.consultation,
            "document": self.consultee.consultation.document,
            **more,
        }

    def may_change(self, remark: Opinion) -> bool:
        """Return whether the officer may correct or take back a remark."""
        own = self.may_raise and self.by.is_among(remark.raised_by_id)
        return self.is_open and (own or self.may_send)


def replying(request: HttpRequest, pk: int) -> Replying:
    """Return the consulted unit with this key, where the reader works at its answer. Raises Http404."""
    by, at = acting_of(request), now()
    return standing(get_object_or_404(asked_units(by, at=at), pk=pk), by, at=at)


def standing(consultee: "AskedUnit", by: Acting, *, at: datetime) -> Replying:
    """Return what `by` may do at a consulted unit he sees."""
    return Replying(
        consultee=consultee,
        by=by,
        at=at,
        may_raise=may_speak(by, Permission.OPINION_RAISE, consultee, at=at),
        may_send=may_speak(by, Permission.OPINION_SEND, consultee, at=at),
    )


def tone_of(consultee: "AskedUnit", at: datetime) -> str:
    """Return how a unit is coloured: late once its deadline is over without an answer, warning shortly before."""
    if consultee.state != ConsulteeState.WAITING:
        return STATE_TONES[ConsulteeState(consultee.state)]
    if consultee.due <= at:
        return "late"
    return "warning" if consultee.due - at <= PRESSING else "waiting"


@dataclass(frozen=True, slots=True)
class ShownRemark:
    """A remark with what the officer before the page may do with it."""

    remark: Opinion
    may_change: bool
    may_choose: bool

    @property
    def quote(self) -> str:
        """The words it is about, as filed."""
        return str(self.remark.quote.get("exact", ""))

    @property
    def is_left(self) -> bool:
        """Whether it was left out of the answer."""
        return bool(self.remark.state == OpinionState.LEFT)


def shown_remarks(remarks: Iterable[Opinion], at_unit: Replying) -> list[ShownRemark]:
    """Return remarks as the unit's pages show them."""
    return [ShownRemark(one, at_unit.may_change(one), at_unit.is_open and at_unit.may_send) for one in remarks]


def by_provision(remarks: Iterable[ShownRemark]) -> Mapping[object, list[ShownRemark]]:
    """Return remarks by the provision they stand at, those on the whole under None."""
    found: dict[object, list[ShownRemark]] = {}
    for one in remarks:
        found.setdefault(one.remark.provision_id, []).append(one)
    return found
