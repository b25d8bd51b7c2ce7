"""Mending a stored tree keeps the identities of the provisions it does not end."""

from datetime import datetime

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from dongbo.documents.models import Version
from dongbo.documents.operations import (
    demote_provision,
    merge_provision,
    promote_provision,
    retype_provision,
    split_provision,
)
from dongbo.engines.provisions import Kind
from dongbo.ledger.models import Event
from tests.builders import DIRECTIVE, Site, register


def identities(version: Version) -> dict[str, object]:
    return {row.path: row.provision_id for row in version.provisions.order_by("rank")}


def test_promoting_keeps_every_identity(site: Site, at: datetime) -> None:
    version = register(DIRECTIVE, site=site, at=at)
    before = identities(version)
    promote_provision(row=version.provisions.get(path="II/2/a"), by=site.planner, at=at)
    after = identities(version)
    assert list(after) == ["I", "I/1", "I/2", "II", "II/1", "II/2", "II/a", "II/a/b"]
    assert list(after.values()) == list(before.values())


def test_demoting_and_merging_and_retyping(site: Site, at: datetime) -> None:
    version = register(DIRECTIVE, site=site, at=at)
    before = identities(version)
    demote_provision(row=version.provisions.get(path="I/2"), by=site.planner, at=at)
    assert version.provisions.get(path="I/1/2").provision_id == before["I/2"]
    merge_provision(row=version.provisions.get(path="II/2/b"), by=site.planner, at=at)
    assert version.provisions.get(path="II/2/a").text.endswith("b) Diễn tập ứng cứu sự cố hằng năm.")
    retype_provision(
        row=version.provisions.get(path="II"),
        kind=Kind.CHAPTER,
        number="II",
        heading="Nhiệm vụ",
        by=site.planner,
        at=at,
    )
    assert version.provisions.get(path="chuong:II").provision_id == before["II"]


def test_splitting_founds_one_new_provision(site: Site, at: datetime) -> None:
    version = register(DIRECTIVE.replace("liên tục.", "liên tục.\nBáo cáo hằng tháng."), site=site, at=at)
    before = identities(version)
    row = version.provisions.get(path="II/2/a")
    split_provision(row=row, at_line=2, kind=Kind.LETTER, number="a1", by=site.planner, at=at)
    after = identities(version)
    assert set(before.values()) < set(after.values())
    assert version.provisions.get(path="II/2/a1").text == "Báo cáo hằng tháng."


def test_one_event_tells_what_was_mended(site: Site, at: datetime) -> None:
    version = register(DIRECTIVE, site=site, at=at)
    promote_provision(row=version.provisions.get(path="II/2/a"), by=site.planner, at=at)
    event = Event.objects.first()
    assert event is not None
    assert (event.kind, event.payload) == (
        "documents.provision_promoted",
        {"version": 1, "path": "II/2/a", "to": "II/a"},
    )


def test_an_act_that_does_not_fit_changes_nothing(site: Site, at: datetime) -> None:
    version = register(DIRECTIVE, site=site, at=at)
    before, events = identities(version), Event.objects.count()
    with pytest.raises(ValidationError, match="cao nhất"):
        promote_provision(row=version.provisions.get(path="I"), by=site.planner, at=at)
    assert (identities(version), Event.objects.count()) == (before, events)


def test_a_reader_may_not_mend(site: Site, at: datetime) -> None:
    version = register(DIRECTIVE, site=site, at=at)
    with pytest.raises(PermissionDenied):
        promote_provision(row=version.provisions.get(path="II/2/a"), by=site.reader, at=at)
