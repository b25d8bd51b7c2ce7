"""Runs of provisions in a sentence: "điểm a, b khoản 2 và khoản 3 Điều 5", "các điều 9, 12 và 14", "khoản này"."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from dongbo.engines.citations.model import ProvisionReference

_AND = r"(?:\s*[,;]\s*(?:và\s+)?|\s+(?:và|hoặc)\s+)"
_LETTER = r"[a-zđ]\d?(?![^\W_])"
_NUMBER = r"\d{1,3}[a-zđ]?(?![^\W_]|[.,]?\d|/)"
_POINT = rf"(?:các\s+)?điểm\s+(?P<points>này|{_LETTER}(?:{_AND}(?:điểm\s+)?{_LETTER})*)"
_CLAUSE = rf"(?:các\s+)?khoản\s+(?P<clauses>này|{_NUMBER}(?:{_AND}(?:khoản\s+)?{_NUMBER})*)"
_ARTICLE = rf"(?:các\s+)?điều\s+(?P<articles>này|{_NUMBER}(?:{_AND}(?:điều\s+)?{_NUMBER})*)"
_OF = r"\s+(?:của\s+)?"
_RUN = re.compile(
    rf"(?<![^\W_])(?:(?:{_POINT}{_OF})?(?:{_CLAUSE}{_OF})?{_ARTICLE}|(?:{_POINT.replace('points', 'points2')}{_OF})?"
    rf"{_CLAUSE.replace('clauses', 'clauses2')})(?![^\W_])",
    re.IGNORECASE,
)
_ITEM = re.compile(r"\d{1,3}[a-zđ]?|(?<![^\W_])[a-zđ]\d?(?![^\W_])", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class ProvisionRun:
    """A run of provisions at `start`..`end`; `own` when it ends in "này" and so speaks of the paper itself."""

    provisions: tuple[ProvisionReference, ...]
    start: int
    end: int
    text: str
    own: bool


def provision_runs(text: str) -> Iterator[ProvisionRun]:
    """Yield the runs of provisions in `text`, in order; the number of a heading ("Điều 5. …") is none."""
    for match in _RUN.finditer(text):
        if _is_heading(text, match):
            continue
        articles = _items(match["articles"])
        clauses = _items(match["clauses"] or match["clauses2"])
        points = _items(match["points"] or match["points2"])
        own = match[0].lower().endswith("này")
        own_clause = (match["clauses"] or match["clauses2"] or "").lower() == "này"
        provisions = tuple(
            ProvisionReference(article, clause, point.lower(), own_clause)
            for article in articles or ("",)
            for clause in clauses or ("",)
            for point in points or ("",)
        )
        yield ProvisionRun(provisions, match.start(), match.end(), match[0], own)


def _items(written: str | None) -> list[str]:
    return [] if not written or written.lower() == "này" else _ITEM.findall(_without_words(written))


def _without_words(written: str) -> str:
    return re.sub(r"\b(?:và|hoặc|các|khoản|điểm|điều)\b", " ", written, flags=re.IGNORECASE)


def _is_heading(text: str, match: re.Match[str]) -> bool:
    before = text[: match.start()].strip(" “\"'*#")
    return (
        not before
        and bool(re.match(r"\s*(?:\[\d+\])?\s*[.:\-–]", text[match.end() :] or "."))
        and bool(re.fullmatch(r"Điều\s+\d+[a-zđ]?", match[0]))
    )
