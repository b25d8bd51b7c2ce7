"""One's own account: password, sessions, history; and helping others into theirs."""

from __future__ import annotations

from datetime import timedelta
from io import BytesIO
from typing import TYPE_CHECKING

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from dongbo.ledger.models import Event
from dongbo.organisation.models import SignInPolicy, SignInRecord, SignInSession, WrongTries
from dongbo.organisation.operations import enrol_officer
from dongbo.organisation.operations.officers import issue_activation
from dongbo.organisation.states import SignInAct
from tests.builders import PASSWORD, enrolled, unit_beneath
from tests.web.queries import queries_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from tests.builders import Site

NEW = "bốn con voi qua sông lúc sáng"


def test_the_password_is_changed_and_other_sessions_end(site: Site, enter: Callable[..., Client]) -> None:
    here, elsewhere = enter("nguoi-doc"), enter("nguoi-doc", HTTP_USER_AGENT="Máy khác")
    answer = here.post(reverse("account-password"), {"new_password": NEW, "again_password": NEW})
    assert answer["Location"] == "/account/"
    assert here.get("/account/").status_code == 200
    assert elsewhere.get("/account/").status_code == 302
    assert Client().post("/sign-in/", {"login": "nguoi-doc", "password": PASSWORD}).status_code == 200
    assert Client().post("/sign-in/", {"login": "nguoi-doc", "password": NEW})["Location"] == "/"
    kinds = Event.objects.filter(subject_id=site.reader.officer.pk).values_list("kind", flat=True)
    assert list(kinds)[1:3] == ["organisation.password_changed", "organisation.session_ended"]


@pytest.mark.parametrize(
    ("new", "again", "said"),
    [
        ("ngắn quá", "ngắn quá", "Mật khẩu có 8 ký tự, cần ít nhất 14"),
        (NEW, NEW + "!", "Hai lần nhập không giống nhau"),
        ("password123password123", "password123password123", "hay bị đoán nhất"),
        ("aaaaaaaaaaaaaaaaaaaa", "aaaaaaaaaaaaaaaaaaaa", "hay bị đoán nhất"),
        ("can bo nguoi-doc nam nay", "can bo nguoi-doc nam nay", "chứa tên của bạn"),
        ("NGƯỜI-ĐỌC của đơn vị", "NGƯỜI-ĐỌC của đơn vị", "chứa tên của bạn"),
        (PASSWORD, PASSWORD, "trùng mật khẩu đang dùng"),
        ("x1y2z3" * 40, "x1y2z3" * 40, "dài quá 200 ký tự"),
        ("", "", "bắt buộc"),
    ],
)
def test_a_bad_password_is_refused_in_clear_words(
    new: str, again: str, said: str, site: Site, enter: Callable[..., Client]
) -> None:
    answer = enter("nguoi-doc").post(reverse("account-password"), {"new_password": new, "again_password": again})
    assert said in " ".join(str(error) for errors in answer.context["form"].errors.values() for error in errors)
    assert Client().post("/sign-in/", {"login": "nguoi-doc", "password": PASSWORD})["Location"] == "/"


def test_the_length_is_the_policys_of_the_day(site: Site, enter: Callable[..., Client]) -> None:
    SignInPolicy.objects.update(shortest_password=40)
    answer = enter("nguoi-doc").post(reverse("account-password"), {"new_password": NEW, "again_password": NEW})
    assert "cần ít nhất 40" in answer.context["form"].errors["new_password"][0]


def test_an_administrators_old_password_is_changed_before_anything_else(
    site: Site, enter: Callable[..., Client]
) -> None:
    for acting in (site.administrator, site.reader):
        acting.officer.enrolled_at = timezone.now() - timedelta(days=60)
        acting.officer.last_login = timezone.now()
        acting.officer.save()
    client = enter("quan-tri")
    assert client.get("/")["Location"] == "/account/password/?next=%2F"
    client.post(reverse("account-password"), {"new_password": NEW, "again_password": NEW})
    assert client.get("/").status_code == 200
    assert enter("nguoi-doc").get("/").status_code == 200


def test_a_session_elsewhere_is_ended_and_its_key_stands_nowhere(site: Site, enter: Callable[..., Client]) -> None:
    here, elsewhere = enter("nguoi-doc"), enter("nguoi-doc", HTTP_USER_AGENT="Máy khác")
    page = here.get("/account/")
    assert [session.device for session, _, _ in page.context["sessions"]] == ["Máy khác", ""]
    for key in SignInSession.objects.values_list("session_key", flat=True):
        assert key not in page.content.decode()
    marks = [mark for _, mark, current in page.context["sessions"] if not current]
    here.post(reverse("account-session-end"), {"session": marks[0]})
    assert elsewhere.get("/account/").status_code == 302
    assert here.get("/account/").status_code == 200


def test_nobody_ends_anothers_session(site: Site, enter: Callable[..., Client]) -> None:
    from dongbo.web.sign_in.views.account import session_mark

    victim, other = enter("nguoi-doc"), enter("ke-hoach")
    key = SignInSession.objects.get(officer=site.reader.officer).session_key
    other.post(reverse("account-session-end"), {"session": session_mark(key)})
    other.post(reverse("account-sessions-end"))
    assert victim.get("/account/").status_code == 200


def test_the_history_is_ones_own_filtered_and_leaves_as_a_workbook(site: Site, enter: Callable[..., Client]) -> None:
    enter("ke-hoach", HTTP_USER_AGENT="Của người khác")
    Client().post("/sign-in/", {"login": "nguoi-doc", "password": "sai"})
    client = enter("nguoi-doc", HTTP_USER_AGENT="Máy nhà")
    page = client.get("/account/history/")
    assert [(r.act, r.device) for r in page.context["page"]] == [("signed_in", "Máy nhà"), ("wrong", "")]
    assert [r.act for r in client.get("/account/history/?act=wrong").context["page"]] == ["wrong"]
    assert [r.act for r in client.get("/account/history/?q=nhà").context["page"]] == ["signed_in"]
    tomorrow = (timezone.localdate() + timedelta(days=1)).isoformat()
    assert list(client.get(f"/account/history/?since={tomorrow}").context["page"]) == []
    assert client.get("/account/history/?since=nonsense&act=none").status_code == 200
    sheet = load_workbook(BytesIO(client.get("/account/history/?export=xlsx").content)).active
    assert sheet is not None
    assert [row[1].value for row in sheet.iter_rows(min_row=2)] == ["Đăng nhập", "Nhập sai"]


@pytest.mark.parametrize("rows", [1, 3])
def test_the_history_asks_as_many_questions_for_three_rows_as_for_one(
    rows: int, site: Site, enter: Callable[..., Client]
) -> None:
    client = enter("nguoi-doc")
    for _ in range(rows - 1):
        SignInRecord.objects.create(officer=site.reader.officer, at=timezone.now(), act=SignInAct.CONFIRMED)
    assert queries_of(lambda: client.get("/account/history/")) == 6
    assert len(client.get("/account/history/").context["page"]) == rows


@pytest.mark.parametrize("rows", [1, 3])
def test_the_locks_ask_as_many_questions_for_three_rows_as_for_one(
    rows: int, site: Site, enter: Callable[..., Client]
) -> None:
    client = enter("quan-tri")
    for number in range(rows):
        for _ in range(5):
            Client(REMOTE_ADDR=f"10.0.0.{number}").post("/sign-in/", {"login": "nguoi-doc", "password": "sai"})
    assert queries_of(lambda: client.get(reverse("sign-in-locks"))) == 6
    assert len(client.get(reverse("sign-in-locks")).context["page"]) == rows


def test_locks_are_seen_and_lifted_within_ones_own_units(
    site: Site, at: datetime, enter: Callable[..., Client]
) -> None:
    by = site.administrator
    north = unit_beneath(site.unit, "G99.01", "Cục Bắc", by=by, at=at)
    south = unit_beneath(site.unit, "G99.02", "Cục Nam", by=by, at=at)
    enrolled("bac", "reader", unit=north, by=by, at=at)
    enrolled("quan-tri-nam", "administrator", unit=south, by=by, at=at)
    enrolled("quan-tri-bac", "administrator", unit=north, by=by, at=at)
    for _ in range(5):
        Client().post("/sign-in/", {"login": "bac", "password": "sai"})
    lock = WrongTries.objects.get(officer__username="bac", locked_until__isnull=False)
    lift, page = reverse("sign-in-unlock", args=[lock.pk]), reverse("sign-in-locks")
    assert enter("nguoi-doc").get(page).status_code == 403
    south_admin, north_admin = enter("quan-tri-nam"), enter("quan-tri-bac")
    assert "Cán bộ bac" not in south_admin.get(page).content.decode()
    assert south_admin.post(lift).status_code == 404
    assert "Cán bộ bac" in north_admin.get(page).content.decode()
    assert list(north_admin.get(f"{page}?q=khongco").context["page"]) == []
    assert north_admin.get(f"{page}?export=xlsx").status_code == 200
    assert north_admin.post(lift)["Location"] == page
    assert Client().post("/sign-in/", {"login": "bac", "password": PASSWORD})["Location"] == "/"


def test_a_new_officer_sets_his_password_by_a_link_that_opens_once(site: Site) -> None:
    at = timezone.now()
    officer = enrol_officer(
        username="moi",
        full_name="Cán bộ mới",
        unit=site.unit,
        title="Chuyên viên",
        valid_from=timezone.localdate(at),
        by=site.administrator,
        at=at,
    )
    link = reverse("activate", args=[issue_activation(officer=officer, by=site.administrator, at=at)])
    assert "moi" in Client().get(link).content.decode()
    weak = Client().post(link, {"new_password": "ngắn", "again_password": "ngắn"})
    assert "cần ít nhất 14" in weak.content.decode()
    assert Client().post(link, {"new_password": NEW, "again_password": NEW})["Location"] == "/sign-in/"
    assert Client().get(link).status_code == 410
    assert Client().post(link, {"new_password": PASSWORD, "again_password": PASSWORD}).status_code == 410
    assert Client().post("/sign-in/", {"login": "moi", "password": NEW})["Location"] == "/"
    assert Client().get(reverse("activate", args=["sai:ky:hieu"])).status_code == 410


def test_a_forgotten_password_is_withdrawn_and_set_anew_by_its_officer(
    site: Site, enter: Callable[..., Client]
) -> None:
    reader, page = enter("nguoi-doc"), reverse("password-forgotten")
    assert reader.get(page).status_code == 403
    administrator = enter("quan-tri")
    missing = administrator.post(page, {"username": "khong-co"})
    assert "Không có cán bộ nào bạn quản lý" in missing.content.decode()
    own = administrator.post(page, {"username": "quan-tri"})
    assert "không tự thu hồi mật khẩu của mình" in own.content.decode()
    answer = administrator.post(page, {"username": "nguoi-doc"})
    link = answer.context["link"].replace("http://testserver", "")
    assert reader.get("/account/").status_code == 302
    assert Client().post("/sign-in/", {"login": "nguoi-doc", "password": PASSWORD}).status_code == 200
    Client().post(link, {"new_password": NEW, "again_password": NEW})
    assert Client().post("/sign-in/", {"login": "nguoi-doc", "password": NEW})["Location"] == "/"
    assert "organisation.password_withdrawn" in Event.objects.values_list("kind", flat=True)
