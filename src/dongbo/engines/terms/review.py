"""The whole terminology review of one or more papers."""

from collections.abc import Sequence
from datetime import date

from dongbo.engines.papers import Paper
from dongbo.engines.terms.abbreviations import find_abbreviations
from dongbo.engines.terms.capitals import find_capitals
from dongbo.engines.terms.findings import Severity, TermReview
from dongbo.engines.terms.passages import corpus_of
from dongbo.engines.terms.renamed import find_renamed
from dongbo.engines.terms.spelling import find_spellings
from dongbo.engines.terms.synonyms import find_hyphens, find_synonyms

_GRAVITY = tuple(Severity)


def review_terms(papers: Sequence[Paper], *, directives: Sequence[Paper] = (), on: date | None = None) -> TermReview:
    """This will review the wording of `papers`, which are read as one work (a plan and its annexes).

    `directives` are not reviewed; their majority form is the one suggested. `on` is the day to judge names by;
    without it each paper is judged by the date in its own heading. Folding is only for comparing: every form and
    place is given as written.
    """
    work, models = corpus_of(papers), corpus_of(directives)
    findings = [
        *find_renamed(work.passages, on=on),
        *find_abbreviations(work.passages, papers),
        *find_spellings(work, models),
        *find_synonyms(work, models),
        *find_capitals(work, models),
        *find_hyphens(work, models),
    ]
    findings.sort(key=lambda finding: _GRAVITY.index(finding.severity))
    return TermReview(tuple(findings))
