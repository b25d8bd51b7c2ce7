"""Required revisions whose truth is known, each carried out, or not, in an article of its own of a drafted plan.

An act orders a revision, then the drafters write and answer. It returns beforehand what must be found: what the text
shows, what does not hold between the answer and the text, and whether the revision is closed.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from dongbo.documents.states import Standing
from dongbo.engines.alignment import Axis
from dongbo.planning.models import RequiredRevision
from dongbo.planning.operations.writing import add_sibling, remove_provision, write_provision
from dongbo.planning.queries.writing import words_hash
from dongbo.planning.states import RevisionClaim, RevisionKind
from tests.builders import frozen, unit_beneath
from tests.planning.closing.lying import SYLLABLES, written
from tests.revisions import Judged, judged

if TYPE_CHECKING:
    from datetime import datetime

    from dongbo.documents.models import Document, Version
    from dongbo.organisation.models import Unit
    from tests.builders import Site

DONE, PARTLY, NOT = "done", "partly", "not_done"

Found = tuple[str, str, bool]
"""What the text shows, what does not hold, whether it is closed."""

SPECIAL: dict[str, dict[int, str]] = {
    "unit": {1: "Cục Dữ liệu thử chủ trì lập kho {n}. Cục Hạ tầng thử phối hợp vận hành trạm {n}."},
    "words": {
        1: "Đơn vị dùng cơ sở lưu trữ vùng {n} để tra cứu hồ sơ người dân.",
        2: "Cán bộ nhập liệu vào cơ sở lưu trữ vùng {n} trước khi báo cáo kết quả.",
    },
    "target": {1: "Đến năm 2030, tối thiểu 60% trạm quan trắc loại {n} được kết nối trực tuyến."},
}
"""Clauses of an article that an act needs as they are; {n} is the number of the article."""

DIRECTIVE = """\
CHÍNH PHỦ
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Số: {n}/NQ-CP
Hà Nội, ngày 05 tháng 3 năm 2026
NGHỊ QUYẾT
Về quan trắc trực tuyến loại {n}
I. MỤC TIÊU
1. Đến năm 2030, tối thiểu 90% trạm quan trắc loại {n} được kết nối trực tuyến.
TM. CHÍNH PHỦ
THỦ TƯỚNG
Trần Văn Mẫu
"""


@dataclass(slots=True)
class World:
    """The plan under way, and what must be found of each revision by its number."""

    judged: Judged
    random: random.Random
    articles: list[list[str]]
    unit: Unit
    directives: dict[int, Document]
    expected: dict[int, Found] = field(default_factory=dict)
    version: Version | None = None

    def sentences(self, path: str) -> list[str]:
        article, clause = (int(part.split(":")[1]) for part in path.split("/"))
        return [f"{one}." for one in self.articles[article - 1][clause - 1].rstrip(".").split(". ")]

    def orders(self, found: Found, *places: str | tuple[str, str], **said: Any) -> RequiredRevision:
        revision = self.judged.orders(*places, **said)
        self.expected[revision.number] = found
        return revision

    def grows(self, path: str) -> None:
        """Say something more at the end of a clause."""
        last = self.sentences(path)[-1]
        self.judged.rewords(path, last, f"{last} Kết quả được công bố trước ngày cuối quý theo lộ trình mới.")

    def titles(self, path: str, heading: str) -> None:
        """Give a provision another title."""
        provision, version = self.judged.provision(path), self.judged.begins()
        row = version.provisions.get(provision=provision)
        write_provision(
            version=version, provision=provision, heading=heading, text=row.text, seen=words_hash(row),
            by=self.judged.drafter, at=self.judged.at,
        )  # fmt: skip

    def inserts(self, path: str, text: str) -> Any:
        row = self.judged.acts(add_sibling, path)
        self.judged.writes(row.provision, text)
        return row.provision


Act = Callable[[World, int], Iterator[None]]


def clarified_for_the_unit(world: World, n: int) -> Iterator[None]:
    """unit"""
    path = f"dieu:{n}/khoan:1"
    one = world.orders((DONE, "", True), path, kind=RevisionKind.CLARIFY, unit=world.unit)
    yield
    world.judged.rewords(path, f"lập kho {n}.", f"lập kho {n} trong quý đầu và bàn giao kết quả cho ngành.")
    world.judged.answers(one)
    yield


def clarified_for_another_unit(world: World, n: int) -> Iterator[None]:
    """unit"""
    path = f"dieu:{n}/khoan:1"
    one = world.orders((NOT, "claimed_not_done", False), path, kind=RevisionKind.CLARIFY, unit=world.unit)
    yield
    world.judged.rewords(path, f"vận hành trạm {n}.", f"vận hành trạm {n} trong quý đầu và bàn giao kết quả cho ngành.")
    world.judged.answers(one)
    yield


def supplemented(world: World, n: int) -> Iterator[None]:
    one = world.orders((DONE, "", True), f"dieu:{n}/khoan:2")
    yield
    world.grows(f"dieu:{n}/khoan:2")
    world.judged.answers(one)
    yield


def supplemented_right_beside(world: World, n: int) -> Iterator[None]:
    one = world.orders((DONE, "", True), f"dieu:{n}/khoan:2")
    yield
    new = world.inserts(f"dieu:{n}/khoan:2", f"Lập quỹ bảo trì số {n} và giao một đầu mối quản lý hằng năm.")
    world.judged.answers(one, changed=[new])
    yield


def only_spelled_otherwise(world: World, n: int) -> Iterator[None]:
    one = world.orders((NOT, "claimed_not_done", False), f"dieu:{n}/khoan:2")
    yield
    world.judged.rewords(f"dieu:{n}/khoan:2", "văn hoá", "văn hóa")
    world.judged.answers(one)
    yield


def cut(world: World, n: int) -> Iterator[None]:
    path = f"dieu:{n}/khoan:3"
    said = world.sentences(path)[1]
    one = world.orders((DONE, "", True), (path, said.rstrip(".")), kind=RevisionKind.CUT)
    yield
    world.judged.rewords(path, f" {said}", "")
    world.judged.answers(one)
    yield


def cut_whole(world: World, n: int) -> Iterator[None]:
    one = world.orders((DONE, "", True), f"dieu:{n}/khoan:3", kind=RevisionKind.CUT)
    yield
    world.judged.acts(remove_provision, f"dieu:{n}/khoan:3")
    world.judged.answers(one)
    yield


def cut_here_and_moved_there(world: World, n: int) -> Iterator[None]:
    path, other = f"dieu:{n}/khoan:3", f"dieu:{n}/khoan:1"
    said = world.sentences(path)[1]
    one = world.orders((NOT, "claimed_not_done", False), (path, said.rstrip(".")), kind=RevisionKind.CUT)
    yield
    world.judged.rewords(path, f" {said}", "")
    last = world.sentences(other)[-1]
    world.judged.rewords(other, last, f"{last} {said}")
    world.judged.answers(one)
    yield


def unified(world: World, n: int) -> Iterator[None]:
    """words"""
    one = _unify(world, n, (DONE, "", True))
    yield
    for clause in (1, 2):
        world.judged.rewords(f"dieu:{n}/khoan:{clause}", "cơ sở lưu trữ", "kho dữ liệu")
    world.judged.answers(one)
    yield


def unified_in_one_place_only(world: World, n: int) -> Iterator[None]:
    """words"""
    one = _unify(world, n, (PARTLY, "claimed_half_done", False))
    yield
    world.judged.rewords(f"dieu:{n}/khoan:1", "cơ sở lưu trữ", "kho dữ liệu")
    world.judged.answers(one)
    yield


def unified_by_a_third_wording(world: World, n: int) -> Iterator[None]:
    """words"""
    one = _unify(world, n, (PARTLY, "claimed_half_done", False))
    yield
    world.judged.rewords(f"dieu:{n}/khoan:1", "cơ sở lưu trữ", "kho dữ liệu")
    world.judged.rewords(f"dieu:{n}/khoan:2", "cơ sở lưu trữ", "thư viện số")
    world.judged.answers(one)
    yield


def _unify(world: World, n: int, found: Found) -> RequiredRevision:
    forms = {"keep": f"kho dữ liệu vùng {n}", "variants": [f"cơ sở lưu trữ vùng {n}"]}
    return world.orders(found, kind=RevisionKind.UNIFY, **forms)


def aligned(world: World, n: int) -> Iterator[None]:
    """target"""
    one = _align(world, n, (DONE, "", True))
    yield
    world.judged.rewords(f"dieu:{n}/khoan:1", "60%", "90%")
    world.judged.answers(one)
    yield


def aligned_in_words_only(world: World, n: int) -> Iterator[None]:
    """target"""
    one = _align(world, n, (NOT, "claimed_not_done", False))
    yield
    world.judged.rewords(f"dieu:{n}/khoan:1", "60%", "75%")
    world.judged.answers(one)
    yield


def _align(world: World, n: int, found: Found) -> RequiredRevision:
    return world.orders(
        found, f"dieu:{n}/khoan:1", kind=RevisionKind.ALIGN, directive=world.directives[n], axis=Axis.TARGET.value
    )


def claimed_and_nothing_done(world: World, n: int) -> Iterator[None]:
    one = world.orders((NOT, "claimed_not_done", False), f"dieu:{n}/khoan:2")
    yield
    world.judged.answers(one)
    yield


def only_numbered_anew(world: World, n: int) -> Iterator[None]:
    one = world.orders((NOT, "claimed_not_done", False), f"dieu:{n}/khoan:4")
    yield
    world.inserts(f"dieu:{n}/khoan:1", f"Lập sổ theo dõi thiết bị số {n} và kiểm kê vào cuối năm.")
    world.judged.answers(one)
    yield


def only_given_a_longer_title(world: World, n: int) -> Iterator[None]:
    path = f"dieu:{n}"
    one = world.orders((NOT, "claimed_not_done", False), path)
    yield
    world.titles(path, f"Nội dung thứ {n} về mua sắm và bảo trì thiết bị dùng chung")
    world.judged.answers(one)
    yield


def only_divided(world: World, n: int) -> Iterator[None]:
    path = f"dieu:{n}/khoan:2"
    one = world.orders((NOT, "claimed_not_done", False), path)
    yield
    world.judged.splits(path, world.sentences(path)[1])
    world.judged.answers(one)
    yield


def named_a_place_that_did_not_change(world: World, n: int) -> Iterator[None]:
    one = world.orders((DONE, "named_unchanged", False), f"dieu:{n}/khoan:2")
    yield
    world.grows(f"dieu:{n}/khoan:2")
    world.judged.answers(one, changed=[world.judged.provision(f"dieu:{n}/khoan:4")])
    yield


def done_at_one_place_of_two(world: World, n: int) -> Iterator[None]:
    one = world.orders((PARTLY, "claimed_half_done", False), f"dieu:{n}/khoan:2", f"dieu:{n}/khoan:3")
    yield
    world.grows(f"dieu:{n}/khoan:2")
    world.judged.answers(one)
    yield


def partly_as_said(world: World, n: int) -> Iterator[None]:
    one = world.orders((PARTLY, "", False), f"dieu:{n}/khoan:2", f"dieu:{n}/khoan:3")
    yield
    world.grows(f"dieu:{n}/khoan:3")
    world.judged.answers(one, RevisionClaim.PARTLY)
    yield


def partly_and_nothing_done(world: World, n: int) -> Iterator[None]:
    one = world.orders((NOT, "partly_not_done", False), f"dieu:{n}/khoan:2")
    yield
    world.judged.answers(one, RevisionClaim.PARTLY)
    yield


def refused_with_a_reason(world: World, n: int) -> Iterator[None]:
    one = world.orders((NOT, "", False), f"dieu:{n}/khoan:2")
    yield
    world.judged.answers(one, RevisionClaim.REFUSED)
    yield


def refused_with_a_dash(world: World, n: int) -> Iterator[None]:
    """The operations refuse it; what was brought in from elsewhere may hold it, so it is put there."""
    one = world.orders((NOT, "refused_without_reason", False), f"dieu:{n}/khoan:2")
    yield
    world.judged.answers(one, RevisionClaim.REFUSED)
    RequiredRevision.objects.filter(pk=one.pk).update(response="–")
    yield


def left_unanswered(world: World, n: int) -> Iterator[None]:
    world.orders((DONE, "unanswered", False), f"dieu:{n}/khoan:2")
    yield
    world.grows(f"dieu:{n}/khoan:2")
    yield


ACTS: list[Act] = [
    clarified_for_the_unit, clarified_for_another_unit, supplemented, supplemented_right_beside, only_spelled_otherwise,
    cut, cut_whole, cut_here_and_moved_there, unified, unified_in_one_place_only, unified_by_a_third_wording,
    aligned, aligned_in_words_only,
    claimed_and_nothing_done, only_numbered_anew, only_given_a_longer_title, only_divided,
    named_a_place_that_did_not_change, done_at_one_place_of_two, partly_as_said, partly_and_nothing_done,
    refused_with_a_reason, refused_with_a_dash, left_unanswered,
]  # fmt: skip


def make(site: Site, *, at: datetime, seed: int, count: int = 60) -> World:
    """Order `count` revisions of a plan, each act about as often, in an order and with words that `seed` decides."""
    rng = random.Random(seed)
    acts = [ACTS[number % len(ACTS)] for number in range(count)]
    rng.shuffle(acts)
    articles = [_clauses(rng, number, act) for number, act in enumerate(acts, start=1)]
    unit = unit_beneath(site.unit, "G99.70", "Cục Dữ liệu thử", by=site.administrator, at=at)
    directives = {
        number: frozen(DIRECTIVE.format(n=number), site=site, at=at, standing=Standing.DIRECTIVE).document
        for number, act in enumerate(acts, start=1)
        if act.__doc__ == "target"
    }
    story = judged(site, at=at, articles=written(articles))
    world = World(story, rng, articles, unit, directives)
    steps = [act(world, number) for number, act in enumerate(acts, start=1)]
    for _phase in range(2):
        for step in steps:
            next(step, None)
    world.version = story.freezes()
    return world


def _clauses(rng: random.Random, number: int, act: Act) -> list[str]:
    special = SPECIAL.get(act.__doc__ or "", {})
    return [
        special[place].format(n=number) if place in special else _clause(rng, f"{number}{place}")
        for place in range(1, 5)
    ]


def _clause(rng: random.Random, number: str) -> str:
    words = [" ".join(rng.choices(SYLLABLES, k=rng.randint(9, 14))) for _ in range(2)]
    return f"{words[0].capitalize()} mục {number}. {words[1].capitalize()} văn hoá số {number}."
