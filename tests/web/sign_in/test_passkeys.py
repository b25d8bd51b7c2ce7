"""Passkeys that answer well: for their own officer, to their own challenge, and for nobody and nothing else."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client
from django.urls import reverse

from dongbo.organisation.models import SignInSession
from tests.builders import PASSWORD
from tests.web.sign_in.passkey import Passkey

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.builders import Site

OPTIONS, ENTER = "/sign-in/passkey/options/", "/sign-in/passkey/"
SECOND, AGAIN = "/sign-in/second/", "/sign-in/again/"


def plain(options: Any) -> dict[str, Any]:
    """What the browser gets to see of `options`."""
    found: dict[str, Any] = json.loads(json.dumps(options, default=dict))
    return found


def passkey_of(client: Client) -> Passkey:
    """Make a passkey on the account signed in at `client`."""
    made, page = Passkey(), reverse("account-passkey")
    options = plain(client.get(page).context["options"])
    answer = client.post(page, {"name": "Khóa", "credential": made.made(options)})
    assert answer.status_code == 302, answer.context["form"].errors
    return made


@pytest.fixture
def own(site: Site, enter: Callable[..., Client]) -> Passkey:
    """The reader's passkey."""
    return passkey_of(enter("nguoi-doc"))


@pytest.fixture
def others(site: Site, enter: Callable[..., Client]) -> Passkey:
    """The planner's passkey."""
    return passkey_of(enter("ke-hoach"))


def second_step(username: str = "nguoi-doc") -> tuple[Client, dict[str, Any]]:
    """A browser where the password was right, and what it asks a passkey."""
    client = Client()
    answer = client.post("/sign-in/", {"login": username, "password": PASSWORD})
    assert answer["Location"] == SECOND
    return client, plain(client.get(SECOND).context["js_data"]["request_options"])


def asked_alone() -> tuple[Client, dict[str, Any]]:
    """A stranger's browser, and what it asks any passkey."""
    client = Client()
    return client, client.get(OPTIONS).json()


def test_a_passkey_alone_signs_its_officer_in(site: Site, own: Passkey, others: Passkey) -> None:
    client, options = asked_alone()
    assert client.post(ENTER, {"credential": own.answer(options)})["Location"] == "/"
    assert SignInSession.objects.get(method="webauthn").officer == site.reader.officer


def test_an_answer_opens_once_and_to_its_own_challenge_only(site: Site, own: Passkey) -> None:
    client, options = asked_alone()
    answer = own.answer(options)
    stranger, _ = asked_alone()
    stranger.post(ENTER, {"credential": answer})
    assert stranger.get("/account/").status_code == 302
    client.post(ENTER, {"credential": answer})
    client.post("/sign-out/")
    client.post(ENTER, {"credential": answer})
    assert client.get("/account/").status_code == 302
    client.get(OPTIONS)
    client.post(ENTER, {"credential": answer})
    assert client.get("/account/").status_code == 302


def test_nobody_enters_in_anothers_name(site: Site, own: Passkey, others: Passkey) -> None:
    forgeries: list[Callable[[dict[str, Any]], str]] = [
        lambda options: others.answer(options, owner=own.owner),
        lambda options: own.answer(options, owner=others.owner),
        lambda options: own.answer(options, signed_by=others),
    ]
    for forged in forgeries:
        client, options = asked_alone()
        assert client.post(ENTER, {"credential": forged(options)})["Location"] == "/sign-in/"
        assert client.get("/account/").status_code == 302


def test_anothers_passkey_opens_neither_the_second_step_nor_the_lock(
    site: Site, own: Passkey, others: Passkey, away: Callable[..., None]
) -> None:
    client, options = asked_alone()
    client.post(ENTER, {"credential": own.answer(options)})
    away(site.reader.officer, minutes=16)
    for answers, opens in ((others, False), (own, True)):
        options = plain(client.get(AGAIN).context["options"])
        answer = client.post(AGAIN, {"credential": answers.answer(options)})
        assert (answer.status_code == 302) is opens
    for answers, opens in ((others, False), (own, True)):
        client, options = second_step()
        answer = client.post(SECOND, {"credential": answers.answer(options)})
        assert (answer.status_code == 302) is opens
        assert (client.get("/account/").status_code == 200) is opens


def test_a_passkey_taken_off_opens_nothing(site: Site, own: Passkey) -> None:
    Authenticator.objects.all().delete()
    client, options = asked_alone()
    client.post(ENTER, {"credential": own.answer(options)})
    assert client.get("/account/").status_code == 302
