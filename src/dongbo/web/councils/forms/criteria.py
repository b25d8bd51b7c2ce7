"""The criteria of the appraisal form as an officer writes them: one name a line, each with a code of its own."""

import re
from collections.abc import Iterable, Mapping

from dongbo.engines.vietnamese import toneless

LONGEST_CODE = 40
_OTHER = re.compile("[^a-z0-9]+")


def criteria_written(text: str, known: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    """Return code and name of each line; a name in `known` keeps its code, so that marks given by it stay its own."""
    names = [" ".join(line.split()) for line in text.splitlines()]
    taken = set(known.values())
    found: list[tuple[str, str]] = []
    for name in filter(None, names):
        code = known.get(name) or _fresh(name, taken)
        taken.add(code)
        found.append((code, name))
    return tuple(found)


def criteria_text(criteria: Iterable[tuple[str, str]]) -> str:
    """Return the names, one a line."""
    return "\n".join(name for _code, name in criteria)


def _fresh(name: str, taken: set[str]) -> str:
    plain = _OTHER.sub("_", toneless(name).lower()).strip("_")[:LONGEST_CODE] or "criterion"
    if plain not in taken:
        return plain
    return next(code for code in (f"{plain}_{at}" for at in range(2, len(taken) + 3)) if code not in taken)
