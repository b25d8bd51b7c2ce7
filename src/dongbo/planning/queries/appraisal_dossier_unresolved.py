"""Reads: what is unresolved of a round as a draft comes before the council."""

from collections.abc import Iterator
from itertools import islice

from django.utils import timezone

from dongbo.documents.models import Version
from dongbo.engines.dossier_papers import Disagreement, ExplainedOpinion, LeftLine, SignedLine, Unresolved
from dongbo.organisation.rules.wording import day_text
from dongbo.planning.models import Consultation
from dongbo.planning.queries.closure_lines import LinesWanted, Told, lines_of, told_lines
from dongbo.planning.queries.closure_wording import fault_of, place_of
from dongbo.planning.queries.papers import BATCH, Writing, opinion_rows
from dongbo.planning.states import Answer, ClosureState, Outcome

LINES = 500
"""Lines of closure that are told at once."""

NOT_TAKEN = (Outcome.OPEN, Outcome.PARTLY, Outcome.EXPLAINED, Outcome.TO_LEADER)


def unresolved_of(consultation: Consultation, version: Version) -> Unresolved:
    """Return what is unresolved of a round against `version`; each list is read when it is asked for."""
    return Unresolved(
        left=_left(consultation, version),
        signed=_signed(consultation, version),
        opinions=_opinions(consultation, version),
        against=_against(consultation),
    )


def _left(consultation: Consultation, version: Version) -> Iterator[LeftLine]:
    for told in _told(consultation, version, ClosureState.OPEN):
        words = "\n".join(row.words for row in told.now)
        yield LeftLine(told.line.get_kind_display(), place_of(told), fault_of(told.line), words)


def _signed(consultation: Consultation, version: Version) -> Iterator[SignedLine]:
    for told in _told(consultation, version, ClosureState.SIGNED):
        line = told.line
        yield SignedLine(
            kind=line.get_kind_display(),
            about=place_of(told),
            fault=fault_of(line),
            signed_by=line.signed_by.full_name if line.signed_by else "",
            signed_on=day_text(timezone.localdate(line.signed_at)) if line.signed_at else "",
            reason=line.note,
        )


def _told(consultation: Consultation, version: Version, state: ClosureState) -> Iterator[Told]:
    lines = lines_of(consultation, version, LinesWanted(state=state)).iterator(LINES)
    while some := list(islice(lines, LINES)):
        yield from told_lines(some, consultation, version)


def _opinions(consultation: Consultation, version: Version) -> Iterator[ExplainedOpinion]:
    writing = Writing(consultation, version)
    for row in opinion_rows(consultation, version).iterator(BATCH):
        outcome = row.outcome or Outcome.OPEN
        if outcome in NOT_TAKEN:
            yield ExplainedOpinion(
                number=row.number,
                topic=writing.topic(row),
                consultees=(writing.asked[row.consultee_id][0],),
                opinion=row.text,
                outcome=outcome,
                response=row.response or "",
                reason=row.reason or "",
            )


def _against(consultation: Consultation) -> Iterator[Disagreement]:
    found = consultation.consultees.filter(answer=Answer.DISAGREES).order_by("unit__first", "pk")
    for unit, reason in found.values_list("unit__name", "reason"):
        yield Disagreement(unit, reason)
