"""The page that founds a council: rules filled from a model, rows that grow, contradictions told where they stand."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from dongbo.documents.models import NumberSeries
from dongbo.planning.models import ConflictOfInterest, Council, CouncilModel
from dongbo.planning.queries.councils import rules_of
from dongbo.planning.states import SeatRole
from dongbo.web.councils.forms.rules import RulesEntry
from tests.councils import RULES, council_for
from tests.web.branches import browser_of
from tests.web.councils.sending import typed

if TYPE_CHECKING:
    from datetime import datetime

    from django.http import HttpResponse, QueryDict
    from django.test import Client

    from tests.builders import Site
    from tests.planning.councils.conftest import Ground

NEW = "/councils/new/"


@pytest.fixture
def client(ground: Ground) -> Client:
    return browser_of(ground.lead)


def filled(ground: Ground, *, model: str = "general") -> QueryDict:
    """Return what is typed to found a council of four."""
    data = typed(RulesEntry(None, rules=RULES[model]))
    data.update(
        {
            "document": ground.plan.number,
            "name": "Hội đồng thẩm định kế hoạch",
            "standing_unit": ground.department.code,
            "decision_number": "12/QĐ-BTN",
            "decision_on": "02/11/2026",
            "decision_issuer": "Bộ Thử nghiệm",
            "seats-count": "6",
        }
    )
    for place, seat in enumerate(ground.seats()):
        data[f"seats-{place}-officer"] = seat.officer.username
        data[f"seats-{place}-role"] = seat.role
    for place in (4, 5):
        data[f"seats-{place}-role"] = SeatRole.MEMBER
    return data


def post(client: Client, data: QueryDict) -> HttpResponse:
    return client.post(NEW, dict(data.lists()))


def words_of(answer: HttpResponse) -> str:
    return " ".join(re.sub("<[^>]+>", " ", answer.content.decode()).split())


def test_a_council_is_founded_from_what_is_typed(client: Client, ground: Ground) -> None:
    data = dict(filled(ground).lists())
    data["decision_file"] = SimpleUploadedFile("quyet-dinh.txt", "QUYẾT ĐỊNH\nthành lập".encode())
    data["seats-1-position"] = ["Phó Cục trưởng"]
    data["seats-1-unit"] = [ground.department.code]
    answer = client.post(NEW, data)
    made = Council.objects.get()
    assert (answer.status_code, answer.headers["Location"]) == (302, reverse("council", args=[made.pk]))
    assert [(one.officer, one.unit, one.role, one.position) for one in made.seats.select_related("unit")] == [
        (seat.officer, ground.department if place == 1 else ground.other, seat.role, "Phó Cục trưởng" * (place == 1))
        for place, seat in enumerate(ground.seats())
    ]
    assert rules_of(made) == RULES["general"]
    file = client.get(reverse("council-decision", args=[made.pk]))
    assert b"".join(file.streaming_content).decode() == "QUYẾT ĐỊNH\nthành lập"
    file.close()


def test_the_page_begins_with_a_general_council_and_fills_from_another_model(client: Client, ground: Ground) -> None:
    assert client.get(NEW).context["rules"].form["quorum_share"].value() == "ít nhất 2/3"
    data = filled(ground)
    data["rules-quorum_share"] = "điều sẽ bị thay"
    data["model"] = str(CouncilModel.objects.get(code="strategic_environment").pk)
    data["fill"] = "1"
    answer = post(client, data)
    entry = answer.context["rules"]
    assert (answer.status_code, answer.context["form"].errors, Council.objects.count()) == (200, {}, 0)
    assert RulesEntry(typed(entry)).is_valid()
    assert answer.context["form"]["name"].value() == "Hội đồng thẩm định kế hoạch"
    assert answer.context["seats"].forms[1]["officer"].value().words == "uv-2"
    assert [row["share"].value() for row in entry.tests.forms] == ["toàn bộ", "trên 1/3", "ít nhất 2/3"]


@pytest.mark.parametrize(("rows", "before"), [("seats", 6), ("tests", 3), ("presences", 1)])
def test_rows_grow_without_script_and_nothing_typed_is_judged_or_lost(
    rows: str, before: int, client: Client, ground: Ground
) -> None:
    data = filled(ground)
    data["more"], data["seats-0-officer"], data["decision_on"] = rows, "không ai tên thế", "hôm qua"
    answer = post(client, data)
    shown = {"seats": answer.context["seats"], **vars(answer.context["rules"])}
    assert (answer.status_code, shown[rows].count, Council.objects.count()) == (200, before + 1, 0)
    text = answer.content.decode()
    assert all(typed_ in text for typed_ in ("không ai tên thế", "hôm qua"))
    assert 'class="error"' not in text


def test_rules_are_read_back_in_words_with_what_is_contradictory(client: Client, ground: Ground) -> None:
    data = filled(ground)
    data["tell"], data["rules-ballot"], data["rules-tie"] = "1", "secret", "chair"
    answer = post(client, data)
    words = words_of(answer)
    assert answer.status_code == 200
    assert "Bỏ phiếu kín; phiếu có các lựa chọn" in words
    assert "bỏ phiếu kín nên không ai biết Chủ tịch ở bên nào" in words


@pytest.mark.parametrize(
    ("change", "where", "sentence"),
    [
        ({"rules-ballot": "secret", "rules-tie": "chair"}, "rules-tie", "không ai biết Chủ tịch ở bên nào"),
        ({"rules-quorum_share": "3/2"}, "rules-quorum_share", "lớn hơn toàn bộ nên không bao giờ đạt"),
        ({"rules-quorum_share": "hai phần ba"}, "rules-quorum_share", "Không đọc được tỉ lệ này"),
        ({"tests-0-share": "1/4", "tests-2-share": "1/4"}, "tests-2-share", "đạt cả ngưỡng thứ"),
        ({"presences-0-roles": "reviewer"}, "presences-0-roles", "thành phần Hội đồng chỉ có 0"),
        ({"seats-1-role": "chair"}, "seats-1-role", "Hội đồng có 2 Chủ tịch"),
        ({"seats-1-officer": "uv-1"}, "seats-1-officer", "được ghi hai lần"),
        ({"seats-4-position": "Cục trưởng"}, "seats-4-officer", "Dòng này chưa có cán bộ"),
        ({"seats-1-officer": "uv"}, "seats-1-officer", "cán bộ khớp với"),
        ({"decision_on": "22/11/2099"}, "decision_on", "không thể ở sau hôm nay"),
        ({"rules-number_notation": "HĐ TĐ"}, "rules-number_notation", "có dấu cách"),
    ],
)
def test_what_cannot_be_is_told_at_its_field_and_everything_typed_stays(
    change: dict[str, str], where: str, sentence: str, client: Client, ground: Ground
) -> None:
    data = filled(ground)
    data.update({"name": "Hội đồng giữ nguyên chữ"})
    for name, value in change.items():
        data[name] = value
    answer = post(client, data)
    text = answer.content.decode()
    assert (answer.status_code, Council.objects.count(), NumberSeries.objects.count()) == (422, 0, 0)
    assert sentence in words_of(answer)
    assert f'href="#id_{where}' in text
    assert 'value="Hội đồng giữ nguyên chữ"' in text
    assert all(f'value="{value}"' in text for name, value in change.items() if name.endswith(("share", "position")))


def test_a_file_that_cannot_be_read_is_told_and_named_to_be_chosen_again(client: Client, ground: Ground) -> None:
    data = dict(filled(ground).lists())
    data["decision_file"] = SimpleUploadedFile("quyet-dinh.txt", "TỐI MẬT\nQUYẾT ĐỊNH".encode())
    answer = client.post(NEW, data)
    words = words_of(answer)
    assert (answer.status_code, Council.objects.count()) == (422, 0)
    assert "Tệp có dấu hiệu độ mật ở dòng 1 nên không được tiếp nhận" in words
    assert "Tệp vừa gửi: quyet-dinh.txt" in words


def test_a_second_council_of_a_plan_at_work_is_not_offered_and_refused(
    client: Client, ground: Ground, at: datetime
) -> None:
    council_for(ground.plan, ground.seats(), by=ground.lead, at=at)
    answer = post(client, filled(ground))
    assert (answer.status_code, Council.objects.count()) == (422, 1)
    assert "văn bản đã có hội đồng đang hoạt động không hiện ở đây" in words_of(answer)


def test_plans_are_offered_to_whoever_may_lead_their_council(site: Site, client: Client, ground: Ground) -> None:
    asked = "/councils/plans/?field=document&document=ung+dung+cong+nghe"
    assert ground.plan.number in client.get(asked).content.decode()
    for stranger in (site.planner, ground.people[0]):
        assert browser_of(stranger).get(asked).status_code == 403
    assert f'value="{ground.plan.number}' in client.get(f"{NEW}?document={ground.plan.pk}").content.decode()


def test_a_conflict_found_at_founding_stands_beside_the_member(client: Client, ground: Ground) -> None:
    data = filled(ground)
    data["seats-4-officer"], data["seats-4-role"] = ground.head.officer.username, SeatRole.VICE_CHAIR
    answer = client.post(NEW, dict(data.lists()), follow=True)
    assert ConflictOfInterest.objects.count() == 1
    assert "Đứng đầu đơn vị chủ trì soạn thảo Chuyên viên, Cục Công nghệ" in words_of(answer)
