"""What a command answers, for people and for programs."""

from dataclasses import dataclass, field
from typing import Any

from rich.console import RenderableType


@dataclass(slots=True)
class Answer:
    """`parts` are printed for people one under the other; `as_json` is the documented form for programs."""

    as_json: Any
    parts: list[RenderableType] = field(default_factory=list)
