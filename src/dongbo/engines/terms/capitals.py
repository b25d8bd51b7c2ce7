"""One name with other capital letters: "Bộ Tài nguyên và môi trường", "Bộ Tài nguyên và Môi trường"."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from dongbo.engines.terms.findings import Severity, TermFinding
from dongbo.engines.terms.forms import Spots, count, find_mixture
from dongbo.engines.terms.passages import Corpus, Passage
from dongbo.engines.terms.rules import name_ends, name_heads

_WORD = re.compile(r"[^\W\d_]+")
_LONGEST_NAME = 14

Names = Mapping[str, Mapping[str, Spots]]


def find_capitals(papers: Corpus, directives: Corpus) -> Iterator[TermFinding]:
    """This will yield a finding for each name of an agency or programme written with other capitals."""
    names = _names(papers.passages)
    longer = _continuations(names)
    reported: list[str] = []
    told: Spots = []
    for shortest in sorted(key for key, forms in names.items() if _differ(forms)):
        if any(shortest.startswith(f"{key} ") for key in reported):
            continue
        reported.append(shortest)
        key = _whole_name(shortest, names, longer)
        if key and not _within(names[key], told):
            told.extend(_odd_spots(names[key]))
            standard = max(names[key], key=_capital_count)
            model = _forms_of(key, directives)
            yield from find_mixture(
                "capitals",
                Severity.WARNING,
                names[key],
                model,
                standard=standard,
                basis="quy tắc viết hoa tên riêng",
            )


def _differ(forms: Mapping[str, Spots]) -> bool:
    """Tell whether the forms differ in capitals; other differences are those of spelling."""
    return len({tuple(word[0].isupper() for word in form.split()) for form in forms}) > 1


def _odd_spots(forms: Mapping[str, Spots]) -> Spots:
    """Return where the less common forms stand."""
    usual = max(forms, key=lambda form: len(forms[form]))
    return [spot for form, spots in forms.items() if form != usual for spot in spots]


def _within(forms: Mapping[str, Spots], told: Spots) -> bool:
    """Tell whether every odd spot overlaps one already reported, as part of a longer or shorter name."""
    return all(
        any(passage is other and start < last and first < end for other, first, last in told)
        for passage, start, end in _odd_spots(forms)
    )


def _capital_count(form: str) -> int:
    return sum(sign.isupper() for sign in form)


def _forms_of(key: str, corpus: Corpus) -> Counter[str]:
    """Return how often a name stands in each form."""
    spans = (match.span() for match in re.finditer(rf"{re.escape(key)}(?!\w)", corpus.folded))
    forms = (corpus.text[start:end] for start, end in spans if not corpus.text[start - 1 : start].isalnum())
    return Counter(form for form in forms if form[:1].isupper() and not form.isupper())


def _names(passages: Sequence[Passage]) -> dict[str, dict[str, Spots]]:
    """Return every run of words that begins as a name does: by its folded form, the spots of each form."""
    names: dict[str, dict[str, Spots]] = {}
    for passage in passages:
        words = [] if passage.formal else list(_WORD.finditer(passage.masked))
        for at, match in enumerate(words):
            if match[0].istitle():
                for start, end in _runs(passage, words[at : at + _LONGEST_NAME]):
                    forms = names.setdefault(passage.folded[start:end], {})
                    forms.setdefault(passage.text[start:end], []).append((passage, start, end))
    return names


def _runs(passage: Passage, words: Sequence[re.Match[str]]) -> Iterator[tuple[int, int]]:
    """Yield (start, end) of each run from a name's first words on, up to where no name goes on."""
    start = words[0].start()
    named = False
    for left, right in pairwise(words):
        named = named or passage.folded[start : left.end()] in name_heads()
        if passage.masked[left.end() : right.start()] != " ":
            return
        if named and name_ends().match(passage.text, right.start()):
            return
        if named:
            yield start, right.end()


def _continuations(names: Names) -> Mapping[str, Sequence[str]]:
    """Return the names one word longer than each."""
    longer: dict[str, list[str]] = {}
    for key in names:
        longer.setdefault(key.rpartition(" ")[0], []).append(key)
    return longer


def _whole_name(shortest: str, names: Names, longer: Mapping[str, Sequence[str]]) -> str:
    """Return the name `shortest` begins, "" when its forms go on with different words.

    It goes on word by word as long as both ways of writing do, for half the places at least.
    """
    key = shortest
    while onward := [name for name in longer.get(key, ()) if _differ(names[name])]:
        best = max(onward, key=lambda name: count(names[name]).total())
        if 2 * count(names[best]).total() < count(names[key]).total():
            break
        key = best
    if key == shortest and not _all_end_here(key, names, longer):
        return ""
    fewest = next(size for head, size in name_heads().items() if f"{key} ".startswith(f"{head} "))
    return key if key.count(" ") + 1 >= fewest else ""


def _all_end_here(key: str, names: Names, longer: Mapping[str, Sequence[str]]) -> bool:
    """Tell whether each form of a name stands somewhere without a further word."""
    onward = Counter[str]()
    for name in longer.get(key, ()):
        for form, spots in names[name].items():
            onward[form.rpartition(" ")[0]] += len(spots)
    return all(len(spots) > onward[form] for form, spots in names[key].items())
