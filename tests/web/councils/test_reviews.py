"""Members' work in the browser: reading with notes and remarks, a form kept, stale, sent, and what is printed."""

from __future__ import annotations

from copy import deepcopy
from typing import TYPE_CHECKING

import pytest
from django.urls import reverse
from django.utils import timezone
from django.utils.html import escape

from dongbo.engines.papers import read_bytes
from dongbo.planning.models import PrivateNote, Remark, Review
from dongbo.planning.operations.councils import end_seat
from dongbo.planning.operations.opinions.placing import Marked
from dongbo.planning.operations.reviews import add_remark
from dongbo.planning.queries.reviews import ReviewSaid, criteria_of
from dongbo.planning.states import ReviewKind
from dongbo.web.acting import CHOSEN_PRINCIPAL
from dongbo.web.desk.waiting import waiting_for
from tests.councils import council
from tests.reviews import FAULT, OPINION, Reviewed, reviewed
from tests.web.branches import browser_of
from tests.web.queries import queries_of

if TYPE_CHECKING:
    from datetime import datetime

    from django.http import HttpResponse
    from django.test import Client

    from dongbo.organisation.rules import Acting
    from tests.builders import Site
    from tests.keeping import Keep

NOTE = "Hỏi lại nguồn của con số này"
REMARK = "Nêu cơ quan chủ trì và kết quả"
DRAFT = "Nhận xét đang viết dở của ủy viên"


@pytest.fixture(scope="module")
def kept_story(keep: Keep, kept_site: Site, at: datetime) -> Reviewed:
    return keep(lambda: reviewed(council(kept_site, at=at), administrator=kept_site.administrator, at=at))


@pytest.fixture
def story(kept_story: Reviewed, db: None) -> Reviewed:
    return deepcopy(kept_story)


def address(story: Reviewed, name: str, *more: object) -> str:
    return reverse(name, args=[story.dossier.pk, *more])


def words(answer: HttpResponse, status: int = 200) -> str:
    assert answer.status_code == status
    return answer.content.decode()


def browser_for(by: Acting) -> Client:
    client = browser_of(by)
    if by.principal is not None:
        session = client.session
        session[CHOSEN_PRINCIPAL] = by.principal.pk
        session.save()
    return client


def place(story: Reviewed) -> str:
    return story.dossier.version.provisions.order_by("rank")[1].path


def form_of(story: Reviewed, **said: str) -> dict[str, str]:
    """What a browser sends of a form that may be sent."""
    typed = {f"verdict_{code}": "agrees" for code, _name in criteria_of(story.dossier)}
    typed |= {f"note_{code}": "" for code, _name in criteria_of(story.dossier)}
    typed |= {"verdict_task": "revise", "note_task": FAULT, "text": "", "proposed": "conditional"}
    return typed | {"seen": ReviewSaid().fingerprint} | said


def test_a_member_reads_with_his_notes_and_remarks_and_nobody_elses(story: Reviewed) -> None:
    path = place(story)
    row = story.dossier.version.provisions.get(path=path)
    client, reading = browser_of(story.member), address(story, "appraisal-dossier-read")
    noting = f"{address(story, 'private-note')}?provision={row.provision_id}"
    assert client.post(noting, {"text": NOTE, "seen": ""}).headers["Location"] == f"{reading}#{path}"
    start = row.words.index(row.words.split()[1])
    marking = f"{address(story, 'council-remark-new')}?provision={row.provision_id}&start={start}&end={start + 12}"
    quoted = row.words[start : start + 12]
    assert quoted in words(client.get(marking))
    typed = {"kind": "clarify", "text": REMARK, "quote": quoted, "start": start, "end": start + 12}
    assert client.post(marking, typed).status_code == 302
    page = words(client.get(reading))
    assert NOTE in page
    assert REMARK in page
    assert f'data-provision="{row.provision_id}"' in page
    people = story.seated
    others = (story.other, people.secretary, people.standing, people.drafter, story.stand_in())
    for stranger in others:
        page = words(browser_for(stranger).get(reading))
        assert escape(row.text) in page
        assert NOTE not in page
        assert REMARK not in page
    assert (PrivateNote.objects.count(), Remark.objects.get().quote["exact"]) == (1, quoted.strip())
    assert client.post(noting, {"drop": "1"}).status_code == 302
    assert not PrivateNote.objects.exists()


def test_only_a_member_himself_opens_what_he_writes(story: Reviewed) -> None:
    story.notes(NOTE)
    story.saves(ReviewSaid(DRAFT))
    remark = story.remarks(REMARK)
    review = Review.objects.get()
    writing = [
        address(story, "private-note"),
        address(story, "council-remark-new"),
        address(story, "review-write", "form"),
        address(story, "review-send", "form"),
        reverse("council-remark-edit", args=[remark.pk]),
        reverse("council-review", args=[review.pk]),
        reverse("council-review-file", args=[review.pk, "pdf"]),
    ]
    assert [browser_of(story.member).get(one).status_code for one in writing] == [200] * 7
    people = story.seated
    for stranger in (people.standing, people.drafter, story.stand_in()):
        client = browser_for(stranger)
        assert {client.get(one).status_code for one in writing} <= {403, 404}
    for client in (browser_of(story.other), browser_of(people.secretary)):
        own = [client.get(one) for one in writing[:4]]
        assert [one.status_code for one in own] == [200, 200, 200, 302]
        for one in own:
            assert NOTE not in one.content.decode()
            assert DRAFT not in one.content.decode()
            assert REMARK not in one.content.decode()
        assert [client.get(one).status_code for one in writing[4:]] == [404] * 3
    assert browser_of(people.support).get(writing[0]).status_code == 200
    assert browser_of(people.support).get(writing[2]).status_code == 404
    assert browser_of(story.member).get(address(story, "review-write", "opinion")).status_code == 404


def test_a_form_is_kept_read_over_sent_and_taken_back(story: Reviewed) -> None:
    client = browser_of(story.member)
    writing, sending = address(story, "review-write", "form"), address(story, "review-send", "form")
    page = words(client.get(writing))
    assert "không phải phiếu biểu quyết" in page
    assert client.post(writing, form_of(story, verdict_layout="", do="save")).headers["Location"] == writing
    page = words(client.get(sending))
    assert "Còn phải điền trước khi gửi" in page
    seen = page.split('name="seen" value="')[1].split('"')[0]
    refused = words(client.post(sending, {"seen": seen}), 422)
    assert "Hãy chọn mức đánh giá về “Bố cục”" in refused
    before = Review.objects.get()
    typed = form_of(story, seen=words(client.get(writing)).split('name="seen" value="')[1].split('"')[0])
    assert client.post(writing, typed | {"preview": "1"}).headers["Location"] == sending
    seen = words(client.get(sending)).split('name="seen" value="')[1].split('"')[0]
    receipt = reverse("council-review", args=[before.pk])
    assert client.post(sending, {"seen": seen}).headers["Location"] == receipt
    page = words(client.get(receipt))
    assert seen in page
    assert FAULT in page
    assert client.get(writing).headers["Location"] == receipt
    assert words(client.post(sending, {"seen": seen}), 422).count("đã gửi lúc") >= 1
    again = words(client.post(writing, form_of(story, text="Viết thêm sau khi gửi")), 422)
    assert "Viết thêm sau khi gửi" in again
    assert client.post(address(story, "review-take-back", "form")).headers["Location"] == writing
    assert Review.objects.get().state == "draft"


def test_a_stale_form_shows_both_and_goes_through_once_more(story: Reviewed) -> None:
    client, writing = browser_of(story.member), address(story, "review-write", "form")
    story.saves(ReviewSaid("Lời lưu từ điện thoại"))
    page = words(client.post(writing, form_of(story, text="Lời gõ trên máy tính")), 422)
    assert "Lời lưu từ điện thoại" in page
    assert "Lời gõ trên máy tính" in page
    seen = page.split('name="seen" value="')[1].split('"')[0]
    assert client.post(writing, form_of(story, text="Lời gõ trên máy tính", seen=seen)).status_code == 302
    assert Review.objects.get().text == "Lời gõ trên máy tính"


def test_a_member_who_was_let_go_while_he_wrote_is_told_so_and_reads_what_he_sent(story: Reviewed) -> None:
    people, client = story.seated, browser_of(story.member)
    end_seat(seat=people.seat_of(story.member), reason="Điều động công tác", by=people.standing, at=story.at)
    writing = address(story, "review-write", "form")
    page = words(client.post(writing, form_of(story, text=f"{NOTE}\n<b>Ý thứ hai</b>", password=NOTE.upper())), 403)
    assert "Bạn đã thôi tham gia hội đồng này" in page
    assert "Điều động công tác" in page
    assert escape(f"{NOTE}\n<b>Ý thứ hai</b>") in page
    assert NOTE.upper() not in page
    assert "Lời bạn vừa gửi" not in words(client.get(writing), 403)
    assert not Review.objects.exists()


def test_what_is_refused_is_told_and_still_typed(story: Reviewed) -> None:
    client = browser_of(story.member)
    writing = address(story, "review-write", "form")
    page = words(client.post(writing, form_of(story, note_task="Theo báo cáo\nTỐI MẬT\nsố 1")), 422)
    assert "dấu chỉ độ mật" in page
    assert "Theo báo cáo" in page
    page = words(client.post(writing, form_of(story, text="dài " * 25_001)), 422)
    assert "quá mức 100.000" in page
    remarking = address(story, "council-remark-new")
    page = words(client.post(remarking, {"kind": "cut", "text": ""}), 422)
    assert "Hãy viết điều bạn đề nghị sửa" in page
    row = story.dossier.version.provisions.get(path=place(story))
    typed = {"kind": "cut", "text": REMARK, "quote": "lời không có"}
    page = words(client.post(f"{remarking}?provision={row.provision_id}", typed), 422)
    assert "không có nguyên văn" in page
    assert REMARK in page
    gone = "00000000-0000-4000-8000-000000000000"
    assert client.get(f"{remarking}?provision={gone}").status_code == 404
    assert client.get(f"{remarking}?provision=khong-phai").status_code == 404
    assert client.get(f"{remarking}?provision={row.provision_id}&start=9999999999&end=x").status_code == 200
    story.notes("Bản đang lưu ở đây")
    page = words(client.post(address(story, "private-note"), {"text": NOTE, "seen": ""}), 422)
    assert "Bản đang lưu ở đây" in page
    assert NOTE in page
    assert not Review.objects.exists()


def test_a_form_and_an_opinion_are_printed_in_the_official_layout(story: Reviewed) -> None:
    path = place(story)
    row = story.dossier.version.provisions.get(path=path)
    add_remark(
        dossier=story.dossier, kind="clarify", text=REMARK, provision=story.provision(path),
        quote=Marked(" ".join(row.words.split()[:3])), by=story.member, at=story.at,
    )  # fmt: skip
    form = story.sends()
    reviewer = story.seated.reviewer
    opinion = story.sends(story.saves(story.opinion(), by=reviewer, kind=ReviewKind.OPINION), by=reviewer)
    for review, by, told in ((form, story.member, (FAULT, REMARK)), (opinion, reviewer, (OPINION, FAULT))):
        client = browser_of(by)
        pdf = client.get(reverse("council-review-file", args=[review.pk, "pdf"]))
        assert pdf.content.startswith(b"%PDF")
        docx = client.get(reverse("council-review-file", args=[review.pk, "docx"]))
        text = str(read_bytes(docx.content, name="phieu.docx").blocks)
        for one in told:
            assert one in text
    assert client.get(reverse("council-review-file", args=[opinion.pk, "txt"])).status_code == 404
    assert client.get(address(story, "review-blank", "docx")).status_code == 200


def test_what_a_member_owes_waits_on_his_desk(story: Reviewed) -> None:
    def owed(by: Acting) -> list[str]:
        kinds = [kind for kind in waiting_for(by, at=timezone.now()) if kind.code == "council_reviews"]
        return [thing.address for kind in kinds for thing in kind.things]

    reviewer = story.seated.reviewer
    assert owed(story.member) == [address(story, "review-write", "form")]
    assert owed(story.seated.standing) == []
    story.sends()
    story.sends(by=reviewer)
    assert owed(story.member) == []
    assert owed(reviewer) == [address(story, "review-write", "opinion")]


def test_reading_takes_as_many_queries_with_three_notes_as_with_one(story: Reviewed) -> None:
    client, reading = browser_of(story.member), address(story, "appraisal-dossier-read")
    paths = list(story.dossier.version.provisions.order_by("rank").values_list("path", flat=True))
    story.notes(NOTE, paths[0])
    story.remarks(REMARK, paths[0])
    client.get(reading)
    one = queries_of(lambda: client.get(reading))
    for path in paths[1:3]:
        story.notes(NOTE, path)
        story.remarks(REMARK, path)
    assert (queries_of(lambda: client.get(reading)), one) == (21, 21)
