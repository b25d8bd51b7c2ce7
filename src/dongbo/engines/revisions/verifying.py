"""The verdict on a required revision: what the next version and the engines bear out, whatever is said of it."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from dongbo.engines.revisions.anchored import is_new_beside, outcome_at, outcome_of_unit
from dongbo.engines.revisions.ground import Ground
from dongbo.engines.revisions.outcome import Outcome, done, not_done, partly
from dongbo.engines.revisions.replaced import otherwise_replaced
from dongbo.engines.revisions.required import (
    Aligned,
    Anchor,
    Finding,
    Kind,
    Missed,
    Reply,
    Required,
    Standing,
    Towards,
    Verdict,
    Wording,
)
from dongbo.engines.revisions.unifying import counts, findings_of
from dongbo.engines.revisions.wording import sentence

_MAY_STAND_ELSEWHERE = frozenset({Kind.CLARIFY, Kind.SUPPLEMENT})


def verify(required: Required, reply: Reply, ground: Ground) -> Verdict:
    """Return whether the next version carries out `required`, and by what changes.

    Spelling, new numbers, another place and empty words carry out nothing, but for a spelling that was to be unified.

    - CLARIFY: at every anchor a change of substance, in the sentence quoted or else at or beneath the provision; where
      a unit is named, in what is said of it.
    - SUPPLEMENT: at every anchor something came, at or beneath the provision, or what stood there says more; no title,
      other name or other figure, nor words that stood at another point of the same place.
    - CUT: at every anchor the words are gone, or markedly fewer, and stand nowhere else.
    - UNIFY: none of the variants is left anywhere or was replaced by a third wording, nor has the terms engine anything
      to say of these wordings.
    - ALIGN: what was found amiss against the directive is no longer, by a change. Where nothing was found, a change of
      substance at every anchor.

    A task made clear or something added in a place the drafter names instead counts as done in part; as done where a
    provision that was to be added came right beside the anchor. An order without anchors is carried out where one of
    the places named is changed so.
    """
    if required.kind is Kind.UNIFY:
        return _unified(required.wording, ground)
    found = ground.aligned.get(required.key)
    if required.kind is Kind.ALIGN and required.align is not None and found is not None and found.before:
        return _in_line(found, required.align, ground)
    return _at_places(required, reply, ground)


def _at_places(required: Required, reply: Reply, ground: Ground) -> Verdict:
    unit = ground.unit(required.unit) if required.kind is Kind.CLARIFY else None
    named = [Anchor(key) for key in dict.fromkeys(reply.changed)]
    if not required.anchors:
        outcome = outcome_of_unit(ground.substance, unit) if unit else _any(required, named, ground)
        return _verdict([(Anchor(""), outcome)], ground)
    judged = [(one, outcome_at(ground.substance, required.kind, one, unit)) for one in required.anchors]
    if required.kind in _MAY_STAND_ELSEWHERE:
        if required.kind is Kind.SUPPLEMENT:
            judged = [(anchor, _or_beside(anchor, outcome, reply, ground)) for anchor, outcome in judged]
        if all(outcome.standing is Standing.NOT_DONE for _, outcome in judged):
            elsewhere = _any(required, named, ground)
            if elsewhere.standing is Standing.DONE:
                judged = [(anchor, partly("only_elsewhere", elsewhere.said)) for anchor, _ in judged]
    return _verdict(judged, ground)


def _any(required: Required, named: Sequence[Anchor], ground: Ground) -> Outcome:
    """Return the best that was done at one of the places the drafter names."""
    unit = ground.unit(required.unit)
    outcomes = [outcome_at(ground.substance, required.kind, one, unit) for one in named]
    order = (Standing.DONE, Standing.PARTLY, Standing.NOT_DONE)
    return min(outcomes, key=lambda one: order.index(one.standing), default=not_done("nothing_named"))


def _or_beside(anchor: Anchor, outcome: Outcome, reply: Reply, ground: Ground) -> Outcome:
    if outcome.standing is not Standing.NOT_DONE:
        return outcome
    beside = [key for key in reply.changed if is_new_beside(ground.substance, key, anchor)]
    return done(ground.substance.turned(beside).come) if beside else outcome


def _verdict(judged: Sequence[tuple[Anchor, Outcome]], ground: Ground) -> Verdict:
    amiss = [(anchor, outcome) for anchor, outcome in judged if outcome.standing is not Standing.DONE]
    standings = {outcome.standing for _, outcome in judged}
    standing = standings.pop() if len(standings) == 1 else Standing.PARTLY
    detail = amiss[0][1].detail if amiss else ""
    place = (amiss[0][0].label or ground.label(amiss[0][0].provision)) if amiss else ""
    return Verdict(
        standing,
        detail,
        sentence(standing, detail, place=f"{place[:1].upper()}{place[1:]}"),
        changes=ground.changes(one.key for _, outcome in judged for one in outcome.said),
        missed=tuple(Missed(anchor.provision, outcome.detail) for anchor, outcome in amiss if anchor.provision),
    )


def _unified(wording: Wording | None, ground: Ground) -> Verdict:
    if wording is None or not wording.variants:
        return Verdict(Standing.NOT_DONE, "no_wording", sentence(Standing.NOT_DONE, "no_wording"))
    before, after = (side.left(wording) for side in ground.wordings)
    stood, left = counts(before), counts(after)
    terms = [side.review(wording) for side in ground.wordings]
    others = otherwise_replaced(ground.substance, ground.wordings[0], wording)
    findings = (*findings_of(after, ground.texts.after), *others, *terms[1])
    fewer = sum(left.values()) + len(terms[1]) < sum(stood.values()) + len(terms[0])
    standing = Standing.DONE if not findings else Standing.PARTLY if fewer else Standing.NOT_DONE
    detail = "variants_left" if left else "other_wording" if others else "terms_left" if findings else ""
    return Verdict(
        standing,
        detail,
        sentence(standing, detail, count=sum(left.values()) or len(others), keep=wording.keep),
        changes=ground.changes(key for key, times in stood.items() if left[key] < times),
        findings=findings,
    )


def _in_line(found: Aligned, towards: Towards, ground: Ground) -> Verdict:
    now = {one.key: one for one in found.after}
    left: list[Finding] = []
    changed: dict[str, None] = {}
    for was in found.before:
        answering = () if was.key in now else _changed_answers(was.key, found.answers, ground)
        if answering:
            changed |= dict.fromkeys(answering)
        else:
            one = now.get(was.key, replace(was, provision=None))
            left.append(replace(one, provision=ground.key_of(one.provision)))
    standing = Standing.DONE if not left else Standing.PARTLY if len(left) < len(found.before) else Standing.NOT_DONE
    detail = "findings_left" if left else ""
    words = {"count": len(left), "directive": towards.directive, "axis": towards.axis.label.lower()}
    told = sentence(standing, detail, **words)
    return Verdict(standing, detail, told, ground.changes(changed), tuple(left))


def _changed_answers(key: str, answers: Iterable[Finding], ground: Ground) -> list[str]:
    """Return the provisions that answer what was amiss and did not read so before."""
    keys = (ground.key_of(one.provision) for one in answers if one.key == key)
    return [one for one in keys if one is not None and ground.has_turned_above(one)]
