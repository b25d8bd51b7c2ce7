"""Whatever a directive looks like and whatever is done to it: the links marked are those the oracle names."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

import pytest
from django.db import transaction
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from dongbo.documents.operations import freeze_version
from dongbo.documents.states import Standing
from dongbo.planning.models import DirectiveNotice
from dongbo.planning.operations.standing import check_standing
from dongbo.planning.queries.links import suspect_links
from tests.builders import frozen, next_version
from tests.engines.amendments.trees import LETTERS, OF, Drawn, Place, Shape, amendments_of, path, shapes, touched_by
from tests.issued import issued
from tests.planning.standing.papers import NUMBER, PLAN, decree, linked

if TYPE_CHECKING:
    from dongbo.documents.models import Version
    from tests.builders import Site

ANSWERS = ("I/1", "I/2", "II/1", "II/2")


def body_of(shape: Shape, changed: frozenset[Place] = frozenset()) -> str:
    """The articles of a decree; those `changed` read otherwise."""
    lines: list[str] = []
    for place in shape.places():
        chapter = shape.chapter_of(place[0]).removeprefix("chuong:")
        if len(place) == 1 and f"Chương {chapter}" not in lines:
            lines += [f"Chương {chapter}", f"NHÓM VIỆC {chapter}"]
        words = f"việc {'.'.join(map(str, place))} {'làm khác đi' if place in changed else 'làm như cũ'}"
        holds = any(each[:-1] == place for each in shape.places())
        lines.append(f"{sign_of(place)} {words}{'' if len(place) == 1 else ':' if holds else '.'}")
    return "\n".join(lines)


def sign_of(place: Place) -> str:
    """How an article, a clause or a point begins."""
    if len(place) == 1:
        return f"Điều {place[0]}. Về"
    return f"{place[1]}. Bộ chủ trì" if len(place) == 2 else f"{LETTERS[place[2] - 1]}) Bộ lo"


def another_version(site: Site, directive: Version, shape: Shape, changed: frozenset[Place], at: datetime) -> Version:
    text = decree(NUMBER, "Về dữ liệu số", body_of(shape, changed), year=2021)
    version = next_version(directive.document, text, site=site, at=at)
    return freeze_version(version=version, by=site.planner, at=at)


def another_decree(site: Site, drawn: tuple[Drawn, ...], at: datetime) -> Version:
    sentences = "\n".join(f"{at_place}. {one.words}" for at_place, one in enumerate(drawn, start=1))
    body = f"Điều 1. Sửa đổi, bổ sung một số điều của {OF}\n{sentences}\nĐiều 2. Hiệu lực\n1. Có hiệu lực từ ngày ký."
    text = decree("99/2026/NĐ-CP", f"Sửa đổi, bổ sung một số điều của {OF}", body)
    return frozen(text, site=site, at=at, standing=Standing.DIRECTIVE)


@pytest.mark.parametrize("rewritten", [True, False], ids=["another version", "another decree"])
@settings(max_examples=8, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.filter_too_much])
@given(data=st.data())
def test_the_links_marked_and_told_are_the_oracle_s(
    site: Site, at: datetime, data: st.DataObject, *, rewritten: bool
) -> None:
    shape = data.draw(shapes())
    changed = frozenset(data.draw(st.sets(st.sampled_from(shape.places()), min_size=1, max_size=3)))
    drawn = data.draw(amendments_of(shape))
    with transaction.atomic():
        directive = frozen(
            decree(NUMBER, "Về dữ liệu số", body_of(shape), year=2021), site=site, at=at, standing=Standing.DIRECTIVE
        )
        held = set(directive.provisions.values_list("path", flat=True))
        wanted = {path(place) for place in shape.places()} | {shape.chapter_of(place[0]) for place in shape.places()}
        assume(held == wanted)
        plan = frozen(PLAN.format(number="21/KH-BTN", subject="Về dữ liệu"), site=site, at=at, standing=Standing.PLAN)
        issued(plan, by=site.planner, at=at)
        ends = sorted(data.draw(st.sets(st.sampled_from(sorted(held)), min_size=1, max_size=8)))
        links = {
            end: linked(directive, plan, end, ANSWERS[number % 4], site=site, at=at).pk
            for number, end in enumerate(ends)
        }
        if rewritten:
            version = another_version(site, directive, shape, changed, at)
            touched = touched_by(shape, tuple(Drawn("", None, (place,), adds=False) for place in changed))
            touched -= {path(each) for each in shape.places() if not _is_above(each, changed)}
        else:
            version = another_decree(site, drawn, at)
            touched = touched_by(shape, drawn)
        check_standing(version=version, at=at)
        expected = {key for end, key in links.items() if end in touched}
        assert set(suspect_links(site.planner, at=at).values_list("pk", flat=True)) == expected
        told = DirectiveNotice.objects.filter(version=version, links__isnull=False).values_list("links", flat=True)
        assert set(told) == expected
        transaction.set_rollback(True)


def _is_above(place: Place, changed: frozenset[Place]) -> bool:
    """Whether a place reads otherwise, or something in it does: what stands beneath stays as it was."""
    return any(each[: len(place)] == place for each in changed)
