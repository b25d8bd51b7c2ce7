"""What every test has: its own files, the moment as an argument, and officers made through the operations."""

from __future__ import annotations

from contextlib import ExitStack
from copy import deepcopy
from datetime import UTC, datetime
from pathlib import Path
from shutil import copytree
from typing import TYPE_CHECKING

import pytest
from django.conf import settings as django_settings
from django.db import transaction
from django.test import override_settings
from hypothesis import HealthCheck
from hypothesis import settings as hypothesis_settings

from tests.migrated import beginning_migrated, folder_of_the_run

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from pytest_django import DjangoDbBlocker, Settings

    from tests.builders import Site
    from tests.keeping import Built, Keep

KEPT_FILES = pytest.StashKey[Path]()
"""The folder of what the tests of a module begin with."""
ROOT = Path(__file__).resolve().parents[1]
LONGEST = (
    "tests/web/test_every_address.py",
    "tests/engines/authority/test_oracle.py",
    "tests/repository/test_upgrade.py",
    "tests/organisation/deciding/test_worlds.py",
    "tests/organisation/units/test_withdrawing.py",
    "tests/planning/writing/test_twenty_writers.py",
    "tests/planning/opinions/test_at_the_same_moment.py",
    "tests/planning/consultations/test_at_the_same_moment.py",
    "tests/organisation/deciding/test_two_processes.py",
    "tests/jobs/test_clock.py",
    "tests/jobs/test_demo_story.py",
    "tests/engines/redline/test_edit_logs.py",
    "tests/engines/provisions/test_portal.py",
    "tests/commandline/test_processes.py",
    "tests/organisation/signing_in/test_processes.py",
    "tests/site/test_up.py",
)
"""Files that take longest, for whom a worker would be waited for at the end; the second needs no database, while the
first has it migrated."""


def pytest_configure(config: pytest.Config) -> None:
    """A run migrates a database once; its workers and the processes they start copy it."""
    run = ExitStack()
    run.enter_context(folder_of_the_run())
    config.add_cleanup(run.close)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The longest files are begun first, the others keep their order; in a file, who needs less of what it keeps.

    So nobody meets rows that his module keeps for others.
    """
    first = {ROOT / path: place for place, path in enumerate(LONGEST)}
    order = {path: place for place, path in enumerate(dict.fromkeys(item.path for item in items))}
    items.sort(key=lambda item: (first.get(item.path, len(first)), order[item.path], _kept_for(item)))


def _kept_for(item: pytest.Item) -> int:
    return sum(name.startswith("kept_") for name in getattr(item, "fixturenames", ()))


hypothesis_settings.register_profile("house", deadline=None, suppress_health_check=[HealthCheck.too_slow])
hypothesis_settings.load_profile("house")
"""No property is judged by how busy the machine is."""


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix: None) -> Iterator[None]:
    """The test database of a worker is a copy of the migrated one."""
    with beginning_migrated():
        yield


@pytest.fixture(autouse=True)
def own_folder(request: pytest.FixtureRequest, tmp_path: Path, settings: Settings) -> None:
    """No test writes outside its own folder, which begins with the files that its module keeps."""
    kept = _module_of(request).stash.get(KEPT_FILES, None)
    if kept is not None:
        copytree(kept, tmp_path, dirs_exist_ok=True)
    for name, value in _settings_within(tmp_path).items():
        setattr(settings, name, value)


@pytest.fixture(scope="module")
def at() -> datetime:
    """The moment the test's acts happen."""
    return datetime(2026, 11, 21, 8, 0, tzinfo=UTC)


@pytest.fixture(scope="module")
def keep(
    request: pytest.FixtureRequest,
    tmp_path_factory: pytest.TempPathFactory,
    django_db_setup: None,
    django_db_blocker: DjangoDbBlocker,
) -> Iterator[Keep]:
    """How a module builds what all its tests begin with: once, in a transaction and a folder that theirs stand within.

    Each test is to be given a copy of what was built, so that none sees what another did to it.
    """
    folder = tmp_path_factory.mktemp("kept")

    def build(act: Callable[[], Built]) -> Built:
        with django_db_blocker.unblock(), override_settings(**_settings_within(folder)):
            return act()

    _module_of(request).stash[KEPT_FILES] = folder
    begun = transaction.atomic()
    with django_db_blocker.unblock():
        begun.__enter__()
    yield build
    with django_db_blocker.unblock():
        transaction.set_rollback(True)
        begun.__exit__(None, None, None)


@pytest.fixture(scope="module")
def kept_site(keep: Keep, at: datetime) -> Site:
    """The ministry that the tests of a module begin with."""
    from tests.builders import found_site

    return keep(lambda: found_site(at=at))


@pytest.fixture
def site(kept_site: Site, db: None) -> Site:
    """A ministry with a planning officer, a reader and an administrator."""
    return deepcopy(kept_site)


def _module_of(request: pytest.FixtureRequest) -> pytest.Module:
    module = request.node.getparent(pytest.Module)
    assert module is not None
    return module


def _settings_within(folder: Path) -> dict[str, object]:
    """Return the settings that keep what is written in `folder`, with a password hash that is not meant to be slow."""
    hashers = ["django.contrib.auth.hashers.MD5PasswordHasher", *django_settings.PASSWORD_HASHERS]
    return {"VAR": folder, "FILE_STORE": folder / "files", "PASSWORD_HASHERS": hashers}
