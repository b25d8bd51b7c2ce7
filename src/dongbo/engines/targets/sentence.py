"""Targets in one sentence of running text."""

import re
from dataclasses import dataclass

from dongbo.engines.targets.deadlines import Deadline
from dongbo.engines.targets.evidence import Setting, belief, is_noise
from dongbo.engines.targets.indicators import (
    balanced,
    follows_number,
    name_behind,
    rank_subject,
    split_between,
    trimmed_name,
    without_joint,
)
from dongbo.engines.targets.quantities import BLANK, Measure, Quantity, find_coverage, find_quantities
from dongbo.engines.targets.reading import Reading, read_sentence
from dongbo.engines.targets.target import Target
from dongbo.engines.targets.units import same_unit
from dongbo.engines.targets.vocabulary import AVERAGES, REGIONS, YEARLY
from dongbo.engines.vietnamese import fold

_QUALIFIER = re.compile(rf"(?<!\w)(?P<word>{'|'.join((*YEARLY, *AVERAGES))})(?!\w)", re.IGNORECASE)
_REGION = re.compile(rf"(?<!\w)(?P<word>{'|'.join(REGIONS[:7])})(?!\w)", re.IGNORECASE)
_NO_NAMES = {"gấp", "tăng", "giảm", "tăng gấp", "cắt giảm", "bình quân", "trung bình"}
# Without a digit, a rank, a multiple or a number in words there is nothing to read.
_MEASURED = re.compile(r"\d|nhóm|tốp|top|gấp|ít nhất|tối thiểu|không dưới|phủ", re.IGNORECASE)
_ITEM = re.compile(r"^\s*(?:[-+*•–]\s*|\(?\w{1,3}[.)]\s+)?$")
_DESTINED = re.compile(r"\s*(?:hằng năm\s+|hàng năm\s+)?cho\s", re.IGNORECASE)
_GROWING = re.compile(r"(?<!\w)(?:tăng|giảm)(?!\w)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Context:
    """What surrounds a sentence: the moment its heading sets, whether it stands among targets, in a legal rule.

    `issued` is the year of the paper: what was due before it is a present state and no target.
    """

    deadline: str | None = None
    in_targets_section: bool = False
    regulatory: bool = False
    issued: int | None = None


@dataclass(slots=True)
class _Stretch:
    """A quantity with the words that belong to it: from `start` to the quantity, and from it to `end`."""

    quantity: Quantity
    start: int
    end: int
    behind: bool
    deadline: Deadline | None = None


def find_targets_in_sentence(
    sentence: str,
    *,
    deadline: str | None = None,
    in_targets_section: bool = False,
    regulatory: bool = False,
    issued: int | None = None,
) -> list[Target]:
    """Return the targets stated in `sentence`, in order; `place` and `line` stay empty.

    `deadline` is what a heading above sets ("2030"); a moment named in the sentence comes first. In a section of
    targets every measured quantity counts; elsewhere a moment, a word such as "phấn đấu" or the verb must speak for it.
    `regulatory` asks for such a frame always: the paper is a law. A moment before the year `issued` is a state, not a
    target.
    """
    if not _MEASURED.search(sentence):
        return []
    context = Context(deadline, in_targets_section, regulatory, issued)
    reading = read_sentence(sentence)
    found: list[Target] = []
    carried: Deadline | None = None
    for start, end in reading.clauses():
        stretches = _stretches(reading, start, end)
        carried = _set_deadlines(reading, stretches, start, end, carried)
        for at, stretch in enumerate(stretches):
            shared = _shared_subject(reading, stretches[at:])
            target = _target(reading, stretch, (start, end), found[-1] if found else None, context, shared)
            if target:
                found.append(target)
    return found


def _stretches(reading: Reading, start: int, end: int) -> list[_Stretch]:
    clause = reading.masked[start:end]
    coverage = find_coverage(clause)
    quantities = [coverage] if coverage else _measures(clause)
    stretches: list[_Stretch] = []
    begin = start
    for at, quantity in enumerate(quantities):
        here = _shifted(quantity, start)
        behind = follows_number(here, reading.words(begin, here.start))
        following = quantities[at + 1].start + start if at + 1 < len(quantities) else end
        cut = here.end + split_between(reading.masked[here.end : following], behind=behind) if following < end else end
        stretches.append(_Stretch(here, begin, cut, behind))
        begin = max(cut, here.end)
    return stretches


def _measures(clause: str) -> list[Quantity]:
    return [one for one in find_quantities(clause) if not is_noise(one, clause[: one.start].replace(BLANK, ""))]


def _shifted(quantity: Quantity, by: int) -> Quantity:
    return Quantity(
        quantity.start + by, quantity.end + by, quantity.after + by, quantity.operator, quantity.value,
        quantity.value_to, quantity.unit, quantity.measure, quantity.region,
    )  # fmt: skip


def _set_deadlines(
    reading: Reading, stretches: list[_Stretch], start: int, end: int, carried: Deadline | None
) -> Deadline | None:
    """Give each quantity of a clause its moment; return the one that the next clause inherits."""
    used: set[int] = set()
    for at, stretch in enumerate(stretches):
        begin = stretches[at - 1].quantity.end if at else start
        following = stretches[at + 1].quantity.start if at + 1 < len(stretches) else None
        leading = [one for one in _due(reading, begin, stretch.quantity.start) if one.start not in used]
        trailing = _trailing(reading, stretch.quantity.end, following, end)
        attached = trailing and not reading.words(stretch.quantity.end, trailing.start).strip()
        if trailing and (attached or trailing.limit or not leading or following is not None):
            stretch.deadline = trailing
            used.add(trailing.start)
        elif leading:
            stretch.deadline = carried = leading[-1]
        else:
            stretch.deadline = carried
    if not stretches:
        leading = [one for one in _due(reading, start, end) if one.limit]
        carried = leading[0] if leading and leading[0].start - start < 4 else carried
    return carried


def _due(reading: Reading, start: int, end: int) -> list[Deadline]:
    return [one for one in reading.deadlines if one.due and one.start >= start and one.end <= end]


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
        if after.startswith((",", "và", ")", ";")) or separator < 0:
            return one
    return None


def _target(
    reading: Reading,
    stretch: _Stretch,
    clause: tuple[int, int],
    previous: Target | None,
    context: Context,
    shared: str,
) -> Target | None:
    quantity = stretch.quantity
    before = reading.words(stretch.start, quantity.start)
    behind = reading.words(quantity.after, max(stretch.end, quantity.after))
    indicator = shared or _indicator(reading, stretch, before, behind)
    indicator = "" if fold(indicator) in _NO_NAMES else indicator
    if (
        previous
        and stretch.behind
        and fold(indicator) == fold(quantity.unit)
        and same_unit(quantity.unit, previous.unit)
    ):
        indicator = previous.indicator
    inherits = not indicator and previous is not None and _continues(quantity, previous)
    text = reading.text[clause[0] : clause[1]].strip()
    setting = Setting(
        before=before,
        behind=behind,
        sentence=reading.words(0, quantity.start),
        due=stretch.deadline is not None,
        limited=stretch.deadline is not None and stretch.deadline.limit,
        inherited=context.deadline is not None,
        past=bool(context.issued and stretch.deadline and stretch.deadline.year < context.issued),
        in_section=context.in_targets_section,
        regulatory=context.regulatory,
        continues=inherits and previous is not None,
        series=previous is not None and previous.unit == quantity.unit and previous.text == text,
        starts_item=bool(_ITEM.match(reading.masked[clause[0] : quantity.start])),
    )
    confidence = belief(quantity, setting)
    if confidence is None:
        return None
    if inherits and previous is not None:
        indicator = previous.indicator
    indicator = indicator or _noun_of(quantity)
    if not indicator:
        return None
    return Target(
        indicator=balanced(indicator),
        operator=quantity.operator,
        value=quantity.value,
        value_to=quantity.value_to,
        unit=_unit(quantity, before, previous if inherits else None),
        deadline=stretch.deadline.iso if stretch.deadline else context.deadline,
        qualifier=_qualifier(quantity, before, behind),
        text=text,
        confidence=confidence,
    )


def _continues(quantity: Quantity, previous: Target) -> bool:
    """A quantity without words of its own goes on with the one before when both measure in the same unit."""
    return quantity.measure is Measure.BARE or same_unit(quantity.unit, previous.unit)


def _shared_subject(reading: Reading, stretches: list[_Stretch]) -> str:
    """Several ranks before one "về …" share what they are about: "nhóm 3 nước …, nhóm 50 nước … về X"."""
    for stretch in stretches:
        if stretch.quantity.measure is not Measure.RANK:
            return ""
        subject = rank_subject(reading.words(stretch.quantity.end, stretch.end))
        if subject:
            return subject
    return ""


def _indicator(reading: Reading, stretch: _Stretch, before: str, behind: str) -> str:
    quantity = stretch.quantity
    if quantity.measure is Measure.RANK:
        return rank_subject(behind) or trimmed_name(before)
    destined = quantity.measure is Measure.PERCENT and _DESTINED.match(reading.text[quantity.end : stretch.end])
    if stretch.behind or destined:
        base = reading.words(quantity.after, quantity.end) if quantity.measure is Measure.PERCENT else ""
        return "" if base and without_joint(behind) == base.strip() else name_behind(before, behind)
    return trimmed_name(before)


def _noun_of(quantity: Quantity) -> str:
    """The thing counted stands in for a name: "đạt 12 bác sĩ/10.000 dân"."""
    return quantity.unit.partition("/")[0] if quantity.measure in {Measure.COUNT, Measure.THING} else ""


def _unit(quantity: Quantity, before: str, previous: Target | None) -> str:
    if quantity.measure is Measure.BARE:
        return previous.unit if previous else "chỉ số"
    yearly = any(word in before.lower() for word in YEARLY) and _GROWING.search(before)
    return "%/năm" if quantity.unit == "%" and yearly else quantity.unit


def _qualifier(quantity: Quantity, before: str, behind: str) -> str:
    if quantity.region:
        return quantity.region
    match = _QUALIFIER.search(before[-60:]) or _QUALIFIER.search(behind[:40]) or _REGION.search(behind[:40])
    return match["word"].lower() if match and match.re is _QUALIFIER else match["word"] if match else ""
