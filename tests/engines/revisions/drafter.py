"""A drafter whose every act is known: what was ordered, what he did, what he says of it, and what must be found.

An act works in a section of its own. What stands before its `yield` is the version judged; what follows is done to it.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from dongbo.engines.alignment import Axis
from dongbo.engines.anchors import quote_at
from dongbo.engines.closure import History
from dongbo.engines.provisions import Kind as Level
from dongbo.engines.provisions import Node, Outline
from dongbo.engines.provisions.outline import assign_paths
from dongbo.engines.revisions import (
    Aligned,
    Anchor,
    Claim,
    Kind,
    LineKind,
    Replied,
    Reply,
    Required,
    Standing,
    Towards,
    Wording,
    aligned,
    hold,
)
from tests.engines.revisions.plans import UNITS, Draft, Plan, history_of, outline_of, provisions_of

DONE, PARTLY, NOT_DONE = Standing.DONE, Standing.PARTLY, Standing.NOT_DONE
FoundLine = tuple[LineKind, str, str]
_FALSE = {
    (Claim.DONE, NOT_DONE): LineKind.CLAIMED_NOT_DONE,
    (Claim.DONE, PARTLY): LineKind.CLAIMED_HALF_DONE,
    (Claim.PARTLY, NOT_DONE): LineKind.PARTLY_NOT_DONE,
}
_TERMS = (
    ("trợ lý ảo công vụ", "trợ lí số công vụ", "trợ lý máy công vụ"),
    ("định danh điện tử", "nhận dạng điện tử", "danh tính số"),
    ("cơ sở hạ tầng số", "hạ tầng kỹ thuật số", "kết cấu hạ tầng số"),
    ("dữ liệu mở", "số liệu mở", "thông tin mở"),
    ("chữ ký số", "chữ ký điện tử số", "ký số hóa"),
    ("người dùng cuối", "người sử dụng cuối", "khách hàng cuối"),
    ("an ninh mạng", "an toàn trên mạng", "bảo mật mạng"),
    ("công dân số", "cư dân mạng số", "người dân số"),
    ("học liệu số", "giáo trình điện tử số", "tài liệu học số"),
)
_MEASURED = (
    "hộ nuôi tôm dùng nước tuần hoàn", "ca mổ nội soi từ xa", "thửa ruộng bậc thang được vẽ lại", "tàu cá lắp phao",
    "giếng khoan được kiểm nghiệm", "chợ phiên có cân đối chứng", "đàn ong được gắn chíp", "lò gốm dùng điện",
    "vườn sầu riêng có mã vùng", "bến đò có áo phao",
)  # fmt: skip
_DEMANDED = (
    "Thành lập đội cứu hộ rạn san hô gồm thợ lặn tình nguyện", "Phục dựng nhà rông bằng gỗ lim của buôn làng",
    "Ươm giống sâm núi dưới tán rừng nguyên sinh", "Lập bảo tàng tiền giấy thời kháng chiến",
    "Khoanh nuôi voọc chà vá chân nâu tại bán đảo", "Trồng lại rừng ngập mặn bằng cây bần chua",
    "Dạy hát then và đàn tính cho thiếu nhi", "Nạo vét lòng sông cổ bằng xuồng hút bùn",
    "Truyền nghề dệt thổ cẩm nhuộm chàm", "Diễn tập chữa cháy kho xăng dầu ngầm",
)  # fmt: skip


@dataclass(slots=True)
class Order:
    """What was ordered and is replied, and what must be found of it."""

    kind: Kind
    anchors: tuple[Anchor, ...]
    standing: Standing
    detail: str = ""
    changed: tuple[str, ...] = ()
    unit: str = ""
    wording: Wording | None = None
    axis: Axis | None = None
    concerning: tuple[str, ...] = ()
    unmoved: str = ""


@dataclass(slots=True)
class World:
    """The plan, and the directive that grows with the orders."""

    plan: Plan
    targets: list[str] = field(default_factory=list)
    tasks: list[str] = field(default_factory=list)
    terms: int = 0

    def term(self) -> tuple[str, str, str]:
        self.terms += 1
        return _TERMS[(self.terms - 1) % len(_TERMS)]

    def target(self, asked: int) -> tuple[str, str]:
        """Ask for a target in the directive; return its path and the words before its figure."""
        measured = _MEASURED[len(self.targets)]
        words = f"Đến năm 2030, tỷ lệ {measured} đạt ít nhất"
        self.targets.append(f"{words} {asked}%.")
        return f"I/{len(self.targets)}", words

    def task(self) -> tuple[str, str]:
        """Demand something in the directive; return its path and its words."""
        self.tasks.append(f"{_DEMANDED[len(self.tasks)]}.")
        return f"II/{len(self.tasks)}", self.tasks[-1]

    def directive(self) -> Outline:
        parts = (("I", "MỤC TIÊU", self.targets), ("II", "NHIỆM VỤ", self.tasks))
        nodes = [Node(Level.ROMAN, number, heading) for number, heading, _ in parts]
        for node, (_, _, texts) in zip(nodes, parts, strict=True):
            node.children = [Node(Level.ARABIC, str(at), text=text) for at, text in enumerate(texts, start=1)]
        assign_paths(nodes)
        return Outline(nodes, style="muc", title="Chỉ thị về phát triển kinh tế biển và miền núi")


Act = Callable[[World, Draft], Iterator[Order]]


# --- clarify ----------------------------------------------------------------------------------------------------


def clarify_the_sentence_says_more(world: World, section: Draft) -> Iterator[Order]:
    clause = section.children[1]
    yield Order(Kind.CLARIFY, (world.plan.anchor(clause, 0),), DONE)
    world.plan.extend(clause, 0)


def clarify_the_sentence_says_something_else(world: World, section: Draft) -> Iterator[Order]:
    point = section.children[1].children[0]
    yield Order(Kind.CLARIFY, (world.plan.anchor(point, 1),), DONE, changed=(point.key,))
    world.plan.reword(point, 1)


def clarify_a_point_beneath(world: World, section: Draft) -> Iterator[Order]:
    yield Order(Kind.CLARIFY, (world.plan.anchor(section),), DONE)
    world.plan.extend(section.children[2].children[1], 0)


def clarify_by_a_new_point(world: World, section: Draft) -> Iterator[Order]:
    clause = section.children[0]
    yield Order(Kind.CLARIFY, (world.plan.anchor(clause),), DONE)
    clause.children.insert(1, world.plan.provision("point"))


def clarify_cut_up_and_said_more(world: World, section: Draft) -> Iterator[Order]:
    point = section.children[0].children[0]
    yield Order(Kind.CLARIFY, (world.plan.anchor(point, len(point.sentences) - 1),), DONE)
    second = world.plan.split(section.children[0], point)
    world.plan.extend(second, 0)


def clarify_moved_and_said_more(world: World, section: Draft) -> Iterator[Order]:
    clause, point = section.children[0], section.children[0].children[0]
    yield Order(Kind.CLARIFY, (world.plan.anchor(point, 0),), DONE)
    world.plan.move(clause, point, section.children[2])
    world.plan.extend(point, 0)


def clarify_the_task_of_a_unit(world: World, section: Draft) -> Iterator[Order]:
    clause = section.children[0]
    clause.sentences = [world.plan.sentence(UNITS[0]), world.plan.sentence(UNITS[1])]
    yield Order(Kind.CLARIFY, (world.plan.anchor(clause),), DONE, unit=UNITS[1])
    world.plan.extend(clause, 1)


def clarify_what_stands_beneath_a_unit(world: World, section: Draft) -> Iterator[Order]:
    clause, point = section.children[0], section.children[0].children[0]
    clause.sentences = [f"{UNITS[2]} có trách nhiệm:"]
    point.sentences = ["Chủ trì lập sổ theo dõi.", "Mỗi năm kiểm kê một lần."]
    yield Order(Kind.CLARIFY, (world.plan.anchor(clause),), DONE, unit=UNITS[2])
    point.sentences[1] = "Mỗi năm kiểm kê hai lần, nộp biên bản cho hội đồng."


def clarify_where_only_the_drafter_says(world: World, section: Draft) -> Iterator[Order]:
    point = section.children[0].children[0]
    yield Order(Kind.CLARIFY, (), DONE, changed=(point.key,))
    world.plan.extend(point, 0)


def clarify_one_of_two(world: World, section: Draft) -> Iterator[Order]:
    first, second, _ = section.children
    anchors = (world.plan.anchor(first, 0), world.plan.anchor(second, 0))
    yield Order(Kind.CLARIFY, anchors, PARTLY, "unchanged")
    world.plan.extend(first, 0)


def clarify_only_elsewhere(world: World, section: Draft) -> Iterator[Order]:
    first, second, _ = section.children
    yield Order(Kind.CLARIFY, (world.plan.anchor(first),), PARTLY, "only_elsewhere", changed=(second.children[0].key,))
    world.plan.extend(second.children[0], 0)


def clarify_nothing_done(world: World, section: Draft) -> Iterator[Order]:
    clause = section.children[0]
    yield Order(Kind.CLARIFY, (world.plan.anchor(clause, 0),), NOT_DONE, "unchanged", unmoved=clause.key)


def clarify_only_spelling(world: World, section: Draft) -> Iterator[Order]:
    clause = section.children[0]
    anchor = world.plan.random.choice((world.plan.anchor(clause), world.plan.anchor(clause, 0)))
    yield Order(Kind.CLARIFY, (anchor,), NOT_DONE, "spelling", unmoved=clause.key)
    world.plan.misspell(clause)


def clarify_only_a_number(world: World, section: Draft) -> Iterator[Order]:
    clause = section.children[0]
    yield Order(Kind.CLARIFY, (world.plan.anchor(clause),), NOT_DONE, "renumbered", unmoved=clause.key)
    clause.number = "8"


def clarify_only_moved(world: World, section: Draft) -> Iterator[Order]:
    clause, point = section.children[0], section.children[0].children[1]
    anchor = world.plan.random.choice((world.plan.anchor(point), world.plan.anchor(point, 0)))
    yield Order(Kind.CLARIFY, (anchor,), NOT_DONE, "moved")
    world.plan.move(clause, point, section.children[1])


def clarify_only_cut_up(world: World, section: Draft) -> Iterator[Order]:
    point = section.children[0].children[1]
    yield Order(Kind.CLARIFY, (world.plan.anchor(point),), NOT_DONE, "divided")
    world.plan.split(section.children[0], point)


def clarify_only_joined(world: World, section: Draft) -> Iterator[Order]:
    first, second = section.children[0].children
    yield Order(Kind.CLARIFY, (world.plan.anchor(second, 0),), NOT_DONE, "divided")
    world.plan.merge(section.children[0], first, second)


def clarify_only_the_neighbour(world: World, section: Draft) -> Iterator[Order]:
    first, second, _ = section.children
    yield Order(Kind.CLARIFY, (world.plan.anchor(first),), NOT_DONE, "unchanged")
    world.plan.extend(second, 0)


def clarify_another_sentence(world: World, section: Draft) -> Iterator[Order]:
    clause = section.children[0]
    yield Order(Kind.CLARIFY, (world.plan.anchor(clause, 0),), NOT_DONE, "another_sentence")
    world.plan.reword(clause, 1)


def clarify_with_empty_words(world: World, section: Draft) -> Iterator[Order]:
    clause = section.children[0]
    yield Order(Kind.CLARIFY, (world.plan.anchor(clause, 0),), NOT_DONE, "empty_words", unmoved=clause.key)
    world.plan.puff_up(clause, 0)


def clarify_another_unit(world: World, section: Draft) -> Iterator[Order]:
    clause = section.children[0]
    clause.sentences = [world.plan.sentence(UNITS[0]), world.plan.sentence(UNITS[1])]
    clause.children.clear()
    yield Order(Kind.CLARIFY, (world.plan.anchor(clause),), NOT_DONE, "another_unit", unit=UNITS[0])
    world.plan.extend(clause, 1)
    clause.sentences[1] = clause.sentences[1].split(", báo cáo")[0] + ", lập biên bản bàn giao."


def clarify_nowhere_named(world: World, section: Draft) -> Iterator[Order]:
    yield Order(Kind.CLARIFY, (), NOT_DONE, "nothing_named")
    world.plan.reword(section.children[0], 0)


# --- supplement -------------------------------------------------------------------------------------------------


def supplement_a_point(world: World, section: Draft) -> Iterator[Order]:
    yield Order(Kind.SUPPLEMENT, (world.plan.anchor(section),), DONE)
    section.children[1].children.append(world.plan.provision("point"))


def supplement_a_sentence(world: World, section: Draft) -> Iterator[Order]:
    clause = section.children[1]
    yield Order(Kind.SUPPLEMENT, (world.plan.anchor(clause, 0),), DONE, changed=(clause.key,))
    clause.sentences.insert(1, world.plan.sentence())


def supplement_within_the_sentence(world: World, section: Draft) -> Iterator[Order]:
    clause = section.children[1]
    yield Order(Kind.SUPPLEMENT, (world.plan.anchor(clause, 1),), DONE)
    world.plan.extend(clause, 1)


def supplement_a_clause_beside(world: World, section: Draft) -> Iterator[Order]:
    new = world.plan.provision("clause", [world.plan.provision("point")])
    yield Order(Kind.SUPPLEMENT, (world.plan.anchor(section.children[0]),), DONE, changed=(new.key,))
    section.children.insert(1, new)


def supplement_one_of_two(world: World, section: Draft) -> Iterator[Order]:
    first, second, _ = section.children
    yield Order(Kind.SUPPLEMENT, (world.plan.anchor(first), world.plan.anchor(second)), PARTLY, "unchanged")
    first.children.append(world.plan.provision("point"))


def supplement_in_another_place(world: World, section: Draft) -> Iterator[Order]:
    first, second, _ = section.children
    new = world.plan.provision("point")
    yield Order(Kind.SUPPLEMENT, (world.plan.anchor(first),), PARTLY, "only_elsewhere", changed=(new.key,))
    second.children.append(new)


def supplement_nothing(world: World, section: Draft) -> Iterator[Order]:
    clause = section.children[2]
    yield Order(Kind.SUPPLEMENT, (world.plan.anchor(clause),), NOT_DONE, "unchanged", unmoved=clause.key)


def supplement_only_in_other_words(world: World, section: Draft) -> Iterator[Order]:
    clause = section.children[2]
    yield Order(Kind.SUPPLEMENT, (world.plan.anchor(clause),), NOT_DONE, "not_more")
    world.plan.turn(clause, 0)


def supplement_by_taking_away(world: World, section: Draft) -> Iterator[Order]:
    clause = section.children[2]
    yield Order(Kind.SUPPLEMENT, (world.plan.anchor(clause),), NOT_DONE, "not_more")
    clause.sentences.pop()


def supplement_moved_in(world: World, section: Draft) -> Iterator[Order]:
    first, second, _ = section.children
    yield Order(Kind.SUPPLEMENT, (world.plan.anchor(first),), NOT_DONE, "moved")
    world.plan.move(second, second.children[0], first)


def supplement_brought_from_elsewhere(world: World, section: Draft) -> Iterator[Order]:
    first, second, _ = section.children
    yield Order(Kind.SUPPLEMENT, (world.plan.anchor(first),), NOT_DONE, "moved")
    old = second.children.pop(0)
    first.children.append(Draft(world.plan.name("point"), list(old.sentences)))


def supplement_said_twice(world: World, section: Draft) -> Iterator[Order]:
    clause = section.children[2]
    yield Order(Kind.SUPPLEMENT, (world.plan.anchor(clause),), NOT_DONE, "repeated")
    clause.sentences.append(clause.sentences[0])


def supplement_empty_words(world: World, section: Draft) -> Iterator[Order]:
    clause = section.children[2]
    yield Order(Kind.SUPPLEMENT, (world.plan.anchor(clause, 0),), NOT_DONE, "empty_words")
    world.plan.puff_up(clause, 0)


def supplement_only_the_title(world: World, section: Draft) -> Iterator[Order]:
    section.heading = "Nhóm nhiệm vụ chung"
    yield Order(Kind.SUPPLEMENT, (world.plan.anchor(section),), NOT_DONE, "renamed")
    section.heading = "Nhóm nhiệm vụ, giải pháp trọng tâm về hạ tầng và nhân lực"


def supplement_only_another_name(world: World, section: Draft) -> Iterator[Order]:
    clause = section.children[0]
    clause.sentences[0] = f"Giao Sở Tài chính {world.plan.task()}."
    yield Order(Kind.SUPPLEMENT, (world.plan.anchor(clause),), NOT_DONE, "renamed")
    clause.sentences[0] = clause.sentences[0].replace("Tài chính", "Kế hoạch và Đầu tư tỉnh")


def supplement_the_neighbour(world: World, section: Draft) -> Iterator[Order]:
    first, second, _ = section.children
    yield Order(Kind.SUPPLEMENT, (world.plan.anchor(first),), NOT_DONE, "unchanged")
    second.sentences.append(world.plan.sentence())


def supplement_another_sentence(world: World, section: Draft) -> Iterator[Order]:
    clause = section.children[0]
    yield Order(Kind.SUPPLEMENT, (world.plan.anchor(clause, 0),), NOT_DONE, "another_sentence")
    world.plan.extend(clause, 1)


# --- cut --------------------------------------------------------------------------------------------------------


def cut_the_clause(world: World, section: Draft) -> Iterator[Order]:
    clause = section.children[1]
    yield Order(Kind.CUT, (world.plan.anchor(clause),), DONE, changed=(clause.key,))
    section.children.remove(clause)


def cut_half_of_it(world: World, section: Draft) -> Iterator[Order]:
    clause = section.children[1]
    yield Order(Kind.CUT, (world.plan.anchor(clause),), DONE)
    clause.children.pop()
    clause.sentences.pop()


def cut_the_sentence_quoted(world: World, section: Draft) -> Iterator[Order]:
    clause = section.children[1]
    yield Order(Kind.CUT, (world.plan.anchor(clause, 0),), DONE)
    clause.sentences.pop(0)


def cut_the_words_quoted(world: World, section: Draft) -> Iterator[Order]:
    clause = section.children[1]
    anchor = world.plan.anchor(clause, 1, words=5)
    yield Order(Kind.CUT, (anchor,), DONE)
    assert anchor.quote is not None
    clause.sentences[1] = " ".join(clause.sentences[1].replace(anchor.quote.exact, "").split())


def cut_and_something_else_added(world: World, section: Draft) -> Iterator[Order]:
    clause = section.children[1]
    yield Order(Kind.CUT, (world.plan.anchor(clause.children[0]),), DONE)
    clause.children[0] = world.plan.provision("point")
    clause.children[0].sentences = ["Mua hai xe cứu thương chạy điện."]


def cut_a_little(world: World, section: Draft) -> Iterator[Order]:
    yield Order(Kind.CUT, (world.plan.anchor(section),), PARTLY, "little_cut")
    point = section.children[1].children[0]
    point.sentences[0] = " ".join(point.sentences[0].split()[:-5]) + "."


def cut_one_of_two(world: World, section: Draft) -> Iterator[Order]:
    first, second, _ = section.children
    yield Order(Kind.CUT, (world.plan.anchor(first), world.plan.anchor(second)), PARTLY, "unchanged")
    section.children.remove(first)
    second.number = "2"


def cut_nothing(world: World, section: Draft) -> Iterator[Order]:
    clause = section.children[1]
    anchor = world.plan.random.choice((world.plan.anchor(clause), world.plan.anchor(clause, 0)))
    yield Order(Kind.CUT, (anchor,), NOT_DONE, "unchanged")


def cut_only_moved(world: World, section: Draft) -> Iterator[Order]:
    clause, point = section.children[0], section.children[0].children[0]
    anchor = world.plan.random.choice((world.plan.anchor(point), world.plan.anchor(point, 0)))
    yield Order(Kind.CUT, (anchor,), NOT_DONE, "moved")
    world.plan.move(clause, point, section.children[1])


def cut_and_put_elsewhere(world: World, section: Draft) -> Iterator[Order]:
    clause = section.children[0]
    yield Order(Kind.CUT, (world.plan.anchor(clause),), NOT_DONE, "moved")
    section.children.remove(clause)
    for old in clause.walk():
        section.children[1].children.append(Draft(world.plan.name("point"), list(old.sentences)))


def cut_and_put_elsewhere_in_other_words(world: World, section: Draft) -> Iterator[Order]:
    point = section.children[0].children[0]
    yield Order(Kind.CUT, (world.plan.anchor(point),), NOT_DONE, "moved")
    section.children[0].children.remove(point)
    section.children[2].children.append(Draft(world.plan.name("point"), list(point.sentences)))
    world.plan.turn(section.children[2].children[-1], 0)


def cut_only_cut_up(world: World, section: Draft) -> Iterator[Order]:
    point = section.children[0].children[0]
    anchor = world.plan.random.choice(
        (world.plan.anchor(point), world.plan.anchor(point, len(point.sentences) - 1))
    )  # fmt: skip
    yield Order(Kind.CUT, (anchor,), NOT_DONE, "divided")
    world.plan.split(section.children[0], point)


def cut_only_joined(world: World, section: Draft) -> Iterator[Order]:
    first, second = section.children[0].children
    yield Order(Kind.CUT, (world.plan.anchor(second),), NOT_DONE, "divided")
    world.plan.merge(section.children[0], first, second)


def cut_only_in_other_words(world: World, section: Draft) -> Iterator[Order]:
    clause = section.children[0]
    yield Order(Kind.CUT, (world.plan.anchor(clause),), NOT_DONE, "reworded")
    world.plan.turn(clause, 0)


def cut_the_quote_in_other_words(world: World, section: Draft) -> Iterator[Order]:
    clause = section.children[0]
    anchor = world.plan.anchor(clause, 0)
    yield Order(Kind.CUT, (anchor,), NOT_DONE, "reworded")
    assert anchor.quote is not None
    clause.sentences[0] = clause.sentences[0].replace(anchor.quote.exact, "làm sao cho thật khéo léo")


def cut_another_part(world: World, section: Draft) -> Iterator[Order]:
    clause = section.children[0]
    clause.sentences[0] = "Sở Y tế mua máy đo huyết áp cho trạm xá và trồng cây thuốc nam quanh vườn ươm."
    start = clause.words.index("trồng cây thuốc nam")
    yield Order(Kind.CUT, (Anchor(clause.key, quote_at(clause.words, start, start + 19)),), NOT_DONE, "another_part")
    clause.sentences[0] = "Sở Y tế mua máy đo cho trạm xá và trồng cây thuốc nam quanh vườn ươm."


def cut_another_sentence(world: World, section: Draft) -> Iterator[Order]:
    clause = section.children[0]
    yield Order(Kind.CUT, (world.plan.anchor(clause, 0),), NOT_DONE, "another_sentence")
    clause.sentences.pop(1)


# --- unify ------------------------------------------------------------------------------------------------------


def _with_terms(world: World, section: Draft) -> tuple[Wording, list[Draft]]:
    keep, *variants = world.term()
    holders = [section.children[0], section.children[1].children[0], section.children[2].children[1]]
    for holder, form in zip(holders, (keep, *variants), strict=True):
        holder.sentences.append(f"{world.plan.random.choice(UNITS)} quan tâm {form} khi lập dự toán.")
    return Wording(keep, tuple(variants)), holders


def _replace(draft: Draft, old: str, new: str) -> None:
    draft.sentences = [sentence.replace(old, new) for sentence in draft.sentences]


def unify_all(world: World, section: Draft) -> Iterator[Order]:
    wording, holders = _with_terms(world, section)
    yield Order(Kind.UNIFY, (), DONE, wording=wording, changed=(holders[1].key,))
    for holder in holders:
        for variant in wording.variants:
            _replace(holder, variant, wording.keep)


def unify_by_leaving_one_out(world: World, section: Draft) -> Iterator[Order]:
    wording, holders = _with_terms(world, section)
    yield Order(Kind.UNIFY, (), DONE, wording=wording)
    _replace(holders[1], wording.variants[0], wording.keep)
    holders[2].sentences.pop()


def unify_one_of_two(world: World, section: Draft) -> Iterator[Order]:
    wording, holders = _with_terms(world, section)
    yield Order(Kind.UNIFY, (), PARTLY, "variants_left", wording=wording)
    _replace(holders[1], wording.variants[0], wording.keep)


def unify_by_a_third_wording(world: World, section: Draft) -> Iterator[Order]:
    wording, holders = _with_terms(world, section)
    yield Order(Kind.UNIFY, (), PARTLY, "other_wording", wording=wording)
    for variant in wording.variants:
        _replace(holders[1], variant, wording.keep)
        _replace(holders[2], variant, "tổng đài tự động")


def unify_nothing(world: World, section: Draft) -> Iterator[Order]:
    wording, holders = _with_terms(world, section)
    yield Order(Kind.UNIFY, (), NOT_DONE, "variants_left", wording=wording, unmoved=holders[1].key)


def unify_only_capitals(world: World, section: Draft) -> Iterator[Order]:
    wording, holders = _with_terms(world, section)
    yield Order(Kind.UNIFY, (), NOT_DONE, "variants_left", wording=wording, unmoved=holders[1].key)
    _replace(holders[1], wording.variants[0], wording.variants[0].title())


def unify_one_for_another(world: World, section: Draft) -> Iterator[Order]:
    wording, holders = _with_terms(world, section)
    yield Order(Kind.UNIFY, (), NOT_DONE, "variants_left", wording=wording)
    _replace(holders[1], wording.variants[0], wording.keep)
    _replace(holders[0], wording.keep, wording.variants[1])


# --- align ------------------------------------------------------------------------------------------------------


def align_the_target(world: World, section: Draft) -> Iterator[Order]:
    path, words = world.target(80)
    clause = section.children[0]
    clause.sentences = [f"{words} 60%."]
    yield Order(Kind.ALIGN, (world.plan.anchor(clause),), DONE, axis=Axis.TARGET, concerning=(path,))
    clause.sentences = [f"{words} {world.plan.random.choice((80, 85))}%."]


def align_a_missing_target(world: World, section: Draft) -> Iterator[Order]:
    path, words = world.target(80)
    yield Order(Kind.ALIGN, (), DONE, axis=Axis.TARGET, concerning=(path,))
    section.children[0].children.append(Draft(world.plan.name("point"), [f"{words} 80%."]))


def align_a_task(world: World, section: Draft) -> Iterator[Order]:
    path, words = world.task()
    yield Order(Kind.ALIGN, (), DONE, axis=Axis.TASK, concerning=(path,))
    section.children[0].children.append(Draft(world.plan.name("point"), [words]))


def align_where_nothing_was_found(world: World, section: Draft) -> Iterator[Order]:
    path, words = world.target(80)
    clause = section.children[0]
    clause.sentences = [f"{words} 80%."]
    yield Order(Kind.ALIGN, (world.plan.anchor(clause),), DONE, axis=Axis.TARGET, concerning=(path,))
    clause.sentences.append(world.plan.sentence())


def align_half(world: World, section: Draft) -> Iterator[Order]:
    (path, words), (other, others) = world.target(80), world.target(90)
    yield Order(Kind.ALIGN, (), PARTLY, "findings_left", axis=Axis.TARGET, concerning=(path, other))
    section.children[0].children.append(Draft(world.plan.name("point"), [f"{words} 80%."]))
    section.children[1].children.append(Draft(world.plan.name("point"), [f"{others} 50%."]))


def align_a_target_raised_too_little(world: World, section: Draft) -> Iterator[Order]:
    path, words = world.target(80)
    clause = section.children[0]
    clause.sentences = [f"{words} 60%."]
    yield Order(
        Kind.ALIGN, (world.plan.anchor(clause),), NOT_DONE, "findings_left", axis=Axis.TARGET, concerning=(path,)
    )
    clause.sentences = [f"{words} 70%."]


def align_nothing(world: World, section: Draft) -> Iterator[Order]:
    path, _ = world.task()
    clause = section.children[1]
    yield Order(Kind.ALIGN, (), NOT_DONE, "findings_left", axis=Axis.TASK, concerning=(path,), unmoved=clause.key)


def align_with_other_tasks(world: World, section: Draft) -> Iterator[Order]:
    path, _ = world.task()
    yield Order(Kind.ALIGN, (), NOT_DONE, "findings_left", axis=Axis.TASK, concerning=(path,))
    section.children[0].children.append(world.plan.provision("point"))


def align_nothing_where_nothing_was_found(world: World, section: Draft) -> Iterator[Order]:
    path, words = world.target(80)
    clause = section.children[0]
    clause.sentences = [f"{words} 80%."]
    yield Order(Kind.ALIGN, (world.plan.anchor(clause),), NOT_DONE, "spelling", axis=Axis.TARGET, concerning=(path,))
    clause.sentences = [clause.sentences[0].replace("tỷ lệ", "tỉ lệ")]


ACTS: tuple[Act, ...] = tuple(
    one
    for name, one in list(globals().items())
    if name.partition("_")[0] in {kind.value for kind in Kind} and callable(one)
)
"""Every act above; those of a kind are named after it."""


@dataclass(slots=True)
class Drafted:
    """What was ordered and replied, both versions, and the truth: standings, details and lines."""

    replied: list[Replied]
    history: History
    aligned: Mapping[str, Aligned]
    standings: dict[str, Standing]
    details: dict[str, str]
    lines: list[FoundLine]


def drafted(acts: Sequence[Act], *, seed: int, tasks: Sequence[str] = ()) -> Drafted:
    """Return the history of `acts`, what is said of them, and what must be found."""
    world = World(Plan(seed, tasks))
    running = [act(world, world.plan.section()) for act in acts]
    orders = {
        f"{number}:{act.__name__}": next(one) for number, (act, one) in enumerate(zip(acts, running, strict=True))
    }
    before, old, paths = provisions_of(world.plan), *outline_of(world.plan)
    for one in running:
        for _ in one:
            raise AssertionError("an act gives one order")
    history, new = history_of(before, world.plan), outline_of(world.plan)[0]
    replies = {key: _reply(world.plan, order) for key, order in orders.items()}
    return Drafted(
        replied=[Replied(_required(key, order), replies[key]) for key, order in orders.items()],
        history=history,
        aligned=_aligned(orders, old, new, world.directive(), paths),
        standings={key: order.standing for key, order in orders.items()},
        details={key: order.detail for key, order in orders.items()},
        lines=[line for key, order in orders.items() for line in _lines(key, order, replies[key])],
    )


def _required(key: str, order: Order) -> Required:
    towards = Towards("Chỉ thị số 01", order.axis) if order.axis else None
    return Required(key, order.kind, order.anchors, "", order.wording, towards, order.unit)


def _reply(plan: Plan, order: Order) -> Reply:
    claim = plan.random.choice((Claim.DONE, Claim.DONE, Claim.DONE, Claim.PARTLY, Claim.REFUSED, Claim.OPEN))
    reason = plan.random.choice(("", " - ", "Luật giao việc này cho cơ quan khác.")) if claim is Claim.REFUSED else ""
    unmoved = (order.unmoved,) if order.unmoved and plan.random.random() < 0.5 else ()
    return Reply(claim, reason, (*order.changed, *unmoved))


def _lines(key: str, order: Order, reply: Reply) -> Iterator[FoundLine]:
    if reply.claim is Claim.OPEN:
        yield LineKind.UNANSWERED, key, ""
    elif reply.claim is Claim.REFUSED:
        if "Luật" not in reply.reason:
            yield LineKind.REFUSED_WITHOUT_REASON, key, ""
    else:
        if kind := _FALSE.get((reply.claim, order.standing)):
            yield kind, key, ""
        if order.unmoved in reply.changed:
            yield LineKind.NAMED_UNCHANGED, key, order.unmoved


def _aligned(
    orders: Mapping[str, Order], old: Outline, new: Outline, directive: Outline, paths: Mapping[str, str]
) -> dict[str, Aligned]:
    if not any(order.axis for order in orders.values()):
        return {}
    before, after = hold(old, directive, "01/CT"), hold(new, directive, "01/CT")
    return {
        key: aligned(before, after, order.axis, [paths[one.provision] for one in order.anchors], order.concerning)
        for key, order in orders.items()
        if order.axis
    }
