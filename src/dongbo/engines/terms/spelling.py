"""One word in two spellings: the place of the tone mark (hoá, hóa) and i or y (tỉ lệ, tỷ lệ)."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from dongbo.engines.terms.findings import Choice, Severity, TermFinding, Variant, choose
from dongbo.engines.terms.forms import Spots, count, find_mixture
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


_Groups = Mapping[str, Sequence[_Spelt]]


def find_spellings(passages: Sequence[Passage], directives: Sequence[Passage]) -> Iterator[TermFinding]:
    """This will yield a finding for each word that stands in two spellings, or not as the directive spells it."""
    yield from _tone_placement(_groups(_toned(passages)), _groups(_toned(directives)))
    yield from _i_or_y(_groups(_paired(passages)), _groups(_paired(directives)))


def _tone_placement(words: _Groups, models: _Groups) -> Iterator[TermFinding]:
    """One way of placing the mark is suggested for all words of a paper, not for each word its own."""
    standard = spelling_standard()["tone"]
    style = choose(_styles(words), _styles(models), standard=standard["prefer"], basis=standard["basis"])
    reason = style.reason.replace("lần", "từ có dấu đặt như vậy")
    alone: dict[str, Spots] = {}
    for key, found in words.items():
        forms, model = _by_form(found), count(_by_form(models.get(key, ())))
        kept = key if style.form == "front" else _back(key)
        if len(forms) == 1 and not model and kept not in forms:
            alone.update(forms)
            continue
        yield from find_mixture(
            "tone-placement",
            Severity.WARNING,
            forms,
            model,
            standard=kept,
            basis=standard["basis"],
            choice=Choice(kept, reason),
        )
    if alone:
        yield _unlike_the_rest(alone, front=style.form == "front", reason=reason)


def _unlike_the_rest(forms: Mapping[str, Spots], *, front: bool, reason: str) -> TermFinding:
    """Return one finding for all words that stand in one spelling, but with the mark where the rest has it not."""
    kept = ", ".join(fold(form) if front else _back(fold(form)) for form in forms)
    written = ", ".join(f"“{form}” ({len(spots)} lần)" for form, spots in forms.items())
    return TermFinding(
        code="tone-placement",
        severity=Severity.HINT,
        term=kept,
        variants=tuple(
            Variant(form, tuple(passage.place(start, end) for passage, start, end in spots))
            for form, spots in forms.items()
        ),
        suggestion=kept,
        reason=reason,
        message=f"Dấu thanh đặt khác các từ còn lại: {written}. Nên viết “{kept}”, {reason}.",
    )


def _i_or_y(words: _Groups, models: _Groups) -> Iterator[TermFinding]:
    standard = spelling_standard()["i_or_y"]
    for key, found in _largest_first(words):
        forms, model = _by_form(found), count(_by_form(models.get(key, ())))
        if len({_front(form) for form in (*forms, *model)}) < 2:
            continue
        preferred = next((form for form in forms if (form == key) == (standard["prefer"] == "i")), key)
        yield from find_mixture("i-or-y", Severity.WARNING, forms, model, standard=preferred, basis=standard["basis"])


def _styles(words: _Groups) -> Counter[str]:
    return Counter(_style(one.form, key) for key, found in words.items() for one in found)


def _front(form: str) -> str:
    """Return words with the tone on the first vowel of oa, oe or uy, all else as it is."""
    moved = re.sub(rf"([ou])([aey])([{_TONES}])(?!\w)", r"\1\3\2", unicodedata.normalize("NFD", form))
    return unicodedata.normalize("NFC", moved)


def _back(key: str) -> str:
    """Return a word with its tone on the second vowel of oa, oe or uy; folding has put it on the first."""
    moved = re.sub(f"([ou])([{_TONES}])([aey])$", r"\1\3\2", unicodedata.normalize("NFD", key))
    return unicodedata.normalize("NFC", moved)


def _style(form: str, key: str) -> str:
    """Return where the tone stands; folding places it in front, so that form is the key itself."""
    return "front" if form == key else "back"


def _by_form(spelt: Sequence[_Spelt]) -> dict[str, Spots]:
    forms: dict[str, Spots] = {}
    for one in spelt:
        forms.setdefault(one.form, []).append((one.passage, one.start, one.end))
    return forms


def _groups(spelt: Iterator[_Spelt]) -> dict[str, list[_Spelt]]:
    groups: dict[str, list[_Spelt]] = {}
    for one in spelt:
        groups.setdefault(one.key, []).append(one)
    return groups


def _largest_first(groups: _Groups) -> Iterator[tuple[str, list[_Spelt]]]:
    """Yield (key, group), the largest first, each place in the first group that claims it only."""
    claimed: set[tuple[str, int, int]] = set()
    for key, found in sorted(groups.items(), key=lambda item: -len(item[1])):
        left = [one for one in found if (one.passage.paper, one.passage.line, one.start) not in claimed]
        claimed.update((one.passage.paper, one.passage.line, one.start) for one in left)
        if left:
            yield key, left


def _toned(passages: Sequence[Passage]) -> Iterator[_Spelt]:
    for passage in passages:
        words = [] if passage.formal else list(_WORD.finditer(passage.text))
        for at, match in enumerate(words):
            form = match[0].lower()
            if _has_toned_glide(form) and not _in_a_name(words, at):
                yield _Spelt(form, fold(form), passage, match.start(), match.end())


def _paired(passages: Sequence[Passage]) -> Iterator[_Spelt]:
    """Yield pairs of syllables: "tỷ" of money and "tỉ" of a ratio are spelt apart by some."""
    for passage in passages:
        words = [] if passage.formal else list(_WORD.finditer(passage.text))
        for at, match in enumerate(words):
            if not _is_lone_i_or_y(match[0].lower()) or _in_a_name(words, at):
                continue
            for first, second in ((at, at + 1), (at - 1, at)):
                if first >= 0 and second < len(words) and _adjacent(passage.text, words[first], words[second]):
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
