"""Papers of a meeting count its members as they were at each act: opening, ballot, count, end."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from dongbo.engines.councils.rules import Share
from dongbo.engines.decree30 import Passage, Table
from dongbo.planning.models import Meeting
from dongbo.planning.operations.ballots import cast_open, close_ballot, open_ballot, prepare_ballot
from dongbo.planning.operations.councils import change_role, change_rules, end_seat, seat_officer
from dongbo.planning.operations.meetings import close_meeting, draw_conclusion, note_discussion
from dongbo.planning.queries.council_paper_plans import submission_of
from dongbo.planning.queries.council_papers import About, paper_as_it_stands
from dongbo.planning.states import AttendanceMode, CouncilForm, SeatRole
from tests.builders import enrolled
from tests.councils import RULES
from tests.meetings import in_session, mark, seated

if TYPE_CHECKING:
    from datetime import datetime

    from dongbo.engines.decree30 import OfficialDocument
    from dongbo.planning.models import Ballot
    from tests.builders import Site
    from tests.councils import Seated

ROOM, ONLINE, LEFT, ABSENT = AttendanceMode.ROOM, AttendanceMode.ONLINE, AttendanceMode.LEFT, AttendanceMode.ABSENT


@pytest.fixture
def people(site: Site, at: datetime) -> Seated:
    """A council of six that votes by name; at least two thirds have to be there."""
    return seated(site, at=at, rules=RULES["general"])


def said(paper: OfficialDocument) -> list[str]:
    return [line.text for line in paper.body if isinstance(line, Passage)]


def counts(paper: OfficialDocument) -> list[str]:
    """The beginnings of the lines that count who was there."""
    return [line.split(" Điều kiện:")[0] for line in said(paper) if "có mặt" in line and line.startswith("Khi ")]


def notes(paper: OfficialDocument) -> dict[str, str]:
    """How each member was there, by name."""
    (table,) = (line for line in paper.body if isinstance(line, Table) and len(line.columns) == 5)
    return {row[1]: row[4] for row in table.rows}


def test_each_act_is_counted_as_things_stood_then(people: Seated, site: Site, at: datetime) -> None:
    meeting = in_session(people, at=at, modes={"hd-reviewer": ABSENT})
    minute = [at + timedelta(minutes=number) for number in range(12)]

    def opened(subject: str, when: datetime) -> Ballot:
        ballot = prepare_ballot(meeting=meeting, subject=subject, by=people.secretary, at=when)
        return open_ballot(ballot=ballot, by=people.chair, at=when)

    def counted(ballot: Ballot, when: datetime) -> Ballot:
        cast_open(ballot=ballot, choice="passed", note="", by=people.chair, at=when)
        return close_ballot(ballot=ballot, by=people.chair, at=when)

    first = opened("Thông qua lượt một", minute[1])
    mark(people, meeting, {"hd-reviewer": ONLINE}, at=minute[2])
    end_seat(seat=people.seat_of(people.members[0]), reason="Chuyển công tác", by=people.standing, at=minute[3])
    first = counted(first, minute[4])
    unit = people.seat_of(people.chair).unit
    newcomer = enrolled("hd-moi", "council-member", unit=unit, by=site.administrator, at=at)
    seat_officer(
        council=people.council, officer=newcomer.officer, unit=unit, role=SeatRole.MEMBER,
        position="", basis="Quyết định 20/QĐ-BTN", by=people.standing, at=minute[5],
    )  # fmt: skip
    mark(people, meeting, {"hd-moi": ROOM, "hd-uy-vien-2": LEFT}, at=minute[6])
    second = counted(opened("Thông qua lượt hai", minute[7]), minute[8])
    mark(people, meeting, {"hd-reviewer": LEFT, "hd-uy-vien-2": ROOM}, at=minute[9])
    draw_conclusion(meeting=meeting, text="Nhất trí thông qua.", by=people.secretary, at=minute[9])
    meeting = close_meeting(meeting=meeting, by=people.chair, at=minute[10])
    mark_later = minute[11]
    end_seat(seat=people.seat_of(people.vice_chair), reason="Nghỉ hưu", by=people.standing, at=mark_later)

    minutes = paper_as_it_stands(About(people.council, CouncilForm.MINUTES, meeting), at=mark_later)
    online = ", trong đó 1 dự trực tuyến"
    assert counts(minutes) == [
        "Khi khai mạc có mặt 6/6 thành viên Hội đồng.",
        "Khi bế mạc có mặt 5/6 thành viên Hội đồng.",
        f"Khi mở bỏ phiếu có mặt 5/6 thành viên Hội đồng; khi kiểm phiếu có mặt 5/5 thành viên Hội đồng{online}.",
        f"Khi mở bỏ phiếu có mặt 5/6 thành viên Hội đồng{online}.",
    ]
    assert {name: note for name, note in notes(minutes).items() if note != "Tại phòng họp"} == {
        "Cán bộ hd-uy-vien-1": "Tại phòng họp (thôi tham gia Hội đồng lúc 15:03)",
        "Cán bộ hd-moi": "Tại phòng họp (tham gia Hội đồng từ 15:05)",
        "Cán bộ hd-reviewer": "Đã rời phiên họp",
    }
    told = {
        ballot.subject: counts(
            paper_as_it_stands(About(people.council, CouncilForm.COUNTING_RECORD, meeting, ballot), at=mark_later)
        )
        for ballot in (first, second)
    }
    assert told == {
        "Thông qua lượt một": [
            "Khi mở bỏ phiếu có mặt 5/6 thành viên Hội đồng.",
            f"Khi kiểm phiếu có mặt 5/5 thành viên Hội đồng{online}.",
        ],
        "Thông qua lượt hai": [f"Khi mở bỏ phiếu có mặt 5/6 thành viên Hội đồng{online}."],
    }
    held = submission_of(people.council, people.version, note="", on=at.date()).appraisal
    assert held is not None
    assert (held.present, held.members) == (5, 6)


def test_a_member_removed_in_the_midst_is_counted_at_the_opening_and_no_more_at_the_end(
    people: Seated, at: datetime
) -> None:
    meeting = in_session(people, at=at)
    later = at + timedelta(minutes=20)
    end_seat(seat=people.seat_of(people.members[1]), reason="Chuyển công tác", by=people.standing, at=later)
    meeting = close_meeting(meeting=meeting, by=people.chair, at=later + timedelta(minutes=1))
    minutes = paper_as_it_stands(About(people.council, CouncilForm.MINUTES, meeting), at=later)
    assert counts(minutes) == [
        "Khi khai mạc có mặt 6/6 thành viên Hội đồng.",
        "Khi bế mạc có mặt 5/5 thành viên Hội đồng.",
    ]


def test_a_role_changed_since_is_on_no_paper_of_the_meeting(site: Site, at: datetime) -> None:
    """The rules ask for a reviewer and a secretary: who was one is one in the papers, and the quorum was reached."""
    people = seated(site, at=at, rules=RULES["strategic_environment"])
    meeting = in_session(people, at=at)
    note_discussion(
        meeting=meeting, text="Đồng ý với dự thảo", seat=people.seat_of(people.reviewer), by=people.secretary, at=at
    )
    draw_conclusion(meeting=meeting, text="Nhất trí thông qua.", by=people.secretary, at=at)
    ballot = prepare_ballot(meeting=meeting, subject="Thông qua dự thảo", by=people.secretary, at=at)
    ballot = open_ballot(ballot=ballot, by=people.chair, at=at)
    cast_open(ballot=ballot, choice="passed", note="", by=people.reviewer, at=at)
    ballot = close_ballot(ballot=ballot, by=people.chair, at=at)
    meeting = close_meeting(meeting=meeting, by=people.chair, at=at + timedelta(minutes=1))
    abouts = [
        About(people.council, CouncilForm.MINUTES, meeting),
        About(people.council, CouncilForm.COUNTING_RECORD, meeting, ballot),
        About(people.council, CouncilForm.CONCLUSION_NOTICE, meeting),
    ]
    later = at + timedelta(minutes=2)
    before = [paper_as_it_stands(one, at=later) for one in abouts]
    for one in (people.chair, people.reviewer, people.secretary):
        change_role(
            seat=people.seat_of(one), role=SeatRole.MEMBER, position="Ủy viên", basis="Quyết định 20/QĐ-BTN",
            by=people.standing, at=later,
        )  # fmt: skip
    meeting = Meeting.objects.get(pk=meeting.pk)
    now = [About(one.council, one.form, meeting, one.ballot) for one in abouts]
    assert [paper_as_it_stands(one, at=later) for one in now] == before
    assert [line for line in said(before[0]) if "chưa đủ" in line.lower()] == []


def test_rules_changed_since_are_not_those_the_meeting_was_held_by(people: Seated, at: datetime) -> None:
    """Four of six were enough: nobody votes, and later the council wants all of its members."""
    meeting = in_session(people, at=at, modes={"hd-reviewer": ABSENT, "hd-uy-vien-1": ABSENT})
    meeting = close_meeting(meeting=meeting, by=people.chair, at=at + timedelta(minutes=1))
    about, later = About(people.council, CouncilForm.MINUTES, meeting), at + timedelta(minutes=2)
    before = paper_as_it_stands(about, at=later)
    quorum = replace(RULES["general"].quorum, share=Share(1, 1, strictly=False))
    rules = replace(RULES["general"], quorum=quorum)
    change_rules(council=people.council, rules=rules, basis="Quyết định 20/QĐ-BTN", by=people.standing, at=later)
    meeting = Meeting.objects.get(pk=meeting.pk)
    assert paper_as_it_stands(About(meeting.council, CouncilForm.MINUTES, meeting), at=later) == before
    assert [line.split(". ")[1] for line in said(before) if line.startswith("Khi khai mạc")] == [
        "Điều kiện: Có mặt ít nhất 2/3 thành viên Hội đồng (không tính Tổ giúp việc); phải có ít nhất 1 Chủ tịch Hội "
        "đồng hoặc Phó Chủ tịch Hội đồng"
    ]
