"""Random provision trees, and how a writer may set one down in either style of numbering."""

import textwrap
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field

from hypothesis import strategies as st

from dongbo.engines.provisions import Kind, Node
from dongbo.engines.provisions.review import roman_number
from dongbo.engines.vietnamese import fold

ALPHABET = "abcdđeghiklmnopqrstuvxy"
SENTENCE = (
    "tổ chức thực hiện hoà giải cơ sở dữ liệu dùng chung bảo đảm an toàn thông tin nâng cao nhận thức của cán bộ "
    "hạ tầng số thuỷ lợi kỹ thuật tỉ lệ hồ sơ trực tuyến nguồn lực phối hợp kiểm tra đánh giá báo cáo hằng năm"
)
WORDS = SENTENCE.split()
DECIMAL = "decimal"
ARTICLE_STYLE = (Kind.PART, Kind.CHAPTER, Kind.SECTION, Kind.ARTICLE, Kind.CLAUSE, Kind.POINT, Kind.DASH)
ROMAN_STYLE = (Kind.PART, Kind.ROMAN, Kind.ARABIC, Kind.LETTER, Kind.DASH, Kind.PLUS)
DECIMAL_STYLE = (Kind.ROMAN, Kind.ARABIC, DECIMAL, Kind.LETTER, Kind.DASH)
HEADED = {Kind.PART, Kind.CHAPTER, Kind.SECTION, Kind.ARTICLE, Kind.ROMAN}
CAPITAL = {Kind.PART, Kind.CHAPTER, Kind.SECTION, Kind.ROMAN}
TITLED = {Kind.PART, Kind.CHAPTER, Kind.SECTION}
LONGEST = {
    Kind.PART: 2,
    Kind.CHAPTER: 3,
    Kind.SECTION: 2,
    Kind.ARTICLE: 4,
    Kind.POINT: 12,
    Kind.LETTER: 12,
    Kind.ARABIC: 7,
}


@dataclass
class Planned:
    """A provision to be written: `text` is a whole sentence or empty."""

    kind: Kind
    number: str
    heading: str = ""
    text: str = ""
    children: list["Planned"] = field(default_factory=list)


@dataclass(frozen=True)
class Hand:
    """How a writer sets a paper down."""

    roman: str
    arabic: str
    letter: str
    spaces: int
    width: int
    split_headings: bool
    old_tones: bool
    uneven: bool
    odd_blanks: bool


HANDS = st.builds(
    Hand,
    roman=st.sampled_from((".", "-", "/")),
    arabic=st.sampled_from((".", ")", "-")),
    letter=st.sampled_from((")", ".", "-")),
    spaces=st.integers(1, 3),
    width=st.sampled_from((0, 60, 90)),
    split_headings=st.booleans(),
    old_tones=st.booleans(),
    uneven=st.booleans(),
    odd_blanks=st.booleans(),
)


@st.composite
def trees(draw: st.DrawFn, levels: tuple[Kind | str, ...]) -> list[Planned]:
    """Return a tree of regular numbering whose articles run on through the chapters."""
    articles = iter(range(1, 1000))
    last_start = Kind.ARTICLE if Kind.ARTICLE in levels else Kind.ARABIC
    start = draw(st.integers(0, levels.index(last_start)))
    return _siblings(draw, levels[start:], articles, above="")


def _siblings(draw: st.DrawFn, levels: tuple[Kind | str, ...], articles: Iterator[int], *, above: str) -> list[Planned]:
    level, below = levels[0], levels[1:]
    kind = Kind.ARABIC if level == DECIMAL else Kind(level)
    count = draw(st.integers(2 if kind is Kind.PART else 1, LONGEST.get(kind, 5)))
    planned = []
    for place in range(1, count + 1):
        number = f"{above}.{place}" if level == DECIMAL else _number(kind, place, articles, levels)
        provision = Planned(kind, number)
        if kind in HEADED:
            provision.heading = _words(draw, 2, 6)
        if below and (kind in TITLED or draw(st.booleans())):
            leaves_one_out = kind is Kind.ARTICLE and draw(st.integers(0, 5)) == 0
            provision.children = _siblings(draw, below[1:] if leaves_one_out else below, articles, above=number)
        _put_text(draw, provision, last_of_list=place == count)
        planned.append(provision)
    return planned


def _put_text(draw: st.DrawFn, provision: Planned, *, last_of_list: bool) -> None:
    if provision.kind in TITLED:
        return
    if provision.children:
        wanted = provision.kind not in HEADED or draw(st.booleans())
        provision.text = f"{_words(draw, 4, 20)}:" if wanted else ""
        return
    if provision.kind in {Kind.POINT, Kind.LETTER} and not last_of_list:
        provision.text = f"{_words(draw, 4, 30)};"
    else:
        provision.text = f"{_words(draw, 4, 40)}."


def _number(kind: Kind, place: int, articles: Iterator[int], levels: tuple[Kind | str, ...]) -> str:
    if kind is Kind.ARTICLE:
        return str(next(articles))
    if kind is Kind.PART and Kind.ROMAN in levels:
        return chr(ord("A") + place - 1)
    if kind in {Kind.PART, Kind.CHAPTER, Kind.ROMAN}:
        return roman_number(place)
    if kind in {Kind.POINT, Kind.LETTER}:
        return ALPHABET[place - 1]
    return {Kind.DASH: "-", Kind.PLUS: "+"}.get(kind, str(place))


def _words(draw: st.DrawFn, least: int, most: int) -> str:
    count = draw(st.integers(least, most))
    start = draw(st.integers(0, len(WORDS) - 1))
    picked = [WORDS[(start + 7 * step) % len(WORDS)] for step in range(count)]
    return " ".join(picked).capitalize()


def written(tree: list[Planned], hand: Hand) -> list[str]:
    """Return the lines of the paper: a preamble, the tree, a signature block."""
    lines = ["KẾ HOẠCH", "Thực hiện một việc được giao", "Căn cứ chức năng, nhiệm vụ của đơn vị;"]
    for provision in tree:
        lines += _lines(provision, hand)
    lines += ["Nơi nhận:", "- Như trên;", "- Lưu: VT.", "KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC"]
    if hand.old_tones:
        lines = [line.replace("hoà", "hòa").replace("thuỷ", "thủy").replace("tỉ", "tỷ") for line in lines]
    if hand.odd_blanks:
        lines = [unicodedata.normalize("NFD", f"\u200b{line}").replace(" ", "\u00a0", 2) for line in lines]
    return lines


def _lines(provision: Planned, hand: Hand) -> Iterator[str]:
    mark, blank = _mark(provision, hand), " " * hand.spaces
    heading = provision.heading.upper() if provision.kind in CAPITAL else provision.heading
    if provision.kind in TITLED and hand.split_headings and not mark.endswith(hand.roman):
        yield from (mark, *_wrapped(heading, hand))
    elif provision.heading and hand.split_headings and provision.kind is Kind.ARTICLE:
        yield from (mark.removesuffix(".") if hand.uneven else mark, heading)
    elif provision.heading:
        dot = "." if mark[-1].isalnum() else ""
        yield from _wrapped(f"{mark}{dot}{blank}{heading}", hand)
    if provision.text:
        text = provision.text if provision.heading else f"{mark}{blank}{provision.text}"
        yield from _wrapped(text, hand)
    for child in provision.children:
        yield from _lines(child, hand)


def _mark(provision: Planned, hand: Hand) -> str:
    kind, number = provision.kind, provision.number
    names = {Kind.PART: "Phần ", Kind.CHAPTER: "Chương ", Kind.SECTION: "Mục "}
    if kind is Kind.PART and number in "AB":
        return f"{number}{hand.roman}"
    if kind in names:
        return f"{names[kind]}{number}"
    if kind is Kind.ARTICLE:
        return f"Điều {number}."
    ends = {Kind.ROMAN: hand.roman, Kind.ARABIC: hand.arabic, Kind.LETTER: hand.letter, Kind.POINT: hand.letter}
    end = "." if kind is Kind.CLAUSE else ends.get(kind, "")
    if hand.uneven and end and number[-1] in "25be":
        end = ")" if end == "." else "."
    return f"{number}{end}"


def _wrapped(text: str, hand: Hand) -> list[str]:
    if not hand.width:
        return [text]
    return textwrap.wrap(text, hand.width, break_on_hyphens=False, break_long_words=False)


def planned_shape(tree: list[Planned], depth: int = 0) -> Iterator[tuple[int, str, str, str]]:
    """Yield depth, kind, number and folded words of every provision of a plan."""
    for provision in tree:
        words = fold(f"{provision.heading} {provision.text}")
        yield depth, provision.kind.value, provision.number, words
        yield from planned_shape(provision.children, depth + 1)


def read_shape(nodes: list[Node], depth: int = 0) -> Iterator[tuple[int, str, str, str]]:
    """Yield the same of every node that was read."""
    for node in nodes:
        yield depth, node.kind.value, node.number, fold(node.words.replace("\n", " "))
        yield from read_shape(node.children, depth + 1)
