"""A plan in the making: provisions that can be edited, and what a redline by identity says of the edits."""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from dongbo.engines.anchors import quote_at
from dongbo.engines.closure import Entry, History, Provision
from dongbo.engines.places import place_name
from dongbo.engines.provisions import Kind as Level
from dongbo.engines.provisions import Node, Outline
from dongbo.engines.provisions.outline import assign_paths
from dongbo.engines.revisions import Anchor
from dongbo.engines.revisions.fillers import telling_words

UNITS = (
    "Sở Y tế", "Sở Tài chính", "Sở Nội vụ", "Văn phòng Ủy ban", "Công an tỉnh", "Cục Thống kê", "Sở Xây dựng",
    "Ban Quản lý khu công nghiệp", "Sở Giáo dục và Đào tạo",
)  # fmt: skip
_VERBS = (
    "xây dựng", "rà soát", "triển khai", "thẩm định", "công bố", "vận hành", "nâng cấp", "khảo sát", "kiểm kê",
    "thí điểm", "nghiệm thu", "đấu thầu", "số hóa", "tập huấn", "giám sát",
)  # fmt: skip
_OBJECTS = (
    "hồ sơ bệnh án điện tử", "bản đồ ngập lụt đô thị", "kho lưu trữ tài liệu đất đai", "mạng cáp quang tuyến xã",
    "phần mềm một cửa", "trạm đo mưa tự động", "danh mục dịch vụ công", "bộ câu hỏi trợ lý ảo", "cổng góp ý",
    "hệ thống camera giao thông", "học bạ điện tử", "thẻ thư viện dùng chung", "nhật ký trực ban", "quỹ học bổng",
    "sàn bán nông sản", "trung tâm điều hành", "bảng giá vật liệu", "thư viện mẫu hợp đồng", "lớp học trực tuyến",
)  # fmt: skip
_PLACES = (
    "tại các phường trung tâm", "ở vùng ven biển", "trên địa bàn miền núi", "tại ba huyện phía bắc",
    "ở khu tái định cư",
    "tại cảng cá", "trong các trường nghề", "tại bến xe liên tỉnh", "ở cửa khẩu phụ", "tại làng nghề gốm",
)  # fmt: skip
_TIMES = (
    "trong quý một", "trong quý hai", "trong quý ba", "trong quý tư", "trước mùa mưa bão", "sau khi có dự toán",
    "ngay đầu năm học", "trước kỳ họp cuối năm",
)  # fmt: skip
_ROMANS = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX")


@dataclass(slots=True, eq=False)
class Draft:
    """A provision that can be edited."""

    key: str
    sentences: list[str]
    children: list["Draft"] = field(default_factory=list)
    number: str = ""
    heading: str = ""

    @property
    def text(self) -> str:
        return " ".join(self.sentences)

    @property
    def words(self) -> str:
        return "\n".join(filter(None, (self.heading, self.text)))

    def walk(self) -> Iterator["Draft"]:
        yield self
        for child in self.children:
            yield from child.walk()


class Plan:
    """A plan under change; each act works in a section of its own. `tasks` are what its sentences say, each once."""

    def __init__(self, seed: int, tasks: Sequence[str] = ()) -> None:
        self.random = random.Random(seed)
        self.tasks = self.random.sample(tasks, len(tasks))
        self.sections: list[Draft] = []
        self.divisions: list[Entry] = []
        self.count = 0

    def name(self, what: str) -> str:
        self.count += 1
        return f"{what}{self.count}"

    def task(self) -> str:
        """Return what is to be done; of our own making it shares its words in part with others."""
        if self.tasks:
            return self.tasks.pop()
        pick = self.random.choice
        return f"{pick(_VERBS)} {pick(_OBJECTS)} {pick(_PLACES)} {pick(_TIMES)} theo đợt {self.name('')}"

    def sentence(self, unit: str = "") -> str:
        return f"{unit or self.random.choice(UNITS)} {self.task()}."

    def provision(self, what: str, children: Sequence[Draft] = ()) -> Draft:
        return Draft(self.name(what), [self.sentence() for _ in range(self.random.randint(2, 3))], list(children))

    def section(self) -> Draft:
        """Add a section of three clauses, each of two points."""
        clauses = [self.provision("clause", [self.provision("point") for _ in range(2)]) for _ in range(3)]
        section = self.provision("section", clauses)
        section.heading = f"Nhóm nhiệm vụ về {self.random.choice(_OBJECTS)}"
        self.sections.append(section)
        return section

    def anchor(self, draft: Draft, sentence: int | None = None, words: int = 4) -> Anchor:
        """Return an anchor at the whole of a provision, or at some words of one of its sentences."""
        if sentence is None:
            return Anchor(draft.key)
        told = draft.sentences[sentence].rstrip(".").split()
        first = self.random.randrange(len(told) - words)
        quoted = " ".join(told[first : first + words])
        start = draft.words.index(draft.sentences[sentence]) + len(" ".join([*told[:first], ""]))
        return Anchor(draft.key, quote_at(draft.words, start, start + len(quoted)))

    def reword(self, draft: Draft, sentence: int) -> None:
        """Say something else, of the same unit, in as many words."""
        unit = next((one for one in UNITS if draft.sentences[sentence].startswith(one)), "")
        draft.sentences[sentence] = self.sentence(unit)

    def turn(self, draft: Draft, sentence: int) -> None:
        """Say two words in two others."""
        words = draft.sentences[sentence].split()
        telling = len(telling_words(draft.sentences[sentence]))
        turned = [[*words[:at], "vào", "chuyến", *words[at + 2 :]] for at in range(2, len(words) - 3)]
        kept = [one for one in map(" ".join, turned) if len(telling_words(one)) == telling]
        draft.sentences[sentence] = kept[len(kept) // 2]

    def extend(self, draft: Draft, sentence: int) -> None:
        kept = draft.sentences[sentence].rstrip(".")
        draft.sentences[sentence] = f"{kept}, báo cáo kết quả từng giai đoạn cho {self.random.choice(UNITS)}."

    def misspell(self, draft: Draft) -> None:
        """Change spelling, capitals and marks, but no word."""
        pairs = (("hóa", "hoá"), ("kỳ", "kì"), ("Sở", "sở"), (" ", "  "), (",", ";"), ("quỹ", "quĩ"))
        for one in draft.walk():
            for old, new in pairs:
                one.sentences = [sentence.replace(old, new) for sentence in one.sentences]

    def puff_up(self, draft: Draft, sentence: int) -> None:
        """Add words that say nothing."""
        filler = self.random.choice(
            (" một cách khẩn trương, hiệu quả", " theo đúng quy định", " và các nội dung khác có liên quan (nếu có)")
        )
        draft.sentences[sentence] = f"{draft.sentences[sentence].rstrip('.')}{filler}."

    def move(self, above: Draft, draft: Draft, to: Draft) -> None:
        above.children.remove(draft)
        to.children.append(draft)

    def split(self, above: Draft, draft: Draft) -> Draft:
        second = Draft(self.name("clause"), [draft.sentences.pop()])
        above.children.insert(above.children.index(draft) + 1, second)
        self.divisions.append(Entry("split", (draft.key,), (draft.key, second.key)))
        return second

    def merge(self, above: Draft, first: Draft, second: Draft) -> None:
        first.sentences += second.sentences
        above.children.remove(second)
        self.divisions.append(Entry("merged", (first.key, second.key), (first.key,)))


def outline_of(plan: Plan, title: str = "Kế hoạch phát triển dữ liệu của tỉnh") -> tuple[Outline, dict[str, str]]:
    """Return the plan as an outline, and the path of each provision."""
    drafts: list[Draft] = []
    keys: list[str] = []

    def node(draft: Draft, depth: int, place: int) -> Node:
        drafts.append(draft)
        level = (Level.ROMAN, Level.ARABIC, Level.LETTER)[depth]
        number = draft.number or (_roman, str, _letter)[depth](place)
        made = Node(level, number, draft.heading, draft.text)
        keys.append(draft.key)
        made.children = [node(child, depth + 1, at) for at, child in enumerate(draft.children, start=1)]
        return made

    outline = Outline([node(one, 0, at) for at, one in enumerate(plan.sections, start=1)], style="muc", title=title)
    assign_paths(outline.nodes)
    return outline, dict(zip(keys, (node.path for node in outline.walk()), strict=True))


def provisions_of(plan: Plan) -> list[Provision]:
    paths = outline_of(plan)[1]

    def lay(draft: Draft, parent: str | None) -> Iterator[Provision]:
        yield Provision(
            draft.key, paths[draft.key], place_name(paths[draft.key]), draft.words, parent, heading=draft.heading
        )
        for child in draft.children:
            yield from lay(child, draft.key)

    return [one for section in plan.sections for one in lay(section, None)]


def history_of(before: Sequence[Provision], plan: Plan) -> History:
    """Return the history from `before` to the plan as it is now, with the facts that identity tells."""
    after = provisions_of(plan)
    old, new = {one.key: one for one in before}, {one.key: one for one in after}
    divided = {key for entry in plan.divisions for key in (*entry.old, *entry.new)}
    entries = list(plan.divisions)
    for key in [*old, *(key for key in new if key not in old)]:
        if key not in new:
            entries += [] if key in divided else [Entry("deleted", (key,), ())]
        elif key not in old:
            entries += [] if key in divided else [Entry("inserted", (), (key,))]
        else:
            entries += _of_living(old[key], new[key], told=key in divided)
    return History(before, after, entries)


def _of_living(old: Provision, new: Provision, *, told: bool) -> Iterator[Entry]:
    if old.words != new.words and not told:
        yield Entry("modified", (old.key,), (new.key,))
    if old.parent != new.parent:
        yield Entry("moved", (old.key,), (new.key,))
    elif old.path.rpartition("/")[2] != new.path.rpartition("/")[2]:
        yield Entry("renumbered", (old.key,), (new.key,))


def _roman(number: int) -> str:
    tens, ones = divmod(number, 10)
    return f"{('', 'X', 'XX', 'XXX', 'XL', 'L', 'LX')[tens]}{('', *_ROMANS)[ones]}"


def _letter(number: int) -> str:
    return "abcdeghiklmnopqrstuvxy"[number - 1]
