"""The unit's side of a round in the browser: read, marked, chosen, approved, sent; nothing of it shown to others."""

from __future__ import annotations

from copy import deepcopy
from io import BytesIO
from typing import TYPE_CHECKING
from urllib.parse import urlencode
from uuid import uuid4

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from dongbo.ledger.models import Event
from dongbo.organisation.states import Access
from dongbo.planning.models import Consultation, Consultee, ConsulteeDraft, Opinion, OpinionGroup
from dongbo.planning.operations.opinions.giving_back import give_back
from dongbo.planning.operations.opinions.replies import send_answer
from dongbo.planning.states import LONGEST_TEXT, Answer, ConsulteeState, OpinionState
from tests.builders import PLAN, enrolled, frozen
from tests.planning.opinions.saying import QUOTED, WORDS, marked, provision_at, remark_of
from tests.rounds import sent_round
from tests.web.branches import browser_of
from tests.web.queries import queries_of

if TYPE_CHECKING:
    from datetime import datetime

    from django.http import HttpResponse
    from django.test import Client

    from tests.builders import Site
    from tests.keeping import Keep
    from tests.rounds import Asked, Round

WITH = Answer.AGREES_WITH_OPINIONS
SAID = "Nên nâng chỉ tiêu hồ sơ lên chín mươi phần trăm"


@pytest.fixture(scope="module")
def kept_asking(keep: Keep, kept_site: Site, at: datetime) -> Round:
    return keep(lambda: sent_round(kept_site, at=at, units=2))


@pytest.fixture
def asking(kept_asking: Round, db: None) -> Round:
    """A round with two questions, sent to two departments."""
    return deepcopy(kept_asking)


def page(client: Client, name: str, *arguments: object, query: str = "") -> HttpResponse:
    """Ask for a page."""
    answer: HttpResponse = client.get(reverse(name, args=arguments) + query)
    return answer


def remark_address(unit: Asked, asking: Round, path: str = "I/1", **more: object) -> str:
    """Return where a remark on a provision is written."""
    asked = urlencode({"provision": str(provision_at(asking, path).pk), **more})
    return f"{reverse('remark-new', args=[unit.consultee.pk])}?{asked}"


def test_the_list_shows_a_unit_its_own_rounds_and_leaves_as_a_workbook(asking: Round) -> None:
    [unit, other] = asking
    mine = browser_of(unit.officer)
    shown = page(mine, "replies").content.decode()
    assert unit.unit.name in shown
    assert other.unit.name not in shown
    address = reverse("reply", args=[unit.consultee.pk])
    assert address in shown
    assert address not in page(mine, "replies", query="?state=answered").content.decode()
    book = load_workbook(BytesIO(page(mine, "replies", query="?export=xlsx").content))
    rows = list(book.active.iter_rows(min_row=2, values_only=True))
    assert [(row[0], row[2], row[3]) for row in rows] == [(asking.consultation.title, "Cục số 1", "Chưa trả lời")]


def test_the_list_takes_as_many_statements_for_three_rows_as_for_one(site: Site, at: datetime) -> None:
    asking = sent_round(site, at=at, units=3)
    above = browser_of(enrolled("cap-tren", "opinion-officer", unit=site.unit, by=site.administrator, at=at))
    below = browser_of(asking.asked[0].officer)
    assert [queries_of(lambda client=client: page(client, "replies")) for client in (below, above)] == [6, 6]


def test_the_round_waits_in_the_unit_until_it_has_answered(asking: Round, at: datetime) -> None:
    [unit, _other] = asking
    head = browser_of(unit.head)
    address = reverse("reply", args=[unit.consultee.pk])
    assert address in page(head, "home").content.decode()
    send_answer(consultee=unit.consultee, answer=Answer.AGREES, reason="", by=unit.head, at=at, say_none=True)
    assert address not in page(head, "home").content.decode()


def test_the_page_says_what_is_asked_and_why_an_answer_came_back(asking: Round, at: datetime) -> None:
    [unit, _other] = asking
    remark_of(asking, unit, at=at)
    send_answer(consultee=unit.consultee, answer=WITH, reason="", by=unit.head, at=at, say_none=True)
    give_back(consultee=unit.consultee, reason="Thiếu phụ lục số liệu", by=asking.leader, at=at)
    shown = page(browser_of(unit.head), "reply", unit.consultee.pk).content.decode()
    for words in ("Nguồn kinh phí đã đủ chưa?", "Thiếu phụ lục số liệu", "Nên nâng lên 90%.", "Không đưa vào"):
        assert words in shown
    assert reverse("reply-agree", args=[unit.consultee.pk]) not in shown


def test_the_reader_shows_the_rounds_version_alone_with_the_units_remarks(
    asking: Round, site: Site, at: datetime
) -> None:
    [unit, other] = asking
    remark_of(asking, unit, at=at, text=SAID, quote=marked())
    frozen(PLAN.replace("21/KH-BTN", "99/KH-KHAC"), site=site, at=at)
    mine = browser_of(unit.officer)
    shown = page(mine, "reply-read", unit.consultee.pk).content.decode()
    row = asking.version.provisions.get(path="I/1")
    assert f'<span data-provision="{row.provision_id}">{WORDS}</span>' in shown
    assert SAID in shown
    assert SAID not in page(browser_of(other.officer), "reply-read", other.consultee.pk).content.decode()
    for closed in (
        reverse("version", args=[asking.version.pk]),
        reverse("document", args=[asking.version.document_id]),
        reverse("version-file", args=[asking.version.pk]),
    ):
        assert mine.get(closed).status_code == 403


def test_nothing_of_a_unit_opens_for_another(asking: Round, at: datetime) -> None:
    [unit, other] = asking
    remark = remark_of(asking, unit, at=at, text=SAID)
    strangers = [browser_of(by) for by in (other.officer, other.head, asking.leader)]
    for name in ("reply", "reply-read", "reply-answer", "reply-send", "reply-sent", "remark-new", "reply-form-new"):
        for stranger in strangers:
            answer = page(stranger, name, unit.consultee.pk)
            assert (name, answer.status_code in (403, 404)) == (name, True)
            assert SAID not in answer.content.decode()
    for name in ("remark-edit", "remark-withdraw", "remark-choose", "remark-leave"):
        for stranger in strangers:
            assert stranger.post(reverse(name, args=[remark.pk])).status_code in (403, 404)
    assert browser_of(unit.officer).post(reverse("remark-leave", args=[remark.pk])).status_code == 403
    remark.refresh_from_db()
    assert (remark.state, remark.text) == (OpinionState.REMARK, SAID)


def test_marked_words_come_into_the_form_and_are_kept_with_the_remark(asking: Round) -> None:
    [unit, _other] = asking
    mine, start = browser_of(unit.officer), WORDS.index(QUOTED)
    address = remark_address(unit, asking, start=start, end=start + len(QUOTED))
    shown = mine.get(address)
    assert shown.context["form"].initial == {"quote": QUOTED, "start": str(start), "end": str(start + len(QUOTED))}
    said = {"quote": QUOTED, "start": start, "end": start + len(QUOTED), "kind": "substance", "text": SAID}
    answer = mine.post(address, said)
    assert answer["Location"] == f"{reverse('reply-read', args=[unit.consultee.pk])}#I/1"
    kept = Opinion.objects.get()
    assert (kept.quote["exact"], kept.text, kept.raised_by) == (QUOTED, SAID, unit.officer.officer)


@pytest.mark.parametrize(
    "more",
    [{"start": "x", "end": "9"}, {"start": "900", "end": "9999"}, {"start": "3"}, {"start": "1" * 5000, "end": "9"}],
)
def test_marks_that_make_no_sense_are_left_out(asking: Round, more: dict[str, str]) -> None:
    [unit, _other] = asking
    shown = browser_of(unit.officer).get(remark_address(unit, asking, **more))
    assert (shown.status_code, shown.context["form"].initial) == (200, {})


def test_a_remark_that_is_too_long_says_so_and_keeps_every_letter(asking: Round) -> None:
    [unit, _other] = asking
    long = "ý kiến dài " * (LONGEST_TEXT // 10)
    answer = browser_of(unit.officer).post(remark_address(unit, asking), {"kind": "substance", "text": long})
    shown = answer.content.decode()
    assert answer.status_code == 422
    assert "100.000" in shown
    assert long.strip() in shown
    assert not Opinion.objects.exists()


def test_a_provision_that_is_not_in_the_text_is_said_so_with_a_way_on(asking: Round, site: Site, at: datetime) -> None:
    [unit, _other] = asking
    mine = browser_of(unit.officer)
    whole = reverse("remark-new", args=[unit.consultee.pk])
    gone = asking.version.document.provisions.create()
    shown = mine.get(f"{whole}?provision={gone.pk}")
    assert "Điều khoản này không có trong bản lấy ý kiến" in shown.content.decode()
    answer = mine.post(f"{whole}?provision={gone.pk}", {"kind": "wording", "text": SAID})
    assert (answer.status_code, SAID in answer.content.decode()) == (422, True)
    foreign = frozen(PLAN.replace("21/KH-BTN", "99/KH-KHAC"), site=site, at=at).provisions.first()
    assert foreign is not None
    for key in (foreign.provision_id, uuid4(), "khong-phai-ma"):
        assert mine.get(f"{whole}?provision={key}").status_code == 404


def test_a_remark_is_edited_withdrawn_left_out_and_taken_in(asking: Round, at: datetime) -> None:
    [unit, _other] = asking
    officer, head = browser_of(unit.officer), browser_of(unit.head)
    remark = remark_of(asking, unit, at=at)
    officer.post(reverse("remark-edit", args=[remark.pk]), {"kind": "wording", "text": SAID})
    remark.refresh_from_db()
    assert (remark.text, remark.kind) == (SAID, "wording")
    assert officer.post(reverse("remark-edit", args=[remark.pk]), {"kind": "wording"}).status_code == 422
    for name, state in (("remark-leave", OpinionState.LEFT), ("remark-choose", OpinionState.REMARK)):
        assert head.post(reverse(name, args=[remark.pk])).status_code == 302
        remark.refresh_from_db()
        assert remark.state == state
    again = head.post(reverse("remark-choose", args=[remark.pk]), follow=True)
    assert "Ý kiến này đã ở trạng thái" in again.content.decode()
    officer.post(reverse("remark-withdraw", args=[remark.pk]))
    assert not Opinion.objects.exists()


def answers_to(asking: Round, said: str = "Đã đủ.") -> dict[str, str]:
    """Return an answer to every question, by field."""
    return {f"question_{question.pk}": said for question in asking.consultation.questions.all()}


def test_the_answer_is_prepared_by_an_officer_and_approved_by_the_head_as_he_reads_it(
    asking: Round, at: datetime
) -> None:
    [unit, _other] = asking
    remark_of(asking, unit, at=at, text=SAID)
    officer, head = browser_of(unit.officer), browser_of(unit.head)
    answer, send = (reverse(name, args=[unit.consultee.pk]) for name in ("reply-answer", "reply-send"))
    assert officer.post(answer, {"answer": WITH, **answers_to(asking)})["Location"] == answer
    assert officer.get(send).status_code == 403
    shown = head.get(send)
    for words in (SAID, "Đã đủ.", "Đồng ý, có ý kiến"):
        assert words in shown.content.decode()
    key = shown.context["ready"].key
    remark_of(asking, unit, at=at, text="Vừa thêm")
    stale = head.post(send, {"key": key})
    assert (stale.status_code, "Vừa thêm" in stale.content.decode()) == (422, True)
    assert head.post(send, {"key": stale.context["ready"].key})["Location"] == reverse(
        "reply-sent", args=[unit.consultee.pk]
    )
    unit.consultee.refresh_from_db()
    assert (unit.consultee.state, unit.consultee.answered_by) == (ConsulteeState.ANSWERED, unit.head.officer)
    assert Opinion.objects.filter(state=OpinionState.SENT).count() == 2


def test_an_answer_two_people_write_keeps_what_the_second_typed(asking: Round) -> None:
    [unit, _other] = asking
    address = reverse("reply-answer", args=[unit.consultee.pk])
    officer, head = browser_of(unit.officer), browser_of(unit.head)
    officer.post(address, {"answer": WITH})
    unseen = head.post(address, {"answer": Answer.DISAGREES, "reason": "Mở trang trước đó"})
    assert (unseen.status_code, ConsulteeDraft.objects.get().answer) == (422, WITH)
    seen = officer.get(address).context["ready"].changed
    head.post(address, {"answer": Answer.DISAGREES, "reason": "Chưa có nguồn lực", "changed": seen})
    answer = officer.post(address, {"answer": Answer.AGREES, "changed": seen, **answers_to(asking, "Tôi vừa gõ")})
    assert (answer.status_code, "Tôi vừa gõ" in answer.content.decode()) == (422, True)
    assert "Chưa có nguồn lực" in answer.content.decode()
    assert ConsulteeDraft.objects.get().reason == "Chưa có nguồn lực"
    again = {"answer": Answer.AGREES, "changed": answer.context["form"]["changed"].value()}
    assert officer.post(address, again).status_code == 302
    assert ConsulteeDraft.objects.get().answer == Answer.AGREES


def test_a_unit_with_nothing_to_say_agrees_in_one_click(asking: Round) -> None:
    [unit, other] = asking
    head = browser_of(unit.head)
    address = reverse("reply-agree", args=[unit.consultee.pk])
    assert address in page(head, "reply", unit.consultee.pk).content.decode()
    assert browser_of(unit.officer).post(address).status_code == 403
    assert browser_of(other.head).post(address).status_code == 404
    sent = head.post(address, follow=True).content.decode()
    assert "Đồng ý hoàn toàn" in sent
    assert f"người duyệt gửi {unit.head.officer.full_name}" in sent
    again = head.post(address, follow=True).content.decode()
    assert "đã gửi trả lời" in again
    assert Consultee.objects.filter(state=ConsulteeState.ANSWERED).count() == 1


def test_what_became_of_an_opinion_is_shown_once_the_round_is_final(asking: Round, at: datetime) -> None:
    [unit, _other] = asking
    remark_of(asking, unit, at=at, text=SAID)
    send_answer(consultee=unit.consultee, answer=WITH, reason="", by=unit.head, at=at, say_none=True)
    OpinionGroup.objects.update(
        outcome="explained", response="Giữ nguyên chỉ tiêu", reason="Vượt nguồn lực", answered_at=at,
        answered_by=asking.drafter.officer,
    )  # fmt: skip
    mine = browser_of(unit.officer)
    before = page(mine, "reply-sent", unit.consultee.pk).content.decode()
    assert SAID in before
    assert "Giữ nguyên chỉ tiêu" not in before
    Consultation.objects.update(
        state="final", closed_at=at, final_at=at, final_by=asking.leader.officer, final_version=asking.version
    )
    after = page(mine, "reply-sent", unit.consultee.pk).content.decode()
    for words in ("Giải trình", "Giữ nguyên chỉ tiêu", "Vượt nguồn lực"):
        assert words in after
    closed = mine.post(remark_address(unit, asking), {"kind": "substance", "text": SAID})
    assert (closed.status_code, "đã khép lúc" in closed.content.decode()) == (422, True)


def test_who_leads_gives_an_answer_back_with_a_reason(asking: Round, at: datetime) -> None:
    [unit, _other] = asking
    send_answer(consultee=unit.consultee, answer=Answer.AGREES, reason="", by=unit.head, at=at, say_none=True)
    address = reverse("answer-give-back", args=[unit.consultee.pk])
    assert browser_of(unit.head).get(address).status_code == 403
    assert browser_of(asking.drafter).get(address).status_code == 403
    leader = browser_of(asking.leader)
    assert leader.post(address, {"reason": "thiếu"}).status_code == 422
    assert leader.post(address, {"reason": "Thiếu phụ lục số liệu"}).status_code == 302
    assert Consultee.objects.get(pk=unit.consultee.pk).state == ConsulteeState.WAITING


def test_the_pages_of_a_unit_take_as_many_statements_for_three_remarks_as_for_one(asking: Round, at: datetime) -> None:
    [unit, other] = asking
    remark_of(asking, unit, at=at)
    for _number in range(3):
        remark_of(asking, other, at=at)
    browsers = [(one, browser_of(one.head)) for one in (unit, other)]
    for name, literal in (("reply", 11), ("reply-read", 7), ("reply-answer", 9), ("reply-send", 9)):
        counted = [
            queries_of(lambda name=name, one=one, client=client: page(client, name, one.consultee.pk))
            for one, client in browsers
        ]
        assert (name, counted) == (name, [literal, literal])


def test_a_restricted_draft_opens_for_who_is_cleared_and_every_look_is_recorded(site: Site, at: datetime) -> None:
    asking = sent_round(site, at=at, units=1, access=Access.RESTRICTED)
    [unit] = asking
    assert page(browser_of(unit.officer), "reply-read", unit.consultee.pk).status_code in (403, 404)
    cleared = enrolled(
        "duoc-xem", "opinion-officer", unit=unit.unit, clearance=Access.RESTRICTED, by=site.administrator, at=at
    )
    assert page(browser_of(cleared), "reply-read", unit.consultee.pk).status_code == 200
    event = Event.objects.latest("sequence")
    assert (event.kind, event.subject_id, event.actor) == (
        "documents.restricted_read", str(asking.version.document_id), str(cleared.officer.pk),
    )  # fmt: skip
