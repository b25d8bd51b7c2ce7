"""The sentences of an amending paper: what each does, to which documents and provisions, quoted words left out."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from dongbo.engines.citations import Relation
from dongbo.engines.citations.documents import NamedDocument, named_documents
from dongbo.engines.drafting.phrases import Phrase, named_in
from dongbo.engines.numbers import TYPE_PATTERN

_VERB = re.compile(
    r"(?<![^\W_])(?:(?P<replaces>thay thế|thay(?=\s+(?:các\s+)?cụm từ))|(?P<repeals>bãi bỏ|hủy bỏ|huỷ bỏ|bỏ)"
    r"|(?P<amends>sửa đổi(?:\s*(?:,|và)\s*bổ sung)?|đính chính)|(?P<adds>bổ sung))(?![^\W_])",
    re.IGNORECASE,
)
_OF_WORDS = re.compile(r"\s+(?:các\s+|một số\s+)?(?:cụm từ|từ|chữ|số)(?![^\W_])", re.IGNORECASE)
_EXPIRES = re.compile(r"hết hiệu lực|chấm dứt hiệu lực", re.IGNORECASE)
_ITSELF = re.compile(
    rf"^\W*(?:{TYPE_PATTERN}|văn bản)\s+này\s+(?:có hiệu lực|thay thế|sửa đổi|bãi bỏ|bổ sung)", re.IGNORECASE
)
_DONE_BEFORE = re.compile(
    r"\(?\s*(?:đã\s+)?được\s+(?:sửa đổi|bổ sung|thay thế|đính chính)(?:(?! như sau)[^();:.])*\)?", re.IGNORECASE
)
_OPENING = re.compile(r"^\W*(?:\w{1,3}[.)]\s*)?(?:(?:từ|các|tại|toàn bộ)\s+){0,2}$", re.IGNORECASE)
_LEADS = re.compile(r"(?:như sau|sau đây|dưới đây|gồm)\W*$|:\s*$", re.IGNORECASE)
_INTO = re.compile(r"vào\s+(?:(?:cuối|đầu)\s+)?(?:các\s+)?$", re.IGNORECASE)
_NEXT_TO = re.compile(r"(?:sau|trước)\s+(?:các\s+)?$", re.IGNORECASE)
_TITLE = re.compile(
    r"^\W*(?:(?:về\s+)?(?:việc\s+)?)(?:sửa đổi|bổ sung|bãi bỏ|thay thế|hủy bỏ|huỷ bỏ|đính chính)(?![^\W_])",
    re.IGNORECASE,
)
_ENDS = re.compile(r"[;\n]|\.(?=\s|$)")


@dataclass(frozen=True, slots=True)
class Region:
    """The part of a sentence that one verb rules; `adds` where it puts something new in."""

    start: int
    end: int
    act: Relation
    adds: bool = False


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a provision without its quotations: the documents and provisions it names, and where verbs rule.

    `opens`: a verb, or what it is about, stands at its beginning. `leads`: what follows says more of it.
    """

    text: str
    regions: tuple[Region, ...]
    documents: tuple[NamedDocument, ...]
    phrases: tuple[Phrase, ...]
    quotes: bool
    opens: bool
    itself: bool
    leads: bool

    def region_of(self, place: int) -> Region | None:
        """Return the region in which the sign at `place` stands."""
        return next((each for each in self.regions if each.start <= place < each.end), None)

    def stands_next_to(self, phrase: Phrase) -> bool:
        """Return whether `phrase` only says beside what something new is put: "vào sau khoản 2 Điều 5"."""
        return self._adds_after(_NEXT_TO, phrase)

    def takes_in(self, phrase: Phrase) -> bool:
        """Return whether something new is put into what `phrase` names: "vào Điều 9", "vào cuối khoản 3 Điều 9"."""
        return self._adds_after(_INTO, phrase)

    def _adds_after(self, words: re.Pattern[str], phrase: Phrase) -> bool:
        region = self.region_of(phrase.start)
        return region is not None and region.adds and words.search(self.text, 0, phrase.start) is not None


def amends_others(title: str) -> bool:
    """Return whether a paper with this title is made to amend others."""
    return _TITLE.match(title) is not None


def sentences_of(words: str, titles: frozenset[str]) -> Iterator[Sentence]:
    """Yield the sentences of `words`; `titles` are names of laws to be known whole."""
    bare = _DONE_BEFORE.sub(lambda found: " " * len(found[0]), unquoted(words))
    start = 0
    for end in [found.end() for found in _ENDS.finditer(bare)] + [len(bare)]:
        if bare[start:end].strip(" .;\n"):
            yield _sentence(bare[start:end].rstrip("\n"), titles, quotes=bare[start:end] != words[start:end])
        start = end


def _sentence(text: str, titles: frozenset[str], *, quotes: bool) -> Sentence:
    documents = tuple(named_documents(text, titles))
    phrases = tuple(named_in(text))
    regions = tuple(_regions(text))
    begins = [each.start for each in regions] + [each.start for each in documents] + [each.start for each in phrases]
    opens = bool(begins) and _OPENING.match(text[: min(begins)]) is not None
    itself = _ITSELF.match(text) is not None or (_EXPIRES.search(text) is not None and bool(documents))
    return Sentence(text, regions, documents, phrases, quotes, opens, itself, _LEADS.search(text) is not None)


def _regions(text: str) -> Iterator[Region]:
    verbs = list(_VERB.finditer(text))
    expires = _EXPIRES.search(text)
    if not verbs and expires:
        yield Region(0, expires.start(), Relation.REPEALS)
    for at, verb in enumerate(verbs):
        end = verbs[at + 1].start() if at + 1 < len(verbs) else len(text)
        yield Region(verb.start(), end, _act(text, verb), adds=verb["adds"] is not None)


def _act(text: str, verb: re.Match[str]) -> Relation:
    """To replace or strike words of a provision is to amend it."""
    if verb["amends"] or verb["adds"] or _OF_WORDS.match(text, verb.end()):
        return Relation.AMENDS
    return Relation.REPLACES if verb["replaces"] else Relation.REPEALS


def unquoted(text: str) -> str:
    """Return `text` with blanks for what stands in quotation marks, which are the words put into the other paper.

    A quotation of several paragraphs opens again at each of them; one that is never closed goes on to the end.
    """
    signs: list[str] = []
    depth = 0
    for at, sign in enumerate(text):
        if sign == "“" or (sign == '"' and not depth):
            again = depth == 1 and not text[text.rfind("\n", 0, at) + 1 : at].strip()
            depth += 0 if again else 1
        inside = depth > 0
        if sign == "”" or (sign == '"' and inside and text[:at].count('"') % 2):
            depth = max(0, depth - 1)
        signs.append(" " if inside else sign)
    return "".join(signs)
