"""The pages of meetings: planned and called, live, recorded, concluded; what each reader sees."""

from __future__ import annotations

from copy import deepcopy
from dataclasses import replace
from datetime import timedelta
from io import BytesIO
from typing import TYPE_CHECKING

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from dongbo.documents.states import Standing
from dongbo.planning.models import Attendance, Conclusion, CouncilSeat, DiscussionNote, Meeting
from dongbo.planning.operations.ballots import open_ballot, prepare_ballot
from dongbo.planning.operations.councils import end_seat
from dongbo.planning.operations.meetings import close_meeting, draw_conclusion, note_discussion
from dongbo.planning.states import AttendanceMode, MeetingState
from dongbo.web.desk.waiting import waiting_for
from tests.builders import PLAN, frozen
from tests.councils import DECISION, RULES, Seated, council
from tests.meetings import ONLINE_WAY, called_meeting, in_session, mark, seated, sent_dossier
from tests.web.queries import queries_of

if TYPE_CHECKING:
    from datetime import datetime

    from dongbo.organisation.rules import Acting
    from tests.builders import Site
    from tests.keeping import Keep

PAGE, NOW, LISTED = 21, 11, 6
"""How many statements a meeting's page takes, the part that renews itself, and a list of meetings."""

SAID = "Đề nghị làm rõ cơ quan chủ trì"
CONCLUDED = "Bổ sung phụ lục phân công"
BLANK_AGENDA = dict.fromkeys(("agenda-0-title", "agenda-0-presenter", "agenda-0-minutes", "agenda-2-title"), "")


@pytest.fixture(scope="module")
def kept_people(keep: Keep, kept_site: Site, at: datetime) -> Seated:
    return keep(lambda: seated(kept_site, at=at, rules=RULES["general"]))


@pytest.fixture
def people(kept_people: Seated, db: None) -> Seated:
    """A council of six that votes by name."""
    return deepcopy(kept_people)


@pytest.fixture(scope="module")
def kept_meeting(keep: Keep, kept_people: Seated, at: datetime) -> Meeting:
    return keep(lambda: in_session(kept_people, at=at))


@pytest.fixture
def meeting(kept_meeting: Meeting, db: None) -> Meeting:
    """A meeting in session with all six in the room."""
    return deepcopy(kept_meeting)


def browser(acting: Acting) -> Client:
    client = Client()
    client.force_login(acting.officer)
    return client


def page(acting: Acting, meeting: Meeting) -> str:
    answer = browser(acting).get(reverse("meeting", args=[meeting.pk]))
    assert answer.status_code == 200
    return answer.content.decode()


def planned(people: Seated, **said: str) -> dict[str, str]:
    """What the form of a new meeting sends."""
    day = timezone.localtime() + timedelta(days=30)
    sent = {
        "dossier": str(people.council.dossiers.get().pk),
        "day": day.strftime("%d/%m/%Y"),
        "hour": "14:30",
        "place": "Phòng họp A",
        "online_way": ONLINE_WAY,
        "chair": str(people.seat_of(people.chair).pk),
        "chair_basis": "",
        "secretary": str(people.seat_of(people.secretary).pk),
        "agenda-count": "3",
        "agenda-0-title": "Tờ trình",
        "agenda-0-presenter": "Đơn vị soạn thảo",
        "agenda-0-minutes": "20",
        "agenda-2-title": "Thảo luận",
    }
    return sent | said


def test_a_meeting_is_planned_changed_called_and_put_off(people: Seated, at: datetime) -> None:
    sent_dossier(people.council, by=people.secretary, at=at)
    client = browser(people.secretary)
    new = reverse("meeting-new", args=[people.council.pk])
    grown = client.post(new, planned(people, more="agenda"))
    assert (grown.status_code, b"agenda-3-title" in grown.content, Meeting.objects.count()) == (200, True, 0)
    assert client.post(new, planned(people)).status_code == 302
    meeting = Meeting.objects.get()
    assert [(one.rank, one.title, one.minutes) for one in meeting.agenda.all()] == [
        (1, "Tờ trình", 20),
        (2, "Thảo luận", None),
    ]
    told = page(people.secretary, meeting)
    assert ("Mời họp" in told, ONLINE_WAY in told, "14:30" in told) == (True, True, True)
    change = reverse("meeting-change", args=[meeting.pk])
    assert "Đơn vị soạn thảo" in client.get(change).content.decode()
    assert client.post(change, planned(people, place="Phòng họp B")).status_code == 302
    assert client.post(reverse("meeting-call", args=[meeting.pk]), {"short_notice": ""}).status_code == 302
    meeting.refresh_from_db()
    assert (meeting.state, meeting.place) == (MeetingState.CALLED, "Phòng họp B")
    cancel = reverse("meeting-cancel", args=[meeting.pk])
    assert client.post(cancel, {"reason": "ừ"}).status_code == 422
    client.post(cancel, {"reason": "Hoãn vì bão số 9"})
    assert "Hoãn vì bão số 9" in page(people.secretary, meeting)


def test_a_plan_that_another_changed_meanwhile_is_not_written_over_unseen(people: Seated, at: datetime) -> None:
    sent_dossier(people.council, by=people.secretary, at=at)
    first, second = browser(people.secretary), browser(people.standing)
    first.post(reverse("meeting-new", args=[people.council.pk]), planned(people))
    meeting = Meeting.objects.get()
    change = reverse("meeting-change", args=[meeting.pk])
    seen = second.get(change).context["form"].initial["seen"]
    assert first.post(change, planned(people, **{"seen": seen, "agenda-2-title": "Bỏ phiếu"})).status_code == 302
    late = second.post(change, planned(people, seen=seen, place="Phòng họp B"))
    told = late.content.decode()
    assert (late.status_code, "vừa được người khác sửa" in told, 'value="Phòng họp B"' in told) == (422, True, True)
    meeting.refresh_from_db()
    assert (meeting.place, [one.title for one in meeting.agenda.all()]) == ("Phòng họp A", ["Tờ trình", "Bỏ phiếu"])
    again = late.context["form"]["seen"].value()
    assert second.post(change, planned(people, seen=again, place="Phòng họp B")).status_code == 302
    meeting.refresh_from_db()
    assert (meeting.place, [one.title for one in meeting.agenda.all()]) == ("Phòng họp B", ["Tờ trình", "Thảo luận"])


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ({"hour": "25:00"}, "Không đọc được giờ này"),
        ({"day": "01/01/2020"}, "Giờ họp phải ở sau lúc này"),
        ({"place": ""}, "Trường này"),
        ({"agenda-0-title": ""}, "Dòng này chưa có nội dung"),
        (BLANK_AGENDA, "ít nhất một"),
        ({"place": "TUYỆT MẬT"}, "dấu chỉ độ mật"),
    ],
)  # fmt: skip
def test_a_plan_that_is_refused_keeps_all_that_was_typed(
    people: Seated, at: datetime, said: dict[str, str], told: str
) -> None:
    sent_dossier(people.council, by=people.secretary, at=at)
    answer = browser(people.secretary).post(reverse("meeting-new", args=[people.council.pk]), planned(people, **said))
    shown = answer.content.decode()
    assert (answer.status_code, told in shown, ONLINE_WAY in shown, Meeting.objects.count()) == (422, True, True, 0)


def test_a_vice_chair_presides_with_a_basis_and_a_member_never(people: Seated, at: datetime) -> None:
    sent_dossier(people.council, by=people.secretary, at=at)
    client, new = browser(people.secretary), reverse("meeting-new", args=[people.council.pk])
    vice, member = (str(people.seat_of(one).pk) for one in (people.vice_chair, people.members[0]))
    without = client.post(new, planned(people, chair=vice))
    assert (without.status_code, "văn bản ủy quyền" in without.content.decode()) == (422, True)
    assert client.post(new, planned(people, chair=member)).status_code == 422
    assert client.post(new, planned(people, chair=vice, chair_basis="Giấy ủy quyền 03")).status_code == 302


def test_called_too_soon_tells_from_when_and_takes_a_reason(people: Seated, at: datetime) -> None:
    sent_dossier(people.council, by=people.secretary, at=timezone.now())
    client = browser(people.secretary)
    soon = timezone.localtime() + timedelta(days=1)
    client.post(reverse("meeting-new", args=[people.council.pk]), planned(people, day=soon.strftime("%d/%m/%Y")))
    meeting = Meeting.objects.get()
    call = reverse("meeting-call", args=[meeting.pk])
    refused = client.post(call, {"short_notice": ""})
    assert (refused.status_code, "sớm nhất là" in refused.content.decode()) == (422, True)
    assert client.post(call, {"short_notice": "Theo yêu cầu gấp của lãnh đạo"}).status_code == 302
    assert "Theo yêu cầu gấp của lãnh đạo" in page(people.members[0], meeting)


def test_one_tap_marks_one_member_with_and_without_script(people: Seated, meeting: Meeting) -> None:
    seat = people.seat_of(people.members[0])
    client, address = browser(people.secretary), reverse("meeting-attendance", args=[meeting.pk])
    answer = client.post(address, {"one": f"{seat.pk}:left"})
    assert (answer.status_code, answer["Location"]) == (302, f"{reverse('meeting', args=[meeting.pk])}#now")
    assert Attendance.objects.get(meeting=meeting, seat=seat).mode == AttendanceMode.LEFT
    answer = client.post(address, {"one": f"{seat.pk}:online"}, HTTP_HX_REQUEST="true")
    told = answer.content.decode()
    assert (answer.status_code, told.count('id="now"'), "<html" in told) == (200, 1, False)
    assert Attendance.objects.get(meeting=meeting, seat=seat).mode == AttendanceMode.ONLINE
    for wrong in (f"{seat.pk}:stand_in", "0:room", "x", f"{seat.pk}:"):
        assert client.post(address, {"one": wrong}, HTTP_HX_REQUEST="true").status_code == 422
    assert Attendance.objects.get(meeting=meeting, seat=seat).mode == AttendanceMode.ONLINE


def row(seat: CouncilSeat, shown: str, mode: str, *, stand_in: str = "", note: str = "") -> dict[str, str]:
    """A row of the form for all: what was shown, and what was chosen."""
    name = f"seat-{seat.pk}"
    shown_before = {f"initial-{name}-mode": shown, f"initial-{name}-stand_in": "", f"initial-{name}-note": ""}
    return shown_before | {f"{name}-mode": mode, f"{name}-stand_in": stand_in, f"{name}-note": note}


def test_the_form_for_all_marks_only_what_was_touched(people: Seated, meeting: Meeting, at: datetime) -> None:
    """Who joined while the secretary was writing is not thrown out again by a row nobody touched."""
    first, second = (people.seat_of(one) for one in people.members)
    mark(people, meeting, {"hd-uy-vien-1": AttendanceMode.ONLINE}, at=at)
    sent = row(first, "room", "room") | row(second, "room", "stand_in", stand_in="Cán bộ Đinh", note="Đi công tác")
    assert browser(people.secretary).post(reverse("meeting-attendance", args=[meeting.pk]), sent).status_code == 302
    kept = {one.seat_id: (one.mode, one.stand_in, one.note) for one in meeting.attendances.all()}
    assert (kept[first.pk], kept[second.pk]) == (("online", "", ""), ("stand_in", "Cán bộ Đinh", "Đi công tác"))


def test_a_stand_in_nobody_named_is_refused_at_his_row(people: Seated, meeting: Meeting) -> None:
    seat, other = (people.seat_of(one) for one in people.members)
    sent = row(seat, "room", "stand_in") | row(other, "room", "excused", note="Đi công tác")
    answer = browser(people.secretary).post(reverse("meeting-attendance", args=[meeting.pk]), sent)
    told = answer.content.decode()
    assert (answer.status_code, "Hãy ghi họ tên, chức vụ người dự thay" in told, "Đi công tác" in told) == (
        422,
        True,
        True,
    )
    assert set(meeting.attendances.values_list("mode", flat=True)) == {"room"}


def test_a_ballot_appears_by_itself_as_the_first_thing(people: Seated, meeting: Meeting, at: datetime) -> None:
    member = browser(people.members[0])
    now = reverse("meeting-now", args=[meeting.pk])
    asks = {"HTTP_HX_REQUEST": "true", "HTTP_X_UNATTENDED": "1"}
    assert "vote-now" not in member.get(now, **asks).content.decode()
    ballot = prepare_ballot(meeting=meeting, subject="Thông qua dự thảo kế hoạch", by=people.chair, at=at)
    open_ballot(ballot=ballot, by=people.chair, at=at)
    told = member.get(now, **asks).content.decode()
    assert ("Mời bạn bỏ phiếu" in told, reverse("ballot", args=[ballot.pk]) in told) == (True, True)
    assert told.index("vote-now") < told.index("own-title") < told.index("quorum-title")
    other = browser(people.support).get(now, **asks).content.decode()
    assert ("Mời bạn bỏ phiếu" in other, "Đang bỏ phiếu" in other) == (False, True)
    gone = dict.fromkeys(("hd-uy-vien-1", "hd-uy-vien-2", "hd-reviewer"), AttendanceMode.LEFT)
    mark(people, meeting, gone, at=at)
    assert "Tạm dừng nhận phiếu" in member.get(now, **asks).content.decode()
    mark(people, meeting, dict.fromkeys(gone, AttendanceMode.ONLINE), at=at)
    assert "Tạm dừng nhận phiếu" not in member.get(now, **asks).content.decode()


def test_a_page_that_asks_by_itself_is_loaded_anew_unless_somebody_types_there(
    people: Seated, meeting: Meeting, at: datetime
) -> None:
    close_meeting(meeting=meeting, by=people.chair, at=at)
    asks = {"HTTP_HX_REQUEST": "true", "HTTP_X_UNATTENDED": "1"}
    address = f"{reverse('meeting-now', args=[meeting.pk])}?was=open"
    assert browser(people.members[0]).get(address, **asks)["HX-Refresh"] == "true"
    told = browser(people.secretary).get(address, **asks)
    assert ("HX-Refresh" in told, "Tải lại trang" in told.content.decode()) == (False, True)


def test_a_member_joins_online_by_himself(people: Seated, at: datetime) -> None:
    now = timezone.now()
    seats = {"chair": people.seat_of(people.chair), "secretary": people.seat_of(people.secretary)}
    meeting = called_meeting(people.council, **seats, at=at, starts_at=now + timedelta(minutes=30))
    member = people.members[0]
    assert "Tôi dự trực tuyến" in page(member, meeting)
    assert browser(member).post(reverse("meeting-join", args=[meeting.pk])).status_code == 302
    assert Attendance.objects.get(meeting=meeting).mode == AttendanceMode.ONLINE
    assert "Tôi dự trực tuyến" not in page(member, meeting)
    assert browser(people.standing).post(reverse("meeting-join", args=[meeting.pk])).status_code in (403, 404)


def test_notes_are_typed_one_after_another_and_a_refused_one_stays(people: Seated, meeting: Meeting) -> None:
    client, address = browser(people.secretary), reverse("meeting-note", args=[meeting.pk])
    item, seat = meeting.agenda.last(), people.seat_of(people.reviewer)
    assert item is not None
    sent = {"note-item": str(item.pk), "note-seat": str(seat.pk), "note-speaker": "", "note-text": SAID}
    answer = client.post(address, sent)
    note = DiscussionNote.objects.get()
    assert (answer.status_code, f"noted={note.pk}" in answer["Location"]) == (302, True)
    told = client.get(answer["Location"].split("#")[0]).content.decode()
    assert f'<option value="{item.pk}" selected>' in told
    assert (SAID in told, f'data-saved="{note.pk}"' in told) == (True, True)
    wrong = client.post(address, sent | {"note-speaker": "Khách mời", "note-text": "Nội dung dài\nTUYỆT MẬT"})
    assert (wrong.status_code, "TUYỆT MẬT" in wrong.content.decode()) == (422, True)
    wrong = client.post(address, sent | {"note-text": "Bổ sung số liệu", "note-speaker": "Khách mời"})
    assert (wrong.status_code, "Bổ sung số liệu" in wrong.content.decode()) == (422, True)
    client.post(reverse("meeting-note-withdraw", args=[meeting.pk, note.pk]))
    assert SAID not in page(people.secretary, meeting)
    assert DiscussionNote.objects.count() == 1


def test_conclusions_are_drawn_changed_and_lead_to_ordering_revisions(people: Seated, meeting: Meeting) -> None:
    client, address = browser(people.secretary), reverse("meeting-conclusion", args=[meeting.pk])
    assert client.post(address, {"conclusion-text": ""}).status_code == 422
    wrong = client.post(address, {"conclusion-text": "Bổ sung phụ lục\nTUYỆT MẬT"})
    assert (wrong.status_code, "Bổ sung phụ lục\nTUYỆT MẬT" in wrong.content.decode()) == (422, True)
    assert client.post(address, {"conclusion-text": CONCLUDED}).status_code == 302
    one = meeting.conclusions.get()
    change = reverse("meeting-conclusion-change", args=[meeting.pk, one.pk])
    assert CONCLUDED in client.get(change).content.decode()
    sent = {"conclusion-text": "Bổ sung phụ lục lộ trình", "conclusion-seen": CONCLUDED}
    assert client.post(change, sent).status_code == 302
    told = page(people.secretary, meeting)
    assert "Bổ sung phụ lục lộ trình" in told
    assert f"{reverse('revision-new', args=[people.council.pk])}?conclusion={one.pk}" in told


def test_a_conclusion_that_another_changed_meanwhile_is_not_written_over_unseen(
    people: Seated, meeting: Meeting, at: datetime
) -> None:
    one = draw_conclusion(meeting=meeting, text=CONCLUDED, by=people.secretary, at=at)
    change = reverse("meeting-conclusion-change", args=[meeting.pk, one.pk])
    first, second = browser(people.secretary), browser(people.standing)
    seen = {"conclusion-seen": second.get(change).context["form"].initial["seen"]}
    assert first.post(change, seen | {"conclusion-text": "Bổ sung phụ lục\r\nlộ trình"}).status_code == 302
    late = second.post(change, seen | {"conclusion-text": "Bỏ phụ lục"})
    told = late.content.decode()
    assert (late.status_code, "vừa được người khác sửa thành: «Bổ sung phụ lục" in told, ">\nBỏ phụ lục" in told) == (
        422,
        True,
        True,
    )
    one.refresh_from_db()
    assert one.text.split() == ["Bổ", "sung", "phụ", "lục", "lộ", "trình"]
    again = {"conclusion-seen": late.context["form"]["seen"].value(), "conclusion-text": "Bỏ phụ lục"}
    assert second.post(change, again).status_code == 302
    one.refresh_from_db()
    assert one.text == "Bỏ phụ lục"


def test_once_conclusions_are_announced_everything_is_read_only(people: Seated, meeting: Meeting, at: datetime) -> None:
    draw_conclusion(meeting=meeting, text=CONCLUDED, by=people.secretary, at=at)
    note_discussion(meeting=meeting, text=SAID, seat=people.seat_of(people.reviewer), by=people.secretary, at=at)
    announced = close_meeting(meeting=meeting, by=people.chair, at=at)
    announced.state, announced.concluded_at, announced.concluded_by = "concluded", at, people.chair.officer
    announced.save()
    told = page(people.secretary, meeting)
    assert [mark in told for mark in ("data-keeps", 'name="one"', "Rút ghi chép", "Sửa lời", "hx-get")] == [False] * 5
    client = browser(people.secretary)
    assert (
        client.post(
            reverse("meeting-note", args=[meeting.pk]), {"note-text": "Thêm lời", "note-speaker": "Ai đó"}
        ).status_code
        == 422
    )
    assert (
        client.post(reverse("meeting-conclusion", args=[meeting.pk]), {"conclusion-text": "Thêm kết luận"}).status_code
        == 422
    )
    assert SAID in page(people.drafter, meeting)


def test_each_reader_sees_his_part(people: Seated, meeting: Meeting, at: datetime) -> None:
    """Drafters see when and what was concluded; a member what he said; whoever presides or records everything."""
    note_discussion(meeting=meeting, text=SAID, seat=people.seat_of(people.reviewer), by=people.secretary, at=at)
    draw_conclusion(meeting=meeting, text=CONCLUDED, by=people.secretary, at=at)
    mark(people, meeting, {"hd-uy-vien-1": AttendanceMode.STAND_IN}, at=at)
    marks = (CONCLUDED, ONLINE_WAY, "Cán bộ dự thay", SAID, 'name="one"')
    seen = {
        name: [mark in page(one, meeting) for mark in marks]
        for name, one in {
            "drafter": people.drafter, "approver": people.approver, "member": people.members[1],
            "reviewer": people.reviewer, "chair": people.chair, "secretary": people.secretary,
            "standing": people.standing,
        }.items()
    }  # fmt: skip
    assert seen == {
        "drafter": [True, False, False, False, False],
        "approver": [True, False, False, False, False],
        "member": [True, True, True, False, False],
        "reviewer": [True, True, True, True, False],
        "chair": [True, True, True, True, False],
        "secretary": [True] * 5,
        "standing": [True] * 5,
    }


def test_what_another_meeting_wrote_is_not_reached_by_the_address_of_this_one(
    people: Seated, meeting: Meeting, site: Site, at: datetime
) -> None:
    version = frozen(PLAN.replace("21/KH-BTN", "22/KH-BTN"), site=site, at=at, standing=Standing.PLAN)
    other = council(site, at=at, version=version, prefix="xa", decision=replace(DECISION, number="13/QĐ-BTN"))
    far = in_session(other, at=at)
    note = note_discussion(meeting=far, text=SAID, speaker="Khách mời", by=other.secretary, at=at)
    drawn = draw_conclusion(meeting=far, text=CONCLUDED, by=other.secretary, at=at)
    client = browser(people.secretary)
    change = reverse("meeting-conclusion-change", args=[meeting.pk, drawn.pk])
    withdraw = reverse("meeting-note-withdraw", args=[meeting.pk, note.pk])
    answers = [client.get(change), client.post(change, {"conclusion-text": "Khác"}), client.post(withdraw)]
    assert [one.status_code for one in answers] == [404, 404, 404]
    assert all(CONCLUDED not in one.content.decode() for one in answers)
    assert (DiscussionNote.objects.get().withdrawn_at, Conclusion.objects.get().text) == (None, CONCLUDED)


def test_who_may_not_is_turned_away_from_every_act(people: Seated, meeting: Meeting, at: datetime, site: Site) -> None:
    note = note_discussion(meeting=meeting, text=SAID, speaker="Khách mời", by=people.secretary, at=at)
    drawn = draw_conclusion(meeting=meeting, text=CONCLUDED, by=people.secretary, at=at)
    one = [meeting.pk]
    posts = {
        "meeting-attendance": one, "meeting-note": one, "meeting-note-withdraw": [*one, note.pk],
        "meeting-conclusion": one, "meeting-conclusion-change": [*one, drawn.pk], "meeting-call": one,
        "meeting-cancel": one, "meeting-change": one, "meeting-chair": one, "meeting-open": one, "meeting-close": one,
    }  # fmt: skip
    seat = people.seat_of(people.members[0])
    sent = {
        "one": f"{seat.pk}:left", "note-text": "Lời chen vào", "note-speaker": "Ai đó",
        "conclusion-text": "Kết luận chen vào", "reason": "Hủy phiên họp này đi",
    }  # fmt: skip
    for acting in (people.members[0], people.drafter, people.approver, site.reader):
        client = browser(acting)
        statuses = {client.post(reverse(name, args=arguments), sent).status_code for name, arguments in posts.items()}
        assert statuses <= {403, 404}
    meeting.refresh_from_db()
    assert (meeting.state, meeting.notes.count(), meeting.conclusions.get().text) == (MeetingState.OPEN, 1, CONCLUDED)
    assert set(meeting.attendances.values_list("mode", flat=True)) == {"room"}
    assert browser(site.reader).get(reverse("meeting", args=one)).status_code in (403, 404)


def test_attendance_leaves_as_a_workbook(people: Seated, meeting: Meeting, at: datetime) -> None:
    mark(people, meeting, {"hd-uy-vien-1": AttendanceMode.STAND_IN}, at=at)
    end_seat(seat=people.seat_of(people.members[1]), reason="Chuyển công tác", by=people.standing, at=at)
    answer = browser(people.members[0]).get(reverse("meeting-attendance-file", args=[meeting.pk]))
    rows = list(load_workbook(BytesIO(answer.content)).active.iter_rows(min_row=2, values_only=True))
    told = {str(one[0]): (one[3], one[4], one[7]) for one in rows}
    assert told["Cán bộ hd-uy-vien-1"] == (
        "Cử người dự thay", "Cán bộ dự thay", "Người dự thay không được biểu quyết; chỉ chính thành viên mới bỏ phiếu.",
    )  # fmt: skip
    assert told["Cán bộ hd-uy-vien-2"] == ("Tại phòng họp", None, "Đã thôi tham gia")
    assert told["Cán bộ hd-chair"] == ("Tại phòng họp", None, "Có")


def test_meetings_wait_for_who_is_called_and_stand_on_his_list(people: Seated, at: datetime) -> None:
    seats = {"chair": people.seat_of(people.chair), "secretary": people.seat_of(people.secretary)}
    meeting = called_meeting(people.council, **seats, at=at)
    waits = {
        name: [thing.deadline for kind in waiting_for(one, at=at) if kind.code == "meetings" for thing in kind.things]
        for name, one in {"member": people.members[0], "standing": people.standing, "drafter": people.drafter}.items()
    }
    assert waits == {"member": [meeting.starts_at], "standing": [meeting.starts_at], "drafter": []}
    listed = browser(people.members[0]).get(f"{reverse('meetings')}?part=mine").content.decode()
    assert reverse("meeting", args=[meeting.pk]) in listed
    empty = browser(people.members[0]).get(f"{reverse('meetings')}?state=concluded").content.decode()
    assert "Không có phiên họp nào khớp" in empty


def test_a_page_takes_as_many_statements_for_three_members_as_for_one(people: Seated, at: datetime) -> None:
    """All but the chair and the secretary leave; then two come back into the list."""
    meeting = in_session(people, at=at)
    one, three = people.members, (*people.members, people.reviewer, people.vice_chair)
    counts: dict[str, list[int]] = {"page": [], "now": []}
    for away in (three, one):
        CouncilSeat.objects.filter(council=people.council).update(ended_at=None, ended_by=None, end_reason="")
        gone = CouncilSeat.objects.filter(officer__in=[acting.officer for acting in away])
        gone.update(ended_at=at, ended_by=people.standing.officer, end_reason="Chuyển công tác")
        Attendance.objects.filter(seat__in=gone).delete()
        for name, address in (("page", "meeting"), ("now", "meeting-now")):
            client, url = browser(people.secretary), reverse(address, args=[meeting.pk])
            client.get(url)
            counts[name].append(queries_of(lambda client=client, url=url: client.get(url)))
    assert counts == {"page": [PAGE, PAGE], "now": [NOW, NOW]}


def test_the_list_takes_as_many_statements_for_three_meetings_as_for_one(people: Seated, at: datetime) -> None:
    seats = {"chair": people.seat_of(people.chair), "secretary": people.seat_of(people.secretary)}
    client = browser(people.members[0])
    counts = []
    for more in (1, 2):
        for _time in range(more):
            called_meeting(people.council, **seats, at=at)
        client.get(reverse("meetings"))
        counts.append(queries_of(lambda: client.get(reverse("meetings"))))
    assert counts == [LISTED, LISTED]


def test_a_removed_member_is_told_so_by_the_page_he_has_open(people: Seated, meeting: Meeting, at: datetime) -> None:
    gone, other = browser(people.members[0]), browser(people.members[1])
    now = reverse("meeting-now", args=[meeting.pk])
    end_seat(seat=people.seat_of(people.members[0]), reason="Điều động công tác", by=people.standing, at=at)
    asked_by_itself = gone.get(now, headers={"X-Unattended": "1"})
    assert (asked_by_itself.status_code, asked_by_itself.headers["HX-Refresh"]) == (403, "true")
    assert asked_by_itself.content == b""
    loaded = gone.get(reverse("meeting", args=[meeting.pk]))
    assert loaded.status_code == 403
    assert "Bạn đã thôi tham gia hội đồng này" in loaded.content.decode()
    assert "Điều động công tác" in loaded.content.decode()
    assert other.get(now, headers={"X-Unattended": "1"}).status_code == 200
    stranger = gone.get(reverse("meeting", args=["00000000-0000-4000-8000-000000000000"]))
    assert stranger.status_code == 404
