"""Whether what was to be cut is gone: not only moved, and not only said in other words."""

from collections.abc import Sequence

from dongbo.engines.anchors.mapping import pairing
from dongbo.engines.revisions.causes import cause_at, cause_of
from dongbo.engines.revisions.outcome import Outcome, done, not_done, partly
from dongbo.engines.revisions.quoting import Quoted, quoted_in
from dongbo.engines.revisions.required import Anchor
from dongbo.engines.revisions.said import Both, Said, Stream
from dongbo.engines.revisions.substance import Substance, shared

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
    if quoted := quoted_in(substance.both, anchor):
        return _quote(substance, anchor, quoted)
    return _provision(substance, anchor.provision)


def _provision(substance: Substance, key: str) -> Outcome:
    both = substance.both
    said = [one for one in both.beneath_before([key]) if one.code]
    if not said and key in both.texts.before and key not in both.texts.after:
        return done()
    says = Stream(both.beneath_after([key]))
    moved = _moved_out(substance, said, says)
    lost = _lost(both, said) - moved
    added = _added(substance, Stream(said), says)
    if lost <= added:
        return not_done("moved" if moved else "reworded" if lost or added else cause_of(both, key))
    whole, cut_away = sum(len(one.code) for one in said), lost - added
    turned = substance.turned([key])
    told = (*turned.come, *turned.gone)
    if moved >= _MOVED * whole:
        return partly("moved", told) if cut_away >= _CUT_BESIDE * whole else not_done("moved")
    return done(told) if cut_away >= _CUT * whole else partly("little_cut", told)


def _lost(both: Both, said: Sequence[Said]) -> int:
    """Return how many words of what was said no longer stand in the same provisions."""
    own = (Stream(both.before.of([key])) for key in dict.fromkeys(one.key for one in said))
    return sum(len(one.code) - shared(one, both.family_after(one.sentences[0].key)) for one in own)


def _added(substance: Substance, said: Stream, says: Stream) -> int:
    """Return how many words came into the provisions, those that only stood elsewhere before left out."""
    both = substance.both
    own = [Stream(both.after.of([key])) for key in dict.fromkeys(one.key for one in says.sentences)]
    come = sum(len(one.code) - shared(both.family_before(one.sentences[0].key), one) for one in own)
    brought = (
        len(one.code)
        for one in says.sentences
        if one.code not in both.family_before(one.key).code and one.code not in said.code
        if not substance.is_new(one, said)
    )
    return come - sum(brought)


def _moved_out(substance: Substance, said: Sequence[Said], says: Stream) -> int:
    """Return how many words went from their provisions and stand outside now."""
    both, here = substance.both, {one.key for one in says.sentences}
    moved = 0
    for one in said:
        if one.code in both.family_after(one.key).code or one.code in says.code:
            continue
        heir = substance.heir_of(one)
        if substance.is_kept(one):
            moved += len(one.code)
        elif heir is not None and heir.key not in here:
            moved += shared(one, heir)
    return moved


def _quote(substance: Substance, anchor: Anchor, quoted: Sequence[Quoted]) -> Outcome:
    both = substance.both
    gone = [one for one in quoted if not substance.is_kept(one.sentence)]
    if not gone:
        return not_done(cause_at(substance, anchor))
    code = "".join(one.code for one in quoted)
    own = Stream(both.before.of([anchor.provision]))
    if both.family_after(anchor.provision).count(code) >= own.count(code):
        return not_done("another_part")
    if len(code) >= _FEWEST_MOVED and both.all_after.count(code) >= both.all_before.count(code):
        return not_done("moved")
    gaps = [_gap(substance, one, own) for one in gone]
    lost, added = sum(gap[0] for gap in gaps), sum(gap[1] for gap in gaps)
    if lost <= added:
        return not_done("reworded" if lost else "another_part")
    sentences = [one.sentence for one in gone]
    told = [*filter(None, map(substance.heir_of, sentences)), *sentences]
    return done(told) if lost - added >= _QUOTE_CUT * len(code) else partly("little_cut", told)


def _gap(substance: Substance, quoted: Quoted, own: Stream) -> tuple[int, int]:
    """Return how many of the words quoted went from a sentence, and how many came where they stood.

    Where what is left of it stands in the same place the whole words there are held against each other: what is left
    may have run into the sentence before.
    """
    one, first, last = quoted.sentence, quoted.first, quoted.last
    heir = substance.heir_of(one)
    if heir is None and not substance.remains(one):
        return last - first, 0
    old, new = one.code, Stream([heir] if heir else [])
    family = substance.both.family_after(one.key)
    if heir is None or heir in family.sentences:
        begin = own.start_of(one)
        old, new, first, last = own.code, family, begin + first, begin + last
    to_new = pairing(tuple(old), tuple(new.code)).to_new
    kept = sum(mate >= 0 for mate in to_new[first:last])
    left = max((mate for mate in to_new[:first] if mate >= 0), default=-1)
    right = min((mate for mate in to_new[last:] if mate >= 0), default=len(new.code))
    return last - first - kept, max(0, right - left - 1 - kept)
