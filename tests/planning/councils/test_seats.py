"""Members come, change and go; conflicts of interest are declared; rules change: each by its paper and recorded."""

from __future__ import annotations

from copy import deepcopy
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from django.core.exceptions import ValidationError

from dongbo.ledger.models import Event
from dongbo.organisation.rules import NotAllowed
from dongbo.planning.models import ConflictOfInterest
from dongbo.planning.operations.councils import (
    change_role,
    change_rules,
    close_council,
    declare_conflict,
    end_conflict,
    end_seat,
    seat_officer,
)
from dongbo.planning.queries.councils import (
    RoleChange,
    composition,
    open_seats,
    role_changes,
    rules_of,
    standing_contradictions,
    unable_to_sit,
)
from dongbo.planning.rules.councils import seat_of
from dongbo.planning.states import ConflictKind, SeatRole
from tests.councils import RULES, council_for

if TYPE_CHECKING:
    from datetime import datetime

    from dongbo.planning.models import Council
    from tests.builders import Site
    from tests.keeping import Keep
    from tests.planning.councils.conftest import Ground

BASIS = "Quyết định 15/QĐ-BTN"


@pytest.fixture(scope="module")
def kept_made(keep: Keep, kept_ground: Ground, at: datetime) -> Council:
    return keep(lambda: council_for(kept_ground.plan, kept_ground.seats(), by=kept_ground.lead, at=at))


@pytest.fixture
def made(kept_made: Council, db: None) -> Council:
    return deepcopy(kept_made)


def newcomer(made: Council, ground: Ground, **changes: Any) -> dict[str, Any]:
    return {
        "council": made,
        "officer": ground.people[4].officer,
        "unit": ground.other,
        "role": SeatRole.REVIEWER,
        "position": "Trưởng phòng",
        "basis": BASIS,
        "by": ground.lead,
    } | changes


def test_a_member_comes_later_after_all_others_by_a_paper(made: Council, ground: Ground, at: datetime) -> None:
    seat = seat_officer(**newcomer(made, ground), at=at)
    assert (seat.rank, seat.role, seat.position, seat.basis, seat.seated_by) == (
        5, "reviewer", "Trưởng phòng", BASIS, ground.lead.officer,
    )  # fmt: skip
    assert [one.pk for one in open_seats(made)][-1] == seat.pk
    event = Event.objects.get(kind="planning.council_seat_given")
    assert (event.subject_id, event.payload["officer"], event.payload["basis"]) == (
        str(made.pk), ground.people[4].officer.pk, BASIS,
    )  # fmt: skip


def test_a_conflict_is_found_as_a_later_seat_is_given(made: Council, ground: Ground, at: datetime) -> None:
    seat = seat_officer(**newcomer(made, ground, officer=ground.head.officer, unit=ground.department), at=at)
    assert [one.kind for one in seat.conflicts.all()] == [ConflictKind.HEADS_DRAFTING]


@pytest.mark.parametrize(
    ("change", "field"),
    [({"role": SeatRole.CHAIR}, "role"), ({"basis": ""}, "basis"), ({"position": "MẬT"}, "position")],
)
def test_a_seat_that_cannot_be_given_is_told_by_its_field(
    change: dict[str, Any], field: str, made: Council, ground: Ground, at: datetime
) -> None:
    with pytest.raises(ValidationError) as refused:
        seat_officer(**newcomer(made, ground, **change), at=at)
    assert set(refused.value.message_dict) == {field}
    assert made.seats.count() == 4


def test_an_officer_sits_once_but_may_come_again(made: Council, ground: Ground, at: datetime) -> None:
    member = ground.people[1]
    again = newcomer(made, ground, officer=member.officer)
    with pytest.raises(ValidationError) as refused:
        seat_officer(**again, at=at)
    assert set(refused.value.message_dict) == {"officer"}
    end_seat(seat=made.seats.get(officer=member.officer), reason="Đi học", by=ground.lead, at=at)
    assert seat_of(member, made, at=at) is None
    seat_officer(**again, at=at + timedelta(days=1))
    told = [(one.officer_id, one.end_reason) for one in composition(made) if one.officer_id == member.officer.pk]
    assert told == [(member.officer.pk, "Đi học"), (member.officer.pk, "")]


def test_a_seat_ends_with_a_reason_and_once(made: Council, ground: Ground, at: datetime) -> None:
    seat = made.seats.get(officer=ground.people[1].officer)
    with pytest.raises(ValidationError) as blank:
        end_seat(seat=seat, reason="  ", by=ground.lead, at=at)
    assert set(blank.value.message_dict) == {"reason"}
    ended = end_seat(seat=seat, reason="Chuyển công tác", by=ground.lead, at=at)
    assert (ended.ended_at, ended.ended_by, ended.end_reason) == (at, ground.lead.officer, "Chuyển công tác")
    with pytest.raises(ValidationError) as again:
        end_seat(seat=seat, reason="Lần nữa", by=ground.lead, at=at)
    assert again.value.code == "ended"
    assert Event.objects.filter(kind="planning.council_seat_ended").count() == 1


def test_a_council_whose_chair_left_says_so_until_another_comes(made: Council, ground: Ground, at: datetime) -> None:
    end_seat(seat=made.seats.get(role=SeatRole.CHAIR), reason="Nghỉ hưu", by=ground.lead, at=at)
    assert {one.code for one in standing_contradictions(made)} == {"chair_none", "presence_lacking"}
    seat = made.seats.get(officer=ground.people[1].officer)
    change_role(seat=seat, role=SeatRole.CHAIR, position="Thứ trưởng", basis=BASIS, by=ground.lead, at=at)
    assert standing_contradictions(made) == ()
    assert role_changes(made) == {seat.pk: [RoleChange(at, "Ủy viên", "Chủ tịch", BASIS)]}


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"role": SeatRole.CHAIR}, "role"),
        ({"role": SeatRole.MEMBER}, "role"),
        ({"basis": " "}, "basis"),
        ({"role": "king"}, "role"),
        ({"position": "x" * 201}, "position"),
    ],
)
def test_a_role_that_cannot_be_taken_is_told_by_its_field(
    change: dict[str, Any], field: str, made: Council, ground: Ground, at: datetime
) -> None:
    seat = made.seats.get(officer=ground.people[1].officer)
    asked: dict[str, Any] = {"role": SeatRole.REVIEWER, "position": "", "basis": BASIS} | change
    with pytest.raises(ValidationError) as refused:
        change_role(seat=seat, **asked, by=ground.lead, at=at)
    assert set(refused.value.message_dict) == {field}
    seat.refresh_from_db()
    assert (seat.role, seat.position) == ("member", "")


def test_a_member_declares_his_own_conflict_and_nobody_elses(made: Council, ground: Ground, at: datetime) -> None:
    member, other = ground.people[1], ground.people[2]
    seat = made.seats.get(officer=member.officer)
    with pytest.raises(NotAllowed):
        declare_conflict(seat=seat, note="Anh ấy từng soạn", by=other, at=at)
    declared = declare_conflict(seat=seat, note=" Từng viết phần giải pháp ", by=member, at=at)
    assert (declared.kind, declared.note, declared.recorded_by) == (
        "declared", "Từng viết phần giải pháp", member.officer,
    )  # fmt: skip
    with pytest.raises(NotAllowed):
        end_conflict(conflict=declared, by=member, at=at)
    end_conflict(conflict=declared, by=ground.lead, at=at)
    with pytest.raises(ValidationError) as again:
        end_conflict(conflict=declared, by=ground.lead, at=at)
    assert again.value.code == "ended"
    assert ConflictOfInterest.objects.count() == 1
    kinds = Event.objects.filter(kind__startswith="planning.conflict").values_list("kind", flat=True)
    assert sorted(kinds) == ["planning.conflict_declared", "planning.conflict_ended"]


def test_a_conflict_needs_words_and_an_open_seat(made: Council, ground: Ground, at: datetime) -> None:
    seat = made.seats.get(officer=ground.people[1].officer)
    for note in ("", "x" * 501, "TUYỆT MẬT"):
        with pytest.raises(ValidationError) as refused:
            declare_conflict(seat=seat, note=note, by=ground.lead, at=at)
        assert set(refused.value.message_dict) == {"note"}
    end_seat(seat=seat, reason="Đi học", by=ground.lead, at=at)
    with pytest.raises(ValidationError) as ended:
        declare_conflict(seat=seat, note="Muộn", by=ground.lead, at=at)
    assert ended.value.code == "ended"
    assert not ConflictOfInterest.objects.exists()


def test_rules_change_by_a_paper_and_keep_what_stands_in_the_numbers(
    made: Council, ground: Ground, at: datetime
) -> None:
    secret = replace(RULES["general"], secret=True, number_notation="KHÁC")
    change_rules(council=made, rules=secret, basis=BASIS, by=ground.lead, at=at)
    made.refresh_from_db()
    assert rules_of(made) == replace(secret, number_notation="HĐTĐ")
    event = Event.objects.get(kind="planning.council_rules_changed")
    assert (event.payload["was"]["secret"], event.payload["rules"]["secret"], event.payload["basis"]) == (
        False, True, BASIS,
    )  # fmt: skip
    with pytest.raises(ValidationError) as same:
        change_rules(council=made, rules=secret, basis=BASIS, by=ground.lead, at=at)
    assert same.value.code == "same"


def test_rules_that_who_sits_there_cannot_keep_are_refused(made: Council, ground: Ground, at: datetime) -> None:
    with pytest.raises(ValidationError) as refused:
        change_rules(council=made, rules=RULES["strategic_environment"], basis="", by=ground.lead, at=at)
    assert set(refused.value.message_dict) == {"quorum.presences.2", "basis"}
    made.refresh_from_db()
    assert rules_of(made) == RULES["general"]


def test_nothing_changes_in_a_council_that_has_ended(made: Council, ground: Ground, at: datetime) -> None:
    seat = made.seats.get(officer=ground.people[1].officer)
    conflict = declare_conflict(seat=seat, note="Từng soạn", by=ground.lead, at=at)
    with pytest.raises(ValidationError) as blank:
        close_council(council=made, reason="", by=ground.lead, at=at)
    assert set(blank.value.message_dict) == {"reason"}
    close_council(council=made, reason="Xong việc", by=ground.lead, at=at)
    acts = [
        lambda: seat_officer(**newcomer(made, ground), at=at),
        lambda: end_seat(seat=seat, reason="Muộn", by=ground.lead, at=at),
        lambda: change_role(seat=seat, role=SeatRole.REVIEWER, position="", basis=BASIS, by=ground.lead, at=at),
        lambda: declare_conflict(seat=seat, note="Muộn", by=ground.lead, at=at),
        lambda: end_conflict(conflict=conflict, by=ground.lead, at=at),
        lambda: change_rules(council=made, rules=RULES["regional_plan"], basis=BASIS, by=ground.lead, at=at),
        lambda: close_council(council=made, reason="Lại", by=ground.lead, at=at),
    ]
    for act in acts:
        with pytest.raises(ValidationError) as refused:
            act()
        assert refused.value.code == "closed"


def test_only_the_standing_body_changes_a_council(site: Site, made: Council, ground: Ground, at: datetime) -> None:
    seat = made.seats.get(officer=ground.people[1].officer)
    chair = ground.people[0]
    for by in (chair, site.planner, site.administrator):
        acts = [
            lambda by=by: seat_officer(**newcomer(made, ground, by=by), at=at),
            lambda by=by: end_seat(seat=seat, reason="Thôi", by=by, at=at),
            lambda by=by: change_role(seat=seat, role=SeatRole.REVIEWER, position="", basis=BASIS, by=by, at=at),
            lambda by=by: declare_conflict(seat=seat, note="Từng soạn", by=by, at=at),
            lambda by=by: change_rules(council=made, rules=RULES["regional_plan"], basis=BASIS, by=by, at=at),
            lambda by=by: close_council(council=made, reason="Thôi", by=by, at=at),
        ]
        for act in acts:
            with pytest.raises(NotAllowed):
                act()
    assert (made.seats.filter(ended_at__isnull=True).count(), ConflictOfInterest.objects.count()) == (4, 0)


def test_who_nobody_gave_the_right_to_sit_is_told(site: Site, made: Council, ground: Ground, at: datetime) -> None:
    seat = seat_officer(**newcomer(made, ground, officer=site.reader.officer), at=at)
    assert unable_to_sit(made, open_seats(made), at=at) == {seat.pk}
