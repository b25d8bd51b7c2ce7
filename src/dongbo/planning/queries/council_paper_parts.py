"""Reads: what the papers of a council have alike: heads, people, counts and what decides."""

from datetime import date

from django.db.models import Q, QuerySet
from django.utils import timezone

from dongbo.documents.models import Document, Version
from dongbo.engines.consultation_papers import Draft, Head
from dongbo.engines.consultation_papers.letters import day_in_words
from dongbo.engines.council_papers import Council as NamedCouncil
from dongbo.engines.council_papers import Held, Person, Votes
from dongbo.engines.councils.meaning import threshold_words
from dongbo.engines.councils.rules import Base, CouncilRules
from dongbo.engines.councils.vocabulary import Role
from dongbo.organisation.models import Unit
from dongbo.planning.models import Attendance, Ballot, Council, CouncilPaper, CouncilSeat, Meeting
from dongbo.planning.queries.ballots import ballots_of, counts_of
from dongbo.planning.states import BallotOutcome, BallotState, CouncilForm, SeatRole

CHAIRS = {
    SeatRole.CHAIR: ("TM. HỘI ĐỒNG", "CHỦ TỊCH"),
    SeatRole.VICE_CHAIR: ("TM. HỘI ĐỒNG", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"),
}
"""The lines above the signature of who presided."""


def named_council(council: Council) -> NamedCouncil:
    """Return the council by its name and the decision that founded it."""
    day = day_in_words(council.decision_on)
    return NamedCouncil(council.name, f"Quyết định số {council.decision_number} {day} của {council.decision_issuer}")


def plan_name(document: Document) -> str:
    """Return a plan as sentences name it: "Kế hoạch Ứng dụng …"."""
    return " ".join(filter(None, (document.type_name.capitalize(), document.subject)))


def draft_of(version: Version) -> Draft:
    """Return a version as what is judged: "dự thảo Kế hoạch … (Bản 2)"."""
    return Draft(f"dự thảo {plan_name(version.document)}", version.label)


def council_head(
    council: Council, version: Version, *, on: date, chair: CouncilSeat | None = None, number: str = ""
) -> Head:
    """Return the head of a paper that the council issues in its own name, signed by `chair`."""
    return Head(
        issuer=council.name,
        governing_body=council.decision_issuer,
        place=place_of(version),
        date=on,
        number=number,
        signer_titles=CHAIRS.get(SeatRole(chair.role), CHAIRS[SeatRole.CHAIR]) if chair else (),
        signer=chair.officer.full_name if chair else "",
    )


def unit_head(unit: Unit, version: Version, *, on: date | None, number: str = "") -> Head:
    """Return the head of a paper that a unit issues."""
    parent = unit.parent.name if unit.parent else ""
    return Head(issuer=unit.name, governing_body=parent, place=place_of(version), date=on, number=number)


def place_of(version: Version) -> str:
    """Return the place on the papers of a plan, as its text says it."""
    return str(version.fields.get("place") or "")


def person_of(seat: CouncilSeat) -> Person:
    """Return who sits on a seat, as the papers call him."""
    is_a_role = any(seat.position == one.label for one in (*SeatRole, *Role))
    position = "" if is_a_role else seat.position
    return Person(seat.officer.full_name, Role(seat.role).label, ", ".join(filter(None, (position, seat.unit.name))))


def seats_at(meeting: Meeting) -> QuerySet[CouncilSeat]:
    """Return who sat in the council at any time of a meeting, or sits there before it was opened, by rank."""
    seats = CouncilSeat.objects.filter(council=meeting.council_id)
    if meeting.opened_at is None:
        found = seats.filter(ended_at__isnull=True)
    else:
        found = seats.filter(Q(ended_at__isnull=True) | Q(ended_at__gt=meeting.opened_at))
        if meeting.closed_at is not None:
            found = found.filter(seated_at__lte=meeting.closed_at)
    return found.select_related("officer", "unit").prefetch_related("conflicts").order_by("rank", "pk")


def held_at(meeting: Meeting) -> Held:
    """Return when and where a meeting was opened, or is to be."""
    begins = timezone.localtime(meeting.opened_at or meeting.starts_at)
    return Held(begins, meeting.place, meeting.online_way)


def rules_at(meeting: Meeting) -> CouncilRules:
    """Return the rules under which a meeting voted, or else those of its council."""
    voted = ballots_of(meeting).exclude(state=BallotState.PREPARED).order_by("ordinal").last()
    return CouncilRules.from_json(voted.rules if voted is not None and voted.rules else meeting.council.rules)


def marks_of(meeting: Meeting) -> dict[int, Attendance]:
    """Return how members were at a meeting, by seat."""
    return {one.seat_id: one for one in Attendance.objects.filter(meeting=meeting)}


def votes_in(ballot: Ballot) -> tuple[Votes, ...]:
    """Return how many papers of a closed ballot say what."""
    return tuple(Votes(str(choice.label), number) for choice, number in counts_of(ballot))


def base_of(ballot: Ballot) -> tuple[int, str]:
    """Return of what the shares of a closed ballot are taken, and what that is called."""
    rules = CouncilRules.from_json(ballot.rules)
    base = rules.tests[0].base if rules.tests else Base.CAST
    cast = sum(votes.number for votes in votes_in(ballot))
    return {Base.ALL: ballot.all_voters or 0, Base.PRESENT: ballot.present_voters or 0, Base.CAST: cast}[
        base
    ], base.label


def deciding_rule(ballot: Ballot) -> str:
    """Return by what thresholds a ballot was decided, in the order in which they are tried."""
    rules = CouncilRules.from_json(ballot.rules)
    told = " ".join(threshold_words(test) for test in rules.tests)
    return f"{told} Khi không ngưỡng nào đạt: {rules.otherwise.label}.".strip()


def result_of(ballot: Ballot) -> str:
    """Return what a closed ballot decided, and why."""
    reason = ballot.reason.removesuffix(f" Kết quả: {BallotOutcome(ballot.outcome).label}.")
    return f"{BallotOutcome(ballot.outcome).label}. {reason}".strip()


def closed_ballots(council: Council) -> QuerySet[Ballot]:
    """Return the ballots of a council that were counted, the last one first."""
    found = Ballot.objects.filter(meeting__council=council, state=BallotState.CLOSED)
    return found.select_related("meeting__dossier__version").order_by("-closed_at", "-meeting__ordinal", "-ordinal")


def numbered_notice(council: Council, meeting: Meeting | None = None) -> CouncilPaper | None:
    """Return the notice of conclusion that was announced last, of a meeting or of any."""
    found = CouncilPaper.objects.filter(council=council, form=CouncilForm.CONCLUSION_NOTICE, number__isnull=False)
    if meeting is not None:
        found = found.filter(meeting=meeting)
    return found.select_related("number").order_by("-number__taken_on", "-number__number").first()


def cited_notice(council: Council) -> str:
    """Return that notice as it is cited; before there is one, the conclusion of the council."""
    return notice_as_cited(council, numbered_notice(council))


def notice_as_cited(council: Council, paper: CouncilPaper | None) -> str:
    """Return a notice that was announced as it is cited; without one, the conclusion of the council."""
    if paper is None or paper.number is None:
        return f"kết luận của {council.name}"
    return f"Thông báo số {paper.number.text} {day_in_words(paper.number.taken_on)} của {council.name}"
