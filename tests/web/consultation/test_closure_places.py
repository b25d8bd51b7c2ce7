"""Where the opinions of a round stand now: as filed, with their place in the later version."""

from __future__ import annotations

from copy import deepcopy
from io import BytesIO
from typing import TYPE_CHECKING

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from dongbo.planning.operations.following import follow_opinions
from dongbo.planning.operations.writing import remove_provision
from tests.builders import enrolled
from tests.planning.closing.histories import Story, told
from tests.web.branches import browser_of
from tests.web.queries import queries_of

if TYPE_CHECKING:
    from datetime import datetime

    from dongbo.documents.models import Version
    from tests.builders import Site
    from tests.keeping import Keep


@pytest.fixture(scope="module")
def kept_story(keep: Keep, kept_site: Site, at: datetime) -> Story:
    def build() -> Story:
        story = told(kept_site, at=at)
        story.sends(
            story.asking.asked[0],
            ("dieu:1/khoan:1", "hồ sơ công việc", ""),
            ("dieu:1/khoan:3", "", ""),
            ("dieu:2/khoan:3", "lưu trữ", ""),
        )
        return story

    return keep(build)


@pytest.fixture
def story(kept_story: Story, db: None) -> Story:
    """Three opinions of one unit."""
    return deepcopy(kept_story)


@pytest.fixture(scope="module")
def kept_version(keep: Keep, kept_story: Story) -> Version:
    def build() -> Version:
        kept_story.writes(kept_story.provision("dieu:1/khoan:3"), "Cán bộ được bồi dưỡng kỹ năng số hai năm một lần.")
        kept_story.acts(remove_provision, "dieu:2/khoan:3")
        version = kept_story.freezes()
        follow_opinions(version=version, at=kept_story.at)
        return version

    return keep(build)


@pytest.fixture
def version(kept_version: Version, db: None) -> Version:
    """A version in which one stands as it was, one says something else, and one is gone."""
    return deepcopy(kept_version)


def address(story: Story, query: str = "") -> str:
    return reverse("opinions-now", args=[story.asking.consultation.pk]) + query


def test_each_opinion_stands_as_filed_with_its_place_now(story: Story, version: Version) -> None:
    client = browser_of(story.asking.drafter)
    shown = client.get(address(story)).content.decode()
    reader = reverse("version", args=[version.pk])
    assert shown.count("“hồ sơ công việc”") == 2
    assert f'{reader}#dieu%3A1/khoan%3A1"' in shown
    assert "“lưu trữ”" in shown
    assert "khoan%3A3" in shown
    rows = load_workbook(BytesIO(client.get(address(story, "?export=xlsx")).content)).active
    assert [tuple(row[2:]) for row in rows.iter_rows(min_row=2, values_only=True)] == [
        ("khoản 1 Điều 1", "hồ sơ công việc", "Ý kiến về dieu:1/khoan:1 hồ sơ công việc", "Nguyên văn",
         "khoản 1 Điều 1", "hồ sơ công việc"),
        ("khoản 3 Điều 1", None, "Ý kiến về dieu:1/khoan:3", "Đã sửa lời", "khoản 3 Điều 1", None),
        ("khoản 3 Điều 2", "lưu trữ", "Ý kiến về dieu:2/khoan:3 lưu trữ", "Điều khoản đã bỏ", None, None),
    ]  # fmt: skip


@pytest.mark.parametrize(("state", "number"), [("exact", 1), ("changed", 2), ("removed", 3), ("moved", 0)])
def test_the_list_is_narrowed_by_state(story: Story, version: Version, state: str, number: int) -> None:
    shown = browser_of(story.asking.drafter).get(address(story, f"?state={state}")).content.decode()
    labels = {1: "khoản 1 Điều 1", 2: "khoản 3 Điều 1", 3: "khoản 3 Điều 2"}
    seen = {key for key, label in labels.items() if f"Cục số 1 · {label}" in shown}
    assert seen == ({number} if number else set())
    assert ("Không có ý kiến nào khớp" in shown) == (number == 0)


def test_without_a_later_version_the_page_says_what_to_do(story: Story) -> None:
    shown = browser_of(story.asking.drafter).get(address(story))
    assert "Chưa có bản nào sau bản lấy ý kiến" in shown.content.decode()


def test_only_those_who_ask_see_it(story: Story, site: Site, version: Version) -> None:
    [asked, _other] = story.asking
    south = enrolled("phia-nam", "drafting-head", unit=asked.unit, by=site.administrator, at=story.at)
    assert browser_of(south).get(address(story)).status_code == 404
    assert browser_of(asked.head).get(address(story)).status_code == 403


def test_the_page_takes_as_many_statements_for_three_rows_as_for_one(story: Story, version: Version) -> None:
    client = browser_of(story.asking.drafter)
    three = queries_of(lambda: client.get(address(story)))
    one = queries_of(lambda: client.get(address(story, "?state=exact")))
    assert (three, one) == (15, 15)
