"""Notices: their list, the page of one, settling, and what a link in doubt shows."""

from __future__ import annotations

from copy import deepcopy
from io import BytesIO
from typing import TYPE_CHECKING

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from dongbo.planning.operations.standing import check_standing
from tests.planning.standing.papers import DIRECTIVE, World, decree, world
from tests.planning.standing.test_checking import ONE_POINT, amending
from tests.web.queries import queries_of

if TYPE_CHECKING:
    from datetime import datetime

    from django.test import Client

    from dongbo.planning.models import DirectiveNotice
    from tests.builders import Site
    from tests.keeping import Keep


@pytest.fixture(scope="module")
def kept_answered(keep: Keep, kept_site: Site, at: datetime) -> World:
    return keep(lambda: world(kept_site, at=at))


@pytest.fixture
def answered(kept_answered: World, db: None) -> World:
    """A directive with a plan in force and one not issued."""
    return deepcopy(kept_answered)


@pytest.fixture(scope="module")
def kept_notice(keep: Keep, kept_answered: World, at: datetime) -> DirectiveNotice:
    return keep(lambda: check_standing(version=kept_answered.registers(amending(ONE_POINT), at=at), at=at).notices[0])


@pytest.fixture
def notice(kept_notice: DirectiveNotice, db: None) -> DirectiveNotice:
    """The plan in force is told of a decree that amends a point."""
    return deepcopy(kept_notice)


def rows_of(content: bytes) -> list[tuple[object, ...]]:
    return list(load_workbook(BytesIO(content)).worksheets[0].iter_rows(values_only=True))


def test_the_list_is_narrowed_and_leaves_as_a_workbook(
    planner: Client, notice: DirectiveNotice, answered: World, at: datetime
) -> None:
    changed = check_standing(version=answered.becomes(DIRECTIVE.replace("trên 80%", "trên 90%"), at=at), at=at).notices[
        0
    ]
    address = reverse("directive-notices")

    def found(**asked: str) -> list[DirectiveNotice]:
        return list(planner.get(address, asked).context["page"])

    assert {one.pk for one in found()} == {notice.pk, changed.pk}
    assert found(cause="amended", state="open", plan=str(answered.plan.document_id)) == [notice]
    assert (found(state="settled"), found(plan=str(answered.draft.document_id))) == ([], [])
    counted = {one.pk: (one.link_count, one.suspect_count) for one in found(sort="oldest")}  # type: ignore[attr-defined]
    assert counted == {notice.pk: (3, 3), changed.pk: (2, 2)}
    book = rows_of(planner.get(address, {"export": "xlsx", "cause": "amended"}).content)
    assert [row[2:5] for row in book] == [
        ("Vì", "Số liên kết", "Còn nghi vấn"), ("Văn bản chỉ đạo bị sửa đổi, bổ sung", 3, 3)
    ]  # fmt: skip


def test_the_page_shows_what_changed_what_is_concerned_and_settles(
    planner: Client, notice: DirectiveNotice, answered: World
) -> None:
    address = reverse("directive-notice", args=[notice.pk])
    shown = planner.get(address)
    page = shown.content.decode()
    assert [one.row.path for one in shown.context["changes"]] == ["dieu:1", "dieu:1/khoan:2", "dieu:1/khoan:2/diem:a"]
    assert "Trung tâm dữ liệu tại Hà Nội" in page
    for end in ("dieu:1", "dieu:1/khoan:2", "dieu:1/khoan:2/diem:a"):
        assert reverse("link", args=[answered.links[end].pk]) in page
    assert [one.row.path for one in planner.get(address, {"kind": "target"}).context["page"]] == ["I/2", "I/2"]
    settle = reverse("directive-notice-settle", args=[notice.pk])
    refused = planner.post(settle, {"note": " "})
    assert (refused.status_code, "Hãy ghi kết quả rà soát" in refused.content.decode()) == (422, True)
    assert planner.post(settle, {"note": "Không phải sửa."}).status_code == 302
    assert "Không phải sửa." in planner.get(address).content.decode()
    assert len(rows_of(planner.get(address, {"export": "xlsx"}).content)) == 4


def test_a_new_directive_leads_to_an_appraisal(planner: Client, answered: World, at: datetime) -> None:
    basis = "Căn cứ Nghị định số 57/2021/NĐ-CP ngày 05 tháng 3 năm 2021 của Chính phủ;"
    version = answered.registers(decree("77/2026/NĐ-CP", "Về dữ liệu", "Điều 1. Việc\n1. Làm.", bases=basis), at=at)
    notice = check_standing(version=version, at=at).notices[0]
    shown = planner.get(reverse("directive-notice", args=[notice.pk]))
    asked = f"{reverse('appraisal-new')}?directives={version.pk}&plan={answered.plan.pk}"
    assert shown.context["appraisal_address"] == asked
    form = planner.get(asked).context["form"]
    assert (str(form["plan"].value()), form["directives"].value()) == (str(answered.plan.pk), str(version.pk))


def test_a_link_in_doubt_shows_by_what_and_is_cleared_by_who_saw_it(
    planner: Client, notice: DirectiveNotice, answered: World
) -> None:
    link = answered.links["dieu:1/khoan:2"]
    address = reverse("link", args=[link.pk])
    shown = planner.get(address)
    page = shown.content.decode()
    assert "Bị văn bản khác sửa đổi, bổ sung" in page
    assert "Trung tâm dữ liệu tại Hà Nội" in page
    assert "Một đầu đã thay đổi" not in page
    decide = reverse("link-decide", args=[link.pk])
    planner.post(decide, {"decision": "confirmed", "doubts_seen": ""})
    assert link.doubts.filter(settled_at__isnull=True).count() == 1
    seen = str(link.doubts.get().pk)
    planner.post(decide, {"decision": "confirmed", "doubts_seen": seen})
    assert link.doubts.filter(settled_at__isnull=True).count() == 0


def test_what_may_not_be_meant_says_so(planner: Client, answered: World, at: datetime) -> None:
    body = (
        "Điều 1. Sửa đổi\n1. Sửa đổi khoản 1 của Nghị định số 57/2021/NĐ-CP ngày 05 tháng 3 năm 2021 của Chính phủ "
        "như sau:\n“1. Xây dựng nền tảng.”"
    )
    told = "Lời sửa đổi không nói rõ điều khoản nào"
    notice = check_standing(version=answered.registers(amending(body), at=at), at=at).notices[0]
    assert told in planner.get(reverse("directive-notice", args=[notice.pk])).content.decode()
    link = reverse("link", args=[answered.links["dieu:2/khoan:1"].pk])
    assert told in planner.get(link).content.decode()


def test_it_waits_on_the_desk_of_who_decides_links(planner: Client, reader: Client, notice: DirectiveNotice) -> None:
    address = reverse("directive-notice", args=[notice.pk])
    assert address in planner.get(reverse("home")).content.decode()
    assert address not in reader.get(reverse("home")).content.decode()
    assert reader.get(address).status_code == 403


def test_the_list_asks_as_much_for_three_as_for_one(
    planner: Client, notice: DirectiveNotice, answered: World, at: datetime
) -> None:
    address = reverse("directive-notices")
    one = queries_of(lambda: planner.get(address))
    for number in ("98/2026/NĐ-CP", "97/2026/NĐ-CP"):
        check_standing(version=answered.registers(amending(ONE_POINT, number=number), at=at), at=at)
    assert len(planner.get(address).context["page"]) == 3
    assert (one, queries_of(lambda: planner.get(address))) == (9, 9)
