"""Writing what a provision is called: its number where the old one stood, or its whole name anew."""

from dongbo.engines.drafting.phrases import RANKS, Item, Level, Phrase
from dongbo.engines.drafting.resolving import Named, Places
from dongbo.engines.drafting.signs import ordinal_word
from dongbo.engines.provisions import Kind, Node
from dongbo.engines.provisions.marks import roman_value

_WORDS = {
    Kind.PLUS: "dấu cộng", Kind.DASH: "gạch đầu dòng", Kind.POINT: "điểm", Kind.LETTER: "điểm", Kind.CLAUSE: "khoản",
    Kind.ARABIC: "khoản", Kind.ARTICLE: "Điều", Kind.SUBSECTION: "Tiểu mục", Kind.SECTION: "Mục", Kind.ROMAN: "mục",
    Kind.CHAPTER: "Chương", Kind.PART: "Phần", Kind.ANNEX: "Phụ lục",
}  # fmt: skip
NAMED = frozenset(_WORDS)
"""Kinds that can be spoken of by a word and a number."""

_WHOLE = frozenset({Kind.ARTICLE, Kind.CHAPTER, Kind.PART, Kind.ANNEX})
_SMALL = frozenset({Kind.PLUS, Kind.DASH, Kind.POINT, Kind.LETTER, Kind.CLAUSE, Kind.ARABIC})
_BULLETS = frozenset({Kind.DASH, Kind.PLUS})


def in_place(phrase: Phrase, named: Named, places: Places) -> str:
    """Return the phrase with today's numbers in place of its own.

    Numbers of a list stay in ascending order. What names nothing keeps the number it has.
    """
    written, done = "", phrase.start
    for level, nodes in zip(phrase.levels, named, strict=True):
        told = [node for node in nodes if node is not None]
        ordered = sorted(told, key=lambda node: places.order[id(node)]) if len(told) == len(nodes) else list(nodes)
        for item, node in zip(level.items, ordered, strict=True):
            number = item.written if node is None else number_like(item, node, places)
            start = item.start
            if level.rank == RANKS["phụ lục"] and not (item.written and number):
                start = level.start + len(level.word) if item is level.items[0] else start
                number = f" {number}" if number else ""
            written += phrase.text[done - phrase.start : start - phrase.start] + number
            done = item.end
    return written + phrase.text[done - phrase.start :]


def number_like(item: Item, node: Node, places: Places) -> str:
    """Return the number of `node` in the form of `item`: "này", "3", "III", "thứ ba", "số 3", "III.2.a"."""
    if item.this:
        return item.written
    if node.kind in _BULLETS:
        return _number(node, places).removeprefix("" if item.written.startswith("t") else "thứ ")
    if "." in item.written and item.written[0].isalpha():
        return composite_of(node, places) or node.number
    words = item.written.split()
    if not words or node.kind not in (Kind.PART, Kind.CHAPTER, Kind.ANNEX, Kind.ROMAN) or not _is_roman(node.number):
        return node.number
    if words[-1].isdigit():
        return " ".join([*words[:-1], str(roman_value(node.number))])
    if words[0].lower() == "thứ":
        return f"{words[0]} {ordinal_word(roman_value(node.number))}"
    return " ".join([*words[:-1], node.number])


def _is_roman(number: str) -> bool:
    return bool(number) and not set(number) - set("IVXLC")


def composite_of(node: Node, places: Places) -> str:
    """Return "III", "III.2" or "III.2.a" for a provision of the second style, "" for any other."""
    line = {each.kind: each for each in reversed(places.line_of(node))}
    if not {Kind.ROMAN, node.kind} <= line.keys() or node.kind not in (Kind.ROMAN, Kind.ARABIC, Kind.LETTER):
        return ""
    kinds = (Kind.ROMAN, Kind.ARABIC, Kind.LETTER)
    kept = kinds[: kinds.index(node.kind) + 1]
    if any(kind not in line for kind in kept):
        return ""
    return ".".join(line[kind].number for kind in kept)


def anew(phrase: Phrase, named: Named, holder: Node, places: Places) -> str:
    """Return the phrase written from scratch: the whole name of each provision it is about, in reading order.

    What names nothing any more keeps its words.
    """
    gone = [_as_written(phrase, at, item) for at, item, node in targets_of(phrase, named) if node is None]
    told = {id(node): node for _, _, node in targets_of(phrase, named) if node is not None}
    nodes = sorted(told.values(), key=lambda node: places.order[id(node)])
    names = [_name(node, phrase, holder, places) for node in nodes] + gone
    first = names[0]
    starts_capital = phrase.text[0].isupper() and phrase.levels[0].rank < RANKS["điều"]
    names[0] = first[0].upper() + first[1:] if starts_capital else first
    if phrase.ranged and len(names) > 1:
        return f"{names[0]} đến {names[-1]}"
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} và {names[-1]}"


def targets_of(phrase: Phrase, named: Named) -> list[tuple[int, Item, Node | None]]:
    """Return the items a phrase is about, with the place of their level: those no smaller item belongs to."""
    contexts = {level.of for level in phrase.levels}
    return [
        (at, item, node)
        for at, (level, nodes) in enumerate(zip(phrase.levels, named, strict=True))
        for place, (item, node) in enumerate(zip(level.items, nodes, strict=True))
        if not item.this and not (at in contexts and place == 0)
    ]


def names_of(node: Node, holder: Node, places: Places) -> list[str]:
    """Return how `holder` may call `node`: each level by its word, or "Mục II.1" where the paper is so numbered."""
    spelt = " ".join(_spelt(node, None, holder, places))
    composite = composite_of(node, places)
    return [spelt, f"Mục {composite}"] if composite else [spelt]


def _as_written(phrase: Phrase, at: int, item: Item) -> str:
    """Return the whole name of an item in the phrase's own words."""
    parts: list[str] = []
    level: Level | None = phrase.levels[at]
    while level is not None:
        parts.append(f"{level.word} {item.written}".strip())
        level = phrase.levels[level.of] if level.of is not None else None
        item = level.items[0] if level else item
    return " ".join(parts)


def _name(node: Node, phrase: Phrase, holder: Node, places: Places) -> str:
    composite = any("." in item.written and item.written[0] in "IVXLC" for item in phrase.levels[0].items)
    written = composite_of(node, places) if composite else ""
    return " ".join(_spelt(node, phrase, holder, places, written=written))


def _spelt(node: Node, phrase: Phrase | None, holder: Node, places: Places, *, written: str = "") -> list[str]:
    """Return the name of a provision level by level, with its annex where the holder stands elsewhere."""
    line = _needed(node, places)
    names = [f"Mục {written}"] if written else [f"{_word(each, phrase)} {_number(each, places)}" for each in line]
    annex = places.annex_of(node)
    told = annex is None or annex in line
    stands_alone = bool(written) or line[-1].kind not in _SMALL
    if not told and not (stands_alone and annex is places.annex_of(holder)):
        names.append(f"Phụ lục {annex.number if annex else ''}")
    return [name.strip() for name in names]


def _needed(node: Node, places: Places) -> list[Node]:
    """Return the node and those above it that its name must say, innermost first."""
    needed: list[Node] = []
    for each in places.line_of(node):
        if each.kind is Kind.ANNEX and needed:
            break
        if each.kind not in _WORDS or (needed and needed[-1].kind is each.kind):
            continue
        needed.append(each)
        if each.kind in _WHOLE:
            break
    return needed


def _word(node: Node, phrase: Phrase | None) -> str:
    """Return the word for a kind, as the phrase writes it where it is one of the larger ones: "Mục", "mục"."""
    word = "tiết" if node.kind is Kind.ROMAN and node.number.islower() else _WORDS[node.kind]
    rank = RANKS[word.lower()]
    levels = phrase.levels if phrase else ()
    return next((level.word for level in levels if level.rank == rank >= RANKS["điều"]), word)


def _number(node: Node, places: Places) -> str:
    return f"thứ {places.ordinal_of(node)}" if node.kind in _BULLETS else node.number
