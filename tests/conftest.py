"""What every test has: its own files, the moment as an argument, and officers made through the operations."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests import builders


@pytest.fixture(autouse=True)
def own_folder(tmp_path: Path, settings: object) -> None:
    """No test writes outside its own folder."""
    settings.VAR = tmp_path  # type: ignore[attr-defined]
    settings.FILE_STORE = tmp_path / "files"  # type: ignore[attr-defined]


@pytest.fixture
def at() -> datetime:
    """The moment the test's acts happen."""
    return datetime(2026, 11, 21, 8, 0, tzinfo=UTC)


@pytest.fixture
def site(db: None, at: datetime) -> builders.Site:
    """A ministry with a planning officer, a reader and an administrator."""
    return builders.found_site(at=at)
