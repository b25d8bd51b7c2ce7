"""Second factors withdrawn by page, what is told of sign-ins elsewhere, and bad input at the doors."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from dongbo.organisation.models import Officer, SignInRecord, SignInSession
from tests.builders import PASSWORD

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.builders import Site

LOST = "/account/factors/lost/"
REASON = "Mất điện thoại lẫn sổ mã, đã gặp mặt"
ELSEWHERE = {"REMOTE_ADDR": "203.0.113.9", "HTTP_USER_AGENT": "Trình duyệt lạ"}
TOLD = "Có đăng nhập vào tài khoản của bạn từ nơi chưa thấy trước đây"


def told(page: Any) -> str:
    return " ".join(str(message) for message in page.context["messages"])


def test_lost_factors_are_withdrawn_by_page_and_the_officer_is_told_once(
    site: Site, enter: Callable[..., Client]
) -> None:
    enter("nguoi-doc")
    Authenticator.objects.create(user=site.reader.officer, type="totp", data={"secret": "x"})
    administrator = enter("quan-tri")
    assert "Mất mọi yếu tố thứ hai" in administrator.get(reverse("password-forgotten")).content.decode()
    answer = administrator.post(LOST, {"username": "NGUOI-DOC", "reason": REASON}, follow=True)
    assert "Đã thu hồi mọi yếu tố thứ hai của Cán bộ nguoi-doc" in answer.content.decode()
    assert not Authenticator.objects.exists()
    reader = enter("nguoi-doc")
    page = reader.get("/").content.decode()
    assert "Quản trị viên đã thu hồi mọi yếu tố thứ hai của tài khoản này" in page
    assert "Quản trị viên thu hồi yếu tố thứ hai" in reader.get("/account/history/").content.decode()
    assert "đã thu hồi mọi yếu tố" not in enter("nguoi-doc").get("/").content.decode()


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({"username": "khong-co", "reason": REASON}, "Không có cán bộ nào bạn quản lý"),
        ({"username": "a" * 10_000, "reason": REASON}, "tối đa 60"),
        ({"username": "nguoi\0doc", "reason": REASON}, "Không được có ký tự rỗng"),
        ({"username": "nguoi-doc", "reason": ""}, "bắt buộc"),
        ({"username": "nguoi-doc", "reason": "mất"}, "Hãy viết rõ lý do thu hồi"),
        ({"username": "quan-tri", "reason": REASON}, "không tự thu hồi yếu tố thứ hai của mình"),
        ({"username": "ke-hoach", "reason": REASON}, "không có yếu tố thứ hai nào để thu hồi"),
    ],
)
def test_a_faulty_withdrawal_keeps_what_was_typed(
    sent: dict[str, str], said: str, site: Site, enter: Callable[..., Client]
) -> None:
    administrator = enter("quan-tri")
    for acting in (site.reader, site.administrator):
        Authenticator.objects.create(user=acting.officer, type="webauthn", data={})
    answer = administrator.post(LOST, sent)
    assert said in " ".join(str(e) for errors in answer.context["sent"].errors.values() for e in errors)
    assert answer.context["lost_form"]["reason"].value() == sent["reason"]
    assert Authenticator.objects.count() == 2


def test_a_withdrawal_waits_until_the_administrator_showed_again_who_he_is(
    site: Site, enter: Callable[..., Client]
) -> None:
    Authenticator.objects.create(user=site.reader.officer, type="totp", data={"secret": "x"})
    client = enter("quan-tri")
    SignInSession.objects.update(began_at=timezone.now() - timedelta(minutes=5))
    assert client.post(LOST, {"username": "nguoi-doc", "reason": REASON})["Location"].startswith("/sign-in/again/")
    assert Authenticator.objects.exists()
    assert enter("ke-hoach").get(LOST).status_code == 403


def test_a_sign_in_from_elsewhere_is_told_there_and_at_every_place_the_officer_uses(
    site: Site, enter: Callable[..., Client]
) -> None:
    desk = enter("nguoi-doc")
    assert told(desk.get("/")) == ""
    strange = enter("nguoi-doc", **ELSEWHERE)
    assert "Tài khoản chưa từng đăng nhập từ nơi này" in told(strange.get("/"))
    assert "Từ nơi chưa thấy" in strange.get("/account/history/").content.decode()
    ago = timezone.now() - timedelta(minutes=2)
    SignInRecord.objects.filter(from_elsewhere=False).update(at=ago)
    SignInSession.objects.filter(address="127.0.0.1").update(began_at=ago, seen_at=ago)
    at_work = told(desk.get("/"))
    assert TOLD in at_work
    assert "203.0.113.9" in at_work
    assert "Trình duyệt lạ" in at_work
    assert told(desk.get("/")) == ""
    assert TOLD not in told(enter("nguoi-doc", **ELSEWHERE).get("/"))
    assert TOLD in told(enter("nguoi-doc").get("/"))
    assert TOLD not in told(enter("nguoi-doc").get("/"))
    assert TOLD not in told(enter("ke-hoach").get("/"))


def test_the_ceiling_is_said_at_the_door_and_the_desk_stays_open(site: Site, enter: Callable[..., Client]) -> None:
    enter("nguoi-doc")
    for number in range(50):
        Client(REMOTE_ADDR=f"198.51.100.{number}").post("/sign-in/", {"login": "nguoi-doc", "password": "sai"})
    pair = {"login": "nguoi-doc", "password": PASSWORD}
    refused = Client(REMOTE_ADDR="198.51.100.200").post("/sign-in/", pair)
    assert "nơi chưa từng đăng nhập bị khóa đến" in refused.content.decode()
    assert enter("nguoi-doc").get("/").status_code == 200
    administrator = enter("quan-tri")
    page = administrator.get(reverse("sign-in-locks"))
    assert "mọi nơi lạ" in page.content.decode()
    administrator.post(reverse("sign-in-unlock", args=[page.context["page"][0].pk]))
    assert Client(REMOTE_ADDR="198.51.100.200").post("/sign-in/", pair)["Location"] == "/"


@pytest.mark.parametrize(
    "name", ["a" * 10_000, "nguoi\0doc", "nguoi-doc\r\nX: y", "\x1b[2J", "\u202enguoi-doc", "'; --"]
)
def test_no_name_typed_at_the_door_fails_the_page(name: str, site: Site) -> None:
    answer = Client().post("/sign-in/", {"login": name, "password": PASSWORD})
    assert answer.status_code == 200
    assert answer.context["form"].errors
    assert not SignInSession.objects.filter(officer__isnull=False).exists()


def test_no_words_asked_of_the_locks_fail_the_page(site: Site, enter: Callable[..., Client]) -> None:
    client = enter("quan-tri")
    for words in ("%00", "%00a", "a" * 5_000, "%ED%A0%80"):
        assert client.get(f"{reverse('sign-in-locks')}?q={words}").status_code == 200
    assert Officer.objects.count() == 3
