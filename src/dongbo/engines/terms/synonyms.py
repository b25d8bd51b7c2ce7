"""One term in several forms: listed synonyms, with and without a hyphen."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from dongbo.engines.terms.findings import Severity, TermFinding
from dongbo.engines.terms.forms import Spots, count, find_mixture
from dongbo.engines.terms.passages import Passage
from dongbo.engines.terms.rules import Synonyms, synonyms
from dongbo.engines.vietnamese import fold

_HYPHENED = re.compile(r"(?<![\w-])(?<!- )([^\W\d_]+ [^\W\d_]+) - ([^\W\d_]+ [^\W\d_]+)(?![\w-]| -)")

# A hyphen met once may part two clauses; met again it joins a term.
_HABIT = 2


def find_synonyms(passages: Sequence[Passage], directives: Sequence[Passage]) -> Iterator[TermFinding]:
    """This will yield a finding for each listed term that stands in several forms."""
    for rule in synonyms():
        severity = Severity.HINT if rule.hint else Severity.WARNING
        yield from _mixture("synonyms", severity, rule, passages, directives)


def find_hyphens(passages: Sequence[Passage], directives: Sequence[Passage]) -> Iterator[TermFinding]:
    """This will compare "kinh tế - xã hội" with "kinh tế xã hội" wherever the papers hyphen two such words."""
    joined = Counter(
        match[0].lower() for passage in (*passages, *directives) for match in _HYPHENED.finditer(passage.text)
    )
    for form in (form for form, times in joined.items() if times >= _HABIT):
        rule = Synonyms((form, form.replace(" - ", " ")), form, "dạng có gạch nối", case=False, hint=True)
        yield from _mixture("hyphens", Severity.HINT, rule, passages, directives)


def _mixture(
    code: str, severity: Severity, rule: Synonyms, passages: Sequence[Passage], directives: Sequence[Passage]
) -> Iterator[TermFinding]:
    found = _spots(rule, passages)
    model = count(_spots(rule, directives))
    yield from find_mixture(code, severity, found, model, standard=rule.standard, basis=rule.basis)


def _spots(rule: Synonyms, passages: Sequence[Passage]) -> dict[str, Spots]:
    """Return where each form of a rule stands, the longest form first where one holds another.

    "chính trị xã hội - nghề nghiệp" is a term of its own, so no form goes on over a hyphen.
    """
    by_key = {form if rule.case else fold(form): form for form in rule.forms}
    keys = sorted(by_key, key=len, reverse=True)
    pattern = re.compile(rf"(?<!\w)(?<! - )(?:{'|'.join(map(re.escape, keys))})(?!\w| - )")
    found: dict[str, Spots] = {}
    for passage in passages:
        for match in pattern.finditer(passage.text if rule.case else passage.folded):
            found.setdefault(by_key[match[0]], []).append((passage, match.start(), match.end()))
    return found
