"""What speaks for and against a quantity being a target."""

import re
from dataclasses import dataclass

from dongbo.engines.targets.indicators import counted_noun
from dongbo.engines.targets.quantity import Measure, Quantity
from dongbo.engines.targets.vocabulary import (
    CONDITIONS,
    COUNTING_VERBS,
    GOALS,
    GROWTH_VERBS,
    HEADS,
    INDEX_WORDS,
    PRESENT_STATE,
    RULE_MARKS,
    RULE_SUBJECTS,
    YEARLY,
)
from dongbo.engines.targets.wording import FLAGS, any_of, whole

_REACHING = (
    "đạt", "đạt được", "chiếm", "ở mức", "duy trì", "là", "lên", "ổn định", "bảo đảm", "đảm bảo", "đóng góp", "bố trí",
    "dành",
)  # fmt: skip
_GOAL = whole(GOALS)
# "Vốn bổ sung có mục tiêu" is a kind of budget, "chương trình mục tiêu" a kind of programme.
_NO_GOAL = re.compile(r"(?<!\w)(?:có|chương trình) mục tiêu", FLAGS)
_STRONG_GOAL = whole(("phấn đấu", "mục tiêu", "hướng tới"))
_REPORTED = re.compile(r"^\W*sau \d+ năm|(?<!\w)năm nay(?!\w)|theo báo cáo|\d+ tháng (?:đầu|cuối) năm", FLAGS)
_PRESENT = whole(PRESENT_STATE)
_CONDITION = re.compile(
    r"^\s*(?:[-+•]\s*|\(?\w{1,4}[.)]\s+)?(?:" + "|".join(CONDITIONS) + r")(?!\w)|(?<!\w)(?:nếu|trường hợp)(?!\w)",
    FLAGS,
)
_RULE_SUBJECT = whole(RULE_SUBJECTS)
_RULE_MARK = whole(RULE_MARKS)
_LEVEL = whole((*_REACHING, *GROWTH_VERBS))
_REACHED = re.compile(r"(?<!\w)(?:đạt|chiếm|duy trì)(?!\w)", FLAGS)
_HEAD = whole(HEADS)
_NAMED = re.compile(
    r"^\W*(?:[\w.]{1,6}[.)]\s+)?(?:t[ỷỉ] lệ|t[ỷỉ] trọng|tốc độ|quy mô|mật độ|tổng tỷ suất)(?!\w)", FLAGS
)
# A clause that opens with what is to be done, its figure close behind: "Thu hút thêm ít nhất 3 tổ chức …".
_SETS_OUT = re.compile(rf"^\W*(?:(?:{any_of(COUNTING_VERBS)})(?!\w)(?:\s+\w+){{0,2}})?\s*$", FLAGS)
_TIME_KEPT = re.compile(
    r"(?<!\w)(?:thời gian|rút ngắn|tuổi thọ|số (?:năm|ngày|giờ|phút))(?!\w)|(?<!\w)(?:giảm|còn)\s*$", FLAGS
)
_INDEX = whole(INDEX_WORDS)
# "Chia thành 3 tiểu dự án" describes; "hình thành 3 trung tâm" sets out.
_CONCERNING = re.compile(r"(?<!\w)(?:đối với|(?<!hình )(?<!hoàn )(?<!tạo )thành)(?:\s+\d+\s[^;]{0,80},)?\s*$", FLAGS)
_FROM = re.compile(r"(?<!\w)từ\s*$", FLAGS)
_YEARLY = whole(YEARLY)
_EACH = re.compile(
    r"^\W*(?:[\w.]{1,6}[.)]\s+)?(?:(?:bố trí|trang bị|bảo đảm|cấp)\s+(?:cho\s+)?)?mỗi(?!\w)(?!.*,.*,)", FLAGS
)
_NEAR = 40
_ALL = 100.0
_RULED_UNITS = {"Hz", "dB", "kV", "m", "mg", "°C", "kg", "lít"}


@dataclass(frozen=True, slots=True)
class Setting:
    """Where a quantity stands: its words `before` and `behind`, its `clause`, the `sentence` up to it, what is around.

    `due` is a moment named in the sentence itself, `limited` one with a word such as "đến", `inherited` one that a
    heading gives; `past` says that the moment lies before the paper was issued. `continues` is a quantity without words
    of its own, `series` one that follows a target of the same unit in its clause, `starts_item` one that opens its
    sentence, `named_behind` one whose name stands behind it.
    """

    before: str
    behind: str
    clause: str
    sentence: str
    due: bool
    limited: bool
    inherited: bool
    past: bool
    in_section: bool
    regulatory: bool
    continues: bool
    series: bool
    starts_item: bool
    named_behind: bool


def belief(quantity: Quantity, setting: Setting) -> float | None:
    """Return how surely `quantity` is a target, 0 to 1, or None where it is none."""
    if setting.past or _excluded(quantity, setting):
        return None
    goals = _STRONG_GOAL if setting.regulatory else _GOAL
    goal = bool(goals.search(_NO_GOAL.sub("", setting.sentence))) or (
        quantity.measure is Measure.RANK and quantity.operator != "="
    )
    framed = setting.in_section or setting.due or goal
    if not _kind_fits(quantity, setting, framed=framed):
        return None
    if setting.in_section:
        return 0.95 if setting.due or setting.inherited else 0.9
    if setting.due:
        return 0.85
    if goal:
        return 0.8
    return None if setting.regulatory else _unframed(quantity, setting)


def _excluded(quantity: Quantity, setting: Setting) -> bool:
    if _CONDITION.search(setting.sentence) or (_REPORTED.search(setting.sentence) and not setting.limited):
        return True
    if _PRESENT.search(setting.before if setting.in_section else setting.sentence) and not setting.limited:
        return True
    if _RULE_SUBJECT.search(f"{setting.sentence} {setting.behind[:_NEAR]}") and not setting.in_section:
        return not _GOAL.search(setting.sentence)
    return quantity.operator == ">=" and bool(_FROM.search(setting.before)) and not setting.in_section


def _kind_fits(quantity: Quantity, setting: Setting, *, framed: bool) -> bool:
    """A duration, a bare number or an unknown noun needs more than a place among targets."""
    if quantity.measure is Measure.DURATION:
        return framed and bool(_TIME_KEPT.search(setting.before))
    if quantity.measure is Measure.FREQUENCY:
        return quantity.operator != "="
    if quantity.measure is Measure.BARE:
        if framed and counted_noun(setting.before):
            return True
        return setting.continues or bool(_INDEX.search(setting.before) and _LEVEL.search(setting.before))
    if quantity.measure in {Measure.COUNT, Measure.THING} and _CONCERNING.search(setting.sentence):
        return False
    if quantity.measure is Measure.THING:
        return framed and (quantity.operator != "=" or _opens_clause(setting))
    if quantity.unit == "điểm":
        return bool(_INDEX.search(setting.before) or (setting.in_section and _REACHED.search(setting.before)))
    return quantity.unit not in _RULED_UNITS or setting.in_section


def _opens_clause(setting: Setting) -> bool:
    """Tell whether a number is what its clause sets out: a level reached, the start of an item, a verb before it."""
    return setting.starts_item or bool(_LEVEL.search(setting.before) or _SETS_OUT.match(setting.before))


def is_noise(quantity: Quantity, before: str) -> bool:
    """Tell whether a number cannot be a target wherever it stands, so that it must not cut a name in two."""
    if quantity.measure is Measure.DURATION:
        return not _TIME_KEPT.search(before)
    return (
        quantity.measure is Measure.BARE
        and quantity.operator == "="
        and bool(before.strip())
        and not _INDEX.search(before)
        and not counted_noun(before)
    )


def _unframed(quantity: Quantity, setting: Setting) -> float | None:
    """Judge a quantity outside any section of targets, without a moment or a goal in its sentence."""
    if quantity.operator != "=" and _NAMED.match(setting.before) and not setting.behind.strip(" ."):
        return 0.65
    if _RULE_MARK.search(setting.sentence):
        return None
    if setting.series:
        return 0.65
    if quantity.operator != "=" and (quantity.measure is Measure.FREQUENCY or _YEARLY.search(setting.clause)):
        return 0.65
    if quantity.measure is Measure.COUNT and quantity.operator == ">=" and _EACH.match(setting.before):
        return 0.6
    if quantity.measure is Measure.PERCENT:
        reached = bool(_LEVEL.search(setting.before)) or quantity.unit == "%/năm" or setting.inherited
        reached = reached or bool(_YEARLY.search(setting.before))
        reached = reached or (setting.named_behind and (quantity.operator != "=" or quantity.value == _ALL))
        return 0.65 if reached or setting.starts_item else None
    if quantity.measure is Measure.COUNT and quantity.operator != "=" and _SETS_OUT.match(setting.before):
        return 0.6
    named = bool(_HEAD.search(setting.before)) and bool(_REACHED.search(setting.before))
    if setting.inherited and (quantity.operator != "=" or _REACHED.search(setting.before)):
        return 0.7
    return 0.6 if named or (setting.continues and quantity.measure is not Measure.THING) else None
