"""What the drafter says of the required revisions, held against the verdicts."""

from collections.abc import Iterator, Mapping, Sequence

from dongbo.engines.closure import History
from dongbo.engines.revisions.causes import cause_of
from dongbo.engines.revisions.ground import Ground
from dongbo.engines.revisions.required import (
    Aligned,
    Claim,
    Kind,
    Line,
    LineKind,
    Replied,
    Reply,
    Required,
    Standing,
    Verdict,
)
from dongbo.engines.revisions.unifying import counts
from dongbo.engines.revisions.verifying import verify
from dongbo.engines.revisions.wording import LINES, SENTENCES

_LIES = {
    (Claim.DONE, Standing.NOT_DONE): LineKind.CLAIMED_NOT_DONE,
    (Claim.DONE, Standing.PARTLY): LineKind.CLAIMED_HALF_DONE,
    (Claim.PARTLY, Standing.NOT_DONE): LineKind.PARTLY_NOT_DONE,
}


def examine(replied: Sequence[Replied], history: History, aligned: Mapping[str, Aligned] | None = None) -> list[Line]:
    """Return what must be mended or signed for before the next version answers the council, in the order given.

    `history` needs no answers; `aligned` has for a required revision of kind ALIGN what was and is amiss.
    """
    ground = Ground(history, aligned or {})
    return [
        line
        for one in replied
        for line in lies(one.required, one.reply, verify(one.required, one.reply, ground), ground)
    ]


def lies(required: Required, reply: Reply, verdict: Verdict, ground: Ground) -> list[Line]:
    """Return the lines that a reply gives rise to, its verdict known."""
    if reply.claim is Claim.OPEN:
        return [_line(LineKind.UNANSWERED, required, "open")]
    if reply.claim is Claim.REFUSED:
        told = any(sign.isalpha() for sign in reply.reason)
        return [] if told else [_line(LineKind.REFUSED_WITHOUT_REASON, required, "no_reason")]
    kind = _LIES.get((reply.claim, verdict.standing))
    found = [_line(kind, required, verdict.detail, said=verdict.sentence)] if kind else []
    return [*found, *_named_unchanged(required, reply, ground)]


def _named_unchanged(required: Required, reply: Reply, ground: Ground) -> Iterator[Line]:
    for key in dict.fromkeys(reply.changed):
        if not ground.texts.is_known(key):
            detail = "unknown_provision"
        elif ground.has_turned(key) or _was_unified(required, key, ground):
            continue
        else:
            detail = cause_of(ground.both, key)
        told = SENTENCES[detail].format(place=ground.label(key))
        yield Line(
            LineKind.NAMED_UNCHANGED, required.key, detail, LINES[LineKind.NAMED_UNCHANGED].format(detail=told), key
        )


def _was_unified(required: Required, key: str, ground: Ground) -> bool:
    """Return whether fewer variants stand at or beneath a provision than did."""
    if required.kind is not Kind.UNIFY or required.wording is None:
        return False
    stood, left = (counts(side.left(required.wording)) for side in ground.wordings)
    beneath = ground.texts.beneath(key)
    return sum(left[one] for one in beneath) < sum(stood[one] for one in beneath)


def _line(kind: LineKind, required: Required, detail: str, *, said: str = "") -> Line:
    return Line(kind, required.key, detail, LINES[kind].format(detail=said))
