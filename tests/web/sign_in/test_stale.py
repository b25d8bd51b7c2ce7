"""A form from a page that was opened before the latest sign-in loses nothing, and goes on only before its officer."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

import pytest
from django.test import Client
from django.urls import reverse

from dongbo.documents.states import Standing
from dongbo.organisation.models import KeptRequest
from tests.builders import PASSWORD

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.builders import Site

OURS = {"origin": "http://testserver"}
GO_ON = "/sign-in/continue/"
PART = {"hx-request": "true", "hx-current-url": "http://testserver/documents/new/"}


@pytest.fixture
def stale(site: Site) -> Client:
    """A browser with a page open from before the officer signed in again."""
    client = Client(enforce_csrf_checks=True)
    token = client.get("/sign-in/").cookies["csrftoken"].value
    client.post("/sign-in/", {"login": "ke-hoach", "password": PASSWORD, "csrfmiddlewaretoken": token})
    return client


def sent(client: Client, address: str, headers: dict[str, str] = OURS, **fields: str) -> Any:
    return client.post(address, {"csrfmiddlewaretoken": "A" * 64, **fields}, headers=headers)


def test_what_our_own_page_sent_is_kept_and_goes_on_at_a_press(stale: Client) -> None:
    answer = sent(stale, reverse("document-new"), standing=Standing.PLAN)
    assert (answer.status_code, answer["Location"].partition("?")[0]) == (302, GO_ON)
    kept = KeptRequest.objects.get()
    assert (kept.officer.username, kept.address, kept.fields, kept.continues_itself) == (
        "ke-hoach",
        reverse("document-new"),
        urlencode({"standing": Standing.PLAN}),
        False,
    )
    assert "data-goes-on" not in stale.get(GO_ON).content.decode()
    fresh = stale.cookies["csrftoken"].value
    form = urlencode({"_kept": kept.key, "csrfmiddlewaretoken": fresh})
    done = stale.post(reverse("document-new"), form, content_type="application/x-www-form-urlencoded", headers=OURS)
    assert done.status_code == 422
    assert not KeptRequest.objects.exists()


def test_a_part_of_a_page_leads_the_whole_page_on(stale: Client) -> None:
    answer = sent(stale, reverse("document-new"), OURS | PART, standing=Standing.PLAN)
    assert (answer.status_code, answer["HX-Redirect"].partition("?")[0]) == (200, GO_ON)
    assert KeptRequest.objects.count() == 1


@pytest.mark.parametrize("headers", [{}, {"origin": "null"}, {"origin": "http://elsewhere.example"}])
def test_what_another_site_sent_is_refused_and_kept_nowhere(stale: Client, headers: dict[str, str]) -> None:
    answer = sent(stale, reverse("document-new"), headers, name="Lời dài của một trang khác")
    assert answer.status_code == 403
    assert "Lời dài của một trang khác" not in answer.content.decode()
    assert "Hãy tải lại trang rồi làm lại" in answer.content.decode()
    assert not KeptRequest.objects.exists()


@pytest.mark.parametrize("address", ["/sign-in/", "/sign-in/again/", "/account/password/"])
def test_a_form_with_secrets_is_kept_nowhere(stale: Client, address: str) -> None:
    assert sent(stale, address, login="ke-hoach", password=PASSWORD).status_code == 403
    assert not KeptRequest.objects.exists()


def test_a_locked_session_asks_who_it_is_first(stale: Client, site: Site, away: Callable[..., None]) -> None:
    away(site.planner.officer, minutes=16)
    answer = sent(stale, reverse("document-new"), standing=Standing.PLAN)
    assert answer["Location"].partition("?")[0] == "/sign-in/again/"
    assert not KeptRequest.objects.get().continues_itself


def test_a_session_that_is_over_leads_to_the_sign_in(stale: Client) -> None:
    del stale.cookies["sessionid"]
    answer = sent(stale, reverse("document-new"), standing=Standing.PLAN)
    assert answer["Location"].partition("?")[0] == "/sign-in/"
    assert KeptRequest.objects.get().officer.username == "ke-hoach"
