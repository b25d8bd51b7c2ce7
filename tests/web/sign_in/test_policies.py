"""The pages of the sign-in policy."""

from __future__ import annotations

from datetime import timedelta
from io import BytesIO
from typing import TYPE_CHECKING, Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from dongbo.organisation.models import SignInPolicy, SignInSession
from dongbo.organisation.queries.signing_in import POLICY_VALUES
from tests.builders import PASSWORD, enrolled, unit_beneath
from tests.web.queries import queries_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from tests.builders import Site

LIST, NEW = "/sign-in-policies/", "/sign-in-policies/new/"


def typed(form: Any, **changed: str) -> dict[str, str]:
    """What the browser would send from `form` as it was shown, with some fields changed."""
    shown = {name: form[name].value() for name in form.fields}
    written = {name: f"{value:%d/%m/%Y}" if name == "valid_from" else str(value) for name, value in shown.items()}
    return {name: value for name, value in (written | changed).items() if value not in ("None", "False")}


def test_a_new_policy_starts_from_the_present_one(site: Site, enter: Callable[..., Client]) -> None:
    client = enter("quan-tri")
    form = client.get(NEW).context["form"]
    present = SignInPolicy.objects.get()
    assert {name: form[name].value() for name in POLICY_VALUES} == {
        name: getattr(present, name) for name in POLICY_VALUES
    }
    basis = "Quy chế 8/QC, Điều 4"
    answer = client.post(NEW, typed(form, idle_minutes="12", administrator_password_days="", legal_basis=basis))
    assert (answer.status_code, answer["Location"]) == (302, LIST)
    policy = SignInPolicy.objects.latest("valid_from")
    assert policy.valid_from == timezone.localdate() + timedelta(days=1)
    assert (policy.idle_minutes, policy.administrator_password_days, policy.legal_basis) == (12, None, basis)
    page = client.get(LIST)
    assert [shown.state for shown in page.context["page"]] == ["coming", "present"]
    changed = [(fact.value, fact.before) for fact in page.context["page"][0].facts if fact.before]
    assert changed == [("12", "15"), ("không đặt", "60")]
    assert "(trước đó: 15)" in page.content.decode()
    sheet = load_workbook(BytesIO(client.get(f"{LIST}?export=xlsx").content)).active
    assert sheet is not None
    assert [row[2].value for row in sheet.iter_rows(min_row=2)] == ["12", "15"]


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"idle_minutes": "0"}, "idle_minutes"),
        ({"idle_minutes": "9" * 400}, "idle_minutes"),
        ({"idle_minutes": "mười"}, "idle_minutes"),
        ({"idle_minutes": "-1"}, "idle_minutes"),
        ({"wrong_tries": "1.5"}, "wrong_tries"),
        ({"valid_from": "31/02/2027"}, "valid_from"),
        ({"valid_from": "01/01/2020"}, "valid_from"),
        ({"legal_basis": ""}, "legal_basis"),
        ({"legal_basis": "a\0b"}, "legal_basis"),
        ({"unused_days": "99999999999999999999"}, "unused_days"),
        ({"administrator_idle_minutes": "60"}, "administrator_idle_minutes"),
    ],
)
def test_a_faulty_policy_keeps_what_was_typed_and_says_where(
    changed: dict[str, str], field: str, site: Site, enter: Callable[..., Client]
) -> None:
    client = enter("quan-tri")
    answer = client.post(NEW, typed(client.get(NEW).context["form"], **changed))
    assert answer.status_code == 422
    form = answer.context["form"]
    assert list(form.errors) == [field]
    assert form[field].value() == changed[field]
    assert SignInPolicy.objects.count() == 1


def test_the_pages_are_for_who_defines_roles_for_the_whole_site(
    site: Site, at: datetime, enter: Callable[..., Client]
) -> None:
    north = unit_beneath(site.unit, "G99.01", "Cục Bắc", by=site.administrator, at=at)
    enrolled("quan-tri-bac", "administrator", unit=north, by=site.administrator, at=at)
    reader, partial = enter("nguoi-doc"), enter("quan-tri-bac")
    assert [reader.get(page).status_code for page in (LIST, NEW)] == [403, 403]
    answer = partial.post(NEW, typed(partial.get(NEW).context["form"]))
    assert answer.status_code == 403
    assert SignInPolicy.objects.count() == 1


def test_setting_a_policy_asks_again_who_it_is_and_takes_no_forged_form(site: Site) -> None:
    client = Client(enforce_csrf_checks=True)
    token = client.get("/sign-in/").cookies["csrftoken"].value
    client.post("/sign-in/", {"login": "quan-tri", "password": PASSWORD, "csrfmiddlewaretoken": token})
    sent = typed(client.get(NEW).context["form"])
    for page in (NEW, reverse("password-forgotten"), reverse("second-factors-lost")):
        assert client.post(page, sent).status_code == 403
    SignInSession.objects.filter(officer__isnull=False).update(began_at=timezone.now() - timedelta(minutes=5))
    token = client.cookies["csrftoken"].value
    assert client.post(NEW, sent | {"csrfmiddlewaretoken": token})["Location"].startswith("/sign-in/again/")
    assert SignInPolicy.objects.count() == 1


@pytest.mark.parametrize("rows", [1, 3])
def test_the_policies_ask_as_many_questions_for_three_as_for_one(
    rows: int, site: Site, enter: Callable[..., Client]
) -> None:
    client = enter("quan-tri")
    policy = SignInPolicy.objects.get()
    for number in range(1, rows):
        policy.pk, policy.valid_from = None, timezone.localdate() + timedelta(days=number)
        policy.save()
    assert queries_of(lambda: client.get(LIST)) == 5
    assert len(client.get(LIST).context["page"]) == rows
