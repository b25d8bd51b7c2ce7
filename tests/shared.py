"""Where the real papers lie that tests may read but the project never holds."""

from pathlib import Path

import pytest

SHARED = Path(__file__).resolve().parents[1].parent / "shared" / "data"


def shared_data(*parts: str) -> Path:
    """Return the path of a shared paper or folder; skip the calling test, saying so, where it is missing."""
    path = SHARED.joinpath(*parts)
    if not path.exists():
        pytest.skip(f"the shared paper {'/'.join(parts)} is not beside the project")
    return path
