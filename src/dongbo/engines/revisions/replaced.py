"""Wordings that were to be unified and were replaced by a third one, neither that to keep nor any of those named."""

from collections.abc import Iterator
from dataclasses import dataclass

from dongbo.engines.anchors import places_of
from dongbo.engines.anchors.tokens import tokens_of
from dongbo.engines.revisions.fillers import telling_words
from dongbo.engines.revisions.required import Finding, Wording
from dongbo.engines.revisions.said import Said
from dongbo.engines.revisions.slots import Parting, Slot, parting
from dongbo.engines.revisions.substance import Substance
from dongbo.engines.revisions.unifying import Span, Wordings
from dongbo.engines.vietnamese import toneless

_WIDER_BEFORE = 2
"""Where so many words more than the wording went, the passage was rewritten rather than a word replaced."""
_WIDER_AFTER = 4
_POINTING = frozenset({"này", "đó", "ấy", "kia", "trên", "nó", "chúng"})
"""What ends in one of these points to something named before, and names nothing."""


@dataclass(frozen=True, slots=True)
class _Odd:
    """A wording that was to go, with what it says instead and where in the version after."""

    variant: str
    instead: str
    provision: str


def otherwise_replaced(substance: Substance, before: Wordings, wording: Wording) -> list[Finding]:
    """Return where a wording to be replaced was, by something else than the one to keep.

    A sentence that is gone or written anew says nothing of it, nor does one that only points back ("công cụ này") or
    uses the initials of the wording to keep.
    """
    found: dict[str, Finding] = {}
    for sentence, heir, spans in _mended(substance, before, wording):
        for odd in _odd(sentence, heir, spans, wording):
            label = substance.both.texts.after.by_key[odd.provision].label
            key = f"other:{odd.provision}:{odd.variant}"
            told = f"thay “{odd.variant}” bằng “{odd.instead}”, không phải “{wording.keep}”."
            found.setdefault(key, Finding(key, f"{label[:1].upper()}{label[1:]} {told}", odd.provision))
    return list(found.values())


def _mended(
    substance: Substance, before: Wordings, wording: Wording
) -> Iterator[tuple[Said, Said, list[tuple[str, Span]]]]:
    """Yield each sentence that had wordings to be replaced and reads otherwise now, what it became, and their places.

    Places are counted from the beginning of the sentence.
    """
    for key, standing in before.places(wording):
        for sentence in substance.both.before.of([key]):
            end = sentence.at + len(sentence.text)
            spans = [
                (variant, (start - sentence.at, stop - sentence.at))
                for variant, (start, stop) in standing
                if sentence.at <= start and stop <= end
            ]
            heir = _heir_of(substance, sentence) if spans and not substance.is_kept(sentence) else None
            if heir is not None:
                yield sentence, heir, spans


def _heir_of(substance: Substance, gone: Said) -> Said | None:
    """Return what a sentence became; where it is the only one of its provision that did, the only new one there."""
    if (heir := substance.heir_of(gone)) is not None:
        return heir
    both = substance.both
    went = [one for one in both.before.of([gone.key]) if not substance.is_kept(one)]
    said = both.family_before(gone.key)
    come = [one for one in both.after.of([gone.key]) if substance.is_new(one, said)]
    return come[0] if len(went) == len(come) == 1 else None


def _odd(sentence: Said, heir: Said, spans: list[tuple[str, Span]], wording: Wording) -> Iterator[_Odd]:
    kept = len(places_of(heir.text, wording.keep)) - len(places_of(sentence.text, wording.keep))
    if kept >= len(spans):
        return
    parted = parting(sentence.text, heir.text)
    for variant, span in spans:
        slot = parted.over(*span)
        instead = _text(heir, parted, slot.new_start, slot.new_end)
        if _is_one_word_for_another(parted, slot, variant) and not _is_allowed(instead, wording):
            margin = len(tokens_of(wording.keep))
            around = _text(heir, parted, max(0, slot.new_start - margin), slot.new_end + margin)
            if not places_of(around, wording.keep):
                yield _Odd(variant, instead, heir.key)


def _is_one_word_for_another(parted: Parting, slot: Slot, variant: str) -> bool:
    """Return whether a wording was replaced within a sentence that goes on around it."""
    size = len(tokens_of(variant))
    goes_on = slot.old_start > 0 or slot.old_end < len(parted.old)
    went, came = slot.old_end - slot.old_start, slot.new_end - slot.new_start
    return goes_on and went <= size + _WIDER_BEFORE and 0 < came <= size + _WIDER_AFTER


def _is_allowed(instead: str, wording: Wording) -> bool:
    """Return whether words say nothing, point back, are a variant (which is told as left), or stand for the keep."""
    words = tokens_of(instead).folded
    initials = "".join(word[0] for word in tokens_of(wording.keep).folded)
    return (
        not telling_words(instead)
        or words[-1] in _POINTING
        or toneless(instead).lower() == toneless(initials).lower()
        or any(places_of(instead, variant) for variant in wording.variants)
    )


def _text(said: Said, parted: Parting, start: int, end: int) -> str:
    """Return the words [start, end) of what a sentence became, as written."""
    last = min(end, len(parted.new))
    return said.text[parted.new.starts[start] : parted.new.ends[last - 1]] if start < last else ""
