"""What an order at one place asks of the sentences there, and whether they came out so."""

from collections.abc import Sequence

from dongbo.engines.revisions.causes import cause_at, cause_of
from dongbo.engines.revisions.cutting import cut
from dongbo.engines.revisions.gaining import Gains
from dongbo.engines.revisions.outcome import Outcome, done, not_done
from dongbo.engines.revisions.quoting import quoted_sentences
from dongbo.engines.revisions.required import Anchor, Kind
from dongbo.engines.revisions.said import Said
from dongbo.engines.revisions.substance import Substance, Turned
from dongbo.engines.revisions.units import Unit


def outcome_at(substance: Substance, kind: Kind, anchor: Anchor, unit: Unit | None = None) -> Outcome:
    """Return what became of an order at `anchor`; one of any other kind asks there for a change of substance."""
    if not substance.both.texts.is_known(anchor.provision):
        return not_done("unknown_provision")
    if kind is Kind.CUT:
        return cut(substance, anchor)
    quoted = quoted_sentences(substance.both, anchor)
    if kind is Kind.SUPPLEMENT:
        return _supplemented(substance, anchor, quoted)
    return _sentences_changed(substance, anchor, quoted, unit) if quoted else _changed(substance, anchor, unit)


def outcome_of_unit(substance: Substance, unit: Unit) -> Outcome:
    """Return whether anything said of `unit`, wherever it stands, changed in substance."""
    said = _of_unit(substance.everywhere, unit)
    return done(said) if said else not_done("unit_unchanged")


def is_new_beside(substance: Substance, key: str, anchor: Anchor) -> bool:
    """Return whether a provision came, with words of its own, right beside the one an order points to."""
    before, after = substance.both.texts.before, substance.both.texts.after
    if key in before or key not in after:
        return False
    gains = Gains(substance, [key])
    if not any(gains.of(one, None).counts for one in substance.turned([key]).come if not gains.is_title(one)):
        return False
    side = after if anchor.provision in after else before
    return anchor.provision in side and after.by_key[key].parent == side.by_key[anchor.provision].parent


def _changed(substance: Substance, anchor: Anchor, unit: Unit | None) -> Outcome:
    turned = substance.turned([anchor.provision])
    every = [*turned.come, *turned.gone]
    if not every:
        return not_done(cause_of(substance.both, anchor.provision))
    said = every if unit is None else _of_unit(turned, unit)
    return done(said) if said else not_done("another_unit")


def _sentences_changed(substance: Substance, anchor: Anchor, quoted: Sequence[Said], unit: Unit | None) -> Outcome:
    gone = tuple(one for one in quoted if not substance.is_kept(one))
    if not gone:
        return not_done(cause_at(substance, anchor))
    come = tuple(filter(None, map(substance.heir_of, gone)))
    said = [*come, *gone] if unit is None else _of_unit(Turned(come, gone, ()), unit)
    return done(said) if said else not_done("another_unit")


def _of_unit(turned: Turned, unit: Unit) -> list[Said]:
    come = [one for one in turned.come if unit.is_spoken_of(one, now=True)]
    return [*come, *(one for one in turned.gone if unit.is_spoken_of(one, now=False))]


def _supplemented(substance: Substance, anchor: Anchor, quoted: Sequence[Said]) -> Outcome:
    turned, gains = substance.turned([anchor.provision]), Gains(substance, [anchor.provision])
    origins = {one: turned.origin(one) for one in turned.come}
    told = [one for one in turned.come if origins[one] in quoted or not gains.is_title(one)]
    gained = {one: gains.of(one, origins[one]) for one in told}
    grown = [one for one, gain in gained.items() if gain.counts]
    here = [one for one in grown if not quoted or (origins[one] or quoted[0]) in quoted]
    if here:
        return done(here)
    if grown or (quoted and turned.gone and not any(one in quoted for one in turned.gone)):
        return not_done("another_sentence")
    if any(gain.renamed for gain in gained.values()) or (turned.come and not told):
        return not_done("renamed")
    if turned.come or turned.gone:
        return not_done("not_more")
    return not_done(cause_of(substance.both, anchor.provision))
