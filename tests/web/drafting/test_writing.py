"""Writing in the browser: open, save, keys, conflicts, unsaved words, freezing, comparing, tables."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING, Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from openpyxl import load_workbook

from dongbo.engines.workbooks import NewSheet, write_workbook
from dongbo.planning.models import KeptText
from dongbo.planning.operations.dossiers import give_parts
from dongbo.planning.operations.writing import (
    freeze_draft,
    keep_text,
    move_provision,
    remove_provision,
    write_provision,
)
from tests.planning.writing.drafts import Draft, assert_whole
from tests.web.queries import queries_of

if TYPE_CHECKING:
    from datetime import datetime

    from django.http import HttpResponse
    from django.test import Client

    from tests.builders import Site

ANNEX = "phu_luc:1"


def address(draft: Draft, name: str, path: str = "") -> str:
    arguments = [draft.dossier.pk, draft.provision(path).pk] if path else [draft.dossier.pk]
    return reverse(name, args=arguments)


def post(client: Client, draft: Draft, path: str, **typed: Any) -> HttpResponse:
    row = draft.row(path)
    data = {
        "heading": row.heading, "text": row.text, "seen": draft.seen(path), "revision": draft.version.revision,
        "act": "save",
    }  # fmt: skip
    return client.post(address(draft, "writing-provision", path), data | typed)


def text_of(answer: HttpResponse) -> str:
    return answer.content.decode()


def test_the_page_shows_every_provision_as_it_reads(head: Client, draft: Draft) -> None:
    answer = head.get(address(draft, "writing"))
    assert answer.status_code == 200
    shown = text_of(answer)
    rows = list(draft.version.provisions.order_by("rank"))
    places = [shown.index(f'id="p-{row.provision_id}"') for row in rows]
    assert places == sorted(places)
    assert [one.item.row.pk for one in answer.context["page"].rows] == [row.pk for row in rows]
    assert "Kế hoạch này áp dụng trong toàn ngành." in shown


@pytest.mark.parametrize("rows", [1, 3])
def test_the_page_takes_as_many_statements_for_one_row_as_for_three(
    rows: int, head: Client, draft: Draft, at: datetime
) -> None:
    for path in ["phu_luc:1", "chuong:II", "dieu:2/khoan:2" if rows == 3 else "dieu:2", "dieu:1"]:
        remove_provision(version=draft.version, provision=draft.provision(path), by=draft.head, at=at)
    assert len(head.get(address(draft, "writing")).context["page"].rows) == rows
    assert queries_of(lambda: head.get(address(draft, "writing"))) == 14


def test_a_provision_opens_alone_and_in_its_place(head: Client, draft: Draft) -> None:
    alone = head.get(address(draft, "writing-provision", "dieu:1"))
    assert "Kế hoạch này áp dụng trong toàn ngành.</textarea>" in text_of(alone)
    assert "hx-post" not in text_of(alone)
    in_place = head.get(address(draft, "writing-provision", "dieu:1"), headers={"HX-Request": "true"})
    assert "hx-post" in text_of(in_place)
    whole = head.get(f"{address(draft, 'writing')}?open={draft.provision('dieu:1').pk}")
    assert text_of(whole).count('<form method="post" action="' + address(draft, "writing-provision", "dieu:1")) == 1


def test_saving_leads_back_to_the_place(head: Client, draft: Draft) -> None:
    answer = post(head, draft, "dieu:1", text="Áp dụng cho mọi đơn vị.")
    key = draft.provision("dieu:1").pk
    assert answer["Location"] == f"{address(draft, 'writing')}?at={key}#p-{key}"
    assert draft.row("dieu:1").text == "Áp dụng cho mọi đơn vị."


def test_save_and_new_sibling_opens_it(head: Client, draft: Draft) -> None:
    answer = post(head, draft, "dieu:2/khoan:2", text="Xử lý 90% hồ sơ.", act="sibling")
    new = draft.provision("dieu:2/khoan:3").pk
    assert answer["Location"] == f"{address(draft, 'writing')}?at={new}&open={new}#p-{new}"
    assert draft.row("dieu:2/khoan:2").text == "Xử lý 90% hồ sơ."


@pytest.mark.parametrize(
    ("act", "path", "lands"),
    [
        ("child", "dieu:2", "dieu:2/khoan:3"),
        ("promote", "dieu:2/khoan:2", "dieu:3"),
        ("demote", "dieu:2/khoan:2", "dieu:2/khoan:1/diem:a"),
        ("up", "dieu:2", "dieu:1"),
        ("down", "dieu:1", "dieu:2"),
        ("merge", "dieu:2/khoan:2", "dieu:2/khoan:1"),
    ],
)
def test_the_keys(head: Client, draft: Draft, act: str, path: str, lands: str) -> None:
    answer = post(head, draft, path, act=act)
    assert answer.status_code == 302
    assert str(draft.provision(lands).pk) in answer["Location"]
    assert_whole(draft.version)


def test_splitting_at_the_cursor_or_before_a_line(head: Client, draft: Draft) -> None:
    post(head, draft, "dieu:1", text="Một hai ba", act="split", offset=4)
    assert (draft.row("dieu:1").text, draft.row("dieu:2").text) == ("Một", "hai ba")
    post(head, draft, "dieu:2", text="hai\r\nba\r\nbốn", act="split", at_line=3)
    assert (draft.row("dieu:2").text, draft.row("dieu:3").text) == ("hai\nba", "bốn")


def test_a_refused_act_keeps_what_was_typed_saved(head: Client, draft: Draft) -> None:
    answer = post(head, draft, "chuong:I", heading="QUY ĐỊNH MỚI", act="promote")
    assert answer.status_code == 422
    assert "Điều khoản này đã ở cấp cao nhất" in text_of(answer)
    assert draft.row("chuong:I").heading == "QUY ĐỊNH MỚI"
    assert f'name="seen" value="{draft.seen("chuong:I")}"' in text_of(answer)


def test_words_too_long_come_back_whole(head: Client, draft: Draft) -> None:
    answer = post(head, draft, "dieu:1", heading="a" * 2001, text="Lời đã gõ.")
    assert answer.status_code == 422
    assert "Lời đã gõ.</textarea>" in text_of(answer)
    assert "Tiêu đề dài quá" in text_of(answer)


def test_two_who_change_the_same_words_are_shown_both(head: Client, writer: Client, draft: Draft) -> None:
    seen = draft.seen("dieu:1")
    post(head, draft, "dieu:1", text="Kế hoạch này áp dụng trong toàn quốc.")
    answer = post(writer, draft, "dieu:1", text="Kế hoạch này áp dụng trong Bộ.", seen=seen)
    assert answer.status_code == 409
    shown = text_of(answer)
    assert "Kế hoạch này áp dụng trong toàn quốc." in shown
    assert "Kế hoạch này áp dụng trong Bộ." in shown
    assert draft.row("dieu:1").text == "Kế hoạch này áp dụng trong toàn quốc."
    assert KeptText.objects.get().text == "Kế hoạch này áp dụng trong Bộ."
    conflict = next(
        (field.name, place)
        for field in answer.context["screen"].fields
        for place, part in enumerate(field.merge.parts)
        if part.kind == "conflict"
    )
    saved = writer.post(
        address(draft, "writing-provision", "dieu:1"),
        {"take": "choices", "seen": draft.seen("dieu:1"), "base": seen, f"part:{conflict[0]}:{conflict[1]}": "mine"},
    )
    assert saved.status_code == 302
    assert draft.row("dieu:1").text == "Kế hoạch này áp dụng trong Bộ."
    assert KeptText.objects.count() == 0


def test_both_wordings_stand_in_place_of_the_draft_under_one_heading(
    head: Client, writer: Client, draft: Draft
) -> None:
    seen = draft.seen("dieu:1")
    post(head, draft, "dieu:1", text="Kế hoạch này áp dụng trong toàn quốc.")
    data = {"heading": "Phạm vi", "text": "Kế hoạch này áp dụng trong Bộ.", "seen": seen, "act": "save"}
    place = address(draft, "writing-provision", "dieu:1")
    answer = writer.post(place, data, headers={"HX-Request": "true"})
    assert answer.status_code == 409
    assert (answer["HX-Retarget"], answer["HX-Reselect"], answer["HX-Reswap"]) == ("#main", "#main", "outerHTML")
    assert text_of(answer).count("<h1") == 1


def test_changes_that_do_not_touch_are_proposed_together(head: Client, writer: Client, draft: Draft) -> None:
    seen = draft.seen("dieu:1")
    post(head, draft, "dieu:1", text="Bản Kế hoạch này áp dụng trong toàn ngành.")
    answer = post(writer, draft, "dieu:1", text="Kế hoạch này áp dụng trong toàn ngành từ năm 2027.", seen=seen)
    assert answer.context["screen"].is_clean
    result = answer.context["screen"].fields[1].result
    assert result == "Bản Kế hoạch này áp dụng trong toàn ngành từ năm 2027."
    again = writer.get(address(draft, "writing-merge", "dieu:1"))
    assert again.context["screen"].fields[1].result == result
    saved = writer.post(
        address(draft, "writing-provision", "dieu:1"),
        {"take": "result", "seen": draft.seen("dieu:1"), "base": seen, "heading": "Phạm vi", "text": result},
    )
    assert saved.status_code == 302
    assert draft.row("dieu:1").text == result


def test_somebody_faster_while_merging_is_shown_once_more(head: Client, writer: Client, draft: Draft) -> None:
    seen = draft.seen("dieu:1")
    post(head, draft, "dieu:1", text="Lời hai.")
    post(writer, draft, "dieu:1", text="Lời ba.", seen=seen)
    merging = draft.seen("dieu:1")
    post(head, draft, "dieu:1", text="Lời bốn.")
    answer = writer.post(
        address(draft, "writing-provision", "dieu:1"),
        {"take": "result", "seen": merging, "base": seen, "heading": "Phạm vi", "text": "Lời ba ghép."},
    )
    assert answer.status_code == 409
    assert draft.row("dieu:1").text == "Lời bốn."
    assert KeptText.objects.get().text == "Lời ba ghép."


def test_what_is_typed_is_kept_and_given_back(writer: Client, head: Client, draft: Draft) -> None:
    seen = draft.seen("dieu:1")
    keep = address(draft, "writing-keep", "dieu:1")
    answer = writer.post(keep, {"heading": "Phạm vi", "text": "Đang gõ dở", "seen": seen})
    assert answer.status_code == 200
    told = answer.json()
    assert (told["writers"], told["changed"]) == ([], False)
    assert head.post(keep, {"text": "Cũng gõ", "seen": seen}).json()["writers"] == [draft.writer.officer.full_name]
    page = text_of(writer.get(address(draft, "writing")))
    assert "Lời chưa lưu của bạn" in page
    opened = text_of(writer.get(address(draft, "writing-provision", "dieu:1")))
    assert "Lấy lại lời đó" in opened
    restored = text_of(writer.get(address(draft, "writing-provision", "dieu:1") + "?restore=1"))
    assert "Đang gõ dở</textarea>" in restored
    assert draft.writer.officer.full_name in text_of(head.get(address(draft, "writing-presence")))
    writer.post(address(draft, "writing-forget", "dieu:1"))
    assert [one.officer for one in KeptText.objects.all()] == [draft.head.officer]


def test_words_typed_where_the_provision_went_are_shown_with_where_it_went(
    writer: Client, draft: Draft, at: datetime
) -> None:
    gone, seen, place = draft.provision("dieu:4"), draft.seen("dieu:4"), address(draft, "writing-provision", "dieu:4")
    heir = draft.provision("dieu:3")
    remove_provision(version=draft.version, provision=gone, successor=heir, by=draft.head, at=at)
    answer = writer.post(place, {"heading": "Hiệu lực", "text": "Đã gõ mất công", "seen": seen, "act": "save"})
    assert answer.status_code == 409
    assert "Đã gõ mất công" in text_of(answer)
    assert "Trách nhiệm" in text_of(answer)
    assert writer.get(place).status_code == 410
    assert "Điều khoản đã bỏ" in text_of(writer.get(address(draft, "writing")))


def test_whoever_has_a_part_is_offered_that_part_alone(writer: Client, draft: Draft, at: datetime) -> None:
    member = draft.dossier.members.get(officer=draft.writer.officer)
    give_parts(member=member, parts=[draft.provision("dieu:2")], by=draft.head, at=at)
    answer = writer.get(address(draft, "writing"))
    offered = {one.item.row.path for one in answer.context["page"].rows if one.may_write}
    assert offered == {"dieu:2", "dieu:2/khoan:1", "dieu:2/khoan:2"}
    assert writer.get(address(draft, "writing-provision", "dieu:1")).status_code == 403
    refused = post(writer, draft, "dieu:1", text="Lén sửa")
    assert refused.status_code == 403
    assert "Lén sửa</textarea>" in text_of(refused)
    refused = post(writer, draft, "dieu:2", text="", act="sibling")
    assert refused.status_code == 403


def test_the_history_shows_what_went_and_brings_it_back(head: Client, draft: Draft) -> None:
    post(head, draft, "dieu:1", text="Lời mới hẳn.")
    place = address(draft, "writing-history", "dieu:1")
    shown = text_of(head.get(place))
    assert "<ins>Lời mới hẳn</ins>" in shown
    edit = draft.provision("dieu:1").edits.get()
    answer = head.post(place, {"edit": edit.pk, "side": "before", "seen": draft.seen("dieu:1")})
    assert answer.status_code == 302
    assert draft.row("dieu:1").text == "Kế hoạch này áp dụng trong toàn ngành."


def test_moving_and_removing_have_their_pages(head: Client, draft: Draft) -> None:
    move = address(draft, "writing-move", "dieu:4")
    assert head.get(move).status_code == 200
    chosen = head.post(move, {"where": str(draft.provision("chuong:I").pk), "choose": "1"})
    assert [name for _key, name in chosen.context["form"].fields["before"].choices] == [
        "Đặt cuối cùng", "Điều 1: Phạm vi", "Điều 2: Mục tiêu",
    ]  # fmt: skip
    done = head.post(
        move,
        {
            "where": str(draft.provision("chuong:I").pk),
            "before": str(draft.provision("dieu:2").pk),
            "revision": draft.version.revision,
        },
    )
    assert done.status_code == 302
    assert draft.row("dieu:2").heading == "Hiệu lực"
    remove = address(draft, "writing-remove", "dieu:2")
    assert head.get(remove).status_code == 200
    stale = head.post(remove, {"successor": "", "revision": 0})
    assert stale.status_code == 422
    assert head.post(remove, {"successor": "", "revision": draft.version.revision}).status_code == 302
    assert "Điều 2" in text_of(head.get(address(draft, "writing-references")))


def test_a_reference_whose_provision_stands_is_told_as_such(head: Client, draft: Draft, at: datetime) -> None:
    write_provision(
        version=draft.version, provision=draft.provision("dieu:1"), heading="Phạm vi",
        text="Từ Điều 2 đến Điều 4.", seen=draft.seen("dieu:1"), by=draft.head, at=at,
    )  # fmt: skip
    remove_provision(version=draft.version, provision=draft.provision("dieu:2/khoan:2"), by=draft.head, at=at)
    place = address(draft, "writing-references")
    assert "vẫn còn, nhưng ở chỗ mới" not in text_of(head.get(place))
    move_provision(
        version=draft.version, provision=draft.provision("dieu:4"), under=draft.provision("phu_luc:1"), before=None,
        by=draft.head, at=at,
    )  # fmt: skip
    shown = text_of(head.get(place))
    assert shown.count("vẫn còn, nhưng ở chỗ mới") == 1
    assert "“Điều 2 đến Điều 4”" in shown


def test_freezing_tells_who_is_writing_and_what_is_wrong(head: Client, draft: Draft, at: datetime) -> None:
    remove_provision(version=draft.version, provision=draft.provision("dieu:4"), by=draft.head, at=at)
    from django.utils import timezone

    keep_text(
        version=draft.version, provision=draft.provision("dieu:1"), heading="", text="Đang gõ",
        base_hash=draft.seen("dieu:1"), by=draft.writer, at=timezone.now(),
    )  # fmt: skip
    place = address(draft, "writing-freeze")
    shown = text_of(head.get(place))
    assert draft.writer.officer.full_name in shown
    assert "khoản 2 Điều 2 và Điều 4" in shown
    assert head.post(place, {"label": ""}).status_code == 422
    assert head.post(place, {"label": "Lần 1"}).status_code == 422
    answer = head.post(place, {"label": "Lần 1", "even_so": "on"})
    version = draft.dossier.document.versions.get(ordinal=1)
    assert answer["Location"] == reverse("version", args=[version.pk])
    assert version.label == "Lần 1"


def test_only_who_may_freeze_freezes(writer: Client, draft: Draft) -> None:
    assert writer.get(address(draft, "writing-freeze")).status_code == 403
    assert writer.post(address(draft, "writing-freeze"), {"label": "Lần 1"}).status_code == 403
    assert draft.version.ordinal == 1


def test_what_was_written_since_a_version_is_compared(head: Client, draft: Draft, at: datetime) -> None:
    compare = address(draft, "writing-compare")
    assert "Chưa có bản nào được chốt" in text_of(head.get(compare))
    first = freeze_draft(version=draft.version, label="Lần 1", by=draft.head, at=at)
    post(head, draft, "dieu:1", text="Kế hoạch này áp dụng trong toàn quốc.")
    answer = head.get(compare, {"old": first.pk, "new": "draft"})
    assert answer["Location"] == reverse("writing-redline", args=[draft.dossier.pk, first.pk])
    assert "<ins>quốc</ins>" in text_of(head.get(answer["Location"]))
    second = freeze_draft(version=draft.version, label="Lần 2", by=draft.head, at=at)
    answer = head.get(compare, {"old": first.pk, "new": second.pk})
    assert answer["Location"] == reverse("redline", args=[first.pk, second.pk])


def test_a_draft_is_hidden_from_who_may_not_write_it(reader: Client, site: Site, draft: Draft) -> None:
    for name in ("writing", "writing-references", "writing-compare", "writing-presence"):
        answer = reader.get(address(draft, name))
        assert answer.status_code == 403
        assert "Kế hoạch này áp dụng" not in text_of(answer)


def sheet(*rows: tuple[object, ...]) -> SimpleUploadedFile:
    headings = ("STT", "Nhiệm vụ", "Cơ quan chủ trì", "Thời hạn hoàn thành")
    return SimpleUploadedFile("viec.xlsx", write_workbook([NewSheet("Việc", headings, rows)]))


def test_a_table_is_edited_as_a_table(head: Client, draft: Draft) -> None:
    place = address(draft, "writing-table", ANNEX)
    shown = text_of(head.get(place))
    assert "Xây nền tảng dùng chung" in shown
    assert head.post(place, {}).status_code == 422
    assert head.post(place, {"cell:task": "Đào tạo", "cell:lead_unit": "Cục C"}).status_code == 302
    assert draft.row(f"{ANNEX}/dong:3").cells == {"task": "Đào tạo", "lead_unit": "Cục C"}
    row = f"{ANNEX}/dong:3"
    answer = head.post(
        address(draft, "writing-provision", row),
        {"cell:task": "Đào tạo lại", "cell:lead_unit": "Cục C", "seen": draft.seen(row), "act": "up",
         "revision": draft.version.revision},
    )  # fmt: skip
    assert answer.status_code == 302
    assert draft.row(f"{ANNEX}/dong:2").cells["task"] == "Đào tạo lại"


def test_a_workbook_is_previewed_row_by_row_and_then_taken(head: Client, draft: Draft) -> None:
    place = address(draft, "writing-table-import", ANNEX)
    assert head.get(place).status_code == 200
    sent = sheet(
        ("1", "Xây nền tảng dùng chung", "Cục Z", "2027"), ("2", "Diễn tập ứng cứu", "Cục B", ""),
        ("3", "Việc mới", "Cục Y", "2028"), ("4", "", "Cục X", "2029"),
    )  # fmt: skip
    answer = head.post(place, {"file": sent})
    assert answer.status_code == 200
    assert [(one.place, same, there is not None) for one, there, same, _what in answer.context["shown"]] == [
        (2, False, True), (3, True, True), (4, False, False),
    ]  # fmt: skip
    assert draft.row(f"{ANNEX}/dong:1").cells["lead_unit"] == "Cục A"
    back = head.post(place, {"refused": answer.context["refused"]})
    rows = list(load_workbook(BytesIO(back.content)).active.values)
    assert [row[0] for row in rows] == ["STT", "4"]
    assert "Thiếu tên" in rows[1][-1]
    taken = head.post(place, {"rows": answer.context["payload"]})
    assert taken.status_code == 302
    assert draft.row(f"{ANNEX}/dong:1").cells["lead_unit"] == "Cục Z"
    assert draft.row(f"{ANNEX}/dong:3").cells["task"] == "Việc mới"
    again = head.post(place, {"rows": answer.context["payload"]})
    assert again.status_code == 422
    assert "Người khác vừa sửa một dòng" in text_of(again)


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        (SimpleUploadedFile("a.xlsx", b"PK\x03\x04hong"), "bị"),
        (SimpleUploadedFile("a.csv", "Họ tên,Tuổi\nAn,30\n".encode()), "Không thấy bảng chỉ tiêu hay nhiệm vụ"),
    ],
)
def test_a_workbook_that_is_none_is_refused_with_its_reason(
    head: Client, draft: Draft, sent: SimpleUploadedFile, said: str
) -> None:
    sent.seek(0)
    answer = head.post(address(draft, "writing-table-import", ANNEX), {"file": sent})
    assert answer.status_code == 422
    assert said in text_of(answer)


def test_a_table_leaves_as_a_workbook_that_comes_back_unchanged(head: Client, draft: Draft) -> None:
    answer = head.get(address(draft, "writing-table-export", ANNEX))
    rows = list(load_workbook(BytesIO(answer.content)).active.values)
    assert rows == [
        ("STT", "Nhiệm vụ", "Cơ quan chủ trì"), ("1", "Xây nền tảng dùng chung", "Cục A"),
        ("2", "Diễn tập ứng cứu", "Cục B"),
    ]  # fmt: skip
    again = head.post(
        address(draft, "writing-table-import", ANNEX), {"file": SimpleUploadedFile("a.xlsx", answer.content)}
    )
    assert [same for _one, _there, same, _what in again.context["shown"]] == [True, True]


def test_a_first_provision_on_top(head: Client, writer: Client, draft: Draft) -> None:
    answer = head.post(address(draft, "writing-begin"))
    assert answer.status_code == 302
    assert draft.row("chuong:III").heading == ""
