"""Signing in and out through the pages."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.test import Client
from django.urls import NoReverseMatch, get_resolver, reverse
from django.utils import timezone

from dongbo.ledger.models import Event
from dongbo.organisation.models import SignInPolicy, SignInRecord, SignInSession
from dongbo.organisation.operations.officers import suspend_officer
from tests.builders import PASSWORD

if TYPE_CHECKING:
    from collections.abc import Callable

    from pytest_django import Settings

    from tests.builders import Site

PAIR = {"login": "nguoi-doc", "password": PASSWORD}
WRONG = "Tên đăng nhập hoặc mật khẩu không đúng"


def test_a_right_pair_leads_where_the_officer_was_going_under_a_new_key(site: Site) -> None:
    client = Client(HTTP_USER_AGENT="Kiem thu 1.0", REMOTE_ADDR="10.1.2.3")
    session = client.session
    session["planted"] = "yes"
    session.save()
    answer = client.post("/sign-in/", PAIR | {"next": "/documents/?q=du"})
    assert (answer.status_code, answer["Location"]) == (302, "/documents/?q=du")
    entered = SignInSession.objects.get(officer=site.reader.officer)
    assert entered.session_key != session.session_key
    assert not SignInSession.objects.filter(pk=session.session_key).exists()
    assert (entered.address, entered.device, entered.method) == ("10.1.2.3", "Kiem thu 1.0", "password")
    assert [(r.act, r.method, r.address) for r in SignInRecord.objects.all()] == [("signed_in", "password", "10.1.2.3")]
    event = Event.objects.latest("sequence")
    assert (event.kind, event.actor, event.address) == (
        "organisation.signed_in",
        str(site.reader.officer.pk),
        "10.1.2.3",
    )


@pytest.mark.parametrize(
    "elsewhere",
    [
        "https://example.org/",
        "//example.org/",
        "/\\example.org",
        "javascript:alert(1)",
        "http:///example.org",
        "/\t/e.org",
    ],
)
def test_a_way_to_another_site_is_not_taken(elsewhere: str, site: Site) -> None:
    assert Client().post("/sign-in/", PAIR | {"next": elsewhere})["Location"] == "/"
    page = Client().get("/sign-in/", {"next": elsewhere}).content.decode()
    assert "example.org" not in page
    assert "javascript:" not in page


@pytest.mark.parametrize(
    "pair",
    [
        {"login": "nguoi-doc", "password": "sai-mat-khau-roi"},
        {"login": "khong-co-ai", "password": PASSWORD},
        {"login": "nguoi-doc' OR 1=1 --", "password": PASSWORD},
    ],
)
def test_every_wrong_pair_has_the_same_answer_and_keeps_the_name(pair: dict[str, str], site: Site) -> None:
    answer = Client().post("/sign-in/", pair)
    assert answer.status_code == 200
    assert answer.context["form"].non_field_errors() == [
        "Tên đăng nhập hoặc mật khẩu không đúng. Hãy kiểm tra phím Caps Lock rồi thử lại."
    ]
    assert answer.context["form"]["login"].value() == pair["login"]
    assert pair["password"] not in answer.content.decode()


def test_the_lock_says_until_when_and_whom_to_ask(site: Site) -> None:
    client = Client()
    for _ in range(5):
        assert WRONG in client.post("/sign-in/", PAIR | {"password": "sai"}).content.decode()
    said = client.post("/sign-in/", PAIR).content.decode()
    assert re.search(r"bị khóa đến \d\d:\d\d:\d\d ngày \d\d/\d\d/\d{4}", said)
    assert "nhờ quản trị viên của đơn vị mở khóa" in said
    assert Client(REMOTE_ADDR="10.9.9.9").post("/sign-in/", PAIR)["Location"] == "/"


def test_the_oldest_session_beyond_the_most_ends(site: Site, enter: Callable[..., Client]) -> None:
    browsers = [enter("nguoi-doc", HTTP_USER_AGENT=f"Máy {number}") for number in range(3)]
    assert [browser.get("/account/").status_code for browser in browsers] == [200, 200, 200]
    fourth = enter("nguoi-doc", HTTP_USER_AGENT="Máy 3")
    assert [browser.get("/account/").status_code for browser in [*browsers, fourth]] == [302, 200, 200, 200]
    ended = SignInRecord.objects.filter(act="session_ended").values_list("ending", "device")
    assert list(ended) == [("too_many", "Máy 0")]


def test_a_session_is_over_at_its_longest_whatever_is_done(site: Site, enter: Callable[..., Client]) -> None:
    client = enter("nguoi-doc")
    session = SignInSession.objects.get()
    assert session.began_at is not None
    assert session.expire_date - session.began_at == timedelta(hours=12)
    client.get("/account/")
    session.refresh_from_db()
    assert session.expire_date - session.began_at == timedelta(hours=12)
    SignInSession.objects.update(expire_date=timezone.now())
    assert client.get("/account/")["Location"] == "/sign-in/?next=/account/"


def test_a_suspended_officer_is_out_at_the_next_request_and_stays_out(site: Site, enter: Callable[..., Client]) -> None:
    client = enter("nguoi-doc")
    suspend_officer(officer=site.reader.officer, reason="Nghỉ hưu", by=site.administrator, at=timezone.now())
    assert client.get("/account/")["Location"] == "/sign-in/?next=/account/"
    assert WRONG in Client().post("/sign-in/", PAIR).content.decode()


def test_an_account_out_of_use_is_refused_even_with_the_right_password(site: Site) -> None:
    site.reader.officer.is_active = False
    site.reader.officer.save()
    client = Client()
    answer = client.post("/sign-in/", PAIR, follow=True)
    assert "Tài khoản này đã ngừng sử dụng" in answer.content.decode()
    assert client.get("/account/").status_code == 302
    assert [record.act for record in SignInRecord.objects.all()] == ["refused"]


def test_an_account_nobody_used_for_long_is_refused(site: Site) -> None:
    officer = site.reader.officer
    officer.enrolled_at = timezone.now() - timedelta(days=45)
    officer.save()
    assert "ngừng sử dụng" in Client().post("/sign-in/", PAIR, follow=True).content.decode()
    officer.last_login = timezone.now() - timedelta(days=44)
    officer.save()
    assert Client().post("/sign-in/", PAIR)["Location"] == "/"


def test_signing_out_ends_the_session_and_is_written_down(site: Site, enter: Callable[..., Client]) -> None:
    client = enter("nguoi-doc")
    assert client.get("/sign-out/").status_code == 405
    assert client.post("/sign-out/")["Location"] == "/sign-in/"
    assert not SignInSession.objects.filter(officer=site.reader.officer).exists()
    assert client.get("/account/").status_code == 302
    assert [record.act for record in SignInRecord.objects.all()] == ["signed_out", "signed_in"]
    assert Event.objects.latest("sequence").kind == "organisation.signed_out"


def test_there_is_no_way_to_sign_up(site: Site) -> None:
    for name in ("account_signup", "account_reset_password", "socialaccount_signup", "account_email"):
        with pytest.raises(NoReverseMatch):
            reverse(name)
    for path in ("/accounts/signup/", "/signup/", "/sign-up/", "/accounts/login/"):
        assert Client().get(path).status_code in (302, 404)
    assert not [name for name in map(str, get_resolver().reverse_dict) if "signup" in name]


def test_who_is_in_already_goes_on(site: Site, enter: Callable[..., Client]) -> None:
    assert enter("nguoi-doc").get("/sign-in/?next=/documents/")["Location"] == "/documents/"


def test_the_second_step_opens_for_nobody_without_the_first(site: Site) -> None:
    assert Client().get("/sign-in/second/")["Location"] == "/sign-in/"
    assert Client().post("/sign-in/second/", {"code": "123456"})["Location"] == "/sign-in/"


def test_the_demonstrations_password_is_shown_on_a_demonstration_only(site: Site, settings: Settings) -> None:
    settings.DEMO = False
    assert settings.DEMO_PASSWORD not in Client().get("/sign-in/").content.decode()


def test_existing_hashes_of_the_older_kind_keep_working(site: Site, settings: Settings) -> None:
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
    site.reader.officer.set_password(PASSWORD)
    site.reader.officer.save()
    assert site.reader.officer.password.startswith("argon2$argon2id$")
    assert Client().post("/sign-in/", PAIR)["Location"] == "/"


def test_without_a_policy_nobody_signs_in_by_chance(site: Site) -> None:
    SignInPolicy.objects.update(valid_from=timezone.localdate() + timedelta(days=1))
    with pytest.raises((SignInPolicy.DoesNotExist, ImproperlyConfigured)):
        Client().post("/sign-in/", PAIR)
