"""The pages of emergency access, from asking to the review afterwards."""

from datetime import datetime, timedelta
from io import BytesIO

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from dongbo.organisation.models import EmergencyAccess, Role
from dongbo.organisation.operations.emergencies import agree_to_emergency, end_emergencies, request_emergency
from dongbo.organisation.states import EmergencyState
from tests.organisation.reviews.country import Country
from tests.web.oversight.conftest import SignedIn
from tests.web.queries import queries_of

REASON = "Sự cố mất dữ liệu lúc nửa đêm"


def _asked(land: Country, at: datetime, *, role: str = "planning-officer") -> EmergencyAccess:
    return request_emergency(
        role=Role.objects.get(code=role), unit=land.commune, hours=1, reason=REASON, by=land.lone_clerk, at=at
    )


def _page(emergency: EmergencyAccess, name: str = "emergency") -> str:
    return reverse(name, args=[emergency.pk])


def test_from_asking_to_the_review_afterwards(land: Country, at: datetime, signed_in: SignedIn) -> None:
    asker, second = signed_in(land.lone_clerk), signed_in(land.chief)
    sent = {
        "role": Role.objects.get(code="security-officer").pk,
        "unit": "G99.10.1",
        "hours": 2,
        "reason": REASON,
    }
    answer = asker.post(reverse("emergency-new"), sent)
    emergency = EmergencyAccess.objects.get()
    assert answer["Location"] == _page(emergency)
    assert "Đồng ý, mở ngay" not in asker.get(_page(emergency)).content.decode()
    assert "Đồng ý, mở ngay" in second.get(_page(emergency)).content.decode()
    second.post(_page(emergency, "emergency-answer"), {"answer": "agree"})
    emergency.refresh_from_db()
    assert (emergency.state, emergency.seconded_by) == (EmergencyState.OPEN, land.chief.officer)
    asker.post(_page(emergency, "emergency-end"), {"reason": "Đã xử lý xong sự cố"})
    third = signed_in(land.security)
    said = third.get(_page(emergency)).content.decode()
    assert "Những việc đã làm bằng quyền này" in said
    third.post(_page(emergency, "emergency-review"), {"findings": "Đã xem từng việc, đúng phạm vi"})
    emergency.refresh_from_db()
    assert (emergency.state, emergency.reviewed_by) == (EmergencyState.REVIEWED, land.security.officer)


def test_a_refused_request_loses_nothing(land: Country, signed_in: SignedIn) -> None:
    sent = {"role": Role.objects.get(code="reader").pk, "unit": "G99.10.1", "hours": 100, "reason": "gấp lắm"}
    answer = signed_in(land.clerk).post(reverse("emergency-new"), sent | {"covers_branch": "on"})
    said = answer.content.decode()
    assert answer.status_code == 422
    assert all(kept in said for kept in ("gấp lắm</textarea>", 'value="100"', "G99.10.1", "checked"))
    short = signed_in(land.clerk).post(reverse("emergency-new"), sent | {"hours": 5})
    assert "Lý do khẩn cấp: Hãy viết rõ lý do khẩn cấp" in short.content.decode()
    assert not EmergencyAccess.objects.exists()


def test_refusals_of_what_follows_are_shown_on_the_page_with_what_was_written(
    land: Country, at: datetime, signed_in: SignedIn
) -> None:
    emergency = _asked(land, at)
    answer = signed_in(land.chief).post(_page(emergency, "emergency-answer"), {"answer": "refuse", "reason": "không"})
    assert (answer.status_code, "không</textarea>" in answer.content.decode()) == (422, True)
    agree_to_emergency(emergency=emergency, by=land.chief, at=at)
    late = signed_in(land.chief).post(_page(emergency, "emergency-answer"), {"answer": "agree"})
    assert (late.status_code, "đã được người khác trả lời" in late.content.decode()) == (422, True)
    early = signed_in(land.security).post(_page(emergency, "emergency-review"), {"findings": "Đúng phạm vi cả"})
    assert (early.status_code, "Chỉ hậu kiểm khi" in early.content.decode()) == (422, True)


def test_strangers_find_nothing_and_do_nothing(land: Country, at: datetime, signed_in: SignedIn) -> None:
    emergency = _asked(land, at)
    for by in (land.other_chief, land.clerk, land.site.planner):
        client = signed_in(by)
        assert client.get(_page(emergency)).status_code == 404
        assert REASON not in client.get(reverse("emergencies")).content.decode()
        assert client.post(_page(emergency, "emergency-end"), {"reason": REASON}).status_code == 404
        assert client.post(_page(emergency, "emergency-answer"), {"answer": "agree"}).status_code in (403, 404)
    assert EmergencyAccess.objects.get().state == EmergencyState.REQUESTED


@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_takes_as_many_queries_for_three_as_for_one(
    rows: int, land: Country, at: datetime, signed_in: SignedIn
) -> None:
    for role in ("reader", "planning-officer", "security-officer")[:rows]:
        agree_to_emergency(emergency=_asked(land, at, role=role), by=land.chief, at=at)
    end_emergencies(at=at + timedelta(hours=1))
    client = signed_in(land.chief)
    assert queries_of(lambda: client.get(reverse("emergencies"))) == 7
    assert client.get(reverse("emergencies")).content.decode().count("<tr>") == rows + 1


def test_the_workbook_holds_what_the_list_does(land: Country, at: datetime, signed_in: SignedIn) -> None:
    _asked(land, at)
    answer = signed_in(land.chief).get(reverse("emergencies"), {"export": "xlsx"})
    rows = list(load_workbook(BytesIO(answer.content)).active.iter_rows(min_row=2, values_only=True))
    assert [(row[2], row[3], row[6], row[7], row[8]) for row in rows] == [
        ("Cán bộ kế hoạch", "G99.10.1", 1, REASON, "Chờ người thứ hai")
    ]
