"""Abbreviations read as the words they stand for, so that "CSDL" answers "cơ sở dữ liệu" and the other way round."""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import TypeAlias

from dongbo.engines import vietnamese
from dongbo.engines.alignment.provision import Provision
from dongbo.engines.papers import paper_from_lines
from dongbo.engines.terms.definitions import TOKEN, definitions_in
from dongbo.engines.terms.passages import corpus_of
from dongbo.engines.terms.rules import abbreviations

_FEWEST_LETTERS = 3
"""A well-known abbreviation of two letters stands for too many things ("TT": thứ tự, thông tư, trung tâm)."""

_MAY_DEFINE = re.compile(
    r"\((?:[^()/]*[^\w/])?[A-ZĐ][\w-]*[A-ZĐ]\w*[”\"]?\)|[A-ZĐ]{2,} \(|viết tắt|gọi tắt|^\W*[A-ZĐ]{2,}\s*(?:[:=–-]|là\b)"
)
_CAPITALS = re.compile(r"[A-ZĐƯƠ]\w*[A-ZĐƯƠ]")


_Meanings: TypeAlias = dict[str, set[str]]
"""Abbreviation → the folded forms it is said to stand for."""


class Abbreviations:
    """What the abbreviations of each paper stand for.

    A paper's own definition holds before that of another paper, and any definition before what is well known. What is
    defined in two ways stands for nothing sure.
    """

    def __init__(self, provisions: Iterable[Provision]) -> None:
        own: dict[str, _Meanings] = {}
        all_papers: _Meanings = {}
        for document, short, full in _definitions(provisions):
            for meanings in (own.setdefault(document, {}), all_papers):
                meanings.setdefault(short, set()).add(vietnamese.fold(full))
        known = {
            short: vietnamese.fold(one.full) for short, one in abbreviations().items() if len(short) >= _FEWEST_LETTERS
        }
        self._common = _settled(known, all_papers)
        self._of_paper = {document: _settled(self._common, meanings) for document, meanings in own.items()}

    def written_out(self, text: str, document: str) -> str:
        """Return `text` of `document` with every known abbreviation replaced by what it stands for."""
        if not _CAPITALS.search(text):
            return text
        pieces: list[str] = []
        end = 0
        for start, short, full in self._found(text, document):
            pieces += (text[end:start], full)
            end = start + len(short)
        return "".join((*pieces, text[end:]))

    def lengths(self, text: str, document: str) -> dict[int, int]:
        """Return place in `text` → number of words, for every abbreviation that `written_out` replaces."""
        return {start: len(vietnamese.syllables(full)) for start, _, full in self._found(text, document)}

    def _found(self, text: str, document: str) -> Iterator[tuple[int, str, str]]:
        """Yield (place, abbreviation, full form); the full form is "" straight behind it, where it is defined."""
        forms = self._of_paper.get(document, self._common)
        for token in TOKEN.finditer(text):
            if full := forms.get(token[0]):
                before = text[: token.start()].rstrip()
                said = before.endswith("(") and vietnamese.fold(before[-len(full) - 4 : -1]).endswith(full)
                yield token.start(), token[0], "" if said else full


def _settled(forms: Mapping[str, str], meanings: _Meanings) -> dict[str, str]:
    """Return `forms` with what `meanings` settle, and without what they leave in doubt."""
    kept = {short: full for short, full in forms.items() if short not in meanings}
    return kept | {short: full for short, (full, *others) in meanings.items() if not others}


def _definitions(provisions: Iterable[Provision]) -> Iterator[tuple[str, str, str]]:
    """Yield (document, abbreviation, full form) of every definition among the words of the provisions."""
    lines: dict[str, list[str]] = {}
    for provision in provisions:
        found = [line for line in provision.words.split("\n") if _MAY_DEFINE.search(line)]
        if found:
            lines.setdefault(provision.document, []).extend(found)
    for document, texts in lines.items():
        for passage in corpus_of([paper_from_lines(texts)]).passages:
            for definition in definitions_in(passage):
                if definition.full:
                    yield document, definition.short, definition.full
