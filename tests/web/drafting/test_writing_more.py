"""Writing in the browser: hints, the opening, references chosen, the draft as a file, sentences of the script."""

from __future__ import annotations

import re
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING
from zipfile import ZipFile

from django.contrib.staticfiles import finders
from django.urls import reverse

from dongbo.planning.operations.dossiers import give_parts
from dongbo.planning.operations.writing import freeze_draft, write_preamble, write_provision
from dongbo.planning.queries.writing import preamble_hash
from tests.planning.writing.drafts import Draft, drafted
from tests.web.branches import browser_of

if TYPE_CHECKING:
    from datetime import datetime

    from django.http import HttpResponse
    from django.test import Client

    from tests.builders import Site

BASES = "Căn cứ Luật Giao dịch điện tử;\nTheo đề nghị của Cục trưởng;"


def address(draft: Draft, name: str, *more: object) -> str:
    return reverse(name, args=[draft.dossier.pk, *more])


def text_of(answer: HttpResponse) -> str:
    return answer.content.decode()


def word_of(answer: HttpResponse) -> str:
    return ZipFile(BytesIO(answer.content)).read("word/document.xml").decode()


def test_a_template_hints_at_what_to_write_until_it_is_written(site: Site, at: datetime) -> None:
    entries = [
        {"kind": "dieu", "heading": "Mục tiêu", "hint": "Giá trị đo được"},
        {"kind": "dieu", "heading": "Kinh phí", "hint": "Nguồn nào"},
        {"kind": "dieu", "heading": "Không gợi ý"},
    ]
    draft = drafted(site, at=at, entries=entries)
    head = browser_of(draft.head)
    shown = head.get(address(draft, "writing"))
    assert [one.hint for one in shown.context["page"].rows] == ["Giá trị đo được", "Nguồn nào", ""]
    assert "Gợi ý: Nguồn nào" in text_of(shown)
    opened = head.get(address(draft, "writing-provision", draft.provision("dieu:2").pk))
    assert opened.context["opened"].hint == "Nguồn nào"
    write_provision(
        version=draft.version, provision=draft.provision("dieu:2"), heading="Kinh phí", text="Ngân sách nhà nước.",
        seen=draft.seen("dieu:2"), by=draft.head, at=at,
    )  # fmt: skip
    shown = head.get(address(draft, "writing"))
    assert [one.hint for one in shown.context["page"].rows] == ["Giá trị đo được", "", ""]


def test_the_opening_is_written_as_text(head: Client, draft: Draft) -> None:
    form = head.get(address(draft, "writing-opening"))
    seen = form.context["form"]["seen"].value()
    answer = head.post(address(draft, "writing-opening"), {"text": BASES, "seen": seen})
    assert (answer.status_code, answer["Location"]) == (302, address(draft, "writing"))
    assert draft.version.preamble == BASES
    assert "Căn cứ Luật Giao dịch điện tử;" in text_of(head.get(address(draft, "writing")))


def test_of_two_openings_the_second_is_kept_in_the_form_beside_the_first(
    head: Client, draft: Draft, at: datetime
) -> None:
    seen = preamble_hash(draft.version)
    write_preamble(version=draft.version, text=BASES, seen=seen, by=draft.head, at=at)
    answer = head.post(address(draft, "writing-opening"), {"text": "Lời của tôi", "seen": seen})
    assert answer.status_code == 409
    assert answer.context["form"]["text"].value() == "Lời của tôi"
    assert answer.context["current"] == BASES
    assert draft.version.preamble == BASES
    again = {"text": "Lời của tôi", "seen": answer.context["form"]["seen"].value()}
    assert head.post(address(draft, "writing-opening"), again).status_code == 302
    assert draft.version.preamble == "Lời của tôi"


def test_too_long_an_opening_comes_back_whole(head: Client, draft: Draft) -> None:
    typed = "x" * 20_001
    answer = head.post(address(draft, "writing-opening"), {"text": typed, "seen": preamble_hash(draft.version)})
    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == ["text"]
    assert typed in text_of(answer)


def test_who_writes_a_part_is_not_let_to_the_opening(writer: Client, draft: Draft, at: datetime) -> None:
    member = draft.dossier.members.get(officer=draft.writer.officer)
    give_parts(member=member, parts=[draft.provision("dieu:1")], by=draft.head, at=at)
    assert writer.get(address(draft, "writing-opening")).status_code == 403
    assert address(draft, "writing-opening") not in text_of(writer.get(address(draft, "writing")))


def test_a_reference_is_chosen_from_a_list_that_needs_no_script(head: Client, draft: Draft) -> None:
    key = draft.provision("dieu:1").pk
    whole = text_of(head.get(address(draft, "writing-refer", key), {"q": "khoản 2 điều 2"}))
    assert "<strong>khoản 2 Điều 2</strong>" in whole
    assert "<html" in whole
    part = text_of(head.get(address(draft, "writing-refer", key), {"q": "hieu luc"}, headers={"HX-Request": "true"}))
    assert 'data-insert="Điều 4"' in part
    assert "<html" not in part
    nothing = text_of(head.get(address(draft, "writing-refer", key), {"q": "không đâu có"}))
    assert "Không có điều khoản nào khớp" in nothing


def test_a_reference_is_chosen_only_where_one_writes(writer: Client, draft: Draft, at: datetime) -> None:
    member = draft.dossier.members.get(officer=draft.writer.officer)
    give_parts(member=member, parts=[draft.provision("dieu:1")], by=draft.head, at=at)
    answers = [
        writer.get(address(draft, "writing-refer", draft.provision(path).pk), {"q": "hiệu lực"}).status_code
        for path in ("dieu:1", "dieu:4")
    ]
    assert answers == [200, 403]


def test_the_draft_goes_out_as_word_and_pdf_with_its_mark(head: Client, draft: Draft, at: datetime) -> None:
    write_preamble(version=draft.version, text=BASES, seen=preamble_hash(draft.version), by=draft.head, at=at)
    word = head.get(address(draft, "writing-export", "docx"))
    printed = word_of(word)
    assert [printed.count(words) for words in ("DỰ THẢO", "Căn cứ Luật Giao dịch điện tử;", "Bản đang viết")] == [
        1,
        1,
        0,
    ]
    assert word["Content-Disposition"] == 'attachment; filename="du-thao-1.docx"'
    assert head.get(address(draft, "writing-export", "pdf")).content.startswith(b"%PDF-")
    assert head.get(address(draft, "writing-export", "odt")).status_code == 404


def test_what_was_written_since_a_version_goes_out_with_tracked_changes(
    head: Client, draft: Draft, at: datetime
) -> None:
    frozen = freeze_draft(version=draft.version, label="Lần 1", by=draft.head, at=at)
    write_provision(
        version=draft.version, provision=draft.provision("dieu:1"), heading="Phạm vi",
        text="Kế hoạch này áp dụng trong toàn lực lượng.", seen=draft.seen("dieu:1"), by=draft.head, at=at,
    )  # fmt: skip
    printed = word_of(head.get(address(draft, "writing-redline-word", frozen.pk)))
    gone = re.findall(r"<w:delText[^>]*>([^<]*)<", printed)
    come = re.findall(r"<w:ins [^>]*>.*?<w:t[^>]*>([^<]*)<", printed)
    assert ("".join(gone).strip(), "".join(come).strip()) == ("ngành", "lực lượng")
    assert "DỰ THẢO" in printed


def test_no_script_speaks_for_itself() -> None:
    folder = Path(str(finders.find("web/writing.js"))).parent
    speaking = re.compile("[đĐăĂơƠưƯ\u1ea0-\u1ef9]")
    assert {path.name: speaking.findall(path.read_text()) for path in sorted(folder.glob("*.js"))} == {
        path.name: [] for path in sorted(folder.glob("*.js"))
    }


def test_every_sentence_the_script_asks_for_comes_with_the_form(head: Client, draft: Draft) -> None:
    script = Path(str(finders.find("web/writing.js"))).read_text()
    asked = {name.lower() for name in re.findall(r'told\(form, "(\w+)"', script)}
    shown = text_of(head.get(address(draft, "writing-provision", draft.provision("dieu:1").pk)))
    given = dict(re.findall(r'data-told-(\w+)="([^"]+)"', shown))
    assert given.keys() == asked
    assert ("{at}" in given["kept"], "{names}" in given["others"]) == (True, True)
