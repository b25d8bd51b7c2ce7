"""A workbook is looked at row by row, then its good rows come in; the bad ones leave to be mended."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING, Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from dongbo.engines.workbooks import NewSheet, write_workbook
from dongbo.organisation.models import Intake, Officer, Unit
from dongbo.organisation.states import IntakeState
from tests.builders import enrolled
from tests.organisation.intake.queue import work_off_the_queue
from tests.web.organisation.conftest import signed_in
from tests.web.queries import queries_of

if TYPE_CHECKING:
    from django.http import HttpResponse
    from django.test import Client
    from pytest_django import Settings

    from tests.web.organisation.conftest import Country

HEADINGS = ("Họ và tên", "Tên đăng nhập", "Mã đơn vị", "Chức vụ", "Từ ngày")
GOOD = ("Giàng Thị Mẫu", "giang.thi.mau", "G99.01.01", "Cán bộ", "21/11/2026")
ALSO_GOOD = ("Lò Văn Mẫu", "lo.van.mau", "G99.01.02", "Cán bộ", "21/11/2026")
BAD = ("Sùng A Mẫu", "sung.a.mau", "G99.77", "Cán bộ", "31/02/2026")


def sent(client: Client, *rows: tuple[str, ...], kind: str = "officers", **more: Any) -> HttpResponse:
    """Send a workbook with `rows`; return the answer."""
    data = write_workbook([NewSheet("Danh sách", more.pop("headings", HEADINGS), rows)])
    file = SimpleUploadedFile("danh-sach.xlsx", data)
    return client.post(reverse("intake-new"), {"kind": kind, "file": file, **more})  # type: ignore[return-value]


def previewed(client: Client, *rows: tuple[str, ...]) -> str:
    """Send a workbook; return the address of its preview."""
    return str(sent(client, *rows).headers["Location"])


def test_the_good_rows_come_in_and_the_bad_ones_leave_with_what_is_wrong(organiser: Client, country: Country) -> None:
    address = previewed(organiser, GOOD, BAD, ALSO_GOOD)
    new = organiser.get(address)
    assert [row.number for row in new.context["page"]] == [2, 4]
    assert "Nhập các dòng đúng, bỏ 1 dòng sai" in new.content.decode()
    bad = organiser.get(address, {"tab": "refused"})
    assert {finding["row"] for finding in bad.context["page"]} == {3}
    assert "31/02/2026" in bad.content.decode()
    assert not Officer.objects.filter(username="giang.thi.mau").exists()

    done = organiser.post(address, {"do": "good"}, follow=True)
    assert "Đã nhập 2 dòng" in done.content.decode()
    assert Officer.objects.filter(username__in=["giang.thi.mau", "lo.van.mau", "sung.a.mau"]).count() == 2
    sheet = load_workbook(BytesIO(organiser.get(f"{address}refused.xlsx").content)).active
    assert sheet is not None
    headings, refused = sheet.iter_rows(values_only=True)
    assert (headings[0], refused[0], refused[1]) == ("Họ và tên", "Sùng A Mẫu", "sung.a.mau")


def test_all_or_nothing_is_refused_while_a_row_is_bad(organiser: Client, country: Country) -> None:
    address = previewed(organiser, GOOD, BAD)
    shown = organiser.post(address, {"do": "all"})
    assert shown.status_code == 422
    assert "1 dòng bị từ chối" in shown.content.decode()
    assert Intake.objects.get().state == IntakeState.PREVIEWED
    assert not Officer.objects.filter(username="giang.thi.mau").exists()


def test_what_would_change_is_shown_as_it_was_and_as_it_would_be(organiser: Client, country: Country) -> None:
    organiser.post(previewed(organiser, GOOD), {"do": "all"})
    promoted = sent(organiser, (*GOOD, "Đại úy"), ALSO_GOOD, headings=(*HEADINGS, "Cấp bậc hàm"))
    shown = organiser.get(promoted.headers["Location"], {"tab": "changed"})
    (row,) = shown.context["page"]
    assert [(change.heading, change.old, change.new) for change in row.changes] == [("Cấp bậc hàm", "", "Đại úy")]
    assert "<del>–</del> → <ins>Đại úy</ins>" in shown.content.decode()


def test_a_workbook_set_aside_brings_nothing_in(organiser: Client, country: Country) -> None:
    address = previewed(organiser, GOOD)
    done = organiser.post(address, {"do": "discard"}, follow=True)
    assert "Tệp này đã bỏ" in done.content.decode()
    assert organiser.post(address, {"do": "all"}).status_code == 422
    assert not Officer.objects.filter(username="giang.thi.mau").exists()


def test_nonsense_instead_of_a_decision_changes_nothing(organiser: Client, country: Country) -> None:
    address = previewed(organiser, GOOD)
    assert organiser.post(address, {"do": "burn"}).status_code == 422
    assert organiser.post(address, {}).status_code == 422
    assert Intake.objects.get().state == IntakeState.PREVIEWED


def test_units_come_in_by_a_decision(organiser: Client, country: Country) -> None:
    headings = ("Mã định danh", "Tên đơn vị", "Cấp", "Mã đơn vị cấp trên")
    row = ("G99.02.01", "Công an xã Mới", "Công an xã, phường, đặc khu", "G99.02")
    address = str(sent(organiser, row, kind="units", headings=headings).headers["Location"])
    assert "Số quyết định" in organiser.get(address).content.decode()
    assert organiser.post(address, {"do": "all", "decision_on": "x"}).status_code == 422
    assert organiser.post(address, {"do": "all", "decision_number": "8/QĐ"}).status_code == 302
    assert Unit.objects.get(code="G99.02.01").parent == country.south


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("rong.xlsx", b""),
        ("anh.xlsx", b"\x89PNG\r\n"),
        ("hong.xlsx", b"PK\x03\x04hong"),
        ("cu.xls", b"\xd0\xcf\x11\xe0"),
    ],
)
def test_a_file_that_is_no_workbook_is_refused_by_its_field(
    name: str, data: bytes, organiser: Client, country: Country
) -> None:
    answer = organiser.post(
        reverse("intake-new"), {"kind": "units", "file": SimpleUploadedFile(name, data), "effective_on": "01/01/2027"}
    )
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "id_file_error" in page
    assert 'value="01/01/2027"' in page
    assert page.count("checked") == 1
    assert not Intake.objects.exists()


def test_a_long_preview_is_cut_into_pages_that_keep_the_tab(
    organiser: Client, country: Country, settings: Settings
) -> None:
    settings.PAGE_SIZE = 2
    rows = [(f"Người Mẫu {n}", f"nguoi.mau.{n}", "G99.01.01", "Cán bộ", "21/11/2026") for n in range(3)]
    address = previewed(organiser, *rows, BAD)
    first = organiser.get(address, {"tab": "new"})
    assert "?tab=new&amp;page=2" in first.content.decode()
    assert [row.number for row in organiser.get(address, {"tab": "new", "page": "2"}).context["page"]] == [4]


def test_another_s_workbook_is_not_there(organiser: Client, provincial: Client, country: Country) -> None:
    address = previewed(organiser, GOOD)
    for way in (address, f"{address}refused.xlsx"):
        assert provincial.get(way).status_code == 404
    assert provincial.post(address, {"do": "all"}).status_code == 404
    assert list(provincial.get(reverse("intakes")).context["page"]) == []
    assert signed_in(country.northern_head).get(reverse("intakes")).status_code == 403


def test_rows_beyond_one_s_reach_are_refused(provincial: Client, country: Country) -> None:
    south = (*GOOD[:2], "G99.02", *GOOD[3:])
    bad = provincial.get(previewed(provincial, south, ALSO_GOOD), {"tab": "refused"})
    assert {finding["row"] for finding in bad.context["page"]} == {2}


@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_takes_as_many_queries_for_three_as_for_one(rows: int, organiser: Client, country: Country) -> None:
    for _ in range(rows):
        previewed(organiser, GOOD)
    assert queries_of(lambda: organiser.get(reverse("intakes"))) == 6
    assert len(organiser.get(reverse("intakes"), {"kind": "officers", "q": "danh"}).context["page"]) == rows
    assert len(organiser.get(reverse("intakes"), {"state": "applied"}).context["page"]) == 0


@pytest.mark.parametrize(("kind", "heading"), [("units", "Mã định danh"), ("officers", "Tên đăng nhập")])
def test_an_empty_form_has_the_columns(kind: str, heading: str, organiser: Client, country: Country) -> None:
    answer = organiser.get(reverse("intake-template", args=[kind]))
    assert load_workbook(BytesIO(answer.content)).worksheets[0]["A1"].value == heading
    assert organiser.get(reverse("intake-template", args=["people"])).status_code == 404


def many(count: int) -> list[tuple[str, ...]]:
    """Return rows of more officers than one request brings in."""
    return [(f"Người Mẫu {n}", f"nguoi.mau.{n}", "G99.01.01", "Cán bộ", "21/11/2026") for n in range(count)]


def test_a_large_workbook_shows_how_far_it_is_until_a_job_is_done(
    organiser: Client, provincial: Client, country: Country, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("dongbo.organisation.operations.intake.requesting.FEW_BYTES", 1_000)
    monkeypatch.setattr("dongbo.organisation.operations.intake.requesting.FEW_ROWS", 1)
    address = previewed(organiser, GOOD, ALSO_GOOD)
    waiting = organiser.get(address)
    page = waiting.content.decode()
    assert waiting.templates[0].name == "organisation/intakes/progress.html"
    assert ("<noscript><meta" in page, 'hx-headers=\'{"X-Unattended": "1"}\'' in page) == (True, True)
    assert provincial.get(address).status_code == 404
    assert organiser.post(address, {"do": "all"}).status_code == 422
    work_off_the_queue()
    assert organiser.get(address, headers={"X-Unattended": "1"}).headers["HX-Refresh"] == "true"
    assert [row.number for row in organiser.get(address).context["page"]] == [2, 3]

    assert organiser.post(address, {"do": "all"}).headers["Location"] == address
    assert "Đang chờ đến lượt nhập" in organiser.get(address).content.decode()
    assert not Officer.objects.filter(username="giang.thi.mau").exists()
    work_off_the_queue()
    assert "Đã nhập 2 dòng" in organiser.get(address).content.decode()
    assert Officer.objects.filter(username__in=["giang.thi.mau", "lo.van.mau"]).count() == 2


def test_what_came_to_nothing_says_why_and_what_can_be_done(
    organiser: Client, country: Country, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("dongbo.organisation.operations.intake.requesting.FEW_BYTES", 10)
    monkeypatch.setattr("dongbo.organisation.operations.intake.requesting.FEW_ROWS", 0)
    address = previewed(organiser, GOOD)
    work_off_the_queue()
    organiser.post(address, {"do": "all"})
    enrolled("giang.thi.mau", "reader", unit=country.south, by=country.site.administrator, at=timezone.now())
    work_off_the_queue()
    page = organiser.get(address).content.decode()
    assert ("1 dòng bị từ chối" in page, "Nhập các dòng còn đúng" in page, "Giàng Thị Mẫu" in page) == (True,) * 3

    broken = SimpleUploadedFile("hong.xlsx", b"PK\x03\x04 khong phai tep")
    refused = organiser.post(reverse("intake-new"), {"kind": "officers", "file": broken}).headers["Location"]
    work_off_the_queue()
    page = organiser.get(refused).content.decode()
    assert ("hong.xlsx" in page, "Gửi tệp khác" in page, "<table" in page) == (True, True, False)


def test_a_few_rows_are_read_and_brought_in_at_once(organiser: Client, country: Country) -> None:
    address = previewed(organiser, *many(40))
    assert organiser.get(address).templates[0].name == "organisation/intakes/intake.html"
    organiser.post(address, {"do": "all"})
    assert Intake.objects.get().state == IntakeState.APPLIED
