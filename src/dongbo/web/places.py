"""The path of a provision as a person says it: `dieu:5/khoan:2/diem:a` is "điểm a khoản 2 Điều 5"."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dongbo.engines.provisions import Kind

WORDS = {
    Kind.ANNEX.value: gettext_lazy("Phụ lục"),
    Kind.PART.value: gettext_lazy("Phần"),
    Kind.CHAPTER.value: gettext_lazy("Chương"),
    Kind.SECTION.value: gettext_lazy("Mục"),
    Kind.SUBSECTION.value: gettext_lazy("Tiểu mục"),
    Kind.ARTICLE.value: gettext_lazy("Điều"),
    Kind.CLAUSE.value: gettext_lazy("khoản"),
    Kind.POINT.value: gettext_lazy("điểm"),
    Kind.ROW.value: gettext_lazy("dòng"),
    Kind.PARAGRAPH.value: gettext_lazy("đoạn"),
    Kind.TITLE.value: gettext_lazy("tiêu đề"),
}
SMALLEST_FIRST = {Kind.ARTICLE.value, Kind.CLAUSE.value, Kind.POINT.value}
"""Levels a lawyer names from the smallest to the article; all others are named from above."""


def place_name(path: str) -> str:
    """Return `path` in words, the widest place first: "Phụ lục I › dòng 3", "II.1.a", "điểm a khoản 2 Điều 5"."""
    above: list[str] = []
    article: list[str] = []
    items: list[str] = []
    for segment in path.split("/") if path else ():
        kind, named, number = segment.partition(":")
        if not named:
            items.append(_item(segment))
            continue
        said = f"{WORDS.get(kind, kind)} {number}"
        if kind in SMALLEST_FIRST:
            article.insert(0, said)
        else:
            above.append(said)
    return " › ".join(part for part in (*above, " ".join(article), _joined(items)) if part)


def _item(segment: str) -> str:
    if segment[0] in "-+" and segment[1:]:
        return _("gạch %(number)s") % {"number": segment[1:]}
    return segment


def _joined(items: list[str]) -> str:
    """Numbers join by full stops, what is counted rather than numbered follows a comma."""
    numbered = [item for item in items if " " not in item]
    counted = [item for item in items if " " in item]
    return ", ".join(part for part in (".".join(numbered), *counted) if part)
