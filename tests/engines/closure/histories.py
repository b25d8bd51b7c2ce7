"""Histories of a round made up of acts whose truth is known: what is honest leaves no line, every lie its own.

Each act has an article of its own, so what `examine` must say is the sum of what the acts expect.
"""

import hashlib
import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from dongbo.engines.anchors import quote_of
from dongbo.engines.closure import (
    Answer,
    Basis,
    Consultee,
    Entry,
    History,
    Line,
    LineKind,
    Outcome,
    Pointer,
    Provision,
)

_VOCABULARY = (
    "cơ quan tổ chức cá nhân trách nhiệm bảo đảm thông tin mạng quy định pháp luật báo cáo kết quả thực hiện kiểm tra "
    "giám sát hướng dẫn ban hành kế hoạch nguồn lực đầu tư hạ tầng dữ liệu dịch vụ công trực tuyến người dân"
)
_SYLLABLES = _VOCABULARY.split()


@dataclass(slots=True)
class Draft:
    """A provision that can be edited."""

    key: str
    sentences: list[str]
    children: list["Draft"] = field(default_factory=list)

    @property
    def words(self) -> str:
        return " ".join(self.sentences)


class World:
    """A text under change with what is said of it, and the lines that must be found."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)
        self.root = Draft("", [])
        self.entries: list[Entry] = []
        self.answers: list[Answer] = []
        self.bases: list[Basis] = []
        self.consultees: list[Consultee] = []
        self.expected: list[Line] = []
        self.count = 0

    def name(self, what: str) -> str:
        self.count += 1
        return f"{what}{self.count}"

    def sentence(self) -> str:
        """Return a sentence that no other provision has."""
        words = self.random.choices(_SYLLABLES, k=self.random.randint(5, 14))
        return f"{' '.join(words).capitalize()} số {self.name('')}."

    def provision(self, what: str, children: Sequence[Draft] = ()) -> Draft:
        return Draft(self.name(what), [self.sentence() for _ in range(self.random.randint(2, 3))], list(children))

    def article(self) -> Draft:
        """Add an article of three clauses, each of two points."""
        clauses = [self.provision("clause", [self.provision("point") for _ in range(2)]) for _ in range(3)]
        self.root.children.append(self.provision("article", clauses))
        return self.root.children[-1]

    def pointer(self, draft: Draft, sentence: int | None = None, proposed: str = "") -> Pointer:
        """Return a pointer at the whole of a provision, or at some words of one of its sentences."""
        if sentence is None:
            return Pointer(draft.key, None, proposed)
        words = draft.sentences[sentence].rstrip(".").split()
        start = self.random.randrange(len(words) - 3)
        near = draft.words.index(draft.sentences[sentence])
        quote = quote_of(draft.words, " ".join(words[start : start + 4]), near)
        assert quote is not None
        return Pointer(draft.key, quote, proposed)

    def answer(self, outcome: Outcome, *points_at: Pointer, reason: str = "", changed: Sequence[Draft] = ()) -> str:
        key = self.name("answer")
        named = tuple(draft.key for draft in changed)
        self.answers.append(Answer(key, outcome, reason, "Đã chỉnh lý.", points_at, named))
        return key

    def accepts(self, *points_at: Pointer, changed: Sequence[Draft] = ()) -> str:
        outcome = self.random.choice((Outcome.ACCEPTED, Outcome.PARTLY))
        return self.answer(outcome, *points_at, changed=changed)

    def basis(self, draft: Draft) -> None:
        self.bases.append(Basis("Thông báo kết luận", frozenset({draft.key})))

    def reword(self, draft: Draft, sentence: int) -> None:
        words = draft.sentences[sentence].split()
        words[self.random.randrange(1, len(words) - 2)] = "khác"
        draft.sentences[sentence] = " ".join(words)
        self.entries.append(Entry("modified", (draft.key,), (draft.key,)))

    def insert(self, above: Draft, draft: Draft) -> Draft:
        above.children.insert(self.random.randint(0, len(above.children)), draft)
        self.entries.append(Entry("inserted", (), (draft.key,)))
        return draft

    def delete(self, above: Draft, draft: Draft) -> None:
        above.children.remove(draft)
        self.entries.append(Entry("deleted", (draft.key,), ()))

    def move(self, above: Draft, draft: Draft, to: Draft) -> None:
        above.children.remove(draft)
        to.children.append(draft)
        self.entries.append(Entry("moved", (draft.key,), (draft.key,)))

    def split(self, above: Draft, draft: Draft) -> Draft:
        second = Draft(self.name("clause"), [draft.sentences.pop()])
        above.children.insert(above.children.index(draft) + 1, second)
        self.entries.append(Entry("split", (draft.key,), (draft.key, second.key)))
        return second

    def merge(self, above: Draft, first: Draft, second: Draft) -> None:
        first.sentences += second.sentences
        above.children.remove(second)
        self.entries.append(Entry("merged", (first.key, second.key), (first.key,)))

    def unchanged(self, answer: str, draft: Draft | None, detail: str) -> None:
        key = draft.key if draft else None
        self.expected.append(Line(LineKind.ACCEPTED_UNCHANGED, detail, answer=answer, provision=key))

    def baseless(self, draft: Draft, detail: str) -> None:
        self.expected.append(Line(LineKind.CHANGED_WITHOUT_BASIS, detail, provision=draft.key))


# --- honest acts ------------------------------------------------------------------------------------------------


def accepted_and_reworded(world: World, article: Draft) -> None:
    clause = article.children[1]
    world.accepts(world.pointer(clause, 0))
    world.reword(clause, 0)


def accepted_and_the_proposed_words_came_beneath(world: World, article: Draft) -> None:
    clause, asked = article.children[0], world.sentence()
    world.accepts(world.pointer(clause, 1, proposed=f"a) {asked.lower()}"))
    below = world.provision("point")
    below.sentences.append(asked)
    world.insert(clause, below)


def accepted_on_the_whole_article_and_a_point_reworded(world: World, article: Draft) -> None:
    world.accepts(world.pointer(article))
    world.reword(article.children[2].children[0], 1)


def accepted_and_answered_by_a_new_sibling(world: World, article: Draft) -> None:
    new = world.insert(article, world.provision("clause", [world.provision("point")]))
    world.accepts(world.pointer(article.children[0 if article.children[0] is not new else 1], 0), changed=[new])


def accepted_and_moved(world: World, article: Draft) -> None:
    clause, point = article.children[0], article.children[0].children[0]
    world.accepts(world.pointer(point))
    world.move(clause, point, article.children[2])


def accepted_and_split(world: World, article: Draft) -> None:
    world.accepts(world.pointer(article.children[1].children[0]))
    world.split(article.children[1], article.children[1].children[0])


def accepted_and_merged(world: World, article: Draft) -> None:
    first, second = article.children[1].children
    world.accepts(world.pointer(second))
    world.merge(article.children[1], first, second)


def accepted_and_deleted(world: World, article: Draft) -> None:
    clause = article.children[1]
    world.accepts(world.pointer(clause, 0))
    world.delete(article, clause)


def accepted_for_the_whole_document(world: World, article: Draft) -> None:
    world.reword(article.children[0], 0)
    world.accepts(changed=[article.children[0]])


def reworded_by_a_conclusion(world: World, article: Draft) -> None:
    world.basis(article)
    world.reword(article.children[2], 1)


def spelling_only(world: World, article: Draft) -> None:
    point = article.children[0].children[1]
    point.sentences[0] = f"{point.sentences[0]}\n"
    world.entries.append(Entry("modified", (point.key,), (point.key,), spelling_only=True))


def renumbered(world: World, article: Draft) -> None:
    world.entries.append(Entry("renumbered", (article.key,), (article.key,)))


def an_echo_of_what_changed_beneath(world: World, article: Draft) -> None:
    world.accepts(world.pointer(article.children[0].children[0], 0))
    world.reword(article.children[0].children[0], 0)
    world.entries.append(Entry("modified", (article.key,), (article.key,)))


def explained(world: World, article: Draft) -> None:
    world.answer(Outcome.EXPLAINED, world.pointer(article.children[0], 0), reason="Luật không giao thẩm quyền này.")


def replied_or_deemed(world: World, article: Draft) -> None:
    world.consultees += [
        Consultee(world.name("unit"), replied=True),
        Consultee(world.name("unit"), replied=False, silence_agrees=True),
    ]


# --- lies -------------------------------------------------------------------------------------------------------


def said_and_nothing_done(world: World, article: Draft) -> None:
    clause = article.children[world.random.randrange(3)]
    world.unchanged(world.accepts(world.pointer(clause, 0, "Thay bằng lời khác hẳn")), clause, "sentence_unchanged")


def said_of_the_whole_and_nothing_done(world: World, article: Draft) -> None:
    world.unchanged(world.accepts(world.pointer(article)), article, "provision_unchanged")


def said_and_another_sentence_changed(world: World, article: Draft) -> None:
    clause = article.children[1]
    world.unchanged(world.accepts(world.pointer(clause, 0)), clause, "sentence_unchanged")
    world.reword(clause, 1)


def said_and_only_moved(world: World, article: Draft) -> None:
    point = article.children[0].children[1]
    world.unchanged(world.accepts(world.pointer(point, 1)), point, "sentence_unchanged")
    world.move(article.children[0], point, article.children[1])


def said_and_only_split(world: World, article: Draft) -> None:
    point = article.children[0].children[1]
    answer = world.accepts(world.pointer(point, len(point.sentences) - 1))
    world.unchanged(answer, point, "sentence_unchanged")
    world.split(article.children[0], point)


def said_and_the_neighbour_changed(world: World, article: Draft) -> None:
    first, second, _ = article.children
    world.unchanged(world.accepts(world.pointer(first)), first, "provision_unchanged")
    world.accepts(world.pointer(second, 0))
    world.reword(second, 0)


def named_but_unchanged(world: World, article: Draft) -> None:
    first, second, _ = article.children
    answer = world.accepts(world.pointer(first, 0), changed=[second])
    world.reword(first, 0)
    world.unchanged(answer, second, "named_unchanged")


def the_whole_document_and_nothing_named(world: World, article: Draft) -> None:
    world.unchanged(world.accepts(), None, "nothing_named")


def one_of_two_places_left(world: World, article: Draft) -> None:
    first, second, _ = article.children
    answer = world.accepts(world.pointer(first, 0), world.pointer(second, 1))
    world.reword(first, 0)
    world.unchanged(answer, second, "sentence_unchanged")


def reworded_in_silence(world: World, article: Draft) -> None:
    draft = world.random.choice([article, *article.children, article.children[0].children[0]])
    world.reword(draft, 0)
    world.baseless(draft, "modified")


def inserted_in_silence(world: World, article: Draft) -> None:
    new = world.insert(article, world.provision("clause", [world.provision("point")]))
    if world.random.random() < 0.5:
        world.entries.append(Entry("inserted", (), (new.children[0].key,)))
    world.baseless(new, "inserted")


def deleted_in_silence(world: World, article: Draft) -> None:
    clause = article.children[0]
    world.delete(article, clause)
    if world.random.random() < 0.5:
        world.entries += [Entry("deleted", (point.key,), ()) for point in clause.children]
    world.baseless(clause, "deleted")


def moved_and_reworded_in_silence(world: World, article: Draft) -> None:
    point = article.children[0].children[1]
    world.move(article.children[0], point, article.children[1])
    world.reword(point, 0)
    world.baseless(point, "modified+moved")


def split_in_silence(world: World, article: Draft) -> None:
    world.split(article.children[0], article.children[0].children[0])
    world.baseless(article.children[0].children[0], "split")


def merged_in_silence(world: World, article: Draft) -> None:
    first, second = article.children[0].children
    world.merge(article.children[0], first, second)
    world.baseless(first, "merged")


def changed_where_it_was_refused(world: World, article: Draft) -> None:
    clause = article.children[1]
    world.answer(Outcome.EXPLAINED, world.pointer(clause, 0), reason="Giữ như dự thảo.")
    world.reword(clause, 0)
    world.baseless(clause, "modified")


def changed_beneath_a_quoted_heading(world: World, article: Draft) -> None:
    world.accepts(world.pointer(article, 0))
    world.reword(article, 0)
    world.reword(article.children[0], 0)
    world.baseless(article.children[0], "modified")


def refused_without_a_reason(world: World, article: Draft) -> None:
    reason = world.random.choice(("", "  ", "-", "..."))
    answer = world.answer(Outcome.EXPLAINED, world.pointer(article), reason=reason)
    world.expected.append(Line(LineKind.EXPLAINED_WITHOUT_REASON, "no_reason", answer=answer))


def left_open(world: World, article: Draft) -> None:
    for outcome, detail in ((Outcome.OPEN, "open"), (Outcome.TO_LEADER, "waiting_for_leader")):
        answer = world.answer(outcome, world.pointer(article.children[0], 0))
        world.expected.append(Line(LineKind.UNANSWERED, detail, answer=answer))


def kept_silent(world: World, article: Draft) -> None:
    for ended, detail in ((False, "silent"), (True, "unit_ended")):
        unit = world.name("unit")
        world.consultees.append(Consultee(unit, replied=False, ended=ended))
        world.expected.append(Line(LineKind.NEVER_REPLIED, detail, consultee=unit))


Act = Callable[[World, Draft], None]

HONEST: tuple[Act, ...] = (
    accepted_and_reworded,
    accepted_and_the_proposed_words_came_beneath,
    accepted_on_the_whole_article_and_a_point_reworded,
    accepted_and_answered_by_a_new_sibling,
    accepted_and_moved,
    accepted_and_split,
    accepted_and_merged,
    accepted_and_deleted,
    accepted_for_the_whole_document,
    reworded_by_a_conclusion,
    spelling_only,
    renumbered,
    an_echo_of_what_changed_beneath,
    explained,
    replied_or_deemed,
)
LIES: tuple[Act, ...] = (
    said_and_nothing_done,
    said_of_the_whole_and_nothing_done,
    said_and_another_sentence_changed,
    said_and_only_moved,
    said_and_only_split,
    said_and_the_neighbour_changed,
    named_but_unchanged,
    the_whole_document_and_nothing_named,
    one_of_two_places_left,
    reworded_in_silence,
    inserted_in_silence,
    deleted_in_silence,
    moved_and_reworded_in_silence,
    split_in_silence,
    merged_in_silence,
    changed_where_it_was_refused,
    changed_beneath_a_quoted_heading,
    refused_without_a_reason,
    left_open,
    kept_silent,
)


def enacted(acts: Sequence[Act], *, seed: int, fingerprints: bool) -> tuple[History, list[Line]]:
    """Return the history of `acts`, each on an article of its own, and the lines that must be found."""
    world = World(seed)
    articles = [world.article() for _ in acts]
    before = _provisions(world.root, fingerprints=fingerprints)
    for act, article in zip(acts, articles, strict=True):
        act(world, article)
    after = _provisions(world.root, fingerprints=fingerprints)
    said = (world.entries, world.answers, world.bases, world.consultees)
    return History(before, after, *said), world.expected


def _provisions(root: Draft, *, fingerprints: bool) -> list[Provision]:
    listed: list[Provision] = []

    def lay(draft: Draft, parent: str | None) -> None:
        sign = _fingerprint(draft) if fingerprints else ""
        listed.append(Provision(draft.key, draft.key, draft.key, draft.words, parent, sign))
        for child in draft.children:
            lay(child, draft.key)

    for article in root.children:
        lay(article, None)
    return listed


def _fingerprint(draft: Draft) -> str:
    beneath = "".join(_fingerprint(child) for child in draft.children)
    return hashlib.sha256(f"{draft.words}\0{beneath}".encode()).hexdigest()
