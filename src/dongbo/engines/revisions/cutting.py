"""Whether what was to be cut is gone: not only moved, and not only said in other words."""

from collections.abc import Sequence

from dongbo.engines.anchors import Quote
from dongbo.engines.anchors.mapping import pairing
from dongbo.engines.revisions.causes import cause_at, cause_of
from dongbo.engines.revisions.outcome import Outcome, done, not_done, partly
from dongbo.engines.revisions.quoting import quoted_sentences
from dongbo.engines.revisions.required import Anchor
from dongbo.engines.revisions.said import Said, Stream
from dongbo.engines.revisions.substance import Substance, Turned, shared

_CUT = 0.1
"""Which share of its words a provision must lose to be cut; one that loses fewer is cut in part."""
_QUOTE_CUT = 0.5
"""The same for a quote."""
_MOVED = 0.5
"""From which share of its words on that stand elsewhere now a provision was moved rather than cut."""
_CUT_BESIDE = 0.25
"""Which share it must then lose to be cut in part."""
_FEWEST_MOVED = 6
"""A quote of fewer words may stand elsewhere by chance."""


def cut(substance: Substance, anchor: Anchor) -> Outcome:
    """Return whether the provision, or the words quoted from it, were cut."""
    quoted = quoted_sentences(substance.both, anchor)
    if anchor.quote is not None and quoted:
        return _quote(substance, anchor, anchor.quote, quoted)
    return _provision(substance, anchor.provision)


def _provision(substance: Substance, key: str) -> Outcome:
    both = substance.both
    said = [one for one in both.beneath_before([key]) if one.code]
    if not said and key in both.texts.before and key not in both.texts.after:
        return done()
    whole = sum(len(one.code) for one in said)
    turned = substance.turned([key])
    heirs = {one: heir for one in turned.gone if (heir := substance.heir_of(one))}
    lost = sum(len(one.code) - (shared(one, heirs[one]) if one in heirs else 0) for one in turned.gone)
    added = sum(len(one.code) - _taken_over(one, turned, heirs) for one in {*turned.come, *heirs.values()})
    told = (*turned.come, *turned.gone)
    if lost <= added:
        return not_done("reworded" if lost or added else cause_of(both, key))
    if _elsewhere(substance, key, said, heirs) >= _MOVED * whole:
        return partly("moved", told) if lost - added >= _CUT_BESIDE * whole else not_done("moved")
    return done(told) if lost - added >= _CUT * whole else partly("little_cut", told)


def _taken_over(come: Said, turned: Turned, heirs: dict[Said, Said]) -> int:
    """Return how many words of a new sentence are those of one that went."""
    origin = turned.origin(come)
    olds = [one for one, heir in heirs.items() if heir == come] + ([origin] if origin else [])
    return max((shared(one, come) for one in olds), default=0)


def _elsewhere(substance: Substance, key: str, said: Sequence[Said], heirs: dict[Said, Said]) -> int:
    """Return how many words of a provision now stand outside it."""
    here = substance.both.beneath_after([key])
    stream, keys = Stream(here), {one.key for one in here}
    moved = sum(shared(one, heir) for one, heir in heirs.items() if heir.key not in keys)
    kept = (one for one in said if one.code not in stream.code and substance.is_kept(one))
    return moved + sum(len(one.code) for one in kept)


def _quote(substance: Substance, anchor: Anchor, quote: Quote, quoted: Sequence[Said]) -> Outcome:
    both = substance.both
    gone = [one for one in quoted if not substance.is_kept(one)]
    if not gone:
        return not_done(cause_at(substance, anchor))
    code = both.before.code(quote.exact)
    if both.family_after(anchor.provision).count(code) >= Stream(both.before.of([anchor.provision])).count(code):
        return not_done("another_part")
    if len(code) >= _FEWEST_MOVED and both.all_after.count(code) >= both.all_before.count(code):
        return not_done("moved")
    gaps = [_gap(one, substance.heir_of(one), code) for one in gone]
    lost, added = sum(gap[0] for gap in gaps), sum(gap[1] for gap in gaps)
    if lost <= added:
        return not_done("reworded" if lost else "another_part")
    told = [*filter(None, map(substance.heir_of, gone)), *gone]
    return done(told) if lost - added >= _QUOTE_CUT * len(code) else partly("little_cut", told)


def _gap(one: Said, heir: Said | None, code: str) -> tuple[int, int]:
    """Return how many of the quoted words went from a sentence, and how many came where they stood."""
    at = one.code.find(code)
    first, last = (at, at + len(code)) if at >= 0 else (0, len(one.code))
    if heir is None:
        return last - first, 0
    to_new = pairing(tuple(one.code), tuple(heir.code)).to_new
    kept = sum(mate >= 0 for mate in to_new[first:last])
    left = max((mate for mate in to_new[:first] if mate >= 0), default=-1)
    right = min((mate for mate in to_new[last:] if mate >= 0), default=len(heir.code))
    return last - first - kept, max(0, right - left - 1 - kept)
