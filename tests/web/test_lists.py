"""Lists: a constant number of queries, filters, order, pages, workbooks."""

from collections.abc import Callable
from datetime import datetime, timedelta
from io import BytesIO

import pytest
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook
from pytest_django import Settings

from dongbo.documents.states import Standing
from dongbo.ledger.models import Event
from tests.builders import DIRECTIVE, PLAN, Site, frozen, register
from tests.web.papers import Papers, asked, linked
from tests.web.queries import queries_of

MakeRows = Callable[[int], object]


def numbered(n: int, *, subject: str = "Về phát triển dữ liệu số") -> str:
    """Return the directive under number `n` with another subject."""
    return DIRECTIVE.replace("15/NQ-CP", f"{n}/NQ-CP").replace("Về phát triển dữ liệu số", subject)


@pytest.mark.parametrize("rows", [1, 3])
def test_the_register_takes_as_many_queries_for_three_as_for_one(
    rows: int, planner: Client, site: Site, at: datetime
) -> None:
    for n in range(rows):
        register(numbered(n + 1), site=site, at=at)
    assert queries_of(lambda: planner.get(reverse("documents"))) == 9
    shown = planner.get(reverse("documents"))
    assert shown.content.decode().count("<tr>") == rows + 1


@pytest.mark.parametrize("rows", [1, 3])
def test_links_take_as_many_queries_for_three_as_for_one(
    rows: int,
    planner: Client,
    papers: Papers,
    site: Site,
    at: datetime,
) -> None:
    for path in ("I/1", "I/2", "II/1")[:rows]:
        linked(papers, path, path, site=site, at=at)
    assert queries_of(lambda: planner.get(reverse("links"))) == 10
    shown = planner.get(reverse("links"))
    assert shown.content.decode().count("<tr>") == rows + 1


@pytest.mark.parametrize("rows", [1, 3])
def test_appraisals_take_as_many_queries_for_three_as_for_one(
    rows: int,
    planner: Client,
    papers: Papers,
    site: Site,
    at: datetime,
) -> None:
    for _ in range(rows):
        asked(papers, site=site, at=at)
    assert queries_of(lambda: planner.get(reverse("appraisals"))) == 8
    shown = planner.get(reverse("appraisals"))
    assert shown.content.decode().count("<tr>") == rows + 1


@pytest.mark.parametrize("rows", [1, 3])
def test_the_search_takes_as_many_queries_for_three_as_for_one(
    rows: int, planner: Client, site: Site, at: datetime
) -> None:
    for n in range(rows):
        register(numbered(n + 1), site=site, at=at)
    planner.get(reverse("search"), {"q": "diễn tập"})
    assert queries_of(lambda: planner.get(reverse("search"), {"q": "dien tap ung cuu"})) == 9
    shown = planner.get(reverse("search"), {"q": "dien tap ung cuu"})
    assert shown.content.decode().count("<mark>Diễn tập ứng cứu</mark>") == rows


@pytest.mark.parametrize("rows", [1, 3])
def test_the_ledger_takes_as_many_queries_for_three_as_for_one(
    rows: int, administrator: Client, site: Site, at: datetime
) -> None:
    for n in range(rows):
        register(numbered(n + 1), site=site, at=at)
    assert queries_of(lambda: administrator.get(reverse("ledger"), {"kind": "documents.document_registered"})) == 10
    shown = administrator.get(reverse("ledger"), {"kind": "documents.document_registered"})
    assert shown.content.decode().count("<tr>") == rows + 1


def listed(client: Client, **asked_for: str) -> list[str]:
    """Return the numbers the register shows, in its order."""
    return [document.number for document in client.get(reverse("documents"), asked_for).context["page"]]


def test_the_register_is_filtered_by_every_field(planner: Client, site: Site, at: datetime) -> None:
    register(DIRECTIVE, site=site, at=at, standing=Standing.DIRECTIVE)
    register(PLAN, site=site, at=at + timedelta(hours=1), standing=Standing.PLAN)
    assert listed(planner) == ["21/KH-BTN", "15/NQ-CP"]
    assert listed(planner, standing="plan") == ["21/KH-BTN"]
    assert listed(planner, q="PHÁT triển dữ liệu") == ["15/NQ-CP"]
    assert listed(planner, q="phat trien du lieu") == ["15/NQ-CP"]
    assert listed(planner, q="21/kh") == ["21/KH-BTN"]
    assert listed(planner, organ="bộ thử") == ["21/KH-BTN"]
    assert listed(planner, issued_from="01/04/2026") == ["21/KH-BTN"]
    assert listed(planner, issued_to="01/04/2026") == ["15/NQ-CP"]
    assert listed(planner, q="khong co gi") == []


def test_a_filter_typed_wrongly_says_so_and_narrows_nothing(planner: Client, papers: Papers) -> None:
    shown = planner.get(reverse("documents"), {"issued_from": "mồng một"})
    assert len(shown.context["page"]) == 2
    assert 'value="mồng một"' in shown.content.decode()
    assert "id_issued_from_error" in shown.content.decode()


def test_the_register_is_ordered_as_asked(planner: Client, site: Site, at: datetime) -> None:
    for n, subject in ((15, "Về y tế"), (9, "Về đất đai"), (120, "Về an ninh")):
        register(numbered(n, subject=subject), site=site, at=at)
    by_number = ["9/NQ-CP", "15/NQ-CP", "120/NQ-CP"]
    assert listed(planner, sort="number") == by_number
    assert listed(planner, sort="number", page="77") == by_number


def test_a_long_list_is_cut_into_pages_that_keep_the_filter(
    planner: Client, site: Site, at: datetime, settings: Settings
) -> None:
    settings.PAGE_SIZE = 2
    for n in range(3):
        register(numbered(n + 1), site=site, at=at)
    first = planner.get(reverse("documents"), {"q": "dữ liệu", "sort": "number"}).content.decode()
    assert "1–2 trong 3" in first
    assert "page=2" in first
    assert "sort=number" in first
    second = planner.get(reverse("documents"), {"q": "dữ liệu", "sort": "number", "page": "2"}).content.decode()
    assert "3–3 trong 3" in second


def workbook_of(answer: object) -> list[tuple[object, ...]]:
    """Return the rows of a downloaded workbook, the headings among them."""
    content = getattr(answer, "content")  # noqa: B009  (any response)
    sheet = load_workbook(BytesIO(content)).active
    assert sheet is not None
    return list(sheet.iter_rows(values_only=True))


def test_the_register_leaves_as_a_workbook_of_what_was_asked(planner: Client, papers: Papers) -> None:
    answer = planner.get(reverse("documents"), {"standing": "plan", "export": "xlsx"})
    assert answer.headers["Content-Disposition"] == 'attachment; filename="so-dang-ky-van-ban.xlsx"'
    headings, *rows = workbook_of(answer)
    assert headings[:3] == ("Tên loại", "Số, ký hiệu", "Ngày ban hành")
    assert [(row[0], row[1], row[2]) for row in rows] == [("Kế hoạch", "21/KH-BTN", datetime(2026, 6, 2))]  # noqa: DTZ001


def test_words_that_look_like_a_formula_stay_words_in_the_workbook(planner: Client, site: Site, at: datetime) -> None:
    evil = '=HYPERLINK("http://x";"y")'
    register(numbered(1, subject=evil), site=site, at=at)
    answer = planner.get(reverse("documents"), {"export": "xlsx"})
    sheet = load_workbook(BytesIO(answer.content)).active
    assert sheet is not None
    cell = next(cell for row in sheet.iter_rows(min_row=2) for cell in row if str(cell.value).startswith("="))
    assert (cell.value, cell.data_type) == (evil, "s")


def test_links_leave_as_a_workbook_with_both_texts(planner: Client, papers: Papers, site: Site, at: datetime) -> None:
    linked(papers, "II/1", "II/1", site=site, at=at)
    _headings, row = workbook_of(planner.get(reverse("links"), {"export": "xlsx"}))
    assert row[:2] == ("Nghị quyết 15/NQ-CP", "II.1")
    assert "nền tảng chia sẻ dữ liệu" in str(row[2])
    assert row[7] == "Đã xác nhận"


def test_links_are_narrowed_to_a_state_a_document_and_a_provision(
    planner: Client, papers: Papers, site: Site, at: datetime
) -> None:
    link = linked(papers, "II/1", "II/1", site=site, at=at)
    linked(papers, "I/1", "I/1", site=site, at=at)

    def found(**narrowed: object) -> int:
        return int(planner.get(reverse("links"), narrowed).context["page"].paginator.count)

    assert found() == 2
    assert found(state="confirmed") == 2
    assert found(state="suspect") == 0
    assert found(document=papers.plan.document_id) == 2
    assert found(provision=link.plan_provision_id) == 1
    assert found(provision="not-an-identity") == 0


def test_the_ledger_leaves_as_a_workbook_with_every_event(administrator: Client, papers: Papers) -> None:
    _headings, *rows = workbook_of(administrator.get(reverse("ledger"), {"export": "xlsx"}))
    assert len(rows) == Event.objects.count()
    assert rows[0][2] == "Chốt bản"


def test_the_ledger_says_whether_its_chain_is_whole(administrator: Client, papers: Papers) -> None:
    shown = administrator.get(reverse("ledger"), {"verify": "1"}).content.decode()
    assert "Chuỗi nguyên vẹn" in shown


def test_the_home_page_names_what_waits(planner: Client, site: Site, at: datetime) -> None:
    version = register(DIRECTIVE, site=site, at=at)
    frozen(PLAN, site=site, at=at)
    shown = planner.get(reverse("home"))
    assert reverse("version-review", args=[version.pk]) in shown.content.decode()
    assert {room.address: room.waiting for room in shown.context["rooms"]}[reverse("documents")] == 1
