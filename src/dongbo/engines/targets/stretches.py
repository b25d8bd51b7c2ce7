"""The clauses of a sentence cut into stretches: each quantity with the words and the moment that belong to it."""

import re
from dataclasses import dataclass, replace
from itertools import pairwise

from dongbo.engines.targets.deadlines import Deadline
from dongbo.engines.targets.evidence import is_noise
from dongbo.engines.targets.indicators import follows_number, split_between
from dongbo.engines.targets.quantities import BLANK, find_coverage, find_quantities
from dongbo.engines.targets.quantity import Measure, Quantity
from dongbo.engines.targets.reading import Reading
from dongbo.engines.targets.screening import may_state_target

_NEAR_START = 4
_PARTED = re.compile(rf"[,;:({BLANK}]|(?<!\w)(?:và|trong đó|còn)(?!\w)")
_ATTRIBUTE = re.compile(r"\w+\s+(?:có|với|đạt|sai số|được|hoàn thành|tham gia)(?:\s+\w+){0,4}\s*$")


@dataclass(slots=True)
class Stretch:
    """A quantity with its words: from `start` to the quantity, and from it to `end`; `behind` says which name it."""

    quantity: Quantity
    start: int
    end: int
    behind: bool
    deadline: Deadline | None = None


def read_stretches(reading: Reading, start: int, end: int) -> list[Stretch]:
    """Return the quantities of the clause at `start`..`end`, each with the words between its neighbours."""
    clause = reading.masked[start:end]
    coverage = find_coverage(clause)
    measures = [coverage] if coverage else _measures(clause) if may_state_target(clause) else []
    quantities = [_shifted(one, start) for one in measures]
    stretches: list[Stretch] = []
    begin = start
    while quantities:
        here, *quantities = quantities
        quantities = _without_attributes(reading, here, begin, quantities)
        following = quantities[0].start if quantities else end
        behind = follows_number(here, reading.words(begin, here.start), reading.words(here.after, following))
        gap = reading.masked[here.end : following]
        named_behind = behind or here.measure is Measure.RANK
        cut = end if following == end else here.end + split_between(gap, behind=named_behind)
        stretches.append(Stretch(here, begin, cut, behind))
        begin = max(cut, here.end)
    return stretches


def _without_attributes(reading: Reading, here: Quantity, begin: int, rest: list[Quantity]) -> list[Quantity]:
    """Leave out what narrows the thing whose share `here` is: "95% trạm y tế có từ 04 bác sĩ trở lên"."""
    if here.measure is not Measure.PERCENT:
        return rest
    kept = list(rest)
    while kept:
        gap = reading.words(here.after, kept[0].start)
        named = follows_number(here, reading.words(begin, here.start), gap) and _ATTRIBUTE.search(gap)
        if not named or _PARTED.search(reading.masked[here.end : kept[0].start]):
            break
        kept.pop(0)
    return kept


def _measures(clause: str) -> list[Quantity]:
    return [one for one in find_quantities(clause) if not is_noise(one, clause[: one.start].replace(BLANK, ""))]


def _shifted(quantity: Quantity, by: int) -> Quantity:
    return replace(quantity, start=quantity.start + by, end=quantity.end + by, after=quantity.after + by)


def set_deadlines(
    reading: Reading, stretches: list[Stretch], start: int, end: int, carried: Deadline | None
) -> Deadline | None:
    """Give each quantity of a clause its moment; return the one that the next clause inherits.

    A moment said behind a quantity is its own; else the last one said before it; else the one `carried` from an
    earlier clause that opened with it.
    """
    used: set[int] = set()
    for at, stretch in enumerate(stretches):
        begin = stretches[at - 1].quantity.end if at else start
        following = stretches[at + 1].quantity.start if at + 1 < len(stretches) else None
        leading = [one for one in _due(reading, begin, stretch.quantity.start) if one.start not in used]
        trailing = _trailing(reading, stretch.quantity.end, following, end)
        if trailing and (not leading or _binds(reading, stretch.quantity.end, trailing, following)):
            stretch.deadline = trailing
            used.add(trailing.start)
        elif leading:
            stretch.deadline = carried = leading[-1]
        else:
            stretch.deadline = carried
    _share_last(reading, stretches)
    if not stretches:
        carried = _opening(reading, start, end) or carried
    return carried


def _opening(reading: Reading, start: int, end: int) -> Deadline | None:
    """Return the moment that opens a clause without figures: "Đến năm 2030 …;", "Giai đoạn 2026 - 2027: …;"."""
    for one in _due(reading, start, end):
        if one.start - start < _NEAR_START and (one.limit or reading.masked[one.end :].lstrip().startswith(":")):
            return one
    return None


def _share_last(reading: Reading, stretches: list[Stretch]) -> None:
    """Give "30% A" in "30% A và 30% B trong năm 2026" the moment said once behind both."""
    for one, following in reversed(list(pairwise(stretches))):
        moment = following.deadline
        joined = " và " in f"{reading.masked[one.quantity.end : following.quantity.start]} "
        if one.deadline is None and moment and joined and moment.start > following.quantity.start:
            one.deadline = moment


def _due(reading: Reading, start: int, end: int) -> list[Deadline]:
    return [one for one in reading.deadlines if one.due and one.start >= start and one.end <= end]


def _binds(reading: Reading, end: int, trailing: Deadline, following: int | None) -> bool:
    """Tell whether a moment behind a quantity outweighs one before it."""
    attached = not reading.words(end, trailing.start).strip()
    return attached or trailing.limit or following is not None


def _trailing(reading: Reading, begin: int, following: int | None, end: int) -> Deadline | None:
    """Return the moment said behind a quantity, unless it opens what is said of the next."""
    for one in _due(reading, begin, following if following is not None else end):
        between = reading.masked[begin : one.start]
        separator = max(between.rfind(","), between.rfind(" và "), between.rfind(":"))
        directly = separator >= 0 and not re.search(r"\w", between[separator:].replace(" và ", " ", 1))
        if following is None:
            return None if directly and separator < 2 and not one.limit else one
        if directly:
            continue
        after = reading.masked[one.end : following].lstrip()
        if separator < 0 or after.startswith((",", "và", ")", ";")):
            return one
    return None
