"""Abbreviations: what is wrong between where they are defined and where they are used."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from dongbo.engines.papers import Paper
from dongbo.engines.terms.definitions import Definition, definitions_in, glossary_of, tokens_in
from dongbo.engines.terms.findings import Place, Severity, TermFinding, Variant
from dongbo.engines.terms.passages import Passage
from dongbo.engines.terms.rules import abbreviations
from dongbo.engines.vietnamese import fold

# "thị thực ký hiệu NG1, TT", "nhóm IB": a code of a list, not an abbreviation of words.
_CODE = re.compile(
    r"(?:kí hiệu|nhóm|hạng|mã|mẫu|biểu|loại|lớp|khối|lô|hợp đồng|dạng|chuẩn|vitamin|vị trí)(?: số| xe)?[\s:(]*"
    r"(?:[a-zđ]{1,5}\d*\s*(?:,|;|và|hoặc|/|-)\s*)*$"
)
_CODE_WINDOW = 80
_COORDINATES = re.compile(r"(?: - \w+)?\s*:\s*\d")
# An abbreviation nobody explained is worth a second remark only when it is used again.
_OFTEN = 2
_SENTENCE_STARTS = '.:;!?)-–+•|“"'
_QUOTES = "“”\"'‘’"


@dataclass(slots=True)
class _Known:
    """What the papers say of one abbreviation."""

    definitions: list[Definition] = field(default_factory=list)
    uses: list[Place] = field(default_factory=list)
    listed: str = ""

    @property
    def full(self) -> str:
        """The full form the papers give, "" when they give none."""
        return next((definition.full for definition in self.definitions if definition.full), self.listed)


def find_abbreviations(passages: Sequence[Passage], papers: Sequence[Paper]) -> Iterator[TermFinding]:
    """This will yield what is wrong with the abbreviations of papers that are read as one work.

    Codes: `abbreviation-undefined`, `abbreviation-redefined` (defined twice alike), `abbreviation-inconsistent`
    (two full forms), `abbreviation-doubled` (two abbreviations of one full form), `abbreviation-mixed` (the full
    form is also written out).
    """
    known: dict[str, _Known] = {}
    glossary: set[tuple[str, int]] = set()
    for paper in papers:
        for line, short, full in glossary_of(paper):
            known.setdefault(short, _Known()).listed = full
            glossary.add((paper.name, line))
    wording = [one for one in passages if not one.formal and (one.paper, one.line) not in glossary]
    _read(wording, known)
    yield from _undefined(known)
    yield from _inconsistent(known)
    yield from _doubled(known)
    yield from _mixed(known, wording)


def _read(passages: Sequence[Passage], known: dict[str, _Known]) -> None:
    """Add the definitions and uses of the passages to what is known."""
    for passage in passages:
        spans: list[tuple[int, int]] = []
        for definition in definitions_in(passage):
            known.setdefault(definition.short, _Known()).definitions.append(definition)
            spans.append((definition.start, definition.end))
        for match in tokens_in(passage):
            defined = any(start <= match.start() < end for start, end in spans)
            if not defined and not _is_code(passage, match.start(), match.end()):
                known.setdefault(match[0], _Known()).uses.append(passage.place(match.start(), match.end()))


def _is_code(passage: Passage, start: int, end: int) -> bool:
    if passage.text[start - 1 : start] in _QUOTES and passage.text[end : end + 1] in _QUOTES:
        return bool(passage.text[start - 1 : start])
    before, after = passage.folded[max(0, start - _CODE_WINDOW) : start], passage.folded[end:]
    return bool(_CODE.search(before) or _COORDINATES.match(after))


def _undefined(known: Mapping[str, _Known]) -> Iterator[TermFinding]:
    for short, entry in known.items():
        common = abbreviations().get(short)
        if entry.definitions or entry.listed or not entry.uses or (common and common.accepted):
            continue
        suggestion = f"{common.full} ({short})" if common else ""
        advice = f"viết “{suggestion}” ở lần đầu" if common else "viết đầy đủ ở lần đầu, kèm chữ tắt trong ngoặc đơn"
        yield TermFinding(
            code="abbreviation-undefined",
            severity=Severity.WARNING,
            term=short,
            variants=(Variant(short, tuple(entry.uses)),),
            suggestion=suggestion,
            reason=f"{'có' if common else 'không có'} trong danh mục chữ viết tắt thông dụng",
            message=f"Chữ viết tắt “{short}” dùng {len(entry.uses)} lần mà chưa được giải thích: {advice}.",
        )


def _inconsistent(known: Mapping[str, _Known]) -> Iterator[TermFinding]:
    for short, entry in known.items():
        spelt = [definition for definition in entry.definitions if definition.full or definition.near]
        variants = _variants_of(spelt)
        if len(variants) > 1:
            listed = ", ".join(f"“{variant.form}”" for variant in variants)
            yield TermFinding(
                code="abbreviation-inconsistent",
                severity=Severity.ERROR,
                term=short,
                variants=variants,
                suggestion=variants[0].form,
                reason="cách giải thích được dùng nhiều hơn hoặc đứng trước",
                message=f"Chữ viết tắt “{short}” được giải thích theo {len(variants)} cách: {listed}. "
                "Mỗi chữ viết tắt chỉ nên có một nghĩa.",
            )
        elif (repeated := _in_one_paper(spelt)) > 1:
            yield TermFinding(
                code="abbreviation-redefined",
                severity=Severity.HINT,
                term=short,
                variants=variants,
                suggestion=f"{variants[0].form} ({short})",
                reason="đã giải thích ở lần đầu",
                message=f"Chữ viết tắt “{short}” được giải thích {repeated} lần trong cùng văn bản; "
                "chỉ cần một lần, ở chỗ dùng đầu tiên.",
            )


def _in_one_paper(definitions: Sequence[Definition]) -> int:
    """Return how often the paper that defines it most does so."""
    return max(Counter(definition.place.paper for definition in definitions).values(), default=0)


def _variants_of(definitions: Sequence[Definition]) -> tuple[Variant, ...]:
    forms: dict[str, list[Place]] = {}
    written: dict[str, str] = {}
    gists: dict[tuple[str, ...], str] = {}
    for definition in sorted(definitions, key=lambda one: not one.full):
        form = definition.full or definition.near
        key = _plain(form) if definition.full else gists.get(definition.words, _plain(form))
        gists.setdefault(definition.words, key)
        written.setdefault(key, form)
        forms.setdefault(key, []).append(definition.place)
    ranked = sorted(forms, key=lambda key: -len(forms[key]))
    return tuple(Variant(written[key], tuple(forms[key])) for key in ranked)


def _doubled(known: Mapping[str, _Known]) -> Iterator[TermFinding]:
    """Yield full forms with two abbreviations; a misspelt one (TEP for TFP) is found by the words before it."""
    shorts: dict[str, dict[str, list[Place]]] = {}
    fulls = {_plain(entry.full) for entry in known.values() if entry.full}
    fulls |= {_plain(entry.full) for entry in abbreviations().values()}
    for short, entry in known.items():
        for definition in entry.definitions:
            full = _plain(definition.full)
            if not full and short not in abbreviations():
                full = _known_end(definition.before, fulls)
            if full:
                shorts.setdefault(full, {}).setdefault(short, []).append(definition.place)
    for full, found in shorts.items():
        usual = [entry.short for entry in abbreviations().values() if _plain(entry.full) == full]
        if len(found) < 2 and (not usual or set(found) & set(usual)):
            continue
        variants = [Variant(short, (*places, *known[short].uses)) for short, places in found.items()]
        variants.sort(key=lambda variant: (variant.form not in usual, -variant.count))
        suggestion = next((short for short in usual if short in found or len(found) < 2), variants[0].form)
        listed = ", ".join(f"“{variant.form}”" for variant in variants)
        usual_note = "" if suggestion in found else f", chữ thường dùng là “{suggestion}”"
        yield TermFinding(
            code="abbreviation-doubled",
            severity=Severity.WARNING,
            term=full,
            variants=tuple(variants),
            suggestion=suggestion,
            reason="chữ viết tắt thông dụng" if suggestion in usual else "chữ được dùng nhiều hơn",
            message=f"“{full}” được viết tắt là {listed}{usual_note}. Nên thống nhất “{suggestion}”.",
        )


def _known_end(before: str, fulls: set[str]) -> str:
    words = _plain(before).split()
    ends = (" ".join(words[at:]) for at in range(len(words) - 1))
    return next((end for end in ends if end in fulls), "")


def _mixed(known: Mapping[str, _Known], passages: Sequence[Passage]) -> Iterator[TermFinding]:
    """Yield abbreviations whose full form is also written out beside them."""
    for short, entry in known.items():
        common = abbreviations().get(short)
        full = entry.full or (common.full if common and not common.accepted else "")
        if " " not in full or len(entry.uses) < (1 if entry.full else _OFTEN):
            continue
        if written := _written_out(short, full, entry.definitions, passages):
            explained = bool(entry.definitions or entry.listed)
            yield TermFinding(
                code="abbreviation-mixed",
                severity=Severity.HINT,
                term=short,
                variants=(Variant(short, tuple(entry.uses)), Variant(full, tuple(written))),
                suggestion=short if explained else full,
                reason=f"chữ viết tắt {'đã' if explained else 'chưa'} được giải thích",
                message=f"Khi viết tắt “{short}” ({len(entry.uses)} lần), khi viết đầy đủ “{full}” "
                f"({len(written)} lần). Nên dùng một dạng; viết tắt thì giải thích ở lần đầu.",
            )


def _written_out(short: str, full: str, definitions: Sequence[Definition], passages: Sequence[Passage]) -> list[Place]:
    """Return where a full form stands, but not where it is being abbreviated or part of a name ("Cục Công nghệ …")."""
    pattern = re.compile(rf"(?<!\w){re.escape(fold(full))}(?!\w)")
    defined = {(id(one.passage), at) for one in definitions for at in range(one.start, one.end)}
    abbreviated = re.compile(rf"(?:\s+[^\W\d_]+){{0,3}}\s*\([^()]*(?<!\w){re.escape(short)}(?!\w)")
    return [
        passage.place(match.start(), match.end())
        for passage in passages
        for match in pattern.finditer(passage.folded)
        if (id(passage), match.start()) not in defined
        and not abbreviated.match(passage.text, match.end())
        and not (full[0].islower() and _in_a_name(passage.text, match.start()))
    ]


def _in_a_name(text: str, start: int) -> bool:
    """Tell whether a word at `start` has a capital although no sentence begins there."""
    before = text[:start].rstrip()
    return text[start].isupper() and before != "" and before[-1] not in _SENTENCE_STARTS


def _plain(full: str) -> str:
    """Return the folded words of a full form, joining words and signs dropped, to tell whether two are the same."""
    return " ".join(word for word in re.findall(r"[^\W_]+", fold(full)) if word not in {"và", "về", "của", "các"})
