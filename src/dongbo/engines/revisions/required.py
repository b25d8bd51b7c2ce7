"""What a council orders of the next version, what the drafter says of it, and what the redline shows.

Keys are the caller's own, as in `engines.closure`: a provision has the same key before and after as long as it lives.
"""

from dataclasses import dataclass
from enum import StrEnum

from dongbo.engines.alignment import Axis
from dongbo.engines.anchors import Quote


class Kind(StrEnum):
    """What a council may order."""

    CLARIFY = "clarify"
    UNIFY = "unify"
    ALIGN = "align"
    SUPPLEMENT = "supplement"
    CUT = "cut"


@dataclass(frozen=True, slots=True)
class Anchor:
    """Where a required revision points: a provision of the version judged, a quote in it or None for the whole.

    `label` is what a person calls the place; where it is empty the provision's own label stands for it.
    """

    provision: str
    quote: Quote | None = None
    label: str = ""


@dataclass(frozen=True, slots=True)
class Wording:
    """One wording to keep and those to be replaced by it, wherever they stand."""

    keep: str
    variants: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Towards:
    """The directive, by its name, and the axis on which the plan is to agree with it."""

    directive: str
    axis: Axis


@dataclass(frozen=True, slots=True)
class Required:
    """A required revision; without anchors it is of the plan as a whole.

    UNIFY has its `wording`, ALIGN says in `align` with what. `unit` names the unit whose task is to be made clear: then
    only a change in what is said of that unit counts.
    """

    key: str
    kind: Kind
    anchors: tuple[Anchor, ...] = ()
    text: str = ""
    wording: Wording | None = None
    align: Towards | None = None
    unit: str = ""


class Claim(StrEnum):
    """What the drafter says became of a required revision."""

    OPEN = "open"
    DONE = "done"
    PARTLY = "partly"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Reply:
    """The drafter's reply; `changed` are the keys of the provisions, of either version, where it was done."""

    claim: Claim = Claim.OPEN
    reason: str = ""
    changed: tuple[str, ...] = ()


class Standing(StrEnum):
    """What the redline and the engines bear out, whatever is said."""

    DONE = "done"
    PARTLY = "partly"
    NOT_DONE = "not_done"


@dataclass(frozen=True, slots=True)
class Change:
    """A change that did it: the provision (of the version after, else before), what happened, the place's name."""

    key: str
    operation: str
    label: str


@dataclass(frozen=True, slots=True)
class Finding:
    """What an engine finds: a key that stays the same from version to version, a Vietnamese sentence, the provision.

    `provision` is of the plan, None where the plan has none to name.
    """

    key: str
    sentence: str
    provision: str | None = None


@dataclass(frozen=True, slots=True)
class Missed:
    """An anchor at which the order is not carried out, and the code of why."""

    provision: str
    detail: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether the next version carries out a required revision, by what changes, and what is left.

    `detail` is "" where it is done, else the code of the first thing amiss (`wording.SENTENCES` has them all), and
    `sentence` says it. `missed` are the anchors not carried out; `findings` what the engines still find.
    """

    standing: Standing
    detail: str = ""
    sentence: str = ""
    changes: tuple[Change, ...] = ()
    findings: tuple[Finding, ...] = ()
    missed: tuple[Missed, ...] = ()


class LineKind(StrEnum):
    """What does not hold between a reply and the next version."""

    CLAIMED_NOT_DONE = "claimed_not_done"
    CLAIMED_HALF_DONE = "claimed_half_done"
    PARTLY_NOT_DONE = "partly_not_done"
    NAMED_UNCHANGED = "named_unchanged"
    REFUSED_WITHOUT_REASON = "refused_without_reason"
    UNANSWERED = "unanswered"


@dataclass(frozen=True, slots=True)
class Line:
    """One thing to be mended or signed for by name; kind, required revision and provision tell it from all others.

    `provision` is set for NAMED_UNCHANGED alone. `detail` is that of the verdict; "unchanged" or "unknown_provision"
    for a named place, "no_reason", "open".
    """

    kind: LineKind
    required: str
    detail: str
    sentence: str
    provision: str | None = None


@dataclass(frozen=True, slots=True)
class Replied:
    """A required revision with what the drafter says of it."""

    required: Required
    reply: Reply = Reply()


@dataclass(frozen=True, slots=True)
class Aligned:
    """What keeps the version judged from agreeing with a directive, what keeps the next one, and what answers there.

    Provisions are paths, of the version judged and of the next. `answers` have the keys of what is no longer amiss,
    once for every provision that answers it.
    """

    before: tuple[Finding, ...] = ()
    after: tuple[Finding, ...] = ()
    answers: tuple[Finding, ...] = ()
