"""One word in two spellings: the place of the tone mark (hoá, hóa) and i or y (tỉ lệ, tỷ lệ)."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from dongbo.engines.terms.findings import Choice, Severity, TermFinding, Variant, choose
from dongbo.engines.terms.forms import Spots, count, find_mixture
from dongbo.engines.terms.passages import Corpus, Passage
from dongbo.engines.terms.rules import spelling_standard
from dongbo.engines.vietnamese import fold

_TONES = "\u0300\u0301\u0303\u0309\u0323"
_TONE = re.compile(f"[{_TONES}]")
_GLIDE = re.compile(r"(?<!q)(?:oa|oe|uy)$")
_GLIDED = re.compile(r"(?:[oO][àáảãạèéẻẽẹÀÁẢÃẠÈÉẺẼẸ]|[òóỏõọÒÓỎÕỌ][aeAE]|[uU][ỳýỷỹỵỲÝỶỸỴ]|[ùúủũụÙÚỦŨỤ][yY])(?!\w)")
_ONSET = re.compile(r"[^\W\d_]*\Z")
_LONE = re.compile(r"(?i)(?<!\w)[hklmst][iyìíỉĩịỳýỷỹỵ](?!\w)")
_PREVIOUS = re.compile(r"[^\W\d_]+ $")
_NEXT = re.compile(r" [^\W\d_]+")
_REACH = 12


@dataclass(frozen=True, slots=True)
class _Spelt:
    """A spelling at a place; `key` is equal for all spellings of the word."""

    form: str
    key: str
    passage: Passage
    start: int
    end: int


_Groups = Mapping[str, Sequence[_Spelt]]


def find_spellings(papers: Corpus, directives: Corpus) -> Iterator[TermFinding]:
    """This will yield a finding for each word that stands in two spellings, or not as the directive spells it."""
    yield from _tone_placement(_groups(_toned(papers)), _groups(_toned(directives)))
    yield from _i_or_y(_groups(_paired(papers)), _groups(_paired(directives)))


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


def _toned(corpus: Corpus) -> Iterator[_Spelt]:
    for glide in _GLIDED.finditer(corpus.text):
        onset = _ONSET.search(corpus.text, max(0, glide.start() - _REACH), glide.start())
        first, last = onset.start() if onset else glide.start(), glide.end()
        word = corpus.text[first:last].lower()
        passage, start = corpus.passage_at(first)
        if _has_toned_glide(word) and not _in_a_name(corpus.text, first, last) and not passage.formal:
            yield _Spelt(word, corpus.folded[first:last], passage, first - start, last - start)


def _paired(corpus: Corpus) -> Iterator[_Spelt]:
    """Yield pairs of syllables: "tỷ" of money and "tỉ" of a ratio are spelt apart by some."""
    for match in _LONE.finditer(corpus.text):
        passage, start = corpus.passage_at(match.start())
        if _in_a_name(corpus.text, *match.span()) or passage.formal:
            continue
        before, after = _neighbours(corpus.text, *match.span())
        ends = [(match.start(), after.end())] if after else []
        ends += [(match.start() - len(before[0]), match.end())] if before else []
        for first, last in ends:
            form, key = corpus.text[first:last].lower(), corpus.folded[first:last]
            yield _Spelt(form, key, passage, match.start() - start, last - start)


def _neighbours(text: str, start: int, end: int) -> tuple[re.Match[str] | None, re.Match[str] | None]:
    """Return the words one space before and after text[start:end], the space included."""
    return _PREVIOUS.search(text, max(0, start - _REACH), start), _NEXT.match(text, end)


def _in_a_name(text: str, start: int, end: int) -> bool:
    """Tell whether a word is part of a person's or a place's name: it and a neighbour begin with capitals."""
    if not text[start:end].istitle():
        return False
    return any(near is not None and near[0].strip().istitle() for near in _neighbours(text, start, end))


@lru_cache(maxsize=100_000)
def _has_toned_glide(word: str) -> bool:
    decomposed = unicodedata.normalize("NFD", word)
    return bool(_TONE.search(decomposed) and _GLIDE.search(_TONE.sub("", decomposed)))
