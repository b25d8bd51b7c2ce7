"""Decrees and sentences that amend them, drawn together with what they touch; the oracle knows no grammar."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from hypothesis import strategies as st

from dongbo.engines.citations import Relation
from dongbo.engines.provisions import Kind, Node, Outline, assign_paths

if TYPE_CHECKING:
    from hypothesis.strategies import DrawFn, SearchStrategy

NUMBER = "57/2021/NĐ-CP"
OF = f"Nghị định số {NUMBER} ngày 05 tháng 3 năm 2021 của Chính phủ"
LETTERS = "abc"
QUOTED = "“Nội dung mới theo khoản 1 Điều 1 và điểm a khoản 2 Điều 2;”"

Place = tuple[int, ...]
"""(article,), (article, clause) or (article, clause, point), each counted from 1."""


@dataclass(frozen=True, slots=True)
class Shape:
    """How many articles, clauses and points a decree has; every so many articles begin a chapter."""

    articles: tuple[tuple[int, ...], ...]
    chapter: int

    def places(self) -> list[Place]:
        """Every article, clause and point."""
        found: list[Place] = []
        for article, clauses in enumerate(self.articles, start=1):
            found.append((article,))
            for clause, points in enumerate(clauses, start=1):
                found.append((article, clause))
                found += [(article, clause, point) for point in range(1, points + 1)]
        return found

    def chapter_of(self, article: int) -> str:
        """The path of the chapter of an article."""
        return f"chuong:{('I', 'II', 'III', 'IV', 'V')[(article - 1) // self.chapter]}"


@dataclass(frozen=True, slots=True)
class Drawn:
    """A sentence that amends, whether it puts something in, and the places it names."""

    words: str
    act: Relation
    places: tuple[Place, ...]
    adds: bool = False


def path(place: Place) -> str:
    """The path of a place in the outline."""
    names = (
        f"dieu:{place[0]}",
        *(f"khoan:{one}" for one in place[1:2]),
        *(f"diem:{LETTERS[one - 1]}" for one in place[2:]),
    )
    return "/".join(names)


def outline_of(shape: Shape) -> Outline:
    """The decree as the engines know it."""
    chapters: dict[str, Node] = {}
    for article, clauses in enumerate(shape.articles, start=1):
        number = shape.chapter_of(article).removeprefix("chuong:")
        chapter = chapters.setdefault(number, Node(kind=Kind.CHAPTER, number=number, heading="NHÓM"))
        node = Node(kind=Kind.ARTICLE, number=str(article), heading=f"Nội dung {article}")
        for clause, points in enumerate(clauses, start=1):
            beneath = [Node(kind=Kind.POINT, number=LETTERS[at], text="Phần việc.") for at in range(points)]
            node.children.append(Node(kind=Kind.CLAUSE, number=str(clause), text="Việc.", children=beneath))
        chapter.children.append(node)
    outline = Outline(nodes=list(chapters.values()), style="dieu", title="Về dữ liệu")
    assign_paths(outline.nodes)
    return outline


def amending_paper(drawn: tuple[Drawn, ...]) -> Outline:
    """The decree that amends: an article that says whom, a clause for each sentence."""
    clauses = [Node(kind=Kind.CLAUSE, number=str(at), text=one.words) for at, one in enumerate(drawn, start=1)]
    first = Node(kind=Kind.ARTICLE, number="1", heading=f"Sửa đổi, bổ sung một số điều của {OF}", children=clauses)
    effect = Node(kind=Kind.ARTICLE, number="2", text="Nghị định này có hiệu lực từ ngày ký.")
    outline = Outline(nodes=[first, effect], style="dieu", title="")
    assign_paths(outline.nodes)
    return outline


def touched_by(shape: Shape, drawn: tuple[Drawn, ...]) -> set[str]:
    """The oracle: what is named, all beneath and all above; of what is put in, only where it is put and above."""
    found: set[str] = set()
    for one in drawn:
        for named in one.places:
            if not one.adds:
                found |= {path(each) for each in shape.places() if each[: len(named)] == named}
            above = named[:-1] if one.adds else named
            found |= {path(above[:length]) for length in range(1, len(above) + 1)}
            found.add(shape.chapter_of(named[0]))
    return found


def shapes() -> SearchStrategy[Shape]:
    """Decrees of a few articles."""
    articles = st.lists(st.lists(st.integers(0, 3), min_size=1, max_size=4).map(tuple), min_size=2, max_size=6)
    return st.builds(Shape, articles.map(tuple), st.integers(2, 3))


@st.composite
def amendments_of(draw: DrawFn, shape: Shape) -> tuple[Drawn, ...]:
    """A few sentences upon a decree of this shape."""
    ways = st.one_of(_whole_places(shape), _siblings(shape), _put_in(shape))
    return tuple(draw(st.lists(ways, min_size=1, max_size=4)))


@st.composite
def _whole_places(draw: DrawFn, shape: Shape) -> Drawn:
    place = draw(st.sampled_from(shape.places()))
    act, words = draw(
        st.sampled_from(
            [
                (Relation.AMENDS, "Sửa đổi, bổ sung {place} như sau:\n" + QUOTED),
                (Relation.AMENDS, "Sửa đổi {place} như sau: " + QUOTED),
                (Relation.REPEALS, "Bãi bỏ {place}."),
                (Relation.AMENDS, "Thay thế cụm từ “khoản 1 Điều 1” bằng cụm từ “Điều 2” tại {place}."),
            ]
        )
    )
    return Drawn(words.format(place=spoken(place)), act, (place,))


@st.composite
def _siblings(draw: DrawFn, shape: Shape) -> Drawn:
    """Two provisions that stand beside each other: "khoản 1, 3 Điều 5"."""
    first = draw(st.sampled_from(shape.places()))
    beside = [each for each in shape.places() if len(each) == len(first) and each[:-1] == first[:-1] and each != first]
    if not beside:
        return Drawn(f"Bãi bỏ {spoken(first)}.", Relation.REPEALS, (first,))
    other = draw(st.sampled_from(beside))
    both = spoken(first).split(" ")
    both[1] = f"{both[1]}{draw(st.sampled_from([' và ', ', ']))}{spoken(other).split(' ')[1]}"
    return Drawn(f"Bãi bỏ {' '.join(both)} của {OF}.", Relation.REPEALS, (first, other))


@st.composite
def _put_in(draw: DrawFn, shape: Shape) -> Drawn:
    place = draw(st.sampled_from([each for each in shape.places() if len(each) > 1]))
    level, number = spoken(place).split(" ")[:2]
    return Drawn(
        f"Bổ sung {level} {number}1 vào sau {spoken(place)} như sau:\n{QUOTED}"
        if level == "điểm"
        else f"Bổ sung {level} {number}a vào sau {spoken(place)} như sau:\n{QUOTED}",
        Relation.AMENDS,
        (place,),
        adds=True,
    )


def spoken(place: Place) -> str:
    """How a paper calls a place: "điểm a khoản 2 Điều 5"."""
    parts = [f"Điều {place[0]}"]
    if len(place) > 1:
        parts.insert(0, f"khoản {place[1]}")
    if len(place) > 2:
        parts.insert(0, f"điểm {LETTERS[place[2] - 1]}")
    return " ".join(parts)
