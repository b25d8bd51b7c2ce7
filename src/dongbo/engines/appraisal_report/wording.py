"""What the report says: names of verdicts, numbers the Vietnamese way, targets and changes in words."""

from dataclasses import dataclass

from dongbo.engines.alignment import Answered
from dongbo.engines.appraisal import Appraisal, ComparedTarget
from dongbo.engines.places import attached_parts, place_name
from dongbo.engines.provisions import Outline
from dongbo.engines.redline import Change
from dongbo.engines.targets import Relation, Target
from dongbo.engines.terms.findings import Severity


@dataclass(frozen=True, slots=True)
class Mark:
    """A status as the report shows it: never by colour alone, always a shape and a word."""

    shape: str
    word: str
    tone: str


VERDICTS = {
    Answered.YES: Mark("●", "Đã trả lời", "good"),
    Answered.PARTLY: Mark("◐", "Trả lời một phần", "warning"),
    Answered.NO: Mark("○", "Chưa trả lời", "late"),
}
RELATIONS = {
    Relation.EQUAL: Mark("=", "Bằng nhau", "good"),
    Relation.STRICTER: Mark("▲", "Cao hơn chỉ đạo", "good"),
    Relation.WEAKER: Mark("▼", "Thấp hơn chỉ đạo", "late"),
    Relation.CONTRADICTS: Mark("✕", "Mâu thuẫn", "late"),
    Relation.HORIZON_DIFFERS: Mark("◆", "Khác mốc thời gian", "warning"),
    Relation.UNIT_DIFFERS: Mark("◇", "Khác đơn vị tính", "warning"),
    Relation.MISSING: Mark("○", "Dự thảo thiếu", "late"),
    Relation.EXTRA: Mark("+", "Dự thảo bổ sung", "quiet"),
}
SEVERITIES = {
    Severity.ERROR: Mark("✕", "Cần sửa", "late"),
    Severity.WARNING: Mark("◆", "Cần thống nhất", "warning"),
    Severity.HINT: Mark("◇", "Nên xem lại", "quiet"),
}
CITATION_STATES = {
    "unresolved": Mark("○", "Chưa tìm thấy", "warning"),
    "contradicts": Mark("✕", "Không khớp", "late"),
    "resolved": Mark("●", "Khớp", "good"),
}
OPERATIONS = {
    "modified": "Sửa",
    "inserted": "Thêm",
    "deleted": "Bỏ",
    "moved": "Chuyển chỗ",
    "renumbered": "Đổi số",
    "split": "Tách",
    "merged": "Gộp",
}
_BOUNDS = {">=": "ít nhất", ">": "trên", "<=": "không quá", "<": "dưới", "=": "", "~": "khoảng", "range": ""}


_IN_ORDER = [
    *(relation for relation, mark in RELATIONS.items() if mark.tone not in {"good", "quiet"}),
    *(relation for relation, mark in RELATIONS.items() if mark.tone == "good"),
    *(relation for relation, mark in RELATIONS.items() if mark.tone == "quiet"),
]


def ranked_targets(appraisal: Appraisal) -> list[ComparedTarget]:
    """Return the compared targets, those to mend first, what the plan adds last."""
    return sorted(appraisal.targets, key=lambda one: _IN_ORDER.index(one.comparison.relation))


def number(value: float, *, digits: int = 6) -> str:
    """Return `value` as Vietnamese write it: 1.234,5."""
    whole, _, part = f"{value:,.{digits}f}".partition(".")
    part = part.rstrip("0")
    whole = whole.replace(",", ".")
    return f"{whole},{part}" if part else whole


def share(value: float) -> str:
    """Return a share from 0 to 1 as a whole percentage."""
    return f"{number(round(value * 100))}%"


def day(iso: str) -> str:
    """Return an ISO date of any precision as Vietnamese write it: 21/11/2026, 11/2026, 2026."""
    return "/".join(reversed(iso.split("-")))


def target_words(target: Target | None) -> str:
    """Return what a target asks for, without its indicator: "ít nhất 15% (đến 2030)"."""
    if target is None:
        return "–"
    if target.value is None:
        amount = target.text
    elif target.value_to is not None:
        amount = f"{number(target.value)} - {_with_unit(target.value_to, target.unit)}"
    else:
        bound = _BOUNDS.get(target.operator, target.operator)
        amount = f"{bound} {_with_unit(target.value, target.unit)}"
    until = f"(đến {day(target.deadline)})" if target.deadline else ""
    return " ".join(filter(None, (amount.strip(), target.qualifier, until)))


def _with_unit(value: float, unit: str) -> str:
    return f"{number(value)}{'' if unit.startswith('%') else ' '}{unit}"


def places_words(paths: str | tuple[str, ...] | None, outline: Outline) -> str:
    """Return what people call one or several places of a redline entry in `outline`; "–" for none."""
    if paths is None:
        return "–"
    attached = attached_parts(outline)
    return "; ".join(place_name(path, attached=attached) for path in ((paths,) if isinstance(paths, str) else paths))


def change_words(change: Change) -> str:
    """Return a line that says what a change did, cut to a readable length."""
    text = change.new_text or change.old_text
    more = f" (cùng {number(change.nodes - 1)} nội dung bên dưới)" if change.nodes > 1 else ""
    return cut(text, 300) + more


def cut(text: str, length: int) -> str:
    """Return `text` on one line, cut between words with an ellipsis when longer than `length`."""
    flat = " ".join(text.split())
    if len(flat) <= length:
        return flat
    return flat[:length].rpartition(" ")[0] + "…"
