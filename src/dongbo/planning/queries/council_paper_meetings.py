"""Reads: what the papers of a meeting say: invitation, counting record, minutes, notice of conclusion."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime

from django.utils import timezone

from dongbo.engines.council_papers import (
    BallotHeld,
    ConclusionNotice,
    CountingRecord,
    Discussed,
    Invitation,
    Minutes,
    OpenChoice,
    Person,
    Present,
    Required,
    Statement,
)
from dongbo.engines.councils.meaning import returns_words
from dongbo.planning.models import (
    Attendance,
    Ballot,
    BallotVoter,
    CouncilSeat,
    DiscussionNote,
    Meeting,
    RequiredRevision,
)
from dongbo.planning.queries.ballots import ballots_of, decided, receipts_of, votes_of
from dongbo.planning.queries.council_paper_parts import (
    base_of,
    council_head,
    deciding_rule,
    draft_of,
    held_at,
    marks_of,
    named_council,
    person_of,
    result_of,
    rules_at,
    seats_at,
    votes_in,
)
from dongbo.planning.queries.quorum_then import Course, course_of
from dongbo.planning.rules.ballots import in_groups
from dongbo.planning.rules.council_papers import signing_for
from dongbo.planning.states import AttendanceMode, BallotState, SeatRole


def invitation_of(meeting: Meeting, *, on: date, number: str = "") -> Invitation:
    """Return the invitation of everybody who sits in the council to a meeting."""
    dossier, version = meeting.dossier, meeting.dossier.version
    council = meeting.council
    return Invitation(
        head=council_head(council, version, on=on, chair=_signing(meeting, meeting.chair), number=number),
        council=named_council(council),
        draft=draft_of(version),
        invited=tuple(person_of(seat) for seat in seats_at(meeting)),
        held=held_at(meeting),
        chair=person_of(meeting.chair),
        agenda=tuple(
            f"{item.title} ({item.presenter})" if item.presenter else item.title for item in meeting.agenda.all()
        ),
        enclosures=(f"Hồ sơ thẩm định lần {dossier.ordinal}, {version.label}",),
    )


def _signing(meeting: Meeting, presided: CouncilSeat) -> CouncilSeat:
    """Return who signs for the council: who presided; where he has left, the chair of now, if there is one."""
    heir = signing_for(meeting.chair, SeatRole.CHAIR)
    return presided if heir is None or heir.pk == presided.pk else heir


def counting_record_of(ballot: Ballot, *, on: date, number: str = "") -> CountingRecord:
    """Return the record of counting a closed ballot: of a secret one the receipts in their order, and no choice."""
    meeting = ballot.meeting
    version = meeting.dossier.version
    votes, (base, base_name) = votes_in(ballot), base_of(ballot)
    opened, closed = ballot.opened_at or meeting.starts_at, ballot.closed_at or meeting.starts_at
    course = course_of(meeting)
    quorum, at_count = course.ballot(ballot)
    return CountingRecord(
        head=council_head(meeting.council, version, on=on, number=number),
        council=named_council(meeting.council),
        draft=draft_of(version),
        question=ballot.subject,
        is_secret=ballot.is_secret,
        opened=timezone.localtime(opened),
        closed=timezone.localtime(closed),
        place=meeting.place,
        quorum=quorum,
        at_count=at_count,
        handed_out=ballot.present_voters or 0,
        cast=sum(one.number for one in votes),
        invalid=0,
        votes=votes,
        base=base,
        base_name=base_name,
        rule=deciding_rule(ballot),
        result=result_of(ballot),
        chair=person_of(course.as_then(meeting.chair)),
        counters=(Person(meeting.secretary.officer.full_name, "Thư ký"),),
        receipts=tuple(in_groups(code) for code in receipts_of(ballot)) if ballot.is_secret else (),
        choices=() if ballot.is_secret else tuple(_choices(ballot, course)),
    )


def _choices(ballot: Ballot, course: Course) -> Iterator[OpenChoice]:
    said = {one.seat_id: one for one in votes_of(ballot)}
    voters = BallotVoter.objects.filter(ballot=ballot).select_related("seat__officer", "seat__unit")
    for voter in voters.order_by("seat__rank", "seat"):
        vote = said.get(voter.seat_id)
        choice = str(vote.get_choice_display()) if vote else ""
        yield OpenChoice(person_of(course.as_then(voter.seat)), choice, vote.note if vote else "")


def minutes_of(meeting: Meeting, *, on: date, number: str = "") -> Minutes:
    """Return the minutes of a meeting that is over."""
    marks, course = marks_of(meeting), course_of(meeting)
    version, seats = meeting.dossier.version, [course.as_then(seat) for seat in seats_at(meeting)]
    notes = list(meeting.notes.filter(withdrawn_at__isnull=True).select_related("seat__officer", "seat__unit"))
    counted = [one for one in ballots_of(meeting) if one.state == BallotState.CLOSED]
    there = [seat for seat in seats if seat.role != SeatRole.SUPPORT or seat.pk in marks]
    speakers = dict.fromkeys(note.speaker for note in notes if note.speaker)
    return Minutes(
        head=council_head(meeting.council, version, on=on, number=number),
        council=named_council(meeting.council),
        draft=draft_of(version),
        held=held_at(meeting),
        ended=timezone.localtime(meeting.closed_at) if meeting.closed_at else None,
        chair=person_of(course.as_then(meeting.chair)),
        secretary=person_of(course.as_then(meeting.secretary)),
        quorum=course.opening(),
        at_end=course.end(),
        attendance=tuple(_present(seat, marks.get(seat.pk), meeting) for seat in there),
        guests=tuple(Person(name) for name in speakers),
        interests=tuple(_interests(meeting, seats)),
        items=tuple(_discussed(meeting, notes, course)),
        ballots=tuple(_held(one, course) for one in counted),
        dissents=tuple(Statement(_speaker(note, course), note.text) for note in notes if note.is_dissent),
        conclusions=tuple(meeting.conclusions.values_list("text", flat=True)),
    )


def _interests(meeting: Meeting, seats: list[CouncilSeat]) -> Iterator[Statement]:
    since, until = meeting.opened_at or meeting.starts_at, meeting.closed_at or meeting.starts_at
    for seat in seats:
        for conflict in seat.conflicts.all():
            stood = conflict.ended_at is None or conflict.ended_at > since
            if stood and conflict.recorded_at <= until:
                told = ". ".join(filter(None, (str(conflict.get_kind_display()), conflict.note)))
                yield Statement(person_of(seat), told)


def _discussed(meeting: Meeting, notes: list[DiscussionNote], course: Course) -> Iterator[Discussed]:
    said = [note for note in notes if not note.is_dissent]
    items = list(meeting.agenda.all())
    for item in items:
        statements = tuple(Statement(_speaker(note, course), note.text) for note in said if note.item_id == item.pk)
        yield Discussed(item.title, item.presenter, statements)
    rest = tuple(Statement(_speaker(note, course), note.text) for note in said if note.item_id is None)
    if rest:
        yield Discussed("Ý kiến khác" if items else "Thảo luận", said=rest)
    for ballot in ballots_of(meeting):
        if ballot.state == BallotState.ANNULLED:
            yield Discussed(f"Lượt bỏ phiếu đã hủy: {ballot.subject}", said=(Statement(None, ballot.annul_reason),))


def _speaker(note: DiscussionNote, course: Course) -> Person:
    return person_of(course.as_then(note.seat)) if note.seat else Person(note.speaker)


def _held(ballot: Ballot, course: Course) -> BallotHeld:
    votes, (base, base_name) = votes_in(ballot), base_of(ballot)
    quorum, at_count = course.ballot(ballot)
    return BallotHeld(
        question=ballot.subject,
        is_secret=ballot.is_secret,
        handed_out=ballot.present_voters or 0,
        cast=sum(one.number for one in votes),
        invalid=0,
        votes=votes,
        base=base,
        base_name=base_name,
        rule=deciding_rule(ballot),
        result=result_of(ballot),
        record=f"Biên bản kiểm phiếu lượt {ballot.ordinal}",
        quorum=quorum,
        at_count=at_count,
    )


def notice_of(meeting: Meeting, *, on: date, number: str = "") -> ConclusionNotice:
    """Return the notice of what a meeting concluded, with every revision it requires."""
    council, version = meeting.council, meeting.dossier.version
    ordered = RequiredRevision.objects.filter(conclusion__meeting=meeting, withdrawn_at__isnull=True)
    required = tuple(_required(one) for one in ordered.prefetch_related("anchors").order_by("number"))
    ballot, chair = decided(meeting), course_of(meeting).as_then(meeting.chair)
    drafting = getattr(council.document, "drafting_dossier", None)
    return ConclusionNotice(
        head=council_head(council, version, on=on, chair=_signing(meeting, chair), number=number),
        council=named_council(council),
        draft=draft_of(version),
        met=timezone.localdate(meeting.opened_at or meeting.starts_at),
        chair=person_of(chair),
        result=result_of(ballot) if ballot else "Hội đồng chưa biểu quyết",
        conclusions=tuple(meeting.conclusions.values_list("text", flat=True)),
        required=required,
        responsible=drafting.standing_unit.name if drafting is not None else council.document.unit.name,
        due=max((one.due for one in required if one.due), default=None),
        returns=returns_words(rules_at(meeting)),
    )


def _required(revision: RequiredRevision) -> Required:
    places = "; ".join(anchor.label for anchor in revision.anchors.all())
    return Required(revision.number, places, str(revision.get_kind_display()), revision.text, revision.due_on)


def _present(seat: CouncilSeat, mark: Attendance | None, meeting: Meeting) -> Present:
    """Return how a member was there; of one who came or went in the midst, since when he is one or is none."""
    shown = Present(person_of(seat), AttendanceMode.ABSENT.value)
    if mark is not None:
        shown = Present(person_of(seat), mark.mode, mark.stand_in, mark.note)
    since = seat.seated_at if meeting.opened_at is not None and seat.seated_at > meeting.opened_at else None
    is_over = meeting.closed_at is not None and seat.ended_at is not None and seat.ended_at > meeting.closed_at
    until = None if is_over else seat.ended_at
    came = f"tham gia Hội đồng từ {_hour(since)}" if since is not None else ""
    went = f"thôi tham gia Hội đồng lúc {_hour(until)}" if until is not None else ""
    return replace(shown, note="; ".join(filter(None, (shown.note, came, went))))


def _hour(moment: datetime) -> str:
    return f"{timezone.localtime(moment):%H:%M}"
