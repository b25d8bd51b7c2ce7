"""Small papers of both styles for the drafting tests, and generated ones."""

from hypothesis import strategies as st

from dongbo.engines.drafting import renumber
from dongbo.engines.provisions import Kind, Node, Outline


def point(text: str = "", *children: Node) -> Node:
    return Node(Kind.POINT, text=text, children=list(children))


def clause(text: str = "", *children: Node) -> Node:
    return Node(Kind.CLAUSE, text=text, children=list(children))


def article(heading: str = "", *children: Node, text: str = "") -> Node:
    return Node(Kind.ARTICLE, heading=heading, text=text, children=list(children))


def chapter(heading: str = "", *children: Node) -> Node:
    return Node(Kind.CHAPTER, heading=heading, children=list(children))


def roman(heading: str = "", *children: Node) -> Node:
    return Node(Kind.ROMAN, heading=heading, children=list(children))


def arabic(text: str = "", *children: Node) -> Node:
    return Node(Kind.ARABIC, text=text, children=list(children))


def letter(text: str = "", *children: Node) -> Node:
    return Node(Kind.LETTER, text=text, children=list(children))


def dash(text: str = "", *children: Node) -> Node:
    return Node(Kind.DASH, number="-", text=text, children=list(children))


def row(number: str = "", **cells: str) -> Node:
    return Node(Kind.ROW, number=number, text=" ".join(cells.values()), cells=cells)


def annex(heading: str = "", *children: Node) -> Node:
    return Node(Kind.ANNEX, heading=heading, children=list(children))


def dieu(*nodes: Node) -> Outline:
    return renumber(Outline(nodes=list(nodes), style="dieu"))


def muc(*nodes: Node) -> Outline:
    return renumber(Outline(nodes=list(nodes), style="muc"))


def paths(outline: Outline) -> list[str]:
    return [node.path for node in outline.walk()]


_LADDERS = {
    "dieu": {
        Kind.CHAPTER: Kind.ARTICLE, Kind.ARTICLE: Kind.CLAUSE, Kind.CLAUSE: Kind.POINT, Kind.POINT: Kind.DASH,
        Kind.DASH: Kind.PLUS,
    },
    "muc": {Kind.ROMAN: Kind.ARABIC, Kind.ARABIC: Kind.LETTER, Kind.LETTER: Kind.DASH, Kind.DASH: Kind.PLUS},
}  # fmt: skip


@st.composite
def outlines(draw: st.DrawFn, *, style: str | None = None) -> Outline:
    """A paper of a few provisions of each level, sometimes with an annex table; every text is its own."""
    chosen = style or draw(st.sampled_from(("dieu", "muc")))
    ladder = _LADDERS[chosen]
    count = 0

    def grown(kind: Kind, width: int) -> list[Node]:
        nonlocal count
        nodes: list[Node] = []
        for _ in range(draw(st.integers(1 if width > 2 else 0, width))):
            count += 1
            node = Node(kind=kind, text=f"Lời thứ {count} của bản này.")
            if kind in ladder and kind not in (Kind.DASH, Kind.PLUS):
                node.children = grown(ladder[kind], 2)
            nodes.append(node)
        return nodes

    nodes = grown(next(iter(ladder)), 3)
    for at in range(draw(st.integers(0, 2))):
        rows = [row(str(number), task=f"Việc {at} {number}") for number in range(draw(st.integers(0, 3)))]
        nodes.append(annex(f"Danh mục {at}", *rows))
    return renumber(Outline(nodes=nodes, style=chosen))
