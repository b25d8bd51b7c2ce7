"""Runs of provisions in a sentence: "điểm a, b khoản 2 Điều 5", "các điều 9, 12 và 14", "khoản này"."""

import re
from dataclasses import dataclass, replace

from dongbo.engines.citations.model import ProvisionReference

_AND = r"(?:\s*[,;]\s*(?:và\s+)?|\s+(?:và|hoặc)\s+)"
_LETTER = r"[a-zđ]\d?(?![^\W_])"
_NUMBER = r"\d{1,3}[a-zđ]?(?![^\W_]|[.,]?\d|/)"
_POINT = rf"(?:các\s+)?điểm\s+(?P<points>này|{_LETTER}(?:{_AND}(?:điểm\s+)?{_LETTER}){{0,40}})"
_CLAUSE = rf"(?:các\s+)?khoản\s+(?P<clauses>này|{_NUMBER}(?:{_AND}(?:khoản\s+)?{_NUMBER}){{0,40}})"
_ARTICLE = rf"(?:các\s+)?điều\s+(?P<articles>này|{_NUMBER}(?:{_AND}{_NUMBER}){{0,40}})"
_OF = r"\s+(?:của\s+)?"
_SECOND_POINT, _SECOND_CLAUSE = _POINT.replace("points", "points2"), _CLAUSE.replace("clauses", "clauses2")
_RUN = re.compile(
    rf"(?<![^\W_])(?:(?:{_POINT}{_OF})?(?:{_CLAUSE}{_OF})?{_ARTICLE}|(?:{_SECOND_POINT}{_OF})?{_SECOND_CLAUSE})"
    r"(?![^\W_])",
    re.IGNORECASE,
)
JOINS = re.compile(r"^\s*(?:[,;]|và|hoặc|,\s*và|;\s*và)?\s*$")
_ITEM = re.compile(r"\d{1,3}[a-zđ]?|(?<![^\W_])[a-zđ]\d?(?![^\W_])", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class ProvisionRun:
    """A run of provisions at `start`..`end`; `own` when it ends in "này": it speaks of the paper itself."""

    provisions: tuple[ProvisionReference, ...]
    start: int
    end: int
    text: str
    own: bool


def provision_runs(text: str) -> list[ProvisionRun]:
    """Return the runs of provisions in `text`, in order; the number of a heading ("Điều 5. …") is none.

    Points are of the first clause after them: "điểm a khoản 1 và khoản 2" names no point of clause 2.
    A clause joined to a run with an article is of that article: "điểm b khoản 2, khoản 3 Điều 23".
    """
    runs = [_run(match) for match in _RUN.finditer(text) if not _is_heading(text, match)]
    for at in range(len(runs) - 2, -1, -1):
        run, following = runs[at], runs[at + 1]
        joined = JOINS.match(text[run.end : following.start])
        article = following.provisions[0].article
        if joined and article and not run.own and not any(each.article for each in run.provisions):
            whole = tuple(replace(each, article=article) for each in run.provisions)
            runs[at] = replace(run, provisions=whole)
    return runs


def _run(match: re.Match[str]) -> ProvisionRun:
    clause = match["clauses"] or match["clauses2"]
    points = _items(match["points"] or match["points2"])
    provisions = tuple(
        ProvisionReference(article, number, point.lower(), own_clause=(clause or "").lower() == "này")
        for article in _items(match["articles"]) or ("",)
        for at, number in enumerate(_items(clause) or ("",))
        for point in (points if at == 0 else ()) or ("",)
    )
    return ProvisionRun(provisions, match.start(), match.end(), match[0], own=match[0].lower().endswith("này"))


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
