"""To whom a dossier goes, who opened it, who has it; members read what was sent to their council and nothing else."""

from __future__ import annotations

from copy import deepcopy
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from django.core.exceptions import ValidationError

from dongbo.documents.states import Standing
from dongbo.jobs.appraisal_dossiers import make_now
from dongbo.ledger.models import Event
from dongbo.organisation.rules import NotAllowed
from dongbo.organisation.states import Access
from dongbo.planning.models import AppraisalDossier, DossierReceipt
from dongbo.planning.operations.appraisal_dossiers import (
    acknowledge_dossier,
    note_opening,
    record_dossier_reading,
    request_dossier,
    send_dossier,
    send_to,
)
from dongbo.planning.operations.councils import end_seat, seat_officer
from dongbo.planning.queries.appraisal_dossiers import (
    dossiers_of,
    dossiers_to_read,
    not_sent_to,
    readable_dossiers,
    readable_parts,
    receipts_of,
)
from dongbo.planning.states import AppraisalDossierState, SeatRole
from tests.appraisal_dossiers import restricted_council
from tests.builders import PLAN, enrolled, frozen
from tests.councils import DECISION, council

if TYPE_CHECKING:
    from datetime import datetime

    from dongbo.organisation.rules import Acting
    from tests.builders import Site
    from tests.councils import Seated
    from tests.keeping import Keep


OTHER = replace(DECISION, number="13/QĐ-BTN")


def frozen_dossier(seated: Seated, *, at: datetime) -> AppraisalDossier:
    """Ask for the plan alone and put it together."""
    asked = request_dossier(
        council=seated.council, version=seated.version, previous=None, consultation=None, appraisal=None,
        by=seated.standing, at=at,
    )  # fmt: skip
    return make_now(dossier=asked, at=at)


@pytest.fixture(scope="module")
def kept_seated(keep: Keep, kept_site: Site, at: datetime) -> Seated:
    return keep(lambda: restricted_council(kept_site, at=at))


@pytest.fixture
def seated(kept_seated: Seated, db: None) -> Seated:
    """A council on a restricted plan: who sits there is cleared for it."""
    return deepcopy(kept_seated)


@pytest.fixture(scope="module")
def kept_dossier(keep: Keep, kept_seated: Seated, at: datetime) -> AppraisalDossier:
    return keep(lambda: frozen_dossier(kept_seated, at=at))


@pytest.fixture
def dossier(kept_dossier: AppraisalDossier, db: None) -> AppraisalDossier:
    """A dossier that is frozen and not sent."""
    return deepcopy(kept_dossier)


def code_of(act: object) -> str:
    assert isinstance(act, pytest.ExceptionInfo)
    return str(act.value.code)


def sees(by: Acting, dossier: AppraisalDossier, *, at: datetime) -> bool:
    found = readable_dossiers(by, at=at).filter(pk=dossier.pk).exists()
    assert readable_parts(by, at=at).filter(dossier=dossier).exists() == found
    assert dossiers_of(dossier.council, by, at=at).filter(pk=dossier.pk).exists() == found
    return found


def test_members_read_what_was_sent_to_their_seat_and_nothing_before(
    site: Site, seated: Seated, dossier: AppraisalDossier, at: datetime
) -> None:
    around = (seated.standing, seated.secretary, seated.drafter, seated.approver, seated.clerk)
    members = (seated.chair, seated.vice_chair, *seated.members, seated.reviewer, seated.support)
    another = frozen(PLAN.replace("21/KH", "22/KH"), site=site, at=at, standing=Standing.PLAN)
    stranger = council(site, at=at, version=another, access=Access.RESTRICTED, prefix="khac", decision=OTHER)
    assert [sees(one, dossier, at=at) for one in around] == [True] * 5
    assert [sees(one, dossier, at=at) for one in members] == [False] * 6
    with pytest.raises(NotAllowed):
        send_dossier(dossier=dossier, by=seated.chair, at=at)
    sent = send_dossier(dossier=dossier, by=seated.secretary, at=at)
    assert sent.state == AppraisalDossierState.SENT
    assert [sees(one, sent, at=at) for one in members] == [True] * 6
    assert [sees(one, sent, at=at) for one in (stranger.chair, stranger.secretary, site.reader)] == [False] * 3
    assert receipts_of(sent).count() == 7
    with pytest.raises(ValidationError) as again:
        send_dossier(dossier=sent, by=seated.standing, at=at)
    assert code_of(again) == "transition"
    left = seated.seat_of(seated.members[0])
    end_seat(seat=left, reason="Chuyển công tác", by=seated.standing, at=at)
    assert not sees(seated.members[0], sent, at=at)
    late = enrolled("moi-den", "council-member", unit=left.unit, clearance=Access.RESTRICTED,
                    by=site.administrator, at=at)  # fmt: skip
    seat = seat_officer(
        council=seated.council, officer=late.officer, unit=left.unit, role=SeatRole.MEMBER, position="Ủy viên",
        basis="Quyết định 20", by=seated.standing, at=at,
    )  # fmt: skip
    assert not sees(late, sent, at=at)
    assert list(not_sent_to(sent)) == [seat]
    with pytest.raises(ValidationError):
        send_to(dossier=sent, seats=[left], by=seated.standing, at=at)
    send_to(dossier=sent, seats=[seat], by=seated.standing, at=at)
    assert sees(late, sent, at=at)
    assert not not_sent_to(sent).exists()


def test_the_first_look_and_the_word_of_a_member_are_noted_once(
    seated: Seated, dossier: AppraisalDossier, at: datetime
) -> None:
    sent = send_dossier(dossier=dossier, by=seated.standing, at=at)
    later = at + timedelta(hours=2)
    assert note_opening(dossier=sent, by=seated.standing, at=later) is None
    assert note_opening(dossier=sent, by=seated.chair, at=later) is not None
    assert note_opening(dossier=sent, by=seated.chair, at=later + timedelta(hours=1)) is None
    assert [one.dossier for one in dossiers_to_read(seated.chair, at=later)] == [sent]
    acknowledge_dossier(dossier=sent, by=seated.chair, at=later)
    assert not dossiers_to_read(seated.chair, at=later).exists()
    assert dossiers_to_read(seated.reviewer, at=later).count() == 1
    with pytest.raises(ValidationError) as twice:
        acknowledge_dossier(dossier=sent, by=seated.chair, at=later)
    assert code_of(twice) == "acknowledged"
    with pytest.raises(NotAllowed):
        acknowledge_dossier(dossier=sent, by=seated.drafter, at=later)
    own = DossierReceipt.objects.get(seat=seated.seat_of(seated.chair))
    assert (own.opened_at, own.acknowledged_at, own.acknowledged_by) == (later, later, seated.chair.officer)
    kinds = [kind for kind in Event.objects.order_by("sequence").values_list("kind", flat=True) if "dossier" in kind]
    assert kinds == [
        f"planning.appraisal_dossier_{act}" for act in ("requested", "frozen", "sent", "opened", "acknowledged")
    ]


def test_every_look_at_a_restricted_plan_is_in_the_ledger(
    site: Site, seated: Seated, dossier: AppraisalDossier, at: datetime
) -> None:
    sent = send_dossier(dossier=dossier, by=seated.standing, at=at)
    for reader in (seated.chair, seated.standing, seated.drafter):
        record_dossier_reading(dossier=sent, detail="tệp PDF", by=reader, at=at)
    looks = Event.objects.filter(kind="documents.restricted_read", subject_id=str(seated.version.document_id))
    read = [(one.actor, one.payload) for one in looks.filter(payload__what="dossier").order_by("sequence")]
    people = (seated.chair, seated.standing, seated.drafter)
    assert read == [(str(one.officer.pk), {"what": "dossier", "detail": "tệp PDF"}) for one in people]
    with pytest.raises(NotAllowed):
        record_dossier_reading(dossier=sent, detail="tệp PDF", by=site.reader, at=at)
