"""A machine left alone locks, and nothing that was typed is lost."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import QueryDict
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from dongbo.documents.models import Document
from dongbo.documents.states import Standing
from dongbo.ledger.models import Event
from dongbo.organisation.models import KeptFile, KeptRequest, SignInRecord, SignInSession
from dongbo.organisation.operations.signing_in import let_go_on
from tests.builders import DIRECTIVE, PASSWORD

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.builders import Site
    from tests.web.papers import Papers

LONG = "Ghi chú dài & có dấu: «sông Đà», 100 % <b>đậm</b>\r\n" * 3_000
AGAIN = "/sign-in/again/"
GO_ON = "/sign-in/continue/"


def gone_on(client: Client, address: str, **fields: str) -> Any:
    """Press the button of the page where what was kept goes on."""
    return client.post(address, urlencode(fields), content_type="application/x-www-form-urlencoded")


def opened(client: Client) -> None:
    answer = client.post(AGAIN, {"password": PASSWORD})
    assert (answer.status_code, answer["Location"]) == (302, GO_ON)


def test_a_page_asked_for_after_the_time_is_shown_after_the_password(
    planner_in: Client, site: Site, away: Callable[..., None]
) -> None:
    away(site.planner.officer, minutes=15)
    answer = planner_in.get("/documents/?q=du")
    assert (answer.status_code, answer["Location"]) == (302, "/sign-in/again/?next=%2Fdocuments%2F%3Fq%3Ddu")
    shown = planner_in.get(answer["Location"])
    assert "Màn hình đã khóa" in shown.content.decode()
    answer = planner_in.post(AGAIN, {"password": PASSWORD, "next": "/documents/?q=du"})
    assert (answer.status_code, answer["Location"]) == (302, "/documents/?q=du")
    assert planner_in.get("/documents/?q=du").status_code == 200


def test_before_the_time_nothing_is_asked(planner_in: Client, site: Site, away: Callable[..., None]) -> None:
    away(site.planner.officer, minutes=14.9)
    assert planner_in.get("/documents/").status_code == 200


def test_an_administrators_time_is_shorter(site: Site, enter: Callable[..., Client], away: Callable[..., None]) -> None:
    client = enter("quan-tri")
    away(site.administrator.officer, minutes=4.9)
    assert client.get("/").status_code == 200
    away(site.administrator.officer, minutes=5)
    assert client.get("/")["Location"] == "/sign-in/again/?next=%2F"


def test_work_keeps_the_session_open_and_what_a_page_does_by_itself_does_not(
    planner_in: Client, site: Site, away: Callable[..., None]
) -> None:
    away(site.planner.officer, minutes=10)
    planner_in.get("/documents/", headers={"x-unattended": "1"})
    away(site.planner.officer, minutes=4)
    assert planner_in.get("/documents/").status_code == 200
    away(site.planner.officer, minutes=14)
    assert planner_in.get("/documents/").status_code == 200


def test_a_long_text_goes_on_exactly_as_it_was_typed(
    planner_in: Client, papers: Papers, site: Site, away: Callable[..., None]
) -> None:
    edit = reverse("document-edit", args=[papers.plan.document_id])
    form = planner_in.get(edit).context["form"]
    typed = {name: value for name, value in form.initial.items() if value is not None} | {"subject": LONG[:400]}
    away(site.planner.officer, minutes=16)
    answer = planner_in.post(edit, typed | {"note": LONG})
    assert answer["Location"].startswith(AGAIN)
    assert "sẽ được gửi tiếp" in planner_in.get(answer["Location"]).content.decode()
    opened(planner_in)
    page = planner_in.get(GO_ON)
    assert page.context["by_itself"] is True
    kept = KeptRequest.objects.get()
    assert QueryDict(kept.fields)["note"] == LONG
    before = Event.objects.count()
    answer = gone_on(planner_in, edit, _kept=kept.key)
    assert answer.status_code == 302, answer.content.decode()
    document = Document.objects.get(pk=papers.plan.document_id)
    assert document.subject == LONG[:400].strip()
    assert Event.objects.count() == before + 1
    assert not KeptRequest.objects.exists()


def test_a_file_goes_on_with_its_form(planner_in: Client, site: Site, away: Callable[..., None]) -> None:
    away(site.planner.officer, minutes=16)
    sent = {
        "standing": Standing.DIRECTIVE,
        "file": SimpleUploadedFile("chỉ thị.txt", DIRECTIVE.encode(), "text/plain"),
        "unit": site.unit.code,
        "access": 1,
    }
    planner_in.post(reverse("document-new"), sent)

    assert [(file.name, bytes(file.data).decode()) for file in KeptFile.objects.all()] == [("chỉ thị.txt", DIRECTIVE)]
    opened(planner_in)
    assert "chỉ thị.txt" in planner_in.get(GO_ON).content.decode()
    gone_on(planner_in, reverse("document-new"), _kept=KeptRequest.objects.get().key)
    assert Document.objects.get().number == "15/NQ-CP"
    assert not KeptFile.objects.exists()


def test_what_was_kept_goes_on_once(planner_in: Client, site: Site, away: Callable[..., None]) -> None:
    away(site.planner.officer, minutes=16)
    planner_in.post(reverse("document-new"), {"standing": Standing.PLAN})
    opened(planner_in)
    key = KeptRequest.objects.get().key
    gone_on(planner_in, reverse("document-new"), _kept=key)
    answer = gone_on(planner_in, reverse("document-new"), _kept=key)
    assert (answer.status_code, answer["Location"]) == (302, reverse("document-new"))


def test_what_is_on_its_way_is_not_sent_again_and_what_stopped_is(
    planner_in: Client, site: Site, away: Callable[..., None]
) -> None:
    away(site.planner.officer, minutes=16)
    sent = {"standing": Standing.DIRECTIVE, "file": SimpleUploadedFile("a.txt", DIRECTIVE.encode(), "text/plain")}
    planner_in.post(reverse("document-new"), sent | {"unit": site.unit.code, "access": 1})
    opened(planner_in)
    kept = KeptRequest.objects.get()
    assert let_go_on(kept=kept, at=timezone.now())
    answer = gone_on(planner_in, reverse("document-new"), _kept=kept.key)
    assert (answer.status_code, answer["Location"]) == (302, reverse("document-new"))
    assert not Document.objects.exists()
    KeptRequest.objects.update(going_on_since=timezone.now() - timedelta(minutes=2))
    gone_on(planner_in, reverse("document-new"), _kept=kept.key)
    assert Document.objects.count() == 1


def test_what_did_not_arrive_waits_again(planner_in: Client, site: Site, away: Callable[..., None]) -> None:
    away(site.planner.officer, minutes=16)
    planner_in.post(reverse("sign-in-policy-new"), {"idle_minutes": "20"})
    opened(planner_in)
    kept = KeptRequest.objects.get()
    assert gone_on(planner_in, reverse("sign-in-policy-new"), _kept=kept.key).status_code == 403
    assert KeptRequest.objects.get().going_on_since is None


def test_what_was_kept_goes_on_at_its_own_address_only(
    planner_in: Client, site: Site, away: Callable[..., None]
) -> None:
    away(site.planner.officer, minutes=16)
    planner_in.post(reverse("document-new"), {"standing": Standing.PLAN})
    opened(planner_in)
    answer = gone_on(planner_in, reverse("appraisal-new"), _kept=KeptRequest.objects.get().key)
    assert (answer.status_code, answer["Location"]) == (302, reverse("appraisal-new"))
    assert KeptRequest.objects.count() == 1


def test_it_goes_on_only_with_the_browsers_own_token(site: Site, away: Callable[..., None]) -> None:
    client = Client(enforce_csrf_checks=True)
    token = client.get("/sign-in/").cookies["csrftoken"].value
    client.post("/sign-in/", {"login": "ke-hoach", "password": PASSWORD, "csrfmiddlewaretoken": token})
    away(site.planner.officer, minutes=16)
    assert client.post(reverse("document-new"), {"standing": Standing.PLAN}).status_code == 403
    assert not KeptRequest.objects.exists()
    token = client.cookies["csrftoken"].value
    client.post(reverse("document-new"), {"standing": Standing.PLAN, "csrfmiddlewaretoken": token})
    key = KeptRequest.objects.get().key
    client.post(AGAIN, {"password": PASSWORD, "csrfmiddlewaretoken": token})
    assert gone_on(client, reverse("document-new"), _kept=key).status_code == 403
    assert gone_on(client, reverse("document-new"), _kept=key, csrfmiddlewaretoken=token).status_code == 403
    fresh = client.cookies["csrftoken"].value
    assert gone_on(client, reverse("document-new"), _kept=key, csrfmiddlewaretoken=fresh).status_code == 422


def test_nobody_else_gets_it(
    planner_in: Client, site: Site, enter: Callable[..., Client], away: Callable[..., None]
) -> None:
    away(site.planner.officer, minutes=16)
    planner_in.post(reverse("document-new"), {"standing": Standing.PLAN})
    key = KeptRequest.objects.get().key
    other = enter("quan-tri")
    other.cookies["kept"] = key
    assert other.get(GO_ON)["Location"] == "/"
    answer = gone_on(other, reverse("document-new"), _kept=key)
    assert (answer.status_code, answer["Location"]) == (302, reverse("document-new"))
    assert KeptRequest.objects.count() == 1


def test_it_can_be_given_up(planner_in: Client, site: Site, away: Callable[..., None]) -> None:
    away(site.planner.officer, minutes=16)
    planner_in.post(reverse("document-new"), {"standing": Standing.PLAN})
    opened(planner_in)
    planner_in.post(GO_ON, {"give_up": KeptRequest.objects.get().key})
    assert not KeptRequest.objects.exists()
    assert planner_in.get(GO_ON)["Location"] == "/"


def test_a_wrong_password_keeps_the_lock_and_counts(planner_in: Client, site: Site, away: Callable[..., None]) -> None:
    away(site.planner.officer, minutes=16)
    for _ in range(5):
        answer = planner_in.post(AGAIN, {"password": "sai-mat-khau"})
        assert "Mật khẩu không đúng" in answer.content.decode()
    answer = planner_in.post(AGAIN, {"password": PASSWORD})
    assert "bị khóa đến" in answer.content.decode()
    assert planner_in.get("/documents/")["Location"].startswith(AGAIN)
    acts = SignInRecord.objects.filter(officer=site.planner.officer).values_list("act", flat=True)
    assert list(acts) == ["locked", *["wrong"] * 4, "signed_in"]


def test_confirming_rotates_the_key_and_keeps_when_the_session_began(
    planner_in: Client, site: Site, away: Callable[..., None]
) -> None:
    away(site.planner.officer, minutes=16)
    before = SignInSession.objects.get(officer=site.planner.officer)
    planner_in.post(AGAIN, {"password": PASSWORD})
    after = SignInSession.objects.get(officer=site.planner.officer)
    assert after.session_key != before.session_key
    assert (after.began_at, after.expire_date) == (before.began_at, before.expire_date)
    assert not SignInSession.objects.filter(pk=before.pk).exists()


def test_a_part_of_a_page_sends_the_whole_page_to_the_lock(
    planner_in: Client, site: Site, away: Callable[..., None]
) -> None:
    away(site.planner.officer, minutes=16)
    parts = {"hx-request": "true", "hx-current-url": "http://testserver/documents/?q=a"}
    answer = planner_in.get("/documents/?q=ab", headers=parts)
    assert answer.headers["HX-Redirect"] == "/sign-in/again/?next=%2Fdocuments%2F%3Fq%3Da"


def test_a_form_after_the_session_is_over_waits_for_the_same_officer(planner_in: Client, site: Site) -> None:
    SignInSession.objects.filter(officer=site.planner.officer).delete()
    answer = planner_in.post(reverse("document-new"), {"standing": Standing.PLAN, "note": LONG})
    assert answer["Location"].startswith("/sign-in/?next=")
    assert "Nội dung bạn vừa gửi còn nguyên" in planner_in.get(answer["Location"]).content.decode()
    answer = planner_in.post("/sign-in/", {"login": "ke-hoach", "password": PASSWORD})
    assert answer["Location"] == GO_ON
    page = planner_in.get(GO_ON)
    assert page.context["by_itself"] is False
    assert "Ghi chú dài &amp; có dấu" in page.content.decode()
    answer = gone_on(planner_in, reverse("document-new"), _kept=KeptRequest.objects.get().key)
    assert answer.context["form"]["standing"].value() == Standing.PLAN


def test_another_officer_who_signs_in_there_sees_nothing_of_it(planner_in: Client, site: Site) -> None:
    SignInSession.objects.filter(officer=site.planner.officer).delete()
    planner_in.post(reverse("document-new"), {"standing": Standing.PLAN, "note": LONG})
    answer = planner_in.post("/sign-in/", {"login": "nguoi-doc", "password": PASSWORD})
    assert answer["Location"] == "/"
    assert planner_in.get(GO_ON)["Location"] == "/"


def test_nothing_is_kept_for_a_browser_nobody_signed_into(site: Site) -> None:
    stranger = Client()
    stranger.post(reverse("document-new"), {"standing": Standing.PLAN})
    stranger.cookies["officer"] = str(site.planner.officer.pk)
    stranger.post(reverse("document-new"), {"standing": Standing.PLAN})
    assert not KeptRequest.objects.exists()


def test_passwords_are_never_kept(planner_in: Client, site: Site, away: Callable[..., None]) -> None:
    away(site.planner.officer, minutes=16)
    planner_in.post(reverse("account-password"), {"new_password": "bi-mat-moi-rat-dai", "again_password": "x"})
    planner_in.post(reverse("document-new"), {"standing": Standing.PLAN, "any_password": "bi-mat"})
    assert [kept.fields for kept in KeptRequest.objects.all()] == ["standing=plan"]
