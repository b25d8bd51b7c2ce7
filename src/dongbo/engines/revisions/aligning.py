"""What keeps a plan from agreeing with a directive on one axis, told so that two versions can be compared."""

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from textwrap import shorten

from dongbo.engines.alignment import Alignment, Answered, Axis, DirectiveProvision, align, provisions_of
from dongbo.engines.provisions import Outline
from dongbo.engines.revisions.laying import laid_out
from dongbo.engines.revisions.required import Aligned, Finding
from dongbo.engines.targets import Relation, Target, TargetComparison, compare_targets, find_targets

_FINE = frozenset({Relation.EQUAL, Relation.STRICTER})
_LONGEST_QUOTE = 160


@dataclass(frozen=True, slots=True)
class Held:
    """A plan held against one directive: provisions answered or not, and target beside target."""

    alignment: Alignment
    targets: tuple[TargetComparison, ...]


def hold(plan: Outline, directive: Outline, name: str) -> Held:
    """Return `plan` held against the directive called `name`; both with their paths, which findings name."""
    asked, omitted = provisions_of(directive, name)
    answering, left_out = provisions_of(plan, "")
    alignment = align(asked, answering, left_out=[*omitted, *left_out])
    compared = compare_targets(_targets(directive), _targets(plan))
    return Held(alignment, tuple(one for one in compared if one.relation is not Relation.EXTRA))


def align_findings(
    held: Held, axis: Axis, anchors: Collection[str] = (), concerning: Collection[str] = ()
) -> tuple[Finding, ...]:
    """Return what is amiss on `axis`: demands nothing answers, targets missing or not as the directive sets them.

    `concerning` are paths of the directive: what stands there or beneath. `anchors` are paths of the plan: what of the
    directive has to do with anything there or beneath, and what nothing in the plan has to do with. A finding's key
    names the place in the directive, so that it is the same whatever becomes of the plan; its provision is a path of
    the plan.
    """
    return tuple(one.finding for one in _judged(held, axis, anchors, concerning) if one.amiss)


def aligned(
    before: Held, after: Held, axis: Axis, anchors: Collection[str] = (), concerning: Collection[str] = ()
) -> Aligned:
    """Return what was amiss in the version judged, what of the directive is amiss now, and what answers the rest.

    `anchors` are paths of the version judged.
    """
    now = list(_judged(after, axis, (), concerning))
    return Aligned(
        before=align_findings(before, axis, anchors, concerning),
        after=tuple(one.finding for one in now if one.amiss),
        answers=tuple(
            replace(one.finding, provision=path) for one in now if not one.amiss for path in one.answered_by
        ),
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Judged:
    """One thing the directive asks for: whether it is amiss, and the paths of the plan that answer it."""

    finding: Finding
    amiss: bool
    answered_by: tuple[str, ...] = ()


def _judged(held: Held, axis: Axis, anchors: Collection[str], concerning: Collection[str]) -> Iterator[_Judged]:
    for one in held.alignment.directives:
        related = [link.plan.path for link in one.links]
        if one.axes[0] is axis and _concerns(one.provision.path, related, anchors, concerning):
            yield from _demands(one)
    axes = {one.provision.path: one.axes[0] for one in held.alignment.directives}
    for key, compared in _by_target(held.targets).items():
        place = compared[0].directive.place if compared[0].directive else ""
        theirs = [one.plan.place for one in compared if one.plan is not None]
        if axes.get(place, Axis.TARGET) is axis and _concerns(place, theirs, anchors, concerning):
            yield _of_target(key, compared)


def _concerns(path: str, plan: Sequence[str], anchors: Collection[str], concerning: Collection[str]) -> bool:
    if concerning and not _is_under(path, concerning):
        return False
    return not anchors or not plan or any(_is_under(one, anchors) for one in plan)


def _is_under(path: str, tops: Collection[str]) -> bool:
    return any(path == top or path.startswith(f"{top}/") for top in tops)


def _demands(one: DirectiveProvision) -> Iterator[_Judged]:
    """Yield each demand of a provision; of one answered for the most part none is amiss."""
    place = f"{one.provision.label or one.provision.path} {one.provision.document}"
    answering = tuple(link.plan.path for link in one.links if link.answers)
    for number, demand in enumerate(one.demands, start=1):
        amiss = not demand.answered and one.answered is not Answered.YES
        said = f"Kế hoạch chưa trả lời yêu cầu tại {place}" if amiss else f"Kế hoạch trả lời yêu cầu tại {place}"
        asked = shorten(demand.text, _LONGEST_QUOTE, placeholder="…")
        finding = Finding(f"demand:{one.provision.path}:{number}", f"{said}: “{asked}”.")
        yield _Judged(finding, amiss, answering)


def _by_target(compared: Sequence[TargetComparison]) -> dict[str, list[TargetComparison]]:
    """Return what answers each target of the directive, by a key of its place and its number there."""
    numbers: dict[int, str] = {}
    seen: Counter[str] = Counter()
    found: dict[str, list[TargetComparison]] = {}
    for one in compared:
        if one.directive is None:
            continue
        if id(one.directive) not in numbers:
            seen[one.directive.place] += 1
            numbers[id(one.directive)] = f"target:{one.directive.place}:{seen[one.directive.place]}"
        found.setdefault(numbers[id(one.directive)], []).append(one)
    return found


def _of_target(key: str, compared: Sequence[TargetComparison]) -> _Judged:
    odd = next((one for one in compared if one.relation not in _FINE), None)
    told = odd or compared[0]
    places = tuple(dict.fromkeys(one.plan.place for one in compared if one.plan is not None and one.plan.place))
    finding = Finding(key, told.message, told.plan.place or None if told.plan else None)
    return _Judged(finding, odd is not None, places)


def _targets(outline: Outline) -> list[Target]:
    paper, placed = laid_out(outline)
    return find_targets(paper, placed)
