"""The pages of legal bases and of figures of the present state."""

import html
import json
import re
from copy import deepcopy
from datetime import date, datetime
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from openpyxl import Workbook, load_workbook

from dongbo.documents.models import Document
from dongbo.documents.states import Standing
from dongbo.organisation.states import Access
from dongbo.planning.models import CurrentFigure, LegalBasis
from dongbo.planning.operations.dossiers import add_legal_basis, take_figures
from tests.builders import DIRECTIVE, Site, enrolled, frozen
from tests.drafts import Draft, drafting
from tests.keeping import Keep
from tests.web.branches import browser_of
from tests.web.queries import queries_of

FIGURES_QUERIES = 14
HEADINGS = ("Chỉ tiêu", "Giá trị", "Đơn vị tính", "Tính đến ngày", "Nguồn")


@pytest.fixture(scope="module")
def at() -> datetime:
    """The moment everything was set up: just now, since pages act now."""
    return timezone.now()


@pytest.fixture(scope="module")
def kept_draft(keep: Keep, kept_site: Site, at: datetime) -> Draft:
    return keep(lambda: drafting(kept_site, at=at))


@pytest.fixture
def draft(kept_draft: Draft, db: None) -> Draft:
    """A new plan with a head and a writer."""
    return deepcopy(kept_draft)


@pytest.fixture
def head(draft: Draft) -> Client:
    """The browser of the head of the team."""
    return browser_of(draft.head)


@pytest.fixture(scope="module")
def kept_directive(keep: Keep, kept_site: Site, at: datetime) -> Document:
    return keep(lambda: frozen(DIRECTIVE, site=kept_site, at=at, standing=Standing.DIRECTIVE).document)


@pytest.fixture
def directive(kept_directive: Document, db: None) -> Document:
    """A directive everyone of the site reads."""
    return deepcopy(kept_directive)


def closed_paper(site: Site, at: datetime) -> tuple[Document, Client]:
    """Return a restricted directive, and the browser of a head of drafting who may read it."""
    keeper, leader = (
        enrolled(f"mat-{role}", role, unit=site.unit, by=site.administrator, at=at, clearance=Access.RESTRICTED)
        for role in ("planning-officer", "drafting-head")
    )
    paper = frozen(
        DIRECTIVE.replace("15/NQ-CP", "91/NQ-KIN"), site=site, at=at, standing=Standing.DIRECTIVE,
        access=Access.RESTRICTED, by=keeper,
    )  # fmt: skip
    return paper.document, browser_of(leader)


def bases(draft: Draft, words: str = "") -> str:
    return reverse("dossier-bases", args=[draft.dossier.pk]) + (f"?q={words}" if words else "")


def figures(draft: Draft) -> str:
    return reverse("dossier-figures", args=[draft.dossier.pk])


def said(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return html.unescape(answer.content.decode())


def sent(client: Client, draft: Draft, *rows: tuple[object, ...], headings: tuple[str, ...] = HEADINGS) -> str:
    """Send a workbook and return the preview."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (headings, *rows):
        sheet.append(list(row))
    held = BytesIO()
    book.save(held)
    file = SimpleUploadedFile("so-lieu.xlsx", held.getvalue())
    answer = client.post(reverse("dossier-figures-import", args=[draft.dossier.pk]), {"file": file})
    assert answer.status_code in (200, 422)
    return html.unescape(answer.content.decode())


def payload(name: str, preview: str) -> str:
    found = re.search(rf'name="{name}" value="(.*?)"><button', preview)
    assert found is not None
    return found[1]


def test_a_basis_is_found_by_number_added_and_told_as_it_is_cited(
    draft: Draft, head: Client, directive: Document
) -> None:
    assert "Thêm làm căn cứ" in said(head, bases(draft, "15/NQ"))
    answer = head.post(bases(draft), {"document": str(directive.pk)}, follow=True)
    assert "Đã thêm căn cứ" in answer.content.decode()
    told = said(head, bases(draft, "du lieu so"))
    assert "Căn cứ Nghị quyết số 15/NQ-CP ngày 05 tháng 3 năm 2026" in told
    assert "Đã là căn cứ" in told
    again = head.post(bases(draft), {"document": str(directive.pk)}, follow=True)
    assert "đã có trong danh sách căn cứ" in again.content.decode()
    assert head.post(bases(draft), {"document": "x"}).status_code == 404
    assert LegalBasis.objects.count() == 1


def test_bases_go_into_the_draft_and_those_it_has_besides_are_shown_first(
    draft: Draft, head: Client, directive: Document, at: datetime
) -> None:
    version = draft.version
    version.preamble = "Căn cứ Luật Đê điều;"
    version.save()
    add_legal_basis(dossier=draft.dossier, document=directive, by=draft.head, at=at)
    told = said(head, bases(draft))
    assert told.count("Căn cứ Luật Đê điều;") == 1
    cite = reverse("dossier-bases-cite", args=[draft.dossier.pk])
    assert browser_of(draft.writer).post(cite, {"keep_others": "on"}).status_code == 403
    assert head.post(cite, {"keep_others": "on"}).status_code == 302
    assert draft.version.preamble.startswith("Căn cứ Luật Đê điều;\nCăn cứ Nghị quyết số 15/NQ-CP")
    assert head.post(cite, {}).status_code == 302
    assert draft.version.preamble.startswith("Căn cứ Nghị quyết số 15/NQ-CP")


def test_bases_are_moved_and_taken_out(site: Site, draft: Draft, head: Client, at: datetime) -> None:
    papers = [
        frozen(DIRECTIVE.replace("15/NQ", f"{n}/NQ"), site=site, at=at, standing=Standing.DIRECTIVE).document
        for n in (15, 16)
    ]
    added = [add_legal_basis(dossier=draft.dossier, document=one, by=draft.head, at=at) for one in papers]
    address = reverse("dossier-basis", args=[draft.dossier.pk, added[1].pk])
    assert head.post(address, {"act": "up"}).status_code == 302
    assert [one.document for one in draft.dossier.legal_bases.all()] == papers[::-1]
    assert head.post(address, {"act": "sideways"}).status_code == 400
    assert browser_of(draft.writer).post(address, {"act": "remove"}).status_code == 403
    assert head.post(address, {"act": "remove"}).status_code == 302
    assert [one.document for one in draft.dossier.legal_bases.all()] == papers[:1]
    assert head.post(address, {"act": "remove"}).status_code == 404


def test_a_paper_one_may_not_read_is_neither_found_nor_named(
    site: Site, draft: Draft, head: Client, at: datetime
) -> None:
    paper, leader = closed_paper(site, at)
    assert "91/NQ-KIN" in said(leader, bases(draft, "91/NQ"))
    assert "Không có văn bản nào bạn được xem khớp" in said(head, bases(draft, "91/NQ"))
    assert head.post(bases(draft), {"document": str(paper.pk)}).status_code == 404
    assert leader.post(bases(draft), {"document": str(paper.pk)}).status_code == 302
    told = said(head, bases(draft))
    assert "91/NQ-KIN" not in told
    assert "Một văn bản bạn không được xem" in told
    assert "Căn cứ Nghị quyết số 91/NQ-KIN" in said(leader, bases(draft))


def test_a_figure_is_typed_with_its_source(draft: Draft, head: Client, directive: Document) -> None:
    typed = {"name": "Hồ sơ điện tử", "value": "62,5", "measure": "%", "as_of": "31/12/2025"}
    wrong = head.post(figures(draft), typed | {"as_of": "cuối năm"})
    told = wrong.content.decode()
    assert wrong.status_code == 422
    assert told.count("Không đọc được ngày này") == 2
    assert told.count("Hãy chọn văn bản công bố hoặc ghi tên nguồn") == 2
    assert all(f'value="{value}"' in told for value in ("Hồ sơ điện tử", "62,5", "%", "cuối năm"))
    assert head.post(figures(draft), typed | {"source": "15/NQ-CP"}).status_code == 302
    assert head.post(figures(draft), typed | {"value": "63", "source_note": "Niên giám"}).status_code == 302
    one = CurrentFigure.objects.get()
    assert (one.value, one.source, one.source_note, one.as_of) == ("63", None, "Niên giám", date(2025, 12, 31))
    assert "Niên giám" in said(head, figures(draft))
    assert "Không có số liệu nào khớp" in said(head, figures(draft) + "?words=khac")
    gone = reverse("dossier-figure-remove", args=[draft.dossier.pk, one.pk])
    assert browser_of(draft.writer).post(gone).status_code == 403
    assert head.post(gone).status_code == 302
    assert CurrentFigure.objects.count() == 0


def test_a_workbook_is_shown_row_by_row_and_its_good_rows_are_kept_on_request(
    draft: Draft, head: Client, directive: Document, at: datetime
) -> None:
    old = {"name": "Cũ", "value": "1", "as_of": date(2025, 12, 31), "source_note": "Niên giám"}
    take_figures(dossier=draft.dossier, figures=[old, old | {"name": "Giữ"}], by=draft.head, at=at)
    preview = sent(
        head,
        draft,
        ("Mới", 62.5, "%", date(2025, 12, 31), "15/NQ-CP"),
        ("Cũ", 2, "", "31/12/2025", "Niên giám"),
        ("Giữ", 1, "", "31/12/2025", "Niên giám"),
        ("Hỏng", "", "", "31/12/2025", "Niên giám"),
    )
    for words in ("2 dòng sẽ được nhận, 1 dòng chưa nhận được.", "Dòng 5: Thiếu «Giá trị».", "Cập nhật, đang là 1"):
        assert words in preview
    assert [preview.count(f">{words}<") for words in ("Thêm mới", "Không đổi", "có trong sổ")] == [1, 1, 1]
    assert CurrentFigure.objects.count() == 2
    address = reverse("dossier-figures-import", args=[draft.dossier.pk])
    back = head.post(address, {"refused": payload("refused", preview)})
    rows = list(load_workbook(BytesIO(back.content)).active.iter_rows(values_only=True))  # type: ignore[union-attr]
    assert rows[1][0] == "Hỏng"
    assert rows[1][-1] == "Thiếu «Giá trị»."
    assert head.post(address, {"rows": payload("rows", preview)}).status_code == 302
    kept = {one.name: (one.value, one.source, one.source_note) for one in CurrentFigure.objects.all()}
    assert kept == {
        "Mới": ("62,5", directive, ""),
        "Cũ": ("2", None, "Niên giám"),
        "Giữ": ("1", None, "Niên giám"),
    }


def test_what_leaves_comes_back_unchanged(draft: Draft, head: Client, directive: Document, at: datetime) -> None:
    unnumbered = draft.document
    rows = [
        {"name": "A", "value": "1.234,5", "measure": "%", "as_of": date(2025, 12, 31), "source": directive},
        {"name": "B", "value": "0012", "as_of": date(2024, 6, 1), "source": unnumbered},
        {"name": "=1+1", "value": "3", "as_of": date(2024, 6, 1), "source_note": "Báo cáo"},
    ]
    take_figures(dossier=draft.dossier, figures=rows, by=draft.head, at=at)
    book = head.get(figures(draft), {"export": "xlsx"})
    file = SimpleUploadedFile("a.xlsx", book.content)
    preview = head.post(reverse("dossier-figures-import", args=[draft.dossier.pk]), {"file": file}).content.decode()
    assert "0 dòng sẽ được nhận, 0 dòng chưa nhận được." in preview
    assert preview.count(">Không đổi<") == 3


def test_a_file_without_such_a_table_and_a_payload_that_was_changed_are_told(draft: Draft, head: Client) -> None:
    assert "Không thấy bảng số liệu nào" in sent(head, draft, ("x", "y"), headings=("Họ tên", "Chức vụ"))
    address = reverse("dossier-figures-import", args=[draft.dossier.pk])
    junk = SimpleUploadedFile("a.xlsx", b"PK\x03\x04junk")
    assert head.post(address, {"file": junk}).status_code == 422
    for rows in ("x", "[]", json.dumps([["A", "", "", "2025-12-31", "B"]]), json.dumps([["A" * 400] * 5]), "[1]"):
        answer = head.post(address, {"rows": rows}, follow=True)
        assert "không còn nguyên vẹn" in answer.content.decode()
    assert head.post(address, {"refused": "x"}).status_code == 404
    assert browser_of(draft.writer).get(address).status_code == 403
    assert CurrentFigure.objects.count() == 0
    blank = load_workbook(BytesIO(head.get(reverse("figures-blank")).content)).active
    assert [cell.value for cell in blank[1]] == list(HEADINGS)  # type: ignore[index]


def test_the_source_one_may_not_read_is_not_named_on_the_page_or_in_the_workbook(
    site: Site, draft: Draft, head: Client, at: datetime
) -> None:
    _paper, leader = closed_paper(site, at)
    typed = {"name": "Kho", "value": "7", "as_of": "31/12/2025", "source": "91/NQ-KIN"}
    assert head.post(figures(draft), typed).status_code == 422
    assert leader.post(figures(draft), typed).status_code == 302
    assert "91/NQ-KIN" in said(leader, figures(draft))
    assert "91/NQ-KIN" not in said(head, figures(draft))
    book = load_workbook(BytesIO(head.get(figures(draft), {"export": "xlsx"}).content)).active
    assert book is not None
    assert [cell.value for cell in book[2]][4] == "Văn bản bạn không được xem"


def test_the_figures_take_as_many_statements_for_three_as_for_one(draft: Draft, head: Client, at: datetime) -> None:
    one = {"name": "A", "value": "1", "as_of": date(2025, 12, 31), "source_note": "B"}
    take_figures(dossier=draft.dossier, figures=[one], by=draft.head, at=at)
    said(head, figures(draft))
    assert queries_of(lambda: said(head, figures(draft))) == FIGURES_QUERIES
    take_figures(dossier=draft.dossier, figures=[one | {"name": n} for n in "BC"], by=draft.head, at=at)
    assert queries_of(lambda: said(head, figures(draft))) == FIGURES_QUERIES
