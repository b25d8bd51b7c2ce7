"""Writing what a provision is called: its number where the old one stood, or its whole name anew."""

from collections.abc import Iterator

from dongbo.engines.drafting.phrases import RANKS, Item, Level, Phrase
from dongbo.engines.drafting.resolving import COUNTED, Named, Places, kinds_named
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
_OF_LETTERS_OR_DIGITS = frozenset({RANKS["tiết"], RANKS["điểm"], RANKS["mục"]})
"""Words said of provisions of several levels, told apart by their numbers: "điểm a" and "điểm 2", "Mục I", "Mục 1"."""


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


def keeps_its_words(phrase: Phrase, named: Named, places: Places) -> bool:
    """Return whether every provision is still of a kind that the word before its number is said of.

    A chapter that became section 1 of chapter I is not "Chương 1", though those words would be read as chapter I; a
    point that became clause 3 of article 1 is not "điểm 3 Điều 1", though those would be read as that clause.
    """
    return all(
        node is None or item.this or _is_said_of(level, item, node, places)
        for level, nodes in zip(phrase.levels, named, strict=True)
        for item, node in zip(level.items, nodes, strict=True)
    )


def _is_said_of(level: Level, item: Item, node: Node, places: Places) -> bool:
    if level.rank in COUNTED:
        return node.kind is COUNTED[level.rank]
    if "." in item.written and item.written[0].isalpha():
        return bool(composite_of(node, places))
    if level.rank in _OF_LETTERS_OR_DIGITS and item.written[0].isdigit() is not node.number[:1].isdigit():
        return False
    return node.kind in kinds_named(level, node.number, within=True)


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


def anew(phrase: Phrase, named: Named, holder: Node, places: Places) -> Iterator[str]:
    """Yield the phrase written from scratch, the plainest first: the whole name of each provision it is about.

    In reading order; then with the names that say more of where they stand first, for in "Điều 3 và Điều 1 Phụ lục I"
    both articles are of the annex, in "Điều 1 Phụ lục I và Điều 3" only the first; then so with longer names ("Điều 3
    Chương II"). What names nothing any more keeps its words. From … to … is said of two, in reading order, and never
    out of the body into an annex. Nothing is yielded where one of them has no name, as a row or a paragraph has none.
    """
    gone = [_as_written(phrase, at, item) for at, item, node in targets_of(phrase, named) if node is None]
    told = {id(node): node for _, _, node in targets_of(phrase, named) if node is not None}
    nodes = sorted(told.values(), key=lambda node: places.order[id(node)])
    parted = phrase.spans and len({id(places.annex_of(node)) for node in nodes}) > 1
    if parted or any(node.kind not in NAMED for node in nodes):
        return
    for longer in (False, True):
        lines = [_line(node, holder, places, longer=longer) for node in nodes]
        names = [(RANKS[_WORDS[line[-1].kind].lower()], _name(line, phrase, places)) for line in lines]
        yield _listed([name for _, name in names] + gone, phrase)
        if not phrase.spans:
            names.sort(key=lambda each: -each[0])
            yield _listed([name for _, name in names] + gone, phrase)


def _listed(names: list[str], phrase: Phrase) -> str:
    first = names[0]
    starts_capital = phrase.text[0].isupper() and phrase.levels[0].rank < RANKS["điều"]
    names[0] = first[0].upper() + first[1:] if starts_capital else first
    if phrase.spans and len(names) > 1:
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
    spelt = _spelt(_line(node, holder, places), None, places)
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


def _name(line: list[Node], phrase: Phrase, places: Places) -> str:
    composite = any("." in item.written and item.written[0] in "IVXLC" for item in phrase.levels[0].items)
    return _spelt(line, phrase, places, written=composite_of(line[0], places) if composite else "")


def _spelt(line: list[Node], phrase: Phrase | None, places: Places, *, written: str = "") -> str:
    """Return the name of the first of `line` level by level; `written` is the shorter one of the second style."""
    said = [each for each in line if each.kind is Kind.ANNEX] if written else line
    names = [f"{_word(each, phrase)} {_number(each, places)}".strip() for each in said]
    return " ".join([f"Mục {written}", *names] if written else names)


def _line(node: Node, holder: Node, places: Places, *, longer: bool = False) -> list[Node]:
    """Return the node and those above it that its name must say, with its annex where the holder stands elsewhere.

    A longer line goes on beyond the article to the chapter and the part.
    """
    line = _needed(node, places, longer=longer)
    annex = places.annex_of(node)
    if annex is not None and annex not in line and (annex is not places.annex_of(holder) or line[-1].kind in _SMALL):
        line.append(annex)
    return line


def _needed(node: Node, places: Places, *, longer: bool) -> list[Node]:
    needed: list[Node] = []
    for each in places.line_of(node):
        if each.kind is Kind.ANNEX and needed:
            break
        if each.kind not in _WORDS or (needed and needed[-1].kind is each.kind):
            continue
        needed.append(each)
        if each.kind in _WHOLE and not longer:
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
