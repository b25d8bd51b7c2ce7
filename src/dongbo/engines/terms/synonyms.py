"""One term in several forms: listed synonyms, names with other capitals, with and without a hyphen."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from dongbo.engines.terms.findings import Place, Severity, TermFinding, Variant, choose, variants_finding
from dongbo.engines.terms.passages import Passage
from dongbo.engines.terms.rules import Synonyms, name_heads, synonyms
from dongbo.engines.vietnamese import fold

_TOKEN = re.compile(r"[^\W\d_]+")
_LONGEST_NAME = 10
Places = Mapping[str, Sequence[Place]]

_HYPHENED = re.compile(r"(?<![\w-])(?<!- )([^\W\d_]+ [^\W\d_]+) - ([^\W\d_]+ [^\W\d_]+)(?![\w-]| -)")


def find_synonyms(passages: Sequence[Passage], directives: Sequence[Passage]) -> Iterator[TermFinding]:
    """This will yield a finding for each term that stands in several forms."""
    for rule in synonyms():
        found, model = _forms(rule, passages), _count(_forms(rule, directives))
        yield from _finding("synonyms", found, model, standard=rule.standard, basis=rule.basis)
    yield from _hyphens(passages, directives)
    yield from _capitals(passages, directives)


def _forms(rule: Synonyms, passages: Sequence[Passage]) -> dict[str, list[Place]]:
    """Return the places of each form of a rule, the longest form first where one holds another."""
    by_key = {form if rule.case else fold(form): form for form in rule.forms}
    keys = sorted(by_key, key=len, reverse=True)
    pattern = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, keys))})(?!\w)")
    found: dict[str, list[Place]] = {}
    for passage in passages:
        for match in pattern.finditer(passage.text if rule.case else passage.folded):
            found.setdefault(by_key[match[0]], []).append(passage.place(match.start(), match.end()))
    return found


def _count(found: Places) -> Counter[str]:
    return Counter({form: len(places) for form, places in found.items()})


def _finding(
    code: str, found: Places, model: Counter[str], *, standard: str, basis: str
) -> Iterator[TermFinding]:
    """Yield the finding when the papers mix forms or keep to one the directive does not use."""
    kept = model.most_common(1)[0][0] if model else ""
    if not found or (len(found) < 2 and (not kept or kept in found)):
        return
    places = dict(sorted(found.items(), key=lambda item: -len(item[1])))
    if kept:
        places.setdefault(kept, ())
    variants = tuple(Variant(form, tuple(own)) for form, own in places.items())
    severity = Severity.HINT if code == "hyphens" else Severity.WARNING
    yield variants_finding(code, severity, variants, choose(variants, model, standard=standard, basis=basis))


def _hyphens(passages: Sequence[Passage], directives: Sequence[Passage]) -> Iterator[TermFinding]:
    """Compare "kinh tế - xã hội" with "kinh tế xã hội" wherever the papers hyphen two words of two syllables."""
    joined = {
        fold(match[0]) for passage in (*passages, *directives) for match in _HYPHENED.finditer(passage.folded)
    }
    for form in sorted(joined):
        rule = Synonyms((form, form.replace(" - ", " ")), form, "dạng có gạch nối", case=False)
        if found := _forms(rule, passages):
            model = _count(_forms(rule, directives))
            yield from _finding("hyphens", found, model, standard=form, basis=rule.basis)


def _capitals(passages: Sequence[Passage], directives: Sequence[Passage]) -> Iterator[TermFinding]:
    """Compare names such as "Bộ Tài nguyên và môi trường" that differ in capital letters only."""
    found, models = _names(passages), _names(directives)
    longer = _continuations(found)
    reported: list[str] = []
    for shortest in sorted(key for key, forms in found.items() if len(forms) > 1):
        if any(shortest.startswith(f"{key} ") for key in reported):
            continue
        reported.append(shortest)
        key = _whole_name(shortest, found, longer)
        if not key:
            continue
        forms = found[key]
        standard = max(forms, key=lambda form: sum(sign.isupper() for sign in form))
        model = _count(models.get(key, {}))
        yield from _finding("capitals", forms, model, standard=standard, basis="quy tắc viết hoa tên riêng")


def _continuations(names: Mapping[str, Places]) -> Mapping[str, Sequence[str]]:
    """Return the names one word longer than each."""
    longer: dict[str, list[str]] = {}
    for key in names:
        longer.setdefault(key.rpartition(" ")[0], []).append(key)
    return longer


def _whole_name(shortest: str, names: Mapping[str, Places], longer: Mapping[str, Sequence[str]]) -> str:
    """Return the name `shortest` begins, "" when its forms go on with different words ("Luật Tổ chức chính …").

    It goes on word by word as long as both ways of writing do, for half the places at least.
    """
    key = shortest
    while onward := [name for name in longer.get(key, ()) if len(names[name]) > 1]:
        best = max(onward, key=lambda name: _count(names[name]).total())
        if 2 * _count(names[best]).total() < _count(names[key]).total():
            break
        key = best
    if key == shortest and not _all_end_here(key, names, longer):
        return ""
    needed = next(size for head, size in name_heads().items() if f"{key} ".startswith(f"{head} "))
    return key if key.count(" ") + 1 >= needed else ""


def _all_end_here(key: str, names: Mapping[str, Places], longer: Mapping[str, Sequence[str]]) -> bool:
    """Tell whether each form of a name stands somewhere without a further word."""
    onward = Counter[str]()
    for name in longer.get(key, ()):
        for form, places in names[name].items():
            onward[form.rpartition(" ")[0]] += len(places)
    return all(len(places) > onward[form] for form, places in names[key].items())


def _names(passages: Sequence[Passage]) -> dict[str, dict[str, list[Place]]]:
    """Return every run of words that begins as a name does, by its folded form, as written."""
    names: dict[str, dict[str, list[Place]]] = {}
    for passage in passages:
        words = [] if passage.formal else list(_TOKEN.finditer(passage.masked))
        for at, match in enumerate(words):
            if match[0].istitle():
                for form, start, end in _runs(passage.masked, words[at : at + _LONGEST_NAME]):
                    names.setdefault(fold(form), {}).setdefault(form, []).append(passage.place(start, end))
    return names


def _runs(text: str, words: Sequence[re.Match[str]]) -> Iterator[tuple[str, int, int]]:
    """Yield (words, start, end) of each run that begins with a name's first words, up to anything but one space."""
    named = False
    for left, right in pairwise(words):
        form = text[words[0].start() : left.end()]
        named = named or fold(form) in name_heads()
        if text[left.end() : right.start()] != " ":
            return
        if named:
            yield text[words[0].start() : right.end()], words[0].start(), right.end()
