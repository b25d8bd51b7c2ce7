"""Emergency access: one asks, a second agrees, a third reviews; it opens at once and ends by itself."""

from datetime import datetime, timedelta

import pytest
from django.core.exceptions import ValidationError

from dongbo.ledger.models import Event
from dongbo.organisation.models import EmergencyAccess, Grant, RightsAlarm, Role
from dongbo.organisation.operations import give_grant
from dongbo.organisation.operations.emergencies import (
    agree_to_emergency,
    end_emergencies,
    end_emergency,
    refuse_emergency,
    request_emergency,
    review_emergency,
)
from dongbo.organisation.queries.emergencies import (
    EmergenciesWanted,
    deeds_under,
    emergencies,
    emergencies_to_review,
    emergencies_to_second,
    emergency_list,
    review_due_at,
)
from dongbo.organisation.rules import Acting, NotAllowed, holds, may
from dongbo.organisation.states import AlarmCause, EmergencyState, GrantSource, Permission
from tests.builders import enrolled
from tests.organisation.reviews.country import Country
from tests.organisation.reviews.delegating import acting_for, delegated

REASON = "Sự cố mất dữ liệu lúc nửa đêm"
FINDINGS = "Đã xem từng việc, đúng phạm vi"


def _asked(land: Country, at: datetime, *, by: Acting | None = None, **changed: object) -> EmergencyAccess:
    wanted = {"role": Role.objects.get(code="planning-officer"), "unit": land.commune, "hours": 4, "reason": REASON}
    return request_emergency(**(wanted | changed), by=by or land.lone_clerk, at=at)  # type: ignore[arg-type]


def _opened(land: Country, at: datetime) -> EmergencyAccess:
    return agree_to_emergency(emergency=_asked(land, at), by=land.chief, at=at)


def test_it_opens_at_once_for_its_hours_at_its_unit_and_ends_by_itself(land: Country, at: datetime) -> None:
    asked = _asked(land, at)
    assert not holds(land.lone_clerk, Permission.DOCUMENT_REGISTER, at=at)
    opened = agree_to_emergency(emergency=asked, by=land.chief, at=at)
    assert opened.state == EmergencyState.OPEN
    last = at + timedelta(hours=4) - timedelta(microseconds=1)
    assert may(land.lone_clerk, Permission.DOCUMENT_REGISTER, unit=land.commune, at=last)
    assert not may(land.lone_clerk, Permission.DOCUMENT_REGISTER, unit=land.province, at=last)
    assert not may(land.lone_clerk, Permission.DOCUMENT_REGISTER, unit=land.commune, at=at + timedelta(hours=4))
    grant = Grant.objects.get(source=GrantSource.EMERGENCY)
    assert (grant.officer, grant.given_by, grant.reason) == (land.lone_clerk.officer, land.chief.officer, REASON)
    alarm = RightsAlarm.objects.get(cause=AlarmCause.EMERGENCY)
    assert (alarm.officer, alarm.made_by, alarm.grant) == (land.lone_clerk.officer, land.chief.officer, grant)
    assert end_emergencies(at=last) == 0
    assert end_emergencies(at=at + timedelta(hours=4)) == 1
    assert end_emergencies(at=at + timedelta(hours=4)) == 0
    opened.refresh_from_db()
    assert opened.state == EmergencyState.ENDED


def test_who_asks_never_agrees_nor_through_acting_for_another(land: Country, at: datetime) -> None:
    asked = _asked(land, at, by=land.commune_head)
    with pytest.raises(ValidationError, match="cần một người khác"):
        agree_to_emergency(emergency=asked, by=land.commune_head, at=at)
    delegated(land.chief, to=land.commune_head, at=at)
    with pytest.raises(ValidationError, match="cần một người khác"):
        agree_to_emergency(emergency=asked, by=acting_for(land.commune_head, land.chief, at=at), at=at)
    delegated(land.commune_head, to=land.clerk, at=at)
    with pytest.raises(ValidationError, match="cần một người khác"):
        refuse_emergency(emergency=asked, reason=REASON, by=acting_for(land.clerk, land.commune_head, at=at), at=at)
    assert EmergencyAccess.objects.get().state == EmergencyState.REQUESTED


def test_only_who_agrees_to_emergencies_there_and_over_all_that_is_asked_for(land: Country, at: datetime) -> None:
    asked = _asked(land, at, unit=land.province, covers_branch=True)
    for by in (land.commune_head, land.other_chief, land.site.administrator, land.site.planner):
        with pytest.raises(NotAllowed):
            agree_to_emergency(emergency=asked, by=by, at=at)
    narrow = enrolled(
        "pho-giam-doc", "unit-head", unit=land.province, by=land.site.administrator, at=at, covers_branch=False
    )
    with pytest.raises(NotAllowed, match="rộng hơn nơi bạn"):
        agree_to_emergency(emergency=asked, by=narrow, at=at)
    assert not Grant.objects.filter(source=GrantSource.EMERGENCY).exists()
    assert agree_to_emergency(emergency=asked, by=land.chief, at=at).grant is not None


def test_a_third_reviews_neither_of_the_two_nor_for_them(land: Country, at: datetime) -> None:
    opened = _opened(land, at)
    over = at + timedelta(hours=4)
    with pytest.raises(ValidationError, match="đã kết thúc"):
        review_emergency(emergency=opened, findings=FINDINGS, by=land.security, at=at)
    end_emergencies(at=over)
    give = {"role": Role.objects.get(code="security-officer"), "unit": land.site.unit, "by": land.site.administrator}
    for officer in (land.lone_clerk, land.chief):
        give_grant(officer=officer.officer, **give, at=at)  # type: ignore[arg-type]
        with pytest.raises(ValidationError, match="cần một người khác"):
            review_emergency(emergency=opened, findings=FINDINGS, by=officer, at=over)
    with pytest.raises(NotAllowed):
        review_emergency(emergency=opened, findings=FINDINGS, by=land.other_chief, at=over)
    delegated(land.security, to=land.lone_clerk, at=at)
    with pytest.raises(ValidationError, match="cần một người khác"):
        review_emergency(
            emergency=opened, findings=FINDINGS, by=acting_for(land.lone_clerk, land.security, at=over), at=over
        )
    reviewed = review_emergency(emergency=opened, findings=FINDINGS, by=land.security, at=over)
    assert (reviewed.state, reviewed.reviewed_by, reviewed.findings) == (
        EmergencyState.REVIEWED,
        land.security.officer,
        FINDINGS,
    )
    with pytest.raises(ValidationError, match="chưa có kết luận"):
        review_emergency(emergency=opened, findings=FINDINGS, by=land.security, at=over)


def test_for_whom_the_second_person_acted_does_not_review(land: Country, at: datetime) -> None:
    delegated(land.security, to=land.chief, at=at)
    asked = _asked(land, at)
    opened = agree_to_emergency(emergency=asked, by=acting_for(land.chief, land.security, at=at), at=at)
    over = at + timedelta(hours=4)
    end_emergencies(at=over)
    with pytest.raises(ValidationError, match="cần một người khác"):
        review_emergency(emergency=opened, findings=FINDINGS, by=land.security, at=over)


def test_everything_done_under_the_grant_is_there_for_the_reviewer(land: Country, at: datetime) -> None:
    role = Role.objects.get(code="security-officer")
    asked = _asked(land, at, role=role, unit=land.commune)
    opened = agree_to_emergency(emergency=asked, by=land.chief, at=at)
    other = _asked(land, at, by=land.clerk, unit=land.commune)
    refuse_emergency(emergency=other, reason="Không phải việc khẩn cấp", by=land.lone_clerk, at=at)
    deeds = list(deeds_under(opened).values_list("kind", "actor"))
    assert deeds == [("organisation.emergency_refused", str(land.lone_clerk.officer.pk))]
    assert not deeds_under(other).exists()


def test_it_is_ended_by_hand_by_its_holder_or_who_watches_and_by_nobody_else(land: Country, at: datetime) -> None:
    opened = _opened(land, at)
    later = at + timedelta(hours=1)
    for by in (land.clerk, land.other_chief, land.site.administrator):
        with pytest.raises(NotAllowed):
            end_emergency(emergency=opened, reason="Đã xử lý xong việc", by=by, at=later)
    ended = end_emergency(emergency=opened, reason="Đã xử lý xong việc", by=land.lone_clerk, at=later)
    assert ended.state == EmergencyState.ENDED
    assert not holds(land.lone_clerk, Permission.DOCUMENT_REGISTER, at=later)
    with pytest.raises(ValidationError, match="không còn mở"):
        end_emergency(emergency=opened, reason="Đã xử lý xong việc", by=land.chief, at=later)
    assert RightsAlarm.objects.filter(grant=ended.grant, cause=AlarmCause.REVOKED).count() == 1


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"hours": 0}, "từ 1 đến 72"),
        ({"hours": 73}, "từ 1 đến 72"),
        ({"reason": "khẩn"}, "lý do khẩn cấp"),
        ({"reason": "... ??? !!!"}, "lý do khẩn cấp"),
    ],
)
def test_what_does_not_fit_is_refused_in_words(
    land: Country, at: datetime, changed: dict[str, object], words: str
) -> None:
    with pytest.raises(ValidationError, match=words):
        _asked(land, at, **changed)


def test_the_same_is_not_asked_twice_and_only_for_oneself(land: Country, at: datetime) -> None:
    _asked(land, at)
    with pytest.raises(ValidationError, match="đã có một yêu cầu như vậy"):
        _asked(land, at)
    delegated(land.chief, to=land.clerk, at=at)
    with pytest.raises(ValidationError, match="chỉ xin cho chính mình"):
        _asked(land, at, by=acting_for(land.clerk, land.chief, at=at))


def test_a_request_is_answered_once_and_goes_stale(land: Country, at: datetime) -> None:
    asked = _asked(land, at)
    refuse_emergency(emergency=asked, reason="Không phải việc khẩn cấp", by=land.chief, at=at)
    with pytest.raises(ValidationError, match="đã được người khác trả lời"):
        agree_to_emergency(emergency=asked, by=land.security, at=at)
    stale = _asked(land, at)
    tomorrow = at + timedelta(hours=24)
    with pytest.raises(ValidationError, match="quá 24 giờ"):
        agree_to_emergency(emergency=stale, by=land.chief, at=tomorrow)
    assert end_emergencies(at=tomorrow) == 1
    stale.refresh_from_db()
    assert (stale.state, stale.seconded_by) == (EmergencyState.REFUSED, None)
    assert Event.objects.filter(kind="organisation.emergency_unanswered", actor="").count() == 1


def test_each_sees_what_concerns_him_and_what_waits_for_him(land: Country, at: datetime) -> None:
    first, elsewhere = _asked(land, at), _asked(land, at, by=land.clerk, unit=land.other)

    def seen(by: Acting) -> set[int]:
        return set(emergencies(by, at=at).values_list("pk", flat=True))

    assert seen(land.chief) == {first.pk}
    assert seen(land.security) == {first.pk, elsewhere.pk}
    assert seen(land.clerk) == {elsewhere.pk}
    assert seen(land.site.planner) == set()
    assert list(emergencies_to_second(land.chief, at=at)) == [first]
    assert list(emergencies_to_second(land.lone_clerk, at=at)) == []
    agree_to_emergency(emergency=first, by=land.chief, at=at)
    over = at + timedelta(hours=4)
    end_emergencies(at=over)
    assert list(emergencies_to_review(land.security, at=over)) == [first]
    assert list(emergencies_to_review(land.chief, at=over)) == []
    first.refresh_from_db()
    assert review_due_at(first) == over + timedelta(days=3)
    late = EmergenciesWanted(state="overdue")
    assert list(emergency_list(land.security, late, at=over + timedelta(days=3))) == [first]
    assert list(emergency_list(land.security, late, at=over + timedelta(days=3, microseconds=-1))) == []
    assert list(emergency_list(land.security, EmergenciesWanted(words="xa mot"), at=over)) == [first]
