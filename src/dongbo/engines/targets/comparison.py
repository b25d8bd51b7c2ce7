"""A directive's targets set beside a plan's: which are answered, how, and which are left out."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dongbo.engines.targets.relations import bound_in_words, relate, units_agree
from dongbo.engines.targets.similarity import Likeness, region_of
from dongbo.engines.targets.target import Relation, Target, TargetComparison

_MATCHED = 0.42
_PART = 0.75
# An answer so like its directive names all of it, and no part is looked for beside it.
_WHOLE = 0.9
# So like the plan's target must be before it answers a second directive that asks for the same.
_SHARED = 0.7
_MESSAGES = {
    Relation.EQUAL: "Kế hoạch đáp ứng đúng chỉ tiêu “{indicator}”: {ours}, kế hoạch ghi {theirs}.",
    Relation.STRICTER: "Kế hoạch đặt chỉ tiêu “{indicator}” vượt mức văn bản chỉ đạo yêu cầu: {theirs} so với {ours}.",
    Relation.WEAKER: "Kế hoạch đặt chỉ tiêu “{indicator}” chưa bằng mức văn bản chỉ đạo yêu cầu: {theirs} "
    "so với {ours}; đề nghị sửa cho ít nhất bằng mức đó.",
    Relation.CONTRADICTS: "Chỉ tiêu “{indicator}” trái ngược: văn bản chỉ đạo yêu cầu {ours}, kế hoạch ghi {theirs}; "
    "không kết quả nào thỏa mãn cả hai.",
    Relation.HORIZON_DIFFERS: "Chỉ tiêu “{indicator}” khác mốc thời gian: văn bản chỉ đạo đến {our_deadline} ({ours}), "
    "kế hoạch đến {their_deadline} ({theirs}).",
    Relation.UNIT_DIFFERS: "Chỉ tiêu “{indicator}” khác đơn vị đo nên chưa so sánh được: văn bản chỉ đạo ghi {ours}, "
    "kế hoạch ghi {theirs}; đề nghị thống nhất đơn vị.",
    Relation.MISSING: "Kế hoạch chưa có chỉ tiêu “{indicator}” mà văn bản chỉ đạo giao: {ours}{due}.",
    Relation.EXTRA: "Chỉ tiêu “{indicator}” ({theirs}) chỉ có trong kế hoạch, văn bản chỉ đạo không giao.",
}


@dataclass(frozen=True, slots=True)
class _Pair:
    """A possible match: the places of both in their lists, its score for choosing, its similarity."""

    directive: int
    plan: int
    score: float
    similarity: float


def compare_targets(directive: Sequence[Target], plan: Sequence[Target]) -> list[TargetComparison]:
    """This will set every target of `directive` beside the target of `plan` that answers it, in directive order.

    A directive target naming several things at once ("năng lực cạnh tranh số và chỉ số …") is set beside each plan
    target that names one of them. One without an answer is MISSING; plan targets nobody asked for follow as EXTRA.
    Two targets of one indicator are told apart by horizon, unit and region before anything else is compared.
    """
    likeness = Likeness(directive, plan)
    pairs = sorted(_pairs(directive, plan, likeness), key=lambda pair: (-pair.score, pair.directive, pair.plan))
    answers = _assign(pairs)
    _add_parts(answers, pairs, directive, plan, likeness)
    taken = {pair.plan for matched in answers.values() for pair in matched}
    _date(answers, pairs, directive, plan)
    taken |= {pair.plan for matched in answers.values() for pair in matched}
    return [
        *_compared(directive, plan, answers),
        *(_extra(plan[at]) for at in range(len(plan)) if at not in taken),
    ]


def _pairs(directive: Sequence[Target], plan: Sequence[Target], likeness: Likeness) -> Iterator[_Pair]:
    for here, there, alike in likeness.pairs(_MATCHED):
        ours, theirs = directive[here], plan[there]
        if _regions_agree(ours, theirs):
            yield _Pair(here, there, alike + _fit(ours, theirs), alike)


def _regions_agree(ours: Target, theirs: Target) -> bool:
    left, right = region_of(ours), region_of(theirs)
    return not (left and right) or left == right


def _fit(ours: Target, theirs: Target) -> float:
    """What speaks for a match beside the names: the same unit, the same horizon, the same figure."""
    fit = 0.15 if units_agree(ours, theirs) else -0.15
    if ours.deadline and theirs.deadline:
        fit += 0.15 if ours.deadline[:4] == theirs.deadline[:4] else -0.05
    return fit + (0.1 if ours.value == theirs.value else 0.0)


def _assign(pairs: Sequence[_Pair]) -> dict[int, list[_Pair]]:
    """Take the best pairs first, each target once."""
    answers: dict[int, list[_Pair]] = {}
    taken: set[int] = set()
    for pair in pairs:
        if pair.directive not in answers and pair.plan not in taken:
            answers[pair.directive] = [pair]
            taken.add(pair.plan)
    return answers


def _add_parts(
    answers: dict[int, list[_Pair]],
    pairs: Sequence[_Pair],
    directive: Sequence[Target],
    plan: Sequence[Target],
    likeness: Likeness,
) -> None:
    """Add the plan targets that name a part of a directive target, and those that answer a second directive too."""
    taken = {pair.plan for matched in answers.values() for pair in matched}
    for pair in pairs:
        ours, theirs = directive[pair.directive], plan[pair.plan]
        if not _comparable(ours, theirs):
            continue
        whole = any(answer.similarity >= _WHOLE for answer in answers.get(pair.directive, ()))
        if pair.plan not in taken and not whole and likeness.contained(pair.plan, pair.directive) >= _PART:
            answers.setdefault(pair.directive, []).append(pair)
            taken.add(pair.plan)
        elif pair.directive not in answers and pair.similarity >= _SHARED:
            answers[pair.directive] = [pair]


def _date(
    answers: dict[int, list[_Pair]], pairs: Sequence[_Pair], directive: Sequence[Target], plan: Sequence[Target]
) -> None:
    """Let a dated plan target of the same name and figure stand for one that names no moment, where one is asked."""
    for here, matched in answers.items():
        if len(matched) > 1 or not directive[here].deadline or plan[matched[0].plan].deadline:
            continue
        undated = plan[matched[0].plan]
        dated = [
            pair
            for pair in pairs
            if pair.directive == here and pair.similarity >= _SHARED and _says_when(undated, plan[pair.plan])
        ]
        answers[here] = sorted(dated, key=lambda pair: plan[pair.plan].deadline or "")[:1] or matched


def _says_when(undated: Target, other: Target) -> bool:
    same = (undated.operator, undated.value, undated.value_to) == (other.operator, other.value, other.value_to)
    return same and other.deadline is not None and units_agree(undated, other)


def _comparable(ours: Target, theirs: Target) -> bool:
    return units_agree(ours, theirs) and (ours.deadline or "")[:4] == (theirs.deadline or "")[:4]


def _compared(
    directive: Sequence[Target], plan: Sequence[Target], answers: dict[int, list[_Pair]]
) -> Iterator[TargetComparison]:
    for here, ours in enumerate(directive):
        for pair in sorted(answers.get(here, []), key=lambda pair: pair.plan):
            theirs = plan[pair.plan]
            relation = relate(ours, theirs)
            message = _message(relation, ours, theirs)
            yield TargetComparison(relation, ours, theirs, message, pair.similarity)
        if here not in answers:
            yield TargetComparison(Relation.MISSING, ours, None, _message(Relation.MISSING, ours, None))


def _extra(target: Target) -> TargetComparison:
    return TargetComparison(Relation.EXTRA, None, target, _message(Relation.EXTRA, None, target))


def _message(relation: Relation, ours: Target | None, theirs: Target | None) -> str:
    named = ours or theirs
    return _MESSAGES[relation].format(
        indicator=named.indicator if named else "",
        ours=bound_in_words(ours) if ours else "",
        theirs=bound_in_words(theirs) if theirs else "",
        our_deadline=ours.deadline if ours else "",
        their_deadline=theirs.deadline if theirs else "",
        due=f" (hạn {ours.deadline})" if ours and ours.deadline else "",
    )
