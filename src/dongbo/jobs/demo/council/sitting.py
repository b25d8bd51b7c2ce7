"""A council meets: called, opened with its quorum, heard, voted in secret, concluded, and its papers signed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from random import SystemRandom

from django.utils import timezone

from dongbo.documents.models import Document
from dongbo.engines.alignment import Axis
from dongbo.jobs.demo.council.people import SEATS, seat_of, standing
from dongbo.jobs.demo.ministry import Ministry
from dongbo.jobs.demo.plan_text import Places, moments
from dongbo.organisation.models import Unit
from dongbo.planning.models import (
    AppraisalDossier,
    Ballot,
    Conclusion,
    Council,
    CouncilPaper,
    Meeting,
    RequiredRevision,
)
from dongbo.planning.operations.ballots import cast_secret, close_ballot, open_ballot, prepare_ballot
from dongbo.planning.operations.council_papers import make_paper, sign_paper
from dongbo.planning.operations.meetings import (
    Mark,
    NewItem,
    Plan,
    call_meeting,
    close_meeting,
    draw_conclusion,
    join_online,
    mark_attendance,
    note_discussion,
    open_meeting,
    plan_meeting,
)
from dongbo.planning.operations.revisions import NewAnchor, order_revision
from dongbo.planning.queries.meetings import papers_sent_at, papers_until
from dongbo.planning.states import AttendanceMode, BallotChoice, CouncilForm, RevisionKind

CHAIR, SECRETARY = "chu-tich", "thu-ky"
PLACE, ONLINE_WAY = "Phòng họp số 3, trụ sở Bộ", "Phòng họp trực tuyến của Bộ, mã phòng gửi qua thư ký"
AGENDA = (
    NewItem("Tờ trình và báo cáo của đơn vị soạn thảo", "Cục Công nghệ thông tin và Dữ liệu", 20),
    NewItem("Nhận xét phản biện", "Ủy viên phản biện", 15),
    NewItem("Thảo luận", "", 60),
    NewItem("Bỏ phiếu và kết luận", "Chủ tịch Hội đồng", 30),
)
SHORT_NOTICE = "Lãnh đạo Bộ yêu cầu trình trong tháng"
DISCUSSION = 2
"""Which item of the agenda members speak on."""

BETWEEN = timedelta(minutes=4)


@dataclass(frozen=True, slots=True)
class Order:
    """A revision that the council orders from one of its conclusions."""

    conclusion: int
    kind: RevisionKind
    text: str
    paths: tuple[str, ...] = ()
    unit: str = ""
    axis: Axis | None = None
    keep: str = ""
    variants: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Attendance:
    """How members take part: in the room unless they are online or send somebody."""

    online: Sequence[str] = ()
    stand_ins: Mapping[str, str] = field(default_factory=dict)


def morning(moment: datetime) -> datetime:
    """Return when a council meets on the day of `moment`, whatever the hour at which the demonstration is told."""
    return timezone.localtime(moment).replace(hour=8, minute=30, second=0, microsecond=0)


def call(
    ministry: Ministry, council: Council, dossier: AppraisalDossier, *, starts_at: datetime, at: datetime
) -> Meeting:
    """This will have the secretary plan a meeting on a dossier and call the members to it.

    Days off may fall between the papers and the meeting, on whatever day the demonstration is told: then it says why it
    is called all the same.
    """
    chair, secretary = (seat_of(ministry, council, username) for username in (CHAIR, SECRETARY))
    plan = Plan(starts_at, PLACE, chair, secretary, AGENDA, ONLINE_WAY)
    by = ministry.officers[SECRETARY]
    meeting = plan_meeting(council=council, dossier=dossier, plan=plan, by=by, at=at)
    short_notice = short_notice_for(dossier, starts_at)
    return call_meeting(meeting=meeting, short_notice=short_notice, by=by, at=at + timedelta(minutes=30))


def short_notice_for(dossier: AppraisalDossier, starts_at: datetime) -> str:
    """Return why a meeting is called before the papers were there as long as the decision asks, "" where they were."""
    sent_at = papers_sent_at(dossier)
    in_time = sent_at is not None and papers_until(dossier.council, since=sent_at) <= starts_at
    return "" if in_time else SHORT_NOTICE


def open_it(ministry: Ministry, meeting: Meeting, attendance: Attendance, *, at: datetime) -> Meeting:
    """This will mark who is there and open the meeting."""
    marks = []
    for username, *_rest in SEATS:
        if username in attendance.online:
            continue
        stand_in = attendance.stand_ins.get(username, "")
        mode = AttendanceMode.STAND_IN if stand_in else AttendanceMode.ROOM
        marks.append(Mark(seat_of(ministry, meeting.council, username), mode, stand_in))
    mark_attendance(meeting=meeting, marks=marks, by=ministry.officers[SECRETARY], at=at)
    for username in attendance.online:
        join_online(meeting=meeting, by=ministry.officers[username], at=at + timedelta(minutes=1))
    return open_meeting(meeting=meeting, by=ministry.officers[CHAIR], at=at + timedelta(minutes=5))


def discuss(ministry: Ministry, meeting: Meeting, said: Sequence[tuple[str, str, bool]], *, at: datetime) -> None:
    """This will write down what members said, and which of it one of them reserves as his own opinion."""
    item = meeting.agenda.order_by("rank")[DISCUSSION]
    moment = moments(at, BETWEEN)
    for username, text, is_dissent in said:
        note_discussion(
            meeting=meeting,
            item=item,
            seat=seat_of(ministry, meeting.council, username),
            text=text,
            is_dissent=is_dissent,
            by=ministry.officers[SECRETARY],
            at=next(moment),
        )


def vote(
    ministry: Ministry, meeting: Meeting, subject: str, choices: Mapping[str, BallotChoice], *, at: datetime
) -> Ballot:
    """This will hold a secret ballot; nobody kept a receipt, and the box is shuffled as in the browser's ballots."""
    chair, moment = ministry.officers[CHAIR], moments(at, timedelta(minutes=1))
    ballot = prepare_ballot(meeting=meeting, subject=subject, by=chair, at=next(moment))
    ballot = open_ballot(ballot=ballot, by=chair, at=next(moment))
    shuffle = SystemRandom().shuffle
    for username, choice in choices.items():
        by = ministry.officers[username]
        cast_secret(ballot=ballot, choice=choice, receipt="", shuffle=shuffle, by=by, at=next(moment))
    return close_ballot(ballot=ballot, by=chair, at=next(moment))


def conclude(
    ministry: Ministry, meeting: Meeting, conclusions: Sequence[str], *, at: datetime
) -> tuple[Meeting, list[Conclusion]]:
    """This will write down what the chair concluded and close the meeting; it returns both."""
    moment, by = moments(at, BETWEEN), ministry.officers[SECRETARY]
    drawn = [draw_conclusion(meeting=meeting, text=text, by=by, at=next(moment)) for text in conclusions]
    return close_meeting(meeting=meeting, by=ministry.officers[CHAIR], at=next(moment)), drawn


def order(
    ministry: Ministry,
    conclusions: Sequence[Conclusion],
    orders: Sequence[Order],
    places: Places,
    directive: Document | None,
    *,
    due_on: date,
    at: datetime,
) -> list[RequiredRevision]:
    """This will have the standing body turn conclusions into required revisions; it may read the directives."""
    moment, by = moments(at, BETWEEN), standing(ministry)
    return [
        order_revision(
            conclusion=conclusions[one.conclusion],
            kind=one.kind,
            text=one.text,
            anchors=[NewAnchor(places[path]) for path in one.paths],
            unit=_unit(ministry, one),
            directive=directive if one.axis else None,
            axis=one.axis or "",
            keep=one.keep,
            variants=one.variants,
            due_on=due_on,
            by=by,
            at=next(moment),
        )
        for one in orders
    ]


def announce(ministry: Ministry, meeting: Meeting, ballots: Sequence[Ballot], *, at: datetime) -> None:
    """This will make and sign the papers of a meeting; its notice comes last and ends it as concluded."""
    moment = moments(at, timedelta(minutes=20))
    for ballot in ballots:
        sign(ministry, meeting, CouncilForm.COUNTING_RECORD, ballot=ballot, at=next(moment))
    for form in (CouncilForm.MINUTES, CouncilForm.CONCLUSION_NOTICE):
        sign(ministry, meeting, form, at=next(moment))


def sign(
    ministry: Ministry,
    meeting: Meeting,
    form: CouncilForm,
    *,
    ballot: Ballot | None = None,
    by_chair: bool = True,
    at: datetime,
) -> CouncilPaper:
    """This will make a paper, signed by the secretary and, unless it is left to him, by who presided."""
    moment, by = moments(at, BETWEEN), ministry.officers[SECRETARY]
    of_meeting = meeting if ballot is None else None
    paper = make_paper(council=meeting.council, form=form, meeting=of_meeting, ballot=ballot, by=by, at=next(moment))
    paper = sign_paper(paper=paper, by=by, at=next(moment))
    return sign_paper(paper=paper, by=ministry.officers[CHAIR], at=next(moment)) if by_chair else paper


def _unit(ministry: Ministry, order: Order) -> Unit | None:
    return ministry.units[order.unit] if order.unit else None
