"""Quantities in a sentence: operator, number or range, unit."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from dongbo.engines.targets.multiples import find_fractions, find_multiples
from dongbo.engines.targets.numbers import NUMBER, WORDS, parse_number
from dongbo.engines.targets.operators import AFTER, BEFORE, operator_after, operator_before
from dongbo.engines.targets.quantity import Measure, Quantity
from dongbo.engines.targets.ranks import find_ranks
from dongbo.engines.targets.screening import holds_any
from dongbo.engines.targets.vocabulary import (
    COUNTED,
    DURATIONS,
    FILLERS,
    MEASURES,
    OPERATORS_BEFORE,
    PER,
    PERCENT_BASES,
    SCALES,
    STOP,
)
from dongbo.engines.targets.wording import FLAGS, any_of

BLANK = "□"


@dataclass(frozen=True, slots=True)
class _Unit:
    name: str
    measure: Measure
    end: int


def _tolerant(pattern: str) -> str:
    """Let both spellings of the words that papers mix pass: tỷ and tỉ, sĩ and sỹ."""
    return pattern.replace("tỷ", "t[ỷỉ]")


_SCALE = _tolerant(any_of(SCALES))
_NUMBER = re.compile(
    rf"(?<![\w{BLANK}])(?<!\w[./-])(?<!\d\s/)({NUMBER})(?![\d{BLANK}])(?!/(?!10+(?!\d)|10*(?:\.0{{3}})+)\d)",
    FLAGS,
)
_RANGE = re.compile(
    rf"\s*(?P<percent>%)?\s*(?:[-–—÷]|đến|tới)\s*(?:(?:dưới|khoảng|trên)\s+)?(?P<to>{NUMBER})(?!\d|/\d)",
    FLAGS,
)
_FROM = re.compile(r"(?<!\w)từ\s+$", FLAGS)
_OPERATOR = re.compile(
    rf"(?:(?<!\w)|(?=[<>≤≥=~≈]))(?P<operator>{BEFORE})(?:\s+(?:{any_of(FILLERS)})(?!\w))*\s*$",
    FLAGS,
)
_OPERATOR_HINTS = frozenset(words.split()[0] for words in OPERATORS_BEFORE)
_SAID_IN_WORDS = re.compile(
    rf"(?<!\w)(?:ít nhất|tối thiểu|không dưới)\s+(?:có\s+|là\s+)?(?P<word>{'|'.join(WORDS)})"
    r"(?=\s+(?!trong|lần|phần|nửa)\w)",
    FLAGS,
)
_PERCENT = re.compile(r"\s*(?:%|‰|phần trăm)", FLAGS)
_A_YEAR = re.compile(r"\s*(?:(?:/|mỗi|một|trên)\s*|h[ằà]ng\s+)năm(?!\w)", FLAGS)
_THING = re.compile(rf"\s+(?!(?:{'|'.join(STOP)})(?!\w))[^\W\d_]", FLAGS)
_IN_WORDS = re.compile(r"\s*\((?:[^\W\d_]+\s*){1,6}\)")
_COUNTED = re.compile(rf"\s*(?P<noun>{any_of(COUNTED)})(?!\w)", FLAGS)
_DURATION = re.compile(rf"\s*(?P<noun>{any_of(DURATIONS)})(?!\w)", FLAGS)
_SCALED = re.compile(rf"\s*(?P<scale>{_SCALE})(?!\w)", FLAGS)
_PERCENT_BASES = [(re.compile(rf"\s*{base}(?!\w)", FLAGS), name) for base, name in PERCENT_BASES.items()]
# Most words are no measure, which one pattern tells sooner than forty.
_ANY_MEASURE = re.compile(rf"\s*(?:{_SCALE})?\s*(?:{'|'.join(MEASURES)})(?!\w)", FLAGS)
_MEASURES = [
    (re.compile(rf"\s*(?P<scale>{_SCALE})?\s*(?:{measure})(?!\w)", FLAGS), name) for measure, name in MEASURES.items()
]
# "12 người trên một vạn dân", but only a stroke joins what is not a number of people: "3 dự án/năm".
_BY_STROKE, _BY_WORD = r"\s*/\s*", r"\s*(?:/|trên(?!\w)|cho(?!\w))\s*"
_PER = [
    (re.compile(rf"{_BY_WORD if name.endswith(('dân', '0 trẻ')) else _BY_STROKE}(?:{base})(?!\w)", FLAGS), name)
    for base, name in PER.items()
]
_ANY_PER = re.compile(r"\s*(?:/|trên(?!\w)|cho(?!\w))", FLAGS)
# "số bác sĩ trên 1 vạn dân đạt 15": the base of a rate said before its figure.
_PER_BASE = re.compile(
    rf"(?:{'|'.join(base for base, name in PER.items() if name.endswith(('dân', '0 trẻ')))})(?!\w)", FLAGS
)
_BY_YEAR = re.compile(r"\s*/\s*năm(?!\w)", FLAGS)
_EACH = re.compile(r"\s*(?:/\s*|(?:mỗi|một|trong)\s+)(?P<period>năm|quý|tháng|tuần|ngày)(?!\w)", FLAGS)
_PER_WORD = re.compile(r"(?:(?<!\w)(?:trên|mỗi|cho)\s+|/\s*)$", FLAGS)
_COVERAGE = re.compile(
    r"^(?:[-+•]\s*)?(?P<what>(?:phủ sóng|phủ kín|bao phủ)[^,;:.]{0,60}?)\s+"
    r"(?P<all>(?:trên\s+)?(?:phạm vi\s+)?(?:toàn quốc|cả nước|toàn tỉnh|toàn thành phố))\s*[.,;]?\s*$",
    FLAGS,
)


def find_quantities(text: str) -> list[Quantity]:
    """Return the quantities of `text` in order; what must not be read stands blanked in it already."""
    ranks = list(find_ranks(text))
    taken = [(rank.start, rank.end) for rank in ranks]
    found = [*ranks]
    for quantity in (*find_multiples(text), *find_fractions(text), *_numbers(text), *_numbers_in_words(text)):
        if not any(start < quantity.end and quantity.start < end for start, end in taken):
            taken.append((quantity.start, quantity.end))
            found.append(quantity)
    return _sharing_rate(text, sorted(found, key=lambda quantity: quantity.start))


def _sharing_rate(text: str, found: list[Quantity]) -> list[Quantity]:
    """Give "10 bác sĩ" in "10 bác sĩ và 30 giường bệnh/vạn dân" the rate said once for both."""
    shared = list(found)
    for at in range(len(found) - 2, -1, -1):
        one, following = shared[at], shared[at + 1]
        joined = re.fullmatch(r"\s*(?:,|và)\s*", text[one.end : following.start])
        if joined and one.measure is Measure.COUNT and "/" in following.unit and "/" not in one.unit:
            shared[at] = replace(one, unit=f"{one.unit}/{following.unit.partition('/')[2]}")
    return shared


def find_coverage(text: str) -> Quantity | None:
    """Return a clause such as "Phủ sóng 5G toàn quốc" as the whole: 100 %."""
    match = _COVERAGE.match(text)
    if not match:
        return None
    region = match["all"].split()[-2] + " " + match["all"].split()[-1]
    return Quantity(
        match.end("what"),
        match.end("all"),
        match.end("all"),
        "=",
        100.0,
        None,
        "%",
        Measure.COVERAGE,
        region=region,
    )


def _numbers_in_words(text: str) -> Iterator[Quantity]:
    for match in _SAID_IN_WORDS.finditer(text):
        yield _quantity(text, match.start("word"), match.end("word"), parse_number(match["word"]))


def _numbers(text: str) -> Iterator[Quantity]:
    at = 0
    while match := _NUMBER.search(text, at):
        base = _PER_BASE.match(text, match.start(1))
        if base and _PER_WORD.search(text, 0, match.start(1)):
            at = base.end()
            continue
        quantity = _quantity(text, match.start(1), match.end(1), parse_number(match[1]))
        at = max(quantity.end, match.end())
        yield quantity


def _quantity(text: str, start: int, end: int, value: float) -> Quantity:
    value_to: float | None = None
    reach = _RANGE.match(text, end)
    if reach and parse_number(reach["to"]) > value:
        value_to, end = parse_number(reach["to"]), reach.end()
    unit = read_unit(text, end)
    operator, left = _operator_before(text, start)
    if value_to is None and (far := _far_end(text, start, value, unit)):
        value_to, end, unit = far
    after = AFTER.match(text, unit.end)
    if after:
        operator = operator_after(after["operator"])
        unit = replace(unit, end=after.end())
    if value_to is not None:
        operator = "range"
    words_from = end if unit.measure in {Measure.COUNT, Measure.THING} else _past_sign(text, end, unit)
    return Quantity(left, unit.end, words_from, operator, value, value_to, unit.name, unit.measure)


def _far_end(text: str, start: int, value: float, unit: _Unit) -> tuple[float, int, _Unit] | None:
    """Return the far end of a range whose unit is said twice: "từ 850 tỷ đồng đến 1.000 tỷ đồng"."""
    reach = _RANGE.match(text, unit.end) if _FROM.search(text, 0, start) and unit.name else None
    if not reach or parse_number(reach["to"]) <= value:
        return None
    last = read_unit(text, reach.end())
    return (parse_number(reach["to"]), reach.end(), last) if last.name == unit.name else None


def _past_sign(text: str, end: int, unit: _Unit) -> int:
    """A percentage's base is part of the words that follow: "3% tổng chi ngân sách cho …"."""
    sign = _PERCENT.match(text, end)
    return sign.end() if sign and unit.measure is Measure.PERCENT and "/năm" not in unit.name else unit.end


def _operator_before(text: str, start: int) -> tuple[str, int]:
    begin = max(0, start - 60)
    bounded = holds_any(_OPERATOR_HINTS, text[begin:start].lower())
    match = _OPERATOR.search(text, begin, start) if bounded else None
    if not match:
        return "=", start
    return operator_before(match["operator"]), match.start()


def read_unit(text: str, at: int) -> _Unit:
    """Return the unit written at `at` of `text`, its sort, and where it ends; bare numbers get an empty one."""
    spelt = _IN_WORDS.match(text, at)
    at = spelt.end() if spelt else at
    measured = _percent(text, at) or _rate(text, at) or _measured(text, at)
    things = _things(text, at)
    # "120 điểm cầu" counts places, it measures no points.
    if measured and things and things.measure is Measure.COUNT and things.end > measured.end:
        return things
    return measured or things or _Unit("", Measure.BARE, at)


def _percent(text: str, at: int) -> _Unit | None:
    sign = _PERCENT.match(text, at)
    if not sign:
        return None
    yearly = _A_YEAR.match(text, sign.end())
    if yearly:
        return _Unit("%/năm", Measure.PERCENT, yearly.end())
    for pattern, name in _PERCENT_BASES:
        base = pattern.match(text, sign.end())
        if base:
            return _Unit(name, Measure.PERCENT, base.end())
    return _Unit("‰" if "‰" in sign.group() else "%", Measure.PERCENT, sign.end())


def _rate(text: str, at: int) -> _Unit | None:
    """Read a rate without a noun: "42/100.000 trẻ đẻ sống"."""
    unit = _with_rate(text, "", Measure.COUNT, at)
    return unit if unit.name else None


def _measured(text: str, at: int) -> _Unit | None:
    for pattern, name in _MEASURES if _ANY_MEASURE.match(text, at) else ():
        match = pattern.match(text, at)
        if not match:
            continue
        measure = Measure.TIMES if name == "lần" else Measure.PHYSICAL
        often = _EACH.match(text, match.end()) if measure is Measure.TIMES else None
        if often:
            return _Unit(f"{name}/{often['period'].lower()}", Measure.FREQUENCY, often.end())
        yearly = _A_YEAR.match(text, match.end())
        if yearly:
            return _Unit(f"{_scale(match['scale'])}{name}/năm", measure, yearly.end())
        return _with_rate(text, f"{_scale(match['scale'])}{name}", measure, match.end())
    duration = _DURATION.match(text, at)
    return _Unit(" ".join(duration["noun"].lower().split()), Measure.DURATION, duration.end()) if duration else None


def _things(text: str, at: int) -> _Unit | None:
    scale = _SCALED.match(text, at)
    prefix = _scale(scale["scale"]) if scale else ""
    at = scale.end() if scale else at
    counted = _COUNTED.match(text, at)
    if counted:
        return _with_rate(text, f"{prefix}{' '.join(counted['noun'].lower().split())}", Measure.COUNT, counted.end())
    if _THING.match(text, at):
        return _with_rate(text, prefix.strip(), Measure.THING, at)
    return _Unit(prefix.strip(), Measure.PHYSICAL, at) if scale else None


def _scale(written: str | None) -> str:
    return f"{' '.join(written.lower().split()).replace('tỉ', 'tỷ')} " if written else ""


def rate_in(words: str) -> str:
    """Return the base of a rate said in `words` ("số bác sĩ trên 1 vạn dân"), "" where there is none."""
    for pattern, per in _PER:
        if per.endswith(("dân", "0 trẻ")) and pattern.search(words):
            return per
    return ""


def _with_rate(text: str, name: str, measure: Measure, end: int) -> _Unit:
    for pattern, per in _PER if _ANY_PER.match(text, end) else ():
        match = pattern.match(text, end)
        if match:
            kept = measure if measure is Measure.PHYSICAL else Measure.COUNT
            yearly = _BY_YEAR.match(text, match.end())
            return _Unit(f"{name}/{per}{'/năm' if yearly else ''}", kept, (yearly or match).end())
    return _Unit(name, measure, end)
