"""Forms and letters in the browser: taken, given back marked, refused with what was in them still to be copied."""

from __future__ import annotations

from copy import deepcopy
from typing import TYPE_CHECKING

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from dongbo.planning.models import Opinion, OpinionForm, OpinionLetter
from dongbo.planning.operations.opinions.replies import send_answer
from dongbo.planning.states import Answer, ConsulteeState, LetterState, OpinionState
from tests.planning.opinions.filling import filled_form
from tests.planning.opinions.test_forms import BAD, GOOD
from tests.planning.opinions.test_letters import LETTER, SECRET, attach
from tests.rounds import sent_round
from tests.web.branches import browser_of
from tests.web.closing import close

if TYPE_CHECKING:
    from datetime import datetime

    from django.http import HttpResponse
    from django.test import Client

    from tests.builders import Site
    from tests.keeping import Keep
    from tests.rounds import Asked, Round


@pytest.fixture(scope="module")
def kept_asking(keep: Keep, kept_site: Site, at: datetime) -> Round:
    return keep(lambda: sent_round(kept_site, at=at, units=2))


@pytest.fixture
def asking(kept_asking: Round, db: None) -> Round:
    """A round with two questions, sent to two departments."""
    return deepcopy(kept_asking)


def hand_in(client: Client, unit: Asked, data: bytes, *, name: str = "phieu.xlsx") -> HttpResponse:
    """Send a form up through the page."""
    answer: HttpResponse = client.post(
        reverse("reply-form-new", args=[unit.consultee.pk]), {"file": SimpleUploadedFile(name, data)}, follow=True
    )
    return answer


@pytest.mark.parametrize("ending", ["docx", "xlsx"])
def test_the_form_of_a_unit_is_handed_out_to_it_alone(asking: Round, ending: str) -> None:
    [unit, other] = asking
    address = reverse("reply-form-blank", args=[unit.consultee.pk, ending])
    answer = browser_of(unit.officer).get(address)
    assert (answer.status_code, answer.content[:2]) == (200, b"PK")
    assert f"phieu-gop-y-{unit.consultee.token}.{ending}" in answer["Content-Disposition"]
    assert browser_of(other.officer).get(address).status_code == 404
    odd = reverse("reply-form-blank", args=[unit.consultee.pk, "exe"])
    assert browser_of(unit.officer).get(odd).status_code == 404


def test_a_form_is_taken_row_by_row_and_what_is_to_be_mended_given_back(asking: Round) -> None:
    [unit, other] = asking
    mine = browser_of(unit.officer)
    shown = hand_in(mine, unit, filled_form(unit.consultee, [*GOOD, BAD])).content.decode()
    form = OpinionForm.objects.get()
    assert "nhận 2 ý kiến" in shown
    assert BAD[2] in shown
    for name in ("reply-form-file", "reply-form-marked"):
        address = reverse(name, args=[form.pk])
        answer = mine.get(address)
        assert b"".join(answer.streaming_content)[:2] == b"PK"
        close(answer)
        assert browser_of(other.head).get(address).status_code == 404
    assert browser_of(asking.leader).get(reverse("reply-form", args=[form.pk])).status_code == 403


def test_a_form_of_another_unit_or_no_form_is_refused_by_the_field(asking: Round) -> None:
    [unit, other] = asking
    mine = browser_of(unit.officer)
    for data, told in (
        (filled_form(other.consultee, GOOD), "cấp cho đơn vị khác"),
        (b"khong phai bieu", "không phải phiếu ý kiến"),
        (filled_form(unit.consultee, [("I.1", "", "TUYỆT MẬT", "")]), "dấu hiệu độ mật"),
    ):
        answer = hand_in(mine, unit, data)
        assert (answer.status_code, told in answer.content.decode()) == (422, True)
        assert "phieu.xlsx" in answer.content.decode()
    assert not OpinionForm.objects.exists()


def test_a_form_that_comes_too_late_shows_its_rows_to_be_copied(asking: Round, at: datetime) -> None:
    [unit, _other] = asking
    data = filled_form(unit.consultee, [*GOOD, BAD])
    send_answer(consultee=unit.consultee, answer=Answer.AGREES, reason="", by=unit.head, at=at, say_none=True)
    answer = hand_in(browser_of(unit.officer), unit, data)
    shown = answer.content.decode()
    assert answer.status_code == 422
    for _place, _quote, text, _proposed in (*GOOD, BAD):
        assert text in shown
    assert not Opinion.objects.exists()


def send_letter(client: Client, unit: Asked, *, text: str = LETTER) -> HttpResponse:
    """Attach a letter through the page."""
    sent = {"file": SimpleUploadedFile("cong-van.txt", text.encode()), "number": "12/CV-C1", "issued_on": "20/11/2026"}
    answer: HttpResponse = client.post(reverse("letter-new", args=[unit.consultee.pk]), sent, follow=True)
    return answer


def test_a_letter_is_attached_by_the_unit_or_the_team_and_read_by_both(asking: Round) -> None:
    [unit, other] = asking
    assert "đề nghị nâng tỷ lệ hồ sơ lên 90%" in send_letter(browser_of(unit.officer), unit).content.decode()
    letter = OpinionLetter.objects.get()
    shown = send_letter(browser_of(asking.drafter), unit)
    assert (shown.status_code, "đã được đính kèm rồi" in shown.content.decode()) == (422, True)
    for by, status in (
        (unit.head, 200), (asking.drafter, 200), (asking.decider, 200), (other.head, 404), (other.officer, 404),
    ):  # fmt: skip
        for name in ("letter", "letter-file"):
            answer = browser_of(by).get(reverse(name, args=[letter.pk]))
            close(answer)
            assert answer.status_code == status
    assert browser_of(other.head).get(reverse("letter-new", args=[unit.consultee.pk])).status_code == 404
    assert browser_of(asking.decider).get(reverse("letter-new", args=[unit.consultee.pk])).status_code == 403


def test_a_secret_letter_is_refused_and_nothing_of_it_shown_again(asking: Round) -> None:
    [unit, _other] = asking
    answer = send_letter(browser_of(unit.officer), unit, text=SECRET)
    shown = answer.content.decode()
    assert (answer.status_code, "dấu hiệu độ mật" in shown) == (422, True)
    assert "đề nghị nâng tỷ lệ" not in shown
    assert "12/CV-C1" in shown
    assert not OpinionLetter.objects.exists()


def rows(*written: dict[str, str]) -> dict[str, str]:
    """Return the rows of a split as a browser sends them."""
    sent = {"form-TOTAL_FORMS": str(len(written)), "form-INITIAL_FORMS": "0"}
    for number, row in enumerate(written):
        sent |= {f"form-{number}-{name}": value for name, value in row.items()}
    return sent


def test_the_team_records_the_answer_of_a_letter_and_splits_it(asking: Round, at: datetime) -> None:
    [unit, _other] = asking
    letter = attach(unit, unit.officer, at=at)
    team = browser_of(asking.drafter)
    assert reverse("letter", args=[letter.pk]) in team.get(reverse("home")).content.decode()
    answer, split = (reverse(name, args=[letter.pk]) for name in ("letter-answer", "letter-split"))
    for address in (answer, split):
        assert browser_of(unit.head).get(address).status_code == 403
    assert team.get(answer).context["form"].initial == {"answer": "agrees_with"}
    assert team.post(answer, {"answer": Answer.DISAGREES}).status_code == 422
    assert team.post(answer, {"answer": Answer.AGREES_WITH_OPINIONS}).status_code == 302
    begun = team.get(split).context["rows"]
    assert [row.initial.get("place") for row in begun][:2] == ["I.1", "II.1"]
    good = {"keep": "on", "place": "I.1", "kind": "substance", "text": "Nâng lên 90%."}
    whole = {"keep": "on", "place": "Toàn bộ dự thảo", "kind": "wording", "text": "Rà soát."}
    unkept = {"place": "Điều 99", "kind": "wording", "text": "Bỏ."}
    more = team.post(split, rows(good) | {"more": "1"})
    assert (more.status_code, len(more.context["rows"].forms)) == (200, 4)
    for wrong in (good | {"place": "Điều 99"}, good | {"quote": "không có ở đây"}, good | {"text": ""}):
        refused = team.post(split, rows(whole, wrong))
        assert (refused.status_code, "Ý kiến 2 phải sửa" in refused.content.decode()) == (422, True)
    assert not Opinion.objects.exists()
    assert team.post(split, rows(good, unkept, whole))["Location"] == reverse("letter", args=[letter.pk])
    kept = Opinion.objects.order_by("number").values_list("path", "text", "state")
    assert list(kept) == [("I/1", "Nâng lên 90%.", OpinionState.SENT), ("", "Rà soát.", OpinionState.SENT)]
    letter.refresh_from_db()
    assert (letter.state, letter.consultee.state) == (LetterState.SPLIT, ConsulteeState.ANSWERED)
    assert reverse("letter", args=[letter.pk]) not in team.get(reverse("home")).content.decode()
