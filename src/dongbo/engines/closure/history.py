"""What closure is computed from, and the lines it gives.

Keys are the caller's own: a provision has the same key before and after as long as it lives.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from dongbo.engines.anchors import Quote
from dongbo.engines.redline.changes import Operation


@dataclass(frozen=True, slots=True)
class Provision:
    """A provision of one version: its own words (`Node.words`), and the fingerprint of it with all beneath.

    `parent` is the key of the provision above it, None at the top. `fingerprint` covers words, not numbers; it may be
    left empty, and only spares comparing the words beneath where it is the same before and after. `heading` is what of
    its words is its title.
    """

    key: str
    path: str
    label: str
    words: str
    parent: str | None = None
    fingerprint: str = ""
    heading: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """One fact of the redline: the keys it was true of before, and those after (one each, but for a split or merger).

    What came or went with all beneath it may be one entry at its top, or one for each provision.
    """

    op: Operation
    old: tuple[str, ...] = ()
    new: tuple[str, ...] = ()
    spelling_only: bool = False


class Outcome(StrEnum):
    """What became of an opinion."""

    ACCEPTED = "accepted"
    PARTLY = "partly"
    EXPLAINED = "explained"
    OPEN = "open"
    TO_LEADER = "to_leader"


@dataclass(frozen=True, slots=True)
class Pointer:
    """Where an opinion points: a provision of the version before, a quote in it or None for the whole.

    `proposed` is the text the opinion asks for, if it gives one.
    """

    provision: str
    quote: Quote | None = None
    proposed: str = ""


@dataclass(frozen=True, slots=True)
class Answer:
    """The answer to one opinion, or to a group of the same ones: then it has a pointer for each place.

    No pointer means the document as a whole. `changed` are the keys of the provisions, of either version, that the
    answer names as changed.
    """

    key: str
    outcome: Outcome
    reason: str = ""
    response: str = ""
    points_at: tuple[Pointer, ...] = ()
    changed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Basis:
    """What else stands behind changes: a conclusion, a directive, an editorial statement, by its name."""

    name: str
    provisions: frozenset[str]


@dataclass(frozen=True, slots=True)
class Consultee:
    """A unit that was asked."""

    key: str
    replied: bool
    silence_agrees: bool = False
    ended: bool = False


@dataclass(frozen=True, slots=True)
class History:
    """Two versions in reading order, what changed between them, and what was said in between."""

    before: Sequence[Provision]
    after: Sequence[Provision]
    entries: Sequence[Entry]
    answers: Sequence[Answer] = ()
    bases: Sequence[Basis] = ()
    consultees: Sequence[Consultee] = ()


class LineKind(StrEnum):
    """What is not closed."""

    ACCEPTED_UNCHANGED = "accepted_unchanged"
    CHANGED_WITHOUT_BASIS = "changed_without_basis"
    EXPLAINED_WITHOUT_REASON = "explained_without_reason"
    UNANSWERED = "unanswered"
    NEVER_REPLIED = "never_replied"


@dataclass(frozen=True, slots=True)
class Line:
    """One thing to be mended or signed off by name.

    `detail` is a code: for accepted_unchanged "sentence_unchanged", "provision_unchanged", "unknown_provision",
    "nothing_named" (an opinion on the whole document whose answer names no place) or "named_unchanged"; for
    changed_without_basis the operations joined by "+"; for explained_without_reason "no_reason"; for unanswered "open"
    or "waiting_for_leader"; for never_replied "silent" or "unit_ended".
    """

    kind: LineKind
    detail: str
    answer: str | None = None
    provision: str | None = None
    consultee: str | None = None
