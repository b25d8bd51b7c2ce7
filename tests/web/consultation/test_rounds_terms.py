"""Pages of the rules of time: terms of reply, and a year's calendar by hand, pasted, or from a workbook."""

from datetime import date, datetime, timedelta
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from openpyxl import Workbook, load_workbook

from dongbo.planning.models import ReplyTerm, SpecialDay
from dongbo.planning.states import DayKind

TERM = {
    "code": "chuyen-nganh", "name": "Lấy ý kiến chuyên ngành", "legal_basis": "Thông tư thử, Điều 5", "least": 3,
    "most": 7, "day_unit": "working", "silence": "none", "valid_to": "",
}  # fmt: skip


@pytest.fixture
def today() -> date:
    """The day the pages act on."""
    return timezone.localdate()


def test_a_term_is_set_shown_and_ended(administrator: Client, reader: Client, today: date) -> None:
    administrator.post(reverse("reply-term-new"), TERM | {"valid_from": f"{today:%d/%m/%Y}"})
    term = ReplyTerm.objects.get(code="chuyen-nganh")
    said = reader.get(reverse("reply-terms")).content.decode()
    assert "Lấy ý kiến chuyên ngành" in said
    assert "3–7 ngày làm việc" in said
    assert reverse("reply-term-new") not in said
    ends = [today, today + timedelta(days=1)]
    answers = [administrator.post(reverse("reply-term-end", args=[term.pk]), {"on": f"{day:%d/%m/%Y}"}) for day in ends]
    assert [answer.status_code for answer in answers] == [422, 302]
    term.refresh_from_db()
    assert term.valid_to == today + timedelta(days=1)


def test_contradictions_of_a_term_are_told_and_nothing_is_lost(administrator: Client, today: date) -> None:
    wrong = TERM | {"least": 9, "valid_from": f"{today:%d/%m/%Y}"}
    answer = administrator.post(reverse("reply-term-new"), wrong)
    assert answer.status_code == 422
    assert "Số ngày nhiều nhất phải từ 9" in answer.content.decode()
    assert "Thông tư thử, Điều 5" in answer.content.decode()


def test_a_day_is_written_down_and_removed(administrator: Client) -> None:
    day = {"day": "05/12/2026", "kind": "worked_instead", "name": "Làm bù", "legal_basis": "Thông báo thử"}
    administrator.post(reverse("special-day-new"), day)
    special = SpecialDay.objects.get(day="2026-12-05")
    said = administrator.get(reverse("special-days"), {"year": "2026"}).content.decode()
    assert "Thông báo thử" in said
    refused = administrator.post(reverse("special-day-new"), day | {"day": "30/11/2026"})
    assert refused.status_code == 422
    assert "30/11/2026 không phải thứ Bảy hay Chủ nhật" in refused.content.decode()
    administrator.post(reverse("special-day-remove", args=[special.pk]))
    assert not SpecialDay.objects.filter(day="2026-12-05").exists()


PASTED = "Ngày;Loại;Tên\n01/01/2028; Nghỉ; Tết Dương lịch\n\n08/01/2028\tLàm bù\tLàm bù Tết\tThông báo riêng\n"


def test_a_calendar_is_pasted(administrator: Client) -> None:
    answer = administrator.post(reverse("special-days-import"), {"legal_basis": "Thông báo chung", "pasted": PASTED})
    assert answer.headers["Location"] == f"{reverse('special-days')}?year=2028"
    found = SpecialDay.objects.filter(day__year=2028).values_list("day", "kind", "name", "legal_basis")
    assert list(found) == [
        (date(2028, 1, 1), DayKind.HOLIDAY, "Tết Dương lịch", "Thông báo chung"),
        (date(2028, 1, 8), DayKind.WORKED_INSTEAD, "Làm bù Tết", "Thông báo riêng"),
    ]


def test_bad_lines_are_told_by_number_and_nothing_is_written(administrator: Client) -> None:
    bad = "01/01/2028; Nghỉ; Tết\n31/02/2028; Nghỉ; Sai\n02/01/2028; Chơi; Sai\n03/01/2028; Nghỉ;\n"
    answer = administrator.post(reverse("special-days-import"), {"legal_basis": "Thông báo", "pasted": bad})
    said = answer.content.decode()
    assert answer.status_code == 422
    for told in (
        "Dòng 2: không đọc được ngày «31/02/2028»",
        "Dòng 3: loại «Chơi» phải là Nghỉ hoặc Làm bù.",
        "Dòng 4: thiếu tên ngày nghỉ.",
    ):
        assert told in said
    assert "03/01/2028; Nghỉ;" in said
    assert not SpecialDay.objects.filter(day__year=2028).exists()


def test_a_workbook_that_left_comes_back(administrator: Client) -> None:
    shown = administrator.get(reverse("special-days"), {"export": "xlsx"}).content
    rows = list(load_workbook(BytesIO(shown)).active.iter_rows(values_only=True))
    before = list(SpecialDay.objects.values_list("day", "kind", "name", "legal_basis"))
    assert len(rows) == len(before) + 1
    SpecialDay.objects.all().delete()
    sent = SimpleUploadedFile("lich.xlsx", shown)
    answer = administrator.post(reverse("special-days-import"), {"legal_basis": "Chung", "file": sent})
    assert answer.status_code == 302
    assert list(SpecialDay.objects.values_list("day", "kind", "name", "legal_basis")) == before


def test_what_is_no_workbook_is_told(administrator: Client) -> None:
    sent = SimpleUploadedFile("lich.xlsx", b"%PDF-1.7 nothing")
    answer = administrator.post(reverse("special-days-import"), {"legal_basis": "Chung", "file": sent})
    assert answer.status_code == 422
    assert "lich.xlsx" in answer.content.decode()
    empty = administrator.post(reverse("special-days-import"), {"legal_basis": "Chung"})
    assert "Hãy dán lịch hoặc chọn một tệp." in empty.content.decode()


def test_days_as_moments_are_read(administrator: Client) -> None:
    book = Workbook()
    sheet = book.active
    sheet.append([datetime(2028, 1, 1), "Nghỉ", "Tết Dương lịch"])  # noqa: DTZ001 – a sheet knows no zones
    held = BytesIO()
    book.save(held)
    sent = SimpleUploadedFile("lich.xlsx", held.getvalue())
    administrator.post(reverse("special-days-import"), {"legal_basis": "Chung", "file": sent})
    assert SpecialDay.objects.get(day="2028-01-01").legal_basis == "Chung"


def test_a_year_without_a_calendar_says_so(reader: Client) -> None:
    said = reader.get(reverse("special-days"), {"year": "2031"}).content.decode()
    assert "Chưa có lịch năm 2031" in said
    assert reverse("special-days-import") not in said
    assert reader.get(reverse("special-days"), {"year": "x"}).status_code == 200
    assert reader.get(reverse("special-days"), {"year": "0000"}).status_code == 200
