"""One word in two spellings: the place of the tone mark (hoá, hóa) and i or y (tỉ lệ, tỷ lệ)."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from dongbo.engines.terms.findings import Severity, TermFinding, Variant, choose, variants_finding
from dongbo.engines.terms.passages import Passage
from dongbo.engines.terms.rules import spelling_standard
from dongbo.engines.vietnamese import fold

_WORD = re.compile(r"[^\W\d_]+")
_TONES = "\u0300\u0301\u0303\u0309\u0323"
_TONE = re.compile(f"[{_TONES}]")
_GLIDE = re.compile(r"(?<!q)(?:oa|oe|uy)$")
_LONE_I_OR_Y = re.compile(r"^[hklmst][iy]$")


@dataclass(frozen=True, slots=True)
class _Spelt:
    """A spelling at a place; `key` is equal for all spellings of the word."""

    form: str
    key: str
    passage: Passage
    start: int
    end: int


def find_spellings(passages: Sequence[Passage], directives: Sequence[Passage]) -> Iterator[TermFinding]:
    """This will yield a finding for each word that stands in two spellings, or not as the directive spells it."""
    for rule, code, read in (("tone", "tone-placement", _toned), ("i_or_y", "i-or-y", _paired)):
        groups = _groups(read(passages))
        models = _groups(read(directives))
        for found in _largest_first(groups):
            model = Counter(spelt.form for spelt in models.get(found[0].key, ()))
            if finding := _finding(rule, code, found, model):
                yield finding


def _groups(spelt: Iterator[_Spelt]) -> dict[str, list[_Spelt]]:
    groups: dict[str, list[_Spelt]] = {}
    for one in spelt:
        groups.setdefault(one.key, []).append(one)
    return groups


def _largest_first(groups: dict[str, list[_Spelt]]) -> Iterator[list[_Spelt]]:
    """Yield the groups, the largest first, each place in the first group that claims it only."""
    claimed: set[tuple[str, int, int]] = set()
    for found in sorted(groups.values(), key=len, reverse=True):
        left = [one for one in found if (one.passage.paper, one.passage.line, one.start) not in claimed]
        claimed.update((one.passage.paper, one.passage.line, one.start) for one in left)
        if left:
            yield left


def _toned(passages: Sequence[Passage]) -> Iterator[_Spelt]:
    for passage in passages:
        words = list(_WORD.finditer(passage.text))
        for at, match in enumerate(words):
            form = match[0].lower()
            if _has_toned_glide(form) and not _in_a_name(words, at):
                yield _Spelt(form, fold(form), passage, match.start(), match.end())


def _paired(passages: Sequence[Passage]) -> Iterator[_Spelt]:
    """Yield pairs of syllables: "tỷ" of money and "tỉ" of a ratio are spelt apart by some."""
    for passage in passages:
        words = list(_WORD.finditer(passage.text))
        for at, match in enumerate(words):
            if not _is_lone_i_or_y(match[0].lower()) or _in_a_name(words, at):
                continue
            for first, second in ((at, at + 1), (at - 1, at)):
                if (
                    0 <= first
                    and second < len(words)
                    and _adjacent(passage.text, words[first], words[second])
                ):
                    form = f"{words[first][0]} {words[second][0]}".lower()
                    yield _Spelt(form, fold(form), passage, match.start(), words[second].end())


def _adjacent(text: str, left: re.Match[str], right: re.Match[str]) -> bool:
    return text[left.end() : right.start()] == " "


@lru_cache(maxsize=100_000)
def _has_toned_glide(word: str) -> bool:
    decomposed = unicodedata.normalize("NFD", word)
    return bool(_TONE.search(decomposed) and _GLIDE.search(_TONE.sub("", decomposed)))


@lru_cache(maxsize=100_000)
def _is_lone_i_or_y(word: str) -> bool:
    return bool(_LONE_I_OR_Y.match(_TONE.sub("", unicodedata.normalize("NFD", word))))


def _in_a_name(words: Sequence[re.Match[str]], at: int) -> bool:
    """Tell whether a word is part of a person's or a place's name: it and a neighbour begin with capitals."""
    if not words[at][0].istitle():
        return False
    neighbours = [words[near][0] for near in (at - 1, at + 1) if 0 <= near < len(words)]
    return any(word.istitle() for word in neighbours)


def _finding(rule: str, code: str, found: Sequence[_Spelt], model: Counter[str]) -> TermFinding | None:
    own = Counter(one.form for one in found)
    kept = model.most_common(1)[0][0] if model else ""
    if len(own) < 2 and (not kept or kept in own):
        return None
    forms = [form for form, _ in own.most_common()]
    if kept and kept not in own:
        forms.append(kept)
    variants = tuple(
        Variant(form, tuple(one.passage.place(one.start, one.end) for one in found if one.form == form))
        for form in forms
    )
    standard = spelling_standard()[rule]
    preferred = next(
        (form for form in forms if _is_preferred(form, found[0].key, standard["prefer"])), forms[0]
    )
    choice = choose(variants, model, standard=preferred, basis=standard["basis"])
    return variants_finding(code, Severity.WARNING, variants, choice)


def _is_preferred(form: str, key: str, prefer: str) -> bool:
    """Tell whether a form is the standard's: folding places the tone in front and writes i."""
    return (form == key) == (prefer in {"front", "i"})
