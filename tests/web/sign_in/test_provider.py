"""Single sign-on against a real provider of OpenID Connect, over HTTP, in a process of its own."""

from __future__ import annotations

import json
import socket
import subprocess
import sys
import time
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest
import requests
from allauth.socialaccount.models import SocialAccount
from django.conf import settings as configured
from django.test import Client

from dongbo.organisation.models import Officer, SignInRecord, SignInSession

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytest_django import Settings

    from tests.builders import Site

BEGIN = "/sign-in/ministry/begin/"
LONGEST_START = 30


@pytest.fixture(scope="module")
def running() -> Iterator[str]:
    """The address of a provider that accepts every client and knows every subject."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    started = subprocess.Popen(
        [sys.executable, "-W", "ignore", "-m", "oidc_provider_mock", "--port", str(port)],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    address, until = f"http://127.0.0.1:{port}", time.monotonic() + LONGEST_START
    try:
        while True:
            try:
                requests.get(f"{address}/jwks", timeout=5)
                break
            except requests.ConnectionError:
                assert time.monotonic() < until
                assert started.poll() is None
                time.sleep(0.2)
        yield address
    finally:
        started.terminate()
        started.wait(timeout=10)


@pytest.fixture
def provider(running: str, settings: Settings) -> str:
    """The site is set to the provider."""
    providers = json.loads(json.dumps(configured.SOCIALACCOUNT_PROVIDERS))
    app = providers["openid_connect"]["APPS"][0]
    app["client_id"], app["secret"], app["settings"]["server_url"] = "dong-bo", "bi-mat", running
    settings.SOCIALACCOUNT_PROVIDERS = providers
    settings.OIDC_URL = running
    return running


def at_the_provider(client: Client, provider: str, subject: str, **claims: str) -> str:
    """Go to the provider, be `subject` there with `claims`; return the way back with its answer."""
    requests.put(f"{provider}/users/{subject}", json=claims, timeout=10).raise_for_status()
    answer = client.post(BEGIN, {"next": "/documents/"})
    assert answer.status_code == 302
    assert answer["Location"].startswith(provider)
    assert "code_challenge=" in answer["Location"]
    back = requests.post(answer["Location"], data={"sub": subject}, allow_redirects=False, timeout=10)
    parts = urlsplit(back.headers["Location"])
    return f"{parts.path}?{parts.query}"


def test_an_officer_enrolled_here_comes_in_by_the_name_the_provider_says(site: Site, provider: str) -> None:
    client = Client()
    answer = client.get(at_the_provider(client, provider, "s-1", preferred_username="nguoi-doc"))
    assert (answer.status_code, answer["Location"]) == (302, "/documents/")
    assert client.get("/account/").status_code == 200
    assert SignInSession.objects.get(method="provider").officer == site.reader.officer
    assert SignInRecord.objects.get().method == "provider"
    again = Client()
    answer = again.get(at_the_provider(again, provider, "s-1", preferred_username="nguoi-doc"))
    assert answer["Location"] == "/documents/"
    assert SocialAccount.objects.count() == 1


def test_nobody_is_enrolled_by_the_provider(site: Site, provider: str) -> None:
    before = Officer.objects.count()
    client = Client()
    answer = client.get(at_the_provider(client, provider, "s-2", preferred_username="nguoi-la"), follow=True)
    assert "chưa có tài khoản cán bộ nào ứng với bạn" in answer.content.decode()
    assert client.get("/account/").status_code == 302
    assert (Officer.objects.count(), SocialAccount.objects.count()) == (before, 0)


def test_a_subject_without_the_claim_is_nobody(site: Site, provider: str) -> None:
    client = Client()
    client.get(at_the_provider(client, provider, "nguoi-doc"))
    assert client.get("/account/").status_code == 302


def test_a_name_given_to_another_at_the_provider_opens_nothing(site: Site, provider: str) -> None:
    first = Client()
    first.get(at_the_provider(first, provider, "s-3", preferred_username="nguoi-doc"))
    second = Client()
    second.get(at_the_provider(second, provider, "s-4", preferred_username="nguoi-doc"))
    assert second.get("/account/").status_code == 302
    third = Client()
    third.get(at_the_provider(third, provider, "s-3", preferred_username="ke-hoach"))
    assert third.get("/account/").status_code == 302


def test_another_claim_may_name_the_officer(site: Site, provider: str, settings: Settings) -> None:
    settings.OIDC_CLAIM = "ma_can_bo"
    client = Client()
    way = at_the_provider(client, provider, "s-5", preferred_username="quan-tri", ma_can_bo="nguoi-doc")
    assert client.get(way)["Location"] == "/documents/"
    assert SignInSession.objects.get(method="provider").officer == site.reader.officer


def test_an_officer_out_of_service_is_refused(site: Site, provider: str) -> None:
    Officer.objects.filter(pk=site.reader.officer.pk).update(is_active=False)
    client = Client()
    client.get(at_the_provider(client, provider, "s-6", preferred_username="nguoi-doc"))
    assert client.get("/account/").status_code == 302
    assert [record.act for record in SignInRecord.objects.all()] == ["refused"]


def test_an_answer_to_another_browser_opens_nothing(site: Site, provider: str) -> None:
    way = at_the_provider(Client(), provider, "s-7", preferred_username="nguoi-doc")
    client = Client()
    assert client.get(way)["Location"] == "/sign-in/"
    assert client.get("/account/").status_code == 302


def test_an_answer_opens_once(site: Site, provider: str) -> None:
    client = Client()
    way = at_the_provider(client, provider, "s-8", preferred_username="nguoi-doc")
    client.get(way)
    client.post("/sign-out/")
    assert client.get(way)["Location"] == "/sign-in/"
    assert client.get("/account/").status_code == 302


def test_a_provider_that_does_not_answer_leaves_the_password(site: Site, settings: Settings, provider: str) -> None:
    providers = json.loads(json.dumps(settings.SOCIALACCOUNT_PROVIDERS))
    providers["openid_connect"]["APPS"][0]["settings"]["server_url"] = "http://127.0.0.1:9"
    settings.SOCIALACCOUNT_PROVIDERS = providers
    answer = Client().post(BEGIN, follow=True)
    assert "không trả lời" in answer.content.decode()


def test_without_a_provider_there_is_no_such_door(site: Site) -> None:
    assert Client().post(BEGIN).status_code == 404
    assert Client().get("/sign-in/ministry/answer/?code=1&state=2").status_code == 404
    assert "ministry" not in Client().get("/sign-in/").content.decode()


def test_the_door_is_opened_by_a_press_not_by_a_link(site: Site, provider: str) -> None:
    assert Client().get(BEGIN).status_code == 405
    assert Client(enforce_csrf_checks=True).post(BEGIN).status_code == 403
