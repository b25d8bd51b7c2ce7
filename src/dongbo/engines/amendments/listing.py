"""Annexes that list repealed papers: each row names one by its number, and says of which part where it is not all.

An annex is such a list where its title says so, or where the paper repeals "the papers in the annex". A list of what is
proposed for repeal is a task. What a row says of why a paper is gone, or what it dealt with, names others.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from dongbo.engines.amendments.resolving import Target
from dongbo.engines.amendments.sentences import Sentence, sentences_of
from dongbo.engines.amendments.touching import Amendment, Called
from dongbo.engines.citations import Relation
from dongbo.engines.citations.documents import named_documents
from dongbo.engines.drafting.phrases import RANKS, named_in
from dongbo.engines.drafting.resolving import Places
from dongbo.engines.numbers import TYPE_PATTERN, find_numbers
from dongbo.engines.provisions import Kind, Node, Outline

_PAPERS = re.compile(rf"văn bản|(?<![^\W_])(?:{TYPE_PATTERN}|luật|pháp lệnh)(?![^\W_])", re.IGNORECASE)
_REPEALED = re.compile(
    r"(?:bãi bỏ|hủy bỏ|huỷ bỏ|thay thế|(?:hết|chấm dứt|ngưng|ngừng) hiệu lực)(?![^\W_])", re.IGNORECASE
)
_LISTED = re.compile(r"danh mục|phụ lục|(?:các|những)\s+văn bản", re.IGNORECASE)
_PROPOSED = re.compile(
    r"đề nghị|dự kiến|kiến nghị|đề xuất|kế hoạch|cần (?:được )?(?:sửa đổi|bãi bỏ|thay thế|rà soát)|còn hiệu lực|"
    r"thủ tục hành chính|sẽ (?:bị )?(?:bãi bỏ|thay thế)",
    re.IGNORECASE,
)
_IN_PART = re.compile(r"một phần", re.IGNORECASE)
_WHOLLY = re.compile(r"toàn bộ", re.IGNORECASE)
_WITH_THIS = re.compile(rf"kèm theo\s+(?:{TYPE_PATTERN}|văn bản)\s+này(?![^\W_])", re.IGNORECASE)
_NUMBER = re.compile(r"số.{0,12}hiệu|số văn bản|^số$|ký hiệu", re.IGNORECASE)
_OF_ANOTHER = re.compile(r"(?:văn bản|bởi|bằng).{0,20}(?:thay thế|xử lý|mới)|thay thế (?:bởi|bằng)", re.IGNORECASE)
_SAYS_WHY = re.compile(r"lý do|căn cứ|ngày|^(?:note|deadline|result)$", re.IGNORECASE)
_SAYS_WHERE = re.compile(
    r"(?:nội dung|quy định|phần|điều khoản).*(?:hết hiệu lực|bãi bỏ)|điều,? khoản|một phần", re.IGNORECASE
)
_CONTENT = "task"
"""What the reader of tables calls a column headed "Nội dung …"."""

_TOO_FAR = 40
_ANNEX = RANKS["phụ lục"]


@dataclass(frozen=True, slots=True)
class Listed:
    """A repealed paper as the row at `path` names it; `rest` are the words that may say of which provisions of it."""

    path: str
    words: str
    number: str | None
    title: str | None
    rest: str
    in_part: bool


def repealed_in_lists(paper: Outline, titles: frozenset[str] = frozenset()) -> Iterator[Listed]:
    """Yield the papers that the annexes of `paper` list as repealed; `titles` are names of laws to be known whole."""
    annexes = [node for node in paper.nodes if node.kind is Kind.ANNEX]
    said = _said_in_body(paper, annexes) if annexes else {}
    for annex in annexes:
        in_part = said.get(id(annex), False)
        if id(annex) in said or _is_list(annex.words):
            yield from _rows(annex, titles, in_part=_part(annex.words, otherwise=in_part))


def listed_amendments(paper: Outline, called: Called, target: Target) -> Iterator[Amendment]:
    """Yield what the rows of such lists do to the paper called so."""
    for one in repealed_in_lists(paper, called.titles):
        if called.is_meant(one.number, one.title):
            yield _amendment(one, target)


def _amendment(one: Listed, target: Target) -> Amendment:
    phrases = named_in(one.rest)
    amendment = Amendment(Relation.REPEALS, one.path, " ".join(one.words.split()))
    if not phrases:
        return replace(amendment, act=Relation.AMENDS if one.in_part else Relation.REPEALS, whole=True)
    meant = [target.named(phrase) for phrase in phrases]
    known = [each for each in meant if each is not None]
    if len(known) < len(meant):
        return replace(amendment, act=Relation.AMENDS, whole=True)
    return replace(
        amendment,
        rewritten=tuple(node.path for each in known for node in each.named),
        opened=tuple(node.path for each in known for node in each.around),
        unsure=any(each.unsure for each in known),
    )


def _is_list(words: str) -> bool:
    title = _WITH_THIS.sub("", words)
    return all(each.search(title) for each in (_REPEALED, _PAPERS, _LISTED)) and not _PROPOSED.search(title)


def _part(words: str, *, otherwise: bool) -> bool:
    """Return whether papers beneath `words` are repealed in part."""
    whole, part = _WHOLLY.search(words), _IN_PART.search(words)
    return otherwise if bool(whole) is bool(part) else part is not None


def _said_in_body(paper: Outline, annexes: list[Node]) -> dict[int, bool]:
    """Return the annexes whose papers a sentence of the body repeals, each with whether in part."""
    places = Places(paper)
    found: dict[int, bool] = {}
    body = (node for root in paper.nodes if root.kind is not Kind.ANNEX for node in root.walk())
    for node in body:
        if node.kind is Kind.ROW or not _REPEALED.search(node.words):
            continue
        for sentence in sentences_of(node.words, frozenset()):
            if _repeals_papers(sentence):
                meant = _annexes_named(sentence, places, node) or (annexes if len(annexes) == 1 else [])
                found |= {id(each): _part(sentence.text, otherwise=False) for each in meant}
    return found


def _repeals_papers(sentence: Sentence) -> bool:
    text = sentence.text
    acts = [region for region in sentence.regions if region.act in (Relation.REPEALS, Relation.REPLACES)]
    if not acts or _PROPOSED.search(text) or not (sentence.opens or sentence.itself or _REPEALED.match(text.strip())):
        return False
    annexed = any(level.rank == _ANNEX for phrase in sentence.phrases for level in phrase.levels)
    listed = annexed or (re.search("danh mục", text, re.IGNORECASE) and _WITH_THIS.search(text))
    return bool(listed) and _PAPERS.search(_WITH_THIS.sub("", text)) is not None and not sentence.documents


def _annexes_named(sentence: Sentence, places: Places, holder: Node) -> list[Node]:
    found = []
    for phrase in sentence.phrases:
        named = places.resolve(phrase, holder)
        for level, nodes in zip(phrase.levels, named, strict=True):
            found += [node for node in nodes if node is not None] if level.rank == _ANNEX else []
    return found


def _rows(node: Node, titles: frozenset[str], *, in_part: bool) -> Iterator[Listed]:
    for child in node.children:
        if child.children:
            yield from _rows(child, titles, in_part=_part(child.words, otherwise=in_part))
            continue
        listed = _listed(child, titles, in_part=in_part)
        if listed is not None:
            yield listed
        elif child.kind is Kind.ROW:
            in_part = _part(child.words, otherwise=in_part)


def _listed(row: Node, titles: frozenset[str], *, in_part: bool) -> Listed | None:
    for name, text in _naming(row):
        numbered = _NUMBER.search(name) is not None
        if (own := _own(text, titles, numbered=numbered)) is not None:
            number, title, before = own
            cells = ((other, words) for other, words in row.cells.items() if other != name)
            where = (words for other, words in cells if _SAYS_WHERE.search(other) or (in_part and other == _CONTENT))
            return Listed(row.path, row.words, number, title, "; ".join((before, *where)), in_part)
    return None


def _naming(row: Node) -> list[tuple[str, str]]:
    """Return the cells that may name the paper a row is of, the likeliest first."""
    if not row.cells:
        return [("", row.words)]
    cells = [one for one in row.cells.items() if not _OF_ANOTHER.search(one[0])]
    numbered = [one for one in cells if _NUMBER.search(one[0])]
    return numbered + [one for one in cells if one not in numbered and not _SAYS_WHY.search(one[0])]


def _own(text: str, titles: frozenset[str], *, numbered: bool) -> tuple[str | None, str | None, str] | None:
    """Return number and name of the paper that a cell is of, which it begins with, and what stands before it."""
    number = next(find_numbers(text), None) if numbered else None
    if number is not None:
        return number.number.text, None, text[: number.start]
    document = next(iter(named_documents(text, titles)), None)
    if document is None:
        return None
    before = text[: document.start]
    phrases = named_in(before)
    reaches = phrases[-1].end if phrases else 0
    return None if len(before) - reaches > _TOO_FAR else (document.number, document.title, before)
