"""What an opinion says once politeness and spelling are taken away: its words, and where it stands."""

import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby, pairwise

from dongbo.engines.opinions.figures import figures_of
from dongbo.engines.opinions.opinion import OpinionText
from dongbo.engines.opinions.rules import Form, Use, doubtful_words, forms
from dongbo.engines.opinions.stance import NOT, Stance
from dongbo.engines.opinions.tokens import Token, Tokens

_OWN_SUBSTANCE = 5
"""An opinion of fewer telling words means the provision it stands at, whether it points there or not."""

_POLITE = (Use.OPENER, Use.FURTHER, Use.CLOSER)


@dataclass(frozen=True, slots=True)
class Wording:
    """An opinion read: its telling words in order, all its words without marks, the names among them, its stance.

    `bound` tells that the words mean the provision they stand at ("bỏ khoản này") and nothing without it.
    """

    place: str
    telling: tuple[str, ...]
    words: str
    names: frozenset[str]
    stance: Stance
    bound: bool


@dataclass(slots=True)
class _Said:
    """What the listed forms of an opinion came to."""

    reads: list[str] = field(default_factory=list)
    telling: list[str] = field(default_factory=list)
    sure: Counter[str] = field(default_factory=Counter)
    possible: set[str] = field(default_factory=set)
    denials: int = 0
    possible_denials: int = 0
    doubtful: set[tuple[str, str]] = field(default_factory=set)
    denying: bool = False
    asking: bool = True
    pointing: bool = False


def read_opinion(opinion: OpinionText, tokens: Tokens) -> Wording:
    """Return the wording of an opinion together with what it proposes."""
    written = tokens.read(f"{opinion.text}\n{opinion.proposed}")
    figures = figures_of(written)
    said = _Said()
    kept: list[Token] = []
    agencies: set[str] = set()
    for form, run in _parts(figures.words):
        _enter(said, form, run)
        kept += () if form and form.use in _POLITE else run
        agencies |= {_pair(left, right) for left, right in pairwise(run)} if form and form.use is Use.AGENCY else set()
    words = frozenset(token.bare for token in written)
    return Wording(
        place=opinion.place,
        telling=tuple(said.telling) or tuple(said.reads) or tuple(sorted(figures.values)),
        words=f" {' '.join(token.bare for token in written)} ",
        names=frozenset(agencies.union(_names(kept))),
        stance=Stance(
            values=frozenset(figures.values),
            goals=frozenset(figures.goals),
            sources=frozenset(figures.sources),
            parts=frozenset(figures.parts),
            sure=tuple(sorted(said.sure.items())),
            possible=frozenset(said.possible),
            denials=said.denials,
            possible_denials=said.possible_denials,
            doubtful=frozenset(said.doubtful),
            heard=words & doubtful_words(),
        ),
        bound=len(said.telling) < _OWN_SUBSTANCE or said.pointing,
    )


def _parts(words: Sequence[Token]) -> Iterator[tuple[Form | None, Sequence[Token]]]:
    """Yield the words of an opinion, one or more at a time, with the listed form they make."""
    place = 0
    polite = True
    while place < len(words):
        polite = polite or words[place].starts
        form = _form_at(words, place, polite=polite)
        run = words[place : place + (len(form.words) if form else 1)]
        place += len(run)
        use = form.use if form else None
        polite = use is Use.OPENER or (polite and use is Use.FURTHER)
        yield form, run


def _form_at(words: Sequence[Token], place: int, *, polite: bool) -> Form | None:
    """Return the longest listed form that begins at `place`."""
    listed = forms()
    first = words[place].bare
    pair = (first, words[place + 1].bare) if place + 1 < len(words) else None
    for form in (*(listed.get(pair, ()) if pair else ()), *listed.get((first,), ())):
        if (polite or form.use is not Use.FURTHER) and _is_written(form, words[place : place + len(form.words)]):
            return form
    return None


def _is_written(form: Form, run: Sequence[Token]) -> bool:
    """Tell whether each word stands there with its marks or with none."""
    if len(run) != len(form.words):
        return False
    for token, toned, plain in zip(run, form.words, form.plain, strict=True):
        if token.toned != toned and token.toned != plain:
            return False
    return True


def _enter(said: _Said, form: Form | None, run: Sequence[Token]) -> None:
    if form is None:
        _tell(said, (run[0].bare,))
    elif form.use in _POLITE:
        said.denying = False
        said.asking = True
    elif form.use in (Use.LIGHT, Use.POINTING):
        said.reads.extend(form.reads)
        said.pointing |= form.use is Use.POINTING
    elif form.pole or form.negates:
        (_enter_sure if _is_sure(said, form, run) else _enter_doubtful)(said, form)
    else:
        _tell(said, form.reads)


def _is_sure(said: _Said, form: Form, run: Sequence[Token]) -> bool:
    """Tell whether a form means what it is listed for: by its marks, or as the verb an opinion begins with."""
    begins = bool(form.pole) and (said.asking or run[0].starts)
    return form.sure or begins or all(token.toned == word for token, word in zip(run, form.words, strict=True))


def _tell(said: _Said, words: Sequence[str]) -> None:
    said.reads.extend(words)
    said.telling.extend(words)
    said.denying = False
    said.asking = False


def _enter_sure(said: _Said, form: Form) -> None:
    if form.negates:
        _tell(said, form.reads)
        said.denials += 1
        said.possible_denials += 1
        said.denying = form.use is Use.NEGATION
    else:
        pole = _denied(said, form)
        said.reads.extend(form.reads)
        said.sure[pole] += 1
        said.possible.add(pole)
        said.denying = False
        said.asking = False


def _enter_doubtful(said: _Said, form: Form) -> None:
    """Enter a single word without marks, which may be the listed one or quite another."""
    pole = _denied(said, form) if form.pole else ""
    _tell(said, form.bare)
    if form.pole:
        said.possible.add(pole)
    else:
        said.possible_denials += 1
    if form.bare[0] in doubtful_words():
        said.doubtful.add((form.bare[0], pole))


def _denied(said: _Said, form: Form) -> str:
    """Return the pole of a form, the opposite of it straight behind a denial ("không nên bỏ")."""
    return NOT + form.pole if said.denying else form.pole


def _names(words: Sequence[Token]) -> Iterator[str]:
    """Yield the pairs of neighbours within each run of capital words, and a capital word that stands alone."""
    for named, run in groupby(words, key=lambda token: token.name):
        some = list(run)
        if named and len(some) == 1:
            yield some[0].bare
        elif named:
            yield from (_pair(left, right) for left, right in pairwise(some))


def _pair(left: Token, right: Token) -> str:
    return sys.intern(f"{left.bare} {right.bare}")
