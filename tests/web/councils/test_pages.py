"""The list of councils, the page of one, the acts upon its members and rules, the models, and the numbers taken."""

from __future__ import annotations

from copy import deepcopy
from dataclasses import replace
from datetime import date
from io import BytesIO
from typing import TYPE_CHECKING

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from dongbo.documents.models import NumberSeries
from dongbo.documents.operations.numbering import take_number
from dongbo.documents.states import Standing
from dongbo.organisation.states import Decision
from dongbo.planning.models import ConflictOfInterest, Council, CouncilModel
from dongbo.planning.operations.councils import change_role, declare_conflict, end_seat
from dongbo.planning.queries.councils import rules_of
from dongbo.planning.states import CouncilState, SeatRole
from dongbo.web.councils.forms.models import CouncilModelForm
from dongbo.web.councils.forms.rules import RulesEntry
from tests.builders import PLAN, enrolled, frozen
from tests.councils import DECISION, RULES, council_for
from tests.web.branches import browser_of
from tests.web.councils.sending import sent, typed
from tests.web.councils.test_founding import words_of
from tests.web.queries import queries_of

if TYPE_CHECKING:
    from datetime import datetime

    from django.http import HttpResponse
    from django.test import Client

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


@pytest.fixture
def client(ground: Ground) -> Client:
    return browser_of(ground.lead)


def rows_of(answer: HttpResponse) -> list[tuple[object, ...]]:
    sheet = load_workbook(BytesIO(answer.content)).active
    assert sheet is not None
    return list(sheet.iter_rows(values_only=True))


def address(name: str, council: Council, *more: object) -> str:
    return reverse(name, args=[council.pk, *more])


def test_the_list_is_narrowed_and_leaves_as_a_workbook(client: Client, made: Council, ground: Ground) -> None:
    chair = made.seats.get(role=SeatRole.CHAIR)
    declare_conflict(seat=chair, note="Từng soạn", by=ground.lead, at=made.founded_at)
    words = words_of(client.get("/councils/?words=ung+dung"))
    assert "1 hội đồng" in words
    assert "1 có xung đột lợi ích" in words
    assert "Không có hội đồng nào khớp" in words_of(client.get("/councils/?words=khong+co"))
    told = rows_of(client.get("/councils/?export=xlsx"))[1]
    assert told[:10] == (
        made.name, ground.plan.name, "Đang hoạt động", "Cục Công nghệ", "12/QĐ-BTN", told[5], "Bộ Thử nghiệm",
        "Cán bộ uv-1", 4, 1,
    )  # fmt: skip


def test_the_list_takes_as_many_queries_for_three_as_for_one(
    site: Site, client: Client, made: Council, ground: Ground, at: datetime
) -> None:
    def asked() -> None:
        assert client.get("/councils/").status_code == 200

    asked()
    one = queries_of(asked)
    for number in (1, 2):
        text = PLAN.replace("21/KH-BTN", f"{30 + number}/KH-BTN")
        plan = frozen(text, site=site, at=at, standing=Standing.PLAN, unit=ground.department).document
        decision = Decision(f"{number}/QĐ", date(2026, 11, 1), "Bộ")
        council_for(plan, ground.seats(), by=ground.lead, at=at, decision=decision)
    assert (queries_of(asked), Council.objects.count()) == (one, 3)


def test_the_page_tells_decision_members_through_time_and_rules_in_words(
    client: Client, made: Council, ground: Ground, at: datetime
) -> None:
    member = made.seats.get(officer=ground.people[1].officer)
    change_role(seat=member, role=SeatRole.REVIEWER, position="Cục phó", basis=BASIS, by=ground.lead, at=at)
    left = made.seats.get(officer=ground.people[2].officer)
    end_seat(seat=left, reason="Nghỉ hưu", by=ground.lead, at=at)
    words = words_of(client.get(address("council", made)))
    for told in (
        "12/QĐ-BTN ngày 02/11/2026 của Bộ Thử nghiệm",
        f"21/11/2026: Ủy viên → Ủy viên phản biện, {BASIS}",
        "Cán bộ uv-3, Ủy viên, Cục Kế hoạch từ 21/11/2026 đến 21/11/2026: Nghỉ hưu",
        "Có mặt ít nhất 2/3 thành viên Hội đồng (không tính Tổ giúp việc)",
    ):
        assert told in words
    page = client.get(address("council", made)).context
    assert [one.seat.officer.username for one in page["seats"]] == ["uv-1", "uv-2", "uv-4"]
    assert [one.seat.officer.username for one in page["former"]] == ["uv-3"]


def test_the_page_warns_of_members_without_the_right_and_of_a_council_without_a_chair(
    site: Site, client: Client, made: Council, ground: Ground, at: datetime
) -> None:
    chair = made.seats.get(role=SeatRole.CHAIR)
    end_seat(seat=chair, reason="Nghỉ hưu", by=ground.lead, at=at)
    form = {"officer": "thuong-truc", "role": "member", "unit": ground.department.code, "basis": BASIS}
    assert client.post(address("council-seat-new", made), form).status_code == 302
    words = words_of(client.get(address("council", made)))
    assert "Hội đồng chưa có Chủ tịch" in words
    assert "Chưa có quyền tham gia hội đồng tại đơn vị mà mình đại diện: Cán bộ thuong-truc" in words
    assert "Hội đồng chưa có Chủ tịch" not in words_of(browser_of(ground.people[1]).get(address("council", made)))


def test_a_member_sees_the_council_without_acts_but_his_own_conflict(made: Council, ground: Ground) -> None:
    member = browser_of(ground.people[1])
    text = member.get(address("council", made)).content.decode()
    own = made.seats.get(officer=ground.people[1].officer)
    others = made.seats.exclude(pk=own.pk)
    assert address("council-conflict-new", made, own.pk) in text
    for name in ("council-rules", "council-close", "council-seat-new"):
        assert address(name, made) not in text
    assert not any(address("council-conflict-new", made, one.pk) in text for one in others)
    assert member.post(address("council-conflict-new", made, own.pk), {"note": "Từng soạn"}).status_code == 302
    assert ConflictOfInterest.objects.get().seat == own
    assert member.get(address("council-conflict-new", made, others[0].pk)).status_code == 403


def test_the_thread_tells_a_member_nothing_of_a_plan_he_may_not_read(made: Council, ground: Ground) -> None:
    rail = browser_of(ground.people[1]).get(address("council", made)).context["rail"]
    assert [(step.name, step.broken, step.address) for step in rail] == [
        (made.document.name, False, ""),
        (made.name, False, ""),
    ]


def test_members_come_change_and_go_on_the_page(client: Client, made: Council, ground: Ground) -> None:
    new = {"officer": "uv-5", "role": "reviewer", "unit": "", "position": "Chuyên gia", "basis": BASIS}
    assert client.post(address("council-seat-new", made), new).headers["Location"] == address("council", made)
    seat = made.seats.get(officer=ground.people[4].officer)
    assert (seat.unit, seat.role, seat.position) == (ground.other, "reviewer", "Chuyên gia")
    change = {"role": "chair", "position": "Chuyên gia", "basis": BASIS}
    refused = client.post(address("council-seat-role", made, seat.pk), change)
    assert refused.status_code == 422
    assert "Hội đồng đã có Chủ tịch là Cán bộ uv-1" in words_of(refused)
    assert client.post(address("council-seat-role", made, seat.pk), change | {"role": "member"}).status_code == 302
    assert client.post(address("council-seat-end", made, seat.pk), {"reason": "Hết việc"}).status_code == 302
    seat.refresh_from_db()
    assert (seat.role, seat.end_reason) == ("member", "Hết việc")
    assert client.get(address("council-seat-end", made, seat.pk)).status_code == 404


def test_a_conflict_ends_and_the_council_ends_on_the_page(client: Client, made: Council, ground: Ground) -> None:
    seat = made.seats.get(officer=ground.people[0].officer)
    conflict = declare_conflict(seat=seat, note="Từng soạn", by=ground.lead, at=made.founded_at)
    assert client.post(address("council-conflict-end", made, conflict.pk)).status_code == 302
    conflict.refresh_from_db()
    assert conflict.ended_by == ground.lead.officer
    assert client.post(address("council-close", made), {"reason": ""}).status_code == 422
    assert client.post(address("council-close", made), {"reason": "Xong"}).status_code == 302
    made.refresh_from_db()
    assert made.state == CouncilState.CLOSED


def test_a_conflict_of_another_council_is_not_ended_by_the_address_of_this_one(
    client: Client, made: Council, ground: Ground, site: Site, at: datetime
) -> None:
    plan = frozen(
        PLAN.replace("21/KH-BTN", "22/KH-BTN"), site=site, at=at, standing=Standing.PLAN, unit=ground.department
    )
    decision = replace(DECISION, number="13/QĐ-BTN")
    other = council_for(plan.document, ground.seats(), by=ground.lead, at=at, decision=decision)
    conflict = declare_conflict(seat=other.seats.all()[0], note="Từng soạn", by=ground.lead, at=at)
    assert client.post(address("council-conflict-end", made, conflict.pk)).status_code == 404
    conflict.refresh_from_db()
    assert conflict.ended_at is None


def test_rules_are_changed_on_the_page_and_keep_their_notation(client: Client, made: Council) -> None:
    page = client.get(address("council-rules", made))
    data = typed(page.context["rules"])
    assert "rules-number_notation" not in data
    data["rules-ballot"], data["basis"] = "secret", BASIS
    assert client.post(address("council-rules", made), dict(data.lists())).status_code == 302
    made.refresh_from_db()
    assert (rules_of(made).secret, rules_of(made).number_notation) == (True, "HĐTĐ")
    data["rules-tie"] = "chair"
    refused = client.post(address("council-rules", made), dict(data.lists()))
    assert refused.status_code == 422
    assert set(refused.context["rules"].form.errors) == {"tie"}
    data["tell"] = "1"
    assert "không ai biết Chủ tịch" in words_of(client.post(address("council-rules", made), dict(data.lists())))


def test_models_are_told_in_words_set_from_one_that_is_known_and_ended(site: Site, made: Council) -> None:
    client = browser_of(site.administrator)
    assert "Hội đồng thẩm định độc lập" in words_of(client.get("/council-models/"))
    before = CouncilModel.objects.get(code="general")
    page = client.get(f"/council-models/new/?from={before.pk}")
    data = typed(page.context["rules"])
    data.update(sent([page.context["form"]]).dict())
    data["valid_from"] = "01/12/2099"
    data["rules-ballot"] = "secret"
    assert client.post("/council-models/new/", dict(data.lists())).status_code == 302
    new = CouncilModel.objects.exclude(pk=before.pk).get(code="general")
    assert (new.rules["secret"], new.valid_from) == (True, date(2099, 12, 1))
    assert CouncilModelForm(data).is_valid()
    overlapping = client.post("/council-models/new/", dict(data.lists()))
    assert (overlapping.status_code, set(overlapping.context["form"].errors)) == (422, {"valid_from"})
    assert client.post(f"/council-models/{new.pk}/end/", {"on": "01/01/2100"}).status_code == 302
    assert RulesEntry(None, rules=RULES["general"]).form.initial["ballot"] == "open"


def test_series_are_opened_by_a_clerk_and_numbers_leave_as_a_workbook(
    site: Site, made: Council, ground: Ground, at: datetime
) -> None:
    clerk = enrolled("van-thu", "issuing-officer", unit=ground.department, by=site.administrator, at=at)
    client = browser_of(clerk)
    form = {"unit": ground.department.code, "name": "Quyết định của Cục", "notation": "QĐ-C"}
    assert client.post("/number-series/new/", form).status_code == 302
    again = client.post("/number-series/new/", form)
    assert (again.status_code, set(again.context["form"].errors)) == (422, {"name"})
    elsewhere = client.post("/number-series/new/", form | {"unit": ground.other.code})
    assert (elsewhere.status_code, NumberSeries.objects.count()) == (403, 2)
    take_number(series=made.series, notation="TB-HĐTĐ", subject="=1+1", on=date(2026, 11, 21), by=clerk, at=at)
    assert "01/TB-HĐTĐ" in words_of(client.get(f"/number-series/{made.series_id}/?year=2026"))
    told = rows_of(client.get(f"/number-series/{made.series_id}/?export=xlsx"))[1]
    assert (told[0], told[1], told[3]) == ("01/TB-HĐTĐ", 2026, "=1+1")
    assert [row[2] for row in rows_of(client.get("/number-series/?export=xlsx"))[1:]] == ["HĐTĐ", "QĐ-C"]
    assert browser_of(ground.people[0]).get("/number-series/").status_code == 403


def test_whoever_neither_follows_nor_sits_there_finds_nothing(site: Site, made: Council, ground: Ground) -> None:
    stranger = browser_of(ground.people[4])
    assert made.name not in stranger.get("/councils/").content.decode()
    for name in ("council", "council-decision"):
        assert stranger.get(address(name, made)).status_code == 404
    for name in ("council-rules", "council-close", "council-seat-new"):
        assert stranger.get(address(name, made)).status_code == 403
        assert browser_of(site.reader).post(address(name, made)).status_code == 403
