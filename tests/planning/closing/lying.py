"""Histories of a round made up of acts whose truth is known, each done through the operations in an article of its own.

An act has three parts: what units say; what is answered and edited; what is stated once the version is frozen. It adds
to `expected` what must be found: what is honest adds nothing, every lie its own line.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

from dongbo.planning.models import ClosureLine, Opinion, OpinionGroup
from dongbo.planning.operations.answering import join_groups, put_to_leader
from dongbo.planning.operations.closure import examine_round, state_basis
from dongbo.planning.operations.writing import add_sibling, merge_provision, move_up, remove_provision
from dongbo.planning.states import Answer, BasisKind, ConsulteeState, Outcome
from tests.planning.closing.histories import told

if TYPE_CHECKING:
    from datetime import datetime

    from dongbo.documents.models import Version
    from tests.builders import Site
    from tests.planning.closing.histories import Story

Asks = Callable[[], OpinionGroup]
"""How to get at a group, once its opinion is sent."""

Found = tuple[str, str, str]
"""The kind of a line, its fault, and what it is about."""

_VOCABULARY = (
    "cơ quan tổ chức cá nhân trách nhiệm bảo đảm thông tin mạng quy định pháp luật báo cáo kết quả thực hiện kiểm tra "
    "giám sát hướng dẫn ban hành kế hoạch nguồn lực đầu tư hạ tầng dữ liệu dịch vụ công trực tuyến người dân"
)
SYLLABLES = _VOCABULARY.split()


class Editor(Protocol):
    """A way in which the next version comes about; places are those of the version consulted on."""

    def reword(self, path: str, old: str, new: str) -> None: ...
    def insert(self, path: str, text: str) -> str: ...
    def remove(self, path: str) -> None: ...
    def split(self, path: str, before: str) -> None: ...
    def merge(self, path: str) -> None: ...
    def move_up(self, path: str) -> None: ...
    def freeze(self) -> Version: ...


@dataclass(slots=True)
class Browser:
    """The version is written in the editor."""

    story: Story

    def reword(self, path: str, old: str, new: str) -> None:
        provision = self.story.provision(path)
        row = self.story.begins().provisions.get(provision=provision)
        assert old in row.text
        self.story.writes(provision, row.text.replace(old, new))

    def insert(self, path: str, text: str) -> str:
        row = self.story.acts(add_sibling, path)
        self.story.writes(row.provision, text)
        return text

    def remove(self, path: str) -> None:
        self.story.acts(remove_provision, path)

    def split(self, path: str, before: str) -> None:
        self.story.splits(path, before)

    def merge(self, path: str) -> None:
        self.story.acts(merge_provision, path)

    def move_up(self, path: str) -> None:
        self.story.acts(move_up, path)

    def freeze(self) -> Version:
        return self.story.freezes()


@dataclass(slots=True)
class File:
    """The version is read from a file; nobody says what passed into what."""

    story: Story
    articles: list[list[list[str]]]

    def _at(self, path: str) -> tuple[list[list[str]], int]:
        for clauses in self.articles:
            for place, clause in enumerate(clauses):
                if clause[0] == path:
                    return clauses, place
        raise KeyError(path)

    def reword(self, path: str, old: str, new: str) -> None:
        clauses, place = self._at(path)
        assert old in clauses[place][1]
        clauses[place][1] = clauses[place][1].replace(old, new)

    def insert(self, path: str, text: str) -> str:
        clauses, place = self._at(path)
        clauses.insert(place + 1, ["", text])
        return text

    def remove(self, path: str) -> None:
        clauses, place = self._at(path)
        del clauses[place]

    def split(self, path: str, before: str) -> None:
        clauses, place = self._at(path)
        text = clauses[place][1]
        clauses[place][1] = text[: text.index(before)].strip()
        clauses.insert(place + 1, ["", text[text.index(before) :]])

    def merge(self, path: str) -> None:
        clauses, place = self._at(path)
        clauses[place - 1][1] += f" {clauses[place][1]}"
        del clauses[place]

    def move_up(self, path: str) -> None:
        clauses, place = self._at(path)
        clauses[place - 1 : place + 1] = [clauses[place], clauses[place - 1]]

    def freeze(self) -> Version:
        return self.story.imports(written([[text for _path, text in clauses] for clauses in self.articles]))


def written(articles: list[list[str]]) -> str:
    """Return articles of clauses as a plan says them."""
    lines = []
    for number, clauses in enumerate(articles, start=1):
        lines.append(f"Điều {number}. Nội dung thứ {number}")
        lines += [f"{place}. {text}" for place, text in enumerate(clauses, start=1)]
    return "\n".join(lines) + "\n"


@dataclass(slots=True)
class World:
    """A round under way: what is said in it, and the lines that must be found."""

    story: Story
    editor: Editor
    random: random.Random
    articles: list[list[str]]
    said: dict[int, list[tuple[str | None, str, str]]] = field(default_factory=dict)
    expected: list[Found] = field(default_factory=list)
    version: Version | None = None

    def sentences(self, path: str) -> list[str]:
        """Return the two sentences of a clause."""
        article, clause = (int(part.split(":")[1]) for part in path.split("/"))
        return [f"{one}." for one in self.articles[article - 1][clause - 1].rstrip(".").split(". ")]

    def some_of(self, path: str, sentence: int = 0) -> str:
        """Return four words of a sentence of a clause."""
        words = self.sentences(path)[sentence].rstrip(".").split()
        start = self.random.randrange(len(words) - 4)
        return " ".join(words[start : start + 4])

    def opines(
        self, path: str | None, quote: str = "", proposed: str = "", unit: int = 0
    ) -> Callable[[], OpinionGroup]:
        """Let a unit say something; return how to get at its group, once it is sent."""
        told = self.said.setdefault(unit, [])
        told.append((path, quote, proposed))
        text = f"Ý kiến về {path} {quote}".strip()
        unit_pk = self.story.asking.asked[unit].consultee.pk

        def group() -> OpinionGroup:
            found = Opinion.objects.get(consultee=unit_pk, text=text, proposed=proposed).group
            assert found is not None
            return found

        return group

    def accepts(self, group: Asks, *places: str) -> OpinionGroup:
        """Accept, wholly or partly, naming the places that changed besides."""
        outcome = self.random.choice((Outcome.ACCEPTED, Outcome.PARTLY))
        return self.story.answers(group(), outcome, changed_in=[self.story.provision(path) for path in places])

    def rewords(self, path: str, sentence: int = 0) -> None:
        """Put another word into a sentence."""
        old = self.sentences(path)[sentence]
        self.editor.reword(path, old, f"{old[:-1]} theo lộ trình mới.")

    def states(self, path: str) -> None:
        """State a basis for what changed at or beneath a place."""
        assert self.version is not None
        state_basis(
            consultation=self.story.asking.consultation, version=self.version, provision=self.story.provision(path),
            kind=self.random.choice((BasisKind.CONCLUSION, BasisKind.EDITORIAL)), note="Thông báo kết luận số 12",
            by=self.story.asking.drafter, at=self.story.at,
        )  # fmt: skip

    def unchanged(self, group: OpinionGroup, path: str, detail: str) -> None:
        place = self.story.provision(path).pk if path else ""
        self.expected.append(("accepted_unchanged", detail, f"{group.pk}:{place}"))

    def baseless(self, path: str, detail: str) -> None:
        self.expected.append(("changed_without_basis", detail, str(self.story.provision(path).pk)))

    def about_answer(self, kind: str, detail: str, group: OpinionGroup) -> None:
        self.expected.append((kind, detail, f"{group.pk}:"))


Act = Callable[[World, str], Iterator[None]]


def make(site: Site, *, at: datetime, seed: int, acts: list[Act], from_file: bool, units: int = 4) -> World:
    """Do a history of `acts`, in an order and with words that `seed` decides; its version is frozen, the round ended.

    Of the units the last says nothing at all, the one before it agrees.
    """
    rng = random.Random(seed)
    order = rng.sample(acts, len(acts))
    articles = [[_clause(rng, f"{number}{place}") for place in range(1, 5)] for number in range(1, len(acts) + 3)]
    story = told(site, at=at, units=units, articles=written(articles))
    kept = [
        [[f"dieu:{number}/khoan:{place}", text] for place, text in enumerate(clauses, start=1)]
        for number, clauses in enumerate(articles, start=1)
    ]
    world = World(story, File(story, kept) if from_file else Browser(story), rng, articles)
    steps = [act(world, f"dieu:{number}") for number, act in enumerate(order, start=1)]
    _go_on(steps)
    for unit in range(units - 2):
        story.sends(story.asking.asked[unit], *world.said.get(unit, [("dieu:1", "", "Ý kiến khác")]))
        if unit not in world.said:
            raise AssertionError("every unit that answers says something of an act")
    story.send(story.asking.asked[units - 2], Answer.AGREES)
    story.closes()
    silent = story.asking.asked[units - 1].consultee
    silent.refresh_from_db()
    assert silent.state == ConsulteeState.SILENT
    world.expected.append(("never_replied", "silent", str(silent.pk)))
    _go_on(steps)
    world.version = world.editor.freeze()
    _go_on(steps)
    return world


def _go_on(steps: list[Iterator[None]]) -> None:
    for step in steps:
        next(step, None)


def _clause(rng: random.Random, number: str) -> str:
    """Return two sentences no other clause has; the fourth of an article is short, so that a file shows what moved."""
    least, most = (5, 6) if number.endswith("4") else (9, 14)
    words = [" ".join(rng.choices(SYLLABLES, k=rng.randint(least, most))) for _ in range(2)]
    return f"{words[0].capitalize()} mục {number}. {words[1].capitalize()} văn hoá số {number}."


def found(world: World) -> list[Found]:
    """Return what examining finds to be open."""
    assert world.version is not None
    lines = examine_round(consultation=world.story.asking.consultation, version=world.version, at=world.story.at)
    return sorted((line.kind, line.detail, line.key) for line in lines)


def still_there(world: World) -> int:
    """Return how many lines are kept, whatever became of them."""
    return ClosureLine.objects.filter(consultation=world.story.asking.consultation).count()


# --- honest acts ----------------------------------------------------------------------------------------------------


def reworded_as_accepted(world: World, article: str) -> Iterator[None]:
    path = f"{article}/khoan:2"
    group = world.opines(path, world.some_of(path, 1))
    yield
    world.accepts(group)
    world.rewords(path, 1)
    yield


def proposed_words_came_in(world: World, article: str) -> Iterator[None]:
    path = f"{article}/khoan:1"
    asked = "Bổ sung cơ chế phối hợp liên thông giữa các cấp"
    group = world.opines(path, world.some_of(path), asked)
    yield
    world.accepts(group)
    last = world.sentences(path)[1]
    world.editor.reword(path, last, f"{last} {asked}.")
    yield


def removed_as_accepted(world: World, article: str) -> Iterator[None]:
    group = world.opines(f"{article}/khoan:3", unit=1)
    yield
    world.accepts(group)
    world.editor.remove(f"{article}/khoan:3")
    yield


def new_sibling_named(world: World, article: str) -> Iterator[None]:
    group = world.opines(article)
    yield
    world.editor.insert(f"{article}/khoan:1", "Nội dung hoàn toàn mới do đơn vị đề nghị bổ sung.")
    world.accepts(group)
    yield


def split_as_accepted(world: World, article: str) -> Iterator[None]:
    path = f"{article}/khoan:2"
    group = world.opines(path, unit=1)
    yield
    world.accepts(group)
    world.editor.split(path, world.sentences(path)[1])
    yield


def merged_as_accepted(world: World, article: str) -> Iterator[None]:
    group = world.opines(f"{article}/khoan:2")
    yield
    world.accepts(group)
    world.editor.merge(f"{article}/khoan:2")
    yield


def moved_as_accepted(world: World, article: str) -> Iterator[None]:
    group = world.opines(f"{article}/khoan:4", unit=1)
    yield
    world.accepts(group)
    world.editor.move_up(f"{article}/khoan:4")
    yield


def merged_and_reworded_as_accepted(world: World, article: str) -> Iterator[None]:
    path = f"{article}/khoan:2"
    group = world.opines(path, world.some_of(path))
    yield
    world.accepts(group)
    world.rewords(path)
    world.editor.merge(path)
    yield


def explained_with_a_reason(world: World, article: str) -> Iterator[None]:
    group = world.opines(f"{article}/khoan:4", unit=1)
    yield
    world.story.answers(group(), Outcome.EXPLAINED)
    yield


def reworded_by_a_conclusion(world: World, article: str) -> Iterator[None]:
    yield
    world.rewords(f"{article}/khoan:1")
    yield
    world.states(f"{article}/khoan:1")


def rearranged_by_a_conclusion(world: World, article: str) -> Iterator[None]:
    """What is stated of an article holds of all that is done beneath it."""
    yield
    world.editor.remove(f"{article}/khoan:1")
    world.rewords(f"{article}/khoan:2")
    world.editor.insert(f"{article}/khoan:4", "Giao Văn phòng tổng hợp, báo cáo hằng quý.")
    yield
    world.states(article)


def spelling_only(world: World, article: str) -> Iterator[None]:
    yield
    world.editor.reword(f"{article}/khoan:2", "văn hoá", "văn hóa")
    yield


def one_answer_for_two_units(world: World, article: str) -> Iterator[None]:
    path = f"{article}/khoan:3"
    first, second = world.opines(path, unit=0), world.opines(path, unit=1)
    yield
    joined = join_groups(groups=[first(), second()], by=world.story.asking.drafter, at=world.story.at)
    world.accepts(lambda: joined)
    world.rewords(path)
    yield


# --- lies -----------------------------------------------------------------------------------------------------------


def accepted_and_nothing_done(world: World, article: str) -> Iterator[None]:
    path = f"{article}/khoan:1"
    group = world.opines(path, world.some_of(path))
    yield
    world.unchanged(world.accepts(group), path, "sentence_unchanged")
    yield


def accepted_whole_and_nothing_done(world: World, article: str) -> Iterator[None]:
    path = f"{article}/khoan:1"
    group = world.opines(path, unit=1)
    yield
    world.unchanged(world.accepts(group), path, "provision_unchanged")
    yield


def accepted_and_another_sentence_changed(world: World, article: str) -> Iterator[None]:
    path = f"{article}/khoan:2"
    group = world.opines(path, world.some_of(path, 0))
    yield
    world.unchanged(world.accepts(group), path, "sentence_unchanged")
    world.rewords(path, 1)
    yield


def accepted_and_only_the_spelling_changed(world: World, article: str) -> Iterator[None]:
    path = f"{article}/khoan:2"
    group = world.opines(path, world.some_of(path, 1), "Quy định rõ trách nhiệm của từng đơn vị")
    yield
    world.unchanged(world.accepts(group), path, "sentence_unchanged")
    world.editor.reword(path, "văn hoá", "văn hóa")
    yield


def accepted_and_merged_as_it_was(world: World, article: str) -> Iterator[None]:
    path = f"{article}/khoan:3"
    group = world.opines(path, world.some_of(path), unit=1)
    yield
    world.unchanged(world.accepts(group), path, "sentence_unchanged")
    world.editor.merge(path)
    yield


def named_a_place_that_did_not_change(world: World, article: str) -> Iterator[None]:
    path, named = f"{article}/khoan:1", f"{article}/khoan:4"
    group = world.opines(path, world.some_of(path))
    yield
    accepted = world.accepts(group, named)
    world.unchanged(accepted, path, "sentence_unchanged")
    world.unchanged(accepted, named, "named_unchanged")
    yield


def accepted_on_the_whole_and_nothing_named(world: World, article: str) -> Iterator[None]:
    group = world.opines(None, proposed="Rà soát lại toàn bộ dự thảo cho thống nhất")
    yield
    world.unchanged(world.accepts(group), "", "nothing_named")
    yield


def one_answer_for_two_units_and_nothing_done(world: World, article: str) -> Iterator[None]:
    path = f"{article}/khoan:4"
    first, second = world.opines(path, unit=0), world.opines(path, unit=1)
    yield
    joined = join_groups(groups=[first(), second()], by=world.story.asking.drafter, at=world.story.at)
    world.unchanged(world.accepts(lambda: joined), path, "provision_unchanged")
    yield


def reworded_for_no_reason(world: World, article: str) -> Iterator[None]:
    yield
    world.rewords(f"{article}/khoan:2")
    world.baseless(f"{article}/khoan:2", "modified")
    yield


def reworded_against_an_explanation(world: World, article: str) -> Iterator[None]:
    path = f"{article}/khoan:3"
    group = world.opines(path)
    yield
    world.story.answers(group(), Outcome.EXPLAINED)
    world.rewords(path)
    world.baseless(path, "modified")
    yield


def removed_for_no_reason(world: World, article: str) -> Iterator[None]:
    yield
    world.editor.remove(f"{article}/khoan:2")
    world.baseless(f"{article}/khoan:2", "deleted")
    yield


def inserted_for_no_reason(world: World, article: str) -> Iterator[None]:
    yield
    text = world.editor.insert(f"{article}/khoan:2", "Đơn vị được thu thêm phí dịch vụ theo thỏa thuận.")
    yield
    assert world.version is not None
    [row] = world.version.provisions.filter(text=text)
    world.expected.append(("changed_without_basis", "inserted", str(row.provision_id)))


def split_for_no_reason(world: World, article: str) -> Iterator[None]:
    path = f"{article}/khoan:1"
    yield
    world.editor.split(path, world.sentences(path)[1])
    world.baseless(path, "split")
    yield


def merged_for_no_reason(world: World, article: str) -> Iterator[None]:
    yield
    world.editor.merge(f"{article}/khoan:4")
    world.baseless(f"{article}/khoan:3", "merged")
    yield


def moved_for_no_reason(world: World, article: str) -> Iterator[None]:
    yield
    world.editor.move_up(f"{article}/khoan:4")
    world.baseless(f"{article}/khoan:4", "moved")
    yield


def left_unanswered(world: World, article: str) -> Iterator[None]:
    group = world.opines(f"{article}/khoan:2", unit=1)
    yield
    world.about_answer("unanswered", "open", group())
    yield


def left_with_the_leader(world: World, article: str) -> Iterator[None]:
    group = world.opines(f"{article}/khoan:2")
    yield
    asked = put_to_leader(
        group=group(), question="Có giữ quy định này?", by=world.story.asking.drafter, at=world.story.at
    )
    world.about_answer("unanswered", "waiting_for_leader", asked)
    yield


def explained_with_a_dash(world: World, article: str) -> Iterator[None]:
    """The operations refuse it; a history of before they did may hold it, so it is put there."""
    group = world.opines(f"{article}/khoan:3", unit=1)
    yield
    explained = world.story.answers(group(), Outcome.EXPLAINED)
    OpinionGroup.objects.filter(pk=explained.pk).update(reason="–")
    world.about_answer("explained_without_reason", "no_reason", explained)
    yield


def explained_with_no_reason(world: World, article: str) -> Iterator[None]:
    """The operations refuse it; a history that was brought in from elsewhere may hold it, so it is put there."""
    group = world.opines(f"{article}/khoan:4")
    yield
    explained = world.story.answers(group(), Outcome.EXPLAINED)
    OpinionGroup.objects.filter(pk=explained.pk).update(reason="")
    world.about_answer("explained_without_reason", "no_reason", explained)
    yield


HONEST: list[Act] = [
    reworded_as_accepted, proposed_words_came_in, removed_as_accepted, new_sibling_named, split_as_accepted,
    merged_as_accepted, moved_as_accepted, merged_and_reworded_as_accepted, explained_with_a_reason,
    reworded_by_a_conclusion, rearranged_by_a_conclusion, spelling_only, one_answer_for_two_units,
]  # fmt: skip

LIES: list[Act] = [
    accepted_and_nothing_done, accepted_whole_and_nothing_done, accepted_and_another_sentence_changed,
    accepted_and_only_the_spelling_changed, accepted_and_merged_as_it_was, named_a_place_that_did_not_change,
    accepted_on_the_whole_and_nothing_named, one_answer_for_two_units_and_nothing_done, reworded_for_no_reason,
    reworded_against_an_explanation, removed_for_no_reason, inserted_for_no_reason, split_for_no_reason,
    merged_for_no_reason, moved_for_no_reason, left_unanswered, left_with_the_leader, explained_with_a_dash,
    explained_with_no_reason,
]  # fmt: skip
