"""What went wrong is told on a whole page, also to a part of a page that asked."""

from django.test import Client
from django.urls import reverse

PART = {"hx-request": "true"}


def test_a_part_that_went_wrong_shows_the_whole_page_of_the_error(planner: Client) -> None:
    answer = planner.get("/nowhere/", headers=PART)
    assert (answer.status_code, answer["HX-Retarget"], answer["HX-Reselect"]) == (404, "#main", "#main")
    assert b'id="main"' in answer.content
    assert "HX-Retarget" not in planner.get("/nowhere/")


def test_the_address_of_a_form_says_what_it_is(planner: Client) -> None:
    answer = planner.get(reverse("act-for"))
    assert (answer.status_code, answer["Allow"]) == (405, "POST")
    assert "Địa chỉ này chỉ nhận biểu mẫu gửi từ trang của nó" in answer.content.decode()
