"""Edits whose result is known: a tree, changed at random, with the log of what was done to it."""

import copy
import random
from collections.abc import Sequence
from dataclasses import dataclass

from dongbo.engines.provisions import Kind, Node, Outline, assign_paths

POINT_LETTERS = list("abcdđeghiklmnopqrstuvxy")
_FRESH_TEXT = (
    "sân phơi lúa cạnh bờ đê cần được quét dọn trước mùa gặt để thóc khô đều và không lẫn sỏi đá vụn từ "
    "con đường làng mới đắp năm ngoái khi nước lũ rút chậm hơn thường lệ khiến nhiều thửa ruộng trũng "
    "phải gieo lại giống ngắn ngày dù bà con đã be bờ tát nước suốt nhiều đêm liền bằng gàu sòng cũ kỹ "
    "của hợp tác xã xưa kia "
)
FRESH = _FRESH_TEXT.split()

Fact = tuple[str, object, object]

_FEWEST_WORDS_MOVED = 8  # a shorter line, moved and edited as well, is another line to any reader


@dataclass(frozen=True, slots=True)
class Edited:
    """The new outline and the facts (op, old path, new path) that a redline must find, and no others."""

    outline: Outline
    facts: frozenset[Fact]


@dataclass(frozen=True, slots=True)
class Plan:
    """The share of the leaves to edit, and how many provisions to insert, delete and move."""

    share: float = 0.2
    inserted: int = 3
    deleted: int = 3
    moved: int = 2
    renumber: bool = True


class Editor:
    """Applies a plan to a copy of an outline and keeps the log by the identity of the nodes."""

    def __init__(self, old: Outline, seed: int) -> None:
        self.random = random.Random(seed)
        self.new = copy.deepcopy(old)
        self.old_path: dict[int, str] = {}
        self.old_number: dict[int, str] = {}
        for before, after in zip(old.walk(), self.new.walk(), strict=True):
            self.old_path[id(after)] = before.path
            self.old_number[id(after)] = before.number
        self.kept = list(self.new.walk())
        self.facts: list[tuple[str, str | None, Node | None]] = []
        self.touched: set[int] = set()

    def apply(self, plan: Plan) -> Edited:
        """Return the edited outline with its facts."""
        for _ in range(plan.deleted):
            self._delete()
        for _ in range(plan.moved):
            self._move()
        leaves = [node for node in self.new.walk() if not node.children and len(node.words.split()) >= 3]
        for leaf in self.random.sample(leaves, round(plan.share * len(leaves))):
            self._edit(leaf)
        for _ in range(plan.inserted):
            self._insert()
        if plan.renumber:
            renumber(self.new)
        assign_paths(self.new.nodes)
        return Edited(self.new, frozenset(self._facts()))

    def _facts(self) -> list[Fact]:
        facts: list[Fact] = [(op, old, node.path if node else None) for op, old, node in self.facts]
        moved = {id(node) for op, _, node in self.facts if op == "moved"}
        return facts + [
            ("renumbered", self.old_path[id(node)], node.path)
            for node in self.new.walk()
            if id(node) not in moved and self.old_number.get(id(node), node.number) != node.number
        ]

    def _siblings(self) -> list[list[Node]]:
        lists = [self.new.nodes, *(node.children for node in self.new.walk())]
        return [nodes for nodes in lists if len(nodes) >= 2 and nodes[0].kind in _NUMBERED]

    def _delete(self) -> None:
        nodes = self.random.choice(self._siblings() or [[]])
        if not nodes:
            return
        node = self.random.choice(nodes)
        if any(id(below) in self.touched for below in node.walk()):
            return
        self.touched.update(id(above) for above in self.new.walk() if any(below is node for below in above.walk()))
        nodes.remove(node)
        self.facts.append(("deleted", self.old_path[id(node)], None))

    def _move(self) -> None:
        """Move one provision far enough that no other move explains the new order as well."""
        sources = [nodes for nodes in self._siblings() if len(nodes) >= 7 and not self._is_touched(nodes)]
        if not sources:
            return
        nodes = self.random.choice(sources)
        start = self.random.randrange(len(nodes))
        if sum(len(node.words.split()) for node in nodes[start].walk()) < _FEWEST_WORDS_MOVED:
            return
        others = [other for other in sources if other is not nodes and other[0].kind is nodes[0].kind]
        if others and self.random.random() < 0.5:
            target = self.random.choice(others)
            stop = self.random.randrange(len(target) + 1)
        else:
            target = nodes
            stop = self.random.choice([at for at in range(len(nodes)) if abs(at - start) >= len(nodes) // 2])
        node = nodes.pop(start)
        target.insert(stop, node)
        self.touched.update(id(sibling) for sibling in (*nodes, *target))
        self.facts.append(("moved", self.old_path[id(node)], node))

    def _is_touched(self, nodes: list[Node]) -> bool:
        return any(id(node) in self.touched for node in nodes)

    def _edit(self, leaf: Node) -> None:
        for name in ("text", "heading"):
            words = getattr(leaf, name).split(" ")
            if len(words) < 3:
                continue
            for at in self.random.sample(range(len(words)), self.random.randint(1, max(1, len(words) // 6))):
                words[at] = f"{self.random.choice(FRESH)} {self.random.choice(['', words[at]])}".strip() + "_"
            setattr(leaf, name, " ".join(words))
            self.facts.append(("modified", self.old_path[id(leaf)], leaf))
            return

    def _insert(self) -> None:
        nodes = self.random.choice(self._siblings() or [self.new.nodes])
        at = self.random.randint(1, len(nodes))
        like = nodes[at - 1]
        words = self.random.sample(FRESH, self.random.randint(12, 30))
        node = Node(like.kind, number=f"{like.number}x", text=" ".join(words).capitalize())
        if like.kind is Kind.ARTICLE:
            node.heading, node.text = node.text, ""
            node.children = [Node(Kind.CLAUSE, "1", text=" ".join(self.random.sample(FRESH, 20)))]
        if like.kind in (Kind.CHAPTER, Kind.SECTION, Kind.PART):
            node.heading, node.text = node.text, ""
        nodes.insert(at, node)
        self.facts.append(("inserted", None, node))


_NUMBERED = {
    Kind.CHAPTER,
    Kind.SECTION,
    Kind.ARTICLE,
    Kind.CLAUSE,
    Kind.POINT,
    Kind.ARABIC,
    Kind.LETTER,
    Kind.ROMAN,
}


def renumber(outline: Outline) -> None:
    """Number every provision anew by its place; articles run through the whole paper."""
    articles = [node for node in outline.walk() if node.kind is Kind.ARTICLE]
    for ordinal, article in enumerate(articles, 1):
        article.number = str(ordinal)
    for siblings in [outline.nodes, *(node.children for node in outline.walk())]:
        counts: dict[Kind, int] = {}
        for node in siblings:
            if node.kind in _NUMBERED and node.kind is not Kind.ARTICLE:
                counts[node.kind] = counts.get(node.kind, 0) + 1
                node.number = _written(node.kind, counts[node.kind])


def _written(kind: Kind, ordinal: int) -> str:
    if kind in (Kind.CHAPTER, Kind.ROMAN, Kind.PART):
        return roman(ordinal)
    if kind in (Kind.POINT, Kind.LETTER):
        rounds, rest = divmod(ordinal - 1, len(POINT_LETTERS))
        return POINT_LETTERS[rest] * (rounds + 1)
    return str(ordinal)


def roman(number: int) -> str:
    """Return `number` in Roman figures."""
    figures = [
        (100, "C"),
        (90, "XC"),
        (50, "L"),
        (40, "XL"),
        (10, "X"),
        (9, "IX"),
        (5, "V"),
        (4, "IV"),
        (1, "I"),
    ]
    written = ""
    for value, figure in figures:
        written += figure * (number // value)
        number %= value
    return written


def build_law(*, articles: int, seed: int, words: Sequence[str] = ()) -> Outline:
    """Return a made-up law: chapters of articles of clauses, some with points, some lines repeated."""
    chance = random.Random(seed)
    vocabulary = list(words) or _VOCABULARY

    def sentence(fewest: int, most: int) -> str:
        return " ".join(chance.choices(vocabulary, k=chance.randint(fewest, most))).capitalize()

    chapters: list[Node] = []
    for at in range(articles):
        if at % 12 == 0:
            chapters.append(Node(Kind.CHAPTER, heading=sentence(4, 9).upper()))
        article = Node(Kind.ARTICLE, heading=sentence(4, 10))
        for _ in range(chance.randint(1, 6)):
            clause = Node(Kind.CLAUSE, text=sentence(8, 50) + ";")
            if chance.random() < 0.3:
                points = [
                    sentence(5, 25) if chance.random() < 0.7 else short for short in chance.sample(_SHORT_LINES, 6)
                ]
                clause.children = [Node(Kind.POINT, text=f"{point};") for point in points[: chance.randint(2, 6)]]
            article.children.append(clause)
        chapters[-1].children.append(article)
    law = Outline(nodes=chapters, style="dieu")
    renumber(law)
    assign_paths(law.nodes)
    return law


_SHORT_LINES = [
    "Bộ Công an",
    "Bộ Quốc phòng",
    "Ủy ban nhân dân cấp tỉnh",
    "Tổ chức, cá nhân có liên quan",
    "Tòa án nhân dân",
    "Viện kiểm sát",
]
_VOCABULARY_TEXT = (
    "cơ quan tổ chức cá nhân có trách nhiệm bảo đảm an toàn thông tin mạng theo quy định của pháp luật về "
    "dữ liệu số thực hiện kiểm tra đánh giá hạ tầng nền tảng dịch vụ công trực tuyến kết nối chia sẻ báo "
    "cáo kết quả hằng năm nguồn lực ngân sách đầu tư phát triển nhân lực công nghệ đổi mới sáng tạo khoa "
    "học doanh nghiệp hỗ trợ chính sách ưu đãi thuế tín dụng đất đai môi trường giáo dục y tế nông nghiệp "
    "công thương giao thông xây dựng văn hóa thể thao quốc phòng an ninh đối ngoại hợp tác quốc tế thanh "
    "tra xử lý vi phạm khiếu nại tố cáo giải quyết thủ tục hành chính "
)
_VOCABULARY = _VOCABULARY_TEXT.split()
