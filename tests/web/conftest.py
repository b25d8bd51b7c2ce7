"""Views are asked through Django's client, signed in as one of the site's officers."""

from __future__ import annotations

from copy import deepcopy
from typing import TYPE_CHECKING

import pytest
from django.test import Client

from dongbo.documents.queries import search
from dongbo.documents.states import Standing
from tests.builders import DIRECTIVE, PLAN, frozen
from tests.web.papers import Papers

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

    from pytest_django import Settings

    from dongbo.organisation.rules import Acting
    from tests.builders import Site
    from tests.keeping import Keep


@pytest.fixture(autouse=True)
def plain_static_files(settings: Settings, tmp_path: Path) -> None:
    """Addresses of static files need no manifest here; the journeys run with the real one."""
    kept = settings.STORAGES
    plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    settings.STORAGES = {**kept, "staticfiles": plain}
    settings.STATIC_ROOT = tmp_path


@pytest.fixture(autouse=True)
def own_search_index(monkeypatch: pytest.MonkeyPatch) -> None:
    """A rolled-back test may leave ids that the next one uses again; each starts with an empty index."""
    monkeypatch.setattr(search, "_shelf", search._Shelf())


@pytest.fixture
def planner(site: Site) -> Client:
    """The planning officer's browser."""
    return _signed_in(site.planner)


@pytest.fixture
def reader(site: Site) -> Client:
    """The browser of an officer who only reads."""
    return _signed_in(site.reader)


@pytest.fixture
def administrator(site: Site) -> Client:
    """The administrator's browser."""
    return _signed_in(site.administrator)


@pytest.fixture(scope="module")
def kept_papers(keep: Keep, kept_site: Site, at: datetime) -> Papers:
    return keep(
        lambda: Papers(
            directive=frozen(DIRECTIVE, site=kept_site, at=at, standing=Standing.DIRECTIVE),
            plan=frozen(PLAN, site=kept_site, at=at, standing=Standing.PLAN),
        )
    )


@pytest.fixture
def papers(kept_papers: Papers, db: None) -> Papers:
    """A frozen directive and a frozen plan."""
    return deepcopy(kept_papers)


def _signed_in(by: Acting) -> Client:
    client = Client()
    client.force_login(by.officer)
    return client
