"""Required revisions: whether the next version really does what the council ordered."""

from dongbo.engines.revisions.aligning import Held, align_findings, aligned, hold
from dongbo.engines.revisions.examining import examine, lies
from dongbo.engines.revisions.ground import Ground
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
from dongbo.engines.revisions.verifying import verify

__all__ = [
    "Aligned", "Anchor", "Change", "Claim", "Finding", "Ground", "Held", "Kind", "Line", "LineKind", "Missed",
    "Replied", "Reply", "Required", "Standing", "Towards", "Verdict", "Wording",
    "align_findings", "aligned", "examine", "hold", "lies", "verify",
]  # fmt: skip
