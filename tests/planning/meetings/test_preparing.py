"""Meetings planned, changed, called in time for their papers, and put off."""

from __future__ import annotations

from copy import deepcopy
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from django.core.exceptions import ValidationError

from dongbo.ledger.models import Event
from dongbo.organisation.rules import NotAllowed
from dongbo.planning.models import Meeting
from dongbo.planning.operations.appraisal_dossiers import send_to
from dongbo.planning.operations.councils import end_seat, seat_officer
from dongbo.planning.operations.meetings import (
    NewItem,
    Plan,
    call_meeting,
    cancel_meeting,
    change_meeting,
    plan_meeting,
)
from dongbo.planning.queries.meetings import papers_until, short_notice_of, without_papers
from dongbo.planning.states import MeetingState, SeatRole
from tests.councils import RULES, Seated
from tests.meetings import AGENDA, seated, sent_dossier

if TYPE_CHECKING:
    from datetime import datetime

    from tests.builders import Site
    from tests.keeping import Keep

REASON = "Theo chỉ đạo gấp của lãnh đạo"


@pytest.fixture(scope="module")
def kept_people(keep: Keep, kept_site: Site, at: datetime) -> Seated:
    def build() -> Seated:
        found = seated(kept_site, at=at, rules=replace(RULES["general"], papers_days=5, papers_days_working=False))
        sent_dossier(found.council, by=found.secretary, at=at)
        return found

    return keep(build)


@pytest.fixture
def people(kept_people: Seated, db: None) -> Seated:
    """A council whose dossier went to its members at the moment."""
    return deepcopy(kept_people)


def a_plan(people: Seated, *, starts_at: datetime, **said: object) -> Plan:
    chair, secretary = people.seat_of(people.chair), people.seat_of(people.secretary)
    return replace(Plan(starts_at, "Phòng họp số 2", chair, secretary, AGENDA), **said)  # type: ignore[arg-type]


def planned(people: Seated, *, starts_at: datetime, at: datetime) -> Meeting:
    plan = a_plan(people, starts_at=starts_at)
    return plan_meeting(
        council=people.council, dossier=people.council.dossiers.get(), plan=plan, by=people.secretary, at=at
    )


def codes(refusal: ValidationError) -> dict[str, list[str]]:
    return {name: [str(one.code) for one in found] for name, found in refusal.error_dict.items()}


def test_a_meeting_may_be_called_from_the_moment_the_rules_say_and_not_a_minute_before(
    people: Seated, at: datetime
) -> None:
    earliest = papers_until(people.council, since=at)
    just = planned(people, starts_at=earliest, at=at)
    early = planned(people, starts_at=earliest - timedelta(minutes=1), at=at)
    assert call_meeting(meeting=just, by=people.secretary, at=at).state == MeetingState.CALLED
    with pytest.raises(ValidationError) as told:
        call_meeting(meeting=early, by=people.secretary, at=at)
    assert codes(told.value) == {"short_notice": ["too_soon"]}
    assert "trước phiên họp 5 ngày: sớm nhất là" in told.value.messages[0]
    rules = replace(RULES["general"], papers_days=5, papers_days_working=True)
    people.council.rules = rules.as_json()
    people.council.save(update_fields=["rules"])
    with pytest.raises(ValidationError, match="trước phiên họp 5 ngày làm việc: sớm nhất là"):
        call_meeting(meeting=early, by=people.secretary, at=at)
    call_meeting(meeting=early, short_notice=REASON, by=people.secretary, at=at)
    assert (short_notice_of(early), short_notice_of(just)) == (REASON, "")


def test_a_member_seated_later_has_to_have_the_papers_in_time_too(people: Seated, at: datetime, site: Site) -> None:
    meeting = planned(people, starts_at=at + timedelta(days=8), at=at)
    later = at + timedelta(days=4)
    end_seat(seat=people.seat_of(people.members[1]), reason="Chuyển công tác", by=people.standing, at=at)
    unit = people.seat_of(people.chair).unit
    seat_officer(
        council=people.council, officer=people.members[1].officer, unit=unit, role=SeatRole.MEMBER, position="",
        basis="Quyết định 15", by=people.standing, at=later,
    )  # fmt: skip
    assert without_papers(meeting.dossier) == [people.members[1].officer.full_name]
    with pytest.raises(ValidationError) as told:
        call_meeting(meeting=meeting, short_notice=REASON, by=people.secretary, at=later)
    assert told.value.code == "not_sent"
    send_to(dossier=meeting.dossier, seats=[people.seat_of(people.members[1])], by=people.secretary, at=later)
    with pytest.raises(ValidationError) as told:
        call_meeting(meeting=meeting, by=people.secretary, at=later)
    assert codes(told.value) == {"short_notice": ["too_soon"]}


def test_who_presides_or_records_and_has_left_is_replaced_before_the_call(people: Seated, at: datetime) -> None:
    meeting = planned(people, starts_at=at + timedelta(days=30), at=at)
    end_seat(seat=people.seat_of(people.chair), reason="Nghỉ hưu", by=people.standing, at=at)
    with pytest.raises(ValidationError) as told:
        call_meeting(meeting=meeting, by=people.standing, at=at)
    assert told.value.code == "gone"


def test_a_called_meeting_that_is_changed_is_called_again(people: Seated, at: datetime) -> None:
    meeting = planned(people, starts_at=at + timedelta(days=30), at=at)
    call_meeting(meeting=meeting, by=people.secretary, at=at)
    plan = a_plan(people, starts_at=at + timedelta(days=31), agenda=[NewItem("Chỉ một nội dung")])
    changed = change_meeting(meeting=meeting, plan=plan, by=people.secretary, at=at)
    assert (changed.state, changed.called_at, [one.title for one in changed.agenda.all()]) == (
        MeetingState.PLANNED, None, ["Chỉ một nội dung"],
    )  # fmt: skip
    kinds = Event.objects.filter(subject_id=str(meeting.pk)).order_by("sequence").values_list("kind", flat=True)
    assert [kind.removeprefix("planning.") for kind in kinds] == [
        "meeting_planned",
        "meeting_called",
        "meeting_changed",
    ]


def test_a_meeting_whose_hour_is_over_is_not_called_and_one_put_off_stays_so(people: Seated, at: datetime) -> None:
    meeting = planned(people, starts_at=at + timedelta(hours=1), at=at)
    with pytest.raises(ValidationError) as told:
        call_meeting(meeting=meeting, short_notice=REASON, by=people.secretary, at=at + timedelta(hours=2))
    assert told.value.code == "over"
    with pytest.raises(ValidationError) as told:
        cancel_meeting(meeting=meeting, reason="Hoãn vì bão số chín " * 40, by=people.secretary, at=at)
    assert codes(told.value) == {"reason": ["too_long"]}
    cancel_meeting(meeting=meeting, reason="Hoãn vì bão", by=people.secretary, at=at)
    with pytest.raises(ValidationError) as told:
        call_meeting(meeting=meeting, short_notice=REASON, by=people.secretary, at=at)
    assert told.value.code == "transition"


def test_a_plan_says_all_that_is_wrong_at_once(people: Seated, at: datetime) -> None:
    member = people.seat_of(people.members[0])
    wrong = a_plan(people, starts_at=at, place=" ", chair=member, secretary=member, agenda=[])
    with pytest.raises(ValidationError) as told:
        plan_meeting(
            council=people.council, dossier=people.council.dossiers.get(), plan=wrong, by=people.secretary, at=at
        )
    assert sorted(told.value.error_dict) == ["agenda", "chair", "place", "secretary", "starts_at"]
    secret = a_plan(people, starts_at=at + timedelta(days=9), online_way="TỐI MẬT")
    with pytest.raises(ValidationError) as told:
        plan_meeting(
            council=people.council, dossier=people.council.dossiers.get(), plan=secret, by=people.secretary, at=at
        )
    assert codes(told.value) == {"online_way": ["secret"]}
    assert Meeting.objects.count() == 0


def test_only_the_secretariat_plans(people: Seated, at: datetime) -> None:
    plan = a_plan(people, starts_at=at + timedelta(days=30))
    dossier = people.council.dossiers.get()
    for one in (
        people.chair,
        people.members[0],
        people.drafter,
        replace(people.support, principal=people.secretary.officer),
    ):
        with pytest.raises(NotAllowed):
            plan_meeting(council=people.council, dossier=dossier, plan=plan, by=one, at=at)
    assert plan_meeting(council=people.council, dossier=dossier, plan=plan, by=people.standing, at=at).ordinal == 1
