"""Forms of one term and where they stand, and the finding that they are mixed."""

from collections import Counter
from collections.abc import Iterator, Mapping

from dongbo.engines.terms.findings import Choice, Severity, TermFinding, Variant, choose, variants_finding
from dongbo.engines.terms.passages import Passage

Spots = list[tuple[Passage, int, int]]


def count(found: Mapping[str, Spots]) -> Counter[str]:
    """Return how often each form stands."""
    return Counter({form: len(spots) for form, spots in found.items()})


def find_mixture(
    code: str,
    severity: Severity,
    found: Mapping[str, Spots],
    model: Counter[str],
    *,
    standard: str,
    basis: str,
    choice: Choice | None = None,
) -> Iterator[TermFinding]:
    """This will yield one finding when the papers mix forms, or keep to one the directive does not use.

    `model` counts the forms in the directives; `standard` is the form `basis` speaks for. `choice` overrules both.
    """
    kept = model.most_common(1)[0][0] if model else ""
    if not found or (len(found) < 2 and (not kept or kept in found)):
        return
    forms = [form for form, _ in count(found).most_common()]
    if kept and kept not in found:
        forms.append(kept)
    variants = tuple(
        Variant(form, tuple(passage.place(start, end) for passage, start, end in found.get(form, ()))) for form in forms
    )
    choice = choice or choose(count(found), model, standard=standard, basis=basis)
    yield variants_finding(code, severity, variants, choice)
