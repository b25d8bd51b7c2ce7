"""A meeting that is held: who is there, the quorum, the chair, what is written down."""

from __future__ import annotations

from copy import deepcopy
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from django.core.exceptions import ValidationError
from django.utils.timezone import localdate

from dongbo.engines.councils.rules import Conflict
from dongbo.ledger.models import Event
from dongbo.organisation.operations.posts import appoint
from dongbo.organisation.rules import NotAllowed
from dongbo.organisation.states import PostKind
from dongbo.planning.models import Attendance, BallotVoter, ConflictOfInterest, DiscussionNote, Meeting
from dongbo.planning.operations.ballots import annul_ballot, cast_open, close_ballot, open_ballot, prepare_ballot
from dongbo.planning.operations.councils import change_role, declare_conflict, end_conflict, end_seat
from dongbo.planning.operations.meetings import (
    Mark,
    Plan,
    call_meeting,
    change_conclusion,
    close_meeting,
    draw_conclusion,
    hand_over_chair,
    join_online,
    mark_attendance,
    note_discussion,
    open_meeting,
    plan_meeting,
    withdraw_note,
)
from dongbo.planning.queries.attending import quorum_of
from dongbo.planning.queries.councils import rules_of
from dongbo.planning.queries.meetings import notes_seen, sheet_of
from dongbo.planning.states import AttendanceMode, ConflictKind, MeetingState, SeatRole
from tests.councils import RULES, Seated
from tests.meetings import AGENDA, called_meeting, in_session, mark, mark_seat, seated, sent_dossier

if TYPE_CHECKING:
    from datetime import datetime

    from dongbo.organisation.rules import Acting
    from tests.builders import Site
    from tests.keeping import Keep

ROOM, ONLINE, LEFT, ABSENT = AttendanceMode.ROOM, AttendanceMode.ONLINE, AttendanceMode.LEFT, AttendanceMode.ABSENT
SAID = "Đề nghị làm rõ cơ quan chủ trì"


@pytest.fixture(scope="module")
def kept_people(keep: Keep, kept_site: Site, at: datetime) -> Seated:
    return keep(lambda: seated(kept_site, at=at, rules=RULES["general"]))


@pytest.fixture
def people(kept_people: Seated, db: None) -> Seated:
    """A council of six that votes by name; at least two thirds have to be there."""
    return deepcopy(kept_people)


@pytest.fixture(scope="module")
def kept_meeting(keep: Keep, kept_people: Seated, at: datetime) -> Meeting:
    return keep(lambda: in_session(kept_people, at=at))


@pytest.fixture
def meeting(kept_meeting: Meeting, db: None) -> Meeting:
    """A meeting in session with all six in the room."""
    return deepcopy(kept_meeting)


def called(people: Seated, *, at: datetime, starts_at: datetime | None = None) -> Meeting:
    chair, secretary = people.seat_of(people.chair), people.seat_of(people.secretary)
    return called_meeting(people.council, chair=chair, secretary=secretary, at=at, starts_at=starts_at)


def events(meeting: Meeting, kind: str) -> int:
    return Event.objects.filter(subject_id=str(meeting.pk), kind=f"planning.{kind}").count()


def test_it_opens_with_its_quorum_not_before_its_hour_and_one_at_a_time(people: Seated, at: datetime) -> None:
    meeting = called(people, at=at, starts_at=at + timedelta(hours=3))
    near = at + timedelta(hours=2)
    mark_seat(meeting, people.seat_of(people.chair), ROOM, at=at)
    with pytest.raises(ValidationError) as told:
        open_meeting(meeting=meeting, by=people.chair, at=at)
    assert told.value.code == "too_early"
    with pytest.raises(ValidationError) as told:
        open_meeting(meeting=meeting, by=people.chair, at=near)
    assert (told.value.code, "có mặt 1/6" in told.value.messages[0]) == ("quorum", True)
    mark(people, meeting, {one.officer.username: ROOM for one in people.voting}, at=near)
    for other in (people.vice_chair, people.secretary, people.standing):
        with pytest.raises(NotAllowed):
            open_meeting(meeting=meeting, by=other, at=near)
    assert open_meeting(meeting=meeting, by=people.chair, at=near).state == MeetingState.OPEN
    second = called(people, at=at)
    mark(people, second, {one.officer.username: ROOM for one in people.voting}, at=at)
    with pytest.raises(ValidationError) as told:
        open_meeting(meeting=second, by=people.chair, at=at)
    assert told.value.code == "another_open"


def test_a_quorum_lost_under_an_open_ballot_stops_it_and_one_regained_lets_it_go_on(
    people: Seated, meeting: Meeting, at: datetime
) -> None:
    ballot = prepare_ballot(meeting=meeting, subject="Thông qua dự thảo", by=people.chair, at=at)
    open_ballot(ballot=ballot, by=people.chair, at=at)
    cast_open(ballot=ballot, choice="passed", note="", by=people.chair, at=at)
    gone = dict.fromkeys(("hd-uy-vien-1", "hd-uy-vien-2", "hd-reviewer"), LEFT)
    mark(people, meeting, gone, at=at)
    for act in (
        lambda: cast_open(ballot=ballot, choice="passed", note="", by=people.secretary, at=at),
        lambda: close_ballot(ballot=ballot, by=people.chair, at=at),
    ):
        with pytest.raises(ValidationError) as told:
            act()
        assert told.value.code == "quorum_lost"
    with pytest.raises(ValidationError) as told:
        close_meeting(meeting=meeting, by=people.chair, at=at)
    assert told.value.code == "ballot_open"
    mark(people, meeting, dict.fromkeys(gone, ONLINE), at=at)
    for one in (people.secretary, people.members[0], people.vice_chair):
        cast_open(ballot=ballot, choice="passed", note="", by=one, at=at)
    assert close_ballot(ballot=ballot, by=people.chair, at=at).passed == 4
    assert close_meeting(meeting=meeting, by=people.chair, at=at).state == MeetingState.CLOSED


def test_who_comes_while_a_ballot_is_open_is_given_a_paper(people: Seated, at: datetime) -> None:
    meeting = in_session(people, at=at, modes={"hd-reviewer": ABSENT, "hd-uy-vien-1": AttendanceMode.STAND_IN})
    ballot = prepare_ballot(meeting=meeting, subject="Thông qua dự thảo", by=people.chair, at=at)
    open_ballot(ballot=ballot, by=people.chair, at=at)
    join_online(meeting=meeting, by=people.reviewer, at=at)
    named = set(BallotVoter.objects.filter(ballot=ballot).values_list("seat__officer__username", flat=True))
    assert named == {one.officer.username for one in people.voting} - {"hd-uy-vien-1"}
    with pytest.raises(ValidationError) as told:
        cast_open(ballot=ballot, choice="passed", note="", by=people.members[0], at=at)
    assert told.value.code == "barred"


def test_marked_as_before_a_member_whose_conflict_of_interest_is_over_is_given_a_paper(
    site: Site, at: datetime
) -> None:
    """An end recorded at the moment at which the ballot was opened: neither act saw the other."""
    people = seated(site, at=at, rules=replace(RULES["general"], conflict=Conflict.SPEAKS))
    meeting = in_session(people, at=at)
    over = [
        declare_conflict(seat=people.seat_of(one), note="Từng soạn", by=people.standing, at=at)
        for one in people.members
    ]
    ballot = prepare_ballot(meeting=meeting, subject="Thông qua dự thảo", by=people.chair, at=at)
    open_ballot(ballot=ballot, by=people.chair, at=at)
    ConflictOfInterest.objects.update(ended_at=at, ended_by=people.standing.officer)
    first, second = people.members
    with pytest.raises(NotAllowed, match="bấm «Ghi điểm danh»"):
        cast_open(ballot=ballot, choice="passed", note="", by=first, at=at)
    told = events(meeting, "attendance_marked")
    given = mark_attendance(meeting=meeting, marks=[Mark(over[0].seat, ROOM)], by=people.secretary, at=at)
    assert sorted(one.seat_id for one in given) == sorted(one.seat_id for one in over)
    last = Event.objects.filter(kind="planning.attendance_marked").order_by("sequence").last()
    assert last is not None
    assert last.payload == {"marks": {}, "admitted": [one.seat_id for one in over]}
    assert mark_attendance(meeting=meeting, marks=[Mark(over[0].seat, ROOM)], by=people.secretary, at=at) == []
    assert events(meeting, "attendance_marked") == told + 1
    cast_open(ballot=ballot, choice="passed", note="", by=second, at=at)
    BallotVoter.objects.filter(seat=over[0].seat).delete()
    assert join_online(meeting=meeting, by=first, at=at).mode == ROOM
    cast_open(ballot=ballot, choice="passed", note="", by=first, at=at)


def test_who_became_no_stranger_to_the_plan_since_he_was_seated_is_known_as_the_meeting_opens(
    site: Site, at: datetime
) -> None:
    """What the standing body records as over is not found again."""
    people = seated(site, at=at, rules=replace(RULES["general"], conflict=Conflict.SPEAKS))
    member = people.members[0]
    appoint(
        officer=member.officer, unit=site.unit, title="Vụ trưởng", kind=PostKind.HEAD, valid_from=localdate(at),
        by=site.administrator, at=at,
    )  # fmt: skip
    meeting, seat = in_session(people, at=at), people.seat_of(member)
    found = ConflictOfInterest.objects.get()
    assert (found.seat, found.kind, found.recorded_by) == (seat, ConflictKind.HEADS_DRAFTING, people.chair.officer)
    told = Event.objects.filter(kind="planning.meeting_opened").order_by("sequence")
    assert [one.payload["conflicts"] for one in told] == [{str(seat.pk): ["heads_drafting"]}]
    ballot = prepare_ballot(meeting=meeting, subject="Thông qua dự thảo", by=people.chair, at=at)
    open_ballot(ballot=ballot, by=people.chair, at=at)
    named = set(BallotVoter.objects.filter(ballot=ballot).values_list("seat__officer", flat=True))
    assert named == {one.officer.pk for one in people.voting} - {member.officer.pk}
    annul_ballot(ballot=ballot, reason="Mở nhầm nội dung cần bỏ phiếu", by=people.chair, at=at)
    close_meeting(meeting=meeting, by=people.chair, at=at)
    end_conflict(conflict=found, by=people.standing, at=at)
    in_session(people, at=at)
    assert ([one.payload["conflicts"] for one in told.all()][1:], ConflictOfInterest.objects.count()) == ([{}], 1)


def test_a_member_removed_in_the_midst_is_of_no_quorum_and_marked_no_more(
    people: Seated, meeting: Meeting, at: datetime
) -> None:
    before = quorum_of(meeting, rules_of(people.council))
    seat = people.seat_of(people.members[0])
    end_seat(seat=seat, reason="Chuyển công tác", by=people.standing, at=at)
    after = quorum_of(meeting, rules_of(people.council))
    assert ((before.present, before.of), (after.present, after.of)) == ((6, 6), (5, 5))
    with pytest.raises(ValidationError) as told:
        mark_attendance(meeting=meeting, marks=[Mark(seat, ONLINE)], by=people.secretary, at=at)
    assert list(told.value.error_dict) == [f"seat-{seat.pk}"]
    with pytest.raises(NotAllowed):
        join_online(meeting=meeting, by=people.members[0], at=at)
    sheet = sheet_of(meeting)
    assert [(one.mode, one.has_left) for one in sheet.members if one.seat.pk == seat.pk] == [(ROOM, True)]
    assert (sheet.quorum, sheet.voting) == (after, 5)


def test_who_is_chair_no_more_presides_over_nothing(people: Seated, at: datetime) -> None:
    meeting, chair = called(people, at=at), people.seat_of(people.chair)
    mark(people, meeting, {one.officer.username: ROOM for one in people.voting}, at=at)
    decided: dict[str, Any] = {"position": "", "basis": "Quyết định 9/QĐ-BTN", "by": people.standing, "at": at}
    change_role(seat=chair, role=SeatRole.MEMBER, **decided)
    with pytest.raises(ValidationError, match="nay là Ủy viên") as told:
        open_meeting(meeting=meeting, by=people.chair, at=at)
    assert told.value.code == "chair"
    vice = people.seat_of(people.vice_chair)
    change_role(seat=vice, role=SeatRole.CHAIR, **decided)
    hand_over_chair(meeting=meeting, chair=vice, basis="", by=people.standing, at=at)
    assert open_meeting(meeting=meeting, by=people.vice_chair, at=at).state == MeetingState.OPEN
    with pytest.raises(ValidationError) as told:
        change_role(seat=vice, role=SeatRole.MEMBER, **decided)
    assert told.value.code == "presiding"


def test_a_chair_who_has_to_leave_hands_over_and_the_meeting_goes_on(
    people: Seated, meeting: Meeting, at: datetime
) -> None:
    chair, vice = people.seat_of(people.chair), people.seat_of(people.vice_chair)
    with pytest.raises(ValidationError):
        end_seat(seat=chair, reason="Nghỉ hưu", by=people.standing, at=at)
    refused = {
        "basis": {"chair": vice, "basis": " "},
        "chair": {"chair": people.seat_of(people.members[0]), "basis": "Giấy ủy quyền"},
    }
    for field, said in refused.items():
        with pytest.raises(ValidationError) as told:
            hand_over_chair(meeting=meeting, by=people.standing, at=at, **said)  # type: ignore[arg-type]
        assert list(told.value.error_dict) == [field]
    for one in (people.vice_chair, people.drafter):
        with pytest.raises(NotAllowed):
            hand_over_chair(meeting=meeting, chair=vice, basis="Giấy ủy quyền 03", by=one, at=at)
    hand_over_chair(meeting=meeting, chair=vice, basis="Giấy ủy quyền 03", by=people.secretary, at=at)
    end_seat(seat=chair, reason="Nghỉ hưu", by=people.standing, at=at)
    with pytest.raises(NotAllowed):
        close_meeting(meeting=meeting, by=people.chair, at=at)
    assert close_meeting(meeting=meeting, by=people.vice_chair, at=at).state == MeetingState.CLOSED


def test_who_records_a_meeting_does_not_come_to_preside_over_it(people: Seated, at: datetime) -> None:
    chair, vice = people.seat_of(people.chair), people.seat_of(people.vice_chair)
    dossier = sent_dossier(people.council, by=people.standing, at=at)
    plan = Plan(at + timedelta(minutes=1), "Phòng họp số 2", chair, vice, AGENDA)
    meeting = plan_meeting(council=people.council, dossier=dossier, plan=plan, by=people.standing, at=at)
    call_meeting(meeting=meeting, short_notice="Theo chỉ đạo gấp", by=people.standing, at=at)
    for seat in (vice, chair):
        with pytest.raises(ValidationError) as told:
            hand_over_chair(meeting=meeting, chair=seat, basis="Giấy ủy quyền 03", by=people.standing, at=at)
        assert list(told.value.error_dict) == ["chair"]
    assert Meeting.objects.get().chair == chair


def test_a_stand_in_the_rules_do_not_know_is_refused(site: Site, at: datetime) -> None:
    people = seated(site, at=at, rules=replace(RULES["general"], stand_ins_speak=False))
    meeting = in_session(people, at=at)
    seat = people.seat_of(people.reviewer)
    with pytest.raises(ValidationError) as told:
        mark_attendance(
            meeting=meeting, marks=[Mark(seat, AttendanceMode.STAND_IN, "Cán bộ Đinh")], by=people.secretary, at=at
        )
    assert list(told.value.error_dict) == [f"seat-{seat.pk}"]
    assert Attendance.objects.get(meeting=meeting, seat=seat).mode == ROOM


def test_marks_that_change_nothing_leave_no_trace_and_a_list_with_a_fault_changes_nobody(
    people: Seated, meeting: Meeting, at: datetime
) -> None:
    first, second = (people.seat_of(one) for one in people.members)
    told, later = events(meeting, "attendance_marked"), at + timedelta(minutes=5)
    mark_attendance(meeting=meeting, marks=[Mark(first, ROOM)], by=people.secretary, at=later)
    assert (events(meeting, "attendance_marked"), Attendance.objects.get(seat=first).marked_at) == (told, at)
    for marks in (
        [Mark(first, LEFT), Mark(second, AttendanceMode.STAND_IN, " ")],
        [Mark(first, LEFT), Mark(first, ROOM)],
        [Mark(first, LEFT), Mark(second, ROOM, note="TUYỆT MẬT")],
    ):
        with pytest.raises(ValidationError):
            mark_attendance(meeting=meeting, marks=marks, by=people.secretary, at=later)
    assert set(meeting.attendances.values_list("mode", flat=True)) == {ROOM}


def test_joining_online_waits_for_the_hour_and_leaves_who_is_in_the_room_there(people: Seated, at: datetime) -> None:
    meeting = called(people, at=at, starts_at=at + timedelta(hours=5))
    with pytest.raises(ValidationError) as told:
        join_online(meeting=meeting, by=people.reviewer, at=at)
    assert told.value.code == "too_early"
    assert join_online(meeting=meeting, by=people.reviewer, at=at + timedelta(hours=4)).mode == ONLINE
    mark_seat(meeting, people.seat_of(people.chair), ROOM, at=at)
    assert join_online(meeting=meeting, by=people.chair, at=at + timedelta(hours=4)).mode == ROOM
    with pytest.raises(NotAllowed):
        join_online(meeting=meeting, by=replace(people.support, principal=people.reviewer.officer), at=at)


def test_what_is_said_is_written_once_withdrawn_and_kept_from_others(
    people: Seated, meeting: Meeting, at: datetime
) -> None:
    seat = people.seat_of(people.reviewer)

    def noted(by: Acting = people.secretary, **said: object) -> DiscussionNote:
        return note_discussion(**({"meeting": meeting, "text": SAID, "seat": seat, "by": by, "at": at} | said))  # type: ignore[arg-type]

    first = noted()
    assert (noted().pk, noted(is_dissent=True).pk > first.pk) == (first.pk, True)
    assert noted(seat=None, speaker="Khách mời", text="Nhất trí.").seat is None
    with pytest.raises(ValidationError) as told:
        noted(text=" ")
    assert list(told.value.error_dict) == ["text"]
    for field, said in {
        "text": {"text": f"{SAID}\nTỐI MẬT"}, "seat": {"seat": None}, "speaker": {"speaker": "Khách mời"},
        "is_dissent": {"seat": None, "speaker": "Khách mời", "is_dissent": True},
    }.items():  # fmt: skip
        with pytest.raises(ValidationError) as told:
            noted(**said)  # type: ignore[arg-type]
        assert list(told.value.error_dict) == [field]
    for one in (people.chair, people.members[0], people.drafter):
        with pytest.raises(NotAllowed):
            noted(by=one)
    withdraw_note(note=first, by=people.standing, at=at)
    with pytest.raises(ValidationError):
        withdraw_note(note=first, by=people.standing, at=at)
    assert [one.is_dissent for one in notes_seen(meeting, people.reviewer, every=False, at=at)] == [True]
    assert list(notes_seen(meeting, people.members[0], every=False, at=at)) == []


def test_a_stand_in_reserves_no_opinion(people: Seated, meeting: Meeting, at: datetime) -> None:
    mark(people, meeting, {"hd-reviewer": AttendanceMode.STAND_IN}, at=at)
    said = {"meeting": meeting, "text": SAID, "seat": people.seat_of(people.reviewer), "by": people.secretary, "at": at}
    with pytest.raises(ValidationError) as told:
        note_discussion(**said, is_dissent=True)  # type: ignore[arg-type]
    assert list(told.value.error_dict) == ["is_dissent"]
    assert note_discussion(**said).pk  # type: ignore[arg-type]


def test_a_meetings_own_secretary_writes_though_another_is_the_councils(people: Seated, at: datetime) -> None:
    meeting = called_meeting(
        people.council, chair=people.seat_of(people.chair), secretary=people.seat_of(people.secretary), at=at
    )
    Meeting.objects.filter(pk=meeting.pk).update(secretary=people.seat_of(people.reviewer))
    meeting.refresh_from_db()
    mark_attendance(meeting=meeting, marks=[Mark(people.seat_of(people.chair), ROOM)], by=people.reviewer, at=at)
    with pytest.raises(NotAllowed):
        mark_attendance(meeting=meeting, marks=[], by=people.members[0], at=at)


def test_conclusions_are_numbered_changed_and_sealed_by_their_announcement(
    people: Seated, meeting: Meeting, at: datetime
) -> None:
    first = draw_conclusion(meeting=meeting, text="Bổ sung phụ lục", by=people.secretary, at=at)
    again = draw_conclusion(meeting=meeting, text="Bổ sung phụ lục", by=people.secretary, at=at)
    closed = close_meeting(meeting=meeting, by=people.chair, at=at)
    second = draw_conclusion(meeting=closed, text="Thống nhất từ ngữ", by=people.standing, at=at)
    assert (again.pk, first.rank, second.rank) == (first.pk, 1, 2)
    assert (
        change_conclusion(conclusion=first, text="Bổ sung lộ trình", by=people.secretary, at=at).text
        == "Bổ sung lộ trình"
    )
    closed.state, closed.concluded_at, closed.concluded_by = "concluded", at, people.chair.officer
    closed.save()
    for act in (
        lambda: draw_conclusion(meeting=closed, text="Thêm một ý", by=people.secretary, at=at),
        lambda: change_conclusion(conclusion=first, text="Bỏ ý này", by=people.secretary, at=at),
        lambda: note_discussion(meeting=closed, text=SAID, speaker="Khách mời", by=people.secretary, at=at),
        lambda: mark_attendance(meeting=closed, marks=[], by=people.secretary, at=at),
    ):
        with pytest.raises(ValidationError) as told:
            act()
        assert told.value.code == "transition"
