"""The passages of a paper that are reviewed: cleaned, with what is no wording of the drafter masked."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from itertools import accumulate, islice

from dongbo.engines.papers import Paper
from dongbo.engines.terms.findings import Place
from dongbo.engines.vietnamese import clean, fold

_EXCERPT = 45
_CITED = re.compile(
    r"\b\d[\w.]*/[^\s,;()]*[A-ZĐ][^\s,;()]*(?:(?<=-) | (?=-))?-?(?:(?<=[- ])[A-ZĐ]{2,})?"  # 109/2022/NĐ-CP, 9/TT- BXD
    r"|\b\d+-[A-ZĐ]{2}/[A-ZĐ]{2,}[^\s,;()]*"  # 57-NQ/TW
    r"|\b(?:https?://|www\.)\S+|\S+@\S+\.\w+"
)
_RECIPIENTS = re.compile(r"^\W*nơi nhận\b")
_AFTER_RECIPIENTS = re.compile(r"^\W*(?:phụ lục|chương trình|kế hoạch|đề án|danh mục|quy chế|điều \d|[ivx]+\W)")
_RECIPIENT_LINES = 60
_CAPITAL_SHARE = 0.6
_OWN_LETTERS = frozenset("đăâêôơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ")
# Ordinary Vietnamese has a quarter of them; a paper of tables with foreign names still a tenth.
_OWN_SHARE = 0.02
_FEWEST_LETTERS = 200
_SAMPLE_LINES = 200
# Only what is asked for is worked out: of a directive, which is not reviewed, little is.
_CACHED_LINES = 4_096
_WORD = re.compile(r"[^\W\d_]+")
_VOWEL = re.compile(r"[AEIOUYaeiouy]|[^\x00-\x7fĐđ]")
_MARKED_VOWEL = re.compile(r"[ÀÁÂÃÈÉÊÌÍÒÓÔÕÙÚÝĂĨŨƠƯẠ-Ỹ]")
_DATES = (
    re.compile(r"^[^,\d]{2,40}, ?ngày (\d{1,2}) tháng (\d{1,2}) năm (\d{4})"),
    re.compile(r"thông qua ngày (\d{1,2}) tháng (\d{1,2}) năm (\d{4})"),
    re.compile(r"kèm theo[^)]{0,120}?ngày (\d{1,2}) tháng (\d{1,2}) năm (\d{4})"),
    re.compile(r"\(ngày (\d{1,2})/(\d{1,2})/(\d{4})\)"),
)
_YEAR = re.compile(r"số:? ?\d+/(\d{4})/")
_DATE_PASSAGES = 40


@dataclass(frozen=True, slots=True)
class Passage:
    """One line or table cell: `text` as cleaned, `masked` with notations and addresses blanked, `folded` to compare.

    All three have the same length, so a place found in one is a place in the others. `addressed` marks the list of
    recipients and the signature.
    """

    paper: str
    line: int
    text: str
    folded: str
    addressed: bool

    @property
    def masked(self) -> str:
        """The text with the numbers of documents and addresses blanked."""
        return _masked(self.text)

    @property
    def formal(self) -> bool:
        """Whether it follows forms rather than wording: in capitals, among recipients and signatures."""
        return self.addressed or _in_capitals(self.text)

    def place(self, start: int, end: int) -> Place:
        """Return the place of text[start:end] with the words around it."""
        left = max(0, start - _EXCERPT)
        right = min(len(self.text), end + _EXCERPT)
        if left:
            left = self.text.find(" ", left, start) + 1 or left
        if right < len(self.text):
            right = max(self.text.rfind(" ", end, right), end)
        words = " ".join(self.text[left:right].split())
        return Place(self.paper, self.line, f"{'…' if left else ''}{words}{'…' if right < len(self.text) else ''}")


@dataclass(frozen=True, slots=True)
class Corpus:
    """Passages and their text in one piece, so that a search runs over all of it at once.

    `text` and `folded` hold the passages joined by line breaks; `starts` is where each begins, in both.
    """

    passages: tuple[Passage, ...]
    text: str
    folded: str
    starts: tuple[int, ...]

    def passage_at(self, place: int) -> tuple[Passage, int]:
        """Return the passage that holds a place of `text`, and where the passage begins."""
        at = bisect_right(self.starts, place) - 1
        return self.passages[at], self.starts[at]


def corpus_of(papers: Sequence[Paper]) -> Corpus:
    """This will read every line and cell of the papers, in order; a paper in another language has none."""
    passages = tuple(passage for paper in papers if is_vietnamese(paper) for passage in _passages(paper))
    lengths = (len(passage.text) + 1 for passage in passages)
    return Corpus(
        passages=passages,
        text="\n".join(passage.text for passage in passages),
        folded="\n".join(passage.folded for passage in passages),
        starts=tuple(accumulate(lengths, initial=0))[:-1],
    )


def is_vietnamese(paper: Paper) -> bool:
    """Tell whether a paper is in Vietnamese, by the share of letters that only Vietnamese has in its first lines."""
    sample = "".join(text for _, text in islice(paper.every_text(), _SAMPLE_LINES))
    letters = [sign for sign in clean(sample).lower() if sign.isalpha()]
    return len(letters) < _FEWEST_LETTERS or sum(sign in _OWN_LETTERS for sign in letters) >= _OWN_SHARE * len(letters)


def _passages(paper: Paper) -> Iterator[Passage]:
    since_recipients = _RECIPIENT_LINES
    for line, written in paper.every_text():
        text = clean(written.replace("\\", "").replace("*", "")).replace("\n", " ")
        if not text:
            continue
        folded = " ".join(map(_fold_in_place, text.split(" ")))
        if _RECIPIENTS.match(folded):
            since_recipients = 0
        elif _AFTER_RECIPIENTS.match(folded):
            since_recipients = _RECIPIENT_LINES
        since_recipients += 1
        yield Passage(paper.name, line, text, folded, since_recipients <= _RECIPIENT_LINES)


@lru_cache(maxsize=_CACHED_LINES)
def _masked(text: str) -> str:
    return _CITED.sub(lambda match: " " * len(match[0]), text)


@lru_cache(maxsize=200_000)
def _fold_in_place(word: str) -> str:
    """Fold a word, keeping every place: one that folds to another length is only lowered, or left."""
    for form in (fold(word), word.lower()):
        if len(form) == len(word):
            return form
    return word


@lru_cache(maxsize=_CACHED_LINES)
def _in_capitals(text: str) -> bool:
    """Tell whether a line is a heading in capitals, and not a cell that only lists abbreviations."""
    words = _WORD.findall(text)
    capitals = [word for word in words if word.isupper()]
    if sum(map(len, capitals)) <= _CAPITAL_SHARE * sum(map(len, words)):
        return False
    return any(map(is_capital_syllable, capitals)) or all(_VOWEL.search(word) for word in words)


def is_capital_syllable(word: str) -> bool:
    """Tell whether a word in capitals is a Vietnamese word: an abbreviation has no vowel with a mark."""
    return word.isupper() and bool(_MARKED_VOWEL.search(word))


@dataclass(frozen=True, slots=True)
class Period:
    """The days a paper may be of: one day when it bears a date, the year when only its number tells."""

    first: date
    last: date


def period_of(passages: Sequence[Passage]) -> Period | None:
    """This will return when a paper was issued, by its heading or its last lines; None for an undated draft."""
    edges = (*passages[:_DATE_PASSAGES], *passages[-_DATE_PASSAGES:])
    for pattern in _DATES:
        for passage in edges:
            if (match := pattern.search(passage.folded)) and (day := _date(*map(int, match.groups()))):
                return Period(day, day)
    for passage in passages[:_DATE_PASSAGES]:
        if match := _YEAR.search(passage.folded):
            year = int(match[1])
            return Period(date(year, 1, 1), date(year, 12, 31))
    return None


def _date(day: int, month: int, year: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
