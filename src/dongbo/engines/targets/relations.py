"""Two targets of the same indicator set against each other: which binds harder."""

import math
import re

from dongbo.engines.figures import figure
from dongbo.engines.targets.similarity import region_of
from dongbo.engines.targets.target import Relation, Target
from dongbo.engines.targets.units import same_unit, split_scale
from dongbo.engines.targets.vocabulary import LOWER_IS_BETTER
from dongbo.engines.vietnamese import fold

_DECIMALS = 6
_UP = {">=", ">"}
_DOWN = {"<=", "<"}
_SAID = {
    ">=": "ít nhất ",
    ">": "trên ",
    "<=": "không quá ",
    "<": "dưới ",
    "=": "",
    "range": "",
    "~": "khoảng ",
}
_LESSENING = re.compile(r"giảm(?! (?:còn|xuống|mạnh còn))")
_LOWER = tuple(fold(words) for words in LOWER_IS_BETTER)


def relate(directive: Target, plan: Target) -> Relation:
    """Return how `plan` stands to `directive`, both naming the same indicator.

    Only what each side promises counts: "đạt 80%" and "≥ 80%" promise the same 80; "trên 80%" promises more than
    "≥ 80%"; "khoảng 80%" promises less; a range promises its nearer end. For a rank, and wherever less is better, the
    smaller figure binds harder. Swapping the two swaps STRICTER and WEAKER and leaves every other relation as it is.
    """
    if not units_agree(directive, plan):
        return Relation.UNIT_DIFFERS
    if not _same_horizon(directive.deadline, plan.deadline):
        return Relation.HORIZON_DIFFERS
    if directive.value is None or plan.value is None:
        return _in_words(directive, plan)
    if _opposed(directive, plan):
        return Relation.CONTRADICTS
    ours, theirs = _promise(directive, plan), _promise(plan, directive)
    if theirs == ours:
        return Relation.EQUAL
    return Relation.STRICTER if theirs > ours else Relation.WEAKER


def units_agree(left: Target, right: Target) -> bool:
    """Tell whether the units measure the same; "%" fits "% GDP" where its own words name the GDP.

    A count of things without a known unit fits any other count.
    """
    if same_unit(left.unit, right.unit) or left.value is None or right.value is None:
        return True
    if not (left.unit and right.unit):
        return "%" not in f"{left.unit}{right.unit}"
    if region_of(left) and region_of(right) and "hạng" in (left.unit, right.unit):
        return left.unit == right.unit
    for bare, based in ((left, right), (right, left)):
        if bare.unit == "%" and based.unit.startswith("% "):
            base = fold(based.unit[2:])
            return base == "dân số" or base in fold(f"{bare.indicator} {bare.text}")
    return False


def bound_in_words(target: Target) -> str:
    """Return what a target promises, in Vietnamese words: "trên 80%", "40 – 50 tổ chức", "không quá hạng 50"."""
    if target.value is None:
        return target.text.rpartition(" | ")[2] or target.text
    bound = figure(target.value, decimals=_DECIMALS)
    if target.value_to is not None:
        bound += f" – {figure(target.value_to, decimals=_DECIMALS)}"
    if target.unit == "hạng":
        words = f"{_SAID[target.operator]}hạng {bound}"
    else:
        words = f"{_SAID[target.operator]}{bound}{'' if target.unit.startswith('%') else ' '}{target.unit}".rstrip()
    region = region_of(target)
    return f"{words} ({target.qualifier})" if region else words


def _same_horizon(left: str | None, right: str | None) -> bool:
    """A horizon that one side leaves out, or states less precisely, does not differ."""
    if not left or not right:
        return True
    return left.startswith(right) or right.startswith(left)


def _in_words(directive: Target, plan: Target) -> Relation:
    if directive.value is None and plan.value is None:
        return Relation.EQUAL
    return Relation.WEAKER if plan.value is None else Relation.STRICTER


def _opposed(left: Target, right: Target) -> bool:
    """Tell whether no outcome can meet both: one bound points up, the other down, and they do not overlap."""
    for up, down in ((left, right), (right, left)):
        if up.operator in _UP and down.operator in _DOWN:
            return _figure(down, last=True) < _figure(up, last=False)
    return False


def _promise(target: Target, other: Target) -> tuple[float, int, float]:
    """Return a key that grows with how hard `target` binds: its nearer end, then how strictly, then its far end.

    A bound on the side that does not matter ("không quá 90%" where more is better) promises nothing.
    """
    lower = _lower_is_better(target, other)
    if target.operator in (_UP if lower else _DOWN):
        return -math.inf, 0, 0.0
    near = -_figure(target, last=True) if lower else _figure(target, last=False)
    strict = {"~": -1, ">": 1, "<": 1}.get(target.operator, 0)
    if target.value_to is None or other.value_to is None:
        return near, strict, 0.0
    return near, strict, -_figure(target, last=False) if lower else _figure(target, last=True)


def _figure(target: Target, *, last: bool) -> float:
    value = target.value_to if last and target.value_to is not None else target.value
    return (value or 0.0) * split_scale(target.unit)[0]


def _lower_is_better(left: Target, right: Target) -> bool:
    operators = {left.operator, right.operator}
    if operators & _DOWN and not operators & _UP:
        return True
    if operators & _UP and not operators & _DOWN:
        return False
    if "hạng" in (left.unit, right.unit):
        return True
    words = fold(f"{left.indicator} {right.indicator}")
    if _LESSENING.search(words):
        return False
    return any(word in words for word in _LOWER)
