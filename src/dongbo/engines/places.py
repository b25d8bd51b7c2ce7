"""What a person calls the place a path names."""

from collections.abc import Container

from dongbo.engines.provisions import Kind, Outline

_NAMES = {
    Kind.PART: "Phần",
    Kind.CHAPTER: "Chương",
    Kind.SECTION: "Mục",
    Kind.SUBSECTION: "Tiểu mục",
    Kind.ARTICLE: "Điều",
    Kind.CLAUSE: "khoản",
    Kind.POINT: "điểm",
    Kind.ANNEX: "Phụ lục",
    Kind.ROW: "dòng",
    Kind.PARAGRAPH: "đoạn",
    Kind.TITLE: "tiêu đề",
}
_NAMES_BY_SEGMENT = {kind.value: name for kind, name in _NAMES.items()}
_SMALLEST_FIRST = {Kind.ARTICLE.value, Kind.CLAUSE.value, Kind.POINT.value}
_BULLETS = {"-": "gạch đầu dòng thứ", "+": "dấu cộng thứ"}
_ATTACHED = "phần kèm theo"


def place_name(path: str, *, attached: Container[str] = ()) -> str:
    """Return "điểm a khoản 2 Điều 5", "III.2.c", "Phụ lục I, dòng 11.1" for a path of the outline, "" for the paper.

    From the article down the smallest part comes first, as Vietnamese papers cite; larger parts come in reading order;
    plain numbers are joined by points, bullets count as "gạch đầu dòng thứ 2". `attached` are the paths of annexes
    that bear no number (`attached_parts`): the number in their path only counts them, so they are called
    "phần kèm theo".
    """
    large: list[str] = []
    plain: list[str] = []
    small: list[str] = []
    for segment in filter(None, path.split("/")):
        kind, _, number = segment.partition(":")
        if segment in attached and not large:
            large.append(_ATTACHED)
        elif kind in _SMALLEST_FIRST:
            small.insert(0, f"{_NAMES_BY_SEGMENT[kind]} {_numbered(number)}")
        elif kind in _NAMES_BY_SEGMENT or segment[0] in _BULLETS:
            large += _joined(plain)
            plain = []
            large.append(_named(kind, number))
        else:
            plain.append(_numbered(segment))
    return ", ".join([*large, *_joined(plain), *([" ".join(small)] if small else [])])


def attached_parts(outline: Outline) -> frozenset[str]:
    """Return the paths of the annexes of `outline` that bear no number, such as the plan a decision issues."""
    return frozenset(node.path for node in outline.nodes if node.kind is Kind.ANNEX and not node.number)


def _named(kind: str, number: str) -> str:
    if kind in _NAMES_BY_SEGMENT:
        return f"{_NAMES_BY_SEGMENT[kind]} {_numbered(number)}"
    return f"{_BULLETS[kind[0]]} {_numbered(kind[1:])}"


def _numbered(number: str) -> str:
    """Return a number as written; of those a paper uses twice the outline marks the later ones by "~2"."""
    written, again, time = number.partition("~")
    return f"{written} (lần {time})" if again else written


def _joined(plain: list[str]) -> list[str]:
    return [".".join(plain)] if plain else []
