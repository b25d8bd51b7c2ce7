"""What a command said, and the documentation that shows what it should say."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
DOCUMENTED = (ROOT / "docs/json.md").read_text(encoding="utf-8")


@dataclass(frozen=True)
class Said:
    """What a command left behind: its exit status and both streams."""

    status: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """The one JSON value on standard output."""
        return json.loads(self.out)
