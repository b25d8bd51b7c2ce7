"""Founding a council by its decision: what is taken, what is refused and where it is told."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from dongbo.documents.models import NumberSeries
from dongbo.engines.councils.rules import Base, Choice, CouncilRules, Outcome, Presence, Role, Share, Test, Tie
from dongbo.ledger.models import Event
from dongbo.organisation.models import Unit
from dongbo.organisation.rules import NotAllowed
from dongbo.organisation.states import Access, Decision
from dongbo.planning.models import ConflictOfInterest, Council, CouncilModel, CouncilSeat
from dongbo.planning.operations.councils import NewSeat, close_council, end_council_model, found_council
from dongbo.planning.operations.dossiers import add_member, open_dossier
from dongbo.planning.queries.councils import plans_to_judge, rules_of
from dongbo.planning.states import ConflictKind, CouncilState, SeatRole, TeamRole
from tests.builders import DIRECTIVE, enrolled, frozen
from tests.councils import DECISION, RULES, council
from tests.planning.writing.drafts import template

if TYPE_CHECKING:
    from datetime import datetime

    from tests.builders import Site
    from tests.planning.councils.conftest import Ground

GENERAL = RULES["general"]


def asked(ground: Ground, **changes: Any) -> dict[str, Any]:
    """Return the arguments of a council that can be founded, with `changes`."""
    return {
        "document": ground.plan,
        "name": "Hội đồng thẩm định kế hoạch",
        "standing_unit": ground.department,
        "decision": DECISION,
        "decision_file": None,
        "model": None,
        "rules": GENERAL,
        "seats": ground.seats(),
        "notation": "HĐTĐ",
        "by": ground.lead,
    } | changes


def refusal(ground: Ground, at: datetime, **changes: Any) -> dict[str, list[str]]:
    """Return what is told of a council that cannot be founded, having seen that nothing came of it."""
    with pytest.raises(ValidationError) as refused:
        found_council(**asked(ground, **changes), at=at)
    assert (Council.objects.count(), CouncilSeat.objects.count(), NumberSeries.objects.count()) == (0, 0, 0)
    assert not Event.objects.filter(kind="planning.council_founded").exists()
    told: dict[str, list[str]] = refused.value.message_dict
    return told


def test_a_council_is_founded_with_its_members_its_rules_and_its_own_numbers(ground: Ground, at: datetime) -> None:
    model = CouncilModel.objects.get(code="general")
    file = ("quyet-dinh.txt", "QUYẾT ĐỊNH\nVề việc thành lập Hội đồng".encode())
    made = found_council(**asked(ground, model=model, decision_file=file, notation=" HĐ-KH "), at=at)
    found = Council.objects.get()
    assert (found, found.name, found.document, found.state) == (
        made, "Hội đồng thẩm định kế hoạch", ground.plan, CouncilState.WORKING,
    )  # fmt: skip
    assert (found.decision_number, found.decision_on, found.decision_issuer) == (
        "12/QĐ-BTN", date(2026, 11, 2), "Bộ Thử nghiệm",
    )  # fmt: skip
    assert (found.decision_file_name, found.decision_file is not None) == ("quyet-dinh.txt", True)
    assert (found.model, found.standing_unit, found.founded_by, found.founded_at) == (
        model, ground.department, ground.lead.officer, at,
    )  # fmt: skip
    assert rules_of(found) == replace(GENERAL, number_notation="HĐ-KH")
    assert (found.series.notation, found.series.unit) == ("HĐ-KH", ground.department)
    assert [(seat.officer, seat.unit, seat.role, seat.rank) for seat in found.seats.all()] == [
        (one.officer, one.unit, one.role, one.rank) for one in ground.seats()
    ]
    event = Event.objects.get(kind="planning.council_founded")
    assert (event.subject_kind, event.subject_id, event.permission) == ("council", str(made.pk), "council.lead")
    assert [seat["officer"] for seat in event.payload["seats"]] == [one.officer.pk for one in ground.people[:4]]
    assert event.payload["rules"] == found.rules


def test_the_builder_founds_a_whole_council(site: Site, at: datetime) -> None:
    seated = council(site, at=at)
    assert list(seated.council.seats.values_list("role", flat=True)) == [
        "chair", "vice_chair", "member", "member", "reviewer", "secretary", "support",
    ]  # fmt: skip
    assert [seated.seat_of(one).officer for one in seated.voting] == [one.officer for one in seated.voting]
    assert not ConflictOfInterest.objects.exists()


def test_only_who_leads_councils_where_the_plan_is_kept_founds_one(site: Site, ground: Ground, at: datetime) -> None:
    outside = enrolled("ngoai", "council-secretariat", unit=ground.other, by=site.administrator, at=at)
    for by in (outside, site.planner, site.administrator, ground.head, ground.people[0]):
        with pytest.raises(NotAllowed):
            found_council(**asked(ground, by=by), at=at)
    assert not Council.objects.exists()
    assert list(plans_to_judge(ground.lead, at=at)) == [ground.plan]
    assert list(plans_to_judge(outside, at=at)) == []


def test_a_restricted_plan_needs_clearance_there(site: Site, ground: Ground, at: datetime) -> None:
    ground.plan.access = Access.RESTRICTED
    ground.plan.save(update_fields=["access"])
    with pytest.raises(NotAllowed):
        found_council(**asked(ground), at=at)
    assert list(plans_to_judge(ground.lead, at=at)) == []


def test_a_second_council_is_founded_only_once_the_first_has_ended(ground: Ground, at: datetime) -> None:
    first = found_council(**asked(ground), at=at)
    again = asked(ground, decision=Decision("40/QĐ-BTN", date(2026, 11, 20), "Bộ"))
    with pytest.raises(ValidationError) as refused:
        found_council(**again, at=at)
    assert refused.value.message_dict == {
        "document": [
            "Văn bản này đã có hội đồng đang hoạt động (12/QĐ-BTN ngày 02/11/2026); hãy kết thúc hội đồng ấy trước khi "
            "lập hội đồng khác."
        ]
    }
    assert list(plans_to_judge(ground.lead, at=at)) == []
    close_council(council=first, reason="Kiện toàn lại", by=ground.lead, at=at)
    second = found_council(**again, at=at)
    assert set(Council.objects.filter(state=CouncilState.WORKING)) == {second}
    assert NumberSeries.objects.count() == 2


def test_the_database_holds_one_council_at_work_and_one_chair(ground: Ground, at: datetime) -> None:
    made = found_council(**asked(ground), at=at)
    member = made.seats.filter(role=SeatRole.MEMBER).first()
    assert member is not None
    with pytest.raises(IntegrityError), transaction.atomic():
        CouncilSeat.objects.filter(pk=member.pk).update(role=SeatRole.CHAIR)
    made.pk, made.series = None, NumberSeries.objects.create(
        unit=ground.other, name="Khác", notation="K", opened_at=at, opened_by=ground.lead.officer
    )  # fmt: skip
    with pytest.raises(IntegrityError), transaction.atomic():
        made.save(force_insert=True)


def test_two_chairs_and_one_officer_twice_are_told_at_their_rows(ground: Ground, at: datetime) -> None:
    chair, second, *rest = ground.seats()
    assert refusal(ground, at, seats=[chair, replace(second, role=SeatRole.CHAIR), *rest]) == {
        "seats": [
            "Hội đồng có 2 Chủ tịch; hãy giữ một và chuyển người còn lại sang vai trò khác, ví dụ Phó Chủ tịch Hội "
            "đồng."
        ]
    }
    twice = refusal(ground, at, seats=[chair, second, replace(second, role=SeatRole.SECRETARY)])
    assert set(twice) == {"seats.1.officer", "seats.2.officer"}


def test_who_is_out_of_service_and_a_unit_that_ended_are_told_at_their_rows(ground: Ground, at: datetime) -> None:
    chair, second, *rest = ground.seats()
    second.officer.is_active = False
    ended = Unit(code="G99.09", name="Cục Cũ", ended_on=date(2026, 11, 1))
    told = refusal(ground, at, seats=[chair, second, *rest, NewSeat(ground.people[4].officer, ended, SeatRole.MEMBER)])
    assert set(told) == {"seats.1.officer", "seats.4.unit"}


def test_a_council_of_nobody_is_told_whom_it_needs(ground: Ground, at: datetime) -> None:
    assert set(refusal(ground, at, seats=[])) == {"seats"}


@pytest.mark.parametrize(
    ("rules", "place"),
    [
        (replace(GENERAL, secret=True, tie=Tie.CHAIR), "tie"),
        (replace(GENERAL, voters=()), "voters"),
        (replace(GENERAL, quorum=replace(GENERAL.quorum, share=Share(3, 2, strictly=False))), "quorum.share"),
        (
            replace(GENERAL, quorum=replace(GENERAL.quorum, presences=(Presence((Role.REVIEWER,), 1),))),
            "quorum.presences.0",
        ),
        (
            replace(
                GENERAL,
                tests=(
                    Test(Outcome.PASSED, (Choice.PASSED,), Share(1, 3, strictly=False), Base.PRESENT),
                    Test(Outcome.NOT_PASSED, (Choice.NOT_PASSED,), Share(1, 3, strictly=False), Base.PRESENT),
                ),
            ),
            "tests.1.share",
        ),
        (replace(GENERAL, choices=(Choice.PASSED, Choice.CONDITIONAL)), "choices"),
        (replace(GENERAL, papers_days=-1), "papers_days"),
    ],
)
def test_rules_that_contradict_themselves_are_told_at_entry_by_their_place(
    rules: CouncilRules, place: str, ground: Ground, at: datetime
) -> None:
    assert place in refusal(ground, at, rules=rules)


@pytest.mark.parametrize(
    ("change", "fields"),
    [
        ({"name": " "}, {"name"}),
        ({"name": "x" * 301}, {"name"}),
        ({"decision": Decision()}, {"decision_number", "decision_on", "decision_issuer"}),
        ({"decision": replace(DECISION, on=date(2026, 11, 22))}, {"decision_on"}),
        ({"notation": "HĐ TĐ"}, {"number_notation"}),
        ({"decision_file": ("trong.pdf", b"")}, {"decision_file"}),
        ({"name": "Hội đồng\nTỐI MẬT"}, {"name"}),
        ({"rules": replace(GENERAL, criteria=(("a", "MẬT"),))}, {"criteria"}),
    ],
)
def test_what_the_decision_lacks_is_told_by_field(
    change: dict[str, Any], fields: set[str], ground: Ground, at: datetime
) -> None:
    assert set(refusal(ground, at, **change)) == fields


def test_a_secret_decision_is_refused_whole_and_the_refusal_recorded_without_its_words(
    ground: Ground, at: datetime
) -> None:
    secret = ("cau-phao.txt", "TỐI MẬT\nQUYẾT ĐỊNH\nVề cầu phao".encode())
    assert set(refusal(ground, at, decision_file=secret)) == {"decision_file"}
    event = Event.objects.get(kind="documents.secret_refused")
    assert (event.payload, event.subject_id) == ({}, "")


def test_a_council_judges_plans_alone(site: Site, ground: Ground, at: datetime) -> None:
    directive = frozen(DIRECTIVE, site=site, at=at, unit=ground.department)
    assert set(refusal(ground, at, document=directive.document)) == {"document"}


def test_a_model_out_of_force_is_refused(site: Site, ground: Ground, at: datetime) -> None:
    model = CouncilModel.objects.get(code="general")
    end_council_model(model=model, on=date(2026, 11, 30), by=site.administrator, at=at)
    model.refresh_from_db()
    later = at + timedelta(days=10)
    assert set(refusal(ground, later, model=model)) == {"model"}


def test_the_head_of_the_unit_that_keeps_the_plan_has_a_conflict_where_there_is_no_dossier(
    ground: Ground, at: datetime
) -> None:
    seats = [*ground.seats(), NewSeat(ground.head.officer, ground.department, SeatRole.VICE_CHAIR, rank=5)]
    seats.append(NewSeat(ground.lead.officer, ground.department, SeatRole.SUPPORT, rank=6))
    made = found_council(**asked(ground, seats=seats), at=at)
    found = ConflictOfInterest.objects.get(seat__council=made)
    assert (found.seat.officer, found.kind, found.note, found.recorded_by) == (
        ground.head.officer, ConflictKind.HEADS_DRAFTING, "Chuyên viên, Cục Công nghệ", ground.lead.officer,
    )  # fmt: skip
    told = Event.objects.get(kind="planning.council_founded").payload["seats"]
    assert {seat["officer"]: seat["conflicts"] for seat in told if seat["conflicts"]} == {
        ground.head.officer.pk: ["heads_drafting"]
    }


def test_who_heads_is_of_or_drafts_for_the_drafting_body_has_a_conflict(
    site: Site, ground: Ground, at: datetime
) -> None:
    drafter = enrolled("chu-tri", "drafting-head", unit=ground.department, by=site.administrator, at=at)
    dossier = open_dossier(
        subject="Kế hoạch mới", type_name="Kế hoạch", unit=ground.department, access=Access.UNIT, template=template(),
        standing_unit=ground.department, decision=DECISION, by=drafter, at=at,
    )  # fmt: skip
    chair, member = ground.people[0], ground.people[1]
    add_member(dossier=dossier, officer=member.officer, role=TeamRole.SECRETARY, by=drafter, at=at)
    add_member(dossier=dossier, officer=ground.lead.officer, role=TeamRole.MEMBER, by=drafter, at=at)
    seats = [
        NewSeat(chair.officer, ground.other, SeatRole.CHAIR),
        NewSeat(member.officer, ground.other, SeatRole.MEMBER),
        NewSeat(ground.head.officer, ground.department, SeatRole.VICE_CHAIR),
        NewSeat(ground.lead.officer, ground.department, SeatRole.SECRETARY),
    ]
    made = found_council(**asked(ground, document=dossier.document, seats=seats), at=at)
    found = ConflictOfInterest.objects.filter(seat__council=made).values_list("seat__officer__username", "kind")
    assert sorted(found) == [
        ("cuc-truong", "heads_drafting"),
        ("thuong-truc", "in_team"),
        ("thuong-truc", "of_drafting"),
        ("uv-2", "in_team"),
    ]
