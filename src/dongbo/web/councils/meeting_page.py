"""What the page of a meeting shows: the part that renews itself, and everything around it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from dongbo.engines.councils.rules import CouncilRules
from dongbo.planning.models import Attendance, Ballot
from dongbo.planning.queries.ballots import ballots_awaiting, ballots_seen
from dongbo.planning.queries.meetings import (
    AHEAD,
    Sheet,
    agenda_of,
    conclusions_of_meeting,
    notes_seen,
    own_attendance,
    papers_sent_at,
    papers_until,
    private_notes_on,
    sheet_of,
    short_notice_of,
)
from dongbo.planning.rules.meetings import admits_from
from dongbo.planning.states import AttendanceMode, BallotState, MeetingState
from dongbo.web.councils.ballot_rows import outcome_tone_of, tone_of
from dongbo.web.councils.forms.records import ONE_TAP, ConclusionForm, NoteForm, SheetForms
from dongbo.web.councils.meeting_scope import MARKED_IN, TONES, OpenedMeeting

THERE = (AttendanceMode.ROOM, AttendanceMode.ONLINE)


def live_part(found: OpenedMeeting, sheet: Sheet | None = None) -> dict[str, object]:
    """Return what the part that renews itself shows: the ballot that is open, who is there, the quorum, the ballots."""
    meeting = found.meeting
    ballots = list(ballots_seen(found.by, at=found.at).filter(meeting=meeting).order_by("ordinal"))
    own = own_attendance(meeting, found.by, at=found.at) if found.seat else None
    is_near = meeting.state == MeetingState.OPEN or (
        meeting.state == MeetingState.CALLED and found.at >= admits_from(meeting)
    )
    return {
        "meeting": meeting,
        "opened": found,
        "tone": TONES.get(MeetingState(meeting.state), ""),
        "sheet": (sheet or sheet_of(meeting)) if found.is_inside else None,
        "ballots": [(one, outcome_tone_of(one) or tone_of(one)) for one in ballots],
        "open_ballot": next((one for one in ballots if one.state == BallotState.OPEN), None),
        "casts": _casts(found, ballots),
        "own": own,
        "may_join": _may_join(found, own, is_near=is_near),
        "is_near": is_near,
        "admits_from": admits_from(meeting),
        "polls": is_near,
        "taps": ONE_TAP,
    }


def _casts(found: OpenedMeeting, ballots: list[Ballot]) -> bool:
    """Return whether the reader himself has a paper to cast now."""
    running = [one.pk for one in ballots if one.state == BallotState.OPEN]
    return bool(running) and ballots_awaiting(found.by, at=found.at).filter(pk__in=running).exists()


def _may_join(found: OpenedMeeting, own: Attendance | None, *, is_near: bool) -> bool:
    seated = found.seat is not None and found.by.principal is None
    return found.works and is_near and seated and (own is None or own.mode not in THERE)


def whole_page(
    request: HttpRequest,
    found: OpenedMeeting,
    *,
    marks: SheetForms | None = None,
    note: NoteForm | None = None,
    conclusion: ConclusionForm | None = None,
    status: int = 200,
) -> HttpResponse:
    """Return the page of a meeting; a form that was refused stands in it as it was typed."""
    meeting = found.meeting
    sheet = sheet_of(meeting) if found.is_inside else None
    notes = list(notes_seen(meeting, found.by, every=found.hears_all, at=found.at))
    agenda = list(agenda_of(meeting))
    said = {item.pk: [one for one in notes if one.item_id == item.pk] for item in agenda}
    rules = CouncilRules.from_json(meeting.council.rules)
    context = found.frame() | live_part(found, sheet)
    context |= {
        "agenda": [(item, said[item.pk]) for item in agenda],
        "general_notes": [one for one in notes if one.item_id is None],
        "has_notes": bool(notes),
        "private_notes": private_notes_on(meeting.dossier, found.by),
        "conclusions": list(conclusions_of_meeting(meeting)),
        "marks": marks or (SheetForms(None, sheet.members) if sheet and found.may_mark else None),
        "note": note or (NoteForm(None, meeting=meeting, initial=_begun(request)) if found.may_write else None),
        "conclusion": conclusion or (ConclusionForm(None) if found.may_write else None),
        "noted": request.GET.get("noted", ""),
        "drawn": request.GET.get("drawn", ""),
        "stand_ins_speak": rules.stand_ins_speak,
        "short_notice": short_notice_of(meeting) if found.is_inside else "",
        "may_call": found.works and found.keeps and meeting.state == MeetingState.PLANNED,
        "may_change": found.works and found.keeps and meeting.state in (MeetingState.PLANNED, MeetingState.CALLED),
        "may_hand_over": found.works and found.keeps and meeting.state in MARKED_IN,
        "earliest": _earliest(found),
        "may_open": found.works and found.presides and meeting.state == MeetingState.CALLED,
        "may_close": found.works and found.presides and meeting.state == MeetingState.OPEN,
        "prepares": found.works and (found.keeps or found.presides) and meeting.state in AHEAD,
    }
    return render(request, "councils/meetings/meeting.html", context, status=status)


def _begun(request: HttpRequest) -> dict[str, str]:
    """Return what the form of the next note begins with: the item and the speaker of the one before."""
    return {name: value for name in ("item", "seat") if (value := request.GET.get(name, "")).isdecimal()}


def _earliest(found: OpenedMeeting) -> object:
    """Return from when the meeting may be, for whoever has to call it; None where the papers are not out."""
    if not found.keeps or found.meeting.state != MeetingState.PLANNED:
        return None
    sent_at = papers_sent_at(found.meeting.dossier)
    return papers_until(found.meeting.council, since=sent_at) if sent_at else None
