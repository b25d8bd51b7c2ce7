"""A council of the north that judges its plan: members of both branches, one who left, a conflict of interest.

Whatever hangs on a council is added here by the operations, so that the walk of every address finds a record of it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from dongbo.documents.operations.numbering import open_series
from dongbo.organisation.models import Role
from dongbo.organisation.operations.grants import give_grant
from dongbo.organisation.states import Access, Decision
from dongbo.planning.operations.ballots import open_ballot, prepare_ballot
from dongbo.planning.operations.council_papers import make_paper, sign_paper
from dongbo.planning.operations.councils import NewSeat, declare_conflict, end_seat, found_council
from dongbo.planning.operations.meetings import note_discussion
from dongbo.planning.operations.revisions import order_revision
from dongbo.planning.states import AttendanceMode, CouncilForm, MeetingState, RevisionKind, SeatRole
from tests.builders import enrolled
from tests.councils import RULES
from tests.issued import issued
from tests.meetings import mark_seat, session_of
from tests.revisions import conclusion_on
from tests.web.northern_dossiers import northern_dossiers
from tests.web.northern_reviews import northern_reviews

if TYPE_CHECKING:
    from datetime import datetime

    from dongbo.organisation.models import Unit
    from dongbo.organisation.rules import Acting
    from dongbo.planning.models import Council, Meeting
    from tests.builders import Site
    from tests.web.branches import Branches

BALLOT_SUBJECT = "Thông qua phương án phao nổi"
GUEST_SAID = "Khách mời nói về mố cầu phao"
COUNCIL_NAME = "Hội đồng xét cầu phao mùa lũ"
REVISION_TEXT = "Bổ sung phương án gia cố mố cầu phao"


@dataclass(frozen=True, slots=True)
class NorthernCouncil:
    """The council and who is around it: the chair of the north, a member of the south, those who lead and end it.

    `outsider` leads councils of the south, approves and issues its plans, and sat in this one once.
    """

    council: Council
    standing: Acting
    chair: Acting
    secretary: Acting
    member: Acting
    outsider: Acting
    approver: Acting
    clerk: Acting

    @property
    def people(self) -> dict[str, Acting]:
        """Everybody by the name the walk knows him by."""
        names = ("standing", "chair", "secretary", "member", "outsider", "approver", "clerk")
        return {f"council {name}": getattr(self, name) for name in names}


def northern_council(branches: Branches, *, site: Site, at: datetime) -> NorthernCouncil:
    """Found the council, let one member leave, record a conflict, and open a series of numbers of the north."""

    def officer(name: str, role: str, unit: Unit) -> Acting:
        return enrolled(name, role, unit=unit, by=site.administrator, at=at)

    standing = officer("bac-thuong-truc", "council-secretariat", branches.north)
    chair, secretary = (officer(name, "council-member", branches.north) for name in ("bac-chu-tich", "bac-thu-ky"))
    member = officer("nam-uy-vien", "council-member", branches.south)
    outsider = officer("nam-thuong-truc", "council-secretariat", branches.south)
    for role in ("council-member", "approving-leader", "issuing-officer"):
        give_grant(
            officer=outsider.officer,
            role=Role.objects.get(code=role),
            unit=branches.south,
            covers_branch=True,
            clearance=Access.UNIT,
            by=site.administrator,
            at=at,
        )
    clerk = officer("bac-van-thu", "issuing-officer", branches.north)
    council = found_council(
        document=branches.plan.document,
        name=COUNCIL_NAME,
        standing_unit=branches.north,
        decision=Decision("31/QĐ-BAC", date(2026, 11, 2), "Cục Bắc"),
        decision_file=("quyet-dinh.txt", f"QUYẾT ĐỊNH\nVề việc thành lập {COUNCIL_NAME}\n".encode()),
        model=None,
        rules=RULES["general"],
        seats=[
            NewSeat(chair.officer, branches.north, SeatRole.CHAIR, rank=1),
            NewSeat(member.officer, branches.south, SeatRole.MEMBER, rank=2),
            NewSeat(secretary.officer, branches.north, SeatRole.SECRETARY, rank=3),
            NewSeat(outsider.officer, branches.south, SeatRole.MEMBER, rank=4),
        ],
        notation="HĐTĐ",
        by=standing,
        at=at,
    )
    left = council.seats.get(officer=outsider.officer)
    end_seat(seat=left, reason="Chuyển công tác", by=standing, at=at)
    declare_conflict(seat=council.seats.get(officer=chair.officer), note="Từng soạn dự thảo", by=standing, at=at)
    open_series(unit=branches.north, name="Quyết định của Cục Bắc", notation="QĐ-BAC", by=clerk, at=at)
    northern_dossiers(council, branches.plan, standing=standing, at=at)
    northern_reviews(council.dossiers.earliest("ordinal"), secretary=secretary, member=member, at=at)
    conclusion = conclusion_on(
        council,
        council.dossiers.earliest("ordinal"),
        chair=council.seats.get(officer=chair.officer),
        secretary=council.seats.get(officer=secretary.officer),
        by=standing,
        at=at,
    )
    northern_ballots(council, chair=chair, at=at)
    held = council.meetings.get(state=MeetingState.OPEN)
    note_discussion(meeting=held, text=GUEST_SAID, speaker="Khách mời", by=standing, at=at)
    order_revision(conclusion=conclusion, kind=RevisionKind.SUPPLEMENT, text=REVISION_TEXT, by=standing, at=at)
    northern_papers(conclusion.meeting, secretary=secretary, by=standing, at=at)
    issued(branches.plan, by=clerk, at=at)
    return NorthernCouncil(
        council=council,
        standing=standing,
        chair=chair,
        secretary=secretary,
        member=member,
        outsider=outsider,
        approver=officer("bac-phe-duyet", "approving-leader", branches.north),
        clerk=clerk,
    )


def northern_papers(meeting: Meeting, *, secretary: Acting, by: Acting, at: datetime) -> None:
    """Minutes that the secretary has signed, and a notice that waits for him."""
    minutes, _notice = (
        make_paper(council=meeting.council, form=form, meeting=meeting, by=by, at=at)
        for form in (CouncilForm.MINUTES, CouncilForm.CONCLUSION_NOTICE)
    )
    sign_paper(paper=minutes, by=secretary, at=at)


def northern_ballots(council: Council, *, chair: Acting, at: datetime) -> None:
    """A meeting in session with a ballot under way and another prepared."""
    seats = {seat.role: seat for seat in council.seats.filter(ended_at__isnull=True)}
    meeting = session_of(council, chair=seats["chair"], secretary=seats["secretary"], at=at)
    for seat in seats.values():
        mark_seat(meeting, seat, AttendanceMode.ROOM, at=at)
    first, _second = (prepare_ballot(meeting=meeting, subject=BALLOT_SUBJECT, by=chair, at=at) for _time in range(2))
    open_ballot(ballot=first, by=chair, at=at)
