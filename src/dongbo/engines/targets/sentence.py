"""Targets in one sentence of running text."""

import re
from dataclasses import dataclass
from itertools import pairwise

from dongbo.engines.targets.deadlines import Deadline
from dongbo.engines.targets.evidence import Setting, belief
from dongbo.engines.targets.indicators import (
    balanced,
    counted_noun,
    name_behind,
    names_whole,
    rank_subject,
    trimmed_name,
    wants_noun,
    without_joint,
)
from dongbo.engines.targets.quantities import BLANK, rate_in
from dongbo.engines.targets.quantity import Measure, Quantity
from dongbo.engines.targets.reading import Reading, read_sentence
from dongbo.engines.targets.screening import may_state_target
from dongbo.engines.targets.stretches import Stretch, read_stretches, set_deadlines
from dongbo.engines.targets.target import Target
from dongbo.engines.targets.units import same_unit
from dongbo.engines.targets.vocabulary import AVERAGES, REGIONS, YEARLY
from dongbo.engines.targets.wording import FLAGS, whole
from dongbo.engines.vietnamese import fold

_PERIOD = whole((*YEARLY, *AVERAGES))
_REGION = whole(REGIONS[:7])
# A name made of a verb only is no name.
_NO_NAMES = {fold(words) for words in ("gấp", "tăng", "giảm", "tăng gấp", "cắt giảm", "bình quân", "trung bình")}
# What may frame a target in a law: a year, a goal, a ranking.
_FRAMED = re.compile(r"(?:19|20)\d\d|phấn đấu|mục tiêu|hướng tới|nhóm|tốp|top|hạng", FLAGS)
_ITEM = re.compile(rf"^[\s{BLANK}+*•–-]*$")
_JOINED = re.compile(r"(?:,|(?<!\w)và)\s*$", FLAGS)
_DESTINED = re.compile(r"\s*(?:hằng năm\s+|hàng năm\s+)?cho\s", FLAGS)
_GROWTH_ONLY = re.compile(r"^[\s,]*(?:tăng|giảm)(?:\s+(?:gấp|thêm|khoảng))?\s*$", FLAGS)
_GROWING = re.compile(r"(?<!\w)(?:tăng|giảm)(?!\w)", FLAGS)
_BEFORE_REACH, _BEHIND_REACH = 60, 40


@dataclass(frozen=True, slots=True)
class _Context:
    """What surrounds a sentence; see `find_targets_in_sentence`."""

    deadline: str | None
    in_targets_section: bool
    regulatory: bool
    issued: int | None


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A quantity read as a target, accepted or not: those that follow may go on with its name."""

    target: Target
    accepted: bool


@dataclass(frozen=True, slots=True)
class _Clause:
    """A clause being read: its place, its text, and what is known around it."""

    reading: Reading
    start: int
    text: str
    context: _Context


def find_targets_in_sentence(
    sentence: str,
    *,
    deadline: str | None = None,
    in_targets_section: bool = False,
    regulatory: bool = False,
    issued: int | None = None,
) -> list[Target]:
    """This will return the targets stated in `sentence`, in order; `place` and `line` stay empty.

    `deadline` is what a heading above sets ("2030"); a moment named in the sentence comes first. In a section of
    targets every measured quantity counts; elsewhere a moment, a word such as "phấn đấu" or the verb must speak for
    it. `regulatory` asks for such a frame always: the paper is a law. A moment before the year `issued` is a state,
    not a target.
    """
    framed = in_targets_section or not regulatory or _FRAMED.search(sentence)
    if not framed or not may_state_target(sentence):
        return []
    reading = read_sentence(sentence)
    if not may_state_target(reading.masked):
        return []
    context = _Context(deadline, in_targets_section, regulatory, issued)
    read: list[_Candidate] = []
    carried: Deadline | None = None
    for start, end in reading.clauses():
        stretches = read_stretches(reading, start, end)
        carried = set_deadlines(reading, stretches, start, end, carried)
        clause = _Clause(reading, start, reading.text[start:end].strip(), context)
        for at, stretch in enumerate(stretches):
            candidate = _candidate(clause, stretches[at:], stretch, read[-1] if read else None)
            read += [candidate] if candidate else []
    return [candidate.target for candidate in read if candidate.accepted]


def _candidate(
    clause: _Clause, rest: list[Stretch], stretch: Stretch, previous: _Candidate | None
) -> _Candidate | None:
    """Read one quantity as a target; None where nothing names it."""
    quantity, reading = stretch.quantity, clause.reading
    before = reading.words(stretch.start, quantity.start)
    behind = reading.words(quantity.after, max(stretch.end, quantity.after))
    indicator = _shared_subject(reading, rest) or _own_name(reading, stretch, before, behind)
    inherited = None if indicator else _inherited(quantity, previous)
    if previous and _goes_on(clause, stretch, before, indicator, previous):
        indicator = previous.target.indicator
    indicator = indicator or (inherited.target.indicator if inherited else _name_shared_behind(reading, rest))
    indicator = indicator or _noun_of(quantity)
    indicator = balanced(indicator)
    if not indicator:
        return None
    confidence = belief(quantity, _setting(clause, stretch, (before, behind), previous, inherited))
    target = Target(
        indicator=indicator,
        operator=quantity.operator,
        value=quantity.value,
        value_to=quantity.value_to,
        unit=_unit(quantity, before, inherited.target if inherited else None),
        deadline=stretch.deadline.iso if stretch.deadline else clause.context.deadline,
        qualifier=_qualifier(quantity, before, behind),
        text=clause.text,
        confidence=confidence or 0.0,
    )
    return _Candidate(target, accepted=confidence is not None)


def _setting(
    clause: _Clause,
    stretch: Stretch,
    words: tuple[str, str],
    previous: _Candidate | None,
    inherited: _Candidate | None,
) -> Setting:
    quantity, context, due = stretch.quantity, clause.context, stretch.deadline
    series = previous is not None and previous.accepted and previous.target.text == clause.text
    return Setting(
        before=words[0],
        behind=words[1],
        clause=clause.text,
        sentence=clause.reading.words(0, quantity.start),
        due=due is not None,
        limited=due is not None and due.limit,
        inherited=context.deadline is not None,
        past=bool(context.issued and due and due.year < context.issued),
        in_section=context.in_targets_section,
        regulatory=context.regulatory,
        continues=inherited is not None and inherited.accepted,
        series=series and previous is not None and previous.target.unit == quantity.unit,
        starts_item=bool(_ITEM.match(clause.reading.masked[clause.start : quantity.start])),
        named_behind=stretch.behind,
    )


def _inherited(quantity: Quantity, previous: _Candidate | None) -> _Candidate | None:
    """A quantity without words of its own goes on with the one before when both measure in the same unit."""
    if previous and (quantity.measure is Measure.BARE or same_unit(quantity.unit, previous.target.unit)):
        return previous
    return None


def _goes_on(clause: _Clause, stretch: Stretch, before: str, indicator: str, previous: _Candidate) -> bool:
    """Tell whether a quantity with words of its own still measures what the one before it does."""
    if _in_brackets(before) or _grows_on(before, previous, clause):
        return True
    return stretch.behind and _only_counts(indicator, stretch.quantity, previous)


def _in_brackets(before: str) -> bool:
    """Tell whether a quantity only says the one before it in another way: "6.000 MW (4,0%)"."""
    return before.strip() == "("


def _only_counts(indicator: str, quantity: Quantity, previous: _Candidate) -> bool:
    """Tell whether a name says no more than the unit: "và 05 trung tâm vào năm 2030"."""
    return fold(indicator) == fold(quantity.unit) and same_unit(quantity.unit, previous.target.unit)


def _shared_subject(reading: Reading, stretches: list[Stretch]) -> str:
    """Several ranks before one "về …" share what they are about: "nhóm 3 nước …, nhóm 50 nước … về X"."""
    for stretch in stretches:
        if stretch.quantity.measure is not Measure.RANK:
            return ""
        subject = rank_subject(reading.words(stretch.quantity.end, stretch.end))
        if subject:
            return subject
    return ""


def _grows_on(before: str, previous: _Candidate, clause: _Clause) -> bool:
    """Tell whether a quantity says how far the one before it grows: "đạt 96 triệu đồng, tăng 1,6 lần"."""
    return previous.target.text == clause.text and bool(_GROWTH_ONLY.match(before))


def _name_shared_behind(reading: Reading, stretches: list[Stretch]) -> str:
    """Name the first of "năm 2027 có 80%, năm 2030 có 100% nhà giáo đạt chuẩn" as the last is named."""
    for one, following in pairwise(stretches):
        if not one.quantity.unit == following.quantity.unit == "%":
            return ""
        behind = reading.words(following.quantity.after, max(following.end, following.quantity.after))
        if following.behind and names_whole(behind):
            return name_behind(reading.words(following.start, following.quantity.start), behind)
    return ""


def _own_name(reading: Reading, stretch: Stretch, before: str, behind: str) -> str:
    quantity = stretch.quantity
    if quantity.measure is Measure.PERCENT:
        name = _share_name(reading, stretch, before, behind)
    elif stretch.behind:
        name = trimmed_name(before)
        counted = fold(without_joint(behind)) == fold(quantity.unit)
        complete = counted and name and not wants_noun(before)
        name = name if complete else name_behind(before, behind)
    else:
        name = trimmed_name(before)
        if quantity.measure is Measure.PHYSICAL and name and _DESTINED.match(behind):
            name = f"{name} {without_joint(behind)}"
        if quantity.measure is Measure.TIMES and fold(name) in {"", *_NO_NAMES} and names_whole(behind):
            name = name_behind(before, behind)
    return "" if fold(name) in _NO_NAMES else name


def _share_name(reading: Reading, stretch: Stretch, before: str, behind: str) -> str:
    """Name a share by the words behind it where there are any: "100% cơ quan …", "3% tổng chi ngân sách cho …"."""
    quantity = stretch.quantity
    destined = _DESTINED.match(reading.text[quantity.end : stretch.end])
    if not stretch.behind and not destined:
        return trimmed_name(before)
    base = reading.words(quantity.after, quantity.end).strip()
    if without_joint(behind) not in {"", base}:
        return name_behind(before, behind)
    return "" if _JOINED.search(before) else trimmed_name(before)


def _noun_of(quantity: Quantity) -> str:
    """The thing counted stands in for a name: "đạt 12 bác sĩ/10.000 dân"."""
    return quantity.unit.partition("/")[0] if quantity.measure in {Measure.COUNT, Measure.THING} else ""


def _unit(quantity: Quantity, before: str, inherited: Target | None) -> str:
    if quantity.measure is Measure.BARE:
        return inherited.unit if inherited else counted_noun(before).lower() or "chỉ số"
    rate = rate_in(before) if quantity.measure is Measure.COUNT and "/" not in quantity.unit else ""
    if rate:
        return f"{quantity.unit}/{rate}"
    yearly = any(word in before.lower() for word in YEARLY) and _GROWING.search(before)
    return "%/năm" if quantity.unit == "%" and yearly else quantity.unit


def _qualifier(quantity: Quantity, before: str, behind: str) -> str:
    if quantity.region:
        return quantity.region
    period = _PERIOD.search(before[-_BEFORE_REACH:]) or _PERIOD.search(behind[:_BEHIND_REACH])
    if period:
        return period.group().lower()
    region = _REGION.search(behind[:_BEHIND_REACH])
    return region.group() if region else ""
