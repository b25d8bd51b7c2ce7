"""Closure: whether every answer to an opinion is true, and every change has its reason."""

from dongbo.engines.closure.examining import examine
from dongbo.engines.closure.history import (
    Answer,
    Basis,
    Consultee,
    Entry,
    History,
    Line,
    LineKind,
    Outcome,
    Pointer,
    Provision,
)

__all__ = [
    "Answer", "Basis", "Consultee", "Entry", "History", "Line", "LineKind", "Outcome", "Pointer", "Provision",
    "examine",
]  # fmt: skip
