"""The page of recipients: every way of adding, wrong codes line by line, taking off, lists kept and used again."""

from copy import deepcopy
from datetime import datetime, timedelta
from io import BytesIO

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook
from pytest_django import Settings

from dongbo.organisation.models import Unit
from dongbo.organisation.operations.units import merge_units
from dongbo.organisation.states import Level
from dongbo.planning.models import Consultee, RecipientList
from dongbo.planning.operations.consultations import close_due, send_consultation
from dongbo.planning.states import ConsulteeState
from tests.builders import Site, unit_beneath
from tests.keeping import Keep
from tests.rounds import Round, prepared_round
from tests.web.branches import browser_of
from tests.web.queries import queries_of


@pytest.fixture(scope="module")
def at() -> datetime:
    """The moment everything was set up: just now, since pages act now."""
    return timezone.now()


@pytest.fixture(scope="module")
def kept_prepared(keep: Keep, kept_site: Site, at: datetime) -> Round:
    return keep(lambda: prepared_round(kept_site, at=at, units=2))


@pytest.fixture
def prepared(kept_prepared: Round, db: None) -> Round:
    """A round of two units that has not gone out."""
    return deepcopy(kept_prepared)


@pytest.fixture(scope="module")
def kept_province(keep: Keep, kept_site: Site, at: datetime) -> Unit:
    def build() -> Unit:
        by = kept_site.administrator
        province = unit_beneath(kept_site.unit, "G99.70", "Công an tỉnh Thử", level=Level.PROVINCE, by=by, at=at)
        for place in (1, 2):
            unit_beneath(province, f"G99.70.{place}", f"Xã {place}", level=Level.COMMUNE, by=by, at=at)
        unit_beneath(province, "G99.70.9", "Phòng Tham mưu", level=Level.DIVISION, by=by, at=at)
        return province

    return keep(build)


@pytest.fixture
def province(kept_province: Unit, db: None) -> Unit:
    """A province with two communes and a division."""
    return deepcopy(kept_province)


def codes() -> list[str]:
    """Return the codes of the recipients."""
    return list(Consultee.objects.order_by("unit__code").values_list("unit__code", flat=True))


def add(client: Client, about: Round, status: int = 302, **typed: object) -> str:
    """Send the form; return what is said then."""
    answer = client.post(reverse("consultation-recipients", args=[about.consultation.pk]), typed)
    assert answer.status_code == status
    if status == 302:
        answer = client.get(answer.headers["Location"])
    return answer.content.decode()


def test_every_way_at_once(prepared: Round, province: Unit, site: Site) -> None:
    client = browser_of(prepared.leader)
    said = add(client, prepared, unit="G99", branch="Công an tỉnh Thử", levels=["commune"], codes="G99.70.9\tPhòng\n\n")
    assert "Đã thêm 4 nơi nhận." in said
    assert codes() == ["G99", "G99.51", "G99.52", "G99.70.1", "G99.70.2", "G99.70.9"]
    assert "1 đơn vị đã có trong danh sách." in add(client, prepared, codes="g99.51;Cục số 1\nG99.70")
    tokens = Consultee.objects.exclude(token__startswith="bieu-").values_list("token", flat=True)
    assert ({len(token) for token in tokens}, len(set(tokens))) == ({32}, 5)


def test_unknown_codes_are_told_by_line_and_stay(prepared: Round) -> None:
    said = add(browser_of(prepared.leader), prepared, 422, codes="G99\nKHÔNG CÓ\n\nSAI.2", unit="G99")
    assert "Dòng 2: không có đơn vị nào mang mã KHÔNG CÓ." in said
    assert "Dòng 4: không có đơn vị nào mang mã SAI.2." in said
    assert "SAI.2</textarea>" in said
    assert codes() == ["G99.51", "G99.52"]


def test_nothing_named_and_levels_without_a_branch_are_told(prepared: Round) -> None:
    client = browser_of(prepared.leader)
    assert "Chưa có đơn vị nào để thêm" in add(client, prepared, 422)
    assert "hãy chọn cả đơn vị đứng đầu nhánh" in add(client, prepared, 422, levels=["commune"])


def test_a_unit_that_ended_gives_way_to_its_successor_with_a_note(
    site: Site, prepared: Round, province: Unit, at: datetime
) -> None:
    tomorrow = at + timedelta(days=1)
    first, second = Unit.objects.get(code="G99.70.1"), Unit.objects.get(code="G99.70.2")
    merge_units(
        predecessors=[first], successor=second, effective_on=timezone.localdate(tomorrow), by=site.administrator,
        at=tomorrow,
    )  # fmt: skip
    said = add(browser_of(prepared.leader), prepared, codes="G99.70.1")
    assert "Xã 1 → Xã 2" in said
    assert codes() == ["G99.51", "G99.52", "G99.70.2"]


def test_ticked_units_come_off(prepared: Round) -> None:
    client, key = browser_of(prepared.leader), prepared.consultation.pk
    address = reverse("consultation-recipients-remove", args=[key])
    said = client.post(address, {"consultee": [prepared.asked[0].consultee.pk]}, follow=True).content.decode()
    assert "Đã bỏ 1 nơi nhận." in said
    assert codes() == ["G99.52"]
    assert "Chưa chọn đơn vị nào" in client.post(address, {"consultee": ["x"]}, follow=True).content.decode()


def test_every_unit_the_list_is_narrowed_to_comes_off(prepared: Round, province: Unit) -> None:
    client, key = browser_of(prepared.leader), prepared.consultation.pk
    add(client, prepared, branch="Công an tỉnh Thử")
    address = f"{reverse('consultation-recipients-remove', args=[key])}?words=xa"
    assert "Đã bỏ 2 nơi nhận." in client.post(address, {"every": "1"}, follow=True).content.decode()
    assert codes() == ["G99.51", "G99.52", "G99.70", "G99.70.9"]


def test_recipients_are_kept_as_a_list_used_again_and_taken_out_of_use(prepared: Round, province: Unit) -> None:
    client, key = browser_of(prepared.leader), prepared.consultation.pk
    refused = client.post(reverse("consultation-recipients-keep", args=[key]), {"name": " "})
    assert refused.status_code == 422
    client.post(reverse("consultation-recipients-keep", args=[key]), {"name": "Khối cục"})
    kept = RecipientList.objects.get()
    assert kept.units.count() == 2
    client.post(
        reverse("consultation-recipients-remove", args=[key]),
        {"consultee": [one.consultee.pk for one in prepared]},
    )
    assert codes() == []
    assert "Đã thêm 2 nơi nhận." in add(client, prepared, lists=[kept.pk])
    assert "Khối cục" in client.get(reverse("recipient-lists")).content.decode()
    ended = client.post(reverse("recipient-list-end", args=[kept.pk]), follow=True)
    assert "Danh sách «Khối cục» đã thôi dùng." in ended.content.decode()
    assert "Khối cục" not in client.get(reverse("recipient-lists")).content.decode()
    add(client, prepared, 422, lists=[kept.pk])


def test_the_list_is_searched_paged_and_leaves_as_a_workbook(prepared: Round, settings: Settings) -> None:
    settings.PAGE_SIZE = 1
    client, key = browser_of(prepared.leader), prepared.consultation.pk
    address = reverse("consultation-recipients", args=[key])
    assert client.get(address).content.decode().count('name="consultee"') == 1
    assert "Cục số 2" in client.get(address, {"words": "cuc so 2"}).content.decode()
    book = load_workbook(BytesIO(client.get(address, {"export": "xlsx"}).content))
    assert [row[0] for row in book.active.iter_rows(values_only=True, min_row=2)] == ["G99.51", "G99.52"]


@pytest.mark.parametrize("units", [1, 3])
def test_the_page_takes_as_many_queries_for_three_as_for_one(units: int, site: Site, at: datetime) -> None:
    prepared = prepared_round(site, at=at, units=units)
    client = browser_of(prepared.leader)
    address = reverse("consultation-recipients", args=[prepared.consultation.pk])
    assert queries_of(lambda: client.get(address)) == 15
    assert client.get(address).content.decode().count('name="consultee"') == units


def test_a_round_that_is_out_has_no_recipients_to_choose(prepared: Round, at: datetime) -> None:
    send_consultation(consultation=prepared.consultation, by=prepared.leader, at=at)
    client = browser_of(prepared.leader)
    address = reverse("consultation-recipients", args=[prepared.consultation.pk])
    assert client.get(address).headers["Location"] == reverse("consultation", args=[prepared.consultation.pk])
    assert "đã gửi nên không sửa được nữa" in add(client, prepared, 422, codes="G99")


def test_units_merged_after_sending_stay_two_lines_that_say_who_answers(
    site: Site, prepared: Round, at: datetime
) -> None:
    third = unit_beneath(site.unit, "G99.60", "Cục Hợp nhất", by=site.administrator, at=at)
    sent = send_consultation(consultation=prepared.consultation, by=prepared.leader, at=at)
    tomorrow = at + timedelta(days=1)
    merge_units(
        predecessors=[one.unit for one in prepared], successor=third, effective_on=timezone.localdate(tomorrow),
        move_posts=True, by=site.administrator, at=tomorrow,
    )  # fmt: skip
    said = browser_of(prepared.leader).get(reverse("consultation", args=[sent.pk])).content.decode()
    assert said.count("đã kết thúc; Cục Hợp nhất kế thừa và trả lời") == 2
    assert sent.deadline is not None
    close_due(at=sent.deadline)
    assert [one.state for one in Consultee.objects.all()] == [ConsulteeState.SILENT] * 2
