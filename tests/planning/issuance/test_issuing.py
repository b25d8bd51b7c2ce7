"""An approved plan takes its number and its seal; bad days and numbers are answered; tampering is named."""

from __future__ import annotations

import json
from contextlib import contextmanager
from copy import deepcopy
from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.utils import timezone

from dongbo.documents.models import IssuedNumber
from dongbo.documents.operations import freeze_version
from dongbo.documents.operations.storing import file_path
from dongbo.documents.states import Standing
from dongbo.engines.seals import Difference
from dongbo.ledger.models import Event
from dongbo.organisation.rules import NotAllowed
from dongbo.planning.models import Issuance
from dongbo.planning.operations.councils import NewSeat
from dongbo.planning.operations.dossiers import open_dossier_for
from dongbo.planning.queries.council_papers import written_again
from dongbo.planning.queries.issuances import IssuancesWanted, force_on, issuance_list, verify_seal
from dongbo.planning.states import CouncilState, DossierState, SeatRole
from tests.builders import PLAN, PLAN_SECOND, next_version, register
from tests.councils import DECISION, council_for
from tests.issuance import Way, under_way
from tests.meetings import in_session

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from tests.builders import Site
    from tests.keeping import Keep

TODAY = date(2026, 11, 21)


@pytest.fixture(scope="module")
def kept_way(keep: Keep, kept_site: Site, at: datetime) -> Way:
    return keep(lambda: under_way(kept_site, at=at))


@pytest.fixture
def way(kept_way: Way, db: None) -> Way:
    """A council of six, in session, voting by name."""
    return deepcopy(kept_way)


def unguarded() -> None:
    """Lift what guards frozen text, as somebody with the database's password may."""
    table = "documents_provisionversion"
    lifted = {
        "postgresql": ["SET CONSTRAINTS ALL IMMEDIATE", f"ALTER TABLE {table} DISABLE TRIGGER USER"],
        "sqlite": [f"DROP TRIGGER frozen_provision_no_{act}" for act in ("insert", "update", "delete")],
    }[connection.vendor]
    with connection.cursor() as cursor:
        for statement in lifted:
            cursor.execute(statement)


def execute(statement: str, *values: object) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)


def test_an_issued_plan_has_its_number_its_day_its_seal(way: Way) -> None:
    issuance = way.issues(way.approved(), effective_on=TODAY + timedelta(days=10))
    document, council = issuance.document, way.people.council
    document.refresh_from_db()
    council.refresh_from_db()
    assert (issuance.number.text, issuance.issued_on, issuance.effective_on) == (
        "01/QĐ-BTN", TODAY, date(2026, 12, 1),
    )  # fmt: skip
    assert (document.number, document.issued_date, document.signer_name, document.signer_position) == (
        "01/QĐ-BTN", TODAY, "Cán bộ hd-phe-duyet", "BỘ TRƯỞNG",
    )  # fmt: skip
    assert council.state == CouncilState.CLOSED
    assert verify_seal(issuance).holds
    assert len(issuance.leaves) == way.version.provisions.count()
    assert [force_on(issuance, TODAY), force_on(issuance, date(2026, 12, 1))] == ["to_come", "in_force"]


def test_the_ledger_has_one_event_of_it_with_the_seal(way: Way) -> None:
    submission = way.approved()
    before = Event.objects.count()
    series = way.series()
    issuance = way.issues(submission, series)
    assert Event.objects.count() == before + 2, "the series opened, and the plan issued"
    event = Event.objects.order_by("sequence").last()
    assert event is not None
    assert (event.kind, event.payload["seal"]) == ("planning.plan_issued", issuance.seal)


def test_the_decision_is_kept_with_its_data_and_closes_the_dossier(way: Way, at: datetime) -> None:
    dossier = open_dossier_for(
        document=way.version.document,
        standing_unit=way.version.document.unit,
        decision=DECISION,
        by=way.people.drafter,
        at=at,
    )
    issuance = way.issues(way.approved())
    dossier.refresh_from_db()
    assert (dossier.state, dossier.closed_by) == (DossierState.CLOSED, way.people.clerk.officer)
    again = written_again(issuance.number.council_paper)
    assert again.pdf == file_path(str(issuance.pdf_id)).read_bytes()
    assert again.word == file_path(str(issuance.word_id)).read_bytes()


BAD: tuple[tuple[dict[str, Any], str], ...] = (
    ({"issued_on": TODAY + timedelta(days=1)}, "issued_on"),
    ({"issued_on": TODAY - timedelta(days=1)}, "issued_on"),
    ({"issued_on": date(2025, 12, 31)}, "issued_on"),
    ({"issued_on": TODAY, "effective_on": TODAY - timedelta(days=1)}, "effective_on"),
    ({"notation": "QĐ BTN"}, "notation"),
    ({"notation": ""}, "notation"),
    ({"signer_title": " \n "}, "signer_title"),
    ({"signer_title": "A" * 201}, "signer_title"),
)


def test_bad_days_and_words_are_told_by_field(way: Way) -> None:
    submission, series = way.approved(), way.series()
    for said, field in BAD:
        with pytest.raises(ValidationError) as refusal:
            way.issues(submission, series, **said)
        assert list(refusal.value.message_dict) == [field], said
    assert not Issuance.objects.exists()
    assert not series.numbers.exists()


def test_a_day_before_the_last_number_of_the_series_is_told(way: Way, at: datetime) -> None:
    series = way.series()
    IssuedNumber.objects.create(
        series=series, year=2027, number=1, notation="QĐ-BTN", subject="Văn bản năm sau", taken_on=date(2027, 1, 4),
        taken_at=at, taken_by=way.people.clerk.officer,
    )  # fmt: skip
    with pytest.raises(ValidationError) as refusal:
        way.issues(way.approved(), series)
    assert list(refusal.value.message_dict) == ["issued_on"]
    assert "04/01/2027" in refusal.value.message_dict["issued_on"][0]


def test_a_council_s_own_series_and_a_signer_without_the_right_are_refused(way: Way) -> None:
    submission = way.approved()
    with pytest.raises(ValidationError) as refusal:
        way.issues(submission, way.people.council.series, signer=way.people.clerk.officer)
    assert sorted(refusal.value.message_dict) == ["series", "signer"]


def test_a_number_the_register_has_is_refused_and_stays_free(way: Way, site: Site, at: datetime) -> None:
    day = PLAN.replace("21/KH-BTN", "01/QĐ-BTN").replace("ngày 02 tháng 6 năm 2026", "ngày 21 tháng 11 năm 2026")
    register(day.replace("Ứng dụng", "Triển khai"), site=site, at=at, standing=Standing.OTHER)
    series = way.series()
    submission = way.approved()
    with pytest.raises(ValidationError) as refusal:
        way.issues(submission, series)
    assert list(refusal.value.message_dict) == ["notation"]
    assert not series.numbers.exists()
    assert way.issues(submission, series, notation="QĐ-BTN-CNTT").number.text == "01/QĐ-BTN-CNTT"


def test_it_is_issued_once_and_only_when_approved(way: Way) -> None:
    way.announces()
    submission = way.submits()
    series = way.series()
    with pytest.raises(ValidationError) as early:
        way.issues(submission, series)
    assert early.value.code == "transition"
    way.approves(submission)
    way.issues(submission, series)
    with pytest.raises(ValidationError) as twice:
        way.issues(submission, series)
    assert (twice.value.code, series.numbers.count()) == ("issued", 1)
    assert "01/QĐ-BTN" in twice.value.messages[0]


def test_only_the_clerk_issues(way: Way) -> None:
    submission, series = way.approved(), way.series()
    for one in (way.people.approver, way.people.standing, way.people.chair, way.people.drafter):
        with pytest.raises(NotAllowed):
            way.issues(submission, series, by=one)
    assert not Issuance.objects.exists()


def test_what_is_issued_next_ends_what_was_before(way: Way, site: Site, at: datetime) -> None:
    first = way.issues(way.approved(), series := way.series())
    later = under_again(way, site, at=at)
    submission = later.approved()
    Issuance.objects.filter(pk=first.pk).update(effective_on=TODAY + timedelta(days=5))
    with pytest.raises(ValidationError) as refusal:
        later.issues(submission, series)
    assert list(refusal.value.message_dict) == ["effective_on"]
    Issuance.objects.filter(pk=first.pk).update(effective_on=TODAY)
    second = later.issues(submission, series, effective_on=TODAY + timedelta(days=7))
    first.refresh_from_db()
    assert (first.ended_on, second.ended_on) == (TODAY + timedelta(days=7), None)
    listed = issuance_list(site.reader, IssuancesWanted(force="in_force"), at=at)
    assert list(listed) == [first]
    assert list(issuance_list(site.reader, IssuancesWanted(force="to_come"), at=at)) == [second]
    assert list(issuance_list(site.reader, IssuancesWanted(words="02/qđ"), at=at)) == [second]


def under_again(way: Way, site: Site, *, at: datetime) -> Way:
    """The next version of the same plan before a council of its own."""
    later = next_version(way.version.document, PLAN_SECOND, site=site, at=at)
    frozen = freeze_version(version=later, by=site.planner, at=at)
    seats = [
        NewSeat(one.officer, one.unit, SeatRole(one.role), one.position, one.rank)
        for one in way.people.council.seats.filter(ended_at__isnull=True)
    ]
    decision = replace(DECISION, number="14/QĐ-BTN")
    council = council_for(way.version.document, seats, by=way.people.standing, at=at, decision=decision)
    people = replace(way.people, council=council, version=frozen)
    return Way(people, in_session(people, at=at), at)


ALTERED = {"heading": "Đã sửa", "text": "Đã sửa", "number": "9x", "cells": json.dumps({"a": "b"}), "path": "da-sua"}


def test_the_first_provision_that_was_altered_or_removed_is_named(way: Way) -> None:
    issuance = way.issues(way.approved())
    unguarded()
    rows = list(way.version.provisions.order_by("rank"))
    third, fifth = rows[2], rows[4]
    kind = next(row.kind for row in rows if row.kind != third.kind)
    for field, value in (ALTERED | {"kind": kind}).items():
        with undone():
            for row in (third, fifth):
                written = f"{value}{row.pk}" if field == "path" else value
                execute(f"UPDATE documents_provisionversion SET {field} = %s WHERE id = %s", written, row.pk)
            check = verify_seal(issuance)
        named = f"{value}{third.pk}" if field == "path" else third.path
        assert (check.difference, check.seal_differs, check.ledger_differs) == (Difference(named), True, False)
        assert not check.holds
    with undone():
        execute("DELETE FROM documents_provisionversion WHERE id = %s", rows[-1].pk)
        assert verify_seal(issuance).difference == Difference(rows[-1].path, is_gone=True)
    assert verify_seal(issuance).holds


@contextmanager
def undone() -> Iterator[None]:
    """Whatever is done inside is rolled back at its end."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def test_facts_files_and_seals_that_were_altered_are_told(way: Way) -> None:
    issuance = way.issues(way.approved())
    path = file_path(str(issuance.pdf_id))
    kept = path.read_bytes()
    path.write_bytes(kept + b" ")
    assert verify_seal(issuance).files == ("pdf",)
    path.write_bytes(kept)
    execute("UPDATE planning_issuance SET signer_title = 'THỨ TRƯỞNG'")
    check = verify_seal(issuance)
    assert (check.facts, check.seal_differs, check.ledger_differs) == (("signer_title",), True, False)
    execute("UPDATE planning_issuance SET signer_title = 'BỘ TRƯỞNG', seal = %s", "0" * 64)
    check = verify_seal(issuance)
    assert (check.facts, check.seal_differs, check.ledger_differs) == ((), True, True)


def test_readers_of_the_plan_see_it_and_others_do_not(way: Way, site: Site, at: datetime) -> None:
    issuance = way.issues(way.approved())
    seen = [list(issuance_list(one, IssuancesWanted(), at=at)) for one in (site.reader, way.people.members[0])]
    assert seen == [[issuance], [issuance]]
    assert list(issuance_list(site.administrator, IssuancesWanted(), at=at)) == []
    assert timezone.localdate(at) == TODAY
