"""Units brought to one form, so that two papers' ways of writing them compare equal."""

import re

from dongbo.engines.targets.quantities import read_unit
from dongbo.engines.targets.quantity import Measure
from dongbo.engines.targets.vocabulary import SCALES
from dongbo.engines.vietnamese import fold, syllables

_RANKS = {"thứ bậc", "thứ hạng", "hạng", "xếp hạng", "vị trí"}


def normal_unit(written: str) -> str:
    """Return the form of `written` used in targets: "Thứ bậc" → "hạng", "Người/vạn dân" → "người/vạn dân".

    What is no known unit stays as written, capitals gone but for abbreviations.
    """
    text = " ".join(written.split()).strip(" .()")
    text = re.sub(r"^(?:số lượng|số)\s+", "", text, flags=re.IGNORECASE)
    if not text:
        return ""
    if fold(text) in {fold(rank) for rank in _RANKS}:
        return "hạng"
    if fold(text).startswith(fold("chỉ số")):
        return "chỉ số"
    unit = read_unit(f" {text}", 0)
    whole = unit.end == len(text) + 1
    if unit.measure is Measure.PERCENT or (whole and unit.measure not in {Measure.THING, Measure.BARE}):
        return unit.name
    return " ".join(word.lower() if word.istitle() else word for word in text.split(" "))


def split_scale(unit: str) -> tuple[float, str]:
    """Return (factor, unit without its scale): "tỷ đồng" → (1e9, "đồng")."""
    for scale, factor in SCALES.items():
        if fold(unit).startswith(f"{fold(scale)} "):
            return factor, unit.split(" ", len(scale.split()))[-1]
    return 1.0, unit


def same_unit(left: str, right: str) -> bool:
    """Tell whether two normal units measure alike, their scales apart: one's words may begin the other's."""
    left, right = split_scale(left)[1], split_scale(right)[1]
    if fold(left) == fold(right):
        return True
    if "%" in left or "%" in right or "/" in left or "/" in right:
        return False
    short, long = sorted((syllables(left), syllables(right)), key=len)
    return bool(short) and (long[: len(short)] == short or set(short) <= set(long))
