"""The pages of a ballot: a paper checked and cast, opened, closed, annulled; a receipt looked for."""

from __future__ import annotations

import re
from copy import deepcopy
from dataclasses import replace
from datetime import timedelta
from random import Random, SystemRandom
from typing import TYPE_CHECKING

import pytest
from django.contrib.sessions.models import Session
from django.test import Client
from django.urls import reverse

from dongbo.organisation.models import KeptRequest
from dongbo.planning.models import Ballot, BallotPaper, BallotVoter
from dongbo.planning.operations.ballots import annul_ballot, cast_secret, close_ballot, open_ballot, prepare_ballot
from dongbo.planning.queries.ballots import ballots_awaiting, voter_of
from dongbo.planning.states import AttendanceMode, BallotOutcome
from dongbo.web.councils.views import ballots
from tests.councils import RULES, Seated
from tests.meetings import in_session, mark, seated
from tests.web.queries import queries_of

if TYPE_CHECKING:
    from datetime import datetime

    from dongbo.organisation.rules import Acting
    from tests.builders import Site
    from tests.keeping import Keep

CODE = "ABCDE-FGHJK-MNPQR-STVWX"
KEPT = CODE.replace("-", "")
SUBJECT = "Thông qua dự thảo kế hoạch"


@pytest.fixture(scope="module")
def kept_people(keep: Keep, kept_site: Site, at: datetime) -> Seated:
    return keep(lambda: seated(kept_site, at=at))


@pytest.fixture
def people(kept_people: Seated, db: None) -> Seated:
    """A council of six who vote in secret."""
    return deepcopy(kept_people)


@pytest.fixture(scope="module")
def kept_ballot(keep: Keep, kept_people: Seated, at: datetime) -> Ballot:
    return keep(lambda: opened(kept_people, at=at))


@pytest.fixture
def ballot(kept_ballot: Ballot, db: None) -> Ballot:
    """An open secret ballot of a meeting with all six in the room."""
    return deepcopy(kept_ballot)


def opened(people: Seated, *, at: datetime) -> Ballot:
    ballot = prepare_ballot(meeting=in_session(people, at=at), subject=SUBJECT, by=people.chair, at=at)
    return open_ballot(ballot=ballot, by=people.chair, at=at)


def browser(acting: Acting) -> Client:
    client = Client()
    client.force_login(acting.officer)
    return client


def page(client: Client, ballot: Ballot) -> str:
    return client.get(reverse("ballot", args=[ballot.pk])).content.decode()


def checked(told: str) -> str:
    """The value of the one radio button that is chosen."""
    (chosen,) = re.findall(r'<input type="radio" name="choice" value="(\d)"[^>]* checked', told)
    return str(chosen)


def send(
    client: Client, ballot: Ballot, *, choice: str = "1", receipt: str = CODE, step: str = "cast"
) -> tuple[int, str]:
    answer = client.post(
        reverse("ballot-cast", args=[ballot.pk]), {"choice": choice, "receipt": receipt, "step": step}, follow=True
    )
    return answer.redirect_chain[0][1] if answer.redirect_chain else answer.status_code, answer.content.decode()


def test_a_paper_is_shown_once_more_and_then_cast(people: Seated, ballot: Ballot) -> None:
    client = browser(people.reviewer)
    status, told = send(client, ballot, choice="3", step="check")
    assert (status, BallotPaper.objects.count()) == (200, 0)
    assert "Kiểm lại phiếu của bạn" in told
    assert checked(told) == "3"
    assert f'value="{CODE}"' in told
    status, told = send(client, ballot, choice="3")
    assert (status, list(BallotPaper.objects.values_list("choice", "receipt"))) == (302, [("not_passed", KEPT)])
    assert "Phiếu của bạn đã được tính" in told
    assert "1/6 người đã bỏ phiếu" in told
    assert (CODE in told, KEPT in told, "id_choice" in told) == (False, False, False)


def test_the_whole_box_is_shuffled_by_chance_that_nobody_can_repeat(
    people: Seated, ballot: Ballot, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert ballots.SHUFFLE.__func__ is Random.shuffle
    assert type(ballots.SHUFFLE.__self__) is SystemRandom
    boxes: list[list[tuple[str, str]]] = []
    monkeypatch.setattr(ballots, "SHUFFLE", lambda box: boxes.append(sorted(box)))
    send(browser(people.reviewer), ballot, choice="3")
    send(browser(people.secretary), ballot, choice="1", receipt="")
    assert boxes == [[("not_passed", KEPT)], [("not_passed", KEPT), ("passed", "")]]


def test_the_same_again_is_told_to_be_counted_and_another_is_refused(people: Seated, ballot: Ballot) -> None:
    """A double click, the back button, a second tab."""
    client = browser(people.reviewer)
    send(client, ballot)
    status, told = send(client, ballot)
    assert (status, "đã được tính một lần từ trước" in told) == (302, True)
    status, told = send(client, ballot, choice="3", receipt="KHAC-KHAC-KHAC", step="check")
    assert (status, "Phiếu của bạn đã được tính" in told) == (302, True)
    status, told = send(client, ballot, choice="3", receipt="KHAC-KHAC-KHAC")
    assert (status, "phiếu vừa gửi không được nhận" in told) == (422, True)
    assert list(BallotPaper.objects.values_list("choice", "receipt")) == [("passed", KEPT)]


def test_what_is_refused_stays_as_it_was_typed(people: Seated, ballot: Ballot, at: datetime) -> None:
    client = browser(people.reviewer)
    gone = dict.fromkeys(("hd-uy-vien-1", "hd-uy-vien-2", "hd-secretary"), AttendanceMode.LEFT)
    mark(people, ballot.meeting, gone, at=at)
    status, told = send(client, ballot, choice="2")
    assert (status, "vẫn còn ở đây" in told, BallotPaper.objects.count()) == (422, True, 0)
    assert (checked(told), f'value="{CODE}"' in told) == ("2", True)
    assert send(client, ballot, choice="", receipt="!")[0] == 422
    mark(people, ballot.meeting, dict.fromkeys(gone, AttendanceMode.ROOM), at=at)
    assert send(client, ballot, choice="2")[0] == 302


def test_a_paper_after_the_closing_is_told_so(people: Seated, ballot: Ballot, at: datetime) -> None:
    close_ballot(ballot=ballot, by=people.chair, at=at)
    status, told = send(browser(people.reviewer), ballot)
    assert (status, "đến sau nên không được tính" in told, BallotPaper.objects.count()) == (422, True, 0)


def test_a_meeting_shows_what_a_ballot_decided_in_its_own_colour(people: Seated, ballot: Ballot, at: datetime) -> None:
    closed = close_ballot(ballot=ballot, by=people.chair, at=at)
    assert closed.outcome == BallotOutcome.NOT_PASSED
    page = browser(people.chair).get(reverse("meeting", args=[closed.meeting_id])).content.decode()
    assert '<span class="status late">Không thông qua</span>' in page


def test_an_address_typed_by_hand_leads_to_the_page(people: Seated, ballot: Ballot) -> None:
    for name in ("ballot-cast", "ballot-receipt"):
        answer = browser(people.reviewer).get(reverse(name, args=[ballot.pk]))
        assert (answer.status_code, answer["Location"]) == (302, reverse("ballot", args=[ballot.pk]))


SAID = [("1", ""), ("2", ""), ("4", CODE), ("3", "hoa-sen-1990"), ("1", "A" * 40)]


def test_every_answer_is_equally_long_whatever_a_paper_says(people: Seated, ballot: Ballot) -> None:
    """A proxy that writes down how much was sent learns nothing."""
    client = browser(people.reviewer)
    checks = {len(send(client, ballot, choice=choice, receipt=code, step="check")[1]) for choice, code in SAID}
    assert len(checks) == 1
    done = set()
    for one, (choice, code) in zip(people.voting, SAID, strict=False):
        sent = {"choice": choice, "receipt": code, "step": "cast"}
        answer = browser(one).post(reverse("ballot-cast", args=[ballot.pk]), sent)
        done.add((answer.status_code, answer["Location"], len(answer.content)))
    assert done == {(302, reverse("ballot", args=[ballot.pk]), 0)}


def test_no_paper_is_kept_through_a_lock_or_in_a_session(people: Seated, ballot: Ballot) -> None:
    """Others forms go on by themselves once their officer is known again; this one he casts anew."""
    client = browser(people.reviewer)
    client.get(reverse("home"))
    client.cookies.pop("sessionid")
    status, _told = send(client, ballot)
    assert (status, KeptRequest.objects.count(), BallotPaper.objects.count()) == (302, 0, 0)
    again = browser(people.reviewer)
    send(again, ballot, step="check")
    send(again, ballot)
    written = "".join(str(Session(session_data=one.session_data).get_decoded()) for one in Session.objects.all())
    assert all(mark not in written for mark in (CODE, KEPT, "passed"))


def test_no_page_of_a_ballot_is_kept_by_a_browser(people: Seated, ballot: Ballot) -> None:
    client = browser(people.reviewer)
    answers = [
        client.get(reverse("ballot", args=[ballot.pk])),
        client.post(reverse("ballot-cast", args=[ballot.pk]), {"choice": "1"}),
    ]
    assert ["no-store" in answer["Cache-Control"] for answer in answers] == [True, True]


def test_a_failure_says_only_its_kind(
    people: Seated, ballot: Ballot, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(**_asked: object) -> None:
        raise RuntimeError(f"Key (receipt)=({KEPT}) of a paper that says not_passed")

    monkeypatch.setattr("dongbo.web.councils.views.ballots.cast_secret", fail)
    client = browser(people.reviewer)
    client.raise_request_exception = False
    assert send(client, ballot, choice="3")[0] == 500
    assert "PaperNotTaken: RuntimeError" in caplog.text
    assert all(mark not in caplog.text for mark in (KEPT, CODE, "not_passed"))


def test_only_how_many_is_told_while_it_is_open(people: Seated, ballot: Ballot, at: datetime) -> None:
    for one in people.voting[:3]:
        cast_secret(ballot=ballot, choice="passed", receipt="", shuffle=list.sort, by=one, at=at)
    for one in (people.chair, people.secretary, people.standing, people.support):
        told = page(browser(one), ballot)
        assert "3/6 người đã bỏ phiếu" in told
        assert ("Số phiếu</th>" in told, "Kết quả:" in told) == (False, False)


def test_a_page_that_asks_by_itself_is_loaded_anew_once_the_state_is_another(people: Seated, ballot: Ballot) -> None:
    client = browser(people.reviewer)
    asks = {"HTTP_HX_REQUEST": "true", "HTTP_X_UNATTENDED": "1"}
    address = reverse("ballot", args=[ballot.pk])
    assert "HX-Refresh" not in client.get(f"{address}?was=open", **asks)
    assert client.get(f"{address}?was=prepared", **asks)["HX-Refresh"] == "true"


def test_whoever_presides_opens_closes_and_annuls_from_the_page(people: Seated, at: datetime) -> None:
    meeting = in_session(people, at=at)
    client = browser(people.chair)
    new = reverse("ballot-new", args=[meeting.pk])
    assert client.post(new, {"subject": "Ừ"}).status_code == 422
    client.post(new, {"subject": SUBJECT})
    ballot = Ballot.objects.get()
    assert "Mở bỏ phiếu" in page(client, ballot)
    assert client.post(reverse("ballot-open", args=[ballot.pk])).status_code == 302
    assert "Còn 6 người chưa bỏ phiếu" in client.get(reverse("ballot-close", args=[ballot.pk])).content.decode()
    assert client.post(reverse("ballot-close", args=[ballot.pk])).status_code == 302
    ballot.refresh_from_db()
    assert ballot.state == "closed"
    client.post(new, {"subject": SUBJECT})
    second = Ballot.objects.get(ordinal=2)
    annul = reverse("ballot-annul", args=[second.pk])
    assert client.post(annul, {"reason": "ừ"}).status_code == 422
    assert client.post(annul, {"reason": "Lập nhầm thêm một lượt"}).status_code == 302
    assert "Lập nhầm thêm một lượt" in page(client, second)
    for one in (people.secretary, people.vice_chair, people.standing):
        answers = [
            browser(one).get(reverse(f"ballot-{act}", args=[ballot.pk])).status_code for act in ("close", "annul")
        ]
        assert set(answers) <= {403, 404}


def test_results_show_counts_receipts_without_choices_and_check_a_code(people: Seated, ballot: Ballot) -> None:
    for number, one in enumerate(people.voting[:4]):
        send(browser(one), ballot, choice="2", receipt=f"MABIE-NNHAN-{number}")
    client = browser(people.chair)
    client.post(reverse("ballot-close", args=[ballot.pk]))
    told = page(browser(people.members[1]), ballot)
    assert '<th scope="row">Thông qua với điều kiện chỉnh sửa, bổ sung</th><td class="number">4</td>' in told
    assert [f"<li>MABIE-NNHAN-{number}</li>" in told for number in range(5)] == [True] * 4 + [False]
    check = reverse("ballot-receipt", args=[ballot.pk])
    answers = {code: client.post(check, {"code": code}).content.decode() for code in ("mabiennhan2", "MABIENNHAN9", "")}
    assert ["Mã của bạn có trong hòm" in answer for answer in answers.values()] == [True, False, False]
    assert "MABIENNHAN9" not in answers["MABIENNHAN9"]


def test_a_vote_by_name_is_cast_and_told_by_name_afterwards(site: Site, at: datetime) -> None:
    people = seated(site, at=at, rules=RULES["general"])
    ballot = opened(people, at=at)
    client = browser(people.reviewer)
    sent = {"choice": "2", "note": "Cần nêu rõ nguồn vốn", "step": "cast"}
    assert client.post(reverse("ballot-cast", args=[ballot.pk]), sent).status_code == 302
    assert "Cần nêu rõ nguồn vốn" not in page(browser(people.chair), ballot)
    close_ballot(ballot=ballot, by=people.chair, at=at)
    told = page(browser(people.chair), ballot)
    assert ("Cần nêu rõ nguồn vốn" in told, "Cán bộ hd-reviewer" in told, "Mã biên nhận" in told) == (True, True, False)


def test_who_has_no_paper_is_told_why_and_what_to_do(people: Seated, ballot: Ballot, at: datetime) -> None:
    mark(people, ballot.meeting, {"hd-reviewer": AttendanceMode.LEFT}, at=at)
    BallotVoter.objects.filter(seat__in=map(people.seat_of, (*people.members, people.reviewer))).delete()
    later = at + timedelta(minutes=5)
    people.council.seats.filter(officer=people.members[1].officer).update(seated_at=later)
    told = {
        people.members[0]: "Bạn có mặt và được biểu quyết nhưng chưa có tên trong danh sách bỏ phiếu",
        people.members[1]: "Bạn được bổ sung vào hội đồng lúc 15:05 ngày 21/11/2026, sau khi lượt này đã mở",
        people.reviewer: "Thành viên không có mặt tại cuộc họp",
        people.support: "vai trò này trong Hội đồng không biểu quyết",
        people.standing: "Bạn không bỏ phiếu trong lượt này",
    }
    shown = {one: page(browser(one), ballot) for one in told}
    for one in told:
        assert [words in shown[one] for words in told.values()] == [one is other for other in told]


def test_drafters_see_a_ballot_once_its_conclusions_are_announced(people: Seated, ballot: Ballot, at: datetime) -> None:
    drafter = browser(people.drafter)
    annul_ballot(ballot=ballot, reason="Mở nhầm nội dung bỏ phiếu", by=people.chair, at=at)
    address = reverse("ballot", args=[ballot.pk])
    assert drafter.get(address).status_code == 404
    meeting, by = ballot.meeting, people.chair.officer
    meeting.state, meeting.closed_at, meeting.closed_by = "concluded", at, by
    meeting.concluded_at, meeting.concluded_by = at, by
    meeting.save()
    assert drafter.get(address).status_code == 200


def test_a_ballot_waits_for_whoever_has_not_cast(people: Seated, ballot: Ballot) -> None:
    client = browser(people.reviewer)
    home = reverse("home")
    assert SUBJECT in client.get(home).content.decode()
    send(client, ballot)
    assert SUBJECT not in client.get(home).content.decode()
    assert SUBJECT not in browser(people.support).get(home).content.decode()


def test_a_page_takes_as_many_statements_for_six_voters_as_for_three(people: Seated, ballot: Ballot) -> None:
    client = browser(people.chair)
    page(client, ballot)
    six = queries_of(lambda: page(client, ballot))
    BallotVoter.objects.filter(ballot=ballot, seat__rank__gt=3).delete()
    assert queries_of(lambda: page(client, ballot)) == six


def test_who_acts_for_a_member_reads_and_casts_nothing(people: Seated, ballot: Ballot) -> None:
    stand_in = replace(people.members[0], principal=people.chair.officer)
    assert voter_of(ballot, stand_in) is None
    assert list(ballots_awaiting(stand_in, at=ballot.opened_at)) == []


def test_the_room_of_councils_is_shown_to_be_where_one_stands(people: Seated, ballot: Ballot) -> None:
    def standing_in(address: str) -> list[str]:
        rooms = browser(people.chair).get(address).context["rooms"]
        return [room.address for room in rooms if room.current]

    assert standing_in(reverse("ballot", args=[ballot.pk])) == [reverse("councils")]
    assert standing_in(reverse("appraisal-dossier", args=[ballot.meeting.dossier_id])) == [reverse("councils")]
    assert standing_in(reverse("account")) == []
