"""One term in several forms: listed synonyms, with and without a hyphen."""

import re
from collections import Counter
from collections.abc import Iterator

from dongbo.engines.terms.findings import Severity, TermFinding
from dongbo.engines.terms.forms import Spots, count, find_mixture
from dongbo.engines.terms.passages import Corpus
from dongbo.engines.terms.rules import Synonyms, synonyms
from dongbo.engines.vietnamese import fold

# Two syllables, a dash, two syllables; a chain of dashes lists things and joins no term.
_HYPHEN = " - "
_BEFORE = re.compile(r"(?<![\w-])(?<!- )[^\W\d_]+ [^\W\d_]+$")
_AFTER = re.compile(r"[^\W\d_]+ [^\W\d_]+(?![\w-]| -)")
_REACH = 24
# A hyphen met once may part two clauses; met again it joins a term.
_HABIT = 2


def find_synonyms(papers: Corpus, directives: Corpus) -> Iterator[TermFinding]:
    """This will yield a finding for each listed term that stands in several forms."""
    for rule in synonyms():
        severity = Severity.HINT if rule.hint else Severity.WARNING
        yield from _mixture("synonyms", severity, rule, papers, directives)


def find_hyphens(papers: Corpus, directives: Corpus) -> Iterator[TermFinding]:
    """This will compare "kinh tế - xã hội" with "kinh tế xã hội" wherever two such words are hyphened."""
    joined = Counter([*_hyphened(papers.folded), *_hyphened(directives.folded)])
    for form in (form for form, times in joined.items() if times >= _HABIT):
        plain = form.replace(_HYPHEN, " ")
        if plain in papers.folded or (form in papers.folded and plain in directives.folded):
            written = _as_written(form, papers, directives)
            rule = Synonyms(
                (written, written.replace(_HYPHEN, " ")), written, "dạng có gạch nối", case=False, hint=True
            )
            yield from _mixture("hyphens", Severity.HINT, rule, papers, directives)


def _hyphened(folded: str) -> Iterator[str]:
    place = folded.find(_HYPHEN)
    while place >= 0:
        before = _BEFORE.search(folded, max(0, place - _REACH), place)
        after = _AFTER.match(folded, place + len(_HYPHEN))
        if before and after:
            yield f"{before[0]}{_HYPHEN}{after[0]}"
        place = folded.find(_HYPHEN, place + 1)


def _as_written(form: str, *corpora: Corpus) -> str:
    """Return a folded form as the first paper that holds it writes it, in small letters."""
    for corpus in corpora:
        if (place := corpus.folded.find(form)) >= 0:
            return corpus.text[place : place + len(form)].lower()
    return form


def _mixture(
    code: str, severity: Severity, rule: Synonyms, papers: Corpus, directives: Corpus
) -> Iterator[TermFinding]:
    if found := _spots(rule, papers):
        model = count(_spots(rule, directives))
        yield from find_mixture(code, severity, found, model, standard=rule.standard, basis=rule.basis)


def _spots(rule: Synonyms, corpus: Corpus) -> dict[str, Spots]:
    """Return where each form of a rule stands, the longest form first where one holds another.

    "chính trị xã hội - nghề nghiệp" is a term of its own, so no form goes on over a hyphen.
    """
    text = corpus.text if rule.case else corpus.folded
    by_key = {key: form for form in rule.forms if (key := form if rule.case else fold(form)) in text}
    if not by_key:
        return {}
    keys = sorted(by_key, key=len, reverse=True)
    found: dict[str, Spots] = {}
    for match in re.finditer(rf"(?:{'|'.join(map(re.escape, keys))})(?!\w| - )", text):
        before = text[max(0, match.start() - len(_HYPHEN)) : match.start()]
        if not before[-1:].isalnum() and before != _HYPHEN:
            passage, start = corpus.passage_at(match.start())
            found.setdefault(by_key[match[0]], []).append((passage, match.start() - start, match.end() - start))
    return found
