"""What people call a place of a draft, led back to one provision of it; a doubtful name is never guessed at."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from rapidfuzz import fuzz, process

from dongbo.engines.opinion_forms.form import WHOLE, FormProvision
from dongbo.engines.opinion_forms.wording import WHOLE_LABEL, plain
from dongbo.engines.vietnamese import clean, fold

_KINDS = {
    "phu luc": "phu_luc", "pl": "phu_luc", "phan": "phan", "chuong": "chuong", "muc": "muc", "tieu muc": "tieu_muc",
    "dieu": "dieu", "khoan": "khoan", "diem": "diem", "dong": "dong", "d": "dieu", "k": "khoan", "gach dau dong": "-",
    "y": "", "tiet": "",
}  # fmt: skip
_RANK = {kind: rank for rank, kind in enumerate(("phu_luc", "phan", "chuong", "muc", "tieu_muc", "dieu", "khoan"))}
_LAST_RANK = len(_RANK)
_ABOVE_ARTICLES = {"phan", "chuong", "muc", "tieu_muc"}
_WHOLE = {
    plain(text)
    for text in (
        WHOLE_LABEL, "Toàn văn", "Toàn bộ", "Toàn bộ văn bản", "Toàn dự thảo", "Cả dự thảo", "Cả văn bản", "Chung",
        "Toàn văn dự thảo", "Toàn bộ dự thảo văn bản", "Ý kiến chung", "Góp ý chung", "Về dự thảo",
        "Chung toàn dự thảo",
    )
}  # fmt: skip
_SHORT = re.compile(r"(?<![^\W\d_])(?:([đdk])\.?\s?(\d{1,3})|đ\.\s?([a-zđ]))(?:(?![^\W_])|(?=[đdk]\d))")
_WITHOUT_TONES = {
    "dieu": "điều", "đieu": "điều", "khoan": "khoản", "diem": "điểm", "điem": "điểm", "muc": "mục", "phan": "phần",
    "chuong": "chương", "tieu": "tiểu",
}  # fmt: skip
_WORD = re.compile(r"[^\W\d_]+")
_TOKEN = re.compile(
    r"\b(?P<kind>phụ lục|pl|phần|chương|tiểu mục|mục|điều|khoản|điểm|tiết|ý|dòng|gạch đầu dòng)\b(?:\s+(?:thứ|số))?\s*"
    r"|(?P<number>\d{1,3}[a-zđ]?(?![^\W_])|\b[ivxlc]{1,7}(?![^\W_])|(?<![^\W_])[a-zđ]\d?(?![^\W_]))"
    r"|(?P<joint>[,;]|\bvà\b|-)|(?P<word>[^\W_]+)"
)
_FILLERS = frozenset(("của", "tại", "trong", "thuộc", "ở", "về", "dự", "thảo", "nội", "dung", "quy", "định", "này"))
_NEAR_ENOUGH = 70
_NAMED = 3
_NAMED_AT_MOST = 5
_NOT_WORDS = re.compile(r"[\W_]+")
_LEFT_OUT = re.compile(r"\.{3,}|…|\[\s*\]|\(\s*\)")

Step = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Place:
    """The provision meant: its path, or None with the labels of those that may be meant and `why` it is not known:
    unknown-place, ambiguous-place or several-places."""

    path: str | None
    candidates: tuple[str, ...] = ()
    why: str = ""


@dataclass(slots=True)
class Places:
    """The provisions of a draft, by everything a person may call them."""

    provisions: Sequence[FormProvision]
    _by_path: dict[str, FormProvision] = field(init=False)
    _by_label: dict[str, list[FormProvision]] = field(init=False)
    _steps: list[tuple[tuple[Step, ...], FormProvision]] = field(init=False)
    _words: dict[str, str] = field(init=False, default_factory=dict)
    _own_words: list[str] = field(init=False, default_factory=list)
    _plain_labels: list[str] = field(init=False, default_factory=list)

    def __post_init__(self) -> None:
        self._by_path = {each.path: each for each in self.provisions}
        self._by_label = {}
        for each in self.provisions:
            for label in {clean(each.label), _folded(each.label)}:
                self._by_label.setdefault(label, []).append(each)
        self._steps = [(tuple(_steps_of_path(each.path)), each) for each in self.provisions]

    def find(self, written: str) -> Place:
        """Return the provision that `written` names: by label, path, or another way of saying either."""
        text = clean(written)
        for label in (text, _folded(text)):
            found = self._by_label.get(label, [])
            if found:
                return _one_of(found)
        if plain(text) in _WHOLE:
            return Place(WHOLE)
        if text in self._by_path:
            return Place(text)
        return self._by_parts(text)

    def words(self, path: str) -> str:
        """Return the words at `path` and beneath it as quotes are compared with them."""
        if path not in self._words:
            below = f"{path}/"
            held = (each.words for each in self.provisions if path == WHOLE or f"{each.path}/".startswith(below))
            self._words[path] = _folded(" ".join(held))
        return self._words[path]

    def holds(self, path: str, quote: str) -> bool:
        """Return whether `quote` stands at `path` or beneath it; what a quote leaves out with dots may be anything."""
        words, at = self.words(path), 0
        for part in filter(None, map(_folded, _LEFT_OUT.split(quote))):
            found = f" {words} ".find(f" {part} ", at)
            if found < 0:
                return False
            at = found + len(part)
        return True

    def holders(self, quote: str) -> tuple[str, ...]:
        """Return the labels of the few provisions whose own words hold `quote`."""
        wanted = _folded(quote)
        self._own_words = self._own_words or [_folded(each.words) for each in self.provisions]
        own = zip(self.provisions, self._own_words, strict=True)
        held = (each.label for each, words in own if wanted and wanted in words)
        return tuple(label for label, _ in zip(held, range(_NAMED), strict=False))

    def label(self, path: str) -> str:
        """Return what the provision at `path` is called."""
        return WHOLE_LABEL if path == WHOLE else self._by_path[path].label

    def _by_parts(self, text: str) -> Place:
        named = _named(text)
        if named.several:
            return Place(None, self._near(text), "several-places")
        if not named.steps:
            return Place(None, self._near(text), "unknown-place")
        found = self._matching(named.steps)
        if len(found) == 1 and _is_doubtful(named, found[0]):
            return Place(None, (found[0].label,), "unknown-place")
        if found:
            return _one_of(found)
        return Place(None, self._near(text), "unknown-place")

    def _matching(self, steps: Sequence[Step]) -> list[FormProvision]:
        """Return the provisions at these steps: whole paths first, then the ends of paths."""
        wanted = _in_order(steps)
        attempts = [wanted]
        if any(kind == "dieu" for kind, _ in wanted):
            attempts.append([step for step in wanted if step[0] not in _ABOVE_ARTICLES])
        for attempt in attempts:
            whole = [each for path, each in self._steps if len(path) == len(attempt) and _agree(attempt, path)]
            if whole:
                return whole
            ends = [
                each
                for path, each in self._steps
                if len(path) > len(attempt) and _agree(attempt, path[-len(attempt) :])
            ]
            if ends:
                return ends
        return []

    def _near(self, text: str) -> tuple[str, ...]:
        self._plain_labels = self._plain_labels or [plain(each.label) for each in self.provisions]
        near = process.extract(plain(text), self._plain_labels, scorer=fuzz.ratio, limit=_NAMED)
        return tuple(dict.fromkeys(self.provisions[at].label for _, score, at in near if score >= _NEAR_ENOUGH))


def _one_of(found: Sequence[FormProvision]) -> Place:
    if len(found) == 1:
        return Place(found[0].path)
    named = found[:_NAMED_AT_MOST]
    labels = Counter(each.label for each in named)
    told = (each.label if labels[each.label] == 1 else f"{each.label} ({each.path})" for each in named)
    return Place(None, tuple(told), "ambiguous-place")


def _folded(text: str) -> str:
    """A label or a quote as it is compared: the marks between words do not count, the letters đ and d stay two."""
    return _NOT_WORDS.sub(" ", fold(text)).strip()


def _steps_of_path(path: str) -> Iterator[Step]:
    above = ""
    for segment in path.split("/"):
        kind, _, number = segment.rpartition(":")
        number = number.lower()
        if not kind and above and number.startswith(f"{above}."):
            number, above = number[len(above) + 1 :], number
        else:
            above = number
        yield kind, number


@dataclass(slots=True)
class _Named:
    """The numbered parts a text names, in its order; the words that are none; whether it names several places."""

    steps: list[Step] = field(default_factory=list)
    rest: list[str] = field(default_factory=list)
    several: bool = False


def _named(text: str) -> _Named:
    named = _Named()
    kind, joined = "", False
    for token in _TOKEN.finditer(_spelled_out(text)):
        if token["joint"]:
            joined = token["joint"] != "-" or bool(named.steps and named.steps[-1][0])
        elif token["kind"]:
            kind = _KINDS[plain(token["kind"])]
        elif token["number"] and not named.rest:
            named.several |= (joined and not kind) or (kind != "" and kind in [step[0] for step in named.steps])
            named.steps.append((kind, token["number"]))
            kind, joined = "", False
        else:
            word = token["number"] or token["word"]
            named.rest += [] if word in _FILLERS else [word]
    return named


def _spelled_out(text: str) -> str:
    """Return "k2 đ5" as "khoản 2 điều 5", "đ.a" as "điểm a", and the names of parts with their tones."""
    toned = _WORD.sub(lambda word: _WITHOUT_TONES.get(word[0], word[0]), fold(text))
    return _SHORT.sub(_spelled, toned)


def _spelled(short: re.Match[str]) -> str:
    if short[3]:
        return f"điểm {short[3]} "
    return f"{'khoản' if short[1] == 'k' else 'điều'} {short[2]} "


def _in_order(steps: Sequence[Step]) -> list[Step]:
    """Return the steps from the widest to the narrowest; steps without a kind follow the one before them."""
    ranked: list[tuple[int, int, Step]] = []
    articles = any(kind in ("dieu", "khoan") for kind, _ in steps)
    rank = _LAST_RANK if articles and steps[0][1].isalpha() else 0
    for at, step in enumerate(steps):
        rank = _RANK.get(step[0], _LAST_RANK) if step[0] else rank
        ranked.append((rank, at, step))
    return [step for _, _, step in sorted(ranked, key=lambda each: each[:2])]


def _agree(wanted: Sequence[Step], path: Sequence[Step]) -> bool:
    """A kind that either side leaves out may be any; paths in I, 1, a never tell theirs."""
    return all(
        number == number_there and (not kind or not kind_there or kind == kind_there)
        for (kind, number), (kind_there, number_there) in zip(wanted, path, strict=True)
    )


def _is_doubtful(named: _Named, found: FormProvision) -> bool:
    """A lone number without a kind at the end of a longer path, or words that the provision does not hold."""
    path = list(_steps_of_path(found.path))
    lone = len(named.steps) == 1 and len(path) > 1 and not (named.steps[0][0] and path[-1][0])
    held = _folded(f"{found.label} {found.words}").split()
    return lone or not set(named.rest) <= set(held)
