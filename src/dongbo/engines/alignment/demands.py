"""A directive provision often asks for several things: its single demands, as written."""

import re

from dongbo.engines import vietnamese

_CLAUSES = re.compile(r"(?<=;)\s+")
_ENDS_WITHIN = re.compile(r"[.!?…;][”\"’)\]]?\s+\S|\n")
SHORTEST = 6
"""Words a demand needs; a shorter piece belongs to the one before it."""


def demands_of(words: str) -> list[str]:
    """Return the demands of a provision in order: its sentences, and the clauses a semicolon parts."""
    if not _ENDS_WITHIN.search(words):
        return [vietnamese.clean(words)]
    demands: list[str] = []
    for sentence in vietnamese.sentences(words):
        for clause in _CLAUSES.split(sentence):
            if demands and len(clause.split()) < SHORTEST:
                demands[-1] = f"{demands[-1]} {clause}"
            else:
                demands.append(clause)
    return demands or [words]
