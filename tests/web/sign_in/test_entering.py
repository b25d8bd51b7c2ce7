"""Signing in and out through the pages."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.test import Client
from django.urls import reverse

from dongbo.ledger.models import Event
from dongbo.organisation.models import SignInRecord, SignInSession
from tests.builders import PASSWORD

if TYPE_CHECKING:
    from tests.builders import Site

PAIR = {"login": "nguoi-doc", "password": PASSWORD}


def test_a_right_pair_leads_where_the_officer_was_going_under_a_new_key(site: Site) -> None:
    client = Client(HTTP_USER_AGENT="Kiem thu 1.0", REMOTE_ADDR="10.1.2.3")
    client.get("/sign-in/")
    client.session.save()
    before = client.session.session_key
    answer = client.post("/sign-in/", PAIR | {"next": "/documents/?q=du"})
    assert (answer.status_code, answer["Location"]) == (302, "/documents/?q=du")
    session = SignInSession.objects.get(officer=site.reader.officer)
    assert session.session_key != before
    assert (session.address, session.device, session.method) == ("10.1.2.3", "Kiem thu 1.0", "password")
    assert [(r.act, r.method, r.address) for r in SignInRecord.objects.all()] == [("signed_in", "password", "10.1.2.3")]
    event = Event.objects.latest("sequence")
    assert (event.kind, event.actor, event.address) == (
        "organisation.signed_in",
        str(site.reader.officer.pk),
        "10.1.2.3",
    )


def test_account_page(site: Site) -> None:
    client = Client()
    client.post("/sign-in/", PAIR)
    for name in ("account", "account-password", "account-application", "account-passkey", "account-history"):
        answer = client.get(reverse(name))
        assert answer.status_code == 200, name
