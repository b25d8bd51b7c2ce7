"""What every test has: its own files, the moment as an argument, and officers made through the operations."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from pytest_django import Settings

    from tests.builders import Site


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
