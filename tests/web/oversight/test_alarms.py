"""The pages of alarms: seen by whom they concern, confirmed together, nothing lost by a refusal."""

from datetime import datetime
from io import BytesIO

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from dongbo.organisation.models import RightsAlarm
from tests.organisation.reviews.country import Country
from tests.web.oversight.conftest import SignedIn
from tests.web.queries import queries_of

ALARMS, CONFIRM = "/alarms/", "/alarms/confirm/"


def _about(username: str) -> RightsAlarm:
    return RightsAlarm.objects.get(officer__username=username)


def test_the_page_shows_what_one_may_see_and_no_more(land: Country, signed_in: SignedIn) -> None:
    said = signed_in(land.clerk).get(ALARMS).content.decode()
    assert "Cán bộ can-bo-xa" in said
    assert all(name not in said for name in ("giam-doc", "can-bo-xa-hai", "an-toan", 'type="checkbox" name="alarm"'))
    assert "3 thay đổi quyền chờ bạn xác nhận" in signed_in(land.chief).get(ALARMS).content.decode()


def test_several_are_confirmed_together(land: Country, signed_in: SignedIn) -> None:
    chosen = [_about("can-bo-xa").pk, _about("truong-xa").pk]
    client = signed_in(land.chief)
    answer = client.post(f"{CONFIRM}?state=mine", {"alarm": chosen})
    assert answer["Location"] == f"{ALARMS}?state=mine"
    assert set(RightsAlarm.objects.filter(confirmed_by=land.chief.officer).values_list("pk", flat=True)) == set(chosen)
    assert "Đã xác nhận 2 thay đổi quyền" in client.get(ALARMS).content.decode()


def test_a_refusal_keeps_what_was_ticked_and_says_why(land: Country, signed_in: SignedIn) -> None:
    own, other = _about("giam-doc").pk, _about("can-bo-xa").pk
    answer = signed_in(land.chief).post(CONFIRM, {"alarm": [own, other]})
    said = answer.content.decode()
    assert answer.status_code == 422
    assert "nên người khác phải xác nhận" in said
    assert f'name="alarm" value="{other}"' in said
    assert said.count(" checked>") == 1
    nothing = signed_in(land.chief).post(CONFIRM, {"alarm": ["x", "9" * 30]})
    assert (nothing.status_code, "Hãy chọn ít nhất một" in nothing.content.decode()) == (422, True)
    assert not RightsAlarm.objects.filter(confirmed_at__isnull=False).exists()


@pytest.mark.parametrize("who", ["clerk", "other_chief"])
def test_others_are_turned_away(who: str, land: Country, signed_in: SignedIn) -> None:
    assert signed_in(getattr(land, who)).post(CONFIRM, {"alarm": [_about("truong-xa").pk]}).status_code == 403
    assert _about("truong-xa").confirmed_at is None


def test_the_workbook_holds_what_the_list_does(land: Country, signed_in: SignedIn) -> None:
    answer = signed_in(land.chief).get(ALARMS, {"words": "xa mot", "sort": "officer", "export": "xlsx"})
    rows = list(load_workbook(BytesIO(answer.content)).active.iter_rows(min_row=2, values_only=True))
    assert [(row[2], row[3], row[4], row[5]) for row in rows] == [
        ("can-bo-xa", "Được cấp quyền", "Cán bộ kế hoạch – Công an xã Một và cấp dưới", "G99.10.1"),
        ("truong-xa", "Được cấp quyền", "Thủ trưởng đơn vị – Công an xã Một và cấp dưới", "G99.10.1"),
    ]


@pytest.mark.parametrize(("words", "rows"), [("can-bo-xa-hai", 1), ("", 4)])
def test_the_list_takes_as_many_queries_for_many_as_for_one(
    words: str, rows: int, land: Country, signed_in: SignedIn, at: datetime
) -> None:
    client = signed_in(land.chief)
    address = f"{reverse('alarms')}?words={words}"
    assert queries_of(lambda: client.get(address)) == 8
    assert client.get(address).content.decode().count("<tr>") == rows + 1
