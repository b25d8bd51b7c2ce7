"""What every test has: its own files, the moment as an argument, and officers made through the operations."""

from __future__ import annotations

from contextlib import ExitStack
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck
from hypothesis import settings as hypothesis_settings

from tests.migrated import beginning_migrated, folder_of_the_run

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytest_django import Settings

    from tests.builders import Site


ROOT = Path(__file__).resolve().parents[1]
LONGEST = (
    "tests/web/test_every_address.py",
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
    "tests/engines/authority/test_oracle.py",
    "tests/commandline/test_processes.py",
    "tests/organisation/signing_in/test_processes.py",
    "tests/site/test_up.py",
)
"""Files that take longest, for whom a worker would be waited for at the end."""


def pytest_configure(config: pytest.Config) -> None:
    """A run migrates a database once; its workers and the processes they start copy it."""
    run = ExitStack()
    run.enter_context(folder_of_the_run())
    config.add_cleanup(run.close)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The longest files are begun first; the others keep their order."""
    first = {ROOT / path: place for place, path in enumerate(LONGEST)}
    items.sort(key=lambda item: first.get(item.path, len(first)))


hypothesis_settings.register_profile("house", deadline=None, suppress_health_check=[HealthCheck.too_slow])
hypothesis_settings.load_profile("house")
"""No property is judged by how busy the machine is."""


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix: None) -> Iterator[None]:
    """The test database of a worker is a copy of the migrated one."""
    with beginning_migrated():
        yield


@pytest.fixture(autouse=True)
def own_folder(tmp_path: Path, settings: Settings) -> None:
    """No test writes outside its own folder, or waits for a password hash meant to be slow."""
    settings.VAR = tmp_path
    settings.FILE_STORE = tmp_path / "files"
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher", *settings.PASSWORD_HASHERS]


@pytest.fixture
def at() -> datetime:
    """The moment the test's acts happen."""
    return datetime(2026, 11, 21, 8, 0, tzinfo=UTC)


@pytest.fixture
def site(db: None, at: datetime) -> Site:
    """A ministry with a planning officer, a reader and an administrator."""
    from tests.builders import found_site

    return found_site(at=at)
