"""Required revisions: whether the next version really does what the council ordered."""

from dongbo.engines.revisions.required import (
    Aligned,
    Anchor,
    Change,
    Claim,
    Finding,
    Kind,
    Line,
    LineKind,
    Missed,
    Replied,
    Reply,
    Required,
    Standing,
    Towards,
    Verdict,
    Wording,
)

__all__ = [
    "Aligned", "Anchor", "Change", "Claim", "Finding", "Kind", "Line", "LineKind", "Missed", "Replied", "Reply",
    "Required", "Standing", "Towards", "Verdict", "Wording",
]  # fmt: skip
