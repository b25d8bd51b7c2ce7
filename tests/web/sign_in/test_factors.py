"""Second factors: codes from an application, recovery codes, passkeys that answer badly."""

from __future__ import annotations

import json
import time
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from dongbo.ledger.models import Event
from dongbo.organisation.models import SignInPolicy, SignInRecord, SignInSession, UsedCode
from tests.builders import PASSWORD

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.builders import Site

PAIR = {"login": "nguoi-doc", "password": PASSWORD}


def code_of(secret: str, *, steps: int = 0) -> str:
    """Compute the code an application would show, so many steps from now."""
    shown: str = format_hotp_value(hotp_value(secret.replace(" ", ""), int(time.time()) // 30 + steps))
    return shown


@pytest.fixture
def secret(site: Site, enter: Callable[..., Client]) -> str:
    """The reader's application knows this secret."""
    client = enter("nguoi-doc")
    shown: str = client.get(reverse("account-application")).context["secret"]
    answer = client.post(reverse("account-application"), {"code": code_of(shown)})
    assert answer["Location"] == reverse("account-codes")
    UsedCode.objects.all().delete()  # as half a minute later, when the application shows another code
    return shown


def second_step() -> Client:
    """A browser where the reader's password was right."""
    client = Client()
    answer = client.post("/sign-in/", PAIR)
    assert answer["Location"] == "/sign-in/second/"
    return client


def test_an_application_is_added_by_its_first_code_and_asked_for_from_then_on(site: Site, secret: str) -> None:
    assert Event.objects.latest("sequence").kind == "organisation.second_factor_added"
    client = second_step()
    assert client.get("/account/").status_code == 302
    answer = client.post("/sign-in/second/", {"code": code_of(secret)})
    assert answer["Location"] == "/"
    assert client.get("/account/").status_code == 200
    assert SignInSession.objects.get(began_at__isnull=False, method="totp").officer == site.reader.officer


def test_the_secret_is_not_readable_in_the_database(site: Site, secret: str) -> None:
    stored = json.dumps(Authenticator.objects.get(type="totp").data)
    assert secret.replace(" ", "") not in stored


def test_the_code_that_proved_an_application_opens_nothing(site: Site, enter: Callable[..., Client]) -> None:
    client = enter("nguoi-doc")
    code = code_of(client.get(reverse("account-application")).context["secret"])
    client.post(reverse("account-application"), {"code": code})
    assert "Mã không đúng hoặc đã dùng" in second_step().post("/sign-in/second/", {"code": code}).content.decode()


def test_a_code_opens_once(site: Site, secret: str) -> None:
    code = code_of(secret)
    assert second_step().post("/sign-in/second/", {"code": code})["Location"] == "/"
    refused = second_step().post("/sign-in/second/", {"code": code})
    assert "Mã không đúng hoặc đã dùng" in refused.content.decode()
    assert UsedCode.objects.filter(officer=site.reader.officer).count() == 1


@pytest.mark.parametrize(("steps", "opens"), [(-2, False), (-1, True), (1, True), (2, False)])
def test_a_clock_may_be_wrong_by_half_a_minute_and_no_more(steps: int, opens: bool, site: Site, secret: str) -> None:
    answer = second_step().post("/sign-in/second/", {"code": code_of(secret, steps=steps)})
    assert (answer.status_code == 302) is opens


def test_guessing_codes_locks_although_the_password_is_right_between(site: Site, secret: str) -> None:
    for _ in range(5):
        second_step().post("/sign-in/second/", {"code": "000000"})
    assert "bị khóa đến" in Client().post("/sign-in/", PAIR).content.decode()
    acts = SignInRecord.objects.filter(officer=site.reader.officer, act__in=["wrong", "locked"])
    assert [record.act for record in acts] == ["locked", *["wrong"] * 4]


def test_recovery_codes_are_shown_once_and_each_opens_once(site: Site, secret: str) -> None:
    client = second_step()
    client.post("/sign-in/second/", {"code": code_of(secret)})
    codes = client.get(reverse("account-codes")).context["codes"]
    assert len(codes) == len(set(codes)) == 10
    assert client.get(reverse("account-codes"))["Location"] == "/account/"
    page = client.get("/account/").content.decode()
    assert not [code for code in codes if code in page]
    assert second_step().post("/sign-in/second/", {"code": codes[3]})["Location"] == "/"
    assert second_step().post("/sign-in/second/", {"code": codes[3]}).status_code == 200
    assert client.get("/account/").context["codes_left"] == 9


def test_new_recovery_codes_put_an_end_to_the_old(site: Site, secret: str) -> None:
    client = second_step()
    client.post("/sign-in/second/", {"code": code_of(secret)})
    old = client.get(reverse("account-codes")).context["codes"]
    assert client.post(reverse("account-codes-new"))["Location"] == reverse("account-codes")
    new = client.get(reverse("account-codes")).context["codes"]
    assert set(old).isdisjoint(new)
    assert second_step().post("/sign-in/second/", {"code": old[0]}).status_code == 200
    assert second_step().post("/sign-in/second/", {"code": new[0]})["Location"] == "/"
    assert "organisation.recovery_codes_made" in Event.objects.values_list("kind", flat=True)


def test_the_last_factor_takes_the_recovery_codes_along(site: Site, secret: str) -> None:
    client = second_step()
    client.post("/sign-in/second/", {"code": code_of(secret)})
    factor = Authenticator.objects.get(type="totp")
    client.post(reverse("account-factor-remove", args=[factor.pk]))
    assert not Authenticator.objects.exists()
    assert Client().post("/sign-in/", PAIR)["Location"] == "/"
    assert Event.objects.filter(kind="organisation.second_factor_removed").count() == 1


def test_nobody_removes_anothers_factor(site: Site, secret: str, enter: Callable[..., Client]) -> None:
    factor = Authenticator.objects.get(type="totp")
    assert enter("ke-hoach").post(reverse("account-factor-remove", args=[factor.pk])).status_code == 404
    assert Authenticator.objects.filter(pk=factor.pk).exists()


def test_a_delicate_act_asks_again_after_a_while_and_then_goes_on(
    site: Site, secret: str, enter: Callable[..., Client]
) -> None:
    client = second_step()
    client.post("/sign-in/second/", {"code": code_of(secret)})
    SignInSession.objects.filter(method="totp").update(began_at=timezone.now() - timedelta(minutes=5))
    factor = Authenticator.objects.get(type="totp")
    remove = reverse("account-factor-remove", args=[factor.pk])
    answer = client.post(remove)
    assert answer["Location"].startswith("/sign-in/again/")
    assert Authenticator.objects.filter(pk=factor.pk).exists()
    assert client.post("/sign-in/again/", {"password": PASSWORD})["Location"] == "/sign-in/continue/"
    key = client.get("/sign-in/continue/").context["found"][0][0].key
    client.post(remove, f"_kept={key}", content_type="application/x-www-form-urlencoded")
    assert not Authenticator.objects.filter(pk=factor.pk).exists()


def test_a_code_opens_the_lock_too(site: Site, secret: str, away: Callable[..., None]) -> None:
    client = second_step()
    client.post("/sign-in/second/", {"code": code_of(secret)})
    away(site.reader.officer, minutes=16)
    assert client.post("/sign-in/again/", {"code": code_of(secret)}).status_code == 200
    assert client.post("/sign-in/again/", {"code": code_of(secret, steps=1)})["Location"] == "/"


def test_an_administrator_sets_a_second_factor_up_before_anything_else(
    site: Site, enter: Callable[..., Client]
) -> None:
    SignInPolicy.objects.update(administrator_second_factor=True)
    client = enter("quan-tri")
    assert client.get("/documents/")["Location"] == "/account/?next=%2Fdocuments%2F"
    page = client.get("/account/").content.decode()
    assert "Chính sách đăng nhập yêu cầu" in page
    secret = client.get(reverse("account-application")).context["secret"]
    client.post(reverse("account-application"), {"code": code_of(secret)})
    assert client.get("/account/history/").status_code == 200
    assert enter("nguoi-doc").get("/documents/").status_code == 200


MALFORMED = [
    "[" * 100_000,
    '{"id": "eA", "rawId": "eA", "type": "public-key", "clientExtensionResults": {}, "response": '
    '{"clientDataJSON": "e30", "attestationObject": "' + "gYGB" * 20_000 + '"}}',
    '{"id": "eA", "rawId": "eA", "type": "public-key", "response": {"userHandle": "' + "OTk5" * 2_000 + '"}}',
    "",
    "null",
    "[]",
    "1",
    '"text"',
    "{}",
    "{",
    '{"id": 1}',
    '{"id": "x", "rawId": "!!", "type": "public-key", "response": {}}',
    '{"id": "x", "rawId": "eA", "type": "public-key", "response": null}',
    '{"id": "eA", "rawId": "eA", "type": "public-key", "clientExtensionResults": {}, "response": '
    '{"clientDataJSON": "e30", "authenticatorData": "AAAA", "signature": "AA", "userHandle": "Yg"}}',
    '{"id": "eA", "rawId": "eA", "type": "public-key", "clientExtensionResults": {}, "response": '
    '{"clientDataJSON": "e30", "attestationObject": "oA"}}',
]


@pytest.mark.parametrize("credential", MALFORMED)
def test_a_passkeys_malformed_answer_is_refused_and_nothing_fails(
    credential: str, site: Site, enter: Callable[..., Client]
) -> None:
    stranger = Client()
    stranger.get("/sign-in/passkey/options/")
    answer = stranger.post("/sign-in/passkey/", {"credential": credential, "next": "/documents/"})
    assert answer["Location"] == "/sign-in/?next=%2Fdocuments%2F"
    assert "Chưa đăng nhập được bằng khóa truy cập" in stranger.get(answer["Location"]).content.decode()
    client = enter("nguoi-doc")
    client.get(reverse("account-passkey"))
    answer = client.post(reverse("account-passkey"), {"name": "Khóa", "credential": credential})
    assert (answer.status_code, bool(answer.context["form"].errors)) == (200, True)
    assert not Authenticator.objects.exists()
